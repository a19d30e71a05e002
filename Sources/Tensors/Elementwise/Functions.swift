import CKernels

extension Tensor {
  // MARK: functions of one tensor

  public func abs() throws(TensorError) -> Tensor { try unary(.abs) }
  public func sign() throws(TensorError) -> Tensor { try dtype == .bool ? clone() : unary(.sign) }
  public func square() throws(TensorError) -> Tensor { try unary(.square) }
  public func sqrt() throws(TensorError) -> Tensor { try unary(.sqrt) }
  public func rsqrt() throws(TensorError) -> Tensor { try unary(.rsqrt) }
  public func reciprocal() throws(TensorError) -> Tensor { try unary(.reciprocal) }
  public func exp() throws(TensorError) -> Tensor { try unary(.exp) }
  public func exp2() throws(TensorError) -> Tensor { try unary(.exp2) }
  public func expm1() throws(TensorError) -> Tensor { try unary(.expm1) }
  public func log() throws(TensorError) -> Tensor { try unary(.log) }
  public func log2() throws(TensorError) -> Tensor { try unary(.log2) }
  public func log10() throws(TensorError) -> Tensor { try unary(.log10) }
  public func log1p() throws(TensorError) -> Tensor { try unary(.log1p) }
  public func sin() throws(TensorError) -> Tensor { try unary(.sin) }
  public func cos() throws(TensorError) -> Tensor { try unary(.cos) }
  public func tan() throws(TensorError) -> Tensor { try unary(.tan) }
  public func asin() throws(TensorError) -> Tensor { try unary(.asin) }
  public func acos() throws(TensorError) -> Tensor { try unary(.acos) }
  public func atan() throws(TensorError) -> Tensor { try unary(.atan) }
  public func sinh() throws(TensorError) -> Tensor { try unary(.sinh) }
  public func cosh() throws(TensorError) -> Tensor { try unary(.cosh) }
  public func tanh() throws(TensorError) -> Tensor { try unary(.tanh) }
  public func asinh() throws(TensorError) -> Tensor { try unary(.asinh) }
  public func acosh() throws(TensorError) -> Tensor { try unary(.acosh) }
  public func atanh() throws(TensorError) -> Tensor { try unary(.atanh) }
  public func erf() throws(TensorError) -> Tensor { try unary(.erf) }
  public func erfc() throws(TensorError) -> Tensor { try unary(.erfc) }
  public func erfinv() throws(TensorError) -> Tensor { try unary(.erfinv) }
  public func lgamma() throws(TensorError) -> Tensor { try unary(.lgamma) }
  public func digamma() throws(TensorError) -> Tensor { try unary(.digamma) }
  public func floor() throws(TensorError) -> Tensor { try unary(.floor) }
  public func ceil() throws(TensorError) -> Tensor { try unary(.ceil) }
  /// To the nearest whole number, halves to the even one.
  public func round() throws(TensorError) -> Tensor { try unary(.round) }
  public func trunc() throws(TensorError) -> Tensor { try unary(.trunc) }
  public func frac() throws(TensorError) -> Tensor { try unary(.frac) }

  // MARK: activations

  public func sigmoid() throws(TensorError) -> Tensor { try unary(.sigmoid) }
  public func logsigmoid() throws(TensorError) -> Tensor { try unary(.logsigmoid) }
  public func relu() throws(TensorError) -> Tensor { try unary(.relu) }
  public func relu6() throws(TensorError) -> Tensor { try unary(.relu6) }
  public func selu() throws(TensorError) -> Tensor { try unary(.selu) }
  public func silu() throws(TensorError) -> Tensor { try unary(.silu) }
  /// x·Φ(x); with `tanh` the approximation of Hendrycks and Gimpel (2016).
  public func gelu(tanh: Bool = false) throws(TensorError) -> Tensor { try unary(tanh ? .geluTanh : .gelu) }
  public func mish() throws(TensorError) -> Tensor { try unary(.mish) }
  public func softsign() throws(TensorError) -> Tensor { try unary(.softsign) }
  public func hardsigmoid() throws(TensorError) -> Tensor { try unary(.hardsigmoid) }
  public func hardswish() throws(TensorError) -> Tensor { try unary(.hardswish) }
  public func tanhshrink() throws(TensorError) -> Tensor { try unary(.tanhshrink) }
  public func leakyRelu(slope: Double = 0.01) throws(TensorError) -> Tensor { try unary(.leakyRelu, slope) }
  public func elu(alpha: Double = 1) throws(TensorError) -> Tensor { try unary(.elu, alpha) }
  public func celu(alpha: Double = 1) throws(TensorError) -> Tensor { try unary(.celu, alpha) }
  public func softplus(beta: Double = 1, threshold: Double = 20) throws(TensorError) -> Tensor {
    try unary(.softplus, beta, threshold)
  }
  public func hardtanh(min: Double = -1, max: Double = 1) throws(TensorError) -> Tensor {
    try unary(.hardtanh, min, max)
  }
  public func hardshrink(lambda: Double = 0.5) throws(TensorError) -> Tensor {
    try unary(.hardshrink, lambda)
  }
  public func softshrink(lambda: Double = 0.5) throws(TensorError) -> Tensor {
    try unary(.softshrink, lambda)
  }
  public func threshold(_ threshold: Double, value: Double) throws(TensorError) -> Tensor {
    if !dtype.isFloatingPoint {
      let other = try Tensor.number(.float(value)).to(dtype)
      return try Tensor.where(gt(.float(threshold)), self, other)
    }
    return try unary(.threshold, threshold, value)
  }

