import Text

/// Paints the artists of one coordinate system into its inner area.
struct Painter {
  let axes: Axes
  let bounds: (x: ClosedRange<Double>, y: ClosedRange<Double>)
  let columns: Int
  let rows: Int
  let style: TerminalStyle
  private var canvas: DotCanvas
  /// Characters on top of the dots: markers, symbols that tell series apart without colour, and texts.
  private var marks: [(row: Int, column: Int, character: Character, color: Color)] = []

  init(
    axes: Axes, bounds: (x: ClosedRange<Double>, y: ClosedRange<Double>), columns: Int, rows: Int,
    style: TerminalStyle
  ) {
    self.axes = axes
    self.bounds = bounds
    self.columns = columns
    self.rows = rows
    self.style = style
    canvas = DotCanvas(columns: columns, rows: rows, isASCII: style.isASCII)
  }

  private static let symbols: [Character] = ["o", "x", "+", "*", "#", "@", "%", "&", "=", "~"]

  /// The sign of the artist's series where colour can't tell them apart.
  static func symbol(of axes: Axes, _ index: Int) -> Character {
    let before = axes.artists[..<index].count(where: \.isSeries)
    return symbols[before % symbols.count]
  }

  /// What fills the artist's bars.
  static func fill(of axes: Axes, _ index: Int, _ style: TerminalStyle) -> Character {
    let before = axes.artists[..<index].count { if case .bars = $0 { true } else { false } }
    let fills: [Character] = style.isASCII ? ["#", "=", ":", "%"] : ["█", "▒", "░", "▓"]
    return style.colors == .none || style.isASCII ? fills[before % fills.count] : "█"
  }

  /// A cell that shows how large a fraction of 0 … 1 is: by its colour, or by how much of it is filled.
  static func shade(_ fraction: Double, color: Color, style: TerminalStyle) -> Screen.Cell {
    if style.colors != .none, !style.isASCII { return Screen.Cell(character: " ", background: color) }
    let ramp = Array(style.isASCII ? " .:-=+*#%@" : " ░▒▓█")
    let index = Int(min(max(fraction, 0), 1) * Double(ramp.count) * 0.9999)
    return Screen.Cell(character: ramp[index], foreground: style.colors == .none ? nil : color)
  }

  mutating func paint(on screen: inout Screen, row: Int, column: Int) {
    if axes.showsGrid, axes.raster == nil { grid(on: &screen, row, column) }
    for (index, artist) in axes.artists.enumerated() {
      switch artist {
      case .image(let raster): picture(raster, on: &screen, row, column)
      case .band(let band): fill(band, on: &screen, row, column)
      case .bars(let bars): fill(bars, index, on: &screen, row, column)
      case .line(let line): curve(line, index)
      case .scatter(let scatter): points(scatter, index)
      case .rule(let rule): straight(rule, index)
      case .note(let note): text(note)
      }
    }
    for y in 0..<rows {
      for x in 0..<columns {
        guard let (character, color) = canvas.character(row: y, column: x) else { continue }
        let below = screen[row + y, column + x]
        screen[row + y, column + x] = Screen.Cell(
          character: character, foreground: color, background: below.background)
      }
    }
    for mark in marks where mark.row >= 0 && mark.row < rows && mark.column >= 0 {
      screen.write(
        String(mark.character), row: row + mark.row, column: column + mark.column, limit: column + columns,
        color: mark.color)
    }
  }

  // MARK: - Pictures, bars and areas: whole cells

  private func grid(on screen: inout Screen, _ row: Int, _ column: Int) {
    for tick in Ticks.of(axes.y, in: bounds.y, count: max(2, rows / 3)) {
      let line = row + Placement(bounds.y, cells: rows).cellFromTop(tick.position)
      for x in stride(from: 1, to: columns, by: 4) {
        screen[line, column + x] = Screen.Cell(character: style.isASCII ? "." : "·", foreground: Self.faint)
      }
    }
  }

