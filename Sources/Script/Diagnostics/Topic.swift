/// A kind of mistake with a stable code: several messages may share one.
///
/// `E01..` syntax, `E02..` names and attributes, `E03..` types, `E04..` values, `E05..` calls, `E06..` control flow,
/// `E07..` limits, `E08..` import and what is refused; other rooms continue with `E1...` (tensors) and `E2...` (lessons).
package struct Topic: Sendable {
  /// Stable across versions, for example `E0203`.
  package let code: String
  /// Python's name of the exception.
  package let exception: String
  /// A headline, an explanation in some sentences.
  package let korean: Explanation
  package let english: Explanation
  /// A program of a few lines that makes the mistake; the corrected program follows after a line `# →`.
  package let example: String

  package struct Explanation: Sendable {
    package let title: String
    package let body: String

    package init(_ title: String, _ body: String) {
      self.title = title
      self.body = body
    }
  }

  package init(_ code: String, _ exception: String, ko: Explanation, en: Explanation, example: String) {
    self.code = code
    self.exception = exception
    self.korean = ko
    self.english = en
    self.example = example
  }

  package func explanation(_ language: Language) -> Explanation {
    language.pick(ko: korean, en: english)
  }

  /// Looks up a code as a person types it: `E0203`, `e0203`, `0203`.
  package static func find(_ code: String, in topics: [Topic]) -> Topic? {
    let digits = code.drop { $0 == "E" || $0 == "e" }
    return topics.first { $0.code.dropFirst() == digits }
  }
}
