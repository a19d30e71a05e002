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
