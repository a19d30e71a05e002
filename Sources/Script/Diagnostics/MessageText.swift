/// What an error says, as a value: which mistake it is and the values at hand. Text is made only when somebody reads it.
///
/// Each family of errors (the language's own, a library's) has its own type, usually an enum whose cases carry the
/// values at hand, so that both languages stand side by side in one place. Most conform to `CatalogueMessage`.
package protocol MessageText: Sendable {
  /// CPython's own words: what `str(e)` gives a script that catches the exception.
  var python: String { get }
  /// The kind of mistake, with its stable code and explanation; nil for words that a script chose itself.
  var topic: Topic? { get }
  /// What happened, in one whole sentence.
  func text(_ language: Language) -> String
  /// What to write under the carets, when there is something to say about that place.
  func label(_ language: Language) -> String?
  /// At most one piece of advice.
  func help(_ language: Language) -> String?
}

extension MessageText {
  package var topic: Topic? { nil }
  /// The stable code under which `explain` knows it, such as `E0203`.
  package var code: String? { topic?.code }
  package func label(_ language: Language) -> String? { nil }
  package func help(_ language: Language) -> String? { nil }
}

/// A message that is the same in each language: Python's own, or one written by the script.
package struct PlainMessage: MessageText, ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
  package let python: String

  package init(_ python: String) { self.python = python }
  package init(stringLiteral value: String) { python = value }
  package func text(_ language: Language) -> String { python }
}

/// What a message says in one language: whole sentences, never glued from fragments.
package struct Wording: Sendable, Equatable {
  /// The header line after the exception's name. In English it is word for word what CPython (or PyTorch) says,
  /// because it is also what `str(e)` gives to a script that catches the exception.
  package var what: String
  /// The words at the caret: the values at hand.
  package var label: String?
  /// One suggestion, best with the corrected line.
  package var help: String?

  package init(_ what: String, label: String? = nil, help: String? = nil) {
    self.what = what
    self.label = label
    self.help = help
  }
}

/// A message of a catalogue: one topic, and its wording in each language.
package protocol CatalogueMessage: MessageText {
  /// The kind of mistake: its stable code, its exception, and what `seodang explain CODE` says.
  var entry: Topic { get }
  /// Python's name of the exception that carries this message; the entry's where a message says nothing else.
  var exceptionName: String { get }
  func wording(_ language: Language) -> Wording
}

extension CatalogueMessage {
  package var python: String { wording(.english).what }
  package var topic: Topic? { entry }
  package func text(_ language: Language) -> String { wording(language).what }
  package func label(_ language: Language) -> String? { wording(language).label }
  package func help(_ language: Language) -> String? { wording(language).help }
  /// Python's name of the exception that carries this message.
  package var exceptionName: String { entry.exception }
}
