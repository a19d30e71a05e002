import CKernels
import Foundation
import Tensors
import Testing

/// One stream recorded from PyTorch.
private struct RecordedStream: Decodable, CustomTestStringConvertible {
  let seed: Int
  let fn: String
  let n: Int
  let crc32: UInt32
  let next: Int
  var testDescription: String { "\(fn), seed \(seed), \(n) elements" }

  /// The checksum zlib computes (ISO 3309).
  static func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
    var crc = ~UInt32(0)
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = (crc >> 1) ^ (crc & 1 == 1 ? 0xEDB8_8320 : 0) }
    }
    return ~crc
  }
}

private struct Recording: Decodable {
  struct Loader: Decodable {
    let seed: Int
    let n: Int
    let batch: Int
    let with_generator: [[[Int]]]
  }
  let streams: [RecordedStream]
  let loaders: [Loader]

  static func load() throws -> Recording {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Golden/rng.json")
    return try JSONDecoder().decode(Recording.self, from: Data(contentsOf: file))
  }
}

private let sizes = [1, 2, 15, 16, 17, 31, 32, 100, 1000, 4097]

/// What a recorded call draws, from our generator.
private func draw(_ fn: String, _ n: Int, _ generator: Generator) throws -> [UInt8] {
  func floats(_ count: Int, _ fill: (UnsafeMutableBufferPointer<Float>) -> Void) -> [UInt8] {
    var out = [Float](repeating: 0, count: count)
    out.withUnsafeMutableBufferPointer { fill($0) }
    return out.withUnsafeBytes(Array.init)
  }
  func doubles(_ fill: (UnsafeMutableBufferPointer<Double>) -> Void) -> [UInt8] {
    var out = [Double](repeating: 0, count: n)
    out.withUnsafeMutableBufferPointer { fill($0) }
    return out.withUnsafeBytes(Array.init)
  }
  func integers(_ fill: (UnsafeMutableBufferPointer<Int>) -> Void) -> [UInt8] {
    var out = [Int](repeating: 0, count: n)
    out.withUnsafeMutableBufferPointer { fill($0) }
    return out.withUnsafeBytes(Array.init)
  }
  let weights = (0..<n).map { Float($0 % 7 + 1) }
  switch fn {
  case "rand": return floats(n) { generator.fillUniform($0) }
  case "rand_f64": return doubles { generator.fillUniform($0) }
  case "randn": return floats(n) { generator.fillNormal($0) }
  case "randn_f64": return doubles { generator.fillNormal($0) }
  case "uniform(-0.3,0.7)": return floats(n) { generator.fillUniform($0, from: -0.3, to: 0.7) }
  case "normal(0.5,0.02)": return floats(n) { generator.fillNormal($0, mean: 0.5, std: 0.02) }
  case "randint(0,10)": return integers { generator.fillIntegers($0, from: 0, range: 10) }
  case "randint(-5,134217728)":
    return integers { generator.fillIntegers($0, from: -5, range: 1 << 27 + 5) }
  case "randint(0,1099511627776)": return integers { generator.fillIntegers($0, from: 0, range: 1 << 40) }
  case "randperm": return integers { generator.fillPermutation($0) }
  case "bernoulli_(0.3)": return floats(n) { generator.fillBernoulli($0, probability: 0.3) }
  case "bernoulli(full(0.3))":
    return floats(n) { out in
      for index in out.indices { out[index] = generator.nextBernoulli(probability: Float(0.3)) ? 1 : 0 }
    }
  case "dropout(ones,0.2)":
    return floats(n) { generator.fillBernoulli($0, probability: 1 - 0.2, success: 1 / Float(1 - 0.2)) }
  case "exponential_": return floats(n) { generator.fillExponential($0) }
  case "multinomial(arange%7+1,20,replacement)":
    return generator.drawIndices(weights: weights, replacing: 20).withUnsafeBytes(Array.init)
  case "multinomial(arange%7+1,min(n,20))":
    return generator.drawDistinctIndices(rows: [weights], count: min(n, 20))[0].withUnsafeBytes(Array.init)
  case "randn(3),randn(n),randn(2)":
    return [3, n, 2].flatMap { count in floats(count) { generator.fillNormal($0) } }
  default:
    Issue.record("no such function: \(fn)")
    return []
  }
}

@Suite("Random streams are PyTorch's, bit for bit")
struct RandomStreamTests {
  @Test("every recorded stream has the recorded checksum and leaves the generator at the recorded place")
  func recordedStreams() throws {
    var calls: [String: Int] = [:]
    for stream in try Recording.load().streams {
      let key = "\(stream.seed) \(stream.fn)"
      let size = sizes[calls[key, default: 0]]
      calls[key, default: 0] += 1
      let generator = Generator(seed: stream.seed)
      let bytes = try draw(stream.fn, size, generator)
      #expect(bytes.withUnsafeBytes(RecordedStream.checksum) == stream.crc32, "\(stream.testDescription)")
      #expect(generator.nextInteger(from: 0, range: 1 << 20) == stream.next, "\(stream.testDescription)")
    }
    #expect(calls.values.allSatisfy { $0 == sizes.count } && calls.count == 85)
  }

