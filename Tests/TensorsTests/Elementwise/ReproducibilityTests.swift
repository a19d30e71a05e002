import CKernels
import Tensors
import Testing

/// A small training step and operations of every kind of kernel; their numbers as bits.
private func fingerprint() throws -> [UInt32] {
  func numbers(_ shape: Shape, _ salt: Int) throws -> Tensor {
    let count = shape.reduce(1, *)
    return try Tensor(
      (0..<count).map { Float(($0 &* 7919 &+ salt &* 104_729) % 10007) / 5003.5 - 1.0001 }, shape)
  }
  var bits: [UInt32] = []
  func note(_ tensor: Tensor?) throws {
    guard let tensor else { return }
    bits += try tensor.array(Float.self).map(\.bitPattern)
  }
  let x = try numbers([67, 129], 1)
  let w = try numbers([130, 129], 2).requiresGrad_()
  let b = try numbers([130], 3).requiresGrad_()
  let scale = try numbers([130], 4).requiresGrad_()
  let shift = try numbers([130], 5).requiresGrad_()
  let hidden = try Tensor.linear(x, w, b)
  let normal = try hidden.batchNorm(
    runningMean: nil, runningVar: nil, weight: scale, bias: shift, training: true)
  let active = try normal.tanh() + normal.sigmoid() * normal.gelu() + normal.layerNorm([130]).silu()
  let loss = try active.crossEntropy(Tensor((0..<67).map { $0 % 130 }))
  try loss.backward()
  for tensor in [loss, w.grad, b.grad, scale.grad, shift.grad] { try note(tensor) }
  let long = try numbers([200_003], 6)
  for tensor in [
    try long.sum(), try long.mean(), try long.variance(), try long.max(), try long.vectorNorm(),
    try long.exp().sum(), try (long.abs() + 0.01).log().sum(), try long.softmax(dim: 0), try long.erf().sum(),
    try numbers([300, 701], 7).sum(dims: [0]), try numbers([300, 701], 7).softmax(dim: 1).sum(dims: [0]),
    try numbers([300, 701], 7) * numbers([701], 8) + numbers([300, 1], 9),
    try long.min(), try long.argmax().to(.float32), try long.sort(dim: 0).values, try long.cumsum(dim: 0),
    try numbers([70, 90, 3], 10).cumsum(dim: 1), try numbers([70, 90], 10).cumprod(dim: 1),
    try long.vectorNorm(order: 3), try numbers([40, 300], 11).logSumExp(dims: [1]),
    try long.pow(2.5).nanToNum(nan: 0),
  ] { try note(tensor.detach()) }
  let images = try numbers([5, 4, 17, 19], 12).requiresGrad_()
  let kernel = try numbers([6, 2, 3, 3], 13).requiresGrad_()
  let maps = try Tensor.conv2d(images, kernel, nil, padding: .sizes(Pair(1)), groups: 2)
  let pooled = try maps.maxPool2d(Pair(2)).values.avgPool2d(Pair(3), stride: Pair(2), padding: Pair(1))
  let adapted = try pooled.adaptiveAvgPool2d(2, 3)
  try (pooled.sum() + adapted.square().sum()).backward()
  for tensor in [maps.detach(), pooled.detach(), adapted.detach(), images.grad, kernel.grad] {
    try note(tensor)
  }
  return bits
}

/// Every elementwise function of both floating-point types: on usual, tiny, huge and special numbers.
private func functionFingerprint() throws -> [UInt64] {
  let special = [
    0, -0.0, 1, -1, 0.5, -0.5, .infinity, -.infinity, .nan, .leastNonzeroMagnitude, 1e300, -1e300, 88.8,
    -103.5, 709.9,
  ]
  let usual = (0..<500).map { Double(($0 &* 7919) % 1009) / 504.5 - 1 }
  let wide = (0..<200).map { index in
    (index % 2 == 0 ? 1 : -1) * Double(sign: .plus, exponent: index - 100, significand: 1.37)
  }
  var bits: [UInt64] = []
  for dtype in [DType.float32, .float64] {
    let x = try Tensor(special + usual + usual.map { $0 * 30 } + wide).to(dtype)
    let y = try x.roll([13], dims: [0])
    for op in UnaryOp.allCases { bits += try x.unary(op, 0.3, 0.9).bits() }
    for op in BinaryOp.allCases where !op.isBitwise { bits += try Tensor.binary(op, x, y, 0.3, 0.9).bits() }
  }
  return bits
}

extension Tensor {
  /// The elements' bits; which of its many patterns a NaN has is no result.
  fileprivate func bits() throws -> [UInt64] {
    try detach().to(.float64).array(Double.self).map { $0.isNaN ? Double.nan.bitPattern : $0.bitPattern }
  }
}

