import Glibc

/// Numbers as Python writes them.
///
/// Exactness comes first: every digit is that of the exact binary value, rounded half to even, as CPython's own conversion
/// (D. Gay, “Correctly Rounded Binary-Decimal and Decimal-Binary Conversions”, 1990) gives it. 128-bit integers do it for all
/// numbers that one meets; the C library, which is exact too, does the rest.
package enum NumberText {
  /// The shortest text that reads back as the same float.
  package static func repr(_ value: Double) -> String {
    if value == 0 { return value.sign == .minus ? "-0.0" : "0.0" }
    if !value.isFinite { return value.isNaN ? "nan" : value < 0 ? "-inf" : "inf" }
    // Swift's shortest description is Python's, but that it begins with exponents at 2⁵³ and Python at 10¹⁶. The whole
    // numbers between have one text of 16 digits.
    if value.magnitude >= 0x1p53, value.magnitude < 1e16 { return DecimalText.of(Int(value)) + ".0" }
    return value.description
  }

  /// `digits` × 10^(exponent - digits + 1) without an exponent: `1234.5`, `0.0012`.
  static func plain(_ digits: String, exponent: Int, alwaysPoint: Bool) -> String {
    digits.withBytes { digits in
      let whole = max(1, exponent + 1)
      let fraction = max(0, digits.count - 1 - exponent)
      let tail = fraction > 0 ? 1 + fraction : alwaysPoint ? 2 : 0
      return StringBits.string(whole + tail) { target in
        var target = target
        // The digit that stands for 10^power.
        func digit(_ power: Int) -> UInt8 {
          let place = exponent - power
          return place >= 0 && place < digits.count ? digits[place] : UInt8(ascii: "0")
        }
        for power in stride(from: whole - 1, through: 0, by: -1) { target = target.put(digit(power)) }
        guard tail > 0 else { return }
        target = target.put(UInt8(ascii: "."))
        for power in 1...max(1, fraction) { target = target.put(digit(-power)) }
      }
    }
  }

  /// `1.5e-07`: at least two digits of exponent, as in C.
  static func scientific(_ digits: String, exponent: Int, alwaysPoint: Bool = false) -> String {
    let magnitude = DecimalText.of(Int(exponent.magnitude))
    return digits.withBytes { digits in
      magnitude.withBytes { magnitude in
        let hasPoint = digits.count > 1 || alwaysPoint
        let padding = magnitude.count < 2 ? 1 : 0
        return StringBits.string(digits.count + (hasPoint ? 1 : 0) + 2 + padding + magnitude.count) {
          target in
          var target = target.put(digits[0])
          if hasPoint { target = target.put(UInt8(ascii: ".")) }
          target = target.put(TextBytes.part(digits, 1..<digits.count))
          target = target.put(UInt8(ascii: "e")).put(UInt8(ascii: exponent < 0 ? "-" : "+"))
          if padding > 0 { target = target.put(UInt8(ascii: "0")) }
          _ = target.put(magnitude)
        }
      }
    }
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
    if let (digits, exponent) = exactDigits(magnitude, count) {
      return (DecimalText.of(magnitude: digits, isNegative: false, FormatSpecifier()), exponent)
    }
    let text = printed(magnitude, count - 1, "e").utf8
    let mantissa = text.prefix { $0 != UInt8(ascii: "e") }
    let digits = String(decoding: mantissa.filter(isDigit), as: UTF8.self)
    return (digits, Int(String(decoding: text.dropFirst(mantissa.count + 1), as: UTF8.self)) ?? 0)
  }

  /// The same as a number, as far as 128 bits suffice.
  private static func exactDigits(_ magnitude: Double, _ count: Int) -> (digits: UInt64, exponent: Int)? {
    guard count <= 17 else { return nil }
    // The exponent, or one less: never more, for then a digit would be missing.
    let estimate = Int((log10(magnitude) - 1e-12).rounded(.down))
    for exponent in estimate...estimate + 1 {
      let places = count - 1 - exponent
      guard let scaled = places >= 0 ? scaledInteger(magnitude, places) : quotient(magnitude, -places) else {
        return nil
      }
      if scaled < powersOfTen[count] { return (UInt64(scaled), exponent) }
    }
    return nil
  }

  /// `magnitude` / 10^zeros, rounded half to even from the exact value; nil where 128 bits do not suffice.
  private static func quotient(_ magnitude: Double, _ zeros: Int) -> UInt128? {
    guard zeros <= 22, magnitude < 0x1p126 else { return nil }
    let mantissa = UInt128(magnitude.significandBitPattern | 1 << 52)
    let exponent = Int(magnitude.exponentBitPattern) - 1075
    // A number of this size has at most 52 bits behind the point, and 10²² < 2⁷⁴.
    guard exponent >= -52 else { return nil }
    let numerator = exponent >= 0 ? mantissa << UInt128(exponent) : mantissa
    let denominator = exponent >= 0 ? powersOfTen[zeros] : powersOfTen[zeros] << UInt128(-exponent)
    let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
    let rest = denominator - remainder
    let roundsUp = remainder > rest || remainder == rest && quotient & 1 == 1
    return roundsUp ? quotient + 1 : quotient
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
  package static func parseFloat(_ text: String) -> Double? { text.withBytes(parseFloat) }

  static func parseFloat(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
    let range = TextBytes.strippedSpace(bytes, 0..<bytes.count, left: true, right: true)
    let trimmed = TextBytes.part(bytes, range)
    if let number = parse(trimmed) { return number }
    return trimmed.contains { $0 >= 0x80 } ? withPlainDigits(trimmed).withBytes(parse) : nil
  }

  /// A text with the decimal digits of other scripts, for example full-width ones, as those of ASCII.
  private static func withPlainDigits(_ text: TextBytes.Bytes) -> String {
    var result = ""
    for c in String(decoding: text, as: UTF8.self).unicodeScalars {
      let digit = c.isASCII ? nil : digitValue(c)
      result.unicodeScalars.append(digit.flatMap { Unicode.Scalar(UInt32(48 + $0)) } ?? c)
    }
    return result
  }

  private static func parse(_ text: TextBytes.Bytes) -> Double? {
    var i = 0
    var isNegative = false
    if let sign = text.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      isNegative = sign == UInt8(ascii: "-")
      i = 1
    }
    // Digits are read into a whole number and a power of ten, and written down without underscores for numbers that need
    // more care than that.
    var mantissa: UInt64 = 0
    var digits = 0
    var fraction = 0
    var previous: UInt8 = 0
    var hasPoint = false
    while i < text.count {
      let c = text[i]
      if isDigit(c) {
        mantissa = digits < 19 ? mantissa &* 10 &+ UInt64(c - 48) : mantissa
        if digits > 0 || c != 48 { digits += 1 }
        if hasPoint { fraction += 1 }
      } else if c == UInt8(ascii: "_") {
        guard isDigit(previous), i + 1 < text.count, isDigit(text[i + 1]) else { return nil }
      } else if c == UInt8(ascii: "."), !hasPoint {
        hasPoint = true
      } else {
        break
      }
      previous = c
      i += 1
    }
    let hasDigits = isDigit(previous) || hasPoint && fraction == 0 && i >= 2 && isDigit(text[i - 2])
    guard hasDigits else {
      return word(TextBytes.part(text, i..<text.count), isNegative, atStart: previous == 0)
    }
    var exponent = 0
    if i < text.count {
      guard text[i] | 32 == UInt8(ascii: "e") else { return nil }
      i += 1
      var exponentIsNegative = false
      if i < text.count, text[i] == UInt8(ascii: "-") || text[i] == UInt8(ascii: "+") {
        exponentIsNegative = text[i] == UInt8(ascii: "-")
        i += 1
      }
      guard i < text.count, isDigit(text[i]) else { return nil }
      while i < text.count {
        if isDigit(text[i]) {
          exponent = min(exponent * 10 + Int(text[i] - 48), 1 << 20)
        } else {
          guard text[i] == UInt8(ascii: "_"), isDigit(text[i - 1]), i + 1 < text.count, isDigit(text[i + 1])
          else {
            return nil
          }
        }
        i += 1
      }
      if exponentIsNegative { exponent = -exponent }
    }
    // Whole numbers of 53 bits and these powers of ten are floats, so that one operation rounds once (W. D. Clinger, “How to
    // Read Floating Point Numbers Accurately”, 1990).
    let power = exponent - fraction
    if digits < 19, mantissa <= 1 << 53, power.magnitude <= 22 {
      let factor = powersOfTenAsFloats[Int(power.magnitude)]
      let value = power < 0 ? Double(mantissa) / factor : Double(mantissa) * factor
      return isNegative ? -value : value
    }
    return read(text)
  }

  /// What stands instead of digits: `inf`, `nan`.
  private static func word(_ text: TextBytes.Bytes, _ isNegative: Bool, atStart: Bool) -> Double? {
    guard atStart else { return nil }
    switch StringBits.string(copying: text).lowercased() {
    case "inf", "infinity": return isNegative ? -Double.infinity : .infinity
    case "nan": return .nan
    default: return nil
    }
  }

  /// The library's reader, which is exact, but wants a digit on both sides of the point.
  private static func read(_ text: TextBytes.Bytes) -> Double? {
    var full = TextBuilder(capacity: text.count + 2)
    var previous: UInt8 = 0
    for c in text where c != UInt8(ascii: "_") {
      if c == UInt8(ascii: "."), !isDigit(previous) { full.append(48) }
      if previous == UInt8(ascii: "."), !isDigit(c) { full.append(48) }
      full.append(c)
      previous = c
    }
    if previous == UInt8(ascii: ".") { full.append(48) }
    return Double(full.string)
  }

  /// What `int(text, base)` finds.
  package enum IntegerText {
    case value(Int), overflow, invalid
  }

  package static func parseInteger(_ text: String, base: Int) -> IntegerText {
    if base > 0, let value = text.withBytes({ plainInteger($0, base: base) }) { return .value(value) }
    if base == 10, text.withBytes(beginsWithWord) { return .invalid }
    var rest = Substring(text.trimmingPythonSpace())
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

  /// Whether a text can't be a number from its first letter on, as most that are tried and aren't.
  private static func beginsWithWord(_ text: TextBytes.Bytes) -> Bool {
    guard let first = text.first else { return false }
    return first | 32 >= 97 && first | 32 <= 122
  }

  /// What most texts are: a sign perhaps, and few digits.
  static func plainInteger(_ text: TextBytes.Bytes, base: Int = 10) -> Int? {
    let first = text.first
    let start = first == UInt8(ascii: "-") || first == UInt8(ascii: "+") ? 1 : 0
    // As many digits as fit in any case: 36¹² and 10¹⁸ are below 2⁶³.
    guard text.count > start, text.count - start <= (base <= 10 ? 18 : 12) else { return nil }
    var value = 0
    for i in start..<text.count {
      let c = text[i]
      let digit = isDigit(c) ? Int(c) - 48 : c | 32 >= 97 && c | 32 <= 122 ? Int(c | 32) - 87 : 36
      guard digit < base else { return nil }
      value = value &* base &+ digit
    }
    return first == UInt8(ascii: "-") ? -value : value
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
