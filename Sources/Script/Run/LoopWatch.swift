import Synchronization

/// How far the `for` loops of a running script are: for a progress line that another thread shows.
///
/// The other thread asks; the script's own thread answers when it next looks at its limits, so nothing is shared while loops
/// run. A machine without a watch pays nothing.
public final class LoopWatch: Sendable {
  /// Rounds that a loop has begun, of how many.
  public struct Count: Sendable, Equatable {
    package let done: Int
    package let total: Int

    package init(done: Int, total: Int) {
      self.done = done
      self.total = total
    }
  }

  private let isWanted = Atomic<Bool>(false)
  private let latest = Mutex<[Count]>([])

  package init() {}

  /// The loops as they were when last asked, the outermost first; asks for news.
  package func counts() -> [Count] {
    isWanted.store(true, ordering: .relaxed)
    return latest.withLock { $0 }
  }

  /// Forgets what was told about code that has ended.
  package func clear() {
    isWanted.store(false, ordering: .relaxed)
    latest.withLock { $0 = [] }
  }

  fileprivate func answer(_ counts: () -> [Count]) {
    guard isWanted.exchange(false, ordering: .relaxed) else { return }
    let counts = counts()
    latest.withLock { $0 = counts }
  }
}

/// A loop that was begun, and where its state is. Registers never move, so that it can be looked at even when the loop is over:
/// whether they still belong to it is told by what is in them.
struct WatchedLoop {
  enum Source {
    case range(start: Int, step: Int, count: Int)
    case object(ObjectIdentifier)
  }

  let depth: Int
  let state: UnsafeMutablePointer<Value>
  let source: Source

  /// Nil when the registers belong to something else by now.
  var count: LoopWatch.Count? {
    switch (source, state[0]) {
    case (.range(let start, let step, let count), .int(let left)):
      guard case .int(let next) = state[1], case .int(step) = state[2], left >= 0, left < count,
        next == start &+ (count - left) &* step
      else { return nil }
      return LoopWatch.Count(done: count - left, total: count)
    case (.object(let identity), .object(let object)) where ObjectIdentifier(object) == identity:
      if case .int(let index) = state[1], object.kind == .list || object.kind == .tuple {
        let total = Value.object(object).list?.count ?? Value.object(object).tuple?.count
        return total.map { LoopWatch.Count(done: min(index, $0), total: $0) }
      }
      return object.loopCount
    default: return nil
    }
  }
}

extension Machine {
  /// Notes a loop whose state was just made, in place of those that it follows.
  func watchLoop(_ state: UnsafeMutablePointer<Value>) {
    // Loops inside this one have higher registers; those of calls that have returned, a greater depth.
    watchedLoops.removeAll { $0.depth > depth || ($0.depth == depth && $0.state >= state) }
    switch state[0] {
    case .int(let count):
      guard case .int(let start) = state[1], case .int(let step) = state[2] else { return }
      watchedLoops.append(
        WatchedLoop(depth: depth, state: state, source: .range(start: start, step: step, count: count)))
    case .object(let object):
      watchedLoops.append(
        WatchedLoop(depth: depth, state: state, source: .object(ObjectIdentifier(object))))
    default: return
    }
  }

  /// Answers the watch when it has asked.
  func tellLoops(_ watch: LoopWatch) {
    watch.answer {
      watchedLoops.removeAll { $0.depth > depth }
      return watchedLoops.compactMap(\.count)
    }
  }
}
