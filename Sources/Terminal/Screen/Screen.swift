import Glibc

/// What the terminal at the other end can show.
package struct Screen: Sendable {
  /// Columns.
  package var width: Int
  package var hasColor: Bool
  /// Only characters that every font and screen reader has: no boxes, no redrawn bars.
  package var isPlain: Bool

  package init(width: Int = 80, hasColor: Bool = false, isPlain: Bool = false) {
    self.width = width
    self.hasColor = hasColor
    self.isPlain = isPlain
  }

  /// The screen behind a file descriptor, by the customs of terminals: `NO_COLOR` (no-color.org) and `TERM=dumb` forbid
  /// colour, `COLUMNS` sets the width where there is no terminal to ask.
  package init(descriptor: Int32, isPlain: Bool = false) {
    let isTerminal = isatty(descriptor) == 1
    let isDumb = environment("TERM").map { $0 == "dumb" || $0.isEmpty } ?? true
    let noColor = environment("NO_COLOR").map { !$0.isEmpty } ?? false
    self.isPlain = isPlain || (isTerminal && isDumb)
    hasColor = isTerminal && !isDumb && !noColor && !isPlain
    width = Screen.columns(descriptor) ?? environment("COLUMNS").flatMap(Int.init) ?? 80
    width = max(10, min(width, 10_000))
  }

  private static func columns(_ descriptor: Int32) -> Int? {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// Prose wider than this is hard to read.
  package var textWidth: Int { min(width, 88) }

  /// A text in a style, or as it is when there is no colour.
  package func styled(_ text: some StringProtocol, _ style: Style) -> String {
    hasColor ? style.wrap(text) : String(text)
  }
}

/// A variable of the environment.
package func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

/// How characters look: ANSI's "select graphic rendition".
package struct Style: Hashable, Sendable {
  package var isBold = false
  package var isDim = false
  package var isItalic = false
  package var isUnderlined = false
  package var color: Color?

  package enum Color: Int, Sendable {
    case red = 31, green, yellow, blue, magenta, cyan, gray = 90
  }

  package static let plain = Style()
  package static let bold = Style(isBold: true)
  package static let dim = Style(isDim: true)
  package static let green = Style(color: .green)
  package static let red = Style(color: .red)
  package static let yellow = Style(color: .yellow)
  package static let cyan = Style(color: .cyan)

  package init(
    isBold: Bool = false, isDim: Bool = false, isItalic: Bool = false, isUnderlined: Bool = false,
    color: Color? = nil
  ) {
    self.isBold = isBold
    self.isDim = isDim
    self.isItalic = isItalic
    self.isUnderlined = isUnderlined
    self.color = color
  }

  func wrap(_ text: some StringProtocol) -> String {
    var codes: [String] = []
    if isBold { codes.append("1") }
    if isDim { codes.append("2") }
    if isItalic { codes.append("3") }
    if isUnderlined { codes.append("4") }
    if let color { codes.append(String(color.rawValue)) }
    return codes.isEmpty || text.isEmpty
      ? String(text) : "\u{1B}[\(codes.joined(separator: ";"))m\(text)\u{1B}[0m"
  }
}
