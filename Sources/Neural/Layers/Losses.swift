import Tensors

/// A number that says how far a prediction is from what was wanted.
public class Loss: Module {
  /// What becomes of the losses of the elements.
  public final let reduction: Reduction

  init(reduction: Reduction = .mean) { self.reduction = reduction }

  /// The weight of each class or element, which is kept as a buffer.
  final var weight: Tensor? { ownBuffers["weight"]?.tensor }

  final func keep(weight: Tensor?) { setBuffer("weight", weight) }

  /// For losses of two inputs the list comes down to the two.
  public override func forward(_ inputs: [Tensor]) throws -> Tensor {
    guard inputs.count == 2 else {
      throw NeuralError.inputCount(module: typeName, expected: 2, got: inputs.count)
    }
    return try forward(inputs[0], inputs[1])
  }

  public override func forward(_ input: Tensor) throws -> Tensor { try forward([input]) }
}

extension Reduction {
  /// PyTorch's name: `none`, `mean`, `sum`.
  package var name: String {
    switch self {
    case .none: "none"
    case .mean: "mean"
    case .sum: "sum"
    }
  }

  package init?(named name: String) {
    switch name {
    case "none": self = .none
    case "mean": self = .mean
    case "sum": self = .sum
    default: return nil
    }
  }
}

/// The logarithm of the probability that softmax gives to the right class, negated. Targets are class numbers or
/// probabilities.
public final class CrossEntropyLoss: Loss {
  public let ignoreIndex: Int
  public var labelSmoothing: Double

  public init(
    weight: Tensor? = nil, ignoreIndex: Int = -100, reduction: Reduction = .mean, labelSmoothing: Double = 0
  ) {
    self.ignoreIndex = ignoreIndex
    self.labelSmoothing = labelSmoothing
    super.init(reduction: reduction)
    keep(weight: weight)
  }

  public override func forward(_ input: Tensor, _ target: Tensor) throws -> Tensor {
    try input.crossEntropy(
      target, weight: ownBuffers.values[0].tensor, ignoreIndex: ignoreIndex, reduction: reduction,
      labelSmoothing: labelSmoothing)
  }

  public override func copyOfSettings() -> Module {
    CrossEntropyLoss(ignoreIndex: ignoreIndex, reduction: reduction, labelSmoothing: labelSmoothing)
  }
}

/// The log-probability of the right class, negated; the input holds log-probabilities.
public final class NLLLoss: Loss {
  public let ignoreIndex: Int

  public init(weight: Tensor? = nil, ignoreIndex: Int = -100, reduction: Reduction = .mean) {
    self.ignoreIndex = ignoreIndex
    super.init(reduction: reduction)
    keep(weight: weight)
  }

  public override func forward(_ input: Tensor, _ target: Tensor) throws -> Tensor {
    try input.nllLoss(target, weight: weight, ignoreIndex: ignoreIndex, reduction: reduction)
  }
  public override func copyOfSettings() -> Module { NLLLoss(ignoreIndex: ignoreIndex, reduction: reduction) }
}

/// The mean of (x − y)²
public final class MSELoss: Loss {
  public override init(reduction: Reduction = .mean) { super.init(reduction: reduction) }
  public override func forward(_ input: Tensor, _ target: Tensor) throws -> Tensor {
    try input.mseLoss(target, reduction: reduction)
  }
  public override func copyOfSettings() -> Module { MSELoss(reduction: reduction) }
}

/// The mean of |x − y|
public final class L1Loss: Loss {
  public override init(reduction: Reduction = .mean) { super.init(reduction: reduction) }
  public override func forward(_ input: Tensor, _ target: Tensor) throws -> Tensor {
    try input.l1Loss(target, reduction: reduction)
  }
  public override func copyOfSettings() -> Module { L1Loss(reduction: reduction) }
}

/// Squared below β, absolute above (Girshick, 2015)
public final class SmoothL1Loss: Loss {
  public var beta: Double

  public init(reduction: Reduction = .mean, beta: Double = 1) {
    self.beta = beta
    super.init(reduction: reduction)
  }

  public override func forward(_ input: Tensor, _ target: Tensor) throws -> Tensor {
    try input.smoothL1Loss(target, reduction: reduction, beta: beta)
  }
  public override func copyOfSettings() -> Module { SmoothL1Loss(reduction: reduction, beta: beta) }
}

/// Squared below δ, absolute above (Huber, 1964)
public final class HuberLoss: Loss {
  public var delta: Double

  public init(reduction: Reduction = .mean, delta: Double = 1) {
    self.delta = delta
    super.init(reduction: reduction)
  }

