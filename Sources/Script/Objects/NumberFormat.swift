/// `format(value, spec)` for numbers and text.
extension Machine {
  /// For an int, bool, float or None.
  package func formatNumber(_ value: Value, _ spec: String) throws -> String {
    switch value {
    case .float(let x):
      return try formatFloat(x, specifier(spec, "float"), typeName: "float")
    case .int(let n):
      return try formatInteger(n, specifier(spec, "int"), typeName: "int")
    case .bool(let b):
      let parsed = try specifier(spec, "bool")
      // A bool with a width only is an int to Python: format(True, "5") is `    1`.
      return try formatInteger(b ? 1 : 0, parsed, typeName: "bool")
    default:
      throw error(OperandMessage.noFormat(type: typeName(of: value)))
    }
  }

  private func specifier(_ text: String, _ typeName: String) throws -> FormatSpecifier {
    try specifiers.specifier(text) { try FormatSpecifier(text, typeName: typeName, self) }
  }

  package func formatText(_ text: String, _ spec: String) throws -> String {
    guard !spec.isEmpty else { return text }
    let format = try specifier(spec, "str")
    if let type = format.type, type != "s" {
      throw error(FormatMessage.unknownCode(Character(type), type: "str"))
    }
    if let grouping = format.grouping {
      throw error(FormatMessage.cannotSpecify(String(grouping), with: "s"))
    }
    if let sign = format.sign { throw error(sign == .space ? FormatMessage.spaceInText : .signInText) }
    if format.coercesZero { throw error(FormatMessage.zeroCoercion("string format specifier")) }
    if format.isAlternate { throw error(FormatMessage.alternateInText) }
    if format.alignment == .afterSign { throw error(FormatMessage.alignmentInText) }
    let shown = format.precision.map { TextBytes.prefix(text, $0) } ?? text
    return try format.padded(shown, default: .left, self)
  }

  func formatInteger(_ value: Int, _ format: FormatSpecifier, typeName: String) throws -> String {
    if format.isPlainDecimal {
      return DecimalText.of(magnitude: UInt64(value.magnitude), isNegative: value < 0, format)
    }
    let digits: String
    var prefix = ""
    let magnitude = value.magnitude
    switch format.type {
    case nil, "d", "b", "c", "n", "o", "x", "X": break
    case "e", "E", "f", "F", "g", "G", "%": return try formatFloat(Double(value), format, typeName: typeName)
    case .some(let type): throw error(FormatMessage.unknownCode(Character(type), type: typeName))
    }
    if format.precision != nil { throw error(FormatMessage.precisionInInteger) }
    if format.coercesZero { throw error(FormatMessage.zeroCoercion("integer format specifier")) }
    switch format.type {
    case nil, "d", "n": digits = String(magnitude)
    case "b":
      digits = String(magnitude, radix: 2)
      prefix = "0b"
    case "o":
      digits = String(magnitude, radix: 8)
      prefix = "0o"
    case "x":
      digits = String(magnitude, radix: 16)
      prefix = "0x"
    case "X":
      digits = String(magnitude, radix: 16, uppercase: true)
      prefix = "0X"
    case "c":
      if format.sign != nil { throw error(FormatMessage.signWithCharacter) }
      if format.isAlternate { throw error(FormatMessage.alternateWithCharacter) }
      guard let scalar = UInt32(exactly: value).flatMap(Unicode.Scalar.init) else {
        throw error(FormatMessage.characterRange)
      }
      return try format.padded(String(scalar), default: .right, self)
    default: digits = String(magnitude)
    }
    if !format.isAlternate { prefix = "" }
    return try assemble(
      sign: value < 0, prefix: prefix, whole: digits, rest: "", groupSize: format.groupSize,
      format)
  }

