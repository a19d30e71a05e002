import Yams

/// Reads a quiz: its settings (JSON) in an opening comment, question, choices and explanation as ordinary Markdown, a closing comment.
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
    let yaml = YAMLText(source, lines: begin.lines, part: word.upperBound..<close.lowerBound)
    let settings: Node.Mapping
    do {
      guard let mapping = try yaml.compose()?.mapping else {
        problems.append(Problem(.quizSyntax, source.wholeLine(begin.lines.lowerBound)))
        return nil
      }
      settings = mapping
    } catch {
      problems.append(Problem(.quizSyntax, yaml.place(of: error)))
      return nil
    }
    let known = problems.count
    for key in settings.keys where !Self.keys.contains(key.word ?? "") {
      problems.append(Problem(.unknownQuizKey(key.word ?? "?", known: Self.keys), yaml.place(key)))
    }
    for key in ["id", "type", "answer"] where settings[Node(key)] == nil {
      problems.append(Problem(.missingQuizKey(key), source.wholeLine(begin.lines.lowerBound)))
    }
    let id = settings["id"]
    idPlace = id.map(yaml.place) ?? idPlace
    if let id, id.word == nil { problems.append(Problem(.invalidID("?"), idPlace)) }
    let points = settings["points"]
    if let points, (points.number ?? 0) <= 0 { problems.append(Problem(.negativePoints, yaml.place(points))) }
    let tolerance = settings["tol"]
    if let tolerance, (tolerance.number ?? -1) < 0 {
      problems.append(Problem(.tolerance, yaml.place(tolerance)))
    }
    guard let type = settings["type"], let answer = settings["answer"] else { return nil }
    let parts = QuizBody(source: source, blocks: body)
    let kind: Quiz.Kind?
    switch type.word {
    case "choice": kind = choice(answer, yaml.place(answer), options: parts.options, &problems)
    case "number", "predict":
      let isPrediction = type.word == "predict"
      let number = answer.number ?? answer.sequence.flatMap { $0.count == 1 ? $0[0].number : nil }
      if number == nil {
        problems.append(Problem(.quizAnswer(isPrediction ? "predict" : "number"), yaml.place(answer)))
      }
      if isPrediction, let key = settings.keys.first(where: { $0.word == "points" }) {
        problems.append(Problem(.predictPoints, yaml.place(key)))
      }
      kind = number.map {
        isPrediction
          ? .predict($0, tolerance: tolerance?.number)
          : .number($0, tolerance: tolerance?.number ?? Quiz.defaultTolerance)
      }
    default:
      problems.append(Problem(.unknownQuizType(type.word ?? "?"), yaml.place(type)))
      kind = nil
    }
    guard problems.count == known, let kind, let id = id?.word else { return nil }
    let defaultPoints: Double = if case .predict = kind { 0 } else { 1 }
    return Quiz(
      id: id, kind: kind, points: points?.number ?? defaultPoints,
      question: parts.question(withOptions: kind.isChoice ? false : true), explanation: parts.explanation,
      lines: begin.lines.lowerBound..<end.lines.upperBound)
  }

  private func choice(
    _ answer: Node, _ place: SourceRange, options: [String], _ problems: inout [Problem]
  ) -> Quiz.Kind? {
    let numbers = (answer.sequence.map(Array.init) ?? [answer]).map(\.wholeNumber)
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
