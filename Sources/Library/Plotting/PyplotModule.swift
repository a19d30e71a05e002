import Plots
import Script

/// What becomes of the figures that a script makes.
package struct FigureOutlet {
  /// `plt.show()`: called for each open figure that has something to see.
  package var show: (Figure) -> Void
  /// `plt.savefig(name)`: nil where scripts may not write files.
  package var save: ((_ svg: String, _ name: String) throws -> Void)?

  package init(
    show: @escaping (Figure) -> Void = { _ in },
    save: ((_ svg: String, _ name: String) throws -> Void)? = nil
  ) {
    self.show = show
    self.save = save
  }
}

/// `matplotlib` and `matplotlib.pyplot`: the part of it that everyday scripts use.
package enum PlottingModules {
  /// - Parameter outlet: where figures go; asked each time, so that it may change while a session runs.
  package static func all(outlet: @escaping () -> FigureOutlet) -> [NativeModule] {
    [
      NativeModule("matplotlib") { machine, module in
        module.define("rcParams", .object(DictObject()), machine)
        module.define("__version__", .string("3.10"), machine)
        module.function("use", "backend, *, force=True", machine) { _, _ in .none }
      },
      NativeModule("matplotlib.pyplot") { machine, module in
        let state = PyplotState(outlet)
        for command in PlotCommand.all {
          guard let name = command.function else { continue }
          module.function(name, nil, machine) { machine, arguments in
            try command.body(state.currentAxes(), arguments, machine)
          }
        }
        state.defineFigureFunctions(in: module, machine)
        if let package = try machine.module("matplotlib") {
          module.define(
            "rcParams", try machine.attribute(.object(package), machine.symbol("rcParams")), machine)
        }
      },
    ]
  }
}

/// pyplot's idea of a current figure and current axes.
final class PyplotState {
  private let outlet: () -> FigureOutlet
  private var figures: [FigureObject] = []
  private var current: FigureObject?

  init(_ outlet: @escaping () -> FigureOutlet) {
    self.outlet = outlet
  }

  func currentFigure() -> FigureObject {
    if let current { return current }
    return open(Figure())
  }

  func currentAxes() -> Axes { currentFigure().currentAxes() }

  private func open(_ figure: Figure) -> FigureObject {
    let object = FigureObject(figure, state: self)
    figures.append(object)
    current = object
    return object
  }

  func show() {
    for object in figures where !object.figure.isEmpty { outlet().show(object.figure) }
    close()
  }

  private func close() {
    figures = []
    current = nil
  }

  func save(_ figure: Figure, _ name: String, _ machine: Machine) throws {
    guard let save = outlet().save else { throw machine.error(.permissionError, PlotMessage.noFiles) }
    guard name.hasSuffix(".svg") else { throw machine.error(.valueError, PlotMessage.onlySVG(name)) }
    try save(SVGRenderer.document(of: figure), name)
  }

  // MARK: Functions of the module

  func defineFigureFunctions(in module: ModuleObject, _ machine: Machine) {
    module.function("figure", "num=None, figsize=None, dpi=None, **options", machine) { machine, a in
      .object(self.open(Figure(size: try Self.size(a[1], machine))))
    }
    module.function("subplot", nil, machine) { machine, a in
      let figure = self.currentFigure()
      return .object(figure.select(try Self.place(a, machine)))
    }
    module.function(
      "subplots", "nrows=1, ncols=1, *, sharex=False, sharey=False, squeeze=True, figsize=None, **options",
      machine
    ) { machine, a in
      let figure = self.open(Figure(size: try Self.size(a[5], machine)))
      let axes = try figure.grid(rows: a[0].integer ?? 1, columns: a[1].integer ?? 1, machine)
      return .tuple([.object(figure), axes])
    }
    module.function("gcf", "", machine) { _, _ in .object(self.currentFigure()) }
    module.function("gca", "", machine) { _, _ in
      let figure = self.currentFigure()
      return .object(figure.object(of: figure.currentAxes()))
    }
    module.function("axes", "arg=None, **options", machine) { _, _ in
      let figure = self.currentFigure()
      return .object(figure.object(of: figure.currentAxes()))
    }
    module.define("style", .object(PlotOrnament()), machine)
    module.function("suptitle", "t, **options", machine) { machine, a in
      self.currentFigure().figure.title = try machine.str(a[0])
      return .none
    }
    module.function("colorbar", nil, machine) { _, _ in
      self.currentAxes().showsColorbar = true
      return .object(PlotHandle("matplotlib.colorbar.Colorbar"))
    }
    module.function("savefig", "fname, **options", machine) { machine, a in
      try self.save(self.currentFigure().figure, try machine.str(a[0]), machine)
      return .none
    }
    module.function("show", "**options", machine) { _, _ in
      self.show()
      return .none
    }
    for name in ["close", "clf", "cla"] {
      module.function(name, "fig=None", machine) { _, _ in
        self.close()
        return .none
      }
    }
    for name in ["tight_layout", "subplots_adjust", "pause", "ion", "ioff", "rc", "draw"] {
      module.function(name, "*args, **options", machine) { _, _ in .none }
    }
  }

  /// `figsize=(w, h)` in inches.
  private static func size(_ value: Value, _ machine: Machine) throws -> (width: Double, height: Double) {
    guard !value.isNone else { return (6.4, 4.8) }
    let parts = try PlotNumbers.list(value, machine)
    guard parts.count == 2, parts.allSatisfy({ $0.isFinite && $0 > 0 }) else { return (6.4, 4.8) }
    return (min(parts[0], 100), min(parts[1], 100))
  }

  /// `subplot(2, 3, 4)` or `subplot(234)`.
  static func place(_ arguments: Arguments, _ machine: Machine) throws -> GridPlace {
    let numbers = arguments.positional.compactMap(\.integer)
    var (rows, columns, index) = (1, 1, 1)
    if numbers.count >= 3 {
      (rows, columns, index) = (numbers[0], numbers[1], numbers[2])
    } else if let code = numbers.first, (111...999).contains(code) {
      (rows, columns, index) = (code / 100, code / 10 % 10, code % 10)
    }
    guard (1...100).contains(rows), (1...100).contains(columns), index >= 1, index <= rows * columns else {
      throw machine.error(.valueError, PlotMessage.badGrid(rows: rows, columns: columns, index: index))
    }
    return GridPlace(rows: rows, columns: columns, index: index - 1)
  }
}
