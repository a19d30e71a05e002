/// Methods of `str` that look for, replace, cut and join.
enum StringSearchMethods {
  static var members: [NativeMember] {
    [
      .text("find", 1...3) { m, s, a in .int(try place(m, s, a, isLast: false) ?? -1) },
      .text("rfind", 1...3) { m, s, a in .int(try place(m, s, a, isLast: true) ?? -1) },
      .text("index", 1...3) { m, s, a in
        guard let i = try place(m, s, a, isLast: false) else { throw m.error(ItemMessage.substringNotFound) }
        return .int(i)
      },
      .text("rindex", 1...3) { m, s, a in
        guard let i = try place(m, s, a, isLast: true) else { throw m.error(ItemMessage.substringNotFound) }
        return .int(i)
      },
      .text("count", 1...3) { m, s, a in
        let pattern = try a.textBytes(1, m)
        guard let range = try bounds(m, s, a) else { return .int(0) }
        return .int(TextBytes.count(pattern, in: s.bytes, range))
      },
      .text("startswith", 1...3) { m, s, a in .bool(try matches(m, s, a, "startswith", atEnd: false)) },
      .text("endswith", 1...3) { m, s, a in .bool(try matches(m, s, a, "endswith", atEnd: true)) },
      .text("replace", 2...3) { m, s, a in
        let old = try a.textBytes(1, m, "replace() argument 1 must be str")
        let new = try a.textBytes(2, m, "replace() argument 2 must be str")
        let limit = a.count > 3 ? try m.requireIndex(a[3]) : -1
        return .object(try StringReplacing.replace(m, s, old, new, limit < 0 ? .max : limit))
      },
      .text("removeprefix", 1...1) { m, s, a in
        let prefix = try a.textBytes(1, m, "removeprefix() argument must be str")
        let bytes = s.bytes
        guard prefix.count > 0, stands(prefix, in: bytes, 0..<bytes.count, atEnd: false) else {
          return .object(s)
        }
        return .object(m.texts.of(TextBytes.part(bytes, prefix.count..<bytes.count)))
      },
      .text("removesuffix", 1...1) { m, s, a in
        let suffix = try a.textBytes(1, m, "removesuffix() argument must be str")
        let bytes = s.bytes
        guard suffix.count > 0, stands(suffix, in: bytes, 0..<bytes.count, atEnd: true) else {
          return .object(s)
        }
        return .object(m.texts.of(TextBytes.part(bytes, 0..<bytes.count - suffix.count)))
      },
      .methodWithOptions("split", "self, sep=None, maxsplit=-1") { m, a in
        .object(try split(m, a, fromRight: false))
      },
      .methodWithOptions("rsplit", "self, sep=None, maxsplit=-1") { m, a in
        .object(try split(m, a, fromRight: true))
      },
      .methodWithOptions("splitlines", "self, keepends=False") { m, a in
        guard let s = a[0].string else { throw m.badCall("str", "splitlines", 0...1, a) }
        let keepsEnds = a.count > 1 ? try m.isTrue(a[1]) : false
        return .object(try StringSplitting.lines(m, s.bytes, keepingEnds: keepsEnds))
      },
      .text("partition", 1...1) { m, s, a in try partition(m, s, a, isLast: false) },
      .text("rpartition", 1...1) { m, s, a in try partition(m, s, a, isLast: true) },
      .text("join", 1...1) { m, s, a in .object(try StringJoining.join(m, s.bytes, a[1])) },
    ]
  }

  // MARK: Searching

  /// The bytes of the part from the optional arguments `start` and `end`; nil if the start lies beyond the text.
  @inline(__always)
  private static func bounds(_ m: Machine, _ s: StringObject, _ a: Arguments) throws -> Range<Int>? {
    a.count > 2 ? try givenBounds(m, s, a) : 0..<s.byteCount
  }

  private static func givenBounds(_ m: Machine, _ s: StringObject, _ a: Arguments) throws -> Range<Int>? {
    func bound(_ value: Value?, _ missing: Int) throws -> Int {
      guard let value, !value.isNone else { return missing }
      guard let i = try m.index(value) else { throw m.error(ItemMessage.sliceIndexType) }
      return i < 0 ? max(0, i &+ s.count) : i
    }
    let start = try bound(a.optional(2), 0)
    let end = min(try bound(a.optional(3), s.count), s.count)
    guard start <= end else { return nil }
    return s.offset(start)..<s.offset(end)
  }

