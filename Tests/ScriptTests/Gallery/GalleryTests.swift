import Foundation
import Script
import Testing
import Text

/// The error gallery: what a learner reads for each common mistake, in both languages. `Texts/programs.txt` holds the programs;
/// `korean.txt` and `english.txt` what is shown. `SEODANG_RECORD=1` writes them anew.
@Suite("The error gallery")
struct GalleryTests {
  struct Exhibit {
    let title: String
    let program: String
  }

  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
    "Texts")

  static func exhibits() throws -> [Exhibit] {
    let text = try String(contentsOf: folder.appendingPathComponent("programs.txt"), encoding: .utf8)
    return text.components(separatedBy: "### ").dropFirst().map { part in
      let lines = part.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
      return Exhibit(title: String(lines[0]), program: lines.count > 1 ? String(lines[1]) : "")
    }
  }

  static func rendered(_ exhibit: Exhibit, _ language: Language) -> String {
    let machine = Machine()
    machine.register(
      NativeModule("math") { machine, module in
        module.define("pi", .float(.pi), machine)
        module.function("sqrt", "x, /", machine) { m, a in
          guard let x = a[0].number, x >= 0 else { throw m.error(NumberMessage.domain) }
          return .float(x.squareRoot())
        }
      })
    do {
      try machine.run(Source(exhibit.program, name: "05-xavier.md", cell: "forward"))
      return "(no error)\n"
    } catch let failure as ScriptError {
      let renderer = DiagnosticRenderer(language: language)
      return Diagnostic.all(of: failure, machine: machine).map { renderer.text($0) }.joined(separator: "\n")
    } catch {
      return "\(error)\n"
    }
  }

  @Test("Every exhibit reads as recorded", arguments: [Language.korean, .english])
  func gallery(_ language: Language) throws {
    let file = Self.folder.appendingPathComponent(language == .korean ? "korean.txt" : "english.txt")
    var text = ""
    for exhibit in try Self.exhibits() {
      text += "### \(exhibit.title)\n\n\(exhibit.program)\n\(Self.rendered(exhibit, language))\n"
    }
    #expect(!text.contains("(no error)"))
    if ProcessInfo.processInfo.environment["SEODANG_RECORD"] != nil {
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    let recorded = try String(contentsOf: file, encoding: .utf8)
    let (ours, theirs) = (text.components(separatedBy: "### "), recorded.components(separatedBy: "### "))
    #expect(ours.count == theirs.count)
    for (a, b) in zip(ours, theirs) where a != b { Issue.record("\(a)\nrecorded:\n\(b)") }
  }
}
