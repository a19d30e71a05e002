/// The binary operators, in the order of their special methods' symbols.
public enum BinaryOperator: UInt8, CaseIterable, Sendable {
  case add, subtract, multiply, divide, floorDivide, modulo, power, matrixMultiply
  case and, or, xor, shiftLeft, shiftRight

  /// How it is written: `+`.
  package var sign: String {
    switch self {
    case .add: "+"
    case .subtract: "-"
    case .multiply: "*"
    case .divide: "/"
    case .floorDivide: "//"
    case .modulo: "%"
    case .power: "**"
    case .matrixMultiply: "@"
    case .and: "&"
    case .or: "|"
    case .xor: "^"
    case .shiftLeft: "<<"
    case .shiftRight: ">>"
    }
  }

  /// `__add__`; `__radd__`; `__iadd__`.
  package var method: Symbol { Symbol(id: Self.first(.add) + UInt32(rawValue)) }
  package var reflectedMethod: Symbol { Symbol(id: Self.first(.radd) + UInt32(rawValue)) }
  package var inPlaceMethod: Symbol { Symbol(id: Self.first(.iadd) + UInt32(rawValue)) }

  private static func first(_ name: WellKnownSymbol) -> UInt32 { Symbol.known(name).id }
}

public enum UnaryOperator: UInt8, CaseIterable, Sendable {
  case negative, positive, invert

  package var sign: String {
    switch self {
    case .negative: "-"
    case .positive: "+"
    case .invert: "~"
    }
  }

  package var method: Symbol {
    switch self {
    case .negative: .known(.neg)
    case .positive: .known(.pos)
    case .invert: .known(.invert)
    }
  }
}

/// The comparisons that objects define themselves.
public enum Comparison: UInt8, CaseIterable, Sendable {
  case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual

  package var sign: String {
    switch self {
    case .equal: "=="
    case .notEqual: "!="
    case .less: "<"
    case .lessOrEqual: "<="
    case .greater: ">"
    case .greaterOrEqual: ">="
    }
  }

  /// The comparison with its sides exchanged: `a < b` is `b > a`.
  package var reflected: Comparison {
    switch self {
    case .equal, .notEqual: self
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    }
  }

  package var method: Symbol { Symbol(id: Symbol.known(.eq).id + UInt32(rawValue)) }

  /// The comparison of two values that have a total order, such as ints, strings or IEEE floats.
  @inline(__always)
  package func holds<T: Comparable>(_ a: T, _ b: T) -> Bool {
    switch self {
    case .equal: a == b
    case .notEqual: a != b
    case .less: a < b
    case .lessOrEqual: a <= b
    case .greater: a > b
    case .greaterOrEqual: a >= b
    }
  }
}
