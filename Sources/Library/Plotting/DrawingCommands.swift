import Plots
import Script

extension PlotCommand {
  /// The commands that add artists.
  static let drawing: [PlotCommand] = [
    PlotCommand("plot") { try plot("plot", $0, $1, $2) },
    PlotCommand("semilogy") { axes, arguments, machine in
      axes.y.scale = .log
      return try plot("semilogy", axes, arguments, machine)
    },
    PlotCommand("semilogx") { axes, arguments, machine in
      axes.x.scale = .log
      return try plot("semilogx", axes, arguments, machine)
    },
    PlotCommand("loglog") { axes, arguments, machine in
      (axes.x.scale, axes.y.scale) = (.log, .log)
      return try plot("loglog", axes, arguments, machine)
    },
    PlotCommand("scatter", scatter),
    PlotCommand("hist", hist),
    PlotCommand("bar") { try bar("bar", isHorizontal: false, $0, $1, $2) },
    PlotCommand("barh") { try bar("barh", isHorizontal: true, $0, $1, $2) },
    PlotCommand("imshow") { try image("imshow", $0, $1, $2) },
    PlotCommand("matshow") { try image("matshow", $0, $1, $2) },
    PlotCommand("fill_between", fillBetween),
    PlotCommand("axhline") { try rule("axhline", "y", isVertical: false, $0, $1, $2) },
    PlotCommand("axvline") { try rule("axvline", "x", isVertical: true, $0, $1, $2) },
    PlotCommand("text", note),
    PlotCommand("annotate", annotation),
  ]

  // MARK: - Curves and points

  /// `plot(y)`, `plot(x, y)`, `plot(x, y, "ro--", x2, y2, …)`; a matrix `y` draws a curve a column.
  private static func plot(
    _ name: String, _ axes: Axes, _ arguments: Arguments, _ machine: Machine
  ) throws -> Value {
    var options = PlotOptions(name, arguments, machine)
    let color = try options.color("color", "c")
    let label = try options.string("label")
    let alpha = try options.number("alpha") ?? 1
    let lineStyle = try options.lineStyle()
    let marker = try options.string("marker")?.first
    let width = try options.number("linewidth", "lw") ?? 1.5
    try options.finish()
    var rest = arguments.positional[...]
    var lines: [Value] = []
    while !rest.isEmpty {
      var first = try PlotNumbers(rest.removeFirst(), machine)
      var xs: [Double]?
      if let next = rest.first, next.text == nil {
        xs = first.values
        first = try PlotNumbers(next, machine)
        rest.removeFirst()
      }
      var format: FormatString?
      if let text = rest.first?.text {
        guard let parsed = FormatString(text) else {
          throw machine.error(.valueError, PlotMessage.unknownFormat(text))
        }
        format = parsed
        rest.removeFirst()
      }
      for ys in columns(of: first) {
        let xs = xs ?? ys.indices.map(Double.init)
        guard xs.count == ys.count else {
          throw machine.error(.valueError, PlotMessage.differentLengths(xs.count, ys.count))
        }
        let style = Style(color: color ?? format?.color ?? axes.nextColor(), label: label, alpha: alpha)
        axes.add(
          .line(
            Line(
              xs: xs, ys: ys, style: style, lineStyle: lineStyle ?? format?.line ?? .solid,
              marker: marker ?? format?.marker, width: width)))
        lines.append(.object(PlotHandle("matplotlib.lines.Line2D")))
      }
    }
    return .object(ListObject(lines))
  }

  private static func columns(of numbers: PlotNumbers) -> [[Double]] {
    guard numbers.shape.count == 2, numbers.shape[1] > 0 else { return [numbers.values] }
    let width = numbers.shape[1]
    return (0..<width).map { column in
      stride(from: column, to: numbers.values.count, by: width).map { numbers.values[$0] }
    }
  }

