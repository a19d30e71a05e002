/// What went wrong, with the values at hand. Whoever shows it makes the sentence; `kind` says which Python exception
/// PyTorch raises in its place.
public indirect enum TensorError: Error, Equatable, Sendable {
  // Shapes
  case broadcast(Shape, Shape)
  case expand(from: Shape, to: Shape)
  case matmulInner(lhs: Shape, rhs: Shape)
  case matmulRank(op: String, lhs: Shape, rhs: Shape)
  case linear(input: Shape, weight: Shape, hasBias: Bool)
  case dimOutOfRange(dim: Int, rank: Int)
  case repeatedDim(Int)
  case rankMismatch(op: String, expected: Int, got: Int)
  case rankRange(op: String, atLeast: Int, got: Shape)
  case viewSize(shape: Shape, requested: [Int])
  case viewStrides(shape: Shape, requested: [Int])
  case inferSize(shape: Shape, requested: [Int])
  case negativeSize([Int])
  case tooManyDimensions(Int)
  case shapeMismatch(op: String, Shape, Shape)
  case catShapes(dim: Int, index: Int, expected: Shape, got: Shape)
  case emptyList(op: String)
  case splitSizes(sizes: [Int], dim: Int, size: Int)
  case permutation(dims: [Int], rank: Int)
  case tooManyRepeats(repeats: Int, rank: Int)
  case narrow(start: Int, length: Int, size: Int)
  // Values and types
  case dtype(op: String, DType)
  case dtypeMismatch(op: String, DType, DType)
  case resultTypeCast(from: DType, to: DType)
  case integerDivisionInPlace
  case integerPowerNegative
  case integerDivisionByZero
  case boolArithmetic(op: String)
  case meanOfIntegers(DType)
  case argument(op: String, name: String, value: String)
  case emptyReduction(op: String)
  case emptyReductionDim(op: String, dim: Int)
  case notOneElement(count: Int)
  case ambiguousTruth(count: Int)
  case lengthOfScalar
  case iterateScalar
  case raggedList(expected: Int, got: Int, depth: Int)
  case cannotConvert(String)
  case integerOverflow
  case zeroStep
  case rangeSigns(start: Double, end: Double, step: Double)
  // Memory
  case outOfMemory(bytes: Int)
  case sizeOverflow([Int])
  // Indexing
  case indexOutOfRange(index: Int, dim: Int, size: Int)
  /// A place of `gather`, `scatter`, `index_select`, `take`, `select` or an embedding that isn't there.
  case placeOutOfRange(op: String, index: Int, dim: Int, shape: Shape)
  /// An index of `gather` or `scatter` that isn't made of integers.
  case placeDType(op: String, DType)
  case tooManyIndices(count: Int, rank: Int)
  case scalarIndex
  case maskShape(mask: Shape, shape: Shape, dim: Int)
  case indexBroadcast([Shape])
  case indexDType(DType)
  case sliceStep(Int)
  case assignShape(value: Shape, target: Shape)
  case gatherRank(index: Int, input: Int)
  case gatherSize(index: Shape, input: Shape, dim: Int)
  // Losses and layers
  case classOutOfRange(index: Int, classes: Int)
  case batchMismatch(input: Shape, target: Shape)
  case targetOutOfUnit(value: Double)
  case normalizedShape(shape: Shape, normalized: Shape)
  case oneValuePerChannel(Shape)
  case groups(channels: Int, groups: Int)
  case kernelTooLarge(input: Shape, kernel: Shape)
  case channels(op: String, input: Shape, weight: Shape)
  // Differentiation
  case notScalarForBackward(Shape)
  case gradientShape(expected: Shape, got: Shape)
  case noGradient
  case backwardTwice
  case versionMismatch(op: String, shape: Shape, dtype: DType, expected: Int, got: Int)
  case leafInPlace
  case viewOfLeafInPlace
  case requiresGradNonLeaf
  case requiresGradDType(DType)
  case unusedInput(index: Int)
  case retainGradWithoutGrad
  case hookWithoutGrad
  case postAccumulateHookOnResult
  case numpyOfGrad
  case notDifferentiable(op: String)
  case overlappingWrite
  case customGradientCount(name: String, expected: Int, got: Int)
  case customGradientShape(name: String, index: Int, expected: Shape, got: Shape)
  /// A failure of the caller's own code that ran inside the engine (a hook, a custom function); it's kept elsewhere.
  case callback(String)
  // Linear algebra
  case notSquare(op: String, Shape)
  case singular(op: String, pivot: Int)
  case notPositiveDefinite(order: Int)
  case noConvergence(op: String)
  // Random streams
  case randomRange(from: Int, to: Int)
  case probability(op: String, Double)
  case standardDeviation(Double)
  case multinomial(Multinomial)
  case unsupported(String)
  case interrupted

  /// Why numbers can't be drawn in proportion to weights.
  public enum Multinomial: Sendable { case noSamples, tooMany, notWeights, allZero }

  /// The Python exception PyTorch raises.
  public enum Kind: String, Sendable {
    case runtime = "RuntimeError"
    case index = "IndexError"
    case value = "ValueError"
    case type = "TypeError"
    case notImplemented = "NotImplementedError"
    case zeroDivision = "ZeroDivisionError"
    case interrupt = "KeyboardInterrupt"
    case memory = "MemoryError"
    case overflow = "OverflowError"
  }

  /// The operations whose refusal of a type PyTorch words as a kernel that isn't implemented.
  private static let kernels: Set<String> = [
    "abs", "floor", "ceil", "round", "trunc", "frac", "hypot", "remainder", "floor_divide", "fmod", "pow",
    "softmax",
    "log_softmax", "bitwise", "lerp", "relu", "median", "gcd", "lcm", "glu", "hardshrink", "logaddexp",
    "logaddexp2",
  ]

  public var kind: Kind {
    switch self {
    case .placeOutOfRange("gather", _, _, _), .placeOutOfRange("scatter", _, _, _),
      .placeOutOfRange("index_select", _, 1..., _):
      .runtime
    case .dimOutOfRange, .indexOutOfRange, .placeOutOfRange, .tooManyIndices, .scalarIndex, .maskShape,
      .indexBroadcast,
      .indexDType,
      .emptyReductionDim, .classOutOfRange:
      .index
    case .sliceStep, .raggedList, .batchMismatch, .oneValuePerChannel: .value
    case .lengthOfScalar, .iterateScalar, .cannotConvert: .type
    case .unsupported: .notImplemented
    case .dtype(let op, _) where TensorError.kernels.contains(op): .notImplemented
    case .integerOverflow: .overflow
    case .interrupted: .interrupt
    default: .runtime
    }
  }
}
