import CKernels

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

// `nn.init.trunc_normal_` by rejection of whole tensors: an element that falls outside is taken from the next whole draw,
// so that the stream's position depends on the slowest element. Where too few would be accepted, candidates are uniform
// and accepted with the density's probability.
extension Generator {
  /// Fills with normal numbers from [low, high].
  package func fillTruncatedNormal(
    _ out: UnsafeMutableBufferPointer<Float>, mean: Double, std: Double, from low: Double, to high: Double
  ) {
    guard !out.isEmpty else { return }
    let draw = UnsafeMutableBufferPointer<Float>.allocate(capacity: out.count)
    defer { draw.deallocate() }
    func cumulative(_ x: Double) -> Double { (1 + erf((x - mean) / std / 2.0.squareRoot())) / 2 }
    if cumulative(high) - cumulative(low) > 0.3 {
      let (lowest, highest) = (Float(low), Float(high))
      fillNormal(out, mean: mean, std: std)
      // Bounds in the wrong order would never be met; those, and NaN, end with the first draw.
      while seodang_interrupted() == 0, lowest < highest, out.contains(where: { $0 < lowest || $0 > highest })
      {
        fillNormal(draw, mean: mean, std: std)
        for index in out.indices where out[index] < lowest || out[index] > highest {
          out[index] = draw[index]
        }
      }
    } else {
      fillByDensity(out, draw: draw, mean: mean, std: std, from: low, to: high)
    }
  }

  private func fillByDensity(
    _ out: UnsafeMutableBufferPointer<Float>, draw: UnsafeMutableBufferPointer<Float>,
    mean: Double, std: Double, from low: Double, to high: Double
  ) {
    let chance = UnsafeMutableBufferPointer<Float>.allocate(capacity: out.count)
    let pending = UnsafeMutableBufferPointer<Bool>.allocate(capacity: out.count)
    defer {
      chance.deallocate()
      pending.deallocate()
    }
    let mode = max(low, min(mean, high))
    let deviation = (mode - mean) / std
    let peak = Float(-0.5 * (deviation * deviation))
    let (centre, scale) = (Float(mean), Float(std))
    func isRejected(_ candidate: Float, _ chance: Float) -> Bool {
      let t = (candidate - centre) / scale
      return Float(log(Double(chance))) > t * t * -0.5 - peak
    }
    fillUniform(out, from: low, to: high)
    fillUniform(chance)
    for index in out.indices {
      pending.initializeElement(at: index, to: isRejected(out[index], chance[index]))
    }
    while seodang_interrupted() == 0, low < high, pending.contains(true) {
      fillUniform(draw, from: low, to: high)
      fillUniform(chance)
      for index in out.indices where pending[index] {
        out[index] = draw[index]
        pending[index] = isRejected(draw[index], chance[index])
      }
    }
  }
}
