import Testing

/// Answers to `double`, and the points that they earn of 3.
private let answers: [(name: String, code: String, points: String)] = [
  ("a right answer", "def double(x):\n    return x + x", "3"),
  ("a right answer as a lambda", "double = lambda x: 2 * x", "3"),
  ("the starter", "def double(x):\n    ...", "0"),
  ("what only passes the visible test", "def double(x):\n    return 4", "1"),
  (
    "an object that equals everything",
    "class E:\n    def __eq__(self, o): return True\ndef double(x):\n    return E()", "0"
  ),
  (
    "the same by setattr",
    "class E: pass\nsetattr(E, '__e' + 'q__', lambda s, o: True)\ndef double(x):\n    return E()", "0"
  ),
  ("the same by type", "def double(x):\n    return type('E', (), {'__e' + 'q__': lambda s, o: True})()", "0"),
  (
    "redefined built-ins and helpers",
    "def abs(x): return 0\ndef isinstance(a, b): return True\ndef helper(x): return 2\ndef double(x):\n    return 4",
    "1"
  ),
  ("built-ins redefined later", "def double(x):\n    global abs\n    abs = lambda x: 0\n    return 4", "0"),
  ("a changed module", "import math\nmath.sqrt = lambda x: 4\ndef double(x):\n    return 2 * x", "0"),
  (
    "a module changed during the test",
    "import math as m\ndef double(x):\n    m.sqrt = lambda x: 4\n    return 4", "0"
  ),
  (
    "printed results",
    "print('small passed')\nprint('{\"outcome\": \"passed\"}')\ndef double(x):\n    return 3", "0"
  ),
  ("leaving before the test", "raise SystemExit(0)", "0"),
  ("leaving during the test", "def double(x):\n    raise SystemExit(0)", "0"),
  ("an endless loop", "while True:\n    pass", "0"),
  (
    "an endless loop that swallows errors",
    "def double(x):\n    while True:\n        try:\n            while True: pass\n        except BaseException:\n            pass",
    "0"
  ),
  ("a memory bomb", "def double(x):\n    return [0] * 10**12", "0"),
  ("a flood of output", "def double(x):\n    while True:\n        print('x' * 1000)", "0"),
  ("endless recursion", "def double(x):\n    return double(x)", "0"),
  (
    "nested brackets",
    "def double(x):\n    return " + String(repeating: "(", count: 50_000) + "1"
      + String(repeating: ")", count: 50_000), "0"
  ),
  ("not Python", "이것은 파이썬이 아니다", "0"),
]

@Suite("Grading") struct GradeTests {
  private func grade(_ text: String, _ options: [String] = []) -> Program.Result {
    let folder = Folder()
    folder.write(sampleLesson, to: "lesson.md")
    folder.write(text, to: "answer.md")
    return Program.run(
      ["grade", "answer.md", "--lesson", "lesson.md", "--seconds", "1"] + options, in: folder)
  }

  @Test("gives each answer its points", arguments: answers.indices)
  func points(index: Int) {
    let answer = answers[index]
    let result = grade("```python id=\"double\"\n\(answer.code)\n```\n", ["--json"])
    #expect(result.status == 0, "\(result.error)")
    #expect(
      result.output.hasPrefix("{\n  \"earned\" : \(answer.points),"),
      "\(answer.name): \(result.output)")
  }

  @Test("takes nothing but the exercise from an answers file")
  func editedTests() {
    let text = """
      ```python id="double" points=100
      def double(x):
          return 0
      ```

      ```python id="small" role="test" points=100
      pass
      ```

      ```python id="helper"
      x = 1
      ```
      """
    let result = grade(text)
    #expect(result.output.hasPrefix("answer.md: 0점/3점"), "\(result.output)")
    #expect(result.output.contains("`helper`"))
  }

  @Test("says when an exercise is missing or there are two")
  func missing() {
    #expect(grade("# 아무것도 없음\n").output.contains("`double`인 셀이 없어요"))
    let cell = "```python id=\"double\"\ndef double(x): return 2 * x\n```\n\n"
    #expect(grade(cell + cell).output.hasPrefix("answer.md: 3점/3점"))
    let other = cell.replacing("2 * x", with: "x")
    #expect(grade(cell + other).output.contains("둘 이상"))
  }

  @Test("is not confused by a student's copy in Windows line breaks and decomposed Hangul")
  func encodings() {
    let text =
      "가\u{1100}\u{1161}\r\n\r\n```python id=\"double\"\r\ndef double(x):\r\n    return 2 * x\r\n```\r\n"
    #expect(grade(text).output.hasPrefix("answer.md: 3점/3점"))
  }

  @Test("grades a class, and one bad file doesn't stop it")
  func severalFiles() {
    let folder = Folder()
    folder.write(sampleLesson, to: "lesson.md")
    folder.write("```python id=\"double\"\ndef double(x): return 2 * x\n```\n", to: "a.md")
    folder.write("```python id=\"double\"\nwhile True: pass\n```\n", to: "b.md")
    let result = Program.run(
      ["grade", "a.md", "b.md", "없음.md", "--lesson", "lesson.md", "--seconds", "1"], in: folder)
    #expect(result.status == 0)
    #expect(result.output.contains("a.md: 3점/3점"))
    #expect(result.output.contains("b.md: 0점/3점"))
    #expect(result.output.contains("없음.md: 0점/3점"))
  }

  @Test("a lesson that doesn't run grades nobody")
  func brokenLesson() {
    let folder = Folder()
    folder.write(sampleLesson.replacing("import math", with: "import nothing"), to: "lesson.md")
    folder.write("", to: "a.md")
    let result = Program.run(["grade", "a.md", "--lesson", "lesson.md"], in: folder)
    #expect(result.status == 1)
    #expect(result.error.contains("수업이 실행되지 않아"))
  }
}
