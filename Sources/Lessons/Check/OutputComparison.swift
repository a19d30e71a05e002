import Text

/// How recorded output is compared with what a cell printed.
///
/// In number mode (the default) each line is taken apart into numbers, blanks and the rest. Numbers may differ by a relative
/// tolerance; blanks around brackets and before numbers don't count, because a column's width follows its numbers; everything
/// else must be the same.
package struct OutputComparison: Sendable, Equatable {
  package enum Mode: String, Sendable {
    /// Character by character.
    case exact
    /// Numbers by value.
    case number
    /// `*` stands for any text, `?` for any one character.
    case glob
    /// Anything goes.
    case none
  }

  package var mode = Mode.number
  /// Relative to the recorded number.
  package var tolerance = 1e-4
  /// Differences below this are rounding noise around zero, whatever the numbers' size.
  static let absoluteTolerance = 1e-14

  package init(mode: Mode = .number, tolerance: Double = 1e-4) {
    self.mode = mode
    self.tolerance = tolerance
  }

  /// The first difference, or `nil` when the texts agree. Blanks at the ends of lines and blank lines at the end of the text
  /// never count: editors remove them.
  package func difference(expected: String, actual: String) -> OutputDifference? {
    if mode == .none { return nil }
    let expectedLines = lines(expected)
    let actualLines = lines(actual)
    if mode == .glob {
      let pattern = Array(expectedLines.joined(separator: "\n"))
      let text = Array(actualLines.joined(separator: "\n"))
      return matches(pattern: pattern, text: text)
        ? nil
        : OutputDifference(
          line: 1, expected: expectedLines.first, actual: actualLines.first, reason: .pattern)
    }
    for index in 0..<max(expectedLines.count, actualLines.count) {
      let expected = index < expectedLines.count ? expectedLines[index] : nil
      let actual = index < actualLines.count ? actualLines[index] : nil
      let reason: OutputDifference.Reason? =
        switch (expected, actual) {
        case (nil, _): .extraLine
        case (_, nil): .missingLine
        case (let expected?, let actual?) where expected == actual: nil
        case (let expected?, let actual?): mode == .exact ? .text : numberDifference(expected, actual)
        }
      if let reason {
        return OutputDifference(line: index + 1, expected: expected, actual: actual, reason: reason)
      }
    }
    return nil
  }

  /// All numbers in a text, as a comparison reads them.
  package static func numbers(in text: String) -> [Double] {
    text.split(separator: "\n").flatMap { OutputToken.tokens(of: String($0)) }.compactMap {
      if case .number(let value, _) = $0 { value } else { nil }
    }
  }

  private func lines(_ text: String) -> [String] {
    var lines = text.normalized.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
      .map { line -> String in
        var line = line
        while let last = line.last, last == " " || last == "\t" { line.removeLast() }
        return String(line)
      }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  private func numberDifference(_ expected: String, _ actual: String) -> OutputDifference.Reason? {
    let a = OutputToken.tokens(of: expected)
    let b = OutputToken.tokens(of: actual)
    var largest: (expected: String, actual: String, relative: Double)?
    guard a.count == b.count else { return .text }
    for (x, y) in zip(a, b) {
      switch (x, y) {
      case (.number(let wanted, let wantedText), .number(let got, let gotText)):
        if agree(wanted, got) { continue }
        let relative = abs(got - wanted) / abs(wanted)
        if largest == nil || relative > largest?.relative ?? 0 { largest = (wantedText, gotText, relative) }
      default:
        if x != y { return .text }
      }
    }
    return largest.map { .number(expected: $0.expected, actual: $0.actual, relative: $0.relative) }
  }

  private func agree(_ wanted: Double, _ got: Double) -> Bool {
    if wanted.isNaN || got.isNaN { return wanted.isNaN && got.isNaN }
    if wanted == got { return true }
    guard wanted.isFinite, got.isFinite else { return false }
    return abs(wanted - got) <= max(tolerance * abs(wanted), Self.absoluteTolerance)
  }
}

/// The first place where what was printed isn't what was recorded.
package struct OutputDifference: Sendable, Equatable {
  /// Counted from 1 in the output.
  package let line: Int
  package let expected: String?
  package let actual: String?
  package let reason: Reason

  package enum Reason: Sendable, Equatable {
    case text, missingLine, extraLine, pattern
    /// The numbers that differ most in the line.
    case number(expected: String, actual: String, relative: Double)
  }

  package func text(_ language: Language) -> String {
    let headline: String
    switch reason {
    case .text:
      headline = language.pick(ko: "출력 \(line)번째 줄이 달라요.", en: "Line \(line) of the output differs.")
    case .missingLine:
      headline = language.pick(
        ko: "출력 \(line)번째 줄이 나오지 않았어요.", en: "Line \(line) of the output is missing.")
    case .extraLine:
      headline = language.pick(
        ko: "출력 \(line)번째 줄은 기록에 없어요.", en: "Line \(line) of the output isn't recorded.")
    case .pattern:
      headline = language.pick(ko: "출력이 기록된 무늬와 맞지 않아요.", en: "The output doesn't match the pattern.")
    case .number(let expected, let actual, let relative):
      let percent = relative.isFinite ? shortPercent(relative) : "∞"
      headline = language.pick(
        ko: "출력 \(line)번째 줄의 수가 달라요: \(expected) 대신 \(actual) (차이 \(percent)).",
        en:
          "A number in line \(line) of the output differs: \(actual) instead of \(expected) (by \(percent)).")
    }
    let none = language.pick(ko: "(없음)", en: "(nothing)")
    return headline + "\n"
      + language.pick(ko: "  기대: ", en: "  expected: ") + (expected.map(visible) ?? none) + "\n"
      + language.pick(ko: "  실제: ", en: "  actual:   ") + (actual.map(visible) ?? none) + "\n"
  }
}

/// A part of a line of output.
enum OutputToken: Equatable {
  case number(Double, String)
  case text(Substring)
  case blank

  static func tokens(of line: String) -> [OutputToken] {
    var result: [OutputToken] = []
    let characters = line.unicodeScalars
    var index = characters.startIndex
    /// Whether the token before ends in a letter, so that `w1` is a name and not a number.
    var afterWord = false
    while index < characters.endIndex {
      let start = index
      if characters[index] == " " || characters[index] == "\t" {
        while index < characters.endIndex, characters[index] == " " || characters[index] == "\t" {
          index = characters.index(after: index)
        }
        let before = result.last
        let after = index < characters.endIndex ? characters[index] : nil
        // Columns of numbers move with the width of the widest; brackets move with them.
        if before?.isBracketOrStart ?? true, start != characters.startIndex { afterWord = false; continue }
        if let after, isBracket(after) { afterWord = false; continue }
        let startsNumber = number(characters, at: index) != nil
        if startsNumber, start == characters.startIndex { afterWord = false; continue }
        var previousIsNumber = false
        if case .number = before { previousIsNumber = true }
        if startsNumber || previousIsNumber || characters.distance(from: start, to: index) == 1 {
          result.append(.blank)
        } else {
          result.append(.text(Substring(characters[start..<index])))
        }
        afterWord = false
        continue
      }
      if !afterWord, let (value, end) = number(characters, at: index) {
        result.append(.number(value, String(characters[index..<end])))
        index = end
        afterWord = true
        continue
      }
      afterWord = isWordCharacter(characters[index])
      index = characters.index(after: index)
      result.append(.text(Substring(characters[start..<index])))
    }
    return result
  }

  private var isBracketOrStart: Bool {
    guard case .text(let text) = self, let scalar = text.unicodeScalars.last else { return false }
    return OutputToken.isBracket(scalar)
  }

  private static func isBracket(_ scalar: Unicode.Scalar) -> Bool { "[](){}".unicodeScalars.contains(scalar) }

  private static func isWordCharacter(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar.properties.isAlphabetic || (0x30...0x39).contains(scalar.value)
  }

  /// A number as Python prints it, `nan` and `inf` included: `-1.5e-05`, `3.`, `1797`.
  private static func number(
    _ text: String.UnicodeScalarView, at start: String.Index
  ) -> (value: Double, end: String.Index)? {
    var index = start
    func digits() -> Bool {
      let from = index
      while index < text.endIndex, (0x30...0x39).contains(text[index].value) {
        index = text.index(after: index)
      }
      return index > from
    }
    func take(_ set: String) -> Bool {
      guard index < text.endIndex, set.unicodeScalars.contains(text[index]) else { return false }
      index = text.index(after: index)
      return true
    }
    func word(_ word: String) -> Bool {
      guard let end = text.index(index, offsetBy: word.count, limitedBy: text.endIndex),
        String(text[index..<end]) == word, end == text.endIndex || !isWordCharacter(text[end])
      else { return false }
      index = end
      return true
    }
    let isNegative = take("-")
    if !isNegative { _ = take("+") }
    if word("nan") { return (.nan, index) }
    if word("inf") { return (isNegative ? -.infinity : .infinity, index) }
    let whole = digits()
    let afterWhole = index
    if take("."), !digits(), !whole { return nil }
    if !whole, index == afterWhole { return nil }
    let afterFraction = index
    if take("eE") {
      _ = take("+-")
      if !digits() { index = afterFraction }
    }
    return Double(String(text[start..<index])).map { ($0, index) }
  }
}

extension OutputToken {
  static func == (a: OutputToken, b: OutputToken) -> Bool {
    switch (a, b) {
    case (.number(let x, _), .number(let y, _)): x == y
    case (.text(let x), .text(let y)): x == y
    case (.blank, .blank): true
    default: false
    }
  }
}

/// Whether a text matches a pattern with `*` and `?`. Linear in the text for each star: after a failure only the last star
/// takes one character more.
private func matches(pattern: [Character], text: [Character]) -> Bool {
  var p = 0
  var t = 0
  var star: (pattern: Int, text: Int)?
  while t < text.count {
    if p < pattern.count, pattern[p] == "*" {
      star = (p, t)
      p += 1
    } else if p < pattern.count, pattern[p] == text[t] || (pattern[p] == "?" && text[t] != "\n") {
      p += 1
      t += 1
    } else if let last = star {
      p = last.pattern + 1
      t = last.text + 1
      star = (last.pattern, t)
    } else {
      return false
    }
  }
  return pattern[p...].allSatisfy { $0 == "*" }
}

/// A line for a message: control characters shown, not sent to the terminal.
func visible(_ line: String) -> String {
  var result = ""
  for scalar in line.unicodeScalars {
    switch scalar.properties.generalCategory {
    case .control where scalar != "\t", .format, .lineSeparator, .paragraphSeparator, .surrogate:
      result += "\\u{" + String(scalar.value, radix: 16) + "}"
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result
}

/// A difference for people: `0.3 %`, `250 %`, `16×`.
private func shortPercent(_ relative: Double) -> String {
  let percent = relative * 100
  if percent >= 1000 { return "\(Int(min(relative, 1e15).rounded()))×" }
  if percent >= 10 { return "\(Int(percent.rounded())) %" }
  let digits = percent >= 1 ? 10.0 : percent >= 0.1 ? 100.0 : 1000.0
  return "\((percent * digits).rounded() / digits) %"
}