  @Test("a shuffling data loader's batches follow from the generator's permutations")
  func loaders() throws {
    for loader in try Recording.load().loaders {
      let generator = Generator(seed: loader.seed)
      for epoch in loader.with_generator {
        _ = generator.nextFullInteger()
        #expect(generator.permutation(loader.n) == epoch.flatMap { $0 })
        _ = generator.permutation(loader.n)
      }
    }
  }

  @Test("a negative seed and seeds that differ above bit 32 give PyTorch's numbers")
  func seeds() {
    func first(_ seed: Int) -> Float { Generator(seed: seed).nextShortUnit() }
    #expect(first(-1) == first(0xFFFF_FFFF))
    #expect(first(7) == first(7 + 1 << 32))
    #expect(first(0) == 0.49625658988952637)
  }

  @Test("a fill of any length draws what word-by-word draws give")
  func fillsAgreeWithSingleDraws() {
    for count in [0, 1, 7, 255, 256, 257, 623, 624, 625, 1500] {
      let (a, b) = (Generator(seed: count), Generator(seed: count))
      _ = (a.nextWord(), b.nextWord())  // so that pairs straddle the blocks of 624 words
      var fill = [Float](repeating: 0, count: count)
      fill.withUnsafeMutableBufferPointer { a.fillBernoulli($0, probability: 0.6) }
      #expect(fill == (0..<count).map { _ in b.nextBernoulli(probability: 0.6) ? 1 : 0 })
      fill.withUnsafeMutableBufferPointer { a.fillUniform($0, from: -2, to: 3) }
      #expect(fill == (0..<count).map { _ in b.nextUniformFloat(from: -2, to: 3) })
      var integers = [Int](repeating: 0, count: count)
      for range: UInt64 in [1, 2, 3, 10, 255, 1 << 28 - 1, 1 << 28, 1 << 63 + 5] {
        integers.withUnsafeMutableBufferPointer { a.fillIntegers($0, from: -3, range: range) }
        #expect(integers == (0..<count).map { _ in b.nextInteger(from: -3, range: range) })
      }
      #expect(a.nextWord() == b.nextWord())
    }
  }

  @Test(
    "a permutation contains every index once", arguments: [0, 1, 2, 3, 100, 255, 256, 257, 5000, 100_001])
  func permutations(count: Int) {
    #expect(Generator(seed: 3).permutation(count).sorted() == Array(0..<count))
  }

  @Test("a saved state continues the stream, the spare normal number included")
  func states() {
    let generator = Generator(seed: 5)
    _ = generator.nextNormal()
    _ = generator.nextWord()
    let saved = generator.state
    let copy = generator.clone()
    let expected = (0..<700).map { _ in generator.nextNormal() }
    #expect((0..<700).map { _ in copy.nextNormal() } == expected)
    generator.state = saved
    #expect((0..<700).map { _ in generator.nextNormal() } == expected)
  }

  @Test("every processor level draws the same numbers")
  func levels() {
    func drawn(_ table: UnsafePointer<seodang_kernel_table>) -> [UInt32] {
      var stream = seodang_stream()
      seodang_stream_seed(&stream, 11)
      var words: [UInt32] = []
      var floats = [Float](repeating: 0, count: 3001)
      var doubles = [Double](repeating: 0, count: 77)
      var integers = [Int64](repeating: 0, count: 3001)
      let kernels = table.pointee
      kernels.random_normal_f32(&stream, &floats, 3001, 0.1, 2.5)
      words += floats.map(\.bitPattern)
      kernels.random_uniform_f32(&stream, &floats, 3001, -0.3, 1, 0.7)
      words += floats.map(\.bitPattern)
      kernels.random_bernoulli_f32(&stream, &floats, 3001, 0.25, 4)
      words += floats.map(\.bitPattern)
      kernels.random_uniform_f64(&stream, &doubles, 77, -0.3, 1, 0.7)
      words += doubles.map { UInt32(truncatingIfNeeded: $0.bitPattern) }
      kernels.random_below(&stream, &integers, 3001, 5, 1000)
      words += integers.map(UInt32.init(truncatingIfNeeded:))
      kernels.random_permutation(&stream, &integers, 3001)
      return words + integers.map(UInt32.init(truncatingIfNeeded:))
    }
    let baseline = seodang_kernels_at(SEODANG_BASELINE).map(drawn)
    for level in [SEODANG_V3, SEODANG_V4] {
      if let table = seodang_kernels_at(level) { #expect(drawn(table) == baseline) }
    }
  }
}
