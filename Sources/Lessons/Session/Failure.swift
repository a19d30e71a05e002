import Script
import Text

/// Why a piece of code ended before its end.
package struct Failure {
  package enum Kind: Equatable, Sendable {
    case error
    /// Stopped from outside.
    case interrupted
    /// `raise SystemExit(status)`
    case exit(status: Int)
    /// A limit of the session is used up.
    case limit
  }

  package let kind: Kind
  /// The name of the exception, for example `ValueError`.
  package let name: String
  /// The names of its classes up to `object`.
  package let classNames: [String]
  /// What to tell: one, or as many as a text that can't be compiled has mistakes.
  package let diagnostics: [Diagnostic]

  init(_ error: ScriptError, in source: Source, _ machine: Machine) {
    let exception = error.exception
    let type = exception.instanceType
    name = type.name
    classNames = type.resolutionOrder.map(\.name)
    if type.isSubtype(of: machine.exceptionType(.keyboardInterrupt)) {
      kind = .interrupted
    } else if type.isSubtype(of: machine.exceptionType(.limitExceeded)) {
      kind = .limit
    } else if type.isSubtype(of: machine.exceptionType(.systemExit)) {
      kind = .exit(status: Failure.status(exception.arguments.first))
    } else {
      kind = .error
    }
    diagnostics =
      exception.syntaxProblems.isEmpty
      ? [Diagnostic(exception, machine)] : exception.syntaxProblems.map { Diagnostic($0, in: source) }
  }

  /// CPython's rule: no value is success, a whole number is the status, anything else is a failure.
  private static func status(_ value: Value?) -> Int {
    guard let value, !value.isNone else { return 0 }
    return value.integer.map { $0 & 0xFF } ?? 1
  }

  /// Whether a cell that must end with the exception `name` did.
  package func matches(_ name: String) -> Bool { classNames.contains(name) }

  package func text(_ language: Language, width: Int = 100, color: Bool = false) -> String {
    let renderer = DiagnosticRenderer(language: language, width: width)
    return diagnostics.map { renderer.text($0, color: color) }.joined()
  }

  /// The sentence alone, for a line of a report.
  package func summary(_ language: Language) -> String {
    guard let first = diagnostics.first else { return name }
    let text = first.message.text(language)
    return text.isEmpty ? name : "\(name): \(text)"
  }
}
