extension Parser {
  /// Parses one logical line or compound statement; after a mistake, goes on behind it.
  mutating func parseRecovering(into statements: inout [Statement]) {
    let start = index
    do {
      try parseStatement(into: &statements)
    } catch {
      if index == start, kind != .newline { advance() }
      depth = 0
      recover()
    }
  }

  private mutating func parseStatement(into statements: inout [Statement]) throws {
    switch kind {
    case .if: statements.append(try parseIf())
    case .while: statements.append(try parseWhile())
    case .for: statements.append(try parseFor())
    case .try: statements.append(try parseTry())
    case .with: statements.append(try parseWith())
    case .def, .class, .at: statements.append(try parseDecorated())
    case .async: throw failure(token.span, .refused("async"))
    case .elif, .else, .except, .finally: throw strayClause()
    default:
      if isMatchStatement { throw failure(token.span, .refused("match")) }
      try parseSimpleStatements(into: &statements)
    }
  }

  /// `a = 1; b = 2` and the end of the line.
  private mutating func parseSimpleStatements(into statements: inout [Statement]) throws {
    while true {
      statements.append(try parseSimpleStatement())
      if accept(.semicolon) {
        if kind == .newline || kind == .end { break }
        continue
      }
      break
    }
    if kind == .end { return }
    guard accept(.newline) else { throw unexpected(.newline) }
  }

  // MARK: Simple statements

  private mutating func parseSimpleStatement() throws -> Statement {
    let start = token.span
    func span(_ parser: Parser) -> Span { start.union(parser.previous.span) }
    switch kind {
    case .pass, .break, .continue:
      let which = kind
      advance()
      if which != .pass, function.loops == 0 { throw failure(start, .outsideLoop(which.rawValue)) }
      return Statement(which == .pass ? .pass : which == .break ? .break : .continue, start)
    case .return:
      advance()
      let value = isExpressionEnd ? nil : try parseExpressions()
      if !function.isFunction { throw failure(start, .outsideFunction("return")) }
      return Statement(.return(value), span(self))
    case .raise:
      advance()
      if isExpressionEnd { return Statement(.raise(nil, cause: nil), start) }
      let error = try parseExpression()
      let cause = accept(.from) ? try parseExpression() : nil
      return Statement(.raise(error, cause: cause), span(self))
    case .assert:
      advance()
      let test = try parseExpression()
      let message = accept(.comma) ? try parseExpression() : nil
      return Statement(.assert(test, message: message), span(self))
    case .del:
      advance()
      let targets = try parseExpressions()
      return Statement(.delete(try deletable(targets)), span(self))
    case .global, .nonlocal:
      let isGlobal = kind == .global
      advance()
      var names: [(String, Span)] = []
      repeat { names.append(try parseName()) } while accept(.comma)
      return Statement(isGlobal ? .global(names) : .nonlocal(names), span(self))
    case .import: return try parseImport()
    case .from: return try parseFromImport()
    default: return try parseExpressionStatement()
    }
  }

  /// Whether no expression can begin here, because the statement is over.
  var isExpressionEnd: Bool { kind == .newline || kind == .semicolon || kind == .end }

  private mutating func deletable(_ expression: Expression) throws -> [Expression] {
    switch expression.kind {
    case .tuple(let elements), .list(let elements): return try elements.flatMap { try deletable($0) }
    case .name, .attribute, .subscript: return [expression]
    default: throw failure(expression.span, .cannotDelete(describe(expression)))
    }
  }

