import Tensors
import Testing

/// A tensor as the slow reference has it: sizes, and the elements row by row.
private struct Slow: Equatable {
  var shape: [Int]
  var elements: [Double]

  init(_ shape: [Int], _ element: ([Int]) throws -> Double) rethrows {
    self.shape = shape
    elements = try Slow.places(shape).map(element)
  }

  init(_ tensor: Tensor) throws {
    try self.init(Array(tensor.shape)) { try tensor.element($0) }
  }

  static func places(_ shape: [Int]) -> [[Int]] {
    shape.reduce([[]]) { lists, size in lists.flatMap { list in (0..<size).map { list + [$0] } } }
  }

  subscript(_ place: [Int]) -> Double {
    get { elements[index(place)] }
    set { elements[index(place)] = newValue }
  }

  private func index(_ place: [Int]) -> Int { zip(place, shape).reduce(0) { $0 * $1.1 + $1.0 } }

  /// The element that broadcasting puts at a place of a larger shape.
  func broadcast(_ place: [Int]) -> Double {
    self[zip(place.suffix(shape.count), shape).map { $1 == 1 ? 0 : $0 }]
  }

  /// The elements along `dim` through a place.
  func line(_ place: [Int], _ dim: Int) -> [Double] {
    (0..<shape[dim]).map { index in
      var place = place
      place[dim] = index
      return self[place]
    }
  }
}

private func agree(
  _ tensor: Tensor, _ slow: Slow, _ name: String, tolerance: Double = 1e-5,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  #expect(Array(tensor.shape) == slow.shape, "\(name)", sourceLocation: sourceLocation)
  let elements = try tensor.detach().to(.float64).array(Double.self)
  for (ours, theirs) in zip(elements, slow.elements) {
    let same = ours == theirs || (ours.isNaN && theirs.isNaN)
    #expect(
      same || (ours - theirs).magnitude <= tolerance * max(1, theirs.magnitude),
      "\(name): \(ours), not \(theirs)",
      sourceLocation: sourceLocation)
  }
}

@Suite("Random tensors of all types and layouts")
struct OperationFuzzTests {
  @Test("are reduced over any dimensions as by loops", arguments: 0..<80)
  func reductions(seed: UInt64) throws {
    var cases = SplitMix(seed: seed)
    let x = try Arbitrary.tensor(&cases, Arbitrary.dtype(&cases))
    let slow = try Slow(x)
    let dims = (0..<x.rank).filter { _ in Bool.random(using: &cases) }
    guard !dims.isEmpty else { return }
    let kept = Array(x.shape).enumerated().map { dims.contains($0.offset) ? 1 : $0.element }
    func over(_ reduce: ([Double]) -> Double) -> Slow {
      Slow(kept) { place in
        reduce(
          Slow.places(slow.shape).filter { other in
            zip(place, other).enumerated().allSatisfy {
              dims.contains($0.offset) || $0.element.0 == $0.element.1
            }
          }.map { slow[$0] })
      }
    }
    let name = "\(x.dtype) \(x.shape) over \(dims)"
    try agree(x.sum(dims: dims, keepDim: true), over { $0.reduce(0, +) }, "sum of \(name)")
    try agree(x.amax(dims: dims, keepDim: true), over { $0.max() ?? 0 }, "amax of \(name)")
    try agree(x.amin(dims: dims, keepDim: true), over { $0.min() ?? 0 }, "amin of \(name)")
    if dims.count == 1 {
      try agree(
        x.any(dim: dims[0], keepDim: true), over { $0.contains { $0 != 0 } ? 1 : 0 }, "any of \(name)")
      try agree(x.all(dim: dims[0], keepDim: true), over { $0.contains(0) ? 0 : 1 }, "all of \(name)")
    }
    guard x.dtype.isFloatingPoint else { return }
    try agree(
      x.mean(dims: dims, keepDim: true), over { $0.reduce(0, +) / Double($0.count) }, "mean of \(name)")
    try agree(
      x.variance(dims: dims, correction: 0, keepDim: true),
      over { line in
        let mean = line.reduce(0, +) / Double(line.count)
        return line.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(line.count)
      }, "variance of \(name)")
  }

