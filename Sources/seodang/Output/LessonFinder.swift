import CAssets
import Glibc
import Lessons
import Script
import Text

/// Finds a lesson by path, number, id or name: among files first, then among those that are inside the program.
enum LessonFinder {
  struct Found {
    /// How the person can name it again.
    let name: String
    let bytes: [UInt8]
  }

  /// Reads a file that a person named; ends the program with a message when that can't be done.
  static func read(_ path: String) throws -> [UInt8] {
    if let bytes = readFile(path) { return bytes }
    var status = stat()
    guard stat(path, &status) == 0 else {
      var text = say("파일이 없어요: \(path)", "There is no file \(path)")
      if let command = Spelling.suggestion(for: path, among: commandNames) {
        text += say("\n  = 도움: 혹시 `seodang \(command)`?", "\n  = help: did you mean `seodang \(command)`?")
      }
      throw Stop(status: 2, text)
    }
    throw Stop(
      status: 2,
      status.st_mode & S_IFMT == S_IFDIR
        ? say("파일이 아니라 폴더예요: \(path)", "\(path) is a folder")
        : say("파일을 읽을 수 없어요: \(path)", "\(path) can't be read"))
  }

  static let commandNames = [
    "run", "learn", "check", "grade", "assign", "list", "watch", "explain", "repl", "help",
  ]

  /// Parses a lesson; its mistakes are printed and end the program.
  static func parse(_ name: String, _ bytes: [UInt8]) throws -> Lesson {
    do throws(LessonProblems) {
      return try Lesson(name: fileName(name), bytes: bytes)
    } catch {
      throw Stop(status: 2, error.text(console.language))
    }
  }

  static func lesson(at path: String) throws -> Lesson { try parse(path, read(path)) }

  /// A lesson by path, number (`5`), id (`xavier`) or name (`05-xavier`).
  static func find(_ word: String) throws -> Found {
    if word.contains("/") || word.hasSuffix(".md") { return Found(name: word, bytes: try read(word)) }
    for lesson in embedded where matches(word, lesson) { return lesson }
    if let bytes = readFile(word) { return Found(name: word, bytes: bytes) }
    var text = say("수업을 찾을 수 없어요: \(word)", "There is no lesson \(word)")
    let names = embedded.map { fileName($0.name).replacing(".md", with: "") }
    if let near = Spelling.suggestion(for: word, among: names) {
      text += say("\n  = 도움: 혹시 `\(near)`?", "\n  = help: did you mean `\(near)`?")
    } else {
      text += say("\n  = 도움: `seodang list`가 수업을 모두 보여 줘요.", "\n  = help: `seodang list` shows all lessons.")
    }
    throw Stop(status: 2, text)
  }

  private static func matches(_ word: String, _ lesson: Found) -> Bool {
    let name = fileName(lesson.name).replacing(".md", with: "")
    if name == word { return true }
    let number = name.prefix { $0.isNumber }
    if let wanted = Int(word), let own = Int(number) { return wanted == own }
    return name.dropFirst(number.count).drop { $0 == "-" } == word
  }

  /// The lessons inside the program, in order.
  static let embedded: [Found] = {
    var result: [Found] = []
    var next = seodang_first_asset()
    while let asset = next, let name = asset.pointee.name {
      let path = String(cString: name)
      if path.hasPrefix("lessons/"), path.hasSuffix(".md") {
        let bytes = UnsafeBufferPointer(start: asset.pointee.bytes, count: asset.pointee.count)
        result.append(Found(name: path, bytes: Array(bytes)))
      }
      next = asset + 1
    }
    return result.filter { fileName($0.name).first?.isNumber == true }.sorted { $0.name < $1.name }
  }()

  static func fileName(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }
}
