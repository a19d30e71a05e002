import Testing
import Text

@Suite("Learning at a terminal", .serialized) struct LearnTests {
  private func open(_ folder: Folder, columns: UInt16 = 80, _ environment: [String: String] = [:])
    -> PseudoTerminal
  {
    PseudoTerminal(
      ["learn", "lesson.md"], in: folder, columns: columns,
      environment: ["NO_COLOR": "1"].merging(environment) { $1 })
  }

  private func newFolder() -> Folder {
    let folder = Folder()
    folder.write(sampleLesson, to: "lesson.md")
    return folder
  }

  @Test("steps through a whole lesson, with wrong and right answers, hints and a quiz")
  func wholeLesson() {
    let folder = newFolder()
    let terminal = open(folder)
    #expect(terminal.expect("수를 두 배로"))
    #expect(terminal.enter("", after: "doubling 1/5> "))
    #expect(terminal.expect("준비 [1, 2, 3]"))
    #expect(terminal.enter("", after: "doubling 1/5> "))
    #expect(terminal.expect("예상해 보세요"))
    #expect(terminal.enter("1 + 1", after: "답> "))
    #expect(terminal.expect("2\r\n"))
    #expect(terminal.enter("50", after: "답> "))
    #expect(terminal.expect("감이 좋아요"))
    #expect(terminal.enter("", after: "doubling 2/5> "))
    #expect(terminal.expect("연습 double (3점)"))
    #expect(terminal.enter("", after: "연습> "))
    #expect(terminal.expect("아직 답이 없습니다"))
    #expect(terminal.enter("double = lambda x: 4", after: "연습> "))
    #expect(terminal.expect("답으로 받았습니다"))
    #expect(terminal.enter(":검사", after: "연습> "))
    #expect(terminal.expect("✔ small"))
    #expect(terminal.expect("숨은 시험 1개 가운데 0개 통과"))
    #expect(terminal.enter(":ㅗ", after: "연습> "))
    #expect(terminal.expect("같은 수를 더해 보세요"))
    #expect(terminal.enter("def double(x):", after: "연습> "))
    #expect(terminal.enter("return x + x", after: "... "))
    #expect(terminal.enter("", after: "... "))
    #expect(terminal.expect("답으로 받았습니다"))
    #expect(terminal.enter(":c", after: "연습> "))
    #expect(terminal.expect("모두 통과했습니다"))
    #expect(!terminal.screen.contains("isinstance(double"))
    #expect(terminal.enter("", after: "연습> "))
    #expect(terminal.expect("2) 넷"))
    #expect(terminal.enter("1", after: "답> "))
    #expect(terminal.expect("아닙니다"))
    #expect(terminal.enter("2", after: "> "))
    #expect(terminal.expect("맞았습니다"))
    #expect(terminal.enter("", after: "doubling 4/5> "))
    #expect(terminal.enter("", after: "doubling 5/5> "))
    #expect(terminal.expect("42"))
    #expect(terminal.enter(":n", after: "> "))
    #expect(terminal.expect("끝입니다") || terminal.screen.contains("수업을 마쳤습니다"))
  }

  @Test("goes back to the state of an earlier step")
  func back() {
    let folder = newFolder()
    let terminal = open(folder)
    #expect(terminal.enter("", after: "1/5> "))
    #expect(terminal.enter("later = 1", after: "1/5> "))
    #expect(terminal.enter(":가기 use", after: "1/5> "))
    #expect(terminal.enter("later, double(4)", after: "5/5> "))
    #expect(terminal.expect("(1, 8)"))
    #expect(terminal.enter(":가기 1", after: "5/5> "))
    #expect(terminal.enter("double", after: "1/5> "))
    #expect(terminal.expect("NameError"))
    #expect(terminal.enter(":끝", after: "1/5> "))
    #expect(terminal.finish() == 0)
  }

  @Test(
    "resumes after a power cut at any moment, with nothing lost but the line being typed", arguments: 0..<6)
  func powerCut(round: Int) {
    let folder = newFolder()
    let terminal = open(folder)
    #expect(terminal.enter("", after: "1/5> "))
    #expect(terminal.enter("kept = 123", after: "1/5> "))
    #expect(terminal.enter("", after: "1/5> "))
    // Wherever the next key finds it.
    #expect(terminal.expect("2/5"))
    if round % 2 == 0 { terminal.send("30\r") } else { terminal.send("줄을 쓰다가") }
    if round > 2 { _ = terminal.expect("\u{0}", seconds: Double(round) * 0.02) }
    terminal.kill()
    let again = open(folder)
    #expect(again.expect("지난번에 멈춘 곳입니다"))
    #expect(again.enter("kept + len(data)", after: "2/5"))
    #expect(again.expect("126"))
  }

