import Neural
import Script
import Tensors

extension LayerBinding {
  private static func activation(
    _ name: String, _ parameters: String = "", _ attributes: [LayerAttribute] = [], make: @escaping Make
  ) -> LayerBinding {
    let hasInplace = parameters.hasSuffix("inplace=False")
    return LayerBinding(
      name, "activation", parameters,
      hasInplace ? attributes + [.bool("inplace", \Activation.inplace)] : attributes,
      make: make)
  }

  static let activations: [LayerBinding] = [
    activation("ReLU", "inplace=False") { call in ReLU(inplace: try call.flag(1)) },
    activation("ReLU6", "inplace=False") { call in ReLU6(inplace: try call.flag(1)) },
    activation(
      "LeakyReLU", "negative_slope=0.01, inplace=False", [.scalar("negative_slope", \LeakyReLU.negativeSlope)]
    ) { call in LeakyReLU(negativeSlope: try call.scalar(1), inplace: try call.flag(2)) },
    activation(
      "RReLU", "lower=0.125, upper=0.3333333333333333, inplace=False",
      [.scalar("lower", \RReLU.lower), .scalar("upper", \RReLU.upper)]
    ) { call in RReLU(lower: try call.scalar(1), upper: try call.scalar(2), inplace: try call.flag(3)) },
    activation("ELU", "alpha=1.0, inplace=False", [.scalar("alpha", \ELU.alpha)]) { call in
      ELU(alpha: try call.scalar(1), inplace: try call.flag(2))
    },
    activation("CELU", "alpha=1.0, inplace=False", [.scalar("alpha", \CELU.alpha)]) { call in
      CELU(alpha: try call.scalar(1), inplace: try call.flag(2))
    },
    activation("SELU", "inplace=False") { call in SELU(inplace: try call.flag(1)) },
    activation(
      "GELU", "approximate='none'", [.of("approximate", GELU.self) { .string($0.approximate.rawValue) }]
    ) { call in GELU(approximate: try call.choice(1, GELU.Approximation.self)) },
    activation("SiLU", "inplace=False") { call in SiLU(inplace: try call.flag(1)) },
    activation("Mish", "inplace=False") { call in Mish(inplace: try call.flag(1)) },
    activation(
      "Softplus", "beta=1.0, threshold=20.0",
      [.scalar("beta", \Softplus.beta), .scalar("threshold", \Softplus.threshold)]
    ) { call in Softplus(beta: try call.scalar(1), threshold: try call.scalar(2)) },
    activation("Softsign") { _ in Softsign() },
    activation("Sigmoid") { _ in Sigmoid() },
    activation("LogSigmoid") { _ in LogSigmoid() },
    activation("Tanh") { _ in Tanh() },
    activation("Tanhshrink") { _ in Tanhshrink() },
    activation(
      "Hardtanh", "min_val=-1.0, max_val=1.0, inplace=False",
      [.scalar("min_val", \Hardtanh.minVal), .scalar("max_val", \Hardtanh.maxVal)]
    ) { call in try Hardtanh(minVal: call.scalar(1), maxVal: call.scalar(2), inplace: call.flag(3)) },
    activation("Hardsigmoid", "inplace=False") { call in Hardsigmoid(inplace: try call.flag(1)) },
    activation("Hardswish", "inplace=False") { call in Hardswish(inplace: try call.flag(1)) },
    activation("Hardshrink", "lambd=0.5", [.scalar("lambd", \Hardshrink.lambd)]) { call in
      Hardshrink(lambd: try call.scalar(1))
    },
    activation("Softshrink", "lambd=0.5", [.scalar("lambd", \Softshrink.lambd)]) { call in
      Softshrink(lambd: try call.scalar(1))
    },
    activation(
      "Threshold", "threshold, value, inplace=False",
      [.scalar("threshold", \Threshold.threshold), .scalar("value", \Threshold.value)]
    ) { call in Threshold(try call.scalar(1), value: try call.scalar(2), inplace: try call.flag(3)) },
    activation("GLU", "dim=-1", [.int("dim", \GLU.dim)]) { call in GLU(dim: try call.int(1)) },
    activation("Softmax", "dim=None", [softmaxDim]) { call in Softmax(dim: try call.optionalInt(1)) },
    activation("LogSoftmax", "dim=None", [softmaxDim]) { call in LogSoftmax(dim: try call.optionalInt(1)) },
    activation("Softmin", "dim=None", [softmaxDim]) { call in Softmin(dim: try call.optionalInt(1)) },
    activation("Softmax2d") { _ in Softmax2d() },
    activation(
      "PReLU", "num_parameters=1, init=0.25, device=None, dtype=None",
      [.int("num_parameters", \PReLU.numParameters)]
    ) { call in
      try call.device(3)
      return try PReLU(
        numParameters: call.int(1), initial: call.double(2), dtype: call.parameterDType(4))
    },
  ]

  private static let softmaxDim = LayerAttribute.of("dim", Softmax.self) { $0.dim.map { .int($0) } ?? .none }
}
