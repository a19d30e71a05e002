import CKernels

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

// Integers, permutations and yes-or-no draws.
extension Generator {
  /// Fills with integers from low ..< low + range (`range` modulo 2^64; zero is read as 2^64).
  package func fillIntegers(_ out: UnsafeMutableBufferPointer<Int>, from low: Int, range: UInt64) {
    guard let base = out.baseAddress else { return }
    guard range > 0 else {
      for index in out.indices { out[index] = Int(truncatingIfNeeded: nextLongWord()) }
      return
    }
    base.withMemoryRebound(to: Int64.self, capacity: out.count) {
      seodang_kernels().pointee.random_below(stream, $0, out.count, Int64(low), range)
    }
  }

  /// One integer from low ..< low + range, by the same rule.
  package func nextInteger(from low: Int, range: UInt64) -> Int {
    if range == 0 { return Int(truncatingIfNeeded: nextLongWord()) }
    let remainder = range < 1 << 28 ? UInt64(nextWord()) % range : nextLongWord() % range
    return low &+ Int(truncatingIfNeeded: remainder)
  }

  /// What `Tensor.random_()` draws without bounds, where the type decides how far they go.
  package func nextFullInteger() -> Int { Int(nextLongWord() & (1 << 63 - 1)) }
  package func nextFullFloat() -> Float { Float(nextWord() % (1 << 24 + 1)) }
  package func nextFullDouble() -> Double { Double(nextLongWord() % (1 << 53 + 1)) }
  package func nextFullBool() -> Bool { nextWord() & 1 == 1 }

  /// Fills with 0 ..< count in random order.
  package func fillPermutation(_ out: UnsafeMutableBufferPointer<Int>) {
    guard let base = out.baseAddress else { return }
    base.withMemoryRebound(to: Int64.self, capacity: out.count) {
      seodang_kernels().pointee.random_permutation(stream, $0, out.count)
    }
  }

  /// 0 ..< count in random order.
  public func permutation(_ count: Int) -> [Int] {
    [Int](unsafeUninitializedCapacity: max(count, 0)) { buffer, initialised in
      fillPermutation(UnsafeMutableBufferPointer(rebasing: buffer[..<max(count, 0)]))
      initialised = max(count, 0)
    }
  }

  /// Fills with `success` where a draw of 53 bits falls below `probability`, else with zero. Dropout's mask is this with
  /// 1/(1 − p).
  package func fillBernoulli(
    _ out: UnsafeMutableBufferPointer<Float>, probability: Double, success: Float = 1
  ) {
    guard let base = out.baseAddress else { return }
    seodang_kernels().pointee.random_bernoulli_f32(stream, base, out.count, probability, success)
  }

  package func fillBernoulli(
    _ out: UnsafeMutableBufferPointer<Double>, probability: Double, success: Double = 1
  ) {
    for index in out.indices { out[index] = nextUnit() < probability ? success : 0 }
  }

  /// A Poisson-distributed number: by multiplying uniform numbers, for large rates by transformed rejection with squeeze
  /// (Hörmann 1993, algorithm PTRS).
  package func nextPoisson(rate: Double) -> Double {
    if rate == 0 { return 0 }
    guard rate >= 10 else {
      let bound = exp(-rate)
      var (count, product) = (0.0, nextUnit())
      while product > bound {
        count += 1
        product *= nextUnit()
      }
      return count
    }
    guard rate.isFinite else { return rate }
    let b = 0.931 + 2.53 * rate.squareRoot()
    let a = -0.059 + 0.02483 * b
    let inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
    let accepted = 0.9277 - 3.6224 / (b - 2)
    while true {
      let u = nextUnit() - 0.5
      let v = nextUnit()
      let distance = 0.5 - u.magnitude
      let k = ((2 * a / distance + b) * u + rate + 0.43).rounded(.down)
      if distance >= 0.07 && v <= accepted { return k }
      if k < 0 || (distance < 0.013 && v > distance) { continue }
      let ratio = log(v) + log(inverseAlpha) - log(a / (distance * distance) + b)
      if ratio <= -rate + k * log(rate) - lgamma(k + 1) { return k }
    }
  }

  /// One draw of `Tensor.bernoulli_(p)`.
  package func nextBernoulli(probability: Double) -> Bool { nextUnit() < probability }

  /// One draw for a probability that is itself an element of a float32 tensor: 24 bits are enough.
  package func nextBernoulli(probability: Float) -> Bool { nextShortUnit() < probability }
}
