/// What can be drawn inside axes. Lists of a pair of coordinates have the same length; values that aren't finite
/// leave a gap.
package enum Artist {
  case line(Line)
  case scatter(Scatter)
  case bars(Bars)
  case image(Raster)
  case rule(Rule)
  case band(Band)
  case note(Note)

  /// The text in the legend, if the artist has one.
  package var label: String? {
    switch self {
    case .line(let line): line.style.label
    case .scatter(let scatter): scatter.style.label
    case .bars(let bars): bars.style.label
    case .rule(let rule): rule.style.label
    case .band(let band): band.style.label
    case .image, .note: nil
    }
  }

  /// Gives the artist a name in the legend; false for what has none.
  mutating func relabel(_ label: String) -> Bool {
    switch self {
    case .line(var line):
      line.style.label = label
      self = .line(line)
    case .scatter(var scatter):
      scatter.style.label = label
      self = .scatter(scatter)
    case .bars(var bars):
      bars.style.label = label
      self = .bars(bars)
    case .rule, .band, .image, .note: return false
    }
    return true
  }

  /// Whether it shows data of its own that must be told apart from others.
  var isSeries: Bool {
    switch self {
    case .image: false
    case .line(let line): !line.isPieces
    case .scatter, .bars, .rule, .band, .note: true
    }
  }

  package var color: Color {
    switch self {
    case .line(let line): line.style.color
    case .scatter(let scatter): scatter.style.color
    case .bars(let bars): bars.style.color
    case .rule(let rule): rule.style.color
    case .band(let band): band.style.color
    case .image: .black
    case .note(let note): note.color
    }
  }

  func extend(_ xs: inout Extent, _ ys: inout Extent) {
    switch self {
    case .line(let line):
      xs.include(line.xs)
      ys.include(line.ys)
    case .scatter(let scatter):
      xs.include(scatter.xs)
      ys.include(scatter.ys)
    case .bars(let bars):
      for bar in bars.bars {
        bars.isHorizontal ? ys.include([bar.low, bar.high]) : xs.include([bar.low, bar.high])
        if bars.isHorizontal {
          xs.stick(to: bar.foot)
          xs.include(bar.foot + bar.length)
        } else {
          ys.stick(to: bar.foot)
          ys.include(bar.foot + bar.length)
        }
      }
    case .image(let raster):
      xs.stick(to: raster.left)
      xs.stick(to: raster.right)
      ys.stick(to: raster.bottom)
      ys.stick(to: raster.top)
    case .rule(let rule):
      rule.isVertical ? xs.include(rule.at) : ys.include(rule.at)
    case .band(let band):
      xs.include(band.xs)
      ys.include(band.lower)
      ys.include(band.upper)
    case .note: break
    }
  }
}

/// What lines, points and bars have in common.
package struct Style {
  package var color: Color
  package var label: String?
  /// 0 transparent … 1 opaque.
  package var alpha: Double

  package init(color: Color, label: String? = nil, alpha: Double = 1) {
    self.color = color
    // matplotlib leaves labels that begin with an underscore out of the legend.
    self.label = label.flatMap { $0.hasPrefix("_") ? nil : $0 }
    self.alpha = min(max(alpha, 0), 1)
  }
}

package enum LineStyle: Sendable { case solid, dashed, dotted, dashDot, none }

package struct Line {
  package var xs: [Double]
  package var ys: [Double]
  package var style: Style
  package var lineStyle: LineStyle
  /// matplotlib's one-character marker, or nil.
  package var marker: Character?
  /// In points.
  package var width: Double
  /// Whether it is made of short pieces (a contour, error bars) rather than one series.
  package var isPieces: Bool

  package init(
    xs: [Double], ys: [Double], style: Style, lineStyle: LineStyle = .solid, marker: Character? = nil,
    width: Double = 1.5, isPieces: Bool = false
  ) {
    self.isPieces = isPieces
    let count = min(xs.count, ys.count)
    self.xs = Array(xs.prefix(count))
    self.ys = Array(ys.prefix(count))
    self.style = style
    self.lineStyle = lineStyle
    self.marker = marker
    self.width = width
  }
}

