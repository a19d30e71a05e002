/// Turns the tree of one function, class body or text into instructions.
///
/// Each local variable has a register of its own; intermediate results take registers above them, in the order of a
/// stack. Jumps are relative, so that code can be put before other code. Files: this one holds names and functions,
/// `+Expressions`, `+Conditions`, `+Calls`, `+Statements` and `+Blocks` the rest.
final class Compiler {
  let machine: Machine
  let source: Source
  let builder: CodeBuilder
  /// The innermost scope: the function's, or that of a comprehension in it.
  var scope: Scope
  /// The registers of the variables of each scope in this frame.
  private var registers: [ObjectIdentifier: [String: Int]] = [:]
  /// The variables that certainly have a value here.
  var assigned: Set<Int> = []
  /// Those that may lack one where they are read, and so start out marked.
  private var doubtful: Set<Int> = []
  /// Whether the text may ask for its local variables as a dict.
  private var showsLocals = false
  var blocks: [Block] = []
  let isStepping: Bool
  private(set) var classRegister = 0
  private var classCell = 0

  init(_ builder: CodeBuilder, scope: Scope, isStepping: Bool) {
    self.builder = builder
    self.scope = scope
    self.isStepping = isStepping
    machine = builder.machine
    source = builder.source
  }

  // MARK: Whole texts

  /// Compiles a text; with `returnsLast`, its last expression's value is what it returns.
  static func module(
    _ statements: [Statement], scope: Scope, source: Source, machine: Machine, returnsLast: Bool,
    isStepping: Bool
  ) -> Code? {
    let builder = CodeBuilder(
      name: "<module>", qualifiedName: "<module>", source: source, scope: scope, machine: machine)
    let compiler = Compiler(builder, scope: scope, isStepping: isStepping)
    var statements = statements
    var last: Expression?
    if returnsLast, case .expression(let value)? = statements.last?.kind {
      statements.removeLast()
      last = value
    }
    compiler.compile(statements)
    if let last {
      builder.span = last.span
      compiler.markStatement()
      let result = compiler.operand(last)
      builder.emit(.return, a: result)
    } else {
      builder.emit(.returnNone)
    }
    return compiler.finish()
  }

  func finish() -> Code? {
    var prologue: [Instruction] = []
    if showsLocals {
      // `locals()` tells which variables have no value yet.
      for local in builder.localNames where scope.names[machine.symbols.name(local.name)]?.isCaptured != true
      {
        if local.register >= builder.parameters.count { doubtful.insert(local.register) }
      }
    }
    for register in doubtful.sorted() { prologue.append(Instruction(.unbind, a: register)) }
    builder.prepend(prologue)
    return builder.isTooLarge ? nil : Code(builder)
  }

  // MARK: Names

  enum Location {
    case register(Int)
    case cell(Int)
    case free(Int)
    case global(Int)
    case classMember
  }

  func locate(_ name: String) -> Location {
    var current = scope
    while true {
      if current.isLocal(name) {
        switch current.kind {
        case .module: return .global(globalSlot(name))
        case .classBody:
          if current === scope { return .classMember }
        default:
          let register = registers[ObjectIdentifier(current)]?[name] ?? 0
          return current.names[name]?.isCaptured == true ? .cell(register) : .register(register)
        }
      }
      if current.names[name]?.isGlobal == true { break }
      guard current.kind == .comprehension, let parent = current.parent else {
        if name == "__class__", current.kind == .classBody, current.needsClassCell { return .cell(classCell) }
        if let index = current.free.firstIndex(of: name) { return .free(index) }
        break
      }
      current = parent
    }
    if name == "locals" || name == "vars" { showsLocals = true }
    return .global(globalSlot(name))
  }

  private func globalSlot(_ name: String) -> Int {
    machine.globals.slot(machine.symbol(name), of: source.module)
  }

  /// Gives each bound name of a scope its register.
  func allocateVariables(of scope: Scope) {
    var map: [String: Int] = [:]
    for name in scope.order where scope.isLocal(name) { map[name] = builder.allocate() }
    registers[ObjectIdentifier(scope)] = map
  }

  func register(of name: String, in scope: Scope) -> Int? { registers[ObjectIdentifier(scope)]?[name] }

  /// The register of a local variable, checked if it may not have a value yet.
  func checkedRegister(_ register: Int, _ name: String, _ span: Span) -> Int {
    if !assigned.contains(register) {
      // In a comprehension, Python sees the variable of the function around as a free one.
      let isFree = scope.kind == .comprehension && !scope.isLocal(name)
      builder.emit(.checkBound, n: isFree ? 1 : 0, a: register, c: builder.name(name), at: span)
      doubtful.insert(register)
      assigned.insert(register)
    }
    return register
  }

