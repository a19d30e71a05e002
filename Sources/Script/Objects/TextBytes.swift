import Glibc

/// Algorithms on the UTF-8 of a text. Everything a script sees counts code points; everything here works on bytes, because a
/// search for valid UTF-8 inside valid UTF-8 can't match in the middle of a character, and byte order is code point order.
enum TextBytes {
  typealias Bytes = UnsafeBufferPointer<UInt8>

  @inline(__always)
  static func part(_ bytes: Bytes, _ range: Range<Int>) -> Bytes { Bytes(rebasing: bytes[range]) }

  // MARK: Counting

  static func scalarCount(_ text: String) -> Int { text.withBytes { scalarCount($0) } }

  /// Counts the bytes that begin a character.
  static func scalarCount(_ bytes: Bytes) -> Int {
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
    StringBits.string(copying: part(bytes, range))
  }

  // MARK: Comparing

  /// Negative, zero or positive, by code points.
  static func order(_ a: String, _ b: String) -> Int {
    a.withBytes { x in b.withBytes { order(x, $0) } }
  }

  @inline(__always)
  static func order(_ x: Bytes, _ y: Bytes) -> Int {
    guard let a = x.baseAddress, let b = y.baseAddress else { return x.count &- y.count }
    let order = memcmp(a, b, min(x.count, y.count))
    return order != 0 ? Int(order) : x.count &- y.count
  }

  /// Equality by code points (Swift's `==` takes composed and decomposed letters for equal; Python doesn't).
  static func equal(_ a: String, _ b: String) -> Bool {
    a.withBytes { x in b.withBytes { equal(x, $0) } }
  }

  @inline(__always)
  static func equal(_ x: Bytes, _ y: Bytes) -> Bool { x.count == y.count && equal(x, 0, y) }

  /// Whether `pattern` stands at `offset`; there must be room.
  @inline(__always)
  static func equal(_ bytes: Bytes, _ offset: Int, _ pattern: Bytes) -> Bool {
    guard let start = bytes.baseAddress, let other = pattern.baseAddress, pattern.count > 0 else {
      return true
    }
    return start[offset] == other[0] && memcmp(start + offset, other, pattern.count) == 0
  }

  // MARK: Searching

  /// The first place of `pattern` in a range of bytes.
  @inline(__always)
  static func find(_ pattern: Bytes, in bytes: Bytes, _ range: Range<Int>) -> Int? {
    switch pattern.count {
    case 0: range.lowerBound
    case 1: find(pattern[0], in: bytes, range)
    default: findLong(pattern, in: bytes, range)
    }
  }

  /// The first place of a byte.
  @inline(__always)
  static func find(_ byte: UInt8, in bytes: Bytes, _ range: Range<Int>) -> Int? {
    guard let start = bytes.baseAddress,
      let found = memchr(start + range.lowerBound, Int32(byte), range.count)
    else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(start)
  }

  private static func findLong(_ pattern: Bytes, in bytes: Bytes, _ range: Range<Int>) -> Int? {
    guard range.count >= pattern.count, let start = bytes.baseAddress, let other = pattern.baseAddress else {
      return nil
    }
    let last = range.upperBound - pattern.count
    var i = range.lowerBound
    var comparisons = 0
    while i <= last {
      guard let place = find(other[0], in: bytes, i..<last + 1) else { return nil }
      if memcmp(start + place, other, pattern.count) == 0 { return place }
      i = place + 1
      // A pattern that nearly stands in many places would take as long as both lengths multiplied.
      comparisons &+= 1
      if comparisons & 0x3F == 0, comparisons * pattern.count > 16 * (i - range.lowerBound) {
        return findRolling(pattern, in: bytes, i..<range.upperBound)
      }
    }
    return nil
  }

  /// The same in a time that doesn't depend on the pattern, by a hash that rolls along (R. M. Karp and M. O. Rabin, 1987).
  private static func findRolling(_ pattern: Bytes, in bytes: Bytes, _ range: Range<Int>) -> Int? {
    let base: UInt64 = 0x9E37_79B9_7F4A_7C15
    guard range.count >= pattern.count else { return nil }
    var wanted: UInt64 = 0
    var hash: UInt64 = 0
    // What the byte that leaves stands for.
    var first: UInt64 = 1
    for k in 0..<pattern.count {
      wanted = wanted &* base &+ UInt64(pattern[k])
      hash = hash &* base &+ UInt64(bytes[range.lowerBound + k])
      if k > 0 { first = first &* base }
    }
    var i = range.lowerBound
    while true {
      if hash == wanted, equal(bytes, i, pattern) { return i }
      guard i + pattern.count < range.upperBound else { return nil }
      hash = (hash &- UInt64(bytes[i]) &* first) &* base &+ UInt64(bytes[i + pattern.count])
      i += 1
    }
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
    guard !pattern.isEmpty else { return scalarCount(part(bytes, range)) + 1 }
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

  /// The part of a range that is left without the characters of `set` at its ends.
  static func stripped(_ bytes: Bytes, _ range: Range<Int>, of set: Bytes, left: Bool, right: Bool)
    -> Range<Int>
  {
    // A valid character stands within valid UTF-8 only where one begins.
    func isInSet(_ start: Int, _ end: Int) -> Bool {
      find(part(bytes, start..<end), in: set, 0..<set.count) != nil
    }
    var low = range.lowerBound
    var high = range.upperBound
    if left {
      while low < high, case let next = min(high, low + length(bytes[low])), isInSet(low, next) { low = next }
    }
    if right {
      while low < high, case let start = characterStart(bytes, before: high), isInSet(start, high) {
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

  /// The character that begins at `offset`.
  @inline(__always)
  static func character(_ bytes: Bytes, _ offset: Int) -> Bytes {
    part(bytes, offset..<min(bytes.count, offset + length(bytes[offset])))
  }

  /// Its code point.
  static func scalar(_ character: Bytes) -> UInt32 {
    let lead = UInt32(character[0])
    switch character.count {
    case 1: return lead
    case 2: return (lead & 0x1F) << 6 | UInt32(character[1] & 0x3F)
    case 3: return (lead & 0x0F) << 12 | UInt32(character[1] & 0x3F) << 6 | UInt32(character[2] & 0x3F)
    default:
      return (lead & 0x07) << 18 | UInt32(character[1] & 0x3F) << 12 | UInt32(character[2] & 0x3F) << 6
        | UInt32(character[3] & 0x3F)
    }
  }

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
