import Script
import Text

/// What an answer may not do, because a test couldn't be trusted afterwards.
struct AnswerRules {
  let lesson: Lesson
  let exercise: Exercise

  enum Broken: Equatable {
    /// A special method such as `__eq__`, or a way to make one.
    case special(String)
    /// `global` on a name that tests rely on.
    case global(String)

    func text(_ language: Language) -> String {
      switch self {
      case .special(let name):
        language.pick(
          ko: "이 연습의 답에는 `\(name)` 같은 이름을 쓸 수 없어요. 시험의 결과를 바꿀 수 있기 때문이에요.",
          en: "An answer to this exercise can't use `\(name)`: it could change what a test finds.")
      case .global(let name):
        language.pick(
          ko: "답에서는 수업의 이름을 바꿀 수 없어요: `global \(name)`.",
          en: "An answer can't change a name of the lesson by `global \(name)`.")
      }
    }
  }

  /// Special names that can't make an object look like another.
  private static let harmless: Set<String> = [
    "__init__", "__call__", "__repr__", "__str__", "__name__", "__doc__", "__main__", "__enter__", "__exit__",
  ]
  /// Functions that reach names by text.
  private static let reflective: Set<String> = [
    "setattr", "delattr", "globals", "vars", "exec", "eval", "__import__",
  ]

  /// The names that the exercise asks for: those that its starter or its solution binds.
  var askedNames: Set<String> {
    PythonNames(exercise.cell.code).boundAtTopLevel.union(PythonNames(exercise.starter).boundAtTopLevel)
  }

  func broken(by answer: String, trusted: Set<String>, _ machine: Machine) -> Broken? {
    let used = PythonNames(answer)
    // What the lesson itself uses, it means to be used.
    let known = lesson.cells.reduce(into: Set<String>()) { $0.formUnion(PythonNames($1.code).identifiers) }
    for name in used.identifiers.sorted() where !known.contains(name) {
      let isSpecial = name.hasPrefix("__") && name.hasSuffix("__") && name.count > 4
      if isSpecial && !Self.harmless.contains(name) || Self.reflective.contains(name) {
        return .special(name)
      }
    }
    let builtins = Set(machine.builtins.keys.map(machine.symbols.name))
    for name in used.declaredGlobal.sorted() where !askedNames.contains(name) {
      if trusted.contains(name) || builtins.contains(name) { return .global(name) }
    }
    return nil
  }

  /// Random streams start anew before a test, so that an answer can't choose what the test draws.
  func reseed(_ session: Session) {
    let machine = session.machine
    guard let torch = try? machine.module("torch"),
      let seed = try? machine.attribute(.object(torch), machine.symbol("manual_seed"))
    else { return }
    _ = try? machine.call(seed, [.int(20_240_229)])
  }
}

extension Exercise {
  package enum AnsweredPart: Sendable {
    /// Nothing that the exercise asks for.
    case none
    case some
    /// All that it asks for.
    case whole
  }

  /// How much of what the exercise asks for a piece of code defines.
  package func part(answeredBy code: String) -> AnsweredPart {
    let asked = PythonNames(cell.code).boundAtTopLevel
    let given = PythonNames(code).boundAtTopLevel
    if asked.isEmpty { return .whole }
    return asked.isSubset(of: given) ? .whole : asked.isDisjoint(with: given) ? .none : .some
  }

  /// What it asks for, as it is written: `double(x)` of a function, `class Net`, a plain name.
  package var wanted: [String] {
    cell.code.split(separator: "\n").compactMap { line in
      if line.hasPrefix("def "), let end = line.lastIndex(of: ":") {
        return String(line[..<end].dropFirst(4)).trimmed
      }
      if line.hasPrefix("class "), let end = line.lastIndex(of: ":") { return String(line[..<end]).trimmed }
      guard let first = line.first, first.isLetter || first == "_" else { return nil }
      return PythonNames(String(line) + "\n").boundAtTopLevel.sorted().first
    }
  }

  /// The names that a piece of code binds and that the exercise's functions bind inside: somebody who types the lines of a
  /// function alone.
  package func namesFromInside(_ code: String) -> [String] {
    let own = PythonNames(cell.code)
    return PythonNames(code).boundAtTopLevel.intersection(own.boundInside.subtracting(own.boundAtTopLevel))
      .sorted()
  }

  /// The reference solution as learners see it: without the marks around it.
  package var solution: String {
    let lines = cell.code.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let marks = Set(SolutionMarkers(lines).markers.map(\.line))
    return lines.enumerated().filter { !marks.contains($0.offset) }.map(\.element).joined(separator: "\n")
  }
}

