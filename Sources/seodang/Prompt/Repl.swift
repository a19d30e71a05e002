import Lessons
import Script
import Terminal
import Text

/// The prompt that `seodang` alone opens.
final class Repl {
  private let prompt = Prompt()
  private var interrupts = 0

  private static var commands: [PromptCommand] {
    [
      PromptCommand(
        "도움", "help", "?", argument: say("[이름]", "[name]"),
        help: say("이 표, 또는 이름의 설명을 봐요.", "This table, or what a name is.")),
      PromptCommand("변수", "vars", "v", help: say("만든 변수를 모두 봐요.", "All variables.")),
      PromptCommand(
        "모양", "shape", argument: "x", help: say("텐서의 모양과 통계를 봐요.", "A tensor's shape and statistics.")),
      PromptCommand(
        "시간", "time", "t", argument: say("식", "code"), help: say("걸리는 시간을 재요.", "How long code takes.")),
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
        if case .exit(let status)? = prompt.run(code).failure?.kind { console.finish(Int32(status)) }
      case .command(let line):
        interrupts = 0
        if obey(PromptCommand.Typed(line)) { return }
      case .empty: interrupts = 0
      case .interrupted:
        interrupts += 1
        if interrupts > 1 {
          console.out(say("끝내려면 :끝 또는 Ctrl-D를 누르세요.\n", "To leave: :quit or Ctrl-D.\n"))
        }
      case .end: return
      }
    }
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
    case "변수": Inspection(prompt).variables()
    case "모양": Inspection(prompt).shape(typed.argument)
    case "시간": Inspection(prompt).time(typed.argument)
    case "초기화":
      prompt.session.restart()
      console.out(say("변수를 모두 지웠어요.\n", "All variables are gone.\n"))
    case "목록": console.out(LessonList.text(on: console.screen))
    default: return true
    }
    return false
  }
}
