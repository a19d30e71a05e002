/// Decimal digits written straight into a text's bytes: what most formatting of numbers comes down to.
enum DecimalText {
  static func of(_ value: Int) -> String {
    let magnitude = UInt64(value.magnitude)
    if magnitude < 100_000_000 {
      let (digits, count) = leading(magnitude)
      if value >= 0 { return StringBits.small((digits, 0), count) }
      let sign = UInt64(UInt8(ascii: "-"))
      return StringBits.small((digits << 8 | sign, digits >> 56), count + 1)
    }
    let count = digitCount(magnitude) + (value < 0 ? 1 : 0)
    return StringBits.string(count) { target in
      var place = count
      var rest = magnitude
      repeat {
        place -= 1
        let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
        target[place] = 48 + UInt8(truncatingIfNeeded: digit)
        rest = quotient
      } while rest > 0
      if value < 0 { target[0] = UInt8(ascii: "-") }
    }
  }

  /// The digits of a number below 10⁸, the first in the lowest byte, and how many they are.
  ///
  /// All at once: the number is split into two fours, these into pairs and these into digits, each step by one multiplication
  /// (P. Khuong, “How to print integers really fast”, 2017).
  @inline(__always)
  private static func leading(_ magnitude: UInt64) -> (digits: UInt64, count: Int) {
    let fours = magnitude / 10_000 | (magnitude % 10_000) << 32
    let hundreds = (fours &* 10_486) >> 20 & 0x0000_007F_0000_007F
    let pairs = hundreds | (fours &- hundreds &* 100) << 16
    let tens = (pairs &* 103) >> 10 & 0x000F_000F_000F_000F
    let digits = tens | (pairs &- tens &* 10) << 8
    // The last digit stays, also where it is 0.
    let zeros = min(digits.trailingZeroBitCount >> 3, 7)
    return ((digits | 0x3030_3030_3030_3030) >> UInt64(8 &* zeros), 8 &- zeros)
  }

  private static func digitCount(_ magnitude: UInt64) -> Int {
    var digits = 1
    var bound: UInt64 = 10
    while magnitude >= bound {
      digits += 1
      if digits == 20 { break }
      bound &*= 10
    }
    return digits
  }

  /// The number `magnitude` / 10^places with its point, filled up on the left to the format's width: with zeros after the sign,
  /// or with spaces before it.
  ///
  /// - Parameter places: less than 19.
  static func of(magnitude: UInt64, places: Int = 0, isNegative: Bool, _ format: FormatSpecifier) -> String {
    // At least one digit stands before the point.
    let digits = max(digitCount(magnitude), places + 1)
    let length = digits + (places > 0 ? 1 : 0) + (isNegative ? 1 : 0)
    let missing = max(0, format.width - length)
    let zeros = format.padsWithZeros ? missing : 0
    let total = length + missing
    return StringBits.string(total) { buffer in
      var place = total
      var rest = magnitude
      for i in 0..<digits + zeros {
        if i == places, places > 0 {
          place -= 1
          buffer[place] = UInt8(ascii: ".")
        }
        place -= 1
        buffer[place] = 48 + UInt8(truncatingIfNeeded: rest % 10)
        rest /= 10
      }
      if isNegative {
        place -= 1
        buffer[place] = UInt8(ascii: "-")
      }
      while place > 0 {
        place -= 1
        buffer[place] = UInt8(ascii: " ")
      }
    }
  }
}
