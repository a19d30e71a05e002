/// Lays a diagnostic out as text:
///
///     RuntimeError: 행렬 곱의 안쪽 크기가 달라요: (64×3) @ (4×10)
///       ┌ 05-xavier.md, 셀 forward, 3번째 줄
///     3 │     h = x @ w
///       │         ^^^^^ x는 (64, 3), w는 (4, 10): 앞의 3과 뒤의 4가 같아야 해요
///       = 도움: w를 (3, 10)으로 만들거나 x.T를 생각해 보세요
///
/// Calls that led to the place come before the header, outermost first, as in Python. The layout is made of styled pieces, so
/// that the terminal, HTML and plain text differ in the last step only.
package struct DiagnosticRenderer: Sendable {
  package var language: Language
  /// Lines longer than this are shown from near their marked part only.
  package var width: Int

  package init(language: Language, width: Int = 100) {
    self.language = language
    self.width = width
  }

  /// What a piece of the text is, for colours.
  package enum Style: Sendable {
    case plain, kind, code, frame, caret, help
  }

  package struct Piece: Sendable {
    package let text: String
    package let style: Style
  }

  /// The whole text, each line ended by a line break; with `color` in ANSI colours.
  package func text(_ diagnostic: Diagnostic, color: Bool = false) -> String {
    pieces(diagnostic).map { color ? $0.ansi : $0.text }.joined()
  }

  package func pieces(_ diagnostic: Diagnostic) -> [Piece] {
    var page = Page()
    add(diagnostic, to: &page, depth: 0)
    return page.pieces
  }

  /// Chains of exceptions longer than this are cut.
  private static let maximumCauses = 5
  /// Of a longer traceback, this many calls at each end are shown.
  private static let framesShown = 4

  private func add(_ diagnostic: Diagnostic, to page: inout Page, depth: Int) {
    if let cause = diagnostic.cause, let earlier = cause.diagnostic.first, depth < Self.maximumCauses {
      add(earlier, to: &page, depth: depth + 1)
      let link =
        cause.isExplicit
        ? language.pick(
          ko: "위 오류가 원인이 되어 다음 오류가 났어요:", en: "The error above was the direct cause of this one:")
        : language.pick(
          ko: "위 오류를 처리하다가 또 다른 오류가 났어요:", en: "While the error above was handled, another one happened:")
      page.line("")
      page.line(link)
      page.line("")
    }
    addFrames(diagnostic.frames, to: &page)
    let message = diagnostic.message
    let what = message.text(language)
    page.add(diagnostic.kind, .kind)
    page.line(what.isEmpty ? "" : ": " + what)
    let label = diagnostic.label ?? message.label(language)
    let margin = String(repeating: " ", count: diagnostic.place.map { String($0.line).count } ?? 1)
    if let place = diagnostic.place {
      addExcerpt(place, label: label, margin: margin, to: &page)
    } else if let label {
      page.line(margin + " = " + label, .frame)
    }
    if let help = diagnostic.help ?? message.help(language) {
      page.add(margin + " = ", .frame)
      page.add(language.pick(ko: "도움: ", en: "help: "), .help)
      page.line(indentingRest(of: help, by: margin))
    }
    for note in diagnostic.notes {
      page.add(margin + " = ", .frame)
      page.line(indentingRest(of: note, by: margin))
    }
  }

  private func addExcerpt(_ place: Diagnostic.Excerpt, label: String?, margin: String, to page: inout Page) {
    page.line(margin + " ┌ " + description(of: place), .frame)
    let view = LineView(place, width: width - margin.count - 3)
    page.add("\(place.line) │ ", .frame)
    page.line(view.text)
    page.add(margin + " │ ", .frame)
    page.add(String(repeating: " ", count: view.caretColumn))
    page.add(String(repeating: "^", count: view.caretCount), .caret)
    page.line(label.map { " " + $0 } ?? "", .caret)
  }

  private func addFrames(_ frames: [Diagnostic.Frame], to page: inout Page) {
    guard frames.count > 1 else { return }
    page.line(language.pick(ko: "부른 차례 (마지막이 가장 최근):", en: "Traceback (most recent call last):"))
    let hidden = frames.count - 2 * Self.framesShown
    for (i, frame) in frames.enumerated() {
      if hidden > 1, i >= Self.framesShown, i < frames.count - Self.framesShown {
        if i == Self.framesShown {
          page.line(
            language.pick(ko: "  … \(hidden)번의 호출을 줄였어요 …", en: "  … \(hidden) calls left out …"), .frame)
        }
        continue
      }
      let inside = frame.function.map { language.pick(ko: ", `\($0)` 안", en: ", in `\($0)`") } ?? ""
      page.line("  " + description(of: frame.place) + inside, .frame)
      let code = frame.place.text.drop { $0 == " " || $0 == "\t" }
      if !code.isEmpty { page.line("    " + DisplayWidth.expandingTabs(code)) }
    }
  }

  private func description(of place: Diagnostic.Excerpt) -> String {
    let cell = place.cell.map { language.pick(ko: ", 셀 \($0)", en: ", cell \($0)") } ?? ""
    return place.file + cell + language.pick(ko: ", \(place.line)번째 줄", en: ", line \(place.line)")
  }

  private func indentingRest(of text: String, by margin: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.joined(separator: "\n" + margin + "   ")
  }
}

/// The pieces of a text as it grows.
private struct Page {
  var pieces: [DiagnosticRenderer.Piece] = []

  mutating func add(_ text: String, _ style: DiagnosticRenderer.Style = .plain) {
    if !text.isEmpty { pieces.append(.init(text: text, style: style)) }
  }

  mutating func line(_ text: String, _ style: DiagnosticRenderer.Style = .plain) {
    add(text, style)
    add("\n")
  }
}

extension DiagnosticRenderer.Piece {
  fileprivate var ansi: String {
    let code: String
    switch style {
    case .plain: return text
    case .kind: code = "1;31"
    case .code: code = "2"
    case .frame: code = "34"
    case .caret: code = "1;31"
    case .help: code = "1;32"
    }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }
}

/// A source line as it is shown: tabs expanded, cut to the width round its marked part, with the columns of the carets.
private struct LineView {
  var text: String
  var caretColumn: Int
  var caretCount: Int

  init(_ place: Diagnostic.Excerpt, width: Int) {
    let before = place.prefix(place.range.lowerBound)
    let upTo = place.prefix(max(place.range.lowerBound, place.range.upperBound))
    text = DisplayWidth.expandingTabs(place.text)
    caretColumn = DisplayWidth.columns(of: before)
    caretCount = max(1, DisplayWidth.columns(of: upTo) - caretColumn)
    let budget = max(20, width)
    guard DisplayWidth.columns(of: text) > budget else { return }
    // Keep a third of the width as context before the marked part.
    let start = caretColumn + min(caretCount, budget / 2) <= budget ? 0 : max(0, caretColumn - budget / 3)
    var column = 0
    var kept = ""
    var keptColumns = 0
    var skipped = 0
    for scalar in text.unicodeScalars {
      let columns = DisplayWidth.columns(of: scalar)
      if column < start {
        skipped = column + columns
      } else if keptColumns + columns <= budget {
        kept.unicodeScalars.append(scalar)
        keptColumns += columns
      }
      column += columns
    }
    let cutEnd = column > skipped + keptColumns
    text = (skipped > 0 ? "…" : "") + kept + (cutEnd ? "…" : "")
    caretColumn = max(0, caretColumn - skipped) + (skipped > 0 ? 1 : 0)
    caretCount = max(1, min(caretCount, budget - caretColumn))
  }
}
