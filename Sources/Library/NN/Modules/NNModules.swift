import Neural
import Script
import Tensors

/// The modules that scripts import for networks: `torch.nn` and below, `torch.optim`, `torch.utils.data`.
///
/// Classes are made when a script first asks for one, so that `import torch` stays quick.
enum NNModules {
  static var all: [NativeModule] {
    [nn, modules, parameter, InitModule.module, utils, optim, schedulers, data]
  }

  /// Registers all of them with a machine, and the words for the engine's errors.
  static func register(with machine: Machine) {
    for module in all.map(WrittenModules.completing) { machine.register(module) }
    machine.installNeuralErrors()
  }

  /// The classes of `torch.nn` that aren't in the table of layers.
  private static let classes: [String: TypeKey] = [
    "Module": .nnModule, "Sequential": .nnSequential, "ModuleList": .nnModuleList,
    "ModuleDict": .nnModuleDict,
    "ParameterList": .nnParameterList, "ParameterDict": .nnParameterDict, "Parameter": .parameter,
  ]

  /// A class of `torch.nn` by name.
  private static func layer(_ name: String, _ machine: Machine) -> Value? {
    if let key = classes[name] ?? LayerBinding.all[name]?.key { return .object(machine.type(key)) }
    return nil
  }

  private static var nn: NativeModule {
    NativeModule("torch.nn") { machine, module in
      for name in ["functional", "init", "utils", "parameter", "modules"] {
        if let inner = try machine.module("torch.nn.\(name)") { module.define(name, .object(inner), machine) }
      }
      module.lazy = { machine, name in
        if let layer = layer(name, machine) { return layer }
        throw machine.exception(
          AbsentMessage(
            owner: .module("torch.nn"), name: name, known: Array(classes.keys) + Array(LayerBinding.all.keys))
        )
      }
      module.lazyNames = { Array(classes.keys) + Array(LayerBinding.all.keys) }
    }
  }

  private static var modules: NativeModule {
    NativeModule("torch.nn.modules") { machine, module in
      module.lazy = { machine, name in layer(name, machine) }
      module.lazyNames = { Array(classes.keys) + Array(LayerBinding.all.keys) }
    }
  }

  private static var parameter: NativeModule {
    NativeModule("torch.nn.parameter") { machine, module in
      module.define("Parameter", .object(machine.type(.parameter)), machine)
    }
  }

  private static var utils: NativeModule {
    NativeModule("torch.nn.utils") { machine, module in
      for op in GradientFunctions.table {
        module.define(machine.symbol(op.name), BoundOp.function(op, isMethod: false, machine))
      }
    }
  }

  private static var optim: NativeModule {
    NativeModule("torch.optim") { machine, module in
      module.define("Optimizer", .object(machine.type(.optimizer)), machine)
      for binding in OptimizerBinding.all {
        module.define(binding.name, .object(machine.type(binding.key)), machine)
      }
      if let schedulers = try machine.module("torch.optim.lr_scheduler") {
        module.define("lr_scheduler", .object(schedulers), machine)
      }
      module.lazy = { machine, name in
        throw machine.exception(
          AbsentMessage(owner: .module("torch.optim"), name: name, known: OptimizerBinding.all.map(\.name)))
      }
    }
  }

  private static var schedulers: NativeModule {
    NativeModule("torch.optim.lr_scheduler") { machine, module in
      module.define("LRScheduler", .object(machine.type(.scheduler)), machine)
      module.define("_LRScheduler", .object(machine.type(.scheduler)), machine)
      module.define("ChainedScheduler", .object(machine.type(.chainedScheduler)), machine)
      for binding in SchedulerBinding.all {
        module.define(binding.name, .object(machine.type(binding.key)), machine)
      }
      module.lazy = { machine, name in
        throw machine.exception(
          AbsentMessage(
            owner: .module("torch.optim.lr_scheduler"), name: name,
            known: SchedulerBinding.all.map(\.name) + ["ChainedScheduler"]))
      }
    }
  }

  private static let dataClasses: [String: TypeKey] = [
    "Dataset": .dataset, "IterableDataset": .iterableDataset, "TensorDataset": .tensorDataset,
    "Subset": .subset,
    "ConcatDataset": .concatDataset, "DataLoader": .dataLoader, "Sampler": .sampler,
  ]

  private static var data: NativeModule {
    NativeModule("torch.utils.data") { machine, module in
      for (name, key) in dataClasses.sorted(by: { $0.key < $1.key }) {
        module.define(name, .object(machine.type(key)), machine)
      }
      for binding in SamplerBinding.all {
        module.define(binding.name, .object(machine.type(binding.key)), machine)
      }
      for op in DataFunctions.table {
        module.define(machine.symbol(op.name), BoundOp.function(op, isMethod: false, machine))
      }
      module.lazy = { machine, name in
        throw machine.exception(
          AbsentMessage(
            owner: .module("torch.utils.data"), name: name,
            known: Array(dataClasses.keys) + SamplerBinding.all.map(\.name) + DataFunctions.table.map(\.name))
        )
      }
    }
  }
}

/// `torch.nn.utils`
enum GradientFunctions {
  static let table: [Op] = [
    .op("clip_grad_norm_", "parameters, max_norm, norm_type=2.0, error_if_nonfinite=False, foreach=None", [])
    {
      call in
      try Gradients.clipNorm(
        call.parameters(0), maxNorm: call.double(1), normType: call.double(2), errorIfNonFinite: call.flag(3))
    },
    .call("clip_grad_value_", "parameters, clip_value, foreach=None", []) { call in
      try Gradients.clipValue(call.parameters(0), limit: call.double(1))
      return .none
    },
    .op("get_total_norm", "tensors, norm_type=2.0, error_if_nonfinite=False, foreach=None", []) { call in
      try Gradients.norm(call.parameters(0), normType: call.double(1))
    },
    .op("parameters_to_vector", "parameters", []) { call in try Gradients.vector(call.parameters(0)) },
    .call("vector_to_parameters", "vec, parameters", []) { call in
      try Gradients.assign(call.tensor(0), to: call.parameters(1))
      return .none
    },
  ]
}

extension OpCall {
  /// A tensor, or any iterable of tensors such as `model.parameters()`.
  fileprivate func parameters(_ index: Int) throws -> [Tensor] {
    if let tensor = self[index].tensor { return [tensor] }
    let machine = machine
    return try machine.array(of: self[index]).map { value in
      guard let tensor = value.tensor else { throw wrongType(index, "Tensor", value) }
      return tensor
    }
  }
}

/// The functions of `torch.utils.data`.
enum DataFunctions {
  static let table: [Op] = [
    .call("random_split", "dataset, lengths, generator=None", []) { call in
      let machine = call.machine
      let values = try machine.array(of: call[1])
      let lengths = try values.map { value in
        guard let number = value.scalarNumber else { throw call.wrongType(1, "list of numbers", value) }
        return number
      }
      let areFractions =
        lengths.reduce(0, +) <= 1.0000001 && values.contains { if case .float = $0 { true } else { false } }
      let sizes = try SplitLengths.resolve(
        lengths, areFractions: areFractions, of: machine.length(call[0]))
      let subset = Value.object(machine.type(.subset))
      let dataset = call[0]
      return .object(
        ListObject(
          try SplitLengths.indices(sizes, generator: call.generator(2)).map { indices in
            try machine.call(subset, [dataset, .object(ListObject(indices.map { .int($0) }))])
          }))
    },
    .call("default_collate", "batch", []) { call in
      try Collation.collate(call.machine.array(of: call[0]), call.machine)
    },
  ]
}
