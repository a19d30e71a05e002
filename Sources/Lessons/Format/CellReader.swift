import Script

/// Turns a `python` fence and its attributes into a cell, and an `output` fence into what it prints.
struct CellReader {
  let source: SourceText
  /// In lessons each cell has an id; in other Markdown files cells may be called by their place.
  let needsID: Bool

  /// What must be known about earlier cells while a file is read.
  struct Bookkeeping {
    fileprivate(set) var lastExercise: String?
    private(set) var lineOfID: [String: Int] = [:]
    fileprivate var count = 0
    /// Points as written, which may be left out.
    fileprivate(set) var writtenPoints: [String: (value: Double, place: SourceRange)] = [:]
    /// Where a test says which exercise it is for.
    fileprivate(set) var forPlaces: [String: SourceRange] = [:]

    mutating func claim(_ id: String, _ place: SourceRange, into problems: inout [Problem]) {
      if !isValidID(id) {
        problems.append(Problem(.invalidID(id), place))
      } else if let line = lineOfID[id] {
        problems.append(Problem(.duplicateID(id, firstLine: line), place))
      } else {
        lineOfID[id] = place.line
      }
    }
  }

  /// A cell whose output is still to be read.
  struct Draft {
    fileprivate let make: (RecordedOutput?) -> Cell
    var output: RecordedOutput?
    var cell: Cell { make(output) }
  }

  /// Attributes of cells and the role that each belongs to.
  private static let known = ["error", "for", "hidden", "id", "match", "points", "role", "tol"]

  func cell(
    _ info: FenceInfo, _ block: MarkdownBlock, _ bookkeeping: inout Bookkeeping,
    into problems: inout [Problem]
  ) -> Draft {
    var attributes = Attributes(info.attributes)
    let fencePlace = source.wholeLine(block.lines.lowerBound)
    let id = attributes.string("id", &problems)
    let role = attributes.string("role", &problems)
    let error = attributes.string("error", &problems)
    let target = attributes.string("for", &problems)
    let hidden = attributes.bool("hidden", &problems)
    let points = attributes.number("points", &problems)
    // Read with the output; taken here, so that they count as known.
    _ = attributes.string("match", &problems)
    _ = attributes.number("tol", &problems)
    attributes.reportRest(known: Self.known, &problems)

    bookkeeping.count += 1
    if let id {
      bookkeeping.claim(id.value, id.place, into: &problems)
    } else if needsID,
      !problems.contains(where: { $0.place.line == fencePlace.line && $0.message.concernsID })
    {
      problems.append(Problem(.missingID, fencePlace))
    }
    let name = id?.value ?? String(bookkeeping.count)

    if let error, !isExceptionName(error.value) {
      problems.append(Problem(.unknownException(error.value), error.place))
    }
    if let points, points.value <= 0 { problems.append(Problem(.negativePoints, points.place)) }

    let cellRole: Cell.Role
    switch role?.value {
    case nil, "exercise":
      if let target { problems.append(Problem(.attributeOnlyFor("for", role: "test"), target.name)) }
      if let hidden { problems.append(Problem(.attributeOnlyFor("hidden", role: "test"), hidden.name)) }
      cellRole = role == nil ? .demo : .exercise
      if role == nil, let points {
        problems.append(Problem(.attributeOnlyFor("points", role: "exercise"), points.name))
      }
    case "test":
      if target == nil { problems.append(Problem(.testWithoutFor, fencePlace)) }
      bookkeeping.forPlaces[name] = target?.place
      cellRole = .test(
        Cell.TestRole(
          exercise: target?.value ?? "", points: points?.value ?? 0, isHidden: hidden?.value ?? false))
    case let word?:
      if let role { problems.append(Problem(.unknownRole(word), role.place)) }
      cellRole = .demo
    }
    if cellRole == .exercise { bookkeeping.lastExercise = name }
    if let points { bookkeeping.writtenPoints[name] = (points.value, points.place) }

    let indent = if case .fence(let indent, _, _, _) = block.kind { indent } else { 0 }
    let lines = contentLines(block).map { withoutIndent(source.line($0), indent) }
    checkSolution(
      lines, firstLine: block.lines.lowerBound + 1, role: cellRole, id: name, fencePlace, &problems)
    let code = lines.map { $0 + "\n" }.joined()
    let place = id?.place ?? fencePlace
    return Draft { output in
      Cell(
        id: name, hasOwnID: id != nil, role: cellRole, code: code, firstLine: block.lines.lowerBound + 1,
        lines: block.lines, expectedError: error?.value, output: output, place: place)
    }
  }

