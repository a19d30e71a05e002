/// Conditions jump directly, without making a bool first.
extension Compiler {
  /// Jumps away if the condition is false; falls through if it is true. Returns the jumps to land.
  func jump(unless condition: Expression) -> [Int] { jump(condition, when: false) }

  func jump(if condition: Expression) -> [Int] { jump(condition, when: true) }

  /// Jumps away if the condition's truth is `sense`.
  private func jump(_ condition: Expression, when sense: Bool) -> [Int] {
    let start = builder.nextRegister
    defer { builder.release(to: start) }
    switch condition.kind {
    case .constant(.bool(let value)):
      return value == sense ? [builder.emitWide(.jump, 0, at: condition.span)] : []
    case .not(let inner): return jump(inner, when: !sense)
    case .boolean(let isAnd, let operands):
      if isAnd != sense {
        // `a and b` is false as soon as one is; `a or b` true as soon as one is.
        var jumps: [Int] = []
        let first = operands.first.map { jump($0, when: sense) } ?? []
        jumps += first
        let before = assigned
        for operand in operands.dropFirst() { jumps += jump(operand, when: sense) }
        if !isAnd { assigned = before }
        return jumps
      }
      // Jumps when all hold: the first that doesn't hold falls through.
      var skips: [Int] = []
      var before = assigned
      for (place, operand) in operands.dropLast().enumerated() {
        skips += jump(operand, when: !sense)
        if place == 0 { before = assigned }
      }
      let jumps = operands.last.map { jump($0, when: sense) } ?? []
      skips.forEach(builder.land)
      assigned = before
      return jumps
    case .compare(let left, let rest) where rest.count == 1:
      if let index = compareAndJump(left, rest[0].op, rest[0].1, when: sense, condition.span) {
        return [index]
      }
    default: break
    }
    let register = operand(condition)
    return [builder.emitWide(sense ? .jumpIfTrue : .jumpIfFalse, a: register, 0, at: condition.span)]
  }

  private func compareAndJump(
    _ left: Expression, _ op: CompareOperator, _ right: Expression, when sense: Bool, _ span: Span
  ) -> Int? {
    switch op {
    case .rich(let comparison):
      let a = operand(left)
      if case .constant(.int(let value)) = right.kind, Int(Int16(truncatingIfNeeded: value)) == value {
        builder.emit(Self.intJump(comparison), n: sense ? 1 : 0, a: a, c: value, at: span)
      } else {
        let b = operand(right)
        builder.emit(Self.jump(comparison), n: sense ? 1 : 0, a: a, b: b, at: span)
      }
      return builder.emitExtension()
    case .is, .isNot:
      var isPositive = true
      if case .isNot = op { isPositive = false }
      let a = operand(left)
      if case .constant(.none) = right.kind {
        let index = builder.emitWide(.jumpIfNone, a: a, 0, at: span)
        builder.setNumber(index, isPositive == sense ? 1 : 0)
        return index
      }
      let b = operand(right)
      builder.emit(.jumpIs, n: isPositive == sense ? 1 : 0, a: a, b: b, at: span)
      return builder.emitExtension()
    default: return nil
    }
  }

  private static func jump(_ comparison: Comparison) -> Opcode {
    switch comparison {
    case .less: .jumpLess
    case .lessOrEqual: .jumpLessEqual
    case .equal: .jumpEqual
    case .notEqual: .jumpNotEqual
    case .greater: .jumpGreater
    case .greaterOrEqual: .jumpGreaterEqual
    }
  }

  private static func intJump(_ comparison: Comparison) -> Opcode {
    switch comparison {
    case .less: .jumpLessInt
    case .lessOrEqual: .jumpLessEqualInt
    case .equal: .jumpEqualInt
    case .notEqual: .jumpNotEqualInt
    case .greater: .jumpGreaterInt
    case .greaterOrEqual: .jumpGreaterEqualInt
    }
  }
}
