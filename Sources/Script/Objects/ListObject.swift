/// `list`: its elements and how they are stored. How they are handled is in `ListObject+Storage`.
///
/// The elements lie in memory of the list's own, which a Swift array would have to be asked for: whether anyone else holds it,
/// and by how many atomic operations. Up to four lie in the list itself, since most lists are short and an allocation is half
/// of what they cost.
///
/// Nothing holds on to a place of an element while a script may run, which could change the list.
public final class ListObject: Container {
  typealias Few = (Bits, Bits, Bits, Bits)
  static let fewCount = 4

  /// The first `count` places hold elements, the rest up to `capacity` nothing.
  @exclusivity(unchecked) final var items: UnsafeMutablePointer<Value>
  @exclusivity(unchecked) package internal(set) final var count = 0
  @exclusivity(unchecked) final var capacity = ListObject.fewCount
  /// Not touched but through `items`, and not counted but by the list.
  @exclusivity(unchecked) final var few: Few = (.none, .none, .none, .none)

  public init() {
    items = Row.nowhere
    super.init(kind: .list)
    items = ownPlaces
  }

  /// Room for as many elements.
  init(capacity wanted: Int) {
    items = Row.nowhere
    super.init(kind: .list)
    items = ownPlaces
    if wanted > capacity { move(to: wanted) }
  }

  /// Takes the elements out of an array, if nobody else holds it.
  public convenience init(_ elements: consuming [Value]) {
    self.init(capacity: elements.count)
    elements.withUnsafeMutableBufferPointer { row in
      guard let first = row.baseAddress else { return }
      Row.move(first, row.count, to: items)
      for index in row.indices { (first + index).initialize(to: .none) }
      count = row.count
    }
  }

  deinit {
    freeContents { Row.release(items, count) }
    if items != ownPlaces { PlainMemory.free(items) }
  }

  // MARK: The collector

  public override func traverse(_ visit: (Object) -> Void) {
    for index in 0..<count {
      if case .object(let object) = bits(index) { object._withUnsafeGuaranteedRef { visit($0) } }
    }
  }

  public override func giveUp(_ take: (inout Value) -> Void) {
    for index in 0..<count { take(&items[index]) }
    removeAll()
  }

  // MARK: What the language does with lists

  public override func type(_ machine: Machine) -> TypeObject { machine.type(.list) }

  public override func length(_ machine: Machine) throws -> Int? { count }

  public override func truth(_ machine: Machine) throws -> Bool { count > 0 }

  public override func hash(_ machine: Machine) throws -> Int { throw machine.unhashable(.object(self)) }

  public override func item(_ index: Value, _ machine: Machine) throws -> Value {
    if let slice = index.slice { return .object(try part(slice, machine)) }
    let i = try place(index, machine)
    guard let place = SequenceOperations.place(i, count) else {
      throw machine.error(ItemMessage.indexOutOfRange(kind: "list", index: i, count: count))
    }
    return self[place]
  }

  /// A list of the elements of a slice.
  final func part(_ slice: SliceObject, _ machine: Machine) throws -> ListObject {
    let run = try slice.run(count, machine)
    let part = machine.texts.free.list(capacity: run.count)
    try SequenceOperations.copy(run, of: self, to: part.place(0), machine)
    part.count = run.count
    return machine.track(part)
  }

  public override func setItem(_ index: Value, to value: Value, _ machine: Machine) throws {
    if let slice = index.slice { return try assign(slice, value, machine) }
    self[try ownPlace(index, machine)] = value
  }

  public override func deleteItem(_ index: Value, _ machine: Machine) throws {
    guard let slice = index.slice else {
      remove(at: try ownPlace(index, machine))
      return
    }
    let run = try slice.run(count, machine)
    if run.step == 1 {
      replace(run.start..<run.end, with: nil, 0)
    } else if run.count > 0 {
      let last = run.start + (run.count - 1) * run.step
      try remove(from: min(run.start, last), through: max(run.start, last), by: abs(run.step), machine)
    }
  }

