import Testing

@Suite("The command line") struct CommandTests {
  @Test(
    "ends with the right status and one clear message",
    arguments: [
      (["없는파일.py"], 2, "파일이 없어요: 없는파일.py"),
      (["lern"], 2, "혹시 `seodang learn`?"),
      (["."], 2, "폴더예요"),
      (["-c", "x = (1,"], 1, "SyntaxError"),
      (["-c", "y"], 1, "NameError"),
      (["-c", "raise ValueError('까닭')"], 1, "ValueError: 까닭"),
      (["-c", "raise SystemExit(3)"], 3, ""),
      (["-c", "pass"], 0, ""),
      (["check", "없는수업.md"], 2, "파일이 없어요"),
      (["check"], 2, "빠진 인자가 있어요"),
      (["--nope"], 2, "모르는 옵션이에요"),
      (["explain", "E9999"], 2, "모르는 오류 번호예요"),
      (["learn", "없는수업"], 2, "터미널이 필요해요"),
      (["--lang", "en", "nofile.py"], 2, "There is no file nofile.py"),
      (["-c", "pass", "--lang", "fr"], 2, "ko 또는 en"),
    ])
  func status(arguments: [String], status: Int32, message: String) {
    let result = Program.run(arguments)
    #expect(result.status == status)
    #expect(message.isEmpty || result.error.contains(message), "\(result.error)")
    #expect(result.output.isEmpty)
  }

  @Test("runs code from an argument, a file and standard input")
  func sources() {
    let folder = Folder()
    folder.write("print('파일')\n", to: "a.py")
    #expect(Program.run(["-c", "print(1 + 1)"]).output == "2\n")
    #expect(Program.run(["a.py"], in: folder).output == "파일\n")
    #expect(Program.run(["run", "-"], input: "print('입력')\n").output == "입력\n")
  }

  @Test(
    "frees chains of a hundred thousand objects that hold one another",
    arguments: [
      "slice(s)", "property(s)", "map(abs, s)", "zip(s)", "itertools.chain(s)", "itertools.takewhile(abs, s)",
      "functools.partial(print, s)", "collections.deque([s])", "{1: s}.items()", "nn.Sequential(s)",
    ])
  func longChain(link: String) {
    let start = link.hasPrefix("nn") ? "nn.Identity()" : "iter([])"
    let code = "s = \(start)\nfor i in range(100000):\n    s = \(link)\ns = None\nprint('ok')\n"
    let modules = "import collections, functools, itertools\nfrom torch import nn\n"
    #expect(Program.run(["run", "-"], input: modules + code).output == "ok\n")
  }

  @Test("runs a lesson's cells in one namespace, and only what they print goes to standard output")
  func lesson() {
    let folder = Folder()
    folder.write(sampleLesson, to: "a.md")
    let result = Program.run(["a.md"], in: folder)
    #expect(result.status == 0)
    #expect(result.output == "준비 [1, 2, 3]\n42\n")
    #expect(result.error.isEmpty)
  }

  @Test("keeps what was printed before an error, and names the cell")
  func errorInCell() {
    let folder = Folder()
    folder.write("```python id=\"a\"\nprint(1)\n1 / 0\n```\n", to: "a.md")
    let result = Program.run(["a.md"], in: folder)
    #expect(result.status == 1)
    #expect(result.output == "1\n")
    #expect(result.error.contains("a.md, 셀 a, 2번째 줄"), "\(result.error)")
  }

  @Test("tells a broken lesson's place")
  func brokenLesson() {
    let folder = Folder()
    folder.write("글\n\n```python id=\"a\" rol=\"test\"\nx\n```\n", to: "a.md")
    let result = Program.run(["a.md"], in: folder)
    #expect(result.status == 2)
    #expect(result.error.hasPrefix("a.md:3:18: 모르는 속성이에요: `rol`."), "\(result.error)")
  }

  @Test("helps in Korean and in English", arguments: ["ko", "en"])
  func help(language: String) {
    let result = Program.run(["--help", "--lang", language])
    #expect(result.status == 0)
    #expect(result.output.contains(language == "ko" ? "수업을 한 걸음씩 배워요." : "Steps through a lesson."))
    #expect(!result.output.contains(language == "ko" ? "USAGE" : "명령"))
  }

  @Test("reads the prompt's entries from a pipe without a prompt in the output")
  func pipe() {
    let input = "x = 3\nx + 1\ndef f(a):\n    return a * 2\nf(21)\nif x:\n    print('예')\n\nNone\n:변수\n"
    let result = Program.run([], input: input)
    #expect(result.status == 0)
    #expect(result.output.hasPrefix("4\n42\n예\n"), "\(result.output)")
    #expect(!result.output.contains(">>>"))
  }

  @Test("goes on after an error at the prompt")
  func pipeErrors() {
    let result = Program.run([], input: "1 / 0\nprint('계속')\n")
    #expect(result.output == "계속\n")
    #expect(result.error.contains("ZeroDivisionError"))
  }

  @Test("lists lessons and their progress")
  func list() {
    let folder = Folder()
    #expect(Program.run(["list"], in: folder).status == 0)
  }
}

@Suite("check") struct CheckCommandTests {
  @Test("passes a good lesson")
  func good() {
    let folder = Folder()
    folder.write(sampleLesson, to: "a.md")
    let result = Program.run(["check", "a.md"], in: folder)
    #expect(result.status == 0, "\(result.error)")
    #expect(result.output.hasPrefix("✔ a.md"))
  }

  @Test(
    "finds what keeps a lesson from passing",
    arguments: [
      ("\n42\n", "\n43\n", "43 대신 42"),
      ("return 2 * x", "return 3 * x", "본보기 풀이가 시험"),
      (
        "    # BEGIN SOLUTION\n    return 2 * x\n    # END SOLUTION",
        "    return 2 * x\n    # BEGIN SOLUTION\n    # END SOLUTION", "시작 코드가 시험을 모두 통과해요"
      ),
      ("result = double(21)", "result = double(undefined)", "셀이 오류로 끝났어요"),
      ("id=\"use\"", "error=\"ValueError\" id=\"use\"", "ValueError 오류가 나야 하는데 나지 않았어요"),
    ])
  func findings(old: String, new: String, message: String) {
    let folder = Folder()
    folder.write(sampleLesson.replacing(old, with: new), to: "a.md")
    let result = Program.run(["check", "a.md"], in: folder)
    #expect(result.status == 1)
    #expect(result.error.contains(message), "\(result.error)")
  }

  @Test("records outputs, changes nothing else, and nothing the second time")
  func update() {
    let folder = Folder()
    folder.write(sampleLesson.replacing("\n42\n", with: "\n틀린 출력\n"), to: "a.md")
    #expect(Program.run(["check", "--update", "a.md"], in: folder).status == 0)
    #expect(folder.read("a.md") == sampleLesson)
    #expect(Program.run(["check", "--update", "a.md"], in: folder).status == 0)
    #expect(folder.read("a.md") == sampleLesson)
  }

  @Test("goes on to the next lesson after a broken one")
  func several() {
    let folder = Folder()
    folder.write("```python id=\"가\"\n```\n", to: "a.md")
    folder.write(sampleLesson, to: "b.md")
    let result = Program.run(["check", "a.md", "b.md"], in: folder)
    #expect(result.status == 2)
    #expect(result.output.contains("✔ b.md"))
  }
}
