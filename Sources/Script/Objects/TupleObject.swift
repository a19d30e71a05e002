/// `tuple`
open class TupleObject: Container {
  @exclusivity(unchecked) package private(set) final var elements: [Value]

  public init(_ elements: [Value]) {
    self.elements = elements
    super.init(kind: .tuple)
  }

  deinit { Teardown.run(self) }

  open override func type(_ machine: Machine) -> TypeObject { machine.type(.tuple) }

  open override func traverse(_ visit: (Object) -> Void) {
    for case .object(let object) in elements { visit(object) }
  }

  open override func giveUp(_ take: (Value) -> Void) {
    let values = elements
    elements = []
    values.forEach(take)
  }
}
