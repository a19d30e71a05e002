/// Finds out where each name lives, before any code is made: in a register, in a cell shared with inner functions, among
/// the global names, or in a class.
///
/// The first pass walks the tree and notes what each scope binds and uses; the second joins uses to bindings in the
/// scopes around, as the reference manual's section 4.2 says.
struct Resolver {
  private(set) var problems: [SyntaxProblem] = []
  private var scope: Scope
  private var all: [Scope] = []

  init(module: Scope) {
    scope = module
    all = [module]
  }

  mutating func run(_ statements: [Statement]) {
    visit(statements)
    for scope in all { join(scope) }
  }

  // MARK: First pass

  private mutating func note(_ span: Span, _ message: SyntaxMessage) {
    problems.append(SyntaxProblem(span, message))
  }

  private mutating func use(_ name: String, _ span: Span) {
    if scope.names[name] == nil { scope.names[name] = Scope.Name(firstUse: span) }
    if name == "super", scope.kind != .module {
      if scope.names["__class__"] == nil { scope.names["__class__"] = Scope.Name(firstUse: span) }
    }
  }

  private mutating func bind(_ name: String, _ span: Span, isParameter: Bool = false) {
    var entry = scope.names[name] ?? Scope.Name(firstUse: span)
    if !entry.isBound {
      entry.isBound = true
      scope.order.append(name)
    }
    if entry.firstBinding == nil { entry.firstBinding = span }
    if isParameter { entry.isParameter = true }
    scope.names[name] = entry
  }

  private mutating func within(_ inner: Scope, _ body: (inout Resolver) -> Void) {
    let outer = scope
    scope = inner
    all.append(inner)
    body(&self)
    scope = outer
  }

  private func qualified(_ name: String) -> String {
    let owner = scope.frame
    switch owner.kind {
    case .module: return name
    case .classBody: return "\(owner.qualifiedName).\(name)"
    default: return "\(owner.qualifiedName).<locals>.\(name)"
    }
  }

  private mutating func visit(_ statements: [Statement]) {
    for statement in statements { visit(statement) }
  }

  private mutating func visit(_ statement: Statement) {
    switch statement.kind {
    case .expression(let value): visit(value)
    case .assign(let targets, let value):
      visit(value)
      for target in targets { visitTarget(target) }
    case .augmented(let target, _, let value):
      if case .name(let name) = target.kind {
        use(name, target.span)
      }
      visitTarget(target)
      visit(value)
    case .annotated(let target, _, let value):
      value.map { visit($0) }
      visitTarget(target)
    case .return(let value): value.map { visit($0) }
    case .raise(let error, let cause):
      error.map { visit($0) }
      cause.map { visit($0) }
    case .assert(let test, let message):
      visit(test)
      message.map { visit($0) }
    case .delete(let targets): for target in targets { visitTarget(target) }
    case .pass, .break, .continue: break
    case .global(let names): for (name, span) in names { declare(name, span, isGlobal: true) }
    case .nonlocal(let names): for (name, span) in names { declare(name, span, isGlobal: false) }
    case .import(let names):
      for imported in names {
        bind(imported.alias ?? String(imported.name.prefix { $0 != "." }), imported.span)
      }
    case .importFrom(_, _, let span, let names):
      if names == nil, scope.kind != .module { note(span, .importStarInFunction) }
      for imported in names ?? [] { bind(imported.alias ?? imported.name, imported.span) }
    case .if(let branches, let otherwise):
      for (test, body) in branches {
        visit(test)
        visit(body)
      }
      visit(otherwise)
    case .while(let test, let body, let otherwise):
      visit(test)
      visit(body)
      visit(otherwise)
    case .for(let target, let iterable, let body, let otherwise):
      visit(iterable)
      visitTarget(target)
      visit(body)
      visit(otherwise)
    case .with(let items, let body):
      for (context, target) in items {
        visit(context)
        target.map { visitTarget($0) }
      }
      visit(body)
    case .try(let body, let handlers, let otherwise, let final):
      visit(body)
      for handler in handlers {
        handler.type.map { visit($0) }
        if let name = handler.name { bind(name, handler.nameSpan) }
        visit(handler.body)
      }
      visit(otherwise)
      visit(final)
    case .function(let node):
      node.decorators.forEach { visit($0) }
      visitFunction(node)
      bind(node.name, node.nameSpan)
    case .class(let node):
      node.decorators.forEach { visit($0) }
      node.base.map { visit($0) }
      node.keywords.forEach { visit($0.value) }
      let inner = Scope(.classBody, parent: scope, qualifiedName: qualified(node.name))
      node.scope = inner
      within(inner) { $0.visit(node.body) }
      bind(node.name, node.nameSpan)
    }
  }

  private mutating func declare(_ name: String, _ span: Span, isGlobal: Bool) {
    if scope.kind == .module {
      if !isGlobal { note(span, .nonlocalAtModule) }
      return
    }
    var entry = scope.names[name] ?? Scope.Name(firstUse: span)
    if entry.isParameter {
      note(span, .globalParameter(name, isGlobal: isGlobal))
    } else if scope.names[name] != nil, !entry.isGlobal, !entry.isNonlocal {
      note(span, .globalAfterUse(name, isGlobal: isGlobal))
    }
    if isGlobal { entry.isGlobal = true } else { entry.isNonlocal = true }
    scope.names[name] = entry
  }

