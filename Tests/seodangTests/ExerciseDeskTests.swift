import Testing

@Suite("An exercise at the prompt") struct ExerciseDeskTests {
  private func newFolder(_ lesson: String = sampleLesson) -> Folder {
    let folder = Folder()
    folder.write(lesson, to: "lesson.md")
    return folder
  }

  private func open(_ folder: Folder, _ environment: [String: String] = [:]) -> PseudoTerminal {
    PseudoTerminal(
      ["learn", "lesson.md"], in: folder, environment: ["NO_COLOR": "1"].merging(environment) { $1 })
  }

  /// Types lines one after another, each once the prompt is there.
  private func type(_ lines: [String], _ terminal: PseudoTerminal) throws {
    for line in lines {
      try #require(terminal.prompt() != nil, "\(terminal.screen.suffix(300))")
      terminal.send(line + "\r")
    }
  }

  @Test("the solution comes after three misses only, and having seen it costs the points")
  func solution() throws {
    let terminal = open(newFolder())
    try type([":가기 double", ":정답"], terminal)
    try #require(terminal.expect("3번 틀린 다음에"))
    try type(["double = lambda x: 0", ":검사", ":검사", ":검사", ":정답"], terminal)
    try #require(terminal.expect("return 2 * x"), "\(terminal.screen)")
    try type(["double = lambda x: x + x", ":검사", ":어디"], terminal)
    try #require(terminal.expect("✔ double  0/3"), "\(terminal.screen)")
    #expect(terminal.expect("정답 봄"))
  }

  @Test("an answer from the editor is run and checked at once")
  func editor() throws {
    let folder = newFolder()
    folder.write("#!/bin/sh\nprintf 'def double(x):\\n    return x * 2\\n' > \"$1\"\n", to: "edit.sh")
    let terminal = open(folder, ["EDITOR": "sh \(folder.path)/edit.sh"])
    try type([":가기 double", ":편집"], terminal)
    try #require(terminal.expect("모두 통과했어요"), "\(terminal.screen)")
    // The same text again is no change.
    try type([":편집"], terminal)
    #expect(terminal.expect("바뀐 것이 없"))
  }

  @Test("an editor that isn't there or fails leaves the answer, and says so")
  func brokenEditor() throws {
    let missing = open(newFolder(), ["EDITOR": "no-such-editor"])
    try type([":가기 double", ":편집"], missing)
    #expect(missing.expect("`no-such-editor`를 열 수 없어요"), "\(missing.screen)")
    let failing = open(newFolder(), ["EDITOR": "false"])
    try type([":가기 double", ":편집"], failing)
    #expect(failing.expect("실패로 끝나서"), "\(failing.screen)")
  }

  @Test("lines of a function typed alone are no answer, and what is wanted is named")
  func partOfFunction() throws {
    let lesson = sampleLesson.replacing(
      "    # BEGIN SOLUTION\n    return 2 * x\n    # END SOLUTION",
      with: "    # BEGIN SOLUTION\n    twice = 2 * x\n    return twice\n    # END SOLUTION")
    let terminal = open(newFolder(lesson))
    try type([":가기 double", "twice = 2 * 3"], terminal)
    try #require(terminal.expect("`twice`만으로는 답이 되지 않아요"), "\(terminal.screen)")
    try type([":검사"], terminal)
    #expect(terminal.expect("`double(x)`의 정의"), "\(terminal.screen)")
  }

  @Test("skipping runs the solution, earns nothing, and is noted")
  func skip() throws {
    let terminal = open(newFolder())
    try type([":가기 double", ":건너뛰기", "double(4)"], terminal)
    try #require(terminal.expect("\r8\r\n"), "\(terminal.screen)")
    try type([":어디"], terminal)
    #expect(terminal.expect("건너뜀"))
  }

  @Test(
    "a lesson that was edited meanwhile is found again by its ids, and a changed exercise is to be checked again"
  )
  func editedLesson() throws {
    let folder = newFolder()
    let first = open(folder)
    try type([":가기 double", "double = lambda x: 2 * x", ":검사"], first)
    try #require(first.expect("모두 통과했어요"), "\(first.screen)")
    try type([":끝"], first)
    #expect(first.finish() == 0)
    let edited =
      sampleLesson
      .replacing("# 두 배\n", with: "# 두 배\n\n```python id=\"new\"\nadded = 1\n```\n")
      .replacing("assert double(2) == 4", with: "assert double(2) == 4 and double(0) == 0")
    folder.write(edited, to: "lesson.md")
    let second = open(folder)
    try #require(second.expect("그 사이에 바뀌었"), "\(second.screen)")
    // One step more stands before it.
    let prompt = try #require(second.prompt())
    #expect(prompt.contains("4/7"), "\(prompt)")
    second.send(":어디\r")
    try #require(second.expect("다시 검사 필요"), "\(second.screen)")
    try type([":검사", "added + double(2)"], second)
    #expect(second.expect("\r5\r\n"), "\(second.screen)")
  }

  @Test("two windows of one lesson leave the progress of the first as it is")
  func twoWindows() throws {
    let folder = newFolder()
    let first = open(folder)
    try type(["kept = 41"], first)
    let second = open(folder)
    try type(["lost = 1", ":다음", ":끝"], second)
    #expect(second.finish() == 0)
    try type(["kept = kept + 1", ":끝"], first)
    #expect(first.finish() == 0)
    let third = open(folder)
    try type(["kept"], third)
    try #require(third.expect("\r42\r\n"), "\(third.screen)")
    try type(["lost"], third)
    #expect(third.expect("NameError"))
  }

  @Test("the list shows bars and points")
  func list() throws {
    let folder = newFolder()
    let terminal = open(folder)
    try type([":가기 double", "double = lambda x: 2 * x", ":검사", ":끝"], terminal)
    #expect(terminal.finish() == 0)
    let list = Program.run(["list"], in: folder).output
    let line = list.split(separator: "\n").last { $0.contains("두 배") } ?? ""
    #expect(line.contains("█") && line.contains("░") && line.contains("3/4점"), "\(list)")
    #expect(!Program.run(["list", "--plain"], in: folder).output.contains("█"))
    // Lessons that nobody has begun are listed, too.
    #expect(list.split(separator: "\n").count == 11)
  }

  @Test("watch runs again from the first cell that was changed")
  func watch() throws {
    let folder = Folder()
    let text = "```python\nimport math\nprint('하나')\n```\n\n```python\nprint('둘')\n```\n"
    folder.write(text, to: "a.md")
    let terminal = PseudoTerminal(["watch", "a.md"], in: folder, environment: ["NO_COLOR": "1"])
    try #require(terminal.expect("하나\r\n둘"))
    try #require(terminal.expect("저장하면 다시"))
    folder.write(text.replacing("print('둘')", with: "print('셋', math.sqrt(9))"), to: "a.md")
    try #require(terminal.expect("셋 3.0"), "\(terminal.screen)")
    let after = terminal.screen.split(separator: "저장하면 다시").last ?? ""
    #expect(!after.contains("하나"))
    // A mistake is told, and the next save goes on.
    try #require(terminal.expect("저장하면 다시"))
    folder.write("```python rol=1\n```\n", to: "a.md")
    try #require(terminal.expect("a.md:1:11"))
    terminal.send("\u{3}")
    #expect(terminal.finish() == 130)
  }
}
