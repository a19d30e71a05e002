import Tensors

/// Sums, means or maxima of vectors that integers look up, a bag of integers each.
public final class EmbeddingBag: LookupTable {
  public enum Mode: String, Sendable, CaseIterable { case sum, mean, max }

  public let mode: Mode
  /// Whether the last offset is the number of integers, and so begins no bag.
  public let includesLastOffset: Bool

  /// - Parameter paddingIndex: integers that don't count.
  public init(
    _ count: Int, _ dimension: Int, maxNorm: Double? = nil, normType: Double = 2, mode: Mode = .mean,
    weight: Tensor? = nil, includesLastOffset: Bool = false, paddingIndex: Int? = nil,
    dtype: DType = .float32
  ) throws {
    self.mode = mode
    self.includesLastOffset = includesLastOffset
    try super.init(
      count, dimension, paddingIndex: paddingIndex, maxNorm: maxNorm, normType: normType, weight: weight,
      isFrozen: false, dtype: dtype)
  }

  private init(copying other: EmbeddingBag) {
    mode = other.mode
    includesLastOffset = other.includesLastOffset
    super.init(copying: other)
  }

  public override func forward(_ input: Tensor) throws -> Tensor { try forward([input]) }

  public override func forward(_ first: Tensor, _ second: Tensor) throws -> Tensor {
    try forward([first, second])
  }

  /// The integers; then, if they stand in one row, the offsets; then weights.
  public override func forward(_ inputs: [Tensor]) throws -> Tensor {
    guard let places = inputs.first else { throw TensorError.emptyList(op: "embedding_bag") }
    let others = inputs.dropFirst()
    let offsets = places.rank == 1 ? others.first : nil
    let weights = offsets == nil ? others.first : others.dropFirst().first
    return try EmbeddingBag.bags(
      of: places, in: table(for: places), offsets: offsets, mode, weights: weights,
      includesLastOffset: includesLastOffset, padding: paddingIndex)
  }

  /// One vector a bag: of each row of `places`, or of its pieces that begin at `offsets`. An empty bag's vector is zero.
  ///
  /// - Parameter weights: of the shape of `places`, for sums only.
  package static func bags(
    of places: Tensor, in table: Tensor, offsets: Tensor?, _ mode: Mode, weights: Tensor? = nil,
    includesLastOffset: Bool = false, padding: Int? = nil
  ) throws -> Tensor {
    guard weights == nil || mode == .sum else {
      throw TensorError.unsupported("embedding_bag(per_sample_weights=…, mode='\(mode.rawValue)')")
    }
    guard places.rank == 1 || places.rank == 2 else {
      throw TensorError.rankRange(op: "embedding_bag", atLeast: 1, got: places.shape)
    }
    guard (places.rank == 1) == (offsets != nil) else {
      throw TensorError.argument(
        op: "embedding_bag", name: "offsets", value: offsets == nil ? "None" : "\(offsets?.shape ?? [])")
    }
    if let weights, weights.shape != places.shape {
      throw TensorError.shapeMismatch(op: "embedding_bag", weights.shape, places.shape)
    }
    let owners = try owners(of: places, offsets, includesLastOffset: includesLastOffset)
    var flat = try places.reshape([-1])
    var bags = try Tensor(owners.bags, [owners.bags.count])
    var scales = try weights?.reshape([-1])
    if let padding {
      let row = padding < 0 ? padding + (table.shape.first ?? 0) : padding
      let kept = try flat.ne(.int(row)).nonzero().reshape([-1])
      flat = try flat.indexSelect(dim: 0, kept)
      bags = try bags.indexSelect(dim: 0, kept)
      scales = try scales?.indexSelect(dim: 0, kept)
    }
    var vectors = try table.embedding(flat, padding: nil)
    if let scales { vectors = try vectors.mul(scales.unsqueeze(-1)) }
    let dimension = table.shape.last ?? 0
    let zeros = try Tensor.zeros([owners.count, dimension], dtype: table.dtype)
    if mode == .max {
      let index = try bags.unsqueeze(-1).expand([flat.count, dimension])
      return try zeros.scatterReduce(dim: 0, index, vectors, .amax, includesSelf: false).shown(as: gradient)
    }
    let sums = try zeros.indexAdd(dim: 0, bags, vectors)
    guard mode == .mean else { return sums.shown(as: gradient) }
    let counts = try Tensor.zeros([owners.count], dtype: table.dtype).indexAdd(
      dim: 0, bags, Tensor.ones([flat.count], dtype: table.dtype))
    return try sums.div(counts.clamp(min: .int(1)).unsqueeze(-1)).shown(as: gradient)
  }

  private static let gradient: StaticString = "EmbeddingBagBackward0"

  /// The bag of each integer, and the number of bags.
  private static func owners(
    of places: Tensor, _ offsets: Tensor?, includesLastOffset: Bool
  ) throws -> (bags: [Int], count: Int) {
    guard let offsets else {
      let (rows, columns) = (places.shape[0], places.shape[1])
      return ((0..<rows).flatMap { Array(repeating: $0, count: columns) }, rows)
    }
    var starts = try offsets.to(.int64).contiguous().array(Int.self)
    let isOrdered = zip(starts, starts.dropFirst()).allSatisfy { $0 <= $1 }
    guard starts.first ?? 0 == 0, isOrdered, starts.last ?? 0 <= places.count else {
      throw TensorError.argument(op: "embedding_bag", name: "offsets", value: "\(starts)")
    }
    if includesLastOffset, !starts.isEmpty { starts.removeLast() }
    let ends = starts.dropFirst() + [places.count]
    return (
      zip(starts, ends).enumerated().flatMap {
        Array(repeating: $0.offset, count: $0.element.1 - $0.element.0)
      }, starts.count
    )
  }

  public override var extraDescription: String {
    sizeDescription + normDescription + ", mode='\(mode.rawValue)'" + paddingDescription
  }

  public override func copyOfSettings() -> Module { EmbeddingBag(copying: self) }
}
