import CKernels
import OrderedCollections
import Tensors

/// Gradient descent on batches, with momentum, Nesterov's variant of it and weight decay.
public final class SGD: Optimizer {
  public convenience init(
    _ parameters: [Tensor], lr: Double = 1e-3, momentum: Double = 0, dampening: Double = 0,
    weightDecay: Double = 0,
    nesterov: Bool = false, maximize: Bool = false
  ) throws {
    try self.init(
      [(parameters, [:])],
      defaults: SGD.options([
        "lr": .float(lr), "momentum": .float(momentum), "dampening": .float(dampening),
        "weight_decay": .float(weightDecay), "nesterov": .bool(nesterov), "maximize": .bool(maximize),
      ]))
  }

  /// PyTorch's settings with their defaults, where `given` has none.
  package static func options(_ given: Options = Options()) -> Options {
    given.completed(with: [
      "lr": 0.001, "momentum": 0, "dampening": 0, "weight_decay": 0, "nesterov": false, "maximize": false,
      "foreach": .none, "differentiable": false, "fused": .none,
    ])
  }

  public override var stateNames: [String] { ["momentum_buffer"] }
  public override var countsSteps: Bool { false }

  public override func validate(_ options: Options) throws {
    try options.requireNonNegative("lr", "momentum", "weight_decay", of: name)
    if options.isTrue("nesterov"), options.double("momentum") <= 0 || options.double("dampening") != 0 {
      throw NeuralError.setting(
        owner: name, name: "nesterov", value: "True", allowed: "momentum > 0, dampening = 0")
    }
  }

  package override func makeRule(_ options: Options) throws -> UpdateRule { Rule(options) }

  private final class Rule: UpdateRule {
    init(_ options: Options) {
      let kernels = seodang_kernels().pointee
      super.init(options, float32: kernels.sgd_f32, float64: kernels.sgd_f64)
      settings.beta1 = options.double("momentum")
      settings.fresh1 = 1 - options.double("dampening")
      settings.variant = options.isTrue("nesterov") ? 1 : 0
      isStateless = settings.beta1 == 0
    }

    override func prepare(_ update: inout seodang_update, _ parameter: Tensor, _ state: ParameterState) throws
    {
      if state.first == nil { update.is_first = 1 }
      try state.require(0, parameter)
    }
  }
}

extension Options {
  /// These settings in the order of `defaults`, which give what is missing or left open.
  func completed(with defaults: Options) -> Options {
    var result = defaults
    for (name, option) in self where option != .none || result[name] == nil { result[name] = option }
    return result
  }
}
