import Neural
import Script
import Tensors

/// `nn.ParameterList` and `nn.ParameterDict`.
extension TypeKey {
  static let nnParameterList: TypeKey = TypeKey { machine in
    NativeType(
      machine, name: "ParameterList", module: "torch.nn.modules.container", base: machine.type(.nnModule),
      isBase: true,
      members: [
        .method("__init__", "self, values=None") { machine, arguments in
          let instance = try ModuleType.instance(arguments[0], machine)
          instance.adopt(ParameterList(), machine)
          if !arguments[1].isNone { try ParameterContainers.extend(instance, arguments[1], machine) }
          return .none
        },
        .method("append", "self, value") { machine, arguments in
          let instance = try ModuleType.instance(arguments[0], machine)
          let count = try instance.initialized(machine).ownParameters.count
          try ParameterContainers.store(instance, "\(count)", arguments[1], machine)
          return arguments[0]
        },
        .method("extend", "self, values") { machine, arguments in
          try ParameterContainers.extend(ModuleType.instance(arguments[0], machine), arguments[1], machine)
          return arguments[0]
        },
      ])
  }

  static let nnParameterDict: TypeKey = TypeKey { machine in
    NativeType(
      machine, name: "ParameterDict", module: "torch.nn.modules.container", base: machine.type(.nnModule),
      isBase: true,
      members: [
        .method("__init__", "self, parameters=None") { machine, arguments in
          let instance = try ModuleType.instance(arguments[0], machine)
          instance.adopt(ParameterDict(), machine)
          if !arguments[1].isNone { try ParameterContainers.update(instance, arguments[1], machine) }
          return .none
        },
        .method("update", "self, parameters") { machine, arguments in
          try ParameterContainers.update(ModuleType.instance(arguments[0], machine), arguments[1], machine)
          return .none
        },
        .method("keys", "self") { machine, arguments in
          let names = try ModuleType.module(arguments[0], machine).ownParameters.keys
          let dict = try ModuleType.dict(names.map { ($0, .none) }, machine)
          return try machine.callMethod(dict, machine.symbol("keys"))
        },
        .method("values", "self") { machine, arguments in
          ModuleType.iterator(
            try ModuleType.module(arguments[0], machine).ownParameters.values.map { .tensor($0) })
        },
        .method("items", "self") { machine, arguments in
          ModuleType.iterator(
            try ModuleType.module(arguments[0], machine).ownParameters.map {
              ModuleType.pair($0, .tensor($1))
            })
        },
        .method("pop", "self, key") { machine, arguments in
          let value = try machine.item(arguments[0], arguments[1])
          try machine.deleteItem(arguments[0], arguments[1])
          return value
        },
      ])
  }
}

enum ParameterContainers {
  /// Registers a tensor under a name; one that isn't a parameter becomes one, as PyTorch has it.
  static func store(_ instance: ModuleInstance, _ name: String, _ value: Value, _ machine: Machine) throws {
    guard let tensor = value.tensor else {
      throw machine.exception(
        ModuleMessage.wrongKind(.parameter, name: name, type: machine.typeName(of: value)))
    }
    let parameter = tensor.isParameter ? tensor : try Module.makeParameter(tensor.detach())
    try instance.initialized(machine).register(parameter: parameter, as: name)
    instance.store(machine.symbol(name), .tensor(parameter), machine)
  }

  static func extend(_ instance: ModuleInstance, _ values: Value, _ machine: Machine) throws {
    var index = try instance.initialized(machine).ownParameters.count
    try machine.forEach(in: values) { value in
      try store(instance, "\(index)", value, machine)
      index += 1
      return true
    }
  }

  static func update(_ instance: ModuleInstance, _ parameters: Value, _ machine: Machine) throws {
    var entries: [(String, Value)] = []
    if let dict = parameters.object as? DictObject {
      var position = 0
      while let entry = dict.entry(from: position) {
        position = entry.next
        entries.append((try machine.str(entry.key), entry.value))
      }
      // A plain dict is taken in the order of its names.
      if !(dict is OrderedDictObject) { entries.sort { $0.0 < $1.0 } }
    } else {
      try machine.forEach(in: parameters) { element in
        let pair = try machine.array(of: element)
        guard pair.count == 2 else {
          throw machine.exception(ModuleMessage.childName(type: machine.typeName(of: element)))
        }
        entries.append((try machine.str(pair[0]), pair[1]))
        return true
      }
    }
    for (name, value) in entries { try store(instance, name, value, machine) }
  }
}

extension ModuleInstance {
  var isParameterContainer: Bool { module is ParameterList || module is ParameterDict }

  /// `parameters[index]`, nil when this holds none.
  func parameterItem(_ index: Value, _ machine: Machine) throws -> Value? {
    guard let module, isParameterContainer else { return nil }
    if module is ParameterDict {
      guard case .some(.some(let tensor)) = module.ownParameters[index.text ?? ""] else {
        throw machine.keyError(index)
      }
      return .tensor(tensor)
    }
    let list = module.ownParameters.values.map { Value.tensor($0) }
    if let integer = index.integer, !(-list.count..<list.count).contains(integer) {
      throw NeuralError.childIndex(index: integer, count: list.count)
    }
    let found = try machine.item(.object(ListObject(list)), index)
    guard let part = found.object as? ListObject else { return found }
    return try machine.call(.object(machine.type(.nnParameterList)), [.object(part)])
  }

  func setParameterItem(_ index: Value, _ value: Value, _ machine: Machine) throws -> Bool {
    guard let module, isParameterContainer else { return false }
    if let name = index.text, module is ParameterDict {
      try ParameterContainers.store(self, name, value, machine)
    } else if let integer = index.integer {
      let count = module.ownParameters.count
      let place = integer < 0 ? integer + count : integer
      guard place >= 0, place < count else { throw NeuralError.childIndex(index: integer, count: count) }
      try ParameterContainers.store(self, "\(place)", value, machine)
    } else {
      throw machine.exception(
        ModuleMessage.containerIndex(container: module.typeName, type: machine.typeName(of: index)))
    }
    return true
  }
}
