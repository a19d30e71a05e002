import Neural
import Script
import Tensors

/// `torch.nn.Module`: the methods that every model and layer has, one line each.
extension TypeKey {
  static let nnModule: TypeKey = TypeKey { machine in
    NativeType(
      machine, name: "Module", module: "torch.nn.modules.module", isBase: true,
      allocate: { _, type in ModuleInstance(type) },
      members: ModuleType.construction + ModuleType.traversal + ModuleType.registration + ModuleType.modes
        + ModuleType.state + ModuleType.hooks)
  }
}

enum ModuleType {
  /// The receiver of a method.
  static func instance(_ value: Value, _ machine: Machine) throws -> ModuleInstance {
    guard let instance = value.object as? ModuleInstance else {
      throw machine.exception(ModuleMessage.notAModule(type: machine.typeName(of: value)))
    }
    return instance
  }

  static func module(_ value: Value, _ machine: Machine) throws -> Module {
    try instance(value, machine).initialized(machine)
  }

  /// An iterator over values, as PyTorch's generators are.
  static func iterator(_ values: [Value]) -> Value { .object(ListIterator(ListObject(values))) }

  static func pair(_ name: String, _ value: Value) -> Value { .tuple([.string(name), value]) }

  // MARK: Tables

  static var construction: [NativeMember] {
    [
      .method("__init__") { machine, arguments in
        try instance(arguments[0], machine).adopt(Module(), machine)
        return .none
      },
      .method("forward") { machine, arguments in
        try instance(arguments[0], machine).nativeForward(arguments.dropFirst(), machine)
      },
      .method("__call__") { machine, arguments in
        try instance(arguments[0], machine).run(arguments.dropFirst(), machine)
      },
      .method("__setattr__", "self, name, value") { machine, arguments in
        guard let name = arguments[1].text else {
          throw machine.cannotSetAttribute(.known(.setattr), of: arguments[0])
        }
        try instance(arguments[0], machine).assign(machine.symbol(name), arguments[2], machine)
        return .none
      },
      .method("extra_repr", "self") { machine, arguments in
        .string(try module(arguments[0], machine).extraDescription)
      },
      .method("type", "self, dst_type") { machine, arguments in
        try machine.call(
          machine.attribute(arguments[0], machine.symbol("to")), [arguments[1]])
      },
      .method("_get_name", "self") { machine, arguments in
        .string(try instance(arguments[0], machine).instanceType.name)
      },
      .method("reset_parameters", "self") { machine, arguments in
        try module(arguments[0], machine).resetParameters()
        return .none
      },
      .method("reset_running_stats", "self") { machine, arguments in
        guard let norm = try module(arguments[0], machine) as? RunningNorm else {
          throw machine.noAttribute(machine.symbol("reset_running_stats"), of: arguments[0])
        }
        try norm.resetRunningStats()
        return .none
      },
      .method("__deepcopy__", "self, memo") { machine, arguments in
        .object(try instance(arguments[0], machine).deepCopy(memo: arguments[1], machine))
      },
      .property("training") { machine, object in
        .bool(try module(.object(object), machine).isTraining)
      } set: { machine, object, value in
        try module(.object(object), machine).isTraining = try machine.isTrue(value)
      },
      .property("_parameters") { machine, object in
        try dict(module(.object(object), machine).ownParameters.map { ($0, .tensor($1)) }, machine)
      },
      .property("_buffers") { machine, object in
        try dict(module(.object(object), machine).ownBuffers.map { ($0, .tensor($1.tensor)) }, machine)
      },
      .property("_modules") { machine, object in
        try dict(
          module(.object(object), machine).children.map { name, child in
            (name, child.map { .object(ModuleInstance.of($0, machine)) } ?? .none)
          }, machine)
      },
    ]
  }

  static func dict(_ entries: [(String, Value)], _ machine: Machine) throws -> Value {
    let dict = DictObject()
    for (name, value) in entries { try dict.set(.string(name), value, machine) }
    return .object(dict)
  }

