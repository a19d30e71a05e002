import Glibc

/// The entries of earlier sessions: one line an entry, line breaks and backslashes escaped. Each entry is appended as soon as it
/// is made, so that nothing is lost when the session ends in any way, and two sessions can share the file.
package struct HistoryFile: Sendable {
  package let path: String
  /// Entries kept when the file is read.
  static let limit = 2000

  package init(path: String) { self.path = path }

  func load() -> [String] {
    guard let bytes = contents() else { return [] }
    let lines = bytes.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
    // Much longer files are cut back now and then; this is a convenience, so a failure is no matter.
    if lines.count > 2 * Self.limit { rewrite(lines.suffix(Self.limit)) }
    return lines.suffix(Self.limit).map(unescaped)
  }

  func append(_ entry: String) {
    let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard file >= 0 else { return }
    defer { close(file) }
    // One write, so that entries of two sessions don't mix.
    let line = Array((escaped(entry) + "\n").utf8)
    _ = write(file, line, line.count)
  }

  private func contents() -> [UInt8]? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var result: [UInt8] = []
    var chunk: [UInt8] = Array(repeating: 0, count: 65536)
    while true {
      let count = read(file, &chunk, chunk.count)
      if count <= 0 { return result }
      result += chunk[..<count]
    }
  }

  private func rewrite(_ lines: ArraySlice<String>) {
    let temporary = path + ".new"
    let file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard file >= 0 else { return }
    let bytes = Array(lines.map { $0 + "\n" }.joined().utf8)
    let isWhole = write(file, bytes, bytes.count) == bytes.count
    close(file)
    if isWhole { rename(temporary, path) }
  }

  private func escaped(_ entry: String) -> String {
    var result = ""
    for character in entry.unicodeScalars {
      switch character {
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      default: result.unicodeScalars.append(character)
      }
    }
    return result
  }

  private func unescaped(_ line: String) -> String {
    var result = ""
    var isEscape = false
    for character in line.unicodeScalars {
      if isEscape {
        result.unicodeScalars.append(character == "n" ? "\n" : character)
        isEscape = false
      } else if character == "\\" {
        isEscape = true
      } else {
        result.unicodeScalars.append(character)
      }
    }
    return result
  }
}
