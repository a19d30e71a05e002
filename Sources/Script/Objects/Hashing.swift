/// Hashes of compound values (those of numbers are in `Arithmetic`).
///
/// Numbers and tuples hash as in CPython, since the order in which a set of numbers prints follows from it.
package enum Hashing {
  /// The hash of a tuple from those of its elements (xxHash's mixing, as in CPython).
  package static func combine(_ hashes: some Sequence<Int>, count: Int) -> Int {
    var combination = Combination()
    for hash in hashes { combination.add(hash) }
    return combination.result(count: count)
  }

  /// The same for hashes that come one by one.
  struct Combination {
    private static var prime1: UInt64 { 11_400_714_785_074_694_791 }
    private static var prime2: UInt64 { 14_029_467_366_897_019_727 }
    private static var prime5: UInt64 { 2_870_177_450_012_600_261 }
    private var accumulator = Combination.prime5

    @inline(__always)
    mutating func add(_ hash: Int) {
      accumulator &+= UInt64(bitPattern: Int64(hash)) &* Self.prime2
      accumulator = accumulator << 31 | accumulator >> 33
      accumulator = accumulator &* Self.prime1
    }

    @inline(__always)
    func result(count: Int) -> Int {
      let sum = accumulator &+ (UInt64(count) ^ (Self.prime5 ^ 3_527_539))
      return sum == .max ? 1_546_275_796 : Int(truncatingIfNeeded: sum)
    }
  }

  /// A hash of bytes: eight at a time, multiplied and folded (the idea of wyhash; Wang, 2019).
  package static func bytes(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(bytes.count)
    var i = 0
    let raw = UnsafeRawBufferPointer(bytes)
    while i + 8 <= bytes.count {
      hash = mix(hash ^ raw.loadUnaligned(fromByteOffset: i, as: UInt64.self))
      i += 8
    }
    var rest: UInt64 = 0
    while i < bytes.count {
      rest = rest << 8 | UInt64(bytes[i])
      i += 1
    }
    return Int(truncatingIfNeeded: mix(hash ^ rest))
  }

  @inline(__always)
  private static func mix(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    return product.high ^ product.low
  }
}
