extension Compiler {
  func compile(_ statements: [Statement]) {
    for statement in statements {
      builder.span = statement.span
      markStatement()
      let start = builder.nextRegister
      compile(statement)
      builder.release(to: start)
    }
  }

  private func compile(_ statement: Statement) {
    let span = statement.span
    switch statement.kind {
    case .expression(let value):
      // A docstring, or another value that nobody sees.
      if case .constant = value.kind { return }
      compile(value, into: builder.allocate())
    case .assign(let targets, let value): compileAssignment(targets, value)
    case .augmented(let target, let op, let value): compileAugmented(target, op, value, span)
    case .annotated(let target, let annotation, let value):
      if let value { compileAssignment([target], value) }
      if scope.kind == .classBody, case .name(let name) = target.kind { annotate(name, annotation) }
    case .return(let value): compileReturn(value, span)
    case .raise(let error, let cause):
      guard let error else {
        builder.emit(.raiseCurrent, at: span)
        return
      }
      let register = operand(error)
      if let cause {
        builder.emit(.raise, n: 1, a: register, b: operand(cause), at: span)
      } else {
        builder.emit(.raise, a: register, at: span)
      }
    case .assert(let test, let message): compileAssert(test, message, span)
    case .delete(let targets): for target in targets { compileDelete(target) }
    case .pass, .global, .nonlocal: break
    case .break: leaveLoop(isBreak: true, span)
    case .continue: leaveLoop(isBreak: false, span)
    case .import(let names): for name in names { compileImport(name) }
    case .importFrom(let module, let level, let moduleSpan, let names):
      compileImport(from: String(repeating: ".", count: level) + module, moduleSpan, names, span)
    case .if(let branches, let otherwise): compileIf(branches, otherwise)
    case .while(let test, let body, let otherwise): compileWhile(test, body, otherwise)
    case .for(let target, let iterable, let body, let otherwise):
      compileFor(target, iterable, body, otherwise)
    case .with(let items, let body): compileWith(items[...], body, span)
    case .try(let body, let handlers, let otherwise, let final):
      compileTry(body, handlers, otherwise, final, span)
    case .function(let node):
      compileDecorated(node.decorators, node.name, node.nameSpan) {
        self.makeFunction(node, into: $0, node.headerSpan)
      }
    case .class(let node):
      compileDecorated(node.decorators, node.name, node.nameSpan) {
        self.makeClass(node, into: $0, node.nameSpan)
      }
    }
  }

  private func compileDecorated(
    _ decorators: [Expression], _ name: String, _ span: Span, _ make: (Int) -> Void
  ) {
    let functions = decorators.map { decorator in
      let register = builder.allocate()
      compile(decorator, into: register)
      return register
    }
    let value = builder.allocate()
    make(value)
    for (function, decorator) in zip(functions, decorators).reversed() {
      let base = builder.allocate(2)
      builder.emit(.move, a: base + 1, b: value)
      builder.emit(.call, n: 1, a: value, b: base, c: function, at: decorator.span)
      builder.release(to: base)
    }
    store(value, to: name, span)
  }

  // MARK: Assignment

  private func compileAssignment(_ targets: [Expression], _ value: Expression) {
    // A local variable takes the value in place, unless the expression still needs its old one.
    if targets.count == 1, case .name(let name) = targets[0].kind, case .register(let register) = locate(name)
    {
      compile(value, into: register)
      assigned.insert(register)
      return
    }
    if targets.count == 1, compileParallel(targets[0], value) { return }
    let register = targets.count == 1 ? operand(value) : builder.allocate()
    if targets.count > 1 { compile(value, into: register) }
    for target in targets { assign(register, to: target) }
  }

  /// `a, b = b, a`: without making a tuple.
  private func compileParallel(_ target: Expression, _ value: Expression) -> Bool {
    guard case .tuple(let names) = target.kind, case .tuple(let values) = value.kind,
      names.count == values.count
    else { return false }
    for element in names + values { if case .starred = element.kind { return false } }
    let base = builder.allocate(values.count)
    for (offset, element) in values.enumerated() { compile(element, into: base + offset) }
    for (offset, element) in names.enumerated() { assign(base + offset, to: element) }
    return true
  }

