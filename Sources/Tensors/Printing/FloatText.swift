#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Decimal text of floating-point numbers, correctly rounded as Python's `format` does it.
package enum FloatText {
  /// Like `format(value, ".4f")`.
  package static func fixed(_ value: Double, digits: Int) -> String { text(value, digits, scientific: false) }

  /// Like `format(value, ".4e")`.
  package static func scientific(_ value: Double, digits: Int) -> String {
    text(value, digits, scientific: true)
  }

  private static func text(_ value: Double, _ digits: Int, scientific: Bool) -> String {
    if value.isNaN { return "nan" }
    if value.isInfinite { return value < 0 ? "-inf" : "inf" }
    // The longest: a sign, 309 digits, the point, `digits` more.
    let digits = min(max(digits, 0), 100_000)
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: digits + 330) { buffer in
      let written = withVaList([Int32(digits), value]) {
        vsnprintf(buffer.baseAddress, buffer.count, scientific ? "%.*e" : "%.*f", $0)
      }
      return String(
        decoding: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[..<Int(written)]),
        as: UTF8.self)
    }
  }
}
