import Plots
import Script

extension PlotCommand {
  /// The commands that set titles, limits, scales and ticks.
  static let labelling: [PlotCommand] = [
    PlotCommand(function: "title", method: "set_title") { axes, arguments, machine in
      try setText("title", arguments, machine) { axes.title = $0 }
    },
    PlotCommand(function: "xlabel", method: "set_xlabel") { axes, arguments, machine in
      try setText("xlabel", arguments, machine) { axes.x.label = $0 }
    },
    PlotCommand(function: "ylabel", method: "set_ylabel") { axes, arguments, machine in
      try setText("ylabel", arguments, machine) { axes.y.label = $0 }
    },
    PlotCommand(function: "xlim", method: "set_xlim") { try setLimits("xlim", \.x, $0, $1, $2) },
    PlotCommand(function: "ylim", method: "set_ylim") { try setLimits("ylim", \.y, $0, $1, $2) },
    PlotCommand(function: "xscale", method: "set_xscale") { try setScale("xscale", \.x, $0, $1, $2) },
    PlotCommand(function: "yscale", method: "set_yscale") { try setScale("yscale", \.y, $0, $1, $2) },
    PlotCommand(function: "xticks", method: "set_xticks") { try setTicks(\.x, $0, $1, $2) },
    PlotCommand(function: "yticks", method: "set_yticks") { try setTicks(\.y, $0, $1, $2) },
    PlotCommand(function: nil, method: "set_xticklabels") { try setTickLabels(\.x, $0, $1, $2) },
    PlotCommand(function: nil, method: "set_yticklabels") { try setTickLabels(\.y, $0, $1, $2) },
    PlotCommand("legend") { axes, arguments, machine in
      axes.showsLegend = true
      if let labels = arguments.optional(0) { axes.label(try machine.array(of: labels).map(machine.str)) }
      return .object(PlotHandle("matplotlib.legend.Legend"))
    },
    PlotCommand("grid") { axes, arguments, machine in
      axes.showsGrid = try arguments.optional(0).map(machine.isTrue) ?? true
      return .none
    },
    PlotCommand("axis", setAxis),
    PlotCommand(function: nil, method: "set_axis_off") { axes, _, _ in
      axes.showsFrame = false
      return .none
    },
    PlotCommand(function: nil, method: "invert_yaxis") { axes, _, _ in
      axes.y.isInverted.toggle()
      return .none
    },
    PlotCommand(function: nil, method: "invert_xaxis") { axes, _, _ in
      axes.x.isInverted.toggle()
      return .none
    },
    PlotCommand(function: nil, method: "get_title") { axes, _, _ in .string(axes.title ?? "") },
    PlotCommand(function: nil, method: "get_xlabel") { axes, _, _ in .string(axes.x.label ?? "") },
    PlotCommand(function: nil, method: "get_ylabel") { axes, _, _ in .string(axes.y.label ?? "") },
    PlotCommand(function: nil, method: "get_xlim") { axes, _, _ in limits(\.x, axes) },
    PlotCommand(function: nil, method: "get_ylim") { axes, _, _ in limits(\.y, axes) },
    PlotCommand(function: nil, method: "cla") { axes, _, _ in
      axes.clear()
      return .none
    },
    PlotCommand(function: nil, method: "clear") { axes, _, _ in
      axes.clear()
      return .none
    },
    PlotCommand(function: nil, method: "set_aspect") { _, _, _ in .none },
    PlotCommand("tick_params") { _, _, _ in .none },
    PlotCommand("margins") { _, _, _ in .none },
    PlotCommand(function: nil, method: "set", setSeveral),
  ]

  private static func setText(
    _ name: String, _ arguments: Arguments, _ machine: Machine, _ set: (String?) -> Void
  ) throws -> Value {
    var options = PlotOptions(name, arguments, machine)
    let text = try (arguments.optional(0) ?? options.take("label", name)).map(machine.str)
    _ = try options.color("color", "c")
    try options.finish()
    set(text.flatMap { $0.isEmpty ? nil : $0 })
    return .object(PlotHandle("matplotlib.text.Text"))
  }

