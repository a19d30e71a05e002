import Neural
import OrderedCollections
import Script
import Tensors

/// One line of the table of optimisers: PyTorch's name and parameters, and the engine's optimiser.
struct OptimizerBinding: Sendable {
  let name: String
  /// The parameters of `__init__` after `params`, in PyTorch's order.
  let parameters: String
  /// PyTorch's settings, completed with their defaults and in the order in which they are shown.
  let options: @Sendable (Options) -> Options
  let make: @Sendable ([Optimizer.Group], Options) throws -> Optimizer
  let key: TypeKey

  private init(
    _ name: String, _ parameters: String, options: @escaping @Sendable (Options) -> Options,
    make: @escaping @Sendable ([Optimizer.Group], Options) throws -> Optimizer
  ) {
    self.name = name
    self.parameters = parameters
    self.options = options
    self.make = make
    key = TypeKey { machine in
      let type = NativeType(
        machine, name: name, module: "torch.optim.\(name.lowercased())", base: machine.type(.optimizer),
        isBase: true)
      let op = Op.call(name, "self, params, \(parameters)", []) { call in
        let given = try OptimizerBinding.given(call)
        let groups = try ParameterArgument.groups(call[1], owner: name, call.machine)
        guard let object = call[0].object as? OptimizerObject else { throw call.wrongType(0, "Optimizer") }
        object.adopt(try make(groups, options(given)), call.machine)
        return .none
      }
      type.define(.known(.initialise), BoundOp.function(op, isMethod: true, machine))
      return type
    }
  }

  /// The settings of a call.
  private static func given(_ call: borrowing OpCall) throws -> Options {
    var given = Options()
    for index in 2..<call.width {
      let name = call.bound.parameters.list[index].text
      given[name] = try Option(call[index], name: name, call.machine)
    }
    return given
  }

  static let all: [OptimizerBinding] = [
    OptimizerBinding(
      "SGD",
      "lr=0.001, momentum=0, dampening=0, weight_decay=0, nesterov=False, *, maximize=False, foreach=None, "
        + "differentiable=False, fused=None", options: SGD.options
    ) { try SGD($0, defaults: $1) },
    OptimizerBinding(
      "Adam",
      "lr=0.001, betas=None, eps=1e-08, weight_decay=0, amsgrad=False, *, foreach=None, maximize=False, "
        + "capturable=False, differentiable=False, fused=None, decoupled_weight_decay=False",
      options: Adam.options
    ) { try Adam($0, defaults: $1) },
    OptimizerBinding(
      "AdamW",
      "lr=0.001, betas=None, eps=1e-08, weight_decay=0.01, amsgrad=False, *, maximize=False, foreach=None, "
        + "capturable=False, differentiable=False, fused=None", options: AdamW.options
    ) { try AdamW($0, defaults: $1) },
    OptimizerBinding(
      "RMSprop",
      "lr=0.01, alpha=0.99, eps=1e-08, weight_decay=0, momentum=0, centered=False, capturable=False, foreach=None, "
        + "maximize=False, differentiable=False", options: RMSprop.options
    ) { try RMSprop($0, defaults: $1) },
    OptimizerBinding(
      "Adagrad",
      "lr=0.01, lr_decay=0, weight_decay=0, initial_accumulator_value=0, eps=1e-10, foreach=None, *, maximize=False, "
        + "differentiable=False, fused=None", options: Adagrad.options
    ) { try Adagrad($0, defaults: $1) },
    OptimizerBinding(
      "Adadelta",
      "lr=1.0, rho=0.9, eps=1e-06, weight_decay=0, foreach=None, *, capturable=False, maximize=False, "
        + "differentiable=False", options: Adadelta.options
    ) { try Adadelta($0, defaults: $1) },
    OptimizerBinding(
      "Adamax",
      "lr=0.002, betas=None, eps=1e-08, weight_decay=0, foreach=None, *, maximize=False, differentiable=False, "
        + "capturable=False", options: Adamax.options
    ) { try Adamax($0, defaults: $1) },
    OptimizerBinding(
      "NAdam",
      "lr=0.002, betas=None, eps=1e-08, weight_decay=0, momentum_decay=0.004, decoupled_weight_decay=False, *, "
        + "foreach=None, maximize=False, capturable=False, differentiable=False", options: NAdam.options
    ) { try NAdam($0, defaults: $1) },
    OptimizerBinding(
      "RAdam",
      "lr=0.001, betas=None, eps=1e-08, weight_decay=0, decoupled_weight_decay=False, *, foreach=None, "
        + "maximize=False, capturable=False, differentiable=False", options: RAdam.options
    ) { try RAdam($0, defaults: $1) },
    OptimizerBinding(
      "Rprop",
      "lr=0.01, etas=None, step_sizes=None, *, capturable=False, foreach=None, maximize=False, "
        + "differentiable=False", options: Rprop.options
    ) { try Rprop($0, defaults: $1) },
  ]
}

