/// A JSON value (RFC 8259). Objects keep the order of their members, so that what is written reads the same every time.
package indirect enum JSON: Sendable, Equatable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([JSON])
  case object([Member])

  package struct Member: Sendable, Equatable {
    package let key: String
    package let value: JSON
    /// Where the key stands in the text that was parsed, in UTF-8 bytes.
    let keyRange: Range<Int>
    let valueRange: Range<Int>

    package static func == (a: Member, b: Member) -> Bool { a.key == b.key && a.value == b.value }
  }

  package static func members(_ pairs: KeyValuePairs<String, JSON?>) -> JSON {
    .object(
      pairs.compactMap { key, value in
        value.map { Member(key: key, value: $0, keyRange: 0..<0, valueRange: 0..<0) }
      })
  }

  package static func dictionary(_ pairs: some Sequence<(key: String, value: JSON)>) -> JSON {
    .object(pairs.map { Member(key: $0.key, value: $0.value, keyRange: 0..<0, valueRange: 0..<0) })
  }

  package subscript(key: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.last { $0.key == key }?.value
  }

  package var members: [Member] { if case .object(let members) = self { members } else { [] } }
  package var array: [JSON]? { if case .array(let values) = self { values } else { nil } }
  package var string: String? { if case .string(let text) = self { text } else { nil } }
  package var number: Double? { if case .number(let value) = self { value } else { nil } }
  package var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
  package var int: Int? { number.flatMap { Int(exactly: $0) } }
}

// MARK: - Writing

extension JSON {
  /// The text on one line.
  package var text: String {
    var result = ""
    write(to: &result, indent: nil)
    return result
  }

  /// The text with a member a line, for people.
  package var pretty: String {
    var result = ""
    write(to: &result, indent: 0)
    return result
  }

  private func write(to out: inout String, indent: Int?) {
    switch self {
    case .null: out += "null"
    case .bool(let value): out += value ? "true" : "false"
    case .number(let value):
      // JSON has no nan and inf.
      out += !value.isFinite ? "null" : Int(exactly: value).map(String.init) ?? "\(value)"
    case .string(let text): JSON.writeQuoted(text, to: &out)
    case .array(let values):
      JSON.writeList(values, "[", "]", to: &out, indent: indent) { $0.write(to: &$1, indent: $2) }
    case .object(let members):
      JSON.writeList(members, "{", "}", to: &out, indent: indent) {
        JSON.writeQuoted($0.key, to: &$1)
        $1 += $2 == nil ? ":" : ": "
        $0.value.write(to: &$1, indent: $2)
      }
    }
  }

  private static func writeList<T>(
    _ items: [T], _ open: String, _ close: String, to out: inout String, indent: Int?,
    _ write: (T, inout String, Int?) -> Void
  ) {
    out += open
    for (index, item) in items.enumerated() {
      if index > 0 { out += "," }
      if let indent { out += "\n" + String(repeating: "  ", count: indent + 1) }
      write(item, &out, indent.map { $0 + 1 })
    }
    if let indent, !items.isEmpty { out += "\n" + String(repeating: "  ", count: indent) }
    out += close
  }

  private static func writeQuoted(_ text: String, to out: inout String) {
    out += "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      // C1 controls and bidirectional marks could hide text on a terminal.
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}":
        let hex = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: out.unicodeScalars.append(scalar)
      }
    }
    out += "\""
  }
}

// MARK: - Reading

extension JSON {
  package struct SyntaxError: Error, Equatable {
    /// UTF-8 bytes from the start of the text.
    package let offset: Int
  }

  package init(parsing text: String) throws(SyntaxError) {
    var parser = Parser(bytes: Array(text.utf8))
    self = try parser.document()
  }

  private struct Parser {
    let bytes: [UInt8]
    var offset = 0
    /// Deeper nesting than any data of ours is an error rather than a full stack.
    static let maximalDepth = 64

    mutating func document() throws(SyntaxError) -> JSON {
      let value = try self.value(depth: 0)
      skipBlanks()
      guard offset == bytes.count else { throw SyntaxError(offset: offset) }
      return value
    }

    private var current: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    private mutating func skipBlanks() {
      while let byte = current, byte == 0x20 || (0x09...0x0D).contains(byte) { offset += 1 }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
      guard current == UInt8(ascii: character) else { return false }
      offset += 1
      return true
    }