  func markDoubtful(_ register: Int) {
    doubtful.insert(register)
    assigned.remove(register)
  }

  func load(_ name: String, into target: Int, _ span: Span) {
    switch locate(name) {
    case .register(let register):
      builder.emit(.move, a: target, b: checkedRegister(register, name, span), at: span)
    case .cell(let register):
      builder.emit(.loadCell, a: target, b: register, c: builder.name(name), at: span)
    case .free(let index):
      builder.emit(.loadFree, a: target, b: index, c: builder.name(name), at: span)
    case .global(let slot): builder.emit(.loadGlobal, a: target, b: slot, at: span)
    case .classMember:
      builder.emit(.loadClassName, a: target, b: classRegister, c: builder.name(name), at: span)
    }
  }

  func store(_ register: Int, to name: String, _ span: Span) {
    switch locate(name) {
    case .register(let target):
      if target != register { builder.emit(.move, a: target, b: register, at: span) }
      assigned.insert(target)
    case .cell(let cell): builder.emit(.storeCell, a: register, b: cell, at: span)
    case .free(let index): builder.emit(.storeFree, a: register, b: index, at: span)
    case .global(let slot): builder.emit(.storeGlobal, a: register, b: slot, at: span)
    case .classMember:
      builder.emit(.storeClassName, a: register, b: classRegister, c: builder.name(name), at: span)
    }
  }

  func delete(_ name: String, _ span: Span, ifBound: Bool = false) {
    switch locate(name) {
    case .register(let register):
      if !ifBound { _ = checkedRegister(register, name, span) }
      builder.emit(.unbind, a: register, at: span)
      markDoubtful(register)
    case .cell(let cell):
      let marker = builder.allocate()
      if !ifBound { builder.emit(.loadCell, a: marker, b: cell, c: builder.name(name), at: span) }
      builder.emit(.unbind, a: marker, at: span)
      builder.emit(.storeCell, a: marker, b: cell, at: span)
      builder.release(to: marker)
    case .free(let index):
      let marker = builder.allocate()
      if !ifBound { builder.emit(.loadFree, a: marker, b: index, c: builder.name(name), at: span) }
      builder.emit(.unbind, a: marker, at: span)
      builder.emit(.storeFree, a: marker, b: index, at: span)
      builder.release(to: marker)
    case .global(let slot): builder.emit(.deleteGlobal, n: ifBound ? 1 : 0, b: slot, at: span)
    case .classMember:
      builder.emit(.deleteClassName, n: ifBound ? 1 : 0, b: classRegister, c: builder.name(name), at: span)
    }
  }

  // MARK: Functions

  /// Makes the function of a `def` or `lambda` in `target`.
  func makeFunction(_ node: FunctionNode, into target: Int, _ span: Span) {
    guard let inner = node.scope else { return }
    let start = builder.nextRegister
    let defaults = builder.allocate(2)
    let positional = node.parameters.compactMap(\.defaultValue)
    if positional.isEmpty {
      builder.emit(.loadNone, a: defaults)
    } else {
      compileElements(positional, .buildTuple, into: defaults, span)
    }
    let named = node.keywordOnly.filter { $0.defaultValue != nil }
    if named.isEmpty {
      builder.emit(.loadNone, a: defaults + 1)
    } else {
      let pairs = builder.allocate(named.count * 2)
      for (index, parameter) in named.enumerated() {
        builder.emitWide(.loadConstant, a: pairs + 2 * index, builder.constant(.string(parameter.name)))
        if let value = parameter.defaultValue { compile(value, into: pairs + 2 * index + 1) }
      }
      builder.emit(.buildDict, a: defaults + 1, b: pairs, c: named.count)
    }
    let code = function(
      name: node.name, inner, headerSpan: node.headerSpan, isGenerator: node.isGenerator,
      configure: { other in
        let builder = other.builder
        builder.parameters = node.allParameters.map { self.machine.symbol($0.name) }
        builder.positionalOnlyCount = node.positionalOnlyCount
        builder.positionalCount = node.parameters.count
        builder.keywordOnlyCount = node.keywordOnly.count
        builder.hasRest = node.rest != nil
        builder.hasKeywords = node.keywords != nil
        builder.annotations = node.annotations.map {
          Annotation(name: self.machine.symbol($0.0), text: self.source.text($0.1.span))
        }
        if !node.isLambda, case .expression(let first)? = node.body.first?.kind,
          case .constant(.string(let text)) = first.kind
        {
          builder.documentation = text
        }
      }, body: { $0.compile(node.body) })
    builder.emit(.makeFunction, a: target, b: code, c: defaults, at: span)
    builder.release(to: start)
  }