  /// Stores a register's value in a target.
  func assign(_ register: Int, to target: Expression) {
    let start = builder.nextRegister
    defer { builder.release(to: start) }
    switch target.kind {
    case .name(let name): store(register, to: name, target.span)
    case .attribute(let object, let name, _):
      builder.emit(.setAttribute, a: operand(object), b: register, c: builder.name(name), at: target.span)
      builder.emitCache()
    case .subscript(let object, let index):
      let container = operand(object)
      builder.emit(.setItem, a: container, b: operand(index), c: register, at: target.span)
    case .tuple(let elements), .list(let elements): unpack(register, elements, target.span)
    case .starred(let inner): assign(register, to: inner)
    default: break
    }
  }

  private func unpack(_ register: Int, _ elements: [Expression], _ span: Span) {
    let base = builder.allocate(max(elements.count, 1))
    let star = elements.firstIndex { if case .starred = $0.kind { true } else { false } }
    if let star {
      builder.emit(.unpackStar, n: star, a: base, b: register, c: elements.count - star - 1, at: span)
    } else {
      builder.emit(.unpack, a: base, b: register, c: elements.count, at: span)
    }
    for (offset, element) in elements.enumerated() { assign(base + offset, to: element) }
  }

  private func compileAugmented(_ target: Expression, _ op: BinaryOperator, _ value: Expression, _ span: Span)
  {
    switch target.kind {
    case .name(let name):
      if case .register(let register) = locate(name) {
        _ = checkedRegister(register, name, target.span)
        emitInPlace(op, register, value, span)
      } else {
        let register = builder.allocate()
        load(name, into: register, target.span)
        emitInPlace(op, register, value, span)
        store(register, to: name, target.span)
      }
    case .attribute(let object, let name, _):
      let container = operand(object)
      let register = builder.allocate()
      builder.emit(.getAttribute, a: register, b: container, c: builder.name(name), at: target.span)
      builder.emitCache()
      emitInPlace(op, register, value, span)
      builder.emit(.setAttribute, a: container, b: register, c: builder.name(name), at: target.span)
      builder.emitCache()
    case .subscript(let object, let index):
      let container = operand(object)
      let place = operand(index)
      let register = builder.allocate()
      builder.emit(.getItem, a: register, b: container, c: place, at: target.span)
      emitInPlace(op, register, value, span)
      builder.emit(.setItem, a: container, b: place, c: register, at: target.span)
    default: break
    }
  }

  private func emitInPlace(_ op: BinaryOperator, _ register: Int, _ value: Expression, _ span: Span) {
    let right = operand(value)
    switch op {
    case .add: builder.emit(.addInPlace, a: register, b: right, at: span)
    case .subtract: builder.emit(.subtractInPlace, a: register, b: right, at: span)
    case .multiply: builder.emit(.multiplyInPlace, a: register, b: right, at: span)
    default: builder.emit(.inPlace, n: Int(op.rawValue), a: register, b: right, at: span)
    }
  }

  private func compileDelete(_ target: Expression) {
    let start = builder.nextRegister
    defer { builder.release(to: start) }
    switch target.kind {
    case .name(let name): delete(name, target.span)
    case .attribute(let object, let name, _):
      builder.emit(.deleteAttribute, a: operand(object), c: builder.name(name), at: target.span)
    case .subscript(let object, let index):
      let container = operand(object)
      builder.emit(.deleteItem, a: container, b: operand(index), at: target.span)
    default: break
    }
  }

  // MARK: Assertions

  private func compileAssert(_ test: Expression, _ message: Expression?, _ span: Span) {
    // The two sides of a comparison are kept for the message.
    var left = 0
    var right = 0
    var kind = 0
    let success: [Int]
    if case .compare(let first, let rest) = test.kind, rest.count == 1,
      case .rich(let comparison) = rest[0].op
    {
      left = builder.allocate()
      compile(first, into: left)
      right = builder.allocate()
      compile(rest[0].1, into: right)
      kind = 1 + Int(comparison.rawValue)
      let result = builder.allocate()
      builder.emit(.compare, n: Int(comparison.rawValue), a: result, b: left, c: right, at: test.span)
      success = [builder.emitWide(.jumpIfTrue, a: result, 0, at: test.span)]
    } else {
      success = jump(if: test)
    }
    var register = 0
    let before = assigned
    if let message {
      register = builder.allocate()
      compile(message, into: register)
    }
    assigned = before
    builder.emit(
      .assertFailed, n: kind << 1 | (message == nil ? 1 : 0), a: left, b: right, c: register, at: test.span)
    success.forEach(builder.land)
  }

