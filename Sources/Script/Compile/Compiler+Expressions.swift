extension Compiler {
  /// A register that holds the expression's value: a variable's own, or a new one.
  func operand(_ expression: Expression) -> Int {
    if case .name(let name) = expression.kind, case .register(let register) = locate(name),
      !scope.frame.hasWalrus
    {
      return checkedRegister(register, name, expression.span)
    }
    let register = builder.allocate()
    compile(expression, into: register)
    return register
  }

  /// Computes an expression into a register.
  func compile(_ expression: Expression, into target: Int) {
    let start = builder.nextRegister
    defer { builder.release(to: start) }
    let span = expression.span
    switch expression.kind {
    case .constant(let constant): compile(constant, into: target, span)
    case .formatted(let parts): compile(parts, into: target, span)
    case .name(let name): load(name, into: target, span)
    case .list(let elements): compileList(elements, .buildList, into: target, span)
    case .tuple(let elements): compileList(elements, .buildTuple, into: target, span)
    case .set(let elements): compileList(elements, .buildSet, into: target, span)
    case .dict(let entries): compileDict(entries, into: target, span)
    case .starred(let value): compile(value, into: target)
    case .unary(let op, let value):
      let register = operand(value)
      if op == .negative {
        builder.emit(.negate, a: target, b: register, at: span)
      } else {
        builder.emit(.unary, n: Int(op.rawValue), a: target, b: register, at: span)
      }
    case .not(let value):
      builder.emit(.not, a: target, b: operand(value), at: span)
    case .binary(let op, let left, let right): compileBinary(op, left, right, into: target, span)
    case .boolean(let isAnd, let operands):
      // The result is the operand that decided.
      let result = builder.allocate()
      var jumps: [Int] = []
      for (place, value) in operands.enumerated() {
        let before = assigned
        compile(value, into: result)
        if place > 0 { assigned = before }
        if place + 1 < operands.count {
          jumps.append(builder.emitWide(isAnd ? .jumpIfFalse : .jumpIfTrue, a: result, 0, at: value.span))
        }
      }
      jumps.forEach(builder.land)
      builder.emit(.move, a: target, b: result)
    case .compare(let first, let rest): compileComparison(first, rest, into: target, span)
    case .conditional(let test, let then, let otherwise):
      let jumps = jump(unless: test)
      let before = assigned
      let result = builder.allocate()
      compile(then, into: result)
      let end = builder.emitWide(.jump, 0)
      jumps.forEach(builder.land)
      assigned = before
      compile(otherwise, into: result)
      assigned = before
      builder.land(end)
      builder.emit(.move, a: target, b: result)
    case .call(let function, let arguments): compileCall(function, arguments, into: target, span)
    case .attribute(let object, let name, _):
      if compileSuperAttribute(object, name, into: target, span) { return }
      let register = operand(object)
      builder.emit(.getAttribute, a: target, b: register, c: builder.name(name), at: span)
      builder.emitCache()
    case .subscript(let object, let index):
      let register = operand(object)
      if case .constant(.int(let value)) = index.kind, Int(Int16(truncatingIfNeeded: value)) == value {
        builder.emit(.getItemInt, a: target, b: register, c: value, at: span)
      } else {
        builder.emit(.getItem, a: target, b: register, c: operand(index), at: span)
      }
    case .slice(let lower, let upper, let step):
      let base = builder.allocate(3)
      for (offset, part) in [lower, upper, step].enumerated() {
        if let part { compile(part, into: base + offset) } else { builder.emit(.loadNone, a: base + offset) }
      }
      builder.emit(.buildSlice, a: target, b: base, at: span)
    case .lambda(let node): makeFunction(node, into: target, span)
    case .comprehension(let comprehension): compile(comprehension, into: target, span)
    case .walrus(let name, let value, let nameSpan):
      let register = builder.allocate()
      compile(value, into: register)
      storeWalrus(register, name, nameSpan)
      builder.emit(.move, a: target, b: register)
    case .yield(let value):
      let register = builder.allocate()
      if let value { compile(value, into: register) } else { builder.emit(.loadNone, a: register) }
      builder.emit(.yield, a: target, b: register, at: span)
    case .yieldFrom(let value):
      let iterator = builder.allocate(2)
      compile(value, into: iterator)
      builder.emit(.loadIterator, n: 1, a: iterator, b: iterator, at: value.span)
      builder.emit(.loadNone, a: iterator + 1)
      let loop = builder.position
      builder.emit(.yieldFrom, a: iterator + 1, b: iterator, at: span)
      let end = builder.emitExtension()
      builder.emit(.yield, a: iterator + 1, b: iterator + 1, at: span)
      let back = builder.emitWide(.jumpBack, 0)
      builder.setJump(back, to: loop)
      builder.land(end)
      builder.emit(.move, a: target, b: iterator + 1)
    }
  }

  /// `:=` in a comprehension stores outside of it.
  private func storeWalrus(_ register: Int, _ name: String, _ span: Span) {
    let inner = scope
    while scope.kind == .comprehension, let parent = scope.parent { scope = parent }
    store(register, to: name, span)
    scope = inner
  }

  func compile(_ constant: Constant, into target: Int, _ span: Span) {
    switch constant {
    case .none: builder.emit(.loadNone, a: target, at: span)
    case .bool(let value): builder.emit(value ? .loadTrue : .loadFalse, a: target, at: span)
    case .int(let value):
      if Int(Int32(truncatingIfNeeded: value)) == value {
        builder.emitWide(.loadInt, a: target, value, at: span)
      } else {
        builder.emitWide(.loadConstant, a: target, builder.constant(.int(value)), at: span)
      }
    case .float(let value):
      builder.emitWide(.loadConstant, a: target, builder.constant(.float(value)), at: span)
    case .string(let text):
      builder.emitWide(.loadConstant, a: target, builder.constant(.string(text)), at: span)
    case .ellipsis:
      builder.emitWide(.loadConstant, a: target, builder.constant(.object(machine.ellipsis)), at: span)
    case .largeInteger: builder.emit(.overflow, at: span)
    }
  }

  // MARK: Text

  private func compile(_ parts: [FormatPart], into target: Int, _ span: Span) {
    let base = builder.allocate(max(parts.count, 1))
    for (offset, part) in parts.enumerated() {
      switch part {
      case .text(let text):
        builder.emitWide(.loadConstant, a: base + offset, builder.constant(.string(text)), at: span)
      case .field(let value, let conversion, let spec):
        let start = builder.nextRegister
        let register = operand(value)
        var specRegister = 0xFFFF
        if !spec.isEmpty {
          specRegister = builder.allocate()
          if case .text(let text) = spec[0], spec.count == 1 {
            builder.emitWide(.loadConstant, a: specRegister, builder.constant(.string(text)), at: value.span)
          } else {
            compile(spec, into: specRegister, value.span)
          }
        }
        builder.emit(
          .format, n: Int(conversion.rawValue), a: base + offset, b: register, c: specRegister, at: value.span
        )
        builder.release(to: start)
      }
    }
    builder.emit(.buildString, a: target, b: base, c: parts.count, at: span)
  }

  // MARK: Displays

  /// A list, tuple or set display, with `*` parts if there are any.
  private func compileList(_ elements: [Expression], _ op: Opcode, into target: Int, _ span: Span) {
    let hasStar = elements.contains { if case .starred = $0.kind { true } else { false } }
    // CPython makes a constant set of such a display and copies it, which shows in the order of its elements.
    if op == .buildSet, elements.count > 2, elements.count <= 2000, elements.allSatisfy(\.isFoldable) {
      let base = builder.allocate(elements.count)
      for (offset, element) in elements.enumerated() { compile(element, into: base + offset) }
      builder.emit(.buildSet, n: 1, a: target, b: base, c: elements.count, at: span)
      builder.release(to: base)
      return
    }
    // Very long displays are built piece by piece, so that registers suffice.
    if hasStar || elements.count > 2000 {
      let collection = builder.allocate()
      let isSet = op == .buildSet
      builder.emit(isSet ? .buildSet : .buildList, a: collection, at: span)
      for element in elements {
        let start = builder.nextRegister
        if case .starred(let inner) = element.kind {
          builder.emit(isSet ? .update : .extend, a: collection, b: operand(inner), at: inner.span)
        } else {
          builder.emit(isSet ? .insert : .append, a: collection, b: operand(element), at: element.span)
        }
        builder.release(to: start)
      }
      builder.emit(op == .buildTuple ? .toTuple : .move, a: target, b: collection)
      return
    }
    compileElements(elements, op, into: target, span)
  }

  func compileElements(_ elements: [Expression], _ op: Opcode, into target: Int, _ span: Span) {
    let start = builder.nextRegister
    let base = builder.allocate(elements.count)
    for (offset, element) in elements.enumerated() { compile(element, into: base + offset) }
    builder.emit(op, a: target, b: base, c: elements.count, at: span)
    builder.release(to: start)
  }

  private func compileDict(_ entries: [(key: Expression?, value: Expression)], into target: Int, _ span: Span)
  {
    if entries.count <= 500, entries.allSatisfy({ $0.key != nil }) {
      let base = builder.allocate(entries.count * 2)
      for (offset, entry) in entries.enumerated() {
        if let key = entry.key { compile(key, into: base + 2 * offset) }
        compile(entry.value, into: base + 2 * offset + 1)
      }
      builder.emit(.buildDict, a: target, b: base, c: entries.count, at: span)
      return
    }
    let dict = builder.allocate()
    builder.emit(.buildDict, a: dict, at: span)
    for entry in entries {
      let start = builder.nextRegister
      if let key = entry.key {
        let register = operand(key)
        builder.emit(.put, a: dict, b: register, c: operand(entry.value), at: key.span)
      } else {
        builder.emit(.merge, a: dict, b: operand(entry.value), at: entry.value.span)
      }
      builder.release(to: start)
    }
    builder.emit(.move, a: target, b: dict)
  }

  // MARK: Arithmetic

  private func compileBinary(
    _ op: BinaryOperator, _ left: Expression, _ right: Expression, into target: Int, _ span: Span
  ) {
    let a = operand(left)
    if case .constant(.int(let value)) = right.kind, Int(Int16(truncatingIfNeeded: value)) == value,
      let immediate = Self.immediateOperation(op), value != 0 || (op != .floorDivide && op != .modulo)
    {
      builder.emit(immediate, a: target, b: a, c: value, at: span)
      return
    }
    let b = operand(right)
    emitBinary(op, target, a, b, span)
  }

  func emitBinary(_ op: BinaryOperator, _ target: Int, _ a: Int, _ b: Int, _ span: Span) {
    let direct: Opcode? =
      switch op {
      case .add: .add
      case .subtract: .subtract
      case .multiply: .multiply
      case .divide: .divide
      case .floorDivide: .floorDivide
      case .modulo: .modulo
      default: nil
      }
    if let direct {
      builder.emit(direct, a: target, b: a, c: b, at: span)
    } else {
      builder.emit(.binary, n: Int(op.rawValue), a: target, b: a, c: b, at: span)
    }
  }

  private static func immediateOperation(_ op: BinaryOperator) -> Opcode? {
    switch op {
    case .add: .addInt
    case .subtract: .subtractInt
    case .multiply: .multiplyInt
    case .floorDivide: .floorDivideInt
    case .modulo: .moduloInt
    default: nil
    }
  }

  private func compileComparison(
    _ first: Expression, _ rest: [(op: CompareOperator, Expression)], into target: Int, _ span: Span
  ) {
    let result = rest.count > 1 ? builder.allocate() : target
    var left = operand(first)
    var jumps: [Int] = []
    for (place, (op, expression)) in rest.enumerated() {
      let right = operand(expression)
      let pair = first.span.union(expression.span)
      switch op {
      case .rich(let comparison):
        builder.emit(.compare, n: Int(comparison.rawValue), a: result, b: left, c: right, at: pair)
      case .is, .isNot:
        if case .isNot = op {
          builder.emit(.isSame, n: 1, a: result, b: left, c: right, at: pair)
        } else {
          builder.emit(.isSame, a: result, b: left, c: right, at: pair)
        }
      case .in: builder.emit(.contains, a: result, b: left, c: right, at: pair)
      case .notIn: builder.emit(.contains, n: 1, a: result, b: left, c: right, at: pair)
      }
      if place + 1 < rest.count { jumps.append(builder.emitWide(.jumpIfFalse, a: result, 0)) }
      left = right
    }
    jumps.forEach(builder.land)
    if result != target { builder.emit(.move, a: target, b: result) }
  }

  // MARK: Comprehensions

  private func compile(_ comprehension: Comprehension, into target: Int, _ span: Span) {
    guard let first = comprehension.clauses.first, let inner = comprehension.scope else { return }
    if comprehension.kind == .generator {
      compileGenerator(comprehension, first, inner, into: target, span)
      return
    }
    let iterable = operand(first.iterable)
    let collection = builder.allocate()
    let build: Opcode =
      comprehension.kind == .list ? .buildList : comprehension.kind == .set ? .buildSet : .buildDict
    builder.emit(build, a: collection, at: span)
    let outer = scope
    let before = assigned
    scope = inner
    allocateVariables(of: inner)
    for name in inner.order where inner.names[name]?.isCaptured == true {
      if let register = register(of: name, in: inner) { builder.emit(.makeCell, n: 1, a: register) }
    }
    compileClauses(comprehension.clauses[...], first: iterable) {
      let start = self.builder.nextRegister
      switch comprehension.kind {
      case .list:
        self.builder.emit(.append, a: collection, b: self.operand(comprehension.element), at: span)
      case .set:
        self.builder.emit(
          .insert, a: collection, b: self.operand(comprehension.element), at: comprehension.element.span)
      default:
        let key = self.operand(comprehension.element)
        if let value = comprehension.value {
          self.builder.emit(
            .put, a: collection, b: key, c: self.operand(value), at: comprehension.element.span)
        }
      }
      self.builder.release(to: start)
    }
    scope = outer
    assigned = before
    builder.emit(.move, a: target, b: collection)
  }

  /// The nested loops of a comprehension; `first` holds what the first one runs over.
  private func compileClauses(
    _ clauses: ArraySlice<Comprehension.Clause>, first: Int?, _ body: () -> Void
  ) {
    guard let clause = clauses.first else {
      body()
      return
    }
    let start = builder.nextRegister
    let state = builder.allocate(3)
    let iterable = first ?? operand(clause.iterable)
    builder.emit(.prepareLoop, a: state, b: iterable, at: clause.iterable.span)
    compileLoop(state, clause.target) {
      var skips: [Int] = []
      for condition in clause.conditions { skips += self.jump(unless: condition) }
      self.compileClauses(clauses.dropFirst(), first: nil, body)
      skips.forEach(self.builder.land)
    }
    builder.release(to: start)
  }

  /// `next`, the target, the body, and back.
  private func compileLoop(_ state: Int, _ target: Expression, _ body: () -> Void) {
    let loop = builder.position
    let end = emitNext(state, target)
    body()
    let back = builder.emitWide(.jumpBack, 0)
    builder.setJump(back, to: loop)
    builder.land(end)
  }

  /// Takes the next element into the target; returns the word with the jump to the end.
  func emitNext(_ state: Int, _ target: Expression) -> Int {
    let start = builder.nextRegister
    defer { builder.release(to: start) }
    if case .name(let name) = target.kind, case .register(let register) = locate(name) {
      builder.emit(.next, a: register, b: state, at: target.span)
      let end = builder.emitExtension()
      assigned.insert(register)
      return end
    }
    if case .tuple(let elements) = target.kind, elements.count > 1, elements.count < 250,
      elements.allSatisfy({ if case .starred = $0.kind { false } else { true } })
    {
      let members = builder.allocate(elements.count)
      builder.emit(.nextUnpacked, n: elements.count, a: members, b: state, at: target.span)
      let end = builder.emitExtension()
      for (offset, element) in elements.enumerated() { assign(members + offset, to: element) }
      return end
    }
    let element = builder.allocate()
    builder.emit(.next, a: element, b: state, at: target.span)
    let end = builder.emitExtension()
    assign(element, to: target)
    return end
  }

  private func compileGenerator(
    _ comprehension: Comprehension, _ first: Comprehension.Clause, _ inner: Scope, into target: Int,
    _ span: Span
  ) {
    let base = builder.allocate(4)
    let code = function(
      name: "<genexpr>", inner, headerSpan: span, isGenerator: true,
      configure: {
        $0.builder.parameters = [self.machine.symbol(".0")]
        $0.builder.positionalCount = 1
      },
      body: { other in
        let iterable = other.register(of: ".0", in: inner) ?? 0
        other.compileClauses(comprehension.clauses[...], first: iterable) {
          let start = other.builder.nextRegister
          let value = other.operand(comprehension.element)
          let sent = other.builder.allocate()
          other.builder.emit(.yield, a: sent, b: value, at: comprehension.element.span)
          other.builder.release(to: start)
        }
      })
    compile(first.iterable, into: base + 1)
    builder.emit(.loadIterator, a: base + 1, b: base + 1, at: first.iterable.span)
    builder.emit(.loadNone, a: base + 2)
    builder.emit(.loadNone, a: base + 3)
    builder.emit(.makeFunction, a: base, b: code, c: base + 2, at: span)
    builder.emit(.call, n: 1, a: target, b: base, c: base, at: span)
  }
}
