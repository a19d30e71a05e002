extension Tensor {
  /// How a quantile between two elements is found.
  public enum Interpolation: String, Sendable, CaseIterable { case linear, lower, higher, midpoint, nearest }

  /// The quantiles `q` (each in [0, 1]) along `dim`, or of all elements. A vector of quantiles becomes the first
  /// dimension.
  public func quantile(
    _ q: Tensor, dim: Int? = nil, keepDim: Bool = false, interpolation: Interpolation = .linear
  ) throws(TensorError) -> Tensor {
    guard dtype.isFloatingPoint else { throw .dtype(op: "quantile", dtype) }
    guard q.dtype == dtype else { throw .dtypeMismatch(op: "quantile", dtype, q.dtype) }
    guard q.rank <= 1 else { throw .rankMismatch(op: "quantile", expected: 1, got: q.rank) }
    guard let dim else {
      let flat = try reshape([-1]).quantile(q, dim: 0, keepDim: false, interpolation: interpolation)
      guard keepDim else { return flat }
      return try flat.reshape(Array(q.shape) + Array(repeating: 1, count: rank))
    }
    let place = try resolve(dim)
    let vector = rank == 0 ? try reshape([1]) : self
    let size = vector.shape[place]
    guard size > 0 else { throw .emptyReductionDim(op: "quantile", dim: dim) }
    let sorted = try vector.sort(dim: place).values
    var below: [Int] = []
    var above: [Int] = []
    var weights: [Double] = []
    for quantile in try q.reshape([-1]).array(Double.self) {
      guard quantile >= 0 && quantile <= 1 else {
        throw .argument(op: "quantile", name: "q", value: "\(quantile)")
      }
      // Between two elements the rank is rounded as they are; which of them it takes isn't.
      let exact = quantile * Double(size - 1)
      let isRounded = dtype == .float32 && interpolation == .linear
      let rank = isRounded ? Double(Float(quantile) * Float(size - 1)) : exact
      let (low, high) = (rank.rounded(.down), rank.rounded(.up))
      switch interpolation {
      case .linear: weights.append(rank - low)
      case .lower: weights.append(0)
      case .higher: weights.append(1)
      case .midpoint: weights.append(high > low ? 0.5 : 0)
      case .nearest: weights.append(rank.rounded(.toNearestOrEven) == high ? 1 : 0)
      }
      below.append(Int(low))
      above.append(Int(high))
    }
    var shape = Array(repeating: 1, count: vector.rank)
    shape[place] = weights.count
    let weight = try Tensor(weights, [weights.count]).to(dtype).reshape(shape)
    let lower = try sorted.indexSelect(dim: place, Tensor(below))
    var result = try lower.lerp(sorted.indexSelect(dim: place, Tensor(above)), weight: weight)
    // One NaN among the elements makes every quantile of them one.
    let isMissing = try vector.detach().isnan().sum(dims: [place], keepDim: true).ne(0)
    result = try result.maskedFill(isMissing.expand(Array(result.shape)), value: .float(.nan))
    if q.rank == 0 { return keepDim && rank > 0 ? result : try result.squeeze([place]) }
    result = try result.movedim([place], [0])
    return keepDim && rank > 0 ? try result.unsqueeze(place + 1) : result
  }

  /// The same without regard to NaN. A line of nothing else gives NaN.
  public func nanquantile(
    _ q: Tensor, dim: Int? = nil, keepDim: Bool = false, interpolation: Interpolation = .linear
  ) throws(TensorError) -> Tensor {
    guard dtype.isFloatingPoint else { throw .dtype(op: "quantile", dtype) }
    guard q.dtype == dtype else { throw .dtypeMismatch(op: "quantile", dtype, q.dtype) }
    guard q.rank <= 1 else { throw .rankMismatch(op: "quantile", expected: 1, got: q.rank) }
    guard let dim else {
      let flat = try reshape([-1]).nanquantile(q, dim: 0, keepDim: false, interpolation: interpolation)
      guard keepDim else { return flat }
      return try flat.reshape(Array(q.shape) + Array(repeating: 1, count: rank))
    }
    let place = try resolve(dim)
    let vector = rank == 0 ? try reshape([1]) : self
    guard vector.shape[place] > 0 else { throw .emptyReductionDim(op: "quantile", dim: dim) }
    let sorted = try vector.sort(dim: place).values
    let last = try vector.detach().isnan().logicalNot().sum(dims: [place], keepDim: true).to(dtype).sub(1)
      .clamp(min: 0)
    var results: [Tensor] = []
    for quantile in try q.reshape([-1]).array(Double.self) {
      guard quantile >= 0 && quantile <= 1 else {
        throw .argument(op: "quantile", name: "q", value: "\(quantile)")
      }
      let ranks = try last.mul(.float(quantile))
      let (low, high) = try (ranks.floor(), ranks.ceil())
      let weight =
        switch interpolation {
        case .linear: try ranks.sub(low)
        case .lower: try ranks.zerosLike()
        case .higher: try ranks.onesLike()
        case .midpoint: try high.sub(low).mul(.float(0.5))
        case .nearest: try ranks.round().sub(low)
        }
      results.append(
        try sorted.gather(dim: place, low.to(.int64)).lerp(
          sorted.gather(dim: place, high.to(.int64)), weight: weight))
    }
    let keeps = keepDim && rank > 0
    if q.rank == 0 { return keeps ? results[0] : try results[0].squeeze([place]) }
    if results.isEmpty { return try Tensor.empty([0], dtype: dtype) }
    let all = try Tensor.stack(results, dim: 0)
    return keeps ? all : try all.squeeze([place + 1])
  }
}
