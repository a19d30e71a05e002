import Script
import Text

/// The bytes of a file together with the lines a person sees: the bytes stay as they are, so that an update changes nothing
/// else; the lines are in Unicode's normal form C, so that equal-looking texts are equal.
package struct SourceText: Sendable {
  /// The file's name as messages show it, for example `05-xavier.md`.
  package let name: String
  package let bytes: [UInt8]
  /// The lines without their line breaks; line `n` of a person is `lines[n - 1]`.
  package let lines: [String]
  /// Where each line's bytes are, without the line break.
  let byteRanges: [Range<Int>]
  /// The file's own line break, for lines that are added.
  let lineBreak: String

  /// Fails when the bytes are not UTF-8, with the place of the first wrong byte.
  package init(name: String, bytes: [UInt8]) throws(NotUTF8) {
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var ranges: [Range<Int>] = []
    var lines: [String] = []
    var lineStart = start
    var hasCarriageReturn = false
    func close(at end: Int) throws(NotUTF8) {
      var end = end
      if end > lineStart, bytes[end - 1] == 0x0D {
        end -= 1
        hasCarriageReturn = true
      }
      guard let text = String(validating: bytes[lineStart..<end], as: UTF8.self) else {
        throw NotUTF8(line: ranges.count + 1)
      }
      ranges.append(lineStart..<end)
      lines.append(text.normalized)
    }
    for (index, byte) in bytes.enumerated() where byte == 0x0A && index >= start {
      try close(at: index)
      lineStart = index + 1
    }
    if lineStart < bytes.count { try close(at: bytes.count) }
    self.name = name
    self.bytes = bytes
    self.lines = lines
    self.byteRanges = ranges
    self.lineBreak = hasCarriageReturn ? "\r\n" : "\n"
  }

  package init(name: String, text: String) {
    // A Swift string is always valid UTF-8, so the one error can't happen.
    do throws(NotUTF8) {
      try self.init(name: name, bytes: Array(text.utf8))
    } catch {
      self.init(name: name)
    }
  }

  private init(name: String) {
    self.name = name
    bytes = []
    lines = []
    byteRanges = []
    lineBreak = "\n"
  }

  /// The text of some lines, each ended by a line break; empty for an empty range.
  func text(_ range: Range<Int>) -> String {
    var result = ""
    for line in range { result += self.line(line) + "\n" }
    return result
  }

  /// A line by its number, empty outside the file.
  package func line(_ number: Int) -> String {
    lines.indices.contains(number - 1) ? lines[number - 1] : ""
  }

  package struct NotUTF8: Error {
    package let line: Int
  }
}

/// Some characters of one line.
package struct SourceRange: Sendable, Equatable {
  /// Counted from 1.
  package var line: Int
  /// UTF-8 bytes of the (normalised) line.
  package var bytes: Range<Int>

  package init(line: Int, bytes: Range<Int> = 0..<0) {
    self.line = line
    self.bytes = bytes
  }
}

extension SourceText {
  /// The column of a range's first character, counted from 1 in code points as editors count.
  package func column(of range: SourceRange) -> Int {
    excerpt(range).prefix(range.bytes.lowerBound).unicodeScalars.count + 1
  }

  package func excerpt(_ range: SourceRange, cell: String? = nil) -> Diagnostic.Excerpt {
    Diagnostic.Excerpt(
      file: name, cell: cell, line: range.line, text: line(range.line), range: range.bytes)
  }

  /// The whole of a line without the blanks around it.
  func wholeLine(_ number: Int) -> SourceRange {
    let text = line(number).utf8
    let indent = text.prefix { $0 == 0x20 || $0 == 0x09 }.count
    let tail = text.reversed().prefix { $0 == 0x20 || $0 == 0x09 }.count
    return SourceRange(line: number, bytes: min(indent, text.count)..<max(indent, text.count - tail))
  }
}
