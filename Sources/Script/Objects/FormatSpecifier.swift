/// The format specification mini-language: `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`
/// (Python's library reference, “Format Specification Mini-Language”).
package struct FormatSpecifier {
  package enum Alignment { case left, right, center, afterSign }
  package enum Sign { case minus, plus, space }

  package var fill: Unicode.Scalar = " "
  package var alignment: Alignment?
  package var sign: Sign?
  package var coercesZero = false
  package var isAlternate = false
  package var padsWithZeros = false
  package var width = 0
  package var grouping: Unicode.Scalar?
  package var precision: Int?
  package var type: Unicode.Scalar?

  package init() {}

  /// Nothing but digits, filled up on the left: `d`, `5`, `03d`.
  var isPlainDecimal: Bool {
    (type == nil || type == "d") && precision == nil && !coercesZero && hasPlainFrame
  }

  /// The same for `.2f`, `8.3f`.
  var isPlainFixed: Bool {
    (type == "f" || type == "F") && !coercesZero && hasPlainFrame && precision ?? 99 < 19
  }

  /// Nothing around the digits, and these as they are.
  var isBare: Bool {
    guard width == 0, sign == nil, grouping == nil, !coercesZero else { return false }
    switch type {
    case "E", "F", "G": return false
    default: return true
    }
  }

  private var hasPlainFrame: Bool {
    sign == nil && alignment == nil && grouping == nil && !isAlternate && width < 64
  }

  /// How many digits stand between separators: three, but four of the binary bases.
  var groupSize: Int {
    switch type {
    case "b", "o", "x", "X": 4
    default: 3
    }
  }

  /// - Parameter typeName: the type of the value, for messages.
  package init(_ text: String, typeName: String, _ machine: Machine) throws {
    // The specifications of training logs, `.4f` and the like.
    let bytes = text.utf8
    if bytes.count == 3, bytes.first == UInt8(ascii: "."), let last = text.unicodeScalars.last,
      let digit = bytes.dropFirst().first, digit >= 48, digit <= 57, last.properties.isAlphabetic
    {
      precision = Int(digit) - 48
      type = last
      return
    }
    let scalars = Array(text.unicodeScalars)
    var i = 0
    func peek(_ offset: Int = 0) -> Unicode.Scalar? { i + offset < scalars.count ? scalars[i + offset] : nil }
    if let mark = peek(1), let align = Self.alignment(mark) {
      fill = scalars[0]
      alignment = align
      i = 2
    } else if let mark = peek(), let align = Self.alignment(mark) {
      alignment = align
      i = 1
    }
    switch peek() {
    case "+": sign = .plus
    case "-": sign = .minus
    case " ": sign = .space
    default: break
    }
    if sign != nil { i += 1 }
    if peek() == "z" {
      coercesZero = true
      i += 1
    }
    if peek() == "#" {
      isAlternate = true
      i += 1
    }
    if peek() == "0" {
      // The zero only fills where no alignment was given.
      if alignment == nil {
        padsWithZeros = true
        fill = "0"
      } else if i < 2 || Self.alignment(scalars[1]) == nil {
        fill = "0"
      }
      i += 1
    }
    if let number = try Self.number(scalars, &i, machine) { width = number }
    while let c = peek(), c == "," || c == "_" {
      if grouping != nil {
        throw machine.error(
          grouping == c
            ? FormatMessage.cannotSpecify(String(c), with: String(c)) : FormatMessage.bothSeparators)
      }
      grouping = c
      i += 1
    }
    if peek() == "." {
      i += 1
      guard let number = try Self.number(scalars, &i, machine) else {
        throw machine.error(FormatMessage.missingPrecision)
      }
      precision = number
    }
    if scalars.count - i > 1 { throw machine.error(FormatMessage.invalidSpecifier(text, type: typeName)) }
    if let c = peek() { type = c }
    if let grouping, let type, !"defgEG%F".unicodeScalars.contains(type) {
      // Groups of four belong to the binary bases, and only with `_`.
      guard grouping == "_", "boxX".unicodeScalars.contains(type) else {
        throw machine.error(FormatMessage.cannotSpecify(String(grouping), with: String(type)))
      }
    }
  }

  private static func alignment(_ mark: Unicode.Scalar) -> Alignment? {
    switch mark {
    case "<": .left
    case ">": .right
    case "^": .center
    case "=": .afterSign
    default: nil
    }
  }

  private static func number(_ scalars: [Unicode.Scalar], _ i: inout Int, _ machine: Machine) throws -> Int? {
    var value: Int?
    while i < scalars.count, (48...57).contains(scalars[i].value) {
      let (shifted, o1) = (value ?? 0).multipliedReportingOverflow(by: 10)
      let (next, o2) = shifted.addingReportingOverflow(Int(scalars[i].value) - 48)
      if o1 || o2 { throw machine.error(FormatMessage.tooManyDigits) }
      value = next
      i += 1
    }
    return value
  }

  /// Fills a finished text up to the width.
  package func padded(_ text: String, default alignment: Alignment, _ machine: Machine) throws -> String {
    guard width > 0 else { return text }
    let count = TextBytes.scalarCount(text)
    guard count < width else { return text }
    let missing = width - count
    try machine.reserve(missing, of: fill.utf8.count, for: "format")
    let left =
      switch self.alignment ?? alignment {
      case .left: 0
      case .right, .afterSign: missing
      case .center: missing / 2
      }
    var result = ""
    result.reserveCapacity(text.utf8.count + missing * fill.utf8.count)
    try Self.append(fill, left, to: &result, machine)
    result += text
    try Self.append(fill, missing - left, to: &result, machine)
    return result
  }

  /// Appends a character many times; in pieces, so that an interrupt is seen.
  static func append(_ scalar: Unicode.Scalar, _ count: Int, to text: inout String, _ machine: Machine) throws
  {
    let block = String(repeating: String(scalar), count: min(max(0, count), 1 << 14))
    var left = count
    while left > 0 {
      text += left >= 1 << 14 ? block : String(repeating: String(scalar), count: left)
      left -= 1 << 14
      if left & 0xF_FFFF < 1 << 14 { try machine.poll() }
    }
  }
}

/// Specifications that have been read: those of a program are few.
final class FormatSpecifierCache {
  private struct Entry {
    var text: StringBits.Words = (0, 0)
    var specifier = FormatSpecifier()
  }

  private static let size = 64
  private let entries: UnsafeMutablePointer<Entry>

  init() {
    entries = .allocate(capacity: Self.size)
    entries.initialize(repeating: Entry(), count: Self.size)
  }

  deinit { entries.deallocate() }

  /// - Parameter read: reads one that isn't here, and throws if it is none.
  @inline(__always)
  func specifier(_ text: String, _ read: () throws -> FormatSpecifier) rethrows -> FormatSpecifier {
    // A short text is all in its words; longer ones are rare.
    let words = unsafeBitCast(text, to: StringBits.Words.self)
    guard words.1 & 1 << 61 != 0 else { return try read() }
    let hash = (words.0 ^ words.1) &* 0x9E37_79B9_7F4A_7C15
    let entry = entries + Int(truncatingIfNeeded: hash >> 58)
    if entry.pointee.text == words { return entry.pointee.specifier }
    let specifier = try read()
    entry.pointee = Entry(text: words, specifier: specifier)
    return specifier
  }
}
