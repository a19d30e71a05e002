import Tensors

/// y = x Wᵀ + b, with W of the shape (out, in).
public final class Linear: Module {
  public let inFeatures: Int
  public let outFeatures: Int

  /// - Parameter hasBias: whether there is a b.
  public init(_ inFeatures: Int, _ outFeatures: Int, bias hasBias: Bool = true, dtype: DType = .float32)
    throws
  {
    self.inFeatures = inFeatures
    self.outFeatures = outFeatures
    super.init()
    try addParameter("weight", [outFeatures, inFeatures], dtype)
    try addParameter("bias", hasBias ? [outFeatures] : nil, dtype)
    try resetParameters()
  }

  private init(copying other: Linear) {
    inFeatures = other.inFeatures
    outFeatures = other.outFeatures
    super.init()
  }

  @inline(__always) public var weight: Tensor? { parameter(0) }
  @inline(__always) public var bias: Tensor? { parameter(1) }

  /// Draws the weights anew, from U(−1/√in, 1/√in).
  public override func resetParameters() throws {
    try Init.linearDefault(weight: requiredParameter(0), bias: bias)
  }

  public override func forward(_ input: Tensor) throws -> Tensor {
    try Tensor.linear(input, requiredParameter(0), parameter(1))
  }

  public override var extraDescription: String {
    "in_features=\(inFeatures), out_features=\(outFeatures), bias=\(PythonText.bool(bias != nil))"
  }

  public override func copyOfSettings() -> Module { Linear(copying: self) }
}

/// yₖ = x₁ᵀ Wₖ x₂ + bₖ, with W of the shape (out, in₁, in₂).
public final class Bilinear: Module {
  public let in1Features: Int
  public let in2Features: Int
  public let outFeatures: Int

  public init(
    _ in1Features: Int, _ in2Features: Int, _ outFeatures: Int, bias hasBias: Bool = true,
    dtype: DType = .float32
  ) throws {
    guard in1Features > 0 else {
      throw NeuralError.setting(
        owner: "Bilinear", name: "in1_features", value: "\(in1Features)", allowed: "in1_features > 0")
    }
    self.in1Features = in1Features
    self.in2Features = in2Features
    self.outFeatures = outFeatures
    super.init()
    try addParameter("weight", [outFeatures, in1Features, in2Features], dtype)
    try addParameter("bias", hasBias ? [outFeatures] : nil, dtype)
    try resetParameters()
  }

  private init(copying other: Bilinear) {
    in1Features = other.in1Features
    in2Features = other.in2Features
    outFeatures = other.outFeatures
    super.init()
  }

  /// Draws the weights anew, from U(−1/√in₁, 1/√in₁).
  public override func resetParameters() throws {
    let bound = 1 / Double(in1Features).squareRoot()
    try Init.uniform(requiredParameter(0), from: -bound, to: bound)
    if let bias = parameter(1) { try Init.uniform(bias, from: -bound, to: bound) }
  }

  public override func forward(_ first: Tensor, _ second: Tensor) throws -> Tensor {
    try Tensor.bilinear(first, second, requiredParameter(0), bias: parameter(1))
  }

  public override var extraDescription: String {
    "in1_features=\(in1Features), in2_features=\(in2Features), out_features=\(outFeatures), "
      + "bias=\(PythonText.bool(parameter(1) != nil))"
  }

  public override func copyOfSettings() -> Module { Bilinear(copying: self) }
}

/// Gives its input back: a place for a layer that isn't there.
public final class Identity: Module {
  public override func forward(_ input: Tensor) throws -> Tensor { input }
  public override func copyOfSettings() -> Module { Identity() }
}
