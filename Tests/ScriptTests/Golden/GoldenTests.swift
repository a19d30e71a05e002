import Foundation
import Script
import Testing

/// Programs that print the same under CPython 3.11: each `.py` of `Programs` stands beside the text CPython printed.
///
/// `SEODANG_PYTHON=/path/to/python3.11` asks that interpreter again and rewrites the texts.
@Suite("Programs print what CPython prints")
struct GoldenTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
    "Programs")

  static var programs: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".py") }.sorted()
  }

  /// What a program prints; an error that leaves it ends the text with its name and words.
  static func output(of text: String, name: String) -> String {
    let machine = Machine()
    var output = ""
    machine.output = { output += $0 }
    do {
      try machine.run(Source(text, name: name))
    } catch let failure as ScriptError {
      output += "\(failure.name): \((try? machine.str(.object(failure.exception))) ?? "?")\n"
    } catch {
      output += "\(error)\n"
    }
    return output
  }

  @Test("A program's output equals CPython's", arguments: programs)
  func program(_ name: String) throws {
    let file = Self.folder.appendingPathComponent(name)
    let expected = file.deletingPathExtension().appendingPathExtension("txt")
    if let python = ProcessInfo.processInfo.environment["SEODANG_PYTHON"] {
      let process = Process()
      let pipe = Pipe()
      process.executableURL = URL(fileURLWithPath: python)
      process.arguments = ["-W", "ignore", file.path]
      process.standardOutput = pipe
      try process.run()
      try pipe.fileHandleForReading.readDataToEndOfFile().write(to: expected)
    }
    let text = try String(contentsOf: file, encoding: .utf8)
    let ours = Self.output(of: text, name: name).split(separator: "\n", omittingEmptySubsequences: false)
    let theirs = try String(contentsOf: expected, encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false)
    for (i, pair) in zip(ours, theirs).enumerated()
    where !pair.0.unicodeScalars.elementsEqual(pair.1.unicodeScalars) {
      Issue.record("line \(i + 1) of \(name)\nours:   \(pair.0)\ntheirs: \(pair.1)")
    }
    #expect(ours.count == theirs.count)
  }
}
