import ArgumentParser
import Glibc
import Script
import Text

/// The command line. Each command is a file in `Commands/`.
@main
struct Seodang: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "seodang",
      abstract: say("서당: 깊은 신경망이 어떻게 시작하고 배우는지, 한국어로 배워요.", "Seodang: how deep networks start and train."),
      discussion: say(
        "명령 없이 실행하면 한 줄씩 입력하는 프롬프트가 열려요. `seodang 파일`은 파일을 실행해요.",
        "Without a command it opens a prompt; `seodang FILE` runs a file."),
      version: "0.1.0",
      subcommands: [
        RunCommand.self, LearnCommand.self, CheckCommand.self, GradeCommand.self, AssignCommand.self,
        ListCommand.self, WatchCommand.self, ExplainCommand.self, ReplCommand.self,
      ],
      defaultSubcommand: RunCommand.self)
  }

  static func main() {
    // A reader that goes away early (`| head`) ends the program like any other tool.
    signal(SIGPIPE, SIG_DFL)
    ProcessHeap.growInLargeSteps()
    ProcessStack.allowMore()
    do {
      let words = arguments()
      if let run = Run(plainly: words) {
        try run.run()
      } else {
        var command = try parseAsRoot(words)
        try command.run()
      }
      console.finish(0)
    } catch let stop as Stop {
      console.finish(stop.status)
    } catch {
      explain(error)
    }
  }

  /// The arguments, with the prompt when there are none but a language.
  private static func arguments() -> [String] {
    let arguments = Array(CommandLine.arguments.dropFirst())
    let rest = LanguageOption.removed(from: arguments)
    if rest.isEmpty { return ["repl"] + arguments }
    refuseUnknownCommand(rest)
    // These are the program's own and take no language, which was read already; with it they would go to `run`.
    return ["--help", "-h", "help", "--version"].contains(rest[0]) ? rest : arguments
  }

  /// A misspelt command would go to `run` as the name of a file, with arguments that it doesn't know.
  private static func refuseUnknownCommand(_ words: [String]) {
    guard words.count > 1, let first = words.first, first.allSatisfy({ $0.isLetter && $0.isASCII }),
      !LessonFinder.commandNames.contains(first), access(first, F_OK) != 0
    else { return }
    let near = Spelling.suggestion(for: first, among: LessonFinder.commandNames)
    let stop = Stop(
      status: 2,
      say("모르는 명령이에요: \(first)", "Unknown command \(first)")
        + (near.map { say("\n  = 도움: 혹시 `seodang \($0)`?", "\n  = help: did you mean `seodang \($0)`?") }
          ?? say(
            "\n  = 도움: `seodang --help`가 명령을 모두 보여 줘요.", "\n  = help: `seodang --help` lists all commands."))
    )
    console.finish(stop.status)
  }

  /// Help and version go to standard output and are a success; a mistake in the arguments is status 2.
  private static func explain(_ error: any Error) -> Never {
    let text = HelpText.localized(fullMessage(for: error))
    if exitCode(for: error) == .success {
      console.out(text + "\n")
      console.finish(0)
    }
    console.error(text + "\n")
    console.finish(2)
  }
}

/// A text in the chosen language.
func say(_ korean: @autoclosure () -> String, _ english: @autoclosure () -> String) -> String {
  console.language.pick(ko: korean(), en: english())
}

/// Ends the program with a status after its messages are written: 1 when a script or a lesson failed, 2 for wrong usage or a file
/// that can't be read, 130 after Ctrl-C.
struct Stop: Error {
  let status: Int32

  static let failed = Stop(status: 1)
  static let usage = Stop(status: 2)
  static let interrupted = Stop(status: 130)

  init(status: Int32) { self.status = status }

  /// Says why on standard error first.
  init(status: Int32, _ message: String) {
    console.error(message.hasSuffix("\n") ? message : message + "\n")
    self.status = status
  }
}
