/// What came from the keyboard.
package enum LineEvent: Equatable, Sendable {
  /// A line without its line break, or several lines that were pasted; in normal form C.
  case line(String)
  /// Ctrl-C: the line was dropped, if there was one.
  case interrupted(wasEmpty: Bool)
  /// Ctrl-D on an empty line, or the end of a pipe.
  case end
}

/// Where a prompt reads from: a keyboard through readline, or a pipe.
package protocol LineReader: AnyObject {
  /// Reads one line. `prefill` is put into it for the person to go on from.
  func readLine(prompt: String, prefill: String) -> LineEvent
  /// Remembers an entry (of one or more lines) for the arrow keys.
  func remember(_ entry: String)
}
