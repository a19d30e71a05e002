import Tensors

/// What all kinds of dropout share: elements are set to zero with a probability, in training only (Srivastava et al.,
/// 2014). What is left is scaled up, so that the mean stays.
public class DropoutLayer: Module {
  /// The probability of an element to be dropped.
  public final var p: Scalar
  public final var inplace: Bool

  init(_ p: Scalar, inplace: Bool) throws {
    guard p.double >= 0, p.double <= 1 else { throw TensorError.probability(op: "dropout", p.double) }
    self.p = p
    self.inplace = inplace
  }

  init(copying other: DropoutLayer) {
    p = other.p
    inplace = other.inplace
  }

  func drop(_ input: Tensor) throws -> Tensor { throw NeuralError.forwardMissing(module: typeName) }

  public final override func forward(_ input: Tensor) throws -> Tensor {
    guard isTraining else { return input }
    return inplace ? try input.changed(by: drop) : try drop(input)
  }

  public final override var extraDescription: String {
    "p=\(PythonText.number(p)), inplace=\(PythonText.bool(inplace))"
  }
}

/// Drops single elements.
public final class Dropout: DropoutLayer {
  public override init(_ p: Scalar = 0.5, inplace: Bool = false) throws {
    try super.init(p, inplace: inplace)
  }
  private init(_ other: Dropout) { super.init(copying: other) }
  override func drop(_ input: Tensor) throws -> Tensor { try input.dropout(p: p.double) }
  public override func copyOfSettings() -> Module { Dropout(self) }
}

/// Drops whole channels of sequences.
public final class Dropout1d: DropoutLayer {
  public override init(_ p: Scalar = 0.5, inplace: Bool = false) throws {
    try super.init(p, inplace: inplace)
  }
  private init(_ other: Dropout1d) { super.init(copying: other) }
  override func drop(_ input: Tensor) throws -> Tensor {
    guard input.rank == 2 || input.rank == 3 else {
      throw NeuralError.inputRank(module: typeName, allowed: [2, 3], shape: input.shape)
    }
    if input.rank == 3 { return try input.featureDropout(p: p.double) }
    return try input.unsqueeze(0).featureDropout(p: p.double).squeeze([0])
  }
  public override func copyOfSettings() -> Module { Dropout1d(self) }
}

/// Drops whole channels of images.
public final class Dropout2d: DropoutLayer {
  public override init(_ p: Scalar = 0.5, inplace: Bool = false) throws {
    try super.init(p, inplace: inplace)
  }
  private init(_ other: Dropout2d) { super.init(copying: other) }
  override func drop(_ input: Tensor) throws -> Tensor { try input.featureDropout(p: p.double) }
  public override func copyOfSettings() -> Module { Dropout2d(self) }
}

/// Sets elements to the value that SELU has far below zero and rescales, so that mean and variance stay (Klambauer et
/// al., 2017).
public final class AlphaDropout: DropoutLayer {
  public override init(_ p: Scalar = 0.5, inplace: Bool = false) throws {
    try super.init(p, inplace: inplace)
  }
  private init(_ other: AlphaDropout) { super.init(copying: other) }
  override func drop(_ input: Tensor) throws -> Tensor { try input.alphaDropout(p: p.double) }
  public override func copyOfSettings() -> Module { AlphaDropout(self) }
}

/// Alpha dropout of whole channels.
public final class FeatureAlphaDropout: DropoutLayer {
  public override init(_ p: Scalar = 0.5, inplace: Bool = false) throws {
    try super.init(p, inplace: inplace)
  }
  private init(_ other: FeatureAlphaDropout) { super.init(copying: other) }
  override func drop(_ input: Tensor) throws -> Tensor {
    try input.alphaDropout(p: p.double, wholeFeatures: true)
  }
  public override func copyOfSettings() -> Module { FeatureAlphaDropout(self) }
}
