import Script
import Text

/// The gate that a lesson must pass: every recorded output is reproduced, every cell ends as it says, the reference solutions
/// earn all points, and the starters don't.
package struct LessonCheck {
  package let lesson: Lesson
  package let findings: [Finding]
  /// The outputs that were not as recorded, ready to be written.
  package let update: OutputUpdate
  package let duration: Duration
  package let cellCount: Int

  package var isPassed: Bool { findings.isEmpty }

  /// Something that keeps the lesson from passing.
  package struct Finding: Sendable {
    package let cell: String
    /// The line of the file to look at.
    package let line: Int
    package let reason: Reason

    package enum Reason: Sendable {
      case output(OutputDifference)
      /// The cell ended with an error; the text tells all of it.
      case error(String)
      case expectedError(String, found: String?)
      case referenceFails(test: String, text: String)
      case starterPasses
      case interrupted
    }
  }

  /// Runs a lesson from top to bottom.
  ///
  /// - Parameters:
  ///   - isolation: how starters are tried without leaving anything behind.
  ///   - interrupt: stops the check.
  package init(
    _ lesson: Lesson, settings: Session.Settings = Session.Settings(), isolation: Isolation = .process,
    interrupt: Interrupt = Interrupt(), onCell: (Cell) -> Void = { _ in }
  ) {
    let start = ContinuousClock.now
    let session = Session(settings, interrupt: interrupt)
    var findings: [Finding] = []
    var update = OutputUpdate(lesson)
    var count = 0
    for cell in lesson.cells {
      onCell(cell)
      if let exercise = lesson.exercise(cell.id),
        LessonCheck.starterPasses(exercise, of: lesson, in: session, isolation)
      {
        findings.append(Finding(cell: cell.id, line: cell.place.line, reason: .starterPasses))
      }
      let run = session.run(cell, of: lesson)
      count += 1
      if run.failure?.kind == .interrupted {
        findings.append(Finding(cell: cell.id, line: cell.place.line, reason: .interrupted))
        break
      }
      if let reason = LessonCheck.ending(of: cell, run, settings.language) {
        findings.append(Finding(cell: cell.id, line: cell.place.line, reason: reason))
      }
      LessonCheck.compareOutput(of: cell, run, &update, &findings)
    }
    self.lesson = lesson
    self.findings = findings
    self.update = update
    duration = start.duration(to: .now)
    cellCount = count
  }

  private static func ending(of cell: Cell, _ run: CellRun, _ language: Language) -> Finding.Reason? {
    switch (cell.expectedError, run.failure) {
    case (nil, nil): nil
    case (nil, let failure?):
      if cell.test != nil {
        .referenceFails(test: cell.id, text: failure.text(language))
      } else if failure.kind == .exit(status: 0) {
        nil
      } else {
        .error(failure.text(language))
      }
    case (let name?, nil): .expectedError(name, found: nil)
    case (let name?, let failure?): failure.matches(name) ? nil : .expectedError(name, found: failure.name)
    }
  }

  private static func compareOutput(
    of cell: Cell, _ run: CellRun, _ update: inout OutputUpdate, _ findings: inout [Finding]
  ) {
    guard let recorded = cell.output else {
      // A demonstration that prints wants its output recorded; nobody is told off for leaving it out.
      if cell.role == .demo, !run.printed.trimmed.isEmpty { update.record(run.printed, for: cell) }
      return
    }
    guard let difference = recorded.comparison.difference(expected: recorded.text, actual: run.printed) else {
      return
    }
    let line = recorded.lines.lowerBound + difference.line
    findings.append(Finding(cell: cell.id, line: line, reason: .output(difference)))
    // A pattern can't be made from one output.
    if recorded.comparison.mode != .glob { update.record(run.printed, for: cell) }
  }

  private static func starterPasses(
    _ exercise: Exercise, of lesson: Lesson, in session: Session, _ isolation: Isolation
  ) -> Bool {
    let trial = Trial(lesson: lesson, exercise: exercise, answer: exercise.starter, limits: .init())
    return exercise.tests.allSatisfy { test in
      isolation.run(session, wallTime: trial.limits.wallTime) { trial.verdict(on: test, in: $0) }.isPassed
    }
  }
}

extension LessonCheck.Finding {
  package func text(_ language: Language) -> String {
    switch reason {
    case .output(let difference): difference.text(language)
    case .error(let text):
      language.pick(ko: "셀이 오류로 끝났어요.", en: "The cell ended with an error.") + "\n" + text
    case .expectedError(let name, nil):
      language.pick(ko: "\(name) 오류가 나야 하는데 나지 않았어요.", en: "The cell should have raised \(name).") + "\n"
    case .expectedError(let name, let found?):
      language.pick(
        ko: "\(name) 오류가 나야 하는데 \(found) 오류가 났어요.", en: "The cell should have raised \(name), not \(found).")
        + "\n"
    case .referenceFails(let test, let text):
      language.pick(
        ko: "본보기 풀이가 시험 `\(test)`에서 떨어져요.", en: "The reference solution fails the test `\(test)`.")
        + "\n" + text
    case .starterPasses:
      language.pick(
        ko: "시작 코드가 시험을 모두 통과해요. 아무것도 하지 않아도 만점이에요.",
        en: "The starter passes all tests: full marks for nothing.") + "\n"
    case .interrupted: language.pick(ko: "멈추었어요.", en: "Stopped.") + "\n"
    }
  }
}
