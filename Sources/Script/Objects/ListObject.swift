/// `list`
package class ListObject: Container {
  @exclusivity(unchecked) package final var elements: [Value]

  package init(_ elements: [Value] = []) {
    self.elements = elements
    super.init(kind: .list)
  }

  deinit { Teardown.run(self) }

  package override func type(_ machine: Machine) -> TypeObject { machine.type(.list) }

  package override func traverse(_ visit: (Object) -> Void) {
    for case .object(let object) in elements { visit(object) }
  }

  package override func giveUp(_ take: (Value) -> Void) {
    let values = elements
    elements = []
    values.forEach(take)
  }
}
