import Glibc

/// Number literals, by the text that the lexer has checked.
enum NumberLiteral {
  static func integer(_ text: String) -> Constant {
    let digits = text.filter { $0 != "_" }.lowercased()
    let (body, radix): (Substring, Int) =
      digits.hasPrefix("0x")
      ? (digits.dropFirst(2), 16)
      : digits.hasPrefix("0o")
        ? (digits.dropFirst(2), 8)
        : digits.hasPrefix("0b") ? (digits.dropFirst(2), 2) : (digits[...], 10)
    if body.isEmpty { return .int(0) }
    if let value = Int(body, radix: radix) { return .int(value) }
    return .largeInteger(UInt(body, radix: radix))
  }

  static func float(_ text: String) -> Double { strtod(text.filter { $0 != "_" }, nil) }
}

extension Parser {
  /// One or more string literals side by side, which are one.
  mutating func parseStrings() throws -> Expression {
    let start = token.span
    var parts: [FormatPart] = []
    var isFormatted = false
    while kind == .string {
      let literal = StringLiteral(token, bytes: source.bytes)
      if literal.isBytes { throw failure(token.span, .refused("bytes")) }
      if literal.isFormatted {
        isFormatted = true
        parts += try parseFormat(literal.content, isRaw: literal.isRaw, level: 0, token.span)
      } else {
        parts.append(.text(try decode(literal.content, isRaw: literal.isRaw)))
      }
      advance()
    }
    let span = start.union(previous.span)
    let merged = Self.merge(parts)
    if !isFormatted {
      if case .text(let text)? = merged.first { return try make(.constant(.string(text)), span) }
      return try make(.constant(.string("")), span)
    }
    return try make(.formatted(merged), span, children: Self.expressions(in: merged))
  }

  private static func merge(_ parts: [FormatPart]) -> [FormatPart] {
    var merged: [FormatPart] = []
    for part in parts {
      if case .text(let piece) = part {
        if piece.isEmpty { continue }
        if case .text(let before)? = merged.last {
          merged[merged.count - 1] = .text(before + piece)
          continue
        }
      }
      merged.append(part)
    }
    return merged
  }

  private static func expressions(in parts: [FormatPart]) -> [Expression] {
    parts.flatMap { part -> [Expression] in
      guard case .field(let expression, _, let spec) = part else { return [] }
      return [expression] + expressions(in: spec)
    }
  }

  // MARK: f-strings

  /// Splits the inside of an f-string into text and fields.
  private mutating func parseFormat(
    _ range: Range<Int>, isRaw: Bool, level: Int, _ whole: Span
  ) throws -> [FormatPart] {
    let bytes = source.bytes
    var parts: [FormatPart] = []
    var position = range.lowerBound
    var textStart = position
    func flush(_ parser: inout Parser, to end: Int) throws {
      guard end > textStart else { return }
      parts.append(.text(try parser.decode(textStart..<end, isRaw: isRaw)))
    }
    while position < range.upperBound {
      let byte = bytes[position]
      let next = position + 1 < range.upperBound ? bytes[position + 1] : 0
      if byte == UInt8(ascii: "\\"), !isRaw {
        // `\N{…}` is no field.
        position += 2
        continue
      }
      if byte == UInt8(ascii: "{"), next == byte, level == 0 {
        try flush(&self, to: position + 1)
        position += 2
        textStart = position
      } else if byte == UInt8(ascii: "}") {
        if next == byte, level == 0 {
          try flush(&self, to: position + 1)
          position += 2
          textStart = position
        } else {
          throw failure(Span(position, position + 1), .formatSingleBrace)
        }
      } else if byte == UInt8(ascii: "{") {
        try flush(&self, to: position)
        if level >= 2 { throw failure(Span(position, position + 1), .formatTooDeep) }
        let (field, end) = try parseField(position, range.upperBound, isRaw: isRaw, level: level, whole)
        parts += field
        position = end
        textStart = position
      } else {
        position += 1
      }
    }
    try flush(&self, to: range.upperBound)
    return parts
  }

