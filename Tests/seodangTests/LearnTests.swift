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
  func wholeLesson() throws {
    let folder = newFolder()
    let terminal = open(folder)
    try #require(terminal.expect("수를 두 배로"))
    try #require(terminal.enter("", after: "doubling 1/6> "))
    try #require(terminal.expect("준비 [1, 2, 3]"))
    try #require(terminal.enter("", after: "doubling 1/6> "))
    try #require(terminal.expect("예상해 보세요"))
    try #require(terminal.enter("1 + 1", after: "답> "))
    try #require(terminal.expect("2\r\n"))
    try #require(terminal.enter("50", after: "답> "))
    try #require(terminal.expect("적어 두었어요"))
    try #require(terminal.enter("", after: "doubling 2/6> "))
    try #require(terminal.expect("연습 double (3점)"))
    try #require(terminal.enter("", after: "연습> "))
    try #require(terminal.expect("아직 답이 없어요"))
    try #require(terminal.enter("double = lambda x: 4", after: "연습> "))
    try #require(terminal.expect("답으로 받았어요"))
    try #require(terminal.enter(":검사", after: "연습> "))
    try #require(terminal.expect("✔ small"))
    try #require(terminal.expect("숨은 시험 1개 가운데 0개 통과"))
    try #require(terminal.enter(":ㅗ", after: "연습> "))
    try #require(terminal.expect("같은 수를 더해 보세요"))
    try #require(terminal.enter("def double(x):", after: "연습> "))
    try #require(terminal.enter("return x + x", after: "... "))
    try #require(terminal.enter("", after: "... "))
    try #require(terminal.expect("답으로 받았어요"))
    try #require(terminal.enter(":c", after: "연습> "))
    try #require(terminal.expect("모두 통과했어요"))
    #expect(!terminal.screen.contains("isinstance(double"))
    try #require(terminal.enter("", after: "연습> "))
    try #require(terminal.expect("2) 넷"))
    try #require(terminal.enter("1", after: "답> "))
    try #require(terminal.expect("아니에요"))
    try #require(terminal.enter("2", after: "> "))
    try #require(terminal.expect("맞았어요"))
    try #require(terminal.enter("", after: "doubling 4/6> "))
    try #require(terminal.enter("", after: "doubling 5/6> "))
    try #require(terminal.expect("42"))
    // The first experiment that prints something judges the prediction.
    try #require(terminal.expect("감이 좋아요"))
    try #require(terminal.enter(":n", after: "> "))
    try #require(terminal.expect("끝이에요") || terminal.screen.contains("수업을 마쳤어요"))
  }

  @Test(
    "judges a prediction by the tolerance that the lesson gives it",
    arguments: [("40", "감이 좋아요"), ("50", "실험의 답은 달라요")])
  func tolerance(guess: String, verdict: String) throws {
    let folder = Folder()
    folder.write(
      sampleLesson.split(separator: #""answer": [10]}"#).joined(separator: #""answer": [42], "tol": 0.1}"#),
      to: "lesson.md")
    let terminal = open(folder)
    try #require(terminal.enter(":가기 guess", after: "1/6> "))
    try #require(terminal.enter(guess, after: "답> "))
    try #require(terminal.enter(":가기 use", after: "2/6> "))
    try #require(terminal.enter("", after: "5/6> "))
    #expect(terminal.expect(verdict))
    #expect(!terminal.screen.contains("자릿수"))
  }

  @Test("Enter after a wrong answer tells the right one and why, and the next Enter goes on, for no points")
  func missedQuiz() throws {
    let folder = newFolder()
    let terminal = open(folder)
    try #require(terminal.enter(":가기 which", after: "1/6> "))
    try #require(terminal.enter("1", after: "4/6 답> "))
    try #require(terminal.expect("아니에요"))
    try #require(terminal.enter("", after: "4/6 답> "))
    try #require(terminal.expect("답: 2"), "\(terminal.screen)")
    try #require(terminal.expect("넷이에요"))
    try #require(terminal.enter("", after: "4/6> "))
    try #require(terminal.enter(":어디", after: "5/6> "))
    #expect(terminal.expect("0점/4점"), "\(terminal.screen)")
  }

  @Test("goes back to the state of an earlier step")
  func back() throws {
    let folder = newFolder()
    let terminal = open(folder)
    try #require(terminal.enter("", after: "1/6> "))
    try #require(terminal.enter("later = 1", after: "1/6> "))
    try #require(terminal.enter(":가기 use", after: "1/6> "))
    try #require(terminal.enter("later, double(4)", after: "5/6> "))
    try #require(terminal.expect("(1, 8)"))
    try #require(terminal.enter(":가기 1", after: "5/6> "))
    try #require(terminal.enter("double", after: "1/6> "))
    try #require(terminal.expect("NameError"))
    try #require(terminal.enter(":끝", after: "1/6> "))
    #expect(terminal.finish() == 0)
  }

  @Test("a second window is read-only")
  func twoWindows() throws {
    let folder = newFolder()
    let first = open(folder)
    try #require(first.expect("1/6> "))
    let second = open(folder)
    try #require(second.expect("다른 창에서 열려 있어요"))
  }

  @Test("without a name resumes the last lesson, and the list shows progress")
  func withoutName() throws {
    let folder = newFolder()
    let first = open(folder)
    try #require(first.enter(":n", after: "1/6> "))
    try #require(first.enter(":n", after: "1/6> "))
    try #require(first.enter(":q", after: "2/6 답> "))
    #expect(first.finish() == 0)
    let second = PseudoTerminal(["learn"], in: folder, environment: ["NO_COLOR": "1"])
    try #require(second.expect("2/6"))
    #expect(Program.run(["list"], in: folder).output.contains("두 배"))
  }

  @Test("stops a computation with Ctrl-C and keeps all variables")
  func interrupt() throws {
    let terminal = PseudoTerminal(["repl"], in: Folder(), environment: ["NO_COLOR": "1"])
    try #require(terminal.enter("x = 41", after: ">>> "))
    try #require(terminal.enter("while True: x = x", after: ">>> "))
    try #require(terminal.enter("", after: "... "))
    _ = terminal.expect("\u{0}", seconds: 0.5)
    let start = PseudoTerminal.now()
    terminal.send("\u{3}")
    try #require(terminal.expect("멈추었어요"))
    #expect(PseudoTerminal.now() - start < 1.5)
    try #require(terminal.enter("x + 1", after: ">>> "))
    try #require(terminal.expect("42"))
  }

  @Test("drops the line at Ctrl-C and leaves at Ctrl-D")
  func controlKeys() throws {
    let terminal = PseudoTerminal(["repl"], in: Folder(), environment: ["NO_COLOR": "1"])
    try #require(terminal.expect(">>> "))
    terminal.send("없어질 줄\u{3}")
    try #require(terminal.expect("^C"))
    try #require(terminal.expect(">>> "))
    terminal.send("\u{3}")
    try #require(terminal.expect("Ctrl-D"))
    try #require(terminal.expect(">>> "))
    terminal.send("\u{4}")
    #expect(terminal.finish() == 0)
  }

  @Test("a script that is stopped ends with 130")
  func interruptedScript() throws {
    let terminal = PseudoTerminal(["-c", "print('시작')\nwhile True: pass"], in: Folder())
    try #require(terminal.expect("시작"))
    terminal.send("\u{3}")
    #expect(terminal.finish() == 130)
  }

  @Test("Hangul can be typed and deleted whatever the locale", arguments: ["C", "POSIX", "ko_KR.UTF-8", ""])
  func hangul(locale: String) throws {
    let terminal = PseudoTerminal(["repl"], in: Folder(), environment: ["NO_COLOR": "1", "LANG": locale])
    try #require(terminal.expect(">>> "))
    terminal.send("print('한글자\u{7F}', len('가나다\u{7F}'))\r")
    try #require(terminal.expect("\r한글 2\r\n"), "\(terminal.screen)")
  }

  @Test("takes pasted lines as one entry and remembers it as one")
  func pasting() throws {
    let folder = Folder()
    let terminal = PseudoTerminal(["repl"], in: folder, environment: ["NO_COLOR": "1"])
    try #require(terminal.expect(">>> "))
    terminal.send("\u{1B}[200~def f(x):\n    y = x + 1\n\n    return y\nprint(f(41))\n\u{1B}[201~\r")
    _ = terminal.expect("\u{0}", seconds: 0.5)
    terminal.send("\r")
    try #require(terminal.expect("\r42\r\n"), "\(terminal.screen)")
  }

  @Test("Tab completes names and attributes, and indents an empty line")
  func completion() throws {
    let terminal = PseudoTerminal(["repl"], in: Folder(), environment: ["NO_COLOR": "1"])
    try #require(terminal.enter("unusual_name = 5", after: ">>> "))
    try #require(terminal.expect(">>> "))
    terminal.send("unus\t + 1\r")
    try #require(terminal.expect("\r6\r\n"))
    try #require(terminal.enter("import math", after: ">>> "))
    try #require(terminal.expect(">>> "))
    terminal.send("math.facto\t(5)\r")
    try #require(terminal.expect("\r120\r\n"))
  }
}