  func formatFloat(_ value: Double, _ format: FormatSpecifier, typeName: String) throws -> String {
    let type = format.type
    switch type {
    case nil, "e", "E", "f", "F", "g", "G", "n", "%": break
    case .some(let type): throw error(FormatMessage.unknownCode(Character(type), type: typeName))
    }
    if let precision = format.precision, precision > 2_147_483_647 {
      throw error(FormatMessage.precisionTooBig)
    }
    if let precision = format.precision, precision > 1 << 12 { try reserve(precision, of: 1, for: "format") }
    if format.isPlainFixed, let places = format.precision,
      let scaled = NumberText.scaledInteger(value.magnitude, places).flatMap({ UInt64(exactly: $0) })
    {
      return DecimalText.of(magnitude: scaled, places: places, isNegative: value.sign == .minus, format)
    }
    var magnitude = value.magnitude
    if type == "%" { magnitude *= 100 }
    var whole: String
    var rest = ""
    if !magnitude.isFinite {
      whole = magnitude.isNaN ? "nan" : "inf"
      if type == "%" { rest = "%" }
    } else {
      let text: String
      switch type {
      case "f", "F":
        text = NumberText.fixed(magnitude, format.precision ?? 6) + point(format, format.precision ?? 6)
      case "%":
        text = NumberText.fixed(magnitude, format.precision ?? 6) + point(format, format.precision ?? 6) + "%"
      case "e", "E":
        let (digits, exponent) = NumberText.significantDigits(magnitude, (format.precision ?? 6) + 1)
        text = NumberText.scientific(digits, exponent: exponent, alwaysPoint: format.isAlternate)
      case nil:
        text = Self.general(magnitude, format.precision, isAlternate: format.isAlternate, isRepr: true)
      default:
        text = Self.general(magnitude, format.precision ?? 6, isAlternate: format.isAlternate, isRepr: false)
      }
      if format.isBare { return value.sign == .minus ? "-" + text : text }
      let digits = text.utf8.prefix { $0 >= 48 && $0 <= 57 }
      whole = String(decoding: digits, as: UTF8.self)
      rest = String(decoding: text.utf8.dropFirst(digits.count), as: UTF8.self)
    }
    if type == "E" || type == "G" || type == "F" {
      whole = whole.uppercased()
      rest = rest.uppercased()
    }
    var isNegative = value.sign == .minus && !value.isNaN
    if format.coercesZero, isNegative, value.isFinite,
      !(whole + rest.prefix { $0 != "e" && $0 != "E" }).utf8.contains(where: { $0 > 48 && $0 <= 57 })
    {
      isNegative = false
    }
    return try assemble(
      sign: isNegative, prefix: "", whole: whole, rest: rest, groupSize: 3, isFinite: value.isFinite, format)
  }

  private func point(_ format: FormatSpecifier, _ places: Int) -> String {
    format.isAlternate && places == 0 ? "." : ""
  }

  /// `g`: as many significant digits as asked for, without an exponent where that is short; with `isRepr` the variant that
  /// keeps a point, for a specification without a type.
  static func general(_ magnitude: Double, _ precision: Int?, isAlternate: Bool, isRepr: Bool) -> String {
    guard let precision else {
      let text = NumberText.repr(magnitude)
      guard isAlternate, !text.utf8.contains(UInt8(ascii: ".")), let e = text.firstIndex(of: "e") else {
        return text
      }
      return text[..<e] + "." + text[e...]
    }
    let count = max(1, precision)
    var (digits, exponent) = NumberText.significantDigits(magnitude, count)
    let isScientific = exponent < -4 || exponent >= count - (isRepr ? 1 : 0)
    if !isAlternate {
      digits = digits.withBytes { bytes in
        var kept = bytes.count
        while kept > 1, bytes[kept - 1] == UInt8(ascii: "0") { kept -= 1 }
        return TextBytes.string(bytes, 0..<kept)
      }
    }
    if isScientific {
      return NumberText.scientific(digits, exponent: exponent, alwaysPoint: isAlternate)
    }
    let text = NumberText.plain(digits, exponent: exponent, alwaysPoint: isRepr)
    return isAlternate && !text.utf8.contains(UInt8(ascii: ".")) ? text + "." : text
  }

  /// Sign, prefix, digits in groups, and padding.
  private func assemble(
    sign isNegative: Bool, prefix: String, whole: String, rest: String, groupSize: Int, isFinite: Bool = true,
    _ format: FormatSpecifier
  ) throws -> String {
    let sign = isNegative ? "-" : format.sign == .plus ? "+" : format.sign == .space ? " " : ""
    let head = sign + prefix
    let fillsAfterSign = format.alignment == .afterSign || format.padsWithZeros
    let room = format.width - head.utf8.count - TextBytes.scalarCount(rest)
    if format.width > 0 { try reserve(format.width, of: format.fill.utf8.count, for: "format") }
    var digits = whole
    if let grouping = format.grouping, isFinite {
      let zeros = fillsAfterSign && format.fill == "0" ? room : 0
      digits = Self.grouped(whole, by: groupSize, with: grouping, minimum: zeros)
    }
    if format.width == 0 { return head.isEmpty && rest.isEmpty ? digits : head + digits + rest }
    guard fillsAfterSign else { return try format.padded(head + digits + rest, default: .right, self) }
    var result = head
    try FormatSpecifier.append(format.fill, room - TextBytes.scalarCount(digits), to: &result, self)
    return result + digits + rest
  }

  /// Digits in groups; leading zeros up to `minimum` characters are grouped with them.
  private static func grouped(_ digits: String, by size: Int, with separator: Unicode.Scalar, minimum: Int)
    -> String
  {
    // A text of n digits takes n + (n - 1) / size characters. CPython never starts with a separator: it adds one more zero
    // instead.
    var count = max(digits.utf8.count, minimum / (size + 1) * size)
    while count + (count - 1) / size < minimum { count += 1 }
    return digits.withBytes { bytes in
      StringBits.string(count + (count - 1) / size) { target in
        var target = target
        for i in 0..<count {
          if i > 0, (count - i) % size == 0 { target = target.put(UInt8(ascii: separator)) }
          let place = i - (count - bytes.count)
          target = target.put(place < 0 ? 48 : bytes[place])
        }
      }
    }
  }
}
