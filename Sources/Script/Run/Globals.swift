import Glibc

/// The global names of a machine: numbered slots, so that running code never looks up a name.
///
/// A name gets its slot when code that mentions it is compiled. A slot that nothing has been stored in holds the built-in
/// of that name, or the mark of a missing value.
final class Globals {
  /// The slots, which never move: code in the middle of running may make new ones.
  let values: UnsafeMutablePointer<Value>
  private var slots: [Symbol: Int] = [:]
  /// The names of modules that are written in the language itself: each module has its own.
  private var moduleSlots: [String: [Symbol: Int]] = [:]
  private var ownedByModules: Set<Int> = []
  private(set) var names: [Symbol] = []
  private let missing: Object
  /// As many as an instruction can number.
  static let capacity = 1 << 16
  var builtins: [Symbol: Value] = [:]

  init(missing: Object) {
    self.missing = missing
    values = RegisterStack.reserve(Self.capacity)
  }

  deinit {
    for slot in names.indices { values[slot] = .none }
    RegisterStack.free(values, Self.capacity)
  }

  /// The slot of a name, made at its first mention.
  func slot(_ name: Symbol) -> Int {
    if let slot = slots[name] { return slot }
    let slot = makeSlot(name)
    slots[name] = slot
    return slot
  }

  /// The slot of a name in a module's own namespace; `nil` is the script's.
  func slot(_ name: Symbol, of module: String?) -> Int {
    guard let module else { return slot(name) }
    if let slot = moduleSlots[module]?[name] { return slot }
    let slot = makeSlot(name)
    moduleSlots[module, default: [:]][name] = slot
    ownedByModules.insert(slot)
    return slot
  }

  private func makeSlot(_ name: Symbol) -> Int {
    // Beyond the last slot all names share it; the compiler refuses such a program before it runs.
    let slot = min(names.count, Self.capacity - 1)
    if names.count < Self.capacity { names.append(name) }
    values[slot] = builtins[name] ?? .object(missing)
    return slot
  }

  /// What a module has defined, by name.
  func values(of module: String) -> [(name: Symbol, value: Value)] {
    (moduleSlots[module] ?? [:]).filter { isDefined($0.value) }.sorted { $0.value < $1.value }
      .map { ($0.key, values[$0.value]) }
  }

  /// Whether the slot is one of the script's own names.
  func belongsToScript(_ slot: Int) -> Bool { !ownedByModules.contains(slot) }

  func existingSlot(_ name: Symbol) -> Int? { slots[name] }

  func existingSlot(_ name: Symbol, of module: String?) -> Int? {
    module.map { moduleSlots[$0]?[name] } ?? slots[name]
  }

  /// Takes a name's value away: the built-in of that name shows again.
  func clear(_ slot: Int) { values[slot] = builtins[names[slot]] ?? .object(missing) }

  func isMissing(_ slot: Int) -> Bool {
    if case .object(let object) = values[slot] { return object === missing }
    return false
  }

  /// Whether the slot holds what a script stored.
  func isDefined(_ slot: Int) -> Bool {
    if isMissing(slot) { return false }
    guard let builtin = builtins[names[slot]] else { return true }
    return !builtin.isIdentical(to: values[slot])
  }
}

/// The mark of a variable without a value; never seen by a script.
final class MissingObject: Object {
  init() { super.init() }
}
