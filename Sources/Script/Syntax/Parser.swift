/// Turns words into the tree: recursive descent, as the reference manual's grammar has it.
///
/// A mistake ends the statement it is in, never the text: the parser notes it, goes on with the next statement, and so
/// reports all of them. Files: this one holds the tools, `Parser+Statements` and `Parser+Expressions` the grammar,
/// `Parser+Mistakes` works out what was meant.
struct Parser {
  let source: Source
  var tokens: [Token]
  var index = 0
  var problems: [SyntaxProblem]
  /// What is wrong with the words themselves, such as a text that isn't closed on its line.
  private(set) var lexicalProblems: [SyntaxProblem]
  /// How deep the grammar's rules are nested at this moment.
  var depth = 0
  /// The class around, for private names (`__x`).
  var className: String?
  /// What the function around has shown itself to be.
  var function = FunctionState()
  var stackGuard = StackGuard()

  struct FunctionState {
    var isFunction = false
    var isGenerator = false
    var loops = 0
  }

  /// Python's own bounds lie near these.
  static let maximumDepth = 300
  static let maximumTreeDepth = 1500

  /// A mistake: it has been noted, and the statement is given up.
  struct Failure: Error {}

  init(_ source: Source) {
    var lexer = Lexer(source)
    lexer.run()
    self.source = source
    tokens = lexer.tokens
    problems = lexer.problems
    lexicalProblems = lexer.problems
    stackGuard.enter()
  }

  /// For the fields of an f-string.
  init(field range: Range<Int>, of parent: Parser) {
    var lexer = Lexer(parent.source, range: range, isFragment: true)
    lexer.run()
    source = parent.source
    tokens = lexer.tokens
    problems = lexer.problems
    lexicalProblems = lexer.problems
    depth = parent.depth
    className = parent.className
    function = parent.function
    stackGuard = parent.stackGuard
  }

  /// The whole text as statements; `problems` tells what is wrong with it.
  mutating func parseFile() -> [Statement] {
    var statements: [Statement] = []
    while kind != .end {
      switch kind {
      case .newline: advance()
      case .indent:
        note(token.span, .unexpectedIndent, kind: .indentationError)
        advance()
      case .dedent: advance()
      default: parseRecovering(into: &statements)
      }
    }
    sortProblems()
    return statements
  }

  /// One expression, and nothing else.
  mutating func parseSingleExpression() -> Expression? {
    defer { sortProblems() }
    do {
      let expression = try parseExpressions()
      while kind == .newline { advance() }
      if kind != .end { throw unexpected() }
      return expression
    } catch {
      return nil
    }
  }

  private mutating func sortProblems() {
    // What the lexer found inside a statement explains what the parser found there.
    problems.sort { ($0.span.start, $0.span.end) < ($1.span.start, $1.span.end) }
    // A string that swallowed the closing bracket explains the bracket.
    let misspelt = Set(
      lexicalProblems.filter { !$0.isIncomplete }.map { source.lineIndex(at: $0.span.start) })
    problems.removeAll { $0.isIncomplete && misspelt.contains(source.lineIndex(at: $0.span.start)) }
    var kept: [SyntaxProblem] = []
    var lines: Set<Int> = []
    for problem in problems where lines.insert(source.lineIndex(at: problem.span.start)).inserted {
      kept.append(problem)
    }
    problems = kept
  }

  // MARK: Words

  var token: Token { tokens[index] }
  var kind: Token.Kind { tokens[index].kind }

  func peek(_ offset: Int = 1) -> Token { tokens[min(index + offset, tokens.count - 1)] }

  var previous: Token { tokens[max(0, index - 1)] }

  mutating func advance() { if index < tokens.count - 1 { index += 1 } }

  /// Takes the word if it is the one given.
  mutating func accept(_ wanted: Token.Kind) -> Bool {
    guard kind == wanted else { return false }
    advance()
    return true
  }

