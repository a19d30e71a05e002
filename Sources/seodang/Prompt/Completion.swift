import Lessons
import Library
import Script

/// What the Tab key offers: names, attributes after a dot, the keyword arguments of the call around, modules after `import`, and
/// `:` commands. Never files.
struct Completion {
  private let session: Session
  private let commands: [PromptCommand]
  private var machine: Machine { session.machine }

  init(_ session: Session, commands: [PromptCommand]) {
    self.session = session
    self.commands = commands
  }

  private static let keywords = [
    "False", "None", "True", "and", "as", "assert", "break", "class", "continue", "def", "del", "elif",
    "else",
    "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not",
    "or",
    "pass", "raise", "return", "try", "while", "with", "yield",
  ]

  /// - Parameters:
  ///   - word: the letters before the cursor, back to the last blank, dot or sign.
  ///   - before: the entry up to the word, all of its lines.
  func candidates(for word: String, before: String) -> [String] {
    if before.isEmpty || !before.hasPrefix(":") {
      return sorted(names(before: before), for: word)
    }
    // `:gr`, and after the command's name anything that code may name.
    guard before == ":" else { return sorted(names(before: String(before.dropFirst())), for: word) }
    return sorted(commands.flatMap(\.names), for: word)
  }

  /// Those that begin with the word; with other capitals where there are none.
  private func sorted(_ names: [String], for word: String) -> [String] {
    let visible = Set(names).filter { !$0.hasPrefix("_") || word.hasPrefix("_") }
    let fitting = visible.filter { $0.hasPrefix(word) }
    return (fitting.isEmpty ? visible.filter { $0.lowercased().hasPrefix(word.lowercased()) } : fitting)
      .sorted()
  }

  private func names(before: String) -> [String] {
    let place = CodePlace(before)
    if place.isText { return [] }
    if let module = place.importedFrom { return attributes(of: try? machine.module(module)) }
    if place.isImport {
      let owner = place.owner.map { $0 + "." } ?? ""
      return machine.registeredModules.filter { $0.hasPrefix(owner) }
        .compactMap { $0.dropFirst(owner.count).split(separator: ".").first.map(String.init) }
    }
    if let owner = place.owner { return value(of: owner).map(attributes) ?? [] }
    let keywords = place.call.map { keywordArguments(of: $0, without: place.given) } ?? []
    // Right after the bracket or a comma the arguments are what is looked for.
    if !keywords.isEmpty, before.last.map({ "(, \n".contains($0) }) ?? false, place.isArgumentStart {
      return keywords + machine.globalNames
    }
    return keywords + machine.allNames + Self.keywords
      + machine.registeredModules.filter { !$0.contains(".") }
  }

  private func keywordArguments(of callee: String, without given: Set<String>) -> [String] {
    guard let function = value(of: callee) else { return [] }
    var names = machine.parameterNames(of: function)
    if names.isEmpty, let page = HelpSubject(function, expression: callee, machine).page,
      let open = page.signature.firstIndex(of: "("), let close = page.signature.lastIndex(of: ")"),
      open < close
    {
      names = Machine.names(in: String(page.signature[page.signature.index(after: open)..<close]))
    }
    return names.filter { !given.contains($0) }.map { $0 + "=" }
  }

  /// The value of a dotted name; nothing is called for it.
  private func value(of path: String) -> Value? {
    var parts = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let first = parts.removeFirst()
    guard var value = machine.global(first) ?? machine.builtins[machine.symbol(first)] else { return nil }
    for name in parts {
      guard let next = try? machine.attribute(value, machine.symbol(name)) else { return nil }
      value = next
    }
    return value
  }

  private func attributes(of module: ModuleObject??) -> [String] {
    (module ?? nil)?.attributeNames(machine) ?? []
  }

  private func attributes(_ value: Value) -> [String] {
    value.object?.attributeNames(machine) ?? machine.type(of: value).allAttributeNames(machine)
  }
}

/// Where in a piece of unfinished code the cursor stands.
struct CodePlace {
  /// Inside of a string or a comment.
  private(set) var isText = false
  /// The dotted name before the dot at the cursor.
  private(set) var owner: String?
  /// The dotted name of the function whose arguments are being written.
  private(set) var call: String?
  /// The names of the keyword arguments that this call has already.
  private(set) var given: Set<String> = []
  /// Whether an argument of `call` begins here.
  private(set) var isArgumentStart = false
  /// After `import` or `from`.
  private(set) var isImport = false
  /// After `from module import`.
  private(set) var importedFrom: String?

  init(_ code: String) {
    let characters = Array(code)
    var open: [Int] = []
    var lastComma = -1
    var statement = 0
    var index = 0
    while index < characters.count {
      let character = characters[index]
      switch character {
      case "#":
        while index < characters.count, characters[index] != "\n" { index += 1 }
        if index == characters.count { isText = true }
        continue
      case "\"", "'":
        let isTriple = characters[index...].starts(with: [character, character, character])
        guard let end = CodePlace.end(of: character, isTriple, characters, from: index + (isTriple ? 3 : 1))
        else {
          isText = true
          return
        }
        index = end
        continue
      case "(", "[", "{": open.append(index)
      case ")", "]", "}": _ = open.popLast()
      case ",", ":": lastComma = index
      case "\n", ";": if open.isEmpty { statement = index + 1 }
      default: break
      }
      index += 1
    }
    if isText { return }
    if characters.last == "." {
      let name = CodePlace.dottedName(characters, endingAt: characters.count - 1)
      owner = name
    }
    readImport(String(characters[statement...]))
    guard let bracket = open.last, characters[bracket] == "(" else { return }
    call = CodePlace.dottedName(characters, endingAt: bracket)
    let words = characters[..<bracket].split(separator: " ").suffix(2).map { String($0) }
    if words.count == 2, ["def", "class"].contains(words[0]) { call = nil }
    let blank = characters[max(bracket, lastComma)...].dropFirst()
    isArgumentStart = blank.allSatisfy(\.isWhitespace)
    given = Set(
      characters[bracket...].dropFirst().split(separator: ",").compactMap { argument in
        argument.firstIndex(of: "=").map { String(argument[..<$0]).trimmed }
      })
  }

  private mutating func readImport(_ statement: String) {
    let words = statement.split { $0 == " " || $0 == "," || $0 == "(" || $0 == "\n" }.map(String.init)
    guard let first = words.first, first == "import" || first == "from", statement.last != nil else { return }
    if first == "from", words.count >= 3, words[2] == "import" {
      importedFrom = words[1]
    } else if first == "import" || words.count <= 2 {
      isImport = true
    }
  }

  /// Where a string ends; nil when it doesn't.
  private static func end(of quote: Character, _ isTriple: Bool, _ characters: [Character], from start: Int)
    -> Int?
  {
    var index = start
    while index < characters.count {
      if characters[index] == "\\" {
        index += 2
      } else if isTriple, characters[index...].starts(with: [quote, quote, quote]) {
        return index + 3
      } else if !isTriple, characters[index] == quote {
        return index + 1
      } else if !isTriple, characters[index] == "\n" {
        return index
      } else {
        index += 1
      }
    }
    return nil
  }

  private static func dottedName(_ characters: [Character], endingAt end: Int) -> String? {
    let name = characters[..<end].reversed().prefix {
      $0.isLetter || $0.isNumber || $0 == "_" || $0 == "."
    }
    let text = String(name.reversed())
    guard let first = text.first, first.isLetter || first == "_", text.last != "." else { return nil }
    return text
  }
}
