import Glibc
import Script

/// `math`: the C library's functions with Python's errors. A result that is NaN for a number is “domain”, one that is infinite
/// for a finite number is “range”.
enum MathModule {
  static var module: NativeModule {
    NativeModule("math") { machine, module in
      for (name, value) in [
        ("pi", Double.pi), ("e", M_E), ("tau", 2 * Double.pi), ("inf", .infinity), ("nan", .nan),
      ] {
        module.define(name, .float(value), machine)
      }
      for (name, function, overflows) in unary {
        module.function(name, "x, /", machine) { m, a in
          let x = try m.requireFloat(a[0])
          let y = function(x)
          if y.isNaN, !x.isNaN { throw m.error(NumberMessage.domain) }
          if y.isInfinite, x.isFinite { throw m.error(overflows ? NumberMessage.range : .domain) }
          return .float(y)
        }
      }
      for (name, test) in tests {
        module.function(name, "x, /", machine) { m, a in .bool(test(try m.requireFloat(a[0]))) }
      }
      for (name, function) in binary {
        module.function(name, "x, y, /", machine) { m, a in
          let x = try m.requireFloat(a[0])
          let y = try m.requireFloat(a[1])
          let z = function(x, y)
          if z.isNaN, !x.isNaN, !y.isNaN { throw m.error(NumberMessage.domain) }
          if z.isInfinite, x.isFinite, y.isFinite {
            throw m.error(name == "pow" && x == 0 ? NumberMessage.domain : .range)
          }
          return .float(z)
        }
      }
      defineRounding(module, machine)
      defineIntegers(module, machine)
      defineSums(module, machine)
    }
  }

  private static let unary: [(String, @Sendable (Double) -> Double, Bool)] = [
    ("sqrt", { $0.squareRoot() }, true), ("cbrt", { Glibc.cbrt($0) }, true),
    ("exp", { Glibc.exp($0) }, true), ("exp2", { Glibc.exp2($0) }, true),
    ("expm1", { Glibc.expm1($0) }, true),
    ("log1p", { Glibc.log1p($0) }, false),
    ("sin", { Glibc.sin($0) }, true), ("cos", { Glibc.cos($0) }, true), ("tan", { Glibc.tan($0) }, true),
    ("asin", { Glibc.asin($0) }, true), ("acos", { Glibc.acos($0) }, true),
    ("atan", { Glibc.atan($0) }, true),
    ("sinh", { Glibc.sinh($0) }, true), ("cosh", { Glibc.cosh($0) }, true),
    ("tanh", { Glibc.tanh($0) }, true),
    ("asinh", { Glibc.asinh($0) }, true), ("acosh", { Glibc.acosh($0) }, true),
    ("atanh", { Glibc.atanh($0) }, false),
    ("erf", { Glibc.erf($0) }, true), ("erfc", { Glibc.erfc($0) }, true),
    ("gamma", GammaFunction.gamma, true), ("lgamma", GammaFunction.logarithm, true),
    ("fabs", { $0.magnitude }, true),
    ("degrees", { $0 * (180 / Double.pi) }, true), ("radians", { $0 * (Double.pi / 180) }, true),
    ("ulp", { $0.isFinite ? $0.magnitude.ulp : $0.magnitude }, true),
  ]

  private static let tests: [(String, @Sendable (Double) -> Bool)] = [
    ("isnan", { $0.isNaN }), ("isinf", { $0.isInfinite }), ("isfinite", { $0.isFinite }),
  ]

  private static let binary: [(String, @Sendable (Double, Double) -> Double)] = [
    ("pow", { Glibc.pow($0, $1) }), ("atan2", { Glibc.atan2($0, $1) }), ("fmod", { Glibc.fmod($0, $1) }),
    ("copysign", { Glibc.copysign($0, $1) }), ("remainder", { Glibc.remainder($0, $1) }),
    ("nextafter", { Glibc.nextafter($0, $1) }),
  ]

  // MARK: Rounding, logarithms and comparison

