import Glibc

/// The global names of a machine: numbered slots, so that running code never looks up a name.
///
/// A name gets its slot when code that mentions it is compiled. A slot that nothing has been stored in holds the built-in
/// of that name, or the mark of a missing value.
final class Globals {
  /// The slots, which never move: code in the middle of running may make new ones.
  let values: UnsafeMutablePointer<Value>
  private var slots: [Symbol: Int] = [:]
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
    // Beyond the last slot all names share it; the compiler refuses such a program before it runs.
    let slot = min(names.count, Self.capacity - 1)
    slots[name] = slot
    if names.count < Self.capacity { names.append(name) }
    values[slot] = builtins[name] ?? .object(missing)
    return slot
  }

  func existingSlot(_ name: Symbol) -> Int? { slots[name] }

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