package struct Scatter {
  package var xs: [Double]
  package var ys: [Double]
  package var style: Style
  /// A colour a point, if they differ.
  package var colors: [Color]?
  package var marker: Character
  /// Areas in points², as matplotlib's `s`.
  package var size: Double

  package init(
    xs: [Double], ys: [Double], style: Style, colors: [Color]? = nil, marker: Character = "o",
    size: Double = 36
  ) {
    let count = min(xs.count, ys.count)
    self.xs = Array(xs.prefix(count))
    self.ys = Array(ys.prefix(count))
    self.style = style
    self.colors = colors
    self.marker = marker
    self.size = size
  }

  package func color(of index: Int) -> Color {
    guard let colors, index < colors.count else { return style.color }
    return colors[index]
  }
}

/// Bars of `bar`, `barh` and `hist`: each stands on `foot` and spans `low … high` across.
package struct Bars {
  package struct Bar {
    package var low: Double
    package var high: Double
    package var foot: Double
    package var length: Double

    package init(low: Double, high: Double, foot: Double = 0, length: Double) {
      self.low = low
      self.high = high
      self.foot = foot
      self.length = length
    }
  }

  package var bars: [Bar]
  package var style: Style
  package var isHorizontal: Bool

  package init(bars: [Bar], style: Style, isHorizontal: Bool = false) {
    self.bars = bars
    self.style = style
    self.isHorizontal = isHorizontal
  }
}

/// A picture of `rows × columns` values drawn through a colour map, row 0 on top or at the bottom.
package struct Raster {
  package var rows: Int
  package var columns: Int
  /// Row by row, `rows · columns` values.
  package var values: [Double]
  package var map: ColorMap
  /// The values at the two ends of the colour map.
  package var low: Double
  package var high: Double
  package var left: Double
  package var right: Double
  package var bottom: Double
  package var top: Double
  /// Whether row 0 is at the top (`origin="upper"`).
  package var isUpperOrigin: Bool

  package init(
    rows: Int, columns: Int, values: [Double], map: ColorMap, low: Double?, high: Double?,
    isUpperOrigin: Bool = true, extent: (left: Double, right: Double, bottom: Double, top: Double)? = nil
  ) {
    self.rows = max(0, rows)
    self.columns = max(0, columns)
    self.values = values
    self.map = map
    let finite = values.filter(\.isFinite)
    self.low = low ?? finite.min() ?? 0
    self.high = high ?? finite.max() ?? 1
    self.isUpperOrigin = isUpperOrigin
    let (first, last) = (-0.5, Double(rows) - 0.5)
    (left, right, bottom, top) =
      extent ?? (-0.5, Double(columns) - 0.5, isUpperOrigin ? last : first, isUpperOrigin ? first : last)
  }

  /// The colour of the value in row `row`, counted from the top of the picture.
  package func color(row: Int, column: Int) -> Color {
    map.color(at: fraction(row: row, column: column))
  }

  /// Where the value lies between `low` (0) and `high` (1); nil if it's no number.
  package func fraction(row: Int, column: Int) -> Double? {
    let stored = isUpperOrigin ? row : rows - 1 - row
    guard stored >= 0, stored < rows, column >= 0, column < columns else { return nil }
    let value = values[stored * columns + column]
    guard value.isFinite else { return nil }
    return high > low ? min(max((value - low) / (high - low), 0), 1) : 0
  }
}

/// A straight line across the axes (`axhline`, `axvline`).
package struct Rule {
  package var at: Double
  package var isVertical: Bool
  package var style: Style
  package var lineStyle: LineStyle

  package init(at: Double, isVertical: Bool, style: Style, lineStyle: LineStyle = .solid) {
    self.at = at
    self.isVertical = isVertical
    self.style = style
    self.lineStyle = lineStyle
  }
}

/// The area between two curves (`fill_between`).
package struct Band {
  package var xs: [Double]
  package var lower: [Double]
  package var upper: [Double]
  package var style: Style

  package init(xs: [Double], lower: [Double], upper: [Double], style: Style) {
    let count = min(xs.count, lower.count, upper.count)
    self.xs = Array(xs.prefix(count))
    self.lower = Array(lower.prefix(count))
    self.upper = Array(upper.prefix(count))
    self.style = style
  }
}

/// A text at a place in data coordinates.
package struct Note {
  package var x: Double
  package var y: Double
  package var text: String
  package var color: Color
  package var alignment: Alignment

  package enum Alignment: Sendable { case left, center, right }

  package init(x: Double, y: Double, text: String, color: Color = .black, alignment: Alignment = .left) {
    self.x = x
    self.y = y
    self.text = text
    self.color = color
    self.alignment = alignment
  }
}
