/// The generator MT19937 (Matsumoto & Nishimura, “Mersenne Twister”, 1998) with CPython's way of making floats and ints of it.
struct MersenneTwister {
  private static let size = 624
  private static let shift = 397

  private(set) var state = [UInt32](repeating: 0, count: size)
  private(set) var index = size

  /// Seeds from the 32-bit words of a number, least significant first (`init_by_array` of the authors' code of 2002).
  init(key: [UInt32]) {
    let key = key.isEmpty ? [0] : key
    state[0] = 19_650_218
    for i in 1..<Self.size {
      state[i] = 1_812_433_253 &* (state[i - 1] ^ (state[i - 1] >> 30)) &+ UInt32(i)
    }
    var i = 1
    var j = 0
    for _ in 0..<max(Self.size, key.count) {
      state[i] = (state[i] ^ ((state[i - 1] ^ (state[i - 1] >> 30)) &* 1_664_525)) &+ key[j] &+ UInt32(j)
      i += 1
      j += 1
      if i == Self.size {
        state[0] = state[Self.size - 1]
        i = 1
      }
      if j == key.count { j = 0 }
    }
    for _ in 0..<Self.size - 1 {
      state[i] = (state[i] ^ ((state[i - 1] ^ (state[i - 1] >> 30)) &* 1_566_083_941)) &- UInt32(i)
      i += 1
      if i == Self.size {
        state[0] = state[Self.size - 1]
        i = 1
      }
    }
    state[0] = 0x8000_0000
  }

  /// Restores a state: 624 words and the index.
  init?(state: [UInt32], index: Int) {
    guard state.count == Self.size, (0...Self.size).contains(index) else { return nil }
    self.state = state
    self.index = index
  }

  /// 32 random bits.
  mutating func next() -> UInt32 {
    if index == Self.size { refill() }
    var y = state[index]
    index += 1
    y ^= y >> 11
    y ^= (y << 7) & 0x9D2C_5680
    y ^= (y << 15) & 0xEFC6_0000
    return y ^ (y >> 18)
  }

  private mutating func refill() {
    state.withUnsafeMutableBufferPointer { state in
      func twist(_ a: UInt32, _ b: UInt32) -> UInt32 {
        let y = (a & 0x8000_0000) | (b & 0x7FFF_FFFF)
        return (y >> 1) ^ (b & 1 == 0 ? 0 : 0x9908_B0DF)
      }
      for i in 0..<Self.size {
        let next = i + 1 == Self.size ? 0 : i + 1
        let far = i + Self.shift < Self.size ? i + Self.shift : i + Self.shift - Self.size
        state[i] = state[far] ^ twist(state[i], state[next])
      }
    }
    index = 0
  }

  /// A float in [0, 1) with 53 random bits.
  mutating func unit() -> Double {
    let high = next() >> 5
    let low = next() >> 6
    return (Double(high) * 67_108_864 + Double(low)) * (1.0 / 9_007_199_254_740_992.0)
  }

  /// `count` random bits, up to 64.
  mutating func bits(_ count: Int) -> UInt64 {
    if count == 0 { return 0 }
    if count <= 32 { return UInt64(next() >> UInt32(32 - count)) }
    let low = UInt64(next())
    let high = UInt64(next() >> UInt32(64 - count))
    return high << 32 | low
  }

  /// A number below `bound`, all equally likely: bits are drawn until they are small enough.
  mutating func below(_ bound: UInt64) -> UInt64 {
    let width = 64 - bound.leadingZeroBitCount
    var result = bits(width)
    while result >= bound { result = bits(width) }
    return result
  }
}

