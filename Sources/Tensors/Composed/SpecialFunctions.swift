#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

// Functions of mathematical physics and statistics, element by element, computed in float64. They are rare in training,
// so that a plain loop is quick enough.
extension Tensor {
  /// Σ (q + k)⁻ˣ for k ≥ 0, x being this tensor's elements (Hurwitz). There is a gradient for `q` only.
  public func zeta(_ q: Tensor) throws(TensorError) -> Tensor {
    let (x, q) = try (floatingElements(), q.floatingElements())
    let result = try x.zipped(q, "zeta") { Special.zeta($0, $1) }
    if Tensor.records(x, q) {
      result.record("SpecialZetaBackward0", inputs: [x, q], saving: [x, q]) { (g, node) throws(TensorError) in
        if node.wants(0) { throw .notDifferentiable(op: "special_zeta") }
        let (x, q) = try (node.savedInput(0), node.savedInput(1))
        return [nil, try g.mul(x.neg()).mul(x.add(1).zeta(q))]
      }
    }
    return result
  }

  /// The derivative of order `order` of ψ(x) = (ln Γ(x))′.
  public func polygamma(_ order: Int) throws(TensorError) -> Tensor {
    guard order >= 0, order <= 1 << 10 else {
      throw .argument(op: "polygamma", name: "n", value: "\(order)")
    }
    if order == 0 { return try digamma() }
    return try function("PolygammaBackward0", of: { Special.polygamma(order, $0) }) { x throws(TensorError) in
      try x.polygamma(order + 1)
    }
  }

  /// The modified Bessel functions of the first kind, of order 0 and 1; `scaled` multiplies them by e^−|x|.
  public func besselI0(scaled: Bool = false) throws(TensorError) -> Tensor {
    try function(scaled ? "SpecialI0EBackward0" : "I0Backward0", of: { Special.besselI($0, 0, scaled) }) {
      x throws(TensorError) in
      let next = try x.besselI1(scaled: scaled)
      return scaled ? try next.sub(x.sign().mul(x.besselI0(scaled: true))) : next
    }
  }

  public func besselI1(scaled: Bool = false) throws(TensorError) -> Tensor {
    try function(
      scaled ? "SpecialI1EBackward0" : "SpecialI1Backward0", of: { Special.besselI($0, 1, scaled) }
    ) { x throws(TensorError) in
      // I₁(x)/x is ½ at 0.
      let isZero = try x.eq(0)
      let ratio = try x.besselI1(scaled: scaled).div(x.maskedFill(isZero, value: 1)).maskedFill(
        isZero, value: .float(0.5))
      let slope = try x.besselI0(scaled: scaled).sub(ratio)
      return scaled ? try slope.sub(x.sign().mul(x.besselI1(scaled: true))) : slope
    }
  }

  /// The Bessel functions of the first kind, without gradients, as in PyTorch.
  public func besselJ(order: Int) throws(TensorError) -> Tensor {
    try floatingElements().mapped { order == 0 ? j0($0) : j1($0) }
  }

  /// e^(x²)·erfc(x), which doesn't vanish where erfc does.
  public func erfcx() throws(TensorError) -> Tensor {
    try function("SpecialErfcxBackward0", of: Special.erfcx) { x throws(TensorError) in
      try x.mul(2).mul(x.erfcx()).sub(.float(2 / Double.pi.squareRoot()))
    }
  }

  /// The logarithm of the normal distribution's cumulative function.
  public func logNdtr() throws(TensorError) -> Tensor {
    try function("SpecialLogNdtrBackward0", of: Special.logNdtr) { x throws(TensorError) in
      try x.mul(.float(-0.5.squareRoot())).erfcx().reciprocal().mul(.float((2 / Double.pi).squareRoot()))
    }
  }

