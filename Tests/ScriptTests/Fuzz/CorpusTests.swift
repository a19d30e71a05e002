import Foundation
import Script
import Testing
import Text

/// What fuzzing and hostile programs found once: none of it may crash, hang or end otherwise than by an exception.
@Suite("The corpus of the fuzzers")
struct CorpusTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../Fuzz/Corpus").standardizedFileURL

  static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()

  @Test("There is something to run") func corpusExists() { #expect(Self.names.count > 10) }

  @Test("A text of the corpus ends, by itself or by an exception with words", arguments: names)
  func ends(name: String) throws {
    let bytes = try Data(contentsOf: Self.folder.appendingPathComponent(name))
    let machine = Machine()
    machine.limits.steps = 200_000
    machine.limits.outputBytes = 1_000_000
    machine.limits.memoryBytes = 1 << 28
    do {
      _ = try machine.run(Source(String(decoding: bytes, as: UTF8.self), name: name), mode: .interactive)
    } catch let failure as ScriptError {
      for diagnostic in Diagnostic.all(of: failure, machine: machine) {
        for language in [Language.korean, .english] {
          #expect(!DiagnosticRenderer(language: language).text(diagnostic).isEmpty)
        }
      }
    }
  }
}
