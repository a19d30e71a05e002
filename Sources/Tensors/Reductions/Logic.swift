extension Tensor {
  /// Whether all elements (along `dim`) differ from zero.
  public func all(dim: Int? = nil, keepDim: Bool = false) throws(TensorError) -> Tensor {
    try quantified(dim, keepDim, decidedBy: false)
  }

  /// Whether any element (along `dim`) differs from zero.
  public func any(dim: Int? = nil, keepDim: Bool = false) throws(TensorError) -> Tensor {
    try quantified(dim, keepDim, decidedBy: true)
  }

  private func quantified(_ dim: Int?, _ keepDim: Bool, decidedBy decisive: Bool) throws(TensorError)
    -> Tensor
  {
    let truth = dtype == .bool ? self : try ne(0)
    let layout = try ReductionLayout(truth, dimSet(dim.map { [$0] }))
    let result = try Tensor.uninitialized(layout.resultShape(keepDim: keepDim), .bool)
    let x = layout.input.bytes
    for outer in 0..<layout.outer {
      for inner in 0..<layout.inner {
        var isDecided = false
        var position = outer &* layout.reduced &* layout.inner &+ inner
        for _ in 0..<layout.reduced {
          if (x[position] != 0) == decisive {
            isDecided = true
            break
          }
          position &+= layout.inner
        }
        result.bytes[outer &* layout.inner &+ inner] = isDecided == decisive ? 1 : 0
      }
    }
    return result
  }

  /// Whether all elements are the same as those of a tensor of the same shape.
  public func equal(_ other: Tensor) throws(TensorError) -> Bool {
    guard shape == other.shape else { return false }
    return try eq(other).all().item().isTrue
  }

  /// Where two tensors agree to a relative and an absolute tolerance: |a − b| ≤ atol + rtol·|b|.
  public func isclose(
    _ other: Tensor, rtol: Double = 1e-5, atol: Double = 1e-8, equalNaN: Bool = false
  ) throws(TensorError) -> Tensor {
    guard dtype == other.dtype else { throw .dtypeMismatch(op: "isclose", dtype, other.dtype) }
    let (a, b) = (detach(), other.detach())
    var close = try a.eq(b)
    if equalNaN { close = try close.logicalOr(a.isnan().logicalAnd(b.isnan())) }
    if rtol == 0 && atol == 0 { return close }
    let allowed = try (b.abs() * .float(rtol)).add(.float(atol))
    let difference = try (dtype.isFloatingPoint ? a - b : a.to(.float64) - b.to(.float64)).abs()
    return try close.logicalOr(difference.isfinite().logicalAnd(difference.le(allowed)))
  }

  public func allclose(
    _ other: Tensor, rtol: Double = 1e-5, atol: Double = 1e-8, equalNaN: Bool = false
  ) throws(TensorError) -> Bool {
    try isclose(other, rtol: rtol, atol: atol, equalNaN: equalNaN).all().item().isTrue
  }
}
