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
        let pattern = try m.requireText(a[1])
        guard let range = try bounds(m, s, a) else { return .int(0) }
        return .int(
          s.text.withBytes { bytes in pattern.text.withBytes { TextBytes.count($0, in: bytes, range) } })
      },
      .text("startswith", 1...3) { m, s, a in .bool(try matches(m, s, a, "startswith", atEnd: false)) },
      .text("endswith", 1...3) { m, s, a in .bool(try matches(m, s, a, "endswith", atEnd: true)) },
      .text("replace", 2...3) { m, s, a in
        let old = try replacement(m, a[1], 1)
        let new = try replacement(m, a[2], 2)
        let limit = try a.optional(3).map { try m.requireIndex($0) } ?? -1
        return .object(try replace(m, s, old, new, limit < 0 ? .max : limit))
      },
      .text("removeprefix", 1...1) { m, s, a in
        let prefix = try m.requireText(a[1], "removeprefix() argument must be str")
        return .object(hasPrefix(s, prefix) ? s.slice(prefix.count..<s.count) : s)
      },
      .text("removesuffix", 1...1) { m, s, a in
        let suffix = try m.requireText(a[1], "removesuffix() argument must be str")
        return .object(suffix.count > 0 && hasSuffix(s, suffix) ? s.slice(0..<s.count - suffix.count) : s)
      },
      .method("split", "self, sep=None, maxsplit=-1") { m, a in .object(try split(m, a, fromRight: false)) },
      .method("rsplit", "self, sep=None, maxsplit=-1") { m, a in .object(try split(m, a, fromRight: true)) },
      .method("splitlines", "self, keepends=False") { m, a in
        guard let s = a[0].string else { throw m.badCall("str", "splitlines", 0...1, a) }
        return .object(ListObject(try lines(m, s, keepingEnds: m.isTrue(a[1]))))
      },
      .text("partition", 1...1) { m, s, a in try partition(m, s, a[1], isLast: false) },
      .text("rpartition", 1...1) { m, s, a in try partition(m, s, a[1], isLast: true) },
      .text("join", 1...1) { m, s, a in .string(try join(m, s.text, a[1])) },
    ]
  }

  // MARK: Searching

  /// The bytes of the part from the optional arguments `start` and `end`; nil if the start lies beyond the text.
  private static func bounds(_ m: Machine, _ s: StringObject, _ a: Arguments) throws -> Range<Int>? {
    guard a.count > 2 else { return 0..<s.text.utf8.count }
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
    let pattern = try m.requireText(a[1])
    guard let range = try bounds(m, s, a) else { return nil }
    let offset = try s.text.withBytes { bytes in
      try pattern.text.withBytes {
        isLast ? TextBytes.findLast($0, in: bytes, range) : try find(m, $0, in: bytes, range)
      }
    }
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
    let patterns: [Value]
    if a[1].string != nil {
      patterns = [a[1]]
    } else if let tuple = a[1].tuple {
      patterns = tuple.elements
    } else {
      throw m.error(
        CallMessage.other(
          english: "\(name) first arg must be str or a tuple of str, not \(m.typeName(of: a[1]))",
          korean: "`\(name)()`에는 문자열이나 문자열의 튜플을 주어야 해요"))
    }
    guard let range = try bounds(m, s, a) else { return false }
    for pattern in patterns {
      let text = try m.requireText(pattern, "tuple for \(name) must only contain str")
      let found = s.text.withBytes { bytes in
        text.text.withBytes { p in
          p.count <= range.count
            && TextBytes.equal(bytes, atEnd ? range.upperBound - p.count : range.lowerBound, p)
        }
      }
      if found { return true }
    }
    return false
  }

  private static func hasPrefix(_ s: StringObject, _ prefix: StringObject) -> Bool {
    s.text.withBytes { b in prefix.text.withBytes { $0.count <= b.count && TextBytes.equal(b, 0, $0) } }
  }

  private static func hasSuffix(_ s: StringObject, _ suffix: StringObject) -> Bool {
    s.text.withBytes { b in
      suffix.text.withBytes { $0.count <= b.count && TextBytes.equal(b, b.count - $0.count, $0) }
    }
  }

  // MARK: Replacing

  private static func replacement(_ m: Machine, _ value: Value, _ number: Int) throws -> String {
    try m.requireText(value, "replace() argument \(number) must be str").text
  }

  static func replace(_ m: Machine, _ s: StringObject, _ old: String, _ new: String, _ limit: Int) throws
    -> StringObject
  {
    if old.isEmpty { return try interleave(m, s, new, limit) }
    let places: [Int] = try s.text.withBytes { bytes in
      try old.withBytes { pattern in
        var places: [Int] = []
        var start = 0
        while places.count < limit, let place = TextBytes.find(pattern, in: bytes, start..<bytes.count) {
          places.append(place)
          start = place + pattern.count
          if places.count & 0xFFFF == 0 {
            try m.poll()
            try m.reserve(places.count, of: max(16, new.utf8.count), for: "str.replace")
          }
        }
        return places
      }
    }
    if places.isEmpty { return s }
    let size = s.text.utf8.count + places.count * (new.utf8.count - old.utf8.count)
    try m.reserve(size, of: 1, for: "str.replace")
    var result: [UInt8] = []
    result.reserveCapacity(size)
    s.text.withBytes { bytes in
      var start = 0
      for place in places {
        result.append(contentsOf: bytes[start..<place])
        result.append(contentsOf: new.utf8)
        start = place + old.utf8.count
      }
      result.append(contentsOf: bytes[start...])
    }
    return StringObject(String(decoding: result, as: UTF8.self))
  }

  /// An empty text is found before each character and at the end.
  private static func interleave(_ m: Machine, _ s: StringObject, _ new: String, _ limit: Int) throws
    -> StringObject
  {
    try m.reserve(s.count, of: new.utf8.count + 4, for: "str.replace")
    var result = ""
    var left = limit
    for scalar in s.text.unicodeScalars {
      if left > 0 {
        result += new
        left -= 1
      }
      result.unicodeScalars.append(scalar)
    }
    if left > 0 { result += new }
    return StringObject(result)
  }

  // MARK: Cutting

  private static func split(_ m: Machine, _ a: Arguments, fromRight: Bool) throws -> ListObject {
    guard let s = a[0].string else { throw m.badCall("str", fromRight ? "rsplit" : "split", 0...2, a) }
    let limit = try m.requireIndex(a[2])
    let most = limit < 0 ? Int.max : limit
    if a[1].isNone {
      return ListObject(
        try s.text.withBytes { fromRight ? try wordsFromRight(m, $0, most) : try words(m, $0, most) })
    }
    guard let separator = a[1].string else {
      throw m.error(
        CallMessage.other(
          english: "must be str or None, not \(m.typeName(of: a[1]))", korean: "나누는 글은 문자열이나 None이어야 해요"))
    }
    guard !separator.text.isEmpty else { throw m.error(emptySeparator) }
    return ListObject(
      try s.text.withBytes { bytes in
        try separator.text.withBytes {
          fromRight ? try piecesFromRight(m, bytes, $0, most) : try pieces(m, bytes, $0, most)
        }
      })
  }

  static let emptySeparator = StringArgumentMessage.emptySeparator

  @inline(__always)
  private static func piece(_ bytes: TextBytes.Bytes, _ range: Range<Int>) -> Value {
    .string(TextBytes.string(bytes, range))
  }

  private static func words(_ m: Machine, _ bytes: TextBytes.Bytes, _ most: Int) throws -> [Value] {
    var result: [Value] = []
    var i = 0
    while i < bytes.count {
      let space = TextBytes.spaceLength(bytes, i, bytes.count)
      if space > 0 {
        i += space
        continue
      }
      if result.count == most {
        // What is left keeps the space at its end.
        result.append(piece(bytes, i..<bytes.count))
        return result
      }
      let start = i
      while i < bytes.count, TextBytes.spaceLength(bytes, i, bytes.count) == 0 {
        i += TextBytes.length(bytes[i])
      }
      result.append(piece(bytes, start..<i))
      if result.count & 0x3FFF == 0 { try m.growing(result.count) }
    }
    return result
  }

  private static func wordsFromRight(_ m: Machine, _ bytes: TextBytes.Bytes, _ most: Int) throws -> [Value] {
    var result: [Value] = []
    var end = bytes.count
    while true {
      end = TextBytes.strippedSpace(bytes, 0..<end, left: false, right: true).upperBound
      if end == 0 { break }
      if result.count == most {
        result.append(piece(bytes, 0..<end))
        break
      }
      var start = end
      while start > 0 {
        let before = TextBytes.characterStart(bytes, before: start)
        if TextBytes.spaceLength(bytes, before, start) > 0 { break }
        start = before
      }
      result.append(piece(bytes, start..<end))
      if result.count & 0x3FFF == 0 { try m.growing(result.count) }
      end = start
    }
    return result.reversed()
  }

  private static func pieces(
    _ m: Machine, _ bytes: TextBytes.Bytes, _ separator: TextBytes.Bytes, _ most: Int
  ) throws -> [Value] {
    var result: [Value] = []
    var start = 0
    while result.count < most, let place = TextBytes.find(separator, in: bytes, start..<bytes.count) {
      result.append(piece(bytes, start..<place))
      if result.count & 0x3FFF == 0 { try m.growing(result.count) }
      start = place + separator.count
    }
    result.append(piece(bytes, start..<bytes.count))
    return result
  }

  private static func piecesFromRight(
    _ m: Machine, _ bytes: TextBytes.Bytes, _ separator: TextBytes.Bytes, _ most: Int
  ) throws -> [Value] {
    var result: [Value] = []
    var end = bytes.count
    while result.count < most, let place = TextBytes.findLast(separator, in: bytes, 0..<end) {
      result.append(piece(bytes, place + separator.count..<end))
      end = place
    }
    result.append(piece(bytes, 0..<end))
    return result.reversed()
  }

  static func lines(_ m: Machine, _ s: StringObject, keepingEnds: Bool) throws -> [Value] {
    try s.text.withBytes { bytes in
      var result: [Value] = []
      var start = 0
      var i = 0
      while i < bytes.count {
        let length = TextBytes.lineBreakLength(bytes, i)
        if length == 0 {
          i += 1
          continue
        }
        result.append(piece(bytes, start..<(keepingEnds ? i + length : i)))
        i += length
        start = i
        if result.count & 0x3FFF == 0 { try m.growing(result.count) }
      }
      if start < bytes.count { result.append(piece(bytes, start..<bytes.count)) }
      return result
    }
  }

  private static func partition(_ m: Machine, _ s: StringObject, _ value: Value, isLast: Bool) throws -> Value
  {
    let separator = try m.requireText(value)
    guard !separator.text.isEmpty else { throw m.error(emptySeparator) }
    return s.text.withBytes { bytes in
      let place = separator.text.withBytes {
        isLast
          ? TextBytes.findLast($0, in: bytes, 0..<bytes.count)
          : TextBytes.find($0, in: bytes, 0..<bytes.count)
      }
      guard let place else {
        let nothing = Value.string("")
        return .tuple(isLast ? [nothing, nothing, .object(s)] : [.object(s), nothing, nothing])
      }
      let end = place + separator.text.utf8.count
      return .tuple([piece(bytes, 0..<place), .object(separator), piece(bytes, end..<bytes.count)])
    }
  }

  // MARK: Joining

  static func join(_ m: Machine, _ separator: String, _ source: Value) throws -> String {
    let values: [Value]
    if let list = source.list {
      values = list.elements
    } else {
      guard case .object = source else {
        throw m.error(
          CallMessage.other(
            english: "can only join an iterable", korean: "join에는 문자열의 리스트처럼 여러 값을 가진 것을 주어야 해요"))
      }
      values = try m.array(of: source)
    }
    let size = try size(of: values, separator, m)
    try m.reserve(size, of: 1, for: "str.join")
    // Pieces are copied once into a buffer of the right size.
    return String(unsafeUninitializedCapacity: size) { buffer in
      var place = 0
      separator.withBytes { gap in
        values.withUnsafeBufferPointer { values in
          for i in values.indices {
            if i > 0 { place = copy(gap, to: buffer, at: place) }
            if case .object(let object) = values[i], object.kind == .string {
              unsafeDowncast(object, to: StringObject.self).text.withBytes {
                place = copy($0, to: buffer, at: place)
              }
            } else {
              values[i].string?.text.withBytes { place = copy($0, to: buffer, at: place) }
            }
          }
        }
      }
      return place
    }
  }

  /// The bytes of the joined text; all values must be text.
  private static func size(of values: [Value], _ separator: String, _ m: Machine) throws -> Int {
    var size = separator.utf8.count * max(0, values.count - 1)
    var stranger: Int?
    values.withUnsafeBufferPointer { values in
      for i in values.indices {
        if case .object(let object) = values[i], object.kind == .string {
          size += unsafeDowncast(object, to: StringObject.self).text.utf8.count
          continue
        }
        guard let string = values[i].string else {
          stranger = i
          return
        }
        size += string.text.utf8.count
      }
    }
    guard let stranger else { return size }
    let value = values[stranger]
    throw m.error(
      StringArgumentMessage.joinItem(index: stranger, type: m.typeName(of: value), value: m.shortRepr(value)))
  }

  /// Copies as far as there is room, and returns the place behind.
  @inline(__always)
  private static func copy(
    _ bytes: TextBytes.Bytes, to buffer: UnsafeMutableBufferPointer<UInt8>, at place: Int
  ) -> Int {
    guard let source = bytes.baseAddress, let target = buffer.baseAddress, place + bytes.count <= buffer.count
    else {
      return place
    }
    (target + place).update(from: source, count: bytes.count)
    return place + bytes.count
  }
}

