import Tensors
import Testing

@Suite("Views of any layout")
struct LayoutFuzzTests {
  @Test("give elementwise results, sums and copies of the elements they show", arguments: 0..<60)
  func views(seed: UInt64) throws {
    var cases = SplitMix(seed: seed)
    let x = try Arbitrary.tensor(&cases)
    let places = x.coordinates
    let elements = try places.map { try x.element($0) }
    #expect(try x.array(Double.self) == elements)
    #expect(try x.clone().array(Double.self) == elements)
    #expect(try x.neg().array(Double.self) == elements.map { -$0 })
    #expect(try x.mul(x).add(1).array(Double.self) == elements.map { $0 * $0 + 1 })
    #expect(try x.reshape([-1]).array(Double.self) == elements)
    #expect(try abs(x.sum().item().double - elements.reduce(0, +)) < 1e-9)
    #expect(try x.gt(0).array(Bool.self) == elements.map { $0 > 0 })
    for dim in 0..<x.rank {
      let sums = try x.sum(dims: [dim])
      let largest = try x.amax(dims: [dim])
      for place in sums.coordinates {
        let line = try (0..<x.shape[dim]).map { index in
          try x.element(Array(place[..<dim]) + [index] + Array(place[dim...]))
        }
        #expect(try abs(sums.element(place) - line.reduce(0, +)) < 1e-9)
        #expect(try largest.element(place) == line.max())
      }
    }
  }

  @Test("broadcast as the rule says, whatever their strides", arguments: 0..<60)
  func broadcasting(seed: UInt64) throws {
    var cases = SplitMix(seed: seed &+ 1000)
    let x = try Arbitrary.tensor(&cases)
    let y = try Arbitrary.tensor(&cases)
    let rank = max(x.rank, y.rank)
    let sizes = (0..<rank).map { dim -> (Int, Int) in
      let (a, b) = (dim - rank + x.rank, dim - rank + y.rank)
      return (a < 0 ? 1 : x.shape[a], b < 0 ? 1 : y.shape[b])
    }
    guard sizes.allSatisfy({ $0 == $1 || $0 == 1 || $1 == 1 }) else {
      #expect(throws: TensorError.broadcast(x.shape, y.shape)) { try x + y }
      return
    }
    let sum = try x - y
    #expect(Array(sum.shape) == sizes.map { max($0, $1) })
    func restricted(_ place: [Int], _ tensor: Tensor) -> [Int] {
      zip(place.suffix(tensor.rank), tensor.shape).map { $1 == 1 ? 0 : $0 }
    }
    for place in sum.coordinates {
      #expect(try sum.element(place) == x.element(restricted(place, x)) - y.element(restricted(place, y)))
    }
  }

  @Test("can be written through", arguments: 0..<40)
  func writing(seed: UInt64) throws {
    var cases = SplitMix(seed: seed &+ 2000)
    let base = try Tensor((0..<24).map(Double.init), [2, 3, 4])
    let view = try base.permute([2, 0, 1]).slice(dim: 0, start: Int(seed % 3), step: 2)
    let value = Double.random(in: 1...2, using: &cases)
    let expected = try view.coordinates.map { try view.element($0) * value }
    let outside = try base.sum().item().double - view.sum().item().double
    try view.mul_(.float(value))
    #expect(try view.array(Double.self) == expected)
    #expect(try abs(base.sum().item().double - outside - expected.reduce(0, +)) < 1e-9)
  }
}
