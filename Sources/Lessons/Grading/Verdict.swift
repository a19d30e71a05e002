import Text

/// What became of one test, also as it comes back from the process that ran it. Anything but `passed` earns nothing: a test without an outcome has failed.
package struct Verdict: Sendable, Codable, Equatable {
  package enum Outcome: String, Sendable, Codable {
    case passed
    /// The test's own assertion failed.
    case failed
    /// The test ended with another error.
    case error
    /// The answer couldn't be run, so the test wasn't.
    case answerFailed
    /// The answer breaks a rule of grading.
    case refused
    /// Too many steps, too much memory or output, or too long.
    case limit
    /// The process that ran it ended without a word.
    case crashed
    case missing
  }

  package let outcome: Outcome
  /// Why, for people; empty for a pass.
  package let reason: String
  /// What was changed in place meanwhile.
  let changes: Changes

  package init(_ outcome: Outcome, _ reason: String = "") { self.init(outcome, reason, changes: Changes()) }

  init(_ outcome: Outcome, _ reason: String = "", changes: Changes) {
    self.outcome = outcome
    self.reason = reason
    self.changes = changes
  }

  package var isPassed: Bool { outcome == .passed }
}

/// The lesson's names whose values were changed in place.
struct Changes: Sendable, Codable, Equatable {
  var byAnswer: Set<String> = []
  var byTest: Set<String> = []

  var isEmpty: Bool { byAnswer.isEmpty && byTest.isEmpty }

  func isSubset(of other: Changes) -> Bool {
    byAnswer.isSubset(of: other.byAnswer) && byTest.isSubset(of: other.byTest)
  }
}
