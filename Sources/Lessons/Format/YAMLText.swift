import Yams

/// A piece of a lesson file written in YAML, or in JSON, which is part of it (YAML 1.2, §1.3). The only file that reads
/// positions of the YAML library.
struct YAMLText {
  let source: SourceText
  /// The number of the first line.
  let firstLine: Int
  let text: String

  /// Whole lines.
  init(_ source: SourceText, lines: Range<Int>) {
    self.source = source
    firstLine = lines.lowerBound
    text = source.text(lines)
  }

  /// A part of `lines`, from one index of their text to another: what stands before it is blanked out, so that columns hold.
  init(_ source: SourceText, lines: Range<Int>, part: Range<String.Index>) {
    self.source = source
    firstLine = lines.lowerBound
    let whole = source.text(lines)
    let before = whole[..<part.lowerBound].unicodeScalars.map { $0 == "\n" ? "\n" : " " as Character }
    text = String(before) + whole[part]
  }

  func compose() throws -> Node? { try Yams.compose(yaml: text) }

  /// The whole of a scalar or of a list on one line; the first word of anything else.
  func place(_ node: Node) -> SourceRange {
    guard let mark = node.mark else { return source.wholeLine(firstLine) }
    let start = place(mark)
    let rest = source.line(start.line).utf8.dropFirst(start.bytes.lowerBound)
    let length: Int
    switch node {
    case .scalar(let scalar) where scalar.style != .plain:
      guard let quote = rest.first, let close = rest.dropFirst().firstIndex(of: quote) else { return start }
      length = rest.distance(from: rest.startIndex, to: close) + 1
    case .sequence:
      guard let close = rest.firstIndex(of: UInt8(ascii: "]")) else { return start }
      length = rest.distance(from: rest.startIndex, to: close) + 1
    default: return start
    }
    return SourceRange(
      line: start.line, bytes: start.bytes.lowerBound..<start.bytes.lowerBound + length)
  }

  func place(of error: any Error) -> SourceRange {
    switch error as? YamlError {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): place(mark)
    case .duplicatedKeysInMapping(_, let context): place(context.mark)
    default: source.wholeLine(firstLine)
    }
  }

  /// The word that begins at a mark. libYAML counts columns in code points.
  private func place(_ mark: Mark) -> SourceRange {
    var (line, column) = (firstLine + mark.line - 1, max(0, mark.column - 1))
    // What is missing at the end is missed on a line that isn't there.
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if mark.line > lines.count, let last = lines.last {
      (line, column) = (firstLine + lines.count - 1, last.unicodeScalars.count)
    }
    let text = source.line(line)
    let start = String(text.unicodeScalars.prefix(column)).utf8.count
    let word = text.utf8.dropFirst(start).prefix { !" :,]}".utf8.contains($0) }
    return SourceRange(line: line, bytes: start..<start + word.count)
  }
}

extension Node {
  /// The text of a scalar that isn't a list or a mapping.
  var word: String? { scalar?.string }

  /// A finite number, written without quotes.
  var number: Double? {
    guard let scalar, scalar.style == .plain, let value = float, value.isFinite else { return nil }
    return value
  }

  var wholeNumber: Int? { number.flatMap { Int(exactly: $0) } }
}
