/// Colours for lines of Python: keywords, texts, numbers, comments. Knows just enough to see where a string ends, and takes the
/// lines one after another, since a triple-quoted string goes on over several.
package struct PythonHighlighter {
  /// The quote of the triple-quoted string that is still open.
  private var open: Character?

  package init() {}

  private static let keywords: Set<String> = [
    "False", "None", "True", "and", "as", "assert", "break", "class", "continue", "def", "del", "elif",
    "else",
    "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not",
    "or",
    "pass", "raise", "return", "try", "while", "with", "yield",
  ]

  package mutating func runs(of line: String) -> [StyledRun] {
    let characters = Array(line)
    var result: [StyledRun] = []
    var index = 0
    func add(_ range: Range<Int>, _ style: Style) {
      guard !range.isEmpty else { return }
      let text = String(characters[range])
      if result.last?.style == style, let last = result.indices.last {
        result[last].text += text
      } else {
        result.append(StyledRun(text, style))
      }
    }
    while index < characters.count {
      let start = index
      let character = characters[index]
      if let quote = open {
        index = endOfTriple(characters, from: index, quote)
        add(start..<index, .green)
      } else if character == "#" {
        index = characters.count
        add(start..<index, Style(color: .gray))
      } else if character == "\"" || character == "'" {
        if characters[index...].starts(with: [character, character, character]) {
          open = character
          index = endOfTriple(characters, from: index + 3, character)
        } else {
          index = endOfString(characters, from: index + 1, character)
        }
        add(start..<index, .green)
      } else if character.isNumber {
        while index < characters.count, characters[index].isNumber || "._eExX".contains(characters[index]) {
          index += 1
        }
        add(start..<index, Style(color: .magenta))
      } else if character.isLetter || character == "_" {
        while index < characters.count, isWord(characters[index]) { index += 1 }
        let word = String(characters[start..<index])
        add(start..<index, Self.keywords.contains(word) ? Style(color: .blue) : .plain)
      } else {
        index += 1
        add(start..<index, .plain)
      }
    }
    return result
  }

  private func isWord(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_"
  }

  private mutating func endOfTriple(_ characters: [Character], from start: Int, _ quote: Character) -> Int {
    var index = start
    while index < characters.count {
      if characters[index] == "\\" {
        index += 2
      } else if characters[index...].starts(with: [quote, quote, quote]) {
        open = nil
        return index + 3
      } else {
        index += 1
      }
    }
    return characters.count
  }

  private func endOfString(_ characters: [Character], from start: Int, _ quote: Character) -> Int {
    var index = start
    while index < characters.count {
      if characters[index] == "\\" {
        index += 2
      } else if characters[index] == quote {
        return index + 1
      } else {
        index += 1
      }
    }
    return characters.count
  }
}
