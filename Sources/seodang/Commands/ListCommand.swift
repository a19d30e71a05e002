import ArgumentParser
import Lessons
import Terminal
import Text

/// `seodang list`: lessons, progress, points.
struct ListCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "list", abstract: say("수업과 진도, 점수를 보여 줘요.", "Shows lessons, progress and points."))
  }

  @Flag(help: ArgumentHelp(say("막대와 색 없이 글로만 써요.", "Words only: no bars, no colour.")))
  var plain = false
  @OptionGroup var language: LanguageOption

  func run() throws {
    console.isPlain = plain
    console.out(LessonList.text(on: console.screen))
  }
}

/// The list of lessons, for the command and for `:목록`.
enum LessonList {
  static func text(on screen: Screen) -> String {
    let progress = StateFolder().map { ProgressStore($0).all } ?? []
    var text = ""
    var known: Set<String> = []
    for found in LessonFinder.embedded {
      guard let lesson = try? Lesson(name: LessonFinder.fileName(found.name), bytes: found.bytes) else {
        continue
      }
      known.insert(lesson.id)
      let name = LessonFinder.fileName(found.name).replacing(".md", with: "")
      let number = Int(name.prefix { $0.isNumber }).map(String.init) ?? name
      text += line(
        number, lesson.title, lesson.possiblePoints, progress.first { $0.lesson == lesson.id }, screen)
    }
    for own in progress where !known.contains(own.lesson) {
      text += line("·", "\(own.title) (\(own.file))", own.total, own, screen)
    }
    return text.isEmpty ? say("수업이 없어요.\n", "There are no lessons.\n") : text
  }

  private static func line(
    _ number: String, _ title: String, _ total: Double, _ progress: Progress?, _ screen: Screen
  ) -> String {
    let fraction = progress.map { $0.isFinished ? 1 : Double($0.step) / Double(max(1, $0.stepCount)) } ?? 0
    let mark =
      progress == nil ? "·" : fraction >= 1 ? screen.styled("✔", .green) : screen.styled("◐", .yellow)
    let points = say(
      "\(formatted(progress?.earned ?? 0))/\(formatted(total))점",
      "\(formatted(progress?.earned ?? 0))/\(formatted(total))")
    let percent = "\(Int((fraction * 100).rounded()))%"
    let start = String(repeating: " ", count: max(0, 2 - number.count)) + "\(number) \(mark) "
    if screen.width < 60 { return "\(start)\(title)\n     \(percent) · \(points)\n" }
    let bar = screen.isPlain ? "" : ProgressBar.text(fraction, width: 12) + " "
    return start + title.padded(to: 36) + " \(bar)" + String(repeating: " ", count: 4 - percent.count)
      + "\(percent)  \(points)\n"
  }
}

enum ProgressBar {
  static func text(_ fraction: Double, width: Int) -> String {
    let full = min(width, max(0, Int((fraction * Double(width)).rounded())))
    return String(repeating: "█", count: full) + String(repeating: "░", count: width - full)
  }
}
