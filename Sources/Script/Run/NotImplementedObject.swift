/// `NotImplemented`
final class NotImplementedObject: Object {
  init() { super.init() }

  override func type(_ machine: Machine) -> TypeObject { machine.type(.notImplemented) }
  override func repr(_ machine: Machine) throws -> String { "NotImplemented" }
}
