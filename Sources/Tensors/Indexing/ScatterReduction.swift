/// What becomes of several elements that are scattered to one place.
public enum ScatterReduction: String, Sendable, CaseIterable { case sum, prod, mean, amax, amin }

extension Tensor {
  /// A copy of this tensor in which each place holds the sum, product, mean or an extreme of the elements of `source`
  /// scattered to it, and of what it held before if `includesSelf`. Places that get nothing keep what they hold.
  ///
  /// Gradients flow through sums, means and extremes; not through products.
  public func scatterReduce(
    dim: Int, _ index: Tensor, _ source: Tensor, _ reduction: ScatterReduction, includesSelf: Bool = true
  ) throws(TensorError) -> Tensor {
    let place = try resolve(dim)
    let part = source.shape == index.shape ? source : source.view(index.shape, source.strides, .asStrided)
    let ones = try part.detach().onesLike()
    let hits = try detach().zerosLike().scatterAdd(dim: place, index, ones)
    let kept: Tensor
    if includesSelf {
      kept = self
    } else {
      let neutral: Scalar =
        switch reduction {
        case .sum, .mean: .int(0)
        case .prod: .int(1)
        case .amax: dtype.isFloatingPoint ? .float(-.infinity) : .int(.min)
        case .amin: dtype.isFloatingPoint ? .float(.infinity) : .int(.max)
        }
      kept = try maskedFill(hits.gt(0), value: neutral)
    }
    switch reduction {
    case .sum: return try kept.scatterAdd(dim: place, index, part)
    case .mean:
      let counts = try includesSelf ? hits.add(1) : hits.clamp(min: 1)
      let sums = try kept.scatterAdd(dim: place, index, part)
      return try dtype.isFloatingPoint ? sums.div(counts) : sums.floorDivide(counts)
    case .amax, .amin, .prod: return try kept.folding(place, index, part, reduction)
    }
  }

  private func folding(
    _ dim: Int, _ index: Tensor, _ source: Tensor, _ reduction: ScatterReduction
  ) throws(TensorError) -> Tensor {
    let result = try Engine.withoutGrad { () throws(TensorError) in try detach().clone() }
    let flat = try result.to(.float64).array(Double.self)
    let places = try index.array(Int.self)
    let values = try source.to(.float64).array(Double.self)
    var numbers = flat
    let steps = shape.contiguousStrides
    for (position, target) in places.enumerated() {
      var rest = position
      var offset = 0
      for axis in index.shape.indices.reversed() {
        let size = index.shape[axis]
        if axis != dim, axis < steps.count { offset += rest % size * steps[axis] }
        rest /= size
      }
      guard target >= 0, target < (rank == 0 ? 1 : shape[dim]) else {
        throw .indexOutOfRange(index: target, dim: dim, size: rank == 0 ? 1 : shape[dim])
      }
      if rank > 0 { offset += target * steps[dim] }
      switch reduction {
      case .amax: numbers[offset] = Swift.max(numbers[offset], values[position])
      case .amin: numbers[offset] = Swift.min(numbers[offset], values[position])
      default: numbers[offset] *= values[position]
      }
    }
    let folded = try Tensor(numbers, shape).to(dtype)
    guard reduction != .prod, dtype.isFloatingPoint, Tensor.records(self, source) else { return folded }
    // The gradient of an extreme goes to the elements that are it, in equal shares.
    let isOld = try detach().eq(folded)
    let isNew = try source.detach().eq(folded.gather(dim: dim, index))
    let shares = try isOld.to(dtype).scatterAdd(dim: dim, index, isNew.to(dtype))
    // What isn't the extreme takes no part, not even as an infinity.
    let kept = try maskedFill(isOld.logicalNot(), value: 0)
    let taken = try source.maskedFill(isNew.logicalNot(), value: 0)
    let old = try kept.sub(kept.detach()).div(shares)
    let new = try taken.sub(taken.detach()).div(shares.gather(dim: dim, index).clamp(min: 1))
    return try folded.add(old).scatterAdd(dim: dim, index, new).shown(as: "ScatterReduceBackward0")
  }
}
