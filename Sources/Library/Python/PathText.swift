/// A path as text: what `os.path` does without touching files.
struct PathText {
  private let text: String

  init(_ text: String) { self.text = text }

  /// What is behind the last slash.
  var name: String { String(text.split(separator: "/", omittingEmptySubsequences: false).last ?? "") }

  /// What is before the last slash, without slashes at its end unless it is nothing else.
  var directory: String {
    let head = String(text.dropLast(name.count))
    if head.allSatisfy({ $0 == "/" }) { return head }
    return String(head.reversed().drop { $0 == "/" }.reversed())
  }

  /// The path and its ending, `.txt`; a name that begins with dots has none by them.
  var splitEnding: (root: String, ending: String) {
    let name = name
    let dots = name.prefix { $0 == "." }.count
    guard let dot = name.dropFirst(dots).lastIndex(of: ".") else { return (text, "") }
    let ending = String(name[dot...])
    return (String(text.dropLast(ending.count)), ending)
  }

  /// Without `.`, `..` and double slashes.
  var normal: String {
    if text.isEmpty { return "." }
    let isAbsolute = text.hasPrefix("/")
    var parts: [Substring] = []
    for part in text.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else if part != ".." || !isAbsolute {
        parts.append(part)
      }
    }
    let path = (isAbsolute ? "/" : "") + parts.joined(separator: "/")
    return path.isEmpty ? "." : path
  }
}