  public override func forward(_ input: Tensor, _ target: Tensor) throws -> Tensor {
    try input.huberLoss(target, reduction: reduction, delta: delta)
  }
  public override func copyOfSettings() -> Module { HuberLoss(reduction: reduction, delta: delta) }
}

/// −(y log x + (1 − y) log(1 − x)), for probabilities
public final class BCELoss: Loss {
  public init(weight: Tensor? = nil, reduction: Reduction = .mean) {
    super.init(reduction: reduction)
    keep(weight: weight)
  }

  public override func forward(_ input: Tensor, _ target: Tensor) throws -> Tensor {
    try input.binaryCrossEntropy(target, weight: weight, reduction: reduction)
  }
  public override func copyOfSettings() -> Module { BCELoss(reduction: reduction) }
}

/// Binary cross entropy of the sigmoid, computed so that it doesn't overflow
public final class BCEWithLogitsLoss: Loss {
  public init(weight: Tensor? = nil, reduction: Reduction = .mean, posWeight: Tensor? = nil) {
    super.init(reduction: reduction)
    keep(weight: weight)
    setBuffer("pos_weight", posWeight)
  }

  public override func forward(_ input: Tensor, _ target: Tensor) throws -> Tensor {
    try input.binaryCrossEntropyWithLogits(
      target, weight: ownBuffers.values[0].tensor, reduction: reduction,
      posWeight: ownBuffers.values[1].tensor)
  }
  public override func copyOfSettings() -> Module { BCEWithLogitsLoss(reduction: reduction) }
}

/// The divergence of distributions (Kullback and Leibler, 1951); the input holds log-probabilities.
public final class KLDivLoss: Loss {
  /// Whether the sum is divided by the size of the batch: `reduction='batchmean'`.
  public let isBatchMean: Bool
  public var logTarget: Bool

  public init(reduction: Reduction = .mean, isBatchMean: Bool = false, logTarget: Bool = false) {
    self.isBatchMean = isBatchMean
    self.logTarget = logTarget
    super.init(reduction: isBatchMean ? .sum : reduction)
  }

  public override func forward(_ input: Tensor, _ target: Tensor) throws -> Tensor {
    let loss = try input.klDiv(target, reduction: reduction, logTarget: logTarget)
    return isBatchMean && input.rank > 0 ? try loss.div(.int(input.shape[0])) : loss
  }
  public override func copyOfSettings() -> Module {
    KLDivLoss(reduction: reduction, isBatchMean: isBatchMean, logTarget: logTarget)
  }
}

/// (margin − x) cut at 0 where the target is −1, x where it's 1
public final class HingeEmbeddingLoss: Loss {
  public var margin: Double

  public init(margin: Double = 1, reduction: Reduction = .mean) {
    self.margin = margin
    super.init(reduction: reduction)
  }

  public override func forward(_ input: Tensor, _ target: Tensor) throws -> Tensor {
    try input.hingeEmbeddingLoss(target, margin: margin, reduction: reduction)
  }
  public override func copyOfSettings() -> Module { HingeEmbeddingLoss(margin: margin, reduction: reduction) }
}

/// log(1 + e^(−yx)) for targets of ±1
public final class SoftMarginLoss: Loss {
  public override init(reduction: Reduction = .mean) { super.init(reduction: reduction) }
  public override func forward(_ input: Tensor, _ target: Tensor) throws -> Tensor {
    try input.softMarginLoss(target, reduction: reduction)
  }
  public override func copyOfSettings() -> Module { SoftMarginLoss(reduction: reduction) }
}

/// How much the other classes come too near to the right one
public final class MultiMarginLoss: Loss {
  public let p: Int
  public var margin: Double

  public init(p: Int = 1, margin: Double = 1, weight: Tensor? = nil, reduction: Reduction = .mean) throws {
    guard p == 1 || p == 2 else {
      throw NeuralError.setting(owner: "MultiMarginLoss", name: "p", value: "\(p)", allowed: "p = 1, 2")
    }
    self.p = p
    self.margin = margin
    super.init(reduction: reduction)
    keep(weight: weight)
  }

  private init(copying other: MultiMarginLoss) {
    p = other.p
    margin = other.margin
    super.init(reduction: other.reduction)
  }

  public override func forward(_ input: Tensor, _ target: Tensor) throws -> Tensor {
    try input.multiMarginLoss(target, p: p, margin: margin, weight: weight, reduction: reduction)
  }
  public override func copyOfSettings() -> Module { MultiMarginLoss(copying: self) }
}

/// The mean binary cross entropy over the labels that an element can have at once
public final class MultiLabelSoftMarginLoss: Loss {
  public init(weight: Tensor? = nil, reduction: Reduction = .mean) {
    super.init(reduction: reduction)
    keep(weight: weight)
  }

