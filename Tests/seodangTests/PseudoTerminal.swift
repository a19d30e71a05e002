import Glibc

/// A program at a terminal: keys go in, what it draws comes out.
final class PseudoTerminal {
  let process: pid_t
  private let master: Int32
  /// All that was drawn so far.
  private(set) var screen = ""
  private var bytes: [UInt8] = []
  private var seen = 0
  private var isReaped = false
  private let folder: Folder

  init(_ arguments: [String], in folder: Folder, columns: UInt16 = 80, environment: [String: String] = [:]) {
    self.folder = folder
    master = Glibc.open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var unlocked: Int32 = 0
    var number: Int32 = 0
    _ = ioctl(master, 0x4004_5431, &unlocked)  // TIOCSPTLCK
    _ = ioctl(master, 0x8004_5430, &number)  // TIOCGPTN
    var size = winsize(ws_row: 50, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    let name = "/dev/pts/\(number)"
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // A session leader's first terminal becomes its controlling one, so that Ctrl-C is a signal.
    posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    let setSession: Int32 = 0x80
    process = Program.spawn(
      arguments, folder: folder, environment: ["TERM": "xterm"].merging(environment) { $1 },
      actions: &actions,
      flags: setSession)
  }

  deinit {
    if !isReaped { kill() }
    close(master)
  }

  func send(_ keys: String) {
    let bytes = Array(keys.utf8)
    _ = write(master, bytes, bytes.count)
  }

  /// Types a line once the prompt is there.
  @discardableResult
  func enter(_ line: String, after prompt: String = "> ") -> Bool {
    guard expect(prompt) else { return false }
    send(line + "\r")
    return true
  }

  /// Reads until a text appears after what was expected before; false when it doesn't come.
  func expect(_ text: String, seconds: Double = 10) -> Bool {
    let deadline = Self.now() + seconds
    while true {
      let wanted = Array(text.utf8)
      if let place = Self.find(wanted, in: bytes, from: seen) {
        seen = place + wanted.count
        return true
      }
      guard Self.now() < deadline, readMore(deadline - Self.now()) else { return false }
    }
  }

  /// Waits until a prompt (`… > `) is the last thing on the screen and nothing more comes; its text, nil when the time is over.
  func prompt(seconds: Double = 30) -> String? {
    let deadline = Self.now() + seconds
    while Self.now() < deadline {
      if let last = screen.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).last,
        last.hasSuffix("> "),
        bytes.count > seen
      {
        // Half a prompt can't end like this, but what follows it at once might.
        guard readMore(0.03) else {
          seen = bytes.count
          return String(last)
        }
      } else if !readMore(deadline - Self.now()) {
        return nil
      }
    }
    return nil
  }

  /// Changes the size of the window, which the program is told of.
  func resize(columns: UInt16) {
    var size = winsize(ws_row: 50, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
  }

  /// Kills it as a power cut would.
  func kill() {
    Glibc.kill(process, SIGKILL)
    _ = Program.wait(for: process)
    isReaped = true
  }

  /// The status after it ended by itself.
  func finish(seconds: Double = 10) -> Int32 {
    let deadline = Self.now() + seconds
    while Self.now() < deadline {
      var status: Int32 = 0
      if waitpid(process, &status, WNOHANG) == process {
        isReaped = true
        while readMore(0.05) {}
        let signal = status & 0x7F
        return signal == 0 ? status >> 8 & 0xFF : 128 + signal
      }
      _ = readMore(0.02)
    }
    return -1
  }

  static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  /// False when nothing came.
  private func readMore(_ seconds: Double) -> Bool {
    var wait = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard poll(&wait, 1, Int32(max(0, seconds) * 1000)) > 0 else { return false }
    var chunk: [UInt8] = Array(repeating: 0, count: 65536)
    let count = read(master, &chunk, chunk.count)
    guard count > 0 else { return false }
    bytes += chunk[..<count]
    screen = String(decoding: bytes, as: UTF8.self)
    return true
  }

  private static func find(_ wanted: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
    guard !wanted.isEmpty, bytes.count >= wanted.count else { return nil }
    var index = start
    while index + wanted.count <= bytes.count {
      if bytes[index] == wanted[0], bytes[index..<index + wanted.count].elementsEqual(wanted) { return index }
      index += 1
    }
    return nil
  }
}
