import ArgumentParser
import Glibc
import Lessons
import Terminal

/// `seodang learn [LESSON]`
struct LearnCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "learn",
      abstract: say("수업을 한 걸음씩 배워요.", "Steps through a lesson."),
      discussion: say(
        "이름 없이 실행하면 지난번에 멈춘 곳에서 이어져요.", "Without a name it goes on where you stopped."))
  }

  @Argument(
    help: ArgumentHelp(
      say("수업: 번호, 이름 또는 파일", "The lesson: number, name or file"), valueName: say("수업", "lesson")))
  var lesson: String?
  @Flag(help: ArgumentHelp(say("막대와 색 없이 글로만 써요.", "Words only: no bars, no colour.")))
  var plain = false
  @Flag(help: ArgumentHelp(say("그림을 ASCII 글자로만 그려요.", "Draws figures in ASCII only.")))
  var ascii = false
  @OptionGroup var language: LanguageOption

  func run() throws {
    console.isPlain = plain
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
      throw Stop(
        status: 2,
        say(
          "터미널이 필요해요. 수업을 한 번에 실행하려면: seodang run 파일.md",
          "A terminal is needed. To run a lesson as a whole: seodang run FILE.md"))
    }
    let store = StateFolder().map(ProgressStore.init)
    let word = try lesson ?? store?.last?.file ?? firstLesson()
    let found = try LessonFinder.find(word)
    let lesson = try LessonFinder.parse(found.name, found.bytes)
    try Learner(lesson, file: absolute(found.name), store: store, isASCII: ascii).run()
  }

  private func firstLesson() throws -> String {
    guard let first = LessonFinder.embedded.first else {
      throw Stop(status: 2, say("배울 수업을 적어 주세요: seodang learn 파일.md", "Name a lesson: seodang learn FILE.md"))
    }
    return first.name.hasPrefix("lessons/")
      ? LessonFinder.fileName(first.name).replacing(".md", with: "") : first.name
  }

  /// So that the lesson is found tomorrow from another folder; a lesson inside the program goes by its name.
  private func absolute(_ name: String) -> String {
    guard readFile(name) != nil else { return LessonFinder.fileName(name).replacing(".md", with: "") }
    guard let path = realpath(name, nil) else { return name }
    defer { free(path) }
    return String(cString: path)
  }
}
