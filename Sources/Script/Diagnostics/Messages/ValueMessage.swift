/// A value that doesn't fit, in both languages.
package struct ValueMessage: CatalogueMessage {
  package let english: String
  package let korean: String
  package let entry: Topic

  /// - Parameter topic: what `explain` says; by default “a value that does not fit”.
  package init(english: String, korean: String, topic: Topic = .notFound) {
    self.english = english
    self.korean = korean
    entry = topic
  }

  package func wording(_ language: Language) -> Wording { Wording(language.pick(ko: korean, en: english)) }
}
