import Glibc
import Synchronization

/// Ctrl-C. The handler sets a flag, wakes whoever waits for input, and runs one action that must be safe in a signal handler
/// (an atomic store).
package enum InterruptSignal {
  private static let pending = Atomic<Bool>(false)
  private static let pipeEnds = Atomic<Int64>(-1)
  /// Written once, before the handler is installed; read by the handler only.
  nonisolated(unsafe) private static var action: (@Sendable () -> Void)?

  /// Takes over SIGINT. Call once.
  package static func install(_ action: @escaping @Sendable () -> Void) {
    self.action = action
    var ends: [Int32] = [-1, -1]
    if pipe(&ends) == 0 {
      for end in ends { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      pipeEnds.store(Int64(ends[0]) << 32 | Int64(ends[1]), ordering: .relaxed)
    }
    var handler = sigaction()
    handler.__sigaction_handler.sa_handler = { _ in InterruptSignal.handle() }
    handler.sa_flags = SA_RESTART
    sigaction(SIGINT, &handler, nil)
    // A parent may have left the signal blocked.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    sigprocmask(SIG_UNBLOCK, &signals, nil)
  }

  private static func handle() {
    pending.store(true, ordering: .relaxed)
    let ends = pipeEnds.load(ordering: .relaxed)
    if ends >= 0 {
      var byte: UInt8 = 0
      _ = write(Int32(truncatingIfNeeded: ends & 0xFFFF_FFFF), &byte, 1)
    }
    action?()
  }

  /// The descriptor that can be read after a signal; -1 when there is no handler.
  static var wakeUp: Int32 {
    let ends = pipeEnds.load(ordering: .relaxed)
    return ends < 0 ? -1 : Int32(truncatingIfNeeded: ends >> 32)
  }

  /// Whether there was a signal that nobody has taken yet.
  static var isPending: Bool { pending.load(ordering: .relaxed) }

  /// Whether there was a signal since the last call.
  package static func take() -> Bool {
    let ends = pipeEnds.load(ordering: .relaxed)
    if ends >= 0 {
      var bytes: [UInt8] = Array(repeating: 0, count: 64)
      while read(Int32(truncatingIfNeeded: ends >> 32), &bytes, bytes.count) > 0 {}
    }
    return pending.exchange(false, ordering: .relaxed)
  }
}
