/// `list`
public final class ListObject: Container {
  @exclusivity(unchecked) package final var elements: [Value]

  public init(_ elements: [Value] = []) {
    self.elements = elements
    super.init(kind: .list)
  }

  deinit { freeContents { elements = [] } }

  public override func type(_ machine: Machine) -> TypeObject { machine.type(.list) }

  public override func traverse(_ visit: (Object) -> Void) {
    for case .object(let object) in elements { visit(object) }
  }

  public override func giveUp(_ take: (inout Value) -> Void) {
    var values = elements
    elements = []
    while var value = values.popLast() { take(&value) }
  }

  // MARK: What the language does with lists

  public override func length(_ machine: Machine) throws -> Int? { elements.count }

  public override func truth(_ machine: Machine) throws -> Bool { !elements.isEmpty }

  public override func hash(_ machine: Machine) throws -> Int { throw machine.unhashable(.object(self)) }

  public override func item(_ index: Value, _ machine: Machine) throws -> Value {
    if case .int(let i) = index {
      if let place = SequenceOperations.place(i, elements.count) { return elements[place] }
      throw machine.error(ItemMessage.indexOutOfRange(kind: "list", index: i, count: elements.count))
    }
    if let slice = index.object as? SliceObject {
      return .object(ListObject(try SequenceOperations.slice(elements, slice, machine)))
    }
    let i = try place(index, machine)
    if let place = SequenceOperations.place(i, elements.count) { return elements[place] }
    throw machine.error(ItemMessage.indexOutOfRange(kind: "list", index: i, count: elements.count))
  }

  public override func setItem(_ index: Value, to value: Value, _ machine: Machine) throws {
    if let slice = index.object as? SliceObject { return try assign(slice, value, machine) }
    let i = try place(index, machine)
    guard let place = SequenceOperations.place(i, elements.count) else {
      throw machine.error(ItemMessage.assignmentOutOfRange(kind: "list", index: i, count: elements.count))
    }
    elements[place] = value
  }

  public override func deleteItem(_ index: Value, _ machine: Machine) throws {
    if let slice = index.object as? SliceObject {
      let run = try slice.run(elements.count, machine)
      if run.step == 1 {
        elements.removeSubrange(run.start..<run.end)
      } else {
        var kept: [Value] = []
        kept.reserveCapacity(elements.count - run.count)
        let first = run.step > 0 ? run.start : run.start + (run.count - 1) * run.step
        let last = run.step > 0 ? run.start + (run.count - 1) * run.step : run.start
        for i in elements.indices {
          if i & 0xFFFF == 0xFFFF { try machine.poll() }
          if run.count > 0, i >= first, i <= last, (i - first) % run.step == 0 { continue }
          kept.append(elements[i])
        }
        elements = kept
      }
      return
    }
    let i = try place(index, machine)
    guard let place = SequenceOperations.place(i, elements.count) else {
      throw machine.error(ItemMessage.assignmentOutOfRange(kind: "list", index: i, count: elements.count))
    }
    elements.remove(at: place)
  }

  private func place(_ index: Value, _ machine: Machine) throws -> Int {
    guard let i = try machine.index(index) else {
      throw machine.error(
        ItemMessage.indexType(
          kind: "list", type: machine.typeName(of: index), value: machine.shortRepr(index)))
    }
    return i
  }

  private func assign(_ slice: SliceObject, _ value: Value, _ machine: Machine) throws {
    guard case .object = value else { throw machine.error(ItemMessage.sliceNeedsIterable) }
    let values = try machine.array(of: value)
    let run = try slice.run(elements.count, machine)
    if run.step == 1 {
      // A stop before the start inserts at the start.
      elements.replaceSubrange(run.start..<run.end, with: values)
      return
    }
    guard values.count == run.count else {
      throw machine.error(ItemMessage.sliceSizes(values: values.count, slots: run.count))
    }
    for (place, value) in zip(run, values) { elements[place] = value }
  }

