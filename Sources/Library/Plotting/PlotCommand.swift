import Plots
import Script

/// One command that works on axes: `plt.plot(…)` on the current ones, `ax.plot(…)` on `ax`.
///
/// A new command is one line in one of the tables below.
struct PlotCommand: Sendable {
  typealias Body = @Sendable (Axes, Arguments, Machine) throws -> Value

  /// The name in `matplotlib.pyplot`, nil for what only axes have.
  let function: String?
  /// The name as a method of axes, nil for what only pyplot has.
  let method: String?
  let body: Body

  /// The same name in both.
  init(_ name: String, _ body: @escaping Body) {
    (function, method, self.body) = (name, name, body)
  }

  init(function: String?, method: String?, _ body: @escaping Body) {
    (self.function, self.method, self.body) = (function, method, body)
  }

  static let all = drawing + fields + marking + labelling
}
