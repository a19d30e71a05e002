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
  ("an interrupt of its own", "def double(x):\n    raise KeyboardInterrupt", "0"),
  ("its own AssertionError", "class AssertionError(Exception): pass\ndef double(x):\n    return 3", "0"),
  ("deleted names", "del helper, data, math\ndef double(x):\n    return 2 * x", "3"),
  ("globals as an answer", "def double(x):\n    return globals()", "0"),
  ("reading its caller", "import sys\ndef double(x):\n    return sys._getframe(1).f_locals", "0"),
  ("the lesson's list changed beforehand", "data.append(4)\ndef double(x):\n    return 2 * x", "3"),
  ("the lesson's list changed during the test", "def double(x):\n    data.clear()\n    return 2 * x", "0"),
  ("a generator", "def double(x):\n    yield 2 * x", "0"),
  ("a slow memory bomb", "def double(x):\n    xs = []\n    while True: xs.append([0] * 1000)", "0"),
]

/// A lesson whose test compares the lesson's own tensors and objects, and answers that would bend them.
private let dataLesson = """
  ---
  title: 자료
  lesson: {format: 1, id: data}
  ---

  ```python id="setup"
  import torch
  inputs = torch.tensor([1., 2., 3.])
  wanted = torch.tensor([2., 4., 6.])
  class Scale:
      def factor(self):
          return 2
  scale = Scale()
  model = torch.nn.Linear(1, 1)
  ```

  ```python id="double" points=2 role="exercise"
  def double(x):
      # BEGIN SOLUTION
      return 2 * x
      # END SOLUTION
  ```

  ```python for="double" hidden=true id="same" points=2 role="test"
  hidden_number = 31337
  assert torch.allclose(double(inputs), wanted * scale.factor() / 2)
  assert double(hidden_number) == 62674
  ```

  ```python id="train" points=1 role="exercise"
  # BEGIN SOLUTION
  with torch.no_grad():
      model.weight.fill_(3.)
  # END SOLUTION
  ```

  ```python for="train" id="trained" points=1 role="test"
  assert model.weight.item() == 3
  ```

  """

private let dataAnswers: [(name: String, code: String, points: String)] = [
  ("a right answer", "def double(x):\n    return 2 * x", "2"),
  ("data changed beforehand", "wanted.copy_(inputs)\ndef double(x):\n    return x", "0"),
  (
    "data changed during the test",
    "def double(x):\n    if torch.is_tensor(x): wanted.copy_(inputs)\n    return x if torch.is_tensor(x) else 2 * x",
    "0"
  ),
  (
    "data given other memory",
    "wanted.data = inputs\ndef double(x):\n    return x if torch.is_tensor(x) else 2 * x", "0"
  ),
  (
    "a method of the lesson's class",
    "Scale.factor = lambda self: 1\ndef double(x):\n    return x if torch.is_tensor(x) else 2 * x", "0"
  ),
  (
    "the same of its object",
    "scale.factor = lambda: 1\ndef double(x):\n    return x if torch.is_tensor(x) else 2 * x", "0"
  ),
  ("a patched library", "torch.allclose = lambda *a, **k: True\ndef double(x):\n    return 2 * x", "0"),
  ("a patched tensor", "torch.Tensor.__eq__ = lambda a, b: True\ndef double(x):\n    return x", "0"),
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

  @Test("memory taken in small pieces counts as well, and the report says so")
  func smallPieces() {
    let bomb = "def double(x):\n    xs = []\n    while True: xs.append([0] * 60000)"
    let result = grade("```python id=\"double\"\n\(bomb)\n```\n", ["--seconds", "20"])
    #expect(result.output.contains("메모리가 모자라요: 지금까지"), "\(result.output)")
  }

  @Test(
    "an answer can't bend the lesson's data, and no report tells what a hidden test asks",
    arguments: dataAnswers.indices)
  func data(index: Int) {
    let folder = Folder()
    folder.write(dataLesson, to: "lesson.md")
    let answer = dataAnswers[index]
    folder.write("```python id=\"double\"\n\(answer.code)\n```\n", to: "a.md")
    for format in [["--json"], ["--junit"], []] {
      let result = Program.run(["grade", "a.md", "--lesson", "lesson.md"] + format, in: folder)
      #expect(!result.output.contains("31337") && !result.output.contains("62674"), "\(result.output)")
      guard format == ["--json"] else { continue }
      #expect(
        result.output.contains("\"earned\" : \(answer.points),\n      \"id\" : \"double\""),
        "\(answer.name): \(result.output)")
    }
  }

  @Test("an exercise that changes the lesson's data in place may be answered so")
  func trainedInPlace() {
    let folder = Folder()
    folder.write(dataLesson, to: "lesson.md")
    folder.write("```python id=\"train\"\nmodel.weight.data = torch.full((1, 1), 3.)\n```\n", to: "a.md")
    let result = Program.run(["grade", "a.md", "--lesson", "lesson.md"], in: folder)
    #expect(result.output.contains("train  1/1점"), "\(result.output)\(result.error)")
  }

  @Test("the teacher may see why a hidden test failed")
  func showHidden() {
    let text = "```python id=\"double\"\ndef double(x): return 4\n```\n"
    #expect(!grade(text).output.contains("isinstance(double(3), int)"))
    #expect(grade(text, ["--show-hidden"]).output.contains("double(-3)"))
  }

  @Test("a folder is graded as a class, with a table, as CSV and as JUnit")
  func folder() {
    let folder = Folder()
    folder.write(sampleLesson, to: "lesson.md")
    let right = "```python id=\"double\"\ndef double(x): return 2 * x\n```\n"
    Program.makeFolder(folder.path + "/class")
    Program.makeFolder(folder.path + "/class/김")
    folder.write(right, to: "class/=1+1.md")
    folder.write(right, to: "class/김/답.md")
    folder.write("\u{0}", to: "class/b.md")
    folder.write("메모", to: "class/memo.txt")
    let table = Program.run(["grade", "class", "--lesson", "lesson.md"], in: folder)
    #expect(
      table.output.hasSuffix(
        """
        답안            double  합계
        class/=1+1.md      3/3   3/3
        class/b.md         0/3   0/3
        class/김/답.md     3/3   3/3
        평균                 2     2

        """), "\(table.output)")
    let csv = Program.run(
      ["grade", "class/=1+1.md", "class/b.md", "--lesson", "lesson.md", "--csv"], in: folder)
    #expect(csv.output == "\u{FEFF}답안,double,합계,만점,비고\r\nclass/=1+1.md,3,3,3,\r\nclass/b.md,0,0,3,\r\n")
    let inside = Program.run(
      ["grade", "=1+1.md", "--lesson", "../lesson.md", "--csv"], in: folder, at: "class")
    #expect(inside.output.contains("\r\n'=1+1.md,3"), "\(inside.output)\(inside.error)")
    let junit = Program.run(["grade", "class", "--lesson", "lesson.md", "--junit"], in: folder)
    #expect(
      junit.output.contains("<testsuite name=\"class/b.md\" tests=\"2\" failures=\"2\">"), "\(junit.output)")
    #expect(
      Program.run(["grade", "class", "--lesson", "lesson.md", "--csv", "--json"], in: folder).status == 2)
    #expect(Program.run(["grade", "state", "--lesson", "lesson.md"], in: folder).status == 2)
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
