import Library
import Plots
import Script
import Text

/// The one object that runs cells: behind scripts, lessons, `check`, grading and the prompt.
///
/// A session has one namespace. Each piece of code that was run is remembered, so that going back is running the earlier ones
/// again in a fresh machine: everything is deterministic by its seed, so the state is the same as it was.
package final class Session {
  /// What a session may use up and how it speaks.
  package struct Settings: Sendable {
    package var limits: Limits
    package var language: Language

    package init(limits: Limits = Limits(), language: Language = .korean) {
      self.limits = limits
      self.language = language
    }
  }

  package let settings: Settings
  /// Stops what is running; safe in a signal handler. The same flag for the session's whole life.
  package let interrupt: Interrupt
  /// Where printed text goes at once, besides the result of the cell.
  package var onOutput: ((String) -> Void)?
  /// Makes what was printed visible at once.
  package var onFlush: (() -> Void)?
  /// Where `sys.stderr` goes; nowhere by default, so that a recorded output is what a cell prints.
  package var onError: ((String) -> Void)?
  /// Where shown figures go.
  package var onFigure: ((Figure) -> Void)?
  /// Where saved figures go; nil where scripts may not write files.
  package var onSave: ((_ svg: String, _ name: String) throws -> Void)?
  /// How `help(x)` shows a page; as plain lines by default.
  package var onHelp: ((HelpPage) -> Void)?
  /// Where `input()` reads from.
  package var onInput: ((_ prompt: String) -> String?)?

  /// Who wants to know how far loops are.
  package var loopWatch: LoopWatch? {
    didSet { machine.loopWatch = loopWatch }
  }

  package private(set) var machine: Machine
  /// What was run so far, in order.
  package private(set) var history: [Source] = []
  private var printed = ""

  package init(_ settings: Settings = Settings(), interrupt: Interrupt = Interrupt()) {
    self.settings = settings
    self.interrupt = interrupt
    machine = Machine(interrupt: interrupt)
    prepare()
  }

  private func prepare() {
    machine.limits = settings.limits
    machine.loopWatch = loopWatch
    // The session owns the machine, so its closures don't outlive the session.
    machine.output = { [unowned self] text in
      printed += text
      onOutput?(text)
    }
    machine.flush = { [unowned self] in onFlush?() }
    machine.errorOutput = { [unowned self] text in onError?(text) }
    machine.input = { [unowned self] prompt in onInput?(prompt) }
    let language = settings.language
    machine.defineBuiltin(
      "help",
      .object(
        NativeFunction("help", nil) { [unowned self] machine, arguments in
          let subject = arguments.count > 0 ? HelpSubject(arguments[0], machine) : nil
          if let page = subject?.page, let onHelp {
            onHelp(page)
            return .none
          }
          let usage = language.pick(
            ko: "help(이름): 그 이름의 설명과 예를 보여 줘요.", en: "help(name) shows a page with an example.")
          machine.output((subject?.lines(language) ?? [usage]).map { $0 + "\n" }.joined())
          return .none
        }))
    // Python's `site` puts these beside the built-in names.
    for name in ["exit", "quit"] {
      machine.defineBuiltin(
        name,
        .object(
          NativeFunction(name, "code=None", module: "_sitebuiltins") { machine, arguments in
            throw ScriptError(
              ExceptionObject(
                machine.exceptionType(.systemExit), arguments: arguments[0].isNone ? [] : [arguments[0]]))
          }))
    }
    Modules.install(on: machine) { [unowned self] in
      FigureOutlet(show: { [unowned self] in onFigure?($0) }, save: onSave)
    }
  }

  // MARK: Running

  /// Runs a piece of code in the namespace and remembers it.
  @discardableResult
  package func run(_ source: Source, mode: Machine.Mode = .file) -> CellRun {
    history.append(source)
    return execute(source) { try $0.run(source, mode: mode) }
  }

  /// Runs a cell of a lesson, or other code in its place; errors name the cell and count its lines from 1.
  @discardableResult
  package func run(
    _ cell: Cell, of lesson: Lesson, code: String? = nil, mode: Machine.Mode = .file
  ) -> CellRun {
    run(Source(code ?? cell.code, name: lesson.source.name, cell: cell.id), mode: mode)
  }

  /// Runs code without remembering it: what only looks at the state.
  package func peek(_ source: Source, mode: Machine.Mode = .interactive) -> CellRun {
    execute(source) { try $0.run(source, mode: mode) }
  }

  /// What a prompt shows of a value: its `repr`, nothing for `None`. The value becomes `_`.
  package func echo(_ value: Value?) -> CellRun? {
    guard let value, !value.isNone else { return nil }
    machine.setGlobal("_", value)
    var text = ""
    let run = execute(Source("", name: "<stdin>")) { machine in
      text = try machine.repr(value) + "\n"
      return value
    }
    return CellRun(printed: run.printed + text, value: value, failure: run.failure, duration: run.duration)
  }

  private func execute(_ source: Source, _ body: (Machine) throws -> Value?) -> CellRun {
    printed = ""
    let start = ContinuousClock.now
    var value: Value?
    var failure: Failure?
    do {
      value = try body(machine)
    } catch let error as ScriptError {
      failure = Failure(error, in: source, machine)
    } catch {
      // Not Python's: a mistake of ours, told as one rather than hidden.
      failure = Failure(machine.error(.systemError, "\(error)"), in: source, machine)
    }
    // An interrupt that came too late must not stop the next cell.
    _ = interrupt.take()
    return CellRun(printed: printed, value: value, failure: failure, duration: start.duration(to: .now))
  }

  package static func completeness(of code: String) -> Machine.Completeness {
    Machine.completeness(of: Source(code, name: "<stdin>"))
  }

  // MARK: Going back

  /// The namespace as it was after the first `count` pieces of code. What was printed then isn't printed again.
  package func rewind(to count: Int) {
    let kept = Array(history.prefix(count))
    restart()
    replay(kept)
  }

  /// Runs pieces of code without showing anything; stops early only when interrupted.
  package func replay(_ sources: [Source]) {
    let (output, figure, save) = (onOutput, onFigure, onSave)
    (onOutput, onFigure, onSave) = (nil, nil, nil)
    defer { (onOutput, onFigure, onSave) = (output, figure, save) }
    for source in sources where run(source).failure?.kind == .interrupted { return }
  }

  /// An empty namespace.
  package func restart() {
    machine = Machine(interrupt: interrupt)
    history = []
    prepare()
  }
}

/// What became of a piece of code.
package struct CellRun {
  package let printed: String
  /// The value of a last expression statement, in interactive mode.
  package let value: Value?
  package let failure: Failure?
  package let duration: Duration
}
