import Script

/// `bisect` and `heapq`: sorted rows and heaps in lists.
enum BisectModule {
  static var bisect: NativeModule {
    NativeModule("bisect") { machine, module in
      for (name, isRight) in [("bisect", true), ("bisect_right", true), ("bisect_left", false)] {
        module.function(name, "a, x, lo=0, hi=None, *, key=None", machine) { m, a in
          .int(try place(of: a[1], m, a, isRight))
        }
      }
      for (name, isRight) in [("insort", true), ("insort_right", true), ("insort_left", false)] {
        module.function(name, "a, x, lo=0, hi=None, *, key=None", machine) { m, a in
          // What is put in goes by its key, what is looked for is one.
          let key = a[4].isNone ? a[1] : try m.call(a[4], with: a[1])
          let place = try place(of: key, m, a, isRight)
          _ = try m.callMethod(a[0], m.symbol("insert"), [.int(place), a[1]])
          return .none
        }
      }
    }
  }

  private static func place(of key: Value, _ m: Machine, _ a: Arguments, _ isRight: Bool) throws -> Int {
    var low = try m.requireIndex(a[2])
    guard low >= 0 else {
      throw m.error(ValueMessage(english: "lo must be non-negative", korean: "lo는 0 이상이어야 해요"))
    }
    // CPython's own sign for “to the end” is -1, which a caller may write as well.
    let end = a[3].isNone ? -1 : try m.requireIndex(a[3])
    var high = end == -1 ? try m.length(a[0]) : end
    while low < high {
      let middle = low + (high - low) / 2
      var item = try m.item(a[0], .int(middle))
      if !a[4].isNone { item = try m.call(a[4], [item]) }
      if isRight {
        if try m.isLess(key, item) { high = middle } else { low = middle + 1 }
      } else {
        if try m.isLess(item, key) { low = middle + 1 } else { high = middle }
      }
    }
    return low
  }

  // MARK: Heaps (Williams, “Heapsort”, 1964)

  static var heapq: NativeModule {
    NativeModule("heapq") { machine, module in
      module.function("heappush", "heap, item, /", machine) { m, a in
        let heap = try list(m, a[0])
        heap.append(a[1])
        try rise(heap, from: heap.count - 1, to: 0, m)
        return .none
      }
      module.function("heappop", "heap, /", machine) { m, a in
        let heap = try list(m, a[0])
        guard let last = heap.removeLast() else {
          throw m.error(ItemMessage.indexOutOfRange(kind: "list", index: 0, count: 0))
        }
        guard let top = heap.first else { return last }
        heap[0] = last
        try sink(heap, 0, m)
        return top
      }
      module.function("heapify", "x, /", machine) { m, a in
        let heap = try list(m, a[0])
        for i in (0..<heap.count / 2).reversed() { try sink(heap, i, m) }
        return .none
      }
      module.function("heapreplace", "heap, item, /", machine) { m, a in
        let heap = try list(m, a[0])
        guard let top = heap.first else {
          throw m.error(ItemMessage.indexOutOfRange(kind: "list", index: 0, count: 0))
        }
        heap[0] = a[1]
        try sink(heap, 0, m)
        return top
      }
      module.function("heappushpop", "heap, item, /", machine) { m, a in
        let heap = try list(m, a[0])
        guard let top = heap.first, try m.isLess(top, a[1]), !heap.isEmpty else { return a[1] }
        heap[0] = a[1]
        try sink(heap, 0, m)
        return top
      }
      for (name, isLargest) in [("nlargest", true), ("nsmallest", false)] {
        module.function(name, "n, iterable, key=None", machine) { m, a in
          let count = try m.requireIndex(a[0])
          let sorted = try m.sorted(a[1], key: a[2], isReversed: isLargest)
          return try m.item(.object(sorted), .object(SliceObject(.none, .int(max(0, count)), .none)))
        }
      }
    }
  }

  private static func list(_ m: Machine, _ value: Value) throws -> ListObject {
    guard let list = value.list else {
      throw m.error(
        CallMessage.other(
          english: "heap argument must be a list, not \(m.typeName(of: value))", korean: "힙은 리스트여야 해요"))
    }
    return list
  }

  /// Whether one element is less than another; asking may have changed the list.
  private static func isLess(_ heap: ListObject, _ i: Int, _ j: Int, _ m: Machine) throws -> Bool {
    let count = heap.count
    let result = try m.holds(.less, heap.bits(i), heap.bits(j))
    guard heap.count == count else {
      throw m.error(
        .runtimeError,
        ValueMessage(english: "list changed size during iteration", korean: "비교하는 동안 리스트가 바뀌었어요"))
    }
    return result
  }

  private static func rise(_ heap: ListObject, from start: Int, to top: Int, _ m: Machine) throws {
    var i = start
    while i > top {
      let parent = (i - 1) / 2
      guard try isLess(heap, i, parent, m) else { return }
      heap.swapAt(i, parent)
      i = parent
    }
  }

  /// CPython's way: the smaller child moves up all the way, then the item rises; fewer comparisons, and the same order.
  private static func sink(_ heap: ListObject, _ start: Int, _ m: Machine) throws {
    let count = heap.count
    var i = start
    while case let left = 2 * i + 1, left < count {
      let right = left + 1
      let child = try right < count && !isLess(heap, left, right, m) ? right : left
      heap.swapAt(i, child)
      i = child
    }
    try rise(heap, from: i, to: start, m)
  }
}
