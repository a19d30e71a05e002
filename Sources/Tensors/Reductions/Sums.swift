import CKernels

extension Tensor {
  /// The sum over all dimensions, or over `dims`. Integers and truth values sum to int64.
  public func sum(dims: [Int]? = nil, keepDim: Bool = false, dtype: DType? = nil) throws(TensorError)
    -> Tensor
  {
    if let dtype, dtype != self.dtype { return try to(dtype).sum(dims: dims, keepDim: keepDim) }
    let set = try dimSet(dims)
    if !self.dtype.isFloatingPoint { return try integerSum(set, keepDim: keepDim) }
    let result = try floatingSum(set, keepDim: keepDim, divisor: 1)
    if Tensor.records(self) {
      result.record(.sum(set, keepDim: keepDim, dims == nil ? "SumBackward0" : "SumBackward1"), self)
    }
    return result
  }

  /// The mean over all dimensions, or over `dims`; of floating point only.
  public func mean(dims: [Int]? = nil, keepDim: Bool = false, dtype: DType? = nil) throws(TensorError)
    -> Tensor
  {
    if let dtype, dtype != self.dtype { return try to(dtype).mean(dims: dims, keepDim: keepDim) }
    guard self.dtype.isFloatingPoint else { throw .meanOfIntegers(self.dtype) }
    let set = try dimSet(dims)
    var terms = 1
    for dim in 0..<rank where set.contains(dim) { terms *= shape[dim] }
    let result = try floatingSum(set, keepDim: keepDim, divisor: Double(terms))
    if Tensor.records(self) {
      result.record(.mean(set, keepDim: keepDim, dims == nil ? "MeanBackward0" : "MeanBackward1"), self)
    }
    return result
  }

  /// The sum of all elements of a contiguous tensor divided by `divisor`, outside the graph.
  func total(divisor: Double) throws(TensorError) -> Tensor {
    let result = try Tensor.uninitializedNumber(dtype)
    if dtype == .float32 {
      seodang_sum_f32(floats, 1, count, 1, divisor, result.floats)
    } else {
      seodang_sum_f64(doubles, 1, count, 1, divisor, result.doubles)
    }
    return result
  }

  /// The sums of a matrix's columns: the gradient of what was added to every row.
  func columnSums() throws(TensorError) -> Tensor {
    guard !Engine.isGradEnabled, isContiguous, count > 0 else { return try sum(dims: [0]) }
    let result = try Tensor.uninitialized(Shape(shape[1]), dtype)
    if dtype == .float32 {
      seodang_sum_f32(floats, 1, shape[0], shape[1], 1, result.floats)
    } else {
      seodang_sum_f64(doubles, 1, shape[0], shape[1], 1, result.doubles)
    }
    return result
  }

  private func floatingSum(_ dims: DimSet, keepDim: Bool, divisor: Double) throws(TensorError) -> Tensor {
    if isContiguous && !keepDim && dims == .all(rank) { return try total(divisor: divisor) }
    let layout = try ReductionLayout(self, dims)
    let result = try Tensor.uninitialized(layout.resultShape(keepDim: keepDim), dtype)
    guard result.count > 0 else { return result }
    if dtype == .float32 {
      seodang_sum_f32(layout.input.floats, layout.outer, layout.reduced, layout.inner, divisor, result.floats)
    } else {
      seodang_sum_f64(
        layout.input.doubles, layout.outer, layout.reduced, layout.inner, divisor, result.doubles)
    }
    return result
  }

  private func integerSum(_ dims: DimSet, keepDim: Bool) throws(TensorError) -> Tensor {
    let layout = try ReductionLayout(cast(.int64), dims)
    let result = try Tensor.uninitialized(layout.resultShape(keepDim: keepDim), .int64)
    let x = layout.input.ints
    for outer in 0..<layout.outer {
      for inner in 0..<layout.inner {
        var total = 0
        for index in 0..<layout.reduced {
          total &+= x[(outer &* layout.reduced &+ index) &* layout.inner &+ inner]
        }
        result.ints[outer &* layout.inner &+ inner] = total
      }
    }
    return result
  }

  /// The sum that takes a gradient of this shape back to an input of `shape` that was broadcast.
  package func sum(to shape: Shape) throws(TensorError) -> Tensor {
    if self.shape == shape { return self }
    guard shape.count <= rank else { throw .shapeMismatch(op: "backward", self.shape, shape) }
    let lead = rank - shape.count
    var dims: [Int] = []
    for dim in 0..<rank where dim < lead || (shape[dim - lead] == 1 && self.shape[dim] != 1) {
      dims.append(dim)
    }
    let summed = dims.isEmpty ? self : try sum(dims: dims, keepDim: true)
    return summed.shape == shape ? summed : try summed.reshape(to: shape)
  }
}
