/// Built-in functions on numbers.
extension Functions {
  static var numbers: [BuiltinFunction] {
    [
      BuiltinFunction("abs", 1...1) { m, a in try m.absolute(a[0]) },
      BuiltinFunction("round", "number, ndigits=None") { m, a in try round(m, a[0], a[1]) },
      BuiltinFunction("divmod", 2...2) { m, a in try divmod(m, a[0], a[1]) },
      BuiltinFunction("pow", "base, exp, mod=None") { m, a in
        guard !a[2].isNone else { return try m.binary(.power, a[0], a[1]) }
        if case .object(let object) = a[0], let method = object.type(m).lookup(.known(.pow)) {
          return try m.call(m.bind(method, to: a[0]), [a[1], a[2]])
        }
        guard let base = a[0].integer, let exponent = a[1].integer, let modulus = a[2].integer else {
          throw m.error(NumberMessage.powerThirdType)
        }
        return .int(try power(m, base, exponent, modulus))
      },
      BuiltinFunction("bin", 1...1) { m, a in .string(try digits(m, a[0], 2, "0b")) },
      BuiltinFunction("oct", 1...1) { m, a in .string(try digits(m, a[0], 8, "0o")) },
      BuiltinFunction("hex", 1...1) { m, a in .string(try digits(m, a[0], 16, "0x")) },
      BuiltinFunction("chr", 1...1) { m, a in
        guard let scalar = UInt32(exactly: try m.requireIndex(a[0])).flatMap(Unicode.Scalar.init) else {
          throw m.error(NumberMessage.characterRange)
        }
        return .object(
          scalar.isASCII
            ? m.texts.character(UInt8(truncatingIfNeeded: scalar.value))
            : StringObject(String(scalar), count: 1))
      },
      BuiltinFunction("ord", 1...1) { m, a in
        guard let bytes = a.textBytes(0) else {
          throw m.error(NumberMessage.characterType(m.typeName(of: a[0])))
        }
        guard bytes.count > 0, bytes.count == TextBytes.length(bytes[0]) else {
          throw m.error(NumberMessage.characterLength(TextBytes.scalarCount(bytes)))
        }
        return .int(Int(TextBytes.scalar(bytes)))
      },
    ]
  }

  /// Half to even, as IEEE 754 and Python have it; with places, by the exact value's decimal digits.
  static func round(_ m: Machine, _ value: Value, _ places: Value) throws -> Value {
    if case .object(let object) = value {
      guard let method = object.type(m).lookup(.known(.round)) else {
        if case .object = value.content {} else { return try round(m, value.content, places) }
        throw m.error(OperandMessage.noRound(type: m.typeName(of: value)))
      }
      return try m.call(m.bind(method, to: value), places.isNone ? [] : [places])
    }
    if case .float(let x) = value {
      if places.isNone { return .int(try m.truncated(x.rounded(.toNearestOrEven))) }
      guard let result = NumberText.rounded(x, try m.requireIndex(places)) else {
        throw m.error(
          ValueMessage(
            english: "rounded value too large to represent", korean: "반올림한 값이 float로 나타낼 수 있는 크기를 넘어요",
            topic: .overflow))
      }
      return .float(result)
    }
    guard let x = value.integer else { throw m.error(OperandMessage.noRound(type: m.typeName(of: value))) }
    guard !places.isNone, case let count = try m.requireIndex(places), count < 0 else { return .int(x) }
    guard count > -19 else { return .int(0) }
    var unit = 1
    for _ in 0..<(-count) { unit *= 10 }
    // Half to even, on the magnitude.
    let magnitude = x.magnitude
    let (quotient, remainder) = magnitude.quotientAndRemainder(dividingBy: UInt(unit))
    let doubled = remainder.multipliedReportingOverflow(by: 2)
    let isUp =
      doubled.overflow || doubled.partialValue > UInt(unit)
      || doubled.partialValue == UInt(unit) && quotient & 1 == 1
    let (rounded, overflow) = (isUp ? quotient + 1 : quotient).multipliedReportingOverflow(by: UInt(unit))
    guard !overflow, rounded <= UInt(Int.max) else {
      throw m.error(NumberMessage.integerOverflow(operation: "round(…)"))
    }
    return .int(x < 0 ? -Int(rounded) : Int(rounded))
  }

  static func divmod(_ m: Machine, _ a: Value, _ b: Value) throws -> Value {
    if let x = a.integer, let y = b.integer {
      guard y != 0 else { throw m.error(NumberMessage.zeroDivision("integer division or modulo by zero")) }
      return .tuple([try m.binary(.floorDivide, .int(x), .int(y)), .int(Arithmetic.modulo(x, y))])
    }
    if let x = a.number, let y = b.number {
      guard y != 0 else { throw m.error(NumberMessage.zeroDivision("float divmod()")) }
      let (quotient, remainder) = Arithmetic.divmod(x, y)
      return .tuple([.float(quotient), .float(remainder)])
    }
    for (value, other, name) in [(a, b, WellKnownSymbol.divmod), (b, a, .rdivmod)] {
      if case .object(let object) = value, let method = object.type(m).lookup(.known(name)) {
        return try m.call(m.bind(method, to: value), [other])
      }
    }
    throw m.unsupported("divmod()", a, b)
  }

  /// `base ** exponent % modulus` without large numbers in between.
  private static func power(_ m: Machine, _ base: Int, _ exponent: Int, _ modulus: Int) throws -> Int {
    guard modulus != 0 else { throw m.error(NumberMessage.moduloZero) }
    let size = modulus.magnitude
    var factor = residue(base, size)
    var rest = exponent.magnitude
    if exponent < 0 {
      guard let inverse = inverse(factor, size) else { throw m.error(NumberMessage.noInverse) }
      factor = inverse
    }
    var result: UInt = 1 % size
    while rest > 0 {
      if rest & 1 == 1 { result = product(result, factor, size) }
      factor = product(factor, factor, size)
      rest >>= 1
    }
    // The result has the sign of the modulus.
    return modulus < 0 && result > 0 ? Int(result) + modulus : Int(result)
  }

  private static func residue(_ value: Int, _ size: UInt) -> UInt {
    let rest = value.magnitude % size
    return value < 0 && rest > 0 ? size - rest : rest
  }

  private static func product(_ a: UInt, _ b: UInt, _ size: UInt) -> UInt {
    size.dividingFullWidth(a.multipliedFullWidth(by: b)).remainder
  }

  /// The inverse by the extended Euclidean algorithm; nil if there is none.
  private static func inverse(_ value: UInt, _ size: UInt) -> UInt? {
    var (r0, r1) = (size, value)
    var (t0, t1): (UInt, UInt) = (0, 1 % size)
    while r1 != 0 {
      let quotient = r0 / r1
      (r0, r1) = (r1, r0 - quotient * r1)
      let step = product(quotient % size, t1, size)
      (t0, t1) = (t1, t0 >= step ? t0 - step : t0 + (size - step))
    }
    return r0 == 1 ? t0 : nil
  }

  private static func digits(_ m: Machine, _ value: Value, _ base: Int, _ prefix: String) throws -> String {
    let number = try m.requireIndex(value)
    return (number < 0 ? "-" : "") + prefix + String(number.magnitude, radix: base)
  }
}
