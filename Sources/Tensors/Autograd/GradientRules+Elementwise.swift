// The rules of elementwise operations: one line each where there is one.
extension Node {
  // MARK: - one input

  func unaryGradient(_ op: UnaryOp, _ p: Double, _ q: Double, _ g: Tensor) throws(TensorError)
    -> Tensor
  {
    switch op {
    case .neg: return try -g
    case .sign, .floor, .ceil, .round, .trunc: return try g.zerosLike()
    case .frac: return try g.clone()
    // From the result.
    case .sqrt: return try g / (2 * result())
    case .rsqrt:
      if let loop = try fused(.rsqrtBackward, g) { return loop }
      let y = try result()
      return try -0.5 * g * (y * y * y)
    case .reciprocal:
      let y = try result()
      return try -g * (y * y)
    case .exp: return try g * result()
    case .exp2: return try g * result() * .float(0.693147180559945309417)
    case .expm1: return try g * (result() + 1)
    case .tan:
      let y = try result()
      return try g * (1 + y * y)
    case .tanh:
      if let loop = try fused(.tanhBackward, g) { return loop }
      let y = try result()
      return try g * (1 - y * y)
    case .sigmoid:
      if let loop = try fused(.sigmoidBackward, g) { return loop }
      let y = try result()
      return try g * (1 - y) * y
    case .relu:
      if let loop = try fused(.reluBackward, g) { return loop }
      return try g.maskedFill(result().le(0), value: 0)
    case .erfinv:
      let y = try result()
      return try g * (y * y).exp() * .float(0.886226925452758013649)
    default: return try inputGradient(op, p, q, g, saved(savedFirst))
    }
  }

