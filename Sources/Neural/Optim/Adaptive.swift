import CKernels
import OrderedCollections
import Tensors

/// Divides by the root of a running average of squares (Tieleman and Hinton, 2012), with momentum and a centered
/// variant that subtracts the squared mean.
public final class RMSprop: Optimizer {
  public convenience init(
    _ parameters: [Tensor], lr: Double = 1e-2, alpha: Double = 0.99, eps: Double = 1e-8,
    weightDecay: Double = 0,
    momentum: Double = 0, centered: Bool = false
  ) throws {
    try self.init(
      [(parameters, [:])],
      defaults: RMSprop.options([
        "lr": .float(lr), "momentum": .float(momentum), "alpha": .float(alpha), "eps": .float(eps),
        "centered": .bool(centered), "weight_decay": .float(weightDecay),
      ]))
  }

  package static func options(_ given: Options = Options()) -> Options {
    given.completed(with: [
      "lr": 0.01, "momentum": 0, "alpha": 0.99, "eps": 1e-8, "centered": false, "weight_decay": 0,
      "capturable": false, "foreach": .none, "maximize": false, "differentiable": false,
    ])
  }

  public override var stateNames: [String] { ["square_avg", "grad_avg", "momentum_buffer"] }

  public override func validate(_ options: Options) throws {
    try options.requireNonNegative("lr", "eps", "momentum", "weight_decay", "alpha", of: name)
  }

  package override func makeRule(_ options: Options) throws -> UpdateRule { Rule(options) }

  private final class Rule: UpdateRule {
    private let hasMomentum: Bool

    init(_ options: Options) {
      let kernels = seodang_kernels().pointee
      let alpha = options.double("alpha")
      hasMomentum = options.double("momentum") > 0
      super.init(options, float32: kernels.rmsprop_f32, float64: kernels.rmsprop_f64)
      settings.beta1 = options.double("momentum")
      settings.beta2 = alpha
      settings.fresh2 = 1 - alpha
      settings.variant = options.isTrue("centered") ? 1 : 0
    }

    override func prepare(_ update: inout seodang_update, _ parameter: Tensor, _ state: ParameterState) throws
    {
      try state.require(0, parameter)
      if update.variant == 1 { try state.require(1, parameter) }
      if hasMomentum { try state.require(2, parameter) }
    }
  }
}

/// Divides by the root of the sum of all squares so far (Duchi, Hazan and Singer, 2011).
public final class Adagrad: Optimizer {
  public convenience init(
    _ parameters: [Tensor], lr: Double = 1e-2, lrDecay: Double = 0, weightDecay: Double = 0,
    initialAccumulatorValue: Double = 0, eps: Double = 1e-10
  ) throws {
    try self.init(
      [(parameters, [:])],
      defaults: Adagrad.options([
        "lr": .float(lr), "lr_decay": .float(lrDecay), "eps": .float(eps),
        "weight_decay": .float(weightDecay),
        "initial_accumulator_value": .float(initialAccumulatorValue),
      ]))
  }

  package static func options(_ given: Options = Options()) -> Options {
    given.completed(with: [
      "lr": 0.01, "lr_decay": 0, "eps": 1e-10, "weight_decay": 0, "initial_accumulator_value": 0,
      "foreach": .none,
      "maximize": false, "differentiable": false, "fused": .none,
    ])
  }

  public override var stateNames: [String] { ["sum"] }

  public override func validate(_ options: Options) throws {
    try options.requireNonNegative(
      "lr", "lr_decay", "weight_decay", "initial_accumulator_value", "eps", of: name)
  }

  package override func makeRule(_ options: Options) throws -> UpdateRule { Rule(options) }

  package override func makeState(for parameter: Tensor, _ options: Options) throws -> ParameterState? {
    let state = ParameterState()
    try state.require(0, parameter, filledWith: options.double("initial_accumulator_value"))
    return state
  }

  private final class Rule: UpdateRule {
    private let decay: Double

    init(_ options: Options) {
      let kernels = seodang_kernels().pointee
      decay = options.double("lr_decay")
      super.init(options, float32: kernels.adagrad_f32, float64: kernels.adagrad_f64)
    }

