/// A fine grid of dots inside a rectangle of character cells: 2 × 4 a cell in braille, 1 × 1 in ASCII.
struct DotCanvas {
  let columns: Int
  let rows: Int
  let dotsAcross: Int
  let dotsDown: Int
  private var dots: [UInt8]
  private var colors: [Color?]
  private var symbols: [Character]
  private let isASCII: Bool

  init(columns: Int, rows: Int, isASCII: Bool) {
    self.columns = columns
    self.rows = rows
    self.isASCII = isASCII
    dotsAcross = isASCII ? 1 : 2
    dotsDown = isASCII ? 1 : 4
    dots = Array(repeating: 0, count: columns * rows)
    colors = Array(repeating: nil, count: columns * rows)
    symbols = Array(repeating: "*", count: columns * rows)
  }

  var width: Int { columns * dotsAcross }
  var height: Int { rows * dotsDown }

  /// Sets the dot `x` from the left and `y` from the top; outside nothing happens.
  mutating func set(_ x: Int, _ y: Int, color: Color, symbol: Character) {
    guard x >= 0, x < width, y >= 0, y < height else { return }
    let cell = y / dotsDown * columns + x / dotsAcross
    // The bits of U+2800 … U+28FF: 1 2 3 7 down the left, 4 5 6 8 down the right.
    let bits: [UInt8] = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80]
    dots[cell] |= isASCII ? 1 : bits[y % 4 * 2 + x % 2]
    colors[cell] = color
    symbols[cell] = symbol
  }

  /// A line from one point to another (in dots, ends may lie outside), after Bresenham (1965); `pattern` is run
  /// through with one step a dot, and `phase` carries it on from segment to segment.
  mutating func line(
    from start: (x: Double, y: Double), to end: (x: Double, y: Double), pattern: [Bool], phase: inout Int,
    color: Color, symbol: Character
  ) {
    guard let (start, end) = clipped(start, end) else { return }
    let (x0, y0) = (Int(start.x.rounded()), Int(start.y.rounded()))
    let (x1, y1) = (Int(end.x.rounded()), Int(end.y.rounded()))
    let (dx, dy) = (abs(x1 - x0), -abs(y1 - y0))
    let (stepX, stepY) = (x0 < x1 ? 1 : -1, y0 < y1 ? 1 : -1)
    var (x, y, error) = (x0, y0, dx + dy)
    while true {
      if pattern[phase % pattern.count] { set(x, y, color: color, symbol: symbol) }
      if x == x1, y == y1 { return }
      phase += 1
      let twice = 2 * error
      if twice >= dy {
        error += dy
        x += stepX
      }
      if twice <= dx {
        error += dx
        y += stepY
      }
    }
  }

  /// The part of a segment inside the canvas (Liang and Barsky 1984), or nil.
  private func clipped(
    _ a: (x: Double, y: Double), _ b: (x: Double, y: Double)
  ) -> ((x: Double, y: Double), (x: Double, y: Double))? {
    var (enter, leave) = (0.0, 1.0)
    let (dx, dy) = (b.x - a.x, b.y - a.y)
    let edges = [
      (-dx, a.x + 0.4), (dx, Double(width) - 0.6 - a.x), (-dy, a.y + 0.4), (dy, Double(height) - 0.6 - a.y),
    ]
    for (slope, distance) in edges {
      if slope == 0 {
        if distance < 0 { return nil }
      } else if slope < 0 {
        enter = max(enter, distance / slope)
      } else {
        leave = min(leave, distance / slope)
      }
    }
    guard enter <= leave else { return nil }
    return ((a.x + enter * dx, a.y + enter * dy), (a.x + leave * dx, a.y + leave * dy))
  }

  /// The character of a cell with its colour, or nil where no dot is set.
  func character(row: Int, column: Int) -> (Character, Color?)? {
    let cell = row * columns + column
    guard dots[cell] != 0 else { return nil }
    if isASCII { return (symbols[cell], colors[cell]) }
    return (Unicode.Scalar(0x2800 + UInt32(dots[cell])).map(Character.init) ?? "*", colors[cell])
  }
}
