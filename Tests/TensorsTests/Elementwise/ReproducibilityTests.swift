import CKernels
import Tensors
import Testing

/// A small training step that touches every kind of kernel; its numbers as bits.
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
  ] { try note(tensor.detach()) }
  return bits
}

// Level and thread count are settings of the process, but no result depends on them: so other tests may run meanwhile.
@Suite("Results", .serialized)
struct ReproducibilityTests {
  @Test("are the same to the bit at every processor level and with one, two and three threads")
  func levels() throws {
    let threads = seodang_threads()
    let reference = try fingerprint()
    for level in [SEODANG_BASELINE, SEODANG_V3, SEODANG_V4] where seodang_kernels_at(level) != nil {
      let active = seodang_kernels()
      #expect(seodang_select_level(level) == 1)
      for count in 1...3 {
        seodang_set_threads(Int32(count))
        #expect(try fingerprint() == reference, "level \(level.rawValue), \(count) threads")
      }
      for best in [SEODANG_V4, SEODANG_V3, SEODANG_BASELINE] where seodang_kernels_at(best) == active {
        _ = seodang_select_level(best)
      }
    }
    seodang_set_threads(threads)
  }

  @Test("don't depend on where an element stands: equal columns in, equal columns out")
  func columns() throws {
    let column = try Tensor((0..<96).map { Float(($0 * 37) % 11) / 7 - 0.7 }, [96, 1])
    let equal = try column.expand([96, 37]).contiguous()
    for result in [
      try equal.tanh(), try equal.gelu(), try equal.sum(dims: [0], keepDim: true),
      try equal.batchNorm(runningMean: nil, runningVar: nil, weight: nil, bias: nil, training: true),
    ] {
      let first = try result.slice(dim: 1, start: 0, end: 1)
      #expect(try result.eq(first).all().item() == true)
    }
  }
}
