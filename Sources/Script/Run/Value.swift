/// A Python value. Numbers, booleans and `None` live in the value itself; everything else is an object.
///
/// One class payload only: copying is then a test of the tag and at most one retain, and the stride is 16 bytes.
public enum Value {
  case none
  case bool(Bool)
  case int(Int)
  case float(Double)
  case object(Object)
}

extension Value {
  package static func string(_ text: String) -> Value { .object(StringObject(text)) }
  package static func tuple(_ elements: [Value]) -> Value { .object(TupleObject(elements)) }
  package static func pair(_ first: Value, _ second: Value) -> Value { .object(TupleObject(first, second)) }

  package var isNone: Bool {
    if case .none = self { return true }
    return false
  }

  /// The object, for values that have one.
  package var object: Object? {
    if case .object(let object) = self { return object }
    return nil
  }

  /// An int, or a bool counted as 0 or 1: what Python takes where an integer is asked for.
  package var integer: Int? {
    switch self {
    case .int(let value): value
    case .bool(let value): value ? 1 : 0
    case .object(let object) where object.kind == .instance:
      (object as? ContentInstance)?.content.integer
    default: nil
    }
  }

  /// A float, int or bool as a float.
  package var number: Double? {
    switch self {
    case .float(let value): value
    case .int(let value): Double(value)
    case .bool(let value): value ? 1 : 0
    case .object(let object) where object.kind == .instance:
      (object as? ContentInstance)?.content.number
    default: nil
    }
  }

  /// The text of a `str`.
  package var text: String? {
    string?.text
  }

  /// Python's `is`.
  package func isIdentical(to other: Value) -> Bool {
    switch (self, other) {
    case (.none, .none): true
    case (.bool(let a), .bool(let b)): a == b
    case (.int(let a), .int(let b)): a == b
    case (.float(let a), .float(let b)): a.bitPattern == b.bitPattern
    case (.object(let a), .object(let b)): a === b
    default: false
    }
  }
}