  @Test("have running sums, orders and extremes along a dimension as by loops", arguments: 0..<80)
  func lines(seed: UInt64) throws {
    var cases = SplitMix(seed: seed &+ 10_000)
    let x = try Arbitrary.tensor(&cases, Arbitrary.dtype(&cases), rank: Int.random(in: 1...3, using: &cases))
    let slow = try Slow(x)
    let dim = Int.random(in: 0..<x.rank, using: &cases)
    let name = "\(x.dtype) \(x.shape) along \(dim)"
    func along(_ transform: ([Double], Int) -> Double) -> Slow {
      Slow(slow.shape) { transform(slow.line($0, dim), $0[dim]) }
    }
    try agree(x.cumsum(dim: dim), along { $0[...$1].reduce(0, +) }, "cumsum of \(name)")
    try agree(x.cumprod(dim: dim), along { $0[...$1].reduce(1, *) }, "cumprod of \(name)")
    let (values, indices) = try x.sort(dim: dim)
    try agree(values, along { $0.sorted()[$1] }, "sort of \(name)")
    try agree(indices, along { Double(order($0, <)[$1]) }, "argsort of \(name)")
    try agree(
      x.sort(dim: dim, descending: true).indices, along { Double(order($0, >)[$1]) }, "descending \(name)")
    try agree(x.flip([dim]), along { $0[$0.count - 1 - $1] }, "flip of \(name)")
    try agree(
      x.roll([2], dims: [dim]), along { $0[(($1 - 2) % $0.count + $0.count) % $0.count] }, "roll of \(name)")
    guard x.dtype != .bool else { return }
    try agree(
      x.argmax(dim: dim, keepDim: true).expand(slow.shape),
      along { line, _ in Double(line.firstIndex(of: line.max() ?? 0) ?? 0) },
      "argmax of \(name)")
    try agree(
      x.argmin(dim: dim, keepDim: true).expand(slow.shape),
      along { line, _ in Double(line.firstIndex(of: line.min() ?? 0) ?? 0) },
      "argmin of \(name)")
    guard x.dtype.isFloatingPoint else { return }
    try agree(
      x.softmax(dim: dim), along { line, place in exp(line[place]) / line.reduce(0) { $0 + exp($1) } },
      "softmax of \(name)")
  }

  /// A stable order.
  private func order(_ line: [Double], _ precedes: (Double, Double) -> Bool) -> [Int] {
    line.indices.sorted { line[$0] == line[$1] ? $0 < $1 : precedes(line[$0], line[$1]) }
  }

  private func exp(_ x: Double) -> Double {
    // A slow series, so that the reference shares nothing with the kernels.
    var (sum, term) = (1.0, 1.0)
    for n in 1..<60 {
      term *= x / Double(n)
      sum += term
    }
    return sum
  }

