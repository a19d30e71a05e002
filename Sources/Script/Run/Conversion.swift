/// What `str(x)`, `int(x)`, `float(x)` and `bool(x)` do with a number or a text, without the way through the class.
enum Conversion: UInt8 {
  case str, int, float, bool

  /// Nil where it isn't so plain, or fails: then the class has its say.
  @inline(__always)
  func callAsFunction(_ value: Bits, _ machine: Machine) -> Value? {
    switch self {
    case .str: text(value, machine)
    case .int: integer(value)
    case .float: number(value)
    case .bool: truth(value)
    }
  }

  private func text(_ value: Bits, _ machine: Machine) -> Value? {
    switch value {
    case .int(let value): machine.string(DecimalText.of(value))
    case .float(let value): machine.string(NumberText.repr(value))
    case .object(let object): object.kind == .string ? value.value : nil
    default: nil
    }
  }

  private func integer(_ value: Bits) -> Value? {
    switch value {
    case .int(let value): return .int(value)
    case .float(let value): return Int(exactly: value.rounded(.towardZero)).map { .int($0) }
    case .bool(let value): return .int(value ? 1 : 0)
    case .object(let object):
      guard object.kind == .string else { return nil }
      return NumberText.plainInteger(object.as(StringObject.self).bytes).map { .int($0) }
    case .none: return nil
    }
  }

  private func number(_ value: Bits) -> Value? {
    switch value {
    case .float(let value): return .float(value)
    case .int(let value): return .float(Double(value))
    case .object(let object):
      guard object.kind == .string, let value = NumberText.parseFloat(object.as(StringObject.self).bytes),
        !value.isNaN
      else { return nil }
      return .float(value)
    default: return nil
    }
  }

  private func truth(_ value: Bits) -> Value? {
    switch value {
    case .none: .bool(false)
    case .bool(let value): .bool(value)
    case .int(let value): .bool(value != 0)
    case .float(let value): .bool(value != 0)
    case .object: nil
    }
  }
}
