import CKernels
import OrderedCollections
import Tensors

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Steps of nearly the same size for every parameter: the average gradient over the root of the average square
/// (Kingma and Ba, 2015), with the maximum of the squares for AMSGrad (Reddi et al., 2018).
public class Adam: Optimizer {
  public convenience init(
    _ parameters: [Tensor], lr: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999), eps: Double = 1e-8,
    weightDecay: Double = 0, amsgrad: Bool = false, maximize: Bool = false
  ) throws {
    try self.init(
      [(parameters, [:])],
      defaults: Adam.options([
        "lr": .float(lr), "betas": .pair(betas.0, betas.1), "eps": .float(eps),
        "weight_decay": .float(weightDecay),
        "amsgrad": .bool(amsgrad), "maximize": .bool(maximize),
      ]))
  }

  /// PyTorch's settings with their defaults, where `given` has none.
  package class func options(_ given: Options = Options()) -> Options {
    given.completed(with: [
      "lr": 0.001, "betas": .pair(0.9, 0.999), "eps": 1e-8, "weight_decay": 0, "amsgrad": false,
      "maximize": false,
      "foreach": .none, "capturable": false, "differentiable": false, "fused": .none,
      "decoupled_weight_decay": false,
    ])
  }

  public override var stateNames: [String] { ["exp_avg", "exp_avg_sq", "max_exp_avg_sq"] }

  public override func validate(_ options: Options) throws {
    try options.requireNonNegative("lr", "eps", "weight_decay", of: name)
    try options.requireBetas(of: name)
  }

  package override func makeRule(_ options: Options) throws -> UpdateRule { Rule(options) }

  private final class Rule: UpdateRule {
    /// What the last step divided by; all parameters have usually made as many steps.
    @exclusivity(unchecked) private var step = 0
    @exclusivity(unchecked) private var rate = 0.0
    @exclusivity(unchecked) private var correction = 1.0

    init(_ options: Options) {
      let kernels = seodang_kernels().pointee
      super.init(options, float32: kernels.adam_f32, float64: kernels.adam_f64)
      settings.variant = options.isTrue("amsgrad") ? 1 : 0
      if options.isTrue("decoupled_weight_decay") { decoupleWeightDecay() }
    }

    override func prepare(_ update: inout seodang_update, _ parameter: Tensor, _ state: ParameterState) throws
    {
      if state.first == nil || (update.variant == 1 && state.third == nil) {
        try state.require(0, parameter)
        try state.require(1, parameter)
        if update.variant == 1 { try state.require(2, parameter) }
      }
      if step != state.step {
        // Young averages are too small by a known factor.
        step = state.step
        rate = update.rate / (1 - pow(update.beta1, Double(step)))
        correction = (1 - pow(update.beta2, Double(step))).squareRoot()
      }
      update.rate = rate
      update.correction = correction
    }
  }
}

/// Adam whose weight decay acts on the parameters and not on the gradients (Loshchilov and Hutter, 2019).
public final class AdamW: Adam {
  public convenience init(
    _ parameters: [Tensor], lr: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999), eps: Double = 1e-8,
    weightDecay: Double = 1e-2, amsgrad: Bool = false, maximize: Bool = false
  ) throws {
    try self.init(
      [(parameters, [:])],
      defaults: AdamW.options([
        "lr": .float(lr), "betas": .pair(betas.0, betas.1), "eps": .float(eps),
        "weight_decay": .float(weightDecay),
        "amsgrad": .bool(amsgrad), "maximize": .bool(maximize),
      ]))
  }

  package override class func options(_ given: Options = Options()) -> Options {
    var options = Adam.options(given)
    options["weight_decay"] = given["weight_decay"] ?? 0.01
    options["decoupled_weight_decay"] = true
    return options
  }
}

/// Adam with Nesterov's momentum (Dozat, 2016).
public final class NAdam: Optimizer {
  public convenience init(
    _ parameters: [Tensor], lr: Double = 2e-3, betas: (Double, Double) = (0.9, 0.999), eps: Double = 1e-8,
    weightDecay: Double = 0, momentumDecay: Double = 4e-3
  ) throws {
    try self.init(
      [(parameters, [:])],
      defaults: NAdam.options([
        "lr": .float(lr), "betas": .pair(betas.0, betas.1), "eps": .float(eps),
        "weight_decay": .float(weightDecay),
        "momentum_decay": .float(momentumDecay),
      ]))
  }

  package static func options(_ given: Options = Options()) -> Options {
    given.completed(with: [
      "lr": 0.002, "betas": .pair(0.9, 0.999), "eps": 1e-8, "weight_decay": 0, "momentum_decay": 0.004,
      "decoupled_weight_decay": false, "maximize": false, "foreach": .none, "capturable": false,
      "differentiable": false,
    ])
  }

  public override var stateNames: [String] { ["exp_avg", "exp_avg_sq"] }
  public override var numberName: String? { "mu_product" }

  public override func validate(_ options: Options) throws {
    try options.requireNonNegative("lr", "eps", "weight_decay", "momentum_decay", of: name)
    try options.requireBetas(of: name)
  }

  package override func makeRule(_ options: Options) throws -> UpdateRule { Rule(options) }

