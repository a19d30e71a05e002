/// Finds `# BEGIN SOLUTION` and `# END SOLUTION`, which count only as comments that have a line to themselves: the same text
/// inside a string of the program is text.
struct SolutionMarkers {
  enum Kind { case begin, end }
  struct Marker {
    let kind: Kind
    /// Index into the lines of the cell, from 0.
    let line: Int
    let indent: String
  }

  let markers: [Marker]

  init(_ lines: [String]) {
    var result: [Marker] = []
    for (index, indent, comment) in commentLines(lines) {
      switch words(of: comment) {
      case ["BEGIN", "SOLUTION"]: result.append(Marker(kind: .begin, line: index, indent: indent))
      case ["END", "SOLUTION"]: result.append(Marker(kind: .end, line: index, indent: indent))
      default: break
      }
    }
    markers = result
  }

  /// The pairs as closed ranges of line indices, markers included; only meaningful when the markers are balanced.
  var blocks: [(lines: ClosedRange<Int>, indent: String)] {
    var result: [(ClosedRange<Int>, String)] = []
    var open: Marker?
    for marker in markers {
      switch marker.kind {
      case .begin: open = open ?? marker
      case .end:
        if let begin = open { result.append((begin.line...marker.line, begin.indent)) }
        open = nil
      }
    }
    return result
  }
}

/// The words of a comment `#  BEGIN SOLUTION`, without the mark.
private func words(of comment: Substring) -> [String] {
  comment.drop { $0 == "#" }.split { $0 == " " || $0 == "\t" }.map(String.init)
}

/// The lines of a Python text that hold nothing but a comment. Follows string literals, so that a `#` inside a text (of
/// several lines too) is not taken for one.
private func commentLines(_ lines: [String]) -> [(index: Int, indent: String, comment: Substring)] {
  var result: [(Int, String, Substring)] = []
  /// The quote of the triple-quoted string that is open at the start of the line.
  var open: Character?
  for (index, line) in lines.enumerated() {
    let characters = Array(line)
    var i = 0
    if open == nil {
      let indent = line.prefix { $0 == " " || $0 == "\t" }
      if line[indent.endIndex...].first == "#" {
        result.append((index, String(indent), line[indent.endIndex...]))
        continue
      }
    }
    while i < characters.count {
      let character = characters[i]
      if let quote = open {
        if character == "\\" {
          i += 2
        } else if isTriple(characters, i, quote) {
          open = nil
          i += 3
        } else {
          i += 1
        }
      } else if character == "#" {
        break
      } else if character == "\"" || character == "'" {
        if isTriple(characters, i, character) {
          open = character
          i += 3
        } else {
          i = endOfString(characters, from: i + 1, quote: character)
        }
      } else {
        i += 1
      }
    }
  }
  return result
}

private func isTriple(_ characters: [Character], _ i: Int, _ quote: Character) -> Bool {
  i + 2 < characters.count && characters[i] == quote && characters[i + 1] == quote
    && characters[i + 2] == quote
}

/// The index after a one-line string's closing quote, or the end of the line.
private func endOfString(_ characters: [Character], from start: Int, quote: Character) -> Int {
  var i = start
  while i < characters.count {
    if characters[i] == "\\" {
      i += 2
    } else if characters[i] == quote {
      return i + 1
    } else {
      i += 1
    }
  }
  return i
}
