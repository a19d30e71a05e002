import Script

extension Lesson {
  /// Reads a lesson file.
  ///
  /// Goals, in this order: nothing misspelt passes in silence; all problems of a file are told at once, each with line and
  /// column; the file stays plain CommonMark that other tools read the same way.
  package init(name: String, bytes: [UInt8]) throws(LessonProblems) {
    let source: SourceText
    do throws(SourceText.NotUTF8) {
      source = try SourceText(name: name, bytes: bytes)
    } catch {
      let place = SourceRange(line: error.line)
      throw LessonProblems(source: SourceText(name: name, text: ""), problems: [Problem(.notUTF8, place)])
    }
    try self.init(source)
  }

  package init(_ source: SourceText) throws(LessonProblems) {
    var reader = LessonReader(source: source)
    let lesson = reader.read()
    guard reader.problems.isEmpty else {
      let sorted = reader.problems.sorted {
        ($0.place.line, $0.place.bytes.lowerBound) < ($1.place.line, $1.place.bytes.lowerBound)
      }
      throw LessonProblems(source: source, problems: sorted)
    }
    self = lesson
  }
}

/// Walks over the blocks of the file once, from top to bottom.
private struct LessonReader {
  let source: SourceText
  var problems: [Problem] = []

  private var frontMatter = FrontMatter()
  private var parts: [Lesson.Part] = []
  private var proseStart: Int?
  private var proseEnd = 0
  private var cells = CellReader.Bookkeeping()
  private var hints: [String: [Hint]] = [:]

  init(source: SourceText) { self.source = source }

  mutating func read() -> Lesson {
    frontMatter = FrontMatterReader(source: source).read(into: &problems)
    let blocks = markdownBlocks(of: source, from: frontMatter.lines.upperBound)
    var index = 0
    while index < blocks.count { index = read(blocks, at: index) }
    endProse()
    let exercises = ExerciseAssembly(source: source, hints: hints, bookkeeping: cells)
      .exercises(&parts, into: &problems)
    return Lesson(source: source, frontMatter: frontMatter, parts: parts, exercises: exercises)
  }

  /// Reads the block at `index`, and what belongs to it; gives the index of the next one.
  private mutating func read(_ blocks: [MarkdownBlock], at index: Int) -> Int {
    let block = blocks[index]
    for line in block.nestedFences { problems.append(Problem(.nestedCell, source.wholeLine(line))) }
    switch block.kind {
    case .fence: return readFence(blocks, at: index)
    case .html: return readHTML(blocks, at: index)
    default:
      addProse(block)
      return index + 1
    }
  }

  // MARK: Prose

  private mutating func addProse(_ block: MarkdownBlock) {
    if proseStart == nil { proseStart = block.lines.lowerBound }
    proseEnd = block.lines.upperBound
  }

  private mutating func endProse() {
    guard let start = proseStart else { return }
    parts.append(.prose(Prose(lines: start..<proseEnd, markdown: source.text(start..<proseEnd))))
    proseStart = nil
  }

  // MARK: Cells

  private mutating func readFence(_ blocks: [MarkdownBlock], at index: Int) -> Int {
    let block = blocks[index]
    guard case .fence(_, _, _, let isClosed) = block.kind else { return index + 1 }
    let line = block.lines.lowerBound
    if !isClosed { problems.append(Problem(.fenceUnclosed, source.wholeLine(line))) }
    let info = FenceInfo(line: line, of: source, into: &problems)
    let reader = CellReader(source: source, needsID: frontMatter.id != nil)
    switch info.language {
    case "python":
      endProse()
      var cell = reader.cell(info, block, &cells, into: &problems)
      var next = index + 1
      if next < blocks.count, case .fence = blocks[next].kind {
        // Looked at twice when it isn't an output; its problems are kept only once.
        var outputProblems: [Problem] = []
        let outputInfo = FenceInfo(line: blocks[next].lines.lowerBound, of: source, into: &outputProblems)
        if outputInfo.language == "output" {
          cell.output = reader.output(outputInfo, blocks[next], of: info, into: &outputProblems)
          if case .fence(_, _, _, false) = blocks[next].kind {
            outputProblems.append(Problem(.fenceUnclosed, source.wholeLine(blocks[next].lines.lowerBound)))
          }
          problems += outputProblems
          next += 1
        }
      }
      parts.append(.cell(cell.cell))
      return next
    case "output":
      let follows = index > 0 && isOutput(blocks[index - 1])
      problems.append(Problem(follows ? .secondOutput : .outputWithoutCell, source.wholeLine(line)))
      return index + 1
    default:
      addProse(block)
      return index + 1
    }
  }

  private func isOutput(_ block: MarkdownBlock) -> Bool {
    guard case .fence = block.kind else { return false }
    var ignored: [Problem] = []
    return FenceInfo(line: block.lines.lowerBound, of: source, into: &ignored).language == "output"
  }

