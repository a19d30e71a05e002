/// Writes outputs into a lesson file. Every byte outside the changed fences stays as it is.
package struct OutputUpdate {
  package let lesson: Lesson
  /// The new text of a cell's output, by the cell's id.
  private var changes: [String: String] = [:]

  package init(_ lesson: Lesson) { self.lesson = lesson }

  package mutating func record(_ output: String, for cell: Cell) { changes[cell.id] = output }

  package var isEmpty: Bool { changes.isEmpty }

  /// Whether a cell's output is among those to be written.
  package func covers(_ cell: String) -> Bool { changes[cell] != nil }

  /// The bytes of the updated file.
  package func bytes() -> [UInt8] {
    let source = lesson.source
    var result: [UInt8] = []
    var copied = 0
    for cell in lesson.cells {
      guard let output = changes[cell.id] else { continue }
      if let recorded = cell.output {
        // From the start of the opening fence to the end of the closing one, line breaks excluded.
        let start = source.byteRanges[recorded.lines.lowerBound - 1].lowerBound
        let end = source.byteRanges[recorded.lines.upperBound - 2].upperBound
        result += source.bytes[copied..<start]
        result += fence(output, openingLine: recorded.lines.lowerBound, recorded.fence)
        copied = end
      } else {
        let end = source.byteRanges[cell.lines.upperBound - 2].upperBound
        result += source.bytes[copied..<end]
        let fence = RecordedOutput.Fence(indent: 0, length: 3, character: "`")
        result += Array((source.lineBreak + source.lineBreak).utf8)
        result += self.fence(output, openingLine: nil, fence)
        copied = end
      }
    }
    return result + source.bytes[copied...]
  }

  private func fence(_ output: String, openingLine: Int?, _ fence: RecordedOutput.Fence) -> [UInt8] {
    let indent = String(repeating: " ", count: fence.indent)
    var lines = output.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }.map(String.init)
    while lines.last?.isEmpty == true { lines.removeLast() }
    // A fence must be longer than any run of its character that the output has at the start of a line.
    let longest = lines.map { $0.drop { $0 == " " }.prefix { $0 == fence.character }.count }.max() ?? 0
    let length = max(fence.length, longest >= fence.length ? longest + 1 : 0)
    let mark = String(repeating: String(fence.character), count: length)
    let info = openingLine.map { line -> Substring in
      lesson.source.line(line).drop { $0 == " " }.drop { $0 == fence.character }
    }
    let all =
      [indent + mark + (info ?? "output")] + lines.map { $0.isEmpty ? "" : indent + $0 } + [indent + mark]
    return Array(all.joined(separator: lesson.source.lineBreak).utf8)
  }
}
