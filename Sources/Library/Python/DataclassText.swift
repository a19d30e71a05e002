import Script

/// The `__init__` of a dataclass as text in the language itself, as CPython writes it: so instances are made without leaving
/// the loop, and attributes set where the place of use remembers them.
enum DataclassText {
  struct Field {
    let name: String
    let defaultValue: Value?
    let factory: Value?
    let isInInit: Bool
    let isKeywordOnly: Bool
  }

  /// The function; nil where fields can't be set as a script does it, or have names that would be in the way.
  static func initialiser(_ type: TypeObject, _ fields: [Field], _ isFrozen: Bool, _ m: Machine) throws
    -> Value?
  {
    guard !isFrozen, fields.allSatisfy({ $0.name != "self" && !$0.name.hasPrefix("__") }) else { return nil }
    var makerParameters: [String] = []
    var makerArguments: [Value] = []
    /// A name for a value that the function needs.
    func name(for value: Value) -> String {
      makerParameters.append("__value_\(makerParameters.count)__")
      makerArguments.append(value)
      return makerParameters[makerParameters.count - 1]
    }
    let missing = fields.contains { $0.isInInit && $0.factory != nil } ? name(for: .object(Object())) : ""
    var positional: [String] = []
    var byName: [String] = []
    var body: [String] = []
    for field in fields {
      let factory = field.factory.map { name(for: $0) }
      guard field.isInInit else {
        if let factory { body.append("self.\(field.name) = \(factory)()") }
        continue
      }
      var parameter = field.name
      if factory != nil {
        parameter += "=" + missing
      } else if let value = field.defaultValue {
        parameter += "=" + name(for: value)
      }
      if field.isKeywordOnly { byName.append(parameter) } else { positional.append(parameter) }
      let value = factory.map { "\($0)() if \(field.name) is \(missing) else \(field.name)" } ?? field.name
      body.append("self.\(field.name) = \(value)")
    }
    if type.lookup(m.symbol("__post_init__")) != nil { body.append("self.__post_init__()") }
    if body.isEmpty { body.append("pass") }
    let parameters = ["self"] + positional + (byName.isEmpty ? [] : ["*"] + byName)
    let text = """
      def __make__(\(makerParameters.joined(separator: ", "))):
        def __init__(\(parameters.joined(separator: ", "))):
          \(body.joined(separator: "\n    "))
        return __init__
      __make__
      """
    let source = Source(text, name: "<dataclass>", module: "dataclasses")
    guard let maker = try m.run(source, mode: .interactive) else { return nil }
    let function = try m.call(maker, makerArguments)
    try m.setAttribute(function, .known(.qualname), to: .string("\(try m.qualifiedName(of: type)).__init__"))
    return function
  }
}

extension Machine {
  fileprivate func qualifiedName(of type: TypeObject) throws -> String {
    try attribute(.object(type), .known(.qualname)).text ?? type.name
  }
}
