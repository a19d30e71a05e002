/// `range(start, stop, step)`
package final class RangeObject: Object {
  package let start: Int
  package let stop: Int
  package let step: Int
  /// The number of elements.
  package let count: Int

  /// - Parameter step: not 0.
  package init(_ start: Int, _ stop: Int, _ step: Int) {
    precondition(step != 0)
    self.start = start
    self.stop = stop
    self.step = step
    let ascends = step > 0 ? stop > start : start > stop
    if ascends {
      let distance =
        step > 0
        ? UInt(bitPattern: stop) &- UInt(bitPattern: start)
        : UInt(bitPattern: start) &- UInt(bitPattern: stop)
      count = Int(clamping: (distance - 1) / step.magnitude + 1)
    } else {
      count = 0
    }
    super.init(kind: .range)
  }

  package override func type(_ machine: Machine) -> TypeObject { machine.type(.range) }

  /// The element at a place, which must be within the range.
  package func element(_ place: Int) -> Int { start &+ place &* step }

  package override func length(_ machine: Machine) throws -> Int? { count }

  package override func truth(_ machine: Machine) throws -> Bool { count > 0 }

  package override func item(_ index: Value, _ machine: Machine) throws -> Value {
    if let slice = index.object as? SliceObject {
      let run = try slice.run(count, machine)
      let (newStep, overflow) = step.multipliedReportingOverflow(by: run.step)
      if overflow { throw machine.integerOverflow() }
      let newStart = start &+ run.start &* step
      return .object(RangeObject(newStart, start &+ run.stop &* step, newStep))
    }
    guard let i = try machine.index(index) else {
      throw machine.error(
        ItemMessage.indexType(
          kind: "range", type: machine.typeName(of: index), value: machine.shortRepr(index)))
    }
    guard let place = SequenceOperations.place(i, count) else {
      throw machine.error(ItemMessage.indexOutOfRange(kind: "range object", index: i, count: count))
    }
    return .int(element(place))
  }

  package func place(of value: Int) -> Int? {
    let inside = step > 0 ? value >= start && value < stop : value <= start && value > stop
    guard inside else { return nil }
    let distance =
      step > 0
      ? UInt(bitPattern: value) &- UInt(bitPattern: start)
      : UInt(bitPattern: start) &- UInt(bitPattern: value)
    return distance % step.magnitude == 0 ? Int(clamping: distance / step.magnitude) : nil
  }

  package override func contains(_ value: Value, _ machine: Machine) throws -> Bool {
    if let integer = value.integer { return place(of: integer) != nil }
    if case .float(let x) = value { return Int(exactly: x).map { place(of: $0) != nil } ?? false }
    return value.object is Instance ? try super.contains(value, machine) : false
  }

  package override func iterator(_ machine: Machine) throws -> Object {
    RangeIterator(start: start, step: step, count: count)
  }

  package override func compare(_ comparison: Comparison, _ other: Value, _ machine: Machine) throws -> Value?
  {
    guard let other = other.object as? RangeObject, comparison == .equal || comparison == .notEqual else {
      return nil
    }
    let same =
      count == other.count && (count == 0 || start == other.start && (count == 1 || step == other.step))
    return .bool(same == (comparison == .equal))
  }

  package override func hash(_ machine: Machine) throws -> Int {
    Hashing.combine([count, count > 0 ? start : 0, count > 1 ? step : 0], count: 3)
  }

  package override func repr(_ machine: Machine) throws -> String {
    step == 1 ? "range(\(start), \(stop))" : "range(\(start), \(stop), \(step))"
  }
}

/// `iter(range(…))`: what the machine's loops step through without calling `next`.
package final class RangeIterator: Object {
  @exclusivity(unchecked) package var current: Int
  @exclusivity(unchecked) package var remaining: Int
  package let step: Int
  private let total: Int

  package init(start: Int, step: Int, count: Int) {
    current = start
    remaining = count
    total = count
    self.step = step
    super.init(kind: .rangeIterator)
  }

  package override func type(_ machine: Machine) -> TypeObject { machine.type(.rangeIterator) }
  package override func iterator(_ machine: Machine) throws -> Object { self }

  package override var loopCount: LoopWatch.Count? {
    LoopWatch.Count(done: total - remaining, total: total)
  }

  package override func next(_ machine: Machine) throws -> Value? {
    guard remaining > 0 else { return nil }
    remaining -= 1
    defer { current = current &+ step }
    return .int(current)
  }
}
