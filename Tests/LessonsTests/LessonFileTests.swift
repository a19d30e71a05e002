import Lessons
import Testing

/// A lesson with one of everything.
let wholeLesson = """
  ---
  title: 분산
  lesson: {format: 1, id: variance}
  ---

  # 분산

  본문이에요.

  ```python id="demo"
  print(1 + 1)
  ```

  ```output
  2
  ```

  ```python id="double" points=3 role="exercise"
  def double(x):
      # BEGIN SOLUTION
      return 2 * x
      # END SOLUTION
  ```

  ```python for="double" id="double-small" points=1 role="test"
  assert double(2) == 4
  ```

  ```python for="double" hidden=true id="double-hidden" points=2 role="test"
  assert double(-3) == -6
  ```

  <details><summary>힌트 1</summary>

  두 번 더하세요.

  </details>

  <!-- quiz {"id": "q1", "type": "choice", "answer": [2], "points": 2} -->
  둘 가운데 어느 것일까요?

  1. 하나
  2. 둘

  > 해설: 둘이에요.
  <!-- /quiz -->

  """

func lesson(_ text: String) throws -> Lesson { try Lesson(name: "수업.md", bytes: Array(text.utf8)) }

/// Each problem as `line:column what`.
func problems(_ text: String) -> [String] {
  do throws(LessonProblems) {
    _ = try Lesson(name: "수업.md", bytes: Array(text.utf8))
    return []
  } catch {
    return error.problems.map {
      "\($0.place.line):\(error.source.column(of: $0.place)) \($0.message.wording(.english).what)"
    }
  }
}

@Suite("A lesson file") struct LessonFileTests {
  @Test("becomes prose, cells, exercises and quizzes in order")
  func model() throws {
    let lesson = try lesson(wholeLesson)
    #expect(lesson.title == "분산")
    #expect(lesson.id == "variance")
    #expect(lesson.cells.map(\.id) == ["demo", "double", "double-small", "double-hidden"])
    #expect(lesson.cells[0].code == "print(1 + 1)\n")
    #expect(lesson.cells[0].firstLine == 11)
    #expect(lesson.cells[0].output?.text == "2\n")
    let exercise = try #require(lesson.exercises.first)
    #expect(exercise.points == 3)
    #expect(exercise.tests.map(\.id) == ["double-small", "double-hidden"])
    #expect(exercise.visibleTests.map(\.id) == ["double-small"])
    #expect(exercise.hints.map(\.markdown) == ["두 번 더하세요.\n"])
    #expect(exercise.starter == "def double(x):\n    ...\n")
    let quiz = try #require(lesson.quizzes.first)
    #expect(quiz.kind == .choice(options: ["하나", "둘"], answer: [2]))
    #expect(quiz.question == "둘 가운데 어느 것일까요?\n")
    #expect(quiz.explanation == "둘이에요.\n")
  }

  @Test("without front matter is a script in Markdown: its cells need no ids")
  func plainMarkdown() throws {
    let lesson = try lesson("# 제목\n\n```python\nx = 1\n```\n\n~~~ python\nx\n~~~\n\n```\nnot code\n```\n")
    #expect(lesson.cells.map(\.id) == ["1", "2"])
    #expect(lesson.cells.map(\.code) == ["x = 1\n", "x\n"])
  }

