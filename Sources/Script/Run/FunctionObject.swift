/// A function that a script defined: code, defaults, and the cells it shares with the functions around it.
package final class FunctionObject: Container {
  let code: Code
  /// What a call reads, in one place and without counting references.
  let header: UnsafePointer<CodeHeader>
  let defaults: [Value]
  let keywordDefaults: DictObject?
  /// The cells in the order of `code.freeNames`, owned.
  let cells: UnsafeMutablePointer<Unmanaged<Cell>>
  private let hasCells: Bool
  @exclusivity(unchecked) private var cellCount: Int
  @exclusivity(unchecked) package private(set) var attributes: [(name: Symbol, value: Value)] = []

  init(_ code: Code, defaults: [Value], keywordDefaults: DictObject?, cells: [Cell]) {
    self.code = code
    header = UnsafePointer(code.header)
    self.defaults = defaults
    self.keywordDefaults = keywordDefaults
    hasCells = !cells.isEmpty
    self.cells = cells.isEmpty ? FunctionObject.noCells : .allocate(capacity: cells.count)
    cellCount = cells.count
    for (index, cell) in cells.enumerated() {
      (self.cells + index).initialize(to: Unmanaged.passRetained(cell))
    }
    super.init(kind: .function)
  }

  deinit {
    guard hasCells else { return }
    freeContents {
      for index in 0..<cellCount { cells[index].release() }
      cellCount = 0
    }
    cells.deallocate()
  }

  /// What a function has that shares no variables: nothing is read there.
  private static var noCells: UnsafeMutablePointer<Unmanaged<Cell>> {
    UnsafeMutablePointer(bitPattern: MemoryLayout<Unmanaged<Cell>>.alignment).unsafelyUnwrapped
  }

  package var name: String { code.name }

  package override func type(_ machine: Machine) -> TypeObject { machine.type(.function) }

  package override func call(_ arguments: Arguments, _ machine: Machine) throws -> Value {
    try machine.run(self, arguments)
  }

  // MARK: Attributes

  package override func attribute(_ name: Symbol, _ machine: Machine) throws -> Value? {
    if let entry = attributes.first(where: { $0.name == name }) { return entry.value }
    switch name {
    case .known(.name): return .string(code.name)
    case .known(.qualname): return .string(code.qualifiedName)
    case .known(.doc): return code.documentation.map(Value.string) ?? Value.none
    case .known(.module): return .string(code.source.module ?? "__main__")
    case .known(.defaults): return defaults.isEmpty ? Value.none : .tuple(defaults)
    case .known(.dict):
      let dict = DictObject()
      for entry in attributes { try dict.set(machine.symbols.name(entry.name), entry.value, machine) }
      return .object(dict)
    case .known(.kwdefaults): return keywordDefaults.map { .object($0) } ?? Value.none
    case .known(.annotations): return .object(try machine.dictionary(of: code.annotations))
    default: return try super.attribute(name, machine)
    }
  }

  package override func setAttribute(_ name: Symbol, to value: Value, _ machine: Machine) throws {
    if let index = attributes.firstIndex(where: { $0.name == name }) {
      attributes[index].value = value
    } else {
      attributes.append((name, value))
    }
  }

  package override func deleteAttribute(_ name: Symbol, _ machine: Machine) throws {
    guard let index = attributes.firstIndex(where: { $0.name == name }) else {
      throw machine.noAttribute(name, of: .object(self))
    }
    attributes.remove(at: index)
  }

  /// The name that a decorator may have changed.
  func shownName(_ machine: Machine) -> String {
    attributes.first { $0.name == .known(.qualname) }?.value.text ?? code.qualifiedName
  }

  package override func repr(_ machine: Machine) throws -> String {
    "<function \(shownName(machine)) at \(machine.address(of: self))>"
  }

  // MARK: Memory

  package override func traverse(_ visit: (Object) -> Void) {
    for index in 0..<cellCount { visit(cells[index].takeUnretainedValue()) }
    for case .object(let object) in defaults { visit(object) }
    for case .object(let object) in attributes.map(\.value) { visit(object) }
    if let keywordDefaults { visit(keywordDefaults) }
  }

  package override func giveUp(_ take: (inout Value) -> Void) {
    // A function that gives up its cells is dead: nobody can call it any more.
    while cellCount > 0 {
      cellCount -= 1
      var cell = Value.object(cells[cellCount].takeRetainedValue())
      take(&cell)
    }
    for index in attributes.indices { take(&attributes[index].value) }
    attributes = []
  }
}

/// What a call needs to know of a function's code.
struct CodeHeader {
  let instructions: UnsafeMutablePointer<Instruction>
  let constants: UnsafeMutablePointer<Value>
  let code: Unmanaged<Code>
  let registerCount: Int
  let positionalCount: Int
  let hasCells: Bool
  /// Only plain positional parameters.
  let isPlain: Bool
}