  private static func place(_ m: Machine, _ s: StringObject, _ a: Arguments, isLast: Bool) throws -> Int? {
    let pattern = try a.textBytes(1, m)
    guard let range = try bounds(m, s, a) else { return nil }
    let offset =
      isLast
      ? TextBytes.findLast(pattern, in: s.bytes, range) : try find(m, pattern, in: s.bytes, range)
    return offset.map(s.index(ofOffset:))
  }

  /// In pieces that overlap by the pattern's length, so that an interrupt is seen.
  private static func find(
    _ m: Machine, _ pattern: TextBytes.Bytes, in bytes: TextBytes.Bytes, _ range: Range<Int>
  ) throws -> Int? {
    let piece = 1 << 18
    var start = range.lowerBound
    while true {
      let end = min(range.upperBound, start + piece + pattern.count)
      if let place = TextBytes.find(pattern, in: bytes, start..<end) { return place }
      if end == range.upperBound { return nil }
      start += piece
      try m.poll()
    }
  }

  private static func matches(_ m: Machine, _ s: StringObject, _ a: Arguments, _ name: String, atEnd: Bool)
    throws -> Bool
  {
    if let pattern = a.textBytes(1) {
      guard let range = try bounds(m, s, a) else { return false }
      return stands(pattern, in: s.bytes, range, atEnd: atEnd)
    }
    guard let tuple = a[1].tuple else {
      throw m.error(
        CallMessage.other(
          english: "\(name) first arg must be str or a tuple of str, not \(m.typeName(of: a[1]))",
          korean: "`\(name)()`에는 문자열이나 문자열의 튜플을 주어야 해요"))
    }
    guard let range = try bounds(m, s, a) else { return false }
    for i in 0..<tuple.count {
      guard let pattern = tuple.bits(i).textBytes else {
        _ = try m.requireText(tuple.bits(i).value, "tuple for \(name) must only contain str")
        return false
      }
      if stands(pattern, in: s.bytes, range, atEnd: atEnd) { return true }
    }
    return false
  }

  /// Whether a part of the text begins or ends with `pattern`.
  @inline(__always)
  private static func stands(
    _ pattern: TextBytes.Bytes, in bytes: TextBytes.Bytes, _ range: Range<Int>, atEnd: Bool
  ) -> Bool {
    pattern.count <= range.count
      && TextBytes.equal(bytes, atEnd ? range.upperBound - pattern.count : range.lowerBound, pattern)
  }

  // MARK: Cutting

  private static func split(_ m: Machine, _ a: Arguments, fromRight: Bool) throws -> ListObject {
    guard let bytes = a.textBytes(0) else {
      throw m.badCall("str", fromRight ? "rsplit" : "split", 0...2, a)
    }
    let limit = a.count > 2 ? try m.requireIndex(a[2]) : -1
    let most = limit < 0 ? Int.max : limit
    if a.count < 2 || a[1].isNone {
      return fromRight
        ? try StringSplitting.wordsFromRight(m, bytes, most) : try StringSplitting.words(m, bytes, most)
    }
    guard let separator = a.textBytes(1) else {
      throw m.error(
        CallMessage.other(
          english: "must be str or None, not \(m.typeName(of: a[1]))", korean: "나누는 글은 문자열이나 None이어야 해요"))
    }
    guard separator.count > 0 else { throw m.error(StringArgumentMessage.emptySeparator) }
    return fromRight
      ? try StringSplitting.piecesFromRight(m, bytes, separator, most)
      : try StringSplitting.pieces(m, bytes, separator, most)
  }

  private static func partition(_ m: Machine, _ s: StringObject, _ a: Arguments, isLast: Bool) throws -> Value
  {
    let separator = try a.textBytes(1, m)
    guard separator.count > 0 else { throw m.error(StringArgumentMessage.emptySeparator) }
    let bytes = s.bytes
    let all = 0..<bytes.count
    let found =
      isLast ? TextBytes.findLast(separator, in: bytes, all) : TextBytes.find(separator, in: bytes, all)
    guard let place = found else {
      let nothing = Value.object(m.texts.empty)
      return .tuple(isLast ? [nothing, nothing, .object(s)] : [.object(s), nothing, nothing])
    }
    let before = m.texts.of(TextBytes.part(bytes, 0..<place))
    let behind = m.texts.of(TextBytes.part(bytes, place + separator.count..<bytes.count))
    return .tuple([.object(before), a[1].string.map(Value.object) ?? a[1], .object(behind)])
  }
}
