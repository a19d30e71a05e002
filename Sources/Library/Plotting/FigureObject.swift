import Plots
import Script

/// A figure as scripts hold it.
final class FigureObject: Object {
  let figure: Figure
  private let state: PyplotState
  private var place = GridPlace()
  private var axesObjects: [AxesObject] = []

  init(_ figure: Figure, state: PyplotState) {
    self.figure = figure
    self.state = state
    super.init()
  }

  func currentAxes() -> Axes { figure.axes(at: place) }

  /// The one object of these axes.
  func object(of axes: Axes) -> AxesObject {
    if let found = axesObjects.first(where: { $0.axes === axes }) { return found }
    let object = AxesObject(axes)
    axesObjects.append(object)
    return object
  }

  /// Makes the axes at `place` the current ones.
  func select(_ place: GridPlace) -> AxesObject {
    self.place = place
    return object(of: currentAxes())
  }

  /// All axes of a grid: one object, a row of them, or rows of them.
  func grid(rows: Int, columns: Int, _ machine: Machine) throws -> Value {
    guard (1...100).contains(rows), (1...100).contains(columns), rows * columns <= 400 else {
      throw machine.error(.valueError, PlotMessage.tooManyPanels)
    }
    let all = (0..<rows * columns).map { index -> Value in
      .object(object(of: figure.axes(at: GridPlace(rows: rows, columns: columns, index: index))))
    }
    place = GridPlace(rows: rows, columns: columns, index: 0)
    if all.count == 1 { return all[0] }
    return .object(AxesGrid(all, columns: rows == 1 || columns == 1 ? nil : columns))
  }

  override func type(_ machine: Machine) -> TypeObject { machine.type(.figure) }

  override func repr(_ machine: Machine) throws -> String {
    let (width, height) = (Int(figure.size.width * 100), Int(figure.size.height * 100))
    return "<Figure size \(width)x\(height) with \(figure.axes.count) Axes>"
  }
}

extension TypeKey {
  static let figure = TypeKey { machine in
    NativeType(
      machine, name: "Figure", module: "matplotlib.figure",
      members: [
        .method("add_subplot") { machine, a in
          try figure(a).map { .object($0.select(try PyplotState.place(a.dropFirst(), machine))) } ?? .none
        },
        .method("subplots", "self, nrows=1, ncols=1, **options") { machine, a in
          try figure(a)?.grid(rows: a[1].integer ?? 1, columns: a[2].integer ?? 1, machine) ?? .none
        },
        .method("suptitle", "self, t, **options") { machine, a in
          figure(a)?.figure.title = try machine.str(a[1])
          return .none
        },
        .method("gca", "self") { _, a in
          figure(a).map { .object($0.object(of: $0.currentAxes())) } ?? .none
        },
        .method("colorbar", "self, mappable=None, *, ax=None, **options") { _, a in
          if let axes = a[2].object as? AxesObject {
            axes.axes.showsColorbar = true
          } else {
            figure(a)?.currentAxes().showsColorbar = true
          }
          return .object(PlotHandle("matplotlib.colorbar.Colorbar"))
        },
        .method("savefig", "self, fname, **options") { machine, a in
          try figure(a)?.save(try machine.str(a[1]), machine)
          return .none
        },
        .method("add_axes", "self, rect=None, **options") { _, a in
          figure(a).map { .object($0.object(of: $0.currentAxes())) } ?? .none
        },
        .method("set_size_inches", "self, *args, **options") { _, _ in .none },
        .method("legend", "self, *args, **options") { _, a in
          for axes in figure(a)?.figure.axes ?? [] { axes.showsLegend = true }
          return .none
        },
        .method("tight_layout", "self, **options") { _, _ in .none },
        .method("subplots_adjust", "self, **options") { _, _ in .none },
        .method("show", "self") { _, a in
          figure(a)?.show()
          return .none
        },
        .property("axes") { _, object in
          guard let figure = object as? FigureObject else { return .none }
          return .object(ListObject(figure.figure.axes.map { .object(figure.object(of: $0)) }))
        },
      ])
  }

