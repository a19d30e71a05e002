/// Algorithms on the UTF-8 of a text. Everything a script sees counts code points; everything here works on bytes, because a
/// search for valid UTF-8 inside valid UTF-8 can't match in the middle of a character, and byte order is code point order.
enum TextBytes {
  typealias Bytes = UnsafeBufferPointer<UInt8>

  // MARK: Counting

  static func scalarCount(_ text: String) -> Int { text.withBytes { scalarCount($0[...]) } }

  /// Counts the bytes that begin a character.
  static func scalarCount(_ bytes: Slice<Bytes>) -> Int {
    var count = 0
    for byte in bytes { count &+= byte & 0xC0 == 0x80 ? 0 : 1 }
    return count
  }

  /// The first `count` code points.
  static func prefix(_ text: String, _ count: Int) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.prefix(max(0, count))))
  }

  @inline(__always)
  static func string(_ bytes: Bytes, _ range: Range<Int>) -> String {
    String(decoding: Bytes(rebasing: bytes[range]), as: UTF8.self)
  }

  // MARK: Comparing

  /// Negative, zero or positive, by code points.
  static func order(_ a: String, _ b: String) -> Int {
    a.withBytes { x in
      b.withBytes { y in
        let n = min(x.count, y.count)
        var i = 0
        while i < n {
          if x[i] != y[i] { return x[i] < y[i] ? -1 : 1 }
          i += 1
        }
        return x.count - y.count
      }
    }
  }

  /// Equality by code points (Swift's `==` takes composed and decomposed letters for equal; Python doesn't).
  static func equal(_ a: String, _ b: String) -> Bool {
    a.withBytes { x in b.withBytes { y in x.count == y.count && equal(x, 0, y) } }
  }

  /// Whether `pattern` stands at `offset`; there must be room.
  @inline(__always)
  static func equal(_ bytes: Bytes, _ offset: Int, _ pattern: Bytes) -> Bool {
    var i = 0
    while i < pattern.count {
      if bytes[offset + i] != pattern[i] { return false }
      i += 1
    }
    return true
  }

  // MARK: Searching

  /// The first place of `pattern` in a range of bytes.
  static func find(_ pattern: Bytes, in bytes: Bytes, _ range: Range<Int>) -> Int? {
    guard let first = pattern.first else { return range.lowerBound }
    guard range.count >= pattern.count else { return nil }
    var i = range.lowerBound
    let last = range.upperBound - pattern.count
    while i <= last {
      if bytes[i] == first, equal(bytes, i, pattern) { return i }
      i += 1
    }
    return nil
  }

  static func findLast(_ pattern: Bytes, in bytes: Bytes, _ range: Range<Int>) -> Int? {
    guard range.count >= pattern.count else { return nil }
    guard !pattern.isEmpty else { return range.upperBound }
    var i = range.upperBound - pattern.count
    while i >= range.lowerBound {
      if equal(bytes, i, pattern) { return i }
      i -= 1
    }
    return nil
  }

  /// How often `pattern` occurs without overlap; the empty one between all characters.
  static func count(_ pattern: Bytes, in bytes: Bytes, _ range: Range<Int>) -> Int {
    guard !pattern.isEmpty else { return scalarCount(bytes[range]) + 1 }
    var count = 0
    var start = range.lowerBound
    while let place = find(pattern, in: bytes, start..<range.upperBound) {
      count += 1
      start = place + pattern.count
    }
    return count
  }

  // MARK: White space

  /// The length in bytes of the white space at `i`, 0 if there is none (Python's `str.isspace`).
  @inline(__always)
  static func spaceLength(_ bytes: Bytes, _ i: Int, _ end: Int) -> Int {
    let c = bytes[i]
    if c < 0x80 { return c == 32 || c >= 9 && c <= 13 || c >= 28 && c <= 31 ? 1 : 0 }
    if c == 0xC2, i + 1 < end { return bytes[i + 1] == 0x85 || bytes[i + 1] == 0xA0 ? 2 : 0 }
    guard c == 0xE1 || c == 0xE2 || c == 0xE3, i + 2 < end else { return 0 }
    let value = UInt32(c & 0x0F) << 12 | UInt32(bytes[i + 1] & 0x3F) << 6 | UInt32(bytes[i + 2] & 0x3F)
    return isWideSpace(value) ? 3 : 0
  }

  static func isWideSpace(_ value: UInt32) -> Bool {
    switch value {
    case 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
    default: false
    }
  }

  static func isSpace(_ c: Unicode.Scalar) -> Bool {
    switch c.value {
    case 9...13, 28...32, 0x85, 0xA0: true
    default: isWideSpace(c.value)
    }
  }

  static func strippedSpace(_ bytes: Bytes, _ range: Range<Int>, left: Bool, right: Bool) -> Range<Int> {
    var low = range.lowerBound
    var high = range.upperBound
    if left {
      while low < high, case let length = spaceLength(bytes, low, high), length > 0 { low += length }
    }
    if right {
      while low < high {
        let start = characterStart(bytes, before: high)
        guard spaceLength(bytes, start, high) == high - start else { break }
        high = start
      }
    }
    return low..<high
  }

  /// Where the character that ends before `end` begins.
  @inline(__always)
  static func characterStart(_ bytes: Bytes, before end: Int) -> Int {
    var i = end - 1
    while i > 0, bytes[i] & 0xC0 == 0x80 { i -= 1 }
    return i
  }

  /// The length in bytes of the character that begins with `lead`.
  @inline(__always)
  static func length(_ lead: UInt8) -> Int { lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4 }

  /// The length in bytes of the line break at `i` (Python's `str.splitlines`), 0 if there is none.
  static func lineBreakLength(_ bytes: Bytes, _ i: Int) -> Int {
    switch bytes[i] {
    case 0x0D: i + 1 < bytes.count && bytes[i + 1] == 0x0A ? 2 : 1
    case 0x0A, 0x0B, 0x0C, 0x1C, 0x1D, 0x1E: 1
    case 0xC2: i + 1 < bytes.count && bytes[i + 1] == 0x85 ? 2 : 0
    case 0xE2:
      i + 2 < bytes.count && bytes[i + 1] == 0x80 && (bytes[i + 2] == 0xA8 || bytes[i + 2] == 0xA9) ? 3 : 0
    default: 0
    }
  }
}

extension String {
  /// The text's UTF-8, without a copy for every string made in Swift.
  @inline(__always)
  package func withBytes<R>(_ body: (UnsafeBufferPointer<UInt8>) throws -> R) rethrows -> R {
    if let result = try utf8.withContiguousStorageIfAvailable(body) { return result }
    var copy = self
    return try copy.withUTF8(body)
  }
}
