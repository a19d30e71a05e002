import Tensors

/// What Python asks of a tensor and the engine has no word for.
extension Tensor {
  /// `bool(x)`: only a tensor of one element is true or false.
  func truth() throws(TensorError) -> Bool {
    guard count == 1 else { throw .ambiguousTruth(count: count) }
    return try item().isTrue
  }

  /// Takes the tensor out of the graph that made it.
  func detach_() throws(TensorError) {
    node = nil
    base = nil
    try requiresGrad_(false)
  }

  /// `x << bits` of integers.
  func shiftLeft(_ bits: Tensor) throws(TensorError) -> Tensor {
    guard !dtype.isFloatingPoint, !bits.dtype.isFloatingPoint else { throw .dtype(op: "lshift", dtype) }
    return try mul(bits.rpow(.int(2)))
  }

  /// `x >> bits` of integers.
  func shiftRight(_ bits: Tensor) throws(TensorError) -> Tensor {
    guard !dtype.isFloatingPoint, !bits.dtype.isFloatingPoint else { throw .dtype(op: "rshift", dtype) }
    return try floorDivide(bits.rpow(.int(2)))
  }

  /// `x[place]` for a plain int: a view of one element of the first dimension.
  @inline(__always)
  func at(_ place: Int) throws(TensorError) -> Tensor {
    guard rank > 0 else { throw .scalarIndex }
    return try select(dim: 0, index: place)
  }
}
