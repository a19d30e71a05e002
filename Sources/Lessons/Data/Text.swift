extension StringProtocol {
  /// The first place of a text, ASCII letters of either case counting as the same.
  func range(ofText text: String) -> Range<Index>? { ranges(ofText: text, limit: 1).first }

  func lastRange(ofText text: String) -> Range<Index>? { ranges(ofText: text, limit: .max).last }

  private func ranges(ofText text: String, limit: Int) -> [Range<Index>] {
    let wanted = text.utf8.map(asciiLowercased)
    var result: [Range<Index>] = []
    var start = utf8.startIndex
    while start < utf8.endIndex, result.count < limit {
      var index = start
      var matched = 0
      while matched < wanted.count, index < utf8.endIndex, asciiLowercased(utf8[index]) == wanted[matched] {
        index = utf8.index(after: index)
        matched += 1
      }
      if matched == wanted.count { result.append(start..<index) }
      start = utf8.index(after: start)
    }
    return result
  }
}

private func asciiLowercased(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }

extension StringProtocol {
  /// The text without blanks and line breaks around it.
  package var trimmed: String {
    let isBlank = { (character: Character) in character.isWhitespace }
    guard let first = firstIndex(where: { !isBlank($0) }), let last = lastIndex(where: { !isBlank($0) })
    else {
      return ""
    }
    return String(self[first...last])
  }
}
