import Tensors

/// Random tensors of any shape, type and layout for tests that compare with a slow reference. Each test has its seed, so
/// that a failure can be repeated.
enum Arbitrary {
  static func dtype(_ cases: inout SplitMix) -> DType {
    [.bool, .int64, .float32, .float64].randomElement(using: &cases) ?? .float64
  }

  /// A tensor of some layout: a window on more elements than it shows, permuted, stepped, repeated or turned round.
  static func tensor(
    _ cases: inout SplitMix, _ dtype: DType = .float64, rank: Int? = nil, views: Bool = true
  ) throws -> Tensor {
    let rank = rank ?? Int.random(in: 0...4, using: &cases)
    let shape = Shape((0..<rank).map { _ in Int.random(in: 1...5, using: &cases) })
    var tensor = try tensor(shape, dtype, &cases)
    for _ in 0..<(views ? Int.random(in: 0...3, using: &cases) : 0) where tensor.rank > 0 {
      let dim = Int.random(in: 0..<tensor.rank, using: &cases)
      switch Int.random(in: 0...4, using: &cases) {
      case 0: tensor = try tensor.permute((0..<tensor.rank).shuffled(using: &cases))
      case 1:
        let start = Int.random(in: 0..<tensor.shape[dim], using: &cases)
        tensor = try tensor.slice(dim: dim, start: start, step: 2)
      case 2 where tensor.rank > rank: tensor = try tensor.select(dim: dim, index: -1)
      case 3 where tensor.rank < 5: tensor = try tensor.unsqueeze(dim).expanded(dim, to: 3)
      default: tensor = try tensor.flip([dim])
      }
    }
    return tensor.detach()
  }

  /// Whole numbers and halves, so that most results are exact and many are equal.
  static func tensor(_ shape: Shape, _ dtype: DType, _ cases: inout SplitMix) throws -> Tensor {
    let values = (0..<shape.reduce(1, *)).map { _ in Double(Int.random(in: -8...8, using: &cases)) / 2 }
    return try Tensor(values, shape).to(dtype)
  }

  /// A tensor of this shape that is no contiguous block: every second element of a larger one, or a transpose.
  static func window(_ shape: Shape, _ dtype: DType, _ cases: inout SplitMix) throws -> Tensor {
    guard let last = shape.last else { return try tensor(shape, dtype, &cases) }
    if Bool.random(using: &cases) {
      let wide = try tensor(Shape(shape.dropLast() + [2 * last]), dtype, &cases)
      return try wide.slice(dim: shape.count - 1, start: 1, step: 2)
    }
    return try tensor(Shape(Array(shape.reversed())), dtype, &cases).permute(
      Array((0..<shape.count).reversed()))
  }
}

extension Tensor {
  /// One dimension of size 1 repeated.
  fileprivate func expanded(_ dim: Int, to size: Int) throws -> Tensor {
    try expand(shape.enumerated().map { $0.offset == dim ? size : -1 })
  }

  /// The element at coordinates, by selecting one dimension after the other.
  func element(_ coordinates: [Int]) throws -> Double {
    var part = self
    for coordinate in coordinates { part = try part.select(dim: 0, index: coordinate) }
    return try part.item().double
  }

  /// The places of all elements, row by row.
  var coordinates: [[Int]] {
    shape.reduce([[]]) { lists, size in lists.flatMap { list in (0..<size).map { list + [$0] } } }
  }
}