  private static let faint = Color(128, 128, 128)

  private func picture(_ raster: Raster, on screen: inout Screen, _ row: Int, _ column: Int) {
    let usesHalves = style.colors != .none && !style.isASCII
    let across = Placement(bounds.x, cells: columns)
    let down = Placement(bounds.y, cells: rows * 2)
    for y in 0..<rows {
      for x in 0..<columns {
        let at = axes.x.value(at: across.middle(of: x))
        let upper = sample(raster, at, axes.y.value(at: down.middle(of: rows * 2 - 1 - 2 * y)))
        let lower = sample(raster, at, axes.y.value(at: down.middle(of: rows * 2 - 2 - 2 * y)))
        if usesHalves {
          if upper == nil, lower == nil { continue }
          screen[row + y, column + x] = Screen.Cell(
            character: "▀", foreground: raster.map.color(at: upper), background: raster.map.color(at: lower))
        } else if let fraction = mean(upper, lower) {
          screen[row + y, column + x] = Self.shade(
            fraction, color: raster.map.color(at: fraction), style: style)
        }
      }
    }
  }

  private func mean(_ a: Double?, _ b: Double?) -> Double? {
    guard let a, let b else { return a ?? b }
    return (a + b) / 2
  }

  /// The picture's value (0 … 1) at a place in data coordinates; nil outside.
  private func sample(_ raster: Raster, _ x: Double, _ y: Double) -> Double? {
    let across = (x - raster.left) / (raster.right - raster.left)
    let down = (raster.top - y) / (raster.top - raster.bottom)
    guard (0..<1).contains(across), (0..<1).contains(down) else { return nil }
    return raster.fraction(
      row: Int(down * Double(raster.rows)), column: Int(across * Double(raster.columns)))
  }

  private func fill(_ band: Band, on screen: inout Screen, _ row: Int, _ column: Int) {
    let across = Placement(bounds.x, cells: columns)
    let down = Placement(bounds.y, cells: rows)
    let sign: Character = style.isASCII ? ":" : "░"
    for x in 0..<columns {
      let at = axes.x.value(at: across.middle(of: x))
      guard let (low, high) = interpolated(band, at), let bottom = axes.y.position(of: low),
        let top = axes.y.position(of: high)
      else { continue }
      for y in down.cellFromTop(max(bottom, top))...down.cellFromTop(min(bottom, top)) {
        screen[row + y, column + x] = Screen.Cell(character: sign, foreground: band.style.color)
      }
    }
  }

  private func interpolated(_ band: Band, _ x: Double) -> (Double, Double)? {
    for index in band.xs.indices.dropLast() {
      let (left, right) = (band.xs[index], band.xs[index + 1])
      guard x >= min(left, right), x <= max(left, right), left != right else { continue }
      let part = (x - left) / (right - left)
      return (
        band.lower[index] + part * (band.lower[index + 1] - band.lower[index]),
        band.upper[index] + part * (band.upper[index + 1] - band.upper[index])
      )
    }
    return nil
  }

  private func fill(_ bars: Bars, _ index: Int, on screen: inout Screen, _ row: Int, _ column: Int) {
    let sign = Self.fill(of: axes, index, style)
    let along = Placement(bars.isHorizontal ? bounds.y : bounds.x, cells: bars.isHorizontal ? rows : columns)
    let up = Placement(bars.isHorizontal ? bounds.x : bounds.y, cells: bars.isHorizontal ? columns : rows)
    let axis = bars.isHorizontal ? axes.x : axes.y
    for cell in 0..<along.cells {
      // Of the bars that reach into this cell, the longest is the one to see.
      let (low, high) = (along.edge(Double(cell) + 0.25), along.edge(Double(cell) + 0.75))
      let inside = bars.bars.filter {
        span(of: $0, acrossY: bars.isHorizontal)?.overlaps(low...high) ?? false
      }
      guard let bar = inside.max(by: { abs($0.length) < abs($1.length) }), bar.length != 0 else { continue }
      let foot = axis.position(of: bar.foot) ?? up.range.lowerBound
      guard let end = axis.position(of: bar.foot + bar.length) else { continue }
      let from = min(max(up.exact(min(foot, end)), 0), Double(up.cells))
      let to = min(max(up.exact(max(foot, end)), 0), Double(up.cells))
      paint(from: from, to: to, sign, color: bars.style.color) { place, cellSign in
        let (y, x) = bars.isHorizontal ? (rows - 1 - cell, place) : (rows - 1 - place, cell)
        screen[row + y, column + x] = Screen.Cell(character: cellSign, foreground: bars.style.color)
      }
    }
  }

