import CKernels

extension Tensor {
  public func eq(_ other: Tensor) throws(TensorError) -> Tensor { try Tensor.compare(.eq, self, other) }
  public func ne(_ other: Tensor) throws(TensorError) -> Tensor { try Tensor.compare(.ne, self, other) }
  public func lt(_ other: Tensor) throws(TensorError) -> Tensor { try Tensor.compare(.lt, self, other) }
  public func le(_ other: Tensor) throws(TensorError) -> Tensor { try Tensor.compare(.le, self, other) }
  public func gt(_ other: Tensor) throws(TensorError) -> Tensor { try Tensor.compare(.gt, self, other) }
  public func ge(_ other: Tensor) throws(TensorError) -> Tensor { try Tensor.compare(.ge, self, other) }
  public func eq(_ other: Scalar) throws(TensorError) -> Tensor { try compare(.eq, other) }
  public func ne(_ other: Scalar) throws(TensorError) -> Tensor { try compare(.ne, other) }
  public func lt(_ other: Scalar) throws(TensorError) -> Tensor { try compare(.lt, other) }
  public func le(_ other: Scalar) throws(TensorError) -> Tensor { try compare(.le, other) }
  public func gt(_ other: Scalar) throws(TensorError) -> Tensor { try compare(.gt, other) }
  public func ge(_ other: Scalar) throws(TensorError) -> Tensor { try compare(.ge, other) }

  public func logicalAnd(_ other: Tensor) throws(TensorError) -> Tensor {
    try Tensor.compare(.logicalAnd, self, other)
  }
  public func logicalOr(_ other: Tensor) throws(TensorError) -> Tensor {
    try Tensor.compare(.logicalOr, self, other)
  }
  public func logicalXor(_ other: Tensor) throws(TensorError) -> Tensor {
    try Tensor.compare(.logicalXor, self, other)
  }
  public func logicalNot() throws(TensorError) -> Tensor { try test(.logicalNot) }

  public func isnan() throws(TensorError) -> Tensor { try test(.isnan) }
  public func isinf() throws(TensorError) -> Tensor { try test(.isinf) }
  public func isfinite() throws(TensorError) -> Tensor { try test(.isfinite) }
  public func isposinf() throws(TensorError) -> Tensor { try test(.isposinf) }
  public func isneginf() throws(TensorError) -> Tensor { try test(.isneginf) }
  public func signbit() throws(TensorError) -> Tensor { try test(.signbit) }

  /// Bitwise operations on integers and truth values.
  package static func bitwise(_ op: BinaryOp, _ a: Tensor, _ b: Tensor) throws(TensorError) -> Tensor {
    _ = try Shape.broadcast(a.shape, b.shape)
    if a.dtype.isFloatingPoint { throw .dtype(op: "bitwise", a.dtype) }
    if b.dtype.isFloatingPoint { throw .dtype(op: "bitwise", b.dtype) }
    return try binary(op, a, b)
  }

  public func bitwiseAnd(_ other: Tensor) throws(TensorError) -> Tensor {
    try Tensor.bitwise(.bitAnd, self, other)
  }
  public func bitwiseOr(_ other: Tensor) throws(TensorError) -> Tensor {
    try Tensor.bitwise(.bitOr, self, other)
  }
  public func bitwiseXor(_ other: Tensor) throws(TensorError) -> Tensor {
    try Tensor.bitwise(.bitXor, self, other)
  }
  public func bitwiseNot() throws(TensorError) -> Tensor {
    if dtype == .bool { return try logicalNot() }
    if dtype.isFloatingPoint { throw .dtype(op: "bitwise_not", dtype) }
    return try neg().sub(1)
  }

  /// `a` where the condition holds and `b` elsewhere.
  public static func `where`(_ condition: Tensor, _ a: Tensor, _ b: Tensor) throws(TensorError) -> Tensor {
    guard condition.dtype == .bool else { throw .dtype(op: "where", condition.dtype) }
    let shape = try Shape.broadcast(condition.shape, Shape.broadcast(a.shape, b.shape))
    let dtype = resultType(a, b)
    let result = try Tensor.uninitialized(shape, dtype)
    let left = try a.cast(dtype)
    let right = try b.cast(dtype)
    Walk.run(Loops.select(dtype), 0, result, condition, left, right, nanoseconds: 0.25)
    if dtype.isFloatingPoint && records(a, b) {
      result.record(.choose, a, b).savedThird = SavedTensor(condition)
    }
    return result
  }

  /// The elements where `mask` is false, and `value` where it's true.
  public func maskedFill(_ mask: Tensor, value: Scalar) throws(TensorError) -> Tensor {
    guard mask.dtype == .bool else { throw .dtype(op: "masked_fill", mask.dtype) }
    let shape = try Shape.broadcast(self.shape, mask.shape)
    let result = try Tensor.uninitialized(shape, dtype)
    let number = try Tensor.number(value, dtype)
    Walk.run(Loops.select(dtype), 0, result, mask, number, self, nanoseconds: 0.25)
    if Tensor.records(self) { result.record(.maskedFill, self).savedFirst = SavedTensor(mask) }
    return result
  }
  public func maskedFill(_ mask: Tensor, value: Tensor) throws(TensorError) -> Tensor {
    guard value.rank == 0 else { throw .rankMismatch(op: "masked_fill", expected: 0, got: value.rank) }
    return try Tensor.where(mask, value.to(dtype), self)
  }

  /// Replaces NaN and the infinities by numbers; by default 0 and the largest ones of the type.
  public func nanToNum(nan: Double = 0, posinf: Double? = nil, neginf: Double? = nil) throws(TensorError)
    -> Tensor
  {
    guard dtype.isFloatingPoint else { return try clone() }
    let largest = dtype == .float32 ? Double(Float.greatestFiniteMagnitude) : .greatestFiniteMagnitude
    return try maskedFill(isnan(), value: .float(nan))
      .maskedFill(isposinf(), value: .float(posinf ?? largest))
      .maskedFill(isneginf(), value: .float(neginf ?? -largest)).shown(as: "NanToNumBackward0")
  }
}
