import Tensors
import Testing

extension Tensor {
  /// Different numbers between −1 and 1, in float64 and the same in every run.
  static func spread(_ shape: Shape, salt: Int = 13) throws -> Tensor {
    let count = shape.reduce(1, *)
    return try Tensor((0..<count).map { Double(($0 * 7919 + salt * 104_729) % 1000) / 500 - 1.0013 }, shape)
  }

  /// Different numbers between 0.2 and 0.9.
  static func fraction(_ shape: Shape, salt: Int = 57) throws -> Tensor {
    try spread(shape, salt: salt).mul(0.35).add(0.55)
  }

  /// A square matrix far from singular.
  static func regular(_ size: Int) throws -> Tensor {
    try spread([size, size]).add(Tensor.eye(size).to(.float64).mul(2)).detach()
  }

  /// A scalar that depends on every element in its own way, so that no gradient is the same as another.
  func weighted() throws -> Tensor { try mul(Tensor.spread(shape, salt: 7).detach()).sum() }
}

typealias Differentiable = (
  name: String, inputs: @Sendable () throws -> [Tensor], f: @Sendable ([Tensor]) throws -> Tensor
)

/// The elementwise operations, from the engine's own lists.
private let elementwise: [Differentiable] =
  UnaryOp.allCases.filter(\.isDifferentiated).map(function)
  + BinaryOp.allCases.filter(\.isDifferentiated).flatMap(functions)

private func function(of op: UnaryOp) -> Differentiable {
  let (first, second) = op.parameters
  return ("unary \(op)", { [try op.domain([7])] }, { try $0[0].unary(op, first, second) })
}

private func functions(of op: BinaryOp) -> [Differentiable] {
  let both: Differentiable = (
    "binary \(op)", { [try .fraction([5]), try .fraction([5], salt: 3)] },
    { try Tensor.binary(op, $0[0], $0[1]) }
  )
  // Only these have a form with a Python number.
  guard [.add, .sub, .mul, .div, .pow].contains(op) else { return [both] }
  let left: Differentiable = (
    "scalar \(op)", { [try .fraction([5])] }, { try $0[0].binary(op, .float(0.37)) }
  )
  let right: Differentiable = (
    "reversed scalar \(op)", { [try .fraction([5])] },
    { try $0[0].binary(op, .float(0.37), reversed: true) }
  )
  return [both, left, right]
}

extension UnaryOp {
  /// Whether its gradient rule is one to check: steps have the gradient 0, and in float64 there is no other.
  fileprivate var isDifferentiated: Bool {
    switch self {
    case .sign, .floor, .ceil, .round, .trunc: false
    // In the list of the others, away from the pole.
    case .lgamma, .digamma: false
    default: true
    }
  }

  /// Points where the function is smooth.
  fileprivate func domain(_ shape: Shape) throws -> Tensor {
    switch self {
    case .sqrt, .rsqrt, .reciprocal, .log, .log2, .log10, .log1p, .asin, .acos, .atanh, .erfinv, .lgamma,
      .digamma:
      try .fraction(shape)
    case .acosh: try .fraction(shape).add(1).detach()
    case .relu6, .hardtanh, .clamp, .hardsigmoid, .hardswish, .threshold, .hardshrink, .softshrink:
      try Tensor.spread(shape).mul(4).detach()
    default: try .spread(shape)
    }
  }

  fileprivate var parameters: (Double, Double) {
    switch self {
    case .clamp, .hardtanh: (-0.913, 0.877)
    case .softplus: (1.5, 20)
    default: (0.31, 0.2)
    }
  }
}

extension BinaryOp {
  /// The later ones are gradients themselves, which second derivatives check; the integers' have none.
  fileprivate var isDifferentiated: Bool {
    switch self {
    case .add, .sub, .mul, .div, .maximum, .minimum, .pow, .fmod, .remainder, .atan2, .hypot, .fmax, .fmin,
      .copysign:
      true
    default: false
    }
  }
}

