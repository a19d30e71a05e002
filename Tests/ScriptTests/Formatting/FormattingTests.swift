import Foundation
import Script
import Testing

/// Numbers and text as CPython writes them. Each line of `Cases/cases.tsv` is one case that CPython 3.11 answered:
/// the operation, the kind of value, the value (a float by its bits), the specification, the answer.
@Suite("Formatting agrees with CPython")
struct FormattingTests {
  struct Case: CustomTestStringConvertible {
    let operation: String
    let kind: String
    let value: String
    let specification: String
    let answer: String

    var testDescription: String { "\(operation) \(kind) \(value) \(specification)" }
  }

  static func cases(_ path: String) throws -> [Case] {
    try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").compactMap { line in
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map { unescaped(String($0)) }
      guard fields.count == 5 else { return nil }
      return Case(
        operation: fields[0], kind: fields[1], value: fields[2], specification: fields[3], answer: fields[4])
    }
  }

  private static func unescaped(_ text: String) -> String {
    var result = ""
    var isEscaped = false
    for c in text.unicodeScalars {
      if isEscaped {
        result.unicodeScalars.append(c == "t" ? "\t" : c == "n" ? "\n" : c)
        isEscaped = false
      } else if c == "\\" {
        isEscaped = true
      } else {
        result.unicodeScalars.append(c)
      }
    }
    return result
  }

  static func answer(_ machine: Machine, _ c: Case) throws -> String {
    let value: Value
    switch c.kind {
    case "f": value = .float(Double(bitPattern: UInt64(c.value) ?? 0))
    case "i": value = .int(Int(c.value) ?? 0)
    default: value = .string(c.value)
    }
    do {
      switch c.operation {
      case "repr": return try machine.repr(value)
      case "format": return try machine.format(value, c.specification)
      case "percent": return try machine.percentFormat(StringObject(c.specification), .tuple([value])).text
      default:
        let round = try #require(machine.builtins[machine.symbol("round")])
        return try machine.repr(machine.call(round, [value, .int(Int(c.specification) ?? 0)]))
      }
    } catch let error as ScriptError {
      return try "!\(error.name): \(machine.str(.object(error.exception)))"
    }
  }

  @Test("Each recorded case gives CPython's text, or its error")
  func recorded() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let path =
      ProcessInfo.processInfo.environment["SEODANG_FORMAT_CASES"]
      ?? folder.appendingPathComponent("Cases/cases.tsv").path
    let machine = Machine()
    let cases = try Self.cases(path)
    #expect(cases.count > 1000)
    var wrong = 0
    for c in cases {
      let answer = try Self.answer(machine, c)
      if answer.unicodeScalars.elementsEqual(c.answer.unicodeScalars) { continue }
      wrong += 1
      if wrong <= 40 { Issue.record("\(c.testDescription): \(answer) instead of \(c.answer)") }
    }
    #expect(wrong == 0)
  }
}