  private static func scatter(_ axes: Axes, _ arguments: Arguments, _ machine: Machine) throws -> Value {
    var options = PlotOptions("scatter", arguments, machine)
    let (xs, ys) = try coordinates("scatter", arguments, machine)
    let size = try (arguments.optional(2) ?? options.take("s")).flatMap {
      try PlotNumbers.list($0, machine).first
    }
    let colors = try pointColors(
      arguments.optional(3) ?? options.take("c"), count: xs.count, &options, machine)
    let marker = try options.string("marker")?.first ?? "o"
    let style = try options.style(axes, color: colors?.count == 1 ? colors?.first : nil)
    try options.finish()
    axes.add(
      .scatter(
        Scatter(
          xs: xs, ys: ys, style: style, colors: colors.flatMap { $0.count == xs.count ? $0 : nil },
          marker: marker,
          size: size ?? 36)))
    return .object(PlotHandle("matplotlib.collections.PathCollection"))
  }

  /// One colour, a colour a point, or a number a point that goes through the colour map.
  private static func pointColors(
    _ value: Value?, count: Int, _ options: inout PlotOptions, _ machine: Machine
  ) throws -> [Color]? {
    let map = try options.colorMap() ?? .viridis
    let low = try options.number("vmin")
    let high = try options.number("vmax")
    guard let value else { return nil }
    if value.text != nil { return [try PlotOptions.color(value, machine)] }
    if let list = value.object as? ListObject, list.elements.contains(where: { $0.text != nil }) {
      return try list.elements.map { try PlotOptions.color($0, machine) }
    }
    let numbers = try PlotNumbers.list(value, machine)
    if numbers.count != count { return [try PlotOptions.color(value, machine)] }
    let finite = numbers.filter(\.isFinite)
    let (from, to) = (low ?? finite.min() ?? 0, high ?? finite.max() ?? 1)
    return numbers.map { map.color(at: to > from ? ($0 - from) / (to - from) : 0) }
  }

  /// x and y, by position or by name.
  static func coordinates(
    _ name: String, _ arguments: Arguments, _ machine: Machine
  ) throws -> ([Double], [Double]) {
    let x = arguments.optional(0) ?? arguments.keyword(machine.symbol("x"))
    let y = arguments.optional(1) ?? arguments.keyword(machine.symbol("y"))
    guard let x, let y else {
      throw machine.error(.typeError, "\(name)() missing 2 required positional arguments: 'x' and 'y'")
    }
    let (xs, ys) = (try PlotNumbers.list(x, machine), try PlotNumbers.list(y, machine))
    guard xs.count == ys.count else {
      throw machine.error(.valueError, PlotMessage.differentLengths(xs.count, ys.count))
    }
    return (xs, ys)
  }

  // MARK: - Bars

  private static func hist(_ axes: Axes, _ arguments: Arguments, _ machine: Machine) throws -> Value {
    var options = PlotOptions("hist", arguments, machine)
    guard let data = arguments.optional(0) ?? options.take("x") else {
      throw machine.error(.typeError, "hist() missing 1 required positional argument: 'x'")
    }
    let values = try PlotNumbers.list(data, machine)
    let bins = arguments.optional(1) ?? options.take("bins")
    let range = try options.numbers("range")
    let density = try options.flag("density") ?? false
    let isLog = try options.flag("log") ?? false
    let isHorizontal = try options.string("orientation") == "horizontal"
    let style = try options.style(axes)
    try options.finish()
    let histogram: Histogram
    if let bins, bins.integer == nil {
      let edges = try PlotNumbers.list(bins, machine)
      guard edges.count > 1, zip(edges, edges.dropFirst()).allSatisfy({ $0 <= $1 }) else {
        throw machine.error(.valueError, PlotMessage.edges)
      }
      histogram = Histogram(values, edges: edges, density: density)
    } else {
      if let count = bins?.integer, count < 1 { throw machine.error(.valueError, PlotMessage.bins) }
      let count = min(bins?.integer ?? 10, 10_000)
      let limits = range.flatMap { $0.count == 2 && $0[0] <= $0[1] ? $0[0]...$0[1] : nil }
      histogram = Histogram(values, bins: count, range: limits, density: density)
    }
    if isLog { axes.y.scale = .log }
    axes.add(.bars(Bars(bars: histogram.bars, style: style, isHorizontal: isHorizontal)))
    return .tuple([
      .object(ListObject(histogram.counts.map(Value.float))),
      .object(ListObject(histogram.edges.map(Value.float))),
      .object(
        PlotHandle(
          "BarContainer object of \(histogram.counts.count) artists", count: histogram.counts.count)),
    ])
  }

