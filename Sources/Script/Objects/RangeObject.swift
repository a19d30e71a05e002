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
    let (distance, overflow) =
      step > 0 ? stop.subtractingReportingOverflow(start) : start.subtractingReportingOverflow(stop)
    let ascends = step > 0 ? stop > start : start > stop
    if !ascends {
      count = 0
    } else {
      let width = overflow ? UInt(bitPattern: distance) : UInt(distance)
      count = Int(clamping: (width - 1) / step.magnitude + 1)
    }
    super.init(kind: .range)
  }

  package override func type(_ machine: Machine) -> TypeObject { machine.type(.range) }
}