  private final class Rule: UpdateRule {
    private let momentumDecay: Double

    init(_ options: Options) {
      let kernels = seodang_kernels().pointee
      momentumDecay = options.double("momentum_decay")
      super.init(options, float32: kernels.nadam_f32, float64: kernels.nadam_f64)
      if options.isTrue("decoupled_weight_decay") { decoupleWeightDecay() }
    }

    override func prepare(_ update: inout seodang_update, _ parameter: Tensor, _ state: ParameterState) throws
    {
      try state.require(0, parameter)
      try state.require(1, parameter)
      let step = Double(state.step)
      let momentum = update.beta1 * (1 - 0.5 * pow(0.96, step * momentumDecay))
      let next = update.beta1 * (1 - 0.5 * pow(0.96, (step + 1) * momentumDecay))
      // PyTorch keeps the product in float32.
      state.number = Double(Float(state.number) * Float(momentum))
      let rate = update.rate
      update.rate = rate * (1 - momentum) / (1 - state.number)
      update.factor = rate * next / (1 - state.number * next)
      update.correction = 1 - pow(update.beta2, step)
    }
  }
}

/// Adam that leaves out the division while the variance of the average square is too large (Liu et al., 2020).
public final class RAdam: Optimizer {
  public convenience init(
    _ parameters: [Tensor], lr: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999), eps: Double = 1e-8,
    weightDecay: Double = 0
  ) throws {
    try self.init(
      [(parameters, [:])],
      defaults: RAdam.options([
        "lr": .float(lr), "betas": .pair(betas.0, betas.1), "eps": .float(eps),
        "weight_decay": .float(weightDecay),
      ]))
  }

  package static func options(_ given: Options = Options()) -> Options {
    given.completed(with: [
      "lr": 0.001, "betas": .pair(0.9, 0.999), "eps": 1e-8, "weight_decay": 0, "maximize": false,
      "foreach": .none,
      "capturable": false, "decoupled_weight_decay": false, "differentiable": false,
    ])
  }

  public override var stateNames: [String] { ["exp_avg", "exp_avg_sq"] }

  public override func validate(_ options: Options) throws {
    try options.requireNonNegative("lr", "eps", "weight_decay", of: name)
    try options.requireBetas(of: name)
  }

  package override func makeRule(_ options: Options) throws -> UpdateRule { Rule(options) }

  private final class Rule: UpdateRule {
    init(_ options: Options) {
      let kernels = seodang_kernels().pointee
      super.init(options, float32: kernels.radam_f32, float64: kernels.radam_f64)
      if options.isTrue("decoupled_weight_decay") { decoupleWeightDecay() }
    }

    override func prepare(_ update: inout seodang_update, _ parameter: Tensor, _ state: ParameterState) throws
    {
      try state.require(0, parameter)
      try state.require(1, parameter)
      let step = Double(state.step)
      let decayed = pow(update.beta2, step)
      let correction2 = 1 - decayed
      update.correction = 1 - pow(update.beta1, step)
      // The length of the simple average that the exponential one amounts to, at the end and now.
      let final = 2 / (1 - update.beta2) - 1
      let now = final - 2 * step * decayed / correction2
      guard now > 5 else { return }
      update.variant = 1
      update.factor = correction2.squareRoot()
      update.largest = ((now - 4) * (now - 2) * final / ((final - 4) * (final - 2) * now)).squareRoot()
    }
  }
}

/// Adam with the decaying maximum of the gradients in place of the root of squares (Kingma and Ba, 2015, section 7.1).
public final class Adamax: Optimizer {
  public convenience init(
    _ parameters: [Tensor], lr: Double = 2e-3, betas: (Double, Double) = (0.9, 0.999), eps: Double = 1e-8,
    weightDecay: Double = 0
  ) throws {
    try self.init(
      [(parameters, [:])],
      defaults: Adamax.options([
        "lr": .float(lr), "betas": .pair(betas.0, betas.1), "eps": .float(eps),
        "weight_decay": .float(weightDecay),
      ]))
  }

  package static func options(_ given: Options = Options()) -> Options {
    given.completed(with: [
      "lr": 0.002, "betas": .pair(0.9, 0.999), "eps": 1e-8, "weight_decay": 0, "foreach": .none,
      "maximize": false,
      "differentiable": false, "capturable": false,
    ])
  }

  public override var stateNames: [String] { ["exp_avg", "exp_inf"] }

  public override func validate(_ options: Options) throws {
    try options.requireNonNegative("lr", "eps", "weight_decay", of: name)
    try options.requireBetas(of: name)
  }

  package override func makeRule(_ options: Options) throws -> UpdateRule { Rule(options) }

  private final class Rule: UpdateRule {
    init(_ options: Options) {
      let kernels = seodang_kernels().pointee
      super.init(options, float32: kernels.adamax_f32, float64: kernels.adamax_f64)
    }

    override func prepare(_ update: inout seodang_update, _ parameter: Tensor, _ state: ParameterState) throws
    {
      try state.require(0, parameter)
      try state.require(1, parameter)
      update.rate /= 1 - pow(update.beta1, Double(state.step))
    }
  }
}
