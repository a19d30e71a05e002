import Script
import Tensors

/// Functions of two or more tensors, element by element, broadcast.
enum ArithmeticOps {
  static let ops: [Op] = [
    .op("add", "input, other, *, alpha=1", .all, inPlace: add) { call in
      try scaled(call, { try $0.add($1, alpha: $2) }, { try $0.add($1) })
    },
    .op("sub", "input, other, *, alpha=1", .all, sub),
    .op("subtract", "input, other, *, alpha=1", .all, sub),
    .op("rsub", "input, other, *, alpha=1", .torch) { call in
      let alpha = try call.scalar(2)
      if let other = call[1].tensor { return try other.sub(call.tensor(0), alpha: alpha) }
      let x = try call.tensor(0)
      return try (alpha == .int(1) ? x : x.mul(alpha)).rsub(call.scalar(1))
    },
    .op("mul", "input, other", .all) { try binary($0, { try $0.mul($1) }, { try $0.mul($1) }) },
    .op("multiply", "input, other", .all) { try binary($0, { try $0.mul($1) }, { try $0.mul($1) }) },
    .op("div", "input, other, *, rounding_mode=None", .all, div),
    .op("divide", "input, other, *, rounding_mode=None", .all, div),
    .op("true_divide", "input, other", .all) { try binary($0, { try $0.div($1) }, { try $0.div($1) }) },
    .op("floor_divide", "input, other", .all) {
      try binary($0, { try $0.floorDivide($1) }, { try $0.floorDivide($1) })
    },
    .op("remainder", "input, other", .all) {
      try binary($0, { try $0.remainder($1) }, { try $0.remainder($1) })
    },
    .op("fmod", "input, other", .all) { try binary($0, { try $0.fmod($1) }, { try $0.fmod($1) }) },
    .op("pow", "input, exponent", .all) { call in
      if call[0].tensor == nil, let base = call[0].numberOperand { return try call.tensor(1).rpow(base) }
      return try binary(call, { try $0.pow($1) }, { try $0.pow($1) })
    },
    .op("float_power", "input, exponent", .both) { call in
      let base = try call.tensor(0).to(.float64)
      if let exponent = call[1].tensor { return try base.pow(exponent.to(.float64)) }
      return try base.pow(call.scalar(1))
    },
    .op("maximum", "input, other", .both) { try $0.tensor(0).maximum($0.tensor(1)) },
    .op("minimum", "input, other", .both) { try $0.tensor(0).minimum($0.tensor(1)) },
    .op("fmax", "input, other", .both) { try $0.tensor(0).fmax($0.tensor(1)) },
    .op("fmin", "input, other", .both) { try $0.tensor(0).fmin($0.tensor(1)) },
    .op("atan2", "input, other", .all) { try $0.tensor(0).atan2($0.tensor(1)) },
    .op("arctan2", "input, other", .all) { try $0.tensor(0).atan2($0.tensor(1)) },
    .op("heaviside", "input, values", .all) { call in
      let (x, values) = (try call.tensor(0), try call.tensor(1))
      guard x.dtype == values.dtype else {
        throw TensorError.dtypeMismatch(op: "heaviside", x.dtype, values.dtype)
      }
      return try Tensor.where(x.eq(.int(0)), values, x.gt(.int(0)).to(x.dtype))
    },
    .op("ldexp", "input, other", .all) { call in
      try call.tensor(0).mul(call.tensor(1).to(.float32).rpow(.float(2)))
    },
    .op("gcd", "input, other", .all) { try $0.tensor(0).gcd($0.tensor(1)) },
    .op("lcm", "input, other", .all) { try $0.tensor(0).lcm($0.tensor(1)) },
    .op("hypot", "input, other", .all) { try $0.tensor(0).hypot($0.tensor(1)) },
    .op("copysign", "input, other", .all) { try $0.tensor(0).copysign(operand($0, 1)) },
    .op("logaddexp", "input, other", .both) { try floats($0, "logaddexp").logaddexp($0.tensor(1)) },
    .op("logaddexp2", "input, other", .both) { try floats($0, "logaddexp2").logaddexp2($0.tensor(1)) },
    .op("xlogy", "input, other", [.torch, .method, .special]) { call in
      try zeroWins(operand(call, 0), operand(call, 1)) { try $0.log() }.shown(as: "XlogyBackward0")
    },
    .op("xlog1py", "input, other", .special) { call in
      try zeroWins(operand(call, 0), operand(call, 1)) { try $0.log1p() }.shown(as: "SpecialXlog1PyBackward0")
    },
    .op("lerp", "input, end, weight", .all) { call in
      if let weight = call[2].tensor { return try call.tensor(0).lerp(call.tensor(1), weight: weight) }
      return try call.tensor(0).lerp(call.tensor(1), weight: call.scalar(2))
    },
    .op("addcmul", "input, tensor1, tensor2, *, value=1", .all) { call in
      try call.tensor(0).add(call.tensor(1).mul(call.tensor(2)), alpha: call.scalar(3))
    },
    .op("addcdiv", "input, tensor1, tensor2, *, value=1", .all) { call in
      try call.tensor(0).add(call.tensor(1).div(call.tensor(2)), alpha: call.scalar(3))
    },
    .op("eq", "input, other", .all) { try binary($0, { try $0.eq($1) }, { try $0.eq($1) }) },
    .op("ne", "input, other", .all) { try binary($0, { try $0.ne($1) }, { try $0.ne($1) }) },
    .op("not_equal", "input, other", .all) { try binary($0, { try $0.ne($1) }, { try $0.ne($1) }) },
    .op("lt", "input, other", .all) { try binary($0, { try $0.lt($1) }, { try $0.lt($1) }) },
    .op("less", "input, other", .all) { try binary($0, { try $0.lt($1) }, { try $0.lt($1) }) },
    .op("le", "input, other", .all) { try binary($0, { try $0.le($1) }, { try $0.le($1) }) },
    .op("less_equal", "input, other", .all) { try binary($0, { try $0.le($1) }, { try $0.le($1) }) },
    .op("gt", "input, other", .all) { try binary($0, { try $0.gt($1) }, { try $0.gt($1) }) },
    .op("greater", "input, other", .all) { try binary($0, { try $0.gt($1) }, { try $0.gt($1) }) },
    .op("ge", "input, other", .all) { try binary($0, { try $0.ge($1) }, { try $0.ge($1) }) },
    .op("greater_equal", "input, other", .all) { try binary($0, { try $0.ge($1) }, { try $0.ge($1) }) },
    .op("logical_and", "input, other", .all) { try $0.tensor(0).logicalAnd($0.tensor(1)) },
    .op("logical_or", "input, other", .all) { try $0.tensor(0).logicalOr($0.tensor(1)) },
    .op("logical_xor", "input, other", .all) { try $0.tensor(0).logicalXor($0.tensor(1)) },
    .op("bitwise_and", "input, other", .all) { try operand($0, 0).bitwiseAnd(operand($0, 1)) },
    .op("bitwise_or", "input, other", .all) { try operand($0, 0).bitwiseOr(operand($0, 1)) },
    .op("bitwise_xor", "input, other", .all) { try operand($0, 0).bitwiseXor(operand($0, 1)) },
    .op("bitwise_left_shift", "input, other", .all) { try operand($0, 0).shiftLeft(operand($0, 1)) },
    .op("bitwise_right_shift", "input, other", .all) { try operand($0, 0).shiftRight(operand($0, 1)) },
    .op("isclose", "input, other, rtol=1e-05, atol=1e-08, equal_nan=False", .both) { call in
      try call.tensor(0).isclose(
        call.tensor(1), rtol: call.double(2), atol: call.double(3), equalNaN: call.bool(4))
    },
    .call("allclose", "input, other, rtol=1e-05, atol=1e-08, equal_nan=False", .both) { call in
      .bool(
        try call.tensor(0).allclose(
          call.tensor(1), rtol: call.double(2), atol: call.double(3), equalNaN: call.bool(4)))
    },
    .call("equal", "input, other", .both) { call in
      .bool(try call.tensor(0).equal(call.tensor(1)))
    },
    .call("where", "condition, input=None, other=None", .torch) { call in
      if call.isNone(1) && call.isNone(2) {
        return .tuple(try call.tensor(0).nonzeroTuple().map { .tensor($0) })
      }
      return .tensor(try Tensor.where(call.tensor(0), operand(call, 1), operand(call, 2)))
    },
    .op("where", "input, condition, other", .method) { call in
      try Tensor.where(call.tensor(1), call.tensor(0), operand(call, 2))
    },
  ]

