/// Puts exercises together once the whole file is read: tests find their exercise, points are settled, starters are cut out.
struct ExerciseAssembly {
  let source: SourceText
  let hints: [String: [Hint]]
  let bookkeeping: CellReader.Bookkeeping

  /// The exercises in order. Tests among `parts` get their points.
  func exercises(_ parts: inout [Lesson.Part], into problems: inout [Problem]) -> [Exercise] {
    let cells = parts.compactMap { if case .cell(let cell) = $0 { cell } else { nil } }
    var seen: Set<String> = []
    // A demonstration can be tested too: that is how a lesson proves what its prose claims.
    let all = Set(cells.filter { $0.test == nil }.map(\.id))
    for cell in cells {
      if cell.test == nil { seen.insert(cell.id) }
      guard let test = cell.test, let place = bookkeeping.forPlaces[cell.id] else { continue }
      if !all.contains(test.exercise) {
        problems.append(Problem(.testForMissing(test.exercise), place))
      } else if !seen.contains(test.exercise) {
        problems.append(Problem(.testBeforeExercise(test.exercise), place))
      }
    }
    var pointsOfTest: [String: Double] = [:]
    var exercises: [Exercise] = []
    for cell in cells where cell.role == .exercise {
      let tests = cells.filter { $0.test?.exercise == cell.id }
      if tests.isEmpty { problems.append(Problem(.exerciseWithoutTest(cell.id), cell.place)) }
      let points = share(cell, tests, &pointsOfTest, &problems)
      exercises.append(
        Exercise(
          cell: cell, points: points, tests: tests.map { $0.worth(pointsOfTest[$0.id] ?? 0) },
          hints: hints[cell.id] ?? [], starter: starter(of: cell.code)))
    }
    parts = parts.map {
      guard case .cell(let cell) = $0, cell.test != nil else { return $0 }
      return .cell(cell.worth(pointsOfTest[cell.id] ?? 0))
    }
    return exercises
  }

  /// Tests without points of their own share what the exercise has left, or count 1 when it says nothing either.
  private func share(
    _ exercise: Cell, _ tests: [Cell], _ pointsOfTest: inout [String: Double], _ problems: inout [Problem]
  ) -> Double {
    let written = tests.compactMap { bookkeeping.writtenPoints[$0.id]?.value }.reduce(0, +)
    let silent = tests.filter { bookkeeping.writtenPoints[$0.id] == nil }
    let total = bookkeeping.writtenPoints[exercise.id]
    let each = total.map { ($0.value - written) / Double(max(1, silent.count)) } ?? 1
    for test in tests { pointsOfTest[test.id] = bookkeeping.writtenPoints[test.id]?.value ?? each }
    let sum = written + each * Double(silent.count)
    if let total, !tests.isEmpty, abs(sum - total.value) > 1e-9 || (!silent.isEmpty && each <= 0) {
      problems.append(Problem(.pointsMismatch(exercise: total.value, tests: written), total.place))
    }
    return total?.value ?? sum
  }
}

extension Cell {
  fileprivate func worth(_ points: Double) -> Cell {
    guard let test else { return self }
    return Cell(
      id: id, hasOwnID: hasOwnID,
      role: .test(TestRole(exercise: test.exercise, points: points, isHidden: test.isHidden)), code: code,
      firstLine: firstLine, lines: lines, expectedError: expectedError, output: output, place: place)
  }
}

/// The code without its solutions. Where that leaves a block of the program empty, `...` stands in: a statement that is right
/// everywhere and does nothing.
func starter(of code: String) -> String {
  let lines = code.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  var result: [String] = []
  var next = 0
  for block in SolutionMarkers(lines).blocks {
    result += lines[next..<block.lines.lowerBound]
    next = block.lines.upperBound + 1
    let before = result.last(where: isCode)
    let after = lines[next...].first(where: isCode)
    let indent = { (line: String) in line.prefix { $0 == " " || $0 == "\t" }.count }
    let opensBlock = before.map { withoutComment($0).hasSuffix(":") } ?? (after == nil)
    if opensBlock, after.map({ indent($0) < block.indent.count }) ?? true {
      result.append(block.indent + "...")
    }
  }
  result += lines[next...]
  return result.joined(separator: "\n")
}

/// Whether a line is more than blanks and a comment.
private func isCode(_ line: String) -> Bool {
  line.first { $0 != " " && $0 != "\t" }.map { $0 != "#" } ?? false
}

/// The statement before a comment; only its last character matters here.
private func withoutComment(_ line: String) -> String { line.prefix { $0 != "#" }.trimmed }
