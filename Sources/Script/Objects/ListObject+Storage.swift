/// How a list's elements are stored, looked at and changed.
extension ListObject {
  @inline(__always)
  var ownPlaces: UnsafeMutablePointer<Value> {
    withUnsafeMutablePointer(to: &few) { UnsafeMutableRawPointer($0).assumingMemoryBound(to: Value.self) }
  }

  @inline(__always)
  func fill(from source: UnsafePointer<Value>, _ added: Int) {
    Row.copy(source, added, to: items)
    count = added
  }

  @inline(never)
  func grow() { move(to: max(8, capacity * 2)) }

  func move(to wanted: Int) {
    if items == ownPlaces {
      let places: UnsafeMutablePointer<Value> = PlainMemory.allocate(wanted)
      Row.move(items, count, to: places)
      items = places
    } else {
      items = PlainMemory.resize(items, wanted)
    }
    capacity = wanted
  }

  /// Makes room for more elements, at least doubling what there is.
  package func reserve(_ more: Int) {
    let wanted = count &+ more
    if wanted > capacity { move(to: max(wanted, capacity * 2)) }
  }

  /// Lets go of its elements and their memory, to be put aside; false in the depth of a long chain.
  @inline(__always)
  func forgetElements() -> Bool {
    guard let heap, heap._withUnsafeGuaranteedRef({ $0.depth }) < 100 else { return false }
    leaveHeap()
    heapPlace = -1
    heap._withUnsafeGuaranteedRef { $0.depth += 1 }
    removeAll()
    heap._withUnsafeGuaranteedRef { $0.depth -= 1 }
    return true
  }

  // MARK: Looking

  package var isEmpty: Bool { count == 0 }

  /// A copy of the elements.
  package var elements: [Value] {
    [Value](unsafeUninitializedCapacity: count) { buffer, filled in
      if let first = buffer.baseAddress { Row.copy(items, count, to: first) }
      filled = count
    }
  }

  /// The elements where they lie, for a `body` that runs no script.
  @inline(__always)
  package func withElements<T>(_ body: (UnsafeMutableBufferPointer<Value>) throws -> T) rethrows -> T {
    try body(UnsafeMutableBufferPointer(start: items, count: count))
  }

  package subscript(_ index: Int) -> Value {
    get {
      precondition(index >= 0 && index < count)
      return (items + index).copy
    }
    set {
      precondition(index >= 0 && index < count)
      (items + index).put(newValue)
    }
  }

  package var first: Value? { count > 0 ? items.copy : nil }

  /// An element that is there, seen without counting.
  package func bits(_ index: Int) -> Bits { (items + index).bits }

  /// The place of an element that is there.
  @inline(__always)
  func place(_ index: Int) -> UnsafeMutablePointer<Value> { items + index }

  // MARK: Changing

  @inline(__always)
  package func append(_ value: consuming Value) {
    if count == capacity { grow() }
    (items + count).initialize(to: value)
    count &+= 1
  }

  package func insert(_ value: consuming Value, at index: Int) {
    precondition(index >= 0 && index <= count)
    if count == capacity { grow() }
    Row.move(items + index, count - index, to: items + index + 1)
    (items + index).initialize(to: value)
    count &+= 1
  }

  @discardableResult
  package func remove(at index: Int) -> Value {
    precondition(index >= 0 && index < count)
    let value = (items + index).move()
    count &-= 1
    Row.move(items + index + 1, count - index, to: items + index)
    return value
  }

  @inline(__always)
  package func removeLast() -> Value? {
    guard count > 0 else { return nil }
    count &-= 1
    return (items + count).move()
  }

  package func removeAll() {
    let old = items
    let oldCount = count
    let isOwn = old == ownPlaces
    count = 0
    guard !isOwn else {
      Row.release(old, oldCount)
      return
    }
    items = ownPlaces
    capacity = Self.fewCount
    Row.release(old, oldCount)
    PlainMemory.free(old)
  }

  /// Puts copies of a row of other elements in the place of some of its own.
  func replace(_ range: Range<Int>, with source: UnsafePointer<Value>?, _ added: Int) {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    let goes = range.count
    withUnsafeTemporaryAllocation(of: Value.self, capacity: goes) { gone in
      // What goes is released when the list is whole again.
      if let places = gone.baseAddress { Row.move(items + range.lowerBound, goes, to: places) }
      reserve(max(0, added - goes))
      let rest = items + range.lowerBound
      Row.move(items + range.upperBound, count - range.upperBound, to: rest + added)
      if let source { Row.copy(source, added, to: rest) }
      count += added - goes
      if let places = gone.baseAddress { Row.release(places, goes) }
    }
  }

  package func replaceAll(with elements: [Value]) {
    elements.withUnsafeBufferPointer { replace(0..<count, with: $0.baseAddress, $0.count) }
  }

  package func swapAt(_ i: Int, _ j: Int) {
    precondition(i >= 0 && i < count && j >= 0 && j < count)
    let value = (items + i).move()
    if i != j { Row.move(items + j, 1, to: items + i) }
    (items + j).initialize(to: value)
  }

  func reverse() {
    var low = 0
    var high = count - 1
    while low < high {
      swapAt(low, high)
      low += 1
      high -= 1
    }
  }

  /// Changes hands with another list.
  func exchange(with other: ListObject) {
    let isOwn = items == ownPlaces
    let isOtherOwn = other.items == other.ownPlaces
    swap(&few, &other.few)
    swap(&items, &other.items)
    swap(&count, &other.count)
    swap(&capacity, &other.capacity)
    if isOwn { other.items = other.ownPlaces }
    if isOtherOwn { items = ownPlaces }
  }
}
