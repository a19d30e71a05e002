extension SVGAxes {
  /// What the labels stand for, in the corner where it covers the least.
  func legend(on page: inout SVGPage) {
    let entries = axes.artists.filter { $0.label != nil }
    guard !entries.isEmpty else { return }
    let longest =
      entries.map { ($0.label ?? "").unicodeScalars.reduce(0.0) { $0 + ($1.isASCII ? 6.2 : 11) } }.max() ?? 0
    let size = (width: longest + 40, height: Double(entries.count) * 16 + 8)
    let corner = freestCorner(size)
    page.rectangle(
      x: corner.x, y: corner.y, width: size.width, height: size.height, fill: .white, stroke: Self.light,
      alpha: 0.85)
    for (row, entry) in entries.enumerated() {
      let middle = corner.y + 12 + Double(row) * 16
      if case .line(let line) = entry {
        page.path(
          [(corner.x + 6, middle), (corner.x + 26, middle)], stroke: entry.color, width: 2,
          dash: dash(line.lineStyle))
      } else {
        page.rectangle(x: corner.x + 10, y: middle - 4, width: 12, height: 8, fill: entry.color)
      }
      page.text(entry.label ?? "", x: corner.x + 32, y: middle + 4, size: 11)
    }
  }

  private func freestCorner(_ size: (width: Double, height: Double)) -> (x: Double, y: Double) {
    let (near, far) = (left + 6, left + width - size.width - 6)
    let (high, low) = (top + 6, top + height - size.height - 6)
    // The first of equally free ones, in matplotlib's order.
    let corners = [(x: far, y: high), (x: near, y: high), (x: near, y: low), (x: far, y: low)]
    let places = drawnPlaces()
    func covered(_ corner: (x: Double, y: Double)) -> Int {
      places.count {
        $0.x >= corner.x - 4 && $0.x <= corner.x + size.width + 4 && $0.y >= corner.y - 4
          && $0.y <= corner.y + size.height + 4
      }
    }
    return corners.min { covered($0) < covered($1) } ?? corners[0]
  }

  /// Places that a legend had better leave free.
  private func drawnPlaces() -> [(x: Double, y: Double)] {
    axes.artists.flatMap { artist -> [(x: Double, y: Double)] in
      switch artist {
      case .line(let line):
        // Between far points the curve is there, too.
        let points = zip(line.xs, line.ys).compactMap { point($0, $1) }
        let parts = points.count < 500 ? 8 : 1
        return points
          + zip(points, points.dropFirst()).flatMap { a, b in
            (1..<max(parts, 1)).map { part -> (x: Double, y: Double) in
              let share = Double(part) / Double(parts)
              return (a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share)
            }
          }
      case .scatter(let scatter): return zip(scatter.xs, scatter.ys).compactMap { point($0, $1) }
      case .band(let band):
        return zip(band.xs, band.lower).compactMap { point($0, $1) }
          + zip(band.xs, band.upper).compactMap { point($0, $1) }
      case .bars(let bars):
        return bars.bars.flatMap { bar in
          (0...4).compactMap { part -> (x: Double, y: Double)? in
            let (across, along) = ((bar.low + bar.high) / 2, bar.foot + bar.length * Double(part) / 4)
            return bars.isHorizontal ? point(along, across) : point(across, along)
          }
        }
      case .note(let note): return [point(note.x, note.y)].compactMap { $0 }
      case .image, .rule: return []
      }
    }
  }
}