private func factors(_ a: Tensor) throws -> Tensor {
  let (q, r) = try Linalg.qr(a)
  return try Tensor.cat([q, r])
}
private func spectrum(_ a: Tensor) throws -> Tensor {
  let (values, vectors) = try Linalg.eigh(a + a.t())
  return try vectors.square().matmul(values)
}
private func recomposed(_ a: Tensor) throws -> Tensor {
  let (u, s, vh) = try Linalg.svd(a, fullMatrices: false)
  return try (u * s).matmul(vh.square())
}
private func written(_ a: Tensor, _ b: Tensor) throws -> Tensor {
  let copy = try a.clone()
  try copy.setIndex([.tensor(Tensor([0, 2]))], b)
  return try copy.square()
}

/// Operations whose gradients can't be differentiated again.
let differentiableOnce: [Differentiable] = [
  (
    "qr", { [try .regular(4).slice(dim: 1, start: 1).detach()] },
    { try factors($0[0]) }
  ),
  (
    "eigh", { [try .regular(3)] },
    { try spectrum($0[0]) }
  ),
  (
    "svd", { [try .regular(4).slice(dim: 1, start: 1).detach()] },
    { try recomposed($0[0]) }
  ),
  ("dropout's draw", { [try .fraction([4])] }, { try $0[0].bernoulli() * 0 }),
  ("a draw of events", { [try .fraction([4])] }, { try $0[0].poisson() * 0 }),
  (
    "a draw around means", { [try .fraction([4])] },
    { try Tensor.normal(mean: $0[0], std: $0[0]) * 0 }
  ),
]

/// The differentiable operations, each as a function of float64 tensors; where it's smooth at the points that are tried.
let differentiable: [Differentiable] = elementwise + others

