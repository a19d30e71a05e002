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

  @Argument(
    help: ArgumentHelp(
      say("학생의 답안 파일, 또는 답안이 든 폴더", "Answer files, or folders of them"), valueName: say("답안", "answers")))
  var answers: [String]
  @Option(
    help: ArgumentHelp(
      say("수업: 파일, 번호 또는 이름", "The lesson: file, number or name"), valueName: say("수업", "lesson")))
  var lesson: String
  @Flag(help: ArgumentHelp(say("결과를 JSON으로 내요.", "Writes the result as JSON.")))
  var json = false
  @Flag(help: ArgumentHelp(say("점수를 CSV로 내요. 표 계산 프로그램에서 열 수 있어요.", "Writes the points as CSV.")))
  var csv = false
  @Flag(help: ArgumentHelp(say("결과를 JUnit XML로 내요.", "Writes the result as JUnit XML.")))
  var junit = false
  @Flag(
    help: ArgumentHelp(
      say("숨은 시험의 까닭도 보여요. 학생에게 보여 주지 마세요.", "Tells the reasons of hidden tests, too: not for students.")))
  var showHidden = false
  @Option(help: ArgumentHelp(say("시험 하나에 주는 시간(초)", "Seconds for one test"), valueName: say("초", "seconds")))
  var seconds = 20.0
  @OptionGroup var language: LanguageOption

  func validate() throws {
    guard seconds > 0, seconds <= 3600 else {
      throw ValidationError(
        say("`--seconds`는 0보다 크고 3600 이하여야 해요.", "`--seconds` must be above 0, at most 3600."))
    }
    guard [json, csv, junit].count(where: { $0 }) <= 1 else {
      throw ValidationError(
        say("`--json`, `--csv`, `--junit` 가운데 하나만 쓰세요.", "Use one of `--json`, `--csv` and `--junit`."))
    }
  }

  func run() throws {
    let found = try LessonFinder.find(lesson)
    let lesson = try LessonFinder.parse(found.name, found.bytes)
    let files = try AnswerFiles(answers)
    var submissions: [Answers] = []
    var unreadable: [(name: String, reason: String)] = []
    for file in files.paths {
      guard let bytes = readFile(file, limit: Answers.byteLimit + 1) else {
        // One bad file doesn't stop a class; alone it is a mistake in the arguments.
        if files.paths.count == 1 { _ = try LessonFinder.read(file) }
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
    var reports: [Report]
    do throws(Grader.BrokenLesson) {
      reports = try grader.grade(submissions, interrupt: interrupt)
    } catch {
      if interrupt.isRequested { throw Stop.interrupted }
      throw Stop(
        status: 1,
        say("수업이 실행되지 않아 채점할 수 없어요. 셀 `\(error.cell)`:\n", "The lesson doesn't run; cell `\(error.cell)`:\n")
          + error.text)
    }
    if !showHidden { reports = reports.map { $0.withoutHiddenReasons() } }
    reports += unreadable.map { Report(name: $0.name, lesson: lesson, unreadable: $0.reason) }
    // In the order in which they were named, readable or not.
    let places = Dictionary(
      files.paths.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    reports.sort { places[$0.name] ?? 0 < places[$1.name] ?? 0 }
    write(reports, isSingle: files.isSingle)
  }

  private func write(_ reports: [Report], isSingle: Bool) {
    if json {
      console.out(isSingle && reports.count == 1 ? JSON.text(reports[0]) : JSON.text(reports))
    } else if csv {
      console.out(GradeTable.csv(reports))
    } else if junit {
      console.out(GradeTable.junit(reports))
    } else {
      for report in reports { console.out(ReportText(screen: console.screen).text(report)) }
      if reports.count > 1 { console.out("\n" + GradeTable(reports).text(on: console.screen)) }
    }
  }
}
