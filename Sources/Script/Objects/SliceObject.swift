/// `slice(start, stop, step)`, what `x[a:b:c]` passes to `x`.
package final class SliceObject: Object {
  package let start: Value
  package let stop: Value
  package let step: Value

  package init(_ start: Value, _ stop: Value, _ step: Value) {
    self.start = start
    self.stop = stop
    self.step = step
    super.init(kind: .slice)
  }

  package override func type(_ machine: Machine) -> TypeObject { machine.type(.slice) }
}

/// `...`
package final class EllipsisObject: Object {
  package init() { super.init() }

  package override func type(_ machine: Machine) -> TypeObject { machine.type(.ellipsis) }
  package override func repr(_ machine: Machine) throws -> String { "Ellipsis" }
}
