/// What stands after the opening fence of a code block: `python id="xavier-std" role="exercise" points=3`.
struct FenceInfo {
  /// The first word, for example `python`; empty for a bare fence.
  let language: String
  let attributes: [Attribute]

  struct Attribute {
    let name: String
    let value: Value
    let nameRange: SourceRange
    let valueRange: SourceRange
  }

  enum Value: Equatable {
    case string(String)
    case number(Double)
    case bool(Bool)
  }

  /// Reads the opening line of a fence. Attributes that can't be read are reported and left out.
  init(line number: Int, of source: SourceText, into problems: inout [Problem]) {
    var scanner = LineScanner(text: source.line(number), line: number)
    scanner.skip { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    scanner.skip { $0 == UInt8(ascii: "`") || $0 == UInt8(ascii: "~") }
    scanner.skipBlanks()
    let languageStart = scanner.offset
    scanner.skip { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
    language = scanner.text(from: languageStart)
    var attributes: [Attribute] = []
    // Other languages' info strings are nobody's business here.
    if language == "python" || language == "output" {
      while let attribute = scanner.nextAttribute(into: &problems) {
        guard let attribute = attribute.value else { continue }
        if attributes.contains(where: { $0.name == attribute.name }) {
          problems.append(Problem(.duplicateAttribute(attribute.name), attribute.nameRange))
        } else {
          attributes.append(attribute)
        }
      }
    }
    self.attributes = attributes
  }
}

/// Walks over the bytes of one line.
private struct LineScanner {
  let bytes: [UInt8]
  let line: Int
  var offset = 0

  init(text: String, line: Int) {
    bytes = Array(text.utf8)
    self.line = line
  }

  private var current: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  mutating func skip(while condition: (UInt8) -> Bool) {
    while let byte = current, condition(byte) { offset += 1 }
  }

  mutating func skipBlanks() { skip { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") } }

  func text(from start: Int) -> String { String(decoding: bytes[start..<offset], as: UTF8.self) }

  private func range(from start: Int) -> SourceRange { SourceRange(line: line, bytes: start..<offset) }

  /// The next attribute; an inner `nil` for one that was reported, an outer `nil` at the end of the line.
  mutating func nextAttribute(into problems: inout [Problem]) -> (value: FenceInfo.Attribute?, Void)? {
    skipBlanks()
    guard current != nil else { return nil }
    let nameStart = offset
    skip { $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
    let name = text(from: nameStart)
    let nameRange = range(from: nameStart)
    guard current == UInt8(ascii: "="), !name.isEmpty else {
      if name.isEmpty { offset += 1 }
      problems.append(Problem(.attributeWithoutValue(name), nameRange))
      return (nil, ())
    }
    offset += 1
    let valueStart = offset
    guard let value = nextValue() else {
      problems.append(Problem(.attributeSyntax(name), range(from: valueStart)))
      return (nil, ())
    }
    let attribute = FenceInfo.Attribute(
      name: name, value: value, nameRange: nameRange, valueRange: range(from: valueStart))
    return (attribute, ())
  }

  private mutating func nextValue() -> FenceInfo.Value? {
    if let quote = current, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      return quoted(by: quote).map(FenceInfo.Value.string)
    }
    let start = offset
    skip { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
    switch text(from: start) {
    case "true": return .bool(true)
    case "false": return .bool(false)
    case let word:
      guard let first = word.utf8.first, (0x30...0x39).contains(first) || first == 0x2D || first == 0x2E,
        let number = Double(word), number.isFinite
      else { return nil }
      return .number(number)
    }
  }

  private mutating func quoted(by quote: UInt8) -> String? {
    offset += 1
    var content: [UInt8] = []
    while let byte = current {
      offset += 1
      if byte == quote { return String(decoding: content, as: UTF8.self) }
      if byte == UInt8(ascii: "\\"), let next = current {
        offset += 1
        content.append(next == UInt8(ascii: "n") ? 0x0A : next == UInt8(ascii: "t") ? 0x09 : next)
      } else {
        content.append(byte)
      }
    }
    return nil
  }
}