  @Test("are combined and compared with broadcasting and promotion", arguments: 0..<120)
  func pairs(seed: UInt64) throws {
    var cases = SplitMix(seed: seed &+ 20_000)
    let shape = (0..<Int.random(in: 0...3, using: &cases)).map { _ in Int.random(in: 1...4, using: &cases) }
    func operand() throws -> Tensor {
      let own = shape.dropFirst(Int.random(in: 0...shape.count, using: &cases)).map { size in
        Bool.random(using: &cases) ? size : 1
      }
      return try Arbitrary.window(Shape(own), Arbitrary.dtype(&cases), &cases)
    }
    let (x, y) = (try operand(), try operand())
    let (a, b) = (try Slow(x), try Slow(y))
    let rank = max(a.shape.count, b.shape.count)
    func size(_ slow: Slow, _ dim: Int) -> Int {
      let own = dim - rank + slow.shape.count
      return own < 0 ? 1 : slow.shape[own]
    }
    let sizes = (0..<rank).map { max(size(a, $0), size(b, $0)) }
    func pairwise(_ combine: (Double, Double) -> Double) -> Slow {
      Slow(sizes) { combine(a.broadcast($0), b.broadcast($0)) }
    }
    let name = "\(x.dtype) \(x.shape) and \(y.dtype) \(y.shape)"
    let dtype = promoted(x, y)
    let isLogical = dtype == .bool
    let sum = try x + y
    #expect(sum.dtype == dtype, "\(name)")
    try agree(sum, pairwise { isLogical ? min(1, $0 + $1) : $0 + $1 }, "sum of \(name)")
    try agree(x * y, pairwise { $0 * $1 }, "product of \(name)")
    try agree(x.eq(y), pairwise { $0 == $1 ? 1 : 0 }, "eq of \(name)")
    try agree(x.lt(y), pairwise { $0 < $1 ? 1 : 0 }, "lt of \(name)")
    try agree(x.ge(y), pairwise { $0 >= $1 ? 1 : 0 }, "ge of \(name)")
    try agree(x.maximum(y), pairwise { max($0, $1) }, "maximum of \(name)")
    try agree(x / y, pairwise { $0 / $1 }, "quotient of \(name)")
    try agree(x.logicalXor(y), pairwise { ($0 != 0) != ($1 != 0) ? 1 : 0 }, "logical_xor of \(name)")
    try agree(
      Tensor.where(x.gt(y), x, y), pairwise { $0 > $1 ? $0 : $1 }, "where of \(name)")
    if x.dtype != .bool && y.dtype != .bool {
      try agree(x - y, pairwise { $0 - $1 }, "difference of \(name)")
    }
    let shared = try x.expand(sizes)
    let other = try y.expand(sizes)
    if !sizes.isEmpty {
      let dim = Int.random(in: 0..<sizes.count, using: &cases)
      var joined = sizes
      joined[dim] *= 2
      try agree(
        Tensor.cat([shared, other], dim: dim),
        Slow(joined) { place in
          var place = place
          let isSecond = place[dim] >= sizes[dim]
          if isSecond { place[dim] -= sizes[dim] }
          return isSecond ? b.broadcast(place) : a.broadcast(place)
        }, "cat of \(name)")
      var stacked = sizes
      stacked.insert(2, at: dim)
      try agree(
        Tensor.stack([shared, other], dim: dim),
        Slow(stacked) { place in
          var rest = place
          let part = rest.remove(at: dim)
          return part == 1 ? b.broadcast(rest) : a.broadcast(rest)
        }, "stack of \(name)")
    }
  }

  /// A tensor without dimensions changes the type only by a higher kind of number.
  private func promoted(_ x: Tensor, _ y: Tensor) -> DType {
    guard (x.rank == 0) != (y.rank == 0) else { return max(x.dtype, y.dtype) }
    let (scalar, other) = x.rank == 0 ? (x.dtype, y.dtype) : (y.dtype, x.dtype)
    return scalar.isFloatingPoint == other.isFloatingPoint && other != .bool ? other : max(scalar, other)
  }

  @Test("are indexed by numbers, lists and masks as by loops", arguments: 0..<80)
  func indexing(seed: UInt64) throws {
    var cases = SplitMix(seed: seed &+ 30_000)
    let x = try Arbitrary.tensor(&cases, Arbitrary.dtype(&cases), rank: Int.random(in: 1...3, using: &cases))
    let slow = try Slow(x)
    let dim = Int.random(in: 0..<x.rank, using: &cases)
    let name = "\(x.dtype) \(x.shape) along \(dim)"
    let chosen = (0..<4).map { _ in Int.random(in: 0..<x.shape[dim], using: &cases) }
    var sizes = slow.shape
    sizes[dim] = chosen.count
    func moved(_ place: [Int], _ index: Int) -> [Int] {
      var place = place
      place[dim] = index
      return place
    }
    let rows = Slow(sizes) { slow[moved($0, chosen[$0[dim]])] }
    try agree(x.indexSelect(dim: dim, Tensor(chosen)), rows, "index_select of \(name)")
    let steps = Slow.places(sizes).map { _ in Int.random(in: 0..<x.shape[dim], using: &cases) }
    let index = try Tensor(steps, Shape(sizes))
    let places = try Slow(index)
    try agree(
      x.gather(dim: dim, index), Slow(sizes) { slow[moved($0, Int(places[$0]))] }, "gather of \(name)")
    let mask = try x.gt(0)
    let masked = slow.elements.filter { $0 > 0 }
    try agree(x.maskedSelect(mask), Slow([masked.count]) { masked[$0[0]] }, "masked_select of \(name)")
    try agree(
      x.maskedFill(mask, value: 1), Slow(slow.shape) { slow[$0] > 0 ? 1 : slow[$0] }, "masked_fill of \(name)"
    )
    guard x.dtype != .bool else { return }
    let source = try Arbitrary.window(Shape(sizes), x.dtype, &cases)
    let added = try Slow(source)
    var expected = slow
    for place in Slow.places(sizes) { expected[moved(place, Int(places[place]))] += added[place] }
    try agree(x.scatterAdd(dim: dim, index, source), expected, "scatter_add of \(name)")
  }