  @Test("read with Windows line breaks, a byte order mark and decomposed Hangul is the same lesson")
  func encodings() throws {
    let decomposed = wholeLesson.replacing("본문", with: "\u{1107}\u{1169}\u{11AB}\u{1106}\u{116E}\u{11AB}")
    let bytes = [0xEF, 0xBB, 0xBF] + Array(decomposed.replacing("\n", with: "\r\n").utf8)
    let lesson = try Lesson(name: "수업.md", bytes: bytes)
    #expect(
      lesson.cells.map(\.code)
        == (try Lessons.Lesson(name: "x", bytes: Array(wholeLesson.utf8))).cells.map(\.code))
    guard case .prose(let prose) = lesson.parts[0] else { Issue.record("no prose"); return }
    #expect(Array(prose.markdown.utf8) == Array("# 분산\n\n본문이에요.\n".utf8))
  }

  @Test("may have its fence indented, as CommonMark allows")
  func indentedFence() throws {
    let lesson = try lesson("  ```python\n  if x:\n      y\n  ```\n")
    #expect(lesson.cells[0].code == "if x:\n    y\n")
  }

  @Test(
    "tells each mistake with line and column",
    arguments: [
      (#"```python id="a" rol="test""#, "4:18 Unknown attribute `rol`."),
      (#"```python id="a" role="demo""#, "4:23 Unknown role `demo`."),
      (#"```python id=a"#, "4:14 The value of `id` can't be read."),
      (#"```python id="a" hidden"#, "4:18 The attribute `hidden` has no value."),
      (#"```python id="a" id="b""#, "4:18 The attribute `id` is given twice."),
      (#"```python id="a" points="3""#, "4:25 The attribute `points` must be a number."),
      (
        #"```python id="a" points=3"#,
        "4:18 The attribute `points` belongs to `role=\"exercise\"` cells only."
      ),
      (
        #"```python id="가" "#, "4:14 `가`: an id has ASCII letters, digits, `-`, `_` and `.` only, at most 64."
      ),
      (
        #"```python id="../x""#,
        "4:14 `../x`: an id has ASCII letters, digits, `-`, `_` and `.` only, at most 64."
      ),
      (#"```python"#, "4:1 The cell has no `id`."),
      (#"```python id="a" role="test""#, "4:1 The test has no `for`."),
      (#"```python id="a" for="b" role="test""#, "4:22 There is no cell `b` to test."),
      (#"```python id="a" error="a b""#, "4:24 `a b` isn't the name of an exception."),
      (#"```output"#, "4:1 There is no cell right before this output."),
    ])
  func attributes(opening: String, expected: String) {
    let text = "---\nlesson: {format: 1, id: x}\n---\n\(opening)\npass\n```\n"
    #expect(problems(text) == [expected])
  }

  @Test(
    "tells mistakes of its front matter",
    arguments: [
      ("lesson: {format: 2, id: x}", "2:18 Lesson format 2 can't be read."),
      (
        "lesson: {format: 1, id: x, poinst: 3}",
        "2:28 `lesson` in the front matter has an unknown key `poinst`."
      ),
      ("lesson: {id: x}", "2:9 `lesson` in the front matter has no `format`."),
      ("lesson: x", "2:9 `lesson` in the front matter must be a mapping."),
      ("title: [1", "3:1 The front matter isn't YAML."),
    ])
  func frontMatter(line: String, expected: String) {
    #expect(problems("---\n\(line)\n---\n\nprose\n") == [expected])
  }

  @Test(
    "tells mistakes of quizzes",
    arguments: [
      (
        #"{"id": "q", "type": "choice", "answer": [3]}"#,
        "1:51 The answer is number 3, but there are 2 choices."
      ),
      (#"{"id": "q", "type": "choise", "answer": [1]}"#, "1:31 Unknown quiz type `choise`."),
      (#"{"id": "q", "type": "choice", "anser": [1]}"#, "1:1 The quiz has no `answer`."),
      (
        #"{"id": "q", "type": "number", "answer": "4"}"#, "1:51 `answer` of a `number` quiz must be a number."
      ),
      (
        #"{"id": "q", "type": "predict", "answer": 1, "points": 1}"#,
        "1:55 A prediction (`predict`) has no points."
      ),
      (#"{"id": "q", "type": "#, "1:32 The quiz's settings aren't JSON."),
    ])
  func quizzes(settings: String, expected: String) {
    let found = problems("<!-- quiz \(settings) -->\n질문\n\n1. 가\n2. 나\n\n<!-- /quiz -->\n")
    #expect(found.contains(expected), "\(found)")
  }

  @Test("with several mistakes tells them all, in order")
  func allMistakes() {
    let text = """
      ---
      lesson: {format: 1, id: x}
      ---
      ```python id="a" bogus=1
      # BEGIN SOLUTION
      ```
      ```python id="a" role="exercise"
      pass
      ```
      <!-- /quiz -->
      - ```python
        nested
        ```
      ```python id="last"
      """
    #expect(
      problems(text).map { $0.prefix { $0 != " " } }.map(String.init)
        == ["4:18", "5:1", "7:1", "7:14", "7:14", "10:1", "11:1", "14:1"])
  }

  @Test("whose points don't add up is refused")
  func points() {
    let text = wholeLesson.replacing("points=3", with: "points=4")
    #expect(problems(text) == ["18:30 The exercise has 4 points, but its tests add up to 3."])
  }

  @Test("shares an exercise's points among tests that have none")
  func sharedPoints() throws {
    let text = wholeLesson.replacing(" points=1 role=\"test\"", with: " role=\"test\"")
    #expect(try lesson(text).exercises[0].tests.compactMap { $0.test?.points } == [1, 2])
  }

  @Test("may test a demonstration, which earns nothing")
  func testedDemonstration() throws {
    let text = wholeLesson.replacing(
      "for=\"double\" id=\"double-small\" points=1", with: "for=\"demo\" id=\"t\"")
    #expect(problems(text) == ["18:30 The exercise has 3 points, but its tests add up to 2."])
  }

  @Test("takes solution marks only from comments that have a line to themselves")
  func solutionMarks() throws {
    let code = """
      def f():
          text = '''
          # BEGIN SOLUTION
          '''
          other = "\\" # BEGIN SOLUTION"
          # BEGIN SOLUTION
          text = "# END SOLUTION"
          return text  # END SOLUTION
          # END SOLUTION
          return None
      """
    let text =
      "```python id=\"f\" role=\"exercise\"\n\(code)\n```\n```python id=\"t\" for=\"f\" role=\"test\"\nf()\n```\n"
    #expect(
      try lesson(text).exercises[0].starter == """
        def f():
            text = '''
            # BEGIN SOLUTION
            '''
            other = "\\" # BEGIN SOLUTION"
            return None

        """)
  }
}

@Suite("The students' copy") struct StudentCopyTests {
  @Test("has no solutions and no hidden tests, and is still a lesson file")
  func copy() throws {
    let copy = String(decoding: try lesson(wholeLesson).studentCopy(), as: UTF8.self)
    #expect(!copy.contains("2 * x"))
    #expect(!copy.contains("double-hidden"))
    #expect(copy.contains("double-small"))
    #expect(copy.contains("def double(x):\n    ...\n```\n"))
  }

  @Test("keeps every other byte, whatever the line breaks")
  func bytes() throws {
    let text = wholeLesson.replacing("\n", with: "\r\n")
    let copy = String(decoding: try lesson(text).studentCopy(), as: UTF8.self)
    #expect(copy.contains("> 해설: 둘이에요.\r\n<!-- /quiz -->\r\n"))
    #expect(!copy.replacing("\r\n", with: "").contains("\n"))
  }
}

@Suite("Recorded outputs") struct OutputUpdateTests {
  @Test("change nothing but their fence")
  func update() throws {
    let before = try lesson(wholeLesson)
    var update = OutputUpdate(before)
    update.record("둘\n셋\n", for: before.cells[0])
    let after = String(decoding: update.bytes(), as: UTF8.self)
    #expect(after == wholeLesson.replacing("```output\n2\n```", with: "```output\n둘\n셋\n```"))
  }

  @Test("are added after a cell that had none, and recording again changes nothing")
  func addition() throws {
    let text = "앞\r\n\r\n```python id=\"a\"\r\nprint(1)\r\n```\r\n뒤\r\n"
    var update = OutputUpdate(try lesson(text))
    update.record("1\n", for: update.lessonCell("a"))
    let once = update.bytes()
    #expect(
      String(decoding: once, as: UTF8.self)
        == "앞\r\n\r\n```python id=\"a\"\r\nprint(1)\r\n```\r\n\r\n```output\r\n1\r\n```\r\n뒤\r\n")
    var again = OutputUpdate(try Lesson(name: "x", bytes: once))
    again.record("1\n", for: again.lessonCell("a"))
    #expect(again.bytes() == once)
  }

  @Test("that hold a fence get a longer one, and read back the same")
  func fences() throws {
    var update = OutputUpdate(try lesson(wholeLesson))
    update.record("```\n````\n", for: update.lessonCell("demo"))
    let after = try Lesson(name: "x", bytes: update.bytes())
    #expect(after.cells[0].output?.text == "```\n````\n")
  }
}

extension OutputUpdate {
  fileprivate func lessonCell(_ id: String) -> Cell {
    guard let cell = lesson.cell(id) else { fatalError("no cell \(id)") }
    return cell
  }
}
