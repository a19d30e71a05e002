/// The parameters of a native function, written as Python writes them: `"input, dim=None, *, keepdim=False"`.
///
/// Parsed at the first call that needs it. `/` and `*` work as in Python, `*args` and `**kwargs` collect the rest
/// (as a tuple and a dict). A default is `None`, `True`, `False`, a number or a string.
package struct Signature {
  /// Parameters that may be given by position or by name, the last `keywordOnly` ones by name only.
  package init(_ parameters: [Parameter], keywordOnly: Int = 0) {
    self.parameters = parameters
    positional = parameters.count - keywordOnly
  }

  package struct Parameter {
    package let name: Symbol
    package let text: String
    /// The value when it isn't given; nil means that it must be.
    package let defaultValue: Value?

    package init(name: Symbol, text: String, defaultValue: Value?) {
      self.name = name
      self.text = text
      self.defaultValue = defaultValue
    }
  }

  package var parameters: [Parameter] = []
  /// How many of the parameters can't be named by a caller (those before `/`).
  package var positionalOnly = 0
  /// How many of the parameters may be given by position.
  package var positional = 0
  package var collectsPositional = false
  package var collectsKeywords = false

  /// The number of values that binding yields: the parameters, then `*args`, then `**kwargs`.
  package var width: Int { parameters.count + (collectsPositional ? 1 : 0) + (collectsKeywords ? 1 : 0) }
}

extension Signature {
  /// Parses the text of a signature; it is written by us, so that a mistake in it is a mistake of the program.
  package init(parsing text: String, _ machine: Machine) {
    var keywordOnly = false
    for piece in Self.split(text) {
      if piece == "/" {
        positionalOnly = parameters.count
      } else if piece == "*" {
        positional = parameters.count
        keywordOnly = true
      } else if piece.hasPrefix("**") {
        collectsKeywords = true
      } else if piece.hasPrefix("*") {
        collectsPositional = true
        positional = parameters.count
        keywordOnly = true
      } else {
        let halves = piece.split(separator: "=", maxSplits: 1)
        let name = Self.trim(halves.first ?? "")
        let value = halves.count > 1 ? Self.literal(Self.trim(halves[1])) : nil
        parameters.append(Parameter(name: machine.symbol(name), text: name, defaultValue: value))
      }
    }
    if !keywordOnly { positional = parameters.count }
  }

  private static func split(_ text: String) -> [String] {
    var pieces: [String] = []
    var piece = ""
    var quote: Character?
    for character in text {
      if let open = quote {
        piece.append(character)
        if character == open { quote = nil }
      } else if character == "," {
        pieces.append(trim(piece[...]))
        piece = ""
      } else {
        if character == "'" || character == "\"" { quote = character }
        piece.append(character)
      }
    }
    pieces.append(trim(piece[...]))
    return pieces.filter { !$0.isEmpty }
  }

  private static func trim(_ text: Substring) -> String {
    var text = text
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }

  private static func literal(_ text: String) -> Value {
    switch text {
    case "None": return .none
    case "True": return .bool(true)
    case "False": return .bool(false)
    default:
      if let integer = Int(text) { return .int(integer) }
      if let number = Double(text) { return .float(number) }
      return .string(String(text.dropFirst().dropLast()))
    }
  }
}

extension Machine {
  /// Binds a call's arguments to a signature and passes them on as one positional vector.
  ///
  /// - Parameter module: the module of a function that CPython has in C, and that complains of its arguments as such do; empty
  ///   for a method, where the receiver decides.
  package func withBound<T>(
    _ arguments: Arguments, to signature: Signature, of function: String, inC module: String? = nil,
    _ body: (Arguments) throws -> T
  ) throws -> T {
    try withScratch(signature.width) { registers in
      let count = signature.parameters.count
      if arguments.keywords.isEmpty, arguments.count <= signature.positional, signature.width == count {
        // Only defaults are missing: they stand at the end.
        for index in 0..<arguments.count { registers[index] = arguments[index] }
        for index in arguments.count..<count {
          guard let value = signature.parameters[index].defaultValue else {
            if let failure = misfitInC(function, module, signature, arguments) { throw failure }
            throw missingArguments(function, signature, (0..<count).map { $0 < arguments.count })
          }
          registers[index] = value
        }
        return try body(Arguments(registers, count: count))
      }
      var given = [Bool](repeating: false, count: count)
      let direct = min(arguments.count, signature.positional)
      for index in 0..<direct {
        registers[index] = arguments[index]
        given[index] = true
      }
      var next = count
      if signature.collectsPositional {
        registers[next] = .tuple(Array(arguments.positional.dropFirst(direct)))
        next += 1
      } else if arguments.count > signature.positional {
        if let failure = misfitInC(function, module, signature, arguments) { throw failure }
        throw tooManyArguments(function, signature, arguments.count)
      }
      let rest = signature.collectsKeywords ? DictObject() : nil
      if let rest { registers[next] = .object(rest) }
      for (place, keyword) in arguments.keywords.enumerated() {
        if let index = signature.parameters.firstIndex(where: { $0.name == keyword }),
          index >= signature.positionalOnly
        {
          guard !given[index] else {
            if let failure = misfitInC(function, module, signature, arguments) { throw failure }
            throw error(CallMessage.repeated(function: function, name: symbols.name(keyword)))
          }
          registers[index] = arguments.keywordValue(place)
          given[index] = true
        } else if let rest {
          try rest.set(.string(symbols.name(keyword)), arguments.keywordValue(place), self)
        } else {
          if let failure = misfitInC(function, module, signature, arguments) { throw failure }
          throw unexpectedKeyword(
            function, keyword, signature.parameters.dropFirst(signature.positionalOnly).map(\.text))
        }
      }
      for index in 0..<count where !given[index] {
        guard let value = signature.parameters[index].defaultValue else {
          if let failure = misfitInC(function, module, signature, arguments) { throw failure }
          throw missingArguments(function, signature, given)
        }
        registers[index] = value
      }
      return try body(Arguments(registers, count: signature.width))
    }
  }

