/// A module that scripts import, such as `torch.nn`: a table of names whose values are made at the first import.
///
/// Registering costs one closure, so that start-up doesn't pay for what a script never imports.
package struct NativeModule {
  package let name: String
  package let build: (Machine, ModuleObject) throws -> Void

  /// - Parameter build: fills the module with `module.define(…)`; runs once, at the first import.
  package init(_ name: String, build: @escaping (Machine, ModuleObject) throws -> Void) {
    self.name = name
    self.build = build
  }
}

/// An imported module: a namespace of attributes.
package final class ModuleObject: Container {
  package let name: String
  @exclusivity(unchecked) private(set) var values: [Symbol: Value] = [:]
  private(set) var order: [Symbol] = []
  /// What inline caches know the module's values by: a number of its own, 0 since they were last changed.
  @exclusivity(unchecked) var stamp: UInt32 = 0
  /// Called for a name that isn't there, so that a module can make a value when it is first asked for.
  package var lazy: ((Machine, String) throws -> Value?)?
  /// The names that `lazy` knows.
  package var lazyNames: () -> [String] = { [] }

  package init(_ name: String) {
    self.name = name
    super.init(kind: .module)
  }

  package func define(_ name: Symbol, _ value: Value) {
    stamp = 0
    if values.updateValue(value, forKey: name) == nil { order.append(name) }
  }

  package func define(_ name: String, _ value: Value, _ machine: Machine) {
    define(machine.symbol(name), value)
  }

  /// Adds a function: `module.function("randn", "*size", machine) { machine, a in … }`.
  package func function(
    _ name: String, _ signature: String? = nil, _ machine: Machine, _ body: @escaping NativeFunction.Body
  ) {
    define(machine.symbol(name), .object(NativeFunction(name, signature, module: self.name, body: body)))
  }

  package override func type(_ machine: Machine) -> TypeObject { machine.type(.module) }

  package override func attribute(_ name: Symbol, _ machine: Machine) throws -> Value? {
    if let value = values[name] { return value }
    if let value = try lazy?(machine, machine.symbols.name(name)) {
      define(name, value)
      return value
    }
    if name == .known(.name) { return .string(self.name) }
    return try super.attribute(name, machine)
  }

  package override func setAttribute(_ name: Symbol, to value: Value, _ machine: Machine) throws {
    if machine.modulesAreFrozen { throw frozen(name, machine) }
    define(name, value)
  }

  package override func deleteAttribute(_ name: Symbol, _ machine: Machine) throws {
    if machine.modulesAreFrozen { throw frozen(name, machine) }
    stamp = 0
    guard values.removeValue(forKey: name) != nil else { throw machine.noAttribute(name, of: .object(self)) }
    order.removeAll { $0 == name }
  }

  private func frozen(_ name: Symbol, _ machine: Machine) -> ScriptError {
    machine.error(.attributeError, NameMessage.frozenModule(self.name, machine.symbols.name(name)))
  }

  package override func attributeNames(_ machine: Machine) -> [String] {
    Set(order.map(machine.symbols.name)).union(lazyNames()).sorted()
  }

  package override func repr(_ machine: Machine) throws -> String { "<module '\(name)' (built-in)>" }

  package override func traverse(_ visit: (Object) -> Void) {
    for case .object(let object) in values.values { visit(object) }
  }
}