  public override func contains(_ value: Value, _ machine: Machine) throws -> Bool {
    try SequenceOperations.contains(elements, value, machine)
  }

  public override func iterator(_ machine: Machine) throws -> Object { ListIterator(self) }

  public override func compare(_ comparison: Comparison, _ other: Value, _ machine: Machine) throws -> Value?
  {
    guard let other = other.list else { return nil }
    return try SequenceOperations.compare(comparison, { elements }, { other.elements }, machine)
  }

  public override func binary(_ op: BinaryOperator, _ other: Value, _ machine: Machine) throws -> Value? {
    switch op {
    case .add:
      guard let other = other.list else {
        if let object = other.object, object.type(machine).lookup(.known(.radd)) != nil { return nil }
        throw machine.error(
          OperandMessage.cannotConcatenate(type: "list", with: machine.typeName(of: other), value: nil))
      }
      try machine.reserve(
        elements.count + other.elements.count, of: MemoryLayout<Value>.stride, for: "list +")
      return .object(ListObject(elements + other.elements))
    case .multiply:
      return try SequenceOperations.repeated(elements, by: other, machine).map { .object(ListObject($0)) }
    default: return nil
    }
  }

  public override func reflected(_ op: BinaryOperator, _ other: Value, _ machine: Machine) throws -> Value? {
    guard op == .multiply else { return nil }
    return try SequenceOperations.repeated(elements, by: other, machine).map { .object(ListObject($0)) }
  }

  public override func inPlace(_ op: BinaryOperator, _ other: Value, _ machine: Machine) throws -> Value? {
    switch op {
    case .add:
      try extend(other, machine)
      return .object(self)
    case .multiply:
      guard let result = try SequenceOperations.repeated(elements, by: other, machine) else { return nil }
      elements = result
      return .object(self)
    default: return nil
    }
  }

  public override func repr(_ machine: Machine) throws -> String {
    try SequenceOperations.repr(self, elements, "[", "]", machine)
  }

  // MARK: Changing

  /// Appends every element of an iterable.
  package final func extend(_ other: Value, _ machine: Machine) throws {
    if let list = other.list {
      try machine.reserve(elements.count + list.elements.count, of: MemoryLayout<Value>.stride, for: "list +")
      let added = list.elements
      if elements.count + added.count > elements.capacity {
        elements.reserveCapacity(max(elements.count + added.count, 2 * elements.count))
      }
      // In pieces, so that an interrupt is seen.
      for start in stride(from: 0, to: added.count, by: SequenceOperations.piece) {
        elements += added[start..<min(start + SequenceOperations.piece, added.count)]
        try machine.poll()
      }
    } else {
      try machine.forEach(in: other) {
        elements.append($0)
        if elements.count & 0xFFFF == 0 { try machine.growing(elements.count) }
        return true
      }
    }
  }
}

extension Machine {
  /// To be called now and then while native code collects values: sees interrupts and limits.
  package func growing(_ count: Int) throws {
    try poll()
    try reserve(count, of: 2 * MemoryLayout<Value>.stride, for: "list")
    try checkMemory()
  }
}

/// `iter([…])`: sees what is appended while it runs, as in Python.
package final class ListIterator: Container {
  @exclusivity(unchecked) package private(set) var list: ListObject?
  @exclusivity(unchecked) package var place = 0

  package init(_ list: ListObject) {
    self.list = list
    super.init(kind: .iterator)
  }

  package override func type(_ machine: Machine) -> TypeObject { machine.type(.listIterator) }
  package override func iterator(_ machine: Machine) throws -> Object { self }

  package override func next(_ machine: Machine) throws -> Value? {
    guard let list else { return nil }
    guard place < list.elements.count else {
      // Once at its end, an iterator stays there even if the list grows.
      self.list = nil
      return nil
    }
    place += 1
    return list.elements[place - 1]
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