/// The names in a piece of Python, as far as they can be told without running it.
struct PythonNames {
  /// All names outside comments and plain strings; formatted strings hold code, so theirs count.
  private(set) var identifiers: Set<String> = []
  /// Names that statements without indentation bind, imports apart.
  private(set) var boundAtTopLevel: Set<String> = []
  /// Names that indented statements bind.
  private(set) var boundInside: Set<String> = []
  private(set) var declaredGlobal: Set<String> = []

  init(_ code: String) {
    var lexer = NameLexer(code)
    while let statement = lexer.nextLine() {
      identifiers.formUnion(statement.words)
      if let first = statement.words.first, first == "global" {
        declaredGlobal.formUnion(statement.words.dropFirst())
      }
      if let place = statement.words.firstIndex(of: "global"), place > 0 {
        // After a colon or a semicolon on the same line.
        declaredGlobal.formUnion(statement.words[(place + 1)...])
      }
      if statement.indent == 0 {
        boundAtTopLevel.formUnion(statement.bound)
      } else {
        boundInside.formUnion(statement.bound)
      }
    }
  }
}

/// Splits Python into lines of names, skipping comments and strings.
private struct NameLexer {
  struct Line {
    var indent = 0
    var words: [String] = []
    /// The names before the first `=` or after `def` and `class`.
    var bound: Set<String> = []
  }

  private let characters: [Character]
  private var index = 0

  init(_ code: String) { characters = Array(code) }

  /// The next logical line: brackets and backslashes join lines.
  mutating func nextLine() -> Line? {
    guard index < characters.count else { return nil }
    var line = Line()
    while index < characters.count, characters[index] == " " || characters[index] == "\t" {
      line.indent += 1
      index += 1
    }
    var depth = 0
    var targets: [String] = []
    var sawOther = false
    while index < characters.count {
      let character = characters[index]
      if character == "\n" || character == "\r\n" {
        index += 1
        if depth == 0 { break }
      } else if character == "\\" {
        index += 2
      } else if character == "#" {
        while index < characters.count, !characters[index].isNewline { index += 1 }
      } else if character == "\"" || character == "'" {
        let isFormatted = line.words.last.map { ["f", "fr", "rf"].contains($0.lowercased()) } ?? false
        let content = string(quote: character)
        if isFormatted { line.words += Self.words(of: content) }
        sawOther = true
      } else if character.isLetter || character == "_" {
        let start = index
        while index < characters.count,
          characters[index].isLetter || characters[index].isNumber || characters[index] == "_"
        {
          index += 1
        }
        let word = String(characters[start..<index])
        line.words.append(word)
        if depth == 0, !sawOther { targets.append(word) }
      } else {
        if "([{".contains(character) { depth += 1 }
        if ")]}".contains(character) { depth = max(0, depth - 1) }
        if character == "=", depth == 0 {
          if index + 1 < characters.count, characters[index + 1] == "=" {
            index += 1
          } else {
            // `a.b = …` and `a[0] = …` bind no name.
            line.bound.formUnion(targets)
            targets = []
          }
        }
        if character == "." || character == "[" || character == ":" { sawOther = true }
        index += 1
      }
    }
    if let keyword = line.words.first, keyword == "def" || keyword == "class", line.words.count > 1 {
      line.bound = [line.words[1]]
    } else if let keyword = line.words.first,
      ["import", "from", "return", "if", "while", "with", "assert"].contains(keyword)
    {
      line.bound = []
    }
    return line
  }

  /// Skips a string literal and gives its content.
  private mutating func string(quote: Character) -> String {
    let isTriple =
      index + 2 < characters.count && characters[index + 1] == quote && characters[index + 2] == quote
    index += isTriple ? 3 : 1
    let start = index
    while index < characters.count {
      let character = characters[index]
      if character == "\\" {
        index += 2
        continue
      }
      if character == quote {
        if !isTriple {
          defer { index += 1 }
          return String(characters[start..<index])
        }
        if index + 2 < characters.count, characters[index + 1] == quote, characters[index + 2] == quote {
          defer { index += 3 }
          return String(characters[start..<index])
        }
      }
      if !isTriple, character.isNewline { break }
      index += 1
    }
    index = min(index, characters.count)
    return String(characters[min(start, index)..<index])
  }

  private static func words(of text: String) -> [String] {
    text.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init)
  }
}
