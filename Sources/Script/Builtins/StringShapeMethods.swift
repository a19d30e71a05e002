/// Methods of `str` that change letters, spaces and width, and those that format.
enum StringShapeMethods {
  static var members: [NativeMember] {
    [
      .text("upper") { m, s, _ in
        if s.isASCII { return try mapped(m, s, upper) }
        return try mapped(m, s) { $0.uppercaseMapping }
      },
      .text("lower") { m, s, _ in
        if s.isASCII { return try mapped(m, s, lower) }
        return .string(LetterCase.lower(s.text))
      },
      .text("casefold") { m, s, _ in
        if s.isASCII { return try mapped(m, s, lower) }
        return .string(LetterCase.folded(s.text))
      },
      .text("capitalize") { m, s, _ in
        if s.isASCII {
          var isFirst = true
          return try mapped(m, s) {
            defer { isFirst = false }
            return isFirst ? upper($0) : lower($0)
          }
        }
        return .string(LetterCase.capitalised(s.text))
      },
      .text("title") { m, s, _ in
        if s.isASCII {
          var inWord = false
          return try mapped(m, s) {
            let isLetter = $0 | 32 >= 97 && $0 | 32 <= 122
            defer { inWord = isLetter }
            return inWord ? lower($0) : upper($0)
          }
        }
        return .string(LetterCase.title(s.text))
      },
      .text("swapcase") { m, s, _ in
        if s.isASCII { return try mapped(m, s) { $0 <= 90 ? lower($0) : upper($0) } }
        return .string(LetterCase.swapped(s.text))
      },
      .text("strip", 0...1) { m, s, a in try strip(m, s, a, "strip", left: true, right: true) },
      .text("lstrip", 0...1) { m, s, a in try strip(m, s, a, "lstrip", left: true, right: false) },
      .text("rstrip", 0...1) { m, s, a in try strip(m, s, a, "rstrip", left: false, right: true) },
      .text("center", 1...2) { m, s, a in
        try padded(m, s, a) { missing, width in
          // CPython puts the odd space on the left when the width is odd.
          let left = missing / 2 + (missing & width & 1)
          return (left, missing - left)
        }
      },
      .text("ljust", 1...2) { m, s, a in try padded(m, s, a) { missing, _ in (0, missing) } },
      .text("rjust", 1...2) { m, s, a in try padded(m, s, a) { missing, _ in (missing, 0) } },
      .text("zfill", 1...1) { m, s, a in
        let (missing, overflow) = try m.requireIndex(a[1]).subtractingReportingOverflow(s.count)
        guard missing > 0, !overflow else { return .object(s) }
        let bytes = s.bytes
        let signs = bytes.first == UInt8(ascii: "+") || bytes.first == UInt8(ascii: "-") ? 1 : 0
        return .object(
          try filled(
            m, TextBytes.part(bytes, signs..<bytes.count), before: missing, "0", after: 0, signs: signs))
      },
      .methodWithOptions("expandtabs", "self, tabsize=8") { m, a in
        guard let s = a[0].string else { throw m.badCall("str", "expandtabs", 0...1, a) }
        return .object(try expandingTabs(m, s, a.count > 1 ? try m.requireIndex(a[1]) : 8))
      },
      .text("translate", 1...1) { m, s, a in .object(try translated(m, s, a[1])) },
      .staticMethod("maketrans") { m, a in .object(try translationTable(m, a)) },
      .method("format") { m, a in
        guard let s = a.optional(0)?.string else { throw m.badCall("str", "format", 0...Int.max, a) }
        return try m.format(fields: s, a.dropFirst())
      },
      .text("format_map", 1...1) { m, s, a in try m.format(fields: s, mapping: a[1]) },
      .text("__format__", 1...1) { m, s, a in m.string(try m.formatText(s.text, m.requireText(a[1]).text)) },
      .method("encode", "self, encoding='utf-8', errors='strict'") { m, _ in
        throw m.error(
          FlowMessage.refusedFunction(
            name: "str.encode", korean: "바이트열(bytes)은 없어요. 글자의 번호는 `ord(글자)`로 알 수 있어요",
            english: "there are no bytes here; `ord(c)` gives the number of a character"))
      },
    ]
  }

  // MARK: Letters

