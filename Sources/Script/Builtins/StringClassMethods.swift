/// Methods of `str` that ask what kind of characters a text has. All are false for an empty text, but for `isascii`
/// and `isprintable`.
enum StringClassMethods {
  static var members: [NativeMember] {
    [
      every("isalpha", ascii: isLetter, isAlphabetic),
      every("isalnum", ascii: { isLetter($0) || isDigit($0) }, { isAlphabetic($0) || isNumeric($0) }),
      every("isdigit", ascii: isDigit) {
        $0.properties.numericType == .decimal || $0.properties.numericType == .digit
      },
      every("isdecimal", ascii: isDigit) { $0.properties.numericType == .decimal },
      every("isnumeric", ascii: isDigit, isNumeric),
      every("isspace", ascii: { TextBytes.isSpace(Unicode.Scalar($0)) }, TextBytes.isSpace),
      .text("isascii") { _, s, _ in .bool(s.isASCII) },
      .text("isprintable") { _, s, _ in .bool(s.text.unicodeScalars.allSatisfy(StringRepr.isPrintable)) },
      .text("isupper") { _, s, _ in
        if s.isASCII { return .bool(hasOnly(s, isCapital, not: isSmall)) }
        return .bool(hasOnly(s, { $0.isUppercase }, not: { $0.isLowercase || isTitle($0) }))
      },
      .text("islower") { _, s, _ in
        if s.isASCII { return .bool(hasOnly(s, isSmall, not: isCapital)) }
        return .bool(hasOnly(s, { $0.isLowercase }, not: { $0.isUppercase || isTitle($0) }))
      },
      .text("istitle") { _, s, _ in .bool(isTitle(s)) },
      .text("isidentifier") { _, s, _ in
        let scalars = s.text.unicodeScalars
        guard let first = scalars.first, first == "_" || first.properties.isXIDStart else {
          return .bool(false)
        }
        return .bool(scalars.dropFirst().allSatisfy { $0.properties.isXIDContinue })
      },
    ]
  }

  /// - Parameter ascii: the same for the characters that need no tables.
  @inline(__always)
  private static func every(
    _ name: String, ascii: @escaping @Sendable (UInt8) -> Bool,
    _ test: @escaping @Sendable (Unicode.Scalar) -> Bool
  ) -> NativeMember {
    .text(name) { _, s, _ in
      if s.isASCII {
        let bytes = s.bytes
        for byte in bytes where !ascii(byte) { return .bool(false) }
        return .bool(bytes.count > 0)
      }
      return .bool(s.text.unicodeScalars.allSatisfy(test))
    }
  }

  @Sendable
  private static func isCapital(_ c: UInt8) -> Bool { c >= 65 && c <= 90 }

  @Sendable
  private static func isSmall(_ c: UInt8) -> Bool { c >= 97 && c <= 122 }

  @Sendable
  private static func isLetter(_ c: UInt8) -> Bool { isSmall(c | 32) }

  @Sendable
  private static func isDigit(_ c: UInt8) -> Bool { c >= 48 && c <= 57 }

  private static func hasOnly(_ s: StringObject, _ wanted: (UInt8) -> Bool, not other: (UInt8) -> Bool)
    -> Bool
  {
    !s.bytes.contains(where: other) && s.bytes.contains(where: wanted)
  }

  @Sendable
  private static func isAlphabetic(_ c: Unicode.Scalar) -> Bool {
    // Hangul syllables are letters: no look into the library's tables.
    if c.value >= 0xAC00, c.value <= 0xD7A3 { return true }
    return switch c.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
    default: false
    }
  }

  @Sendable
  private static func isNumeric(_ c: Unicode.Scalar) -> Bool { c.properties.numericType != nil }

  private static func isTitle(_ p: Unicode.Scalar.Properties) -> Bool {
    p.generalCategory == .titlecaseLetter
  }

  private static func hasOnly(
    _ s: StringObject, _ wanted: (Unicode.Scalar.Properties) -> Bool,
    not other: (Unicode.Scalar.Properties) -> Bool
  ) -> Bool {
    var found = false
    for scalar in s.text.unicodeScalars {
      if other(scalar.properties) { return false }
      found = found || wanted(scalar.properties)
    }
    return found
  }

  private static func isTitle(_ s: StringObject) -> Bool {
    var found = false
    var inWord = false
    for scalar in s.text.unicodeScalars {
      let p = scalar.properties
      if p.isUppercase || isTitle(p) {
        if inWord { return false }
        found = true
        inWord = true
      } else if p.isLowercase {
        if !inWord { return false }
        found = true
      } else {
        inWord = false
      }
    }
    return found
  }
}