  static var traversal: [NativeMember] {
    [
      .method("parameters", "self, recurse=True") { machine, arguments in
        let recurse = try machine.isTrue(arguments[1])
        return iterator(try module(arguments[0], machine).parameters(recurse: recurse).map { .tensor($0) })
      },
      .method("named_parameters", "self, prefix='', recurse=True, remove_duplicate=True") {
        machine, arguments in
        let list = try module(arguments[0], machine).namedParameters(
          prefix: arguments[1].text ?? "", recurse: machine.isTrue(arguments[2]),
          removeDuplicates: machine.isTrue(arguments[3]))
        return iterator(list.map { pair($0.name, .tensor($0.tensor)) })
      },
      .method("buffers", "self, recurse=True") { machine, arguments in
        let recurse = try machine.isTrue(arguments[1])
        return iterator(try module(arguments[0], machine).buffers(recurse: recurse).map { .tensor($0) })
      },
      .method("named_buffers", "self, prefix='', recurse=True, remove_duplicate=True") { machine, arguments in
        let list = try module(arguments[0], machine).namedBuffers(
          prefix: arguments[1].text ?? "", recurse: machine.isTrue(arguments[2]),
          removeDuplicates: machine.isTrue(arguments[3]))
        return iterator(list.map { pair($0.name, .tensor($0.tensor)) })
      },
      .method("modules", "self, remove_duplicate=True") { machine, arguments in
        let list = try module(arguments[0], machine).namedModules(
          removeDuplicates: machine.isTrue(arguments[1]))
        return iterator(list.map { .object(ModuleInstance.of($0.module, machine)) })
      },
      .method("named_modules", "self, memo=None, prefix='', remove_duplicate=True") { machine, arguments in
        let list = try module(arguments[0], machine).namedModules(
          prefix: arguments[2].text ?? "", removeDuplicates: machine.isTrue(arguments[3]))
        return iterator(list.map { pair($0.name, .object(ModuleInstance.of($0.module, machine))) })
      },
      .method("children", "self") { machine, arguments in
        iterator(
          try module(arguments[0], machine).namedChildren().map {
            .object(ModuleInstance.of($0.module, machine))
          })
      },
      .method("named_children", "self") { machine, arguments in
        iterator(
          try module(arguments[0], machine).namedChildren().map {
            pair($0.name, .object(ModuleInstance.of($0.module, machine)))
          })
      },
      .method("apply", "self, fn") { machine, arguments in
        try module(arguments[0], machine).apply { module in
          _ = try machine.call(arguments[1], [.object(ModuleInstance.of(module, machine))])
        }
        return arguments[0]
      },
      .method("get_submodule", "self, target") { machine, arguments in
        let module = try module(arguments[0], machine).module(at: arguments[1].text ?? "")
        return .object(ModuleInstance.of(module, machine))
      },
      .method("get_parameter", "self, target") { machine, arguments in
        let (module, name) = try owner(of: arguments[1], in: arguments[0], machine)
        guard case .some(.some(let tensor)) = module.ownParameters[name] else {
          throw NeuralError.noSuchChild(path: arguments[1].text ?? "", missing: name, parent: module.typeName)
        }
        return .tensor(tensor)
      },
      .method("get_buffer", "self, target") { machine, arguments in
        let (module, name) = try owner(of: arguments[1], in: arguments[0], machine)
        guard let tensor = module.ownBuffers[name]?.tensor else {
          throw NeuralError.noSuchChild(path: arguments[1].text ?? "", missing: name, parent: module.typeName)
        }
        return .tensor(tensor)
      },
    ]
  }

  /// The module that owns what a path ends in, and its last name.
  private static func owner(of path: Value, in root: Value, _ machine: Machine) throws -> (Module, String) {
    let text = path.text ?? ""
    guard let dot = text.lastIndex(of: ".") else { return (try module(root, machine), text) }
    return (
      try module(root, machine).module(at: String(text[..<dot])), String(text[text.index(after: dot)...])
    )
  }

  static var registration: [NativeMember] {
    [
      .method("register_parameter", "self, name, param") { machine, arguments in
        try register(arguments, machine) { module, name in
          if let tensor = arguments[2].tensor {
            guard tensor.isParameter else {
              throw machine.exception(
                ModuleMessage.wrongRegistration(.parameter, name: name, type: "torch.FloatTensor"))
            }
            try module.register(parameter: tensor, as: name)
          } else {
            try requireNone(arguments[2], .parameter, name, machine)
            try module.register(parameter: nil, as: name)
          }
        }
      },
      .method("register_buffer", "self, name, tensor, persistent=True") { machine, arguments in
        try register(arguments, machine) { module, name in
          if arguments[2].tensor == nil { try requireNone(arguments[2], .buffer, name, machine) }
          try module.register(
            buffer: arguments[2].tensor, as: name, isPersistent: machine.isTrue(arguments[3]))
        }
      },
      .method("add_module", "self, name, module") { machine, arguments in try addModule(arguments, machine) },
      .method("register_module", "self, name, module") { machine, arguments in
        try addModule(arguments, machine)
      },
    ]
  }

  private static func addModule(_ arguments: Arguments, _ machine: Machine) throws -> Value {
    try register(arguments, machine) { module, name in
      if let child = arguments[2].object as? ModuleInstance {
        try module.register(child: child.initialized(machine), as: name)
      } else {
        try requireNone(arguments[2], .module, name, machine)
        try module.register(child: nil, as: name)
      }
    }
  }

