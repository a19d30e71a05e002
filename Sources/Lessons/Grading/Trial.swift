import Library
import Script
import Text

/// An answer to one exercise, tried against its tests.
///
/// The answer is data for our interpreter: it can't reach files, processes or the grader. What it could still do is bend the
/// names that the test uses, or the data behind them. So, once the answer has run, every name that the test could see is put
/// back to what the lesson made of it, except the names that the exercise asks for; what the answer or the test changed in
/// place is noted (`Changes`); modules can't be changed at all; and methods by which an object could claim to equal anything
/// are refused (`AnswerRules`).
struct Trial {
  let lesson: Lesson
  let exercise: Exercise
  let answer: String
  let limits: TrialLimits
  /// What the reference solution changes in place, and so may any answer; the rest is put back before the test. Nil puts
  /// nothing back: the verdict tells what was changed.
  var allowed: Changes?

  /// Runs the answer and one test. The session is at the state just before the exercise, and is of no use afterwards.
  func verdict(on test: Cell, in session: Session) -> Verdict {
    let language = session.settings.language
    let rules = AnswerRules(lesson: lesson, exercise: exercise)
    let machine = session.machine
    let trusted = Dictionary(machine.globalNames.map { ($0, machine.global($0)) }, uniquingKeysWith: { $1 })
    if let broken = rules.broken(by: answer, trusted: Set(trusted.keys), machine) {
      return Verdict(.refused, broken.text(language))
    }
    let ownsProcess = machine.limits.ownsProcess
    machine.limits = limits.machine
    machine.limits.ownsProcess = ownsProcess
    machine.modulesAreFrozen = true
    session.onOutput = nil
    session.onError = nil
    session.onFigure = nil
    session.onSave = nil
    session.onInput = nil

    let kept = trusted.compactMap { name, value in
      rules.askedNames.contains(name) ? nil : value.map { (name: name, value: $0) }
    }
    let before = ContentSnapshot(of: kept, machine)
    let run = session.run(exercise.cell, of: lesson, code: answer)
    if let failure = run.failure, !isExpected(failure) {
      return Verdict(failure.kind == .limit ? .limit : .answerFailed, failure.text(language))
    }
    restore(trusted, except: rules.askedNames, machine)
    var changes = Changes(byAnswer: Set(before.changedNames()))
    if let allowed { before.restore(except: allowed.byAnswer) }
    for cell in cellsBetween(test) { session.run(cell, of: lesson) }
    rules.reseed(session)

    let atTest = ContentSnapshot(of: kept, machine)
    let outcome = session.run(test, of: lesson)
    changes.byTest = Set(atTest.changedNames())
    switch outcome.failure {
    case nil: return Verdict(.passed, changes: changes)
    case let failure?:
      let kind: Verdict.Outcome =
        failure.kind == .limit || failure.kind == .interrupted
        ? .limit : failure.matches("AssertionError") ? .failed : .error
      return Verdict(kind, failure.text(language), changes: changes)
    }
  }

  private func isExpected(_ failure: Failure) -> Bool {
    exercise.cell.expectedError.map(failure.matches) ?? false
  }

  private func restore(_ trusted: [String: Value?], except asked: Set<String>, _ machine: Machine) {
    for (name, value) in trusted where !asked.contains(name) {
      if let value { machine.setGlobal(name, value) }
    }
    for (symbol, value) in machine.builtins {
      let name = machine.symbols.name(symbol)
      if trusted[name] == nil, !asked.contains(name), machine.global(name) != nil {
        machine.setGlobal(name, value)
      }
    }
  }

  /// Demonstrations that stand between the exercise and its test: the test may need them.
  private func cellsBetween(_ test: Cell) -> [Cell] {
    let cells = lesson.cells
    guard let start = cells.firstIndex(where: { $0.id == exercise.cell.id }),
      let end = cells.firstIndex(where: { $0.id == test.id }), start < end
    else { return [] }
    return cells[(start + 1)..<end].filter { $0.test == nil }
  }
}

/// What one test with its answer may use up.
package struct TrialLimits: Sendable {
  /// Seconds, answer and test together; the process is killed a little later.
  package var seconds: Double
  package var steps: Int?
  package var outputBytes: Int
  package var memoryBytes: Int

  package init(
    seconds: Double = 20, steps: Int? = nil, outputBytes: Int = 1 << 20, memoryBytes: Int = 1 << 30
  ) {
    self.seconds = seconds
    self.steps = steps
    self.outputBytes = outputBytes
    self.memoryBytes = memoryBytes
  }

  var machine: Limits {
    var limits = Limits()
    limits.seconds = seconds
    limits.steps = steps
    limits.outputBytes = outputBytes
    limits.memoryBytes = memoryBytes
    return limits
  }

  /// Answer and test may each take the machine's time; then it is over.
  var wallTime: Double { 2 * seconds + 2 }
}
