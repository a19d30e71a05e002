import Yams

/// Reads the YAML at the top of a lesson. The only file that knows the YAML library.
struct FrontMatterReader {
  let source: SourceText

  static let lessonKeys = ["format", "id", "minutes", "skip"]

  func read(into problems: inout [Problem]) -> FrontMatter {
    var result = FrontMatter()
    guard isDelimiter(1, ["---"]) else { return result }
    guard let end = (2...max(2, source.lines.count)).first(where: { isDelimiter($0, ["---", "..."]) }) else {
      problems.append(Problem(.frontMatterUnclosed, source.wholeLine(1)))
      result.lines = 1..<source.lines.count + 1
      return result
    }
    result.lines = 1..<end + 1
    let root: Node?
    do {
      root = try Yams.compose(yaml: source.text(2..<end))
    } catch {
      problems.append(Problem(.frontMatterSyntax, place(of: error)))
      return result
    }
    guard let root else { return result }
    guard let mapping = root.mapping else {
      problems.append(Problem(.frontMatterSyntax, place(root)))
      return result
    }
    for (key, value) in mapping {
      switch key.string {
      case "title": result.title = text(value, key: "title", into: &problems)
      case "lesson": readLesson(value, into: &result, &problems)
      // Everything else belongs to Jupytext, Pandoc and friends.
      default: break
      }
    }
    return result
  }

  private func readLesson(_ node: Node, into result: inout FrontMatter, _ problems: inout [Problem]) {
    guard let mapping = node.mapping else {
      problems.append(Problem(.frontMatterLessonNotMapping, place(node)))
      return
    }
    var hasFormat = false
    for (key, value) in mapping {
      let name = key.string ?? ""
      switch name {
      case "format":
        hasFormat = true
        if value.int != 1 { problems.append(Problem(.unsupportedFormat(value.string ?? "?"), place(value))) }
      case "id":
        guard let id = text(value, key: "id", into: &problems) else { break }
        if !isValidID(id) { problems.append(Problem(.invalidID(id), place(value))) }
        result.id = id
      case "minutes":
        result.minutes = value.float
        if value.float == nil {
          problems.append(Problem(.frontMatterType("minutes", .number), place(value)))
        }
      case "skip":
        result.allowsSkip = value.bool ?? true
        if value.bool == nil { problems.append(Problem(.frontMatterType("skip", .bool), place(value))) }
      default:
        problems.append(Problem(.unknownFrontMatterKey(name, known: Self.lessonKeys), place(key)))
      }
    }
    if !hasFormat { problems.append(Problem(.frontMatterMissing("format"), place(node))) }
    if result.id == nil {
      problems.append(Problem(.frontMatterMissing("id"), place(node)))
      result.id = source.name
    }
  }

  private func text(_ node: Node, key: String, into problems: inout [Problem]) -> String? {
    guard let scalar = node.scalar, !scalar.string.isEmpty else {
      problems.append(Problem(.frontMatterType(key, .string), place(node)))
      return nil
    }
    return scalar.string
  }

  private func isDelimiter(_ line: Int, _ marks: Set<String>) -> Bool {
    var text = Substring(source.line(line))
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return marks.contains(String(text))
  }

  private func place(_ node: Node) -> SourceRange { node.mark.map(place) ?? source.wholeLine(1) }

  private func place(_ mark: Mark) -> SourceRange {
    // The YAML starts in the file's second line; libYAML counts columns in code points.
    let line = mark.line + 1
    let text = source.line(line)
    let start = String(text.unicodeScalars.prefix(max(0, mark.column - 1))).utf8.count
    let word = text.utf8.dropFirst(start).prefix { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: ":") }
    return SourceRange(line: line, bytes: start..<start + word.count)
  }

  private func place(of error: any Error) -> SourceRange {
    switch error as? YamlError {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): place(mark)
    case .duplicatedKeysInMapping(_, let context): place(context.mark)
    default: source.wholeLine(1)
    }
  }
}

/// Ids are ASCII, because they are typed, sorted and used in the names of files.
func isValidID(_ id: String) -> Bool {
  guard let first = id.utf8.first, isLetterOrDigit(first), id.utf8.count <= 64 else { return false }
  return id.utf8.allSatisfy {
    isLetterOrDigit($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: ".")
  }
}

private func isLetterOrDigit(_ byte: UInt8) -> Bool {
  (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
}
