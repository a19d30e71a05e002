import Lessons
import Terminal

/// A report for people.
struct ReportText {
  let screen: Screen

  func text(_ report: Report) -> String {
    var text = say(
      "\(report.name): \(formatted(report.earned))점/\(formatted(report.points))점",
      "\(report.name): \(formatted(report.earned))/\(formatted(report.points)) points")
    text += (report.problem.map { ". \($0)" } ?? "") + "\n"
    for exercise in report.exercises { text += self.text(exercise) }
    if !report.unknown.isEmpty {
      let ids = report.unknown.map { "`\($0)`" }.joined(separator: ", ")
      text += say("  수업에 없는 id의 셀은 보지 않았어요: \(ids)\n", "  cells with unknown ids were ignored: \(ids)\n")
    }
    return text
  }

  private func text(_ exercise: Report.ExerciseResult) -> String {
    var text = "  \(exercise.id)  " + points(exercise.earned, exercise.points) + "\n"
    for test in exercise.tests {
      let mark = test.verdict.isPassed ? screen.styled("✔", .green) : screen.styled("✘", .red)
      let hidden = test.isHidden ? say(" (숨은 시험)", " (hidden)") : ""
      text += "    \(mark) \(test.id)\(hidden)  \(points(test.earned, test.points))\n"
      for line in test.verdict.words.split(separator: "\n", omittingEmptySubsequences: false).dropLastBlank()
      {
        text += "        \(line)\n"
      }
    }
    return text
  }

  private func points(_ earned: Double, _ points: Double) -> String {
    say("\(formatted(earned))/\(formatted(points))점", "\(formatted(earned))/\(formatted(points))")
  }
}

extension Verdict {
  /// The reason with the outcome in words.
  var words: String {
    switch outcome {
    case .passed: ""
    case .failed where reason.isEmpty: say("통과하지 못했어요.", "Not passed.") + "\n"
    case .error where reason.isEmpty: say("시험하는 동안 오류가 났어요.", "It raised an error.") + "\n"
    case .limit where reason == "timeout":
      say("시간을 넘겨서 멈추었어요.", "Stopped: it took too long.") + "\n"
    case .limit where reason.isEmpty:
      say("시간이나 메모리의 한도를 넘었어요.", "It used up its time or memory.") + "\n"
    case .crashed:
      say("실행하던 프로세스가 결과 없이 끝났어요 (\(reason)).", "The process ended without an outcome (\(reason)).") + "\n"
    default: reason.hasSuffix("\n") ? reason : reason + "\n"
    }
  }
}

extension Array where Element == Substring {
  fileprivate func dropLastBlank() -> ArraySlice<Substring> { last?.isEmpty == true ? dropLast() : self[...] }
}