  private static func bar(
    _ name: String, isHorizontal: Bool, _ axes: Axes, _ arguments: Arguments, _ machine: Machine
  ) throws -> Value {
    var options = PlotOptions(name, arguments, machine)
    let places = arguments.optional(0) ?? options.take(isHorizontal ? "y" : "x")
    let lengths = arguments.optional(1) ?? options.take(isHorizontal ? "width" : "height")
    guard let places, let lengths else {
      throw machine.error(.typeError, "\(name)() missing 2 required positional arguments")
    }
    let thick =
      try (arguments.optional(2) ?? options.take(isHorizontal ? "height" : "width"))
      .flatMap { try PlotNumbers.list($0, machine).first } ?? 0.8
    let feet =
      try (arguments.optional(3) ?? options.take(isHorizontal ? "left" : "bottom"))
      .map { try PlotNumbers.list($0, machine) }
    let ticks = try options.take("tick_label").map { try machine.array(of: $0).map(machine.str) }
    let values = try PlotNumbers.list(lengths, machine)
    let isEdge = try options.string("align") == "edge"
    let style = try options.style(axes)
    try options.finish()
    let names = try categories(places, machine)
    let centers = try names == nil ? PlotNumbers.list(places, machine) : values.indices.map(Double.init)
    guard centers.count == values.count || values.count == 1 || centers.count == 1 else {
      throw machine.error(.valueError, PlotMessage.differentLengths(centers.count, values.count))
    }
    if let labels = names ?? ticks {
      let axis = isHorizontal ? \Axes.y : \Axes.x
      axes[keyPath: axis].ticks = centers
      axes[keyPath: axis].tickLabels = labels
    }
    let bars = (0..<max(centers.count, values.count)).map { index -> Bars.Bar in
      let center = centers[min(index, centers.count - 1)] + (isEdge ? thick / 2 : 0)
      let foot = feet.flatMap { $0.isEmpty ? nil : $0[min(index, $0.count - 1)] } ?? 0
      return Bars.Bar(
        low: center - thick / 2, high: center + thick / 2, foot: foot,
        length: values[min(index, values.count - 1)])
    }
    axes.add(.bars(Bars(bars: bars, style: style, isHorizontal: isHorizontal)))
    return .object(PlotHandle("BarContainer object of \(bars.count) artists", count: bars.count))
  }

  /// Names along a category axis, if that is what was given.
  private static func categories(_ value: Value, _ machine: Machine) throws -> [String]? {
    if value.text != nil { return [try machine.str(value)] }
    guard value.number == nil, !(value.object is any NumberArray) else { return nil }
    let elements = try machine.array(of: value)
    return elements.contains { $0.text != nil } ? try elements.map(machine.str) : nil
  }

  // MARK: - Pictures, areas, rules, texts

  private static func image(
    _ name: String, _ axes: Axes, _ arguments: Arguments, _ machine: Machine
  ) throws -> Value {
    var options = PlotOptions(name, arguments, machine)
    guard let data = arguments.optional(0) ?? options.take("X") else {
      throw machine.error(.typeError, "\(name)() missing 1 required positional argument: 'X'")
    }
    let (rows, columns, values) = try PlotNumbers.matrix(data, machine)
    let map = try options.colorMap() ?? .viridis
    let (low, high) = (try options.number("vmin"), try options.number("vmax"))
    let extent = try options.numbers("extent")
    let origin = try options.string("origin") ?? "upper"
    _ = try options.number("alpha")
    try options.finish()
    axes.add(
      .image(
        Raster(
          rows: rows, columns: columns, values: values, map: map, low: low, high: high,
          isUpperOrigin: origin != "lower",
          extent: extent.flatMap { $0.count == 4 ? ($0[0], $0[1], $0[2], $0[3]) : nil })))
    return .object(PlotHandle("matplotlib.image.AxesImage"))
  }

