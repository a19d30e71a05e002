import Tensors
import Testing

/// A generator of test cases that is the same in every run (Steele, Lea & Flood 2014, SplitMix64).
private struct Cases: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}

/// A tensor of some layout together with its elements in order, found without strides.
private func arbitrary(_ cases: inout Cases) throws -> Tensor {
  let rank = Int.random(in: 0...4, using: &cases)
  let shape = Shape((0..<rank).map { _ in Int.random(in: 1...5, using: &cases) })
  let count = shape.reduce(1, *)
  var tensor = try Tensor((0..<count).map { _ in Double.random(in: -2...2, using: &cases) }, shape)
  for _ in 0..<Int.random(in: 0...3, using: &cases) where tensor.rank > 0 {
    let dim = Int.random(in: 0..<tensor.rank, using: &cases)
    switch Int.random(in: 0...4, using: &cases) {
    case 0: tensor = try tensor.permute((0..<tensor.rank).shuffled(using: &cases))
    case 1:
      tensor = try tensor.slice(
        dim: dim, start: Int.random(in: 0..<tensor.shape[dim], using: &cases), step: 2)
    case 2: tensor = try tensor.select(dim: dim, index: -1)
    case 3 where tensor.rank < 5: tensor = try tensor.unsqueeze(dim).expand(to: dim, 3)
    default: tensor = try tensor.flip([dim])
    }
  }
  return tensor.detach()
}

extension Tensor {
  /// One dimension of size 1 repeated.
  fileprivate func expand(to dim: Int, _ size: Int) throws -> Tensor {
    try expand(shape.enumerated().map { $0.offset == dim ? size : -1 })
  }

  /// The element at coordinates, by selecting one dimension after the other.
  fileprivate func element(_ coordinates: [Int]) throws -> Double {
    var part = self
    for coordinate in coordinates { part = try part.select(dim: 0, index: coordinate) }
    return try part.item().double
  }

  fileprivate var coordinates: [[Int]] {
    shape.reduce([[]]) { lists, size in lists.flatMap { list in (0..<size).map { list + [$0] } } }
  }
}

@Suite("Views of any layout")
struct LayoutFuzzTests {
  @Test("give elementwise results, sums and copies of the elements they show", arguments: 0..<60)
  func views(seed: UInt64) throws {
    var cases = Cases(state: seed)
    let x = try arbitrary(&cases)
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
    var cases = Cases(state: seed &+ 1000)
    let x = try arbitrary(&cases)
    let y = try arbitrary(&cases)
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
    var cases = Cases(state: seed &+ 2000)
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
