import Tensors

/// What batch and instance normalisation share: statistics of each channel, and running ones for evaluation.
public class RunningNorm: Module {
  public final let features: Int
  public final var eps: Double
  /// The weight of the newest batch in the running statistics; nil for the mean of all batches.
  public final var momentum: Double?
  public final let isAffine: Bool
  public final var tracksRunningStats: Bool
  private final let hasBias: Bool

  init(
    _ features: Int, _ eps: Double, _ momentum: Double?, affine: Bool, bias: Bool, tracksRunningStats: Bool,
    _ dtype: DType
  ) throws {
    self.features = features
    self.eps = eps
    self.momentum = momentum
    isAffine = affine
    hasBias = affine && bias
    self.tracksRunningStats = tracksRunningStats
    super.init()
    try addParameter("weight", affine ? [features] : nil, dtype)
    try addParameter("bias", hasBias ? [features] : nil, dtype)
    if tracksRunningStats {
      setBuffer("running_mean", try Tensor.zeros([features], dtype: dtype))
      setBuffer("running_var", try Tensor.ones([features], dtype: dtype))
      setBuffer("num_batches_tracked", try Tensor.zeros([], dtype: .int64))
    } else {
      for name in ["running_mean", "running_var", "num_batches_tracked"] { setBuffer(name, nil) }
    }
    try resetParameters()
  }

  init(copying other: RunningNorm) {
    features = other.features
    eps = other.eps
    momentum = other.momentum
    isAffine = other.isAffine
    hasBias = other.hasBias
    tracksRunningStats = other.tracksRunningStats
    super.init()
  }

  @inline(__always) final var runningMean: Tensor? { ownBuffers.values[0].tensor }
  @inline(__always) final var runningVar: Tensor? { ownBuffers.values[1].tensor }

  /// Ones and zeros for weight and bias, and running statistics that have seen nothing.
  public final override func resetParameters() throws {
    try resetRunningStats()
    if let weight = parameter(0) { try Init.ones(weight) }
    if let bias = parameter(1) { try Init.zeros(bias) }
  }

  /// Running statistics that have seen nothing.
  public final func resetRunningStats() throws {
    try Engine.withoutGrad {
      if let mean = runningMean { _ = try mean.zero_() }
      if let variance = runningVar { _ = try variance.fill_(1) }
      if let count = ownBuffers.values[2].tensor { _ = try count.zero_() }
    }
  }

  /// The numbers of dimensions that an input may have.
  var allowedRanks: [Int] { [] }

  final func check(_ input: Tensor) throws {
    guard allowedRanks.contains(input.rank) else {
      throw NeuralError.inputRank(module: typeName, allowed: allowedRanks, shape: input.shape)
    }
  }

  /// Counts a batch; returns the weight that its statistics get.
  final func countBatch() throws -> Double {
    guard isTraining, tracksRunningStats, let count = ownBuffers.values[2].tensor, count.dtype == .int64
    else {
      return momentum ?? 0
    }
    count.ints.pointee &+= 1
    count.storage.version &+= 1
    return momentum ?? 1 / Double(count.ints.pointee)
  }

  public final override var extraDescription: String {
    "\(features), eps=\(eps), momentum=\(momentum.map { "\($0)" } ?? "None"), affine=\(PythonText.bool(isAffine)), "
      + "bias=\(PythonText.bool(hasBias)), track_running_stats=\(PythonText.bool(tracksRunningStats))"
  }
}

/// Batch normalisation: each channel gets mean 0 and variance 1 over the batch in training, and by the running
/// statistics in evaluation; then it's scaled and shifted by learned amounts (Ioffe and Szegedy, 2015).
public class BatchNorm: RunningNorm {
  public final override func forward(_ input: Tensor) throws -> Tensor {
    try check(input)
    let momentum = try countBatch()
    let usesBatch = isTraining || runningMean == nil
    let keepsStatistics = !isTraining || tracksRunningStats
    return try input.batchNorm(
      runningMean: keepsStatistics ? runningMean : nil, runningVar: keepsStatistics ? runningVar : nil,
      weight: parameter(0), bias: parameter(1), training: usesBatch, momentum: momentum, eps: eps)
  }
}

/// Batch normalisation of (batch, features) or (batch, channels, length).
public final class BatchNorm1d: BatchNorm {
  public init(
    _ features: Int, _ eps: Double = 1e-5, _ momentum: Double? = 0.1, _ affine: Bool = true,
    _ bias: Bool = true,
    _ tracksRunningStats: Bool = true, _ dtype: DType = .float32
  ) throws {
    try super.init(
      features, eps, momentum, affine: affine, bias: bias, tracksRunningStats: tracksRunningStats, dtype)
  }

  private init(_ other: BatchNorm1d) { super.init(copying: other) }
  override var allowedRanks: [Int] { [2, 3] }
  public override func copyOfSettings() -> Module { BatchNorm1d(self) }
}

