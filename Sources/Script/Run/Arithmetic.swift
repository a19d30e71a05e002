import Glibc

/// Python's arithmetic on ints, bools and floats.
enum Arithmetic {
  /// `a op b` for two numbers; nil if one of them isn't.
  static func binary(_ op: BinaryOperator, _ a: Value, _ b: Value, _ machine: Machine) throws -> Value? {
    if case .bool(let x) = a, case .bool(let y) = b {
      switch op {
      case .and: return .bool(x && y)
      case .or: return .bool(x || y)
      case .xor: return .bool(x != y)
      default: break
      }
    }
    if let x = a.integer, let y = b.integer { return try integers(op, x, y, machine) }
    if let x = a.number, let y = b.number { return try floats(op, x, y, machine) }
    return nil
  }

  private static func integers(_ op: BinaryOperator, _ x: Int, _ y: Int, _ machine: Machine) throws -> Value?
  {
    let result: (partialValue: Int, overflow: Bool)
    switch op {
    case .add: result = x.addingReportingOverflow(y)
    case .subtract: result = x.subtractingReportingOverflow(y)
    case .multiply: result = x.multipliedReportingOverflow(by: y)
    case .divide:
      guard y != 0 else { throw machine.error(NumberMessage.zeroDivision("division by zero")) }
      return .float(quotient(x, y))
    case .floorDivide:
      guard y != 0 else {
        throw machine.error(NumberMessage.zeroDivision("integer division or modulo by zero"))
      }
      guard y != -1 else { return try integers(.subtract, 0, x, machine) }
      return .int(floorDivide(x, y))
    case .modulo:
      guard y != 0 else { throw machine.error(NumberMessage.zeroDivision("integer modulo by zero")) }
      return .int(modulo(x, y))
    case .power:
      if y < 0 {
        guard x != 0 else {
          throw machine.error(NumberMessage.zeroToNegativePower)
        }
        return .float(pow(Double(x), Double(y)))
      }
      guard let value = power(x, y) else { throw machine.integerOverflow("\(x) ** \(y)") }
      return .int(value)
    case .and: return .int(x & y)
    case .or: return .int(x | y)
    case .xor: return .int(x ^ y)
    case .shiftLeft:
      guard y >= 0 else { throw machine.error(NumberMessage.negativeShift) }
      if x == 0 { return .int(0) }
      guard y < 63, (x << y) >> y == x else { throw machine.integerOverflow("\(x) << \(y)") }
      return .int(x << y)
    case .shiftRight:
      guard y >= 0 else { throw machine.error(NumberMessage.negativeShift) }
      return .int(x >> min(y, 63))
    case .matrixMultiply: return nil
    }
    if result.overflow { throw machine.integerOverflow("\(x) \(op.sign) \(y)") }
    return .int(result.partialValue)
  }

  private static func floats(_ op: BinaryOperator, _ x: Double, _ y: Double, _ machine: Machine) throws
    -> Value?
  {
    switch op {
    case .add: return .float(x + y)
    case .subtract: return .float(x - y)
    case .multiply: return .float(x * y)
    case .divide:
      guard y != 0 else { throw machine.error(NumberMessage.zeroDivision("float division by zero")) }
      return .float(x / y)
    case .floorDivide:
      guard y != 0 else { throw machine.error(NumberMessage.zeroDivision("float floor division by zero")) }
      return .float(divmod(x, y).quotient)
    case .modulo:
      guard y != 0 else { throw machine.error(NumberMessage.zeroDivision("float modulo")) }
      return .float(divmod(x, y).remainder)
    case .power: return .float(try power(x, y, machine))
    default: return nil
    }
  }

  /// The quotient of two ints, rounded once, as CPython does it even where an int has more than 53 bits.
  static func quotient(_ x: Int, _ y: Int) -> Double {
    let exact = 1 << 53
    if x.magnitude <= exact, y.magnitude <= exact { return Double(x) / Double(y) }
    // Scale so that the integer quotient has at least 55 bits, and keep a sticky bit for the remainder: the
    // conversion to a float then rounds once.
    let negative = (x < 0) != (y < 0)
    let numerator = x.magnitude
    let denominator = y.magnitude
    let shift = max(
      0,
      55 - (numerator.bitWidth - numerator.leadingZeroBitCount)
        + (denominator.bitWidth - denominator.leadingZeroBitCount))
    let high = shift >= 64 ? numerator << (shift - 64) : shift == 0 ? 0 : numerator >> (64 - shift)
    let low = shift >= 64 ? 0 : numerator << shift
    guard high < denominator else { return Double(x) / Double(y) }
    let (whole, remainder) = denominator.dividingFullWidth((high, low))
    let magnitude = scalbn(Double(remainder == 0 ? whole : whole | 1), Int32(-shift))
    return negative ? -magnitude : magnitude
  }

