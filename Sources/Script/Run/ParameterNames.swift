extension Machine {
  /// The names by which a call of `value` can pass arguments: of a function, a method, or a class's `__init__`.
  package func parameterNames(of value: Value) -> [String] {
    switch value.object {
    case let function as FunctionObject:
      let code = function.code
      return code.parameters.dropFirst(code.positionalOnlyCount).prefix(
        code.positionalCount - code.positionalOnlyCount + code.keywordOnlyCount
      ).map(symbols.name)
    case let method as BoundMethod:
      let names = parameterNames(of: method.function)
      // A built-in method's own value may have another name: `input`.
      return method.function.object is NativeFunction
        ? Array(names.dropFirst()) : names.filter { $0 != "self" }
    case let function as NativeFunction:
      return Machine.names(in: function.signatureText ?? function.ownParameters ?? "")
    case let type as TypeObject:
      guard let initialiser = type.lookup(.known(.initialise)) else { return [] }
      return parameterNames(of: initialiser).filter { $0 != "self" }
    default: return []
    }
  }

  /// The names in parameters written as Python does, without those that are given by position only and those that collect.
  package static func names(in parameters: String) -> [String] {
    var names: [String] = []
    var depth = 0
    var name = ""
    var isDone = false
    for character in parameters + "," {
      switch character {
      case "(", "[", "{": depth += 1
      case ")", "]", "}": depth -= 1
      case "," where depth == 0:
        if name == "/" { names = names.filter { $0 == "self" } } else { names.append(name) }
        (name, isDone) = ("", false)
      case "=", ":": isDone = true
      case " ": continue
      default: if !isDone, depth == 0 { name.append(character) }
      }
    }
    return names.filter { !$0.isEmpty && !$0.hasPrefix("*") && $0 != "…" && $0 != "..." }
  }
}
