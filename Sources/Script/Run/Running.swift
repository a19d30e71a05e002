/// Running texts: the way from text through tree and code to a value.
extension Machine {
  /// Runs a text in the machine's namespace.
  ///
  /// - Returns: the value of the last expression statement in interactive mode, the value in expression mode.
  /// - Throws: a `ScriptError`; a `SyntaxError` carries all problems found.
  @discardableResult
  package func run(_ source: Source, mode: Mode = .file) throws -> Value? {
    let code = try compile(source, mode: mode)
    if let file = source.name as String?, mode == .file, source.module == nil {
      setGlobal("__file__", .string(file))
    }
    let outermost = depth < 0
    if outermost {
      stackGuard.enter()
      budget.begin(limits)
      prepareFrames()
    }
    codes.append(code)
    let function = FunctionObject(code, defaults: [], keywordDefaults: nil, cells: [])
    let value = try withExtendedLifetime(function) {
      try texts.free.whileRunning { try withScratch(0) { try run(function, Arguments($0, count: 0)) } }
    }
    return mode == .file ? nil : value
  }

  /// Compiles a text without running it.
  func compile(_ source: Source, mode: Mode) throws -> Code {
    stackGuard.enter()
    var parser = Parser(source)
    var statements: [Statement] = []
    if mode == .expression {
      if let expression = parser.parseSingleExpression() {
        statements = [Statement(.expression(expression), expression.span)]
      }
    } else {
      statements = parser.parseFile()
    }
    if !parser.problems.isEmpty { throw syntaxError(parser.problems, source) }
    let scope = Scope(.module, parent: nil, qualifiedName: "<module>")
    var resolver = Resolver(module: scope)
    resolver.run(statements)
    if !resolver.problems.isEmpty { throw syntaxError(resolver.problems, source) }
    guard
      let code = Compiler.module(
        statements, scope: scope, source: source, machine: self, returnsLast: mode != .file,
        isStepping: onStatement != nil && source.module == nil), globals.names.count < Globals.capacity
    else { throw syntaxError([SyntaxProblem(Span(0, 0), SyntaxMessage.tooDeep)], source) }
    return code
  }

  private func syntaxError(_ problems: [SyntaxProblem], _ source: Source) -> ScriptError {
    guard let first = problems.first else { return error(.syntaxError, "invalid syntax") }
    let failure = error(first.kind, first.message)
    failure.exception.syntaxProblems = problems
    failure.exception.syntaxSource = source
    return failure
  }

  /// Whether a text can be run as it stands, by the parser's own word.
  package static func completeness(of source: Source) -> Completeness {
    var parser = Parser(source)
    _ = parser.parseFile()
    if parser.problems.isEmpty { return .complete }
    // A line tells of its first problem only, but words that are wrong stay wrong whatever follows.
    let misspelt = parser.lexicalProblems.filter { !$0.isIncomplete }
    if !misspelt.isEmpty { return .invalid(parser.problems) }
    var wrong = parser.problems.filter { !$0.isIncomplete }
    if wrong.count < parser.problems.count {
      // Where something is open, what is missed at the very end may still come.
      let end = parser.tokens.last { ![.newline, .dedent, .end].contains($0.kind) }?.span.end ?? 0
      wrong.removeAll { $0.span.start >= end }
    }
    return wrong.isEmpty ? .incomplete : .invalid(wrong)
  }

  // MARK: Global names

  /// The value of a global name.
  package func global(_ name: String) -> Value? {
    guard let slot = globals.existingSlot(symbol(name)), globals.isDefined(slot) else { return nil }
    return globals.values[slot]
  }

  package func setGlobal(_ name: String, _ value: Value) {
    globals.values[globals.slot(symbol(name))] = value
  }

  package func removeGlobal(_ name: String) {
    if let slot = globals.existingSlot(symbol(name)) { globals.clear(slot) }
  }

  /// The global names that a script has defined.
  package var globalNames: [String] {
    globals.names.indices.filter { globals.isDefined($0) && globals.belongsToScript($0) }
      .map { symbols.name(globals.names[$0]) }
  }

  /// Every name that an expression could begin with: global names and built-ins.
  package var allNames: [String] {
    Array(Set(globalNames).union(builtins.keys.map(symbols.name))).sorted()
  }
}
