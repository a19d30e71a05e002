import Glibc
import Lessons
import Script
import Terminal
import Text

/// Runs a file from top to bottom, or the code after `-c`.
struct Run {
  var file: String?
  var code: String?
  /// Draws figures even where there is no terminal.
  var plots = false
  /// Draws figures in ASCII only.
  var ascii = false

  init(file: String? = nil, code: String? = nil, plots: Bool = false, ascii: Bool = false) {
    self.file = file
    self.code = code
    self.plots = plots
    self.ascii = ascii
  }

  /// What `FILE`, `run FILE` and `-c CODE` ask for, nil for all other words. The parser of arguments looks through every type of
  /// the program for what it conforms to, which takes longer than all the rest of a start.
  init?(plainly words: [String]) {
    func isPlain(_ word: String) -> Bool { !word.hasPrefix("-") }
    switch words.count {
    case 1 where isPlain(words[0]) && !LessonFinder.commandNames.contains(words[0]): self.init(file: words[0])
    case 2 where words[0] == "run" && isPlain(words[1]): self.init(file: words[1])
    case 2 where words[0] == "-c" && isPlain(words[1]): self.init(code: words[1])
    default: return nil
    }
  }

  func run() throws {
    let session = Session(Session.Settings(language: console.language))
    // Kept to the end of the process, whose memory goes back as a whole: to free a million objects one by one takes a script's
    // own time again.
    _ = Unmanaged.passRetained(session)
    session.loopWatch = console.ticker.loops
    session.onOutput = { console.out($0) }
    session.onFlush = { console.flush() }
    session.onError = { console.error($0) }
    session.onInput = { prompt in
      console.out(prompt)
      console.flush()
      return Swift.readLine()
    }
    FigurePrinter(isForced: plots, isASCII: ascii).attach(to: session)
    let interrupt = session.interrupt
    InterruptSignal.install { interrupt.request() }

    if let code {
      try finish(session.run(Source(code.normalized + "\n", name: "<string>")))
    } else if let file, file != "-" {
      let bytes = try LessonFinder.read(file)
      if file.hasSuffix(".md") {
        try run(LessonFinder.parse(file, bytes), in: session)
      } else {
        let source = Source(try text(bytes, file), name: LessonFinder.fileName(file))
        try finish(console.ticker.during { session.run(source) })
      }
    } else if file == nil, isatty(STDIN_FILENO) == 1 {
      throw Stop(status: 2, say("실행할 파일을 적어 주세요: seodang run 파일", "Name a file: seodang run FILE"))
    } else {
      try finish(session.run(Source(text(standardInput(), "<stdin>"), name: "<stdin>")))
    }
  }

  private func run(_ lesson: Lesson, in session: Session) throws {
    for cell in lesson.cells {
      let run = console.ticker.during { session.run(cell, of: lesson) }
      if let expected = cell.expectedError {
        if let failure = run.failure, failure.matches(expected) { continue }
        if run.failure == nil {
          throw Stop(
            status: 1,
            say(
              "\(lesson.source.name):\(cell.place.line): 셀 `\(cell.id)`: \(expected) 오류가 나야 하는데 나지 않았어요.",
              "\(lesson.source.name):\(cell.place.line): cell `\(cell.id)` should have raised \(expected)."))
        }
      }
      try finish(run)
    }
    if lesson.frontMatter.id != nil, isatty(STDERR_FILENO) == 1 {
      console.error(
        say(
          "\n한 걸음씩 해 보려면: seodang learn \(file ?? "")\n", "\nStep through it: seodang learn \(file ?? "")\n"))
    }
  }

  /// Tells an error and ends the program with its status.
  private func finish(_ run: CellRun) throws {
    guard let failure = run.failure else { return }
    if case .exit(let status) = failure.kind {
      if status == 0 { throw Stop(status: 0) }
      // `sys.exit("words")` prints the words.
      if status == 1, let text = failure.diagnostics.first?.message.python, Int(text) == nil {
        console.error(text + "\n")
      }
      throw Stop(status: Int32(status))
    }
    let screen = console.errorScreen
    console.error(failure.text(console.language, width: screen.width, color: screen.hasColor))
    throw failure.kind == .interrupted ? Stop.interrupted : Stop.failed
  }

  private func text(_ bytes: [UInt8], _ name: String) throws -> String {
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard let text = String(validating: bytes[start...], as: UTF8.self) else {
      throw Stop(status: 2, say("UTF-8로 읽을 수 없는 파일이에요: \(name)", "\(name) isn't UTF-8"))
    }
    return text.normalized
  }

  private func standardInput() -> [UInt8] {
    var result: [UInt8] = []
    var chunk: [UInt8] = Array(repeating: 0, count: 65536)
    while true {
      let count = read(STDIN_FILENO, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      if count <= 0 { return result }
      result += chunk[..<count]
    }
  }
}
