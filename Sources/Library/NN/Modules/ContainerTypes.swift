import Neural
import Script
import Tensors

/// `nn.Sequential`, `nn.ModuleList` and `nn.ModuleDict`: modules that hold modules.
extension TypeKey {
  static let nnSequential: TypeKey = TypeKey { machine in
    NativeType(
      machine, name: "Sequential", module: "torch.nn.modules.container", base: machine.type(.nnModule),
      isBase: true,
      members: [
        .method("__init__") { machine, arguments in
          let instance = try ModuleType.instance(arguments[0], machine)
          instance.adopt(Sequential(), machine)
          if arguments.count == 2, let dict = arguments[1].object as? DictObject {
            try ContainerTypes.fill(instance, from: dict, machine)
          } else {
            for index in 1..<max(arguments.count, 1) {
              let child = try ContainerTypes.child(arguments[index], of: "Sequential", machine)
              try instance.storeChild("\(index - 1)", child, machine)
            }
          }
          return .none
        },
        .method("__add__", "self, other") { machine, arguments in
          try ContainerTypes.joined([arguments[0], arguments[1]], machine)
        },
        .method("__mul__", "self, other") { machine, arguments in
          let times = arguments[1].integer ?? 0
          guard times > 0, times < 1 << 16 else {
            throw machine.error(
              .valueError,
              "Non-positive multiplication factor \(times) for <class 'torch.nn.modules.container.Sequential'>"
            )
          }
          return try ContainerTypes.joined(Array(repeating: arguments[0], count: times), machine)
        },
      ] + ContainerTypes.list)
  }

  static let nnModuleList: TypeKey = TypeKey { machine in
    NativeType(
      machine, name: "ModuleList", module: "torch.nn.modules.container", base: machine.type(.nnModule),
      isBase: true,
      members: [
        .method("__init__", "self, modules=None") { machine, arguments in
          let instance = try ModuleType.instance(arguments[0], machine)
          instance.adopt(ModuleList(), machine)
          if !arguments[1].isNone { try ContainerTypes.extend(instance, arguments[1], machine) }
          return .none
        }
      ] + ContainerTypes.list)
  }

  static let nnModuleDict: TypeKey = TypeKey { machine in
    NativeType(
      machine, name: "ModuleDict", module: "torch.nn.modules.container", base: machine.type(.nnModule),
      isBase: true,
      members: [
        .method("__init__", "self, modules=None") { machine, arguments in
          let instance = try ModuleType.instance(arguments[0], machine)
          instance.adopt(ModuleDict(), machine)
          if !arguments[1].isNone { try ContainerTypes.update(instance, arguments[1], machine) }
          return .none
        },
        .method("keys", "self") { machine, arguments in
          try ContainerTypes.names(arguments[0], machine)
        },
        .method("values", "self") { machine, arguments in
          ModuleType.iterator(try ModuleType.instance(arguments[0], machine).childValues(machine))
        },
        .method("items", "self") { machine, arguments in
          let instance = try ModuleType.instance(arguments[0], machine)
          let names = try instance.initialized(machine).children.keys
          let values = try instance.childValues(machine)
          return ModuleType.iterator(names.enumerated().map { ModuleType.pair($1, values[$0]) })
        },
        .method("update", "self, modules") { machine, arguments in
          try ContainerTypes.update(ModuleType.instance(arguments[0], machine), arguments[1], machine)
          return .none
        },
        .method("pop", "self, key") { machine, arguments in
          let value = try machine.item(arguments[0], arguments[1])
          try machine.deleteItem(arguments[0], arguments[1])
          return value
        },
        .method("clear", "self") { machine, arguments in
          try ModuleType.instance(arguments[0], machine).replaceChildren([], machine)
          return .none
        },
      ])
  }
}

enum ContainerTypes {
  /// One `Sequential` of the parts of several.
  fileprivate static func joined(_ values: [Value], _ machine: Machine) throws -> Value {
    let parts = try values.flatMap { try ModuleType.instance($0, machine).childValues(machine) }
    return try machine.call(.object(machine.type(.nnSequential)), parts)
  }

  /// What lists of modules can do besides `[…]`, `len` and `for`.
  static var list: [NativeMember] {
    [
      .method("append", "self, module") { machine, arguments in
        let instance = try ModuleType.instance(arguments[0], machine)
        let child = try child(arguments[1], of: instance.instanceType.name, machine)
        try instance.storeChild("\(try instance.initialized(machine).children.count)", child, machine)
        return arguments[0]
      },
      .method("extend", "self, modules") { machine, arguments in
        try extend(ModuleType.instance(arguments[0], machine), arguments[1], machine)
        return arguments[0]
      },
      .method("insert", "self, index, module") { machine, arguments in
        let instance = try ModuleType.instance(arguments[0], machine)
        let child = try child(arguments[2], of: instance.instanceType.name, machine)
        var children = try instance.childValues(machine)
        guard let index = arguments[1].integer, index >= -children.count, index <= children.count else {
          throw NeuralError.childIndex(index: arguments[1].integer ?? 0, count: children.count)
        }
        children.insert(.object(child), at: index < 0 ? index + children.count : index)
        try instance.replaceChildren(children, machine)
        return arguments[0]
      },
      .method("pop", "self, key") { machine, arguments in
        let value = try machine.item(arguments[0], arguments[1])
        try machine.deleteItem(arguments[0], arguments[1])
        return value
      },
    ]
  }

