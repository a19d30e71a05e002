import Script

/// `collections.deque`: a row that grows and shrinks at both ends. A ring: the elements begin at `head` and wrap around.
final class DequeObject: Container {
  /// As many places as a power of two, those that no element lies in hold nothing; in memory of its own, so that a value moves in
  /// and out without being counted.
  @exclusivity(unchecked) private var ring: UnsafeMutableBufferPointer<Value>
  @exclusivity(unchecked) private var head = 0
  @exclusivity(unchecked) private(set) var count = 0
  let limit: Int?
  /// Grows with each change, so that iterators notice.
  @exclusivity(unchecked) private(set) var version = 0

  init(limit: Int?) {
    self.limit = limit
    ring = Self.places(8)
    super.init()
  }

  deinit {
    ring.deinitialize()
    ring.deallocate()
  }

  private static func places(_ count: Int) -> UnsafeMutableBufferPointer<Value> {
    let ring = UnsafeMutableBufferPointer<Value>.allocate(capacity: count)
    ring.initialize(repeating: .none)
    return ring
  }

  override func type(_ machine: Machine) -> TypeObject { machine.type(.deque) }

  private func slot(_ place: Int) -> Int { (head + place) & (ring.count - 1) }

  subscript(_ place: Int) -> Value {
    get { ring[slot(place)] }
    set { ring[slot(place)] = newValue }
  }

  var elements: [Value] { (0..<count).map { self[$0] } }

  private func grow() {
    let larger = Self.places(ring.count * 2)
    for place in 0..<count { swap(&larger[place], &ring[slot(place)]) }
    ring.deinitialize()
    ring.deallocate()
    ring = larger
    head = 0
  }

  func append(_ value: Value) {
    if limit == 0 { return }
    if let limit, count == limit { _ = removeFirst() }
    if count == ring.count { grow() }
    ring[slot(count)] = value
    count += 1
    version &+= 1
  }

  func prepend(_ value: Value) {
    if limit == 0 { return }
    if let limit, count == limit { _ = removeLast() }
    if count == ring.count { grow() }
    head = (head + ring.count - 1) & (ring.count - 1)
    ring[head] = value
    count += 1
    version &+= 1
  }

  func removeFirst() -> Value? {
    guard count > 0 else { return nil }
    var value = Value.none
    swap(&ring[head], &value)
    head = slot(1)
    count -= 1
    version &+= 1
    return value
  }

  func removeLast() -> Value? {
    guard count > 0 else { return nil }
    let place = slot(count - 1)
    var value = Value.none
    swap(&ring[place], &value)
    count -= 1
    version &+= 1
    return value
  }

  func replaceAll(_ values: [Value]) {
    let old = ring
    ring = Self.places(8)
    head = 0
    count = 0
    old.deinitialize()
    old.deallocate()
    version &+= 1
    values.forEach(append)
  }

  func rotate(_ steps: Int) {
    guard count > 1 else { return }
    var left = steps % count
    if left < 0 { left += count }
    for _ in 0..<left {
      if let value = removeLast() { prepend(value) }
    }
  }

  // MARK: What the language does with deques

  override func length(_ machine: Machine) throws -> Int? { count }

  override func hash(_ machine: Machine) throws -> Int { throw machine.unhashable(.object(self)) }

  private func place(_ index: Value, _ machine: Machine) throws -> Int {
    guard let i = try machine.index(index) else {
      throw machine.error(
        CallMessage.other(
          english: "sequence index must be integer, not '\(machine.typeName(of: index))'",
          korean: "덱의 인덱스는 정수여야 해요"))
    }
    let place = i < 0 ? i &+ count : i
    guard place >= 0, place < count else {
      throw machine.error(ItemMessage.indexOutOfRange(kind: "deque", index: i, count: count))
    }
    return place
  }

  override func item(_ index: Value, _ machine: Machine) throws -> Value { self[try place(index, machine)] }

