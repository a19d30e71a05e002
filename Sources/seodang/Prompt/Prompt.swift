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

  init(isASCII: Bool = false) {
    // Wherever it goes on from: the session asks for nothing that outlives it.
    let session = Session(Session.Settings(language: console.language))
    self.session = session
    self.isASCII = isASCII
    isInteractive = isatty(STDIN_FILENO) == 1
    let interrupt = session.interrupt
    InterruptSignal.install { interrupt.request() }
    if isInteractive {
      let history = StateFolder().map { HistoryFile(path: $0.file("history")) }
      let keyboard = Keyboard(history: history) { word, _ in Completion(session).candidates(for: word) }
      blocks = BlockReader(keyboard)
    } else {
      blocks = BlockReader(PipeReader())
    }
    session.loopWatch = console.ticker.loops
    session.onOutput = { console.out($0) }
    session.onFlush = { console.flush() }
    session.onError = { console.error($0) }
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
    return blocks.read(
      prompt: Keyboard.prompt(prompt, style, on: screen),
      continuation: Keyboard.prompt("... ", .dim, on: screen))
  }

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

/// Names for the Tab key: built-in and global names, keywords, modules after `import`, attributes after a dot.
struct Completion {
  private let session: Session

  init(_ session: Session) { self.session = session }

  private static let keywords = [
    "False", "None", "True", "and", "assert", "break", "class", "continue", "def", "del", "elif", "else",
    "except",
    "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass",
    "raise", "return", "try", "while", "with", "yield",
  ]

  func candidates(for word: String) -> [String] {
    let machine = session.machine
    guard let dot = word.lastIndex(of: ".") else {
      let names =
        Set(machine.globalNames).union(machine.builtins.keys.map(machine.symbols.name)).union(Self.keywords)
        .union(machine.registeredModules.filter { !$0.contains(".") })
      return names.filter { $0.hasPrefix(word) && (!$0.hasPrefix("_") || word.hasPrefix("_")) }.sorted()
    }
    let owner = word[..<dot]
    let start = String(word[word.index(after: dot)...])
    var path = owner.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard !path.isEmpty, var value = machine.global(path.removeFirst()) else {
      // `import torch.nn`: modules that aren't there yet.
      return machine.registeredModules.filter { $0.hasPrefix(word) }
    }
    for name in path {
      guard let next = try? machine.attribute(value, machine.symbol(name)) else { return [] }
      value = next
    }
    let names = value.object?.attributeNames(machine) ?? machine.type(of: value).allAttributeNames(machine)
    return names.filter { $0.hasPrefix(start) && (!$0.hasPrefix("_") || start.hasPrefix("_")) }.map {
      "\(owner).\($0)"
    }
  }
}
