/// `str.replace`, on bytes.
enum StringReplacing {
  typealias Bytes = TextBytes.Bytes

  static func replace(_ m: Machine, _ s: StringObject, _ old: Bytes, _ new: Bytes, _ limit: Int) throws
    -> StringObject
  {
    if old.count == 0 { return try interleave(m, s, new, limit) }
    let bytes = s.bytes
    // Found twice: once to know how large the result is, once to write it.
    let times = try occurrences(m, old, bytes, limit)
    if times == 0 { return s }
    // What is put in alone must fit, before its size is computed.
    try m.reserve(times, of: max(1, new.count), for: "str.replace")
    let size = bytes.count + times * (new.count - old.count)
    try m.reserve(size, of: 1, for: "str.replace")
    if size == 0 { return m.texts.empty }
    return m.texts.text(
      try StringBits.string(size) { target in
        var target = target
        var start = 0
        for round in 0..<times {
          guard let place = TextBytes.find(old, in: bytes, start..<bytes.count) else { break }
          target = target.put(TextBytes.part(bytes, start..<place)).put(new)
          start = place + old.count
          if round & 0xFFFF == 0xFFFF { try m.poll() }
        }
        _ = target.put(TextBytes.part(bytes, start..<bytes.count))
      })
  }

  /// How often `pattern` is to be replaced.
  private static func occurrences(_ m: Machine, _ pattern: Bytes, _ bytes: Bytes, _ limit: Int) throws -> Int
  {
    var count = 0
    var start = 0
    while count < limit, let place = TextBytes.find(pattern, in: bytes, start..<bytes.count) {
      count += 1
      start = place + pattern.count
      if count & 0xFFFF == 0 { try m.poll() }
    }
    return count
  }

  /// An empty text is found before each character and at the end.
  private static func interleave(_ m: Machine, _ s: StringObject, _ new: Bytes, _ limit: Int) throws
    -> StringObject
  {
    try m.reserve(s.count, of: new.count + 4, for: "str.replace")
    let bytes = s.bytes
    let times = min(limit, s.count + 1)
    return m.texts.text(
      try StringBits.string(bytes.count + times * new.count) { target in
        var target = target
        var offset = 0
        for round in 0..<times {
          target = target.put(new)
          if offset < bytes.count {
            let character = TextBytes.character(bytes, offset)
            target = target.put(character)
            offset += character.count
          }
          if round & 0xFFFF == 0xFFFF { try m.poll() }
        }
        _ = target.put(TextBytes.part(bytes, offset..<bytes.count))
      })
  }
}