  /// The unary rules that need the input.
  private func inputGradient(
    _ op: UnaryOp, _ p: Double, _ q: Double, _ g: Tensor, _ x: Tensor
  ) throws(TensorError) -> Tensor {
    switch op {
    case .abs: return try fused(.absBackward, g, x) ?? g * x.sign()
    case .square: return try fused(.squareBackward, g, x) ?? g * (2 * x)
    case .log: return try g / x
    case .log2: return try g / (x * .float(0.693147180559945309417))
    case .log10: return try g / (x * .float(2.30258509299404568402))
    case .log1p: return try g / (x + 1)
    case .sin: return try g * x.cos()
    case .cos: return try -(g * x.sin())
    case .asin: return try g * (1 - x * x).rsqrt()
    case .acos: return try -(g * (1 - x * x).rsqrt())
    case .atan: return try g / (x * x + 1)
    case .sinh: return try g * x.cosh()
    case .cosh: return try g * x.sinh()
    case .asinh: return try g * (x * x + 1).rsqrt()
    case .acosh: return try g * (x * x - 1).rsqrt()
    case .atanh: return try g / (1 - x * x)
    case .erf: return try g * (-(x * x)).exp() * .float(1.12837916709551257390)
    case .erfc: return try g * (-(x * x)).exp() * .float(-1.12837916709551257390)
    case .lgamma: return try g * x.digamma()
    case .digamma: return try g * x.polygamma(1)
    // Activations.
    case .logsigmoid: return try fused(.logsigmoidBackward, g, x) ?? g * (-x).sigmoid()
    case .relu6:
      return try fused(.relu6Backward, g, x) ?? g.maskedFill(x.le(0).logicalOr(x.ge(6)), value: 0)
    case .hardtanh:
      return try fused(.hardtanhBackward, g, x, p, q)
        ?? g.maskedFill(x.le(.float(p)).logicalOr(x.ge(.float(q))), value: 0)
    case .clamp:
      return try fused(.clampBackward, g, x, p, q)
        ?? g.maskedFill(x.gt(.float(p)).logicalAnd(x.lt(.float(q))).logicalNot(), value: 0)
    case .leakyRelu:
      return try fused(.leakyReluBackward, g, x, p) ?? Tensor.where(x.gt(0), g, g * .float(p))
    case .elu:
      return try fused(.eluBackward, g, x, p) ?? Tensor.where(x.le(0), g * .float(p) * x.exp(), g)
    case .celu:
      return try Tensor.where(x.le(0), g * (x / .float(p)).exp(), g)
    case .selu:
      let scale = 1.0507009873554804934193349852946
      return try fused(.seluBackward, g, x)
        ?? Tensor.where(
          x.le(0), g * .float(scale * 1.6732632423543772848170429916717) * x.exp(), g * .float(scale))
    case .silu:
      if let loop = try fused(.siluBackward, g, x) { return loop }
      let s = try x.sigmoid()
      return try g * s * (1 + x * (1 - s))
    case .gelu:
      if let loop = try fused(.geluBackward, g, x) { return loop }
      let cdf = try 0.5 * (1 + (x * .float(0.70710678118654752440)).erf())
      let density = try (-0.5 * x * x).exp() * .float(0.39894228040143267794)
      return try g * (cdf + x * density)
    case .geluTanh:
      if let loop = try fused(.geluTanhBackward, g, x) { return loop }
      let scale = Scalar.float(0.79788456080286535588)
      let t = try (scale * (x + 0.044715 * x * x * x)).tanh()
      let inner = try scale * (1 + 0.134145 * x * x)
      return try g * (0.5 * (1 + t) + 0.5 * x * (1 - t * t) * inner)
    case .mish:
      if let loop = try fused(.mishBackward, g, x) { return loop }
      let t = try x.softplus().tanh()
      return try g * (t + x * x.sigmoid() * (1 - t * t))
    case .softplus:
      return try fused(.softplusBackward, g, x, p, q)
        ?? Tensor.where((x * .float(p)).gt(.float(q)), g, g * (x * .float(p)).sigmoid())
    case .softsign: return try g / (1 + x.abs()).square()
    case .tanhshrink: return try g * x.tanh().square()
    case .hardsigmoid:
      return try fused(.hardsigmoidBackward, g, x)
        ?? (g / 6).maskedFill(x.le(-3).logicalOr(x.ge(3)), value: 0)
    case .hardswish:
      return try fused(.hardswishBackward, g, x)
        ?? Tensor.where(x.ge(3), g, g * (x / 3 + 0.5)).maskedFill(x.le(-3), value: 0)
    case .hardshrink, .softshrink:
      return try g.maskedFill(x.ge(.float(-p)).logicalAnd(x.le(.float(p))), value: 0)
    case .threshold:
      return try g.maskedFill(x.le(.float(p)), value: 0)
    default: throw .notDifferentiable(op: name)
    }
  }

  // MARK: - two inputs

