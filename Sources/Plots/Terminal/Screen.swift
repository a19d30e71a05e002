import Text

/// How many colours a terminal shows.
package enum ColorDepth: Sendable { case none, palette, full }

/// What the picture is drawn for.
package struct TerminalStyle: Sendable {
  /// Columns that the picture may take.
  package var width: Int
  package var colors: ColorDepth
  /// Only ASCII characters, for terminals and fonts without braille and blocks.
  package var isASCII: Bool

  package init(width: Int = 80, colors: ColorDepth = .none, isASCII: Bool = false) {
    self.width = max(20, min(width, 100))
    self.colors = colors
    self.isASCII = isASCII
  }
}

/// A page of character cells that is drawn on and then turned into lines.
struct Screen {
  struct Cell {
    var character: Character = " "
    var foreground: Color?
    var background: Color?
    /// The second half of a wide character: nothing is printed for it.
    var isContinuation = false
  }

  let columns: Int
  private(set) var rows: [[Cell]]

  init(columns: Int, rows: Int) {
    self.columns = max(1, columns)
    self.rows = Array(repeating: Array(repeating: Cell(), count: self.columns), count: max(0, rows))
  }

  subscript(row: Int, column: Int) -> Cell {
    get { contains(row, column) ? rows[row][column] : Cell() }
    set { if contains(row, column) { rows[row][column] = newValue } }
  }

  private func contains(_ row: Int, _ column: Int) -> Bool {
    row >= 0 && row < rows.count && column >= 0 && column < columns
  }

  /// Writes `text` from `column` on, at most to the column before `limit`.
  mutating func write(_ text: String, row: Int, column: Int, limit: Int? = nil, color: Color? = nil) {
    var column = column
    let limit = min(limit ?? columns, columns)
    for character in text {
      let width = DisplayWidth.columns(of: String(character))
      guard width > 0 else { continue }
      guard column + width <= limit else { return }
      self[row, column] = Cell(
        character: character, foreground: color, background: self[row, column].background)
      if width == 2 { self[row, column + 1] = Cell(character: " ", isContinuation: true) }
      column += width
    }
  }

  /// Writes `text` around the middle of `range`, shortened to fit.
  mutating func write(_ text: String, row: Int, centeredIn range: Range<Int>, style: TerminalStyle) {
    let text = shortened(text, to: range.count, style: style)
    let start = range.lowerBound + (range.count - DisplayWidth.columns(of: text)) / 2
    write(text, row: row, column: start, limit: range.upperBound)
  }

  func lines(_ colors: ColorDepth) -> [String] {
    rows.map { line($0, colors) }
  }

  private func line(_ cells: [Cell], _ colors: ColorDepth) -> String {
    var end = cells.count
    while end > 0, cells[end - 1].character == " ", cells[end - 1].background == nil { end -= 1 }
    var text = ""
    var current: (Color?, Color?) = (nil, nil)
    for cell in cells[..<end] where !cell.isContinuation {
      if colors != .none, current != (cell.foreground, cell.background) {
        text += Self.escape(cell.foreground, cell.background, colors)
        current = (cell.foreground, cell.background)
      }
      text.append(cell.character)
    }
    return current == (nil, nil) ? text : text + "\u{1B}[0m"
  }

  private static func escape(_ foreground: Color?, _ background: Color?, _ depth: ColorDepth) -> String {
    var codes = ["0"]
    if let foreground { codes.append("38;" + code(foreground, depth)) }
    if let background { codes.append("48;" + code(background, depth)) }
    return "\u{1B}[" + codes.joined(separator: ";") + "m"
  }

  /// The nearest colour: exact, or of xterm's 6 × 6 × 6 cube and its 24 greys.
  private static func code(_ color: Color, _ depth: ColorDepth) -> String {
    if depth == .full { return "2;\(color.red);\(color.green);\(color.blue)" }
    if color.red == color.green, color.green == color.blue, color.red > 4, color.red < 247 {
      return "5;\(232 + (Int(color.red) - 8 + 5) / 10)"
    }
    func level(_ part: UInt8) -> Int { part < 48 ? 0 : part < 115 ? 1 : (Int(part) - 35) / 40 }
    return "5;\(16 + 36 * level(color.red) + 6 * level(color.green) + level(color.blue))"
  }
}

/// `text` cut to `columns` columns, with a sign that something is missing.
func shortened(_ text: String, to columns: Int, style: TerminalStyle) -> String {
  guard DisplayWidth.columns(of: text) > columns else { return text }
  let sign = style.isASCII ? ".." : "…"
  var result = ""
  var used = DisplayWidth.columns(of: sign)
  guard used <= columns else { return "" }
  for character in text {
    let width = DisplayWidth.columns(of: String(character))
    if used + width > columns { break }
    result.append(character)
    used += width
  }
  return result + sign
}
