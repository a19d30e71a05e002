import CKernels
import Testing

/// A product with its operands in memory of its own.
private struct Problem {
  var rows: Int, columns: Int, inner: Int
  var a: [Float], b: [Float], c: [Float], bias: [Float]
  var aStrides: (Int, Int), bStrides: (Int, Int)
  var accumulates = false, hasBias = false

  enum Layout: CaseIterable { case rowMajor, columnMajor, gaps }

  init(
    _ rows: Int, _ columns: Int, _ inner: Int, _ aLayout: Layout = .rowMajor, _ bLayout: Layout = .rowMajor,
    seed: UInt64 = 1
  ) {
    (self.rows, self.columns, self.inner) = (rows, columns, inner)
    func strides(_ height: Int, _ width: Int, _ layout: Layout) -> (Int, Int) {
      switch layout {
      case .rowMajor: (width, 1)
      case .columnMajor: (1, height)
      case .gaps: (2 * width + 3, 2)
      }
    }
    aStrides = strides(rows, inner, aLayout)
    bStrides = strides(inner, columns, bLayout)
    var random = SplitMix(seed: seed)
    func numbers(_ count: Int) -> [Float] {
      (0..<count).map { _ in Float.random(in: -1...1, using: &random) }
    }
    a = numbers(rows * (2 * inner + 3))
    b = numbers(inner * (2 * columns + 3))
    c = numbers(rows * columns)
    bias = numbers(columns)
  }

  /// By the definition: fused multiply-adds over k in order.
  var reference: [Float] {
    var out = c
    for i in 0..<rows {
      for j in 0..<columns {
        var x = accumulates ? c[i * columns + j] : 0
        for k in 0..<inner {
          x.addProduct(a[i * aStrides.0 + k * aStrides.1], b[k * bStrides.0 + j * bStrides.1])
        }
        out[i * columns + j] = hasBias ? x + bias[j] : x
      }
    }
    return out
  }

  /// By `multiply`, which gets the description in C.
  func product(_ multiply: (UnsafePointer<seodang_product_f32>) -> Void) -> [Float] {
    var out = c
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        bias.withUnsafeBufferPointer { bias in
          out.withUnsafeMutableBufferPointer { c in
            var p = seodang_product_f32()
            (p.rows, p.columns, p.inner) = (rows, columns, inner)
            (p.a, p.a_row, p.a_column) = (a.baseAddress, aStrides.0, aStrides.1)
            (p.b, p.b_row, p.b_column) = (b.baseAddress, bStrides.0, bStrides.1)
            (p.c, p.c_row) = (c.baseAddress, columns)
            p.bias = hasBias ? bias.baseAddress : nil
            p.accumulate = accumulates ? 1 : 0
            multiply(&p)
          }
        }
      }
    }
    return out
  }

  func product(level: UnsafePointer<seodang_kernel_table>) -> [Float] {
    product { level.pointee.product_f32($0, 0, rows, 0, columns) }
  }
}

/// Numbers that are the same in every run of the tests (Steele, Lea & Flood 2014).
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

private func bits(_ x: [Float]) -> [UInt32] { x.map(\.bitPattern) }

private var levels: [UnsafePointer<seodang_kernel_table>] {
  [SEODANG_BASELINE, SEODANG_V3, SEODANG_V4].compactMap { seodang_kernels_at($0) }
}

