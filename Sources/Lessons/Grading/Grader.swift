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
        verdict = Grader.verdict(on: code, exercise, test, of: lesson, in: session, limits, isolation)
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
    let tests = exercise.tests.map { test in
      Report.TestResult(
        id: test.id, points: test.test?.points ?? 0, isHidden: test.isHidden,
        verdict: verdict(on: answer, exercise, test, of: lesson, in: session, limits, isolation))
    }
    return Report.ExerciseResult(id: exercise.cell.id, points: exercise.points, tests: tests)
  }

  /// One answer against one test.
  ///
  /// Most answers change nothing of the lesson's in place. Where one does, the reference solution tells what may be changed (a model
  /// that the exercise trains); the rest is put back and the test runs again, and if the lesson's data change even while the test
  /// runs, its outcome is worth nothing.
  private static func verdict(
    on answer: String, _ exercise: Exercise, _ test: Cell, of lesson: Lesson, in session: Session,
    _ limits: TrialLimits, _ isolation: Isolation
  ) -> Verdict {
    var trial = Trial(lesson: lesson, exercise: exercise, answer: answer, limits: limits)
    func run(_ trial: Trial) -> Verdict {
      isolation.run(session, wallTime: limits.wallTime) { trial.verdict(on: test, in: $0) }
    }
    let first = run(trial)
    guard !first.changes.isEmpty else { return first }
    let allowed =
      run(Trial(lesson: lesson, exercise: exercise, answer: exercise.cell.code, limits: limits)).changes
    if first.changes.isSubset(of: allowed) { return first }
    trial.allowed = allowed
    let second = run(trial)
    let meddled = second.changes.byTest.subtracting(allowed.byTest).sorted()
    guard second.isPassed, let name = meddled.first else { return second }
    return Verdict(
      .refused,
      session.settings.language.pick(
        ko: "시험을 하는 동안 답이 수업의 `\(name)`의 내용을 바꾸었어요. 바꾸려면 먼저 복사하세요.",
        en: "The answer changed the lesson's `\(name)` while it was being tested; copy it first."))
  }
}