  /// Removes every `step`th element.
  private func remove(from first: Int, through last: Int, by step: Int, _ machine: Machine) throws {
    let kept = ListObject(capacity: count)
    for index in 0..<count where index < first || index > last || (index - first) % step != 0 {
      if index & 0xFFFF == 0xFFFF { try machine.poll() }
      kept.append(bits(index).value)
    }
    exchange(with: kept)
  }

  /// The place that an index means, which is there.
  private func ownPlace(_ index: Value, _ machine: Machine) throws -> Int {
    let i = try place(index, machine)
    guard let place = SequenceOperations.place(i, count) else {
      throw machine.error(ItemMessage.assignmentOutOfRange(kind: "list", index: i, count: count))
    }
    return place
  }

  private func place(_ index: Value, _ machine: Machine) throws -> Int {
    if case .int(let i) = index { return i }
    guard let i = try machine.index(index) else {
      throw machine.error(
        ItemMessage.indexType(
          kind: "list", type: machine.typeName(of: index), value: machine.shortRepr(index)))
    }
    return i
  }

  private func assign(_ slice: SliceObject, _ value: Value, _ machine: Machine) throws {
    guard case .object(let source) = value else { throw machine.error(ItemMessage.sliceNeedsIterable) }
    let values =
      source.kind == .list && source !== self
      ? unsafeDowncast(source, to: ListObject.self) : try machine.list(of: value)
    let run = try slice.run(count, machine)
    if run.step == 1 {
      // A stop before the start inserts at the start.
      replace(run.start..<run.end, with: values.place(0), values.count)
      return
    }
    guard values.count == run.count else {
      throw machine.error(ItemMessage.sliceSizes(values: values.count, slots: run.count))
    }
    var place = run.start
    for index in 0..<values.count {
      self.place(place).put(values.bits(index).value)
      place &+= run.step
    }
  }

  public override func contains(_ value: Value, _ machine: Machine) throws -> Bool {
    try SequenceOperations.firstPlace(of: value, in: self, from: 0, machine) != nil
  }

  public override func iterator(_ machine: Machine) throws -> Object { ListIterator(self) }

  public override func compare(_ comparison: Comparison, _ other: Value, _ machine: Machine) throws -> Value?
  {
    guard let other = other.list else { return nil }
    return try SequenceOperations.compare(comparison, self, other, machine)
  }

  public override func binary(_ op: BinaryOperator, _ other: Value, _ machine: Machine) throws -> Value? {
    switch op {
    case .add:
      guard let other = other.list else {
        if let object = other.object, object.type(machine).lookup(.known(.radd)) != nil { return nil }
        throw machine.error(
          OperandMessage.cannotConcatenate(type: "list", with: machine.typeName(of: other), value: nil))
      }
      return .object(try joined(with: other, machine))
    case .multiply: return try repeated(by: other, machine).map { .object(machine.track($0)) }
    default: return nil
    }
  }

  /// `self + other`
  func joined(with other: ListObject, _ machine: Machine) throws -> ListObject {
    let total = count + other.count
    try machine.reserve(total, of: MemoryLayout<Value>.stride, for: "list +")
    let result = machine.emptyList(capacity: total)
    try result.append(elementsOf: self, machine)
    try result.append(elementsOf: other, machine)
    return result
  }

  private func repeated(by factor: Value, _ machine: Machine) throws -> ListObject? {
    guard let times = try SequenceOperations.times(factor, count, machine) else { return nil }
    let result = machine.texts.free.list(capacity: count * times)
    try SequenceOperations.repeat(place(0), count, times, to: result.place(0), machine)
    result.count = count * times
    return result
  }

  public override func reflected(_ op: BinaryOperator, _ other: Value, _ machine: Machine) throws -> Value? {
    guard op == .multiply else { return nil }
    return try binary(.multiply, other, machine)
  }

  public override func inPlace(_ op: BinaryOperator, _ other: Value, _ machine: Machine) throws -> Value? {
    switch op {
    case .add:
      try extend(other, machine)
      return .object(self)
    case .multiply:
      guard let result = try repeated(by: other, machine) else { return nil }
      exchange(with: result)
      return .object(self)
    default: return nil
    }
  }

