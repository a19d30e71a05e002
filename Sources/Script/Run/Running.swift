import Glibc

/// Running texts: the way from text through tree and code to a value.
extension Machine {
  /// Runs a text in the machine's namespace.
  ///
  /// - Returns: the value of the last expression statement in interactive mode, the value in expression mode.
  /// - Throws: a `ScriptError`; a `SyntaxError` carries all problems found.
  @discardableResult
  package func run(_ source: Source, mode: Mode = .file) throws -> Value? {
    let code = try compile(source, mode: mode)
    if let file = source.name as String?, mode == .file { setGlobal("__file__", .string(file)) }
    let outermost = depth < 0
    if outermost {
      stackGuard.enter()
      budget.begin(limits)
      prepareFrames()
    }
    codes.append(code)
    let function = FunctionObject(code, defaults: [], keywordDefaults: nil, cells: [])
    let value = try withExtendedLifetime(function) {
      try withScratch(0) { try run(function, Arguments($0, count: 0)) }
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
        isStepping: onStatement != nil), globals.names.count < Globals.capacity
    else { throw syntaxError([SyntaxProblem(Span(0, 0), SyntaxMessage.tooDeep)], source) }
    return code
  }

  private func syntaxError(_ problems: [SyntaxProblem], _ source: Source) -> ScriptError {
    guard let first = problems.first else { return error(.syntaxError, "invalid syntax") }
    let failure = error(first.kind, first.message)
    failure.exception.syntaxProblems = problems
    failure.exception.trace = [TraceEntry(source: source, span: first.span, function: "<module>")]
    return failure
  }

  /// Whether a text can be run as it stands, by the parser's own word.
  package static func completeness(of source: Source) -> Completeness {
    var parser = Parser(source)
    _ = parser.parseFile()
    if parser.problems.isEmpty { return .complete }
    let wrong = parser.problems.filter { !$0.isIncomplete }
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
    globals.names.indices.filter { globals.isDefined($0) }.map { symbols.name(globals.names[$0]) }
  }

  /// Every name that an expression could begin with: global names and built-ins.
  package var allNames: [String] {
    Array(Set(globalNames).union(builtins.keys.map(symbols.name))).sorted()
  }
}

/// What a run has used up, and may use.
struct Budget {
  /// Calls and loop rounds until the next look at the limits.
  static let quantum = 4096
  var steps = 0
  private var deadline: Double?

  mutating func begin(_ limits: Limits) {
    steps = 0
    deadline = limits.seconds.map { Self.now() + $0 }
  }

  var isLate: Bool { deadline.map { Self.now() > $0 } ?? false }

  static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}

extension Machine {
  /// Looks at limits and interrupts: after each quantum of calls and loop rounds.
  @inline(never)
  func refuel() throws -> Int {
    try poll()
    if heap.isFull { heap.collect() }
    budget.steps += Budget.quantum
    if let limit = limits.steps, budget.steps > limit { throw limitExceeded(FlowMessage.steps(limit: limit)) }
    if budget.steps & 0xFFFF < Budget.quantum || limits.seconds != nil {
      if budget.isLate { throw limitExceeded(FlowMessage.time(seconds: limits.seconds ?? 0)) }
      if let limit = limits.memoryBytes, let used = memoryInUse?(), used > limit {
        throw error(FlowMessage.memory(what: "", bytes: used, limit: limit))
      }
    }
    return Budget.quantum
  }

  /// A limit of the session: an exception that no script catches.
  package func limitExceeded(_ message: any MessageText) -> ScriptError {
    error(.limitExceeded, message)
  }
}
