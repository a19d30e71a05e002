import Script
import Testing

/// Texts are read and made by the layout of Swift's strings; here every form is compared with what the library says.
@Suite("The memory of strings")
struct StringBitsTests {
  static let texts =
    [
      "", "a", "ab", "abc", "abcd", "abcdefg", "abcdefgh", "abcdefghi", "abcdefghijklmno", "가", "가나다라마", "é",
      "a가", "\u{0}",
    ]
    + [
      "abcdefghijklmnop", "가나다라마바", "sixteen letters and more", "가 and ASCII behind it",
      String(repeating: "긴 글 ", count: 500),
    ]

  private func bytes(_ text: String) -> [UInt8] {
    var text = text
    return withUnsafeMutablePointer(to: &text) { Array(StringBits.bytes(at: UnsafeRawPointer($0))) }
  }

  @Test("The bytes of a text are found where they lie", arguments: texts)
  func reading(text: String) {
    #expect(bytes(text) == Array(text.utf8))
    #expect(bytes(String(decoding: Array(text.utf8), as: UTF8.self)) == Array(text.utf8))
    #expect(bytes(String(text.dropFirst())) == Array(text.dropFirst().utf8))
  }

  @Test("They are found, too, in a text that has grown, and in one that has room to grow", arguments: texts)
  func growing(text: String) {
    var grown = text
    for piece in ["x", "가", " and a long piece behind"] {
      grown += piece
      #expect(bytes(grown) == Array(grown.utf8))
    }
    var roomy = text
    roomy.reserveCapacity(1000)
    #expect(bytes(roomy) == Array(text.utf8))
  }

  @Test("A text made from bytes has the very bits that the library gives it", arguments: texts)
  func making(text: String) {
    let source = Array(text.utf8)
    let copied = source.withUnsafeBufferPointer { StringBits.string(copying: $0) }
    let filled = StringBits.string(source.count) { target in
      for (i, byte) in source.enumerated() { target[i] = byte }
    }
    let expected = String(decoding: source, as: UTF8.self)
    for made in [copied, filled] {
      #expect(made == expected)
      #expect(Array(made.utf8) == source)
      guard source.count <= StringBits.smallCapacity else { continue }
      let hasSameBits =
        unsafeBitCast(made, to: StringBits.Words.self) == unsafeBitCast(expected, to: StringBits.Words.self)
      #expect(hasSameBits)
    }
  }

  @Test("ASCII is known for texts made from bytes", arguments: texts)
  func ascii(text: String) {
    var made = Array(text.utf8).withUnsafeBufferPointer { StringBits.string(copying: $0) }
    let isKnown = withUnsafeMutablePointer(to: &made) { StringBits.isKnownASCII(at: UnsafeRawPointer($0)) }
    #expect(isKnown == text.utf8.allSatisfy { $0 < 0x80 })
  }
}
