import ArgumentParser
import Lessons
import Script
import Terminal

/// `seodang grade ANSWERS.md… --lesson FILE.md`
struct GradeCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "grade",
      abstract: say("답안을 수업의 시험으로 채점해요.", "Grades answers by a lesson's tests."),
      discussion: say(
        "시험과 점수는 늘 수업 파일의 것을 써요. 시험은 하나씩 따로 실행하고, 결과가 없으면 0점이에요.",
        "Tests and points are the lesson's own. Each test runs by itself; without an outcome it earns nothing."
      ))
  }

  @Argument(help: ArgumentHelp(say("학생의 답안 파일", "Answer files"), valueName: "answers"))
  var answers: [String]
  @Option(
    help: ArgumentHelp(say("수업: 파일, 번호 또는 이름", "The lesson: file, number or name"), valueName: "lesson"))
  var lesson: String
  @Flag(help: ArgumentHelp(say("결과를 JSON으로 내요.", "Writes the result as JSON.")))
  var json = false
  @Option(help: ArgumentHelp(say("시험 하나에 주는 시간(초)", "Seconds for one test"), valueName: "seconds"))
  var seconds = 20.0
  @OptionGroup var language: LanguageOption

  func validate() throws {
    guard seconds > 0, seconds <= 3600 else {
      throw ValidationError(
        say("`--seconds`는 0보다 크고 3600 이하여야 해요.", "`--seconds` must be above 0, at most 3600."))
    }
  }

  func run() throws {
    let found = try LessonFinder.find(lesson)
    let lesson = try LessonFinder.parse(found.name, found.bytes)
    var submissions: [Answers] = []
    var unreadable: [(name: String, reason: String)] = []
    for file in answers {
      guard let bytes = readFile(file, limit: Answers.byteLimit + 1) else {
        // One bad file doesn't stop a class; alone it is a mistake in the arguments.
        if answers.count == 1 { _ = try LessonFinder.read(file) }
        unreadable.append((file, say("파일을 읽을 수 없어요.", "The file can't be read.")))
        continue
      }
      do throws(Answers.Unreadable) {
        submissions.append(try Answers(name: file, bytes: bytes, for: lesson))
      } catch {
        unreadable.append((file, error.text(console.language)))
      }
    }
    let interrupt = Interrupt()
    InterruptSignal.install { interrupt.request() }
    let grader = Grader(
      lesson, settings: Session.Settings(language: console.language), limits: TrialLimits(seconds: seconds))
    let reports: [Report]
    do throws(Grader.BrokenLesson) {
      reports = try grader.grade(submissions, interrupt: interrupt)
    } catch {
      if interrupt.isRequested { throw Stop.interrupted }
      throw Stop(
        status: 1,
        say("수업이 실행되지 않아 채점할 수 없어요. 셀 `\(error.cell)`:\n", "The lesson doesn't run; cell `\(error.cell)`:\n")
          + error.text)
    }
    if json {
      let list: [any Encodable & Sendable] =
        reports
        + unreadable.map {
          UnreadableAnswers(name: $0.name, lesson: lesson.id, points: lesson.points, error: $0.reason)
        }
      console.out(
        answers.count == 1 && list.count == 1 ? JSON.text(list[0]) : JSON.text(list.map(AnyReport.init)))
    } else {
      for report in reports { console.out(ReportText(screen: console.screen).text(report)) }
      for (name, reason) in unreadable {
        console.out(
          say(
            "\(name): 0점/\(formatted(lesson.points))점. \(reason)\n",
            "\(name): 0/\(formatted(lesson.points)). \(reason)\n"))
      }
    }
  }
}

/// The entry of a file that couldn't be read, beside the reports.
private struct UnreadableAnswers: Encodable {
  let name: String
  let lesson: String
  var earned = 0.0
  let points: Double
  let error: String
}

/// A report or the entry of an unreadable file, in one list.
private struct AnyReport: Encodable {
  let report: any Encodable & Sendable

  func encode(to encoder: any Encoder) throws { try report.encode(to: encoder) }
}

/// A report for people.
struct ReportText {
  let screen: Screen

  func text(_ report: Report) -> String {
    var text = say(
      "\(report.name): \(formatted(report.earned))점/\(formatted(report.points))점\n",
      "\(report.name): \(formatted(report.earned))/\(formatted(report.points)) points\n")
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
    case .limit where reason == "timeout":
      say("시간을 넘겨서 멈추었어요.", "Stopped: it took too long.") + "\n"
    case .crashed:
      say("실행하던 프로세스가 결과 없이 끝났어요 (\(reason)).", "The process ended without an outcome (\(reason)).") + "\n"
    default: reason.hasSuffix("\n") ? reason : reason + "\n"
    }
  }
}

extension Array where Element == Substring {
  fileprivate func dropLastBlank() -> ArraySlice<Substring> { last?.isEmpty == true ? dropLast() : self[...] }
}
