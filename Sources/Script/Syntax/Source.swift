/// A piece of program text: a file, a lesson's cell, a line typed at the prompt.
///
/// Positions are UTF-8 byte offsets, the only unit that lexer, parser and machine use; lines and display columns
/// are worked out when an error is shown.
package final class Source: Sendable {
  /// What the reader calls it: a file name, or `<stdin>`.
  package let name: String
  /// The lesson cell it comes from, when there is one.
  package let cell: String?
  /// The module that the text is, when it is one of the library's own; nil for what a learner wrote.
  package let module: String?
  package let text: String
  /// The text's UTF-8 bytes; spans index into them.
  package let bytes: [UInt8]
  /// The number that the first line has in its file (1-based).
  package let firstLine: Int
  private let lineStarts: [Int]

  package init(
    _ text: String, name: String, cell: String? = nil, module: String? = nil, firstLine: Int = 1
  ) {
    self.name = name
    self.cell = cell
    self.module = module
    self.text = text
    self.firstLine = firstLine
    bytes = Array(text.utf8)
    var starts = [0]
    var index = 0
    while index < bytes.count {
      if bytes[index] == 0x0A {
        starts.append(index + 1)
      } else if bytes[index] == 0x0D {
        if index + 1 < bytes.count, bytes[index + 1] == 0x0A { index += 1 }
        starts.append(index + 1)
      }
      index += 1
    }
    lineStarts = starts
  }

  package var lineCount: Int { lineStarts.count }

  /// The zero-based line that holds a byte offset.
  package func lineIndex(at offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle - 1 }
    }
    return low
  }

  /// The line number a person would say: counted from `firstLine`.
  package func lineNumber(at offset: Int) -> Int { firstLine + lineIndex(at: offset) }

  /// The bytes of a zero-based line, without its line break.
  package func lineRange(_ line: Int) -> Range<Int> {
    guard line >= 0, line < lineStarts.count else { return bytes.count..<bytes.count }
    let start = lineStarts[line]
    var end = line + 1 < lineStarts.count ? lineStarts[line + 1] : bytes.count
    while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
    return start..<end
  }

  package func text(_ span: Span) -> String {
    let start = max(0, min(span.start, bytes.count))
    let end = max(start, min(span.end, bytes.count))
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  /// The text of a zero-based line.
  package func line(_ line: Int) -> String { String(decoding: bytes[lineRange(line)], as: UTF8.self) }
}

/// A half-open range of UTF-8 byte offsets in a `Source`.
package struct Span: Equatable, Hashable, Sendable {
  private var low: Int32
  private var high: Int32

  package init(_ start: Int, _ end: Int) {
    low = Int32(clamping: start)
    high = Int32(clamping: max(start, end))
  }

  package var start: Int { Int(low) }
  package var end: Int { Int(high) }

  /// The smallest span that holds both.
  package func union(_ other: Span) -> Span { Span(min(start, other.start), max(end, other.end)) }
}
