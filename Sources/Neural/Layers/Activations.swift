import Tensors

/// A function of each element, or of each row, without parameters.
open class Activation: Module {
  /// Whether the result takes the place of the input.
  @exclusivity(unchecked) public final var inplace: Bool

  init(inplace: Bool = false) { self.inplace = inplace }

  /// The function.
  func activate(_ x: Tensor) throws -> Tensor { throw NeuralError.forwardMissing(module: typeName) }

  /// The settings as the description shows them.
  var settings: [String] { [] }

  public final override func forward(_ input: Tensor) throws -> Tensor {
    inplace ? try input.changed(by: activate) : try activate(input)
  }

  public final override var extraDescription: String {
    (inplace ? settings + ["inplace=True"] : settings).joined(separator: ", ")
  }
}

/// max(x, 0)
public final class ReLU: Activation {
  public override init(inplace: Bool = false) { super.init(inplace: inplace) }
  override func activate(_ x: Tensor) throws -> Tensor { try x.relu() }
  public override func copyOfSettings() -> Module { ReLU(inplace: inplace) }
}

/// min(max(x, 0), 6)
public final class ReLU6: Activation {
  public override init(inplace: Bool = false) { super.init(inplace: inplace) }
  override func activate(_ x: Tensor) throws -> Tensor { try x.relu6() }
  public override func copyOfSettings() -> Module { ReLU6(inplace: inplace) }
}

/// x for x > 0, else slope · x (Maas et al., 2013)
public final class LeakyReLU: Activation {
  public var negativeSlope: Scalar

  public init(negativeSlope: Scalar = 0.01, inplace: Bool = false) {
    self.negativeSlope = negativeSlope
    super.init(inplace: inplace)
  }

  override func activate(_ x: Tensor) throws -> Tensor { try x.leakyRelu(slope: negativeSlope.double) }
  override var settings: [String] { ["negative_slope=\(PythonText.number(negativeSlope))"] }
  public override func copyOfSettings() -> Module {
    LeakyReLU(negativeSlope: negativeSlope, inplace: inplace)
  }
}

/// Leaky ReLU with a slope drawn for each element in training (Xu et al., 2015).
public final class RReLU: Activation {
  public var lower: Scalar
  public var upper: Scalar

  public init(lower: Scalar = .float(1.0 / 8), upper: Scalar = .float(1.0 / 3), inplace: Bool = false) {
    self.lower = lower
    self.upper = upper
    super.init(inplace: inplace)
  }

  override func activate(_ x: Tensor) throws -> Tensor {
    try x.rrelu(lower: lower.double, upper: upper.double, training: isTraining)
  }
  override var settings: [String] {
    ["lower=\(PythonText.number(lower))", "upper=\(PythonText.number(upper))"]
  }
  public override func copyOfSettings() -> Module { RReLU(lower: lower, upper: upper, inplace: inplace) }
}

/// x for x > 0, else α(eˣ − 1) (Clevert et al., 2016)
public final class ELU: Activation {
  public var alpha: Scalar

  public init(alpha: Scalar = 1.0, inplace: Bool = false) {
    self.alpha = alpha
    super.init(inplace: inplace)
  }

  override func activate(_ x: Tensor) throws -> Tensor { try x.elu(alpha: alpha.double) }
  override var settings: [String] { ["alpha=\(PythonText.number(alpha))"] }
  public override func copyOfSettings() -> Module { ELU(alpha: alpha, inplace: inplace) }
}

/// x for x > 0, else α(e^(x/α) − 1) (Barron, 2017)
public final class CELU: Activation {
  public var alpha: Scalar

  public init(alpha: Scalar = 1.0, inplace: Bool = false) {
    self.alpha = alpha
    super.init(inplace: inplace)
  }

  override func activate(_ x: Tensor) throws -> Tensor { try x.celu(alpha: alpha.double) }
  override var settings: [String] { ["alpha=\(PythonText.number(alpha))"] }
  public override func copyOfSettings() -> Module { CELU(alpha: alpha, inplace: inplace) }
}

/// A scaled ELU that keeps mean 0 and variance 1 (Klambauer et al., 2017)
public final class SELU: Activation {
  public override init(inplace: Bool = false) { super.init(inplace: inplace) }
  override func activate(_ x: Tensor) throws -> Tensor { try x.selu() }
  public override func copyOfSettings() -> Module { SELU(inplace: inplace) }
}

/// x Φ(x), or its approximation by tanh (Hendrycks and Gimpel, 2016)
public final class GELU: Activation {
  public enum Approximation: String, CaseIterable, Sendable { case none, tanh }
  public var approximate: Approximation

  public init(approximate: Approximation = .none) {
    self.approximate = approximate
    super.init()
  }

