/// A set of dimensions, one bit each.
package struct DimSet: Sendable, Equatable {
  package var bits: UInt8 = 0

  package init() {}
  package init(_ dims: some Sequence<Int>) {
    for dim in dims { bits |= 1 << UInt8(dim) }
  }
  @inline(__always) package static func all(_ rank: Int) -> DimSet {
    var set = DimSet()
    set.bits = UInt8(truncatingIfNeeded: (1 << rank) &- 1)
    return set
  }

  @inline(__always) package func contains(_ dim: Int) -> Bool { bits & (1 << UInt8(dim)) != 0 }
  package var count: Int { bits.nonzeroBitCount }
}

/// Which operation a node recorded, with its parameters. `GradientRules` says what follows from each.
package enum Rule {
  // Elementwise
  case unary(UnaryOp, Double, Double)
  case binary(BinaryOp, Double, Double)
  case scalar(BinaryOp, Scalar, reversed: Bool)
  case lerp
  case choose
  case maskedFill
  case convert
  case clone
  // Shapes
  case reshape(StaticString)
  case permute(order: UInt64, StaticString)
  case expand
  case select(dim: Int, index: Int)
  case slice(dim: Int, start: Int, step: Int)
  case diagonal(offset: Int, dim1: Int, dim2: Int)
  case asStrided
  /// The opposite of a view: zeros with this tensor in a window.
  case placed
  case cat(dim: Int)
  case stack(dim: Int)
  case flip(DimSet)
  case roll(shift: Int, dim: Int)
  case repeated
  case triangle(upper: Bool, diagonal: Int)
  // Reductions
  case sum(DimSet, keepDim: Bool, StaticString)
  case mean(DimSet, keepDim: Bool, StaticString)
  case product(dim: Int, keepDim: Bool)
  case extremum(DimSet, keepDim: Bool, StaticString)
  case pick(dim: Int, keepDim: Bool, StaticString)
  case variance(DimSet, keepDim: Bool, correction: Double)
  case deviation(DimSet, keepDim: Bool, correction: Double)
  case norm(DimSet, keepDim: Bool, order: Double)
  case logSumExp(DimSet, keepDim: Bool)
  case softmax(dim: Int)
  case logSoftmax(dim: Int)
  // Products
  case matmul(StaticString)
  case linear
  // Indexing
  case gather(dim: Int)
  case indexSelect(dim: Int)
  case index
  /// The opposite of `index`.
  case indexSpread
  case indexPut(accumulate: Bool)
  case scatter(dim: Int)
  case scatterAdd(dim: Int)
  case embedding(padding: Int)
  // Losses and layers
  case crossEntropy
  case bceWithLogits(Reduction)
  case bce
  case mse(Reduction)
  case normalization(StaticString)
  // Others
  /// A view of a tensor was changed in place: the gradient of the part goes through the change, the rest around it.
  case inPlaceOnView
  case function
  case functionOutput(Int)
  case custom(StaticString)
}

/// What a loss does with the values of its elements.
public enum Reduction: Sendable { case none, mean, sum }
