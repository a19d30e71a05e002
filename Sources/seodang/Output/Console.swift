import Glibc
import Terminal
import Text

/// Standard output and standard error. What a script prints goes to the first, everything about it to the second.
final class Console {
  let language = LanguageOption.chosen
  private var buffer: [UInt8] = []
  private let isTerminal = isatty(STDOUT_FILENO) == 1

  /// The screens behind the two streams, asked each time, because a window can be resized.
  var screen: Screen { Screen(descriptor: STDOUT_FILENO, isPlain: isPlain) }
  var errorScreen: Screen { Screen(descriptor: STDERR_FILENO, isPlain: isPlain) }
  /// `--plain`
  var isPlain = false
  /// Says how long a computation has been running. Not for screen readers and logs.
  private(set) lazy var ticker = RunTicker(isUsed: isTerminal && errorScreen.hasColor) { [language] seconds in
    language.pick(
      ko: "… \(seconds)초째 실행하고 있어요 (멈추려면 Ctrl-C)", en: "… running for \(seconds) s (Ctrl-C stops it)")
  }

  func out(_ text: String) {
    buffer += text.utf8
    // On a terminal a person is waiting for each line.
    if buffer.count > 1 << 16 || (isTerminal && text.utf8.contains(0x0A)) { flush() }
  }

  func error(_ text: String) {
    flush()
    if isTerminal { ticker.makeRoom(endsLine: text.hasSuffix("\n")) }
    write(Array(text.utf8), to: STDERR_FILENO)
  }

  func flush() {
    guard !buffer.isEmpty else { return }
    if isTerminal { ticker.makeRoom(endsLine: buffer.last == 0x0A) }
    write(buffer, to: STDOUT_FILENO)
    buffer.removeAll(keepingCapacity: true)
  }

  func finish(_ status: Int32) -> Never {
    flush()
    exit(status)
  }

  private func write(_ bytes: [UInt8], to descriptor: Int32) {
    var start = 0
    while start < bytes.count {
      let count = bytes[start...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      if count < 0, errno == EAGAIN {
        var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&wait, 1, -1)
        continue
      }
      if count <= 0 { return }
      start += count
    }
  }
}

/// The one console; the program's commands run on the main thread only.
nonisolated(unsafe) let console = Console()