  // MARK: Hints and quizzes

  private mutating func readHTML(_ blocks: [MarkdownBlock], at index: Int) -> Int {
    let block = blocks[index]
    let first = source.line(block.lines.lowerBound).drop { $0 == " " }
    if let comment = QuizReader.comment(first) {
      switch comment {
      case .begin:
        endProse()
        return readQuiz(blocks, at: index)
      case .end:
        problems.append(Problem(.quizWithoutBegin, source.wholeLine(block.lines.lowerBound)))
        return index + 1
      }
    }
    let text = source.text(block.lines)
    guard first.lowercased().hasPrefix("<details"), let level = hintLevel(text) else {
      addProse(block)
      return index + 1
    }
    endProse()
    return readHint(blocks, at: index, level: level)
  }

  private mutating func readQuiz(_ blocks: [MarkdownBlock], at index: Int) -> Int {
    var reader = QuizReader(source: source, begin: blocks[index])
    var next = index + 1
    while next < blocks.count {
      let block = blocks[next]
      if case .html = block.kind,
        let comment = QuizReader.comment(source.line(block.lines.lowerBound).drop { $0 == " " })
      {
        guard comment == .end else {
          problems.append(Problem(.quizInsideQuiz, source.wholeLine(block.lines.lowerBound)))
          break
        }
        if let quiz = reader.quiz(end: block, into: &problems) {
          cells.claim(quiz.id, reader.idPlace, into: &problems)
          parts.append(.quiz(quiz))
        }
        return next + 1
      }
      if case .fence = block.kind {
        var ignored: [Problem] = []
        let language = FenceInfo(line: block.lines.lowerBound, of: source, into: &ignored).language
        if language == "python" || language == "output" {
          problems.append(Problem(.cellInsideQuiz, source.wholeLine(block.lines.lowerBound)))
        }
      }
      reader.body.append(block)
      next += 1
    }
    problems.append(Problem(.quizUnclosed, source.wholeLine(blocks[index].lines.lowerBound)))
    return index + 1
  }

  private mutating func readHint(_ blocks: [MarkdownBlock], at index: Int, level: Int?) -> Int {
    let start = blocks[index].lines.lowerBound
    let end = blocks[index...].firstIndex {
      if case .html = $0.kind { source.text($0.lines).lowercased().contains("</details>") } else { false }
    }
    guard let end else {
      problems.append(Problem(.hintUnclosed, source.wholeLine(start)))
      return index + 1
    }
    let lines = start..<blocks[end].lines.upperBound
    guard let exercise = cells.lastExercise else {
      problems.append(Problem(.hintWithoutExercise, source.wholeLine(start)))
      return end + 1
    }
    let expected = (hints[exercise]?.count ?? 0) + 1
    if let level, level != expected {
      problems.append(Problem(.hintLevel(expected: expected, found: level), source.wholeLine(start)))
    }
    let hint = Hint(level: expected, markdown: withoutDetailsTags(source.text(lines)), lines: lines)
    hints[exercise, default: []].append(hint)
    return end + 1
  }
}

/// The level of `<summary>힌트 2</summary>`: an inner `nil` when it has no number, an outer one when it is no hint.
private func hintLevel(_ html: String) -> Int?? {
  guard let summary = content(of: "summary", in: html) else { return nil }
  let words = summary.split { $0 == " " || $0 == "\n" || $0 == "\t" }
  guard let first = words.first, first == "힌트" || first.lowercased() == "hint" else {
    // Without a blank: 힌트2.
    guard words.count == 1, let word = words.first, word.hasPrefix("힌트"), let level = Int(word.dropFirst(2))
    else {
      return nil
    }
    return .some(level)
  }
  guard words.count > 1 else { return .some(nil) }
  return Int(words[1].filter(\.isASCII).prefix { $0.isNumber }).map { .some($0) } ?? .some(nil)
}

private func content(of tag: String, in html: String) -> String? {
  guard let start = html.range(ofText: "<\(tag)>"),
    let end = html[start.upperBound...].range(ofText: "</\(tag)>")
  else { return nil }
  return String(html[start.upperBound..<end.lowerBound])
}

private func withoutDetailsTags(_ html: String) -> String {
  var text = html
  if let summary = text.range(ofText: "</summary>") { text.removeSubrange(..<summary.upperBound) }
  if let end = text.lastRange(ofText: "</details>") { text.removeSubrange(end.lowerBound...) }
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  let isBlank = { (line: Substring) in line.allSatisfy { $0 == " " } }
  guard let first = lines.firstIndex(where: { !isBlank($0) }),
    let last = lines.lastIndex(where: { !isBlank($0) })
  else { return "" }
  return lines[first...last].joined(separator: "\n") + "\n"
}