/// SHA-512 (FIPS 180-4): seeds from text go through it.
enum SHA512 {
  static func digest(_ message: [UInt8]) -> [UInt8] {
    var h = initial
    var padded = message + [0x80]
    while padded.count % 128 != 112 { padded.append(0) }
    let bits = UInt64(message.count) * 8
    padded += [UInt8](repeating: 0, count: 8)
    padded += (0..<8).map { UInt8(truncatingIfNeeded: bits >> UInt64(56 - 8 * $0)) }
    for block in stride(from: 0, to: padded.count, by: 128) {
      var w = (0..<16).map { i in
        (0..<8).reduce(UInt64(0)) { $0 << 8 | UInt64(padded[block + i * 8 + $1]) }
      }
      for i in 16..<80 {
        let s0 = rotate(w[i - 15], 1) ^ rotate(w[i - 15], 8) ^ w[i - 15] >> 7
        let s1 = rotate(w[i - 2], 19) ^ rotate(w[i - 2], 61) ^ w[i - 2] >> 6
        w.append(w[i - 16] &+ s0 &+ w[i - 7] &+ s1)
      }
      var v = h
      for i in 0..<80 {
        let s1 = rotate(v[4], 14) ^ rotate(v[4], 18) ^ rotate(v[4], 41)
        let t1 = v[7] &+ s1 &+ (v[4] & v[5] ^ ~v[4] & v[6]) &+ constants[i] &+ w[i]
        let s0 = rotate(v[0], 28) ^ rotate(v[0], 34) ^ rotate(v[0], 39)
        let t2 = s0 &+ (v[0] & v[1] ^ v[0] & v[2] ^ v[1] & v[2])
        v = [t1 &+ t2, v[0], v[1], v[2], v[3] &+ t1, v[4], v[5], v[6]]
      }
      h = zip(h, v).map { $0 &+ $1 }
    }
    return h.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(56 - 8 * $0)) } }
  }

  private static func rotate(_ x: UInt64, _ n: UInt64) -> UInt64 { x >> n | x << (64 - n) }

  // The constants are the first 64 bits of the fractional parts of square and cube roots of primes (FIPS 180-4, 4.2.3, 5.3.5);
  // computed, not copied: an integer root of a prime scaled by a power of two.
  private static let primes: [UInt64] = {
    var found: [UInt64] = []
    var candidate: UInt64 = 2
    while found.count < 80 {
      if found.allSatisfy({ candidate % $0 != 0 }) { found.append(candidate) }
      candidate += 1
    }
    return found
  }()

  private static let initial: [UInt64] = primes.prefix(8).map { fraction(of: $0, power: 2) }
  private static let constants: [UInt64] = primes.map { fraction(of: $0, power: 3) }

  /// The first 64 fractional bits of the `power`-th root of `prime`, bit by bit: x is the largest number with
  /// x^power ≤ prime · 2^(64·power).
  private static func fraction(of prime: UInt64, power: Int) -> UInt64 {
    let target = [UInt64](repeating: 0, count: power) + [prime]
    var low = WideRoot.zero
    for bit in (0..<72).reversed() {
      let trial = low.setting(bit)
      if !WideRoot.isLess(target, trial.raised(to: power)) { low = trial }
    }
    return low.words[0]
  }
}

/// Just enough arithmetic on wide numbers for the roots above: words, least significant first.
private struct WideRoot {
  var words: [UInt64]

  static let zero = WideRoot(words: [0, 0])

  func setting(_ bit: Int) -> WideRoot {
    var result = self
    result.words[bit / 64] |= 1 << UInt64(bit % 64)
    return result
  }

  func raised(to power: Int) -> [UInt64] {
    (1..<power).reduce(words) { product, _ in Self.multiply(product, words) }
  }

  private static func multiply(_ a: [UInt64], _ b: [UInt64]) -> [UInt64] {
    var result = [UInt64](repeating: 0, count: a.count + b.count)
    for (i, x) in a.enumerated() {
      var carry: UInt64 = 0
      for (j, y) in b.enumerated() {
        let product = UInt128(x) * UInt128(y) + UInt128(result[i + j]) + UInt128(carry)
        result[i + j] = UInt64(truncatingIfNeeded: product)
        carry = UInt64(truncatingIfNeeded: product >> 64)
      }
      result[i + b.count] = carry
    }
    return result
  }

  static func isLess(_ a: [UInt64], _ b: [UInt64]) -> Bool {
    for i in (0..<max(a.count, b.count)).reversed() {
      let x = i < a.count ? a[i] : 0
      let y = i < b.count ? b[i] : 0
      if x != y { return x < y }
    }
    return false
  }
}
