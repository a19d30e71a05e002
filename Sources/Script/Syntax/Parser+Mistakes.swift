/// What was meant: the parser stands at a word that doesn't fit, and chooses the message that helps most.
extension Parser {
  /// A word that can't stand here; `wanted` is what the grammar asked for.
  mutating func unexpected(_ wanted: Token.Kind? = nil) -> Failure {
    if kind == .invalid { return Failure() }
    if let better = likelyMistake() { return better }
    let isIncomplete = isAtEnd && kind == .end
    switch wanted {
    case .name? where kind.isKeyword: return failure(token.span, .keywordAsName(kind.rawValue))
    case .newline?:
      if let missing = missingPiece() { return missing }
    default: break
    }
    if kind == .indent { return failure(token.span, .unexpectedIndent, kind: .indentationError) }
    return failure(
      placeOfToken, .unexpected(wordOfToken, wanted: wanted?.rawValue), isIncomplete: isIncomplete)
  }

  /// An operand was needed, and none begins here.
  mutating func unexpectedOperand() -> Failure {
    if index > 0, let doubled = doubledOperator(before: index) { return doubled }
    if kind == .bang { return failure(token.span, .bang) }
    if kind == .assign, index > 0, previous.kind == .assign || previous.kind == .notEqual {
      return failure(previous.span.union(token.span), .unexpected("=", wanted: nil))
    }
    if kind.isKeyword, kind != .not, index > 0, isAssignmentContext {
      return failure(token.span, .keywordAsName(kind.rawValue))
    }
    if let better = likelyMistake() { return better }
    // The text stopped in the middle, as the lexer has noted.
    if isAtEnd, problems.contains(where: { $0.isIncomplete && $0.span.start >= previous.span.end }) {
      return Failure()
    }
    if isExpressionEnd || kind == .dedent {
      return failure(placeOfToken, .missingOperand(after: index > 0 ? text(previous) : ""))
    }
    return failure(placeOfToken, .unexpected(wordOfToken, wanted: nil))
  }

  /// A closing bracket or a comma was needed.
  mutating func unexpectedInBrackets(_ wanted: Token.Kind) -> Failure {
    if kind == .end { return Failure() }
    if beginsOperand(kind), endsOperand(previous.kind) {
      // `f(x y)`, `[1 2 3]`
      let second = token
      if let keyboard = likelyMistake() { return keyboard }
      return failure(
        previous.span.union(second.span), .missingComma(text(previous), text(second)))
    }
    if kind == .assign { return failure(token.span, .assignmentInExpression) }
    return unexpected(wanted)
  }

  /// The end of the line was needed: two operands in a row, `print "hi"`, a stray `=`.
  private mutating func missingPiece() -> Failure? {
    guard beginsOperand(kind), endsOperand(previous.kind) else { return nil }
    if previous.kind == .name, ["print", "exec"].contains(text(previous)) {
      let end = lineEnd()
      return failure(
        previous.span.union(end),
        .printStatement(text(previous), source.text(Span(token.span.start, end.end))))
    }
    if previous.kind == .name, kind == .name || kind.isKeyword { return nil }
    return nil
  }

  private func lineEnd() -> Span {
    var look = index
    while look + 1 < tokens.count, tokens[look + 1].kind != .newline, tokens[look + 1].kind != .end,
      tokens[look + 1].kind != .semicolon
    {
      look += 1
    }
    return tokens[look].span
  }

  /// `for i in range(3)` without its colon, or something else before it.
  mutating func missingColon(_ header: String) -> Failure {
    if kind == .invalid { return Failure() }
    if kind == .assign, header == "if" || header == "elif" || header == "while" {
      return failure(
        token.span, .assignmentInCondition(header, source.line(source.lineIndex(at: token.span.start))))
    }
    if let doubled = doubledOperator(before: index) { return doubled }
    if kind == .newline || kind == .end || kind == .name || kind.isKeyword || kind == .indent {
      if kind != .newline, kind != .end, let better = likelyMistake() { return better }
      return failure(Span(previous.span.end, previous.span.end), .missingColon(header))
    }
    return unexpected(.colon)
  }

  mutating func assignmentInCondition(_ header: String, _ test: Expression) -> Failure {
    failure(token.span, .assignmentInCondition(header, source.text(test.span)))
  }

  mutating func missingIn() -> Failure {
    if let better = likelyMistake() { return better }
    return failure(placeOfToken, .missingIn(wordOfToken))
  }

  /// `else`, `elif`, `except` or `finally` without its beginning.
  mutating func strayClause() -> Failure {
    if kind == .else, peek().kind == .if { return failure(token.span.union(peek().span), .elseIf) }
    return failure(token.span, .strayClause(kind.rawValue))
  }

  /// `a && b`, `a || b` and the like: the second of two equal operators.
  mutating func checkDoubledOperator() throws {
    let next = peek()
    guard next.kind == kind, next.span.start == token.span.end else { return }
    if kind == .ampersand || kind == .bar {
      throw failure(token.span.union(next.span), .doubledOperator(kind.rawValue + kind.rawValue))
    }
  }

