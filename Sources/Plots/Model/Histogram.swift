/// Counts of values in bins, by the rules of `numpy.histogram`: equal widths, each bin closed below and open
/// above, the last closed on both sides.
package struct Histogram: Equatable {
  package let edges: [Double]
  package let counts: [Double]

  /// `bins` equal bins over `range` (by default the values' own; a single value gets half a unit on each side).
  package init(_ values: [Double], bins: Int, range: ClosedRange<Double>? = nil, density: Bool = false) {
    let finite = values.filter(\.isFinite)
    let bins = max(1, bins)
    var low = range?.lowerBound ?? finite.min() ?? 0
    var high = range?.upperBound ?? finite.max() ?? 1
    if low == high {
      low -= 0.5
      high += 0.5
    }
    let step = (high - low) / Double(bins)
    let edges = (0...bins).map { $0 == bins ? high : low + Double($0) * step }
    self.init(finite, edges: edges, density: density)
  }

  /// Bins between increasing `edges` (at least two).
  package init(_ values: [Double], edges: [Double], density: Bool = false) {
    self.edges = edges
    var counts = [Double](repeating: 0, count: max(0, edges.count - 1))
    for value in values {
      if let bin = Self.bin(of: value, in: edges) { counts[bin] += 1 }
    }
    if density {
      let total = counts.reduce(0, +)
      if total > 0 {
        for bin in counts.indices { counts[bin] /= total * (edges[bin + 1] - edges[bin]) }
      }
    }
    self.counts = counts
  }

  private static func bin(of value: Double, in edges: [Double]) -> Int? {
    guard let first = edges.first, let last = edges.last, edges.count > 1 else { return nil }
    guard value >= first, value <= last else { return nil }
    var low = 0
    var high = edges.count - 1
    while high - low > 1 {
      let middle = (low + high) / 2
      if edges[middle] <= value { low = middle } else { high = middle }
    }
    return low
  }

  /// The bars that draw it.
  package var bars: [Bars.Bar] {
    counts.indices.map { Bars.Bar(low: edges[$0], high: edges[$0 + 1], length: counts[$0]) }
  }
}
