import Script
import Tensors

/// Functions of one number, applied to each element.
enum ElementwiseOps {
  static let ops: [Op] = [
    .unary("abs", .all) { try $0.abs() },
    .unary("absolute", .all) { try $0.abs() },
    .unary("neg", .all) { try $0.neg() },
    .unary("negative", .all) { try $0.neg() },
    .unary("positive", .both) { $0 },
    .unary("sign", .all) { try $0.sign() },
    .unary("sgn", .all) { try $0.sign() },
    .unary("square", .all) { try $0.square() },
    .unary("sqrt", .all) { try $0.sqrt() },
    .unary("rsqrt", .all) { try $0.rsqrt() },
    .unary("reciprocal", .all) { try $0.reciprocal() },
    .unary("exp", .all) { try $0.exp() },
    .unary("exp2", .all) { try $0.exp2() },
    .unary("expm1", .all) { try $0.expm1() },
    .unary("log", .all) { try $0.log() },
    .unary("log2", .all) { try $0.log2() },
    .unary("log10", .all) { try $0.log10() },
    .unary("log1p", .all) { try $0.log1p() },
    .unary("sin", .all) { try $0.sin() },
    .unary("cos", .all) { try $0.cos() },
    .unary("tan", .all) { try $0.tan() },
    .unary("asin", .all) { try $0.asin() },
    .unary("arcsin", .all) { try $0.asin() },
    .unary("acos", .all) { try $0.acos() },
    .unary("arccos", .all) { try $0.acos() },
    .unary("atan", .all) { try $0.atan() },
    .unary("arctan", .all) { try $0.atan() },
    .unary("sinh", .all) { try $0.sinh() },
    .unary("cosh", .all) { try $0.cosh() },
    .unary("tanh", [.torch, .method, .inPlace, .functional, .torchInPlace]) { try $0.tanh() },
    .unary("asinh", .all) { try $0.asinh() },
    .unary("arcsinh", .all) { try $0.asinh() },
    .unary("acosh", .all) { try $0.acosh() },
    .unary("arccosh", .all) { try $0.acosh() },
    .unary("atanh", .all) { try $0.atanh() },
    .unary("arctanh", .all) { try $0.atanh() },
    .unary("erf", [.torch, .method, .inPlace, .special]) { try $0.erf() },
    .unary("erfc", [.torch, .method, .inPlace, .special]) { try $0.erfc() },
    .unary("erfinv", [.torch, .method, .inPlace, .special]) { try $0.erfinv() },
    .unary("lgamma", .all) { try $0.lgamma() },
    .unary("digamma", [.torch, .method, .inPlace, .special]) { try $0.digamma() },
    .unary("conj", .both) { $0 },
    .unary("real", .torch) { $0 },
    .op("angle", "input", .both) { call in
      let x = try call.tensor(0)
      let zero = try x.detach().zerosLike()
      return try Tensor.where(x.lt(.int(0)), zero.add(.float(.pi)), zero.mul(x))
    },
    .op("sinc", "input", [.torch, .method, .inPlace, .special]) { call in
      let x = try call.tensor(0).mul(.float(.pi))
      let one = try x.detach().onesLike()
      let isZero = try x.eq(.int(0))
      return try Tensor.where(isZero, one, x.sin().div(Tensor.where(isZero, one, x))).shown(
        as: "SincBackward0")
    },
    .unary("floor", .all) { try $0.floor() },
    .unary("ceil", .all) { try $0.ceil() },
    .op("round", "input, *, decimals=0", .all, round),
    .unary("trunc", .all) { try $0.trunc() },
    .unary("fix", .all) { try $0.trunc() },
    .unary("frac", .all) { try $0.frac() },
    .unary("deg2rad", .all) { try $0.mul(.float(Double.pi / 180)) },
    .unary("rad2deg", .all) { try $0.mul(.float(180 / Double.pi)) },
    .unary("sigmoid", [.torch, .method, .inPlace, .functional, .torchInPlace]) { try $0.sigmoid() },
    .op("logit", "input, eps=None", .all, logit),
    .op("nan_to_num", "input, nan=0.0, posinf=None, neginf=None", .all) { call in
      try call.tensor(0).nanToNum(
        nan: call.optionalDouble(1) ?? 0, posinf: call.optionalDouble(2), neginf: call.optionalDouble(3))
    },
    .op("clamp", "input, min=None, max=None", .all, clamp),
    .op("clip", "input, min=None, max=None", .all, clamp),
    .op("clamp_min", "input, min", .all) { call in
      if let bound = call[1].tensor { return try call.tensor(0).clamp(min: bound, max: nil) }
      return try call.tensor(0).clamp(min: call.scalar(1))
    },
    .op("clamp_max", "input, max", .all) { call in
      if let bound = call[1].tensor { return try call.tensor(0).clamp(min: nil, max: bound) }
      return try call.tensor(0).clamp(max: call.scalar(1))
    },
    .unary("isnan", .both) { try $0.isnan() },
    .unary("isinf", .both) { try $0.isinf() },
    .unary("isfinite", .both) { try $0.isfinite() },
    .unary("isposinf", .both) { try $0.isposinf() },
    .unary("isneginf", .both) { try $0.isneginf() },
    .unary("signbit", .both) { try $0.signbit() },
    .unary("isreal", .both) { try $0.onesLike(dtype: .bool) },
    .unary("logical_not", .all) { try $0.logicalNot() },
    .op("bitwise_not", "input", .all) { call in
      guard !(try call.tensor(0).dtype.isFloatingPoint) else {
        throw TensorError.dtype(op: "bitwise_not", try call.tensor(0).dtype)
      }
      return try call.tensor(0).bitwiseNot()
    },
  ]

  static let round: Op.TensorBody = { call in
    let decimals = try call.int(1)
    guard decimals != 0 else { return try call.tensor(0).round() }
    let power = Scalar.float(powerOfTen(decimals.magnitude))
    let scaled = decimals > 0 ? try call.tensor(0).mul(power) : try call.tensor(0).div(power)
    return decimals > 0 ? try scaled.round().div(power) : try scaled.round().mul(power)
  }

  static let logit: Op.TensorBody = { call in
    var x = try call.tensor(0)
    if let eps = try call.optionalDouble(1) { x = try x.clamp(min: .float(eps), max: .float(1 - eps)) }
    return try x.div(x.rsub(1)).log()
  }

  private static let clamp: Op.TensorBody = { call in
    let x = try call.tensor(0)
    if call[1].tensor != nil || call[2].tensor != nil {
      return try x.clamp(min: bound(call, 1), max: bound(call, 2))
    }
    let low = try call.optionalScalar(1)
    let high = try call.optionalScalar(2)
    if low == nil && high == nil { throw TensorError.argument(op: "clamp", name: "min", value: "None") }
    return try x.clamp(min: low, max: high)
  }

  private static func bound(_ call: borrowing OpCall, _ index: Int) throws -> Tensor? {
    if call.isNone(index) { return nil }
    return try call[index].tensor ?? Tensor.number(call.scalar(index))
  }

  private static func powerOfTen(_ exponent: UInt) -> Double {
    (0..<min(exponent, 308)).reduce(1.0) { power, _ in power * 10 }
  }
}
