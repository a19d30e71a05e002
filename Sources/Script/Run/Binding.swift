/// Binding a call's arguments to the parameters of a script's function, where they don't match one to one.
extension Machine {
  /// Arranges the values at `base` (positional, then keywords) as the function's first registers.
  func bind(
    _ function: FunctionObject, _ base: UnsafeMutablePointer<Value>, count: Int, keywords: [Symbol]
  ) throws {
    let code = function.code
    if code.isPlain, keywords.isEmpty, count < code.positionalCount,
      count >= code.positionalCount - function.defaults.count
    {
      // Only defaults are missing: they stand at the end.
      var place = function.defaults.count - (code.positionalCount - count)
      for index in count..<code.positionalCount {
        base[index] = function.defaults[place]
        place += 1
      }
      return
    }
    let positional = code.positionalCount
    let named = positional + code.keywordOnlyCount
    let given = count + keywords.count
    // Behind the parameters and the arguments, which overlap, the keywords' values wait for their places.
    let waiting = base + max(code.parameters.count, given)
    guard waiting + keywords.count + code.registerCount < stack.limit else { throw tooDeep() }
    if count > positional, !code.hasRest { throw tooManyArguments(function, count, keywords) }
    for index in 0..<keywords.count { (waiting + index).put((base + count + index).take()) }
    defer { clear(waiting, keywords.count) }
    var rest: TupleObject?
    if code.hasRest {
      rest = tuple(base + min(count, positional), count: max(0, count - positional))
    }
    clear(base + min(count, positional), max(0, count - positional))
    // What isn't given yet is marked.
    for index in min(count, positional)..<max(named, min(count, positional)) {
      (base + index).put(.object(missing))
    }
    var extra: DictObject?
    if code.hasKeywords { extra = track(DictObject()) }
    for (place, keyword) in keywords.enumerated() {
      if let index = code.parameters.firstIndex(of: keyword), index < named, index >= code.positionalOnlyCount
      {
        if !isMissing(base + index) {
          throw error(CallMessage.repeated(function: function.shownName(self), name: symbols.name(keyword)))
        }
        (base + index).put((waiting + place).take())
      } else if let extra {
        try extra.set(.string(symbols.name(keyword)), (waiting + place).take(), self)
      } else {
        throw unexpectedKeyword(function, keyword, among: keywords)
      }
    }
    for index in 0..<positional where isMissing(base + index) {
      let place = index - (positional - function.defaults.count)
      guard place >= 0 else { throw missingArguments(function, base) }
      (base + index).put(function.defaults.bits(place).value)
    }
    for index in positional..<named where isMissing(base + index) {
      let name = Value.string(symbols.name(code.parameters[index]))
      guard let value = try function.keywordDefaults?.get(name, self) else {
        throw missingArguments(function, base)
      }
      (base + index).put(value)
    }
    var next = base + named
    if let rest {
      next.put(.object(rest))
      next += 1
    }
    if let extra { next.put(.object(extra)) }
  }

  private func isMissing(_ register: UnsafeMutablePointer<Value>) -> Bool {
    if case .object(let object) = register.bits { return object === missing }
    return false
  }

  /// The definition as an error message shows it: `f(a, b=1)`.
  func signatureText(_ function: FunctionObject) -> String {
    let text = function.code.source.text(function.code.headerSpan)
    return text.hasPrefix("def ") ? String(text.dropFirst(4)) : text
  }

  @inline(never)
  private func tooManyArguments(_ function: FunctionObject, _ count: Int, _ keywords: [Symbol]) -> ScriptError
  {
    let code = function.code
    let most = code.positionalCount
    let least = most - function.defaults.count
    let noun = most == 1 ? "argument" : "arguments"
    let takes = least < most ? "from \(least) to \(most) positional arguments" : "\(most) positional \(noun)"
    let keywordOnly = code.parameters[most..<most + code.keywordOnlyCount].count { keywords.contains($0) }
    return error(
      CallMessage.tooMany(
        function: function.shownName(self), takes: takes, given: count, keywordOnly: keywordOnly,
        signature: signatureText(function), forgotSelf: count == most + 1 ? withSelf(function) : nil))
  }

  /// How a method without `self` is to be written, nil for other functions: `bark(self)`.
  private func withSelf(_ function: FunctionObject) -> String? {
    let path = function.code.qualifiedName.split(separator: ".")
    let first = function.code.parameters.first.map(symbols.name)
    guard path.count > 1, path[path.count - 2] != "<locals>", first != "self", first != "cls" else {
      return nil
    }
    let text = signatureText(function)
    guard let bracket = text.firstIndex(of: "(") else { return nil }
    let rest = text[text.index(after: bracket)...]
    return "def \(text[...bracket])self\(rest.hasPrefix(")") ? "" : ", ")\(rest):"
  }

  @inline(never)
  private func unexpectedKeyword(_ function: FunctionObject, _ keyword: Symbol, among keywords: [Symbol])
    -> ScriptError
  {
    let code = function.code
    let named = code.parameters.prefix(code.positionalCount + code.keywordOnlyCount).map(symbols.name)
    let name = symbols.name(keyword)
    let positionalOnly = code.parameters.prefix(code.positionalOnlyCount).filter(keywords.contains)
    if positionalOnly.contains(keyword) {
      return error(
        CallMessage.positionalOnly(
          function: function.shownName(self), names: positionalOnly.map(symbols.name).joined(separator: ", "))
      )
    }
    return error(
      CallMessage.unexpectedKeyword(
        function: function.shownName(self), name: name, parameters: named.filter { $0 != "self" },
        suggestion: Spelling.suggestion(for: name, among: named)))
  }

  @inline(never)
  private func missingArguments(_ function: FunctionObject, _ base: UnsafeMutablePointer<Value>)
    -> ScriptError
  {
    let code = function.code
    let isSet = (0..<code.positionalCount + code.keywordOnlyCount).map { !isMissing(base + $0) }
    let positional = code.positionalCount
    let withoutDefault = positional - function.defaults.count
    var names = (0..<max(withoutDefault, 0)).filter { !isSet[$0] }.map { symbols.name(code.parameters[$0]) }
    let kind = names.isEmpty ? "keyword-only" : "positional"
    if names.isEmpty {
      names = (positional..<isSet.count).filter { index in
        let name = Value.string(symbols.name(code.parameters[index]))
        return !isSet[index] && (try? function.keywordDefaults?.get(name, self)) == nil
      }.map { symbols.name(code.parameters[$0]) }
    }
    return error(
      CallMessage.missing(
        function: function.shownName(self), names: names, kind: kind, signature: signatureText(function)))
  }
}