  // MARK: functions of two tensors

  /// The larger of each pair; NaN wins.
  public func maximum(_ other: Tensor) throws(TensorError) -> Tensor {
    try Tensor.binary(.maximum, self, other)
  }
  public func minimum(_ other: Tensor) throws(TensorError) -> Tensor {
    try Tensor.binary(.minimum, self, other)
  }
  /// The larger of each pair; a number wins over NaN.
  public func fmax(_ other: Tensor) throws(TensorError) -> Tensor { try Tensor.binary(.fmax, self, other) }
  public func fmin(_ other: Tensor) throws(TensorError) -> Tensor { try Tensor.binary(.fmin, self, other) }
  public func atan2(_ other: Tensor) throws(TensorError) -> Tensor {
    try Tensor.floating(.atan2, self, other)
  }
  public func hypot(_ other: Tensor) throws(TensorError) -> Tensor {
    let dtype = Tensor.resultType(self, other)
    guard dtype.isFloatingPoint else { throw .dtype(op: "hypot", dtype) }
    return try Tensor.binary(.hypot, self, other)
  }
  public func copysign(_ other: Tensor) throws(TensorError) -> Tensor {
    try Tensor.floating(.copysign, self, other)
  }

  private static func floating(_ op: BinaryOp, _ a: Tensor, _ b: Tensor) throws(TensorError) -> Tensor {
    if resultType(a, b).isFloatingPoint { return try binary(op, a, b) }
    return try binary(op, a.cast(.float32), b.cast(.float32))
  }

  /// Each element brought between `min` and `max`, either of which may be missing.
  public func clamp(min: Scalar? = nil, max: Scalar? = nil) throws(TensorError) -> Tensor {
    if min == nil && max == nil { throw .argument(op: "clamp", name: "min", value: "None") }
    var dtype = self.dtype
    for case .some(let bound) in [min, max] where bound.dtype.category > dtype.category {
      dtype = bound.dtype
    }
    let input = try cast(dtype)
    if dtype.isFloatingPoint {
      let low = min?.double ?? -.infinity
      let high = max?.double ?? .infinity
      return try input.unary(.clamp, low, high)
    }
    var result = input
    if let min { result = try result.maximum(Tensor.number(min, dtype)) }
    if let max { result = try result.minimum(Tensor.number(max, dtype)) }
    return result
  }

  public func clamp(min: Tensor?, max: Tensor?) throws(TensorError) -> Tensor {
    if min == nil && max == nil { throw .argument(op: "clamp", name: "min", value: "None") }
    var result = self
    if let min { result = try result.maximum(min) }
    if let max { result = try result.minimum(max) }
    return result
  }

  /// `self + weight · (other − self)`.
  public func lerp(_ other: Tensor, weight: Tensor) throws(TensorError) -> Tensor {
    guard dtype.isFloatingPoint else { throw .dtype(op: "lerp", dtype) }
    guard other.dtype == dtype else { throw .dtypeMismatch(op: "lerp", dtype, other.dtype) }
    let shape = try Shape.broadcast(Shape.broadcast(self.shape, other.shape), weight.shape)
    let weight = try weight.cast(dtype)
    let result = try Tensor.uninitialized(shape, dtype)
    let table = seodang_kernels()
    let loop: seodang_loop = dtype == .float32 ? table.pointee.lerp_f32 : table.pointee.lerp_f64
    Walk.run(loop, 0, result, self, other, weight, nanoseconds: 0.3)
    if Tensor.records(self, other, weight) {
      let node = result.record(.lerp, self, other, weight)
      node.savedFirst = SavedTensor(self)
      node.savedSecond = SavedTensor(other)
      node.savedThird = SavedTensor(weight)
    }
    return result
  }
  public func lerp(_ other: Tensor, weight: Scalar) throws(TensorError) -> Tensor {
    try lerp(other, weight: Tensor.number(weight, dtype))
  }
}
