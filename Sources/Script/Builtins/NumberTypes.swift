/// The classes `int`, `bool` and `float`.
extension TypeKey {
  package static let int: TypeKey = TypeKey { machine in
    NativeType.converting(
      .int,
      machine, name: "int", isBase: true, construct: NumberTypes.makeInteger,
      members: NumberTypes.integerMembers)
  }

  package static let bool = TypeKey { machine in
    NativeType.converting(
      .bool,
      machine, name: "bool", base: machine.type(.int),
      construct: { machine, _, arguments in
        .bool(try machine.oneOptional("bool", arguments).map { try machine.isTrue($0) } ?? false)
      })
  }

  package static let float = TypeKey { machine in
    NativeType.converting(
      .float,
      machine, name: "float", isBase: true, construct: NumberTypes.makeFloat,
      members: NumberTypes.floatMembers)
  }
}

enum NumberTypes {
  // MARK: Constructors

  static func makeInteger(_ m: Machine, _ type: TypeObject, _ a: Arguments) throws -> Value {
    if a.count == 1, a.keywords.isEmpty, let text = a.object(0, .string),
      let value = text.as(StringObject.self)._withUnsafeGuaranteedRef({ NumberText.plainInteger($0.bytes) })
    {
      return .int(value)
    }
    var base = a.optional(1)
    for (i, name) in a.keywords.enumerated() {
      guard m.symbols.name(name) == "base" else {
        throw m.error(CallMessage.invalidKeyword(function: "int", name: m.symbols.name(name)))
      }
      base = a.keywordValue(i)
    }
    guard a.count <= 2 else {
      throw m.error(CallMessage.takesAtMost(function: "int", count: 2, given: a.count))
    }
    guard let value = a.optional(0) else {
      if base != nil { throw m.error(.typeError, "int() missing string argument") }
      return .int(0)
    }
    if let base {
      guard let text = value.string else { throw m.error(NumberMessage.baseNeedsText) }
      let number = try m.requireIndex(base)
      guard number == 0 || (2...36).contains(number) else { throw m.error(NumberMessage.badBase) }
      return .int(try parse(m, text.text, number))
    }
    switch value {
    case .int: return value
    case .bool(let flag): return .int(flag ? 1 : 0)
    case .float(let x): return .int(try m.truncated(x))
    default: break
    }
    if let text = value.string { return .int(try parse(m, text.text, 10)) }
    if case .object(let object) = value {
      for name in [WellKnownSymbol.int, .index, .trunc] {
        guard let method = object.type(m).lookup(.known(name)) else { continue }
        let result = try m.call(m.bind(method, to: value))
        guard let integer = result.integer else {
          throw m.error(
            OperandMessage.wrongReturn(method: name.rawValue, expected: "int", type: m.typeName(of: result)))
        }
        return .int(integer)
      }
    }
    throw m.error(NumberMessage.cannotConvert(function: "int", type: m.typeName(of: value)))
  }

  private static func parse(_ m: Machine, _ text: String, _ base: Int) throws -> Int {
    switch NumberText.parseInteger(text, base: base) {
    case .value(let value): return value
    case .overflow: throw m.error(NumberMessage.integerOverflow(operation: "int(…)"))
    case .invalid:
      throw m.error(NumberMessage.notIntegerText(text, base: base))
    }
  }

  static func makeFloat(_ m: Machine, _ type: TypeObject, _ a: Arguments) throws -> Value {
    if a.count == 1, a.keywords.isEmpty, let text = a.object(0, .string),
      let value = text.as(StringObject.self)._withUnsafeGuaranteedRef({ NumberText.parseFloat($0.bytes) })
    {
      return .float(value.isNaN ? m.newNaN() : value)
    }
    guard let value = try m.oneOptional("float", a) else { return .float(0) }
    if let text = value.string {
      guard let number = NumberText.parseFloat(text.text) else {
        throw m.error(NumberMessage.notFloatText(text.text))
      }
      return .float(number.isNaN ? m.newNaN() : number)
    }
    guard let number = try m.floatIfNumber(value) else {
      throw m.error(NumberMessage.cannotConvert(function: "float", type: m.typeName(of: value)))
    }
    return .float(number)
  }

  // MARK: Members

  private static func integer(
    _ name: String, _ body: @escaping (Machine, Int) throws -> Value
  ) -> NativeMember {
    .method(name) { m, a in
      guard a.count == 1, a.keywords.isEmpty, let value = a[0].integer else {
        throw m.badCall("int", name, 0...0, a)
      }
      return try body(m, value)
    }
  }