  /// Compiles a function's body in a compiler of its own; the result is its place among the inner codes.
  func function(
    name: String, _ inner: Scope, headerSpan: Span, isGenerator: Bool, configure: (Compiler) -> Void,
    body: (Compiler) -> Void
  ) -> Int {
    let other = Compiler(
      CodeBuilder(
        name: name, qualifiedName: inner.qualifiedName, source: source, scope: inner, machine: machine),
      scope: inner, isStepping: isStepping)
    other.builder.headerSpan = headerSpan
    other.builder.span = headerSpan
    other.builder.isGenerator = isGenerator
    configure(other)
    other.beginFunction()
    body(other)
    other.builder.emit(.returnNone)
    other.builder.freeNames = inner.free.map(machine.symbol)
    other.builder.captures = inner.free.map { name in
      switch locate(name) {
      case .cell(let register): Code.Capture(isFree: false, index: register)
      case .free(let index): Code.Capture(isFree: true, index: index)
      default: Code.Capture(isFree: true, index: 0)
      }
    }
    guard let code = other.finish() else {
      builder.markTooLarge()
      return 0
    }
    builder.inner.append(code)
    return builder.inner.count - 1
  }

  private func beginFunction() {
    if scope.kind == .classBody {
      classRegister = builder.allocate()
      if scope.needsClassCell {
        classCell = builder.allocate()
        builder.emit(.move, a: classCell, b: classRegister)
        builder.emit(.makeCell, a: classCell)
      }
      return
    }
    allocateVariables(of: scope)
    if builder.isGenerator { builder.emit(.startGenerator) }
    for name in scope.order {
      guard let register = register(of: name, in: scope), let entry = scope.names[name] else { continue }
      builder.localNames.append((register, machine.symbol(name), entry.firstBinding))
      if entry.isCaptured {
        builder.emit(.makeCell, n: entry.isParameter ? 0 : 1, a: register)
      } else if entry.isParameter {
        assigned.insert(register)
      }
    }
  }

  /// The class body and the class made from it.
  func makeClass(_ node: ClassNode, into target: Int, _ span: Span) {
    guard let inner = node.scope else { return }
    let start = builder.nextRegister
    let type = builder.allocate()
    if let base = node.base {
      let register = operand(base)
      builder.emit(.makeClass, a: type, b: register, c: builder.name(node.name), at: span)
    } else {
      builder.emit(.makeClass, n: 1, a: type, c: builder.name(node.name), at: span)
    }
    let code = function(
      name: node.name, inner, headerSpan: node.nameSpan, isGenerator: false,
      configure: {
        $0.builder.parameters = [self.machine.symbol(".class")]
        $0.builder.positionalCount = 1
      },
      body: { other in
        other.storeMember("__qualname__", .string(inner.qualifiedName))
        if case .expression(let first)? = node.body.first?.kind,
          case .constant(.string(let text)) = first.kind
        {
          other.storeMember("__doc__", .string(text))
        }
        other.compile(node.body)
      })
    let base = builder.allocate(4)
    builder.emit(.loadNone, a: base + 2)
    builder.emit(.loadNone, a: base + 3)
    builder.emit(.makeFunction, a: base, b: code, c: base + 2, at: span)
    builder.emit(.move, a: base + 1, b: type)
    builder.emit(.call, n: 1, a: base, b: base, c: base, at: span)
    builder.emit(.loadNone, a: base)
    if !node.keywords.isEmpty { compileKeywordDict(node.keywords, into: base, span) }
    builder.emit(.finishClass, a: type, b: base, at: span)
    builder.emit(.move, a: target, b: type)
    builder.release(to: start)
  }

  /// Notes the annotation of a class's name, as it is written.
  func annotate(_ name: String, _ annotation: Expression) {
    let register = builder.allocate()
    builder.emitWide(
      .loadConstant, a: register, builder.constant(.string(source.text(annotation.span))))
    builder.emit(.annotate, a: register, b: classRegister, c: builder.name(name))
    builder.release(to: register)
  }

  private func storeMember(_ name: String, _ value: Value) {
    let register = builder.allocate()
    builder.emitWide(.loadConstant, a: register, builder.constant(value))
    builder.emit(.storeClassName, a: register, b: classRegister, c: builder.name(name))
    builder.release(to: register)
  }

  /// Marks where a statement begins, in code made for stepping.
  func markStatement() {
    if isStepping { builder.emit(.trace) }
  }
}
