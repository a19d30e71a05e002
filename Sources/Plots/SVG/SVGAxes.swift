/// One coordinate system on an SVG page.
struct SVGAxes {
  let axes: Axes
  private let bounds: (x: ClosedRange<Double>, y: ClosedRange<Double>)
  /// The inner area in pixels.
  var left: Double
  var top: Double
  var width: Double
  var height: Double

  init(_ axes: Axes, left: Double, top: Double, width: Double, height: Double) {
    self.axes = axes
    bounds = axes.bounds()
    let margin =
      axes.showsFrame
      ? (left: axes.y.label == nil ? 42.0 : 58, right: 10.0, bottom: axes.x.label == nil ? 26.0 : 46)
      : (left: 8, right: 8, bottom: 8)
    let head = axes.title == nil ? 16.0 : 32.0
    self.left = left + margin.left
    self.top = top + head
    self.width = max(width - margin.left - margin.right - (axes.showsColorbar ? 54 : 0), 10)
    self.height = max(height - head - margin.bottom, 10)
    guard let raster = axes.raster, raster.rows > 0, raster.columns > 0 else { return }
    // Pixels of a picture are square.
    let side = min(self.width / Double(raster.columns), self.height / Double(raster.rows))
    let fitted = (side * Double(raster.columns), side * Double(raster.rows))
    self.left += (self.width - fitted.0) / 2
    self.top += (self.height - fitted.1) / 2
    (self.width, self.height) = fitted
  }

  func draw(on page: inout SVGPage) {
    let clip = "c\(Int(left))-\(Int(top))"
    page.raw(
      "<clipPath id=\"\(clip)\"><rect x=\"\(SVGPage.number(left))\" y=\"\(SVGPage.number(top))\" "
        + "width=\"\(SVGPage.number(width))\" height=\"\(SVGPage.number(height))\"/></clipPath>")
    let xTicks = axes.showsFrame ? Ticks.of(axes.x, in: bounds.x, count: max(2, Int(width / 70))) : []
    let yTicks = axes.showsFrame ? Ticks.of(axes.y, in: bounds.y, count: max(2, Int(height / 45))) : []
    if axes.showsGrid {
      for tick in xTicks {
        page.path(
          [(x(tick.position), top), (x(tick.position), top + height)], stroke: Self.light, width: 0.8)
      }
      for tick in yTicks {
        page.path(
          [(left, y(tick.position)), (left + width, y(tick.position))], stroke: Self.light, width: 0.8)
      }
    }
    page.raw("<g clip-path=\"url(#\(clip))\">")
    for artist in axes.artists { draw(artist, on: &page) }
    page.raw("</g>")
    if axes.showsFrame { frame(xTicks, yTicks, on: &page) }
    if let title = axes.title {
      page.text(title, x: left + width / 2, y: top - 9, size: 13, anchor: "middle")
    }
    if axes.showsColorbar, let raster = axes.raster { colorbar(raster, on: &page) }
    if axes.showsLegend { legend(on: &page) }
  }

  static let light = Color(0xDD, 0xDD, 0xDD)

  private func x(_ position: Double) -> Double {
    left + bounded((position - bounds.x.lowerBound) / (bounds.x.upperBound - bounds.x.lowerBound)) * width
  }

  private func y(_ position: Double) -> Double {
    top + bounded((bounds.y.upperBound - position) / (bounds.y.upperBound - bounds.y.lowerBound)) * height
  }

  /// Far outside is as good as just outside, and every viewer can draw it.
  private func bounded(_ fraction: Double) -> Double { min(max(fraction, -100), 100) }

  func point(_ px: Double, _ py: Double) -> (x: Double, y: Double)? {
    guard let px = axes.x.position(of: px), let py = axes.y.position(of: py) else { return nil }
    return (x(px), y(py))
  }

  func dash(_ style: LineStyle) -> String? {
    switch style {
    case .solid, .none: nil
    case .dashed: "6 4"
    case .dotted: "2 3"
    case .dashDot: "7 3 2 3"
    }
  }

