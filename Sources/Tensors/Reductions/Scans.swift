import CKernels

// Running reductions along a dimension.
extension Tensor {
  /// The running sum along `dim`; integers and truth values sum to int64.
  public func cumsum(dim: Int, dtype: DType? = nil) throws(TensorError) -> Tensor {
    let dim = try resolve(dim)
    let type = dtype ?? (self.dtype.isFloatingPoint ? self.dtype : .int64)
    if type != self.dtype { return try to(type).cumsum(dim: dim) }
    let layout = try ScanLayout(self, dim)
    let result = try Tensor.uninitialized(shape, type)
    let kernels = seodang_kernels()
    switch type {
    case .float32:
      kernels.pointee.cumulative_sum_f32(
        layout.input.floats, result.floats, layout.outer, layout.length, layout.inner)
    case .float64:
      kernels.pointee.cumulative_sum_f64(
        layout.input.doubles, result.doubles, layout.outer, layout.length, layout.inner)
    default: layout.scan(layout.input.ints, result.ints) { $0 &+ $1 }
    }
    if Tensor.records(self) {
      result.record("CumsumBackward0", inputs: [self]) { (g, _) throws(TensorError) in
        [try g.reverseCumsum(dim)]
      }
    }
    return result
  }

  /// The running sum from the end: the gradient of `cumsum`.
  private func reverseCumsum(_ dim: Int) throws(TensorError) -> Tensor {
    rank == 0 ? self : try flip([dim]).cumsum(dim: dim).flip([dim])
  }

  /// The running product along `dim`; of integers in int64.
  public func cumprod(dim: Int, dtype: DType? = nil) throws(TensorError) -> Tensor {
    let dim = try resolve(dim)
    let type = dtype ?? (self.dtype.isFloatingPoint ? self.dtype : .int64)
    if type != self.dtype { return try to(type).cumprod(dim: dim) }
    let layout = try ScanLayout(self, dim)
    let result = try Tensor.uninitialized(shape, type)
    switch type {
    case .float32: layout.scan(layout.input.floats, result.floats) { $0 * $1 }
    case .float64: layout.scan(layout.input.doubles, result.doubles) { $0 * $1 }
    default: layout.scan(layout.input.ints, result.ints) { $0 &* $1 }
    }
    if Tensor.records(self) {
      result.record("CumprodBackward0", inputs: [self], saving: [self]) { (g, node) throws(TensorError) in
        [try node.savedInput(0).cumprodGradient(g, dim: dim)]
      }
    }
    return result
  }

  /// ∂/∂xᵢ = Σ_{k ≥ i} gₖ·Π_{j ≤ k, j ≠ i} xⱼ. Without zeros that is a running sum divided by x.
  private func cumprodGradient(_ g: Tensor, dim: Int) throws(TensorError) -> Tensor {
    if rank == 0 { return g }
    if try !detach().eq(0).any().item().isTrue {
      return try (g * cumprod(dim: dim)).reverseCumsum(dim) / self
    }
    let layout = try ScanLayout(self, dim)
    let x = try layout.input.cast(.float64)
    let gradient = try g.detach().contiguous().cast(.float64)
    let result = try Tensor.zeros(shape, dtype: .float64)
    for outer in 0..<layout.outer {
      for inner in 0..<layout.inner {
        let start = outer * layout.length * layout.inner + inner
        var before = 1.0
        for i in 0..<layout.length {
          let place = start + i * layout.inner
          var product = before
          var sum = product * gradient.doubles[place]
          var k = i + 1
          while k < layout.length, product != 0 {
            product *= x.doubles[start + k * layout.inner]
            sum += product * gradient.doubles[start + k * layout.inner]
            k += 1
          }
          result.doubles[place] = sum
          before *= x.doubles[place]
        }
      }
    }
    return try result.cast(dtype)
  }

  /// The running maximum along `dim` and where it stands, the last of equals; NaN stays.
  public func cummax(dim: Int) throws(TensorError) -> (values: Tensor, indices: Tensor) {
    try runningExtremum(dim, "CummaxBackward0") { $0 >= $1 }
  }

  /// The running minimum along `dim` and where it stands.
  public func cummin(dim: Int) throws(TensorError) -> (values: Tensor, indices: Tensor) {
    try runningExtremum(dim, "CumminBackward0") { $0 <= $1 }
  }

  private func runningExtremum(
    _ dim: Int, _ name: StaticString, _ replaces: (Double, Double) -> Bool
  ) throws(TensorError) -> (values: Tensor, indices: Tensor) {
    let dim = try resolve(dim)
    let layout = try ScanLayout(self, dim)
    let x = try layout.input.cast(.float64)
    let values = try Tensor.uninitialized(shape, .float64)
    let indices = try Tensor.uninitialized(shape, .int64)
    for outer in 0..<layout.outer {
      for inner in 0..<layout.inner {
        let start = outer * layout.length * layout.inner + inner
        var (best, place) = (0.0, 0)
        for i in 0..<layout.length {
          if i & 0xFFFF == 0, seodang_interrupted() != 0 { throw .interrupted }
          let position = start + i * layout.inner
          let value = x.doubles[position]
          if i == 0 || value.isNaN || replaces(value, best) { (best, place) = (value, i) }
          (values.doubles[position], indices.ints[position]) = (best, place)
        }
      }
    }
    let result = try values.cast(dtype)
    result.recordPick(name, from: self, dim: dim, indices: indices)
    return (result, indices)
  }
}

/// A scan brought to three dimensions: `outer` × `length` × `inner`, row by row.
private struct ScanLayout {
  let input: Tensor
  let outer: Int, length: Int, inner: Int

  init(_ tensor: Tensor, _ dim: Int) throws(TensorError) {
    input = try tensor.detach().contiguous()
    outer = tensor.rank == 0 ? 1 : tensor.shape[..<dim].reduce(1, &*)
    length = tensor.rank == 0 ? 1 : tensor.shape[dim]
    inner = tensor.rank == 0 ? 1 : tensor.shape[(dim + 1)...].reduce(1, &*)
  }

  @inline(__always)
  func scan<Element>(
    _ x: UnsafePointer<Element>, _ out: UnsafeMutablePointer<Element>,
    _ combine: (Element, Element) -> Element
  ) {
    guard length > 0 else { return }
    for outer in 0..<outer {
      let start = outer * length * inner
      for place in start..<start + inner { out[place] = x[place] }
      var next = start + inner
      while next < start + length * inner {
        if seodang_interrupted() != 0 { return }
        let end = min(next + (1 << 20), start + length * inner)
        for place in next..<end { out[place] = combine(out[place - inner], x[place]) }
        next = end
      }
    }
  }
}
