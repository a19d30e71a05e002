import CKernels
import Tensors

/// A way of updating with its settings, made once for many steps.
///
/// A rule fills in what a kernel needs; the kernel passes once over the parameter's elements.
package class UpdateRule {
  typealias Kernel = @convention(c) (UnsafePointer<seodang_update>, Int) -> Void

  /// Whether it remembers nothing, so that no memory is made.
  @exclusivity(unchecked) final var isStateless = false
  /// The settings that are the same for all parameters and steps; `prepare` adds what changes.
  @exclusivity(unchecked) final var settings = seodang_update()
  private final let float32: Kernel
  private final let float64: Kernel

  /// Takes the settings that most rules share from `options`.
  init(_ options: Options, float32: Kernel, float64: Kernel) {
    self.float32 = float32
    self.float64 = float64
    settings.rate = options.double("lr")
    settings.sign = options.isTrue("maximize") ? -1 : 1
    settings.weight_decay = options.double("weight_decay")
    settings.shrink = 1
    settings.epsilon = options.double("eps")
    settings.correction = 1
    settings.factor = 1
    let betas = options.pair("betas")
    settings.beta1 = betas.first
    settings.beta2 = betas.second
    settings.fresh1 = 1 - betas.first
    settings.fresh2 = 1 - betas.second
  }

  /// Lets weight decay act on the parameter itself instead of on the gradient.
  final func decoupleWeightDecay() {
    settings.shrink = 1 - settings.rate * settings.weight_decay
    settings.weight_decay = 0
  }

  /// Makes the memory that isn't there yet and what depends on the number of steps.
  func prepare(_ update: inout seodang_update, _ parameter: Tensor, _ state: ParameterState) throws {}

  /// One step of one parameter.
  @inline(__always)
  final func update(_ parameter: Tensor, _ gradient: Tensor, _ state: ParameterState?) throws {
    if parameter.isContiguous && gradient.isContiguous && parameter.dtype == gradient.dtype
      && parameter.count == gradient.count
    {
      try run(parameter, gradient, state)
      parameter.storage.version &+= 1
    } else {
      try updateElsewhere(parameter, gradient, state)
    }
  }

  private final func run(_ parameter: Tensor, _ gradient: Tensor, _ state: ParameterState?) throws {
    var update = settings
    update.parameter = parameter.data
    update.gradient = UnsafeRawPointer(gradient.data)
    if let state {
      state.step &+= 1
      try prepare(&update, parameter, state)
      update.first = state.first?.data
      update.second = state.second?.data
      update.third = state.third?.data
    }
    switch parameter.dtype {
    case .float32: seodang_update_all(float32, &update, parameter.count, MemoryLayout<Float>.size)
    case .float64: seodang_update_all(float64, &update, parameter.count, MemoryLayout<Double>.size)
    case .int64, .bool: throw TensorError.dtype(op: "step", parameter.dtype)
    }
  }

  /// The slow way, for a parameter that is a window on other memory: step a copy and write it back.
  private final func updateElsewhere(_ parameter: Tensor, _ gradient: Tensor, _ state: ParameterState?) throws
  {
    guard parameter.shape == gradient.shape else {
      throw TensorError.gradientShape(expected: parameter.shape, got: gradient.shape)
    }
    try Engine.withoutGrad {
      let copy = try parameter.detach().clone().contiguous()
      try run(copy, gradient.detach().to(parameter.dtype).contiguous(), state)
      _ = try parameter.detach().copy_(copy)
    }
  }
}
