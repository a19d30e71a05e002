import Glibc

/// The memory of a Swift string, read and made without detours.
///
/// The standard library shows a string's bytes to a closure, copies short texts to the stack for it, counts a reference to
/// the storage of long ones, and makes a short text by way of its checks for long ones. A script's operation on a word
/// takes less time than that, so that this was most of the cost of every method of `str`.
///
/// Strings are 16 bytes on 64-bit machines (StringObject.swift of the standard library, “Discriminator”), and the highest
/// says which of two forms they have:
/// - small: up to 15 bytes of UTF-8 in the string itself, then 1110 (ASCII) or 1010 and the count in four bits;
/// - large: the count in 48 bits of the first word, whose bit 63 is set for ASCII and bit 60 where the bytes follow the
///   storage's head of 32 bytes; the storage's address in the second word.
///
/// `StringBitsTests` compares every form with what the library itself says.
package enum StringBits {
  package typealias Words = (UInt64, UInt64)

  package static var smallCapacity: Int { 15 }
  private static var headSize: Int { 32 }
  private static var highBits: UInt64 { 0x8080_8080_8080_8080 }

  /// The UTF-8 of a string that stays where it is.
  @inline(__always)
  package static func bytes(at place: UnsafeRawPointer) -> UnsafeBufferPointer<UInt8> {
    let mark = place.load(fromByteOffset: 8, as: UInt64.self)
    if mark & 1 << 61 != 0 {
      return UnsafeBufferPointer(
        start: place.assumingMemoryBound(to: UInt8.self), count: Int(truncatingIfNeeded: mark >> 56 & 0xF))
    }
    let storage = UnsafePointer<UInt8>(bitPattern: UInt(mark & 0x0FFF_FFFF_FFFF_FFFF) &+ UInt(headSize))
    let count = place.load(as: UInt64.self) & 0xFFFF_FFFF_FFFF
    return UnsafeBufferPointer(start: storage, count: Int(truncatingIfNeeded: count))
  }

  /// Whether the string is known to be ASCII; one that isn't may be so all the same.
  @inline(__always)
  package static func isKnownASCII(at place: UnsafeRawPointer) -> Bool {
    let mark = place.load(fromByteOffset: 8, as: UInt64.self)
    return mark & 1 << 61 != 0 ? mark & 1 << 62 != 0 : place.load(as: UInt64.self) >> 63 != 0
  }

  @inline(__always)
  package static func isSmall(at place: UnsafeRawPointer) -> Bool {
    place.load(fromByteOffset: 8, as: UInt64.self) & 1 << 61 != 0
  }

  @inline(__always)
  package static func words(at place: UnsafeRawPointer) -> Words {
    (place.load(as: UInt64.self), place.load(fromByteOffset: 8, as: UInt64.self))
  }

  @inline(__always)
  static func words(of text: String) -> Words { unsafeBitCast(text, to: Words.self) }

  /// Whether these words mean the same text for ever: one that lies in them, or a literal of the program.
  @inline(__always)
  static func isImmortal(_ words: Words) -> Bool { words.1 >> 63 != 0 }

  /// The string itself, or a copy of it whose bytes are where `bytes` looks for them.
  @inline(__always)
  package static func plain(_ text: String) -> String {
    let words = unsafeBitCast(text, to: Words.self)
    if _fastPath(words.1 & 1 << 61 != 0 || words.0 & 1 << 60 != 0) { return text }
    return copied(text)
  }

  @inline(never)
  private static func copied(_ text: String) -> String { String(decoding: Array(text.utf8), as: UTF8.self) }

  // MARK: Making

  /// A text of `count` bytes that `fill` writes, all of them, as valid UTF-8.
  @inline(__always)
  package static func string(_ count: Int, _ fill: (UnsafeMutablePointer<UInt8>) throws -> Void) rethrows
    -> String
  {
    guard count <= smallCapacity else {
      return try String(unsafeUninitializedCapacity: count) { buffer in
        if let start = buffer.baseAddress { try fill(start) }
        return count
      }
    }
    var words: Words = (0, 0)
    try withUnsafeMutableBytes(of: &words) { raw in
      if let start = raw.baseAddress { try fill(start.assumingMemoryBound(to: UInt8.self)) }
    }
    return small(words, count)
  }

  /// A copy of valid UTF-8.
  @inline(__always)
  package static func string(copying bytes: UnsafeBufferPointer<UInt8>) -> String {
    guard let start = bytes.baseAddress, bytes.count > 0 else { return "" }
    if bytes.count > smallCapacity { return large(start, bytes.count) }
    return small(load(UnsafeRawPointer(start), bytes.count), bytes.count)
  }

  @inline(never)
  private static func large(_ start: UnsafePointer<UInt8>, _ count: Int) -> String {
    String(unsafeUninitializedCapacity: count) { buffer in
      if let target = buffer.baseAddress { memcpy(target, start, count) }
      return count
    }
  }

  /// - Parameter words: the bytes, zeros behind them.
  @inline(__always)
  static func small(_ words: Words, _ count: Int) -> String {
    let form: UInt64 = (words.0 | words.1) & highBits == 0 ? 0xE0 : 0xA0
    return unsafeBitCast((words.0, words.1 | (form | UInt64(count)) << 56), to: String.self)
  }

  /// 1 to 15 bytes, by loads that overlap rather than byte by byte.
  @inline(__always)
  private static func load(_ start: UnsafeRawPointer, _ count: Int) -> Words {
    if count >= 8 {
      let last = start.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
      return (start.loadUnaligned(as: UInt64.self), count == 8 ? 0 : last >> UInt64(8 &* (16 &- count)))
    }
    if count >= 4 {
      let first = UInt64(start.loadUnaligned(as: UInt32.self))
      let last = UInt64(start.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self))
      return (first | last << UInt64(8 &* (count &- 4)), 0)
    }
    let first = UInt64(start.load(as: UInt8.self))
    let middle = UInt64(start.load(fromByteOffset: count >> 1, as: UInt8.self))
    let last = UInt64(start.load(fromByteOffset: count &- 1, as: UInt8.self))
    return (first | middle << UInt64(8 &* (count >> 1)) | last << UInt64(8 &* (count &- 1)), 0)
  }
}

extension UnsafeMutablePointer where Pointee == UInt8 {
  @inline(__always)
  func put(_ byte: UInt8) -> UnsafeMutablePointer<UInt8> {
    initialize(to: byte)
    return self + 1
  }

  /// Copies bytes to this place and returns the place behind them.
  @inline(__always)
  func put(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeMutablePointer<UInt8> {
    guard let source = bytes.baseAddress else { return self }
    memcpy(self, source, bytes.count)
    return self + bytes.count
  }
}