extension BinaryOp {
  fileprivate var isBitwise: Bool {
    switch self {
    case .bitAnd, .bitOr, .bitXor, .shiftLeft, .shiftRight: true
    default: false
    }
  }
}

/// The golden cases with their results and gradients.
private func goldenFingerprint(_ cases: [GoldenCase]) throws -> [UInt64] {
  var bits: [UInt64] = []
  for recorded in cases {
    guard let operation = OpTable.operation(recorded.op) else { continue }
    let inputs = try recorded.inputs.map { try $0.tensor() }
    for input in inputs where recorded.gy != nil && input.dtype.isFloatingPoint { try input.requiresGrad_() }
    let results = try operation(recorded, inputs)
    for result in results {
      bits += try result.bits()
      if result.requiresGrad { try result.sum().backward(retainGraph: true) }
    }
    for input in inputs { if let gradient = input.grad { bits += try gradient.bits() } }
  }
  return bits
}

// Level and thread count are settings of the process, but no result depends on them: so other tests may run meanwhile.
@Suite("Results", .serialized)
struct ReproducibilityTests {
  /// Computes `fingerprint` at every level and with several numbers of threads.
  private func compare<Number: Equatable>(threads counts: [Int], _ fingerprint: () throws -> [Number]) throws
  {
    let (threads, active) = (seodang_threads(), seodang_kernels())
    defer {
      seodang_set_threads(threads)
      for level in [SEODANG_V4, SEODANG_V3, SEODANG_BASELINE] where seodang_kernels_at(level) == active {
        _ = seodang_select_level(level)
      }
    }
    let reference = try fingerprint()
    for level in [SEODANG_BASELINE, SEODANG_V3, SEODANG_V4] where seodang_select_level(level) == 1 {
      for count in counts {
        seodang_set_threads(Int32(count))
        let numbers = try fingerprint()
        let place = zip(numbers, reference).enumerated().first { $0.element.0 != $0.element.1 }?.offset
        #expect(
          numbers.count == reference.count && place == nil,
          "level \(level.rawValue), \(count) threads: number \(place ?? -1) of \(reference.count)")
      }
    }
  }

  @Test("are the same to the bit at every processor level and with one, two and three threads")
  func levels() throws { try compare(threads: [1, 2, 3]) { try fingerprint() } }

  @Test("of all functions of one and of two numbers are the same at every level")
  func functions() throws { try compare(threads: [1]) { try functionFingerprint() } }

  @Test("and gradients of the golden cases are the same at every level and with one, two and three threads")
  func golden() throws {
    let files = [
      "unary", "binary", "reduce", "matmul", "loss", "norm", "index", "create", "compose",
    ]
    let cases = try files.flatMap { try GoldenCase.load("ops_\($0)") } + GoldenCase.load("edges")
    try compare(threads: [1, 2, 3]) { try goldenFingerprint(cases) }
  }

  @Test("don't depend on where an element stands: equal columns in, equal columns out")
  func columns() throws {
    let generator = Generator(seed: 5)
    // The sizes of lessons, and others.
    for (rows, columns) in [
      (96, 37), (64, 10), (64, 128), (128, 64), (4, 8), (1, 3), (33, 17), (5, 100), (257, 65),
    ] {
      let column = try Tensor.randn([rows, 1], generator: generator)
      let equal = try column.expand([rows, columns]).contiguous()
      let left = try Tensor.randn([19, rows], generator: generator)
      let variants: [(String, Tensor)] = [
        ("tanh", try equal.tanh()), ("gelu", try equal.gelu()), ("sin", try equal.sin()),
        ("sum", try equal.sum(dims: [0], keepDim: true)), ("mean", try equal.mean(dims: [0], keepDim: true)),
        ("product", try left.matmul(equal)),
        ("product of a transpose", try left.matmul(equal.t().contiguous().t())),
        ("variance", try equal.variance(dims: [0], correction: 0, keepDim: true)),
        ("softmax", try equal.softmax(dim: 0)), ("cumsum", try equal.cumsum(dim: 0)),
      ]
      for (name, result) in variants + (rows > 1 ? [("batch norm", try normalized(equal))] : []) {
        let first = try result.slice(dim: 1, start: 0, end: 1)
        #expect(try result.eq(first).all().item() == true, "\(name), \(rows) × \(columns)")
      }
    }
  }

  private func normalized(_ x: Tensor) throws -> Tensor {
    try x.batchNorm(runningMean: nil, runningVar: nil, weight: nil, bias: nil, training: true)
  }
}