  private static func fillBetween(_ axes: Axes, _ arguments: Arguments, _ machine: Machine) throws -> Value {
    var options = PlotOptions("fill_between", arguments, machine)
    let (xs, first) = try coordinates("fill_between", arguments, machine)
    let second =
      try (arguments.optional(2) ?? options.take("y2")).map { try PlotNumbers.list($0, machine) } ?? [0]
    let places = try options.numbers("where")
    let style = try options.style(axes)
    try options.finish()
    var other = second.count == 1 ? [Double](repeating: second[0], count: xs.count) : second
    guard other.count == xs.count else {
      throw machine.error(.valueError, PlotMessage.differentLengths(xs.count, other.count))
    }
    if let places {
      guard places.count == xs.count else {
        throw machine.error(.valueError, PlotMessage.differentLengths(xs.count, places.count))
      }
      for (index, place) in places.enumerated() where place == 0 { other[index] = first[index] }
    }
    axes.add(.band(Band(xs: xs, lower: first, upper: other, style: style)))
    return .object(PlotHandle("matplotlib.collections.FillBetweenPolyCollection"))
  }

  private static func rule(
    _ name: String, _ coordinate: String, isVertical: Bool, _ axes: Axes, _ arguments: Arguments,
    _ machine: Machine
  ) throws -> Value {
    var options = PlotOptions(name, arguments, machine)
    let at = try (arguments.optional(0) ?? options.take(coordinate)).flatMap {
      try PlotNumbers.list($0, machine).first
    }
    let lineStyle = try options.lineStyle() ?? .solid
    _ = options.take("xmin", "xmax", "ymin", "ymax")
    let style = try options.style(axes)
    try options.finish()
    axes.add(.rule(Rule(at: at ?? 0, isVertical: isVertical, style: style, lineStyle: lineStyle)))
    return .object(PlotHandle("matplotlib.lines.Line2D"))
  }

  private static func note(_ axes: Axes, _ arguments: Arguments, _ machine: Machine) throws -> Value {
    var options = PlotOptions("text", arguments, machine)
    guard arguments.count >= 3 else {
      throw machine.error(.typeError, "text() missing required positional arguments: 'x', 'y' and 's'")
    }
    let color = try options.color("color", "c") ?? .black
    let alignment: Note.Alignment =
      switch try options.string("ha", "horizontalalignment") {
      case "center": .center
      case "right": .right
      default: .left
      }
    try options.finish()
    guard let x = try PlotNumbers.list(arguments[0], machine).first,
      let y = try PlotNumbers.list(arguments[1], machine).first
    else { return .none }
    axes.add(
      .note(Note(x: x, y: y, text: try machine.str(arguments[2]), color: color, alignment: alignment)))
    return .object(PlotHandle("matplotlib.text.Text"))
  }

  /// `annotate(text, xy)`: the text at its point, or where `xytext=` puts it.
  private static func annotation(_ axes: Axes, _ arguments: Arguments, _ machine: Machine) throws -> Value {
    var options = PlotOptions("annotate", arguments, machine)
    let text = arguments.optional(0) ?? options.take("text")
    let point = arguments.optional(1) ?? options.take("xy")
    let place = arguments.optional(2) ?? options.take("xytext")
    for name in ["arrowprops", "textcoords", "xycoords", "annotation_clip"] { _ = options.take(name) }
    let color = try options.color("color", "c") ?? .black
    _ = try options.string("ha", "horizontalalignment")
    try options.finish()
    guard let text, let point else {
      throw machine.error(.typeError, "annotate() missing 2 required positional arguments: 'text' and 'xy'")
    }
    let spot = try PlotNumbers.list(place ?? point, machine)
    guard spot.count == 2 else { return .none }
    axes.add(
      .note(Note(x: spot[0], y: spot[1], text: try machine.str(text), color: color, alignment: .left)))
    return .object(PlotHandle("matplotlib.text.Annotation"))
  }
}
