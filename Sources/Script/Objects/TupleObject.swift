/// `tuple`
///
/// Up to three elements lie in the object itself: nearly all tuples are pairs and triples that live for a moment, and one
/// allocation less is a quarter of their cost. Longer ones have memory of their own.
open class TupleObject: Container {
  private typealias Few = (Bits, Bits, Bits)
  static let fewCount = 3

  @exclusivity(unchecked) package private(set) final var count: Int
  @exclusivity(unchecked) private final var items: UnsafeMutablePointer<Value>
  /// Not touched but through `items`, and not counted but by the tuple.
  @exclusivity(unchecked) private final var few: Few = (.none, .none, .none)

  /// A tuple whose places are still to be filled.
  @inline(__always)
  init(places: Int) {
    count = places
    items = Row.nowhere
    super.init(kind: .tuple)
    items = places <= Self.fewCount ? ownPlaces : PlainMemory.allocate(places)
  }

  public init(_ elements: [Value]) {
    count = elements.count
    items = Row.nowhere
    super.init(kind: .tuple)
    items = count <= Self.fewCount ? ownPlaces : PlainMemory.allocate(count)
    elements.withUnsafeBufferPointer { if let first = $0.baseAddress { Row.copy(first, count, to: items) } }
  }

  package convenience init(_ first: Value, _ second: Value) {
    self.init(places: 2)
    items.initialize(to: first)
    (items + 1).initialize(to: second)
  }

  /// A call's arguments by position.
  public init(_ arguments: Arguments) {
    count = arguments.count
    items = Row.nowhere
    super.init(kind: .tuple)
    items = count <= Self.fewCount ? ownPlaces : PlainMemory.allocate(count)
    Row.copy(arguments.registers, count, to: items)
  }

  /// Elements that are made one after the other.
  @inline(__always)
  fileprivate final func fill(_ places: Int, _ element: (Int) throws -> Value) rethrows {
    count = 0
    while count < places {
      (items + count).initialize(to: try element(count))
      count &+= 1
    }
  }

  /// Copies registers, or the elements of a list.
  convenience init(_ registers: UnsafeMutablePointer<Value>, count: Int) {
    self.init(places: count)
    Row.copy(registers, count, to: items)
  }

  /// A tuple whose elements `fill` makes, or fails to.
  convenience init(count: Int, _ fill: (UnsafeMutablePointer<Value>) throws -> Void) throws {
    self.init(places: count)
    do { try fill(items) } catch {
      self.count = 0
      throw error
    }
  }

  /// Lets go of its elements, to be put aside; false for one that isn't short, and in the depth of a long chain.
  @inline(__always)
  final func forgetElements() -> Bool {
    guard items == ownPlaces, let heap, heap._withUnsafeGuaranteedRef({ $0.depth }) < 100 else {
      return false
    }
    leaveHeap()
    heapPlace = -1
    heap._withUnsafeGuaranteedRef { $0.depth += 1 }
    Row.release(items, count)
    heap._withUnsafeGuaranteedRef { $0.depth -= 1 }
    count = 0
    return true
  }

  /// Has places to be filled again, after `forgetElements`.
  @inline(__always)
  final func begin(again places: Int) { count = places }

  /// Where the elements of a tuple lie that is being made.
  @inline(__always)
  fileprivate final var places: UnsafeMutablePointer<Value> { items }

  deinit {
    freeContents { Row.release(items, count) }
    if items != ownPlaces { PlainMemory.free(items) }
  }

  @inline(__always)
  private final var ownPlaces: UnsafeMutablePointer<Value> {
    withUnsafeMutablePointer(to: &few) { UnsafeMutableRawPointer($0).assumingMemoryBound(to: Value.self) }
  }

  /// A copy of the elements.
  package final var elements: [Value] {
    [Value](unsafeUninitializedCapacity: count) { buffer, filled in
      if let first = buffer.baseAddress { Row.copy(items, count, to: first) }
      filled = count
    }
  }

  /// The elements in a row and their number, for as long as `body` runs; nobody may write there but the tuple itself.
  @inline(__always)
  final func withElements<T>(_ body: (UnsafeMutablePointer<Value>, Int) throws -> T) rethrows -> T {
    try body(items, count)
  }

