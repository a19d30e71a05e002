import Neural
import Script
import Tensors

/// An instance of `nn.Module` or of a class that derives from it: what scripts call a model or a layer.
///
/// It owns the engine's module and keeps the objects of its parameters, buffers and parts as attributes, so that
/// `self.fc1` is read as fast as any attribute and `model.fc1 is model.fc1` holds. The engine's module is the registry:
/// everything that walks over a model (parameters, state, modes, copies) walks there.
final class ModuleInstance: Instance {
  /// The engine's module; nil until `Module.__init__` has run.
  @exclusivity(unchecked) private(set) var module: Module?
  /// Hooks that the script registered.
  @exclusivity(unchecked) var hooks: ScriptHooks?
  /// The script's `forward`, when the class or the instance has one.
  @exclusivity(unchecked) private(set) var scriptedForward: Value?
  /// Whether it was assigned to the instance: then it isn't a method.
  @exclusivity(unchecked) private(set) var isForwardAssigned = false

  init(_ type: TypeObject) { super.init(type, hasPlainStores: false) }

  deinit {
    module?.wrapper = nil
    module?.intercept(nil)
  }

  /// Takes a new module over: the end of every native `__init__`.
  func adopt(_ module: Module, _ machine: Machine) {
    self.module?.wrapper = nil
    self.module?.intercept(nil)
    self.module = module
    module.wrapper = self
    if instanceType.isScripted { module.customName = instanceType.name }
    for (name, tensor) in module.ownParameters { store(machine.symbol(name), .tensor(tensor), machine) }
    for (name, buffer) in module.ownBuffers { store(machine.symbol(name), .tensor(buffer.tensor), machine) }
    for (name, child) in module.children {
      store(machine.symbol(name), child.map { .object(ModuleInstance.of($0, machine)) } ?? .none, machine)
    }
    noticeForward(machine)
  }

  /// Looks for the script's `forward`, which may have come, changed or gone.
  func noticeForward(_ machine: Machine) {
    let name = machine.symbol("forward")
    let assigned = stored(name)
    isForwardAssigned = assigned != nil
    scriptedForward = assigned ?? instanceType.scripted(name)
    updateInterception(machine)
  }

  /// The instance of a module; a module that the engine made on its own gets one now.
  static func of(_ module: Module, _ machine: Machine) -> ModuleInstance {
    if let wrapper = module.wrapper as? ModuleInstance { return wrapper }
    let instance = ModuleInstance(machine.type(LayerBinding.key(for: module)))
    instance.adopt(module, machine)
    return instance
  }

  /// The module, or PyTorch's error when `super().__init__()` hasn't been called.
  func initialized(_ machine: Machine) throws -> Module {
    guard let module else { throw machine.exception(ModuleMessage.notInitialized(type: instanceType.name)) }
    return module
  }

  /// Lets the engine's containers come back here for everything that only a script knows.
  func updateInterception(_ machine: Machine) {
    guard let module else { return }
    guard scriptedForward != nil || hooks?.isEmpty == false else { return module.intercept(nil) }
    // Not counted: the closure goes when this object does. A weak reference would make counting it slow from then on.
    module.intercept { [unowned(unsafe) self, unowned machine] inputs in
      let result = try machine.call(.object(self), inputs.map { .tensor($0) })
      guard let tensor = result.tensor else {
        throw machine.exception(
          ModuleMessage.notATensor(module: self.instanceType.name, type: machine.typeName(of: result)))
      }
      return tensor
    }
  }

  // MARK: Attributes

  override func setAttribute(_ name: Symbol, to value: Value, _ machine: Machine) throws {
    if instanceType.scripted(.known(.setattr)) != nil {
      return try super.setAttribute(name, to: value, machine)
    }
    try assign(name, value, machine)
  }

  /// What `Module.__setattr__` does: parameters, parts and buffers register themselves.
  func assign(_ name: Symbol, _ value: Value, _ machine: Machine) throws {
    let text = machine.symbols.name(name)
    if let tensor = value.tensor, tensor.isParameter {
      guard let module else { throw machine.exception(ModuleMessage.assignedTooEarly(.parameter, text)) }
      forget(text, except: .parameter)
      try module.register(parameter: tensor, as: text)
      return store(name, value, machine)
    }
    if let child = value.object as? ModuleInstance {
      guard let module else { throw machine.exception(ModuleMessage.assignedTooEarly(.module, text)) }
      forget(text, except: .module)
      try module.register(child: child.initialized(machine), as: text)
      return store(name, value, machine)
    }
    guard let module, let role = role(of: text) else {
      try super.setAttribute(name, to: value, machine)
      if text == "forward" { noticeForward(machine) }
      return
    }
    switch role {
    case .parameter where value.isNone: module.setParameter(text, nil)
    case .module where value.isNone: module.setChild(text, nil)
    case .buffer where value.isNone || value.tensor != nil:
      module.setBuffer(text, value.tensor, isPersistent: module.ownBuffers[text]?.isPersistent ?? true)
    default:
      throw machine.exception(
        ModuleMessage.wrongKind(role, name: text, type: machine.tensorTypeName(of: value)))
    }
    store(name, value, machine)
  }

  /// What a registered name stands for.
  enum Role { case parameter, buffer, module }