  private mutating func parseExpressionStatement() throws -> Statement {
    let start = token.span
    let first = kind == .yield ? try parseYield() : try parseExpressions(allowsStar: true)
    func span(_ parser: Parser) -> Span { start.union(parser.previous.span) }

    if let op = Self.augmentedOperators[kind] {
      try checkTarget(first, isAugmented: true)
      advance()
      let value = kind == .yield ? try parseYield() : try parseExpressions()
      return Statement(.augmented(first, op, value), span(self))
    }
    if kind == .colon, isAnnotatable(first) {
      advance()
      let annotation = try parseExpression()
      var value: Expression?
      if accept(.assign) {
        value = kind == .yield ? try parseYield() : try parseExpressions(allowsStar: true)
      }
      return Statement(.annotated(first, annotation: annotation, value: value), span(self))
    }
    guard kind == .assign else {
      if case .starred = first.kind { throw failure(first.span, .loneStar) }
      return Statement(.expression(first), span(self))
    }
    var parts = [first]
    while accept(.assign) {
      parts.append(kind == .yield ? try parseYield() : try parseExpressions(allowsStar: true))
    }
    let value = parts.removeLast()
    for target in parts { try checkTarget(target) }
    if case .starred = value.kind { throw failure(value.span, .loneStar) }
    return Statement(.assign(parts, value), span(self))
  }