  mutating func expect(_ wanted: Token.Kind) throws {
    guard accept(wanted) else { throw unexpected(wanted) }
  }

  func text(_ token: Token) -> String { source.text(token.span) }

  /// A name, composed (NFC) and with a private name's class.
  mutating func parseName() throws -> (String, Span) {
    guard kind == .name else { throw unexpected(.name) }
    let span = token.span
    let name = identifier(token)
    advance()
    return (name, span)
  }

  func identifier(_ token: Token) -> String {
    var name = text(token)
    if name.utf8.contains(where: { $0 >= 0x80 }) { name = Identifier.normalised(name) }
    if let className, name.hasPrefix("__"), !name.hasSuffix("__") {
      let owner = className.drop { $0 == "_" }
      if !owner.isEmpty { return "_\(owner)\(name)" }
    }
    return name
  }

  // MARK: Depth

  /// Enters a rule that can hold itself.
  mutating func enter() throws {
    depth += 1
    if depth > Self.maximumDepth || stackGuard.isExhausted { throw failure(token.span, .tooDeep) }
  }

  mutating func leave() { depth -= 1 }

  mutating func make(_ kind: Expression.Kind, _ span: Span, _ children: Expression?...) throws -> Expression {
    try make(kind, span, children: children.compactMap { $0 })
  }

  mutating func make(_ kind: Expression.Kind, _ span: Span, children: [Expression]) throws -> Expression {
    var depth = 1
    for child in children where child.depth >= depth { depth = child.depth + 1 }
    if depth > Self.maximumTreeDepth { throw failure(span, .tooDeep) }
    return Expression(kind, span, depth: depth)
  }

  // MARK: Mistakes

  mutating func note(
    _ span: Span, _ message: SyntaxMessage, kind: ExceptionKind = .syntaxError, isIncomplete: Bool = false
  ) {
    problems.append(SyntaxProblem(span, message, kind: kind, isIncomplete: isIncomplete))
  }

  mutating func failure(
    _ span: Span, _ message: SyntaxMessage, kind: ExceptionKind = .syntaxError, isIncomplete: Bool = false
  ) -> Failure {
    note(span, message, kind: kind, isIncomplete: isIncomplete)
    return Failure()
  }

  /// Whether nothing but the end of the text follows.
  var isAtEnd: Bool {
    var look = index
    while look < tokens.count {
      switch tokens[look].kind {
      case .newline, .dedent: look += 1
      case .end: return true
      default: return false
      }
    }
    return true
  }

  /// Skips what is left of a statement, with the block that belongs to it.
  mutating func recover() {
    while kind != .end, kind != .newline { advance() }
    _ = accept(.newline)
    var blocks = 0
    while kind == .indent || blocks > 0, kind != .end {
      if kind == .indent { blocks += 1 }
      if kind == .dedent { blocks -= 1 }
      advance()
    }
  }
}

/// Names as Python compares them.
enum Identifier {
  /// Composes Hangul written as single letters (as file systems store it) into syllables: the part of NFC that
  /// matters for Korean (Unicode Standard, section 3.12).
  static func normalised(_ name: String) -> String {
    var result: [Unicode.Scalar] = []
    for scalar in name.unicodeScalars {
      if let last = result.last?.value {
        let value = scalar.value
        if (0x1100..<0x1113).contains(last), (0x1161..<0x1176).contains(value),
          let syllable = Unicode.Scalar(0xAC00 + ((last - 0x1100) * 21 + (value - 0x1161)) * 28)
        {
          result[result.count - 1] = syllable
          continue
        }
        if (0xAC00..<0xD7A4).contains(last), (last - 0xAC00) % 28 == 0, (0x11A8..<0x11C3).contains(value),
          let syllable = Unicode.Scalar(last + value - 0x11A7)
        {
          result[result.count - 1] = syllable
          continue
        }
      }
      result.append(scalar)
    }
    var text = ""
    text.unicodeScalars.append(contentsOf: result)
    return text
  }
}