    private mutating func word(_ word: String, _ value: JSON) throws(SyntaxError) -> JSON {
      guard bytes[offset...].starts(with: word.utf8) else { throw SyntaxError(offset: offset) }
      offset += word.utf8.count
      return value
    }

    private mutating func value(depth: Int) throws(SyntaxError) -> JSON {
      skipBlanks()
      guard let first = current, depth < Parser.maximalDepth else { throw SyntaxError(offset: offset) }
      switch Unicode.Scalar(first) {
      case "n": return try word("null", .null)
      case "t": return try word("true", .bool(true))
      case "f": return try word("false", .bool(false))
      case "\"": return .string(try string())
      case "[": return .array(try array(depth: depth))
      case "{": return .object(try object(depth: depth))
      default: return .number(try number())
      }
    }

    private mutating func array(depth: Int) throws(SyntaxError) -> [JSON] {
      offset += 1
      var values: [JSON] = []
      skipBlanks()
      if take("]") { return values }
      repeat {
        values.append(try value(depth: depth + 1))
        skipBlanks()
      } while take(",")
      guard take("]") else { throw SyntaxError(offset: offset) }
      return values
    }

    private mutating func object(depth: Int) throws(SyntaxError) -> [Member] {
      offset += 1
      var members: [Member] = []
      skipBlanks()
      if take("}") { return members }
      repeat {
        skipBlanks()
        let keyStart = offset
        guard current == UInt8(ascii: "\"") else { throw SyntaxError(offset: offset) }
        let key = try string()
        let keyEnd = offset
        skipBlanks()
        guard take(":") else { throw SyntaxError(offset: offset) }
        skipBlanks()
        let valueStart = offset
        let value = try self.value(depth: depth + 1)
        members.append(
          Member(key: key, value: value, keyRange: keyStart..<keyEnd, valueRange: valueStart..<offset))
        skipBlanks()
      } while take(",")
      guard take("}") else { throw SyntaxError(offset: offset) }
      return members
    }

    private mutating func number() throws(SyntaxError) -> Double {
      let start = offset
      while let byte = current, "+-.eE0123456789".utf8.contains(byte) { offset += 1 }
      guard let value = Double(String(decoding: bytes[start..<offset], as: UTF8.self)), value.isFinite else {
        throw SyntaxError(offset: start)
      }
      return value
    }

    private mutating func string() throws(SyntaxError) -> String {
      let start = offset
      offset += 1
      var scalars: [UInt8] = []
      while let byte = current {
        offset += 1
        switch Unicode.Scalar(byte) {
        case "\"": return String(decoding: scalars, as: UTF8.self)
        case "\\": scalars.append(contentsOf: String(try escape()).utf8)
        default: scalars.append(byte)
        }
      }
      throw SyntaxError(offset: start)
    }

    private mutating func escape() throws(SyntaxError) -> Character {
      guard let byte = current else { throw SyntaxError(offset: offset) }
      offset += 1
      switch Unicode.Scalar(byte) {
      case "n": return "\n"
      case "t": return "\t"
      case "r": return "\r"
      case "b": return "\u{8}"
      case "f": return "\u{C}"
      case "u": return Character(try unicodeEscape())
      case "\"", "\\", "/": return Character(Unicode.Scalar(byte))
      default: throw SyntaxError(offset: offset - 1)
      }
    }

    private mutating func unicodeEscape() throws(SyntaxError) -> Unicode.Scalar {
      let high = try hexUnit()
      if let scalar = Unicode.Scalar(high) { return scalar }
      guard (0xD800...0xDBFF).contains(high), take("\\"), take("u") else { throw SyntaxError(offset: offset) }
      let low = try hexUnit()
      guard (0xDC00...0xDFFF).contains(low),
        let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
      else { throw SyntaxError(offset: offset) }
      return scalar
    }

    private mutating func hexUnit() throws(SyntaxError) -> UInt32 {
      guard offset + 4 <= bytes.count,
        let unit = UInt32(String(decoding: bytes[offset..<offset + 4], as: UTF8.self), radix: 16)
      else { throw SyntaxError(offset: offset) }
      offset += 4
      return unit
    }
  }
}
