/// `"…" % values`: formatting in the style of C's printf.
extension Machine {
  package func percentFormat(_ text: StringObject, _ values: Value) throws -> StringObject {
    var formatter = PercentFormatter(machine: self, values: values)
    var result = TextBuilder(capacity: text.byteCount + 32)
    try formatter.format(text.bytes, into: &result)
    return result.text(self)
  }
}

/// Works on bytes, since all that has a meaning here is ASCII.
private struct PercentFormatter {
  typealias Bytes = TextBytes.Bytes

  let machine: Machine
  let values: Value
  /// The values, if they come as a tuple.
  private let tuple: TupleObject?
  private var next = 0
  private var usedMapping = false

  init(machine: Machine, values: Value) {
    self.machine = machine
    self.values = values
    tuple = values.tuple
  }

  private struct Directive {
    var isLeft = false
    var sign: FormatSpecifier.Sign?
    var isAlternate = false
    var padsWithZeros = false
    var width = 0
    var precision: Int?
  }

  mutating func format(_ text: Bytes, into result: inout TextBuilder) throws {
    var i = 0
    while i < text.count {
      let end = TextBytes.find(UInt8(ascii: "%"), in: text, i..<text.count) ?? text.count
      if end > i { result.append(TextBytes.part(text, i..<end)) }
      i = end
      guard i < text.count else { break }
      i += 1
      if i < text.count, text[i] == UInt8(ascii: "%") {
        result.append(text[i])
        i += 1
      } else {
        try directive(text, &i, into: &result)
      }
    }
    if let tuple {
      if next < tuple.count { throw machine.error(FormatMessage.notAllConverted) }
      return
    }
    if next > 0 || usedMapping { return }
    // What may be asked for items may also be left alone.
    guard
      values.dict != nil || values.object is Instance || values.list != nil || values.object?.kind == .range
    else {
      throw machine.error(FormatMessage.notAllConverted)
    }
  }

  private mutating func argument() throws -> Value {
    if let tuple {
      guard next < tuple.count else { throw machine.error(FormatMessage.notEnoughArguments) }
      next += 1
      return tuple.bits(next - 1).value
    }
    guard next == 0 else { throw machine.error(FormatMessage.notEnoughArguments) }
    next = 1
    return values
  }

  private func peek(_ text: Bytes, _ i: Int) throws -> UInt8 {
    guard i < text.count else { throw machine.error(FormatMessage.incomplete) }
    return text[i]
  }

  private mutating func directive(_ text: Bytes, _ i: inout Int, into result: inout TextBuilder) throws {
    var named: Value?
    if try peek(text, i) == UInt8(ascii: "(") {
      guard tuple == nil, values.string == nil, case .object = values else {
        throw machine.error(FormatMessage.needsMapping)
      }
      var depth = 0
      let start = i + 1
      repeat {
        let c = try peek(text, i)
        if c == UInt8(ascii: "(") { depth += 1 }
        if c == UInt8(ascii: ")") { depth -= 1 }
        i += 1
      } while depth > 0
      named = try machine.item(values, .string(TextBytes.string(text, start..<i - 1)))
      usedMapping = true
    }
    var d = Directive()
    flags: while true {
      switch try peek(text, i) {
      case UInt8(ascii: "-"): d.isLeft = true
      case UInt8(ascii: "+"): d.sign = .plus
      case UInt8(ascii: " "): if d.sign == nil { d.sign = .space }
      case UInt8(ascii: "#"): d.isAlternate = true
      case UInt8(ascii: "0"): d.padsWithZeros = true
      default: break flags
      }
      i += 1
    }
    if let width = try number(text, &i) {
      d.width = Int(clamping: width.magnitude)
      if width < 0 { d.isLeft = true }
    }
    if try peek(text, i) == UInt8(ascii: ".") {
      i += 1
      d.precision = max(0, try number(text, &i) ?? 0)
    }
    while case let c = try peek(text, i),
      c == UInt8(ascii: "h") || c == UInt8(ascii: "l") || c == UInt8(ascii: "L")
    {
      i += 1
    }
    let code = Unicode.Scalar(TextBytes.scalar(TextBytes.character(text, i))) ?? " "
    let place = i
    i += TextBytes.length(text[i])
    let value = try named ?? argument()
    switch code {
    case "s", "r", "a", "c", "d", "i", "u", "o", "x", "X", "e", "E", "f", "F", "g", "G":
      if code == "s", d.precision == nil, d.width == 0, case .object(let object) = value,
        object.kind == .string
      {
        result.append(unsafeDowncast(object, to: StringObject.self).bytes)
      } else {
        result.append(try convert(value, code, d))
      }
    default:
      throw machine.error(
        FormatMessage.unsupportedCharacter(
          Character(code), index: TextBytes.scalarCount(TextBytes.part(text, 0..<place))))
    }
  }

  /// A width or precision: digits, or `*` for an argument.
  private mutating func number(_ text: Bytes, _ i: inout Int) throws -> Int? {
    if i < text.count, text[i] == UInt8(ascii: "*") {
      i += 1
      guard let value = try argument().integer else { throw machine.error(FormatMessage.starNeedsInteger) }
      return value
    }
    var result: Int?
    while i < text.count, text[i] >= 48, text[i] <= 57 {
      let (shifted, overflow) = (result ?? 0).multipliedReportingOverflow(by: 10)
      guard !overflow, shifted < 1 << 40 else { throw machine.error(FormatMessage.precisionTooBig) }
      result = shifted + Int(text[i]) - 48
      i += 1
    }
    return result
  }