  /// The positions across which a bar stands.
  private func span(of bar: Bars.Bar, acrossY: Bool) -> ClosedRange<Double>? {
    let axis = acrossY ? axes.y : axes.x
    guard let low = axis.position(of: bar.low), let high = axis.position(of: bar.high) else { return nil }
    return min(low, high)...max(low, high)
  }

  /// Fills the cells between two places; a solid bar that grows upward ends in an eighth of a cell.
  private func paint(
    from: Double, to: Double, _ sign: Character, color: Color, put: (Int, Character) -> Void
  ) {
    let eighths: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇"]
    let first = Int(from.rounded())
    let whole = Int(to)
    if first < whole {
      for place in first..<whole { put(place, sign) }
    }
    let rest = Int(((to - Double(whole)) * 8).rounded())
    guard whole >= first else { return }
    if sign == "█", rest > 0 {
      put(whole, rest == 8 ? "█" : eighths[rest - 1])
    } else if sign != "█", rest >= 4 {
      put(whole, sign)
    } else if whole == first, to > from {
      put(whole, sign == "█" ? "▁" : sign)
    }
  }

  // MARK: - Curves and points: dots

  private func dot(_ x: Double, _ y: Double) -> (x: Double, y: Double)? {
    guard let px = axes.x.position(of: x), let py = axes.y.position(of: y) else { return nil }
    return place(px, py)
  }

  private func place(_ x: Double, _ y: Double) -> (x: Double, y: Double)? {
    let dx = (x - bounds.x.lowerBound) / (bounds.x.upperBound - bounds.x.lowerBound) * Double(canvas.width)
    let dy = (bounds.y.upperBound - y) / (bounds.y.upperBound - bounds.y.lowerBound) * Double(canvas.height)
    // Far outside (a limit was set by hand) is as good as just outside; it keeps the arithmetic in range.
    let far = 1e6
    guard dx.isFinite, dy.isFinite else { return nil }
    return (min(max(dx - 0.5, -far), far), min(max(dy - 0.5, -far), far))
  }

  private func pattern(_ lineStyle: LineStyle) -> [Bool] {
    switch lineStyle {
    case .solid, .none: [true]
    case .dashed: [true, true, true, true, false, false, false]
    case .dotted: [true, false, false]
    case .dashDot: [true, true, true, true, false, false, true, false, false]
    }
  }

  private mutating func curve(_ line: Line, _ index: Int) {
    let symbol = Self.symbol(of: axes, index)
    var phase = 0
    var last: (x: Double, y: Double)?
    let dots = zip(line.xs, line.ys).map { dot($0, $1) }
    for point in dots {
      if line.lineStyle != .none, let point, let last {
        canvas.line(
          from: last, to: point, pattern: pattern(line.lineStyle), phase: &phase, color: line.style.color,
          symbol: symbol)
      } else if line.lineStyle != .none, let point {
        canvas.set(
          Int(point.x.rounded()), Int(point.y.rounded()), color: line.style.color, symbol: symbol)
      }
      last = point
    }
    if line.marker != nil {
      mark(dots.compactMap { $0 }, with: markerSign(line.marker, index), color: line.style.color)
    } else if needsSymbols, !line.isPieces {
      signs(along: dots.compactMap { $0 }, symbol, shift: index, color: line.style.color)
    }
  }

