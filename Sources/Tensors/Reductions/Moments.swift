import CKernels

extension Tensor {
  /// Σ (x − mean)² / (n − correction) over dimensions, in two passes.
  public func variance(
    dims: [Int]? = nil, correction: Double = 1, keepDim: Bool = false
  ) throws(TensorError) -> Tensor {
    let set = try dimSet(dims)
    let result = try deviations(set, correction, keepDim, isRoot: false).spread
    if Tensor.records(self) {
      result.record(.variance(set, keepDim: keepDim, correction: correction), self).savedFirst = SavedTensor(
        self)
    }
    return result
  }

  /// The root of the variance.
  public func std(dims: [Int]? = nil, correction: Double = 1, keepDim: Bool = false) throws(TensorError)
    -> Tensor
  {
    let set = try dimSet(dims)
    let result = try deviations(set, correction, keepDim, isRoot: true).spread
    if Tensor.records(self) {
      let node = result.record(.deviation(set, keepDim: keepDim, correction: correction), self)
      node.savedFirst = SavedTensor(self)
      node.save(result: result)
    }
    return result
  }

  public func varMean(
    dims: [Int]? = nil, correction: Double = 1, keepDim: Bool = false
  ) throws(TensorError) -> (variance: Tensor, mean: Tensor) {
    (
      try variance(dims: dims, correction: correction, keepDim: keepDim),
      try mean(dims: dims, keepDim: keepDim)
    )
  }

  public func stdMean(
    dims: [Int]? = nil, correction: Double = 1, keepDim: Bool = false
  ) throws(TensorError) -> (std: Tensor, mean: Tensor) {
    (try std(dims: dims, correction: correction, keepDim: keepDim), try mean(dims: dims, keepDim: keepDim))
  }

  private func deviations(
    _ dims: DimSet, _ correction: Double, _ keepDim: Bool, isRoot: Bool
  ) throws(TensorError) -> (spread: Tensor, terms: Int) {
    guard dtype.isFloatingPoint else { throw .dtype(op: isRoot ? "std" : "var", dtype) }
    let layout = try ReductionLayout(self, dims, last: true)
    let result = try Tensor.uninitialized(layout.resultShape(keepDim: keepDim), dtype)
    let length = layout.reduced
    let divisor = Swift.max(Double(length) - correction, 0)
    let table = seodang_kernels()
    let isLong = length >= 65536
    Lines.forEach(result.count, nanoseconds: Double(length) * 0.3 + 10) { line in
      var mean = 0.0
      let squares: Double
      if length == 0 {
        squares = .nan
      } else if isLong {
        squares = longDeviations(layout.input, line * length, length)
      } else if dtype == .float32 {
        squares = table.pointee.line_deviations_f32(layout.input.floats + line * length, length, &mean)
      } else {
        squares = table.pointee.line_deviations_f64(layout.input.doubles + line * length, length, &mean)
      }
      let variance = squares / divisor
      let value = isRoot ? variance.squareRoot() : variance
      if dtype == .float32 { result.floats[line] = Float(value) } else { result.doubles[line] = value }
    }
    return (result, length)
  }

  /// The squared deviations of a long line from those of its pieces (Chan, Golub & LeVeque 1983), so that the pieces can
  /// be computed by several threads.
  private func longDeviations(_ input: Tensor, _ start: Int, _ length: Int) -> Double {
    let piece = 16384
    let pieces = (length + piece - 1) / piece
    let table = seodang_kernels()
    var parts = [(mean: Double, squares: Double)](repeating: (0, 0), count: pieces)
    parts.withUnsafeMutableBufferPointer { parts in
      guard let base = parts.baseAddress else { return }
      Lines.forEach(pieces, nanoseconds: Double(piece) * 0.3) { index in
        let first = index * piece
        let count = Swift.min(piece, length - first)
        var mean = 0.0
        base[index].squares =
          dtype == .float32
          ? table.pointee.line_deviations_f32(input.floats + start + first, count, &mean)
          : table.pointee.line_deviations_f64(input.doubles + start + first, count, &mean)
        base[index].mean = mean
      }
    }
    var (count, mean, squares) = (0.0, 0.0, 0.0)
    for (index, part) in parts.enumerated() {
      let size = Double(Swift.min(piece, length - index * piece))
      let distance = part.mean - mean
      let total = count + size
      mean += distance * size / total
      squares += part.squares + distance * distance * count * size / total
      count = total
    }
    return squares
  }

