/// Methods of `str` that change letters, spaces and width, and those that format.
enum StringShapeMethods {
  static var members: [NativeMember] {
    [
      .text("upper") { m, s, _ in
        if s.isASCII { return try mapped(m, s) { $0 >= 97 && $0 <= 122 ? $0 - 32 : $0 } }
        return try mapped(m, s) { $0.uppercaseMapping }
      },
      .text("lower") { m, s, _ in
        if s.isASCII { return try mapped(m, s) { $0 >= 65 && $0 <= 90 ? $0 + 32 : $0 } }
        return .string(lower(s))
      },
      .text("casefold") { _, s, _ in .string(folded(s)) },
      .text("capitalize") { _, s, _ in
        guard let first = s.text.unicodeScalars.first else { return .object(s) }
        let rest = String(s.text.unicodeScalars.dropFirst())
        return .string(first.properties.titlecaseMapping + lower(StringObject(rest)))
      },
      .text("title") { _, s, _ in .string(title(s)) },
      .text("swapcase") { m, s, _ in
        try mapped(m, s) { $0.isUppercase ? $0.lowercaseMapping : $0.isLowercase ? $0.uppercaseMapping : nil }
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
        let missing = try m.requireIndex(a[1]) - s.count
        guard missing > 0 else { return .object(s) }
        try m.reserve(missing, of: 1, for: "str.zfill")
        let zeros = String(repeating: "0", count: missing)
        if let sign = s.text.unicodeScalars.first, sign == "+" || sign == "-" {
          return .string(String(sign) + zeros + String(s.text.unicodeScalars.dropFirst()))
        }
        return .string(zeros + s.text)
      },
      .method("expandtabs", "self, tabsize=8") { m, a in
        guard let s = a[0].string else { throw m.badCall("str", "expandtabs", 0...1, a) }
        return .string(try expandingTabs(m, s.text, try m.requireIndex(a[1])))
      },
      .text("translate", 1...1) { m, s, a in .string(try translated(m, s.text, a[1])) },
      .staticMethod("maketrans") { m, a in .object(try translationTable(m, a)) },
      .method("format") { m, a in
        guard let s = a.optional(0)?.string else { throw m.badCall("str", "format", 0...Int.max, a) }
        return .string(try m.format(fields: s.text, a.dropFirst()))
      },
      .text("format_map", 1...1) { m, s, a in .string(try m.format(fields: s.text, mapping: a[1])) },
      .text("__format__", 1...1) { m, s, a in .string(try m.formatText(s.text, m.requireText(a[1]).text)) },
      .method("encode", "self, encoding='utf-8', errors='strict'") { m, _ in
        throw m.error(
          FlowMessage.refusedFunction(
            name: "str.encode", korean: "바이트열(bytes)은 없어요. 글자의 번호는 `ord(글자)`로 알 수 있어요",
            english: "there are no bytes here; `ord(c)` gives the number of a character"))
      },
    ]
  }

  // MARK: Letters

  /// The same length of ASCII, byte by byte.
  private static func mapped(_ m: Machine, _ s: StringObject, _ mapping: (UInt8) -> UInt8) throws -> Value {
    let count = s.text.utf8.count
    let text = try s.text.withBytes { bytes in
      try String(unsafeUninitializedCapacity: count) { buffer in
        for start in stride(from: 0, to: count, by: 1 << 20) {
          for i in start..<min(start + (1 << 20), count) { buffer[i] = mapping(bytes[i]) }
          try m.poll()
        }
        return count
      }
    }
    return .object(StringObject(text, count: count))
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
    return .string(result)
  }

  private static func lower(_ s: StringObject) -> String {
    if s.isASCII { return s.text.lowercased() }
    let scalars = Array(s.text.unicodeScalars)
    var result = ""
    for (i, scalar) in scalars.enumerated() {
      result += scalar == "Σ" && isFinalSigma(scalars, i) ? "ς" : scalar.properties.lowercaseMapping
    }
    return result
  }

  /// A sigma at the end of a word (Unicode Standard, table 3-17).
  private static func isFinalSigma(_ scalars: [Unicode.Scalar], _ i: Int) -> Bool {
    func isIgnorable(_ c: Unicode.Scalar) -> Bool { c.properties.isCaseIgnorable }
    let before = scalars[..<i].last { !isIgnorable($0) }
    let after = scalars[(i + 1)...].first { !isIgnorable($0) }
    return before?.properties.isCased ?? false && !(after?.properties.isCased ?? false)
  }

