import Glibc
import Lessons

/// The answer files that the arguments of `grade` name; of a folder all Markdown files in it and in the folders right below, which
/// is how classes hand in: a file a student, or a folder a student.
struct AnswerFiles {
  let paths: [String]
  /// Whether one file was named, and no folder.
  let isSingle: Bool

  init(_ arguments: [String]) throws {
    var paths: [String] = []
    var sawFolder = false
    for argument in arguments {
      guard AnswerFiles.isFolder(argument) else {
        paths.append(argument)
        continue
      }
      sawFolder = true
      let found = AnswerFiles.answers(in: argument, depth: 1)
      guard !found.isEmpty else {
        throw Stop(
          status: 2, say("폴더에 답안(.md)이 없어요: \(argument)", "There are no answers (.md) in \(argument)"))
      }
      paths += found
    }
    self.paths = paths
    isSingle = paths.count == 1 && !sawFolder
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// A link could lead anywhere: only what lies in the folder itself is taken.
  private static func answers(in folder: String, depth: Int) -> [String] {
    guard let entries = opendir(folder) else { return [] }
    defer { closedir(entries) }
    var files: [String] = []
    while let entry = readdir(entries) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard !name.hasPrefix(".") else { continue }
      let path = folder.hasSuffix("/") ? folder + name : folder + "/" + name
      var status = stat()
      guard lstat(path, &status) == 0 else { continue }
      switch status.st_mode & S_IFMT {
      case S_IFREG: if name.hasSuffix(".md") { files.append(path) }
      case S_IFDIR: if depth > 0 { files += answers(in: path, depth: depth - 1) }
      default: continue
      }
    }
    return files.sorted()
  }
}
