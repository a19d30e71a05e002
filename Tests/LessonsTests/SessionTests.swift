import Glibc
import Lessons
import Script
import Testing
import Text

@Suite("A session") struct SessionTests {
  private func code(_ text: String) -> Source { Source(text + "\n", name: "test") }

  @Test("runs pieces of code in one namespace and keeps what they print")
  func namespace() {
    let session = Session()
    var streamed = ""
    session.onOutput = { streamed += $0 }
    #expect(session.run(code("x = 20")).printed == "")
    #expect(session.run(code("print(x + 1)\nprint('끝')")).printed == "21\n끝\n")
    #expect(streamed == "21\n끝\n")
  }

  @Test("tells a value as the prompt shows it, and nothing of None")
  func echo() throws {
    let session = Session()
    let run = session.run(code("'가' + 'b'"), mode: .interactive)
    #expect(session.echo(run.value)?.printed == "'가b'\n")
    #expect(session.run(code("_ * 2"), mode: .interactive).failure == nil)
    #expect(session.echo(session.run(code("None"), mode: .interactive).value) == nil)
  }

  @Test("keeps its state after an error, and says where it was")
  func failure() throws {
    let session = Session()
    let run = session.run(code("x = 1\nprint(x)\ny"))
    #expect(run.printed == "1\n")
    let failure = try #require(run.failure)
    #expect(failure.name == "NameError")
    #expect(failure.kind == .error)
    #expect(failure.diagnostics.first?.place?.line == 3)
    #expect(session.run(code("print(x)")).printed == "1\n")
  }

  @Test("tells all mistakes of a text that can't be compiled")
  func syntaxErrors() throws {
    let failure = try #require(Session().run(code("x = = 1")).failure)
    #expect(failure.name == "SyntaxError")
    #expect(!failure.diagnostics.isEmpty)
  }

  @Test("goes back to an earlier state without printing again")
  func rewind() {
    let session = Session()
    session.run(code("x = [1]\nprint('한 번')"))
    session.run(code("x.append(2)"))
    session.run(code("y = 3"))
    var printed = ""
    session.onOutput = { printed += $0 }
    session.rewind(to: 1)
    #expect(printed == "")
    #expect(session.history.count == 1)
    #expect(session.run(code("print(x)")).printed == "[1]\n")
    #expect(session.run(code("y")).failure?.name == "NameError")
  }

  @Test("is stopped from another thread and goes on with its state")
  func interrupt() {
    let session = Session()
    // The flag of the engine is one for the process, where other tests run.
    session.interrupt.engine = nil
    session.run(code("x = 7"))
    // A thread of its own: a task might wait for a thread that the loop below holds.
    var thread = pthread_t()
    let context = Unmanaged.passRetained(session.interrupt).toOpaque()
    let failed = pthread_create(
      &thread, nil,
      { context in
        usleep(100_000)
        if let context { Unmanaged<Interrupt>.fromOpaque(context).takeRetainedValue().request() }
        return nil
      }, context)
    guard failed == 0 else { return }
    let run = session.run(code("while True: pass"))
    pthread_join(thread, nil)
    #expect(run.failure?.kind == .interrupted)
    #expect(session.run(code("print(x)")).printed == "7\n")
  }

  @Test(
    "ends at its limits with an error that scripts can't catch",
    arguments: [
      "while True: pass",
      "while True:\n    try:\n        while True: pass\n    except BaseException:\n        pass",
      "while True: print('x' * 100)",
    ])
  func limits(text: String) {
    var limits = Limits()
    limits.seconds = 0.3
    limits.outputBytes = 100_000
    let session = Session(Session.Settings(limits: limits))
    #expect(session.run(code(text)).failure?.kind == .limit)
  }

  @Test(
    "knows what leaving means",
    arguments: [("raise SystemExit", 0), ("raise SystemExit(3)", 3), ("raise SystemExit('말')", 1)])
  func exit(text: String, status: Int) {
    #expect(Session().run(code(text)).failure?.kind == .exit(status: status))
  }

  @Test("asks the parser whether an entry is whole")
  func completeness() {
    func isIncomplete(_ text: String) -> Bool {
      if case .incomplete = Session.completeness(of: text) { true } else { false }
    }
    #expect(isIncomplete("def f():\n"))
    #expect(isIncomplete("x = (1,\n"))
    #expect(isIncomplete("'''가\n"))
    #expect(!isIncomplete("x = 1\n"))
    #expect(!isIncomplete("x = = 1\n"))
  }
}
