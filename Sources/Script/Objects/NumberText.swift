import Glibc

/// Numbers as Python writes them.
///
/// Exactness comes first: every digit is that of the exact binary value, rounded half to even, as CPython's own conversion
/// (D. Gay, “Correctly Rounded Binary-Decimal and Decimal-Binary Conversions”, 1990) gives it. 128-bit integers do it for all
/// numbers that one meets; the C library, which is exact too, does the rest.
package enum NumberText {
  /// The shortest text that reads back as the same float.
  package static func repr(_ value: Double) -> String {
    let magnitude = value.magnitude
    // In this range Swift's shortest description is written as Python writes it.
    if magnitude < 9e15, magnitude >= 1e-4 { return value.description }
    if value == 0 { return value.sign == .minus ? "-0.0" : "0.0" }
    if !value.isFinite { return value.isNaN ? "nan" : value < 0 ? "-inf" : "inf" }
    let (digits, exponent) = shortestDigits(magnitude)
    let sign = value < 0 ? "-" : ""
    if exponent >= -4, exponent < 16 {
      return sign + plain(digits, exponent: exponent, alwaysPoint: true)
    }
    return sign + scientific(digits, exponent: exponent)
  }

  /// The significant digits of the shortest representation and the decimal exponent of the first one.
  static func shortestDigits(_ magnitude: Double) -> (digits: String, exponent: Int) {
    var digits = ""
    var point: Int?
    var exponent = 0
    var leadingZeros = 0
    let text = magnitude.description
    for (i, c) in text.utf8.enumerated() {
      switch c {
      case UInt8(ascii: "."): point = digits.utf8.count + leadingZeros
      case UInt8(ascii: "e"):
        exponent = Int(text.utf8.dropFirst(i + 1).map { String(UnicodeScalar($0)) }.joined()) ?? 0
      case UInt8(ascii: "0") where digits.isEmpty: leadingZeros += 1
      default:
        if text.utf8.prefix(i).contains(UInt8(ascii: "e")) { break }
        digits.unicodeScalars.append(UnicodeScalar(c))
      }
    }
    exponent += (point ?? digits.utf8.count + leadingZeros) - leadingZeros - 1
    while digits.utf8.count > 1, digits.utf8.last == UInt8(ascii: "0") { digits.unicodeScalars.removeLast() }
    return (digits, exponent)
  }

  /// `digits` × 10^(exponent - digits + 1) without an exponent: `1234.5`, `0.0012`.
  static func plain(_ digits: String, exponent: Int, alwaysPoint: Bool) -> String {
    let count = digits.utf8.count
    if exponent < 0 { return "0." + String(repeating: "0", count: -exponent - 1) + digits }
    if exponent + 1 >= count {
      return digits + String(repeating: "0", count: exponent + 1 - count) + (alwaysPoint ? ".0" : "")
    }
    return digits.prefix(exponent + 1) + "." + digits.dropFirst(exponent + 1)
  }

  /// `1.5e-07`: at least two digits of exponent, as in C.
  static func scientific(_ digits: String, exponent: Int, alwaysPoint: Bool = false) -> String {
    let fraction = digits.dropFirst()
    let magnitude = exponent.magnitude
    return digits.prefix(1) + (fraction.isEmpty ? (alwaysPoint ? "." : "") : "." + fraction)
      + (exponent < 0 ? "e-" : "e+") + (magnitude < 10 ? "0" : "") + String(magnitude)
  }

  /// A finite magnitude with exactly `places` digits after the point.
  ///
  /// - Parameter places: 0 or more.
  package static func fixed(_ magnitude: Double, _ places: Int) -> String {
    // A float has no digit but zeros behind this place.
    let last = 1074
    if places > last { return fixed(magnitude, last) + String(repeating: "0", count: places - last) }
    guard let scaled = scaledInteger(magnitude, places) else { return printed(magnitude, places, "f") }
    if let small = UInt64(exactly: scaled), places < 19 {
      return DecimalText.of(magnitude: small, places: places, isNegative: false, FormatSpecifier())
    }
    let digits = String(scaled)
    guard places > 0 else { return digits }
    let count = digits.utf8.count
    if count <= places { return "0." + String(repeating: "0", count: places - count) + digits }
    return digits.prefix(count - places) + "." + digits.suffix(places)
  }

  /// `magnitude` × 10^places, rounded half to even from the exact value; nil where 128 bits do not suffice.
  static func scaledInteger(_ magnitude: Double, _ places: Int) -> UInt128? {
    guard magnitude.isFinite, places <= 22 else { return nil }
    guard magnitude > 0 else { return 0 }
    let mantissa = UInt128(magnitude.significandBitPattern | (magnitude.isNormal ? 1 << 52 : 0))
    let exponent = max(1, Int(magnitude.exponentBitPattern)) - 1075
    // 53 bits times 10²² < 2⁷⁴ stays below 2¹²⁷.
    let product = mantissa * powersOfTen[places]
    if exponent >= 0 {
      return exponent <= product.leadingZeroBitCount - 1 ? product << UInt128(exponent) : nil
    }
    let shift = -exponent
    guard shift < 128 else { return 0 }
    let quotient = product >> UInt128(shift)
    let remainder = product - quotient << UInt128(shift)
    let half: UInt128 = 1 << UInt128(shift - 1)
    let roundsUp = remainder > half || remainder == half && quotient & 1 == 1
    return roundsUp ? quotient + 1 : quotient
  }

  private static let powersOfTen: [UInt128] = (0...22).map { (0..<$0).reduce(UInt128(1)) { p, _ in p * 10 } }

  /// The first `count` significant digits, rounded half to even, and the decimal exponent of the first.
  static func significantDigits(_ magnitude: Double, _ count: Int) -> (digits: String, exponent: Int) {
    guard magnitude > 0 else { return (String(repeating: "0", count: count), 0) }
    let text = printed(magnitude, count - 1, "e")
    let parts = text.split(separator: "e")
    let digits = parts[0].filter { $0.isWholeNumber }
    return (digits, parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
  }

  /// The C library's `%.*f` or `%.*e` with a point in every locale.
  private static func printed(_ magnitude: Double, _ places: Int, _ code: String) -> String {
    // No double has more digits than this; the rest are zeros, which need no division of large numbers.
    let most = 1100
    if places > most {
      let text = printed(magnitude, most, code)
      let mantissa = text.prefix { $0 != "e" }
      return mantissa + String(repeating: "0", count: places - most) + text.dropFirst(mantissa.count)
    }
    let format = "%.*" + code
    let length = withVaList([Int32(clamping: places), magnitude]) { Int(vsnprintf(nil, 0, format, $0)) }
    let text = String(unsafeUninitializedCapacity: length + 1) { buffer in
      buffer.withMemoryRebound(to: CChar.self) { chars in
        withVaList([Int32(clamping: places), magnitude]) {
          Int(vsnprintf(chars.baseAddress, length + 1, format, $0))
        }
      }
    }
    guard places > 0, !text.utf8.contains(UInt8(ascii: ".")) else { return text }
    return text.replacingNonDigits(with: ".")
  }

  // MARK: Rounding

  /// `round(value, places)`: the float nearest to the decimal rounding of the exact value, half to even.
  package static func rounded(_ value: Double, _ places: Int) -> Double? {
    guard value.isFinite, value != 0 else { return value }
    // CPython's bounds: beyond them nothing changes, or nothing is left.
    if places > 323 { return value }
    if places < -308 { return value < 0 ? -0.0 : 0.0 }
    let magnitude = value.magnitude
    var result: Double
    if places >= 0 {
      if let scaled = scaledInteger(magnitude, places), scaled < 1 << 53 {
        // Both exact, so one division is the correctly rounded quotient.
        result = Double(UInt64(scaled)) / powersOfTenAsFloats[places]
      } else {
        result = strtod(printed(magnitude, places, "f"), nil)
      }
    } else {
      result = strtod(roundedDigits(printed(magnitude, 0, "f"), magnitude, zeros: -places), nil)
    }
    if !result.isFinite { return nil }
    if value < 0 { result = -result }
    return result
  }

  private static let powersOfTenAsFloats: [Double] = powersOfTen.map { Double($0) }

  /// The digits of a whole number with the last `zeros` rounded away, half to even.
  private static func roundedDigits(_ text: String, _ magnitude: Double, zeros: Int) -> String {
    // From 2⁵³ on every float is whole; below, the integer part decides together with what follows it.
    let whole = magnitude < 9e15 ? String(UInt64(magnitude)) : text
    let hasFraction = magnitude < 9e15 && magnitude != magnitude.rounded(.towardZero)
    var digits = whole.utf8.map { Int($0) - 48 }
    guard digits.count >= zeros else { return "0" }
    let kept = digits.count - zeros
    let dropped = digits[kept...]
    let first = dropped.first ?? 0
    let restIsZero = dropped.dropFirst().allSatisfy { $0 == 0 } && !hasFraction
    let isOdd = kept > 0 && digits[kept - 1] % 2 == 1
    let roundsUp = first > 5 || first == 5 && (!restIsZero || isOdd)
    digits.removeLast(zeros)
    if roundsUp {
      var i = kept - 1
      while i >= 0, digits[i] == 9 {
        digits[i] = 0
        i -= 1
      }
      if i >= 0 { digits[i] += 1 } else { digits.insert(1, at: 0) }
    }
    return (digits.isEmpty ? "0" : digits.map(String.init).joined()) + String(repeating: "0", count: zeros)
  }

  // MARK: Reading

  /// `float(text)`: Python's grammar, underscores between digits included; nil if it is no number.
  /// The text with the decimal digits of every script as ASCII ones: `int("１２")` is 12.
  private static func withDecimalDigits(_ text: String) -> String {
    guard !text.utf8.allSatisfy({ $0 < 0x80 }) else { return text }
    var result = String.UnicodeScalarView()
    for c in text.unicodeScalars {
      if c.properties.numericType == .decimal, let value = c.properties.numericValue,
        let digit = Unicode.Scalar(0x30 + UInt32(value))
      {
        result.append(digit)
      } else {
        result.append(c)
      }
    }
    return String(result)
  }

  package static func parseFloat(_ text: String) -> Double? {
    let trimmed = withDecimalDigits(text).trimmingPythonSpace()
    let scalars = trimmed.utf8
    guard let first = scalars.first else { return nil }
    let unsigned =
      first == UInt8(ascii: "+") || first == UInt8(ascii: "-") ? trimmed.dropFirst() : Substring(trimmed)
    switch unsigned.lowercased() {
    case "inf", "infinity": return first == UInt8(ascii: "-") ? -Double.infinity : .infinity
    case "nan": return .nan
    default: break
    }
    guard let plain = withoutUnderscores(trimmed) else { return nil }
    guard plain.utf8.allSatisfy({ isDigit($0) || "+-.eE".utf8.contains($0) }),
      plain.utf8.contains(where: isDigit)
    else {
      return nil
    }
    // Python allows `1.` and `.5`; Swift's own reader is exact, but wants a digit on both sides of the point.
    var full = ""
    var previous: UInt8 = 0
    for c in plain.utf8 {
      if c == UInt8(ascii: "."), !isDigit(previous) { full += "0" }
      if previous == UInt8(ascii: "."), !isDigit(c) { full += "0" }
      full.unicodeScalars.append(UnicodeScalar(c))
      previous = c
    }
    if previous == UInt8(ascii: ".") { full += "0" }
    // A lone point between signs would have become `0.0`.
    guard let mantissa = plain.split(whereSeparator: { $0 == "e" || $0 == "E" }).first,
      mantissa.utf8.contains(where: isDigit)
    else { return nil }
    return Double(full)
  }

  /// What `int(text, base)` finds.
  package enum IntegerText {
    case value(Int), overflow, invalid
  }

  package static func parseInteger(_ text: String, base: Int) -> IntegerText {
    var rest = Substring(withDecimalDigits(text).trimmingPythonSpace())
    var isNegative = false
    if let sign = rest.utf8.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      isNegative = sign == UInt8(ascii: "-")
      rest = rest.dropFirst()
    }
    var base = base
    let prefix = rest.prefix(2).lowercased()
    let prefixBase = prefix == "0x" ? 16 : prefix == "0o" ? 8 : prefix == "0b" ? 2 : 0
    if prefixBase != 0, base == 0 || base == prefixBase {
      base = prefixBase
      rest = rest.dropFirst(2)
      if rest.utf8.first == UInt8(ascii: "_") { rest = rest.dropFirst() }
    } else if base == 0 {
      base = 10
      if rest.utf8.first == UInt8(ascii: "0"), rest.utf8.contains(where: { $0 != 0x30 && $0 != 0x5F }) {
        return .invalid
      }
    }
    var result = 0
    var previousIsDigit = false
    var overflows = false
    for c in rest.unicodeScalars {
      if c == "_" {
        guard previousIsDigit else { return .invalid }
        previousIsDigit = false
        continue
      }
      guard let digit = digitValue(c), digit < base else { return .invalid }
      previousIsDigit = true
      let (shifted, o1) = result.multipliedReportingOverflow(by: base)
      let (next, o2) =
        isNegative ? shifted.subtractingReportingOverflow(digit) : shifted.addingReportingOverflow(digit)
      overflows = overflows || o1 || o2
      result = next
    }
    guard previousIsDigit else { return .invalid }
    return overflows ? .overflow : .value(result)
  }

  private static func digitValue(_ c: Unicode.Scalar) -> Int? {
    switch c {
    case "0"..."9": Int(c.value) - 48
    case "a"..."z": Int(c.value) - 87
    case "A"..."Z": Int(c.value) - 55
    default:
      // Decimal digits of other scripts count too, for example full-width ones.
      c.properties.numericType == .decimal ? c.properties.numericValue.map { Int($0) } : nil
    }
  }

  private static func isDigit(_ c: UInt8) -> Bool { c >= 48 && c <= 57 }

  /// The text without its underscores, each of which must stand between two digits.
  private static func withoutUnderscores(_ text: String) -> String? {
    guard text.utf8.contains(UInt8(ascii: "_")) else { return text }
    let bytes = Array(text.utf8)
    for (i, c) in bytes.enumerated() where c == UInt8(ascii: "_") {
      guard i > 0, i + 1 < bytes.count, isDigit(bytes[i - 1]), isDigit(bytes[i + 1]) else { return nil }
    }
    return String(decoding: bytes.filter { $0 != UInt8(ascii: "_") }, as: UTF8.self)
  }
}

extension String {
  /// A printed number whose decimal point is that of some locale.
  fileprivate func replacingNonDigits(with point: Unicode.Scalar) -> String {
    var result = ""
    for c in unicodeScalars {
      result.unicodeScalars.append(c.isASCII && c != "," ? c : point)
    }
    return result
  }

  /// The text without white space at both ends, as `int` and `float` read it.
  func trimmingPythonSpace() -> String {
    withBytes { bytes in
      let range = TextBytes.strippedSpace(bytes, 0..<bytes.count, left: true, right: true)
      return String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
    }
  }
}
