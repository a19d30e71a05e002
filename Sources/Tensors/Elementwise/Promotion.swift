/// Promotion as PyTorch does it: tensors with dimensions decide first, then scalars in tensors, then Python numbers;
/// a later group counts only where its kind (bool, integer, floating point) is a higher one.
extension DType {
  @inline(__always)
  var category: Int {
    switch self {
    case .bool: 0
    case .int64: 1
    case .float32, .float64: 2
    }
  }
}

extension Tensor {
  @inline(__always)
  package static func resultType(_ a: Tensor, _ b: Tensor) -> DType {
    a.dtype == b.dtype ? a.dtype : promote([a, b])
  }

  /// The type of an operation's result on any number of tensors.
  package static func promote(_ tensors: [Tensor]) -> DType {
    var byPriority: [DType?] = [nil, nil, nil]
    for tensor in tensors {
      let priority = tensor.isPythonNumber ? 2 : tensor.rank == 0 ? 1 : 0
      byPriority[priority] = byPriority[priority].map { Swift.max($0, tensor.dtype) } ?? tensor.dtype
    }
    var result: DType?
    for case .some(let candidate) in byPriority {
      if let current = result, candidate.category <= current.category { continue }
      result = candidate
    }
    return result ?? .float32
  }

  /// The type of an operation with a Python number.
  @inline(__always)
  package func resultType(with scalar: Scalar) -> DType {
    scalar.dtype.category > dtype.category ? scalar.dtype : dtype
  }

  /// A number as a scalar tensor that promotes as Python numbers do.
  package static func number(_ scalar: Scalar, _ dtype: DType? = nil) throws(TensorError) -> Tensor {
    let result = try Tensor.uninitializedNumber(dtype ?? scalar.dtype)
    result.store(scalar)
    result.isPythonNumber = true
    return result
  }

  /// Writes a scalar to the first element.
  package func store(_ scalar: Scalar) {
    switch dtype {
    case .float32: floats[0] = Float(scalar.double)
    case .float64: doubles[0] = scalar.double
    case .int64: ints[0] = scalar.int
    case .bool: bytes[0] = scalar.isTrue ? 1 : 0
    }
  }
}
