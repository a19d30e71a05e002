import Text

/// One coordinate system as characters: the title above, the frame with ticks, then labels and legend below.
struct AxesDrawing {
  let axes: Axes
  let width: Int
  let style: TerminalStyle
  /// Rows of the inner area.
  let plotRows: Int
  private let bounds: (x: ClosedRange<Double>, y: ClosedRange<Double>)
  private let yTicks: [Tick]
  private let margin: Int
  private let plotColumns: Int

  init(_ axes: Axes, width: Int, height: Int, style: TerminalStyle) {
    self.axes = axes
    self.width = width
    self.style = style
    bounds = axes.bounds()
    let raster = axes.raster
    yTicks =
      axes.showsFrame ? Ticks.of(axes.y, in: bounds.y, count: max(2, height / 3), plain: style.isASCII) : []
    let labels = yTicks.map { DisplayWidth.columns(of: $0.label) }.max() ?? 0
    margin = axes.showsFrame ? min(labels, width / 3) + 1 : 0
    var columns = max(4, width - margin)
    var rows = height
    if let raster, raster.rows > 0, raster.columns > 0 {
      // A cell is about twice as high as wide; whole cells a pixel look best.
      let most = Double(height) * 2.6
      var scale = min(Double(columns) / Double(raster.columns), most / Double(raster.rows))
      if scale >= 1 { scale = scale.rounded(.down) }
      columns = min(columns, max(2, Int((Double(raster.columns) * scale).rounded())))
      rows = max(1, Int((Double(raster.rows) * scale / 2).rounded(.up)))
    }
    plotColumns = columns
    plotRows = rows
  }

  private var legend: [(Artist, Int)] {
    guard axes.showsLegend else { return [] }
    return axes.artists.enumerated().filter { $1.label != nil }.map { ($1, $0) }
  }

  /// The title, on a second line where one is too short for it.
  private var titleLines: [String] {
    guard let title = axes.title else { return [] }
    var first: [Substring] = []
    var rest = title.split(separator: " ", omittingEmptySubsequences: false)[...]
    while let word = rest.first,
      first.isEmpty || DisplayWidth.columns(of: (first + [word]).joined(separator: " ")) <= width
    {
      first.append(word)
      rest.removeFirst()
    }
    return [first, Array(rest)].filter { !$0.isEmpty }.map { $0.joined(separator: " ") }
  }

  /// The rows above the inner area.
  var headerRows: Int { titleLines.count + (axes.y.label == nil ? 0 : 1) }

  /// - Parameters: the rows that the drawings beside it take above and inside.
  func rowsNeeded(headerRows: Int, plotRows: Int) -> Int {
    var rows = headerRows + plotRows
    if axes.showsFrame { rows += 2 }
    if axes.x.label != nil { rows += 1 }
    if axes.showsColorbar, axes.raster != nil { rows += 1 }
    return rows + legendLines().count
  }

  func draw(on screen: inout Screen, left: Int, headerRows: Int, plotRows: Int) {
    // Drawings beside each other share their top and bottom lines.
    var row = headerRows - self.headerRows
    let inner = left + margin
    let area = inner..<inner + plotColumns
    for title in titleLines {
      screen.write(title, row: row, centeredIn: left..<left + width, style: style)
      row += 1
    }
    if let label = axes.y.label {
      screen.write(shortened(label, to: width, style: style), row: row, column: left, limit: left + width)
      row += 1
    }
    row += plotRows - self.plotRows
    var painter = Painter(
      axes: axes, bounds: bounds, columns: plotColumns, rows: self.plotRows, style: style)
    painter.paint(on: &screen, row: row, column: inner)
    if axes.showsFrame { frame(on: &screen, row: row, left: left) }
    row += self.plotRows + (axes.showsFrame ? 2 : 0)
    if let label = axes.x.label {
      screen.write(label, row: row, centeredIn: area, style: style)
      row += 1
    }
    if axes.showsColorbar, let raster = axes.raster {
      colorbar(raster, on: &screen, row: row, left: inner)
      row += 1
    }
    for line in legendLines() {
      var column = inner
      for entry in line {
        screen.write(entry.mark, row: row, column: column, limit: left + width, color: entry.color)
        column += DisplayWidth.columns(of: entry.mark) + 1
        screen.write(entry.label, row: row, column: column, limit: left + width)
        column += DisplayWidth.columns(of: entry.label) + 2
      }
      row += 1
    }
  }

