/// What a submission earned, and why.
package struct Report: Sendable {
  package let name: String
  package let lesson: String
  package let exercises: [ExerciseResult]
  /// Ids in the answers that the lesson doesn't know: often a misspelt one.
  package let unknown: [String]
  /// Why nothing could be graded; nil when the answers could be read.
  package let problem: String?

  init(name: String, lesson: String, exercises: [ExerciseResult], unknown: [String], problem: String? = nil) {
    self.name = name
    self.lesson = lesson
    self.exercises = exercises
    self.unknown = unknown
    self.problem = problem
  }

  /// Of a file that can't be read: no points, whatever the reason.
  package init(name: String, lesson: Lesson, unreadable reason: String) {
    let exercises = lesson.exercises.map { ExerciseResult(id: $0.cell.id, points: $0.points, tests: []) }
    self.init(name: name, lesson: lesson.id, exercises: exercises, unknown: [], problem: reason)
  }

  /// The same without what a failed hidden test says: its code, and values that would give it away.
  package func withoutHiddenReasons() -> Report {
    Report(
      name: name, lesson: lesson,
      exercises: exercises.map { exercise in
        ExerciseResult(
          id: exercise.id, points: exercise.points,
          tests: exercise.tests.map { test in
            let verdict = test.verdict
            guard test.isHidden, [.failed, .error, .limit].contains(verdict.outcome),
              verdict.reason != "timeout"
            else { return test }
            return TestResult(
              id: test.id, points: test.points, isHidden: true, verdict: Verdict(verdict.outcome))
          })
      }, unknown: unknown, problem: problem)
  }

  package struct ExerciseResult: Sendable {
    package let id: String
    package let points: Double
    package let tests: [TestResult]

    package var earned: Double { tests.reduce(0) { $0 + $1.earned } }
    package var isSolved: Bool { !tests.isEmpty && tests.allSatisfy(\.verdict.isPassed) }
  }

  package struct TestResult: Sendable {
    package let id: String
    package let points: Double
    package let isHidden: Bool
    package let verdict: Verdict

    package var earned: Double { verdict.isPassed ? points : 0 }
  }

  package var points: Double { exercises.reduce(0) { $0 + $1.points } }
  package var earned: Double { exercises.reduce(0) { $0 + $1.earned } }
}

// MARK: - As JSON

extension Report: Encodable {
  private enum Key: String, CodingKey { case name, lesson, earned, points, exercises, unknown, error }

  package func encode(to encoder: any Encoder) throws {
    var members = encoder.container(keyedBy: Key.self)
    try members.encode(name, forKey: .name)
    try members.encode(lesson, forKey: .lesson)
    try members.encode(earned, forKey: .earned)
    try members.encode(points, forKey: .points)
    try members.encode(exercises, forKey: .exercises)
    try members.encode(unknown, forKey: .unknown)
    try members.encodeIfPresent(problem, forKey: .error)
  }
}

extension Report.ExerciseResult: Encodable {
  private enum Key: String, CodingKey { case id, earned, points, tests }

  package func encode(to encoder: any Encoder) throws {
    var members = encoder.container(keyedBy: Key.self)
    try members.encode(id, forKey: .id)
    try members.encode(earned, forKey: .earned)
    try members.encode(points, forKey: .points)
    try members.encode(tests, forKey: .tests)
  }
}

extension Report.TestResult: Encodable {
  private enum Key: String, CodingKey { case id, hidden, earned, points, outcome, reason }

  package func encode(to encoder: any Encoder) throws {
    var members = encoder.container(keyedBy: Key.self)
    try members.encode(id, forKey: .id)
    try members.encode(isHidden, forKey: .hidden)
    try members.encode(earned, forKey: .earned)
    try members.encode(points, forKey: .points)
    try members.encode(verdict.outcome, forKey: .outcome)
    try members.encode(verdict.reason, forKey: .reason)
  }
}
