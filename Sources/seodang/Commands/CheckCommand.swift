import ArgumentParser
import Glibc
import Lessons
import Script
import Terminal

/// `seodang check FILE.md…`: the gate that a lesson must pass.
struct CheckCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "check",
      abstract: say(
        "수업을 실행해서 적힌 출력과 견주고, 연습의 점수를 확인해요.", "Runs lessons and compares with their recorded outputs."),
      discussion: say(
        "적힌 출력이 그대로 나오고, 본보기 풀이가 만점이고, 시작 코드가 만점이 아니어야 통과해요.",
        "Passes when outputs are reproduced, reference solutions earn all points and starters don't."))
  }

  @Argument(help: ArgumentHelp(say("수업 파일", "Lesson files"), valueName: say("파일", "files")))
  var files: [String]
  @Flag(help: ArgumentHelp(say("나온 출력을 파일에 적어요.", "Records the outputs in the files.")))
  var update = false
  @OptionGroup var language: LanguageOption

  func run() throws {
    let interrupt = Interrupt()
    InterruptSignal.install { interrupt.request() }
    var failed = false
    var unreadable = false
    for file in files {
      do {
        failed = try !check(file, interrupt) || failed
      } catch let stop as Stop {
        if stop.status == 130 { throw stop }
        unreadable = true
      }
    }
    if unreadable { throw Stop.usage }
    if failed { throw Stop.failed }
  }

  /// Whether the lesson passes.
  private func check(_ file: String, _ interrupt: Interrupt) throws -> Bool {
    let lesson = try LessonFinder.lesson(at: file)
    let check = LessonCheck(
      lesson, settings: Session.Settings(language: console.language), interrupt: interrupt)
    var findings = check.findings
    if update, !check.update.isEmpty {
      guard replace(file, with: check.update.bytes()) else {
        throw Stop(status: 2, say("파일을 쓸 수 없어요: \(file)", "\(file) can't be written"))
      }
      findings.removeAll { if case .output = $0.reason { check.update.covers($0.cell) } else { false } }
      console.out(say("\(file): 출력을 적었어요.\n", "\(file): outputs recorded.\n"))
    }
    for finding in findings {
      console.error("\(file):\(finding.line): [\(finding.cell)] " + finding.text(console.language))
      if case .interrupted = finding.reason { throw Stop.interrupted }
    }
    let screen = console.screen
    let seconds =
      Double(check.duration.components.seconds) + Double(check.duration.components.attoseconds) * 1e-18
    let time = "\((seconds * 10).rounded() / 10)"
    if findings.isEmpty {
      console.out(
        screen.styled("✔", .green)
          + say(
            " \(file): 셀 \(check.cellCount)개, 연습 \(lesson.exercises.count)개 통과 (\(time)초)\n",
            " \(file): \(check.cellCount) cells, \(lesson.exercises.count) exercises passed (\(time) s)\n"))
    } else {
      console.out(
        screen.styled("✘", .red)
          + say(
            " \(file): \(findings.count)곳이 맞지 않아요. (\(time)초)\n",
            " \(file): \(findings.count) findings (\(time) s)\n"))
    }
    return findings.isEmpty
  }

  /// Writes beside the file and renames, so that a lesson is never half a lesson; its permissions stay.
  private func replace(_ file: String, with bytes: [UInt8]) -> Bool {
    var status = stat()
    guard stat(file, &status) == 0 else { return false }
    let temporary = file + ".new"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC, status.st_mode & 0o777)
    guard descriptor >= 0 else { return false }
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count <= 0 { break }
      written += count
    }
    close(descriptor)
    guard written == bytes.count, rename(temporary, file) == 0 else {
      unlink(temporary)
      return false
    }
    return true
  }
}