  private func frame(on screen: inout Screen, row: Int, left: Int) {
    let wall = left + margin - 1
    for line in 0..<plotRows {
      screen[row + line, wall] = Screen.Cell(character: style.isASCII ? "|" : "│")
    }
    for tick in yTicks {
      let line = row + Placement(bounds.y, cells: plotRows).cellFromTop(tick.position)
      screen[line, wall] = Screen.Cell(character: style.isASCII ? "+" : "┤")
      let text = shortened(tick.label, to: margin - 1, style: style)
      screen.write(text, row: line, column: wall - DisplayWidth.columns(of: text), limit: wall)
    }
    let floor = row + plotRows
    screen[floor, wall] = Screen.Cell(character: style.isASCII ? "+" : "└")
    for column in 0..<plotColumns {
      screen[floor, wall + 1 + column] = Screen.Cell(character: style.isASCII ? "-" : "─")
    }
    var free = left
    for tick in xTicks(left: left) {
      let column = wall + 1 + Placement(bounds.x, cells: plotColumns).cell(tick.position)
      screen[floor, column] = Screen.Cell(character: style.isASCII ? "+" : "┬")
      let (start, size) = labelPlace(of: tick, left: left)
      guard start >= free else { continue }
      screen.write(tick.label, row: floor + 1, column: start, limit: left + width)
      free = start + size + 1
    }
  }

  /// Where a label below the frame begins, and its columns.
  private func labelPlace(of tick: Tick, left: Int) -> (start: Int, size: Int) {
    let column = left + margin + Placement(bounds.x, cells: plotColumns).cell(tick.position)
    let size = DisplayWidth.columns(of: tick.label)
    return (max(left, min(column - size / 2, left + width - size)), size)
  }

  /// One or two marks say little about a scale: narrow axes get three where their labels have room.
  private func xTicks(left: Int) -> [Tick] {
    func ticks(_ count: Int) -> [Tick] { Ticks.of(axes.x, in: bounds.x, count: count, plain: style.isASCII) }
    let usual = max(2, plotColumns / 9)
    let chosen = ticks(usual)
    guard chosen.count < 3 else { return chosen }
    let finer = (usual + 1...usual + 3).lazy.map(ticks).first { $0.count >= 3 }
    guard let finer else { return chosen }
    let places = finer.map { labelPlace(of: $0, left: left) }
    let fits = zip(places, places.dropFirst()).allSatisfy { $0.start + $0.size + 1 <= $1.start }
    return fits ? finer : chosen
  }

  private func colorbar(_ raster: Raster, on screen: inout Screen, row: Int, left: Int) {
    let (low, high) = (Ticks.short(raster.low), Ticks.short(raster.high))
    screen.write(low, row: row, column: left)
    var column = left + low.count + 1
    let length = max(4, min(16, width - margin - low.count - high.count - 2))
    for place in 0..<length {
      let fraction = Double(place) / Double(length - 1)
      screen[row, column] = Painter.shade(fraction, color: raster.map.color(at: fraction), style: style)
      column += 1
    }
    screen.write(high, row: row, column: column + 1)
  }

  private struct LegendEntry {
    var mark: String
    var label: String
    var color: Color
  }

  private func legendLines() -> [[LegendEntry]] {
    var lines: [[LegendEntry]] = []
    var used = Int.max
    for (artist, index) in legend {
      let entry = LegendEntry(
        mark: mark(of: artist, index), label: artist.label ?? "", color: artist.color)
      let size = DisplayWidth.columns(of: entry.mark) + DisplayWidth.columns(of: entry.label) + 3
      if used == .max || used + size > width - margin {
        lines.append([entry])
        used = size
      } else {
        lines[lines.count - 1].append(entry)
        used += size
      }
    }
    return lines
  }

  private func mark(of artist: Artist, _ index: Int) -> String {
    switch artist {
    case .bars: String(Painter.fill(of: axes, index, style))
    case .band: style.isASCII ? ":" : "░"
    case .line, .scatter, .rule, .image, .note:
      if style.colors == .none || style.isASCII {
        String(Painter.symbol(of: axes, index))
      } else if case .scatter = artist {
        "•"
      } else {
        "──"
      }
    }
  }
}

extension Axes {
  /// The picture that fills the axes, if there is one.
  var raster: Raster? {
    for case .image(let raster) in artists { return raster }
    return nil
  }
}

/// Positions of one axis as cells or dots.
struct Placement {
  let range: ClosedRange<Double>
  let cells: Int

  init(_ range: ClosedRange<Double>, cells: Int) {
    self.range = range
    self.cells = cells
  }

  /// Where `position` lies, in cells from the lower end; not cut to the range.
  func exact(_ position: Double) -> Double {
    (position - range.lowerBound) / (range.upperBound - range.lowerBound) * Double(cells)
  }

  func cell(_ position: Double) -> Int {
    let place = exact(position)
    return place.isFinite ? Int(min(max(place, 0), Double(cells - 1))) : 0
  }

  func cellFromTop(_ position: Double) -> Int { cells - 1 - cell(position) }

  /// The position at the middle of cell `index`.
  func middle(of index: Int) -> Double { edge(Double(index) + 0.5) }

  func edge(_ place: Double) -> Double {
    range.lowerBound + place / Double(cells) * (range.upperBound - range.lowerBound)
  }
}