/// What scripts give an optimiser as `params`.
enum ParameterArgument {
  /// Tensors, or dicts of tensors with settings of their own.
  static func groups(_ value: Value, owner: String, _ machine: Machine) throws -> [Optimizer.Group] {
    if value.tensor != nil {
      throw machine.exception(
        OptimizerMessage.parameters(owner: owner, type: machine.tensorTypeName(of: value)))
    }
    let elements: [Value]
    do { elements = try machine.array(of: value) } catch {
      throw machine.exception(
        OptimizerMessage.parameters(owner: owner, type: machine.tensorTypeName(of: value)))
    }
    guard !elements.isEmpty else { throw NeuralError.noParameters }
    if elements[0].object is DictObject {
      return try elements.map { try group($0, owner: owner, machine) }
    }
    return [(try elements.map { try tensor($0, owner: owner, machine) }, [:])]
  }

  static func group(_ value: Value, owner: String, _ machine: Machine) throws -> Optimizer.Group {
    guard let dict = value.object as? DictObject, let params = try dict.get(.string("params"), machine) else {
      throw machine.exception(OptimizerMessage.groupWithoutParameters)
    }
    let tensors: [Tensor]
    if let single = params.tensor {
      tensors = [single]
    } else {
      tensors = try machine.array(of: params).map { try tensor($0, owner: owner, machine) }
    }
    var options = Options()
    var position = 0
    while let entry = dict.entry(from: position) {
      position = entry.next
      guard let name = entry.key.text, name != "params" else { continue }
      options[name] = try Option(entry.value, name: name, machine)
    }
    return (tensors, options)
  }

  /// A tensor, or the tensor of a pair that `named_parameters()` gives.
  private static func tensor(_ value: Value, owner: String, _ machine: Machine) throws -> Tensor {
    if let tensor = value.tensor { return tensor }
    if let pair = value.sequenceElements, pair.count == 2, let tensor = pair[1].tensor { return tensor }
    throw machine.exception(OptimizerMessage.parameter(owner: owner, type: machine.typeName(of: value)))
  }
}

extension TypeKey {
  /// `torch.optim.Optimizer`: what all optimisers can do, also those that a script writes.
  static let optimizer: TypeKey = TypeKey { machine in
    NativeType(
      machine, name: "Optimizer", module: "torch.optim.optimizer", isBase: true,
      allocate: { _, type in OptimizerObject(type) }, members: OptimizerMembers.all)
  }
}

enum OptimizerMembers {
  static func object(_ value: Value, _ machine: Machine) throws -> OptimizerObject {
    guard let object = value.object as? OptimizerObject else {
      throw machine.exception(OptimizerMessage.notAnOptimizer(type: machine.typeName(of: value)))
    }
    return object
  }

  static var all: [NativeMember] {
    [
      .method("__init__", "self, params, defaults") { machine, arguments in
        let object = try object(arguments[0], machine)
        var defaults = Options()
        if let dict = arguments[2].object as? DictObject {
          var position = 0
          while let entry = dict.entry(from: position) {
            position = entry.next
            if let name = entry.key.text { defaults[name] = try Option(entry.value, name: name, machine) }
          }
        }
        let groups = try ParameterArgument.groups(arguments[1], owner: object.instanceType.name, machine)
        object.adopt(try Optimizer(groups, defaults: defaults), machine)
        return .none
      },
      .method("step", "self, closure=None") { machine, arguments in
        let optimizer = try object(arguments[0], machine).initialized(machine)
        if arguments[1].isNone {
          try optimizer.step()
          return .none
        }
        let loss = try Engine.withGrad(enabled: true) { try machine.call(arguments[1]) }
        try optimizer.step()
        return loss
      },
      .method("zero_grad", "self, set_to_none=True") { machine, arguments in
        try object(arguments[0], machine).initialized(machine).zeroGrad(
          setToNone: machine.isTrue(arguments[1]))
        return .none
      },
      .method("add_param_group", "self, param_group") { machine, arguments in
        let object = try object(arguments[0], machine)
        try object.importGroups(machine)
        let group = try ParameterArgument.group(arguments[1], owner: object.instanceType.name, machine)
        try object.initialized(machine).add(group.parameters, options: group.options)
        return .none
      },
      .property("param_groups") { machine, object in
        .object(try self.object(.object(object), machine).groups(machine))
      },
      .property("defaults") { machine, object in
        let dict = DictObject()
        for (name, option) in try self.object(.object(object), machine).initialized(machine).defaults {
          try dict.set(name, option.value, machine)
        }
        return .object(dict)
      },
      .property("state") { machine, object in
        .object(try self.object(.object(object), machine).state(machine))
      },
      .method("state_dict", "self") { machine, arguments in
        .object(try object(arguments[0], machine).stateDict(machine))
      },
      .method("load_state_dict", "self, state_dict") { machine, arguments in
        try object(arguments[0], machine).load(arguments[1], machine)
        return .none
      },
    ]
  }
}