  /// Parses `{expression=!r:spec}`; `open` is the place of the brace.
  private mutating func parseField(
    _ open: Int, _ limit: Int, isRaw: Bool, level: Int, _ whole: Span
  ) throws -> (parts: [FormatPart], end: Int) {
    let bytes = source.bytes
    let start = open + 1
    guard let end = fieldExpressionEnd(start, limit) else {
      throw failure(Span(open, open + 1), .formatNeverClosed)
    }
    let isBlank = bytes[start..<end].allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
    if isBlank { throw failure(Span(open, min(end + 1, limit)), .formatEmpty) }
    if let backslash = bytes[start..<end].firstIndex(of: UInt8(ascii: "\\")) {
      throw failure(Span(backslash, backslash + 1), .formatBackslash)
    }
    var inner = Parser(field: start..<end, of: self)
    do {
      let expression: Expression
      if inner.kind == .yield {
        expression = try inner.parseYield()
      } else {
        expression = try inner.parseExpressions()
      }
      if inner.kind != .end { throw inner.unexpected() }
      function = inner.function
      problems += inner.problems
      if !inner.problems.isEmpty { throw Failure() }
      return try finishField(expression, open, end, limit, isRaw: isRaw, level: level, whole)
    } catch {
      if problems.count == 0 || problems.last?.span != inner.problems.last?.span {
        problems += inner.problems
      }
      throw Failure()
    }
  }

  private mutating func finishField(
    _ expression: Expression, _ open: Int, _ expressionEnd: Int, _ limit: Int, isRaw: Bool, level: Int,
    _ whole: Span
  ) throws -> (parts: [FormatPart], end: Int) {
    let bytes = source.bytes
    var parts: [FormatPart] = []
    var position = expressionEnd
    var conversion = FormatPart.Conversion.none
    var isDebug = false
    if bytes[position] == UInt8(ascii: "=") {
      isDebug = true
      position += 1
      while position < limit, bytes[position] == 0x20 { position += 1 }
      parts.append(.text(source.text(Span(open + 1, position))))
    }
    if position < limit, bytes[position] == UInt8(ascii: "!") {
      position += 1
      switch position < limit ? bytes[position] : 0 {
      case UInt8(ascii: "r"): conversion = .repr
      case UInt8(ascii: "s"): conversion = .str
      case UInt8(ascii: "a"): conversion = .ascii
      default: throw failure(Span(position - 1, position), .formatConversion)
      }
      position += 1
    }
    var spec: [FormatPart] = []
    if position < limit, bytes[position] == UInt8(ascii: ":") {
      let specStart = position + 1
      var depth = 0
      position = specStart
      while position < limit {
        if bytes[position] == UInt8(ascii: "{") { depth += 1 }
        if bytes[position] == UInt8(ascii: "}") {
          if depth == 0 { break }
          depth -= 1
        }
        position += 1
      }
      spec = try parseFormat(specStart..<position, isRaw: isRaw, level: level + 1, whole)
    }
    guard position < limit, bytes[position] == UInt8(ascii: "}") else {
      throw failure(Span(open, open + 1), .formatNeverClosed)
    }
    if isDebug, conversion == .none, spec.isEmpty { conversion = .repr }
    parts.append(.field(expression, conversion: conversion, spec: spec))
    return (parts, position + 1)
  }

  /// Where a field's expression ends: at `}`, `!r`, `:` or a `=` for debugging, outside brackets and strings.
  private func fieldExpressionEnd(_ start: Int, _ limit: Int) -> Int? {
    let bytes = source.bytes
    var position = start
    var depth = 0
    var quote: (byte: UInt8, isTriple: Bool)?
    func at(_ offset: Int) -> UInt8 { position + offset < limit ? bytes[position + offset] : 0 }
    while position < limit {
      let byte = bytes[position]
      if let open = quote {
        if byte == open.byte {
          if !open.isTriple {
            quote = nil
          } else if at(1) == byte, at(2) == byte {
            quote = nil
            position += 2
          }
        }
        position += 1
        continue
      }
      switch byte {
      case UInt8(ascii: "'"), UInt8(ascii: "\""):
        let isTriple = at(1) == byte && at(2) == byte
        quote = (byte, isTriple)
        if isTriple { position += 2 }
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"): depth = max(0, depth - 1)
      case UInt8(ascii: "}"):
        if depth == 0 { return position }
        depth -= 1
      case UInt8(ascii: ":"):
        if depth == 0 { return position }
      case UInt8(ascii: "!"):
        if at(1) == UInt8(ascii: "=") {
          position += 1
        } else if depth == 0 {
          return position
        }
      case UInt8(ascii: "<"), UInt8(ascii: ">"):
        if at(1) == UInt8(ascii: "=") { position += 1 }
      case UInt8(ascii: "="):
        if at(1) == UInt8(ascii: "=") {
          position += 1
        } else if depth == 0 {
          return position
        }
      default: break
      }
      position += 1
    }
    return nil
  }

