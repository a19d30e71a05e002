import Glibc

/// `math.gamma` and `math.lgamma` as CPython computes them, to the last digit: Lanczos' approximation (C. Lanczos, 1964) with
/// g = 6.024680040776729583740234375 and thirteen terms, whose error is below 1e-17; reflection for negative arguments.
enum GammaFunction {
  private static let g = 6.024680040776729583740234375
  private static let gMinusHalf = 5.524680040776729583740234375
  private static let numerator = [
    23531376880.410759688572007674451636754734846804940, 42919803642.649098768957899047001988850926355848959,
    35711959237.355668049440185451547166705960488635843, 17921034426.037209699919755754458931112671403265390,
    6039542586.3520280050642916443072979210699388420708, 1439720407.3117216736632230727949123939715485786372,
    248874557.86205415651146038641322942321632125127801, 31426415.585400194380614231628318205362874684987640,
    2876370.6289353724412254090516208496135991145378768, 186056.26539522349504029498971604569928220784236328,
    8071.6720023658162106380029022722506138218516325024, 210.82427775157934587250973392071336271166969580291,
    2.5066282746310002701649081771338373386264310793408,
  ]
  private static let denominator: [Double] = [
    0, 39_916_800, 120_543_840, 150_917_976, 105_258_076, 45_995_730, 13_339_535, 2_637_558, 357_423, 32_670,
    1_925, 66, 1,
  ]
  /// (n - 1)! for n = 1 … 23, all exact.
  private static let factorials: [Double] = {
    var row = [1.0]
    for n in 1..<23 { row.append(row[n - 1] * Double(n)) }
    return row
  }()

  /// The quotient of the two polynomials, for large x by powers of 1/x.
  private static func lanczosSum(_ x: Double) -> Double {
    var (above, below) = (0.0, 0.0)
    if x < 5 {
      for (a, b) in zip(numerator, denominator).reversed() {
        above = above * x + a
        below = below * x + b
      }
    } else {
      for (a, b) in zip(numerator, denominator) {
        above = above / x + a
        below = below / x + b
      }
    }
    return above / below
  }

  /// sin(πx), exact at multiples of a half.
  private static func sinPi(_ x: Double) -> Double {
    let y = fmod(x.magnitude, 2)
    let result =
      switch Int((2 * y).rounded()) {
      case 0: sin(.pi * y)
      case 1: cos(.pi * (y - 0.5))
      case 2: sin(.pi * (1 - y))
      case 3: -cos(.pi * (y - 1.5))
      default: sin(.pi * (y - 2))
      }
    return copysign(1, x) * result
  }

  @Sendable
  static func gamma(_ x: Double) -> Double {
    if !x.isFinite { return x.isNaN || x > 0 ? x : .nan }
    // CPython calls both a domain error.
    if x == 0 { return .nan }
    if x == x.rounded(.down) {
      if x < 0 { return .nan }
      if x <= 23 { return factorials[Int(x) - 1] }
    }
    let size = x.magnitude
    if size < 1e-20 { return 1 / x }
    if size > 200 { return x < 0 ? 0 / sinPi(x) : .infinity }
    let y = size + gMinusHalf
    // What rounding took away from y.
    let lost: Double
    if size > gMinusHalf {
      let q = y - size
      lost = q - gMinusHalf
    } else {
      let q = y - gMinusHalf
      lost = q - size
    }
    let z = lost * g / y
    var result: Double
    if x < 0 {
      result = -.pi / sinPi(size) / size * exp(y) / lanczosSum(size)
      result -= z * result
      if size < 140 { return result / pow(y, size - 0.5) }
      let root = pow(y, size / 2 - 0.25)
      return result / root / root
    }
    result = lanczosSum(size) / exp(y)
    result += z * result
    if size < 140 { return result * pow(y, size - 0.5) }
    let root = pow(y, size / 2 - 0.25)
    return result * root * root
  }

  /// log |Γ(x)|
  @Sendable
  static func logarithm(_ x: Double) -> Double {
    if !x.isFinite { return x.isNaN ? x : .infinity }
    if x == x.rounded(.down), x <= 2 { return x <= 0 ? .nan : 0 }
    let size = x.magnitude
    if size < 1e-20 { return -log(size) }
    var result = log(lanczosSum(size)) - g
    result += (size - 0.5) * (log(size + g - 0.5) - 1)
    if x < 0 { result = log(.pi) - log(sinPi(size).magnitude) - log(size) - result }
    return result
  }
}
