import Plots
import Script

extension PlotCommand {
  /// The commands that draw steps, stretches, error bars and notes: all made of lines.
  static let marking: [PlotCommand] = [
    PlotCommand("step", step),
    PlotCommand("hlines") { try stretches("hlines", isVertical: false, $0, $1, $2) },
    PlotCommand("vlines") { try stretches("vlines", isVertical: true, $0, $1, $2) },
    PlotCommand("errorbar", errorBars),
    PlotCommand("annotate", annotate),
  ]

  /// `step(x, y, where="pre"|"post"|"mid")`
  private static func step(_ axes: Axes, _ arguments: Arguments, _ machine: Machine) throws -> Value {
    var options = PlotOptions("step", arguments, machine)
    let (xs, ys) = try coordinates("step", arguments, machine)
    let place = try options.string("where") ?? "pre"
    let lineStyle = try options.lineStyle() ?? .solid
    let style = try options.style(axes)
    try options.finish()
    var (stepX, stepY): ([Double], [Double]) = ([], [])
    for index in xs.indices {
      if index > 0 {
        let middle = (xs[index - 1] + xs[index]) / 2
        let corner = place == "post" ? xs[index] : place == "mid" ? middle : xs[index - 1]
        stepX += [corner, corner]
        stepY += [ys[index - 1], ys[index]]
      }
      stepX.append(xs[index])
      stepY.append(ys[index])
    }
    axes.add(.line(Line(xs: stepX, ys: stepY, style: style, lineStyle: lineStyle)))
    return .object(ListObject([.object(PlotHandle("matplotlib.lines.Line2D"))]))
  }

  /// `hlines(y, xmin, xmax)`, `vlines(x, ymin, ymax)`: numbers or lists.
  private static func stretches(
    _ name: String, isVertical: Bool, _ axes: Axes, _ arguments: Arguments, _ machine: Machine
  ) throws -> Value {
    var options = PlotOptions(name, arguments, machine)
    let names = isVertical ? ["x", "ymin", "ymax"] : ["y", "xmin", "xmax"]
    var parts: [[Double]] = []
    for (index, part) in names.enumerated() {
      guard let value = arguments.optional(index) ?? options.take(part) else {
        throw machine.error(.typeError, "\(name)() missing required positional argument: '\(part)'")
      }
      parts.append(try PlotNumbers.list(value, machine))
    }
    let color = try options.color("colors") ?? .cycle(0)
    let lineStyle =
      try options.string("linestyles", "linestyle", "ls").flatMap { FormatString.lineStyle(named: $0) }
      ?? .solid
    let style = try options.style(axes, color: color)
    try options.finish()
    let count = parts.map(\.count).max() ?? 0
    guard parts.allSatisfy({ $0.count == count || $0.count == 1 }) else {
      throw machine.error(.valueError, PlotMessage.differentLengths(parts[0].count, count))
    }
    let at = (0..<count).flatMap { [parts[0][$0 % parts[0].count], parts[0][$0 % parts[0].count], .nan] }
    let ends = (0..<count).flatMap { [parts[1][$0 % parts[1].count], parts[2][$0 % parts[2].count], .nan] }
    axes.add(
      .line(
        Line(
          xs: isVertical ? at : ends, ys: isVertical ? ends : at, style: style, lineStyle: lineStyle,
          isPieces: true)))
    return .object(PlotHandle("matplotlib.collections.LineCollection"))
  }

  /// `errorbar(x, y, yerr=…)`: the curve with an upright stretch at each point.
  private static func errorBars(_ axes: Axes, _ arguments: Arguments, _ machine: Machine) throws -> Value {
    var options = PlotOptions("errorbar", arguments, machine)
    let (xs, ys) = try coordinates("errorbar", arguments, machine)
    let errors = try (arguments.optional(2) ?? options.take("yerr")).map { try PlotNumbers($0, machine) }
    let format = try options.string("fmt").flatMap { FormatString($0) }
    let lineStyle = try options.lineStyle()
    let marker = try options.string("marker")?.first
    _ = options.take("ecolor", "elinewidth", "xerr")
    let style = try options.style(axes, color: format?.color)
    try options.finish()
    if let errors, !errors.values.isEmpty {
      // Two rows are the lengths downward and upward.
      let isPair = errors.shape.count == 2 && errors.shape[0] == 2
      let below = isPair ? Array(errors.values.prefix(xs.count)) : errors.values
      let above = isPair ? Array(errors.values.dropFirst(xs.count)) : errors.values
      let lines = xs.indices.map { ($0 % max(1, below.count), $0 % max(1, above.count)) }
      guard !below.isEmpty, !above.isEmpty else { return .none }
      axes.add(
        .line(
          Line(
            xs: xs.flatMap { [$0, $0, .nan] },
            ys: zip(ys, lines).flatMap { [$0 - below[$1.0], $0 + above[$1.1], .nan] },
            style: Style(color: style.color, alpha: style.alpha), isPieces: true)))
    }
    axes.add(
      .line(
        Line(
          xs: xs, ys: ys, style: style, lineStyle: lineStyle ?? format?.line ?? .solid,
          marker: marker ?? format?.marker)))
    return .object(PlotHandle("ErrorbarContainer object of 3 artists"))
  }

  /// `annotate(text, xy, xytext=…)`: the text, without its arrow.
  private static func annotate(_ axes: Axes, _ arguments: Arguments, _ machine: Machine) throws -> Value {
    var options = PlotOptions("annotate", arguments, machine)
    let text = arguments.optional(0) ?? options.take("text")
    let point = arguments.optional(1) ?? options.take("xy")
    let place = arguments.optional(2) ?? options.take("xytext")
    let isOffset = try options.string("textcoords") != nil
    _ = options.take("arrowprops", "xycoords", "ha", "horizontalalignment")
    let color = try options.color("color", "c") ?? .black
    try options.finish()
    guard let text, let value = isOffset ? point : place ?? point else { return .none }
    let numbers = try PlotNumbers.list(value, machine)
    guard numbers.count == 2 else { return .none }
    axes.add(.note(Note(x: numbers[0], y: numbers[1], text: try machine.str(text), color: color)))
    return .object(PlotHandle("matplotlib.text.Annotation"))
  }
}
