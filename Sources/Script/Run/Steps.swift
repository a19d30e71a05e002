import Glibc

/// What a run has used up, and may use.
struct Budget {
  /// Calls and loop rounds until the next look at the limits.
  static let quantum = 4096
  /// The same where loops are watched.
  static let watchedQuantum = 8
  var steps = 0
  private var deadline: Double?
  /// The process's memory when the run began.
  private(set) var residentAtStart = 0
  /// Bytes asked for in pieces too small to be looked at one by one, since the last look at the memory.
  var askedBytes = 0
  /// When the memory was looked at last.
  var memoryLook = 0.0
  var processHeap = ProcessHeap()

  mutating func begin(_ limits: Limits) {
    steps = 0
    deadline = limits.seconds.map { Self.now() + $0 }
    residentAtStart = ProcessMemory.resident() ?? 0
  }

  var isLate: Bool { deadline.map { Self.now() > $0 } ?? false }

  static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}

extension Machine {
  /// Looks at limits and interrupts: after each quantum of calls and loop rounds, and when an interrupt is asked for.
  @inline(never)
  func refuel() throws -> Int {
    try poll()
    if heap.isFull { heap.collect() }
    // Somebody who watches loops wants to hear of slow rounds, too.
    let quantum = loopWatch == nil ? Budget.quantum : Budget.watchedQuantum
    if let loopWatch { tellLoops(loopWatch) }
    budget.steps += quantum
    if let limit = limits.steps, budget.steps > limit {
      throw limitExceeded(growingList() ?? FlowMessage.steps(limit: limit))
    }
    if budget.steps & 0xFFFF < quantum || limits.seconds != nil {
      if budget.isLate {
        throw limitExceeded(growingList() ?? FlowMessage.time(seconds: limits.seconds ?? 0))
      }
    }
    // A quantum takes 0.1 ms and up; a look at the memory takes 2 µs.
    let now = Budget.now()
    if now - budget.memoryLook > 0.002 {
      budget.memoryLook = now
      budget.processHeap.look()
      try checkMemory()
    }
    return quantum
  }

  /// Whether what the run holds still fits: into the limit, or without one into what the system gives the process.
  package func checkMemory() throws {
    budget.askedBytes = 0
    if let limit = limits.memoryBytes, !limits.ownsProcess {
      // Other machines may work in the same process, so that its memory says nothing about this one.
      if let used = memoryInUse?(), used > limit { throw outOfMemory(used, limit) }
      return
    }
    let limit = min(limits.memoryBytes ?? .max, ProcessMemory.allowance)
    guard let resident = ProcessMemory.resident(), resident - budget.residentAtStart > limit else { return }
    // Dead cycles may hold most of it.
    heap.collect()
    guard let rest = ProcessMemory.resident(), rest - budget.residentAtStart > limit else { return }
    throw outOfMemory(rest - budget.residentAtStart, limit)
  }

  private func outOfMemory(_ bytes: Int, _ limit: Int) -> ScriptError {
    error(.memoryError, growingList() ?? FlowMessage.memory(what: nil, bytes: bytes, limit: limit))
  }

  /// The words for a loop over a list that the loop itself makes longer, if one is running now.
  private func growingList() -> FlowMessage? {
    guard depth >= 0 else { return nil }
    let frame = frames[depth]
    for register in 0..<max(0, frame.header.pointee.registerCount - 1) {
      guard let list = frame.base[register].list, case .int(let next) = frame.base[register + 1] else {
        continue
      }
      let count = list.count
      if count > 10_000, next <= count, count - next < 4 { return .grownWhileIterated(line: nil) }
    }
    return nil
  }

  /// A limit of the session: an exception that no script catches.
  package func limitExceeded(_ message: any MessageText) -> ScriptError {
    error(.limitExceeded, message)
  }
}
