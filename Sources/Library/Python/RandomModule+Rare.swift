import Glibc
import Script

/// The distributions that are seldom asked for, by CPython's algorithms, so that their streams agree.
extension RandomMethods {
  static var rareDistributions: [RandomMethods] {
    [
      .init(name: "gammavariate", signature: "alpha, beta") { m, r, a in
        .float(try gamma(m, r, m.requireFloat(a[0]), m.requireFloat(a[1])))
      },
      .init(name: "betavariate", signature: "alpha, beta") { m, r, a in
        let y = try gamma(m, r, m.requireFloat(a[0]), 1)
        return .float(y == 0 ? 0 : y / (y + (try gamma(m, r, m.requireFloat(a[1]), 1))))
      },
      .init(name: "paretovariate", signature: "alpha") { m, r, a in
        let alpha = try m.requireFloat(a[0])
        return .float(pow(1 - r.generator.unit(), -1 / alpha))
      },
      .init(name: "weibullvariate", signature: "alpha, beta") { m, r, a in
        let (alpha, beta) = (try m.requireFloat(a[0]), try m.requireFloat(a[1]))
        return .float(alpha * pow(-log(1 - r.generator.unit()), 1 / beta))
      },
      .init(name: "vonmisesvariate", signature: "mu, kappa") { m, r, a in
        .float(vonMises(r, try m.requireFloat(a[0]), try m.requireFloat(a[1])))
      },
    ]
  }

  /// Cheng (1977) above 1, Ahrens & Dieter (1974) below.
  private static func gamma(_ m: Machine, _ r: RandomObject, _ alpha: Double, _ beta: Double) throws -> Double
  {
    guard alpha > 0, beta > 0 else {
      throw m.error(
        ValueMessage(
          english: "gammavariate: alpha and beta must be > 0.0",
          korean: "gammavariate의 alpha와 beta는 0보다 커야 해요"))
    }
    if alpha == 1 { return -log(1 - r.generator.unit()) * beta }
    if alpha > 1 {
      let slope = (2 * alpha - 1).squareRoot()
      while true {
        try m.poll()
        let u1 = r.generator.unit()
        guard u1 > 1e-7, u1 < 0.9999999 else { continue }
        let u2 = 1 - r.generator.unit()
        let v = log(u1 / (1 - u1)) / slope
        let x = alpha * exp(v)
        let z = u1 * u1 * u2
        let bound = alpha - log(4.0) + (alpha + slope) * v - x
        if bound + 1 + log(4.5) - 4.5 * z >= 0 || bound >= log(z) { return x * beta }
      }
    }
    while true {
      try m.poll()
      let b = (M_E + alpha) / M_E
      let p = b * r.generator.unit()
      let x = p <= 1 ? pow(p, 1 / alpha) : -log((b - p) / alpha)
      let u = r.generator.unit()
      if p > 1 ? u <= pow(x, alpha - 1) : u <= exp(-x) { return x * beta }
    }
  }

  /// Best & Fisher (1979).
  private static func vonMises(_ r: RandomObject, _ mu: Double, _ kappa: Double) -> Double {
    let turn = 2 * Double.pi
    guard kappa > 1e-6 else { return turn * r.generator.unit() }
    let s = 0.5 / kappa
    let t = s + (1 + s * s).squareRoot()
    var z = 0.0
    while true {
      z = cos(Double.pi * r.generator.unit())
      let d = z / (t + z)
      let u = r.generator.unit()
      if !(u >= 1 - d * d && u > (1 - d) * exp(d)) { break }
    }
    let q = 1 / t
    let f = (q + z) / (1 + q * z)
    let angle = r.generator.unit() > 0.5 ? mu + acos(f) : mu - acos(f)
    let rest = fmod(angle, turn)
    return rest < 0 ? rest + turn : rest
  }
}
