import Script
import Text

/// Grades answers to a lesson.
///
/// The lesson runs once, with its own solutions, in a session that no student's code ever enters. At each exercise every answer is
/// tried in a copy of that session, one copy a test: so one answer can't spoil another, one exercise's mistakes don't cost the
/// next one's points, and all tests run even after one fails.
package struct Grader {
  package let lesson: Lesson
  package let settings: Session.Settings
  package let limits: TrialLimits
  package let isolation: Isolation

  package init(
    _ lesson: Lesson, settings: Session.Settings = Session.Settings(), limits: TrialLimits = TrialLimits(),
    isolation: Isolation = .process
  ) {
    self.lesson = lesson
    self.settings = settings
    self.limits = limits
    self.isolation = isolation
  }

  /// The lesson itself doesn't run: nobody can be graded by it.
  package struct BrokenLesson: Error {
    package let cell: String
    package let text: String
  }

  package func grade(_ submissions: [Answers], interrupt: Interrupt = Interrupt()) throws(BrokenLesson)
    -> [Report]
  {
    let session = Session(settings, interrupt: interrupt)
    var results: [[Report.ExerciseResult]] = Array(repeating: [], count: submissions.count)
    for cell in lesson.cells where cell.test == nil {
      if let exercise = lesson.exercise(cell.id) {
        for (index, answers) in submissions.enumerated() {
          results[index].append(grade(answers, exercise, in: session))
        }
      }
      let run = session.run(cell, of: lesson)
      if let failure = run.failure, cell.expectedError.map(failure.matches) != true {
        throw BrokenLesson(cell: cell.id, text: failure.text(settings.language))
      }
    }
    return zip(submissions, results).map {
      Report(name: $0.name, lesson: lesson.id, exercises: $1, unknown: $0.unknown)
    }
  }

  private func grade(_ answers: Answers, _ exercise: Exercise, in session: Session) -> Report.ExerciseResult {
    let tests = exercise.tests.map { test -> Report.TestResult in
      let verdict: Verdict
      switch answers.code[exercise.cell.id] {
      case .code(let code):
        let trial = Trial(lesson: lesson, exercise: exercise, answer: code, limits: limits)
        verdict = isolation.run(session, wallTime: limits.wallTime) { trial.verdict(on: test, in: $0) }
      case .ambiguous:
        verdict = Verdict(
          .missing,
          settings.language.pick(
            ko: "id가 `\(exercise.cell.id)`인 셀이 둘 이상이고 내용이 서로 달라요.",
            en: "There are several different cells with the id `\(exercise.cell.id)`."))
      case nil:
        verdict = Verdict(
          .missing,
          settings.language.pick(
            ko: "id가 `\(exercise.cell.id)`인 셀이 없어요.",
            en: "There is no cell with the id `\(exercise.cell.id)`."))
      }
      return Report.TestResult(
        id: test.id, points: test.test?.points ?? 0, isHidden: test.isHidden, verdict: verdict)
    }
    return Report.ExerciseResult(id: exercise.cell.id, points: exercise.points, tests: tests)
  }

  /// One answer to one exercise, tried from the state a session is in: what `learn` does when asked to check.
  package static func check(
    _ answer: String, _ exercise: Exercise, of lesson: Lesson, in session: Session,
    limits: TrialLimits = TrialLimits(), isolation: Isolation = .process
  ) -> Report.ExerciseResult {
    let trial = Trial(lesson: lesson, exercise: exercise, answer: answer, limits: limits)
    let tests = exercise.tests.map { test in
      Report.TestResult(
        id: test.id, points: test.test?.points ?? 0, isHidden: test.isHidden,
        verdict: isolation.run(session, wallTime: limits.wallTime) { trial.verdict(on: test, in: $0) })
    }
    return Report.ExerciseResult(id: exercise.cell.id, points: exercise.points, tests: tests)
  }
}

/// What a submission earned, and why.
package struct Report: Sendable {
  package let name: String
  package let lesson: String
  package let exercises: [ExerciseResult]
  /// Ids in the answers that the lesson doesn't know: often a misspelt one.
  package let unknown: [String]

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
  private enum Key: String, CodingKey { case name, lesson, earned, points, exercises, unknown }

  package func encode(to encoder: any Encoder) throws {
    var members = encoder.container(keyedBy: Key.self)
    try members.encode(name, forKey: .name)
    try members.encode(lesson, forKey: .lesson)
    try members.encode(earned, forKey: .earned)
    try members.encode(points, forKey: .points)
    try members.encode(exercises, forKey: .exercises)
    try members.encode(unknown, forKey: .unknown)
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
