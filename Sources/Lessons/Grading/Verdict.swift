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

  package init(_ outcome: Outcome, _ reason: String = "") {
    self.outcome = outcome
    self.reason = reason
  }

  package var isPassed: Bool { outcome == .passed }
}
