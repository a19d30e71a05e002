/// `slice(start, stop, step)`, what `x[a:b:c]` passes to `x`.
package final class SliceObject: Object {
  @exclusivity(unchecked) package private(set) var start: Value
  @exclusivity(unchecked) package private(set) var stop: Value
  @exclusivity(unchecked) package private(set) var step: Value

  package init(_ start: Value, _ stop: Value, _ step: Value) {
    self.start = start
    self.stop = stop
    self.step = step
    super.init(kind: .slice)
  }

  /// Whether it holds no objects, and can be put aside as it is.
  @inline(__always)
  var hasPlainBounds: Bool {
    withUnsafeMutablePointer(to: &start) { $0.bits.isPlain }
      && withUnsafeMutablePointer(to: &stop) { $0.bits.isPlain }
      && withUnsafeMutablePointer(to: &step) { $0.bits.isPlain }
  }

  /// Becomes another slice, of three registers.
  @inline(__always)
  func begin(again bounds: UnsafeMutablePointer<Value>) {
    withUnsafeMutablePointer(to: &start) { $0.put(bounds.copy) }
    withUnsafeMutablePointer(to: &stop) { $0.put((bounds + 1).copy) }
    withUnsafeMutablePointer(to: &step) { $0.put((bounds + 2).copy) }
  }

  package override func type(_ machine: Machine) -> TypeObject { machine.type(.slice) }

  package override func repr(_ machine: Machine) throws -> String {
    "slice(\(try machine.repr(start)), \(try machine.repr(stop)), \(try machine.repr(step)))"
  }

  package override func compare(_ comparison: Comparison, _ other: Value, _ machine: Machine) throws -> Value?
  {
    guard let other = other.object as? SliceObject else { return nil }
    return try machine.compare(
      comparison, .tuple([start, stop, step]), .tuple([other.start, other.stop, other.step]))
  }

  package override func hash(_ machine: Machine) throws -> Int { throw machine.unhashable(.object(self)) }

  /// The places that the slice means in a sequence of `count` elements.
  ///
  /// - Parameter count: asked when the bounds are known: finding them may run a script that changes the sequence.
  package func run(_ count: @autoclosure () -> Int, _ machine: Machine) throws -> SliceRun {
    let step = try bound(self.step, machine) ?? 1
    guard step != 0 else { throw machine.error(ItemMessage.zeroStep) }
    let first = try bound(self.start, machine)
    let end = try bound(self.stop, machine)
    let count = count()
    let isForward = step > 0
    let low = isForward ? 0 : -1
    let high = isForward ? count : count - 1
    func clamp(_ value: Int) -> Int {
      let place = value < 0 ? (value.addingReportingOverflow(count).overflow ? low : value + count) : value
      return min(max(place, low), high)
    }
    let start = first.map(clamp) ?? (isForward ? 0 : count - 1)
    let stop = end.map(clamp) ?? (isForward ? count : -1)
    let distance = isForward ? stop - start : start - stop
    let length = distance > 0 ? (distance - 1) / Int(clamping: step.magnitude) + 1 : 0
    return SliceRun(start: start, stop: stop, count: length, step: step)
  }

  private func bound(_ value: Value, _ machine: Machine) throws -> Int? {
    switch value {
    case .none: return nil
    case .int(let integer): return integer
    default:
      guard let integer = try machine.index(value) else { throw machine.error(ItemMessage.sliceIndexType) }
      return integer
    }
  }
}

/// The places of a slice, one after the other; all lie within the sequence.
package struct SliceRun: Sequence {
  package let start: Int
  /// Where the slice was to end, within the sequence; before `start` if it is empty.
  package let stop: Int
  package let count: Int
  package let step: Int

  package struct Iterator: IteratorProtocol {
    private var place: Int
    private var left: Int
    private let step: Int

    fileprivate init(_ run: SliceRun) {
      place = run.start
      left = run.count
      step = run.step
    }

    package mutating func next() -> Int? {
      guard left > 0 else { return nil }
      left &-= 1
      defer { place &+= step }
      return place
    }
  }

  package func makeIterator() -> Iterator { Iterator(self) }

  /// The place after the last one of a run with step 1.
  package var end: Int { start + count }
}

/// `...`
package final class EllipsisObject: Object {
  package init() { super.init() }

  package override func type(_ machine: Machine) -> TypeObject { machine.type(.ellipsis) }
  package override func repr(_ machine: Machine) throws -> String { "Ellipsis" }
}
