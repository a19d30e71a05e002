/// Turns text into words, and indentation into `indent` and `dedent`.
///
/// It never stops at a mistake: each is noted and the word that was probably meant is passed on, so that the parser can
/// report everything that is wrong with a text in one go.
struct Lexer {
  private let source: Source
  private let bytes: [UInt8]
  private var position: Int
  private let end: Int
  private(set) var tokens: [Token] = []
  private(set) var problems: [SyntaxProblem] = []

  /// The open brackets, and the indentation of the line that each was opened on.
  private var brackets: [(token: Token, indentation: Int)] = []
  private var indentations: [(width: Int, tabless: Int, hasTabs: Bool)] = [(0, 0, false)]
  private var lineIndentation = 0
  /// Inside the braces of an f-string, where line breaks mean nothing.
  private let isFragment: Bool
  private var lastTypographicLine = -1

  init(_ source: Source) {
    self.init(source, range: 0..<source.bytes.count, isFragment: false)
  }

  /// - Parameter range: the bytes to read: an f-string's field is read by a lexer of its own.
  init(_ source: Source, range: Range<Int>, isFragment: Bool) {
    self.source = source
    bytes = source.bytes
    position = range.lowerBound
    end = range.upperBound
    self.isFragment = isFragment
  }

  mutating func run() {
    if !isFragment {
      if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
      readIndentation()
    }
    while position < end { readToken() }
    for open in brackets {
      problems.append(
        SyntaxProblem(
          open.token.span, SyntaxMessage.neverClosed(open.token.kind.rawValue), isIncomplete: true))
    }
    if !isFragment {
      if let last = tokens.last, last.kind != .newline { add(.newline, end, end) }
      while indentations.count > 1 {
        indentations.removeLast()
        add(.dedent, end, end)
      }
    }
    add(.end, end, end)
  }

  private mutating func add(_ kind: Token.Kind, _ start: Int, _ stop: Int) {
    tokens.append(Token(kind: kind, span: Span(start, stop)))
  }

  private mutating func report(
    _ span: Span, _ message: SyntaxMessage, kind: ExceptionKind = .syntaxError, isIncomplete: Bool = false
  ) {
    problems.append(SyntaxProblem(span, message, kind: kind, isIncomplete: isIncomplete))
  }

  private func byte(_ offset: Int = 0) -> UInt8 { position + offset < end ? bytes[position + offset] : 0 }

  // MARK: Lines

  /// Reads the blanks at the start of a line and compares them with the blocks that are open.
  private mutating func readIndentation() {
    while true {
      let start = position
      var width = 0
      var tabless = 0
      var hasTabs = false
      loop: while position < end {
        switch bytes[position] {
        case UInt8(ascii: " "):
          width += 1
          tabless += 1
        case UInt8(ascii: "\t"):
          width = (width / 8 + 1) * 8
          tabless += 1
          hasTabs = true
        case 0x0C:
          width = 0
          tabless = 0
        case 0xE3, 0xC2:
          // An ideographic or no-break space.
          guard let (scalar, length) = scalar(at: position), scalar == "\u{3000}" || scalar == "\u{A0}" else {
            break loop
          }
          reportTypography(position, length, scalar, " ")
          width += 1
          tabless += 1
          position += length - 1
        default: break loop
        }
        position += 1
      }
      if position >= end { return }
      switch bytes[position] {
      case 0x0A, 0x0D:
        skipLineBreak()
        continue
      case UInt8(ascii: "#"):
        skipComment()
        if position >= end { return }
        skipLineBreak()
        continue
      default: break
      }
      if bytes[position] == UInt8(ascii: "\\"), position + 1 < end, bytes[position + 1] == 0x0A { return }
      lineIndentation = width
      indent(to: width, tabless: tabless, hasTabs: hasTabs, Span(start, position))
      return
    }
  }

