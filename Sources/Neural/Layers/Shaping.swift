import Tensors

/// Several neighbouring dimensions as one.
public final class Flatten: Module {
  public let startDim: Int
  public let endDim: Int

  public init(startDim: Int = 1, endDim: Int = -1) {
    self.startDim = startDim
    self.endDim = endDim
  }

  public override func forward(_ input: Tensor) throws -> Tensor {
    try input.flatten(from: startDim, to: endDim)
  }
  public override var extraDescription: String { "start_dim=\(startDim), end_dim=\(endDim)" }
  public override func copyOfSettings() -> Module { Flatten(startDim: startDim, endDim: endDim) }
}

/// One dimension as several.
public final class Unflatten: Module {
  public let dim: Int
  public let sizes: [Int]

  public init(dim: Int, sizes: [Int]) {
    self.dim = dim
    self.sizes = sizes
  }

  public override func forward(_ input: Tensor) throws -> Tensor {
    try input.unflatten(dim: dim, sizes: sizes)
  }
  public override var extraDescription: String { "dim=\(dim), unflattened_size=\(PythonText.tuple(sizes))" }
  public override func copyOfSettings() -> Module { Unflatten(dim: dim, sizes: sizes) }
}

/// Repeats the elements of images or sequences: every output takes the nearest input.
public final class Upsample: Module {
  public let size: Window?
  public let scaleFactor: [Double]?

  public init(size: Window? = nil, scaleFactor: [Double]? = nil) throws {
    guard (size == nil) != (scaleFactor == nil) else {
      throw NeuralError.setting(
        owner: "Upsample", name: "size, scale_factor", value: size == nil ? "None" : "both",
        allowed: "one of them")
    }
    self.size = size
    self.scaleFactor = scaleFactor
  }

  private init(copying other: Upsample) {
    size = other.size
    scaleFactor = other.scaleFactor
  }

  public override func forward(_ input: Tensor) throws -> Tensor {
    guard input.rank == 3 || input.rank == 4 else {
      throw NeuralError.inputRank(module: typeName, allowed: [3, 4], shape: input.shape)
    }
    let rank = input.rank - 2
    let factors = scaleFactor.map { $0.count == 1 ? Array(repeating: $0[0], count: rank) : $0 }
    if let factors, factors.count != rank {
      throw NeuralError.parameterCount(name: "scale_factor", expected: rank, got: factors.count)
    }
    let sizes = try size?.expanded(to: rank, owner: typeName, name: "size")
    var output = input
    for dim in 0..<rank {
      let from = input.shape[dim + 2]
      let scaled = (Double(from) * (factors?[dim] ?? 1)).rounded(.down)
      guard let to = sizes?[dim] ?? Int(exactly: scaled) else { throw TensorError.sizeOverflow([.max]) }
      guard to > 0 else { throw TensorError.negativeSize([to]) }
      // PyTorch multiplies by the inverse of the factor in float32 where one was given.
      let step = factors.map { Float(1 / $0[dim]) } ?? Float(from) / Float(to)
      let places = try Tensor.arange(0, .int(to), dtype: .float32).mul(.float(Double(step)))
        .clamp(max: .int(from - 1)).to(.int64)
      output = try output.indexSelect(dim: dim + 2, places)
    }
    return output
  }

  public override var extraDescription: String {
    if let scaleFactor {
      let text =
        scaleFactor.count == 1
        ? "\(scaleFactor[0])" : "(" + scaleFactor.map { "\($0)" }.joined(separator: ", ") + ")"
      return "scale_factor=\(text), mode='nearest'"
    }
    return "size=\(size.map(\.description) ?? "None"), mode='nearest'"
  }

  public override func copyOfSettings() -> Module { Upsample(copying: self) }
}

/// Surrounds sequences or images with a constant.
public final class ConstantPad: Module {
  public enum Kind: Sendable { case zero, constant }

  private let dimensions: Int
  /// In front of and behind each dimension, the last dimension first.
  public let padding: [Int]
  public let value: Scalar
  private let kind: Kind

  public init(rank: Int, _ padding: [Int], value: Scalar, kind: Kind = .constant) throws {
    let padding = padding.count == 1 ? Array(repeating: padding[0], count: 2 * rank) : padding
    guard padding.count == 2 * rank else {
      throw NeuralError.parameterCount(name: "padding", expected: 2 * rank, got: padding.count)
    }
    dimensions = rank
    self.padding = padding
    self.value = value
    self.kind = kind
  }

  private init(copying other: ConstantPad) {
    dimensions = other.dimensions
    padding = other.padding
    value = other.value
    kind = other.kind
  }

  public override var kindName: String { (kind == .zero ? "ZeroPad" : "ConstantPad") + "\(dimensions)d" }

  public override func forward(_ input: Tensor) throws -> Tensor {
    try input.pad(padding, value: value.double)
  }

  public override var extraDescription: String {
    kind == .zero
      ? PythonText.tuple(padding) : "padding=\(PythonText.tuple(padding)), value=\(PythonText.number(value))"
  }

  public override func copyOfSettings() -> Module { ConstantPad(copying: self) }
}

/// The cosine of the angle between vectors along a dimension.
public final class CosineSimilarity: Module {
  public let dim: Int
  public let eps: Double

  public init(dim: Int = 1, eps: Double = 1e-8) {
    self.dim = dim
    self.eps = eps
  }

  public override func forward(_ first: Tensor, _ second: Tensor) throws -> Tensor {
    try Tensor.cosineSimilarity(first, second, dim: dim, eps: eps)
  }
  public override func copyOfSettings() -> Module { CosineSimilarity(dim: dim, eps: eps) }
}

/// The norm of the difference between vectors along the last dimension.
public final class PairwiseDistance: Module {
  public let p: Double
  public let eps: Double
  public let keepDim: Bool

  public init(p: Double = 2, eps: Double = 1e-6, keepDim: Bool = false) {
    self.p = p
    self.eps = eps
    self.keepDim = keepDim
  }

  public override func forward(_ first: Tensor, _ second: Tensor) throws -> Tensor {
    try Tensor.pairwiseDistance(first, second, p: p, eps: eps, keepDim: keepDim)
  }
  public override func copyOfSettings() -> Module { PairwiseDistance(p: p, eps: eps, keepDim: keepDim) }
}
