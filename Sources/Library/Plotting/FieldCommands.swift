import Plots
import Script

extension PlotCommand {
  /// The commands that draw a field: a value at each crossing of a grid.
  static let fields: [PlotCommand] = [
    PlotCommand("contourf") { try filled("contourf", hasLevels: true, $0, $1, $2) },
    PlotCommand("pcolormesh") { try filled("pcolormesh", hasLevels: false, $0, $1, $2) },
    PlotCommand("pcolor") { try filled("pcolor", hasLevels: false, $0, $1, $2) },
    PlotCommand("contour", contour),
  ]

  /// A field's values with the coordinates of its columns and rows.
  private struct Field {
    let xs: [Double]
    let ys: [Double]
    let values: [Double]

    /// `f(Z)` or `f(X, Y, Z)`, where X and Y are lists or what `meshgrid` makes.
    init(_ name: String, _ positional: [Value], _ machine: Machine) throws {
      guard let last = positional.last else {
        throw machine.error(.typeError, "\(name)() missing 1 required positional argument: 'Z'")
      }
      let matrix = try PlotNumbers.matrix(last, machine)
      values = matrix.values
      guard positional.count >= 3 else {
        xs = (0..<matrix.columns).map(Double.init)
        ys = (0..<matrix.rows).map(Double.init)
        return
      }
      let x = try PlotNumbers(positional[0], machine)
      let y = try PlotNumbers(positional[1], machine)
      if x.shape.count == 2, y.shape.count == 2, x.shape == y.shape {
        // With `indexing="ij"` x grows downward.
        let width = x.shape[1]
        xs = Array(x.values.prefix(width))
        ys = stride(from: 0, to: y.values.count, by: max(1, width)).map { y.values[$0] }
      } else {
        (xs, ys) = (x.values, y.values)
      }
      let edges = xs.count == matrix.columns + 1 && ys.count == matrix.rows + 1
      guard edges || (xs.count == matrix.columns && ys.count == matrix.rows) else {
        throw machine.error(
          .typeError,
          PlotMessage.differentGrid(columns: xs.count, rows: ys.count, matrix.columns, matrix.rows))
      }
    }

    /// The picture's edges; where the coordinates are those of the middles, half a step beyond them.
    func extent(isCentered: Bool) -> (left: Double, right: Double, bottom: Double, top: Double) {
      func ends(_ places: [Double]) -> (Double, Double) {
        guard let first = places.first, let last = places.last else { return (0, 1) }
        guard isCentered else { return (first, last) }
        let half = places.count > 1 ? (last - first) / Double(places.count - 1) / 2 : 0.5
        return (first - half, last + half)
      }
      let (left, right) = ends(xs)
      let (bottom, top) = ends(ys)
      return (left, right, bottom, top)
    }
  }

  /// The levels that `levels=` names or counts, between the least and the greatest value.
  private static func levels(_ value: Value?, _ values: [Double], _ machine: Machine) throws -> [Double] {
    if let value, value.integer == nil { return try PlotNumbers.list(value, machine).sorted() }
    let finite = values.filter(\.isFinite)
    guard let low = finite.min(), let high = finite.max(), high > low else { return [] }
    let count = min(max(value?.integer ?? 7, 1), 200)
    return Ticks.levels(around: low...high, count: count)
  }

  private static func filled(
    _ name: String, hasLevels: Bool, _ axes: Axes, _ arguments: Arguments, _ machine: Machine
  ) throws -> Value {
    var options = PlotOptions(name, arguments, machine)
    var positional = arguments.positional
    var given = options.take("levels")
    if hasLevels, positional.count == 2 || positional.count == 4 { given = positional.removeLast() }
    let field = try Field(name, positional, machine)
    let map = try options.colorMap() ?? .viridis
    let (low, high) = (try options.number("vmin"), try options.number("vmax"))
    _ = options.take("shading", "colors", "alpha")
    try options.finish()
    let levels = hasLevels ? try levels(given, field.values, machine) : []
    // Between two levels all has one colour, that of their middle; beyond the ends nothing is drawn.
    let values = levels.count < 2 ? field.values : field.values.map { band(of: $0, levels) }
    let columns =
      hasLevels || positional.count < 3 ? field.xs.count : field.values.count / max(1, rows(field))
    axes.add(
      .image(
        Raster(
          rows: field.values.count / max(1, columns), columns: columns, values: values, map: map,
          low: low ?? levels.first, high: high ?? levels.last, isUpperOrigin: false,
          extent: field.extent(isCentered: !hasLevels && columns == field.xs.count))))
    return .object(PlotHandle("matplotlib.contour.QuadContourSet"))
  }

  /// Rows of a field whose coordinates may be those of edges.
  private static func rows(_ field: Field) -> Int {
    field.ys.count * field.xs.count == field.values.count ? field.ys.count : field.ys.count - 1
  }

  private static func band(of value: Double, _ levels: [Double]) -> Double {
    guard let first = levels.first, let last = levels.last, value >= first, value <= last else {
      return .nan
    }
    let upper = levels.firstIndex { $0 >= value } ?? levels.count - 1
    return upper == 0 ? (levels[0] + levels[1]) / 2 : (levels[upper - 1] + levels[upper]) / 2
  }

  private static func contour(_ axes: Axes, _ arguments: Arguments, _ machine: Machine) throws -> Value {
    var options = PlotOptions("contour", arguments, machine)
    var positional = arguments.positional
    var given = options.take("levels")
    if positional.count == 2 || positional.count == 4 { given = positional.removeLast() }
    let field = try Field("contour", positional, machine)
    let map = try options.colorMap() ?? .viridis
    let colors = try options.take("colors").map { value in
      try value.text == nil
        ? machine.array(of: value).map { try PlotOptions.color($0, machine) }
        : [PlotOptions.color(value, machine)]
    }
    let lineStyle =
      try options.string("linestyles").flatMap { FormatString.lineStyle(named: $0) } ?? .solid
    _ = options.take("alpha")
    try options.finish()
    let contours = Contours(xs: field.xs, ys: field.ys, values: field.values)
    let levels = try levels(given, field.values, machine)
    for (index, level) in levels.enumerated() {
      let curve = contours.curve(at: level)
      guard !curve.xs.isEmpty else { continue }
      let part = levels.count > 1 ? Double(index) / Double(levels.count - 1) : 0.5
      let color = colors.flatMap { $0.isEmpty ? nil : $0[index % $0.count] } ?? map.color(at: part)
      axes.add(
        .line(
          Line(xs: curve.xs, ys: curve.ys, style: Style(color: color), lineStyle: lineStyle, isPieces: true)))
    }
    return .object(PlotHandle("matplotlib.contour.QuadContourSet"))
  }
}