  private mutating func indent(to width: Int, tabless: Int, hasTabs: Bool, _ span: Span) {
    guard let current = indentations.last else { return }
    if width == current.width {
      if tabless != current.tabless { report(span, .tabsAndSpaces(isTab: hasTabs), kind: .tabError) }
    } else if width > current.width {
      if tabless <= current.tabless { report(span, .tabsAndSpaces(isTab: hasTabs), kind: .tabError) }
      if indentations.count == 100 {
        report(span, .tooManyIndents, kind: .indentationError)
        return
      }
      indentations.append((width, tabless, hasTabs))
      tokens.append(Token(kind: .indent, span: span))
    } else {
      let open = indentations.map(\.width)
      while let last = indentations.last, last.width > width {
        indentations.removeLast()
        add(.dedent, span.end, span.end)
      }
      if let last = indentations.last, last.width != width {
        report(
          span, .dedentMismatch(column: width + 1, open: open.map { $0 + 1 }), kind: .indentationError)
        // The line is taken to belong to the block that it stands deeper than.
      } else if indentations.last?.tabless != tabless {
        report(span, .tabsAndSpaces(isTab: hasTabs), kind: .tabError)
      }
    }
  }

  private mutating func skipLineBreak() {
    if byte() == 0x0D, byte(1) == 0x0A { position += 1 }
    position += 1
  }

  private mutating func skipComment() {
    while position < end, bytes[position] != 0x0A, bytes[position] != 0x0D { position += 1 }
  }

  private mutating func endLine() {
    let start = position
    skipLineBreak()
    if isFragment { return }
    if brackets.isEmpty {
      add(.newline, start, start)
      readIndentation()
    } else {
      closeForgottenBrackets()
    }
  }

  /// Ends the statement when a line inside brackets can only be a new one: the bracket was forgotten, and the rest of
  /// the text deserves to be read for what it is.
  private mutating func closeForgottenBrackets() {
    var look = position
    var width = 0
    while look < end, bytes[look] == UInt8(ascii: " ") {
      look += 1
      width += 1
    }
    guard let first = brackets.first, width <= first.indentation else { return }
    var stop = look
    while stop < end, Self.isNameByte(bytes[stop]) { stop += 1 }
    let word = String(decoding: bytes[look..<stop], as: UTF8.self)
    guard let kind = Token.Kind.keywords[word], kind.beginsOnlyStatements else { return }
    for open in brackets {
      report(open.token.span, .neverClosed(open.token.kind.rawValue))
    }
    brackets = []
    add(.newline, position, position)
    readIndentation()
  }

  // MARK: Words

