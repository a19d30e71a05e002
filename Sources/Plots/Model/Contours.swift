/// Lines of equal value through a field that is known at the crossings of a grid.
///
/// Marching squares (Lorensen & Cline, 1987, in two dimensions): the line crosses each edge whose ends lie on both sides of the
/// level, at the place that linear interpolation gives. A saddle is cut by the mean of its corners.
package struct Contours {
  private let xs: [Double]
  private let ys: [Double]
  private let values: [Double]

  /// - Parameters:
  ///   - xs, ys: the coordinates of columns and rows.
  ///   - values: row by row, `ys.count · xs.count` of them. Squares with a corner that isn't finite stay empty.
  package init(xs: [Double], ys: [Double], values: [Double]) {
    self.xs = xs
    self.ys = ys
    self.values = values
  }

  package typealias Point = (x: Double, y: Double)

  /// The pieces of the line of one level.
  package func segments(at level: Double) -> [(from: Point, to: Point)] {
    guard xs.count > 1, ys.count > 1, values.count == xs.count * ys.count else { return [] }
    var result: [(from: Point, to: Point)] = []
    for row in 0..<ys.count - 1 {
      for column in 0..<xs.count - 1 {
        result += square(row, column, level)
      }
    }
    return result
  }

  /// As one curve whose pieces are set apart by gaps.
  package func curve(at level: Double) -> (xs: [Double], ys: [Double]) {
    let segments = segments(at: level)
    return (
      segments.flatMap { [$0.from.x, $0.to.x, .nan] }, segments.flatMap { [$0.from.y, $0.to.y, .nan] }
    )
  }

  private func square(_ row: Int, _ column: Int, _ level: Double) -> [(from: Point, to: Point)] {
    let corners = [(0, 0), (0, 1), (1, 1), (1, 0)].map { down, across in
      (
        x: xs[column + across], y: ys[row + down],
        value: values[(row + down) * xs.count + column + across] - level
      )
    }
    guard corners.allSatisfy(\.value.isFinite) else { return [] }
    /// Where the line crosses the edges, in the order of the edges around the square.
    let crossings = (0..<4).compactMap { edge -> Point? in
      let (a, b) = (corners[edge], corners[(edge + 1) % 4])
      guard (a.value >= 0) != (b.value >= 0) else { return nil }
      let part = a.value / (a.value - b.value)
      return (a.x + (b.x - a.x) * part, a.y + (b.y - a.y) * part)
    }
    if crossings.count == 2 { return [(crossings[0], crossings[1])] }
    guard crossings.count == 4 else { return [] }
    let isHighInside = corners.reduce(0) { $0 + $1.value } >= 0
    // The line keeps the corners apart that the middle doesn't join.
    return (corners[0].value >= 0) == isHighInside
      ? [(crossings[0], crossings[1]), (crossings[2], crossings[3])]
      : [(crossings[3], crossings[0]), (crossings[1], crossings[2])]
  }
}
