import Glibc

/// One coordinate system: its artists in drawing order, and what is written around them.
package final class Axes {
  package let place: GridPlace
  package var title: String?
  package var x = Axis()
  package var y = Axis()
  package private(set) var artists: [Artist] = []
  package var showsLegend = false
  package var showsGrid = false
  package var showsColorbar = false
  /// `axis("off")`: no frame, ticks or labels.
  package var showsFrame = true
  private var nextInCycle = 0

  package init(place: GridPlace) {
    self.place = place
  }

  package var isEmpty: Bool { artists.isEmpty && title == nil }

  /// Takes everything away, as new axes are.
  package func clear() {
    artists = []
    title = nil
    (x, y) = (Axis(), Axis())
    (showsLegend, showsGrid, showsColorbar, showsFrame) = (false, false, false, true)
    nextInCycle = 0
  }

  /// The next colour of the default cycle (C0, C1, …), which lines, bars and scatters share.
  package func nextColor() -> Color {
    defer { nextInCycle += 1 }
    return Color.cycle(nextInCycle)
  }

  package func add(_ artist: Artist) {
    if case .image(let raster) = artist, raster.bottom > raster.top { y.isInverted = true }
    artists.append(artist)
  }

  /// Names the artists that a legend lists, in their order (`legend(["훈련", "시험"])`).
  package func label(_ labels: [String]) {
    var labels = labels[...]
    for index in artists.indices {
      guard let label = labels.first else { return }
      if artists[index].relabel(label) { labels.removeFirst() }
    }
  }

  /// The smallest rectangle that holds all artists, with matplotlib's margins, or the limits that were set.
  /// Always finite and never empty.
  package func bounds() -> (x: ClosedRange<Double>, y: ClosedRange<Double>) {
    var xs = Extent(scale: x.scale)
    var ys = Extent(scale: y.scale)
    for artist in artists { artist.extend(&xs, &ys) }
    return (x.range(of: xs), y.range(of: ys))
  }
}

/// How values become positions along an axis.
package enum Scale: Sendable, Equatable {
  case linear, log

  /// The position of `value`, or nil if it has none (not finite; not positive on a logarithmic axis).
  package func position(_ value: Double) -> Double? {
    switch self {
    case .linear: value.isFinite ? value : nil
    case .log: value > 0 && value.isFinite ? log10(value) : nil
    }
  }

  package func value(at position: Double) -> Double {
    switch self {
    case .linear: position
    case .log: pow(10, position)
    }
  }
}

/// One axis of a coordinate system.
package struct Axis {
  package var label: String?
  package var scale: Scale = .linear
  package var lower: Double?
  package var upper: Double?
  /// Values grow downward or leftward, as the rows of a picture do. Positions are then negated values.
  package var isInverted = false
  /// Ticks given by hand, with their labels if these were given too.
  package var ticks: [Double]?
  package var tickLabels: [String]?

  package init() {}

  /// Where `value` lies, or nil if it has no place on this axis.
  package func position(of value: Double) -> Double? {
    scale.position(value).map { isInverted ? -$0 : $0 }
  }

  package func value(at position: Double) -> Double {
    scale.value(at: isInverted ? -position : position)
  }

  /// The range that is shown, in positions.
  func range(of extent: Extent) -> ClosedRange<Double> {
    let range = upright(extent)
    return isInverted ? -range.upperBound...(-range.lowerBound) : range
  }

  private func upright(_ extent: Extent) -> ClosedRange<Double> {
    var (low, high) = extent.padded()
    if let lower, let position = scale.position(lower) { low = position }
    if let upper, let position = scale.position(upper) { high = position }
    if high < low { swap(&low, &high) }
    let width = high - low
    guard width.isFinite else { return -1e300...1e300 }
    if width < max(abs(low), abs(high)) * 1e-12 || width == 0 {
      let half = max(abs(low) * 0.05, 0.05)
      return (low - half)...(high + half)
    }
    return low...high
  }
}

/// The range of positions seen so far, in the axis's own scale.
package struct Extent {
  let scale: Scale
  private var low = Double.infinity
  private var high = -Double.infinity
  /// Edges that get no margin: the foot of a bar, the border of an image.
  private var sticky: [Double] = []

  init(scale: Scale) {
    self.scale = scale
  }

  mutating func include(_ value: Double) {
    guard let position = scale.position(value) else { return }
    low = min(low, position)
    high = max(high, position)
  }

  mutating func include(_ values: [Double]) {
    for value in values { include(value) }
  }

  mutating func stick(to value: Double) {
    include(value)
    if let position = scale.position(value) { sticky.append(position) }
  }

  /// With a margin of 5 % on each side, except where an edge is sticky.
  func padded() -> (Double, Double) {
    guard low <= high else { return (0, 1) }
    let margin = (high - low) * 0.05
    return (sticky.contains(low) ? low : low - margin, sticky.contains(high) ? high : high + margin)
  }
}
