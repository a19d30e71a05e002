import Script
import Tensors

extension Bits {
  /// A plain number beside an operator.
  @inline(__always)
  var number: Scalar? {
    switch self {
    case .float(let value): .float(value)
    case .int(let value): .int(value)
    case .bool(let value): .bool(value)
    default: nil
    }
  }

  /// The tensor of a tensor's object, for as long as somebody holds that.
  @inline(__always)
  var tensorReference: Unmanaged<Tensor>? {
    guard case .object(let object) = self, object.isExactly(TensorObject.self) else { return nil }
    return object.as(TensorObject.self)._withUnsafeGuaranteedRef { $0.reference }
  }
}

extension Value {
  /// A plain number beside an operator.
  @inline(__always)
  var numberOperand: Scalar? { bits.number }
}

extension Tensor {
  /// The tensor, unless an interrupt came while it was computed: what that left unfinished is never seen.
  @inline(__always)
  func whole() throws(TensorError) -> Tensor {
    if Engine.isInterruptRequested { throw .interrupted }
    return self
  }
}

/// What each operator does to tensors and numbers. It's the shortest way from a script to a kernel: no table, no binding.
enum Operators {
  @inline(__always)
  static func apply(_ op: BinaryOperator, _ a: Tensor, _ b: Tensor) throws(TensorError) -> Tensor {
    switch op {
    case .add: try a + b
    case .subtract: try a - b
    case .multiply: try a * b
    case .divide: try a / b
    case .matrixMultiply: try a.matmul(b)
    case .power: try a.pow(b)
    case .floorDivide: try a.floorDivide(b)
    case .modulo: try a.remainder(b)
    case .and: try a.bitwiseAnd(b)
    case .or: try a.bitwiseOr(b)
    case .xor: try a.bitwiseXor(b)
    case .shiftLeft: try a.shiftLeft(b)
    case .shiftRight: try a.shiftRight(b)
    }
  }

  @inline(__always)
  static func apply(_ op: BinaryOperator, _ a: Tensor, _ b: Scalar) throws(TensorError) -> Tensor {
    switch op {
    case .add: try a.add(b)
    case .subtract: try a.sub(b)
    case .multiply: try a.mul(b)
    case .divide: try a.div(b)
    case .power: try a.pow(b)
    case .floorDivide: try a.floorDivide(b)
    case .modulo: try a.remainder(b)
    default: try apply(op, a, Tensor.number(b))
    }
  }

  static func apply(_ op: BinaryOperator, _ a: Scalar, _ b: Tensor) throws(TensorError) -> Tensor {
    switch op {
    case .add: try b.add(a)
    case .subtract: try b.rsub(a)
    case .multiply: try b.mul(a)
    case .divide: try b.rdiv(a)
    case .power: try b.rpow(a)
    default: try apply(op, Tensor.number(a), b)
    }
  }

  static func update(_ op: BinaryOperator, _ a: Tensor, _ b: Tensor) throws(TensorError) {
    switch op {
    case .add: try a.add_(b)
    case .subtract: try a.sub_(b)
    case .multiply: try a.mul_(b)
    case .divide: try a.div_(b)
    default: try a.inPlace { before throws(TensorError) in try apply(op, before, b) }
    }
  }

  static func update(_ op: BinaryOperator, _ a: Tensor, _ b: Scalar) throws(TensorError) {
    switch op {
    case .add: try a.add_(b)
    case .subtract: try a.sub_(b)
    case .multiply: try a.mul_(b)
    case .divide: try a.div_(b)
    default: try a.inPlace { before throws(TensorError) in try apply(op, before, b) }
    }
  }

  static func compare(_ comparison: Comparison, _ a: Tensor, _ b: Tensor) throws(TensorError) -> Tensor {
    switch comparison {
    case .equal: try a.eq(b)
    case .notEqual: try a.ne(b)
    case .less: try a.lt(b)
    case .lessOrEqual: try a.le(b)
    case .greater: try a.gt(b)
    case .greaterOrEqual: try a.ge(b)
    }
  }

  static func compare(_ comparison: Comparison, _ a: Tensor, _ b: Scalar) throws(TensorError) -> Tensor {
    switch comparison {
    case .equal: try a.eq(b)
    case .notEqual: try a.ne(b)
    case .less: try a.lt(b)
    case .lessOrEqual: try a.le(b)
    case .greater: try a.gt(b)
    case .greaterOrEqual: try a.ge(b)
    }
  }
}