  @inline(never)
  private func tooManyArguments(_ function: String, _ signature: Signature, _ count: Int) -> ScriptError {
    let most = signature.positional
    let least = signature.parameters.prefix(most).count { $0.defaultValue == nil }
    let range = least == most ? "\(most)" : "from \(least) to \(most)"
    let noun = most == 1 ? "argument" : "arguments"
    return error(
      CallMessage.tooMany(
        function: function, takes: "\(range) positional \(noun)", given: count, keywordOnly: 0, signature: nil
      ))
  }

  /// An argument with a name that no parameter has.
  @inline(never)
  func unexpectedKeyword(_ function: String, _ keyword: Symbol, _ parameters: [String]) -> ScriptError {
    let name = symbols.name(keyword)
    return error(
      CallMessage.unexpectedKeyword(
        function: function, name: name, parameters: parameters,
        suggestion: Spelling.suggestion(for: name, among: parameters)))
  }

  @inline(never)
  private func missingArguments(_ function: String, _ signature: Signature, _ given: [Bool]) -> ScriptError {
    let missing = signature.parameters.indices.filter {
      !given[$0] && signature.parameters[$0].defaultValue == nil
    }
    let positional = missing.filter { $0 < signature.positional }
    let names = (positional.isEmpty ? missing : positional).map { signature.parameters[$0].text }
    return error(
      CallMessage.missing(
        function: function, names: names, kind: positional.isEmpty ? "keyword-only" : "positional",
        signature: nil))
  }

  /// The methods with two underscores that CPython has as such, and not only as operators.
  private static let methodsInC: Set<String> = [
    "list.__getitem__", "dict.__getitem__", "dict.__contains__", "set.__contains__", "frozenset.__contains__",
    "__reversed__", "__format__", "__round__", "__trunc__", "__floor__", "__ceil__",
  ]

  /// Why a call doesn't fit a function of a module written in C, in the order in which such functions look; nil for others.
  @inline(never)
  private func misfitInC(
    _ function: String, _ module: String?, _ signature: Signature, _ arguments: Arguments
  ) -> ScriptError? {
    guard let module else { return nil }
    var parameters = signature.parameters[...]
    var given = arguments.count
    var positional = signature.positional
    var full = module == "math" ? "math.\(function)" : function
    let takesNames = signature.positionalOnly < parameters.count
    if module.isEmpty {
      // A method of a built-in type, whose receiver isn't counted.
      guard given > 0 else { return nil }
      let type = type(of: arguments[0])
      guard !type.isScripted, type.moduleName == "builtins" || type.name == "deque" else { return nil }
      (given, positional, parameters) = (given - 1, positional - 1, parameters.dropFirst())
      full = "\(type.name).\(function)"
      if function.hasPrefix("__"), !Self.methodsInC.contains(full), !Self.methodsInC.contains(function) {
        // What an operator calls, of which CPython makes a method.
        if !arguments.keywords.isEmpty {
          return error(CallMessage.noKeywords(function: "wrapper \(function)"))
        }
        return error(CallMessage.expectedPlainly(count: parameters.count, given: given))
      }
    }
    parameters = Array(parameters)[...]
    let least = parameters.prefix(positional).count { $0.defaultValue == nil }
    let most = parameters.count
    if !takesNames {
      if !arguments.keywords.isEmpty { return error(CallMessage.noKeywords(function: full)) }
      return wrongCount(function, full, least...most, given)
    }
    if function == "sorted", given != 1 {
      return error(CallMessage.expected(function: function, count: 1, given: given))
    }
    if positional == 0, given > 0 { return error(CallMessage.noPositional(function: function)) }
    if given + arguments.keywords.count > parameters.count {
      return error(
        least == most
          ? CallMessage.expectedExactly(
            function: function, count: "\(most)", given: given + arguments.keywords.count)
          : CallMessage.takesAtMost(function: function, count: most, given: given + arguments.keywords.count))
    }
    for keyword in arguments.keywords {
      let name = symbols.name(keyword)
      guard let place = parameters.firstIndex(where: { $0.name == keyword }) else {
        return error(CallMessage.invalidKeyword(function: function, name: name))
      }
      if place < given {
        return error(CallMessage.givenTwice(function: function, name: name, position: place + 1))
      }
    }
    let missing = parameters.indices.first { index in
      index >= given && parameters[index].defaultValue == nil
        && !arguments.keywords.contains(parameters[index].name)
    }
    if let missing {
      return error(
        CallMessage.missingRequired(
          function: function, name: parameters[missing].text, position: missing + 1))
    }
    return tooManyArguments(function, signature, given)
  }
}
