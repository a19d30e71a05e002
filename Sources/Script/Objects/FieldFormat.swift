/// `str.format`: texts with fields in braces (Python's library reference, “Format String Syntax”).
extension Machine {
  func format(fields text: StringObject, _ arguments: Arguments) throws -> Value {
    try format(text, FieldFormatter(machine: self, arguments: arguments, mapping: nil))
  }

  /// `format_map`
  func format(fields text: StringObject, mapping: Value) throws -> Value {
    try format(text, FieldFormatter(machine: self, arguments: nil, mapping: mapping))
  }

  private func format(_ text: StringObject, _ formatter: FieldFormatter) throws -> Value {
    var formatter = formatter
    var result = TextBuilder(capacity: text.byteCount + 32)
    try formatter.format(text.bytes, depth: 2, into: &result)
    return .object(result.text(self))
  }
}

/// Works on bytes, since all that has a meaning here is ASCII.
private struct FieldFormatter {
  typealias Bytes = TextBytes.Bytes

  let machine: Machine
  let arguments: Arguments?
  let mapping: Value?
  /// The next field without a number; nil as long as it isn't known whether fields are numbered.
  var automatic: Int?
  var isManual = false

  init(machine: Machine, arguments: Arguments?, mapping: Value?) {
    self.machine = machine
    self.arguments = arguments
    self.mapping = mapping
  }

  private enum Mark {
    static let open = UInt8(ascii: "{")
    static let close = UInt8(ascii: "}")
    static let bracket = UInt8(ascii: "[")
    static let endBracket = UInt8(ascii: "]")
    static let dot = UInt8(ascii: ".")
    static let colon = UInt8(ascii: ":")
    static let conversion = UInt8(ascii: "!")
  }

  mutating func format(_ text: Bytes, depth: Int, into result: inout TextBuilder) throws {
    guard depth > 0 else { throw machine.error(FormatMessage.nestedTooDeep) }
    var i = 0
    while i < text.count {
      let start = i
      while i < text.count, text[i] != Mark.open, text[i] != Mark.close { i += 1 }
      if i > start { result.append(TextBytes.part(text, start..<i)) }
      guard i < text.count else { return }
      let c = text[i]
      if i + 1 < text.count, text[i + 1] == c {
        result.append(c)
        i += 2
        continue
      }
      if c == Mark.close { throw machine.error(FormatMessage.singleBrace("}")) }
      guard i + 1 < text.count else { throw machine.error(FormatMessage.singleBrace("{")) }
      let end = try fieldEnd(text, after: i)
      try field(TextBytes.part(text, i + 1..<end), depth: depth, into: &result)
      i = end + 1
    }
  }

  /// The place of the brace that closes the field opened at `i`.
  private func fieldEnd(_ text: Bytes, after i: Int) throws -> Int {
    var level = 1
    var inBracket = false
    // CPython says where it was when the text ended.
    var isAfterName = false
    var j = i + 1
    while j < text.count {
      switch text[j] {
      case Mark.bracket where level == 1: inBracket = true
      case Mark.endBracket: inBracket = false
      case Mark.colon where !inBracket, Mark.conversion where !inBracket: isAfterName = true
      case Mark.open where !inBracket: level += 1
      case Mark.close where !inBracket:
        level -= 1
        if level == 0 { return j }
      default: break
      }
      j += 1
    }
    throw machine.error(isAfterName ? FormatMessage.unmatchedBrace : .expectedBrace)
  }

  private mutating func field(_ field: Bytes, depth: Int, into result: inout TextBuilder) throws {
    var nameEnd = field.count
    var specStart = field.count
    var conversion: UInt32?
    var inBracket = false
    search: for j in 0..<field.count {
      switch field[j] {
      case Mark.bracket: inBracket = true
      case Mark.endBracket: inBracket = false
      case Mark.colon where !inBracket:
        nameEnd = j
        specStart = j + 1
        break search
      case Mark.conversion where !inBracket:
        nameEnd = j
        guard j + 1 < field.count else { throw machine.error(FormatMessage.unmatchedBrace) }
        let character = TextBytes.character(field, j + 1)
        conversion = TextBytes.scalar(character)
        let next = j + 1 + character.count
        if next < field.count {
          guard field[next] == Mark.colon else { throw machine.error(FormatMessage.endAfterConversion) }
          specStart = next + 1
        }
        break search
      default: break
      }
    }
    var value = try self.value(TextBytes.part(field, 0..<nameEnd))
    if let conversion { value = .string(try converted(value, conversion)) }
    let spec = TextBytes.part(field, specStart..<field.count)
    if spec.count == 0, case .object(let object) = value, object.kind == .string {
      result.append(unsafeDowncast(object, to: StringObject.self).bytes)
      return
    }
    result.append(try machine.format(value, specification(spec, depth: depth)))
  }

