import Lessons
import Testing

@Suite("Grading by tests") struct GradingTests {
  private func grade(_ answers: [String]) throws -> [Report] {
    let lesson = try lesson(wholeLesson)
    let limits = TrialLimits(seconds: 1)
    let submissions = answers.map { Answers(name: "a", code: ["double": $0]) }
    return try Grader(lesson, limits: limits, isolation: .replay).grade(submissions)
  }

  @Test("each test counts by itself")
  func points() throws {
    let reports = try grade([
      "def double(x): return 2 * x\n", "def double(x): return 4\n", "def double(x): return 0\n",
    ])
    #expect(reports.map(\.earned) == [3, 1, 0])
    #expect(reports[1].exercises[0].tests.map(\.verdict.outcome) == [.passed, .failed])
    #expect(reports.allSatisfy { $0.points == 3 })
  }

  @Test("one answer leaves nothing behind for the next")
  func independence() throws {
    let reports = try grade(["double = lambda x: 2 * x\n", "pass\n"])
    #expect(reports.map(\.earned) == [3, 0])
  }

  @Test(
    "refuses what could change a test's outcome",
    arguments: [
      "class E:\n    def __eq__(self, other): return True\ndef double(x): return E()\n",
      "def double(x):\n    global abs\n    abs = 1\n", "setattr(1, 'a', 2)\n",
      "x = f'{setattr}'\n",
    ])
  func refusal(answer: String) throws {
    #expect(try grade([answer])[0].exercises[0].tests.map(\.verdict.outcome) == [.refused, .refused])
  }

  @Test("reports as JSON what it reports in words")
  func json() throws {
    struct Read: Decodable {
      struct Exercise: Decodable {
        struct Test: Decodable { let outcome: Verdict.Outcome }
        let tests: [Test]
      }
      let earned: Double
      let exercises: [Exercise]
    }
    let text = JSON.text(try grade(["def double(x): return 4\n"])[0])
    let report = try #require(JSON.value(Read.self, from: text))
    #expect(report.earned == 1)
    #expect(report.exercises.first?.tests.map(\.outcome) == [.passed, .failed])
  }

  @Test("an answers file is read leniently: only the code of exercises counts")
  func answersFile() throws {
    let lesson = try lesson(wholeLesson)
    let text = "```python id=\"double\" bogus\ndef double(x): return 2 * x\n```\n```python id=\"neu\"\n```\n"
    let answers = try Answers(name: "a", bytes: Array(text.utf8), for: lesson)
    #expect(answers.code == ["double": .code("def double(x): return 2 * x\n")])
    #expect(answers.unknown == ["neu"])
    #expect(throws: Answers.Unreadable.tooLarge) {
      try Answers(name: "a", bytes: Array(repeating: 0x20, count: Answers.byteLimit + 1), for: lesson)
    }
    #expect(throws: Answers.Unreadable.notUTF8) { try Answers(name: "a", bytes: [0xFF], for: lesson) }
  }

  @Test("knows how much of an exercise a piece of code answers")
  func parts() throws {
    let exercise = try #require(try lesson(wholeLesson).exercises.first)
    #expect(exercise.part(answeredBy: "def double(x):\n    return 1\n") == .whole)
    #expect(exercise.part(answeredBy: "double = 3\n") == .whole)
    #expect(exercise.part(answeredBy: "print(double(2))\n") == .none)
    #expect(exercise.part(answeredBy: "x = '''\ndouble = 1\n'''\n") == .none)
  }
}

@Suite("Progress") struct ProgressTests {
  @Test("reads back as it was written")
  func roundTrip() throws {
    var progress = Progress(lesson: try lesson(wholeLesson), file: "수업.md")
    progress.step = 3
    progress.stepID = "double"
    progress.journal = [.init(cell: nil, code: "x = \"따옴표\\n\"\n", step: 1)]
    var state = Progress.ExerciseState()
    state.answer = "def double(x): ..."
    state.hints = 2
    state.sawSolution = true
    progress.exercises["double"] = state
    progress.quizzes["q1"] = .init(answer: "2", isRight: true, tries: 1, earned: 2)
    let copy = try #require(Progress(text: JSON.text(progress)))
    #expect(copy == progress)
    #expect(copy.earned == 2)
  }

  @Test(
    "of another format, or none, is not read",
    arguments: [
      "", "{}", "[]", "{\"format\": 99, \"lesson\": \"a\"}", String(repeating: "[", count: 100_000),
    ])
  func otherFormats(text: String) throws {
    #expect(Progress(text: text) == nil)
  }

  @Test("of a later form is left alone")
  func laterFormat() throws {
    let text = JSON.text(Progress(lesson: try lesson(wholeLesson), file: "수업.md"))
    #expect(Progress(text: text) != nil)
    #expect(Progress(text: text.replacing("\"format\" : 1", with: "\"format\" : 2")) == nil)
  }

  @Test("an exercise's fingerprint changes with its tests, and not with the form of its Hangul")
  func hash() throws {
    let exercise = try #require(try lesson(wholeLesson).exercises.first)
    let other = try #require(try lesson(wholeLesson.replacing("== -6", with: "== -7")).exercises.first)
    #expect(exercise.hash != other.hash)
    #expect(contentHash("각") == contentHash("\u{1100}\u{1161}\u{11A8}"))
  }
}