  private static func upper(_ c: UInt8) -> UInt8 { c >= 97 && c <= 122 ? c - 32 : c }

  private static func lower(_ c: UInt8) -> UInt8 { c >= 65 && c <= 90 ? c + 32 : c }

  /// The same length of ASCII, byte by byte.
  @inline(__always)
  private static func mapped(_ m: Machine, _ s: StringObject, _ mapping: (UInt8) -> UInt8) throws -> Value {
    let bytes = s.bytes
    if bytes.count == 1 { return .object(m.texts.character(mapping(bytes[0]))) }
    return m.string(
      try StringBits.string(bytes.count) { target in
        for start in stride(from: 0, to: bytes.count, by: 1 << 20) {
          for i in start..<min(start + (1 << 20), bytes.count) { target[i] = mapping(bytes[i]) }
          try m.poll()
        }
      })
  }

  private static func mapped(
    _ m: Machine, _ s: StringObject, _ mapping: (Unicode.Scalar.Properties) -> String?
  ) throws -> Value {
    var result = ""
    result.reserveCapacity(s.text.utf8.count)
    var count = 0
    for scalar in s.text.unicodeScalars {
      count += 1
      if count & 0xFFFF == 0 { try m.poll() }
      if let text = mapping(scalar.properties) {
        result += text
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return m.string(result)
  }

  // MARK: Spaces and width

  private static func strip(
    _ m: Machine, _ s: StringObject, _ a: Arguments, _ name: String, left: Bool, right: Bool
  ) throws -> Value {
    let bytes = s.bytes
    let all = 0..<bytes.count
    let range: Range<Int>
    if a.count < 2 || a[1].isNone {
      range = TextBytes.strippedSpace(bytes, all, left: left, right: right)
    } else if let set = a.textBytes(1) {
      range = TextBytes.stripped(bytes, all, of: set, left: left, right: right)
    } else {
      throw m.error(
        CallMessage.other(
          english: "\(name) arg must be None or str", korean: "`\(name)()`에는 지울 글자들을 문자열로 주어야 해요"))
    }
    return .object(range.count == bytes.count ? s : m.texts.of(TextBytes.part(bytes, range)))
  }

  private static func padded(
    _ m: Machine, _ s: StringObject, _ a: Arguments, _ split: (_ missing: Int, _ width: Int) -> (Int, Int)
  ) throws -> Value {
    let width = try m.requireIndex(a[1])
    var fill: StringObject?
    if a.count > 2 {
      guard let text = a[2].string else {
        throw m.error(
          CallMessage.other(
            english: "The fill character must be a unicode character, not \(m.typeName(of: a[2]))",
            korean: "채우는 글자는 문자열이어야 해요"))
      }
      guard text.count == 1 else { throw m.error(StringArgumentMessage.fillCharacter) }
      fill = text
    }
    let (missing, overflow) = width.subtractingReportingOverflow(s.count)
    guard missing > 0, !overflow else { return .object(s) }
    let (left, right) = split(missing, width)
    return .object(try filled(m, s.bytes, before: left, fill?.text ?? " ", after: right))
  }

  /// A text with `fill`, one character, as often before and after it; the first `signs` bytes before `bytes` go first.
  private static func filled(
    _ m: Machine, _ bytes: TextBytes.Bytes, before: Int, _ fill: String, after: Int, signs: Int = 0
  ) throws -> StringObject {
    let width = fill.utf8.count
    try m.reserve(before + after, of: width, for: "str")
    return m.texts.text(
      try StringBits.string(signs + bytes.count + (before + after) * width) { target in
        var target = target
        if signs > 0, let start = bytes.baseAddress {
          target = target.put(TextBytes.Bytes(start: start - signs, count: signs))
        }
        target = try repeated(m, fill, before, into: target)
        target = target.put(bytes)
        _ = try repeated(m, fill, after, into: target)
      })
  }

  /// In pieces, so that an interrupt is seen.
  private static func repeated(
    _ m: Machine, _ fill: String, _ count: Int, into place: UnsafeMutablePointer<UInt8>
  )
    throws -> UnsafeMutablePointer<UInt8>
  {
    try fill.withBytes { bytes in
      var place = place
      for round in 0..<count {
        place = bytes.count == 1 ? place.put(bytes[0]) : place.put(bytes)
        if round & 0xFFFFF == 0xFFFFF { try m.poll() }
      }
      return place
    }
  }

  private static func expandingTabs(_ m: Machine, _ text: StringObject, _ size: Int) throws -> StringObject {
    let bytes = text.bytes
    var result = TextBuilder(capacity: bytes.count + 16)
    var column = 0
    for c in bytes {
      switch c {
      case UInt8(ascii: "\t"):
        guard size > 0 else { continue }
        let spaces = size - column % size
        try m.reserve(result.byteCount + spaces, of: 1, for: "str.expandtabs")
        result.append(UInt8(ascii: " "), count: spaces)
        column += spaces
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        result.append(c)
        column = 0
      default:
        result.append(c)
        // The bytes behind a character's first take no column.
        if c & 0xC0 != 0x80 { column += 1 }
      }
    }
    return result.text(m)
  }

  // MARK: Translation

  private static func translated(_ m: Machine, _ text: StringObject, _ table: Value) throws -> StringObject {
    let bytes = text.bytes
    let dict = table.object.flatMap { type(of: $0) == DictObject.self ? table.dict : nil }
    var result = TextBuilder(capacity: bytes.count)
    var count = 0
    var offset = 0
    while offset < bytes.count {
      count += 1
      if count & 0xFFFF == 0 { try m.growing(result.byteCount) }
      let character = TextBytes.character(bytes, offset)
      offset += character.count
      let key = Value.int(Int(TextBytes.scalar(character)))
      let mapped = dict == nil ? try itemIfAny(m, table, key) : try dict?.get(key, m)
      switch mapped {
      case nil: result.append(character)
      case .some(.none): break
      case .some(let value):
        if let text = value.string {
          result.append(text.bytes)
        } else if let code = value.integer, let other = UInt32(exactly: code).flatMap(Unicode.Scalar.init) {
          result.append(other)
        } else {
          throw m.error(
            CallMessage.other(
              english: "character mapping must return integer, None or str",
              korean: "글자를 바꾸는 표의 값은 정수, None, 문자열이어야 해요"))
        }
      }
    }
    return result.text(m)
  }

  /// What any object says to be a character's translation; nil if it has none.
  private static func itemIfAny(_ m: Machine, _ table: Value, _ key: Value) throws -> Value? {
    do {
      return try m.item(table, key)
    } catch let failure as ScriptError
      where failure.exception.instanceType.isSubtype(of: m.exceptionType(.lookupError))
    {
      return nil
    }
  }

  private static func translationTable(_ m: Machine, _ a: Arguments) throws -> DictObject {
    guard (1...3).contains(a.count), a.keywords.isEmpty else {
      throw m.wrongCount("maketrans", "str.maketrans", 1...3, a.count)
    }
    let result = DictObject()
    if a.count == 1 {
      guard let dict = a[0].dict else {
        throw m.error(
          CallMessage.other(
            english: "if you give only one argument to maketrans it must be a dict",
            korean: "maketrans에 인자 하나만 줄 때는 딕셔너리여야 해요"))
      }
      for (key, value) in dict.pairs {
        if let text = key.string, let scalar = text.text.unicodeScalars.first {
          guard text.count == 1 else {
            throw m.error(
              ValueMessage(
                english: "string keys in translate table must be of length 1", korean: "표의 키는 한 글자여야 해요"))
          }
          try result.set(.int(Int(scalar.value)), value, m)
        } else {
          try result.set(key, value, m)
        }
      }
      return result
    }
    let from = try m.requireText(a[0])
    let to = try m.requireText(a[1])
    guard from.count == to.count else {
      throw m.error(
        ValueMessage(
          english: "the first two maketrans arguments must have equal length",
          korean: "maketrans의 두 문자열은 길이가 같아야 해요"))
    }
    for (x, y) in zip(from.text.unicodeScalars, to.text.unicodeScalars) {
      try result.set(.int(Int(x.value)), .int(Int(y.value)), m)
    }
    if let dropped = a.optional(2) {
      for scalar in try m.requireText(dropped).text.unicodeScalars {
        try result.set(.int(Int(scalar.value)), .none, m)
      }
    }
    return result
  }
}
