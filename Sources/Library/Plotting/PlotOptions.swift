import Plots
import Script

/// The keyword arguments of one drawing command, read one by one; what is left in the end is refused.
struct PlotOptions {
  private let command: String
  private let machine: Machine
  private var values: [String: Value] = [:]

  init(_ command: String, _ arguments: Arguments, _ machine: Machine) {
    self.command = command
    self.machine = machine
    for (place, name) in arguments.keywords.enumerated() {
      values[machine.symbols.name(name)] = arguments.keywordValue(place)
    }
  }

  /// Takes an option by any of its names; `None` counts as not given.
  mutating func take(_ names: String...) -> Value? {
    var found: Value?
    for name in names {
      if let value = values.removeValue(forKey: name), !value.isNone { found = found ?? value }
    }
    return found
  }

  mutating func number(_ names: String...) throws -> Double? {
    for name in names {
      if let value = take(name) { return try PlotNumbers.list(value, machine).first }
    }
    return nil
  }

  mutating func flag(_ name: String) throws -> Bool? { try take(name).map(machine.isTrue) }

  mutating func string(_ names: String...) throws -> String? {
    for name in names {
      if let value = take(name) { return try machine.str(value) }
    }
    return nil
  }

  mutating func numbers(_ name: String) throws -> [Double]? {
    try take(name).map { try PlotNumbers.list($0, machine) }
  }

  /// A colour by one of its names.
  mutating func color(_ names: String...) throws -> Color? {
    for name in names {
      if let value = take(name) { return try Self.color(value, machine) }
    }
    return nil
  }

  /// Colour, label and opacity, which most commands share.
  mutating func style(_ axes: Axes, color given: Color? = nil) throws -> Style {
    let color = try color("color", "c", "facecolor") ?? given ?? axes.nextColor()
    return Style(color: color, label: try string("label"), alpha: try number("alpha") ?? 1)
  }

  mutating func lineStyle() throws -> LineStyle? {
    guard let name = try string("linestyle", "ls") else { return nil }
    guard let style = FormatString.lineStyle(named: name) else {
      throw machine.error(.valueError, PlotMessage.unknownFormat(name))
    }
    return style
  }

  mutating func colorMap() throws -> ColorMap? {
    guard let name = try string("cmap") else { return nil }
    guard let map = ColorMap(named: name) else {
      throw machine.error(.valueError, PlotMessage.unknownColorMap(name))
    }
    return map
  }

  /// What is left must be something that changes nothing in a picture of characters.
  func finish() throws {
    for name in values.keys.sorted() where !Self.harmless.contains(name) {
      throw machine.error(.attributeError, PlotMessage.unknownOption(name, of: command))
    }
  }

  /// Options of matplotlib whose effect is too fine to be drawn here.
  private static let harmless: Set<String> = [
    "edgecolor", "edgecolors", "ec", "linewidths", "lw", "linewidth", "markersize", "ms", "markeredgecolor",
    "mec", "markerfacecolor", "mfc", "markeredgewidth", "mew", "zorder", "capsize", "rwidth", "align",
    "interpolation", "aspect", "fontsize", "size", "fontweight", "weight", "fontname", "family", "rotation",
    "loc", "pad", "ncol", "ncols", "frameon", "framealpha", "bbox_to_anchor", "title_fontsize", "shrink",
    "fraction", "which", "axis", "hatch", "fill", "histtype", "rasterized", "bbox", "va", "verticalalignment",
    "transform", "y", "x", "base", "subs", "nonpositive", "labelpad", "step", "dpi", "bbox_inches",
    "facecolor", "antialiased", "markevery", "drawstyle", "solid_capstyle", "clip_on", "orientation", "label",
    "rect", "h_pad", "w_pad", "norm", "ax", "cax", "drawedges", "extend", "minor",
  ]

  static func color(_ value: Value, _ machine: Machine) throws -> Color {
    if let name = value.text {
      guard let color = Color(named: name) else {
        throw machine.error(.valueError, PlotMessage.unknownColor(name))
      }
      return color
    }
    // Of colours for each bar or slice the first one is drawn.
    if let first = value.sequenceElements?.first, first.text != nil { return try color(first, machine) }
    let parts = try PlotNumbers.list(value, machine)
    guard parts.count == 3 || parts.count == 4 else {
      throw machine.error(.valueError, PlotMessage.unknownColor(try machine.repr(value)))
    }
    return Color(red: parts[0], green: parts[1], blue: parts[2])
  }
}
