/// The operators of built-in values as methods: `(2).__add__(3)`, `list.__add__(a, b)`, `super().__or__(other)`.
///
/// Each does what the type itself does, without asking the other side, and returns `NotImplemented` where CPython's does.
package enum OperatorMethods {
  private static let arithmetic: [BinaryOperator] = [
    .add, .subtract, .multiply, .divide, .floorDivide, .modulo, .power,
  ]
  private static let bitwise: [BinaryOperator] = [.and, .or, .xor, .shiftLeft, .shiftRight]
  private static let algebra: [BinaryOperator] = [.or, .and, .subtract, .xor]

  static var int: [NativeMember] { numeric(arithmetic + bitwise) + [unary(.invert)] }
  static var float: [NativeMember] { numeric(arithmetic) }
  static var text: [NativeMember] { binary([.add, .multiply, .modulo]) + reflected([.multiply]) }
  static var tuple: [NativeMember] { binary([.add, .multiply]) + reflected([.multiply]) }
  static var list: [NativeMember] { tuple + inPlace([.add, .multiply]) }
  static var dict: [NativeMember] { binary([.or]) + reflected([.or]) + inPlace([.or]) }
  static var frozenSet: [NativeMember] { binary(algebra) + reflected(algebra) }
  static var set: [NativeMember] { frozenSet + inPlace(algebra) }

  private static func numeric(_ operators: [BinaryOperator]) -> [NativeMember] {
    binary(operators) + reflected(operators) + [unary(.negative), unary(.positive)] + [
      .method("__abs__", "self, /") { m, a in try m.absolute(a[0]) },
      .method("__bool__", "self, /") { m, a in .bool(try m.isTrue(a[0])) },
      .method("__int__", "self, /") { m, a in try NumberTypes.makeInteger(m, m.type(.int), a) },
      .method("__float__", "self, /") { m, a in .float(a[0].number ?? 0) },
      .method("__trunc__", "self, /") { m, a in try NumberTypes.makeInteger(m, m.type(.int), a) },
      .method("__round__", "self, ndigits=None, /") { m, a in try Functions.round(m, a[0], a[1]) },
      .method("__divmod__", "self, value, /") { m, a in
        fits(a[0], a[1]) ? try Functions.divmod(m, a[0], a[1]) : .object(m.notImplemented)
      },
      .method("__rdivmod__", "self, value, /") { m, a in
        fits(a[0], a[1]) ? try Functions.divmod(m, a[1], a[0]) : .object(m.notImplemented)
      },
    ]
      + [Comparison.less, .lessOrEqual, .greater, .greaterOrEqual].map { comparison in
        .method(name(comparison.method), "self, value, /") { m, a in
          fits(a[0], a[1]) ? try m.compare(comparison, a[0], a[1]) : .object(m.notImplemented)
        }
      }
  }

  /// Whether a number's own operators know the other operand: an int knows ints, a float any number.
  private static func fits(_ a: Value, _ b: Value) -> Bool {
    a.integer != nil ? b.content.integer != nil : b.content.number != nil
  }

  private static func name(_ symbol: Symbol) -> String { WellKnownSymbol.allCases[Int(symbol.id)].rawValue }

  package static func binary(_ operators: [BinaryOperator]) -> [NativeMember] {
    operators.map { op in
      .method(name(op.method), "self, value, /") { m, a in try m.ownResult(op, a[0], a[1].content) }
    }
  }

  package static func reflected(_ operators: [BinaryOperator]) -> [NativeMember] {
    operators.map { op in
      .method(name(op.reflectedMethod), "self, value, /") { m, a in
        let (own, other) = (a[0], a[1].content)
        if own.number != nil {
          guard fits(own, other) else { return .object(m.notImplemented) }
          return try Arithmetic.binary(op, other, own, m) ?? .object(m.notImplemented)
        }
        if op == .multiply { return try m.ownResult(op, own, other) }
        guard let other = other.object, other.type(m) === own.object?.type(m) || other.kind == .other else {
          return .object(m.notImplemented)
        }
        return try other.binary(op, own, m) ?? .object(m.notImplemented)
      }
    }
  }

  package static func inPlace(_ operators: [BinaryOperator]) -> [NativeMember] {
    operators.map { op in
      .method(name(op.inPlaceMethod), "self, value, /") { m, a in
        try a[0].object?.inPlace(op, a[1].content, m) ?? .object(m.notImplemented)
      }
    }
  }

  private static func unary(_ op: UnaryOperator) -> NativeMember {
    .method(name(op.method), "self, /") { m, a in try m.unary(op, a[0]) }
  }
}

extension Machine {
  /// What the left side alone makes of `a op b`.
  fileprivate func ownResult(_ op: BinaryOperator, _ a: Value, _ b: Value) throws -> Value {
    if a.integer != nil, b.integer == nil { return .object(notImplemented) }
    if a.number != nil { return try Arithmetic.binary(op, a, b, self) ?? .object(notImplemented) }
    return try a.object?.binary(op, b, self) ?? .object(notImplemented)
  }
}
