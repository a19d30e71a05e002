import Lessons
import Script
import Terminal

/// What a person entered at a prompt.
enum PromptEntry: Equatable {
  /// One or more lines of Python.
  case code(String)
  /// A line that begins with `:` or `?`, without blanks around it.
  case command(String)
  /// Enter on an empty line.
  case empty
  /// Ctrl-C; whether there was nothing to drop.
  case interrupted(wasEmpty: Bool)
  case end
}

/// Reads entries of several lines. Whether an entry is whole is the parser's word; a block (`def`, `for`, …) ends with an empty
/// line, as in Python, or with a line that can't belong to it.
final class BlockReader {
  /// The lines of the entry that is being typed, for whoever completes its words.
  final class Entry {
    fileprivate(set) var lines: [String] = []
    var text: String { lines.map { $0 + "\n" }.joined() }
  }

  private let reader: any LineReader
  private let entry: Entry
  /// Lines that came but belong to the next entry: pasted text, or what followed a block in a pipe.
  private var waiting: [String] = []

  init(_ reader: any LineReader, entry: Entry = Entry()) {
    self.reader = reader
    self.entry = entry
  }

  func read(prompt: String, continuation: String) -> PromptEntry {
    var lines: [String] = []
    while true {
      entry.lines = lines
      let line: String
      if waiting.isEmpty {
        let isFirst = lines.isEmpty
        switch reader.readLine(
          prompt: isFirst ? prompt : continuation, prefill: isFirst ? "" : indent(after: lines))
        {
        case .interrupted(let wasEmpty):
          waiting = []
          return .interrupted(wasEmpty: wasEmpty && isFirst)
        case .end: return lines.isEmpty ? .end : .code(joined(lines))
        case .line(let text):
          var pasted = text.split(omittingEmptySubsequences: false) {
            $0 == "\n" || $0 == "\r\n" || $0 == "\r"
          }
          .map(String.init)
          if pasted.count > 1, pasted.last?.isEmpty == true { pasted.removeLast() }
          line = pasted.removeFirst()
          waiting = pasted
        }
      } else {
        line = waiting.removeFirst()
      }
      if let entry = add(line, to: &lines) { return entry }
    }
  }

  /// The entry, when the line makes it whole.
  private func add(_ line: String, to lines: inout [String]) -> PromptEntry? {
    let isBlank = line.allSatisfy { $0 == " " || $0 == "\t" }
    if lines.isEmpty {
      if isBlank { return .empty }
      if let command = command(line.trimmed) {
        reader.remember(line.trimmed)
        return .command(command)
      }
      lines = [line]
      // A block waits for its end even when its first line could stand alone (`if x: y`).
      return !isBlock(lines) && isWhole(lines) ? finish(&lines) : nil
    }
    if isBlock(lines) {
      if isBlank {
        // Inside brackets or a long string an empty line is part of the entry.
        guard isOpen(lines) || pasteGoesOn else { return finish(&lines) }
        lines.append(line)
        return nil
      }
      if !isIndented(line), !continuesBlock(line), isWhole(lines) {
        waiting.insert(line, at: 0)
        return finish(&lines)
      }
      lines.append(line)
      return nil
    }
    lines.append(line)
    return isWhole(lines) ? finish(&lines) : nil
  }

  /// `:n`, `?x`; also `x?` and `%time`, as in IPython, and with the wide signs of a Hangul keyboard.
  private func command(_ line: String) -> String? {
    guard let first = line.first else { return nil }
    let rest = String(line.dropFirst())
    switch first {
    case ":", "：": return ":" + rest
    case "?", "？": return "?" + rest.drop { $0 == "?" }
    case "%": return ":" + rest.drop { $0 == "%" }
    default:
      let name = line.reversed().drop { $0 == "?" || $0 == "？" }.reversed()
      let isName = name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
      return name.count < line.count && isName ? "?" + String(name) : nil
    }
  }

  private func finish(_ lines: inout [String]) -> PromptEntry {
    let code = joined(lines)
    reader.remember(code.trimmingLineBreaks)
    return .code(code)
  }

  private func joined(_ lines: [String]) -> String { lines.map { $0 + "\n" }.joined() }

  /// Whether the next line of pasted text still belongs to the block: empty lines inside a function are part of it.
  private var pasteGoesOn: Bool { waiting.first { !$0.trimmed.isEmpty }.map(isIndented) ?? false }

  /// Whether the text can be run, rightly or wrongly: what is wrong is told when it runs.
  private func isWhole(_ lines: [String]) -> Bool {
    if case .incomplete = Session.completeness(of: joined(lines)) { false } else { true }
  }

  /// Whether brackets or a string are open, so that even an empty line belongs to the entry.
  private func isOpen(_ lines: [String]) -> Bool {
    // A dedented statement after the block shows it: if that doesn't make the text whole, something is open.
    guard case .incomplete = Session.completeness(of: joined(lines) + "\n") else { return false }
    guard let last = lines.last, !last.trimmed.hasSuffix(":") else { return false }
    return true
  }

  private static let openers: Set<String> = ["if", "for", "while", "def", "class", "with", "try", "async"]
  private static let continuations: Set<String> = ["else", "elif", "except", "finally"]

  private func isBlock(_ lines: [String]) -> Bool {
    guard let first = lines.first else { return false }
    return first.hasPrefix("@") || Self.openers.contains(firstWord(first))
  }

  private func continuesBlock(_ line: String) -> Bool {
    Self.continuations.contains(firstWord(line)) || line.hasPrefix("#") || line.hasPrefix(")")
      || line.hasPrefix("]") || line.hasPrefix("}")
  }

  private func firstWord(_ line: String) -> String { String(line.prefix { $0.isLetter }) }

  private func isIndented(_ line: String) -> Bool { line.first == " " || line.first == "\t" }

  /// The indentation that the next line probably has.
  private func indent(after lines: [String]) -> String {
    guard let last = lines.last(where: { !$0.trimmed.isEmpty }) else { return "" }
    let indent = String(last.prefix { $0 == " " })
    let statement = last.trimmed
    if statement.hasSuffix(":") { return indent + "    " }
    if ["return", "pass", "break", "continue", "raise"].contains(firstWord(statement)) {
      return String(indent.dropLast(4))
    }
    return indent
  }
}

extension String {
  fileprivate var trimmingLineBreaks: String {
    var text = self
    while text.last?.isNewline == true { text.removeLast() }
    return text
  }
}
