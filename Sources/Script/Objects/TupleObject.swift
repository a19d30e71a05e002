/// `tuple`
open class TupleObject: Container {
  @exclusivity(unchecked) package private(set) final var elements: [Value]

  public init(_ elements: [Value]) {
    self.elements = elements
    super.init(kind: .tuple)
  }

  deinit { freeContents { elements = [] } }

  open override func type(_ machine: Machine) -> TypeObject { machine.type(.tuple) }

  open override func traverse(_ visit: (Object) -> Void) {
    for case .object(let object) in elements { visit(object) }
  }

  open override func giveUp(_ take: (inout Value) -> Void) {
    var values = elements
    elements = []
    while var value = values.popLast() { take(&value) }
  }

  // MARK: What the language does with tuples

  open override func length(_ machine: Machine) throws -> Int? { elements.count }

  open override func truth(_ machine: Machine) throws -> Bool { !elements.isEmpty }

  open override func hash(_ machine: Machine) throws -> Int {
    Hashing.combine(try elements.map { try machine.hash($0) }, count: elements.count)
  }

  open override func item(_ index: Value, _ machine: Machine) throws -> Value {
    if let slice = index.object as? SliceObject {
      return .tuple(try SequenceOperations.slice(elements, slice, machine))
    }
    guard let i = try machine.index(index) else {
      throw machine.error(
        ItemMessage.indexType(
          kind: "tuple", type: machine.typeName(of: index), value: machine.shortRepr(index)))
    }
    guard let place = SequenceOperations.place(i, elements.count) else {
      throw machine.error(ItemMessage.indexOutOfRange(kind: "tuple", index: i, count: elements.count))
    }
    return elements[place]
  }

  open override func contains(_ value: Value, _ machine: Machine) throws -> Bool {
    try SequenceOperations.contains(elements, value, machine)
  }

  open override func iterator(_ machine: Machine) throws -> Object { TupleIterator(self) }

  open override func compare(_ comparison: Comparison, _ other: Value, _ machine: Machine) throws -> Value? {
    guard let other = other.tuple else { return nil }
    return try SequenceOperations.compare(comparison, { elements }, { other.elements }, machine)
  }

  open override func binary(_ op: BinaryOperator, _ other: Value, _ machine: Machine) throws -> Value? {
    switch op {
    case .add:
      guard let other = other.tuple else {
        if let object = other.object, object.type(machine).lookup(.known(.radd)) != nil { return nil }
        throw machine.error(
          OperandMessage.cannotConcatenate(type: "tuple", with: machine.typeName(of: other), value: nil))
      }
      try machine.reserve(
        elements.count + other.elements.count, of: MemoryLayout<Value>.stride, for: "tuple +")
      return .tuple(elements + other.elements)
    case .multiply: return try SequenceOperations.repeated(elements, by: other, machine).map(Value.tuple)
    default: return nil
    }
  }

  open override func reflected(_ op: BinaryOperator, _ other: Value, _ machine: Machine) throws -> Value? {
    guard op == .multiply else { return nil }
    return try SequenceOperations.repeated(elements, by: other, machine).map(Value.tuple)
  }

  open override func repr(_ machine: Machine) throws -> String {
    try SequenceOperations.repr(self, elements, "(", elements.count == 1 ? ",)" : ")", machine)
  }
}

/// `iter((…))`
package final class TupleIterator: Container {
  private var tuple: TupleObject?
  private var place = 0

  package init(_ tuple: TupleObject) {
    self.tuple = tuple
    super.init(kind: .iterator)
  }

  package override func type(_ machine: Machine) -> TypeObject { machine.type(.tupleIterator) }
  package override func iterator(_ machine: Machine) throws -> Object { self }

  package override func next(_ machine: Machine) throws -> Value? {
    guard let tuple else { return nil }
    guard place < tuple.elements.count else {
      self.tuple = nil
      return nil
    }
    place += 1
    return tuple.elements[place - 1]
  }

  package override func traverse(_ visit: (Object) -> Void) {
    if let tuple { visit(tuple) }
  }

  package override func giveUp(_ take: (inout Value) -> Void) {
    var value = tuple.map { Value.object($0) } ?? .none
    tuple = nil
    take(&value)
  }
}