  @Test("are multiplied as matrices, alone and in batches", arguments: 0..<80)
  func products(seed: UInt64) throws {
    var cases = SplitMix(seed: seed &+ 40_000)
    let dtype: DType = [.float32, .float64, .int64].randomElement(using: &cases) ?? .float64
    let (rows, inner, columns) = (
      Int.random(in: 1...9, using: &cases), Int.random(in: 1...19, using: &cases),
      Int.random(in: 1...37, using: &cases)
    )
    let batch = (0..<Int.random(in: 0...2, using: &cases)).map { _ in Int.random(in: 1...3, using: &cases) }
    let shared = batch.map { Bool.random(using: &cases) ? $0 : 1 }
    let x = try Arbitrary.window(Shape(batch + [rows, inner]), dtype, &cases)
    let y = try Arbitrary.window(Shape(shared + [inner, columns]), dtype, &cases)
    let (a, b) = (try Slow(x), try Slow(y))
    let expected = Slow(batch + [rows, columns]) { place in
      let lead = Array(place.dropLast(2))
      let other = zip(lead, shared).map { $1 == 1 ? 0 : $0 }
      return (0..<inner).reduce(0) {
        $0 + a[lead + [place[place.count - 2], $1]] * b[other + [$1, place[place.count - 1]]]
      }
    }
    try agree(x.matmul(y), expected, "\(dtype) \(x.shape) @ \(y.shape)")
    let vector = try Arbitrary.window([inner], dtype, &cases)
    let v = try Slow(vector)
    try agree(
      x.matmul(vector),
      Slow(batch + [rows]) { place in (0..<inner).reduce(0) { $0 + a[place + [$1]] * v[[$1]] } },
      "\(dtype) \(x.shape) @ a vector")
  }

  @Test("are changed in place through any view, and nothing else is", arguments: 0..<80)
  func inPlace(seed: UInt64) throws {
    var cases = SplitMix(seed: seed &+ 50_000)
    let dtype: DType = [.float32, .float64, .int64].randomElement(using: &cases) ?? .float64
    let base = try Arbitrary.tensor([3, 4, 5], dtype, &cases)
    // Every element knows its number, so that the places a view shows can be found.
    let numbers = try Tensor.arange(0, 60).reshape([3, 4, 5])
    var (view, shown) = (base, numbers)
    for _ in 0..<Int.random(in: 0...3, using: &cases) where view.rank > 1 {
      let dim = Int.random(in: 0..<view.rank, using: &cases)
      switch Int.random(in: 0...2, using: &cases) {
      case 0:
        let order = (0..<view.rank).shuffled(using: &cases)
        (view, shown) = (try view.permute(order), try shown.permute(order))
      case 1:
        let start = Int.random(in: 0..<view.shape[dim], using: &cases)
        view = try view.slice(dim: dim, start: start, step: 2)
        shown = try shown.slice(dim: dim, start: start, step: 2)
      default: (view, shown) = (try view.select(dim: dim, index: 0), try shown.select(dim: dim, index: 0))
      }
    }
    var expected = try base.detach().to(.float64).array(Double.self)
    let other = try Arbitrary.window(view.shape, dtype, &cases)
    let places = try shown.contiguous().array(Int.self)
    let added = try other.contiguous().to(.float64).array(Double.self)
    for (place, number) in zip(places, added) { expected[place] += number }
    try view.add_(other)
    #expect(try base.to(.float64).array(Double.self) == expected, "add_ at \(view.shape) of \(dtype)")
    for place in places { expected[place] *= 2 }
    try view.mul_(2)
    #expect(try base.to(.float64).array(Double.self) == expected, "mul_")
    for place in places where expected[place] > 0 { expected[place] = -1 }
    try view.setIndex([.tensor(view.gt(0))], .int(-1))
    #expect(try base.to(.float64).array(Double.self) == expected, "a mask")
    for (place, number) in zip(places, added) { expected[place] = number }
    try view.copy_(other)
    #expect(try base.to(.float64).array(Double.self) == expected, "copy_")
  }
}