  private static func float(
    _ name: String, _ body: @escaping (Machine, Double) throws -> Value
  ) -> NativeMember {
    .method(name) { m, a in
      guard a.count == 1, a.keywords.isEmpty, case .float(let value) = a[0] else {
        throw m.badCall("float", name, 0...0, a)
      }
      return try body(m, value)
    }
  }

  static var integerMembers: [NativeMember] {
    [
      integer("bit_length") { _, value in .int(Int.bitWidth - value.magnitude.leadingZeroBitCount) },
      integer("bit_count") { _, value in .int(value.magnitude.nonzeroBitCount) },
      integer("conjugate") { _, value in .int(value) },
      .computed("real") { .int($0.integer ?? 0) }, .computed("imag") { _ in .int(0) },
      .computed("numerator") { .int($0.integer ?? 0) }, .computed("denominator") { _ in .int(1) },
      integer("as_integer_ratio") { _, value in .tuple([.int(value), .int(1)]) },
      .method("__index__", "self, /") { m, a in .int(a[0].integer ?? 0) },
    ] + OperatorMethods.int
  }

  static var floatMembers: [NativeMember] {
    [
      float("is_integer") { _, x in .bool(x.isFinite && x == x.rounded(.towardZero)) },
      float("conjugate") { _, x in .float(x) },
      .computed("real") { $0 }, .computed("imag") { _ in .float(0) },
      float("hex") { _, x in .string(hexText(x)) },
      float("as_integer_ratio") { m, x in
        guard x.isFinite else {
          throw x.isNaN
            ? m.error(
              ValueMessage(english: "cannot convert NaN to integer ratio", korean: "nan은 분수로 나타낼 수 없어요"))
            : m.error(
              .overflowError,
              ValueMessage(english: "cannot convert Infinity to integer ratio", korean: "무한대는 분수로 나타낼 수 없어요"))
        }
        var (numerator, denominator) = (x, 1)
        while numerator != numerator.rounded(.towardZero) {
          numerator *= 2
          let (doubled, overflow) = denominator.multipliedReportingOverflow(by: 2)
          if overflow { throw m.error(NumberMessage.integerOverflow(operation: "as_integer_ratio")) }
          denominator = doubled
        }
        return .tuple([.int(try m.truncated(numerator)), .int(denominator)])
      },
    ] + OperatorMethods.float
  }

  /// `0x1.8000000000000p+1`
  private static func hexText(_ x: Double) -> String {
    if !x.isFinite { return NumberText.repr(x) }
    let sign = x.sign == .minus ? "-" : ""
    if x == 0 { return sign + "0x0.0p+0" }
    let digits = String(x.significandBitPattern, radix: 16)
    let exponent = x.isNormal ? Int(x.exponentBitPattern) - 1023 : -1022
    return sign + "0x\(x.isNormal ? 1 : 0)." + String(repeating: "0", count: 13 - digits.utf8.count) + digits
      + "p\(exponent < 0 ? "-" : "+")\(exponent.magnitude)"
  }
}

extension Machine {
  /// A `nan` with bits of its own. Floats have no identity but their bits; so `x in [x]` holds for a `nan`, as in Python, and
  /// `float("nan") in [float("nan")]` doesn't.
  fileprivate func newNaN() -> Double {
    nanCount &+= 1
    return Double(nan: nanCount & 0xFFFF_FFFF, signaling: false)
  }

  /// A float without its fraction.
  package func truncated(_ x: Double) throws -> Int {
    if x.isNaN { throw error(NumberMessage.nanToInteger) }
    if x.isInfinite { throw error(NumberMessage.infinityToInteger) }
    guard let whole = Int(exactly: x.rounded(.towardZero)) else {
      throw error(NumberMessage.integerOverflow(operation: "int(\(NumberText.repr(x)))"))
    }
    return whole
  }

  /// `abs(value)`
  package func absolute(_ value: Value) throws -> Value {
    switch value {
    case .int(let x):
      if x == .min { throw error(NumberMessage.integerOverflow(operation: "abs(…)")) }
      return .int(abs(x))
    case .bool(let flag): return .int(flag ? 1 : 0)
    case .float(let x): return .float(x.magnitude)
    case .object(let object):
      if let method = object.type(self).lookup(.known(.abs)) { return try call(bind(method, to: value)) }
      throw error(OperandMessage.badAbs(type: typeName(of: value)))
    case .none: throw error(OperandMessage.badAbs(type: "NoneType"))
    }
  }
}
