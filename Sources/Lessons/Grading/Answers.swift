import Text

/// What a student hands in: a lesson file filled in. Only the code of exercises is taken from it, by their ids; everything else
/// (tests, points, what is hidden) comes from the lesson.
package struct Answers: Sendable {
  /// Who it is from, for reports: the file's name.
  package let name: String
  /// Code by the id of its exercise.
  package let code: [String: Submitted]
  /// Ids of Python cells that the lesson doesn't know.
  package let unknown: [String]

  package enum Submitted: Sendable, Equatable {
    case code(String)
    /// Two cells have the id, and they aren't the same.
    case ambiguous
  }

  /// Files larger than this are no answers.
  package static let byteLimit = 1 << 20

  package enum Unreadable: Error, Equatable {
    case tooLarge, notUTF8

    package func text(_ language: Language) -> String {
      switch self {
      case .tooLarge: language.pick(ko: "답안 파일이 1 MiB보다 커요.", en: "The answers file is larger than 1 MiB.")
      case .notUTF8: language.pick(ko: "답안 파일이 UTF-8이 아니에요.", en: "The answers file isn't UTF-8.")
      }
    }
  }

  package init(name: String, bytes: [UInt8], for lesson: Lesson) throws(Unreadable) {
    guard bytes.count <= Answers.byteLimit else { throw .tooLarge }
    let source: SourceText
    do throws(SourceText.NotUTF8) {
      source = try SourceText(name: name, bytes: bytes)
    } catch {
      throw .notUTF8
    }
    // Mistakes in the students' Markdown are no concern of grading.
    var ignored: [Problem] = []
    let frontMatter = FrontMatterReader(source: source).read(into: &ignored)
    let wanted = Set(lesson.exercises.map(\.cell.id))
    let known = Set(lesson.cells.map(\.id))
    var code: [String: Submitted] = [:]
    var unknown: [String] = []
    var bookkeeping = CellReader.Bookkeeping()
    for block in markdownBlocks(of: source, from: frontMatter.lines.upperBound) {
      guard case .fence = block.kind else { continue }
      let info = FenceInfo(line: block.lines.lowerBound, of: source, into: &ignored)
      guard info.language == "python" else { continue }
      let cell = CellReader(source: source, needsID: false).cell(info, block, &bookkeeping, into: &ignored)
        .cell
      guard cell.hasOwnID else { continue }
      if wanted.contains(cell.id) {
        let submitted = code[cell.id]
        code[cell.id] = submitted == nil || submitted == .code(cell.code) ? .code(cell.code) : .ambiguous
      } else if !known.contains(cell.id) {
        unknown.append(cell.id)
      }
    }
    self.name = name
    self.code = code
    self.unknown = unknown
  }

  /// Answers given at the prompt.
  package init(name: String, code: [String: String]) {
    self.name = name
    self.code = code.mapValues { .code($0) }
    unknown = []
  }
}