  private func convert(_ value: Value, _ code: Unicode.Scalar, _ d: Directive) throws -> String {
    switch code {
    case "s": return try padded(cut(machine.str(value), d), d)
    case "r": return try padded(cut(machine.repr(value), d), d)
    case "a": return try padded(cut(StringRepr.ascii(machine.repr(value)), d), d)
    case "c":
      if let text = value.string, text.count == 1 { return try padded(text.text, d) }
      guard let number = try machine.index(value) else { throw machine.error(FormatMessage.needsCharacter) }
      guard let scalar = UInt32(exactly: number).flatMap(Unicode.Scalar.init) else {
        throw machine.error(FormatMessage.characterRange)
      }
      return try padded(String(scalar), d)
    case "d", "i", "u", "o", "x", "X": return try integer(value, code, d)
    default:
      guard let x = try machine.floatIfNumber(value) else {
        throw machine.error(OperandMessage.notRealNumber(type: machine.typeName(of: value)))
      }
      var format = specifier(d)
      format.type = code
      format.precision = d.precision ?? 6
      return try machine.formatFloat(x, format, typeName: "float")
    }
  }

  private func integer(_ value: Value, _ code: Unicode.Scalar, _ d: Directive) throws -> String {
    let isDecimal = code == "d" || code == "i" || code == "u"
    if isDecimal, case .int(let number) = value, d.sign == nil, !d.isLeft, d.precision == nil, d.width < 64 {
      var format = FormatSpecifier()
      format.width = d.width
      format.padsWithZeros = d.padsWithZeros
      return DecimalText.of(magnitude: UInt64(number.magnitude), isNegative: number < 0, format)
    }
    var number = value.integer
    if number == nil, case .float(let x) = value, isDecimal {
      if x.isNaN { throw machine.error(NumberMessage.nanToInteger) }
      if x.isInfinite { throw machine.error(NumberMessage.infinityToInteger) }
      number = Int(exactly: x.rounded(.towardZero))
      if number == nil { return try text(large: x, d) }
    }
    if number == nil { number = try machine.index(value) }
    guard let number else {
      throw machine.error(
        FormatMessage.needsNumber(Character(code), isInteger: !isDecimal, type: machine.typeName(of: value)))
    }
    var digits =
      isDecimal
      ? String(number.magnitude)
      : String(number.magnitude, radix: code == "o" ? 8 : 16, uppercase: code == "X")
    if let precision = d.precision, digits.utf8.count < precision {
      try machine.reserve(precision, of: 1, for: "str %")
      digits = try padded(digits, zeros: precision - digits.utf8.count)
    }
    let prefix = d.isAlternate ? (code == "o" ? "0o" : code == "x" ? "0x" : code == "X" ? "0X" : "") : ""
    let sign = number < 0 ? "-" : d.sign == .plus ? "+" : d.sign == .space ? " " : ""
    if d.padsWithZeros, !d.isLeft {
      let missing = d.width - sign.utf8.count - prefix.utf8.count - digits.utf8.count
      if missing > 0 {
        try machine.reserve(missing, of: 1, for: "str %")
        digits = try padded(digits, zeros: missing)
      }
    }
    return try padded(sign + prefix + digits, d)
  }

  /// A float beyond 64 bits as the whole number that it is.
  private func text(large x: Double, _ d: Directive) throws -> String {
    var format = specifier(d)
    format.type = "f"
    format.precision = 0
    format.isAlternate = false
    return try machine.formatFloat(x, format, typeName: "float")
  }

  private func specifier(_ d: Directive) -> FormatSpecifier {
    var format = FormatSpecifier()
    format.sign = d.sign
    format.isAlternate = d.isAlternate
    format.width = d.width
    if d.isLeft {
      format.alignment = .left
    } else if d.padsWithZeros {
      format.padsWithZeros = true
      format.fill = "0"
    }
    return format
  }

  private func cut(_ text: String, _ d: Directive) -> String {
    d.precision.map { TextBytes.prefix(text, $0) } ?? text
  }

  private func padded(_ digits: String, zeros count: Int) throws -> String {
    var result = ""
    result.reserveCapacity(count + digits.utf8.count)
    try FormatSpecifier.append("0", count, to: &result, machine)
    return result + digits
  }

  private func padded(_ text: String, _ d: Directive) throws -> String {
    var format = FormatSpecifier()
    format.width = d.width
    return try format.padded(text, default: d.isLeft ? .left : .right, machine)
  }
}

extension Machine {
  /// A float from a number or from what `__float__` or `__index__` gives; nil for anything else.
  package func floatIfNumber(_ value: Value) throws -> Double? {
    if let number = value.number { return number }
    guard case .object(let object) = value else { return nil }
    if let method = object.type(self).lookup(.known(.float)) {
      let result = try call(bind(method, to: value))
      guard case .float(let number) = result else {
        throw error(
          OperandMessage.wrongReturn(method: "__float__", expected: "float", type: typeName(of: result)))
      }
      return number
    }
    return try index(value).map(Double.init)
  }
}
