import CKernels

/// A stream of random numbers: PyTorch's CPU generator, bit for bit.
///
/// The words come from mt19937. How a function makes numbers of them (how many words each takes, which bits, which
/// roundings) is part of what it promises, because a seed has to print the same text under PyTorch. The files beside
/// this one hold one family of functions each; the loops over many elements are in `CKernels`.
///
/// A generator isn't safe to use from two threads at once.
public final class Generator {
  /// The seed a new generator has, as PyTorch's has.
  public static let defaultSeed = 67_280_421_310_721

  package let stream: UnsafeMutablePointer<seodang_stream>
  /// The second number of a pair that `nextNormal` made; it outlives calls of other functions.
  package var spareNormal: Double?
  /// The seed last given.
  public private(set) var initialSeed: Int

  public init(seed: Int = Generator.defaultSeed) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: seodang_stream())
    initialSeed = seed
    seodang_stream_seed(stream, UInt32(truncatingIfNeeded: seed))
  }

  deinit { stream.deallocate() }

  /// Starts the stream over. Only the lower 32 bits of the seed make a difference.
  public func manualSeed(_ seed: Int) {
    initialSeed = seed
    spareNormal = nil
    seodang_stream_seed(stream, UInt32(truncatingIfNeeded: seed))
  }

  /// Starts the stream over from a seed nobody can predict, and tells it.
  @discardableResult public func seed() -> Int {
    // Two 32-bit halves, of which the upper one is never used by the stream, kept below 2^53 so that it prints exactly.
    let seed = Int(UInt64.random(in: 0..<1 << 53))
    manualSeed(seed)
    return seed
  }

  /// 32 random bits.
  package func nextWord() -> UInt32 { seodang_stream_next(stream) }

  /// 64 random bits: the first word is the upper half.
  package func nextLongWord() -> UInt64 {
    let upper = UInt64(nextWord())
    return upper << 32 | UInt64(nextWord())
  }

  /// A number from [0, 1) with 24 random bits, from one word.
  package func nextShortUnit() -> Float { Float(nextWord() & 0xff_ffff) * 0x1p-24 }

  /// A number from [0, 1) with 53 random bits, from two words.
  package func nextUnit() -> Double { Double(nextLongWord() & (1 << 53 - 1)) * 0x1p-53 }
}

extension Generator {
  /// All that determines what a generator will draw.
  public struct State: Sendable, Equatable {
    var words: [UInt32]
    var used: Int
    var seed: Int
    var spareNormal: Double?
  }

  /// The present state, for putting back later.
  public var state: State {
    get {
      let words = withUnsafeBytes(of: &stream.pointee.state) { Array($0.bindMemory(to: UInt32.self)) }
      return State(words: words, used: Int(stream.pointee.used), seed: initialSeed, spareNormal: spareNormal)
    }
    set {
      withUnsafeMutableBytes(of: &stream.pointee.state) { bytes in
        for (index, word) in newValue.words.enumerated() {
          bytes.storeBytes(of: word, toByteOffset: 4 * index, as: UInt32.self)
        }
      }
      seodang_stream_restore(stream)
      stream.pointee.used = Int32(newValue.used)
      initialSeed = newValue.seed
      spareNormal = newValue.spareNormal
    }
  }

  /// A generator of its own that continues as this one would.
  public func clone() -> Generator {
    let copy = Generator(seed: initialSeed)
    copy.state = state
    return copy
  }
}