  package final subscript(_ index: Int) -> Value {
    precondition(index >= 0 && index < count)
    return (items + index).copy
  }

  package final var first: Value? { count > 0 ? items.copy : nil }

  /// An element that is there, seen without counting.
  @inline(__always)
  package final func bits(_ index: Int) -> Bits { (items + index).bits }

  open override func type(_ machine: Machine) -> TypeObject { machine.type(.tuple) }

  open override func traverse(_ visit: (Object) -> Void) {
    for index in 0..<count {
      if case .object(let object) = bits(index) { object._withUnsafeGuaranteedRef { visit($0) } }
    }
  }

  open override func giveUp(_ take: (inout Value) -> Void) {
    let held = count
    count = 0
    for index in 0..<held { take(&items[index]) }
    Row.release(items, held)
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
    if let slice = index.slice {
      let run = try slice.run(count, machine)
      return .object(
        machine.heap.adopt(
          try TupleObject(count: run.count) {
            try SequenceOperations.copy(run, of: self, to: $0, machine)
          }))
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
    try SequenceOperations.firstPlace(of: value, in: self, from: 0, machine) != nil
  }

  open override func iterator(_ machine: Machine) throws -> Object { TupleIterator(self) }

  open override func compare(_ comparison: Comparison, _ other: Value, _ machine: Machine) throws -> Value? {
    guard let other = other.tuple else { return nil }
    return try SequenceOperations.compare(comparison, self, other, machine)
  }

  open override func binary(_ op: BinaryOperator, _ other: Value, _ machine: Machine) throws -> Value? {
    switch op {
    case .add:
      guard let other = other.tuple else {
        if let object = other.object, object.type(machine).lookup(.known(.radd)) != nil { return nil }
        throw machine.error(
          OperandMessage.cannotConcatenate(type: "tuple", with: machine.typeName(of: other), value: nil))
      }
      let total = count + other.count
      try machine.reserve(total, of: MemoryLayout<Value>.stride, for: "tuple +")
      return .object(
        machine.heap.adopt(
          try TupleObject(count: total) {
            Row.copy(items, count, to: $0)
            Row.copy(other.items, other.count, to: $0 + count)
          }))
    case .multiply:
      guard let times = try SequenceOperations.times(other, count, machine) else { return nil }
      return .object(
        machine.heap.adopt(
          try TupleObject(count: count * times) {
            try SequenceOperations.repeat(items, count, times, to: $0, machine)
          }))
    default: return nil
    }
  }

  open override func reflected(_ op: BinaryOperator, _ other: Value, _ machine: Machine) throws -> Value? {
    guard op == .multiply else { return nil }
    return try binary(.multiply, other, machine)
  }

  open override func repr(_ machine: Machine) throws -> String {
    try SequenceOperations.repr(self, elements, "(", count == 1 ? ",)" : ")", machine)
  }
}

extension Machine {
  /// A new tuple whose elements are made one after the other.
  package func tuple(count: Int, _ element: (Int) throws -> Value) rethrows -> Value {
    let tuple = heap.adopt(texts.free.tuple(places: count))
    try tuple.fill(count, element)
    return .object(tuple)
  }

  @inline(__always)
  package func pair(_ first: Value, _ second: Value) -> Value {
    let tuple = heap.adopt(texts.free.tuple(places: 2))
    tuple.places.initialize(to: first)
    (tuple.places + 1).initialize(to: second)
    return .object(tuple)
  }

  /// A tuple of what lies in registers, or in a list.
  @inline(__always)
  func tuple(_ registers: UnsafeMutablePointer<Value>, count: Int) -> TupleObject {
    let tuple = heap.adopt(texts.free.tuple(places: count))
    Row.copy(registers, count, to: tuple.places)
    return tuple
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
    if let tuple = tuple.map({ Unmanaged.passUnretained($0) }) {
      if let element = tuple.element(place) {
        place &+= 1
        return element.value
      }
      self.tuple = nil
    }
    return nil
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