  private func converted(_ value: Value, _ conversion: UInt32) throws -> String {
    switch Unicode.Scalar(conversion) {
    case "r": return try machine.repr(value)
    case "s": return try machine.str(value)
    case "a": return StringRepr.ascii(try machine.repr(value))
    case let scalar:
      // CPython shows no character but those of ASCII.
      let shown = conversion > 32 && conversion < 127 ? scalar.map { String($0) } : nil
      throw machine.error(
        FormatMessage.unknownConversion(shown ?? "\\x" + String(conversion, radix: 16)))
    }
  }

  /// The specification with the fields in it filled in.
  private mutating func specification(_ spec: Bytes, depth: Int) throws -> String {
    guard spec.contains(where: { $0 == Mark.open || $0 == Mark.close }) else {
      return StringBits.string(copying: spec)
    }
    var result = TextBuilder(capacity: spec.count)
    try format(spec, depth: depth - 1, into: &result)
    return result.string
  }

  // MARK: Names

  private static func isEnd(_ c: UInt8) -> Bool { c == Mark.dot || c == Mark.bracket }

  private mutating func value(_ name: Bytes) throws -> Value {
    let head = name.prefix { !Self.isEnd($0) }.count
    var value = try first(TextBytes.part(name, 0..<head))
    var i = head
    while i < name.count {
      if name[i] == Mark.dot {
        let start = i + 1
        i = start
        while i < name.count, !Self.isEnd(name[i]) { i += 1 }
        guard i > start else { throw machine.error(FormatMessage.emptyAttribute) }
        value = try machine.attribute(value, machine.symbol(TextBytes.string(name, start..<i)))
      } else if name[i] == Mark.bracket {
        let start = i + 1
        guard let end = TextBytes.find(Mark.endBracket, in: name, start..<name.count) else {
          throw machine.error(FormatMessage.missingBracket)
        }
        guard end > start else { throw machine.error(FormatMessage.emptyAttribute) }
        let key = TextBytes.part(name, start..<end)
        value = try machine.item(
          value, Self.number(key).map(Value.int) ?? .string(StringBits.string(copying: key)))
        i = end + 1
      } else {
        throw machine.error(FormatMessage.onlyDotOrBracket)
      }
    }
    return value
  }

  /// A row of digits; nil for another text, and for a number that is too large.
  private static func number(_ text: Bytes) -> Int? {
    guard text.count > 0 else { return nil }
    var value = 0
    for c in text {
      guard c >= 48, c <= 57 else { return nil }
      let (shifted, o1) = value.multipliedReportingOverflow(by: 10)
      let (next, o2) = shifted.addingReportingOverflow(Int(c) - 48)
      if o1 || o2 { return nil }
      value = next
    }
    return value
  }

  private mutating func first(_ name: Bytes) throws -> Value {
    let isNumber = name.count > 0 && name.allSatisfy { $0 >= 48 && $0 <= 57 }
    guard name.count == 0 || isNumber else { return try named(StringBits.string(copying: name)) }
    let index: Int
    if name.count == 0 {
      if isManual { throw machine.error(FormatMessage.switchToAutomatic) }
      index = automatic ?? 0
      automatic = index + 1
    } else {
      if automatic != nil { throw machine.error(FormatMessage.switchToManual) }
      isManual = true
      guard let number = Self.number(name) else { throw machine.error(FormatMessage.tooManyDigits) }
      index = number
    }
    guard let arguments else { throw machine.error(FormatMessage.positionalInMapping) }
    guard let value = arguments.optional(index) else {
      throw machine.error(FormatMessage.replacementIndex(index))
    }
    return value
  }

  private func named(_ name: String) throws -> Value {
    if let mapping { return try machine.item(mapping, .string(name)) }
    if let symbol = machine.symbols.existing(name), let value = arguments?.keyword(symbol) { return value }
    throw machine.keyError(
      .string(name), ItemMessage.noKey(StringRepr.text(name), keys: [], count: 0, suggestion: nil))
  }
}
