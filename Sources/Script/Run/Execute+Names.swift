/// Names without a value.
extension Machine {
  @inline(never)
  func undefinedName(slot: Int) -> ScriptError { undefinedName(symbols.name(globals.names[slot])) }

  func undefinedName(_ name: String) -> ScriptError {
    if let meant = [
      "true": "True", "false": "False", "null": "None", "nil": "None", "none": "None", "NULL": "None",
    ][name] {
      return error(NameMessage.foreignLiteral(name, meant: meant))
    }
    if registeredModules.contains(name) || name == "np" || name == "nn" || name == "plt" || name == "F" {
      if registeredModules.contains(name) { return error(NameMessage.notImported(name)) }
    }
    var candidates = allNames
    if depth >= 0 {
      let frame = frames[depth]
      frame.header.pointee.code._withUnsafeGuaranteedRef { code in
        candidates += code.localNames.map { symbols.name($0.name) }
      }
    }
    return error(
      NameMessage.undefined(
        name, suggestion: Spelling.suggestion(for: name, among: candidates), definedIn: nil))
  }

  @inline(never)
  func unboundLocal(_ frame: UnsafeMutablePointer<Frame>, _ i: Instruction) -> ScriptError {
    let code = frame.pointee.header.pointee.code.takeUnretainedValue()
    let name = symbols.name(code.names[Int(i.c)])
    if code.name == "<module>" { return undefinedName(name) }
    if i.n == 1 { return error(.nameError, NameMessage.freeBeforeAssignment(name)) }
    return localBeforeAssignment(name, code)
  }

  private func localBeforeAssignment(_ name: String, _ code: Code) -> ScriptError {
    let binding = code.localNames.first { symbols.name($0.name) == name }?.binding
    return error(
      NameMessage.localBeforeAssignment(
        name, function: code.name, line: binding.map { code.source.lineNumber(at: $0.start) }))
  }

  @inline(never)
  func unboundCell(_ frame: UnsafeMutablePointer<Frame>, _ i: Instruction, isFree: Bool) -> ScriptError {
    let code = frame.pointee.header.pointee.code.takeUnretainedValue()
    let name = symbols.name(code.names[Int(i.c)])
    return isFree
      ? error(.nameError, NameMessage.freeBeforeAssignment(name))
      : localBeforeAssignment(name, code)
  }

  // MARK: Names in a class body

  func loadClassName(_ type: Value, _ name: Symbol) throws -> Value {
    if let type = type.object as? TypeObject, let value = type.own(name) { return value }
    let module = (type.object as? TypeObject)?.moduleName
    if let slot = globals.existingSlot(name, of: module == "__main__" ? nil : module),
      !globals.isMissing(slot)
    {
      return globals.values[slot]
    }
    if let value = builtins[name] { return value }
    throw undefinedName(symbols.name(name))
  }

  // MARK: Imports

  func importModule(_ name: String, wantsTop: Bool) throws -> Value {
    guard let found = try module(name) else { throw noModule(name) }
    // A dotted import makes the modules above it, too.
    var parent: ModuleObject?
    var path = ""
    var top = found
    for (place, part) in name.split(separator: ".").enumerated() {
      path += place == 0 ? String(part) : "." + part
      guard let module = try module(path) else { throw noModule(path) }
      if let parent, parent.values[symbol(String(part))] == nil {
        parent.define(String(part), .object(module), self)
      }
      if place == 0 { top = module }
      parent = module
    }
    return .object(wantsTop ? top : found)
  }

  private func noModule(_ name: String) -> ScriptError {
    let replacements = [
      "numpy": "torch", "np": "torch", "pandas": "torch", "tensorflow": "torch", "sklearn": "torch",
    ]
    let top = String(name.prefix { $0 != "." })
    return error(
      FlowMessage.noModule(
        name, suggestion: Spelling.suggestion(for: name, among: registeredModules),
        replacement: replacements[top]))
  }

  func importName(_ module: Value, _ name: Symbol) throws -> Value {
    guard let source = module.object as? ModuleObject else { return try attribute(module, name) }
    if source.name == "__future__", symbols.name(name) == "annotations" {
      annotationsAreText = true
    }
    if let value = try source.attribute(name, self) { return value }
    let text = symbols.name(name)
    if let inner = try self.module("\(source.name).\(text)") {
      source.define(name, .object(inner))
      return .object(inner)
    }
    throw error(
      FlowMessage.noNameInModule(
        name: text, module: source.name,
        suggestion: Spelling.suggestion(for: text, among: source.attributeNames(self))))
  }

  func importAll(_ module: Value) throws {
    guard let source = module.object as? ModuleObject else { return }
    var names = source.order
    if let all = source.values[.known(.all)] { names = try array(of: all).compactMap { $0.text.map(symbol) } }
    for name in names where source.values[.known(.all)] != nil || !symbols.name(name).hasPrefix("_") {
      if let value = try source.attribute(name, self) { globals.values[globals.slot(name)] = value }
    }
  }
}