  // MARK: Escapes

  /// The text that a literal's bytes stand for.
  private mutating func decode(_ range: Range<Int>, isRaw: Bool) throws -> String {
    let bytes = source.bytes
    if isRaw || !bytes[range].contains(UInt8(ascii: "\\")) {
      return Self.withPlainLineBreaks(bytes[range])
    }
    var text: [UInt8] = []
    var position = range.lowerBound
    func digits(_ count: Int, _ start: Int) -> UInt32? {
      guard start + count <= range.upperBound else { return nil }
      return UInt32(String(decoding: bytes[start..<start + count], as: UTF8.self), radix: 16)
    }
    while position < range.upperBound {
      let byte = bytes[position]
      guard byte == UInt8(ascii: "\\"), position + 1 < range.upperBound else {
        text.append(byte)
        position += 1
        continue
      }
      let escape = bytes[position + 1]
      position += 2
      switch escape {
      case 0x0A: break
      case 0x0D: if position < range.upperBound, bytes[position] == 0x0A { position += 1 }
      case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""): text.append(escape)
      case UInt8(ascii: "n"): text.append(0x0A)
      case UInt8(ascii: "t"): text.append(0x09)
      case UInt8(ascii: "r"): text.append(0x0D)
      case UInt8(ascii: "a"): text.append(0x07)
      case UInt8(ascii: "b"): text.append(0x08)
      case UInt8(ascii: "f"): text.append(0x0C)
      case UInt8(ascii: "v"): text.append(0x0B)
      case UInt8(ascii: "0")...UInt8(ascii: "7"):
        var value = UInt32(escape - UInt8(ascii: "0"))
        var count = 1
        while count < 3, position < range.upperBound, bytes[position] & 0xF8 == 0x30 {
          value = value * 8 + UInt32(bytes[position] & 7)
          position += 1
          count += 1
        }
        Unicode.Scalar(value).map { text += Array(String($0).utf8) }
      case UInt8(ascii: "x"), UInt8(ascii: "u"), UInt8(ascii: "U"):
        let count = escape == UInt8(ascii: "x") ? 2 : escape == UInt8(ascii: "u") ? 4 : 8
        guard let value = digits(count, position), let scalar = Unicode.Scalar(value) else {
          throw failure(
            Span(position - 2, min(position + count, range.upperBound)),
            .badEscape("\\" + String(decoding: [escape], as: UTF8.self)))
        }
        text += Array(String(scalar).utf8)
        position += count
      case UInt8(ascii: "N"): throw failure(Span(position - 2, position), .badEscape("\\N"))
      default: text += [byte, escape]
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func withPlainLineBreaks(_ bytes: ArraySlice<UInt8>) -> String {
    guard bytes.contains(0x0D) else { return String(decoding: bytes, as: UTF8.self) }
    var plain: [UInt8] = []
    for index in bytes.indices {
      if bytes[index] == 0x0D {
        if index + 1 < bytes.endIndex, bytes[index + 1] == 0x0A { continue }
        plain.append(0x0A)
      } else {
        plain.append(bytes[index])
      }
    }
    return String(decoding: plain, as: UTF8.self)
  }
}

/// A string token taken apart.
private struct StringLiteral {
  var isRaw = false
  var isFormatted = false
  var isBytes = false
  /// The bytes between the quotes.
  let content: Range<Int>

  init(_ token: Token, bytes: [UInt8]) {
    var position = token.span.start
    let end = token.span.end
    prefix: while position < end {
      switch bytes[position] | 0x20 {
      case UInt8(ascii: "r"): isRaw = true
      case UInt8(ascii: "f"): isFormatted = true
      case UInt8(ascii: "b"): isBytes = true
      case UInt8(ascii: "u"): break
      default: break prefix
      }
      position += 1
    }
    let quote = bytes[position]
    if quote >= 0x80 {
      // Typographic quotes: one character of two or three bytes on the left, one or more bytes on the right.
      let left = quote >= 0xE0 ? 3 : 2
      var right = end - 1
      while right > position + left, bytes[right] & 0xC0 == 0x80 { right -= 1 }
      content = min(position + left, end)..<max(right, min(position + left, end))
      return
    }
    let isTriple = position + 5 < end && bytes[position + 1] == quote && bytes[position + 2] == quote
    let width = isTriple ? 3 : 1
    content = position + width..<max(end - width, position + width)
  }
}
