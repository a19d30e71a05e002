import Synchronization

/// What a session may use up. Each limit ends in a Python exception, never in a crash.
package struct Limits: Sendable {
  /// Calls and loop rounds; nil for no limit.
  package var steps: Int?
  /// Calls inside calls: Python's `RecursionError` beyond it.
  package var callDepth = 1000
  /// Bytes that a script may print.
  package var outputBytes: Int?
  /// Seconds that one `run` may take.
  package var seconds: Double?
  /// Bytes of memory, as `Machine.memoryInUse` tells them, or as the process has grown if it's the machine's own.
  package var memoryBytes: Int?
  /// Whether nothing else works in this process, so that its memory is what the script takes.
  package var ownsProcess = false

  package init() {}
}

/// The flag by which another thread or a signal handler stops a running script.
package final class Interrupt: Sendable {
  private let flag = Atomic<Bool>(false)
  /// An engine whose long loops should see requests, too: C functions, so that a signal handler may call them.
  ///
  /// Unsafe only while it's set, which is before anything runs.
  nonisolated(unsafe) package var engine:
    (request: @convention(c) () -> Void, clear: @convention(c) () -> Void)?

  package init() {}

  /// Asks the script to stop with `KeyboardInterrupt`; safe in a signal handler.
  package func request() {
    flag.store(true, ordering: .relaxed)
    engine?.request()
  }

  @inline(__always)
  package var isRequested: Bool { flag.load(ordering: .relaxed) }

  /// Takes the request back, and tells whether there was one.
  package func take() -> Bool {
    engine?.clear()
    return flag.exchange(false, ordering: .relaxed)
  }
}