  private static func figure(_ arguments: Arguments) -> FigureObject? {
    arguments.optional(0)?.object as? FigureObject
  }
}

extension FigureObject {
  func save(_ name: String, _ machine: Machine) throws { try state.save(figure, name, machine) }
  func show() { state.show() }
}

/// One coordinate system as scripts hold it.
final class AxesObject: Object {
  let axes: Axes

  init(_ axes: Axes) {
    self.axes = axes
    super.init()
  }

  override func type(_ machine: Machine) -> TypeObject { machine.type(.axes) }
  override func repr(_ machine: Machine) throws -> String { "<Axes: >" }
}

extension TypeKey {
  static let axes = TypeKey { machine in
    NativeType(
      machine, name: "Axes", module: "matplotlib.axes._axes",
      members: PlotCommand.all.compactMap { command in
        command.method.map { name in
          .method(name) { machine, a in
            guard let object = a.optional(0)?.object as? AxesObject else { return .none }
            return try command.body(object.axes, a.dropFirst(), machine)
          }
        }
      } + [
        .property("spines") { _, _ in .object(PlotOrnament()) },
        .property("xaxis") { _, _ in .object(PlotOrnament()) },
        .property("yaxis") { _, _ in .object(PlotOrnament()) },
      ])
  }
}

/// What `subplots` returns for several axes: an array with one axis or two.
final class AxesGrid: Object {
  fileprivate let elements: [Value]
  /// Nil for a single row or column.
  fileprivate let columns: Int?

  init(_ elements: [Value], columns: Int?) {
    self.elements = elements
    self.columns = columns
    super.init()
  }

  private var rows: [Value] {
    guard let columns else { return elements }
    return stride(from: 0, to: elements.count, by: columns).map {
      .object(AxesGrid(Array(elements[$0..<$0 + columns]), columns: nil))
    }
  }

  override func type(_ machine: Machine) -> TypeObject { machine.type(.axesGrid) }

  override func length(_ machine: Machine) throws -> Int? { rows.count }

  override func iterator(_ machine: Machine) throws -> Object {
    try machine.iterator(of: .object(ListObject(rows)))
  }

  /// `axes[i]`, `axes[i, j]`, slices of a row.
  override func item(_ index: Value, _ machine: Machine) throws -> Value {
    if let pair = index.object as? TupleObject, pair.elements.count == 2 {
      let row = try item(pair.elements[0], machine)
      if let part = row.object as? ListObject {
        // Several rows: the column of each, as a row.
        let column = try part.elements.map { try machine.item($0, pair.elements[1]) }
        return .object(AxesGrid(column, columns: nil))
      }
      return try machine.item(row, pair.elements[1])
    }
    return try machine.item(.object(ListObject(rows)), index)
  }

  override func repr(_ machine: Machine) throws -> String {
    "array([\(try rows.map(machine.repr).joined(separator: ", "))], dtype=object)"
  }

  fileprivate var flat: Value { .object(AxesGrid(elements, columns: nil)) }
  fileprivate var shape: Value {
    let lengths = columns.map { [elements.count / $0, $0] } ?? [elements.count]
    return .tuple(lengths.map(Value.int))
  }
}

extension TypeKey {
  static let axesGrid = TypeKey { machine in
    let flatten: NativeFunction.Body = { _, a in (a.optional(0)?.object as? AxesGrid)?.flat ?? .none }
    return NativeType(
      machine, name: "ndarray", module: "numpy",
      members: [
        .method("ravel", "self", flatten), .method("flatten", "self", flatten),
        .property("flat") { _, object in (object as? AxesGrid)?.flat ?? .none },
        .property("size") { _, object in .int((object as? AxesGrid)?.elements.count ?? 0) },
        .property("ndim") { _, object in .int((object as? AxesGrid)?.columns == nil ? 1 : 2) },
        .property("shape") { _, object in (object as? AxesGrid)?.shape ?? .none },
      ])
  }
}
