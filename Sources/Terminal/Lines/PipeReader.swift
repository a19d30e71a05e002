import Glibc
import Text

/// Lines from standard input when it is no terminal: no prompt, no echo, no editing.
package final class PipeReader: LineReader {
  private var buffer: [UInt8] = []
  private var isAtEnd = false

  package init() {}

  package func readLine(prompt: String, prefill: String) -> LineEvent {
    while true {
      if let end = buffer.firstIndex(of: 0x0A) {
        let line = buffer[..<end]
        defer { buffer.removeSubrange(...end) }
        return .line(text(line.last == 0x0D ? line.dropLast() : line))
      }
      if isAtEnd {
        guard !buffer.isEmpty else { return .end }
        defer { buffer = [] }
        return .line(text(buffer[...]))
      }
      var chunk: [UInt8] = Array(repeating: 0, count: 4096)
      let count = read(STDIN_FILENO, &chunk, chunk.count)
      if count < 0, errno == EINTR {
        if InterruptSignal.take() { return .interrupted(wasEmpty: true) } else { continue }
      }
      if count <= 0 { isAtEnd = true } else { buffer += chunk[..<count] }
    }
  }

  package func remember(_ entry: String) {}

  private func text(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self).normalized
  }
}
