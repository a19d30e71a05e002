/// `tuple`
///
/// Up to three elements lie in the object itself: nearly all tuples are pairs and triples that live for a moment, and one
/// allocation less is a quarter of their cost. Longer ones hold an array.
open class TupleObject: Container {
  private typealias Few = (Value, Value, Value)

  @exclusivity(unchecked) package private(set) final var count: Int
  @exclusivity(unchecked) private final var many: [Value]
  @exclusivity(unchecked) private final var few: Few = (.none, .none, .none)

  public init(_ elements: [Value]) {
    count = elements.count
    many = elements.count > 3 ? elements : []
    super.init(kind: .tuple)
    if count <= 3 {
      withElements { own in for index in 0..<count { (own + index).put(elements.bits(index).value) } }
    }
  }

  package convenience init(_ first: Value, _ second: Value) {
    self.init([])
    count = 2
    few = (first, second, .none)
  }

  /// Copies registers.
  convenience init(_ registers: UnsafeMutablePointer<Value>, count: Int) {
    guard count <= 3 else {
      self.init([Value](copying: registers, count))
      return
    }
    self.init([])
    self.count = count
    withElements { own in for index in 0..<count { (own + index).initialize(to: (registers + index).copy) } }
  }

  deinit {
    freeContents {
      if count <= 3 {
        withElements { own in for index in 0..<count { (own + index).clear() } }
      } else {
        many = []
      }
    }
  }

  /// The elements as an array, which short tuples make for the purpose.
  package final var elements: [Value] {
    switch count {
    case 0: []
    case 1: [few.0]
    case 2: [few.0, few.1]
    case 3: [few.0, few.1, few.2]
    default: many
    }
  }

  /// The elements in a row, for as long as `body` runs; nobody may write there but the tuple itself.
  @inline(__always)
  final func withElements<T>(_ body: (UnsafeMutablePointer<Value>) throws -> T) rethrows -> T {
    if count <= 3 {
      return try withUnsafeMutablePointer(to: &few) {
        try body(UnsafeMutableRawPointer($0).assumingMemoryBound(to: Value.self))
      }
    }
    return try many.withUnsafeBufferPointer {
      try body(UnsafeMutablePointer(mutating: $0.baseAddress.unsafelyUnwrapped))
    }
  }

  /// An element that is there, seen without counting.
  @inline(__always)
  package final func bits(_ index: Int) -> Bits { withElements { ($0 + index).bits } }

  open override func type(_ machine: Machine) -> TypeObject { machine.type(.tuple) }

  open override func traverse(_ visit: (Object) -> Void) {
    for index in 0..<count {
      if case .object(let object) = bits(index) { visit(object.takeUnretainedValue()) }
    }
  }

  open override func giveUp(_ take: (inout Value) -> Void) {
    var values = elements
    count = 0
    many = []
    few = (.none, .none, .none)
    while var value = values.popLast() { take(&value) }
  }

  // MARK: What the language does with tuples

  open override func length(_ machine: Machine) throws -> Int? { count }

  open override func truth(_ machine: Machine) throws -> Bool { count > 0 }

  open override func hash(_ machine: Machine) throws -> Int {
    var combination = Hashing.Combination()
    for index in 0..<count {
      if index & 0xFFFF == 0xFFFF { try machine.poll() }
      if case .int(let value) = bits(index) {
        combination.add(Arithmetic.hash(value))
      } else {
        combination.add(try machine.hash(bits(index).value))
      }
    }
    return combination.result(count: count)
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
    guard let place = SequenceOperations.place(i, count) else {
      throw machine.error(ItemMessage.indexOutOfRange(kind: "tuple", index: i, count: count))
    }
    return bits(place).value
  }

  open override func contains(_ value: Value, _ machine: Machine) throws -> Bool {
    try SequenceOperations.contains(elements, value, machine)
  }

  open override func iterator(_ machine: Machine) throws -> Object { TupleIterator(self) }

  open override func compare(_ comparison: Comparison, _ other: Value, _ machine: Machine) throws -> Value? {
    guard let other = other.tuple else { return nil }
    return .bool(try holds(comparison, other, machine))
  }

  /// The truth of `self op other`: the first elements that differ decide. Tuples don't change meanwhile.
  final func holds(_ comparison: Comparison, _ other: TupleObject, _ machine: Machine) throws -> Bool {
    if count != other.count {
      if comparison == .equal { return false }
      if comparison == .notEqual { return true }
    }
    for index in 0..<min(count, other.count) {
      if index & 0xFFFF == 0xFFFF { try machine.poll() }
      switch (bits(index), other.bits(index)) {
      case (.int(let x), .int(let y)):
        if x == y { continue }
        return comparison.holds(x, y)
      case (.float(let x), .float(let y)):
        if x == y || x.bitPattern == y.bitPattern { continue }
        return comparison.holds(x, y)
      case (.object(let x), .object(let y)) where x.kind == .string && y.kind == .string:
        if x.toOpaque() == y.toOpaque() { continue }
        let left = x.as(StringObject.self)
        let right = y.as(StringObject.self)
        if left._withUnsafeGuaranteedRef({ x in right._withUnsafeGuaranteedRef { x.equals($0) } }) {
          continue
        }
        return left._withUnsafeGuaranteedRef { x in
          right._withUnsafeGuaranteedRef { x.holds(comparison, $0) }
        }
      default:
        let x = bits(index).value
        let y = other.bits(index).value
        if try machine.isSame(x, y) { continue }
        switch comparison {
        case .equal: return false
        case .notEqual: return true
        default: return try machine.isTrue(machine.compare(comparison, x, y))
        }
      }
    }
    return comparison.holds(count, other.count)
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
        count + other.count, of: MemoryLayout<Value>.stride, for: "tuple +")
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
    try SequenceOperations.repr(self, elements, "(", count == 1 ? ",)" : ")", machine)
  }
}

/// `iter((…))`
package final class TupleIterator: Container {
  @exclusivity(unchecked) private var tuple: TupleObject?
  @exclusivity(unchecked) private var place = 0

  package init(_ tuple: TupleObject) {
    self.tuple = tuple
    super.init(kind: .iterator)
  }

  package override func type(_ machine: Machine) -> TypeObject { machine.type(.tupleIterator) }
  package override func iterator(_ machine: Machine) throws -> Object { self }

  package override func next(_ machine: Machine) throws -> Value? {
    guard let tuple else { return nil }
    guard place < tuple.count else {
      self.tuple = nil
      return nil
    }
    place += 1
    return tuple.bits(place - 1).value
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
