import CKernels

extension Tensor {
  /// Undefined elements.
  public static func empty(_ shape: Shape, dtype: DType = .float32) throws(TensorError) -> Tensor {
    for size in shape where size < 0 { throw .negativeSize(Array(shape)) }
    return try uninitialized(shape, dtype)
  }

  public static func zeros(_ shape: Shape, dtype: DType = .float32) throws(TensorError) -> Tensor {
    let result = try empty(shape, dtype: dtype)
    result.data.initializeMemory(as: UInt8.self, repeating: 0, count: result.count &* dtype.byteCount)
    return result
  }

  public static func ones(_ shape: Shape, dtype: DType = .float32) throws(TensorError) -> Tensor {
    try full(shape, 1, dtype: dtype)
  }

  /// Every element the same number; by default in the number's own type.
  public static func full(_ shape: Shape, _ value: Scalar, dtype: DType? = nil) throws(TensorError) -> Tensor
  {
    let result = try empty(shape, dtype: dtype ?? value.dtype)
    result.fillElements(value)
    return result
  }

  /// Writes one number to every element; neither graph nor version know.
  package func fillElements(_ value: Scalar) {
    guard isContiguous else {
      guard let number = try? Tensor.number(value, dtype) else { return }
      write(from: number)
      return
    }
    switch dtype {
    case .float32: floats.update(repeating: Float(value.double), count: count)
    case .float64: doubles.update(repeating: value.double, count: count)
    case .int64: ints.update(repeating: value.int, count: count)
    case .bool: bytes.update(repeating: value.isTrue ? 1 : 0, count: count)
    }
  }

  /// A scalar.
  public static func scalar(_ value: Scalar, dtype: DType? = nil) throws(TensorError) -> Tensor {
    let result = try uninitialized(Shape(), dtype ?? value.dtype)
    result.store(value)
    return result
  }

  /// The elements of a Swift array in the given shape.
  public convenience init<Element: TensorElement>(_ elements: [Element], _ shape: Shape? = nil)
    throws(TensorError)
  {
    let shape = shape ?? [elements.count]
    guard shape.elementCount == elements.count else {
      throw .viewSize(shape: [elements.count], requested: Array(shape))
    }
    let dtype = Element.dtype
    let storage = try Storage.allocate(byteCount: elements.count &* dtype.byteCount)
    elements.withUnsafeBytes { bytes in
      if let source = bytes.baseAddress { storage.base.copyMemory(from: source, byteCount: bytes.count) }
    }
    self.init(
      storage: storage, data: storage.base, shape: shape, strides: shape.contiguousStrides,
      count: elements.count,
      dtype: dtype, isContiguous: true)
  }

  /// Numbers of any kinds, converted to `dtype`, in the given shape.
  public static func from(_ values: [Scalar], _ shape: Shape, dtype: DType) throws(TensorError) -> Tensor {
    guard shape.elementCount == values.count else {
      throw .viewSize(shape: [values.count], requested: Array(shape))
    }
    let result = try uninitialized(shape, dtype)
    switch dtype {
    case .float32: for (index, value) in values.enumerated() { result.floats[index] = Float(value.double) }
    case .float64: for (index, value) in values.enumerated() { result.doubles[index] = value.double }
    case .int64: for (index, value) in values.enumerated() { result.ints[index] = value.int }
    case .bool: for (index, value) in values.enumerated() { result.bytes[index] = value.isTrue ? 1 : 0 }
    }
    return result
  }

  public func zerosLike(dtype: DType? = nil) throws(TensorError) -> Tensor {
    try Tensor.zeros(shape, dtype: dtype ?? self.dtype)
  }
  public func onesLike(dtype: DType? = nil) throws(TensorError) -> Tensor {
    try Tensor.ones(shape, dtype: dtype ?? self.dtype)
  }
  public func fullLike(_ value: Scalar, dtype: DType? = nil) throws(TensorError) -> Tensor {
    try Tensor.full(shape, value, dtype: dtype ?? self.dtype)
  }
  public func emptyLike(dtype: DType? = nil) throws(TensorError) -> Tensor {
    try Tensor.empty(shape, dtype: dtype ?? self.dtype)
  }
}
