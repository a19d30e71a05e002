import Lessons
import Terminal
import Text

/// A whole class at one glance: a line a submission, a column an exercise.
struct GradeTable {
  private let reports: [Report]
  private let exercises: [String]

  init(_ reports: [Report]) {
    self.reports = reports
    exercises = reports.first?.exercises.map(\.id) ?? []
  }

  /// Aligned columns, with the mean of each exercise below.
  func text(on screen: Screen) -> String {
    let total = say("합계", "total")
    let head = [say("답안", "answers")] + exercises + [total]
    var rows = reports.map { report in
      [report.name] + report.exercises.map { points($0.earned, $0.points) }
        + [points(report.earned, report.points)]
    }
    rows.append(
      [say("평균", "mean")]
        + exercises.indices.map { place in
          mean(reports.map { $0.exercises.count > place ? $0.exercises[place].earned : 0 })
        } + [mean(reports.map(\.earned))])
    let widths = head.indices.map { column in
      ([head] + rows).map { DisplayWidth.columns(of: $0[column]) }.max() ?? 0
    }
    guard widths.reduce(0, +) + 2 * widths.count <= screen.width else {
      // Too wide: the totals alone.
      return reports.map { "\($0.name)  \(points($0.earned, $0.points))\n" }.joined()
    }
    func line(_ cells: [String]) -> String {
      zip(cells, widths).enumerated().map { column, cell in
        column == 0
          ? cell.0.padded(to: cell.1)
          : String(repeating: " ", count: cell.1 - DisplayWidth.columns(of: cell.0)) + cell.0
      }.joined(separator: "  ") + "\n"
    }
    return screen.styled(line(head), .bold) + rows.map(line).joined()
  }

  private func points(_ earned: Double, _ points: Double) -> String {
    "\(formatted(earned))/\(formatted(points))"
  }

  private func mean(_ values: [Double]) -> String {
    formatted((values.reduce(0, +) / Double(max(1, values.count)) * 100).rounded() / 100)
  }

  // MARK: For machines

  /// A table for a spreadsheet (RFC 4180). It begins with a byte order mark, without which Excel doesn't read Hangul.
  static func csv(_ reports: [Report]) -> String {
    let exercises = reports.first?.exercises.map(\.id) ?? []
    let head =
      [say("답안", "answers")] + exercises + [say("합계", "total"), say("만점", "points"), say("비고", "note")]
    let rows = reports.map { report in
      [cell(report.name)] + report.exercises.map { formatted($0.earned) }
        + [formatted(report.earned), formatted(report.points), cell(report.problem ?? "")]
    }
    return "\u{FEFF}" + ([head] + rows).map { $0.joined(separator: ",") + "\r\n" }.joined()
  }

  /// Text that a spreadsheet would take for a formula is marked as text.
  private static func cell(_ text: String) -> String {
    let isFormula = text.first.map { "=+-@\t\r".contains($0) } ?? false
    let safe = isFormula ? "'" + text : text
    guard safe.contains(where: { ",\"\n\r".contains($0) }) else { return safe }
    return "\"" + safe.replacing("\"", with: "\"\"") + "\""
  }

  /// The form that continuous integration shows: a suite a submission, a case a test.
  static func junit(_ reports: [Report]) -> String {
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"
    for report in reports {
      let tests = report.exercises.flatMap { exercise in exercise.tests.map { (exercise.id, $0) } }
      let failures = tests.count { !$0.1.verdict.isPassed }
      text +=
        "  <testsuite name=\"\(escaped(report.name))\" tests=\"\(tests.count)\" failures=\"\(failures)\">\n"
      for (exercise, test) in tests {
        text += "    <testcase classname=\"\(escaped(exercise))\" name=\"\(escaped(test.id))\""
        text +=
          test.verdict.isPassed
          ? "/>\n"
          : "><failure message=\"\(test.verdict.outcome.rawValue)\">\(escaped(test.verdict.words))</failure></testcase>\n"
      }
      if let problem = report.problem { text += "    <system-err>\(escaped(problem))</system-err>\n" }
      text += "  </testsuite>\n"
    }
    return text + "</testsuites>\n"
  }

  /// XML has no way to write most control characters.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n", "\t": result.unicodeScalars.append(scalar)
      case _ where scalar.value < 0x20 || (0xFFFE...0xFFFF).contains(scalar.value): result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
