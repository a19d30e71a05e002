import Tensors

/// A table of vectors, one for each integer.
public final class Embedding: LookupTable {
  public let scalesGradByFrequency: Bool

  public init(
    _ count: Int, _ dimension: Int, paddingIndex: Int? = nil, maxNorm: Double? = nil, normType: Double = 2,
    scalesGradByFrequency: Bool = false, weight: Tensor? = nil, isFrozen: Bool = false,
    dtype: DType = .float32
  ) throws {
    guard !scalesGradByFrequency else { throw TensorError.unsupported("scale_grad_by_freq") }
    self.scalesGradByFrequency = scalesGradByFrequency
    try super.init(
      count, dimension, paddingIndex: paddingIndex, maxNorm: maxNorm, normType: normType, weight: weight,
      isFrozen: isFrozen, dtype: dtype)
  }

  private init(copying other: Embedding) {
    scalesGradByFrequency = other.scalesGradByFrequency
    super.init(copying: other)
  }

  public override func forward(_ input: Tensor) throws -> Tensor {
    try table(for: input).embedding(input, padding: paddingIndex)
  }

  public override var extraDescription: String { sizeDescription + paddingDescription + normDescription }

  public override func copyOfSettings() -> Module { Embedding(copying: self) }
}
