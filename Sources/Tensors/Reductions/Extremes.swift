import CKernels

extension Tensor {
  /// The largest element over dimensions; equal ones share the gradient.
  public func amax(dims: [Int]? = nil, keepDim: Bool = false) throws(TensorError) -> Tensor {
    try recordedExtremum(dims, smallest: false, keepDim: keepDim, "AmaxBackward0")
  }
  public func amin(dims: [Int]? = nil, keepDim: Bool = false) throws(TensorError) -> Tensor {
    try recordedExtremum(dims, smallest: true, keepDim: keepDim, "AminBackward0")
  }

  /// The largest element of all.
  public func max() throws(TensorError) -> Tensor {
    if count == 0 { throw .emptyReduction(op: "max") }
    return try recordedExtremum(nil, smallest: false, keepDim: false, "MaxBackward1")
  }
  public func min() throws(TensorError) -> Tensor {
    if count == 0 { throw .emptyReduction(op: "min") }
    return try recordedExtremum(nil, smallest: true, keepDim: false, "MinBackward1")
  }

  private func recordedExtremum(
    _ dims: [Int]?, smallest: Bool, keepDim: Bool, _ name: StaticString
  ) throws(TensorError) -> Tensor {
    let set = try dimSet(dims)
    for dim in 0..<rank where set.contains(dim) && shape[dim] == 0 {
      throw .emptyReductionDim(op: smallest ? "amin" : "amax", dim: dim)
    }
    let result = try extremum(set, smallest: smallest, keepDim: keepDim)
    if dtype.isFloatingPoint && Tensor.records(self) {
      let node = result.record(.extremum(set, keepDim: keepDim, name), self)
      node.savedFirst = SavedTensor(self)
      node.save(result: result)
    }
    return result
  }

  /// The largest or smallest element over dimensions, outside the graph; NaN wins.
  func extremum(_ dims: DimSet, smallest: Bool, keepDim: Bool) throws(TensorError) -> Tensor {
    if dtype == .bool { return try to(.int64).extremum(dims, smallest: smallest, keepDim: keepDim).to(.bool) }
    let layout = try ReductionLayout(self, dims)
    let result = try Tensor.uninitialized(layout.resultShape(keepDim: keepDim), dtype)
    guard count > 0 else { return result }
    let (length, inner) = (layout.reduced, layout.inner)
    let table = seodang_kernels()
    let direction: Int32 = smallest ? 1 : 0
    Lines.forEach(layout.outer, nanoseconds: Double(length * inner) * 0.1 + 10) { outer in
      let start = outer * length * inner
      switch dtype {
      case .float32:
        let x = layout.input.floats + start
        let out = result.floats + outer * inner
        if inner == 1 {
          out[0] =
            layout.outer == 1
            ? x[seodang_extremum_f32(x, length, direction)]
            : table.pointee.line_extreme_f32(x, length, direction)
        } else {
          out.update(from: x, count: inner)
          table.pointee.rows_extremum_f32(x, length, inner, direction, out)
        }
      case .float64:
        let x = layout.input.doubles + start
        let out = result.doubles + outer * inner
        if inner == 1 {
          out[0] =
            layout.outer == 1
            ? x[seodang_extremum_f64(x, length, direction)]
            : table.pointee.line_extreme_f64(x, length, direction)
        } else {
          out.update(from: x, count: inner)
          table.pointee.rows_extremum_f64(x, length, inner, direction, out)
        }
      default:
        let x = layout.input.ints + start
        for column in 0..<inner {
          var best = x[column]
          for index in 1..<Swift.max(length, 1) {
            let value = x[index * inner + column]
            if smallest ? value < best : value > best { best = value }
          }
          result.ints[outer * inner + column] = best
        }
      }
    }
    return result
  }