  /// (Σ |x|^p)^(1/p) over dimensions; the largest for p = ∞, the number of non-zeros for p = 0.
  public func vectorNorm(
    order: Double = 2, dims: [Int]? = nil, keepDim: Bool = false
  ) throws(TensorError) -> Tensor {
    guard dtype.isFloatingPoint else { throw .dtype(op: "linalg.vector_norm", dtype) }
    let set = try dimSet(dims)
    let list = (0..<rank).filter(set.contains)
    let result = try Engine.withoutGrad { () throws(TensorError) in
      switch order {
      case 2 where isContiguous && list.count == rank && !keepDim:
        let table = seodang_kernels()
        let square =
          dtype == .float32
          ? table.pointee.line_dot_f32(floats, floats, count)
          : table.pointee.line_dot_f64(doubles, doubles, count)
        return try Tensor.scalar(.float(square.squareRoot()), dtype: dtype)
      case 2: return try square().sum(dims: list, keepDim: keepDim).sqrt()
      case 1: return try abs().sum(dims: list, keepDim: keepDim)
      case 0: return try ne(0).to(dtype).sum(dims: list, keepDim: keepDim)
      case .infinity: return try abs().extremum(set, smallest: false, keepDim: keepDim)
      case -.infinity: return try abs().extremum(set, smallest: true, keepDim: keepDim)
      default: return try abs().pow(.float(order)).sum(dims: list, keepDim: keepDim).pow(.float(1 / order))
      }
    }
    if Tensor.records(self) {
      let node = result.record(.norm(set, keepDim: keepDim, order: order), self)
      node.savedFirst = SavedTensor(self)
      node.save(result: result)
    }
    return result
  }

  /// The product of all elements, or along a dimension. Integers and truth values multiply to int64.
  public func prod(dim: Int? = nil, keepDim: Bool = false, dtype: DType? = nil) throws(TensorError) -> Tensor
  {
    if let dtype, dtype != self.dtype { return try to(dtype).prod(dim: dim, keepDim: keepDim) }
    guard self.dtype.isFloatingPoint || self.dtype == .int64 else {
      return try to(.int64).prod(dim: dim, keepDim: keepDim)
    }
    let position = try dim.map { dim throws(TensorError) in try resolve(dim) }
    let layout = try ReductionLayout(
      self, position.map { rank == 0 ? .all(0) : DimSet([$0]) } ?? .all(rank), last: true)
    let result = try Tensor.uninitialized(layout.resultShape(keepDim: keepDim), self.dtype)
    let (dtype, input, length) = (self.dtype, layout.input, layout.reduced)
    let table = seodang_kernels()
    Lines.forEach(result.count, nanoseconds: Double(length) * 0.1 + 10) { line in
      let start = line * length
      switch dtype {
      case .float32: result.floats[line] = table.pointee.line_product_f32(input.floats + start, length)
      case .float64: result.doubles[line] = table.pointee.line_product_f64(input.doubles + start, length)
      default:
        var product = 1
        for index in 0..<length { product &*= input.ints[start &+ index] }
        result.ints[line] = product
      }
    }
    if self.dtype.isFloatingPoint && Tensor.records(self) {
      result.record(.product(dim: position ?? -1, keepDim: keepDim), self).savedFirst = SavedTensor(self)
    }
    return result
  }

  /// How many elements differ from zero, of all or over dimensions.
  public func countNonzero(dims: [Int]? = nil) throws(TensorError) -> Tensor { try ne(0).sum(dims: dims) }
}
