/// A language in which Seodang speaks to a person.
package enum Language: String, Sendable, CaseIterable {
  case korean = "ko"
  case english = "en"

  /// One of two texts; only the chosen one is made.
  package func pick<T>(ko: @autoclosure () -> T, en: @autoclosure () -> T) -> T {
    switch self {
    case .korean: ko()
    case .english: en()
    }
  }
}