/// Batch normalisation of (batch, channels, height, width).
public final class BatchNorm2d: BatchNorm {
  public init(
    _ features: Int, _ eps: Double = 1e-5, _ momentum: Double? = 0.1, _ affine: Bool = true,
    _ bias: Bool = true,
    _ tracksRunningStats: Bool = true, _ dtype: DType = .float32
  ) throws {
    try super.init(
      features, eps, momentum, affine: affine, bias: bias, tracksRunningStats: tracksRunningStats, dtype)
  }

  private init(_ other: BatchNorm2d) { super.init(copying: other) }
  override var allowedRanks: [Int] { [4] }
  public override func copyOfSettings() -> Module { BatchNorm2d(self) }
}

/// Instance normalisation: each channel of each element of the batch by itself (Ulyanov et al., 2016).
public class InstanceNorm: RunningNorm {
  public final override func forward(_ input: Tensor) throws -> Tensor {
    try check(input)
    let hasBatch = input.rank == allowedRanks.last
    let batch = hasBatch ? input : try input.unsqueeze(0)
    if batch.shape[1] != features && isAffine {
      throw NeuralError.inputChannels(module: typeName, expected: features, shape: input.shape)
    }
    let output = try normalize(batch)
    return hasBatch ? output : try output.squeeze([0])
  }
}

extension InstanceNorm {
  /// By each element's own statistics, or in evaluation by running ones where they are kept.
  private final func normalize(_ batch: Tensor) throws -> Tensor {
    guard tracksRunningStats, let mean = runningMean, let variance = runningVar else {
      return try batch.instanceNorm(weight: parameter(0), bias: parameter(1), eps: eps)
    }
    guard isTraining else {
      return try batch.batchNorm(
        runningMean: mean, runningVar: variance, weight: parameter(0), bias: parameter(1), training: false,
        momentum: 0, eps: eps)
    }
    // The running statistics follow the mean of the elements' statistics, with the unbiased variance.
    try Engine.withoutGrad {
      let values = try batch.detach().reshape([batch.shape[0], features, -1])
      let size = Double(values.shape[2])
      let means = try values.mean(dims: [2], keepDim: true)
      let squares = try values.sub(means).square().sum(dims: [2]).div(.float(Swift.max(size - 1, 1)))
      let weight = momentum ?? 0
      _ = try mean.copy_(
        mean.lerp(means.reshape([batch.shape[0], features]).mean(dims: [0]), weight: .float(weight)))
      _ = try variance.copy_(variance.lerp(squares.mean(dims: [0]), weight: .float(weight)))
    }
    return try batch.instanceNorm(weight: parameter(0), bias: parameter(1), eps: eps)
  }
}

/// Instance normalisation of (batch, channels, length), or without the batch.
public final class InstanceNorm1d: InstanceNorm {
  public init(
    _ features: Int, _ eps: Double = 1e-5, _ momentum: Double? = 0.1, _ affine: Bool = false,
    _ bias: Bool = true,
    _ tracksRunningStats: Bool = false, _ dtype: DType = .float32
  ) throws {
    try super.init(
      features, eps, momentum, affine: affine, bias: bias, tracksRunningStats: tracksRunningStats, dtype)
  }

  private init(_ other: InstanceNorm1d) { super.init(copying: other) }
  override var allowedRanks: [Int] { [2, 3] }
  public override func copyOfSettings() -> Module { InstanceNorm1d(self) }
}

/// Instance normalisation of (batch, channels, height, width), or without the batch.
public final class InstanceNorm2d: InstanceNorm {
  public init(
    _ features: Int, _ eps: Double = 1e-5, _ momentum: Double? = 0.1, _ affine: Bool = false,
    _ bias: Bool = true,
    _ tracksRunningStats: Bool = false, _ dtype: DType = .float32
  ) throws {
    try super.init(
      features, eps, momentum, affine: affine, bias: bias, tracksRunningStats: tracksRunningStats, dtype)
  }

  private init(_ other: InstanceNorm2d) { super.init(copying: other) }
  override var allowedRanks: [Int] { [3, 4] }
  public override func copyOfSettings() -> Module { InstanceNorm2d(self) }
}

/// Layer normalisation: mean 0 and variance 1 over the last dimensions of each element (Ba et al., 2016).
public final class LayerNorm: Module {
  public let normalizedShape: [Int]
  public var eps: Double
  public let isAffine: Bool

  public init(
    _ normalizedShape: [Int], eps: Double = 1e-5, affine: Bool = true, bias: Bool = true,
    dtype: DType = .float32
  ) throws {
    self.normalizedShape = normalizedShape
    self.eps = eps
    isAffine = affine
    super.init()
    let shape = try Shape(checking: normalizedShape)
    try addParameter("weight", affine ? shape : nil, dtype)
    try addParameter("bias", affine && bias ? shape : nil, dtype)
    try resetParameters()
  }

  private init(copying other: LayerNorm) {
    normalizedShape = other.normalizedShape
    eps = other.eps
    isAffine = other.isAffine
    super.init()
  }