  private mutating func readToken() {
    let start = position
    let first = bytes[position]
    switch first {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), 0x0C: position += 1
    case 0x0A, 0x0D: endLine()
    case UInt8(ascii: "#"): skipComment()
    case UInt8(ascii: "\\"):
      position += 1
      if byte() == 0x0A || byte() == 0x0D {
        skipLineBreak()
        if position >= end { report(Span(start, start + 1), .endAfterBackslash, isIncomplete: true) }
      } else {
        if position >= end {
          report(Span(start, start + 1), .endAfterBackslash, isIncomplete: true)
        } else {
          report(Span(start, start + 1), .strayBackslash)
        }
      }
    case UInt8(ascii: "0")...UInt8(ascii: "9"): readNumber()
    case UInt8(ascii: "."):
      if Self.isDigit(byte(1)) { readNumber() } else { readOperator() }
    case UInt8(ascii: "\""), UInt8(ascii: "'"): readString(start)
    case _ where Self.isNameByte(first) && first < 0x80: readName()
    case 0x80...: readUnicode()
    default: readOperator()
    }
  }

  private mutating func readName() {
    let start = position
    while position < end {
      let byte = bytes[position]
      if byte < 0x80 {
        guard Self.isNameByte(byte) else { break }
        position += 1
      } else {
        guard let (scalar, length) = scalar(at: position), scalar.properties.isXIDContinue else { break }
        guard Typography.ascii(for: scalar) == nil else { break }
        position += length
      }
    }
    let length = position - start
    if length <= 2, byte() == UInt8(ascii: "\"") || byte() == UInt8(ascii: "'"),
      isStringPrefix(start..<position)
    {
      readString(start)
      return
    }
    if length <= 8, let kind = Token.Kind.keywords[String(decoding: bytes[start..<position], as: UTF8.self)] {
      add(kind, start, position)
    } else {
      add(.name, start, position)
    }
  }

  private func isStringPrefix(_ range: Range<Int>) -> Bool {
    switch String(decoding: bytes[range], as: UTF8.self).lowercased() {
    case "r", "u", "b", "f", "rb", "br", "rf", "fr": true
    default: false
    }
  }

  private mutating func readUnicode() {
    guard let (scalar, length) = scalar(at: position) else {
      position += 1
      return
    }
    if scalar.properties.isXIDStart, Typography.ascii(for: scalar) == nil {
      readName()
      return
    }
    let start = position
    if let ascii = Typography.ascii(for: scalar) {
      reportTypography(start, length, scalar, ascii)
      if ascii == "\"" || ascii == "'" {
        readTypographicString(start, length)
        return
      }
      position += length
      readMeant(ascii, Span(start, position))
      return
    }
    position += length
    report(Span(start, position), .invalidCharacter(String(scalar), Int(scalar.value)))
    add(.invalid, start, position)
  }

  /// Notes a full-width or typographic character: once a line, since they come in crowds.
  private mutating func reportTypography(
    _ start: Int, _ length: Int, _ scalar: Unicode.Scalar, _ ascii: String
  ) {
    let line = source.lineIndex(at: start)
    guard line != lastTypographicLine else { return }
    lastTypographicLine = line
    let text = source.line(line)
    report(
      Span(start, start + length),
      .typographic(String(scalar), ascii, Int(scalar.value), line: Typography.ascii(text)))
  }

  /// Passes on the token that a look-alike stands for.
  private mutating func readMeant(_ ascii: String, _ span: Span) {
    if let kind = Token.Kind(rawValue: ascii) {
      emit(Token(kind: kind, span: span))
    } else if ascii.utf8.allSatisfy({ Self.isNameByte($0) }), !ascii.isEmpty {
      while position < end, let (scalar, length) = scalar(at: position),
        scalar.properties.isXIDContinue
          || Typography.ascii(for: scalar)?.utf8.allSatisfy(Self.isNameByte) == true
      {
        position += length
      }
      add(Self.isDigit(ascii.utf8.first ?? 0) ? .integer : .name, span.start, position)
    }
  }

  private mutating func readTypographicString(_ start: Int, _ length: Int) {
    position += length
    while position < end, bytes[position] != 0x0A, bytes[position] != 0x0D {
      guard let (scalar, size) = scalar(at: position) else { break }
      position += size
      if scalar == "\"" || scalar == "'" { break }
      if let ascii = Typography.ascii(for: scalar), ascii == "\"" || ascii == "'" { break }
    }
    add(.string, start, position)
  }

  private mutating func readOperator() {
    let start = position
    for (text, kind) in Token.Kind.operators where start + text.count <= end {
      guard bytes[start..<start + text.count].elementsEqual(text) else { continue }
      position += text.count
      emit(Token(kind: kind, span: Span(start, position)))
      return
    }
    position += 1
    report(
      Span(start, position),
      .invalidCharacter(String(decoding: [bytes[start]], as: UTF8.self), Int(bytes[start])))
    add(.invalid, start, position)
  }

  private mutating func emit(_ token: Token) {
    if token.kind.isOpener {
      if brackets.count >= 200 {
        report(token.span, .tooManyParentheses)
        position = end
        brackets = []
        return
      }
      brackets.append((token, lineIndentation))
    } else if token.kind.isCloser {
      if let open = brackets.last {
        if open.token.kind.closer == token.kind {
          brackets.removeLast()
        } else {
          report(
            token.span,
            .wrongCloser(
              open: open.token.kind.rawValue, close: token.kind.rawValue,
              expected: open.token.kind.closer?.rawValue ?? "",
              line: source.lineNumber(at: open.token.span.start)))
          brackets.removeLast()
          tokens.append(Token(kind: open.token.kind.closer ?? token.kind, span: token.span))
          return
        }
      } else if !isFragment {
        report(token.span, .unmatchedCloser(token.kind.rawValue))
        return
      }
    }
    tokens.append(token)
  }

  // MARK: Numbers

  private mutating func readNumber() {
    let start = position
    var kind = Token.Kind.integer
    if byte() == UInt8(ascii: "0"), let radix = Self.radix(byte(1)) {
      position += 2
      let digits = position
      while position < end, Self.isNameByte(bytes[position]) {
        let digit = bytes[position]
        guard digit == UInt8(ascii: "_") || Self.digitValue(digit).map({ $0 < radix }) == true else { break }
        position += 1
      }
      if position == digits { report(Span(start, position), .badNumber(text(start))) }
    } else {
      readDigits()
      if byte() == UInt8(ascii: "."), !(byte(1) == UInt8(ascii: ".") && byte(2) == UInt8(ascii: ".")) {
        kind = .float
        position += 1
        readDigits()
      }
      if byte() | 0x20 == UInt8(ascii: "e") {
        let sign = byte(1) == UInt8(ascii: "+") || byte(1) == UInt8(ascii: "-")
        if Self.isDigit(byte(sign ? 2 : 1)) {
          kind = .float
          position += sign ? 2 : 1
          readDigits()
        }
      }
      if byte() | 0x20 == UInt8(ascii: "j") {
        kind = .imaginary
        position += 1
      }
    }
    let text = text(start)
    if text.hasSuffix("_") || text.contains("__") { report(Span(start, position), .badNumber(text)) }
    if kind == .integer, text.utf8.count > 1, text.hasPrefix("0"),
      Self.radix(text.utf8.dropFirst().first ?? 0) == nil,
      text.utf8.contains(where: { $0 != UInt8(ascii: "0") && $0 != UInt8(ascii: "_") })
    {
      report(Span(start, position), .leadingZeros(text))
    }
    let number = position
    if position < end, let (scalar, _) = scalar(at: position), scalar == "_" || scalar.properties.isXIDStart,
      Typography.ascii(for: scalar) == nil
    {
      // `1if x else y` is legal if a keyword follows; `3x` is a name that begins with a digit.
      var stop = position
      while stop < end, Self.isNameByte(bytes[stop]) || bytes[stop] >= 0x80 { stop += 1 }
      let word = String(decoding: bytes[position..<stop], as: UTF8.self)
      let followers = ["and", "else", "for", "if", "in", "is", "not", "or"]
      if !followers.contains(word) {
        position = stop
        report(Span(start, position), .badNumber(self.text(start)))
      }
    }
    add(kind, start, number)
  }

  private func text(_ start: Int) -> String { String(decoding: bytes[start..<position], as: UTF8.self) }

  private mutating func readDigits() {
    while Self.isDigit(byte()) || byte() == UInt8(ascii: "_") { position += 1 }
  }

  // MARK: Strings

  /// Reads a string literal; its prefix, if it has one, lies between `start` and the position.
  private mutating func readString(_ start: Int) {
    let quote = byte()
    let isTriple = byte(1) == quote && byte(2) == quote
    position += isTriple ? 3 : 1
    while position < end {
      let current = bytes[position]
      if current == UInt8(ascii: "\\") {
        position += byte(1) == 0x0D && byte(2) == 0x0A ? 3 : 2
        continue
      }
      if isTriple {
        if current == quote, byte(1) == quote, byte(2) == quote {
          position += 3
          add(.string, start, position)
          return
        }
      } else if current == quote {
        position += 1
        add(.string, start, position)
        return
      } else if current == 0x0A || current == 0x0D {
        break
      }
      position += 1
    }
    position = min(position, end)
    // `'abc\` at the end of the text may go on with the next line.
    let goesOn = isTriple || (position == end && end > start && bytes[end - 1] == 0x0A)
    report(
      Span(start, isTriple ? min(start + 3, end) : position),
      .unterminatedString(String(decoding: [quote], as: UTF8.self), isTriple: isTriple), isIncomplete: goesOn)
    add(.invalid, start, position)
  }

  // MARK: Characters

  private func scalar(at index: Int) -> (Unicode.Scalar, length: Int)? {
    let first = bytes[index]
    let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    guard index + length <= bytes.count else { return nil }
    var value = length == 1 ? UInt32(first) : UInt32(first) & (0xFF >> UInt32(length + 1))
    for offset in 1..<max(length, 1) { value = value << 6 | UInt32(bytes[index + offset] & 0x3F) }
    return Unicode.Scalar(value).map { ($0, length) }
  }

  static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

  static func isNameByte(_ byte: UInt8) -> Bool {
    isDigit(byte) || byte == UInt8(ascii: "_")
      || (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z"))
  }

  private static func radix(_ letter: UInt8) -> Int? {
    switch letter | 0x20 {
    case UInt8(ascii: "x"): 16
    case UInt8(ascii: "o"): 8
    case UInt8(ascii: "b"): 2
    default: nil
    }
  }

  private static func digitValue(_ byte: UInt8) -> Int? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): Int(byte - UInt8(ascii: "a")) + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): Int(byte - UInt8(ascii: "A")) + 10
    default: nil
    }
  }
}