  override func setItem(_ index: Value, to value: Value, _ machine: Machine) throws {
    self[try place(index, machine)] = value
  }

  override func deleteItem(_ index: Value, _ machine: Machine) throws {
    var values = elements
    values.remove(at: try place(index, machine))
    replaceAll(values)
  }

  override func iterator(_ machine: Machine) throws -> Object {
    var place = 0
    let before = version
    return ClosureIterator(.dequeIterator) { [self] machine in
      guard version == before else {
        throw machine.error(FlowMessage.changedDuringIteration("deque mutated during iteration"))
      }
      guard place < count else { return nil }
      place += 1
      return self[place - 1]
    }
  }

  override func compare(_ comparison: Comparison, _ other: Value, _ machine: Machine) throws -> Value? {
    guard let other = other.object as? DequeObject else { return nil }
    return try machine.compare(comparison, .object(ListObject(elements)), .object(ListObject(other.elements)))
  }

  override func binary(_ op: BinaryOperator, _ other: Value, _ machine: Machine) throws -> Value? {
    if op == .multiply { return try repeated(by: other, machine) }
    guard op == .add else { return nil }
    guard let other = other.object as? DequeObject else {
      throw machine.error(
        .typeError, "can only concatenate deque (not \"\(machine.typeName(of: other))\") to deque")
    }
    let result = DequeObject(limit: limit)
    (elements + other.elements).forEach(result.append)
    return .object(result)
  }

  override func reflected(_ op: BinaryOperator, _ other: Value, _ machine: Machine) throws -> Value? {
    op == .multiply ? try repeated(by: other, machine) : nil
  }

  private func repeated(by factor: Value, _ machine: Machine) throws -> Value? {
    guard
      case .object(let list)? = try ListObject(elements).binary(.multiply, factor, machine),
      let list = list as? ListObject
    else { return nil }
    let result = DequeObject(limit: limit)
    list.elements.forEach(result.append)
    return .object(result)
  }

  override func inPlace(_ op: BinaryOperator, _ other: Value, _ machine: Machine) throws -> Value? {
    if op == .multiply, let result = try repeated(by: other, machine)?.object as? DequeObject {
      replaceAll(result.elements)
      return .object(self)
    }
    guard op == .add else { return nil }
    try machine.array(of: other).forEach(append)
    return .object(self)
  }

  override func repr(_ machine: Machine) throws -> String {
    if isBeingShown { return "[...]" }
    isBeingShown = true
    defer { isBeingShown = false }
    let list = try machine.repr(.object(ListObject(elements)))
    return "deque(\(list)\(limit.map { ", maxlen=\($0)" } ?? ""))"
  }

  override func traverse(_ visit: (Object) -> Void) {
    for case .object(let object) in ring { visit(object) }
  }

  override func giveUp(_ take: (inout Value) -> Void) {
    count = 0
    for place in ring.indices {
      take(&ring[place])
      ring[place] = .none
    }
    head = 0
  }
}

extension TypeKey {
  static let dequeIterator = TypeKey { NativeType($0, name: "_deque_iterator", module: "_collections") }

  static let deque: TypeKey = TypeKey { machine in
    NativeType(
      machine, name: "deque", module: "collections",
      construct: { m, _, a in
        guard a.count + a.keywords.count <= 2 else {
          throw m.error(
            CallMessage.takesAtMost(function: "deque", count: 2, given: a.count + a.keywords.count))
        }
        let given = a.optional(1) ?? a.keyword(m.symbol("maxlen")) ?? .none
        let limit = given.isNone ? nil : try m.requireIndex(given)
        if let limit, limit < 0 {
          throw m.error(ValueMessage(english: "maxlen must be non-negative", korean: "maxlen은 0 이상이어야 해요"))
        }
        let deque = DequeObject(limit: limit)
        if let source = a.optional(0) ?? a.keyword(m.symbol("iterable")) {
          try m.forEach(in: source) {
            deque.append($0)
            return true
          }
        }
        return .object(deque)
      },
      members: DequeMethods.members + OperatorMethods.binary([.add, .multiply])
        + OperatorMethods.reflected([.multiply]) + OperatorMethods.inPlace([.add, .multiply]))
  }
}

