/// Keeps `instance.__dict__` and the instance the same: what a script writes into the dict becomes an attribute.
///
/// The dict is made when it is asked for; attributes that the instance gets later aren't seen by a dict made before.
final class AttributeMirror {
  private let instance: Instance
  private let machine: Machine

  private init(_ instance: Instance, _ machine: Machine) {
    self.instance = instance
    self.machine = machine
  }

  static func dictionary(of instance: Instance, _ machine: Machine) throws -> DictObject {
    let dict = DictObject()
    for name in instance.storedNames {
      try dict.set(machine.symbols.name(name), instance.stored(name) ?? .none, machine)
    }
    dict.mirror = AttributeMirror(instance, machine)
    return dict
  }

  func set(_ key: Value, _ value: Value) {
    guard let name = key.text else { return }
    instance.store(machine.symbol(name), value, machine)
  }

  func remove(_ key: Value) {
    guard let name = key.text else { return }
    _ = instance.removeStored(machine.symbol(name), machine)
  }

  func removeAll() {
    for name in instance.storedNames { _ = instance.removeStored(name, machine) }
  }
}