  public override func resetParameters() throws {
    if let weight = parameter(0) { try Init.ones(weight) }
    if let bias = parameter(1) { try Init.zeros(bias) }
  }

  public override func forward(_ input: Tensor) throws -> Tensor {
    try input.layerNorm(Shape(normalizedShape), weight: parameter(0), bias: parameter(1), eps: eps)
  }

  public override var extraDescription: String {
    "\(PythonText.tuple(normalizedShape)), eps=\(eps), elementwise_affine=\(PythonText.bool(isAffine)), "
      + "bias=\(PythonText.bool(parameter(1) != nil))"
  }

  public override func copyOfSettings() -> Module { LayerNorm(copying: self) }
}

/// Divides by the root of the mean square over the last dimensions (Zhang and Sennrich, 2019).
public final class RMSNorm: Module {
  public let normalizedShape: [Int]
  /// Without one, the distance from 1 to the next number of the input's type.
  public var eps: Double?
  public let isAffine: Bool

  public init(_ normalizedShape: [Int], eps: Double? = nil, affine: Bool = true, dtype: DType = .float32)
    throws
  {
    self.normalizedShape = normalizedShape
    self.eps = eps
    isAffine = affine
    super.init()
    try addParameter("weight", affine ? Shape(checking: normalizedShape) : nil, dtype)
    try resetParameters()
  }

  private init(copying other: RMSNorm) {
    normalizedShape = other.normalizedShape
    eps = other.eps
    isAffine = other.isAffine
    super.init()
  }

  public override func resetParameters() throws {
    if let weight = parameter(0) { try Init.ones(weight) }
  }

  public override func forward(_ input: Tensor) throws -> Tensor {
    let epsilon = input.dtype == .float64 ? Double.ulpOfOne : Double(Float.ulpOfOne)
    return try input.rmsNorm(Shape(normalizedShape), weight: parameter(0), eps: eps ?? epsilon)
  }

  public override var extraDescription: String {
    "\(PythonText.tuple(normalizedShape)), eps=\(eps.map { "\($0)" } ?? "None"), "
      + "elementwise_affine=\(PythonText.bool(isAffine))"
  }

  public override func copyOfSettings() -> Module { RMSNorm(copying: self) }
}

/// Group normalisation: the channels of each element in groups, each with mean 0 and variance 1 (Wu and He, 2018).
public final class GroupNorm: Module {
  public let groups: Int
  public let channels: Int
  public var eps: Double
  public let isAffine: Bool

  public init(
    _ groups: Int, _ channels: Int, eps: Double = 1e-5, affine: Bool = true, bias: Bool = true,
    dtype: DType = .float32
  ) throws {
    guard groups > 0, channels % groups == 0 else {
      throw NeuralError.notDivisible(
        owner: "GroupNorm", name: "num_channels", value: channels, divisorName: "num_groups", divisor: groups)
    }
    self.groups = groups
    self.channels = channels
    self.eps = eps
    isAffine = affine
    super.init()
    try addParameter("weight", affine ? [channels] : nil, dtype)
    try addParameter("bias", affine && bias ? [channels] : nil, dtype)
    try resetParameters()
  }

  private init(copying other: GroupNorm) {
    groups = other.groups
    channels = other.channels
    eps = other.eps
    isAffine = other.isAffine
    super.init()
  }

  public override func resetParameters() throws {
    if let weight = parameter(0) { try Init.ones(weight) }
    if let bias = parameter(1) { try Init.zeros(bias) }
  }

  public override func forward(_ input: Tensor) throws -> Tensor {
    try input.groupNorm(groups: groups, weight: parameter(0), bias: parameter(1), eps: eps)
  }

  public override var extraDescription: String {
    "\(groups), \(channels), eps=\(eps), affine=\(PythonText.bool(isAffine)), "
      + "bias=\(PythonText.bool(parameter(1) != nil))"
  }

  public override func copyOfSettings() -> Module { GroupNorm(copying: self) }
}

/// Divides each channel by a power of the squares of its neighbours (Krizhevsky et al., 2012).
public final class LocalResponseNorm: Module {
  public let size: Int
  public var alpha: Scalar
  public var beta: Scalar
  public var k: Scalar

  public init(_ size: Int, alpha: Scalar = 1e-4, beta: Scalar = 0.75, k: Scalar = 1.0) {
    self.size = size
    self.alpha = alpha
    self.beta = beta
    self.k = k
  }

  public override func forward(_ input: Tensor) throws -> Tensor {
    try input.localResponseNorm(size: size, alpha: alpha.double, beta: beta.double, k: k.double)
  }

  public override var extraDescription: String {
    "\(size), alpha=\(PythonText.number(alpha)), beta=\(PythonText.number(beta)), k=\(PythonText.number(k))"
  }

  public override func copyOfSettings() -> Module { LocalResponseNorm(size, alpha: alpha, beta: beta, k: k) }
}
