/// Draws figures as SVG, with text as text, in a font that has Hangul.
package enum SVGRenderer {
  /// Pixels an inch, as matplotlib's default.
  private static let resolution = 100.0
  static let fonts = "'Noto Sans KR','Apple SD Gothic Neo','Malgun Gothic','NanumGothic',sans-serif"

  /// A whole SVG document.
  package static func document(of figure: Figure) -> String {
    let width = figure.size.width * resolution
    let height = figure.size.height * resolution
    var page = SVGPage()
    page.raw(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(SVGPage.number(width))\" "
        + "height=\"\(SVGPage.number(height))\" "
        + "viewBox=\"0 0 \(SVGPage.number(width)) \(SVGPage.number(height))\" font-family=\"\(fonts)\">")
    page.rectangle(x: 0, y: 0, width: width, height: height, fill: .white)
    let top = figure.title == nil ? 0.0 : 28.0
    if let title = figure.title {
      page.text(title, x: width / 2, y: 20, size: 15, anchor: "middle")
    }
    for axes in figure.axes where !axes.isEmpty {
      let cell = (
        width: width / Double(axes.place.columns), height: (height - top) / Double(axes.place.rows)
      )
      SVGAxes(
        axes, left: Double(axes.place.column) * cell.width, top: top + Double(axes.place.row) * cell.height,
        width: cell.width, height: cell.height
      ).draw(on: &page)
    }
    page.raw("</svg>\n")
    return page.text
  }
}

/// SVG text in the making; everything a script wrote is escaped.
struct SVGPage {
  private(set) var text = ""

  mutating func raw(_ element: String) { text += element + "\n" }

  /// A number with at most two decimals.
  static func number(_ value: Double) -> String {
    var digits = Ticks.decimal(value, places: 2)
    while digits.contains("."), digits.hasSuffix("0") || digits.hasSuffix(".") { digits.removeLast() }
    return digits
  }

  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\t", "\n", "\r": result += " "
      default: if scalar.value >= 0x20 { result.unicodeScalars.append(scalar) }
      }
    }
    return result
  }

  mutating func rectangle(
    x: Double, y: Double, width: Double, height: Double, fill: Color?, stroke: Color? = nil, alpha: Double = 1
  ) {
    raw(
      "<rect x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" width=\"\(Self.number(max(width, 0)))\" "
        + "height=\"\(Self.number(max(height, 0)))\" fill=\"\(fill?.hex ?? "none")\""
        + (alpha < 1 ? " fill-opacity=\"\(Self.number(alpha))\"" : "")
        + (stroke.map { " stroke=\"\($0.hex)\"" } ?? "") + "/>")
  }

  mutating func path(
    _ points: [(x: Double, y: Double)], stroke: Color?, width: Double = 1, dash: String? = nil,
    fill: Color? = nil, alpha: Double = 1, closed: Bool = false
  ) {
    guard let first = points.first else { return }
    var d = "M\(Self.number(first.x)) \(Self.number(first.y))"
    for point in points.dropFirst() { d += "L\(Self.number(point.x)) \(Self.number(point.y))" }
    raw(
      "<path d=\"\(d)\(closed ? "Z" : "")\" fill=\"\(fill?.hex ?? "none")\""
        + (stroke.map { " stroke=\"\($0.hex)\" stroke-width=\"\(Self.number(width))\"" } ?? "")
        + (dash.map { " stroke-dasharray=\"\($0)\"" } ?? "")
        + (alpha < 1 ? " opacity=\"\(Self.number(alpha))\"" : "") + "/>")
  }

  mutating func circle(x: Double, y: Double, radius: Double, fill: Color, alpha: Double) {
    raw(
      "<circle cx=\"\(Self.number(x))\" cy=\"\(Self.number(y))\" r=\"\(Self.number(radius))\" "
        + "fill=\"\(fill.hex)\"" + (alpha < 1 ? " opacity=\"\(Self.number(alpha))\"" : "") + "/>")
  }

  mutating func text(
    _ words: String, x: Double, y: Double, size: Double, anchor: String = "start", color: Color = .black,
    rotated: Bool = false
  ) {
    let turn = rotated ? " transform=\"rotate(-90 \(Self.number(x)) \(Self.number(y)))\"" : ""
    raw(
      "<text x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" font-size=\"\(Self.number(size))\" "
        + "text-anchor=\"\(anchor)\" fill=\"\(color.hex)\"\(turn)>\(Self.escaped(words))</text>")
  }
}