  /// The regularised incomplete gamma functions P(a, x), or Q(a, x) = 1 − P(a, x) if `upper`, a being this tensor's
  /// elements. There is a gradient for `x` only.
  public func incompleteGamma(_ x: Tensor, upper: Bool) throws(TensorError) -> Tensor {
    let (a, x) = try (floatingElements(), x.floatingElements())
    let result = try a.zipped(x, "gammainc") { Special.incompleteGamma($0, $1, upper: upper) }
    if Tensor.records(a, x) {
      result.record(
        upper ? "IgammacBackward0" : "IgammaBackward0", inputs: [a, x], saving: [a, x]
      ) { (g, node) throws(TensorError) in
        if node.wants(0) { throw .notDifferentiable(op: upper ? "igammac: input" : "igamma: input") }
        let (a, x) = try (node.savedInput(0), node.savedInput(1))
        let density = try a.sub(1).mul(x.log()).sub(x).sub(a.lgamma()).exp()
        return [nil, try g.mul(upper ? density.neg() : density)]
      }
    }
    return result
  }

  /// The next number of the type in the direction of `other`.
  public func nextAfter(_ other: Tensor) throws(TensorError) -> Tensor {
    guard dtype.isFloatingPoint else { throw .dtype(op: "nextafter", dtype) }
    let dtype = Tensor.resultType(self, other)
    return try cast(dtype).zipped(other.cast(dtype), "nextafter") { a, b in
      dtype == .float32 ? Double(nextafterf(Float(a), Float(b))) : nextafter(a, b)
    }
  }

  /// m and n with x = m·2ⁿ and ½ ≤ |m| < 1.
  public func frexp() throws(TensorError) -> (mantissa: Tensor, exponent: Tensor) {
    guard dtype.isFloatingPoint else { throw .dtype(op: "frexp", dtype) }
    var exponents: [Int] = []
    for value in try detach().array(Double.self) {
      exponents.append(value == 0 || !value.isFinite ? 0 : Int(value.exponent) + 1)
    }
    let exponent = try Tensor(exponents, shape).integers(.int32)
    // Two factors, since one of the smallest numbers' would be too large.
    let half = try exponent.to(.float64).neg().mul(.float(0.5))
    let scale = try (half.floor().rpow(2), half.ceil().rpow(2))
    let mantissa = try to(.float64).mul(scale.0).mul(scale.1).to(dtype)
    return (mantissa.shown(as: "FrexpBackward0"), exponent)
  }

  // MARK: loops

  /// This tensor, or its numbers as float32 if it holds integers.
  private func floatingElements() throws(TensorError) -> Tensor {
    dtype.isFloatingPoint ? self : try to(.float32)
  }

  private func mapped(_ f: (Double) -> Double) throws(TensorError) -> Tensor {
    let numbers = try detach().array(Double.self)
    return try Tensor(numbers.map { f($0) }, shape).cast(dtype)
  }

  private func zipped(
    _ other: Tensor, _ op: String, _ f: (Double, Double) -> Double
  ) throws(TensorError) -> Tensor {
    let dtype = Tensor.resultType(self, other)
    let shape = try Shape.broadcast(self.shape, other.shape)
    let left = try detach().expand(to: shape).array(Double.self)
    let right = try other.detach().expand(to: shape).array(Double.self)
    return try Tensor(zip(left, right).map { f($0.0, $0.1) }, shape).cast(dtype)
  }

  private func function(
    _ name: StaticString, of f: (Double) -> Double,
    slope: @escaping (Tensor) throws(TensorError) -> Tensor
  ) throws(TensorError) -> Tensor {
    let x = try floatingElements()
    let result = try x.mapped(f)
    if Tensor.records(x) {
      result.record(name, inputs: [x], saving: [x]) { (g, node) throws(TensorError) in
        [try g.mul(slope(node.savedInput(0)))]
      }
    }
    return result
  }
}

/// The functions of one number.
private enum Special {
  /// (2k)!/B₂ₖ for k = 1, 2, …
  private static let bernoulli = [
    12, -720, 30240, -1_209_600, 47_900_160, -1_892_437_580.3183792, 7.47242496e10, -2.950130727918164e12,
    1.1646782814350067e14, -4.597978722407472e15, 1.8152105401943546e17, -7.166165256175667e18,
  ]

