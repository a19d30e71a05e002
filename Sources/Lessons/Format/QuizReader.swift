/// Reads a quiz: its settings in an opening comment, question, choices and explanation as ordinary Markdown, a closing comment.
struct QuizReader {
  let source: SourceText
  let begin: MarkdownBlock
  var body: [MarkdownBlock] = []
  private(set) var idPlace: SourceRange

  init(source: SourceText, begin: MarkdownBlock) {
    self.source = source
    self.begin = begin
    idPlace = source.wholeLine(begin.lines.lowerBound)
  }

  enum Comment { case begin, end }

  /// Whether a line opens or closes a quiz.
  static func comment(_ line: Substring) -> Comment? {
    guard line.hasPrefix("<!--") else { return nil }
    let text = line.dropFirst(4).drop { $0 == " " || $0 == "\t" }
    let word = text.prefix { $0.isLetter || $0 == "/" }
    return word == "quiz" ? .begin : word == "/quiz" ? .end : nil
  }

  private static let keys = ["answer", "id", "points", "tol", "type"]

  mutating func quiz(end: MarkdownBlock, into problems: inout [Problem]) -> Quiz? {
    let text = source.text(begin.lines)
    guard let word = text.range(ofText: "quiz"), let close = text.range(ofText: "-->"),
      word.upperBound <= close.lowerBound
    else {
      problems.append(Problem(.quizSyntax, source.wholeLine(begin.lines.lowerBound)))
      return nil
    }
    let start = text.utf8.distance(from: text.startIndex, to: word.upperBound)
    let settings: JSON
    do throws(JSON.SyntaxError) {
      settings = try JSON(parsing: String(text[word.upperBound..<close.lowerBound]))
    } catch {
      problems.append(Problem(.quizSyntax, place(start + error.offset..<start + error.offset)))
      return nil
    }
    let known = problems.count
    for member in settings.members where !Self.keys.contains(member.key) {
      problems.append(Problem(.unknownQuizKey(member.key, known: Self.keys), place(start, member.keyRange)))
    }
    func member(_ key: String) -> JSON.Member? { settings.members.first { $0.key == key } }
    for key in ["id", "type", "answer"] where member(key) == nil {
      problems.append(Problem(.missingQuizKey(key), source.wholeLine(begin.lines.lowerBound)))
    }
    let id = member("id")
    idPlace = id.map { place(start, $0.valueRange) } ?? idPlace
    if let id, id.value.string == nil { problems.append(Problem(.invalidID(id.value.text), idPlace)) }
    let points = member("points")
    if let points, (points.value.number ?? 0) <= 0 {
      problems.append(Problem(.negativePoints, place(start, points.valueRange)))
    }
    let tolerance = member("tol")
    if let tolerance, (tolerance.value.number ?? -1) < 0 {
      problems.append(Problem(.tolerance, place(start, tolerance.valueRange)))
    }
    guard let type = member("type"), let answer = member("answer") else { return nil }
    let parts = QuizBody(source: source, blocks: body)
    let answerPlace = place(start, answer.valueRange)
    let kind: Quiz.Kind?
    switch type.value.string {
    case "choice": kind = choice(answer.value, answerPlace, options: parts.options, &problems)
    case "number", "predict":
      let isPrediction = type.value.string == "predict"
      let number = answer.value.number ?? answer.value.array.flatMap { $0.count == 1 ? $0[0].number : nil }
      if number == nil {
        problems.append(Problem(.quizAnswer(isPrediction ? "predict" : "number"), answerPlace))
      }
      if isPrediction, let points {
        problems.append(Problem(.predictPoints, place(start, points.keyRange)))
      }
      kind = number.map {
        isPrediction ? .predict($0) : .number($0, tolerance: tolerance?.value.number ?? Quiz.defaultTolerance)
      }
    default:
      problems.append(
        Problem(.unknownQuizType(type.value.string ?? type.value.text), place(start, type.valueRange)))
      kind = nil
    }
    guard problems.count == known, let kind, let id = id?.value.string else { return nil }
    let defaultPoints: Double = if case .predict = kind { 0 } else { 1 }
    return Quiz(
      id: id, kind: kind, points: points?.value.number ?? defaultPoints,
      question: parts.question(withOptions: kind.isChoice ? false : true), explanation: parts.explanation,
      lines: begin.lines.lowerBound..<end.lines.upperBound)
  }

