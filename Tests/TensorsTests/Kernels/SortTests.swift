import CKernels
import Testing

@Suite("Sorting a line")
struct SortTests {
  private func sortedFloats(_ x: [Float], descending: Bool) -> (values: [Float], indices: [Int64]) {
    var values = [Float](repeating: 0, count: x.count)
    var indices = [Int64](repeating: 0, count: x.count)
    #expect(seodang_sort_f32(x, x.count, descending ? 1 : 0, &values, &indices) == 1)
    return (values, indices)
  }

  /// The order by the definition: NaN above everything, equal numbers in their old order.
  private func reference<Number: BinaryFloatingPoint>(_ x: [Number], descending: Bool) -> [Int64] {
    func isBefore(_ a: Number, _ b: Number) -> Bool { a.isNaN ? false : b.isNaN ? true : a < b }
    return x.indices.sorted { i, j in
      if descending ? isBefore(x[j], x[i]) : isBefore(x[i], x[j]) { return true }
      if descending ? isBefore(x[i], x[j]) : isBefore(x[j], x[i]) { return false }
      return i < j
    }.map(Int64.init)
  }

  @Test(
    "is stable and keeps −0, NaN and infinities in their places",
    arguments: [0, 1, 2, 39, 40, 41, 300, 4095, 4096, 9000])
  func floats(count: Int) {
    var random = SplitMix(seed: UInt64(count))
    let special: [Float] = [0, -0.0, .nan, .infinity, -.infinity, 1, -1, .leastNonzeroMagnitude]
    let x = (0..<count).map { _ -> Float in
      Bool.random(using: &random)
        ? special[Int.random(in: 0..<8, using: &random)] : Float.random(in: -9...9, using: &random).rounded()
    }
    for descending in [false, true] {
      let (values, indices) = sortedFloats(x, descending: descending)
      #expect(indices == reference(x, descending: descending))
      for (value, index) in zip(values, indices) {
        let original = x[Int(index)]
        #expect(value.isNaN ? original.isNaN : value.bitPattern == original.bitPattern)
      }
    }
  }

  @Test("of float64 and int64 goes by the same rules", arguments: [5, 100, 5000])
  func others(count: Int) {
    var random = SplitMix(seed: 4)
    let x = (0..<count).map { _ in Double.random(in: -1e3...1e3, using: &random).rounded() * 1e-300 }
    var values = x
    var indices = [Int64](repeating: 0, count: count)
    for descending in [false, true] {
      #expect(seodang_sort_f64(x, count, descending ? 1 : 0, &values, &indices) == 1)
      #expect(indices == reference(x, descending: descending))
      #expect(values == indices.map { x[Int($0)] })
    }
    let integers = (0..<count).map { _ in Int64.random(in: .min ... .max, using: &random) }
    var sorted = integers
    #expect(seodang_sort_i64(integers, count, 0, &sorted, &indices) == 1)
    #expect(sorted == integers.sorted())
  }
}