  // MARK: Imports

  private func compileImport(_ name: Statement.ImportedName) {
    let register = builder.allocate()
    let constant = builder.constant(.string(name.name))
    if let alias = name.alias {
      builder.emit(.importModule, a: register, b: constant, at: name.span)
      store(register, to: alias, name.span)
    } else {
      builder.emit(.importModule, n: 1, a: register, b: constant, at: name.span)
      store(register, to: String(name.name.prefix { $0 != "." }), name.span)
    }
    builder.release(to: register)
  }

  private func compileImport(
    from module: String, _ moduleSpan: Span, _ names: [Statement.ImportedName]?, _ span: Span
  ) {
    let register = builder.allocate()
    builder.emit(.importModule, a: register, b: builder.constant(.string(module)), at: moduleSpan)
    guard let names else {
      builder.emit(.importAll, a: register, at: span)
      return
    }
    for name in names {
      let value = builder.allocate()
      builder.emit(.importName, a: value, b: register, c: builder.name(name.name), at: name.span)
      store(value, to: name.alias ?? name.name, name.span)
      builder.release(to: value)
    }
  }

  // MARK: Conditions and loops

  private func compileIf(_ branches: [(test: Expression, body: [Statement])], _ otherwise: [Statement]) {
    var ends: [Int] = []
    var result: Set<Int>?
    for (place, branch) in branches.enumerated() {
      let skips = jump(unless: branch.test)
      let before = assigned
      compile(branch.body)
      let isLast = place + 1 == branches.count && otherwise.isEmpty
      if !endsFlow(branch.body) { result = result.map { $0.intersection(assigned) } ?? assigned }
      if !isLast, !endsFlow(branch.body) { ends.append(builder.emitWide(.jump, 0)) }
      skips.forEach(builder.land)
      assigned = before
    }
    compile(otherwise)
    if !endsFlow(otherwise) { result = result.map { $0.intersection(assigned) } ?? assigned }
    ends.forEach(builder.land)
    if let result { assigned = result }
  }

  /// Whether a block never runs past its end.
  private func endsFlow(_ statements: [Statement]) -> Bool {
    switch statements.last?.kind {
    case .return, .raise, .break, .continue: true
    default: false
    }
  }

  private func compileWhile(_ test: Expression, _ body: [Statement], _ otherwise: [Statement]) {
    let loop = builder.position
    let exits = jump(unless: test)
    let before = assigned
    let info = LoopInfo(start: loop)
    blocks.append(.loop(info))
    compile(body)
    blocks.removeLast()
    builder.span = test.span
    let back = builder.emitWide(.jumpBack, 0)
    builder.setJump(back, to: loop)
    exits.forEach(builder.land)
    assigned = before
    compile(otherwise)
    assigned = before
    info.breaks.forEach(builder.land)
  }

  private func compileFor(
    _ target: Expression, _ iterable: Expression, _ body: [Statement], _ otherwise: [Statement]
  ) {
    let state = builder.allocate(3)
    compileIterable(iterable, into: state)
    let before = assigned
    let loop = builder.position
    let end = emitNext(state, target)
    let info = LoopInfo(start: loop)
    blocks.append(.loop(info))
    compile(body)
    blocks.removeLast()
    builder.span = iterable.span
    let back = builder.emitWide(.jumpBack, 0)
    builder.setJump(back, to: loop)
    builder.land(end)
    assigned = before
    compile(otherwise)
    assigned = before
    info.breaks.forEach(builder.land)
  }

  private func compileIterable(_ iterable: Expression, into state: Int) {
    let start = builder.nextRegister
    defer { builder.release(to: start) }
    if case .call(let function, let arguments) = iterable.kind, case .name("range") = function.kind,
      case .global(let slot) = locate("range"), (1...3).contains(arguments.count),
      arguments.allSatisfy({ if case .positional = $0.kind { true } else { false } })
    {
      let base = builder.allocate(arguments.count)
      for (offset, argument) in arguments.enumerated() { compile(argument.value, into: base + offset) }
      builder.emit(.prepareRange, n: arguments.count, a: state, b: base, c: slot, at: iterable.span)
      return
    }
    builder.emit(.prepareLoop, a: state, b: operand(iterable), at: iterable.span)
  }
}
