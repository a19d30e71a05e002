/// A reduction brought to three dimensions: `outer` × `reduced` × `inner`, row by row in memory.
struct ReductionLayout {
  let input: Tensor
  let outer: Int
  let reduced: Int
  let inner: Int
  /// The result with the reduced dimensions kept as 1, and without them.
  let keptShape: Shape
  let droppedShape: Shape

  /// - Parameter last: whether the kernel wants the reduced dimensions last (`inner` = 1).
  init(_ tensor: Tensor, _ dims: DimSet, last: Bool = false) throws(TensorError) {
    var kept = tensor.shape
    var dropped = Shape()
    for dim in 0..<tensor.rank {
      if dims.contains(dim) { kept[dim] = 1 } else { dropped.append(tensor.shape[dim]) }
    }
    keptShape = kept
    droppedShape = dropped
    var first = -1
    var end = -1
    var isRun = true
    for dim in 0..<tensor.rank where dims.contains(dim) {
      if first < 0 { first = dim } else if end != dim { isRun = false }
      end = dim + 1
    }
    if first < 0 { (first, end) = (tensor.rank, tensor.rank) }
    if isRun && tensor.isContiguous && (!last || end == tensor.rank) {
      input = tensor
      var sizes = (1, 1, 1)
      for dim in 0..<tensor.rank {
        let size = tensor.shape[dim]
        if dim < first { sizes.0 *= size } else if dim < end { sizes.1 *= size } else { sizes.2 *= size }
      }
      (outer, reduced, inner) = sizes
      return
    }
    var shape = Shape()
    var strides = Strides()
    for keep in [true, false] {
      for dim in 0..<tensor.rank where dims.contains(dim) != keep {
        shape.append(tensor.shape[dim])
        strides.append(tensor.strides[dim])
      }
    }
    let moved = tensor.window(shape, strides)
    if moved.isContiguous {
      input = moved
    } else {
      let copy = try Tensor.uninitialized(shape, tensor.dtype)
      copy.write(from: moved)
      input = copy
    }
    outer = dropped.product
    reduced = shape[dropped.count...].reduce(1, &*)
    inner = 1
  }

  func resultShape(keepDim: Bool) -> Shape { keepDim ? keptShape : droppedShape }
}

extension Tensor {
  /// The dimensions a reduction goes over: all when none are given.
  package func dimSet(_ dims: [Int]?) throws(TensorError) -> DimSet {
    guard let dims, !dims.isEmpty else { return .all(rank) }
    var set = DimSet()
    for dim in dims {
      let dim = try resolve(dim)
      if set.contains(dim) { throw .repeatedDim(dim) }
      if rank > 0 { set.bits |= 1 << UInt8(dim) }
    }
    return set
  }

  /// This tensor with dimensions of size 1 where a reduction dropped them.
  func restoringDims(_ dims: DimSet, rank: Int, keepDim: Bool) throws(TensorError) -> Tensor {
    if keepDim || dims.bits == 0 { return self }
    var sizes = Shape()
    var next = 0
    for dim in 0..<rank {
      if dims.contains(dim) {
        sizes.append(1)
      } else {
        sizes.append(shape[next])
        next += 1
      }
    }
    return try reshape(to: sizes)
  }
}
