import CKernels

/// Operations on one tensor, element by element. The order is that of the kernels' list in CKernels/Elementwise.h.
package enum UnaryOp: Int32, CaseIterable, Sendable {
  case neg, abs, sign, square, sqrt, rsqrt, reciprocal
  case exp, exp2, expm1, log, log2, log10, log1p
  case sin, cos, tan, asin, acos, atan, sinh, cosh, tanh, asinh, acosh, atanh
  case erf, erfc, erfinv, lgamma, digamma
  case floor, ceil, round, trunc, frac
  case sigmoid, logsigmoid, relu, relu6, selu, silu, gelu, geluTanh, mish, softsign
  case hardsigmoid, hardswish, tanhshrink
  case leakyRelu, elu, celu, softplus
  case clamp, hardtanh, hardshrink, softshrink, threshold
}

/// Operations on two tensors, element by element, in the order of CKernels/Elementwise.h. The later ones are
/// gradients: their first input is the gradient that arrives, their second what the rule saved.
package enum BinaryOp: Int32, CaseIterable, Sendable {
  case add, sub, mul, div, maximum, minimum, pow, fmod, remainder, floorDivide
  case atan2, hypot, fmax, fmin, copysign
  case bitAnd, bitOr, bitXor, shiftLeft, shiftRight
  case tanhBackward, sigmoidBackward, reluBackward, relu6Backward, leakyReluBackward
  case eluBackward, seluBackward, siluBackward, geluBackward, geluTanhBackward
  case mishBackward, softplusBackward, clampBackward, hardtanhBackward, logsigmoidBackward
  case hardswishBackward, hardsigmoidBackward, absBackward, rsqrtBackward, squareBackward
  case logitLoss, logitLossBackward
}

/// Comparisons and logic: the result is of type bool.
package enum CompareOp: Int32, CaseIterable, Sendable {
  case eq, ne, lt, le, gt, ge, logicalAnd, logicalOr, logicalXor
}

/// Questions about each element: the result is of type bool.
package enum TestOp: Int32, CaseIterable, Sendable {
  case isnan, isinf, isfinite, isposinf, isneginf, signbit, logicalNot
}

/// What a gradient rule needs of the operation's input and result.
package enum Saves { case nothing, input, result }

extension UnaryOp {
  /// What the gradient rule needs.
  @inline(__always)
  package var saves: Saves {
    switch self {
    case .neg, .sign, .floor, .ceil, .round, .trunc, .frac: .nothing
    case .sqrt, .rsqrt, .reciprocal, .exp, .exp2, .expm1, .tan, .tanh, .sigmoid, .relu, .erfinv: .result
    default: .input
    }
  }

  /// PyTorch's name of the gradient function.
  package var gradientName: String {
    switch self {
    case .geluTanh: "GeluBackward0"
    case .square: "PowBackward0"
    case .log1p: "Log1PBackward0"
    case .clamp: "ClampBackward1"
    case .logsigmoid: "LogSigmoidBackward0"
    case .relu6: "HardtanhBackward0"
    case .selu: "EluBackward0"
    case .softsign: "DivBackward0"
    case .tanhshrink: "SubBackward0"
    default: capitalized(self) + "Backward0"
    }
  }

  /// Roughly what one float32 costs, in nanoseconds on one core; decides about splitting the work.
  @inline(__always)
  var nanoseconds: Double {
    switch self {
    case .neg, .abs, .sign, .square, .relu, .relu6, .clamp, .hardtanh, .leakyRelu, .floor, .ceil, .round,
      .trunc:
      0.15
    case .sqrt, .rsqrt, .reciprocal, .frac, .threshold, .hardshrink, .softshrink: 0.3
    case .exp, .log, .tanh, .sigmoid, .expm1, .log1p, .silu: 0.5
    case .gelu, .geluTanh, .elu, .selu, .celu, .erf, .softplus, .mish, .logsigmoid: 1
    default: 8
    }
  }
}

private func capitalized(_ operation: some Any) -> String {
  let name = String(describing: operation)
  return name.prefix(1).uppercased() + name.dropFirst()
}

extension BinaryOp {
  @inline(__always)
  var nanoseconds: Double {
    switch self {
    case .add, .sub, .mul, .div, .maximum, .minimum: 0.15
    case .pow, .fmod, .remainder, .floorDivide, .atan2, .hypot: 8
    case .geluBackward, .geluTanhBackward, .siluBackward, .eluBackward, .mishBackward, .softplusBackward: 1
    default: 0.2
    }
  }

  /// Whether the rule needs the inputs.
  @inline(__always)
  package var savesInputs: Bool {
    switch self {
    case .add, .sub, .bitAnd, .bitOr, .bitXor, .shiftLeft, .shiftRight, .floorDivide: false
    default: true
    }
  }

  package var gradientName: String { capitalized(self) + "Backward0" }
}

/// The loops over one dimension for each type, from the table of this processor's level.
enum Loops {
  @inline(__always)
  static func unary(_ dtype: DType) -> seodang_loop {
    let table = seodang_kernels()
    switch dtype {
    case .float32: return table.pointee.unary_f32
    case .float64: return table.pointee.unary_f64
    default: return table.pointee.unary_i64
    }
  }

  @inline(__always)
  static func binary(_ dtype: DType) -> seodang_loop {
    let table = seodang_kernels()
    switch dtype {
    case .float32: return table.pointee.binary_f32
    case .float64: return table.pointee.binary_f64
    case .int64: return table.pointee.binary_i64
    case .bool: return table.pointee.binary_bool
    }
  }

  static func compare(_ dtype: DType) -> seodang_loop {
    let table = seodang_kernels()
    switch dtype {
    case .float32: return table.pointee.compare_f32
    case .float64: return table.pointee.compare_f64
    case .int64: return table.pointee.compare_i64
    case .bool: return table.pointee.compare_bool
    }
  }

  static func select(_ dtype: DType) -> seodang_loop {
    let table = seodang_kernels()
    switch dtype {
    case .float32: return table.pointee.select_f32
    case .float64: return table.pointee.select_f64
    case .int64: return table.pointee.select_i64
    case .bool: return table.pointee.select_bool
    }
  }
}
