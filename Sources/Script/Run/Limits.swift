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
  /// Bytes of memory, as `Machine.memoryInUse` tells them.
  package var memoryBytes: Int?

  package init() {}
}

/// The flag by which another thread or a signal handler stops a running script.
package final class Interrupt: Sendable {
  private let flag = Atomic<Bool>(false)

  package init() {}

  /// Asks the script to stop with `KeyboardInterrupt`; safe in a signal handler.
  package func request() { flag.store(true, ordering: .relaxed) }

  package var isRequested: Bool { flag.load(ordering: .relaxed) }

  /// Takes the request back, and tells whether there was one.
  package func take() -> Bool { flag.exchange(false, ordering: .relaxed) }
}