  private static func requireNone(
    _ value: Value, _ role: ModuleInstance.Role, _ name: String, _ machine: Machine
  ) throws {
    guard value.isNone else {
      throw machine.exception(
        ModuleMessage.wrongRegistration(role, name: name, type: machine.tensorTypeName(of: value)))
    }
  }

  /// What the three ways of registering share: a name that isn't an attribute yet.
  private static func register(
    _ arguments: Arguments, _ machine: Machine, _ add: (Module, String) throws -> Void
  ) throws -> Value {
    let instance = try instance(arguments[0], machine)
    guard let name = arguments[1].text else {
      throw machine.exception(
        OpCallMessage.wrongType(
          function: "register", argument: "name", position: 1, expected: "str",
          type: machine.typeName(of: arguments[1])))
    }
    let module = try instance.initialized(machine)
    let symbol = machine.symbol(name)
    let isRegistered =
      module.ownParameters[name] != nil || module.ownBuffers[name] != nil || module.children[name] != nil
    if !isRegistered, instance.stored(symbol) != nil || instance.instanceType.lookup(symbol) != nil {
      throw NeuralError.nameTaken(kind: "attribute", name: name)
    }
    try add(module, name)
    instance.store(symbol, arguments[2], machine)
    return .none
  }

  static var modes: [NativeMember] {
    [
      .method("train", "self, mode=True") { machine, arguments in
        guard case .bool(let mode) = arguments[1] else {
          throw machine.exception(
            OpCallMessage.wrongType(
              function: "train", argument: "mode", position: 1, expected: "bool",
              type: machine.typeName(of: arguments[1])))
        }
        try setMode(module(arguments[0], machine), mode, machine)
        return arguments[0]
      },
      .method("eval", "self") { machine, arguments in
        let instance = try instance(arguments[0], machine)
        if instance.instanceType.scripted(machine.symbol("train")) != nil {
          return try machine.callMethod(arguments[0], machine.symbol("train"), [.bool(false)])
        }
        try setMode(instance.initialized(machine), false, machine)
        return arguments[0]
      },
      .method("requires_grad_", "self, requires_grad=True") { machine, arguments in
        try module(arguments[0], machine).requiresGrad(machine.isTrue(arguments[1]))
        return arguments[0]
      },
      .method("zero_grad", "self, set_to_none=True") { machine, arguments in
        try module(arguments[0], machine).zeroGrad(setToNone: machine.isTrue(arguments[1]))
        return .none
      },
      .method("float", "self") { machine, arguments in try convert(arguments[0], to: .float32, machine) },
      .method("double", "self") { machine, arguments in try convert(arguments[0], to: .float64, machine) },
      .method("half", "self") { machine, _ in throw machine.exception(RefusalMessage.dtype("float16")) },
      .method("bfloat16", "self") { machine, _ in throw machine.exception(RefusalMessage.dtype("bfloat16")) },
      .method("cpu", "self") { _, arguments in arguments[0] },
      .method("cuda", "self, device=None") { machine, _ in
        throw machine.exception(RefusalMessage.device("cuda"))
      },
      .method("to") { machine, arguments in
        var dtype: DType?
        let keywords = arguments.keywords.indices.map { arguments.keywordValue($0) }
        for value in arguments.dropFirst().positional + keywords {
          switch value {
          case .bool, .none: continue
          default:
            if let found = try machine.dtype(of: value) {
              dtype = found
            } else if let tensor = value.tensor {
              dtype = tensor.dtype
            } else {
              _ = try machine.device(from: value)
            }
          }
        }
        return try dtype.map { try convert(arguments[0], to: $0, machine) } ?? arguments[0]
      },
    ]
  }

  /// The mode of a module and all below; a script's own `train` is asked where there is one.
  private static func setMode(_ module: Module, _ mode: Bool, depth: Int = 0, _ machine: Machine) throws {
    module.isTraining = mode
    guard depth < Module.maximumDepth else { return }
    for case .some(let child) in module.children.values {
      if let instance = child.wrapper as? ModuleInstance,
        instance.instanceType.scripted(machine.symbol("train")) != nil
      {
        _ = try machine.callMethod(.object(instance), machine.symbol("train"), [.bool(mode)])
      } else {
        try setMode(child, mode, depth: depth + 1, machine)
      }
    }
  }

  private static func convert(_ receiver: Value, to dtype: DType, _ machine: Machine) throws -> Value {
    try module(receiver, machine).convert(to: dtype)
    return receiver
  }
}