  public override func repr(_ machine: Machine) throws -> String {
    try SequenceOperations.repr(self, elements, "[", "]", machine)
  }

  // MARK: Changing

  /// Copies the elements of a list, for which there is room; in pieces, so that an interrupt is seen. A list may be appended to
  /// itself.
  private final func append(elementsOf list: ListObject, _ machine: Machine) throws {
    let added = list.count
    var start = 0
    while start < added {
      let length = min(SequenceOperations.piece, added - start)
      Row.copy(list.place(start), length, to: place(count))
      count += length
      start += length
      if start < added { try machine.poll() }
    }
  }

  /// Appends every element of an iterable.
  package final func extend(_ other: Value, _ machine: Machine) throws {
    guard case .object(let source) = other else { throw machine.notIterable(other) }
    switch source.kind {
    case .list where Swift.type(of: source) == ListObject.self:
      let list = unsafeDowncast(source, to: ListObject.self)
      let added = list.count
      try machine.reserve(count + added, of: MemoryLayout<Value>.stride, for: "list +")
      reserve(added)
      try append(elementsOf: list, machine)
    case .tuple where Swift.type(of: source) == TupleObject.self:
      unsafeDowncast(source, to: TupleObject.self).withElements { elements, added in
        reserve(added)
        Row.copy(elements, added, to: place(count))
        count += added
      }
    case .range:
      let range = unsafeDowncast(source, to: RangeObject.self)
      try machine.reserve(count &+ range.count, of: MemoryLayout<Value>.stride, for: "list")
      reserve(range.count)
      for index in 0..<range.count {
        append(.int(range.element(index)))
        if index & 0xFFFF == 0xFFFF { try machine.growing(count) }
      }
    default:
      try machine.forEach(in: other) {
        append($0)
        if count & 0xFFFF == 0 { try machine.growing(count) }
        return true
      }
    }
  }
}

extension Machine {
  /// A new list of an iterable's elements.
  package func list(of value: Value) throws -> ListObject {
    let list = texts.free.list(capacity: value.list?.count ?? value.tuple?.count ?? 0)
    try list.extend(value, self)
    return track(list)
  }

  /// To be called now and then while native code collects values: sees interrupts and limits.
  package func growing(_ count: Int) throws {
    try poll()
    try reserve(count, of: 2 * MemoryLayout<Value>.stride, for: "list")
    try checkMemory()
  }
}

/// `iter([…])`: sees what is appended while it runs, as in Python.
package final class ListIterator: Container {
  @exclusivity(unchecked) private var list: ListObject?
  @exclusivity(unchecked) var place = 0

  package init(_ list: ListObject) {
    self.list = list
    super.init(kind: .iterator)
  }

  package override func type(_ machine: Machine) -> TypeObject { machine.type(.listIterator) }
  package override func iterator(_ machine: Machine) throws -> Object { self }

  package override func next(_ machine: Machine) throws -> Value? { nextElement() }

  @inline(__always)
  func nextElement() -> Value? {
    guard let list = list.map({ Unmanaged.passUnretained($0) }) else { return nil }
    if let element = list.element(place) {
      place &+= 1
      return element.value
    }
    // Once at its end, an iterator stays there even if the list grows.
    self.list = nil
    return nil
  }

  package override func traverse(_ visit: (Object) -> Void) {
    if let list { visit(list) }
  }

  package override func giveUp(_ take: (inout Value) -> Void) {
    var value = list.map { Value.object($0) } ?? .none
    list = nil
    take(&value)
  }
}

extension Machine {
  /// A new list of what lies in registers, or in another list.
  @inline(__always)
  func list(copying first: UnsafeMutablePointer<Value>, _ count: Int) -> ListObject {
    let list = texts.free.list(capacity: count)
    list.fill(from: first, count)
    return track(list)
  }

  /// An empty list with room for as many elements.
  func emptyList(capacity: Int) -> ListObject { track(texts.free.list(capacity: capacity)) }
}