private enum DequeMethods {
  static var members: [NativeMember] {
    [
      method("append", "x, /") { _, d, a in
        d.append(a[1]); return .none
      },
      method("appendleft", "x, /") { _, d, a in
        d.prepend(a[1]); return .none
      },
      method("pop", "") { m, d, _ in
        guard let value = d.removeLast() else { throw m.error(ItemMessage.popFromEmpty("an empty deque")) }
        return value
      },
      method("popleft", "") { m, d, _ in
        guard let value = d.removeFirst() else { throw m.error(ItemMessage.popFromEmpty("an empty deque")) }
        return value
      },
      method("extend", "iterable, /") { m, d, a in
        try m.array(of: a[1]).forEach(d.append); return .none
      },
      method("extendleft", "iterable, /") { m, d, a in
        try m.array(of: a[1]).forEach(d.prepend); return .none
      },
      method("clear", "") { _, d, _ in
        d.replaceAll([]); return .none
      },
      method("rotate", "n=1, /") { m, d, a in
        d.rotate(try m.requireIndex(a[1])); return .none
      },
      method("reverse", "") { _, d, _ in
        d.replaceAll(d.elements.reversed()); return .none
      },
      method("copy", "") { _, d, _ in
        let copy = DequeObject(limit: d.limit)
        d.elements.forEach(copy.append)
        return .object(copy)
      },
      method("count", "x, /") { m, d, a in .int(try d.elements.count { try m.isSame($0, a[1]) }) },
      method("index", "x, start=0, stop=None, /") { m, d, a in
        let bounds = SliceObject(a[2].isNone ? .int(0) : a[2], a[3], .none)
        let run = try bounds.run(d.count, m)
        let elements = d.elements
        for place in run.start..<max(run.start, run.stop) where try m.isSame(elements[place], a[1]) {
          return .int(place)
        }
        throw m.error(ItemMessage.notInDeque(try m.repr(a[1])))
      },
      method("remove", "x, /") { m, d, a in
        var values = d.elements
        guard let place = try values.firstIndex(where: { try m.isSame($0, a[1]) }) else {
          throw m.error(
            ValueMessage(english: "\(try m.repr(a[1])) is not in deque", korean: "지우려는 값이 덱에 없어요"))
        }
        values.remove(at: place)
        d.replaceAll(values)
        return .none
      },
      method("insert", "i, x, /") { m, d, a in
        if let limit = d.limit, d.count >= limit { throw m.error(ItemMessage.dequeFull) }
        var values = d.elements
        let i = try m.requireIndex(a[1])
        values.insert(a[2], at: min(max(i < 0 ? i + values.count : i, 0), values.count))
        d.replaceAll(values)
        return .none
      },
      .property("maxlen") { _, object in (object as? DequeObject)?.limit.map(Value.int) ?? .none },
      .method("__reversed__", "self, /") { m, a in
        let values = (a[0].object as? DequeObject)?.elements ?? []
        return .object(ListIterator(ListObject(values.reversed())))
      },
      .sized, .iterable, .containing, .indexed,
    ] + NativeMember.assignable
  }

  private static func method(
    _ name: String, _ signature: String, _ body: @escaping (Machine, DequeObject, Arguments) throws -> Value
  ) -> NativeMember {
    .method(name, signature.isEmpty ? "self, /" : "self, " + signature) { m, a in
      if case .object(let object) = a[0], Swift.type(of: object) == DequeObject.self {
        return try body(m, unsafeDowncast(object, to: DequeObject.self), a)
      }
      guard let deque = a[0].object as? DequeObject else {
        throw m.error(
          CallMessage.wrongReceiver(method: name, type: "collections.deque", given: m.typeName(of: a[0])))
      }
      return try body(m, deque, a)
    }
  }
}