/// Arguments that the methods of `str` don't take.
enum StringArgumentMessage: CatalogueMessage {
  case emptySeparator
  case joinItem(index: Int, type: String, value: String?)
  case fillCharacter

  var entry: Topic {
    switch self {
    case .emptySeparator: .notFound
    case .joinItem, .fillCharacter: .wrongArgumentType
    }
  }

  func wording(_ language: Language) -> Wording {
    switch self {
    case .emptySeparator:
      language.pick(
        ko: Wording("나누는 글이 비어 있어요", help: "글자마다 나누려면 `list(글)`을 쓰세요"),
        en: Wording("empty separator", help: "to get the characters write `list(text)`"))
    case .joinItem(let index, let type, let value):
      language.pick(
        ko: Wording(
          "join으로는 문자열만 이을 수 있는데 \(index)번 항목이 '\(type)' 값이에요",
          label: value.map { "\(index)번 항목은 \($0)\(Particle.copula.form(after: "\($0)"))" },
          help: "`\" \".join(str(x) for x in xs)`처럼 문자열로 바꾸어 이으세요"),
        en: Wording(
          "sequence item \(index): expected str instance, \(type) found",
          label: value.map { "item \(index) is \($0)" },
          help: "make them text first: `\" \".join(str(x) for x in xs)`"))
    case .fillCharacter:
      language.pick(
        ko: Wording("채우는 글자는 꼭 한 글자여야 해요"),
        en: Wording("The fill character must be exactly one character long"))
    }
  }
}
