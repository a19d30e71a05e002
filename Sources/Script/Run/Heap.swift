/// Finds cycles of objects that nobody outside can reach, and takes them apart.
///
/// Reference counts free everything else at once. Here the containers are noted that a script makes; when their number
/// has doubled, the references that come from inside are subtracted from each object's count: what is left over comes
/// from outside, and whatever can be reached from there lives (the scheme of CPython's collector; Bacon & Rajan, 2001).
/// Values that Swift code holds are safe without being known, because they count.
final class Heap {
  /// Every container that was noted and is alive, in no order: each knows its place.
  @exclusivity(unchecked) private var members = UnsafeMutablePointer<Unmanaged<Container>>.allocate(
    capacity: 64)
  @exclusivity(unchecked) private var count = 0
  @exclusivity(unchecked) private var capacity = 64
  /// How many containers make a look worth while.
  @exclusivity(unchecked) private var threshold = Heap.smallest
  /// How deeply containers are being freed inside containers at this moment.
  @exclusivity(unchecked) var depth = 0
  private static let smallest = 100_000

  deinit {
    for place in 0..<count {
      members[place]._withUnsafeGuaranteedRef {
        $0.heapPlace = -1
        $0.heap = nil
      }
    }
    members.deallocate()
  }

  var isFull: Bool { count > threshold }

  @inline(__always)
  func note(_ container: Container) {
    container.heap = Unmanaged.passUnretained(self)
    guard container.heapPlace < 0 else { return }
    container.heapPlace = Int32(truncatingIfNeeded: count)
    if count == capacity { grow() }
    (members + count).initialize(to: Unmanaged.passUnretained(container))
    count &+= 1
  }

  @inline(never)
  private func grow() {
    let larger = UnsafeMutablePointer<Unmanaged<Container>>.allocate(capacity: capacity * 2)
    larger.moveInitialize(from: members, count: count)
    members.deallocate()
    members = larger
    capacity *= 2
  }

  /// Lets a container that can't close a cycle by itself be freed like its neighbours, without noting it.
  @inline(__always)
  func adopt<T: Container>(_ container: T) -> T {
    container.heap = Unmanaged.passUnretained(self)
    return container
  }

  /// Called by a container that dies: the last member takes its place.
  fileprivate func forget(_ place: Int) {
    count &-= 1
    guard place < count else { return }
    let last = members[count]
    last._withUnsafeGuaranteedRef { $0.heapPlace = Int32(truncatingIfNeeded: place) }
    members[place] = last
  }

  /// Frees every cycle that can't be reached; the result is the number of containers freed.
  @discardableResult
  func collect() -> Int {
    var candidates = Array(UnsafeBufferPointer(start: members, count: count))
    var counts = candidates.map { retainCount($0.toOpaque()) }
    // Containers that were made by native code join when they are seen.
    var joined: [UnsafeMutableRawPointer: Int] = [:]
    func index(of object: Object) -> Int? {
      guard object.kind.canBeInCycle else { return nil }
      let container = unsafeDowncast(object, to: Container.self)
      if container.heapPlace >= 0, container.heap?.toOpaque() == Unmanaged.passUnretained(self).toOpaque() {
        return Int(container.heapPlace)
      }
      return joined[Unmanaged.passUnretained(container).toOpaque()]
    }
    var next = 0
    while next < candidates.count {
      candidates[next]._withUnsafeGuaranteedRef {
        $0.traverse { object in
          if let place = index(of: object) {
            counts[place] -= 1
          } else if object.kind.canBeInCycle, object.kind != .type, object.kind != .module {
            let container = Unmanaged.passUnretained(unsafeDowncast(object, to: Container.self))
            joined[container.toOpaque()] = candidates.count
            counts.append(retainCount(container.toOpaque()) - 1)
            candidates.append(container)
          }
        }
      }
      next += 1
    }
    // Whatever is held from outside lives, with all that it holds.
    var isAlive = counts.map { $0 > 0 }
    var pending = isAlive.indices.filter { isAlive[$0] }
    while let place = pending.popLast() {
      candidates[place]._withUnsafeGuaranteedRef {
        $0.traverse { object in
          if let inner = index(of: object), !isAlive[inner] {
            isAlive[inner] = true
            pending.append(inner)
          }
        }
      }
    }
    let garbage = isAlive.indices.filter { !isAlive[$0] }.map { candidates[$0].takeUnretainedValue() }
    var contents: [Value] = []
    for container in garbage {
      container.giveUp { value in
        contents.append(value)
        value = .none
      }
    }
    contents.removeAll()
    threshold = max(Heap.smallest, 2 * (candidates.count - garbage.count))
    return garbage.count
  }
}

/// The runtime's own count of an object's strong references.
@_silgen_name("swift_retainCount")
private func retainCount(_ object: UnsafeMutableRawPointer) -> Int

extension Object.Kind {
  /// Whether objects of this kind are containers, and so may lead back to themselves.
  fileprivate var canBeInCycle: Bool {
    switch self {
    case .list, .tuple, .dict, .set, .cell, .function, .boundMethod, .type, .instance, .generator, .module:
      true
    default: false
    }
  }
}

extension Container {
  @inline(__always)
  final func leaveHeap() {
    if heapPlace >= 0, let heap { heap._withUnsafeGuaranteedRef { $0.forget(Int(heapPlace)) } }
  }

  /// For a `deinit`: frees what the container holds by `release`; in the depth of a long chain by a work list instead.
  @inline(__always)
  final func freeContents(_ release: () -> Void) {
    guard let heap, heap._withUnsafeGuaranteedRef({ $0.depth }) < 100 else {
      Teardown.run(self)
      release()
      return
    }
    heap._withUnsafeGuaranteedRef { $0.depth += 1 }
    release()
    heap._withUnsafeGuaranteedRef { $0.depth -= 1 }
  }
}

extension Machine {
  /// Makes a new container known to the collector.
  @inline(__always)
  @discardableResult
  package func track<T: Container>(_ container: T) -> T {
    heap.note(container)
    return container
  }

  /// Frees unreachable cycles now: what `gc.collect()` does, and what an engine that runs short of memory may ask for.
  @discardableResult
  package func collectGarbage() -> Int { heap.collect() }
}
