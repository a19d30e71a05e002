import ArgumentParser
import Lessons
import Script
import Terminal
import Text

/// `seodang explain E0203`: what a kind of mistake is, with an example.
struct ExplainCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "explain",
      abstract: say("오류 번호의 뜻을 예와 함께 설명해요.", "Explains the code of an error, with an example."))
  }

  @Argument(
    help: ArgumentHelp(
      say("오류 번호. 없으면 모두 늘어놓아요.", "The code; without one, all are listed."), valueName: say("코드", "code")))
  var code: String?
  @OptionGroup var language: LanguageOption

  func run() throws {
    let topics = ExplainedTopics.all
    guard let code else {
      for topic in topics { console.out("\(topic.code)  \(topic.explanation(console.language).title)\n") }
      return
    }
    guard let topic = Topic.find(code, in: topics) else {
      throw Stop(
        status: 2,
        say(
          "모르는 오류 번호예요: \(code)\n  = 도움: `seodang explain`이 모든 번호를 보여 줘요.",
          "Unknown code \(code)\n  = help: `seodang explain` lists all codes."))
    }
    console.out(text(topic))
  }

  private func text(_ topic: Topic) -> String {
    let screen = console.screen
    let explanation = topic.explanation(console.language)
    var text = screen.styled("\(topic.code) \(topic.exception): \(explanation.title)", .bold) + "\n\n"
    for line in wrap(explanation.body, width: screen.textWidth) { text += line + "\n" }
    guard !topic.example.isEmpty else { return text }
    text += "\n"
    var highlighter = PythonHighlighter()
    for line in topic.example.split(separator: "\n", omittingEmptySubsequences: false) {
      text +=
        "  " + highlighter.runs(of: String(line)).map { screen.styled($0.text, $0.style) }.joined() + "\n"
    }
    return text
  }
}