  /// The largest element along a dimension and where it is; the first of equals.
  public func max(dim: Int, keepDim: Bool = false) throws(TensorError) -> (values: Tensor, indices: Tensor) {
    try picked(dim, smallest: false, keepDim: keepDim, "MaxBackward0")
  }
  public func min(dim: Int, keepDim: Bool = false) throws(TensorError) -> (values: Tensor, indices: Tensor) {
    try picked(dim, smallest: true, keepDim: keepDim, "MinBackward0")
  }

  private func picked(
    _ dim: Int, smallest: Bool, keepDim: Bool, _ name: StaticString
  ) throws(TensorError) -> (values: Tensor, indices: Tensor) {
    let dim = try resolve(dim)
    if rank > 0 && shape[dim] == 0 { throw .emptyReductionDim(op: smallest ? "min" : "max", dim: dim) }
    let places = try extremumPlaces(dim, smallest: smallest)
    let values = try Engine.withoutGrad { () throws(TensorError) in try gather(dim: dim, places) }
    let indices = keepDim || rank == 0 ? places : try places.squeeze([dim])
    let result = keepDim || rank == 0 ? values : try values.squeeze([dim]).detach()
    if dtype.isFloatingPoint && Tensor.records(self) {
      result.record(.pick(dim: dim, keepDim: keepDim, name), self).savedFirst = SavedTensor(places)
    }
    return (result, indices)
  }

  /// Where the largest element is, of all or along a dimension.
  public func argmax(dim: Int? = nil, keepDim: Bool = false) throws(TensorError) -> Tensor {
    try argument(dim, smallest: false, keepDim: keepDim)
  }
  public func argmin(dim: Int? = nil, keepDim: Bool = false) throws(TensorError) -> Tensor {
    try argument(dim, smallest: true, keepDim: keepDim)
  }

  private func argument(_ dim: Int?, smallest: Bool, keepDim: Bool) throws(TensorError) -> Tensor {
    let name = smallest ? "argmin" : "argmax"
    if dtype == .bool { throw .dtype(op: name, dtype) }
    guard let dim else {
      if count == 0 { throw .emptyReduction(op: name) }
      let place = try detach().reshape(to: [count]).extremumPlaces(0, smallest: smallest)
      return try place.reshape(to: keepDim ? Shape(repeating: 1, count: rank) : Shape())
    }
    let position = try resolve(dim)
    if rank > 0 && shape[position] == 0 { throw .emptyReductionDim(op: name, dim: position) }
    let places = try extremumPlaces(position, smallest: smallest)
    return keepDim || rank == 0 ? places : try places.squeeze([position])
  }

  /// The positions of the extremes along a dimension, which is kept with size 1.
  private func extremumPlaces(_ dim: Int, smallest: Bool) throws(TensorError) -> Tensor {
    let input = try (dtype == .bool ? cast(.int64) : self).withLines(along: dim)
    let length = rank == 0 ? 1 : shape[dim]
    let result = try Tensor.uninitialized(rank == 0 ? shape : shape.replacing(dim, with: 1), .int64)
    guard result.count > 0 else { return result }
    let table = seodang_kernels()
    let direction: Int32 = smallest ? 1 : 0
    // The lines come in the order of the result's elements: the kept dimensions keep their order.
    Lines.forEach(result.count, nanoseconds: Double(length) * 0.2 + 10) { line in
      let start = line * length
      switch input.dtype {
      case .float32:
        let x = input.floats + start
        result.ints[line] =
          result.count == 1
          ? seodang_extremum_f32(x, length, direction)
          : table.pointee.line_extremum_f32(x, length, direction)
      case .float64:
        let x = input.doubles + start
        result.ints[line] =
          result.count == 1
          ? seodang_extremum_f64(x, length, direction)
          : table.pointee.line_extremum_f64(x, length, direction)
      default:
        let x = input.ints + start
        var best = 0
        for index in 1..<Swift.max(length, 1) where smallest ? x[index] < x[best] : x[index] > x[best] {
          best = index
        }
        result.ints[line] = best
      }
    }
    return result
  }
}
