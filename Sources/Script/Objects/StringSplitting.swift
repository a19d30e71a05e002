/// `str.split` and its like, on bytes.
enum StringSplitting {
  typealias Bytes = TextBytes.Bytes

  @inline(__always)
  private static func piece(_ m: Machine, _ bytes: Bytes, _ range: Range<Int>) -> Value {
    .object(m.texts.of(TextBytes.part(bytes, range)))
  }

  /// How many pieces there is room for at first: those of a line, without asking for much.
  private static func usualCount(_ bytes: Bytes) -> Int { min(64, max(4, bytes.count >> 3)) }

  // MARK: At white space

  static func words(_ m: Machine, _ bytes: Bytes, _ most: Int) throws -> ListObject {
    let result = m.emptyList(capacity: usualCount(bytes))
    let end = bytes.count
    var i = 0
    while i < end {
      let space = TextBytes.spaceLength(bytes, i, end)
      if space > 0 {
        i += space
        continue
      }
      if result.count == most {
        // What is left keeps the space at its end.
        result.append(piece(m, bytes, i..<end))
        return result
      }
      let start = i
      // What isn't ASCII may be white space, too; the bytes behind a character's first never look like it.
      while i < end {
        let c = bytes[i]
        if c <= 0x20 || c >= 0x80, TextBytes.spaceLength(bytes, i, end) > 0 { break }
        i += 1
      }
      result.append(piece(m, bytes, start..<i))
      if result.count & 0x3FFF == 0 { try m.growing(result.count) }
    }
    return result
  }

  static func wordsFromRight(_ m: Machine, _ bytes: Bytes, _ most: Int) throws -> ListObject {
    let result = m.emptyList(capacity: usualCount(bytes))
    var end = bytes.count
    while true {
      end = TextBytes.strippedSpace(bytes, 0..<end, left: false, right: true).upperBound
      if end == 0 { break }
      if result.count == most {
        result.append(piece(m, bytes, 0..<end))
        break
      }
      var start = end
      while start > 0 {
        let before = TextBytes.characterStart(bytes, before: start)
        if TextBytes.spaceLength(bytes, before, start) > 0 { break }
        start = before
      }
      result.append(piece(m, bytes, start..<end))
      if result.count & 0x3FFF == 0 { try m.growing(result.count) }
      end = start
    }
    result.reverse()
    return result
  }

  // MARK: At a separator

  static func pieces(_ m: Machine, _ bytes: Bytes, _ separator: Bytes, _ most: Int) throws -> ListObject {
    let result = m.emptyList(capacity: usualCount(bytes))
    var start = 0
    while result.count < most, let place = TextBytes.find(separator, in: bytes, start..<bytes.count) {
      result.append(piece(m, bytes, start..<place))
      if result.count & 0x3FFF == 0 { try m.growing(result.count) }
      start = place + separator.count
    }
    result.append(piece(m, bytes, start..<bytes.count))
    return result
  }

  static func piecesFromRight(_ m: Machine, _ bytes: Bytes, _ separator: Bytes, _ most: Int) throws
    -> ListObject
  {
    let result = m.emptyList(capacity: usualCount(bytes))
    var end = bytes.count
    while result.count < most, let place = TextBytes.findLast(separator, in: bytes, 0..<end) {
      result.append(piece(m, bytes, place + separator.count..<end))
      if result.count & 0x3FFF == 0 { try m.growing(result.count) }
      end = place
    }
    result.append(piece(m, bytes, 0..<end))
    result.reverse()
    return result
  }

  // MARK: At ends of lines

  static func lines(_ m: Machine, _ bytes: Bytes, keepingEnds: Bool) throws -> ListObject {
    let result = m.emptyList(capacity: usualCount(bytes))
    var start = 0
    var i = 0
    while i < bytes.count {
      let length = TextBytes.lineBreakLength(bytes, i)
      if length == 0 {
        i += 1
        continue
      }
      result.append(piece(m, bytes, start..<(keepingEnds ? i + length : i)))
      i += length
      start = i
      if result.count & 0x3FFF == 0 { try m.growing(result.count) }
    }
    if start < bytes.count { result.append(piece(m, bytes, start..<bytes.count)) }
    return result
  }
}