  public override func forward(_ input: Tensor, _ target: Tensor) throws -> Tensor {
    try input.multiLabelSoftMarginLoss(target, weight: weight, reduction: reduction)
  }
  public override func copyOfSettings() -> Module { MultiLabelSoftMarginLoss(reduction: reduction) }
}

/// The likelihood of counts, negated; the input is the mean or its logarithm.
public final class PoissonNLLLoss: Loss {
  public let logInput: Bool
  public let full: Bool
  public let eps: Double

  public init(logInput: Bool = true, full: Bool = false, eps: Double = 1e-8, reduction: Reduction = .mean) {
    self.logInput = logInput
    self.full = full
    self.eps = eps
    super.init(reduction: reduction)
  }

  public override func forward(_ input: Tensor, _ target: Tensor) throws -> Tensor {
    try input.poissonNLLLoss(target, logInput: logInput, full: full, eps: eps, reduction: reduction)
  }
  public override func copyOfSettings() -> Module {
    PoissonNLLLoss(logInput: logInput, full: full, eps: eps, reduction: reduction)
  }
}

/// What losses of three inputs share.
public class TripleLoss: Loss {
  func compute(_ first: Tensor, _ second: Tensor, _ third: Tensor) throws -> Tensor {
    throw NeuralError.forwardMissing(module: typeName)
  }

  public final override func forward(_ inputs: [Tensor]) throws -> Tensor {
    guard inputs.count == 3 else {
      throw NeuralError.inputCount(module: typeName, expected: 3, got: inputs.count)
    }
    return try compute(inputs[0], inputs[1], inputs[2])
  }

  public final override func forward(_ first: Tensor, _ second: Tensor) throws -> Tensor {
    try forward([first, second])
  }
}

/// 1 − cos where the target is 1, cos above the margin where it's −1
public final class CosineEmbeddingLoss: TripleLoss {
  public var margin: Double

  public init(margin: Double = 0, reduction: Reduction = .mean) {
    self.margin = margin
    super.init(reduction: reduction)
  }

  override func compute(_ first: Tensor, _ second: Tensor, _ target: Tensor) throws -> Tensor {
    try Tensor.cosineEmbeddingLoss(first, second, target, margin: margin, reduction: reduction)
  }
  public override func copyOfSettings() -> Module {
    CosineEmbeddingLoss(margin: margin, reduction: reduction)
  }
}

/// How much the first isn't above the second by the margin where the target is 1, the other way round where it's −1
public final class MarginRankingLoss: TripleLoss {
  public var margin: Double

  public init(margin: Double = 0, reduction: Reduction = .mean) {
    self.margin = margin
    super.init(reduction: reduction)
  }

  override func compute(_ first: Tensor, _ second: Tensor, _ target: Tensor) throws -> Tensor {
    try Tensor.marginRankingLoss(first, second, target, margin: margin, reduction: reduction)
  }
  public override func copyOfSettings() -> Module { MarginRankingLoss(margin: margin, reduction: reduction) }
}

/// How much the anchor isn't nearer to the positive than to the negative by the margin (Balntas et al., 2016)
public final class TripletMarginLoss: TripleLoss {
  public var margin: Double
  public let p: Double
  public let eps: Double
  public let swap: Bool

  public init(
    margin: Double = 1, p: Double = 2, eps: Double = 1e-6, swap: Bool = false, reduction: Reduction = .mean
  ) {
    self.margin = margin
    self.p = p
    self.eps = eps
    self.swap = swap
    super.init(reduction: reduction)
  }

  override func compute(_ anchor: Tensor, _ positive: Tensor, _ negative: Tensor) throws -> Tensor {
    try Tensor.tripletMarginLoss(
      anchor, positive, negative, margin: margin, p: p, eps: eps, swap: swap, reduction: reduction)
  }
  public override func copyOfSettings() -> Module {
    TripletMarginLoss(margin: margin, p: p, eps: eps, swap: swap, reduction: reduction)
  }
}

/// The likelihood under a normal distribution whose variance is predicted too, negated (Nix and Weigend, 1994)
public final class GaussianNLLLoss: TripleLoss {
  public let full: Bool
  public let eps: Double

  public init(full: Bool = false, eps: Double = 1e-6, reduction: Reduction = .mean) {
    self.full = full
    self.eps = eps
    super.init(reduction: reduction)
  }

  override func compute(_ input: Tensor, _ target: Tensor, _ variance: Tensor) throws -> Tensor {
    try input.gaussianNLLLoss(target, variance: variance, full: full, eps: eps, reduction: reduction)
  }
  public override func copyOfSettings() -> Module {
    GaussianNLLLoss(full: full, eps: eps, reduction: reduction)
  }
}
