/// `str`: Unicode text, indexed by code point.
///
/// Held as native UTF-8. What has been learnt about the text (its length, its hash, where its characters are) is kept until
/// the machine appends in place, which it does when nobody else holds the object (`s += piece`).
package final class StringObject: Object {
  @exclusivity(unchecked) package private(set) var text: String
  /// Half a word each, so that a text takes 56 bytes: -1 stands for a count, 0 for a hash that isn't known.
  @exclusivity(unchecked) private var knownCount: Int32
  @exclusivity(unchecked) private var knownHash: UInt32 = 0
  /// The byte offset of every 64th code point of a text that isn't ASCII, once somebody has asked for one.
  @exclusivity(unchecked) private var signposts: [Int] = []

  package init(_ text: String) {
    self.text = text
    knownCount = -1
    super.init(kind: .string)
  }

  /// - Parameter count: the number of code points.
  package init(_ text: String, count: Int) {
    self.text = text
    knownCount = Int32(exactly: count) ?? -1
    super.init(kind: .string)
  }

  package override func type(_ machine: Machine) -> TypeObject { machine.type(.str) }

  /// The number of code points.
  package var count: Int {
    if knownCount >= 0 { return Int(knownCount) }
    let count = TextBytes.scalarCount(text)
    knownCount = Int32(exactly: count) ?? -1
    return count
  }

  package var isASCII: Bool { count == text.utf8.count }

  /// Appends in place: only for an object that nobody else can see.
  func append(_ piece: String) {
    if knownCount >= 0 { knownCount = Int32(exactly: Int(knownCount) + TextBytes.scalarCount(piece)) ?? -1 }
    text += piece
    knownHash = 0
    if !signposts.isEmpty { signposts = [] }
  }

  /// The hash of the UTF-8 in 32 bits, never 0.
  package var textHash: Int {
    if knownHash == 0 {
      let hash = UInt(bitPattern: text.withBytes(Hashing.bytes))
      knownHash = max(1, UInt32(truncatingIfNeeded: hash ^ hash >> 32))
    }
    return Int(knownHash)
  }

  @inline(__always)
  func equals(_ other: StringObject) -> Bool { other === self || TextBytes.equal(text, other.text) }

  /// The truth of `self op other`.
  func holds(_ comparison: Comparison, _ other: StringObject) -> Bool {
    switch comparison {
    case .equal: equals(other)
    case .notEqual: !equals(other)
    default: comparison.holds(TextBytes.order(text, other.text), 0)
    }
  }

  // MARK: Code points

  private static let signpostDistance = 64

  /// The byte offset of a code point; `index` from 0 to `count`.
  package func offset(_ index: Int) -> Int {
    let bytes = text.utf8.count
    if isASCII || index == 0 { return index }
    if index >= count { return bytes }
    return text.withBytes { bytes in
      if signposts.isEmpty, count > Self.signpostDistance { plantSignposts(bytes) }
      var offset = 0
      var left = index
      if !signposts.isEmpty {
        offset = signposts[index / Self.signpostDistance]
        left = index % Self.signpostDistance
      }
      while left > 0 {
        offset += TextBytes.length(bytes[offset])
        left -= 1
      }
      return offset
    }
  }

  private func plantSignposts(_ bytes: UnsafeBufferPointer<UInt8>) {
    var offset = 0
    var index = 0
    while offset < bytes.count {
      if index % Self.signpostDistance == 0 { signposts.append(offset) }
      offset += TextBytes.length(bytes[offset])
      index += 1
    }
    signposts.append(offset)
  }

  /// The code point index of a byte offset.
  package func index(ofOffset offset: Int) -> Int {
    isASCII ? offset : text.withBytes { TextBytes.scalarCount($0[0..<offset]) }
  }

  /// The code points from `range`, which must lie within the text.
  package func slice(_ range: Range<Int>) -> StringObject {
    if range.count == count { return self }
    let low = offset(range.lowerBound)
    let high = offset(range.upperBound)
    return StringObject(text.withBytes { TextBytes.string($0, low..<high) }, count: range.count)
  }

  /// One code point, by an index that may count from the end.
  package func character(_ index: Int, _ machine: Machine) throws -> StringObject {
    let place = index < 0 ? index + count : index
    guard place >= 0, place < count else {
      throw machine.error(ItemMessage.indexOutOfRange(kind: "string", index: index, count: count))
    }
    let low = offset(place)
    return text.withBytes { bytes in
      if bytes[low] < 0x80 { return machine.characters[Int(bytes[low])] }
      return StringObject(TextBytes.string(bytes, low..<low + TextBytes.length(bytes[low])), count: 1)
    }
  }

  // MARK: What the language does with text

  package override func compare(_ comparison: Comparison, _ other: Value, _ machine: Machine) throws -> Value?
  {
    guard let other = other.string else { return nil }
    return .bool(holds(comparison, other))
  }

  package override func hash(_ machine: Machine) throws -> Int { textHash }

  package override func truth(_ machine: Machine) throws -> Bool { !text.utf8.isEmpty }

  package override func length(_ machine: Machine) throws -> Int? { count }

  package override func binary(_ op: BinaryOperator, _ other: Value, _ machine: Machine) throws -> Value? {
    switch op {
    case .add:
      guard let piece = other.string else {
        if let object = other.object, object.type(machine).lookup(.known(.radd)) != nil { return nil }
        throw machine.error(
          OperandMessage.cannotConcatenate(
            type: "str", with: machine.typeName(of: other), value: machine.shortRepr(other)))
      }
      try machine.reserve(text.utf8.count + piece.text.utf8.count, of: 1, for: "str +")
      return .string(text + piece.text)
    case .multiply: return try repeated(by: other, machine)
    case .modulo: return .string(try machine.percentFormat(text, other))
    default: return nil
    }
  }

  package override func reflected(_ op: BinaryOperator, _ other: Value, _ machine: Machine) throws -> Value? {
    switch op {
    case .multiply: return try repeated(by: other, machine)
    case .add, .subtract, .divide, .floorDivide:
      guard other.number != nil else { return nil }
      throw machine.error(
        OperandMessage.numberPlusText(
          op: op.sign, left: machine.typeName(of: other), value: machine.shortRepr(.object(self))))
    default: return nil
    }
  }

  private func repeated(by factor: Value, _ machine: Machine) throws -> Value? {
    guard let times = factor.integer else {
      if factor.object is Instance { return nil }
      throw machine.error(OperandMessage.cannotRepeat(by: machine.typeName(of: factor)))
    }
    guard times > 0, !text.isEmpty else { return .string("") }
    if times == 1 { return .object(self) }
    try machine.reserve(times, of: text.utf8.count, for: "str *")
    // Doubling, so that an interrupt is seen between pieces of a very long text.
    var result = ""
    result.reserveCapacity(text.utf8.count * times)
    let block = String(repeating: text, count: min(times, max(1, 1 << 20 / text.utf8.count)))
    let blockTimes = min(times, max(1, 1 << 20 / text.utf8.count))
    var left = times
    while left >= blockTimes {
      result += block
      left -= blockTimes
      try machine.poll()
    }
    for _ in 0..<left { result += text }
    return .string(result)
  }

  package override func item(_ index: Value, _ machine: Machine) throws -> Value {
    if case .int(let i) = index { return .object(try character(i, machine)) }
    if let slice = index.object as? SliceObject {
      let run = try slice.run(count, machine)
      if run.step == 1 { return .object(self.slice(run.start..<run.start + run.count)) }
      if isASCII {
        let picked = try text.withBytes { bytes in
          try String(unsafeUninitializedCapacity: run.count) { buffer in
            for (place, i) in run.enumerated() {
              if place & 0xFFFFF == 0xFFFFF { try machine.poll() }
              buffer[place] = bytes[i]
            }
            return run.count
          }
        }
        return .object(StringObject(picked, count: run.count))
      }
      let scalars = Array(text.unicodeScalars)
      try machine.poll()
      var result = String.UnicodeScalarView()
      for (place, i) in run.enumerated() {
        if place & 0xFFFF == 0xFFFF { try machine.poll() }
        result.append(scalars[i])
      }
      return .object(StringObject(String(result), count: run.count))
    }
    guard let i = try machine.index(index) else {
      throw machine.error(
        ItemMessage.indexType(
          kind: "string", type: machine.typeName(of: index), value: machine.shortRepr(index)))
    }
    return .object(try character(i, machine))
  }

  package override func contains(_ value: Value, _ machine: Machine) throws -> Bool {
    guard let piece = value.string else {
      throw machine.error(OperandMessage.textContains(type: machine.typeName(of: value)))
    }
    return text.withBytes { bytes in
      piece.text.withBytes { TextBytes.find($0, in: bytes, 0..<bytes.count) != nil }
    }
  }

  package override func iterator(_ machine: Machine) throws -> Object { StringIterator(self) }

  package override func repr(_ machine: Machine) throws -> String { StringRepr.text(text) }

  package override func str(_ machine: Machine) throws -> String { text }

  package override func format(_ spec: String, _ machine: Machine) throws -> String {
    try machine.formatText(text, spec)
  }
}

