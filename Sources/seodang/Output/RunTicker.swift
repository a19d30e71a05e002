import Glibc
import Script
import Synchronization

/// One line that says how far loops are, how long they have been running, and how to stop them: shown after a second, on a terminal only, and
/// gone before anything else is written.
final class RunTicker: Sendable {
  private struct State {
    /// Seconds of the monotonic clock when the code began; nil when nothing runs.
    var start: Double?
    var isShown = false
    /// Whether what was written last ended its line: in the middle of one the ticker would write over it.
    var isAtLineStart = true
    var hasThread = false
  }

  private let state = Mutex(State())
  private let isUsed: Bool
  private let words: @Sendable (Int, [LoopWatch.Count]) -> String
  /// Where the loops are asked for; nil where no line is ever shown.
  let loops: LoopWatch?

  /// - Parameter words: the line's text, given the seconds so far and the loops, the outermost first.
  init(isUsed: Bool, words: @escaping @Sendable (Int, [LoopWatch.Count]) -> String) {
    self.isUsed = isUsed
    self.words = words
    loops = isUsed ? LoopWatch() : nil
  }

  func during<T>(_ body: () throws -> T) rethrows -> T {
    guard isUsed else { return try body() }
    let needsThread = state.withLock { state in
      state.start = RunTicker.now()
      state.isAtLineStart = true
      defer { state.hasThread = true }
      return !state.hasThread
    }
    if needsThread { startThread() }
    defer {
      state.withLock { state in
        state.start = nil
        loops?.clear()
        RunTicker.erase(&state)
      }
    }
    return try body()
  }

  /// Makes room for text and writes it. Under the lock: a tick in between would leave its line in front of the text.
  func makingRoom(endsLine: Bool, write: () -> Void) {
    guard isUsed else { return write() }
    state.withLock { state in
      RunTicker.erase(&state)
      state.isAtLineStart = endsLine
      write()
    }
  }

  private func startThread() {
    var thread = pthread_t()
    let context = Unmanaged.passRetained(self).toOpaque()
    let failed = pthread_create(
      &thread, nil,
      { context in
        guard let context else { return nil }
        // The thread lives as long as the program, and so does its ticker.
        let ticker = Unmanaged<RunTicker>.fromOpaque(context).takeUnretainedValue()
        while true {
          usleep(250_000)
          ticker.tick()
        }
      }, context)
    if failed == 0 { pthread_detach(thread) }
  }

  private func tick() {
    state.withLock { state in
      guard let start = state.start else { return }
      let counts = loops?.counts() ?? []
      let seconds = Int(RunTicker.now() - start)
      guard seconds >= 1, state.isAtLineStart else { return }
      RunTicker.write("\r" + words(seconds, counts) + "\u{1B}[K")
      state.isShown = true
    }
  }

  private static func erase(_ state: inout State) {
    guard state.isShown else { return }
    write("\r\u{1B}[K")
    state.isShown = false
  }

  private static func write(_ text: String) {
    let bytes = Array(text.utf8)
    _ = Glibc.write(STDERR_FILENO, bytes, bytes.count)
  }

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
