import CKernels

extension Tensor {
  /// `self + alpha · other`.
  public func add(_ other: Tensor, alpha: Scalar = 1) throws(TensorError) -> Tensor {
    if alpha == 1 { return try Tensor.binary(.add, self, other) }
    return try Tensor.binary(.add, self, other.mul(alpha))
  }
  public func add(_ other: Scalar) throws(TensorError) -> Tensor { try binary(.add, other) }

  /// `self − alpha · other`; subtracting truth values is refused.
  public func sub(_ other: Tensor, alpha: Scalar = 1) throws(TensorError) -> Tensor {
    if dtype == .bool || other.dtype == .bool { throw .boolArithmetic(op: "sub") }
    if alpha == 1 { return try Tensor.binary(.sub, self, other) }
    return try Tensor.binary(.sub, self, other.mul(alpha))
  }
  public func sub(_ other: Scalar) throws(TensorError) -> Tensor {
    if dtype == .bool || other.dtype == .bool { throw .boolArithmetic(op: "sub") }
    return try binary(.sub, other)
  }
  /// `other − self`.
  public func rsub(_ other: Scalar) throws(TensorError) -> Tensor {
    if dtype == .bool || other.dtype == .bool { throw .boolArithmetic(op: "sub") }
    return try binary(.sub, other, reversed: true)
  }

  public func mul(_ other: Tensor) throws(TensorError) -> Tensor { try Tensor.binary(.mul, self, other) }
  public func mul(_ other: Scalar) throws(TensorError) -> Tensor { try binary(.mul, other) }

  /// True division: integers become floating point.
  public func div(_ other: Tensor) throws(TensorError) -> Tensor {
    if dtype.isFloatingPoint || other.dtype.isFloatingPoint { return try Tensor.binary(.div, self, other) }
    return try Tensor.binary(.div, cast(.float32), other.cast(.float32))
  }
  public func div(_ other: Scalar) throws(TensorError) -> Tensor {
    try (dtype.isFloatingPoint ? self : cast(.float32)).binary(.div, .float(other.double))
  }
  /// `other / self`.
  public func rdiv(_ other: Scalar) throws(TensorError) -> Tensor {
    try (dtype.isFloatingPoint ? self : cast(.float32)).binary(.div, .float(other.double), reversed: true)
  }

  /// Division rounded towards negative infinity, as Python's `//`.
  public func floorDivide(_ other: Tensor) throws(TensorError) -> Tensor {
    try Tensor.wholeNumber(.floorDivide, self, other)
  }
  public func floorDivide(_ other: Scalar) throws(TensorError) -> Tensor {
    try Tensor.wholeNumber(.floorDivide, self, Tensor.number(other))
  }
  /// The remainder with the divisor's sign, as Python's `%`.
  public func remainder(_ other: Tensor) throws(TensorError) -> Tensor {
    try Tensor.wholeNumber(.remainder, self, other)
  }
  public func remainder(_ other: Scalar) throws(TensorError) -> Tensor {
    try Tensor.wholeNumber(.remainder, self, Tensor.number(other))
  }
  /// The remainder with the dividend's sign, as C's `fmod`.
  public func fmod(_ other: Tensor) throws(TensorError) -> Tensor {
    try Tensor.wholeNumber(.fmod, self, other)
  }
  public func fmod(_ other: Scalar) throws(TensorError) -> Tensor {
    try Tensor.wholeNumber(.fmod, self, Tensor.number(other))
  }

  /// Integer division by zero is an error, in floating point it isn't.
  package static func wholeNumber(_ op: BinaryOp, _ a: Tensor, _ b: Tensor) throws(TensorError) -> Tensor {
    let dtype = resultType(a, b)
    if dtype == .bool { throw .dtype(op: op == .floorDivide ? "floor_divide" : "\(op)", dtype) }
    if dtype == .int64, try !b.ne(0).all().item().isTrue { throw .integerDivisionByZero }
    return try binary(op, a, b)
  }

  /// `self` to the power of `exponent`.
  public func pow(_ exponent: Tensor) throws(TensorError) -> Tensor {
    if dtype == .bool && exponent.dtype == .bool { throw .dtype(op: "pow", dtype) }
    if Tensor.resultType(self, exponent) == .int64, try exponent.lt(0).any().item().isTrue {
      throw .integerPowerNegative
    }
    return try Tensor.binary(.pow, self, exponent)
  }
  public func pow(_ exponent: Scalar) throws(TensorError) -> Tensor {
    if dtype == .bool { return try cast(.int64).pow(exponent) }
    if resultType(with: exponent) == .int64, exponent.int < 0 { throw .integerPowerNegative }
    if exponent == 2 && dtype.isFloatingPoint { return try unary(.square) }
    return try binary(.pow, exponent)
  }
  /// `base` to the power of `self`.
  public func rpow(_ base: Scalar) throws(TensorError) -> Tensor { try binary(.pow, base, reversed: true) }

  public func neg() throws(TensorError) -> Tensor { try unary(.neg) }

  public static func + (a: Tensor, b: Tensor) throws(TensorError) -> Tensor { try binary(.add, a, b) }
  public static func - (a: Tensor, b: Tensor) throws(TensorError) -> Tensor { try a.sub(b) }
  public static func * (a: Tensor, b: Tensor) throws(TensorError) -> Tensor { try binary(.mul, a, b) }
  public static func / (a: Tensor, b: Tensor) throws(TensorError) -> Tensor { try a.div(b) }
  public static func + (a: Tensor, b: Scalar) throws(TensorError) -> Tensor { try a.add(b) }
  public static func - (a: Tensor, b: Scalar) throws(TensorError) -> Tensor { try a.sub(b) }
  public static func * (a: Tensor, b: Scalar) throws(TensorError) -> Tensor { try a.mul(b) }
  public static func / (a: Tensor, b: Scalar) throws(TensorError) -> Tensor { try a.div(b) }
  public static func + (a: Scalar, b: Tensor) throws(TensorError) -> Tensor { try b.add(a) }
  public static func - (a: Scalar, b: Tensor) throws(TensorError) -> Tensor { try b.rsub(a) }
  public static func * (a: Scalar, b: Tensor) throws(TensorError) -> Tensor { try b.mul(a) }
  public static func / (a: Scalar, b: Tensor) throws(TensorError) -> Tensor { try b.rdiv(a) }
  public static prefix func - (a: Tensor) throws(TensorError) -> Tensor { try a.neg() }
}