  @Test("a second window is read-only")
  func twoWindows() {
    let folder = newFolder()
    let first = open(folder)
    #expect(first.expect("1/5> "))
    let second = open(folder)
    #expect(second.expect("다른 창에서 열려 있습니다"))
  }

  @Test("without a name resumes the last lesson, and the list shows progress")
  func withoutName() {
    let folder = newFolder()
    let first = open(folder)
    #expect(first.enter(":n", after: "1/5> "))
    #expect(first.enter(":q", after: "> "))
    #expect(first.finish() == 0)
    let second = PseudoTerminal(["learn"], in: folder, environment: ["NO_COLOR": "1"])
    #expect(second.expect("2/5"))
    #expect(Program.run(["list"], in: folder).output.contains("두 배"))
  }

  @Test("stops a computation with Ctrl-C and keeps all variables")
  func interrupt() {
    let terminal = PseudoTerminal(["repl"], in: Folder(), environment: ["NO_COLOR": "1"])
    #expect(terminal.enter("x = 41", after: ">>> "))
    #expect(terminal.enter("while True: x = x", after: ">>> "))
    #expect(terminal.enter("", after: "... "))
    _ = terminal.expect("\u{0}", seconds: 0.5)
    let start = PseudoTerminal.now()
    terminal.send("\u{3}")
    #expect(terminal.expect("멈추었습니다"))
    #expect(PseudoTerminal.now() - start < 1.5)
    #expect(terminal.enter("x + 1", after: ">>> "))
    #expect(terminal.expect("42"))
  }

  @Test("drops the line at Ctrl-C and leaves at Ctrl-D")
  func controlKeys() {
    let terminal = PseudoTerminal(["repl"], in: Folder(), environment: ["NO_COLOR": "1"])
    #expect(terminal.expect(">>> "))
    terminal.send("없어질 줄\u{3}")
    #expect(terminal.expect("^C"))
    #expect(terminal.expect(">>> "))
    terminal.send("\u{3}")
    #expect(terminal.expect("Ctrl-D"))
    #expect(terminal.expect(">>> "))
    terminal.send("\u{4}")
    #expect(terminal.finish() == 0)
  }

  @Test("a script that is stopped ends with 130")
  func interruptedScript() {
    let terminal = PseudoTerminal(["-c", "print('시작')\nwhile True: pass"], in: Folder())
    #expect(terminal.expect("시작"))
    terminal.send("\u{3}")
    #expect(terminal.finish() == 130)
  }

  @Test("Hangul can be typed and deleted whatever the locale", arguments: ["C", "POSIX", "ko_KR.UTF-8", ""])
  func hangul(locale: String) {
    let terminal = PseudoTerminal(["repl"], in: Folder(), environment: ["NO_COLOR": "1", "LANG": locale])
    #expect(terminal.expect(">>> "))
    terminal.send("print('한글자\u{7F}', len('가나다\u{7F}'))\r")
    #expect(terminal.expect("\n한글 2\r\n"), "\(terminal.screen)")
  }

  @Test("takes pasted lines as one entry and remembers it as one")
  func pasting() {
    let folder = Folder()
    let terminal = PseudoTerminal(["repl"], in: folder, environment: ["NO_COLOR": "1"])
    #expect(terminal.expect(">>> "))
    terminal.send("\u{1B}[200~def f(x):\n    y = x + 1\n\n    return y\nprint(f(41))\n\u{1B}[201~\r")
    _ = terminal.expect("\u{0}", seconds: 0.5)
    terminal.send("\r")
    #expect(terminal.expect("\r\n42"), "\(terminal.screen)")
  }

  @Test("Tab completes names and attributes, and indents an empty line")
  func completion() {
    let terminal = PseudoTerminal(["repl"], in: Folder(), environment: ["NO_COLOR": "1"])
    #expect(terminal.enter("unusual_name = 5", after: ">>> "))
    #expect(terminal.expect(">>> "))
    terminal.send("unus\t + 1\r")
    #expect(terminal.expect("\n6\r\n"))
    #expect(terminal.enter("import math", after: ">>> "))
    #expect(terminal.expect(">>> "))
    terminal.send("math.facto\t(5)\r")
    #expect(terminal.expect("\n120\r\n"))
  }

  @Test("draws nothing wider than forty columns")
  func narrow() {
    let folder = newFolder()
    let terminal = open(folder, columns: 40)
    #expect(terminal.expect("Enter: 실행"))
    for line in terminal.screen.split(separator: "\r\n")
    where !line.hasPrefix("  ") && !line.contains("\u{1B}") {
      #expect(DisplayWidth.columns(of: line) <= 40, "\(line)")
    }
  }
}