  private func choice(
    _ answer: JSON, _ place: SourceRange, options: [String], _ problems: inout [Problem]
  ) -> Quiz.Kind? {
    let numbers = (answer.array ?? [answer]).map(\.int)
    let known = numbers.compactMap { $0 }
    guard known.count == numbers.count, !known.isEmpty else {
      problems.append(Problem(.quizAnswer("choice"), place))
      return nil
    }
    guard !options.isEmpty else {
      problems.append(Problem(.quizOptions, source.wholeLine(begin.lines.lowerBound)))
      return nil
    }
    for number in known where !(1...options.count).contains(number) {
      problems.append(Problem(.quizChoice(number, count: options.count), place))
      return nil
    }
    return .choice(options: options, answer: Set(known))
  }

  private func place(_ start: Int, _ range: Range<Int>) -> SourceRange {
    place(start + range.lowerBound..<start + range.upperBound)
  }

  /// A place in the comment, given in bytes from the start of its first line.
  private func place(_ range: Range<Int>) -> SourceRange {
    var line = begin.lines.lowerBound
    var offset = range.lowerBound
    while line + 1 < begin.lines.upperBound, offset > source.line(line).utf8.count {
      offset -= source.line(line).utf8.count + 1
      line += 1
    }
    let end = min(offset + range.count, source.line(line).utf8.count)
    return SourceRange(line: line, bytes: min(offset, end)..<end)
  }
}

extension Quiz {
  /// A number counts as right within 1 %: a learner rounds.
  static let defaultTolerance = 0.01
}

extension Quiz.Kind {
  var isChoice: Bool { if case .choice = self { true } else { false } }
}

/// The Markdown between the two comments, taken apart.
private struct QuizBody {
  let source: SourceText
  private var questionBlocks: [MarkdownBlock] = []
  private var list: MarkdownBlock?
  private(set) var options: [String] = []
  private(set) var explanation: String?

  init(source: SourceText, blocks: [MarkdownBlock]) {
    self.source = source
    for block in blocks {
      switch block.kind {
      case .list(let items):
        list = block
        options = items.map { withoutMarker(source.text($0)) }
      case .quote:
        if let text = explanationText(block) {
          explanation = text
        } else {
          questionBlocks.append(block)
        }
      default: questionBlocks.append(block)
      }
    }
  }

  func question(withOptions: Bool) -> String {
    var blocks = questionBlocks
    if withOptions, let list { blocks.append(list) }
    return blocks.sorted { $0.lines.lowerBound < $1.lines.lowerBound }
      .map { source.text($0.lines) }.joined(separator: "\n")
  }

  private func explanationText(_ block: MarkdownBlock) -> String? {
    let lines = block.lines.map { number -> Substring in
      var line = source.line(number).drop { $0 == " " }
      if line.first == ">" { line = line.dropFirst() }
      return line.first == " " ? line.dropFirst() : line
    }
    let text = lines.joined(separator: "\n")
    for mark in ["해설:", "해설 :", "Explanation:"] where text.hasPrefix(mark) {
      return text.dropFirst(mark.count).trimmed + "\n"
    }
    return nil
  }
}

/// The text of a list item without `1.` or `-`.
private func withoutMarker(_ item: String) -> String {
  var text = item.drop { $0 == " " }
  if let first = text.first, first.isNumber { text = text.drop { $0.isNumber } }
  return text.dropFirst().trimmed
}
