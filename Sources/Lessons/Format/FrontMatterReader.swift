import Yams

/// Reads the YAML at the top of a lesson.
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
    let yaml = YAMLText(source, lines: 2..<end)
    let root: Node?
    do {
      root = try yaml.compose()
    } catch {
      problems.append(Problem(.frontMatterSyntax, yaml.place(of: error)))
      return result
    }
    guard let root else { return result }
    guard let mapping = root.mapping else {
      problems.append(Problem(.frontMatterSyntax, yaml.place(root)))
      return result
    }
    for (key, value) in mapping {
      switch key.string {
      case "title": result.title = text(value, key: "title", of: yaml, into: &problems)
      case "lesson": readLesson(value, of: yaml, into: &result, &problems)
      // Everything else belongs to Jupytext, Pandoc and friends.
      default: break
      }
    }
    return result
  }

  private func readLesson(
    _ node: Node, of yaml: YAMLText, into result: inout FrontMatter, _ problems: inout [Problem]
  ) {
    guard let mapping = node.mapping else {
      problems.append(Problem(.frontMatterLessonNotMapping, yaml.place(node)))
      return
    }
    var hasFormat = false
    for (key, value) in mapping {
      let name = key.string ?? ""
      switch name {
      case "format":
        hasFormat = true
        if value.int != 1 {
          problems.append(Problem(.unsupportedFormat(value.string ?? "?"), yaml.place(value)))
        }
      case "id":
        guard let id = text(value, key: "id", of: yaml, into: &problems) else { break }
        if !isValidID(id) { problems.append(Problem(.invalidID(id), yaml.place(value))) }
        result.id = id
      case "minutes":
        result.minutes = value.float
        if value.float == nil {
          problems.append(Problem(.frontMatterType("minutes", .number), yaml.place(value)))
        }
      case "skip":
        result.allowsSkip = value.bool ?? true
        if value.bool == nil { problems.append(Problem(.frontMatterType("skip", .bool), yaml.place(value))) }
      default:
        problems.append(Problem(.unknownFrontMatterKey(name, known: Self.lessonKeys), yaml.place(key)))
      }
    }
    if !hasFormat { problems.append(Problem(.frontMatterMissing("format"), yaml.place(node))) }
    if result.id == nil {
      problems.append(Problem(.frontMatterMissing("id"), yaml.place(node)))
      result.id = source.name
    }
  }

  private func text(_ node: Node, key: String, of yaml: YAMLText, into problems: inout [Problem]) -> String? {
    guard let scalar = node.scalar, !scalar.string.isEmpty else {
      problems.append(Problem(.frontMatterType(key, .string), yaml.place(node)))
      return nil
    }
    return scalar.string
  }

  private func isDelimiter(_ line: Int, _ marks: Set<String>) -> Bool {
    var text = Substring(source.line(line))
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return marks.contains(String(text))
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
