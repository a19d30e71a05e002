import Foundation
import Testing

/// Programs as people write them, with what CPython and PyTorch print: `NAME.py` and `NAME.out` in `Programs`.
@Suite struct ProgramTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
    "Programs")

  static let names: [String] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".py") }.map { String($0.dropLast(3)) }.sorted()
  }()

  @Test("There are programs to run") func programsExist() { #expect(!Self.names.isEmpty) }

  @Test("A program prints what PyTorch prints", arguments: names)
  func program(name: String) throws {
    let text = try String(contentsOf: Self.folder.appendingPathComponent("\(name).py"), encoding: .utf8)
    let expected = try String(contentsOf: Self.folder.appendingPathComponent("\(name).out"), encoding: .utf8)
    let printed = ScriptRunner().transcript(text)
    if printed != expected {
      let ours = printed.split(separator: "\n", omittingEmptySubsequences: false)
      let theirs = expected.split(separator: "\n", omittingEmptySubsequences: false)
      let line = zip(ours, theirs).enumerated().first { $0.element.0 != $0.element.1 }
      let place = line?.offset ?? min(ours.count, theirs.count)
      Issue.record(
        "line \(place + 1): \(place < ours.count ? ours[place] : "nothing") instead of \(place < theirs.count ? theirs[place] : "nothing")"
      )
    }
  }
}