  private static func defineRounding(_ module: ModuleObject, _ machine: Machine) {
    for (name, symbol, rule) in [
      ("floor", WellKnownSymbol.floor, FloatingPointRoundingRule.down), ("ceil", .ceil, .up),
      ("trunc", .trunc, .towardZero),
    ] {
      module.function(name, "x, /", machine) { m, a in
        if let integer = a[0].integer { return .int(integer) }
        if case .object(let object) = a[0], let method = object.type(m).lookup(.known(symbol)) {
          return try m.call(m.bind(method, to: a[0]))
        }
        if symbol == .trunc, a[0].number == nil {
          throw m.error(
            CallMessage.other(
              english: "type \(m.typeName(of: a[0])) doesn't define __trunc__ method",
              korean: "'\(m.typeName(of: a[0]))' 값은 정수로 자를 수 없어요"))
        }
        return .int(try m.truncated(m.requireFloat(a[0]).rounded(rule)))
      }
    }
    module.function("log", nil, machine) { m, a in
      guard (1...2).contains(a.count), a.keywords.isEmpty else {
        throw m.error(CallMessage.expectedAtLeast(function: "log", count: 1, given: a.count))
      }
      let x = try logarithm(m, a[0], Glibc.log)
      guard let base = a.optional(1) else { return .float(x) }
      let divisor = try logarithm(m, base, Glibc.log)
      guard divisor != 0 else { throw m.error(NumberMessage.zeroDivision("float division by zero")) }
      return .float(x / divisor)
    }
    module.function("log2", "x, /", machine) { m, a in .float(try logarithm(m, a[0], Glibc.log2)) }
    module.function("log10", "x, /", machine) { m, a in .float(try logarithm(m, a[0], Glibc.log10)) }
    module.function("modf", "x, /", machine) { m, a in
      let x = try m.requireFloat(a[0])
      if x.isInfinite { return .tuple([.float(Glibc.copysign(0, x)), .float(x)]) }
      let whole = x.rounded(.towardZero)
      return .tuple([.float(Glibc.copysign(x - whole, x)), .float(whole)])
    }
    module.function("frexp", "x, /", machine) { m, a in
      let x = try m.requireFloat(a[0])
      guard x.isFinite, x != 0 else { return .tuple([.float(x), .int(0)]) }
      let exponent = Int(x.exponent) + 1
      return .tuple([.float(scalbn(x, Int32(-exponent))), .int(exponent)])
    }
    module.function("ldexp", "x, i, /", machine) { m, a in
      let x = try m.requireFloat(a[0])
      guard let exponent = a[1].integer else {
        throw m.error(
          CallMessage.other(
            english: "Expected an int as second argument to ldexp.", korean: "ldexp()의 둘째 인자는 정수여야 해요"))
      }
      let result = scalbn(x, Int32(clamping: exponent))
      if result.isInfinite, x.isFinite { throw m.error(NumberMessage.range) }
      return .float(result)
    }
    module.function("isclose", "a, b, *, rel_tol=1e-09, abs_tol=0.0", machine) { m, a in
      let (x, y) = (try m.requireFloat(a[0]), try m.requireFloat(a[1]))
      let (relative, absolute) = (try m.requireFloat(a[2]), try m.requireFloat(a[3]))
      guard !(relative < 0), !(absolute < 0) else {
        throw m.error(ValueMessage(english: "tolerances must be non-negative", korean: "허용 오차는 0 이상이어야 해요"))
      }
      if x == y { return .bool(true) }
      if x.isInfinite || y.isInfinite { return .bool(false) }
      let difference = (x - y).magnitude
      return .bool(
        difference <= (relative * y).magnitude || difference <= (relative * x).magnitude
          || difference <= absolute)
    }
  }

  private static func logarithm(_ m: Machine, _ value: Value, _ function: (Double) -> Double) throws -> Double
  {
    let x = try m.requireFloat(value)
    guard x > 0 || x.isNaN else { throw m.error(NumberMessage.domain) }
    return function(x)
  }

  // MARK: Whole numbers