  /// Division that rounds down. `y` is neither 0 nor -1.
  @inline(__always)
  static func floorDivide(_ x: Int, _ y: Int) -> Int {
    let quotient = x / y
    return (x % y != 0 && (x < 0) != (y < 0)) ? quotient - 1 : quotient
  }

  /// The remainder with the sign of the divisor. `y` is not 0.
  @inline(__always)
  static func modulo(_ x: Int, _ y: Int) -> Int {
    guard y != -1 else { return 0 }
    let remainder = x % y
    return (remainder != 0 && (remainder < 0) != (y < 0)) ? remainder + y : remainder
  }

  /// Python's float floor division and modulo: the remainder has the divisor's sign, also when it is zero.
  static func divmod(_ x: Double, _ y: Double) -> (quotient: Double, remainder: Double) {
    var remainder = fmod(x, y)
    var quotient = (x - remainder) / y
    if remainder != 0 {
      if (y < 0) != (remainder < 0) {
        remainder += y
        quotient -= 1
      }
    } else {
      remainder = copysign(0, y)
    }
    guard quotient != 0 else { return (copysign(0, x / y), remainder) }
    var rounded = quotient.rounded(.down)
    if quotient - rounded > 0.5 { rounded += 1 }
    return (rounded, remainder)
  }

  /// Integer power by squaring; nil if it doesn't fit.
  static func power(_ base: Int, _ exponent: Int) -> Int? {
    var result = 1
    var factor = base
    var rest = exponent
    while true {
      if rest & 1 == 1 {
        let (product, overflow) = result.multipliedReportingOverflow(by: factor)
        if overflow { return nil }
        result = product
      }
      rest >>= 1
      if rest == 0 { return result }
      let (square, overflow) = factor.multipliedReportingOverflow(by: factor)
      if overflow { return nil }
      factor = square
    }
  }

  static func power(_ x: Double, _ y: Double, _ machine: Machine) throws -> Double {
    if x == 0, y < 0 { throw machine.error(NumberMessage.zeroToNegativePower) }
    if x < 0, x.isFinite, y.isFinite, y != y.rounded() {
      throw machine.error(NumberMessage.complexResult)
    }
    let result = pow(x, y)
    if result.isInfinite, x.isFinite, y.isFinite {
      throw machine.error(NumberMessage.floatOverflow)
    }
    return result
  }

  // MARK: Comparison and hashing

  /// Compares two numbers of which neither is None or an object; an int and a float by their exact values.
  static func compare(_ comparison: Comparison, _ a: Value, _ b: Value) -> Bool {
    if let x = a.integer, let y = b.integer { return comparison.holds(x, y) }
    switch (a, b) {
    case (.float(let x), .float(let y)): return comparison.holds(x, y)
    case (.float(let x), _): return compare(comparison.reflected, b.integer ?? 0, x)
    case (_, .float(let y)): return compare(comparison, a.integer ?? 0, y)
    default: return false
    }
  }

  private static func compare(_ comparison: Comparison, _ x: Int, _ y: Double) -> Bool {
    if y.isNaN { return comparison == .notEqual }
    if x.magnitude <= 1 << 53 || y.isInfinite { return comparison.holds(Double(x), y) }
    if y >= 0x1p63 { return comparison.holds(0, 1) }
    if y < -0x1p63 { return comparison.holds(1, 0) }
    let whole = Int(y.rounded(.towardZero))
    if x != whole { return comparison.holds(x, whole) }
    return comparison.holds(0, y - y.rounded(.towardZero))
  }

  /// CPython's hash of an int: its value modulo the prime 2⁶¹ − 1.
  static func hash(_ value: Int) -> Int {
    let prime = (1 << 61) - 1
    if value.magnitude < prime { return value == -1 ? -2 : value }
    let rest = Int(value.magnitude % UInt(prime))
    let result = value < 0 ? -rest : rest
    return result == -1 ? -2 : result
  }

  /// CPython's hash of a float, equal to that of an equal int.
  static func hash(_ value: Double) -> Int {
    if let whole = Int(exactly: value) { return hash(whole) }
    if value.isInfinite { return value > 0 ? 314_159 : -314_159 }
    if value.isNaN { return 0 }
    let prime: UInt = (1 << 61) - 1
    var (exponent, fraction) = (Int32(0), 0.0)
    fraction = frexp(value.magnitude, &exponent)
    var result: UInt = 0
    while fraction != 0 {
      result = ((result << 28) & prime) | result >> (61 - 28)
      fraction *= 268_435_456
      exponent -= 28
      let digit = UInt(fraction)
      fraction -= Double(digit)
      result += digit
      if result >= prime { result -= prime }
    }
    let turn = exponent >= 0 ? Int(exponent) % 61 : 60 - (-1 - Int(exponent)) % 61
    result = ((result << UInt(turn)) & prime) | result >> UInt(61 - turn)
    let signed = value < 0 ? -Int(result) : Int(result)
    return signed == -1 ? -2 : signed
  }
}
