import Library
import Script

/// Which modules a session's scripts can import.
enum SessionLibrary {
  static func install(on machine: Machine, figures: @escaping () -> FigureOutlet) {
    for module in PythonModules.all { machine.register(module) }
    for module in PlottingModules.all(outlet: figures) { machine.register(module) }
  }
}