  private static func defineIntegers(_ module: ModuleObject, _ machine: Machine) {
    module.function("gcd", nil, machine) { m, a in
      .int(Int(clamping: try a.positional.reduce(UInt(0)) { gcd($0, try m.requireIndex($1).magnitude) }))
    }
    module.function("lcm", nil, machine) { m, a in
      .int(
        try a.positional.reduce(1) { result, value in
          let x = try m.requireIndex(value)
          guard x != 0, result != 0 else { return 0 }
          let factor = Int(clamping: x.magnitude / gcd(UInt(result), x.magnitude))
          return try multiply(m, result, factor, "lcm")
        })
    }
    module.function("factorial", "x, /", machine) { m, a in
      let n = try m.requireIndex(a[0])
      guard n >= 0 else { throw m.error(NumberMessage.negativeFactorial) }
      guard n <= 20 else { throw m.integerOverflow("factorial(\(n))") }
      return .int((1...max(1, n)).reduce(1, *))
    }
    module.function("comb", "n, k, /", machine) { m, a in
      let (n, k) = (try m.requireIndex(a[0]), try m.requireIndex(a[1]))
      guard n >= 0 else { throw m.error(NumberMessage.nonNegative("n")) }
      guard k >= 0 else { throw m.error(NumberMessage.nonNegative("k")) }
      guard k <= n else { return .int(0) }
      var result = 1
      let least = min(k, n - k)
      for i in 0..<least {
        // The product of i + 1 successive numbers is divisible by (i + 1)!, so each step is exact; 128 bits hold it.
        let wide = Int128(result) * Int128(n - i) / Int128(i + 1)
        guard let next = Int(exactly: wide) else { throw m.integerOverflow("comb(\(n), \(k))") }
        result = next
      }
      return .int(result)
    }
    module.function("perm", "n, k=None, /", machine) { m, a in
      let n = try m.requireIndex(a[0])
      let k = a[1].isNone ? n : try m.requireIndex(a[1])
      guard n >= 0 || !a[1].isNone else { throw m.error(NumberMessage.negativeFactorial) }
      guard n >= 0 else { throw m.error(NumberMessage.nonNegative("n")) }
      guard k >= 0 else { throw m.error(NumberMessage.nonNegative("k")) }
      guard k <= n else { return .int(0) }
      var result = 1
      for i in 0..<k { result = try multiply(m, result, n - i, "perm") }
      return .int(result)
    }
    module.function("isqrt", "n, /", machine) { m, a in
      let n = try m.requireIndex(a[0])
      guard n >= 0 else {
        throw m.error(
          ValueMessage(
            english: "isqrt() argument must be nonnegative", korean: "isqrt()의 인자는 0 이상이어야 해요",
            topic: .domain))
      }
      var root = Int(Double(n).squareRoot())
      while root.multipliedReportingOverflow(by: root).overflow || root * root > n { root -= 1 }
      while case let (square, overflow) = (root + 1).multipliedReportingOverflow(by: root + 1), !overflow,
        square <= n
      {
        root += 1
      }
      return .int(root)
    }
  }

  private static func gcd(_ a: UInt, _ b: UInt) -> UInt {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }

  private static func multiply(_ m: Machine, _ a: Int, _ b: Int, _ name: String) throws -> Int {
    let (result, overflow) = a.multipliedReportingOverflow(by: b)
    if overflow { throw m.integerOverflow("\(name)(…)") }
    return result
  }

  // MARK: Sums

  private static func defineSums(_ module: ModuleObject, _ machine: Machine) {
    module.function("hypot", nil, machine) { m, a in
      .float(norm(try a.positional.map { try m.requireFloat($0) }))
    }
    module.function("dist", "p, q, /", machine) { m, a in
      let (p, q) = (try m.array(of: a[0]), try m.array(of: a[1]))
      guard p.count == q.count else {
        throw m.error(
          ValueMessage(
            english: "both points must have the same number of dimensions", korean: "두 점의 차원이 같아야 해요"))
      }
      return .float(norm(try zip(p, q).map { try m.requireFloat($0) - m.requireFloat($1) }))
    }
    module.function("fsum", "seq, /", machine) { m, a in
      .float(ExactSum.of(try m.array(of: a[0]).map { try m.requireFloat($0) }))
    }
    module.function("prod", "iterable, /, *, start=1", machine) { m, a in
      var result = a[1]
      try m.forEach(in: a[0]) {
        result = try m.binary(.multiply, result, $0)
        return true
      }
      return result
    }
  }

  /// The Euclidean norm, scaled so that nothing overflows on the way.
  private static func norm(_ values: [Double]) -> Double {
    if values.count == 2 { return Glibc.hypot(values[0], values[1]) }
    let largest = values.reduce(0) { max($0, $1.magnitude) }
    if values.contains(where: \.isInfinite) { return .infinity }
    if values.contains(where: \.isNaN) { return .nan }
    guard largest > 0 else { return 0 }
    let scale = scalbn(1, Int32(largest.exponent))
    var squares = ExactSum()
    for value in values { squares.add(value / scale, times: value / scale) }
    return ExactSum.root(squares.divided(by: 1)) * scale
  }
}
