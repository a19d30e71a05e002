import Plots
import Script
import Tensors

/// What scripts can import.
package enum Modules {
  /// Makes all modules importable on a machine, and lets it understand what the engine throws.
  ///
  /// Registering costs a closure a module: what a script doesn't import is never built.
  package static func install(on machine: Machine, figures: @escaping () -> FigureOutlet = { FigureOutlet() })
  {
    for module in TorchModules.all.map(WrittenModules.completing) { machine.register(module) }
    for module in (PythonModules.all + WrittenModules.all).map(WrittenModules.completing) {
      machine.register(module)
    }
    for module in PlottingModules.all(outlet: figures) { machine.register(module) }
    machine.register(SeodangModule.module)
    machine.installTensorErrors()
    NNModules.register(with: machine)
    machine.memoryInUse = { Engine.memory.live }
    machine.interrupt.engine = ({ Engine.requestInterrupt() }, { Engine.clearInterrupt() })
  }
}
