extension Compiler {
  func compileCall(_ function: Expression, _ arguments: [CallArgument], into target: Int, _ span: Span) {
    let start = builder.nextRegister
    defer { builder.release(to: start) }
    let isPlain = arguments.allSatisfy { if case .positional = $0.kind { true } else { false } }
    if isPlain, arguments.isEmpty, compileSuper(function, into: target, span) { return }
    if isPlain, arguments.count <= 250 {
      if case .attribute(let object, let name, let nameSpan) = function.kind {
        compileMethodCall(object, name, nameSpan, arguments.map(\.value), into: target, span)
      } else {
        compilePlainCall(function, arguments.map(\.value), into: target, span)
      }
      return
    }
    let hasSpread = arguments.contains {
      switch $0.kind {
      case .star, .doubleStar: true
      default: false
      }
    }
    if !hasSpread, arguments.count <= 250 {
      compileKeywordCall(function, arguments, into: target, span)
    } else {
      compileSpreadCall(function, arguments, into: target, span)
    }
  }

  private func compilePlainCall(
    _ function: Expression, _ arguments: [Expression], into target: Int, _ span: Span
  ) {
    if case .name(let name) = function.kind, case .global(let slot) = locate(name) {
      let base = builder.allocate(arguments.count + 1)
      if !arguments.allSatisfy(isHarmless) {
        // A name that isn't there is an error before the arguments run.
        builder.emit(.loadGlobal, a: base, b: slot, at: function.span)
        compileArguments(arguments, base)
        builder.emit(.call, n: arguments.count, a: target, b: base, c: base, at: span)
      } else {
        let start = builder.position
        compileArguments(arguments, base)
        noteLateLookup(arguments, from: start)
        builder.emit(.callGlobal, n: arguments.count, a: target, b: base, c: slot, at: span)
      }
      return
    }
    let callee = operand(function)
    let base = builder.allocate(arguments.count + 1)
    compileArguments(arguments, base)
    builder.emit(.call, n: arguments.count, a: target, b: base, c: callee, at: span)
  }

  private func compileArguments(_ arguments: [Expression], _ base: Int) {
    for (offset, argument) in arguments.enumerated() { compile(argument, into: base + 1 + offset) }
  }