  private func role(of name: String) -> Role? {
    guard let module else { return nil }
    if module.ownParameters[name] != nil { return .parameter }
    if module.ownBuffers[name] != nil { return .buffer }
    return module.children[name] != nil ? .module : nil
  }

  private func forget(_ name: String, except kept: Role) {
    guard let module, let role = role(of: name), role != kept else { return }
    switch role {
    case .parameter: module.removeParameter(name)
    case .buffer: module.removeBuffer(name)
    case .module: module.removeChild(name)
    }
  }

  override func deleteAttribute(_ name: Symbol, _ machine: Machine) throws {
    let text = machine.symbols.name(name)
    guard let module, let role = role(of: text) else {
      try super.deleteAttribute(name, machine)
      if text == "forward" { noticeForward(machine) }
      return
    }
    switch role {
    case .parameter:
      // A layer of the engine finds its parameters by their place.
      guard Swift.type(of: module) == Module.self || module is ParameterList || module is ParameterDict else {
        throw machine.exception(ModuleMessage.neededParameter(layer: module.typeName, name: text))
      }
      module.removeParameter(text)
    case .buffer: module.removeBuffer(text)
    case .module: module.removeChild(text)
    }
    _ = removeStored(name, machine)
  }

  /// Registers a part of a container under a name.
  func storeChild(_ name: String, _ child: ModuleInstance, _ machine: Machine) throws {
    try initialized(machine).register(child: child.initialized(machine), as: name)
    store(machine.symbol(name), .object(child), machine)
  }

  /// The instances of the direct parts, `None` for a part that was set to nothing.
  func childValues(_ machine: Machine) throws -> [Value] {
    try initialized(machine).children.values.map { child in
      child.map { .object(ModuleInstance.of($0, machine)) } ?? .none
    }
  }

  override func call(_ arguments: Arguments, _ machine: Machine) throws -> Value {
    if instanceType.isScripted, instanceType.scripted(.known(.call)) != nil {
      return try super.call(arguments, machine)
    }
    return try run(arguments, machine)
  }

  // MARK: Containers

  override func length(_ machine: Machine) throws -> Int? {
    if let module, isParameterContainer { return module.ownParameters.count }
    guard isContainerCall(.len) else { return try super.length(machine) }
    return module?.children.count
  }

  override func truth(_ machine: Machine) throws -> Bool {
    guard isContainerCall(.bool), instanceType.scripted(.known(.len)) == nil else {
      return try super.truth(machine)
    }
    return module?.children.isEmpty == false || module?.ownParameters.isEmpty == false
  }

  override func item(_ index: Value, _ machine: Machine) throws -> Value {
    if isContainerCall(.getitem),
      let value = try containerItem(index, machine) ?? parameterItem(index, machine)
    {
      return value
    }
    return try super.item(index, machine)
  }

  override func setItem(_ index: Value, to value: Value, _ machine: Machine) throws {
    if isContainerCall(.setitem),
      try setContainerItem(index, value, machine) || setParameterItem(index, value, machine)
    {
      return
    }
    try super.setItem(index, to: value, machine)
  }

  override func deleteItem(_ index: Value, _ machine: Machine) throws {
    if isContainerCall(.delitem), try deleteContainerItem(index, machine) { return }
    try super.deleteItem(index, machine)
  }

  override func iterator(_ machine: Machine) throws -> Object {
    if let module, isParameterContainer {
      let values: [Value] =
        module is ParameterDict
        ? module.ownParameters.keys.map { .string($0) } : module.ownParameters.values.map { .tensor($0) }
      return ListIterator(ListObject(values))
    }
    guard let module, isContainerCall(.iter) else { return try super.iterator(machine) }
    let values = module is ModuleDict ? module.children.keys.map { .string($0) } : try childValues(machine)
    return ListIterator(ListObject(values))
  }

  override func contains(_ value: Value, _ machine: Machine) throws -> Bool {
    if let module = module as? ParameterDict, let name = value.text {
      return module.ownParameters.keys.contains(name)
    }
    guard let module, module is ModuleDict, isContainerCall(.contains), let name = value.text else {
      return try super.contains(value, machine)
    }
    return module.children[name] != nil
  }

  /// Whether a container's own meaning of a special method holds: it is one, and no script has redefined it.
  private func isContainerCall(_ name: WellKnownSymbol) -> Bool {
    (isContainer || isParameterContainer)
      && (!instanceType.isScripted || instanceType.scripted(.known(name)) == nil)
  }

  // MARK: Text

  override func repr(_ machine: Machine) throws -> String {
    if instanceType.scripted(.known(.repr)) != nil { return try super.repr(machine) }
    guard let module else { return "\(instanceType.name)()" }
    var extra = module.extraDescription
    if let method = instanceType.scripted(machine.symbol("extra_repr")) {
      let value = try machine.call(method, [.object(self)])
      guard let text = value.text else {
        throw machine.exception(ModuleMessage.extraRepr(type: machine.typeName(of: value)))
      }
      extra = text
    }
    return try module.layout(extra: extra) { _, child in
      guard let child else { return "None" }
      return try machine.repr(.object(ModuleInstance.of(child, machine)))
    }
  }

  override func str(_ machine: Machine) throws -> String {
    if instanceType.scripted(.known(.str)) != nil { return try super.str(machine) }
    return try repr(machine)
  }
}
