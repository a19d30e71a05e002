/// matplotlib's short form of colour, marker and line, such as `"ro--"` or `"k:"`.
package struct FormatString: Equatable {
  package var color: Color?
  package var marker: Character?
  package var line: LineStyle?

  /// Nil if `text` holds anything else, or one part twice.
  package init?(_ text: String) {
    if let color = Color(named: text), text.count > 1 {
      self.color = color
      return
    }
    var rest = Substring(text)
    while let first = rest.first {
      if let style = Self.lines.first(where: { rest.hasPrefix($0.0) }) {
        guard line == nil else { return nil }
        line = style.1
        rest.removeFirst(style.0.count)
      } else if first == "C", let digit = rest.dropFirst().first, digit.isNumber, color == nil {
        color = Color(named: String(rest.prefix(2)))
        rest.removeFirst(2)
      } else if "bgrcmykw".contains(first), color == nil {
        color = Color(named: String(first))
        rest.removeFirst()
      } else if Self.markers.contains(first), marker == nil {
        marker = first
        rest.removeFirst()
      } else {
        return nil
      }
    }
    // A marker alone means points without a line.
    if line == nil, marker != nil { line = LineStyle.none }
  }

  package static func lineStyle(named name: String) -> LineStyle? {
    switch name {
    case "-", "solid": .solid
    case "--", "dashed": .dashed
    case ":", "dotted": .dotted
    case "-.", "dashdot": .dashDot
    case "", " ", "None", "none": LineStyle.none
    default: nil
    }
  }

  private static let lines: [(String, LineStyle)] = [
    ("--", .dashed), ("-.", .dashDot), ("-", .solid), (":", .dotted),
  ]
  private static let markers = Set<Character>(".,ov^<>1234sp*hH+xXDd|_8P")
}
