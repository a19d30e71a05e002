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
  @exclusivity(unchecked) private var signposts: [Int]?

  package init(_ text: String) {
    self.text = StringBits.plain(text)
    knownCount = -1
    super.init(kind: .string)
  }

  /// - Parameter count: the number of code points.
  package init(_ text: String, count: Int) {
    self.text = StringBits.plain(text)
    knownCount = Int32(exactly: count) ?? -1
    super.init(kind: .string)
  }

  /// A copy of valid UTF-8.
  package init(copying bytes: UnsafeBufferPointer<UInt8>) {
    text = StringBits.string(copying: bytes)
    knownCount = -1
    super.init(kind: .string)
  }

  package override func type(_ machine: Machine) -> TypeObject { machine.type(.str) }

  // MARK: Serving again

  /// Gives up what it holds, to be put aside; few bytes lie in the text itself.
  @inline(__always)
  func forgetText() {
    if !withUnsafeMutablePointer(to: &text, { StringBits.isSmall(at: UnsafeRawPointer($0)) }) { text = "" }
    if signposts != nil { signposts = nil }
  }

  /// Becomes another text, after `forgetText`.
  @inline(__always)
  func begin(again text: String) {
    withUnsafeMutablePointer(to: &self.text) { $0.initialize(to: StringBits.plain(text)) }
    knownCount = -1
    knownHash = 0
  }

  // MARK: What it consists of

  /// The UTF-8 where it lies: for as long as the object lives and isn't appended to.
  @inline(__always)
  package var bytes: UnsafeBufferPointer<UInt8> {
    withUnsafeMutablePointer(to: &text) { StringBits.bytes(at: UnsafeRawPointer($0)) }
  }

  @inline(__always)
  package var byteCount: Int { bytes.count }

  @inline(__always)
  private var isKnownASCII: Bool {
    withUnsafeMutablePointer(to: &text) { StringBits.isKnownASCII(at: UnsafeRawPointer($0)) }
  }

  /// The number of code points.
  @inline(__always)
  package var count: Int {
    if knownCount >= 0 { return Int(knownCount) }
    return isKnownASCII ? byteCount : counted()
  }

  @inline(never)
  private func counted() -> Int {
    let count = TextBytes.scalarCount(bytes)
    knownCount = Int32(exactly: count) ?? -1
    return count
  }

  @inline(__always)
  package var isASCII: Bool { isKnownASCII || count == byteCount }

  /// Appends in place: only for an object that nobody else can see.
  func append(_ piece: StringObject) {
    if knownCount >= 0 { knownCount = Int32(exactly: Int(knownCount) + piece.count) ?? -1 }
    knownHash = 0
    signposts = nil
    let total = byteCount + piece.byteCount
    if total <= StringBits.smallCapacity {
      text = StringBits.string(total) { _ = $0.put(bytes).put(piece.bytes) }
    } else {
      text += piece.text
    }
  }

  /// The text followed by another.
  func joined(with piece: StringObject, _ machine: Machine) -> StringObject {
    machine.texts.text(
      StringBits.string(byteCount + piece.byteCount) { _ = $0.put(bytes).put(piece.bytes) })
  }

  // MARK: Comparing

  /// The hash of the UTF-8 in 32 bits, never 0.
  package var textHash: Int {
    if knownHash == 0 {
      let hash = UInt(bitPattern: Hashing.bytes(bytes))
      knownHash = max(1, UInt32(truncatingIfNeeded: hash ^ hash >> 32))
    }
    return Int(knownHash)
  }

  @inline(__always)
  func equals(_ other: StringObject) -> Bool {
    withUnsafeMutablePointer(to: &text) { x in
      withUnsafeMutablePointer(to: &other.text) { y in
        let (a, b) = (StringBits.words(at: UnsafeRawPointer(x)), StringBits.words(at: UnsafeRawPointer(y)))
        // The same storage, or the same few bytes: these are in the words themselves.
        if a == b { return true }
        if StringBits.isSmall(at: UnsafeRawPointer(x)), StringBits.isSmall(at: UnsafeRawPointer(y)) {
          return false
        }
        return TextBytes.equal(
          StringBits.bytes(at: UnsafeRawPointer(x)), StringBits.bytes(at: UnsafeRawPointer(y)))
      }
    }
  }

  /// The truth of `self op other`.
  @inline(__always)
  func holds(_ comparison: Comparison, _ other: StringObject) -> Bool {
    switch comparison {
    case .equal: equals(other)
    case .notEqual: !equals(other)
    default: comparison.holds(TextBytes.order(bytes, other.bytes), 0)
    }
  }

  // MARK: Code points

  private static let signpostDistance = 64

  /// The byte offset of a code point; `index` from 0 to `count`.
  @inline(__always)
  package func offset(_ index: Int) -> Int {
    isASCII || index == 0 ? index : wideOffset(index)
  }

  @inline(never)
  private func wideOffset(_ index: Int) -> Int {
    let bytes = bytes
    if index >= count { return bytes.count }
    var offset = 0
    var left = index
    if index >= Self.signpostDistance {
      let signposts = signposts ?? plantedSignposts()
      offset = signposts[index / Self.signpostDistance]
      left = index % Self.signpostDistance
    }
    while left > 0 {
      offset += TextBytes.length(bytes[offset])
      left -= 1
    }
    return offset
  }

  private func plantedSignposts() -> [Int] {
    let bytes = bytes
    var planted: [Int] = []
    var offset = 0
    var index = 0
    while offset < bytes.count {
      if index % Self.signpostDistance == 0 { planted.append(offset) }
      offset += TextBytes.length(bytes[offset])
      index += 1
    }
    planted.append(offset)
    signposts = planted
    return planted
  }

  /// The code point index of a byte offset.
  package func index(ofOffset offset: Int) -> Int {
    isASCII ? offset : TextBytes.scalarCount(UnsafeBufferPointer(rebasing: bytes[0..<offset]))
  }

  /// The code points from `range`, which must lie within the text.
  func slice(_ range: Range<Int>, _ machine: Machine) -> StringObject {
    if range.count == count { return self }
    let low = offset(range.lowerBound)
    return machine.texts.of(TextBytes.part(bytes, low..<offset(range.upperBound)))
  }

  /// One code point, by an index that may count from the end.
  @inline(__always)
  package func character(_ index: Int, _ machine: Machine) throws -> StringObject {
    let place = index < 0 ? index &+ count : index
    guard place >= 0, place < count else { throw outOfRange(index, machine) }
    let bytes = bytes
    let low = offset(place)
    if bytes[low] < 0x80 { return machine.texts.character(bytes[low]) }
    return machine.texts.text(copying: TextBytes.character(bytes, low))
  }

  /// The code point that begins at a byte, and where the next one begins; nil at the end.
  @inline(__always)
  func next(from offset: Int, _ machine: Machine) -> (character: StringObject, end: Int)? {
    let bytes = bytes
    guard offset < bytes.count else { return nil }
    if bytes[offset] < 0x80 { return (machine.texts.character(bytes[offset]), offset &+ 1) }
    let character = TextBytes.character(bytes, offset)
    return (machine.texts.text(copying: character), offset &+ character.count)
  }

  @inline(never)
  private func outOfRange(_ index: Int, _ machine: Machine) -> ScriptError {
    machine.error(ItemMessage.indexOutOfRange(kind: "string", index: index, count: count))
  }

  // MARK: What the language does with text

  package override func compare(_ comparison: Comparison, _ other: Value, _ machine: Machine) throws -> Value?
  {
    guard let other = other.string else { return nil }
    return .bool(holds(comparison, other))
  }

  package override func hash(_ machine: Machine) throws -> Int { textHash }

  package override func truth(_ machine: Machine) throws -> Bool { byteCount > 0 }

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
      try machine.reserve(byteCount + piece.byteCount, of: 1, for: "str +")
      return .object(joined(with: piece, machine))
    case .multiply: return try repeated(by: other, machine)
    case .modulo: return .object(try machine.percentFormat(self, other))
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
    guard times > 0, byteCount > 0 else { return .object(machine.texts.empty) }
    if times == 1 { return .object(self) }
    let size = byteCount
    try machine.reserve(times, of: size, for: "str *")
    let source = bytes
    let total = size * times
    // What is there already is copied behind itself, in pieces between which an interrupt is seen.
    let piece = max(1, (1 << 20) / size) * size
    return machine.string(
      try StringBits.string(total) { start in
        var done = start.put(source) - start
        while done < total {
          let length = min(done, piece, total - done)
          done = (start + done).put(UnsafeBufferPointer(start: start, count: length)) - start
          try machine.poll()
        }
      })
  }

  package override func item(_ index: Value, _ machine: Machine) throws -> Value {
    if case .int(let i) = index { return .object(try character(i, machine)) }
    if case .object(let object) = index, object.kind == .slice {
      return .object(try picked(unsafeDowncast(object, to: SliceObject.self), machine))
    }
    guard let i = try machine.index(index) else {
      throw machine.error(
        ItemMessage.indexType(
          kind: "string", type: machine.typeName(of: index), value: machine.shortRepr(index)))
    }
    return .object(try character(i, machine))
  }

  /// The code points of a slice.
  func picked(_ slice: SliceObject, _ machine: Machine) throws -> StringObject {
    let run = try slice.run(count, machine)
    if run.step == 1 { return self.slice(run.start..<run.start + run.count, machine) }
    let source = bytes
    guard isASCII else {
      let scalars = Array(text.unicodeScalars)
      try machine.poll()
      var result = String.UnicodeScalarView()
      var i = run.start
      for place in 0..<run.count {
        if place & 0xFFFF == 0xFFFF { try machine.poll() }
        result.append(scalars[i])
        i &+= run.step
      }
      return StringObject(String(result), count: run.count)
    }
    return machine.texts.text(
      try StringBits.string(run.count) { target in
        var i = run.start
        for place in 0..<run.count {
          if place & 0xFFFFF == 0xFFFFF { try machine.poll() }
          target[place] = source[i]
          i &+= run.step
        }
      })
  }

  package override func contains(_ value: Value, _ machine: Machine) throws -> Bool {
    guard let piece = value.string else {
      throw machine.error(OperandMessage.textContains(type: machine.typeName(of: value)))
    }
    return contains(piece)
  }

  @inline(__always)
  func contains(_ piece: StringObject) -> Bool {
    TextBytes.find(piece.bytes, in: bytes, 0..<byteCount) != nil
  }

  package override func iterator(_ machine: Machine) throws -> Object { StringIterator(self) }

  package override func repr(_ machine: Machine) throws -> String { StringRepr.text(bytes) }

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
    guard let (character, end) = string.next(from: offset, machine) else { return nil }
    offset = end
    return .object(character)
  }
}

extension Unmanaged where Instance == StringObject {
  @inline(__always)
  var bytes: UnsafeBufferPointer<UInt8> { _withUnsafeGuaranteedRef { $0.bytes } }
}

extension Bits {
  /// The UTF-8 of a text that somebody else holds; nil for another value.
  @inline(__always)
  var textBytes: UnsafeBufferPointer<UInt8>? {
    guard case .object(let object) = self else { return nil }
    if object.kind == .string { return object.as(StringObject.self).bytes }
    return object.kind == .instance ? value.string?.bytes : nil
  }
}
