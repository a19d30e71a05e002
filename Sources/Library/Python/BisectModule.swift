import Script

/// `bisect` and `heapq`: sorted rows and heaps in lists.
enum BisectModule {
  static var bisect: NativeModule {
    NativeModule("bisect") { machine, module in
      for (name, isRight) in [("bisect", true), ("bisect_right", true), ("bisect_left", false)] {
        module.function(name, "a, x, lo=0, hi=None, *, key=None", machine) { m, a in
          .int(try place(m, a, isRight))
        }
      }
      for (name, isRight) in [("insort", true), ("insort_right", true), ("insort_left", false)] {
        module.function(name, "a, x, lo=0, hi=None, *, key=None", machine) { m, a in
          let place = try place(m, a, isRight)
          _ = try m.callMethod(a[0], m.symbol("insert"), [.int(place), a[1]])
          return .none
        }
      }
    }
  }

  private static func place(_ m: Machine, _ a: Arguments, _ isRight: Bool) throws -> Int {
    var low = try m.requireIndex(a[2])
    guard low >= 0 else {
      throw m.error(ValueMessage(english: "lo must be non-negative", korean: "lo는 0 이상이어야 해요"))
    }
    var high = a[3].isNone ? try m.length(a[0]) : try m.requireIndex(a[3])
    while low < high {
      let middle = low + (high - low) / 2
      var item = try m.item(a[0], .int(middle))
      if !a[4].isNone { item = try m.call(a[4], [item]) }
      if isRight {
        if try m.isLess(a[1], item) { high = middle } else { low = middle + 1 }
      } else {
        if try m.isLess(item, a[1]) { low = middle + 1 } else { high = middle }
      }
    }
    return low
  }

  // MARK: Heaps (Williams, “Heapsort”, 1964)

  static var heapq: NativeModule {
    NativeModule("heapq") { machine, module in
      module.function("heappush", "heap, item, /", machine) { m, a in
        let heap = try list(m, a[0])
        heap.elements.append(a[1])
        try rise(heap, from: heap.elements.count - 1, to: 0, m)
        return .none
      }
      module.function("heappop", "heap, /", machine) { m, a in
        let heap = try list(m, a[0])
        guard let last = heap.elements.popLast() else {
          throw m.error(ItemMessage.indexOutOfRange(kind: "list", index: 0, count: 0))
        }
        guard let top = heap.elements.first else { return last }
        heap.elements[0] = last
        try sink(heap, 0, m)
        return top
      }
      module.function("heapify", "x, /", machine) { m, a in
        let heap = try list(m, a[0])
        for i in (0..<heap.elements.count / 2).reversed() { try sink(heap, i, m) }
        return .none
      }
      module.function("heapreplace", "heap, item, /", machine) { m, a in
        let heap = try list(m, a[0])
        guard let top = heap.elements.first else {
          throw m.error(ItemMessage.indexOutOfRange(kind: "list", index: 0, count: 0))
        }
        heap.elements[0] = a[1]
        try sink(heap, 0, m)
        return top
      }
      module.function("heappushpop", "heap, item, /", machine) { m, a in
        let heap = try list(m, a[0])
        guard let top = heap.elements.first, try m.isLess(top, a[1]) else { return a[1] }
        heap.elements[0] = a[1]
        try sink(heap, 0, m)
        return top
      }
      for (name, isLargest) in [("nlargest", true), ("nsmallest", false)] {
        module.function(name, "n, iterable, key=None", machine) { m, a in
          let sorted = try m.sorted(m.array(of: a[1]), key: a[2], isReversed: isLargest)
          return .object(ListObject(Array(sorted.prefix(max(0, try m.requireIndex(a[0]))))))
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

  private static func element(_ heap: ListObject, _ i: Int, _ m: Machine) throws -> Value {
    // A comparison may have changed the list.
    guard i < heap.elements.count else {
      throw m.error(
        .runtimeError,
        ValueMessage(english: "list changed size during iteration", korean: "비교하는 동안 리스트가 바뀌었어요"))
    }
    return heap.elements[i]
  }

  private static func rise(_ heap: ListObject, from start: Int, to top: Int, _ m: Machine) throws {
    var i = start
    let item = try element(heap, i, m)
    while i > top {
      let parent = (i - 1) / 2
      let above = try element(heap, parent, m)
      guard try m.isLess(item, above) else { break }
      _ = try element(heap, i, m)
      heap.elements[i] = above
      i = parent
    }
    _ = try element(heap, i, m)
    heap.elements[i] = item
  }

  /// CPython's way: the smaller child moves up all the way, then the item rises; fewer comparisons, and the same order.
  private static func sink(_ heap: ListObject, _ start: Int, _ m: Machine) throws {
    let count = heap.elements.count
    guard start < count else { return }
    let item = heap.elements[start]
    var i = start
    while case let left = 2 * i + 1, left < count {
      let right = left + 1
      var child = left
      if right < count, try !m.isLess(element(heap, left, m), element(heap, right, m)) { child = right }
      let value = try element(heap, child, m)
      heap.elements[i] = value
      i = child
    }
    _ = try element(heap, i, m)
    heap.elements[i] = item
    try rise(heap, from: i, to: start, m)
  }
}
