import CKernels

// Drawing indices in proportion to weights. Weights are finite, not negative and not all zero; callers check.
extension Generator {
  /// Draws with replacement, by searching the cumulative sum.
  package func drawIndices<Weight: BinaryFloatingPoint>(
    weights: [Weight], replacing count: Int
  ) -> [Int] {
    var cumulative: [Weight] = []
    cumulative.reserveCapacity(weights.count)
    var sum: Weight = 0
    for weight in weights {
      sum += weight
      cumulative.append(sum)
    }
    for index in cumulative.indices { cumulative[index] /= sum }
    if !cumulative.isEmpty { cumulative[cumulative.count - 1] = 1 }
    return (0..<count).map { _ in
      let unit = nextUnit()
      var (low, high) = (0, cumulative.count)
      while low < high {
        let middle = low + (high - low) / 2
        if Double(cumulative[middle]) < unit { low = middle + 1 } else { high = middle }
      }
      return low
    }
  }

  /// Draws `count` different indices of each row: the largest weights after division by exponential numbers
  /// (Efraimidis & Spirakis 2006). The exponential numbers of all rows are drawn first.
  package func drawDistinctIndices<Weight: BinaryFloatingPoint>(
    rows: [[Weight]], count: Int
  ) -> [[Int]] {
    let keys = rows.map { row in row.map { $0 / Weight(nextExponential()) } }
    return keys.map { keys in
      if seodang_interrupted() != 0 { return [] }
      let order = keys.indices.sorted { keys[$0] > keys[$1] || (keys[$0] == keys[$1] && $0 < $1) }
      return Array(order.prefix(count))
    }
  }
}