  private static func setLimits(
    _ name: String, _ axis: ReferenceWritableKeyPath<Axes, Axis>, _ axes: Axes, _ arguments: Arguments,
    _ machine: Machine
  ) throws -> Value {
    var options = PlotOptions(name, arguments, machine)
    var limits = [arguments.optional(0), arguments.optional(1)]
    if limits[1] == nil, let first = limits[0], first.number == nil, !first.isNone {
      limits = try machine.array(of: first).map(Optional.some) + [nil, nil]
    }
    let low = try (limits[0] ?? options.take("left", "bottom", "xmin", "ymin"))
      .flatMap { $0.isNone ? nil : try PlotNumbers.list($0, machine).first }
    let high = try (limits[1] ?? options.take("right", "top", "xmax", "ymax"))
      .flatMap { $0.isNone ? nil : try PlotNumbers.list($0, machine).first }
    try options.finish()
    if let low { axes[keyPath: axis].lower = low }
    if let high { axes[keyPath: axis].upper = high }
    if let low, let high {
      axes[keyPath: axis].isInverted = low > high
      (axes[keyPath: axis].lower, axes[keyPath: axis].upper) = (min(low, high), max(low, high))
    }
    return Self.limits(axis, axes)
  }

  /// The values at both ends of an axis.
  private static func limits(_ axis: ReferenceWritableKeyPath<Axes, Axis>, _ axes: Axes) -> Value {
    let bounds = axes.bounds()
    let shown = axis == \Axes.x ? bounds.x : bounds.y
    let (from, to) = (
      axes[keyPath: axis].value(at: shown.lowerBound), axes[keyPath: axis].value(at: shown.upperBound)
    )
    return .tuple([.float(from), .float(to)])
  }

  private static func setScale(
    _ name: String, _ axis: ReferenceWritableKeyPath<Axes, Axis>, _ axes: Axes, _ arguments: Arguments,
    _ machine: Machine
  ) throws -> Value {
    var options = PlotOptions(name, arguments, machine)
    let scale = try (arguments.optional(0) ?? options.take("value")).map(machine.str) ?? "linear"
    try options.finish()
    switch scale {
    case "linear": axes[keyPath: axis].scale = .linear
    case "log": axes[keyPath: axis].scale = .log
    default: throw machine.error(.valueError, PlotMessage.unknownScale(scale))
    }
    return .none
  }

  private static func setTicks(
    _ axis: ReferenceWritableKeyPath<Axes, Axis>, _ axes: Axes, _ arguments: Arguments, _ machine: Machine
  ) throws -> Value {
    var options = PlotOptions("ticks", arguments, machine)
    if let ticks = arguments.optional(0) ?? options.take("ticks") {
      axes[keyPath: axis].ticks = try PlotNumbers.list(ticks, machine)
      axes[keyPath: axis].tickLabels = nil
    }
    if let labels = arguments.optional(1) ?? options.take("labels") {
      axes[keyPath: axis].tickLabels = try machine.array(of: labels).map(machine.str)
    }
    try options.finish()
    return .none
  }

  private static func setTickLabels(
    _ axis: ReferenceWritableKeyPath<Axes, Axis>, _ axes: Axes, _ arguments: Arguments, _ machine: Machine
  ) throws -> Value {
    guard let labels = arguments.optional(0) else { return .none }
    axes[keyPath: axis].tickLabels = try machine.array(of: labels).map(machine.str)
    return .none
  }

  /// `axis("off")`, `axis("equal")`, `axis([xmin, xmax, ymin, ymax])`.
  private static func setAxis(_ axes: Axes, _ arguments: Arguments, _ machine: Machine) throws -> Value {
    guard let argument = arguments.optional(0) else { return .none }
    if let word = argument.text {
      if word == "off" { axes.showsFrame = false }
      if word == "on" { axes.showsFrame = true }
    } else if case .bool(let isShown) = argument {
      axes.showsFrame = isShown
    } else {
      let limits = try PlotNumbers.list(argument, machine)
      if limits.count == 4 {
        (axes.x.lower, axes.x.upper, axes.y.lower, axes.y.upper) = (
          limits[0], limits[1], limits[2], limits[3]
        )
      }
    }
    return .none
  }

  /// `ax.set(title=…, xlabel=…, …)`: each keyword calls its own setter.
  private static func setSeveral(_ axes: Axes, _ arguments: Arguments, _ machine: Machine) throws -> Value {
    for (place, keyword) in arguments.keywords.enumerated() {
      let name = machine.symbols.name(keyword)
      guard let command = all.first(where: { $0.method == "set_" + name }) else {
        throw machine.error(.attributeError, PlotMessage.unknownOption(name, of: "set"))
      }
      var value = [arguments.keywordValue(place)]
      _ = try value.withUnsafeMutableBufferPointer { buffer in
        try buffer.baseAddress.map { try command.body(axes, Arguments($0, count: 1), machine) }
      }
    }
    return .none
  }
}
