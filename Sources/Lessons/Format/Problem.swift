import Script
import Text

/// Something wrong with a lesson file, and where.
package struct Problem: Error, Sendable {
  package let message: LessonMessage
  package let place: SourceRange

  init(_ message: LessonMessage, _ place: SourceRange) {
    self.message = message
    self.place = place
  }
}

/// All problems of one file, in the order of their places.
package struct LessonProblems: Error, Sendable {
  package let source: SourceText
  package let problems: [Problem]

  /// As compilers write it, `05-xavier.md:12:8: …`, with the line and a caret under the place.
  package func text(_ language: Language) -> String {
    problems.map { problem in
      let wording = problem.message.wording(language)
      let column = source.column(of: problem.place)
      var text = "\(source.name):\(problem.place.line):\(column): \(wording.what)\n"
      let excerpt = source.excerpt(problem.place)
      if !excerpt.text.isEmpty {
        let before = excerpt.prefix(problem.place.bytes.lowerBound)
        let marked = excerpt.prefix(problem.place.bytes.upperBound).dropFirst(before.count)
        let carets = max(1, DisplayWidth.columns(of: marked))
        text += "  │ \(DisplayWidth.expandingTabs(excerpt.text))\n"
        text += "  │ " + String(repeating: " ", count: DisplayWidth.columns(of: before))
        text += String(repeating: "^", count: carets) + "\n"
      }
      if let help = wording.help {
        text += "  = " + language.pick(ko: "도움: ", en: "help: ") + help + "\n"
      }
      return text
    }.joined()
  }
}