  /// The first argument of an operation that has no kernel for integers.
  private static func floats(_ call: borrowing OpCall, _ op: String) throws -> Tensor {
    let (x, other) = (try call.tensor(0), try call.tensor(1))
    guard x.dtype.isFloatingPoint || other.dtype.isFloatingPoint else {
      throw TensorError.dtype(op: op, x.dtype)
    }
    return x
  }

  private typealias WithTensor = (Tensor, Tensor) throws -> Tensor
  private typealias WithScalar = (Tensor, Scalar) throws -> Tensor

  /// An operation on two operands of which the second, or the first, may be a plain number.
  private static func binary(
    _ call: borrowing OpCall, _ tensors: WithTensor, _ scalar: WithScalar
  ) throws -> Tensor {
    guard let a = call[0].tensor else { return try tensors(operand(call, 0), call.tensor(1)) }
    if let b = call[1].tensor { return try tensors(a, b) }
    return try scalar(a, number(call, 1))
  }

  private static let sub: Op.TensorBody = { call in
    try scaled(call, { try $0.sub($1, alpha: $2) }, { try $0.sub($1) })
  }

  private static let add: Op.Body = { call in
    let x = try call.tensor(0)
    let alpha = try call.scalar(2)
    if let other = call[1].tensor { return .tensor(try x.add_(other, alpha: alpha)) }
    return .tensor(try x.add_(multiplied(number(call, 1), alpha)))
  }

