import Tensors

/// The ways to choose some of several places, in lexicographic order.
enum Combinations {
  /// - Parameter repeating: whether a place may be chosen more than once.
  static func all(of count: Int, choosing size: Int, repeating: Bool) throws(TensorError) -> [[Int]] {
    guard size >= 0 else { throw .argument(op: "combinations", name: "r", value: "\(size)") }
    var current = [[Int]]()
    current.append([])
    for _ in 0..<size {
      var longer: [[Int]] = []
      for choice in current {
        let first = choice.last.map { repeating ? $0 : $0 + 1 } ?? 0
        guard longer.count + count <= 1 << 24 else { throw .sizeOverflow([longer.count, count]) }
        for place in first..<max(count, first) { longer.append(choice + [place]) }
      }
      current = longer
    }
    return current
  }
}
