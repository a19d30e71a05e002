import Glibc
import Lessons
import Script
import Terminal
import Text

/// A session at a keyboard or a pipe: entries, echoes, errors. The prompt of `seodang` and of a lesson are built on it.
final class Prompt {
  let session: Session
  private let blocks: BlockReader
  let isInteractive: Bool
  /// `--ascii`
  let isASCII: Bool

  /// - Parameter commands: the `:` commands that Tab completes.
  init(commands: [PromptCommand], isASCII: Bool = false) {
    // Wherever it goes on from: the session asks for nothing that outlives it.
    let session = Session(Session.Settings(language: console.language))
    self.session = session
    self.isASCII = isASCII
    isInteractive = isatty(STDIN_FILENO) == 1
    let interrupt = session.interrupt
    InterruptSignal.install { interrupt.request() }
    if isInteractive {
      let history = StateFolder().map { HistoryFile(path: $0.file("history")) }
      let entry = BlockReader.Entry()
      let completion = Completion(session, commands: commands)
      let keyboard = Keyboard(history: history) { word, before in
        completion.candidates(for: word, before: entry.text + before)
      }
      blocks = BlockReader(keyboard, entry: entry)
    } else {
      blocks = BlockReader(PipeReader())
    }
    session.loopWatch = console.ticker.loops
    session.onOutput = { console.out($0) }
    session.onFlush = { console.flush() }
    session.onError = { console.error($0) }
    session.onHelp = { page in HelpView(screen: console.screen).show(page) }
    session.onInput = { prompt in
      console.out(prompt)
      console.flush()
      return Swift.readLine()
    }
    FigurePrinter(isASCII: isASCII).attach(to: session)
  }

  /// The next entry. Without a terminal there is no prompt: it would end up in the pipe.
  func read(_ prompt: String, style: Style = .cyan) -> PromptEntry {
    console.flush()
    let screen = console.screen
    let entry = blocks.read(
      prompt: Keyboard.prompt(prompt, style, on: screen),
      continuation: Keyboard.prompt("... ", .dim, on: screen))
    // A Ctrl-C at the prompt dropped a line; it must not stop what runs next.
    forgetInterrupt()
    guard case .code(let code) = entry, let command = Prompt.wordsForCommands[code.trimmed] else {
      return entry
    }
    // Unless the person has a use of their own for the word.
    return session.machine.global(String(code.trimmed.prefix { $0 != "(" })) == nil
      ? .command(command) : entry
  }

  func forgetInterrupt() { _ = session.interrupt.take() }

  /// What people type as if it were Python, and mean the prompt.
  private static let wordsForCommands = [
    "exit": ":끝", "quit": ":끝", "exit()": ":끝", "quit()": ":끝", "help": ":도움", "help()": ":도움",
  ]

  /// Runs an entry and shows its value.
  @discardableResult
  func run(_ code: String) -> CellRun {
    let run = console.ticker.during {
      session.run(Source(code, name: say("<입력>", "<input>")), mode: .interactive)
    }
    if let failure = run.failure {
      show(failure)
    } else if let echo = session.echo(run.value) {
      if let failure = echo.failure { show(failure) } else { console.out(echo.printed) }
    }
    console.flush()
    return run
  }

  func show(_ failure: Failure) {
    let screen = console.errorScreen
    if failure.kind == .interrupted {
      console.error(say("멈추었어요. 변수는 그대로 있어요.\n", "Stopped. All variables are still there.\n"))
    } else {
      console.error(failure.text(console.language, width: screen.width, color: screen.hasColor))
    }
  }
}
