/// An error, warning or refusal on its way to a person: everything a renderer needs, nothing laid out yet.
package struct Diagnostic: Sendable {
  /// Python's name of the exception, for example `IndexError`; `SyntaxError` for what the parser finds.
  package var kind: String
  package var message: any MessageText
  /// Where it happened.
  package var place: Excerpt?
  /// Replaces the message's own label or help when the place of the error knows better.
  package var label: String?
  package var help: String?
  /// Further facts, each one whole sentence.
  package var notes: [String]
  /// The calls that led here, outermost first as in Python; the last one is `place`.
  package var frames: [Frame]
  /// The exception that this one was raised `from`, or while it was being handled.
  package var cause: Cause?

  package init(
    kind: String, message: any MessageText, place: Excerpt? = nil, label: String? = nil,
    help: String? = nil,
    notes: [String] = [], frames: [Frame] = [], cause: Cause? = nil
  ) {
    self.kind = kind
    self.message = message
    self.place = place
    self.label = label
    self.help = help
    self.notes = notes
    self.frames = frames
    self.cause = cause
  }

  /// The stable code that `seodang explain` knows; `nil` for what a script raised itself.
  package var code: String? { message.code }

  /// One line of a source text and the part of it that is meant.
  package struct Excerpt: Sendable, Equatable {
    /// The file as the person named it, for example `05-xavier.md` or `<입력>`.
    package var file: String
    /// The id of the lesson's cell, if the source is one.
    package var cell: String?
    /// Counted from 1.
    package var line: Int
    /// The text of that line without its line break.
    package var text: String
    /// The marked part, in UTF-8 bytes of `text`; empty marks the place before its lower bound.
    package var range: Range<Int>

    package init(file: String, cell: String? = nil, line: Int, text: String, range: Range<Int>) {
      self.file = file
      self.cell = cell
      self.line = line
      self.text = text
      self.range = range
    }
  }

  /// One call of the traceback.
  package struct Frame: Sendable, Equatable {
    /// The function's name, `nil` for the program itself.
    package var function: String?
    package var place: Excerpt

    package init(function: String?, place: Excerpt) {
      self.function = function
      self.place = place
    }
  }

  /// How an earlier exception belongs to this one.
  package struct Cause: Sendable {
    /// `raise … from` says it is the reason; otherwise this one happened while the earlier one was being handled.
    package var isExplicit: Bool
    /// Always exactly one (an array, because a value cannot hold itself).
    package var diagnostic: [Diagnostic]

    package init(_ diagnostic: Diagnostic, isExplicit: Bool) {
      self.isExplicit = isExplicit
      self.diagnostic = [diagnostic]
    }
  }
}

/// A diagnostic for programs: what `--json` prints and what editors read.
package struct DiagnosticRecord: Codable, Sendable, Equatable {
  package var code: String?
  package var kind: String
  package var message: String
  package var label: String?
  package var help: String?
  package var notes: [String]
  package var file: String?
  package var cell: String?
  package var line: Int?
  /// Code points from the start of the line, counted from 1, as editors count; the end is exclusive.
  package var column: Int?
  package var endColumn: Int?
  package var frames: [Frame]

  package struct Frame: Codable, Sendable, Equatable {
    package var function: String?
    package var file: String
    package var cell: String?
    package var line: Int
  }

  package init(_ diagnostic: Diagnostic, language: Language) {
    code = diagnostic.code
    kind = diagnostic.kind
    message = diagnostic.message.text(language)
    label = diagnostic.label ?? diagnostic.message.label(language)
    help = diagnostic.help ?? diagnostic.message.help(language)
    notes = diagnostic.notes
    file = diagnostic.place?.file
    cell = diagnostic.place?.cell
    line = diagnostic.place?.line
    column = diagnostic.place.map { $0.scalars(before: $0.range.lowerBound) + 1 }
    endColumn = diagnostic.place.map { $0.scalars(before: $0.range.upperBound) + 1 }
    frames = diagnostic.frames.map {
      Frame(function: $0.function, file: $0.place.file, cell: $0.place.cell, line: $0.place.line)
    }
  }
}

extension Diagnostic.Excerpt {
  fileprivate func scalars(before offset: Int) -> Int { prefix(offset).unicodeScalars.count }

  /// The text before a byte offset, which may lie outside the line or inside a character.
  package func prefix(_ offset: Int) -> Substring {
    let bytes = text.utf8
    let index =
      bytes.index(bytes.startIndex, offsetBy: max(0, offset), limitedBy: bytes.endIndex) ?? bytes.endIndex
    return text[..<index.samePositionRoundedDown(in: text)]
  }
}

extension String.Index {
  /// This index, or the start of the scalar it lies in.
  fileprivate func samePositionRoundedDown(in text: String) -> String.Index {
    var index = self
    while index > text.startIndex, index.samePosition(in: text.unicodeScalars) == nil {
      index = text.utf8.index(before: index)
    }
    return index
  }
}
