/// `set` and `frozenset`
package class SetObject: Container {
  package let isFrozen: Bool
  private var elements: [Value] = []

  package init(isFrozen: Bool = false) {
    self.isFrozen = isFrozen
    super.init(kind: .set)
  }

  package override func type(_ machine: Machine) -> TypeObject { machine.type(isFrozen ? .frozenset : .set) }

  package final func insert(_ value: Value, _ machine: Machine) throws {
    for element in elements where try machine.isSame(element, value) { return }
    elements.append(value)
  }
}
