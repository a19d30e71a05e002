import Tensors

/// A table of vectors that integers look up.
public final class Embedding: Module {
  public let count: Int
  public let dimension: Int
  /// A row that stays as it is: it gets no gradient and begins as zeros.
  public let paddingIndex: Int?
  /// Rows that are looked up are first scaled down to this norm.
  public var maxNorm: Double?
  public var normType: Double
  public let scalesGradByFrequency: Bool

  public init(
    _ count: Int, _ dimension: Int, paddingIndex: Int? = nil, maxNorm: Double? = nil, normType: Double = 2,
    scalesGradByFrequency: Bool = false, weight: Tensor? = nil, isFrozen: Bool = false,
    dtype: DType = .float32
  ) throws {
    if let index = paddingIndex, index >= count || index < -count {
      throw NeuralError.setting(
        owner: "Embedding", name: "padding_idx", value: "\(index)",
        allowed: "padding_idx < num_embeddings (\(count))")
    }
    guard !scalesGradByFrequency else { throw TensorError.unsupported("scale_grad_by_freq") }
    self.count = count
    self.dimension = dimension
    self.paddingIndex = paddingIndex.map { $0 < 0 ? $0 + count : $0 }
    self.maxNorm = maxNorm
    self.normType = normType
    self.scalesGradByFrequency = scalesGradByFrequency
    super.init()
    if let weight {
      guard weight.shape == [count, dimension] else {
        throw TensorError.shapeMismatch(op: "embedding", weight.shape, [count, dimension])
      }
      setParameter("weight", try Module.makeParameter(weight.detach(), requiresGrad: !isFrozen))
    } else {
      try addParameter("weight", [count, dimension], dtype)
      if isFrozen { _ = try requiredParameter(0).requiresGrad_(false) }
      try resetParameters()
    }
  }

  private init(copying other: Embedding) {
    count = other.count
    dimension = other.dimension
    paddingIndex = other.paddingIndex
    maxNorm = other.maxNorm
    normType = other.normType
    scalesGradByFrequency = other.scalesGradByFrequency
    super.init()
  }

  /// Draws the vectors anew, from N(0, 1).
  public override func resetParameters() throws {
    let weight = try requiredParameter(0)
    try Init.normal(weight)
    guard let paddingIndex else { return }
    try Engine.withoutGrad { _ = try weight.select(dim: 0, index: paddingIndex).fill_(0) }
  }

  public override func forward(_ input: Tensor) throws -> Tensor {
    let weight = try requiredParameter(0)
    if let maxNorm { try Embedding.renormalize(weight, rows: input, maxNorm: maxNorm, normType: normType) }
    return try weight.embedding(input, padding: paddingIndex)
  }

  /// Scales the rows that are about to be looked up down to the norm allowed.
  package static func renormalize(_ weight: Tensor, rows: Tensor, maxNorm: Double, normType: Double) throws {
    try Engine.withoutGrad {
      for index in Set(try rows.to(.int64).contiguous().array(Int.self)).sorted() {
        let row = try weight.detach().select(dim: 0, index: index)
        let norm = try row.vectorNorm(order: normType, dims: nil, keepDim: false).item().double
        if norm > maxNorm { _ = try row.mul_(.float(maxNorm / (norm + 1e-7))) }
      }
    }
  }

  public override var extraDescription: String {
    var text = "\(count), \(dimension)"
    if let paddingIndex { text += ", padding_idx=\(paddingIndex)" }
    if let maxNorm { text += ", max_norm=\(maxNorm)" }
    if normType != 2 { text += ", norm_type=\(normType)" }
    return text
  }

  public override func copyOfSettings() -> Module { Embedding(copying: self) }
}
