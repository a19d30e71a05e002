import Tensors

/// A table of vectors that integers look up: what embeddings of single integers and of bags have in common.
public class LookupTable: Module {
  public let count: Int
  public let dimension: Int
  /// A row that stays as it is: it gets no gradient and begins as zeros.
  public let paddingIndex: Int?
  /// Rows that are looked up are first scaled down to this norm.
  public var maxNorm: Double?
  public var normType: Double

  /// - Parameter weight: a table to begin with, (count, dimension); else one from N(0, 1) is drawn.
  init(
    _ count: Int, _ dimension: Int, paddingIndex: Int?, maxNorm: Double?, normType: Double, weight: Tensor?,
    isFrozen: Bool, dtype: DType
  ) throws {
    if let index = paddingIndex, index >= count || index < -count {
      throw NeuralError.setting(
        owner: "\(Self.self)", name: "padding_idx", value: "\(index)",
        allowed: "padding_idx < num_embeddings (\(count))")
    }
    self.count = count
    self.dimension = dimension
    self.paddingIndex = paddingIndex.map { $0 < 0 ? $0 + count : $0 }
    self.maxNorm = maxNorm
    self.normType = normType
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

  /// The settings of another table, without its parameters.
  init(copying other: LookupTable) {
    count = other.count
    dimension = other.dimension
    paddingIndex = other.paddingIndex
    maxNorm = other.maxNorm
    normType = other.normType
    super.init()
  }

  /// Draws the vectors anew, from N(0, 1).
  public override func resetParameters() throws {
    let weight = try requiredParameter(0)
    try Init.normal(weight)
    guard let paddingIndex else { return }
    try Engine.withoutGrad { _ = try weight.select(dim: 0, index: paddingIndex).fill_(0) }
  }

  /// The table, with the rows that are about to be looked up brought to the norm allowed.
  func table(for rows: Tensor) throws -> Tensor {
    let weight = try requiredParameter(0)
    if let maxNorm {
      try LookupTable.renormalize(weight, rows: rows, maxNorm: maxNorm, normType: normType)
    }
    return weight
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

  // The parts of descriptions, which the two kinds put in different orders.

  var sizeDescription: String { "\(count), \(dimension)" }

  var normDescription: String {
    (maxNorm.map { ", max_norm=\($0)" } ?? "") + (normType == 2 ? "" : ", norm_type=\(normType)")
  }

  var paddingDescription: String { paddingIndex.map { ", padding_idx=\($0)" } ?? "" }
}
