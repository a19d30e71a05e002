/// `str.format`: texts with fields in braces (Python's library reference, “Format String Syntax”).
extension Machine {
  package func format(fields text: String, _ arguments: Arguments) throws -> String {
    var formatter = FieldFormatter(machine: self, arguments: arguments, mapping: nil)
    return try formatter.format(Array(text.unicodeScalars)[...], depth: 2)
  }

  /// `format_map`
  package func format(fields text: String, mapping: Value) throws -> String {
    var formatter = FieldFormatter(machine: self, arguments: nil, mapping: mapping)
    return try formatter.format(Array(text.unicodeScalars)[...], depth: 2)
  }
}

private struct FieldFormatter {
  typealias Scalars = ArraySlice<Unicode.Scalar>

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

  mutating func format(_ text: Scalars, depth: Int) throws -> String {
    guard depth > 0 else { throw machine.error(FormatMessage.nestedTooDeep) }
    var result = ""
    var i = text.startIndex
    while i < text.endIndex {
      let c = text[i]
      guard c == "{" || c == "}" else {
        result.unicodeScalars.append(c)
        i += 1
        continue
      }
      if i + 1 < text.endIndex, text[i + 1] == c {
        result.unicodeScalars.append(c)
        i += 2
        continue
      }
      if c == "}" { throw machine.error(FormatMessage.singleBrace("}")) }
      guard i + 1 < text.endIndex else { throw machine.error(FormatMessage.singleBrace("{")) }
      let end = try fieldEnd(text, after: i)
      result += try field(text[(i + 1)..<end], depth: depth)
      i = end + 1
    }
    return result
  }

  /// The place of the brace that closes the field opened at `i`.
  private func fieldEnd(_ text: Scalars, after i: Int) throws -> Int {
    var level = 1
    var inBracket = false
    var j = i + 1
    while j < text.endIndex {
      switch text[j] {
      case "[" where level == 1: inBracket = true
      case "]": inBracket = false
      case "{" where !inBracket: level += 1
      case "}" where !inBracket:
        level -= 1
        if level == 0 { return j }
      default: break
      }
      j += 1
    }
    throw machine.error(FormatMessage.expectedBrace)
  }

  private mutating func field(_ field: Scalars, depth: Int) throws -> String {
    var name = field
    var conversion: Unicode.Scalar?
    var spec: Scalars = []
    var inBracket = false
    search: for j in field.indices {
      switch field[j] {
      case "[": inBracket = true
      case "]": inBracket = false
      case ":" where !inBracket:
        name = field[..<j]
        spec = field[(j + 1)...]
        break search
      case "!" where !inBracket:
        name = field[..<j]
        guard j + 1 < field.endIndex else { throw machine.error(FormatMessage.expectedBrace) }
        conversion = field[j + 1]
        if j + 2 < field.endIndex {
          guard field[j + 2] == ":" else { throw machine.error(FormatMessage.endAfterConversion) }
          spec = field[(j + 3)...]
        }
        break search
      default: break
      }
    }
    var value = try self.value(name)
    if let conversion {
      switch conversion {
      case "r": value = .string(try machine.repr(value))
      case "s": value = .string(try machine.str(value))
      case "a": value = .string(StringRepr.ascii(try machine.repr(value)))
      default: throw machine.error(FormatMessage.unknownConversion(String(conversion)))
      }
    }
    let text = spec.contains("{") || spec.contains("}") ? try format(spec, depth: depth - 1) : string(spec)
    return try machine.format(value, text)
  }

  private mutating func value(_ name: Scalars) throws -> Value {
    let head = name.prefix { $0 != "." && $0 != "[" }
    var value = try first(string(head))
    var rest = name.dropFirst(head.count)
    while let mark = rest.first {
      if mark == "." {
        let attribute = rest.dropFirst().prefix { $0 != "." && $0 != "[" }
        guard !attribute.isEmpty else { throw machine.error(FormatMessage.emptyAttribute) }
        value = try machine.attribute(value, machine.symbol(string(attribute)))
        rest = rest.dropFirst(attribute.count + 1)
      } else if mark == "[" {
        guard let end = rest.firstIndex(of: "]") else { throw machine.error(FormatMessage.missingBracket) }
        let key = string(rest[(rest.startIndex + 1)..<end])
        guard !key.isEmpty else { throw machine.error(FormatMessage.emptyAttribute) }
        let isNumber = key.utf8.allSatisfy { $0 >= 48 && $0 <= 57 }
        value = try machine.item(value, isNumber ? Int(key).map(Value.int) ?? .string(key) : .string(key))
        rest = rest[(end + 1)...]
      } else {
        throw machine.error(FormatMessage.onlyDotOrBracket)
      }
    }
    return value
  }

  private mutating func first(_ name: String) throws -> Value {
    let isNumber = !name.isEmpty && name.utf8.allSatisfy { $0 >= 48 && $0 <= 57 }
    guard name.isEmpty || isNumber else {
      if let mapping { return try machine.item(mapping, .string(name)) }
      if let symbol = machine.symbols.existing(name), let value = arguments?.keyword(symbol) { return value }
      throw machine.keyError(
        .string(name), ItemMessage.noKey(StringRepr.text(name), keys: [], count: 0, suggestion: nil))
    }
    let index: Int
    if name.isEmpty {
      if isManual { throw machine.error(FormatMessage.switchToAutomatic) }
      index = automatic ?? 0
      automatic = index + 1
    } else {
      if automatic != nil { throw machine.error(FormatMessage.switchToManual) }
      isManual = true
      guard let number = Int(name) else { throw machine.error(FormatMessage.tooManyDigits) }
      index = number
    }
    guard let value = arguments?.optional(index) else {
      throw machine.error(FormatMessage.replacementIndex(index))
    }
    return value
  }

  private func string(_ scalars: Scalars) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }
}
