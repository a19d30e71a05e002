/// `repr` of a text: the quotes that need least escaping, `\n` and the like, `\x…` for what can't be printed.
enum StringRepr {
  static func text(_ text: String) -> String { text.withBytes { self.text($0) } }

  static func text(_ bytes: TextBytes.Bytes) -> String {
    var isPlain = true
    for byte in bytes where !isPlainCharacter(byte) { isPlain = false }
    if isPlain {
      return StringBits.string(bytes.count + 2) {
        _ = $0.put(UInt8(ascii: "'")).put(bytes).put(UInt8(ascii: "'"))
      }
    }
    let hasSingle = bytes.contains(UInt8(ascii: "'"))
    let quote = UInt8(ascii: hasSingle && !bytes.contains(UInt8(ascii: "\"")) ? "\"" : "'")
    let backslash = UInt8(ascii: "\\")
    var result = TextBuilder(capacity: bytes.count + 8)
    result.append(quote)
    var i = 0
    while i < bytes.count {
      let character = TextBytes.character(bytes, i)
      i += character.count
      switch character[0] {
      case quote, backslash:
        result.append(backslash)
        result.append(character[0])
      case UInt8(ascii: "\n"): result.append("\\n")
      case UInt8(ascii: "\r"): result.append("\\r")
      case UInt8(ascii: "\t"): result.append("\\t")
      default:
        let scalar = Unicode.Scalar(TextBytes.scalar(character)) ?? "?"
        if isPrintable(scalar) { result.append(character) } else { result.append(escape(scalar)) }
      }
    }
    result.append(quote)
    return result.string
  }

  /// What stands in a repr as it is, whatever else there is.
  private static func isPlainCharacter(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte < 0x7F && byte != UInt8(ascii: "'") && byte != UInt8(ascii: "\\")
  }

  /// `ascii(text)`: the repr with everything beyond ASCII escaped.
  static func ascii(_ repr: String) -> String {
    var result = ""
    for c in repr.unicodeScalars { result += c.isASCII ? String(c) : escape(c) }
    return result
  }

  static func isPrintable(_ c: Unicode.Scalar) -> Bool {
    if c.isASCII { return c.value >= 0x20 && c.value < 0x7F }
    // Hangul syllables need no look into the library's tables.
    if c.value >= 0xAC00, c.value <= 0xD7A3 { return true }
    switch c.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
      .spaceSeparator:
      return false
    default: return true
    }
  }

  private static func escape(_ c: Unicode.Scalar) -> String {
    let digits = String(c.value, radix: 16)
    let (mark, width) = c.value < 0x100 ? ("\\x", 2) : c.value < 0x10000 ? ("\\u", 4) : ("\\U", 8)
    return mark + String(repeating: "0", count: width - digits.utf8.count) + digits
  }
}