  private static func folded(_ s: StringObject) -> String {
    if s.isASCII { return s.text.lowercased() }
    var result = ""
    for scalar in s.text.unicodeScalars {
      switch scalar {
      case "ß", "ẞ": result += "ss"
      case "ς": result += "σ"
      case "ſ": result += "s"
      default: result += scalar.properties.lowercaseMapping
      }
    }
    return result
  }

  private static func title(_ s: StringObject) -> String {
    var result = ""
    var inWord = false
    for scalar in s.text.unicodeScalars {
      let properties = scalar.properties
      result += inWord ? properties.lowercaseMapping : properties.titlecaseMapping
      inWord = properties.isCased
    }
    return result
  }

  // MARK: Spaces and width

  private static func strip(
    _ m: Machine, _ s: StringObject, _ a: Arguments, _ name: String, left: Bool, right: Bool
  ) throws -> Value {
    guard let given = a.optional(1), !given.isNone else {
      return .object(
        s.text.withBytes { bytes in
          let range = TextBytes.strippedSpace(bytes, 0..<bytes.count, left: left, right: right)
          return range.count == bytes.count ? s : StringObject(TextBytes.string(bytes, range))
        })
    }
    guard let set = given.string else {
      throw m.error(
        CallMessage.other(
          english: "\(name) arg must be None or str", korean: "`\(name)()`에는 지울 글자들을 문자열로 주어야 해요"))
    }
    let characters = Set(set.text.unicodeScalars)
    var scalars = s.text.unicodeScalars[...]
    if left { scalars = scalars.drop { characters.contains($0) } }
    if right {
      while let last = scalars.last, characters.contains(last) { scalars.removeLast() }
    }
    return .string(String(scalars))
  }

  private static func padded(
    _ m: Machine, _ s: StringObject, _ a: Arguments, _ split: (_ missing: Int, _ width: Int) -> (Int, Int)
  ) throws -> Value {
    let width = try m.requireIndex(a[1])
    var fill = " "
    if let given = a.optional(2) {
      guard let text = given.string else {
        throw m.error(
          CallMessage.other(
            english: "The fill character must be a unicode character, not \(m.typeName(of: given))",
            korean: "채우는 글자는 문자열이어야 해요"))
      }
      guard text.count == 1 else { throw m.error(StringArgumentMessage.fillCharacter) }
      fill = text.text
    }
    let missing = width - s.count
    guard missing > 0 else { return .object(s) }
    try m.reserve(missing, of: fill.utf8.count, for: "str")
    let (left, right) = split(missing, width)
    var result = ""
    result.reserveCapacity(s.text.utf8.count + missing * fill.utf8.count)
    try repeated(m, fill, left, into: &result)
    result += s.text
    try repeated(m, fill, right, into: &result)
    return .string(result)
  }

  /// In pieces, so that an interrupt is seen.
  private static func repeated(_ m: Machine, _ fill: String, _ count: Int, into text: inout String) throws {
    let piece = min(count, 1 << 18)
    let block = String(repeating: fill, count: piece)
    var left = count
    while left > 0 {
      text += left >= piece ? block : String(repeating: fill, count: left)
      left -= piece
      try m.poll()
    }
  }

  private static func expandingTabs(_ m: Machine, _ text: String, _ size: Int) throws -> String {
    var result = ""
    var column = 0
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\t":
        guard size > 0 else { continue }
        let spaces = size - column % size
        try m.reserve(result.utf8.count + spaces, of: 1, for: "str.expandtabs")
        result += String(repeating: " ", count: spaces)
        column += spaces
      case "\n", "\r":
        result.unicodeScalars.append(scalar)
        column = 0
      default:
        result.unicodeScalars.append(scalar)
        column += 1
      }
    }
    return result
  }

  // MARK: Translation

  private static func translated(_ m: Machine, _ text: String, _ table: Value) throws -> String {
    var result = ""
    var count = 0
    for scalar in text.unicodeScalars {
      count += 1
      if count & 0xFFFF == 0 { try m.poll() }
      let key = Value.int(Int(scalar.value))
      let mapped: Value?
      if let dict = table.dict {
        mapped = try dict.get(key, m)
      } else {
        mapped = try m.item(table, key)
      }
      switch mapped {
      case nil: result.unicodeScalars.append(scalar)
      case .some(.none): break
      case .some(let value):
        if let text = value.string {
          result += text.text
        } else if let code = value.integer, let other = UInt32(exactly: code).flatMap(Unicode.Scalar.init) {
          result.unicodeScalars.append(other)
        } else {
          throw m.error(
            CallMessage.other(
              english: "character mapping must return integer, None or str",
              korean: "글자를 바꾸는 표의 값은 정수, None, 문자열이어야 해요"))
        }
      }
    }
    return result
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
