import Glibc

/// A sum of floats and of their products without any rounding: partial sums that do not overlap, smallest first (Shewchuk,
/// “Adaptive Precision Floating-Point Arithmetic”, 1997).
///
/// Exact for finite numbers whose products neither overflow nor fall below the smallest normal number.
struct ExactSum {
  private(set) var partials: [Double] = []

  /// The sum of finite floats, rounded once.
  static func of(_ values: [Double]) -> Double {
    guard values.allSatisfy(\.isFinite) else { return values.reduce(0, +) }
    return ExactSum(values).rounded
  }

  init() {}

  init(_ values: [Double]) {
    for value in values { add(value) }
  }

  init(_ integer: Int128) {
    // In parts of 32 bits, each of which a float holds.
    for place in 0..<4 {
      let shifted = integer >> Int128(32 * place)
      let part = place == 3 ? shifted : shifted & 0xFFFF_FFFF
      add(scalbn(Double(part), Int32(32 * place)))
    }
  }

  mutating func add(_ value: Double) {
    var x = value
    var kept = 0
    for i in partials.indices {
      var y = partials[i]
      if x.magnitude < y.magnitude { swap(&x, &y) }
      let high = x + y
      let low = y - (high - x)
      if low != 0 {
        partials[kept] = low
        kept += 1
      }
      x = high
    }
    partials.removeSubrange(kept...)
    partials.append(x)
  }

  /// Adds `x * y`: the product, and what its rounding left over.
  mutating func add(_ x: Double, times y: Double) {
    let product = x * y
    add(product)
    add((-product).addingProduct(x, y))
  }

  func times(_ factor: Double) -> ExactSum {
    var result = ExactSum()
    for partial in partials { result.add(partial, times: factor) }
    return result
  }

  var squared: ExactSum {
    var result = ExactSum()
    for x in partials {
      for y in partials { result.add(x, times: y) }
    }
    return result
  }

  /// The nearest float.
  var rounded: Double {
    var partials = partials
    guard var high = partials.popLast() else { return 0 }
    var low = 0.0
    while let y = partials.popLast() {
      let x = high
      high = x + y
      low = y - (high - x)
      if low != 0 { break }
    }
    // Halfway cases are rounded by the sign of what is left.
    if let next = partials.last, low < 0 && next < 0 || low > 0 && next > 0 {
      let y = low * 2
      let x = high + y
      if y == x - high { high = x }
    }
    return high
  }

  /// The quotient to twice the precision of a float: the nearest float, and what is missing.
  func divided(by divisor: Double) -> (high: Double, low: Double) {
    let quotient = rounded / divisor
    var rest = self
    rest.add(-quotient, times: divisor)
    let correction = rest.rounded / divisor
    let high = quotient + correction
    return (high, correction - (high - quotient))
  }

  /// The nearest float to the root of a number of twice the precision.
  static func root(_ number: (high: Double, low: Double)) -> Double {
    let root = number.high.squareRoot()
    guard root > 0, root.isFinite else { return root }
    let rest = number.high.addingProduct(-root, root) + number.low
    return root + rest / (2 * root)
  }
}
