extension Tensor {
  /// What a quantile between two elements is.
  public enum Interpolation: String, Sendable, CaseIterable { case linear, lower, higher, midpoint, nearest }

  /// The quantiles `q` (each in [0, 1]) along `dim`, or of all elements. A vector of quantiles becomes the first dimension.
  public func quantile(
    _ q: Tensor, dim: Int? = nil, keepDim: Bool = false, interpolation: Interpolation = .linear,
    ignoresNaN: Bool = false
  ) throws(TensorError) -> Tensor {
    guard dtype.isFloatingPoint else { throw .dtype(op: "quantile", dtype) }
    guard q.dtype == dtype else { throw .dtypeMismatch(op: "quantile", dtype, q.dtype) }
    guard q.rank <= 1 else { throw .rankMismatch(op: "quantile", expected: 1, got: q.rank) }
    guard count > 0 else { throw .emptyReduction(op: "quantile") }
    let fractions = try q.array(Double.self)
    for fraction in fractions where !(fraction >= 0 && fraction <= 1) {
      throw .argument(op: "quantile", name: "q", value: String(fraction))
    }
    let axis = dim == nil ? 0 : try resolve(dim ?? 0)
    let lines = try dim == nil || rank == 0 ? reshape([-1]) : movedim([axis], [-1])
    let last = lines.rank - 1
    let size = lines.shape[last]
    guard size > 0 else { throw .emptyReductionDim(op: "quantile", dim: axis) }
    let (sorted, _) = try lines.sort(dim: last)
    let results = try fractions.map { fraction throws(TensorError) in
      try sorted.quantileOfLines(fraction, interpolation, ignoresNaN: ignoresNaN)
    }
    var reduced = try q.rank == 0 ? results[0] : Tensor.stack(results, dim: 0)
    guard keepDim, rank > 0 else { return reduced }
    let offset = q.rank
    if dim != nil { return try reduced.unsqueeze(axis + offset) }
    for _ in 0..<rank { reduced = try reduced.unsqueeze(-1) }
    return reduced
  }

  /// One quantile of lines that are sorted along the last dimension, with NaN at the end.
  private func quantileOfLines(
    _ fraction: Double, _ interpolation: Interpolation, ignoresNaN: Bool
  ) throws(TensorError) -> Tensor {
    let size = shape[rank - 1]
    let plain = try detach().contiguous().cast(.float64)
    var shape = self.shape
    shape[rank - 1] = 1
    let below = try Tensor.uninitialized(shape, .int64)
    let above = try Tensor.uninitialized(shape, .int64)
    let weight = try Tensor.uninitialized(shape, dtype)
    for line in 0..<below.count {
      var valid = size
      while valid > 0, plain.doubles[line * size + valid - 1].isNaN { valid -= 1 }
      var position = fraction * Double(Swift.max((ignoresNaN ? valid : size) - 1, 0))
      if dtype == .float32 {
        position = Double(Float(fraction) * Float(Swift.max((ignoresNaN ? valid : size) - 1, 0)))
      }
      if !ignoresNaN && valid < size { position = Double(size - 1) }
      switch interpolation {
      case .lower: position = position.rounded(.down)
      case .higher: position = position.rounded(.up)
      case .nearest: position = position.rounded(.toNearestOrEven)
      case .linear, .midpoint: break
      }
      let floor = position.rounded(.down)
      below.ints[line] = Int(floor)
      above.ints[line] = Int(position.rounded(.up))
      let share = interpolation == .midpoint ? 0.5 : position - floor
      if dtype == .float32 { weight.floats[line] = Float(share) } else { weight.doubles[line] = share }
    }
    let last = rank - 1
    let lower = try gather(dim: last, below).squeeze([last])
    guard interpolation == .linear || interpolation == .midpoint else { return lower }
    return try lower.lerp(gather(dim: last, above).squeeze([last]), weight: weight.squeeze([last]))
  }
}