  func propagateBinary(
    _ op: BinaryOp, _ p: Double, _ q: Double, _ g: Tensor, _ pass: inout BackwardPass
  ) throws(TensorError) {
    switch op {
    case .add:
      try pass.send(g, to: first, isFresh: false)
      try pass.send(g, to: second, isFresh: false)
      return
    case .sub:
      try pass.send(g, to: first, isFresh: false)
      if second.isWanted { try pass.send(-g, to: second, isFresh: true) }
      return
    case .mul:
      if first.isWanted { try pass.send(g * saved(savedSecond), to: first, isFresh: true) }
      if second.isWanted { try pass.send(g * saved(savedFirst), to: second, isFresh: true) }
      return
    case .floorDivide:
      throw .notDifferentiable(op: "floor_divide")
    default: break
    }
    let (a, b) = try (saved(savedFirst), saved(savedSecond))
    switch op {
    case .div:
      if first.isWanted { try pass.send(g / b, to: first, isFresh: true) }
      if second.isWanted { try pass.send(-g * (a / b / b), to: second, isFresh: true) }
    case .maximum, .minimum:
      // A tie shares the gradient.
      let half = try (g / 2).maskedFill(a.ne(b), value: 0)
      let aWins = try op == .maximum ? a.gt(b) : a.lt(b)
      let bWins = try op == .maximum ? a.lt(b) : a.gt(b)
      if first.isWanted {
        try pass.send(g.maskedFill(aWins.logicalNot(), value: 0) + half, to: first, isFresh: true)
      }
      if second.isWanted {
        try pass.send(g.maskedFill(bWins.logicalNot(), value: 0) + half, to: second, isFresh: true)
      }
    case .fmax, .fmin:
      let aWins = try (op == .fmax ? a.ge(b) : a.le(b)).logicalOr(b.isnan())
      if first.isWanted {
        try pass.send(g.maskedFill(aWins.logicalNot(), value: 0), to: first, isFresh: true)
      }
      if second.isWanted { try pass.send(g.maskedFill(aWins, value: 0), to: second, isFresh: true) }
    case .pow:
      if first.isWanted {
        let slope = try (b * a.pow(b - 1)).maskedFill(b.eq(0), value: 0)
        try pass.send(g * slope, to: first, isFresh: true)
      }
      if second.isWanted {
        let slope = try (a.pow(b) * a.log()).maskedFill(a.eq(0).logicalAnd(b.ge(0)), value: 0)
        try pass.send(g * slope, to: second, isFresh: true)
      }
    case .fmod, .remainder:
      try pass.send(g, to: first, isFresh: false)
      if second.isWanted {
        let quotient = try a / b
        try pass.send(-(g * (op == .fmod ? quotient.trunc() : quotient.floor())), to: second, isFresh: true)
      }
    case .atan2:
      let square = try a * a + b * b
      if first.isWanted { try pass.send(g * (b / square), to: first, isFresh: true) }
      if second.isWanted { try pass.send(g * (-a / square), to: second, isFresh: true) }
    case .hypot:
      let length = try a.hypot(b)
      if first.isWanted { try pass.send(g * (a / length), to: first, isFresh: true) }
      if second.isWanted { try pass.send(g * (b / length), to: second, isFresh: true) }
    case .copysign:
      let same = try a.sign() * a.copysign(b).sign()
      if first.isWanted { try pass.send(g * same, to: first, isFresh: true) }
      if second.isWanted { try pass.send(g.zerosLike(), to: second, isFresh: true) }
    default:
      throw .notDifferentiable(op: name)
    }
  }

  func propagateScalar(
    _ op: BinaryOp, _ scalar: Scalar, reversed: Bool, _ g: Tensor, _ pass: inout BackwardPass
  ) throws(TensorError) {
    switch op {
    case .add: try pass.send(g, to: first, isFresh: false)
    case .sub: try pass.send(reversed ? -g : g, to: first, isFresh: reversed)
    case .mul: try pass.send(g * scalar, to: first, isFresh: true)
    case .div where !reversed: try pass.send(g / scalar, to: first, isFresh: true)
    case .div:
      let x = try saved(savedFirst)
      try pass.send(-g * (scalar / x / x), to: first, isFresh: true)
    case .pow:
      let x = try saved(savedFirst)
      let exponent = scalar.double
      if reversed {
        let slope = exponent == 0 ? try x.zerosLike() : try x.rpow(scalar) * .float(logarithm(exponent))
        try pass.send(g * slope, to: first, isFresh: true)
      } else if exponent == 0 {
        try pass.send(g.zerosLike(), to: first, isFresh: true)
      } else {
        try pass.send(g * (x.pow(.float(exponent - 1)) * .float(exponent)), to: first, isFresh: true)
      }
    default: throw .notDifferentiable(op: name)
    }
  }
}

/// The standard library's `??` forgets which error its right side throws.
private func ?? (
  loop: Tensor?, formula: @autoclosure () throws(TensorError) -> Tensor
) throws(TensorError) -> Tensor {
  if let loop { loop } else { try formula() }
}

/// The natural logarithm of a parameter.
private func logarithm(_ x: Double) throws(TensorError) -> Double {
  try Tensor.scalar(.float(x), dtype: .float64).log().item().double
}