  override func activate(_ x: Tensor) throws -> Tensor { try x.gelu(tanh: approximate == .tanh) }
  override var settings: [String] { ["approximate='\(approximate.rawValue)'"] }
  public override func copyOfSettings() -> Module { GELU(approximate: approximate) }
}

/// x σ(x) (Elfwing et al., 2018)
public final class SiLU: Activation {
  public override init(inplace: Bool = false) { super.init(inplace: inplace) }
  override func activate(_ x: Tensor) throws -> Tensor { try x.silu() }
  public override func copyOfSettings() -> Module { SiLU(inplace: inplace) }
}

/// x tanh(softplus(x)) (Misra, 2019)
public final class Mish: Activation {
  public override init(inplace: Bool = false) { super.init(inplace: inplace) }
  override func activate(_ x: Tensor) throws -> Tensor { try x.mish() }
  public override func copyOfSettings() -> Module { Mish(inplace: inplace) }
}

/// log(1 + e^(βx)) / β, and x itself where βx is above the threshold
public final class Softplus: Activation {
  public var beta: Scalar
  public var threshold: Scalar

  public init(beta: Scalar = 1.0, threshold: Scalar = 20.0) {
    self.beta = beta
    self.threshold = threshold
    super.init()
  }

  override func activate(_ x: Tensor) throws -> Tensor {
    try x.softplus(beta: beta.double, threshold: threshold.double)
  }
  override var settings: [String] {
    ["beta=\(PythonText.number(beta))", "threshold=\(PythonText.number(threshold))"]
  }
  public override func copyOfSettings() -> Module { Softplus(beta: beta, threshold: threshold) }
}

/// x / (1 + |x|)
public final class Softsign: Activation {
  public init() { super.init() }
  override func activate(_ x: Tensor) throws -> Tensor { try x.softsign() }
  public override func copyOfSettings() -> Module { Softsign() }
}

/// 1 / (1 + e⁻ˣ)
public final class Sigmoid: Activation {
  public init() { super.init() }
  override func activate(_ x: Tensor) throws -> Tensor { try x.sigmoid() }
  public override func copyOfSettings() -> Module { Sigmoid() }
}

/// log σ(x)
public final class LogSigmoid: Activation {
  public init() { super.init() }
  override func activate(_ x: Tensor) throws -> Tensor { try x.logsigmoid() }
  public override func copyOfSettings() -> Module { LogSigmoid() }
}

/// tanh(x)
public final class Tanh: Activation {
  public init() { super.init() }
  override func activate(_ x: Tensor) throws -> Tensor { try x.tanh() }
  public override func copyOfSettings() -> Module { Tanh() }
}

/// x − tanh(x)
public final class Tanhshrink: Activation {
  public init() { super.init() }
  override func activate(_ x: Tensor) throws -> Tensor { try x.tanhshrink() }
  public override func copyOfSettings() -> Module { Tanhshrink() }
}

/// x cut to [low, high]
public final class Hardtanh: Activation {
  public var minVal: Scalar
  public var maxVal: Scalar

  public init(minVal: Scalar = -1.0, maxVal: Scalar = 1.0, inplace: Bool = false) throws {
    guard maxVal.double > minVal.double else {
      throw NeuralError.setting(
        owner: "Hardtanh", name: "max_val", value: PythonText.number(maxVal),
        allowed: "max_val > \(PythonText.number(minVal))")
    }
    self.minVal = minVal
    self.maxVal = maxVal
    super.init(inplace: inplace)
  }

  private init(copying other: Hardtanh) {
    minVal = other.minVal
    maxVal = other.maxVal
    super.init(inplace: other.inplace)
  }

  override func activate(_ x: Tensor) throws -> Tensor {
    try x.hardtanh(min: minVal.double, max: maxVal.double)
  }
  override var settings: [String] {
    ["min_val=\(PythonText.number(minVal))", "max_val=\(PythonText.number(maxVal))"]
  }
  public override func copyOfSettings() -> Module { Hardtanh(copying: self) }
}

/// relu6(x + 3) / 6
public final class Hardsigmoid: Activation {
  public override init(inplace: Bool = false) { super.init(inplace: inplace) }
  override func activate(_ x: Tensor) throws -> Tensor { try x.hardsigmoid() }
  override var settings: [String] { [] }
  public override func copyOfSettings() -> Module { Hardsigmoid(inplace: inplace) }
}

/// x relu6(x + 3) / 6 (Howard et al., 2019)
public final class Hardswish: Activation {
  public override init(inplace: Bool = false) { super.init(inplace: inplace) }
  override func activate(_ x: Tensor) throws -> Tensor { try x.hardswish() }
  public override func copyOfSettings() -> Module { Hardswish(inplace: inplace) }
}