  private mutating func doubledOperator(before place: Int) -> Failure? {
    guard place >= 1 else { return nil }
    let last = tokens[place - 1]
    if kind == last.kind, kind == .ampersand || kind == .bar, last.span.end == token.span.start {
      return failure(last.span.union(token.span), .doubledOperator(kind.rawValue + kind.rawValue))
    }
    return nil
  }

  /// `i++` at the end of a statement.
  var isForeignIncrement: Bool {
    guard kind == .plus || kind == .minus, peek().kind == kind, peek().span.start == token.span.end else {
      return false
    }
    switch peek(2).kind {
    case .newline, .end, .semicolon, .closeParenthesis, .closeBracket, .comma, .colon: return true
    default: return false
    }
  }

  /// `match x:`, which Python 3.10 added and this language leaves out.
  var isMatchStatement: Bool {
    guard kind == .name, text(token) == "match" else { return false }
    switch peek().kind {
    case .name, .integer, .string, .float, .parenthesis, .bracket: break
    default: return false
    }
    var look = index + 1
    var open = 0
    while look < tokens.count, tokens[look].kind != .newline, tokens[look].kind != .end {
      if tokens[look].kind.isOpener { open += 1 }
      if tokens[look].kind.isCloser { open -= 1 }
      if open == 0, tokens[look].kind == .assign { return false }
      look += 1
    }
    return look > 0 && tokens[look - 1].kind == .colon && look + 1 < tokens.count
      && tokens[look + 1].kind == .indent
  }

  // MARK: Guesses

  /// A keyword misspelt or typed with the Korean keyboard, in the line up to here.
  private mutating func likelyMistake() -> Failure? {
    var start = index
    while start > 0, tokens[start - 1].kind != .newline, tokens[start - 1].kind != .indent,
      tokens[start - 1].kind != .dedent, tokens[start - 1].kind != .colon,
      tokens[start - 1].kind != .semicolon
    {
      start -= 1
    }
    guard start <= index else { return nil }
    for look in start...index where tokens[look].kind == .name {
      let word = text(tokens[look])
      if let latin = HangulKeyboard.latin(word), Token.Kind.keywords[latin] != nil {
        return failure(tokens[look].span, .hangulKeyword(word, latin))
      }
    }
    // `fro i in …`, `whlie x:`, `esle:`, `Def f():`: the first word of a statement, followed by what can't follow a name.
    guard tokens[start].kind == .name, start < index else { return nil }
    let word = text(tokens[start])
    let statements = [
      "for", "while", "def", "class", "return", "import", "from", "else", "elif", "if", "try", "except",
      "finally",
      "with", "raise", "assert", "del", "global", "lambda", "pass", "break", "continue",
    ]
    let follower = tokens[start + 1].kind
    guard beginsOperand(follower) && follower != .parenthesis && follower != .bracket || follower == .colon
    else {
      return nil
    }
    if let keyword = Spelling.suggestion(for: word, among: statements) {
      return failure(tokens[start].span, .misspeltKeyword(word, keyword))
    }
    return nil
  }

  /// Whether the word before makes it clear that a keyword is used as a name: `lambda = 1`, `x.class`.
  private var isAssignmentContext: Bool {
    peek().kind == .assign || previous.kind == .dot || previous.kind == .comma
  }

  private func beginsOperand(_ kind: Token.Kind) -> Bool {
    switch kind {
    case .name, .integer, .float, .string, .parenthesis, .bracket, .brace, .none, .true, .false, .lambda: true
    default: false
    }
  }

  private func endsOperand(_ kind: Token.Kind) -> Bool {
    switch kind {
    case .name, .integer, .float, .string, .closeParenthesis, .closeBracket, .closeBrace, .none, .true,
      .false:
      true
    default: false
    }
  }

  private var wordOfToken: String {
    switch kind {
    case .newline, .end, .indent, .dedent: kind.rawValue
    default: text(token)
    }
  }

  /// The span to point at: behind the last word if the line is over.
  private var placeOfToken: Span {
    switch kind {
    case .newline, .end, .dedent: Span(previous.span.end, previous.span.end)
    default: token.span
    }
  }

  /// What an expression is called in a message.
  func describe(_ expression: Expression) -> SyntaxMessage.Thing {
    switch expression.kind {
    case .constant(let constant):
      switch constant {
      case .none: .word("None")
      case .bool(let value): .word(value ? "True" : "False")
      case .ellipsis: .word("ellipsis")
      default: .literal
      }
    case .formatted: .formatted
    case .call: .call
    case .binary, .unary, .not, .boolean: .expression
    case .compare: .comparison
    case .conditional: .conditional
    case .lambda: .lambda
    case .comprehension: .comprehension
    case .walrus: .walrus
    case .dict, .set, .list, .tuple: .display
    case .yield, .yieldFrom: .yield
    case .starred: .starred
    case .name(let name): .word(name)
    case .attribute: .word("attribute")
    case .subscript, .slice: .word("subscript")
    }
  }
}
