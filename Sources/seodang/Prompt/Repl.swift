import Lessons
import Script
import Terminal
import Text

/// The prompt that `seodang` alone opens.
final class Repl {
  private let prompt: Prompt
  private var interrupts = 0
  private var hasFailed = false

  init(isASCII: Bool = false) { prompt = Prompt(commands: Repl.commands, isASCII: isASCII) }

  private static var commands: [PromptCommand] {
    [
      PromptCommand(
        "도움", "help", "?", argument: say("[이름]", "[name]"),
        help: say("이 표, 또는 이름의 설명을 봐요.", "This table, or what a name is."))
    ] + Inspection.commands + [
      PromptCommand("초기화", "reset", help: say("변수를 모두 지워요.", "Forgets all variables.")),
      PromptCommand("목록", "list", "l", help: say("수업을 봐요.", "The lessons.")),
      PromptCommand("끝", "quit", "q", "exit", help: say("나가요. Ctrl-D와 같아요.", "Leaves, like Ctrl-D.")),
    ]
  }

  func run() {
    if prompt.isInteractive {
      console.out(
        say(
          "서당 0.1.0 — 도움말은 :도움, 나가려면 :끝, 수업은 `seodang learn`\n",
          "Seodang 0.1.0 — :help for help, :quit to leave, `seodang learn` for lessons\n"))
    }
    while true {
      switch prompt.read(">>> ") {
      case .code(let code):
        interrupts = 0
        let failure = prompt.run(code).failure
        if case .exit(let status)? = failure?.kind { console.finish(Int32(status)) }
        if failure != nil { hasFailed = true }
      case .command(let line):
        interrupts = 0
        if obey(PromptCommand.Typed(line)) { return leave() }
      case .empty: interrupts = 0
      case .interrupted(let wasEmpty):
        interrupts = wasEmpty ? interrupts + 1 : 0
        if interrupts > 1 {
          console.out(say("끝내려면 :끝 또는 Ctrl-D를 누르세요.\n", "To leave: :quit or Ctrl-D.\n"))
        }
      case .end: return leave()
      }
    }
  }

  /// A person has seen the errors; a program that pipes entries in is told by the status.
  private func leave() {
    if hasFailed, !prompt.isInteractive { console.finish(1) }
  }

  /// Obeys a command; true to leave.
  private func obey(_ typed: PromptCommand.Typed) -> Bool {
    guard let command = Self.commands.first(where: typed.matches) else {
      console.out(PromptCommand.unknown(typed, among: Self.commands))
      return false
    }
    switch command.names[0] {
    case "도움":
      if typed.argument.isEmpty {
        console.out(PromptCommand.table(Self.commands, width: console.screen.width))
      } else {
        Inspection(prompt).help(typed.argument)
      }
    case "초기화":
      prompt.session.restart()
      console.out(say("변수를 모두 지웠어요.\n", "All variables are gone.\n"))
    case "목록": console.out(LessonList.text(on: console.screen))
    case "끝": return true
    default: _ = Inspection(prompt).obey(command, typed.argument)
    }
    return false
  }
}
