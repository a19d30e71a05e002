import Script
import Tensors

/// What only `torch.special` has: other names of functions that stand elsewhere, and a few of its own.
enum SpecialFunctionOps {
  static let ops: [Op] = [
    .unary("expit", .special) { try $0.sigmoid() },
    .unary("exp2", .special) { try $0.exp2() },
    .unary("expm1", .special) { try $0.expm1() },
    .unary("log1p", .special) { try $0.log1p() },
    .unary("gammaln", .special) { try $0.lgamma() },
    .unary("psi", .special) { try $0.digamma() },
    .op("logit", "input, eps=None", .special, ElementwiseOps.logit),
    .op("round", "input, *, decimals=0", .special, ElementwiseOps.round),
    .op("entr", "input", .special) { call in
      let x = try call.tensor(0)
      // −x·ln x; 0 at 0, −∞ below.
      let isInside = try x.gt(.int(0))
      let inside = try Tensor.where(isInside, x, x.onesLike())
      let outside = try Tensor.where(x.eq(.int(0)), x.zerosLike(), x.add(.float(-.infinity)))
      return try Tensor.where(isInside, inside.mul(inside.log()).neg(), outside).shown(
        as: "SpecialEntrBackward0")
    },
    .op("ndtr", "input", .special) { call in
      // The normal distribution's cumulative function.
      let scaled = try call.tensor(0).mul(.float(0.5.squareRoot()))
      return try scaled.erf().add(.int(1)).mul(.float(0.5)).shown(as: "SpecialNdtrBackward0")
    },
    .op("ndtri", "input", .special) { call in
      try call.tensor(0).mul(.int(2)).sub(.int(1)).erfinv().mul(.float(2.0.squareRoot())).shown(
        as: "SpecialNdtriBackward0")
    },
    .op("log_ndtr", "input", .special) { try $0.tensor(0).logNdtr() },
    .op("erfcx", "input", .special) { try $0.tensor(0).erfcx() },
    .op("i0", "input", [.torch, .method, .inPlace, .special]) { try $0.tensor(0).besselI0() },
    .op("i0e", "input", .special) { try $0.tensor(0).besselI0(scaled: true) },
    .op("i1", "input", .special) { try $0.tensor(0).besselI1() },
    .op("i1e", "input", .special) { try $0.tensor(0).besselI1(scaled: true) },
    .op("bessel_j0", "input", .special) { try $0.tensor(0).besselJ(order: 0) },
    .op("bessel_j1", "input", .special) { try $0.tensor(0).besselJ(order: 1) },
    .op("zeta", "input, other", .special) {
      try ArithmeticOps.operand($0, 0).zeta(ArithmeticOps.operand($0, 1))
    },
    .op("polygamma", "n, input", [.torch, .special]) { try $0.tensor(1).polygamma($0.int(0)) },
    .op("polygamma", "input, n", [.method, .inPlace]) { try $0.tensor(0).polygamma($0.int(1)) },
    .op("gammainc", "input, other", .special) {
      try $0.tensor(0).incompleteGamma($0.tensor(1), upper: false)
    },
    .op("gammaincc", "input, other", .special) {
      try $0.tensor(0).incompleteGamma($0.tensor(1), upper: true)
    },
    .op("igamma", "input, other", .all) { try $0.tensor(0).incompleteGamma($0.tensor(1), upper: false) },
    .op("igammac", "input, other", .all) { try $0.tensor(0).incompleteGamma($0.tensor(1), upper: true) },
    .op("nextafter", "input, other", .all) { try $0.tensor(0).nextAfter($0.tensor(1)) },
    .call("frexp", "input", .both) { call in
      let (mantissa, exponent) = try call.tensor(0).frexp()
      return .named("frexp", ["mantissa", "exponent"], [.tensor(mantissa), .tensor(exponent)])
    },
    .op("multigammaln", "input, p", .special, multigammaln),
    .op("mvlgamma", "input, p", .both, multigammaln),
  ]

  /// ln Γₚ(x) = p(p − 1)/4·ln π + Σᵢ ln Γ(x + (1 − i)/2).
  private static let multigammaln: Op.TensorBody = { call in
    let p = try call.int(1)
    guard p >= 1, p <= 1 << 16 else {
      throw TensorError.argument(op: "multigammaln", name: "p", value: "\(p)")
    }
    let x = try call.tensor(0)
    var sum = try x.zerosLike().add(.float(Double(p) * Double(p - 1) / 4 * 1.1447298858494002))
    for i in 0..<p { sum = try sum.add(x.sub(.float(Double(i) / 2)).lgamma()) }
    return sum.shown(as: "MvlgammaBackward0")
  }
}
