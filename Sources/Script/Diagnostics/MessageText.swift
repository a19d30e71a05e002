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

/// A message as structure: which mistake it is and the values at hand. Text is made only at the edge.
///
/// Each room has enums of its own that conform (`NameMessage`, `ValueMessage`, …), so that a new message is one case
/// with its sentence in each language next to it.
package protocol MessageText: Sendable {
  /// The kind of mistake: its stable code, its exception, and what `seodang explain CODE` says.
  var topic: Topic { get }
  func wording(_ language: Language) -> Wording
}

extension MessageText {
  /// The header sentence.
  package func text(_ language: Language) -> String { wording(language).what }
  /// Python's name of the exception that carries this message.
  package var exceptionName: String { topic.exception }
}

/// A text that a script made itself (`raise ValueError("…")`): the same in every language.
package struct VerbatimMessage: MessageText {
  package let topic: Topic
  private let what: String

  package init(_ what: String, exception: String) {
    self.what = what
    self.topic = Topic.raised(exception)
  }

  package func wording(_ language: Language) -> Wording { Wording(what) }
}