  /// Whether computing it is hardly noticed: then what is called may be looked up after its arguments.
  private func isHarmless(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .constant, .lambda: true
    case .name(let name):
      if case .register(let register) = locate(name) { assigned.contains(register) } else { true }
    case .attribute(let object, _, _): isHarmless(object)
    case .unary(_, let value), .not(let value), .starred(let value): isHarmless(value)
    case .binary(_, let left, let right), .subscript(let left, let right):
      isHarmless(left) && isHarmless(right)
    case .tuple(let elements), .list(let elements): elements.allSatisfy(isHarmless)
    case .compare(let first, let rest): isHarmless(first) && rest.allSatisfy { isHarmless($0.1) }
    case .slice(let a, let b, let c): [a, b, c].allSatisfy { $0.map(isHarmless) ?? true }
    default: false
    }
  }

  /// Notes that the next instruction looks up what it calls after its arguments: if one of these fails, the name may have
  /// been the first mistake.
  private func noteLateLookup(_ arguments: [Expression], from start: Int) {
    let canFail = arguments.contains { argument in
      switch argument.kind {
      case .constant, .lambda: false
      case .name(let name): if case .register = locate(name) { false } else { true }
      default: true
      }
    }
    if canFail { builder.lateLookups.append(start..<builder.position) }
  }

  private func compileMethodCall(
    _ object: Expression, _ name: String, _ nameSpan: Span, _ arguments: [Expression], into target: Int,
    _ span: Span
  ) {
    let base = builder.allocate(arguments.count + 2)
    if isSuperCall(object), let operands = loadSuper(object.span) {
      builder.emit(.superMethod, a: base, b: operands, c: builder.name(name), at: object.span.union(nameSpan))
      compileArguments(arguments, base + 1)
      builder.emit(.callLoaded, n: arguments.count, a: target, b: base, at: span)
      return
    }
    compile(object, into: base + 1)
    if arguments.allSatisfy(isHarmless) {
      let start = builder.position
      compileArguments(arguments, base + 1)
      noteLateLookup(arguments, from: start)
      builder.emit(
        name == "append" && arguments.count == 1 ? .callAppend : .callMethod, n: arguments.count, a: target,
        b: base, c: builder.name(name), at: span)
      builder.emitCache()
      return
    }
    builder.emit(
      .loadMethod, n: name == "append" && arguments.count == 1 ? 1 : 0, a: base, c: builder.name(name),
      at: object.span.union(nameSpan))
    builder.emitCache()
    compileArguments(arguments, base + 1)
    builder.emit(.callLoaded, n: arguments.count, a: target, b: base, at: span)
  }

  private func compileKeywordCall(
    _ function: Expression, _ arguments: [CallArgument], into target: Int, _ span: Span
  ) {
    let callee = operand(function)
    let base = builder.allocate(arguments.count + 1)
    var names: [Symbol] = []
    var next = base + 1
    for argument in arguments {
      compile(argument.value, into: next)
      next += 1
      if case .keyword(let name) = argument.kind { names.append(machine.symbol(name)) }
    }
    builder.keywordNames.append(names)
    builder.emit(.callKeywords, n: arguments.count, a: target, b: base, c: callee, at: span)
    builder.emitExtension(builder.keywordNames.count - 1)
  }

  private func compileSpreadCall(
    _ function: Expression, _ arguments: [CallArgument], into target: Int, _ span: Span
  ) {
    let base = builder.allocate(3)
    compile(function, into: base)
    builder.emit(.buildList, a: base + 1, at: span)
    let hasKeywords = arguments.contains {
      switch $0.kind {
      case .keyword, .doubleStar: true
      default: false
      }
    }
    builder.emit(hasKeywords ? .buildDict : .loadNone, a: base + 2, at: span)
    for argument in arguments {
      let start = builder.nextRegister
      let value = operand(argument.value)
      switch argument.kind {
      case .positional: builder.emit(.append, a: base + 1, b: value)
      case .star: builder.emit(.extend, n: 1, a: base + 1, b: value, c: base, at: argument.value.span)
      case .keyword(let name):
        let key = builder.allocate()
        builder.emitWide(.loadConstant, a: key, builder.constant(.string(name)))
        builder.emit(.put, n: 1, a: base + 2, b: key, c: value, at: argument.span)
      case .doubleStar: builder.emit(.merge, n: 1, a: base + 2, b: value, c: base, at: argument.value.span)
      }
      builder.release(to: start)
    }
    builder.emit(.callSpread, a: target, b: base, at: span)
  }

  func compileKeywordDict(_ arguments: [CallArgument], into target: Int, _ span: Span) {
    let pairs = builder.allocate(arguments.count * 2)
    for (offset, argument) in arguments.enumerated() {
      guard case .keyword(let name) = argument.kind else { continue }
      builder.emitWide(.loadConstant, a: pairs + 2 * offset, builder.constant(.string(name)))
      compile(argument.value, into: pairs + 2 * offset + 1)
    }
    builder.emit(.buildDict, a: target, b: pairs, c: arguments.count, at: span)
    builder.release(to: pairs)
  }

  // MARK: super()

  /// Whether it is `super()` without arguments, inside a method.
  private func isSuperCall(_ expression: Expression) -> Bool {
    guard case .call(let function, let arguments) = expression.kind, arguments.isEmpty,
      case .name("super") = function.kind, case .global = locate("super")
    else { return false }
    return superOperands != nil
  }

  /// The place of `__class__`, and the register of the method's first parameter.
  private var superOperands: (Location, receiver: Int)? {
    let location = locate("__class__")
    switch location {
    case .free, .cell: break
    default: return nil
    }
    guard builder.positionalCount > 0, !builder.parameters.isEmpty else { return nil }
    return (location, 0)
  }

  /// Loads `__class__` and the receiver into two registers.
  private func loadSuper(_ span: Span) -> Int? {
    guard let (location, receiver) = superOperands else { return nil }
    let base = builder.allocate(2)
    switch location {
    case .free(let index): builder.emit(.loadFree, a: base, b: index, c: builder.name("__class__"), at: span)
    case .cell(let register):
      builder.emit(.loadCell, a: base, b: register, c: builder.name("__class__"), at: span)
    default: return nil
    }
    let frame = scope.frame
    if let first = frame.order.first, frame.names[first]?.isCaptured == true {
      builder.emit(.loadCell, a: base + 1, b: receiver, c: builder.name(first), at: span)
    } else {
      builder.emit(.move, a: base + 1, b: receiver)
    }
    return base
  }

  /// `super()` by itself.
  private func compileSuper(_ function: Expression, into target: Int, _ span: Span) -> Bool {
    guard case .name("super") = function.kind, case .global = locate("super"), let base = loadSuper(span)
    else {
      return false
    }
    builder.emit(.superAttribute, n: 1, a: target, b: base, at: span)
    return true
  }

  /// `super().name`
  func compileSuperAttribute(_ object: Expression, _ name: String, into target: Int, _ span: Span) -> Bool {
    guard isSuperCall(object), let base = loadSuper(object.span) else { return false }
    builder.emit(.superAttribute, a: target, b: base, c: builder.name(name), at: span)
    return true
  }
}
