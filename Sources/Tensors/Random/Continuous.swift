import CKernels

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

// Uniform, normal and exponential numbers. The buffers have no gaps; tensors with gaps draw element by element through
// `next…`, which for normal numbers is another algorithm, in PyTorch too.
extension Generator {
  /// Fills with numbers from [low, high).
  package func fillUniform(
    _ out: UnsafeMutableBufferPointer<Float>, from low: Double = 0, to high: Double = 1
  ) {
    guard let base = out.baseAddress else { return }
    let (low, high) = (Float(low), Float(high))
    seodang_kernels().pointee.random_uniform_f32(stream, base, out.count, low, high - low, high)
  }

  package func fillUniform(
    _ out: UnsafeMutableBufferPointer<Double>, from low: Double = 0, to high: Double = 1
  ) {
    guard let base = out.baseAddress else { return }
    seodang_kernels().pointee.random_uniform_f64(stream, base, out.count, low, high - low, high)
  }

  /// A number from [low, high), rounded as the fill of float32 rounds.
  package func nextUniformFloat(from low: Double, to high: Double) -> Float {
    let (low, high) = (Float(low), Float(high))
    let value = low.addingProduct(nextShortUnit(), high - low)
    return value == high ? low : value
  }

  package func nextUniform(from low: Double, to high: Double) -> Double {
    let value = low.addingProduct(nextUnit(), high - low)
    return value == high ? low : value
  }

  /// Fills with normal numbers. From sixteen elements on they come in blocks, from fewer one by one.
  package func fillNormal(_ out: UnsafeMutableBufferPointer<Float>, mean: Double = 0, std: Double = 1) {
    guard let base = out.baseAddress, out.count >= 16 else {
      for index in out.indices { out[index] = Float(nextNormal(mean: mean, std: std)) }
      return
    }
    seodang_kernels().pointee.random_normal_f32(stream, base, out.count, Float(mean), Float(std))
  }

  package func fillNormal(_ out: UnsafeMutableBufferPointer<Double>, mean: Double = 0, std: Double = 1) {
    guard let base = out.baseAddress, out.count >= 16 else {
      for index in out.indices { out[index] = nextNormal(mean: mean, std: std) }
      return
    }
    seodang_kernels().pointee.random_normal_f64(stream, base, out.count, mean, std)
  }

  /// One normal number (Box & Muller 1958). They are made in pairs: the second one is kept for the next call.
  package func nextNormal(mean: Double = 0, std: Double = 1) -> Double {
    let value: Double
    if let spare = spareNormal {
      spareNormal = nil
      value = spare
    } else {
      let turn = nextUnit()
      let radius = (-2 * log1p(-nextUnit())).squareRoot()
      let angle = 2 * Double.pi * turn
      spareNormal = radius * sin(angle)
      value = radius * cos(angle)
    }
    return mean.addingProduct(value, std)
  }

  /// An exponentially distributed number of the given rate.
  package func nextExponential(rate: Double = 1) -> Double { -1 / rate * log1p(-nextUnit()) }

  package func fillExponential(_ out: UnsafeMutableBufferPointer<Float>, rate: Double = 1) {
    for index in out.indices { out[index] = Float(nextExponential(rate: rate)) }
  }

  package func fillExponential(_ out: UnsafeMutableBufferPointer<Double>, rate: Double = 1) {
    for index in out.indices { out[index] = nextExponential(rate: rate) }
  }

  /// The number of trials up to the first success.
  package func nextGeometric(probability: Double) -> Double {
    (log(nextUnit()) / log1p(-probability)).rounded(.up)
  }

  /// A Cauchy-distributed number.
  package func nextCauchy(median: Double = 0, sigma: Double = 1) -> Double {
    median + sigma * tan(Double.pi * (nextUnit() - 0.5))
  }

  /// A number whose logarithm is normal.
  package func nextLogNormal(mean: Double = 1, std: Double = 2) -> Double {
    exp(nextNormal(mean: mean, std: std))
  }
}