  private func draw(_ artist: Artist, on page: inout SVGPage) {
    switch artist {
    case .line(let line):
      let points = zip(line.xs, line.ys).map { point($0, $1) }
      if line.lineStyle != .none {
        // A value that isn't finite leaves a gap.
        for run in points.split(whereSeparator: { $0 == nil }) {
          page.path(
            run.compactMap { $0 }, stroke: line.style.color, width: line.width, dash: dash(line.lineStyle),
            alpha: line.style.alpha)
        }
      }
      guard line.marker != nil else { return }
      for case .some(let place) in points {
        page.circle(x: place.x, y: place.y, radius: 3, fill: line.style.color, alpha: line.style.alpha)
      }
    case .scatter(let scatter):
      let radius = max(0.8, (max(scatter.size, 0) / 3.14159).squareRoot() * 0.7)
      for index in scatter.xs.indices {
        guard let place = point(scatter.xs[index], scatter.ys[index]) else { continue }
        page.circle(
          x: place.x, y: place.y, radius: radius, fill: scatter.color(of: index), alpha: scatter.style.alpha)
      }
    case .bars(let bars): draw(bars, on: &page)
    case .image(let raster): draw(raster, on: &page)
    case .rule(let rule):
      guard let at = (rule.isVertical ? axes.x : axes.y).position(of: rule.at) else { return }
      page.path(
        rule.isVertical
          ? [(x(at), top), (x(at), top + height)] : [(left, y(at)), (left + width, y(at))],
        stroke: rule.style.color, width: 1.2, dash: dash(rule.lineStyle), alpha: rule.style.alpha)
    case .band(let band):
      let upper = band.xs.indices.compactMap { point(band.xs[$0], band.upper[$0]) }
      let lower = band.xs.indices.reversed().compactMap { point(band.xs[$0], band.lower[$0]) }
      page.path(
        upper + lower, stroke: nil, fill: band.style.color, alpha: min(band.style.alpha, 0.6), closed: true)
    case .note(let note):
      guard let place = point(note.x, note.y) else { return }
      let anchor = note.alignment == .left ? "start" : note.alignment == .center ? "middle" : "end"
      page.text(note.text, x: place.x, y: place.y, size: 11, anchor: anchor, color: note.color)
    }
  }

  private func draw(_ bars: Bars, on page: inout SVGPage) {
    for bar in bars.bars {
      let axis = bars.isHorizontal ? axes.x : axes.y
      let lowest = bars.isHorizontal ? bounds.x.lowerBound : bounds.y.lowerBound
      let foot = axis.position(of: bar.foot) ?? lowest
      guard let end = axis.position(of: bar.foot + bar.length) else { continue }
      let across = bars.isHorizontal ? axes.y : axes.x
      guard let low = across.position(of: bar.low), let high = across.position(of: bar.high) else { continue }
      let (x0, x1) = bars.isHorizontal ? (x(foot), x(end)) : (x(low), x(high))
      let (y0, y1) = bars.isHorizontal ? (y(low), y(high)) : (y(foot), y(end))
      page.rectangle(
        x: min(x0, x1), y: min(y0, y1), width: abs(x1 - x0), height: abs(y1 - y0), fill: bars.style.color,
        alpha: bars.style.alpha)
    }
  }

  private func draw(_ raster: Raster, on page: inout SVGPage) {
    guard raster.rows > 0, raster.columns > 0, let (left, top) = point(raster.left, raster.top),
      let (right, bottom) = point(raster.right, raster.bottom)
    else { return }
    let cell = (
      width: (right - left) / Double(raster.columns),
      height: (bottom - top) / Double(raster.rows)
    )
    for row in 0..<raster.rows {
      // Neighbours of one colour are one rectangle: large areas stay small files.
      var start = 0
      for column in 1...raster.columns {
        let color = raster.color(row: row, column: start)
        if column < raster.columns, raster.color(row: row, column: column) == color { continue }
        page.rectangle(
          x: left + Double(start) * cell.width, y: top + Double(row) * cell.height,
          width: Double(column - start) * cell.width + 0.3, height: cell.height + 0.3, fill: color)
        start = column
      }
    }
  }

  private func frame(_ xTicks: [Tick], _ yTicks: [Tick], on page: inout SVGPage) {
    page.rectangle(x: left, y: top, width: width, height: height, fill: nil, stroke: .black)
    for tick in xTicks {
      let place = x(tick.position)
      page.path([(place, top + height), (place, top + height + 4)], stroke: .black)
      page.text(tick.label, x: place, y: top + height + 16, size: 10, anchor: "middle")
    }
    for tick in yTicks {
      let place = y(tick.position)
      page.path([(left - 4, place), (left, place)], stroke: .black)
      page.text(tick.label, x: left - 7, y: place + 3.5, size: 10, anchor: "end")
    }
    if let label = axes.x.label {
      page.text(label, x: left + width / 2, y: top + height + 34, size: 12, anchor: "middle")
    }
    if let label = axes.y.label {
      page.text(label, x: left - 42, y: top + height / 2, size: 12, anchor: "middle", rotated: true)
    }
  }

  private func colorbar(_ raster: Raster, on page: inout SVGPage) {
    let steps = 48
    let bar = (x: left + width + 12, width: 12.0)
    for step in 0..<steps {
      let fraction = (Double(step) + 0.5) / Double(steps)
      page.rectangle(
        x: bar.x, y: top + height * (1 - Double(step + 1) / Double(steps)), width: bar.width,
        height: height / Double(steps) + 0.3, fill: raster.map.color(at: fraction))
    }
    page.text(Ticks.short(raster.high), x: bar.x + bar.width + 4, y: top + 9, size: 10)
    page.text(Ticks.short(raster.low), x: bar.x + bar.width + 4, y: top + height, size: 10)
  }
}
