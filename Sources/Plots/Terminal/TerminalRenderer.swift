import Text

/// Draws figures with characters: curves in braille, bars and pictures in blocks, or all in ASCII.
package enum TerminalRenderer {
  /// The lines of the picture, without line ends; none for an empty figure.
  package static func lines(of figure: Figure, style: TerminalStyle) -> [String] {
    let axes = figure.axes.filter { !$0.isEmpty }
    guard !axes.isEmpty else { return figure.title.map { [$0] } ?? [] }
    var lines: [String] = []
    if let title = figure.title {
      let text = shortened(title, to: style.width, style: style)
      lines.append(String(repeating: " ", count: (style.width - DisplayWidth.columns(of: text)) / 2) + text)
    }
    let asked = axes.map(\.place.columns).max() ?? 1
    // Too narrow for all columns: the grid goes on below.
    let columns = max(1, min(asked, style.width / narrowest))
    let ordered = axes.sorted { ($0.place.row, $0.place.column) < ($1.place.row, $1.place.column) }
    for row in rows(of: ordered, columns: columns, keepsRows: columns == asked) {
      lines += block(row, slots: columns, figure: figure, style: style)
    }
    return lines
  }

  /// The fewest columns in which axes can still be read.
  private static let narrowest = 14
  private static let gap = 2

  private static func rows(of axes: [Axes], columns: Int, keepsRows: Bool) -> [[Axes]] {
    var rows: [[Axes]] = []
    for axis in axes {
      if let last = rows.last, let first = last.first, last.count < columns,
        !keepsRows || first.place.row == axis.place.row
      {
        rows[rows.count - 1].append(axis)
      } else {
        rows.append([axis])
      }
    }
    return rows
  }

  private static func block(_ axes: [Axes], slots: Int, figure: Figure, style: TerminalStyle) -> [String] {
    let width = (style.width - gap * (slots - 1)) / slots
    let gridRows = axes.map(\.place.rows).max() ?? 1
    // The rows of a grid share the figure's height: low ones let several rows be seen at once in 24 lines.
    let shape = figure.size.height / max(figure.size.width, 0.1) * Double(slots) / Double(gridRows)
    let lowest = gridRows == 1 ? 8 : 4
    let height = min(max(Int(Double(width) * shape * 0.5), lowest), slots == 1 ? 16 : 12)
    let drawings = axes.map { AxesDrawing($0, width: width, height: height, style: style) }
    let plotRows = drawings.map(\.plotRows).max() ?? height
    let headerRows = drawings.map(\.headerRows).max() ?? 0
    let rows = drawings.map { $0.rowsNeeded(headerRows: headerRows, plotRows: plotRows) }.max() ?? 0
    var screen = Screen(columns: style.width, rows: rows)
    for (slot, drawing) in drawings.enumerated() {
      drawing.draw(on: &screen, left: slot * (width + gap), headerRows: headerRows, plotRows: plotRows)
    }
    return screen.lines(style.colors)
  }
}