  private static func scaled(
    _ call: borrowing OpCall, _ tensors: (Tensor, Tensor, Scalar) throws -> Tensor,
    _ scalar: WithScalar
  ) throws -> Tensor {
    let alpha = try call.scalar(2)
    guard let a = call[0].tensor else { return try tensors(operand(call, 0), operand(call, 1), alpha) }
    if let b = call[1].tensor { return try tensors(a, b, alpha) }
    return try scalar(a, multiplied(number(call, 1), alpha))
  }

  private static func multiplied(_ value: Scalar, _ alpha: Scalar) -> Scalar {
    if alpha == .int(1) { return value }
    if case .float = value { return .float(value.double * alpha.double) }
    if case .float = alpha { return .float(value.double * alpha.double) }
    return .int(value.int &* alpha.int)
  }

  private static let div: Op.TensorBody = { call in
    switch try call.optionalString(2) {
    case nil: return try binary(call, { try $0.div($1) }, { try $0.div($1) })
    case "floor": return try binary(call, { try $0.floorDivide($1) }, { try $0.floorDivide($1) })
    case "trunc":
      let x = try operand(call, 0)
      let quotient = try binary(call, { try $0.div($1) }, { try $0.div($1) }).trunc()
      return x.dtype.isFloatingPoint || (call[1].tensor?.dtype.isFloatingPoint ?? false)
        ? quotient : try quotient.to(.int64)
    case let mode?:
      throw call.machine.exception(
        OpCallMessage.rounding(mode))
    }
  }

  /// A plain number; the error says what PyTorch says.
  private static func number(_ call: borrowing OpCall, _ index: Int) throws -> Scalar {
    guard let number = call[index].numberOperand else { throw call.wrongType(index, "Tensor") }
    return number
  }

  /// x·f(y), and 0 where x is 0 and y is a number, whatever f says there.
  private static func zeroWins(_ x: Tensor, _ y: Tensor, _ f: (Tensor) throws -> Tensor) throws -> Tensor {
    let isZero = try x.eq(.int(0)).logicalAnd(y.isnan().logicalNot())
    let (x, y) = (
      try x.dtype.isFloatingPoint ? x : x.to(.float32), try y.dtype.isFloatingPoint ? y : y.to(.float32)
    )
    let product = try x.mul(f(Tensor.where(isZero, y.onesLike(), y)))
    return try Tensor.where(isZero, product.zerosLike(), product)
  }

  /// A tensor, or a plain number as one that takes part in promotion as a number.
  static func operand(_ call: borrowing OpCall, _ index: Int) throws -> Tensor {
    if let tensor = call[index].tensor { return tensor }
    return try Tensor.number(number(call, index))
  }
}
