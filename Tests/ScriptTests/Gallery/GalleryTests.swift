import Foundation
import Script
import Testing
import Text

/// The error gallery: what a learner reads for each common mistake, in both languages. `Texts/programs.txt` holds the
/// programs; `README.md` beside it is the document made of them. `SEODANG_RECORD=1` writes it anew.
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

  private static let preface = """
    # 오류 전시관 · The error gallery

    배우는 사람이 자주 하는 실수와 그때 읽게 되는 말입니다. 이 문서는 `programs.txt`의 프로그램을 돌려 만들고, 테스트가 늘 지금의 말과
    같은지 봅니다. `SEODANG_RECORD=1 swift test --filter Gallery`로 다시 씁니다.

    What a learner reads for common mistakes, in both languages. Made by running the programs of `programs.txt`; a test
    keeps it true.


    """

  private static func page(_ exhibit: Exhibit) -> String {
    let code = exhibit.program.trimmingCharacters(in: .newlines)
    let shown = [Language.korean, .english].map { "```text\n\(rendered(exhibit, $0))```" }
    return "## \(exhibit.title)\n\n```python\n\(code)\n```\n\n\(shown.joined(separator: "\n\n"))\n\n"
  }

  @Test("Every exhibit reads as recorded")
  func gallery() throws {
    let pages = try Self.exhibits().map(Self.page)
    for page in pages { #expect(!page.contains("(no error)"), "\(page)") }
    let file = Self.folder.appendingPathComponent("README.md")
    if ProcessInfo.processInfo.environment["SEODANG_RECORD"] != nil {
      try (Self.preface + pages.joined()).write(to: file, atomically: true, encoding: .utf8)
    }
    let recorded = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n## ").dropFirst()
    #expect(recorded.count == pages.count)
    for (page, old) in zip(pages, recorded) {
      let new = page.dropFirst("## ".count).trimmingCharacters(in: .newlines)
      if new != old.trimmingCharacters(in: .newlines) { Issue.record("\(new)\nrecorded:\n\(old)") }
    }
  }
}