/// `iter("…")`: one code point at a time.
package final class StringIterator: Object {
  private let string: StringObject
  @exclusivity(unchecked) private var offset = 0

  init(_ string: StringObject) {
    self.string = string
    super.init(kind: .iterator)
  }

  package override func type(_ machine: Machine) -> TypeObject { machine.type(.stringIterator) }
  package override func iterator(_ machine: Machine) throws -> Object { self }

  package override func next(_ machine: Machine) throws -> Value? {
    string.text.withBytes { bytes in
      guard offset < bytes.count else { return nil }
      if bytes[offset] < 0x80 {
        offset += 1
        return .object(machine.characters[Int(bytes[offset - 1])])
      }
      let end = min(bytes.count, offset + TextBytes.length(bytes[offset]))
      defer { offset = end }
      return .object(StringObject(TextBytes.string(bytes, offset..<end), count: 1))
    }
  }
}

/// `repr` of a text: the quotes that need least escaping, `\n` and the like, `\x…` for what can't be printed.
enum StringRepr {
  static func text(_ text: String) -> String {
    let plain = text.withBytes { bytes in
      bytes.allSatisfy { $0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "'") && $0 != UInt8(ascii: "\\") }
    }
    if plain { return "'" + text + "'" }
    let hasSingle = text.utf8.contains(UInt8(ascii: "'"))
    let quote: Unicode.Scalar = hasSingle && !text.utf8.contains(UInt8(ascii: "\"")) ? "\"" : "'"
    // Bytes, since a text grows by parts in quadratic time where its scalars are appended one by one.
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count + text.utf8.count / 8 + 2)
    result.append(UInt8(ascii: quote))
    for c in text.unicodeScalars {
      switch c {
      case quote, "\\": result.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: c)])
      case "\n": result.append(contentsOf: "\\n".utf8)
      case "\r": result.append(contentsOf: "\\r".utf8)
      case "\t": result.append(contentsOf: "\\t".utf8)
      default: result.append(contentsOf: isPrintable(c) ? String(c).utf8 : escape(c).utf8)
      }
    }
    result.append(UInt8(ascii: quote))
    return String(decoding: result, as: UTF8.self)
  }

  /// `ascii(text)`: the repr with everything beyond ASCII escaped.
  static func ascii(_ repr: String) -> String {
    var result = ""
    for c in repr.unicodeScalars { result += c.isASCII ? String(c) : escape(c) }
    return result
  }

  static func isPrintable(_ c: Unicode.Scalar) -> Bool {
    if c.isASCII { return c.value >= 0x20 && c.value < 0x7F }
    switch c.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
      .spaceSeparator:
      return false
    default: return true
    }
  }

  private static func escape(_ c: Unicode.Scalar) -> String {
    let digits = String(c.value, radix: 16)
    let (mark, width) = c.value < 0x100 ? ("\\x", 2) : c.value < 0x10000 ? ("\\u", 4) : ("\\U", 8)
    return mark + String(repeating: "0", count: width - digits.utf8.count) + digits
  }
}