  /// Reads an output fence. How it is compared may stand on the fence or, for tools that keep only the cell's attributes, on
  /// the cell; the fence wins.
  func output(
    _ info: FenceInfo, _ block: MarkdownBlock, of cell: FenceInfo, into problems: inout [Problem]
  ) -> RecordedOutput {
    var attributes = Attributes(info.attributes)
    var inherited = Attributes(cell.attributes)
    var ignored: [Problem] = []
    let tolerance = attributes.number("tol", &problems) ?? inherited.number("tol", &ignored)
    let match = attributes.string("match", &problems) ?? inherited.string("match", &ignored)
    attributes.reportRest(known: ["match", "tol"], &problems)
    var comparison = OutputComparison()
    if let match {
      if let mode = OutputComparison.Mode(rawValue: match.value) {
        comparison.mode = mode
      } else {
        problems.append(Problem(.unknownMatch(match.value), match.place))
      }
    }
    if let tolerance {
      comparison.tolerance = tolerance.value
      if tolerance.value < 0 { problems.append(Problem(.tolerance, tolerance.place)) }
    }
    guard case .fence(let indent, let length, let character, _) = block.kind else {
      return RecordedOutput(
        text: "", comparison: comparison, lines: block.lines,
        fence: RecordedOutput.Fence(indent: 0, length: 3, character: "`"))
    }
    let text = contentLines(block).map { withoutIndent(source.line($0), indent) + "\n" }.joined()
    return RecordedOutput(
      text: text, comparison: comparison, lines: block.lines,
      fence: RecordedOutput.Fence(indent: indent, length: length, character: character))
  }

  /// The lines between the fences.
  private func contentLines(_ block: MarkdownBlock) -> Range<Int> {
    let start = block.lines.lowerBound + 1
    guard case .fence(_, _, _, true) = block.kind else { return start..<max(start, block.lines.upperBound) }
    return start..<max(start, block.lines.upperBound - 1)
  }

  /// CommonMark removes as much indentation from the content as the opening fence has.
  private func withoutIndent(_ line: String, _ indent: Int) -> String {
    indent == 0 ? line : String(line.dropFirst(min(indent, line.prefix { $0 == " " }.count)))
  }

  private func checkSolution(
    _ lines: [String], firstLine: Int, role: Cell.Role, id: String, _ fence: SourceRange,
    _ problems: inout [Problem]
  ) {
    let markers = SolutionMarkers(lines).markers
    if role == .exercise, markers.isEmpty { problems.append(Problem(.exerciseWithoutSolution(id), fence)) }
    var open: Int?
    for marker in markers {
      let place = source.wholeLine(firstLine + marker.line)
      if role != .exercise {
        problems.append(Problem(.solutionOutsideExercise, place))
        return
      }
      switch (marker.kind, open) {
      case (.begin, nil): open = marker.line
      case (.begin, _): problems.append(Problem(.solutionNested, place))
      case (.end, nil): problems.append(Problem(.solutionWithoutBegin, place))
      case (.end, _): open = nil
      }
    }
    if let open { problems.append(Problem(.solutionUnclosed, source.wholeLine(firstLine + open))) }
  }
}

extension LessonMessage {
  /// Whether the id was told to be unreadable: then it isn't told to be missing, too.
  fileprivate var concernsID: Bool {
    switch self {
    case .attributeWithoutValue("id"), .attributeSyntax("id"), .attributeType("id", _): true
    default: false
    }
  }
}

private func isExceptionName(_ name: String) -> Bool {
  guard let first = name.unicodeScalars.first, first.properties.isXIDStart || first == "_" else {
    return false
  }
  return name.unicodeScalars.allSatisfy { $0.properties.isXIDContinue }
}

/// The attributes of one fence: each is taken once, with its type checked, and what is left over is unknown.
private struct Attributes {
  private var rest: [FenceInfo.Attribute]

  init(_ attributes: [FenceInfo.Attribute]) { rest = attributes }

  struct Found<Value> {
    let value: Value
    let place: SourceRange
    let name: SourceRange
  }

  mutating func string(_ name: String, _ problems: inout [Problem]) -> Found<String>? {
    take(name, .string, &problems) { if case .string(let text) = $0 { text } else { nil } }
  }

  mutating func number(_ name: String, _ problems: inout [Problem]) -> Found<Double>? {
    take(name, .number, &problems) { if case .number(let value) = $0 { value } else { nil } }
  }

  mutating func bool(_ name: String, _ problems: inout [Problem]) -> Found<Bool>? {
    take(name, .bool, &problems) { if case .bool(let value) = $0 { value } else { nil } }
  }

  private mutating func take<Value>(
    _ name: String, _ type: LessonMessage.ValueType, _ problems: inout [Problem],
    _ convert: (FenceInfo.Value) -> Value?
  ) -> Found<Value>? {
    guard let index = rest.firstIndex(where: { $0.name == name }) else { return nil }
    let attribute = rest.remove(at: index)
    guard let value = convert(attribute.value) else {
      problems.append(Problem(.attributeType(name, type), attribute.valueRange))
      return nil
    }
    return Found(value: value, place: attribute.valueRange, name: attribute.nameRange)
  }

  func reportRest(known: [String], _ problems: inout [Problem]) {
    for attribute in rest {
      problems.append(Problem(.unknownAttribute(attribute.name, known: known), attribute.nameRange))
    }
  }
}
