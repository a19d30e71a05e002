import Testing
import Text

/// Pictures of whole lessons as text, beside this file; `SEODANG_RECORD=1` writes them anew.
@Suite("The figures of lessons in a terminal") struct LessonFigureTests {
  private static let root = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()

  @Test(
    "look as recorded and fit the width", arguments: ["03-symmetry", "04-vanishing", "05-xavier"], [80, 40])
  func figures(lesson: String, columns: Int) throws {
    let result = Program.run(
      ["run", "--plots", "\(Self.root)/lessons/\(lesson).md"], environment: ["COLUMNS": "\(columns)"])
    #expect(result.status == 0, "\(result.error)")
    let golden = "\(Self.root)/Tests/seodangTests/Golden/\(lesson)-\(columns).txt"
    let folder = Folder()
    if Program.isRecording { folder.write(result.output, to: golden) }
    #expect(result.output == folder.read(golden))
    // What the lesson prints itself is as wide as it is.
    for line in result.output.split(separator: "\n") where line.contains(#/[│┤└├]/#) {
      #expect(DisplayWidth.columns(of: line) <= columns, "\(line)")
    }
  }
}