  private func isAnnotatable(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .name, .attribute, .subscript: true
    default: false
    }
  }

  private static let augmentedOperators: [Token.Kind: BinaryOperator] = [
    .plusAssign: .add, .minusAssign: .subtract, .starAssign: .multiply, .slashAssign: .divide,
    .doubleSlashAssign: .floorDivide, .percentAssign: .modulo, .doubleStarAssign: .power,
    .atAssign: .matrixMultiply, .ampersandAssign: .and, .barAssign: .or, .caretAssign: .xor,
    .shiftLeftAssign: .shiftLeft, .shiftRightAssign: .shiftRight,
  ]

  /// Makes sure that something can be assigned to.
  mutating func checkTarget(_ target: Expression, isAugmented: Bool = false) throws {
    switch target.kind {
    case .name, .attribute, .subscript: return
    case .tuple(let elements), .list(let elements):
      if isAugmented { throw failure(target.span, .badAugmentedTarget(describe(target))) }
      var stars = 0
      for element in elements {
        if case .starred(let inner) = element.kind {
          stars += 1
          try checkTarget(inner)
        } else {
          try checkTarget(element)
        }
      }
      if stars > 1 { throw failure(target.span, .twoStars) }
    case .starred: throw failure(target.span, .starOutsideList)
    default:
      throw failure(
        target.span,
        isAugmented ? .badAugmentedTarget(describe(target)) : .badTarget(describe(target)))
    }
  }

  // MARK: Imports

  private mutating func parseDottedName() throws -> String {
    var name = try parseName().0
    while accept(.dot) { name += "." + (try parseName().0) }
    return name
  }

  private mutating func parseImport() throws -> Statement {
    let start = token.span
    advance()
    var names: [Statement.ImportedName] = []
    repeat {
      let span = token.span
      let name = try parseDottedName()
      let alias = accept(.as) ? try parseName().0 : nil
      names.append(Statement.ImportedName(name: name, alias: alias, span: span.union(previous.span)))
    } while accept(.comma)
    return Statement(.import(names), start.union(previous.span))
  }

  private mutating func parseFromImport() throws -> Statement {
    let start = token.span
    advance()
    var level = 0
    while kind == .dot || kind == .ellipsis {
      level += kind == .dot ? 1 : 3
      advance()
    }
    let moduleSpan = token.span
    let module = kind == .import && level > 0 ? "" : try parseDottedName()
    let fullModuleSpan = moduleSpan.union(previous.span)
    try expect(.import)
    if accept(.star) {
      return Statement(
        .importFrom(module: module, level: level, moduleSpan: fullModuleSpan, names: nil),
        start.union(previous.span))
    }
    let isBracketed = accept(.parenthesis)
    var names: [Statement.ImportedName] = []
    repeat {
      if isBracketed, kind == .closeParenthesis { break }
      let (name, span) = try parseName()
      let alias = accept(.as) ? try parseName().0 : nil
      names.append(Statement.ImportedName(name: name, alias: alias, span: span.union(previous.span)))
    } while accept(.comma)
    if isBracketed { try expect(.closeParenthesis) }
    if names.isEmpty { throw unexpected(.name) }
    return Statement(
      .importFrom(module: module, level: level, moduleSpan: fullModuleSpan, names: names),
      start.union(previous.span))
  }

  // MARK: Blocks

  /// `:` and the statements that belong to it.
  mutating func parseBlock(of header: String, _ headerSpan: Span) throws -> [Statement] {
    guard kind == .colon else { throw missingColon(header) }
    advance()
    var body: [Statement] = []
    if kind != .newline {
      if kind == .end {
        throw failure(previous.span, .emptyBlock(header, 0), kind: .indentationError, isIncomplete: true)
      }
      try parseSimpleStatements(into: &body)
      return body
    }
    advance()
    guard kind == .indent else {
      let line = source.lineNumber(at: headerSpan.start)
      let isIncomplete = isAtEnd
      throw failure(
        isIncomplete ? previous.span : token.span, .emptyBlock(header, line), kind: .indentationError,
        isIncomplete: isIncomplete)
    }
    advance()
    depth += 1
    defer { depth -= 1 }
    if depth > Self.maximumDepth || stackGuard.isExhausted { throw failure(token.span, .tooDeep) }
    let level = depth
    while kind != .dedent, kind != .end {
      switch kind {
      case .newline: advance()
      case .indent:
        note(token.span, .unexpectedIndent, kind: .indentationError)
        advance()
        // The deeper lines are read as part of this block.
        var extra = 1
        while extra > 0, kind != .end {
          if kind == .dedent {
            extra -= 1
            advance()
          } else if kind == .newline {
            advance()
          } else if kind == .indent {
            extra += 1
            advance()
          } else {
            parseRecovering(into: &body)
          }
        }
      default:
        parseRecovering(into: &body)
        depth = level
      }
    }
    _ = accept(.dedent)
    return body
  }

  private mutating func parseLoopBody(of header: String, _ span: Span) throws -> [Statement] {
    function.loops += 1
    defer { function.loops -= 1 }
    return try parseBlock(of: header, span)
  }

  private mutating func parseElse() throws -> [Statement] {
    let span = token.span
    guard accept(.else) else { return [] }
    if kind == .if { throw failure(span.union(token.span), .elseIf) }
    return try parseBlock(of: "else", span)
  }

  private mutating func parseIf() throws -> Statement {
    let start = token.span
    var branches: [(test: Expression, body: [Statement])] = []
    var header = "if"
    var span = start
    repeat {
      span = tokens[max(0, index)].span
      if branches.isEmpty { advance() }
      let test = try parseCondition(header)
      branches.append((test, try parseBlock(of: header, span)))
      header = "elif"
    } while accept(.elif)
    let otherwise = try parseElse()
    return Statement(.if(branches, otherwise: otherwise), start.union(previous.span))
  }

  private mutating func parseCondition(_ header: String) throws -> Expression {
    let test = try parseNamedExpression()
    if kind == .assign { throw assignmentInCondition(header, test) }
    return test
  }

  private mutating func parseWhile() throws -> Statement {
    let start = token.span
    advance()
    let test = try parseCondition("while")
    let body = try parseLoopBody(of: "while", start)
    let otherwise = try parseElse()
    return Statement(.while(test, body, otherwise: otherwise), start.union(previous.span))
  }

  private mutating func parseFor() throws -> Statement {
    let start = token.span
    advance()
    let target = try parseTargets()
    guard accept(.in) else { throw missingIn() }
    let iterable = try parseExpressions(allowsStar: true)
    let body = try parseLoopBody(of: "for", start)
    let otherwise = try parseElse()
    return Statement(
      .for(target: target, iterable: iterable, body, otherwise: otherwise), start.union(previous.span))
  }

  private mutating func parseTry() throws -> Statement {
    let start = token.span
    advance()
    let body = try parseBlock(of: "try", start)
    var handlers: [Statement.Handler] = []
    while kind == .except {
      let span = token.span
      advance()
      if kind == .star { throw failure(span.union(token.span), .refused("except*")) }
      var type: Expression?
      var name: (String, Span)?
      if kind != .colon {
        type = try parseExpression()
        if kind == .comma { throw failure(token.span, .exceptNeedsParentheses) }
        if accept(.as) { name = try parseName() }
      }
      if let last = handlers.last, last.type == nil { throw failure(last.span, .bareExceptNotLast) }
      let body = try parseBlock(of: "except", span)
      handlers.append(
        Statement.Handler(type: type, name: name?.0, nameSpan: name?.1 ?? span, body: body, span: span))
    }
    let otherwise = handlers.isEmpty ? [] : try parseElse()
    var final: [Statement] = []
    let finalSpan = token.span
    if accept(.finally) { final = try parseBlock(of: "finally", finalSpan) }
    if handlers.isEmpty, final.isEmpty {
      throw failure(isAtEnd ? previous.span : token.span, .tryAlone, isIncomplete: isAtEnd)
    }
    return Statement(
      .try(body, handlers, otherwise: otherwise, finally: final), start.union(previous.span))
  }

  private mutating func parseWith() throws -> Statement {
    let start = token.span
    advance()
    var items: [(context: Expression, target: Expression?)] = []
    let beginning = index
    if kind == .parenthesis, let bracketed = try parseBracketedWithItems() {
      items = bracketed
    } else {
      index = beginning
      repeat { items.append(try parseWithItem()) } while accept(.comma)
    }
    let body = try parseBlock(of: "with", start)
    return Statement(.with(items, body), start.union(previous.span))
  }

  private mutating func parseWithItem() throws -> (context: Expression, target: Expression?) {
    let context = try parseExpression()
    guard accept(.as) else { return (context, nil) }
    let target = try parseTarget()
    return (context, target)
  }

  /// `with (open() as a, open() as b):`; nil if the bracket is an ordinary expression.
  private mutating func parseBracketedWithItems() throws -> [(context: Expression, target: Expression?)]? {
    // It is a list of items if an `as` stands directly inside the bracket.
    var look = index + 1
    var open = 1
    var hasAs = false
    while look < tokens.count, open > 0, tokens[look].kind != .end {
      let kind = tokens[look].kind
      if kind.isOpener { open += 1 }
      if kind.isCloser { open -= 1 }
      if kind == .as, open == 1 { hasAs = true }
      look += 1
    }
    guard hasAs, look < tokens.count, tokens[look].kind == .colon else { return nil }
    advance()
    var items: [(context: Expression, target: Expression?)] = []
    repeat {
      if kind == .closeParenthesis { break }
      items.append(try parseWithItem())
    } while accept(.comma)
    try expect(.closeParenthesis)
    return items
  }

  // MARK: Definitions

  private mutating func parseDecorated() throws -> Statement {
    let start = token.span
    var decorators: [Expression] = []
    while accept(.at) {
      decorators.append(try parseNamedExpression())
      guard accept(.newline) else { throw unexpected(.newline) }
      while accept(.newline) {}
    }
    switch kind {
    case .def: return try parseFunction(decorators, start)
    case .class: return try parseClass(decorators, start)
    case .async: throw failure(token.span, .refused("async"))
    default: throw failure(isAtEnd ? start : token.span, .decoratorAlone, isIncomplete: isAtEnd)
    }
  }

  private mutating func parseFunction(_ decorators: [Expression], _ start: Span) throws -> Statement {
    let header = token.span
    advance()
    let (name, nameSpan) = try parseName()
    guard kind == .parenthesis else { throw unexpected(.parenthesis) }
    advance()
    var list = try parseParameters(until: .closeParenthesis, allowsAnnotations: true)
    try expect(.closeParenthesis)
    if accept(.arrow) { list.annotations.append(("return", try parseExpression())) }
    let headerSpan = header.union(previous.span)
    let outer = function
    function = FunctionState(isFunction: true)
    defer { function = outer }
    let body = try parseBlock(of: "def", header)
    let node = FunctionNode(
      name: name, nameSpan: nameSpan, parameters: list.parameters, positionalOnlyCount: list.positionalOnly,
      rest: list.rest, keywordOnly: list.keywordOnly, keywords: list.keywords, body: body,
      isGenerator: function.isGenerator, decorators: decorators, annotations: list.annotations,
      headerSpan: headerSpan)
    return Statement(.function(node), start.union(previous.span))
  }

  private mutating func parseClass(_ decorators: [Expression], _ start: Span) throws -> Statement {
    let header = token.span
    advance()
    let (name, nameSpan) = try parseName()
    var base: Expression?
    var keywords: [CallArgument] = []
    if accept(.parenthesis) {
      let arguments = try parseArguments()
      for argument in arguments {
        switch argument.kind {
        case .positional:
          if base != nil { throw failure(argument.span, .refused("multiple inheritance")) }
          base = argument.value
        case .keyword("metaclass"):
          // The one metaclass that there is means the same as its class: `class Shape(ABC)`.
          if base == nil, argument.value.isName("ABCMeta") {
            base = argument.value
          } else {
            throw failure(argument.span, .refused("metaclass"))
          }
        case .keyword: keywords.append(argument)
        case .star, .doubleStar: throw failure(argument.span, .refused("multiple inheritance"))
        }
      }
    }
    let outer = (function, className)
    function = FunctionState()
    className = name
    defer { (function, className) = outer }
    let body = try parseBlock(of: "class", header)
    let node = ClassNode(
      name: name, nameSpan: nameSpan, base: base, keywords: keywords, body: body, decorators: decorators)
    return Statement(.class(node), start.union(previous.span))
  }

  struct ParameterList {
    var parameters: [Parameter] = []
    var positionalOnly = 0
    var rest: Parameter?
    var keywordOnly: [Parameter] = []
    var keywords: Parameter?
    var annotations: [(String, Expression)] = []
  }

  mutating func parseParameters(until closer: Token.Kind, allowsAnnotations: Bool) throws -> ParameterList {
    var list = ParameterList()
    var names: Set<String> = []
    var seenStar = false
    var seenDefault = false
    func parameter(_ parser: inout Parser, allowsDefault: Bool) throws -> Parameter {
      let (name, span) = try parser.parseName()
      if !names.insert(name).inserted { throw parser.failure(span, .duplicateParameter(name)) }
      if allowsAnnotations, parser.accept(.colon) {
        list.annotations.append((name, try parser.parseExpression(allowsStar: true)))
      }
      var value: Expression?
      if allowsDefault, parser.accept(.assign) { value = try parser.parseExpression() }
      return Parameter(name: name, span: span.union(parser.previous.span), defaultValue: value)
    }
    while kind != closer {
      if let keywords = list.keywords { throw failure(keywords.span, .afterKeywords) }
      if accept(.doubleStar) {
        list.keywords = try parameter(&self, allowsDefault: false)
      } else if kind == .star {
        let span = token.span
        advance()
        if seenStar { throw failure(span, .twoStarParameters) }
        seenStar = true
        if kind == .comma {
          if peek().kind == closer || peek().kind == .doubleStar { throw failure(span, .nakedStar) }
        } else if kind == closer {
          throw failure(span, .nakedStar)
        } else {
          list.rest = try parameter(&self, allowsDefault: false)
        }
      } else if kind == .slash {
        if list.parameters.isEmpty || list.positionalOnly > 0 || seenStar { throw unexpected() }
        list.positionalOnly = list.parameters.count
        advance()
      } else {
        let one = try parameter(&self, allowsDefault: true)
        if seenStar {
          list.keywordOnly.append(one)
        } else {
          if one.defaultValue == nil, seenDefault { throw failure(one.span, .defaultBefore(one.name)) }
          if one.defaultValue != nil { seenDefault = true }
          list.parameters.append(one)
        }
      }
      if !accept(.comma) { break }
    }
    return list
  }
}
