import CKernels

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

  /// One draw of `Tensor.bernoulli_(p)`.
  package func nextBernoulli(probability: Double) -> Bool { nextUnit() < probability }

  /// One draw for a probability that is itself an element of a float32 tensor: 24 bits are enough.
  package func nextBernoulli(probability: Float) -> Bool { nextShortUnit() < probability }
}
