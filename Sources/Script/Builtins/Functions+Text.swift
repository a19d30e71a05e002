/// Built-in functions that show values and read them.
extension Functions {
  static var text: [BuiltinFunction] {
    [
      BuiltinFunction("print", nil as String?) { m, a in
        try printValues(m, a)
        return .none
      },
      BuiltinFunction("input", 0...1) { m, a in
        guard let line = m.input(try a.optional(0).map { try m.str($0) } ?? "") else {
          throw m.error(FlowMessage.endOfInput)
        }
        return .string(line)
      },
      BuiltinFunction("repr", 1...1) { m, a in m.string(try m.repr(a[0])) },
      BuiltinFunction("ascii", 1...1) { m, a in .string(StringRepr.ascii(try m.repr(a[0]))) },
      BuiltinFunction("format", 1...2) { m, a in
        let spec =
          try a.optional(1).map { try m.requireText($0, "format() argument 2 must be str").text } ?? ""
        return m.string(try m.format(a[0], spec))
      },
    ]
  }

  private static func printValues(_ m: Machine, _ a: Arguments) throws {
    var separator = " "
    var end = "\n"
    var file = Value.none
    var flushes = false
    for (i, keyword) in a.keywords.enumerated() {
      let value = a.keywordValue(i)
      switch m.symbols.name(keyword) {
      case "sep": separator = try option(m, value, "sep") ?? " "
      case "end": end = try option(m, value, "end") ?? "\n"
      case "file": file = value
      case "flush": flushes = try m.isTrue(value)
      case let other: throw m.error(CallMessage.invalidKeyword(function: "print", name: other))
      }
    }
    var text = ""
    for i in 0..<a.count {
      if i > 0 { text += separator }
      text += try m.str(a[i])
    }
    text += end
    if file.isNone {
      try m.write(text)
      if flushes { m.flush() }
    } else {
      _ = try m.callMethod(file, m.symbol("write"), [.string(text)])
      if flushes { _ = try m.callMethod(file, m.symbol("flush"), []) }
    }
  }

  private static func option(_ m: Machine, _ value: Value, _ name: String) throws -> String? {
    if value.isNone { return nil }
    guard let text = value.text else {
      throw m.error(
        CallMessage.other(
          english: "\(name) must be None or a string, not \(m.typeName(of: value))",
          korean: "print의 `\(name)`는 문자열이어야 해요"))
    }
    return text
  }
}

extension Machine {
  /// Writes to the script's output, within its limit.
  package func write(_ text: String) throws {
    writtenBytes += text.utf8.count
    if let limit = limits.outputBytes, writtenBytes > limit {
      throw error(.limitExceeded, FlowMessage.output(limit: limit))
    }
    output(text)
  }
}
