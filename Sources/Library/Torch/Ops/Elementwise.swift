import Script
import Tensors

/// Functions of one number, applied to each element.
enum ElementwiseOps {
  static let ops: [Op] = [
    .op("abs", "input", .all) { try $0.tensor(0).abs() },
    .op("absolute", "input", .all) { try $0.tensor(0).abs() },
    .op("neg", "input", .all) { try $0.tensor(0).neg() },
    .op("negative", "input", .all) { try $0.tensor(0).neg() },
    .op("positive", "input", .both) { try $0.tensor(0) },
    .op("sign", "input", .all) { try $0.tensor(0).sign() },
    .op("sgn", "input", .all) { try $0.tensor(0).sign() },
    .op("square", "input", .all) { try $0.tensor(0).square() },
    .op("sqrt", "input", .all) { try $0.tensor(0).sqrt() },
    .op("rsqrt", "input", .all) { try $0.tensor(0).rsqrt() },
    .op("reciprocal", "input", .all) { try $0.tensor(0).reciprocal() },
    .op("exp", "input", .all) { try $0.tensor(0).exp() },
    .op("exp2", "input", .all) { try $0.tensor(0).exp2() },
    .op("expm1", "input", .all) { try $0.tensor(0).expm1() },
    .op("log", "input", .all) { try $0.tensor(0).log() },
    .op("log2", "input", .all) { try $0.tensor(0).log2() },
    .op("log10", "input", .all) { try $0.tensor(0).log10() },
    .op("log1p", "input", .all) { try $0.tensor(0).log1p() },
    .op("sin", "input", .all) { try $0.tensor(0).sin() },
    .op("cos", "input", .all) { try $0.tensor(0).cos() },
    .op("tan", "input", .all) { try $0.tensor(0).tan() },
    .op("asin", "input", .all) { try $0.tensor(0).asin() },
    .op("arcsin", "input", .all) { try $0.tensor(0).asin() },
    .op("acos", "input", .all) { try $0.tensor(0).acos() },
    .op("arccos", "input", .all) { try $0.tensor(0).acos() },
    .op("atan", "input", .all) { try $0.tensor(0).atan() },
    .op("arctan", "input", .all) { try $0.tensor(0).atan() },
    .op("sinh", "input", .all) { try $0.tensor(0).sinh() },
    .op("cosh", "input", .all) { try $0.tensor(0).cosh() },
    .op("tanh", "input", [.torch, .method, .inPlace, .functional, .torchInPlace]) { try $0.tensor(0).tanh() },
    .op("asinh", "input", .all) { try $0.tensor(0).asinh() },
    .op("arcsinh", "input", .all) { try $0.tensor(0).asinh() },
    .op("acosh", "input", .all) { try $0.tensor(0).acosh() },
    .op("arccosh", "input", .all) { try $0.tensor(0).acosh() },
    .op("atanh", "input", .all) { try $0.tensor(0).atanh() },
    .op("arctanh", "input", .all) { try $0.tensor(0).atanh() },
    .op("erf", "input", [.torch, .method, .inPlace, .special]) { try $0.tensor(0).erf() },
    .op("erfc", "input", [.torch, .method, .inPlace, .special]) { try $0.tensor(0).erfc() },
    .op("erfinv", "input", [.torch, .method, .inPlace, .special]) { try $0.tensor(0).erfinv() },
    .op("lgamma", "input", .all) { try $0.tensor(0).lgamma() },
    .op("digamma", "input", [.torch, .method, .inPlace, .special]) { try $0.tensor(0).digamma() },
    .op("conj", "input", .both) { try $0.tensor(0) },
    .op("real", "input", .torch) { try $0.tensor(0) },
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
    .op("floor", "input", .all) { try $0.tensor(0).floor() },
    .op("ceil", "input", .all) { try $0.tensor(0).ceil() },
    .op("round", "input, *, decimals=0", .all, round),
    .op("trunc", "input", .all) { try $0.tensor(0).trunc() },
    .op("fix", "input", .all) { try $0.tensor(0).trunc() },
    .op("frac", "input", .all) { try $0.tensor(0).frac() },
    .op("deg2rad", "input", .all) { try $0.tensor(0).mul(.float(Double.pi / 180)) },
    .op("rad2deg", "input", .all) { try $0.tensor(0).mul(.float(180 / Double.pi)) },
    .op("sigmoid", "input", [.torch, .method, .inPlace, .functional, .torchInPlace]) {
      try $0.tensor(0).sigmoid()
    },
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
    .op("isnan", "input", .both) { try $0.tensor(0).isnan() },
    .op("isinf", "input", .both) { try $0.tensor(0).isinf() },
    .op("isfinite", "input", .both) { try $0.tensor(0).isfinite() },
    .op("isposinf", "input", .both) { try $0.tensor(0).isposinf() },
    .op("isneginf", "input", .both) { try $0.tensor(0).isneginf() },
    .op("signbit", "input", .both) { try $0.tensor(0).signbit() },
    .op("isreal", "input", .both) { try $0.tensor(0).onesLike(dtype: .bool) },
    .op("logical_not", "input", .all) { try $0.tensor(0).logicalNot() },
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