  private mutating func visitFunction(_ node: FunctionNode) {
    for parameter in node.allParameters { parameter.defaultValue.map { visit($0) } }
    let inner = Scope(.function, parent: scope, qualifiedName: qualified(node.name))
    node.scope = inner
    within(inner) {
      for parameter in node.allParameters { $0.bind(parameter.name, parameter.span, isParameter: true) }
      $0.visit(node.body)
    }
  }

  private mutating func visitTarget(_ target: Expression) {
    switch target.kind {
    case .name(let name): bind(name, target.span)
    case .tuple(let elements), .list(let elements): for element in elements { visitTarget(element) }
    case .starred(let inner): visitTarget(inner)
    default: visit(target)
    }
  }

  private mutating func visit(_ expression: Expression) {
    switch expression.kind {
    case .constant: break
    case .formatted(let parts): visit(parts)
    case .name(let name): use(name, expression.span)
    case .list(let elements), .tuple(let elements), .set(let elements), .boolean(_, let elements):
      for element in elements { visit(element) }
    case .dict(let entries):
      for (key, value) in entries {
        key.map { visit($0) }
        visit(value)
      }
    case .starred(let value), .unary(_, let value), .not(let value), .attribute(let value, _, _),
      .yieldFrom(let value):
      visit(value)
    case .yield(let value): value.map { visit($0) }
    case .binary(_, let left, let right), .subscript(let left, let right):
      visit(left)
      visit(right)
    case .compare(let first, let rest):
      visit(first)
      for (_, operand) in rest { visit(operand) }
    case .conditional(let test, let then, let otherwise):
      visit(test)
      visit(then)
      visit(otherwise)
    case .call(let function, let arguments):
      visit(function)
      for argument in arguments { visit(argument.value) }
    case .slice(let lower, let upper, let step):
      lower.map { visit($0) }
      upper.map { visit($0) }
      step.map { visit($0) }
    case .lambda(let node): visitFunction(node)
    case .walrus(let name, let value, let span):
      visit(value)
      bindWalrus(name, span)
    case .comprehension(let comprehension): visit(comprehension)
    }
  }

  private mutating func visit(_ parts: [FormatPart]) {
    for case .field(let value, _, let spec) in parts {
      visit(value)
      visit(spec)
    }
  }

  /// `:=` inside a comprehension binds in the function around it.
  private mutating func bindWalrus(_ name: String, _ span: Span) {
    let inner = scope
    use(name, span)
    scope.frame.hasWalrus = true
    while scope.kind == .comprehension, let parent = scope.parent {
      if scope.isLocal(name) { note(span, .walrusRebinds(name)) }
      scope = parent
    }
    // A generator expression is a function of its own here; its name is shared by a cell.
    while scope.qualifiedName.hasSuffix("<genexpr>") || scope.kind == .comprehension,
      let parent = scope.parent
    {
      if scope.isLocal(name) { note(span, .walrusRebinds(name)) }
      scope = parent
    }
    bind(name, span)
    scope = inner
  }

  private mutating func visit(_ comprehension: Comprehension) {
    guard let first = comprehension.clauses.first else { return }
    visit(first.iterable)
    let isGenerator = comprehension.kind == .generator
    let inner = Scope(
      isGenerator ? .function : .comprehension, parent: scope,
      qualifiedName: isGenerator ? qualified("<genexpr>") : scope.frame.qualifiedName)
    comprehension.scope = inner
    within(inner) {
      if isGenerator { $0.bind(".0", first.iterable.span, isParameter: true) }
      for (place, clause) in comprehension.clauses.enumerated() {
        if place > 0 { $0.visit(clause.iterable) }
        $0.visitTarget(clause.target)
        for condition in clause.conditions { $0.visit(condition) }
      }
      $0.visit(comprehension.element)
      if let value = comprehension.value { $0.visit(value) }
    }
  }

  // MARK: Second pass

  /// Finds the binding of each name that a scope uses but doesn't bind.
  private mutating func join(_ scope: Scope) {
    for (name, entry) in scope.names where !entry.isGlobal && !scope.isLocal(name) {
      let isFound = capture(name, from: scope)
      if entry.isNonlocal, !isFound { note(entry.firstUse, .noNonlocal(name)) }
    }
  }

  /// Marks the variable that `name` means as captured, and each function in between as passing it on.
  private func capture(_ name: String, from start: Scope) -> Bool {
    var passed: [Scope] = [start.frame]
    var current = start.parent
    while let candidate = current {
      switch candidate.kind {
      case .module: return false
      case .classBody:
        if name == "__class__" {
          candidate.needsClassCell = true
          for frame in passed where frame !== candidate { Self.addFree(name, to: frame) }
          return true
        }
      case .function, .comprehension:
        if candidate.names[name]?.isGlobal == true { return false }
        if candidate.isLocal(name) {
          if candidate.frame !== start.frame {
            candidate.names[name]?.isCaptured = true
            for frame in passed where frame !== candidate.frame { Self.addFree(name, to: frame) }
          }
          return true
        }
      }
      if passed.last !== candidate.frame { passed.append(candidate.frame) }
      current = candidate.parent
    }
    return false
  }

  private static func addFree(_ name: String, to scope: Scope) {
    if !scope.free.contains(name) { scope.free.append(name) }
  }
}
