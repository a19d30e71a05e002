/// Modules that are written in the language itself.
extension NativeModule {
  /// A module whose text runs at the first import.
  ///
  /// Its names are its own: a script neither sees those that begin with an underscore nor changes what the others are built
  /// on. Its lines don't appear in tracebacks, so that an error shows the call that a learner wrote.
  ///
  /// - Parameters:
  ///   - module: what its classes say as `__module__`.
  ///   - text: the module's text, asked for at the first import.
  package init(_ name: String, written module: String, text: @escaping (Machine) throws -> String) {
    self.init(name) { machine, object in
      try machine.run(Source(text(machine), name: "<\(module)>", module: module))
      for (symbol, value) in machine.globals.values(of: module)
      where !machine.symbols.name(symbol).hasPrefix("_") {
        object.define(symbol, value)
      }
    }
  }
}
