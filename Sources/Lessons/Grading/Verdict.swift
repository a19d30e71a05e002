import Text

/// What became of one test. Anything but `passed` earns nothing: a test without an outcome has failed.
package struct Verdict: Sendable, Equatable {
  package enum Outcome: String, Sendable {
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

  // The form in which a verdict comes back from the process that ran the test.

  var json: JSON { .members(["outcome": .string(outcome.rawValue), "reason": .string(reason)]) }

  init?(json: JSON) {
    guard let outcome = json["outcome"]?.string.flatMap(Outcome.init(rawValue:)),
      let reason = json["reason"]?.string
    else { return nil }
    self.init(outcome, reason)
  }
}
