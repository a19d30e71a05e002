extension Parser {
  // MARK: Lists of expressions

  /// `a, b, *c`: a tuple if there is a comma.
  mutating func parseExpressions(allowsStar: Bool = true) throws -> Expression {
    let first = try parseStarOrNamed()
    guard kind == .comma else { return first }
    var elements = [first]
    while accept(.comma) {
      if isListEnd { break }
      elements.append(try parseStarOrNamed())
    }
    return try make(.tuple(elements), first.span.union(previous.span), children: elements)
  }

  /// Whether the list that a trailing comma belongs to ends here.
  private var isListEnd: Bool {
    switch kind {
    case .newline, .end, .semicolon, .assign, .closeParenthesis, .closeBracket, .closeBrace, .colon, .in: true
    default: Self.isAugmentedAssignment(kind)
    }
  }

  private static func isAugmentedAssignment(_ kind: Token.Kind) -> Bool {
    switch kind {
    case .plusAssign, .minusAssign, .starAssign, .slashAssign, .doubleSlashAssign, .percentAssign,
      .doubleStarAssign, .atAssign, .ampersandAssign, .barAssign, .caretAssign, .shiftLeftAssign,
      .shiftRightAssign:
      true
    default: false
    }
  }

  private mutating func parseStarOrNamed() throws -> Expression {
    guard kind == .star else { return try parseNamedExpression() }
    let start = token.span
    advance()
    let value = try parseBinary(Self.bitOr)
    return try make(.starred(value), start.union(value.span), value)
  }

  /// The target of a `for`: like an expression list, but `in` ends it.
  mutating func parseTargets() throws -> Expression {
    let first = try parseTarget()
    var result = first
    if kind == .comma {
      var elements = [first]
      while accept(.comma) {
        if kind == .in || kind == .assign { break }
        elements.append(try parseTarget())
      }
      result = try make(.tuple(elements), first.span.union(previous.span), children: elements)
    }
    try checkTarget(result)
    return result
  }

  mutating func parseTarget() throws -> Expression {
    if kind == .star {
      let start = token.span
      advance()
      let value = try parsePostfix()
      return try make(.starred(value), start.union(value.span), value)
    }
    return try parsePostfix()
  }

  // MARK: Expressions

  /// `name := value` or an expression.
  mutating func parseNamedExpression() throws -> Expression {
    let expression = try parseExpression()
    guard kind == .walrus else { return expression }
    guard case .name(let name) = expression.kind else {
      throw failure(expression.span, .badWalrusTarget(describe(expression)))
    }
    advance()
    let value = try parseExpression()
    return try make(
      .walrus(name, value, nameSpan: expression.span), expression.span.union(value.span), value)
  }

  mutating func parseExpression(allowsStar: Bool = false) throws -> Expression {
    if allowsStar, kind == .star { return try parseStarOrNamed() }
    try enter()
    defer { leave() }
    if kind == .lambda { return try parseLambda() }
    let value = try parseOr()
    guard kind == .if else { return value }
    advance()
    let test = try parseOr()
    guard accept(.else) else {
      if isExpressionEnd || kind.isCloser || kind == .comma {
        throw failure(value.span.union(previous.span), .conditionalNeedsElse, isIncomplete: false)
      }
      throw unexpected(.else)
    }
    let otherwise = try parseExpression()
    return try make(
      .conditional(test: test, then: value, otherwise: otherwise), value.span.union(otherwise.span), test,
      value,
      otherwise)
  }

  private mutating func parseLambda() throws -> Expression {
    let start = token.span
    advance()
    if kind == .assign || kind == .dot { throw failure(start, .keywordAsName("lambda")) }
    let list = try parseParameters(until: .colon, allowsAnnotations: false)
    guard accept(.colon) else { throw unexpected(.colon) }
    let outer = function
    function = FunctionState(isFunction: true)
    defer { function = outer }
    let value = try parseExpression()
    let node = FunctionNode(
      name: "<lambda>", nameSpan: start, parameters: list.parameters,
      positionalOnlyCount: list.positionalOnly,
      rest: list.rest, keywordOnly: list.keywordOnly, keywords: list.keywords,
      body: [Statement(.return(value), value.span)], isGenerator: function.isGenerator, decorators: [],
      annotations: [], headerSpan: start.union(value.span))
    return try make(.lambda(node), start.union(value.span), value)
  }

  mutating func parseYield() throws -> Expression {
    let start = token.span
    advance()
    guard function.isFunction else { throw failure(start, .outsideFunction("yield")) }
    function.isGenerator = true
    if accept(.from) {
      let value = try parseExpression()
      return try make(.yieldFrom(value), start.union(value.span), value)
    }
    if isExpressionEnd || kind.isCloser || kind == .assign {
      return try make(.yield(nil), start)
    }
    let value = try parseExpressions()
    return try make(.yield(value), start.union(value.span), value)
  }

  private mutating func parseOr() throws -> Expression {
    try parseBoolean(.or) { try $0.parseBoolean(.and) { try $0.parseNot() } }
  }

  private mutating func parseBoolean(
    _ op: Token.Kind, _ operand: (inout Parser) throws -> Expression
  ) throws -> Expression {
    let first = try operand(&self)
    guard kind == op else { return first }
    var operands = [first]
    while accept(op) { operands.append(try operand(&self)) }
    return try make(
      .boolean(isAnd: op == .and, operands), first.span.union(previous.span), children: operands)
  }

  private mutating func parseNot() throws -> Expression {
    guard kind == .not else { return try parseComparison() }
    try enter()
    defer { leave() }
    let start = token.span
    advance()
    let operand = try parseNot()
    return try make(.not(operand), start.union(operand.span), operand)
  }

  private mutating func parseComparison() throws -> Expression {
    let first = try parseBinary(Self.bitOr)
    var rest: [(op: CompareOperator, Expression)] = []
    while let op = acceptComparison() { rest.append((op, try parseBinary(Self.bitOr))) }
    if rest.isEmpty { return first }
    return try make(
      .compare(first, rest), first.span.union(previous.span), children: [first] + rest.map(\.1))
  }

  private mutating func acceptComparison() -> CompareOperator? {
    let op: CompareOperator
    switch kind {
    case .less: op = .rich(.less)
    case .lessEqual: op = .rich(.lessOrEqual)
    case .greater: op = .rich(.greater)
    case .greaterEqual: op = .rich(.greaterOrEqual)
    case .equal: op = .rich(.equal)
    case .notEqual: op = .rich(.notEqual)
    case .in: op = .in
    case .not:
      guard peek().kind == .in else { return nil }
      advance()
      op = .notIn
    case .is:
      if peek().kind == .not {
        advance()
        op = .isNot
      } else {
        op = .is
      }
    default: return nil
    }
    advance()
    return op
  }

  // MARK: Operators by precedence

  private static let bitOr = 0

  /// The binary operators below comparisons, by binding power.
  private static func operation(_ kind: Token.Kind) -> (BinaryOperator, precedence: Int)? {
    switch kind {
    case .bar: (.or, 0)
    case .caret: (.xor, 1)
    case .ampersand: (.and, 2)
    case .shiftLeft: (.shiftLeft, 3)
    case .shiftRight: (.shiftRight, 3)
    case .plus: (.add, 4)
    case .minus: (.subtract, 4)
    case .star: (.multiply, 5)
    case .slash: (.divide, 5)
    case .doubleSlash: (.floorDivide, 5)
    case .percent: (.modulo, 5)
    case .at: (.matrixMultiply, 5)
    default: nil
    }
  }

  /// Precedence climbing (Richards, 1979).
  mutating func parseBinary(_ minimum: Int) throws -> Expression {
    var left = try parseUnary()
    while let (op, precedence) = Self.operation(kind), precedence >= minimum {
      try checkDoubledOperator()
      advance()
      let right = try parseBinary(precedence + 1)
      left = try make(.binary(op, left, right), left.span.union(right.span), left, right)
    }
    return left
  }

  private mutating func parseUnary() throws -> Expression {
    let op: UnaryOperator
    switch kind {
    case .minus: op = .negative
    case .plus: op = .positive
    case .tilde: op = .invert
    default: return try parsePower()
    }
    try enter()
    defer { leave() }
    let start = token.span
    advance()
    let operand = try parseUnary()
    let span = start.union(operand.span)
    if op == .negative, case .constant(let constant) = operand.kind {
      switch constant {
      case .int(let value): return try make(.constant(.int(-value)), span)
      case .float(let value): return try make(.constant(.float(-value)), span)
      case .largeInteger(let magnitude) where magnitude == 1 << 63:
        return try make(.constant(.int(.min)), span)
      default: break
      }
    }
    return try make(.unary(op, operand), span, operand)
  }

  private mutating func parsePower() throws -> Expression {
    let base = try parsePostfix()
    guard kind == .doubleStar else { return base }
    try enter()
    defer { leave() }
    advance()
    let exponent = try parseUnary()
    return try make(.binary(.power, base, exponent), base.span.union(exponent.span), base, exponent)
  }

  // MARK: Calls, attributes, subscripts

  mutating func parsePostfix() throws -> Expression {
    if kind == .await { throw failure(token.span, .refused("await")) }
    var value = try parseAtom()
    while true {
      switch kind {
      case .dot:
        advance()
        if kind.isKeyword { throw failure(token.span, .keywordAsName(kind.rawValue)) }
        let (name, span) = try parseName()
        value = try make(.attribute(value, name, nameSpan: span), value.span.union(span), value)
      case .parenthesis:
        advance()
        try enter()
        let arguments = try parseArguments()
        leave()
        value = try make(
          .call(value, arguments), value.span.union(previous.span), children: [value] + arguments.map(\.value)
        )
      case .bracket:
        advance()
        try enter()
        let index = try parseSubscript()
        leave()
        value = try make(.subscript(value, index), value.span.union(previous.span), value, index)
      default: return value
      }
    }
  }

  /// A call's arguments, behind the opening parenthesis; takes the closing one.
  mutating func parseArguments() throws -> [CallArgument] {
    var arguments: [CallArgument] = []
    var names: Set<String> = []
    var seenKeyword: Span?
    var seenDoubleStar = false
    while kind != .closeParenthesis {
      let start = token.span
      if accept(.star) {
        if seenDoubleStar { throw failure(start, .positionalAfterKeyword) }
        let value = try parseExpression()
        arguments.append(CallArgument(kind: .star, value: value, span: start.union(value.span)))
      } else if accept(.doubleStar) {
        seenDoubleStar = true
        let value = try parseExpression()
        arguments.append(CallArgument(kind: .doubleStar, value: value, span: start.union(value.span)))
      } else if kind == .name, peek().kind == .assign {
        let (name, _) = try parseName()
        advance()
        if isListEnd { throw unexpected() }
        let value = try parseExpression()
        if !names.insert(name).inserted { throw failure(start, .repeatedKeyword(name)) }
        seenKeyword = start
        arguments.append(
          CallArgument(kind: .keyword(name), value: value, span: start.union(value.span)))
      } else {
        if kind.isKeyword, peek().kind == .assign { throw failure(start, .keywordAsName(kind.rawValue)) }
        var value = try parseNamedExpression()
        if kind == .for {
          let scope = try parseComprehension(.generator, element: value, value: nil, start: value.span)
          value = scope
          if !arguments.isEmpty || kind == .comma && peek().kind != .closeParenthesis {
            throw failure(value.span, .generatorNeedsParentheses)
          }
        }
        if kind == .assign { throw failure(value.span.union(token.span), .expressionAsKeyword) }
        if seenKeyword != nil || seenDoubleStar {
          throw failure(value.span, .positionalAfterKeyword)
        }
        arguments.append(CallArgument(kind: .positional, value: value, span: value.span))
      }
      if !accept(.comma) { break }
    }
    guard accept(.closeParenthesis) else { throw unexpectedInBrackets(.closeParenthesis) }
    return arguments
  }

  private mutating func parseSubscript() throws -> Expression {
    let start = token.span
    if kind == .closeBracket { throw failure(previous.span.union(token.span), .emptySubscript) }
    let first = try parseSliceOrExpression()
    var result = first
    if kind == .comma {
      var elements = [first]
      while accept(.comma) {
        if kind == .closeBracket { break }
        elements.append(try parseSliceOrExpression())
      }
      result = try make(.tuple(elements), start.union(previous.span), children: elements)
    } else if case .starred = first.kind {
      result = try make(.tuple([first]), first.span, first)
    }
    guard accept(.closeBracket) else { throw unexpectedInBrackets(.closeBracket) }
    return result
  }

  private mutating func parseSliceOrExpression() throws -> Expression {
    let start = token.span
    var parts: [Expression?] = [nil, nil, nil]
    if kind != .colon {
      let value = try parseStarOrNamed()
      guard kind == .colon else { return value }
      parts[0] = value
    }
    for place in 1...2 {
      guard accept(.colon) else { break }
      if kind != .colon, kind != .comma, kind != .closeBracket { parts[place] = try parseExpression() }
    }
    return try make(
      .slice(parts[0], parts[1], parts[2]), start.union(previous.span), children: parts.compactMap { $0 })
  }

  // MARK: Atoms

  private mutating func parseAtom() throws -> Expression {
    let span = token.span
    switch kind {
    case .name:
      let name = identifier(token)
      advance()
      if isForeignIncrement {
        throw failure(previous.span.union(peek().span), .increment(name, sign: kind.rawValue))
      }
      return try make(.name(name), span)
    case .integer:
      let value = NumberLiteral.integer(text(token))
      advance()
      return try make(.constant(value), span)
    case .float:
      let value = NumberLiteral.float(text(token))
      advance()
      return try make(.constant(.float(value)), span)
    case .imaginary: throw failure(span, .refused("complex"))
    case .string: return try parseStrings()
    case .none: return try constant(.none)
    case .true: return try constant(.bool(true))
    case .false: return try constant(.bool(false))
    case .ellipsis: return try constant(.ellipsis)
    case .parenthesis: return try parseParenthesised()
    case .bracket: return try parseList()
    case .brace: return try parseBraces()
    case .yield: throw unexpected()
    case .invalid:
      // The lexer has said what is wrong here.
      advance()
      throw Failure()
    default: throw unexpectedOperand()
    }
  }

  private mutating func constant(_ value: Constant) throws -> Expression {
    let span = token.span
    advance()
    return try make(.constant(value), span)
  }

  private mutating func parseParenthesised() throws -> Expression {
    let start = token.span
    advance()
    try enter()
    defer { leave() }
    if accept(.closeParenthesis) { return try make(.tuple([]), start.union(previous.span)) }
    if kind == .yield {
      let value = try parseYield()
      guard accept(.closeParenthesis) else { throw unexpectedInBrackets(.closeParenthesis) }
      return value
    }
    let first = try parseStarOrNamed()
    if kind == .for {
      let result = try parseComprehension(.generator, element: first, value: nil, start: start)
      guard accept(.closeParenthesis) else { throw unexpectedInBrackets(.closeParenthesis) }
      return Expression(result.kind, start.union(previous.span), depth: result.depth)
    }
    if kind == .comma {
      var elements = [first]
      while accept(.comma) {
        if kind == .closeParenthesis { break }
        elements.append(try parseStarOrNamed())
      }
      guard accept(.closeParenthesis) else { throw unexpectedInBrackets(.closeParenthesis) }
      return try make(.tuple(elements), start.union(previous.span), children: elements)
    }
    guard accept(.closeParenthesis) else { throw unexpectedInBrackets(.closeParenthesis) }
    if case .starred = first.kind { throw failure(first.span, .loneStar) }
    return Expression(first.kind, start.union(previous.span), depth: first.depth)
  }

  private mutating func parseList() throws -> Expression {
    let start = token.span
    advance()
    try enter()
    defer { leave() }
    if accept(.closeBracket) { return try make(.list([]), start.union(previous.span)) }
    let first = try parseStarOrNamed()
    if kind == .for {
      let result = try parseComprehension(.list, element: first, value: nil, start: start)
      guard accept(.closeBracket) else { throw unexpectedInBrackets(.closeBracket) }
      return Expression(result.kind, start.union(previous.span), depth: result.depth)
    }
    var elements = [first]
    while accept(.comma) {
      if kind == .closeBracket { break }
      elements.append(try parseStarOrNamed())
    }
    guard accept(.closeBracket) else { throw unexpectedInBrackets(.closeBracket) }
    return try make(.list(elements), start.union(previous.span), children: elements)
  }

  /// A dict, a set, or a comprehension of one.
  private mutating func parseBraces() throws -> Expression {
    let start = token.span
    advance()
    try enter()
    defer { leave() }
    if accept(.closeBrace) { return try make(.dict([]), start.union(previous.span)) }
    if kind != .doubleStar {
      let first = try parseStarOrNamed()
      if kind != .colon { return try parseSet(first, start) }
      advance()
      let value = try parseExpression()
      if kind == .for {
        let result = try parseComprehension(.dict, element: first, value: value, start: start)
        guard accept(.closeBrace) else { throw unexpectedInBrackets(.closeBrace) }
        return Expression(result.kind, start.union(previous.span), depth: result.depth)
      }
      return try parseDict([(first, value)], start)
    }
    return try parseDict([], start)
  }

  private mutating func parseSet(_ first: Expression, _ start: Span) throws -> Expression {
    if kind == .for {
      let result = try parseComprehension(.set, element: first, value: nil, start: start)
      guard accept(.closeBrace) else { throw unexpectedInBrackets(.closeBrace) }
      return Expression(result.kind, start.union(previous.span), depth: result.depth)
    }
    var elements = [first]
    while accept(.comma) {
      if kind == .closeBrace { break }
      elements.append(try parseStarOrNamed())
    }
    guard accept(.closeBrace) else { throw unexpectedInBrackets(.closeBrace) }
    return try make(.set(elements), start.union(previous.span), children: elements)
  }

  private mutating func parseDict(
    _ entries: [(key: Expression?, value: Expression)], _ start: Span
  ) throws -> Expression {
    var entries = entries
    if entries.isEmpty || accept(.comma) {
      while kind != .closeBrace {
        if accept(.doubleStar) {
          entries.append((nil, try parseBinary(0)))
        } else {
          let key = try parseExpression()
          guard accept(.colon) else { throw unexpectedInBrackets(.colon) }
          entries.append((key, try parseExpression()))
        }
        if !accept(.comma) { break }
      }
    }
    guard accept(.closeBrace) else { throw unexpectedInBrackets(.closeBrace) }
    return try make(
      .dict(entries), start.union(previous.span),
      children: entries.flatMap { [$0.key, $0.value].compactMap { $0 } })
  }

  /// `for … in … if …`, behind the element.
  mutating func parseComprehension(
    _ kind: Comprehension.Kind, element: Expression, value: Expression?, start: Span
  ) throws -> Expression {
    if case .starred = element.kind { throw failure(element.span, .starInComprehension) }
    var clauses: [Comprehension.Clause] = []
    var children = [element] + (value.map { [$0] } ?? [])
    while self.kind == .for || self.kind == .async {
      if self.kind == .async { throw failure(token.span, .refused("async")) }
      advance()
      let target = try parseTargets()
      guard accept(.in) else { throw missingIn() }
      let iterable = try parseOr()
      var conditions: [Expression] = []
      while accept(.if) {
        let condition = try parseComprehensionCondition()
        conditions.append(condition)
      }
      clauses.append(Comprehension.Clause(target: target, iterable: iterable, conditions: conditions))
      children += [target, iterable] + conditions
    }
    return try make(
      .comprehension(Comprehension(kind, element: element, value: value, clauses: clauses)),
      start.union(previous.span), children: children)
  }

  /// A condition without `… if … else …`, but with `:=`.
  private mutating func parseComprehensionCondition() throws -> Expression {
    let expression = try parseOr()
    guard kind == .walrus, case .name(let name) = expression.kind else { return expression }
    advance()
    let value = try parseOr()
    return try make(
      .walrus(name, value, nameSpan: expression.span), expression.span.union(value.span), value)
  }
}
