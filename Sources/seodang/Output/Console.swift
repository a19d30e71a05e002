import Glibc
import Terminal
import Text

/// Standard output and standard error. What a script prints goes to the first, everything about it to the second.
final class Console {
  let language = LanguageOption.chosen
  private var buffer: [UInt8] = []
  private let isTerminal = isatty(STDOUT_FILENO) == 1
  /// The system's reason why output was lost.
  private var lost: Int32?

  /// The screens behind the two streams, asked each time, because a window can be resized.
  var screen: Screen { Screen(descriptor: STDOUT_FILENO, isPlain: isPlain) }
  var errorScreen: Screen { Screen(descriptor: STDERR_FILENO, isPlain: isPlain) }
  /// `--plain`
  var isPlain = false
  /// Says how long a computation has been running. Not for screen readers and logs.
  private(set) lazy var ticker = RunTicker(isUsed: isTerminal && errorScreen.hasColor) {
    [language, width = errorScreen.width] seconds, loops in
    // Deeper loops turn too fast to be read.
    let counts = loops.prefix(2).map { "\($0.done)/\($0.total)" }.joined(separator: " › ")
    let long = language.pick(
      ko: "… \(counts.isEmpty ? "" : counts + " · ")\(seconds)초째 실행하고 있어요 (멈추려면 Ctrl-C)",
      en: "… \(counts.isEmpty ? "" : counts + " · ")running for \(seconds) s (Ctrl-C stops it)")
    // A line that wraps couldn't be taken back.
    if DisplayWidth.columns(of: long) < width { return long }
    return language.pick(
      ko: "… \(counts.isEmpty ? "" : counts + " ")\(seconds)초 (Ctrl-C)",
      en: "… \(counts.isEmpty ? "" : counts + " ")\(seconds) s (Ctrl-C)")
  }

  func out(_ text: String) {
    buffer += text.utf8
    // On a terminal a person is waiting for each line.
    if buffer.count > 1 << 16 || (isTerminal && text.utf8.contains(0x0A)) { flush() }
  }

  func error(_ text: String) {
    flush()
    let bytes = Array(text.utf8)
    guard isTerminal else { return write(bytes, to: STDERR_FILENO) }
    ticker.makingRoom(endsLine: text.hasSuffix("\n")) { write(bytes, to: STDERR_FILENO) }
  }

  func flush() {
    guard !buffer.isEmpty else { return }
    if isTerminal {
      ticker.makingRoom(endsLine: buffer.last == 0x0A) { write(buffer, to: STDOUT_FILENO) }
    } else {
      write(buffer, to: STDOUT_FILENO)
    }
    buffer.removeAll(keepingCapacity: true)
  }

  func finish(_ status: Int32) -> Never {
    flush()
    if let lost {
      let reason = lost == ENOSPC ? say("디스크가 가득 찼어요", "the disk is full") : String(cString: strerror(lost))
      error(say("출력을 끝까지 쓰지 못했어요: \(reason)\n", "The output couldn't be written to its end: \(reason)\n"))
      exit(status == 0 ? 1 : status)
    }
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
      if count <= 0 {
        if descriptor == STDOUT_FILENO { lost = errno }
        return
      }
      start += count
    }
  }
}

/// The one console; the program's commands run on the main thread only.
nonisolated(unsafe) let console = Console()