  static func child(_ value: Value, of container: String, _ machine: Machine) throws -> ModuleInstance {
    guard let child = value.object as? ModuleInstance else {
      throw machine.exception(
        ModuleMessage.notASubclass(
          container: container, type: machine.typeName(of: value), value: value.object is TypeObject))
    }
    return child
  }

  static func extend(_ instance: ModuleInstance, _ modules: Value, _ machine: Machine) throws {
    var index = try instance.initialized(machine).children.count
    try machine.forEach(in: modules) { value in
      try instance.storeChild("\(index)", child(value, of: instance.instanceType.name, machine), machine)
      index += 1
      return true
    }
  }

  static func fill(_ instance: ModuleInstance, from dict: DictObject, _ machine: Machine) throws {
    var position = 0
    while let entry = dict.entry(from: position) {
      guard let name = entry.key.text else {
        throw machine.exception(ModuleMessage.childName(type: machine.typeName(of: entry.key)))
      }
      try instance.storeChild(name, child(entry.value, of: instance.instanceType.name, machine), machine)
      position = entry.next
    }
  }

  static func update(_ instance: ModuleInstance, _ modules: Value, _ machine: Machine) throws {
    if let dict = modules.object as? DictObject { return try fill(instance, from: dict, machine) }
    if let other = modules.object as? ModuleInstance, let names = other.module?.children.keys {
      for (name, value) in zip(names, try other.childValues(machine)) {
        try instance.storeChild(name, child(value, of: "ModuleDict", machine), machine)
      }
      return
    }
    try machine.forEach(in: modules) { element in
      let pair = try machine.array(of: element)
      guard pair.count == 2, let name = pair[0].text else {
        throw machine.exception(ModuleMessage.childName(type: machine.typeName(of: element)))
      }
      try instance.storeChild(name, child(pair[1], of: "ModuleDict", machine), machine)
      return true
    }
  }

  static func names(_ receiver: Value, _ machine: Machine) throws -> Value {
    let names = try ModuleType.module(receiver, machine).children.keys
    let dict = DictObject()
    for name in names { try dict.set(.string(name), .none, machine) }
    return try machine.callMethod(.object(dict), machine.symbol("keys"))
  }
}

extension ModuleInstance {
  /// Whether the engine's module is one of the containers.
  var isContainer: Bool { module is Sequential || module is ModuleList || module is ModuleDict }

  /// Replaces all parts of a list and numbers them anew.
  func replaceChildren(_ values: [Value], _ machine: Machine) throws {
    let module = try initialized(machine)
    for name in module.children.keys { _ = removeStored(machine.symbol(name), machine) }
    module.setChildren([:])
    for (index, value) in values.enumerated() {
      if let child = value.object as? ModuleInstance { try storeChild("\(index)", child, machine) }
    }
  }

  /// The place of an index that a script gave, counted from the end when negative.
  private func place(_ index: Int, _ count: Int) throws -> Int {
    let place = index < 0 ? index + count : index
    guard place >= 0 && place < count else { throw NeuralError.childIndex(index: index, count: count) }
    return place
  }

  /// `container[index]`; nil when this isn't a container.
  func containerItem(_ index: Value, _ machine: Machine) throws -> Value? {
    guard let module, isContainer else { return nil }
    if let name = index.text, module is ModuleDict {
      guard case .some(.some(let child)) = module.children[name] else { throw machine.keyError(index) }
      return .object(ModuleInstance.of(child, machine))
    }
    let children = try childValues(machine)
    if let slice = index.object as? SliceObject {
      let list = try machine.array(of: machine.item(.object(ListObject(children)), .object(slice)))
      let part = ModuleInstance(instanceType)
      part.adopt(module is Sequential ? Sequential() : ModuleList(), machine)
      // A slice of a Sequential keeps the names, a slice of a list numbers anew.
      let names = try machine.array(
        of: machine.item(.object(ListObject(module.children.keys.map { .string($0) })), .object(slice)))
      for (position, value) in list.enumerated() {
        let name = module is Sequential ? names[position].text ?? "\(position)" : "\(position)"
        if let child = value.object as? ModuleInstance { try part.storeChild(name, child, machine) }
      }
      return .object(part)
    }
    guard let integer = index.integer else {
      throw machine.exception(
        ModuleMessage.containerIndex(container: module.typeName, type: machine.typeName(of: index)))
    }
    return children[try place(integer, children.count)]
  }

  func setContainerItem(_ index: Value, _ value: Value, _ machine: Machine) throws -> Bool {
    guard let module, isContainer else { return false }
    let child = try ContainerTypes.child(value, of: instanceType.name, machine)
    if let name = index.text, module is ModuleDict {
      try storeChild(name, child, machine)
    } else if let integer = index.integer {
      try storeChild(module.children.keys[try place(integer, module.children.count)], child, machine)
    } else {
      throw machine.exception(
        ModuleMessage.containerIndex(container: module.typeName, type: machine.typeName(of: index)))
    }
    return true
  }

  func deleteContainerItem(_ index: Value, _ machine: Machine) throws -> Bool {
    guard let module, isContainer else { return false }
    if let name = index.text, module is ModuleDict {
      guard module.children[name] != nil else { throw machine.keyError(index) }
      module.removeChild(name)
      _ = removeStored(machine.symbol(name), machine)
      return true
    }
    let list = ListObject(try childValues(machine))
    if let integer = index.integer { _ = try place(integer, list.count) }
    try machine.deleteItem(.object(list), index)
    try replaceChildren(list.elements, machine)
    return true
  }
}