private let others: [Differentiable] =
  [
    ("neg", { [try .spread([5])] }, { try $0[0].neg() }),
    ("lgamma", { [try .fraction([5])] }, { try $0[0].add(1).lgamma() }),
    ("digamma", { [try .fraction([5])] }, { try $0[0].add(1).digamma() }),
    ("polygamma", { [try .fraction([5])] }, { try $0[0].add(1).polygamma(2) }),
    ("i0", { [try .spread([5])] }, { try $0[0].besselI0() }),
    ("i0e", { [try .fraction([5])] }, { try $0[0].besselI0(scaled: true) }),
    ("i1", { [try .fraction([5])] }, { try $0[0].besselI1() }),
    ("i1e", { [try .fraction([5])] }, { try $0[0].besselI1(scaled: true) }),
    ("erfcx", { [try .spread([5])] }, { try $0[0].erfcx() }),
    ("log_ndtr", { [try .spread([5])] }, { try $0[0].logNdtr() }),
    (
      "zeta", { [try .fraction([5])] },
      { try Tensor.full([], .float(2.5), dtype: .float64).zeta($0[0].add(1)) }
    ),
    (
      "gammainc", { [try .fraction([5])] },
      { try Tensor.full([], .float(1.5), dtype: .float64).incompleteGamma($0[0].add(1), upper: false) }
    ),
    (
      "lu", { [try .regular(3)] },
      {
        let found = try Linalg.lu($0[0])
        return try found.lower.add(found.upper.mul(found.upper))
      }
    ),
    ("abs", { [try .spread([5])] }, { try $0[0].abs() }),
    ("square", { [try .spread([5])] }, { try $0[0].square() }),
    ("sqrt", { [try .fraction([5])] }, { try $0[0].sqrt() }),
    ("rsqrt", { [try .fraction([5])] }, { try $0[0].rsqrt() }),
    ("reciprocal", { [try .fraction([5])] }, { try $0[0].reciprocal() }),
    ("exp", { [try .spread([5])] }, { try $0[0].exp() }),
    ("exp2", { [try .spread([5])] }, { try $0[0].exp2() }),
    ("expm1", { [try .spread([5])] }, { try $0[0].expm1() }),
    ("log", { [try .fraction([5])] }, { try $0[0].log() }),
    ("log2", { [try .fraction([5])] }, { try $0[0].log2() }),
    ("log10", { [try .fraction([5])] }, { try $0[0].log10() }),
    ("log1p", { [try .fraction([5])] }, { try $0[0].log1p() }),
    ("sin", { [try .spread([5])] }, { try $0[0].sin() }),
    ("cos", { [try .spread([5])] }, { try $0[0].cos() }),
    ("tan", { [try .spread([5])] }, { try $0[0].tan() }),
    ("asin", { [try .fraction([5])] }, { try $0[0].asin() }),
    ("acos", { [try .fraction([5])] }, { try $0[0].acos() }),
    ("atan", { [try .spread([5])] }, { try $0[0].atan() }),
    ("sinh", { [try .spread([5])] }, { try $0[0].sinh() }),
    ("cosh", { [try .spread([5])] }, { try $0[0].cosh() }),
    ("tanh", { [try .spread([5])] }, { try $0[0].tanh() }),
    ("asinh", { [try .spread([5])] }, { try $0[0].asinh() }),
    ("acosh", { [try .fraction([5]).add(1).detach()] }, { try $0[0].acosh() }),
    ("atanh", { [try .fraction([5])] }, { try $0[0].atanh() }),
    ("erf", { [try .spread([5])] }, { try $0[0].erf() }),
    ("erfc", { [try .spread([5])] }, { try $0[0].erfc() }),
    ("erfinv", { [try .fraction([5])] }, { try $0[0].erfinv() }),
    ("sigmoid", { [try .spread([5])] }, { try $0[0].sigmoid() }),
    ("logsigmoid", { [try .spread([5])] }, { try $0[0].logsigmoid() }),
    ("relu", { [try .spread([5])] }, { try $0[0].relu() }),
    ("leakyRelu", { [try .spread([5])] }, { try $0[0].leakyRelu(slope: 0.3) }),
    ("elu", { [try .spread([5])] }, { try $0[0].elu(alpha: 0.7) }),
    ("celu", { [try .spread([5])] }, { try $0[0].celu(alpha: 0.7) }),
    ("selu", { [try .spread([5])] }, { try $0[0].selu() }),
    ("silu", { [try .spread([5])] }, { try $0[0].silu() }),
    ("gelu", { [try .spread([5])] }, { try $0[0].gelu() }),
    ("gelu by tanh", { [try .spread([5])] }, { try $0[0].gelu(tanh: true) }),
    ("mish", { [try .spread([5])] }, { try $0[0].mish() }),
    ("softplus", { [try .spread([5])] }, { try $0[0].softplus(beta: 1.5) }),
    ("softsign", { [try .spread([5])] }, { try $0[0].softsign() }),
    ("tanhshrink", { [try .spread([5])] }, { try $0[0].tanhshrink() }),
    ("hardswish", { [try .spread([5])] }, { try $0[0].hardswish() }),
    ("clamp", { [try .spread([5])] }, { try $0[0].clamp(min: -0.3, max: 0.4) }),
    (
      "add with broadcasting", { [try .spread([3, 1]), try .spread([2], salt: 3)] }, { try $0[0] + $0[1] }
    ),
    (
      "mul with broadcasting", { [try .spread([3, 1]), try .spread([2], salt: 3)] }, { try $0[0] * $0[1] }
    ),
    ("div", { [try .spread([4]), try .fraction([4])] }, { try $0[0] / $0[1] }),
    ("pow", { [try .fraction([4]), try .spread([4])] }, { try $0[0].pow($0[1]) }),
    ("pow of a number", { [try .fraction([4])] }, { try $0[0].pow(2.5) }),
    ("a number's pow", { [try .spread([4])] }, { try $0[0].rpow(1.7) }),
    ("a number over", { [try .fraction([4])] }, { try 2.5 / $0[0] }),
    ("maximum", { [try .spread([4]), try .spread([4], salt: 3)] }, { try $0[0].maximum($0[1]) }),
    ("atan2", { [try .spread([4]), try .spread([4], salt: 3)] }, { try $0[0].atan2($0[1]) }),
    ("hypot", { [try .spread([4]), try .spread([4], salt: 3)] }, { try $0[0].hypot($0[1]) }),
    (
      "lerp", { [try .spread([4]), try .spread([4], salt: 3), try .fraction([4])] },
      { try $0[0].lerp($0[1], weight: $0[2]) }
    ),
    (
      "where", { [try .spread([4]), try .spread([4], salt: 3)] },
      { try Tensor.where($0[0].detach().gt($0[1].detach()), $0[0], $0[1]) }
    ),
    ("sum", { [try .spread([2, 3, 2])] }, { try $0[0].sum(dims: [0, 2]).square() }),
    ("mean", { [try .spread([2, 3])] }, { try $0[0].mean(dims: [1], keepDim: true).square() }),
    ("variance", { [try .spread([3, 4])] }, { try $0[0].variance(dims: [1]) }),
    ("std", { [try .spread([3, 4])] }, { try $0[0].std(dims: [0], correction: 0) }),
    ("prod", { [try .fraction([2, 3])] }, { try $0[0].prod(dim: 1) }),
    ("amax", { [try .spread([2, 3])] }, { try $0[0].amax(dims: [1]).square() }),
    ("max", { [try .spread([2, 3])] }, { try $0[0].max(dim: 0).values.square() }),
    ("norm", { [try .spread([2, 3])] }, { try $0[0].vectorNorm(dims: [1]) }),
    ("norm of order 3", { [try .spread([2, 3])] }, { try $0[0].vectorNorm(order: 3) }),
    ("logSumExp", { [try .spread([2, 3])] }, { try $0[0].logSumExp(dims: [1]) }),
    ("softmax", { [try .spread([2, 3])] }, { try $0[0].softmax(dim: 0) }),
    ("logSoftmax", { [try .spread([2, 3])] }, { try $0[0].logSoftmax(dim: 1) }),
    ("cumsum", { [try .spread([5])] }, { try $0[0].cumsum(dim: 0).square() }),
    ("cumprod", { [try .fraction([5])] }, { try $0[0].cumprod(dim: 0) }),
    ("matmul", { [try .spread([2, 3]), try .spread([3, 2], salt: 3)] }, { try $0[0].matmul($0[1]) }),
    (
      "batched matmul", { [try .spread([2, 2, 3]), try .spread([3, 2], salt: 3)] },
      { try $0[0].matmul($0[1]) }
    ),
    (
      "matrix times vector", { [try .spread([2, 3]), try .spread([3], salt: 3)] },
      { try $0[0].matmul($0[1]) }
    ),
    ("dot", { [try .spread([3]), try .spread([3], salt: 3)] }, { try $0[0].dot($0[1]) }),
    (
      "linear", { [try .spread([2, 3]), try .spread([4, 3], salt: 3), try .spread([4])] },
      { try Tensor.linear($0[0], $0[1], $0[2]).tanh() }
    ),
    (
      "addmm", { [try .spread([2, 2]), try .spread([2, 3]), try .spread([3, 2])] },
      { try $0[0].addmm($0[1], $0[2], beta: 0.5, alpha: 2) }
    ),
    (
      "einsum", { [try .spread([2, 3]), try .spread([3, 2], salt: 3)] },
      { try Tensor.einsum("ij,jk->ki", $0) }
    ),
    ("einsum with a diagonal", { [try .spread([3, 3])] }, { try Tensor.einsum("ii->i", $0).square() }),
    ("permute", { [try .spread([2, 3, 2])] }, { try $0[0].permute([2, 0, 1]).square() }),
    (
      "slice and select", { [try .spread([4, 3])] },
      { try $0[0].slice(dim: 0, start: 1, step: 2).select(dim: 1, index: 2).square() }
    ),
    ("diagonal", { [try .spread([3, 4])] }, { try $0[0].diagonal(offset: 1).square() }),
    ("unfold", { [try .spread([6])] }, { try $0[0].unfold(dim: 0, size: 3, step: 1).square() }),
    (
      "expand and reshape", { [try .spread([2, 1])] },
      { try $0[0].expand([2, 3]).reshape([3, 2]).square() }
    ),
    (
      "cat and stack", { [try .spread([2]), try .spread([2], salt: 3)] },
      { try Tensor.stack([Tensor.cat([$0[0], $0[1]]), Tensor.cat([$0[1], $0[0]])]).square() }
    ),
    ("flip and roll", { [try .spread([2, 3])] }, { try $0[0].flip([1]).roll([1], dims: [0]).square() }),
    ("repeat", { [try .spread([2, 2])] }, { try $0[0].repeat([2, 1, 3]).square() }),
    ("tril and triu", { [try .spread([3, 3])] }, { try $0[0].tril().square() + $0[0].triu(diagonal: 1) }),
    ("pad", { [try .spread([2, 3])] }, { try $0[0].pad([1, -1, 0, 2], value: 0.5).square() }),
    (
      "gather", { [try .spread([3, 2])] },
      { try $0[0].gather(dim: 0, Tensor([2, 0, 1, 1], [2, 2])).square() }
    ),
    (
      "scatterAdd", { [try .spread([3]), try .spread([4])] },
      { try $0[0].scatterAdd(dim: 0, Tensor([0, 2, 2, 1]), $0[1]).square() }
    ),
    (
      "scatter", { [try .spread([3]), try .spread([2])] },
      { try $0[0].scatter(dim: 0, Tensor([0, 2]), $0[1]).square() }
    ),
    (
      "indexSelect", { [try .spread([3, 2])] },
      { try $0[0].indexSelect(dim: 0, Tensor([2, 2, 0])).square() }
    ),
    (
      "advanced index", { [try .spread([3, 4])] },
      { try $0[0].index([.tensor(Tensor([0, 2, 2])), .slice(start: 1, stop: nil, step: nil)]).square() }
    ),
    ("embedding", { [try .spread([3, 2])] }, { try $0[0].embedding(Tensor([1, 1, 0])).square() }),
    (
      "maskedFill", { [try .spread([4])] },
      { try $0[0].maskedFill($0[0].detach().gt(0), value: 2).square() }
    ),
    ("mseLoss", { [try .spread([4]), try .spread([4], salt: 3)] }, { try $0[0].mseLoss($0[1]) }),
    (
      "binaryCrossEntropy", { [try .fraction([4])] },
      { try $0[0].binaryCrossEntropy(Tensor.fraction([4], salt: 3).detach()) }
    ),
    (
      "binaryCrossEntropyWithLogits", { [try .spread([4])] },
      { try $0[0].binaryCrossEntropyWithLogits(Tensor.fraction([4]).detach()) }
    ),
    (
      "weighted logits", { [try .spread([4])] },
      {
        try $0[0].binaryCrossEntropyWithLogits(
          Tensor.fraction([4]).detach(), posWeight: Tensor.fraction([4]).detach())
      }
    ),
    ("crossEntropy", { [try .spread([3, 4])] }, { try $0[0].crossEntropy(Tensor([1, -100, 3])) }),
    (
      "crossEntropy with smoothing", { [try .spread([3, 4])] },
      { try $0[0].crossEntropy(Tensor([1, 0, 3]), labelSmoothing: 0.2) }
    ),
    (
      "crossEntropy of probabilities", { [try .spread([2, 3])] },
      { try $0[0].crossEntropy(Tensor.fraction([2, 3]).detach()) }
    ),
    (
      "layerNorm", { [try .spread([2, 4]), try .spread([4], salt: 3), try .spread([4], salt: 5)] },
      { try $0[0].layerNorm([4], weight: $0[1], bias: $0[2]) }
    ),
    (
      "batchNorm", { [try .spread([4, 2]), try .spread([2], salt: 3), try .spread([2], salt: 5)] },
      { try $0[0].batchNorm(runningMean: nil, runningVar: nil, weight: $0[1], bias: $0[2], training: true) }
    ),
    (
      "batchNorm of images",
      { [try .spread([2, 2, 2, 2]), try .spread([2], salt: 3), try .spread([2], salt: 5)] },
      { try $0[0].batchNorm(runningMean: nil, runningVar: nil, weight: $0[1], bias: $0[2], training: true) }
    ),
    (
      "groupNorm", { [try .spread([2, 4, 3]), try .spread([4], salt: 3), try .spread([4], salt: 5)] },
      { try $0[0].groupNorm(groups: 2, weight: $0[1], bias: $0[2]) }
    ),
    (
      "conv2d",
      { [try .spread([1, 2, 4, 4]), try .spread([2, 2, 3, 3], salt: 3), try .spread([2], salt: 5)] },
      { try Tensor.conv2d($0[0], $0[1], $0[2], padding: .sizes(Pair(1))) }
    ),
    ("avgPool2d", { [try .spread([1, 2, 4, 4])] }, { try $0[0].avgPool2d(Pair(2)).square() }),
    ("adaptiveAvgPool2d", { [try .spread([1, 2, 4, 4])] }, { try $0[0].adaptiveAvgPool2d(3, 2).square() }),
    ("maxPool2d", { [try .spread([1, 2, 4, 4])] }, { try $0[0].maxPool2d(Pair(2)).values.square() }),
    ("inv", { [try .regular(3)] }, { try Linalg.inv($0[0]) }),
    ("det", { [try .regular(3)] }, { try Linalg.det($0[0]) }),
    ("slogdet", { [try .regular(3)] }, { try Linalg.slogdet($0[0]).logabsdet }),
    ("solve", { [try .regular(3), try .spread([3, 2])] }, { try Linalg.solve($0[0], $0[1]) }),
    (
      "lstsq", { [try .spread([4, 2]), try .spread([4, 1], salt: 3)] },
      { try Linalg.lstsq($0[0], $0[1]).solution }
    ),
    ("pinv", { [try .regular(3).slice(dim: 1, start: 1).detach()] }, { try Linalg.pinv($0[0]) }),
    ("cholesky", { [try .regular(3)] }, { try Linalg.cholesky($0[0].matmul($0[0].t())) }),
    (
      "stack", { [try .spread([2]), try .spread([2], salt: 3)] },
      { try Tensor.stack([$0[0], $0[1]]).square() }
    ),
    ("convert", { [try .spread([3])] }, { try $0[0].to(.float32).to(.float64) * $0[0] * 0 + $0[0].clone() }),
    (
      "indexPut", { [try .spread([4]), try .spread([2], salt: 3)] },
      { try written($0[0], $0[1]) }
    ),
    (
      "rmsNorm", { [try .spread([2, 4]), try .spread([4], salt: 3)] },
      { try $0[0].rmsNorm([4], weight: $0[1]) }
    ),
  ]

@Suite("Gradients")
struct GradientTests {
  @Test("agree with differences", arguments: (differentiable + differentiableOnce).indices)
  func first(index: Int) throws {
    let operation = (differentiable + differentiableOnce)[index]
    do {
      try checkGradients(operation.inputs()) { try operation.f($0).weighted() }
    } catch { Issue.record("\(operation.name): \(error)") }
  }

  @Test("of gradients agree with differences of gradients", arguments: differentiable.indices)
  func second(index: Int) throws {
    let operation = differentiable[index]
    do {
      try checkGradients(operation.inputs(), tolerance: 2e-5) { inputs in
        let value = try operation.f(inputs).weighted()
        let gradients = try Tensor.grad(
          outputs: [value], inputs: inputs, createGraph: true, allowUnused: true)
        // The inputs themselves take part, so that there's something to differentiate for linear operations too.
        var total = try inputs[0].square().sum()
        for gradient in gradients { if let gradient { total = try total + gradient.weighted() } }
        return total
      }
    } catch { Issue.record("\(operation.name): \(error)") }
  }
}
