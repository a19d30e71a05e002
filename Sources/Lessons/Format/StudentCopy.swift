extension Lesson {
  /// The file as students get it: without solutions, hidden tests left out, everything else byte for byte.
  package func studentCopy() -> [UInt8] {
    var removed: [Range<Int>] = []
    var replaced: [Int: [String]] = [:]
    for cell in cells {
      if cell.isHidden {
        let end = cell.output?.lines.upperBound ?? cell.lines.upperBound
        removed.append(cell.lines.lowerBound..<end)
      } else if cell.role == .exercise {
        // What the reference solution prints would give it away.
        if let output = cell.output { removed.append(output.lines) }
        let code = starter(of: cell.code).split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        let content = cell.firstLine..<cell.firstLine + cell.code.utf8.count { $0 == 0x0A }
        guard !content.isEmpty else { continue }
        let indent = source.line(cell.lines.lowerBound).prefix { $0 == " " }
        replaced[content.lowerBound] = code.map { $0.isEmpty ? "" : String(indent) + $0 }
        removed.append(content.lowerBound + 1..<content.upperBound)
      }
    }
    var result: [UInt8] = []
    let skipped = Set(removed.flatMap { blankTail(of: $0) })
    for line in 1..<source.lines.count + 1 {
      if let lines = replaced[line] {
        for text in lines { result += Array((text + source.lineBreak).utf8) }
      } else if !skipped.contains(line) {
        let range = source.byteRanges[line - 1]
        let next = line < source.byteRanges.count ? source.byteRanges[line].lowerBound : source.bytes.count
        result += source.bytes[range.lowerBound..<next]
      }
    }
    return result
  }

  /// The lines of a removed block and the blank lines after it, but none of the code that follows directly.
  private func blankTail(of lines: Range<Int>) -> Range<Int> {
    guard
      source.line(lines.upperBound - 1).drop(while: { $0 == " " }).first.map({ $0 == "`" || $0 == "~" })
        == true
    else { return lines }
    var end = lines.upperBound
    while end <= source.lines.count, source.line(end).isEmpty { end += 1 }
    return lines.lowerBound..<end
  }
}