    override func prepare(_ update: inout seodang_update, _ parameter: Tensor, _ state: ParameterState) throws
    {
      try state.require(0, parameter)
      update.rate /= 1 + Double(state.step - 1) * decay
    }
  }
}

/// Steps in proportion to the size of earlier steps over that of the gradients (Zeiler, 2012).
public final class Adadelta: Optimizer {
  public convenience init(
    _ parameters: [Tensor], lr: Double = 1, rho: Double = 0.9, eps: Double = 1e-6, weightDecay: Double = 0
  ) throws {
    try self.init(
      [(parameters, [:])],
      defaults: Adadelta.options([
        "lr": .float(lr), "rho": .float(rho), "eps": .float(eps), "weight_decay": .float(weightDecay),
      ]))
  }

  package static func options(_ given: Options = Options()) -> Options {
    given.completed(with: [
      "lr": 1.0, "rho": 0.9, "eps": 1e-6, "weight_decay": 0, "maximize": false, "capturable": false,
      "foreach": .none, "differentiable": false,
    ])
  }

  public override var stateNames: [String] { ["square_avg", "acc_delta"] }

  public override func validate(_ options: Options) throws {
    try options.requireNonNegative("lr", "eps", "weight_decay", of: name)
    try options.require("rho", of: name, "0 ≤ rho ≤ 1") { $0 >= 0 && $0 <= 1 }
  }

  package override func makeRule(_ options: Options) throws -> UpdateRule { Rule(options) }

  private final class Rule: UpdateRule {
    init(_ options: Options) {
      let kernels = seodang_kernels().pointee
      super.init(options, float32: kernels.adadelta_f32, float64: kernels.adadelta_f64)
      settings.beta2 = options.double("rho")
      settings.fresh2 = 1 - options.double("rho")
    }

    override func prepare(_ update: inout seodang_update, _ parameter: Tensor, _ state: ParameterState) throws
    {
      try state.require(0, parameter)
      try state.require(1, parameter)
    }
  }
}

/// Steps that grow while the gradient keeps its sign and shrink when it changes (Riedmiller and Braun, 1993).
public final class Rprop: Optimizer {
  public convenience init(
    _ parameters: [Tensor], lr: Double = 1e-2, etas: (Double, Double) = (0.5, 1.2),
    stepSizes: (Double, Double) = (1e-6, 50)
  ) throws {
    try self.init(
      [(parameters, [:])],
      defaults: Rprop.options([
        "lr": .float(lr), "etas": .pair(etas.0, etas.1), "step_sizes": .pair(stepSizes.0, stepSizes.1),
      ]))
  }

  package static func options(_ given: Options = Options()) -> Options {
    given.completed(with: [
      "lr": 0.01, "etas": .pair(0.5, 1.2), "step_sizes": .pair(1e-6, 50), "foreach": .none, "maximize": false,
      "differentiable": false, "capturable": false,
    ])
  }

  public override var stateNames: [String] { ["prev", "step_size"] }

  public override func validate(_ options: Options) throws {
    try options.requireNonNegative("lr", of: name)
    let etas = options.pair("etas")
    guard etas.first > 0, etas.first < 1, etas.second > 1 else {
      throw NeuralError.setting(
        owner: name, name: "etas", value: "\(options["etas"] ?? .none)", allowed: "0 < eta1 < 1 < eta2")
    }
  }

  package override func makeRule(_ options: Options) throws -> UpdateRule { Rule(options) }

  private final class Rule: UpdateRule {
    init(_ options: Options) {
      let kernels = seodang_kernels().pointee
      super.init(options, float32: kernels.rprop_f32, float64: kernels.rprop_f64)
      let etas = options.pair("etas")
      let sizes = options.pair("step_sizes")
      settings.beta1 = etas.first
      settings.beta2 = etas.second
      settings.smallest = sizes.first
      settings.largest = sizes.second
    }

    override func prepare(_ update: inout seodang_update, _ parameter: Tensor, _ state: ParameterState) throws
    {
      try state.require(0, parameter)
      try state.require(1, parameter, filledWith: update.rate)
    }
  }
}