  /// By summing ten terms and the Euler–Maclaurin formula for the others.
  static func zeta(_ x: Double, _ q: Double) -> Double {
    if x.isNaN || q.isNaN || x < 1 { return .nan }
    if x == 1 { return .infinity }
    if q <= 0 {
      if q == q.rounded(.down) { return .infinity }
      if x != x.rounded(.down) { return .nan }
    }
    if q.isInfinite { return 0 }
    var (sum, place, term) = (pow(q, -x), q, 0.0)
    var count = 0
    while count < 9 || place <= 9 {
      count += 1
      place += 1
      term = pow(place, -x)
      sum += term
      if (term / sum).magnitude < Double.ulpOfOne / 2 { return sum }
    }
    sum += term * place / (x - 1) - term / 2
    var factor = 1.0
    for (index, divisor) in bernoulli.enumerated() {
      let k = Double(2 * index)
      factor *= x + k
      term /= place
      let correction = factor * term / divisor
      sum += correction
      if (correction / sum).magnitude < Double.ulpOfOne / 2 { return sum }
      factor *= x + k + 1
      term /= place
    }
    return sum
  }

  /// ψ⁽ⁿ⁾(x) = (−1)ⁿ⁺¹·n!·ζ(n + 1, x)
  static func polygamma(_ order: Int, _ x: Double) -> Double {
    (order % 2 == 0 ? -1 : 1) * exp(lgamma(Double(order) + 1)) * zeta(Double(order) + 1, x)
  }

  /// By the power series, whose terms are positive; far out by the asymptotic one.
  static func besselI(_ x: Double, _ order: Int, _ isScaled: Bool) -> Double {
    let size = x.magnitude
    let sign: Double = order == 1 && x < 0 ? -1 : 1
    if size.isNaN { return x }
    guard size > 30 else {
      var term = order == 0 ? 1 : size / 2
      var sum = term
      var k = 1.0
      while term > sum * 1e-18 {
        term *= size * size / 4 / (k * (k + Double(order)))
        sum += term
        k += 1
      }
      return sign * sum * (isScaled ? exp(-size) : 1)
    }
    let square = Double(4 * order * order)
    var (term, sum) = (1.0, 1.0)
    for k in 1...30 {
      let odd = Double(2 * k - 1)
      term *= -(square - odd * odd) / (Double(k) * 8 * size)
      sum += term
      if term.magnitude < 1e-17 * sum { break }
    }
    return sign * sum / (2 * Double.pi * size).squareRoot() * (isScaled ? 1 : exp(size))
  }

  static func erfcx(_ x: Double) -> Double {
    if x < 25 { return exp(x * x) * erfc(x) }
    let inverse = 1 / (2 * x * x)
    return (1 - inverse * (1 - 3 * inverse * (1 - 5 * inverse))) / (x * Double.pi.squareRoot())
  }

  static func logNdtr(_ x: Double) -> Double {
    let scaled = x * 0.5.squareRoot()
    return x < -1 ? log(erfcx(-scaled) / 2) - scaled * scaled : log1p(-erfc(scaled) / 2)
  }

  /// P by its power series below a + 1, Q by its continued fraction (modified Lentz method) above.
  static func incompleteGamma(_ a: Double, _ x: Double, upper: Bool) -> Double {
    if a.isNaN || x.isNaN || a < 0 || x < 0 || (a == 0 && x == 0) { return .nan }
    if a == 0 || x == .infinity { return upper ? 0 : 1 }
    if x == 0 || a == .infinity { return upper ? 1 : 0 }
    let scale = exp(a * log(x) - x - lgamma(a))
    if x < a + 1 {
      var (term, sum, k) = (1 / a, 1 / a, a)
      for _ in 0..<10_000 where term.magnitude > sum.magnitude * 1e-17 {
        k += 1
        term *= x / k
        sum += term
      }
      return upper ? 1 - scale * sum : scale * sum
    }
    let tiny = 1e-300
    var b = x + 1 - a
    var c = 1 / tiny
    var d = 1 / b
    var fraction = d
    for i in 1..<10_000 {
      let an = -Double(i) * (Double(i) - a)
      b += 2
      d = an * d + b
      if d.magnitude < tiny { d = tiny }
      c = b + an / c
      if c.magnitude < tiny { c = tiny }
      d = 1 / d
      fraction *= d * c
      if (d * c - 1).magnitude < 1e-16 { break }
    }
    return upper ? scale * fraction : 1 - scale * fraction
  }
}