@Suite("The matrix product", .serialized)
struct ProductTests {
  @Test("is the chain of fused multiply-adds over k, at every level, in every layout")
  func equalsTheDefinition() {
    var random = SplitMix(seed: 2)
    for round in 0..<400 {
      let most = [4, 20, 70][round % 3]
      var problem = Problem(
        .random(in: 1...most, using: &random), .random(in: 1...(round % 5 == 0 ? 3 : most), using: &random),
        .random(in: 0...(round % 11 == 0 ? 900 : 50), using: &random),
        Problem.Layout.allCases.randomElement(using: &random) ?? .gaps,
        Problem.Layout.allCases.randomElement(using: &random) ?? .gaps, seed: UInt64(round))
      problem.accumulates = .random(using: &random)
      problem.hasBias = .random(using: &random)
      let expected = bits(problem.reference)
      for level in levels {
        #expect(
          bits(problem.product(level: level)) == expected,
          "\(problem.rows)×\(problem.columns)×\(problem.inner)")
      }
    }
  }

  @Test(
    "of large operands doesn't depend on the number of threads", arguments: [(300, 200, 150), (40, 3000, 60)])
  func threads(rows: Int, columns: Int, inner: Int) {
    let problem = Problem(rows, columns, inner, .rowMajor, .columnMajor)
    let before = seodang_threads()
    defer { seodang_set_threads(before) }
    let expected = bits(problem.reference)
    for threads in 1...3 {
      seodang_set_threads(Int32(threads))
      for _ in 0..<3 { #expect(bits(problem.product(seodang_multiply_f32)) == expected) }
    }
  }

  @Test(
    "gives equal columns for equal columns",
    arguments: [(64, 64, 10), (64, 16, 10), (5, 7, 3), (64, 64, 17), (1348, 64, 8), (33, 100, 37)])
  func equalColumns(rows: Int, inner: Int, columns: Int) {
    for layout in Problem.Layout.allCases {
      var problem = Problem(rows, columns, inner, .rowMajor, layout)
      for k in 0..<inner {
        for j in 0..<columns {
          problem.b[k * problem.bStrides.0 + j * problem.bStrides.1] = Float(k % 7) / 3 - 0.9
        }
      }
      for level in levels {
        let c = problem.product(level: level)
        for i in 0..<rows {
          #expect(Set(c[i * columns..<(i + 1) * columns].map(\.bitPattern)).count == 1)
        }
      }
    }
  }

  @Test("gives equal rows for equal rows", arguments: [(64, 64, 10), (64, 16, 10), (5, 7, 3), (100, 3, 300)])
  func equalRows(rows: Int, inner: Int, columns: Int) {
    for layout in Problem.Layout.allCases {
      var problem = Problem(rows, columns, inner, layout, .rowMajor)
      for i in 0..<rows {
        for k in 0..<inner {
          problem.a[i * problem.aStrides.0 + k * problem.aStrides.1] = Float(k % 5) / 3 - 0.4
        }
      }
      for level in levels {
        let c = problem.product(level: level)
        for i in 1..<rows {
          #expect(bits(Array(c[i * columns..<(i + 1) * columns])) == bits(Array(c[..<columns])))
        }
      }
    }
  }

  @Test("over no inner elements is zero, or what was there when it accumulates")
  func emptyInner() {
    var problem = Problem(3, 4, 0)
    #expect(problem.product(seodang_multiply_f32) == [Float](repeating: 0, count: 12))
    problem.accumulates = true
    #expect(problem.product(seodang_multiply_f32) == problem.c)
  }

  @Test("carries infinities and NaN")
  func nonFinite() {
    for level in levels {
      var problem = Problem(1, 3, 2)
      problem.a = [.infinity, 1]
      problem.b = [1, 0, -1, .nan, 1, 1]
      let c = problem.product(level: level)
      #expect(c[0].isNaN && c[1].isNaN && c[2] == -.infinity)
    }
  }

  @Test("of two vectors has the same bits at every level, and no more error than a sum needs")
  func dot() {
    var random = SplitMix(seed: 5)
    for count in [0, 1, 3, 63, 64, 65, 1000, 4111] {
      let a = (0..<count).map { _ in Float.random(in: -1...1, using: &random) }
      let b = (0..<count).map { _ in Float.random(in: -1...1, using: &random) }
      let results = Set(levels.map { $0.pointee.dot_f32(a, b, count).bitPattern })
      let exact = zip(a, b).reduce(0) { $0 + Double($1.0) * Double($1.1) }
      #expect(results.count == 1)
      for bits in results {
        let ours = Double(Float(bitPattern: bits))
        #expect((ours - exact).magnitude < 1e-6 * Double(count + 1))
      }
    }
  }

  @Test("of float64 and int64 follows the same rules")
  func otherTypes() {
    var random = SplitMix(seed: 9)
    for (rows, columns, inner) in [(1, 1, 5), (7, 3, 20), (30, 41, 300), (100, 2, 40), (13, 70, 9)] {
      let a = (0..<rows * inner).map { _ in Double.random(in: -1...1, using: &random) }
      let b = (0..<inner * columns).map { _ in Double.random(in: -1...1, using: &random) }
      let (ai, bi) = (a.map { Int64($0 * 1000) }, b.map { Int64($0 * 1000) })
      var expected = [Double](repeating: 0, count: rows * columns)
      var expectedInteger = [Int64](repeating: 0, count: rows * columns)
      for i in 0..<rows {
        for j in 0..<columns {
          for k in 0..<inner {
            expected[i * columns + j].addProduct(a[i * inner + k], b[k * columns + j])
            expectedInteger[i * columns + j] += ai[i * inner + k] * bi[k * columns + j]
          }
        }
      }
      for level in levels {
        var c = [Double](repeating: 0, count: rows * columns)
        a.withUnsafeBufferPointer { a in
          b.withUnsafeBufferPointer { b in
            c.withUnsafeMutableBufferPointer { c in
              var p = seodang_product_f64()
              (p.rows, p.columns, p.inner) = (rows, columns, inner)
              (p.a, p.a_row, p.a_column, p.b, p.b_row, p.b_column) = (
                a.baseAddress, inner, 1, b.baseAddress, columns, 1
              )
              (p.c, p.c_row) = (c.baseAddress, columns)
              level.pointee.product_f64(&p, 0, rows, 0, columns)
            }
          }
        }
        #expect(c.map(\.bitPattern) == expected.map(\.bitPattern))
      }
      var c = [Int64](repeating: 0, count: rows * columns)
      ai.withUnsafeBufferPointer { a in
        bi.withUnsafeBufferPointer { b in
          c.withUnsafeMutableBufferPointer { c in
            var p = seodang_product_i64()
            (p.rows, p.columns, p.inner) = (rows, columns, inner)
            (p.a, p.a_row, p.a_column, p.b, p.b_row, p.b_column) = (
              a.baseAddress, inner, 1, b.baseAddress, columns, 1
            )
            (p.c, p.c_row) = (c.baseAddress, columns)
            seodang_multiply_i64(&p)
          }
        }
      }
      #expect(c == expectedInteger)
    }
  }
}

@Suite("The worker pool", .serialized)
struct WorkerPoolTests {
  private final class Counts: @unchecked Sendable {
    let counts = UnsafeMutablePointer<Int32>.allocate(capacity: 1000)
    init() { counts.initialize(repeating: 0, count: 1000) }
    deinit { counts.deallocate() }
  }

  @Test("runs every part exactly once, for many clients at a time")
  func everyPartOnce() async {
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<8 {
        group.addTask {
          for parts in [0, 1, 2, 3, 17, 1000] {
            let counts = Counts()
            for _ in 0..<50 {
              seodang_parallel(
                parts, 1e6,
                { context, part in
                  context?.assumingMemoryBound(to: Int32.self)[part] += 1
                }, counts.counts)
            }
            guard (0..<1000).allSatisfy({ counts.counts[$0] == ($0 < parts ? 50 : 0) }) else { return false }
          }
          return true
        }
      }
      for await isRight in group { #expect(isRight) }
    }
  }
}
