import Foundation
import Lessons
import Plots
import Script
import Testing

/// The figures of a lesson's cells, drawn by running the lesson up to them.
private struct LessonFigures: Sendable {
  let lesson: String
  /// The cells whose figures are looked at.
  let cells: [String]
}

@Suite("Figures of lessons") struct LessonFigureTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()

  private static let specimens = [
    // A decision boundary.
    LessonFigures(lesson: "00-start", cells: ["xor"]),
    // Activations layer by layer, and sizes on a logarithmic axis.
    LessonFigures(lesson: "04-vanishing", cells: ["histograms", "gradients", "saturation"]),
    LessonFigures(lesson: "05-xavier", cells: ["histograms"]),
    LessonFigures(lesson: "06-he", cells: ["thirty", "histograms"]),
  ]

  private static let styles = [
    ("plain", TerminalStyle(width: 80)), ("ascii", TerminalStyle(width: 80, isASCII: true)),
  ]

  @Test("look in a terminal of 80 columns as recorded (SEODANG_RECORD=1 records)", arguments: specimens)
  private func asRecorded(_ specimen: LessonFigures) throws {
    let file = Self.folder.appending(path: "../../lessons/\(specimen.lesson).md")
    let lesson = try Lesson(name: "\(specimen.lesson).md", bytes: Array(Data(contentsOf: file)))
    let session = Session()
    var wanted = specimen.cells
    for cell in lesson.cells where cell.test == nil {
      var figures: [Figure] = []
      session.onFigure = { figures.append($0) }
      #expect(session.run(cell, of: lesson).failure == nil, "\(cell.id)")
      guard let place = wanted.firstIndex(of: cell.id) else { continue }
      wanted.remove(at: place)
      #expect(!figures.isEmpty)
      for (name, style) in Self.styles {
        let text = figures.flatMap { TerminalRenderer.lines(of: $0, style: style) }.map { $0 + "\n" }.joined()
        try compare(text, with: "\(specimen.lesson)-\(cell.id)-\(name).txt")
      }
      if wanted.isEmpty { break }
    }
    #expect(wanted.isEmpty, "no such cell")
  }

  private func compare(_ text: String, with name: String) throws {
    let file = Self.folder.appending(path: "Golden/\(name)")
    if ProcessInfo.processInfo.environment["SEODANG_RECORD"] != nil {
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == text)
  }
}