/// x where |x| > λ, else 0
public final class Hardshrink: Activation {
  public var lambd: Scalar

  public init(lambd: Scalar = 0.5) {
    self.lambd = lambd
    super.init()
  }

  override func activate(_ x: Tensor) throws -> Tensor { try x.hardshrink(lambda: lambd.double) }
  override var settings: [String] { [PythonText.number(lambd)] }
  public override func copyOfSettings() -> Module { Hardshrink(lambd: lambd) }
}

/// x moved towards 0 by λ
public final class Softshrink: Activation {
  public var lambd: Scalar

  public init(lambd: Scalar = 0.5) {
    self.lambd = lambd
    super.init()
  }

  override func activate(_ x: Tensor) throws -> Tensor { try x.softshrink(lambda: lambd.double) }
  override var settings: [String] { [PythonText.number(lambd)] }
  public override func copyOfSettings() -> Module { Softshrink(lambd: lambd) }
}

/// x where x > threshold, else a constant
public final class Threshold: Activation {
  public var threshold: Scalar
  public var value: Scalar

  public init(_ threshold: Scalar, value: Scalar, inplace: Bool = false) {
    self.threshold = threshold
    self.value = value
    super.init(inplace: inplace)
  }

  override func activate(_ x: Tensor) throws -> Tensor {
    try x.threshold(threshold.double, value: value.double)
  }
  override var settings: [String] {
    ["threshold=\(PythonText.number(threshold))", "value=\(PythonText.number(value))"]
  }
  public override func copyOfSettings() -> Module { Threshold(threshold, value: value, inplace: inplace) }
}

/// The first half times the sigmoid of the second (Dauphin et al., 2017)
public final class GLU: Activation {
  public var dim: Int

  public init(dim: Int = -1) {
    self.dim = dim
    super.init()
  }

  override func activate(_ x: Tensor) throws -> Tensor { try x.glu(dim: dim) }
  override var settings: [String] { ["dim=\(dim)"] }
  public override func copyOfSettings() -> Module { GLU(dim: dim) }
}

/// eˣ over its sum along a dimension
open class Softmax: Activation {
  /// Without one, as in PyTorch: 0 for one or three dimensions, else 1.
  public final var dim: Int?

  public init(dim: Int? = nil) {
    self.dim = dim
    super.init()
  }

  final func resolvedDim(_ x: Tensor) -> Int { dim ?? Softmax.implicitDim(rank: x.rank) }

  /// The dimension that PyTorch takes when none is given.
  package static func implicitDim(rank: Int) -> Int { rank == 0 || rank == 1 || rank == 3 ? 0 : 1 }

  override func activate(_ x: Tensor) throws -> Tensor { try x.softmax(dim: resolvedDim(x)) }
  override var settings: [String] { ["dim=\(dim.map(String.init) ?? "None")"] }
  open override func copyOfSettings() -> Module { Softmax(dim: dim) }
}

/// The logarithm of the softmax
public final class LogSoftmax: Softmax {
  override func activate(_ x: Tensor) throws -> Tensor { try x.logSoftmax(dim: resolvedDim(x)) }
  public override func copyOfSettings() -> Module { LogSoftmax(dim: dim) }
}

/// The softmax of −x
public final class Softmin: Softmax {
  override func activate(_ x: Tensor) throws -> Tensor { try x.neg().softmax(dim: resolvedDim(x)) }
  public override func copyOfSettings() -> Module { Softmin(dim: dim) }
}

/// The softmax over the channels of images
public final class Softmax2d: Activation {
  public init() { super.init() }
  override func activate(_ x: Tensor) throws -> Tensor {
    guard x.rank == 3 || x.rank == 4 else {
      throw NeuralError.inputRank(module: typeName, allowed: [3, 4], shape: x.shape)
    }
    return try x.softmax(dim: -3)
  }
  public override func copyOfSettings() -> Module { Softmax2d() }
}

/// x for x > 0, else a learned slope times x, one for all or one for each channel (He et al., 2015)
public final class PReLU: Module {
  public let numParameters: Int
  private let initial: Double

  public init(numParameters: Int = 1, initial: Double = 0.25, dtype: DType = .float32) throws {
    self.numParameters = numParameters
    self.initial = initial
    super.init()
    try addParameter("weight", [numParameters], dtype)
    try resetParameters()
  }

  private init(copying other: PReLU) {
    numParameters = other.numParameters
    initial = other.initial
    super.init()
  }

  public override func resetParameters() throws { try Init.constant(requiredParameter(0), initial) }

  public override func forward(_ input: Tensor) throws -> Tensor { try input.prelu(requiredParameter(0)) }
  public override var extraDescription: String { "num_parameters=\(numParameters)" }
  public override func copyOfSettings() -> Module { PReLU(copying: self) }
}
