import ArgumentParser
import Glibc
import Lessons

/// `seodang assign LESSON.md`: the student's copy.
struct AssignCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "assign",
      abstract: say(
        "학생에게 나눠 줄 사본을 만들어요: 풀이와 숨은 시험을 빼요.", "Makes the student's copy: no solutions, no hidden tests."))
  }

  @Argument(
    help: ArgumentHelp(
      say("수업: 파일, 번호 또는 이름", "The lesson: file, number or name"), valueName: say("수업", "lesson")))
  var lesson: String
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      say("쓸 파일. 없으면 표준 출력이에요.", "The file to write; standard output without it."),
      valueName: say("파일", "file")))
  var output: String?
  @OptionGroup var language: LanguageOption

  func run() throws {
    let found = try LessonFinder.find(lesson)
    let copy = try LessonFinder.parse(found.name, found.bytes).studentCopy()
    guard let output else {
      console.out(String(decoding: copy, as: UTF8.self))
      return
    }
    guard let file = fopen(output, "wx") else {
      throw Stop(
        status: 2,
        errno == EEXIST
          ? say("파일이 이미 있어요: \(output)", "\(output) exists already")
          : say("파일을 쓸 수 없어요: \(output)", "\(output) can't be written"))
    }
    let isWhole = fwrite(copy, 1, copy.count, file) == copy.count
    guard fclose(file) == 0, isWhole else {
      throw Stop(status: 2, say("파일을 다 쓰지 못했어요: \(output)", "\(output) couldn't be written to its end"))
    }
  }
}
