/// Keeps `instance.__dict__` and the instance the same, `globals()` and the global names: what a script writes into the dict
/// becomes an attribute, or a name.
///
/// The dict is made when it is asked for; what comes later by another way isn't seen by a dict made before.
final class AttributeMirror {
  /// Nil for the global names.
  private let instance: Instance?
  private unowned let machine: Machine

  private init(_ instance: Instance?, _ machine: Machine) {
    self.instance = instance
    self.machine = machine
  }

  /// `globals()`
  static func globals(_ machine: Machine) throws -> DictObject {
    let dict = DictObject()
    try dict.set("__name__", .string("__main__"), machine)
    for name in machine.globalNames { try dict.set(name, machine.global(name) ?? .none, machine) }
    dict.mirror = AttributeMirror(nil, machine)
    return dict
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
    guard let instance else { return machine.setGlobal(name, value) }
    instance.store(machine.symbol(name), value, machine)
  }

  func remove(_ key: Value) {
    guard let name = key.text else { return }
    guard let instance else { return machine.removeGlobal(name) }
    _ = instance.removeStored(machine.symbol(name), machine)
  }

  func removeAll() {
    guard let instance else { return machine.globalNames.forEach(machine.removeGlobal) }
    for name in instance.storedNames { _ = instance.removeStored(name, machine) }
  }
}

extension Machine {
  /// `locals()`: a function's names and values at the moment; outside of functions the global names.
  func localNames() throws -> DictObject {
    guard depth >= 0 else { return try AttributeMirror.globals(self) }
    let frame = frames + depth
    let code = frame.pointee.header.pointee.code.takeUnretainedValue()
    if code.name == "<module>" { return try AttributeMirror.globals(self) }
    let dict = DictObject()
    func add(_ name: Symbol, _ value: Value) throws {
      let content = (value.object as? Cell)?.value ?? value
      if content.object !== missing { try dict.set(symbols.name(name), content, self) }
    }
    for local in code.localNames { try add(local.name, frame.pointee.base[local.register]) }
    for (index, name) in code.freeNames.enumerated() where name != .known(.class) {
      try add(name, .object(frame.pointee.cells[index].takeUnretainedValue()))
    }
    return dict
  }
}
