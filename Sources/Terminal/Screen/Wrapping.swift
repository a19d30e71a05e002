import Text

/// A piece of text in one style.
package struct StyledRun: Equatable, Sendable {
  package var text: String
  package var style: Style

  package init(_ text: String, _ style: Style = .plain) {
    self.text = text
    self.style = style
  }
}

/// Breaks text into lines of at most `width` columns.
///
/// Lines break at blanks. A word longer than a line breaks between characters, so that a Hangul syllable is never cut, and
/// closing marks don't begin a line. A line break in the text stays one.
package func wrap(_ runs: [StyledRun], width: Int) -> [[StyledRun]] {
  var lines: [[StyledRun]] = []
  var line = Line(width: max(2, width))
  for word in words(of: runs) {
    switch word {
    case .lineBreak:
      lines.append(line.take())
    case .text(let pieces, let columns, let afterBlank):
      if !line.isEmpty, line.columns + (afterBlank ? 1 : 0) + columns > line.width {
        if afterBlank {
          lines.append(line.take())
        }
      } else if afterBlank, !line.isEmpty {
        line.append(" ", pieces.first?.style == line.lastStyle ? line.lastStyle : .plain)
      }
      for piece in pieces {
        for character in piece.text {
          let columns = DisplayWidth.columns(of: String(character))
          if line.columns + columns > line.width, !line.isEmpty { lines.append(line.take()) }
          line.append(character, piece.style, columns)
        }
      }
    }
  }
  if !line.isEmpty || lines.isEmpty { lines.append(line.take()) }
  return lines
}

/// Wraps a text without styles.
package func wrap(_ text: String, width: Int) -> [String] {
  wrap([StyledRun(text)], width: width).map { $0.map(\.text).joined() }
}

private struct Line {
  let width: Int
  private(set) var runs: [StyledRun] = []
  private(set) var columns = 0

  init(width: Int) { self.width = width }

  var isEmpty: Bool { runs.isEmpty }
  var lastStyle: Style { runs.last?.style ?? .plain }

  mutating func append(_ character: Character, _ style: Style, _ columns: Int = 1) {
    if runs.last?.style == style, let last = runs.indices.last {
      runs[last].text.append(character)
    } else {
      runs.append(StyledRun(String(character), style))
    }
    self.columns += columns
  }

  mutating func take() -> [StyledRun] {
    defer {
      runs = []
      columns = 0
    }
    return runs
  }
}

private enum Word {
  case text([StyledRun], columns: Int, afterBlank: Bool)
  case lineBreak
}

private func words(of runs: [StyledRun]) -> [Word] {
  var result: [Word] = []
  var pieces: [StyledRun] = []
  var columns = 0
  var afterBlank = false
  func close() {
    if !pieces.isEmpty { result.append(.text(pieces, columns: columns, afterBlank: afterBlank)) }
    if !pieces.isEmpty { afterBlank = false }
    pieces = []
    columns = 0
  }
  for run in runs {
    for character in run.text {
      if character == "\n" || character == "\r\n" {
        close()
        result.append(.lineBreak)
        afterBlank = false
      } else if character == " " || character == "\t" {
        close()
        afterBlank = true
      } else {
        columns += DisplayWidth.columns(of: String(character))
        if pieces.last?.style == run.style, let last = pieces.indices.last {
          pieces[last].text.append(character)
        } else {
          pieces.append(StyledRun(String(character), run.style))
        }
      }
    }
  }
  close()
  return result
}

extension String {
  /// The text with blanks behind it up to a number of columns.
  package func padded(to columns: Int) -> String {
    self + String(repeating: " ", count: max(0, columns - DisplayWidth.columns(of: self)))
  }
}
