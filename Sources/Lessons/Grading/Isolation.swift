import Glibc
import Script
import Text

/// How a test is run so that it leaves nothing behind.
package enum Isolation: Sendable {
  /// In a copy of this process (`fork`): the state of the session is there at once, whatever the answer does stays in the copy,
  /// and the copy can be killed.
  case process
  /// In a new session that runs the same pieces of code again. For hosts that have threads, which can't be copied.
  case replay

  /// Runs `body` in a copy of a session. Fails closed: whatever goes wrong, there is a verdict, and it isn't a pass.
  func run(_ session: Session, wallTime: Double, _ body: (Session) -> Verdict) -> Verdict {
    switch self {
    case .replay:
      let copy = Session(session.settings)
      copy.replay(session.history)
      return body(copy)
    case .process:
      return ForkedRun(wallTime: wallTime).run {
        session.machine.limits.ownsProcess = true
        return body(session)
      }
    }
  }
}

/// `fork` isn't imported, since a copied process has only one of the threads. Here that is what is wanted: the interpreter runs on
/// the thread that forks, and the engine's workers are forgotten by the copy (`WorkerPool.c`).
@_silgen_name("fork") private func copyProcess() -> Int32

private struct ForkedRun {
  let wallTime: Double

  func run(_ body: () -> Verdict) -> Verdict {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return Verdict(.crashed, "pipe") }
    let child = copyProcess()
    if child == 0 {
      close(ends[0])
      limitResources()
      let verdict = body()
      let bytes = Array(JSON.text(verdict).utf8)
      var written = 0
      while written < bytes.count {
        let count = bytes[written...].withUnsafeBytes { write(ends[1], $0.baseAddress, $0.count) }
        if count <= 0 { break }
        written += count
      }
      // Nothing of the parent's is to be flushed or cleaned up twice.
      _exit(0)
    }
    close(ends[1])
    defer { close(ends[0]) }
    guard child > 0 else { return Verdict(.crashed, "fork") }
    let answer = readAll(ends[0], until: now() + wallTime)
    kill(child, SIGKILL)
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    guard let answer else { return Verdict(.limit, "timeout") }
    return JSON.value(Verdict.self, from: String(decoding: answer, as: UTF8.self))
      ?? Verdict(.crashed, signalName(status))
  }

  /// All bytes until the other end closes; nil when the time is over.
  private func readAll(_ descriptor: Int32, until deadline: Double) -> [UInt8]? {
    var result: [UInt8] = []
    while true {
      let left = deadline - now()
      if left <= 0 { return nil }
      var wait = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      let ready = poll(&wait, 1, Int32(min(left, 60) * 1000) + 1)
      if ready < 0, errno == EINTR { continue }
      if ready == 0 { continue }
      var chunk: [UInt8] = Array(repeating: 0, count: 65536)
      let count = read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      if count <= 0 { return result }
      result += chunk[..<count]
      // A verdict is short.
      if result.count > 1 << 20 { return nil }
    }
  }

  private func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  private func signalName(_ status: Int32) -> String {
    let signal = status & 0x7F
    return signal == 0 ? "exit \(status >> 8 & 0xFF)" : "signal \(signal)"
  }

  /// The interpreter counts for itself; this is the wall behind it.
  private func limitResources() {
    signal(SIGINT, SIG_DFL)
    setpgid(0, 0)
    func limit(_ resource: __rlimit_resource, _ value: UInt) {
      var limit = rlimit(rlim_cur: value, rlim_max: value)
      setrlimit(__rlimit_resource_t(resource.rawValue), &limit)
    }
    limit(RLIMIT_CPU, UInt(wallTime) + 2)
    limit(RLIMIT_FSIZE, 0)
    limit(RLIMIT_CORE, 0)
    limit(RLIMIT_AS, addressSpace() + ForkedRun.memory)
  }

  /// What a test may ask for on top of what the session has.
  private static let memory: UInt = 4 << 30

  private func addressSpace() -> UInt {
    guard let file = fopen("/proc/self/statm", "r") else { return 4 << 30 }
    defer { fclose(file) }
    var text: [CChar] = Array(repeating: 0, count: 64)
    guard fgets(&text, 64, file) != nil else { return 4 << 30 }
    let digits = text.prefix { $0 >= 0x30 && $0 <= 0x39 }.map { UInt8(bitPattern: $0) }
    return (UInt(String(decoding: digits, as: UTF8.self)) ?? 1 << 20) * UInt(sysconf(Int32(_SC_PAGESIZE)))
  }
}