  /// Whether curves need signs to be told apart.
  private var needsSymbols: Bool {
    guard style.colors == .none, !style.isASCII else { return false }
    return axes.artists.count { if case .line = $0 { $0.isSeries } else { false } } > 1
  }

  private func markerSign(_ marker: Character?, _ index: Int) -> Character {
    if style.colors == .none || style.isASCII { return Self.symbol(of: axes, index) }
    switch marker {
    case "x", "X": return "x"
    case "+", "P": return "+"
    case "*": return "*"
    default: return "•"
    }
  }

  private mutating func mark(_ dots: [(x: Double, y: Double)], with sign: Character, color: Color) {
    for point in dots {
      guard point.x >= -0.5, point.y >= -0.5, point.x < Double(canvas.width), point.y < Double(canvas.height)
      else { continue }
      marks.append(
        (
          Int(max(point.y, 0)) / canvas.dotsDown, Int(max(point.x, 0)) / canvas.dotsAcross, sign, color
        ))
    }
  }

  /// A few signs on a curve, at other columns for each series.
  private mutating func signs(
    along dots: [(x: Double, y: Double)], _ sign: Character, shift: Int, color: Color
  ) {
    let every = max(4, columns / 6) * canvas.dotsAcross
    var next = Double(every / 4 + shift * 4 % every)
    for (a, b) in zip(dots, dots.dropFirst()) where b.x > a.x {
      while next <= b.x {
        if next >= a.x {
          let y = a.y + (b.y - a.y) * (next - a.x) / (b.x - a.x)
          mark([(next, y)], with: sign, color: color)
        }
        next += Double(every)
      }
    }
  }

  private mutating func points(_ scatter: Scatter, _ index: Int) {
    var seen: [Color] = []
    for place in scatter.xs.indices {
      guard let point = dot(scatter.xs[place], scatter.ys[place]) else { continue }
      let color = scatter.color(of: place)
      var symbol = Self.symbol(of: axes, index)
      if scatter.colors != nil {
        // Without colour, each colour of one scatter gets a sign of its own.
        let kind =
          seen.firstIndex(of: color)
          ?? {
            seen.append(color)
            return seen.count - 1
          }()
        if seen.count <= 4 { symbol = Self.symbols[(kind + index) % Self.symbols.count] }
      }
      if style.colors != .none, !style.isASCII { symbol = "•" }
      if scatter.xs.count > 400, scatter.colors == nil {
        canvas.set(Int(point.x.rounded()), Int(point.y.rounded()), color: color, symbol: symbol)
      } else {
        mark([point], with: symbol, color: color)
      }
    }
  }

  private mutating func straight(_ rule: Rule, _ index: Int) {
    let axis = rule.isVertical ? axes.x : axes.y
    guard let at = axis.position(of: rule.at) else { return }
    let ends =
      rule.isVertical
      ? (place(at, bounds.y.lowerBound), place(at, bounds.y.upperBound))
      : (place(bounds.x.lowerBound, at), place(bounds.x.upperBound, at))
    guard let start = ends.0, let end = ends.1 else { return }
    var phase = 0
    canvas.line(
      from: start, to: end, pattern: pattern(rule.lineStyle == .solid ? .dotted : rule.lineStyle),
      phase: &phase, color: rule.style.color, symbol: rule.isVertical ? "|" : "-")
  }

  private mutating func text(_ note: Note) {
    guard let point = dot(note.x, note.y), point.y >= -0.5, point.y < Double(canvas.height) else { return }
    let size = DisplayWidth.columns(of: note.text)
    let shift = note.alignment == .left ? 0 : note.alignment == .center ? size / 2 : size
    var column = Int(point.x) / canvas.dotsAcross - shift
    for character in note.text {
      marks.append((Int(max(point.y, 0)) / canvas.dotsDown, column, character, note.color))
      column += DisplayWidth.columns(of: String(character))
    }
  }
}
