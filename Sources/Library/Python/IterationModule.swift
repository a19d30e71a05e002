import Script

/// `itertools`
enum IterationModule {
  static var module: NativeModule {
    NativeModule("itertools") { machine, module in
      module.define("chain", .object(machine.type(.chain)), machine)
      for (name, signature, make) in functions {
        module.function(name, signature, machine) { m, a in
          .object(ClosureIterator(TypeKey.iterationTypes[name] ?? .callableIterator, try make(m, a)))
        }
      }
      module.function("accumulate", "iterable, func=None, *, initial=None", machine) { m, a in
        .object(
          AccumulateIterator(
            .accumulate, try m.iterator(of: a[0]), a[1], initial: a[2].isNone ? nil : a[2]))
      }
      module.function("product", nil, machine) { m, a in
        .object(ProductIterator(.product, try product(m, a)))
      }
      module.function("tee", "iterable, n=2, /", machine) { m, a in
        .tuple(try tee(m, a[0], try m.requireIndex(a[1])))
      }
    }
  }

  fileprivate typealias Step = (Machine) throws -> Value?

  fileprivate static let names = functions.map(\.0)

  private static let functions: [(String, String?, @Sendable (Machine, Arguments) throws -> Step)] = [
    (
      "count", "start=0, step=1",
      { _, a in
        var next = a[0]
        let step = a[1]
        return { m in
          let value = next
          next = try m.binary(.add, next, step)
          return value
        }
      }
    ),
    (
      "cycle", "iterable, /",
      { m, a in
        let source = try m.iterator(of: a[0])
        var saved: [Value] = []
        var place: Int?
        return { m in
          if place == nil {
            if let value = try source.next(m) {
              saved.append(value)
              return value
            }
            place = 0
          }
          guard !saved.isEmpty, let current = place else { return nil }
          place = current + 1 == saved.count ? 0 : current + 1
          return saved[current]
        }
      }
    ),
    (
      "repeat", "object, times=None",
      { m, a in
        let value = a[0]
        var left = a[1].isNone ? nil : try m.requireIndex(a[1])
        return { _ in
          guard let times = left else { return value }
          guard times > 0 else { return nil }
          left = times - 1
          return value
        }
      }
    ),
    (
      "compress", "data, selectors",
      { m, a in
        let data = try m.iterator(of: a[0])
        let selectors = try m.iterator(of: a[1])
        return { m in
          while let value = try data.next(m), let selector = try selectors.next(m) {
            if try m.isTrue(selector) { return value }
          }
          return nil
        }
      }
    ),
    (
      "dropwhile", "predicate, iterable, /",
      { m, a in
        let source = try m.iterator(of: a[1])
        let predicate = a[0]
        var isDropping = true
        return { m in
          while let value = try source.next(m) {
            if isDropping, try m.isTrue(m.call(predicate, [value])) { continue }
            isDropping = false
            return value
          }
          return nil
        }
      }
    ),
    (
      "takewhile", "predicate, iterable, /",
      { m, a in
        let source = try m.iterator(of: a[1])
        let predicate = a[0]
        var isDone = false
        return { m in
          guard !isDone, let value = try source.next(m) else { return nil }
          if try m.isTrue(m.call(predicate, [value])) { return value }
          isDone = true
          return nil
        }
      }
    ),
    (
      "filterfalse", "predicate, iterable, /",
      { m, a in
        let source = try m.iterator(of: a[1])
        let predicate = a[0]
        return { m in
          while let value = try source.next(m) {
            if try !m.isTrue(predicate.isNone ? value : m.call(predicate, [value])) { return value }
          }
          return nil
        }
      }
    ),
    (
      "starmap", "function, iterable, /",
      { m, a in
        let source = try m.iterator(of: a[1])
        let function = a[0]
        return { m in try source.next(m).map { try m.call(function, m.array(of: $0)) } }
      }
    ),
    (
      "pairwise", "iterable, /",
      { m, a in
        let source = try m.iterator(of: a[0])
        var last: Value?
        return { m in
          if last == nil { last = try source.next(m) }
          guard let first = last, let second = try source.next(m) else { return nil }
          last = second
          return m.pair(first, second)
        }
      }
    ),
    ("islice", nil, islice), ("zip_longest", nil, zipLongest),
    ("groupby", "iterable, key=None", groupby),
    ("permutations", "iterable, r=None", permutations),
    (
      "combinations", "iterable, r",
      { m, a in
        try combinations(m.array(of: a[0]), try count(m, a[1]), repeating: false)
      }
    ),
    (
      "combinations_with_replacement", "iterable, r",
      { m, a in
        let length = try count(m, a[1])
        try m.reserve(length, of: 64, for: "itertools.combinations_with_replacement")
        return try combinations(m.array(of: a[0]), length, repeating: true)
      }
    ),
  ]

  private static func count(_ m: Machine, _ value: Value) throws -> Int {
    let count = try m.requireIndex(value)
    guard count >= 0 else {
      throw m.error(ValueMessage(english: "r must be non-negative", korean: "r은 0 이상이어야 해요"))
    }
    return count
  }

  @Sendable
  private static func islice(_ m: Machine, _ a: Arguments) throws -> Step {
    guard (2...4).contains(a.count), a.keywords.isEmpty else {
      throw m.error(
        a.count > 4
          ? CallMessage.expectedAtMost(function: "islice", count: 4, given: a.count)
          : CallMessage.expectedAtLeast(function: "islice", count: 2, given: a.count))
    }
    func bound(_ value: Value, isStop: Bool) throws -> Int? {
      if value.isNone { return nil }
      let place = try m.index(value)
      guard let i = place, i >= 0 else {
        // -1 is how CPython's conversion says that it failed.
        let isUnreadable = isStop && place ?? -1 == -1
        throw m.error(
          ValueMessage(
            english: (isUnreadable ? "Stop argument" : "Indices")
              + " for islice() must be None or an integer: 0 <= x <= sys.maxsize.",
            korean: "islice()의 처음과 끝은 None이나 0 이상의 정수여야 해요"))
      }
      return i
    }
    // CPython looks at the end before the beginning, and at all three before it asks for an iterator.
    let stop = try bound(a.count == 2 ? a[1] : a[2], isStop: true)
    let start = a.count == 2 ? 0 : try bound(a[1], isStop: false) ?? 0
    let step = try a.optional(3).flatMap { $0.isNone ? nil : try m.index($0) ?? 0 } ?? 1
    guard step > 0 else {
      throw m.error(
        ValueMessage(
          english: "Step for islice() must be a positive integer or None.",
          korean: "islice()의 간격은 1 이상이어야 해요"))
    }
    let source = try m.iterator(of: a[0])
    var position = 0
    var wanted = start
    return { m in
      if let stop, wanted >= stop {
        // What lies before the stop is used up, too.
        while position < stop, try source.next(m) != nil { position += 1 }
        return nil
      }
      while let value = try source.next(m) {
        position += 1
        if position - 1 == wanted {
          wanted = wanted &+ step
          return value
        }
      }
      return nil
    }
  }

  @Sendable
  private static func zipLongest(_ m: Machine, _ a: Arguments) throws -> Step {
    let fill = a.keyword(m.symbol("fillvalue")) ?? .none
    var sources: [Object?] = try a.positional.map { try m.iterator(of: $0) }
    return { m in
      var values: [Value] = []
      for i in sources.indices {
        if let value = try sources[i]?.next(m) {
          values.append(value)
        } else {
          sources[i] = nil
          values.append(fill)
        }
      }
      return sources.contains { $0 != nil } ? .tuple(values) : nil
    }
  }

  @Sendable
  private static func groupby(_ m: Machine, _ a: Arguments) throws -> Step {
    let source = try m.iterator(of: a[0])
    let key = a[1]
    var pending: (key: Value, value: Value)?
    var group = 0
    func advance(_ m: Machine) throws {
      pending = try source.next(m).map { (key.isNone ? $0 : try m.call(key, [$0]), $0) }
    }
    var current: Value?
    var hasStarted = false
    return { m in
      if !hasStarted {
        hasStarted = true
        try advance(m)
      }
      // Skip what the last group's reader left.
      while let last = current, let next = pending, try m.isSame(next.key, last) { try advance(m) }
      guard let first = pending else { return nil }
      current = first.key
      group += 1
      let number = group
      let members = ClosureIterator(TypeKey.grouper) { m in
        guard number == group, let next = pending, try m.isSame(next.key, first.key) else { return nil }
        try advance(m)
        return next.value
      }
      return .tuple([first.key, .object(members)])
    }
  }

  // MARK: Arrangements

  private static func product(_ m: Machine, _ a: Arguments) throws -> [[Value]] {
    let times = try a.keyword(m.symbol("repeat")).map { try m.requireIndex($0) } ?? 1
    guard times >= 0 else {
      throw m.error(
        ValueMessage(english: "repeat argument cannot be negative", korean: "`repeat`은 0 이상이어야 해요"))
    }
    let rows = try a.positional.map { try m.array(of: $0) }
    try m.reserve(rows.count * max(0, times), of: 32, for: "itertools.product")
    return Array(repeating: rows, count: max(0, times)).flatMap { $0 }
  }

  @Sendable
  private static func permutations(_ m: Machine, _ a: Arguments) throws -> Step {
    let pool = try m.array(of: a[0])
    let length = a[1].isNone ? pool.count : try count(m, a[1])
    var indices = Array(pool.indices)
    var cycles = length <= pool.count ? Array((0..<length).map { pool.count - $0 }) : []
    var isFirst = true
    var isDone = length > pool.count
    return { m in
      guard !isDone else { return nil }
      if isFirst {
        isFirst = false
        return m.tuple(count: length) { pool[indices[$0]] }
      }
      // In the order of the places: the algorithm that Python's documentation describes.
      for i in (0..<length).reversed() {
        cycles[i] -= 1
        if cycles[i] == 0 {
          indices.append(indices.remove(at: i))
          cycles[i] = pool.count - i
        } else {
          indices.swapAt(i, indices.count - cycles[i])
          return m.tuple(count: length) { pool[indices[$0]] }
        }
      }
      isDone = true
      return nil
    }
  }

  private static func combinations(_ pool: [Value], _ length: Int, repeating: Bool) throws -> Step {
    let isPossible = repeating ? !pool.isEmpty || length == 0 : length <= pool.count
    var isDone = !isPossible
    var places = isPossible ? (repeating ? Array(repeating: 0, count: length) : Array(0..<length)) : []
    return { m in
      guard !isDone else { return nil }
      let value = m.tuple(count: length) { pool[places[$0]] }
      // The last place that isn't at its end goes on, those behind it begin anew.
      var i = length - 1
      while i >= 0, places[i] == (repeating ? pool.count - 1 : pool.count - length + i) { i -= 1 }
      if i < 0 {
        isDone = true
      } else {
        let next = places[i] + 1
        for j in i..<length { places[j] = repeating ? next : next + j - i }
      }
      return value
    }
  }

  /// Several iterators over one source: what one has read and another has not waits in a queue.
  private static func tee(_ m: Machine, _ source: Value, _ count: Int) throws -> [Value] {
    guard count >= 0 else { throw m.error(ValueMessage(english: "n must be >= 0", korean: "n은 0 이상이어야 해요")) }
    try m.reserve(count, of: 256, for: "itertools.tee")
    let iterator = try m.iterator(of: source)
    let queues = (0..<count).map { _ in DequeObject(limit: nil) }
    return queues.map { queue in
      .object(
        ClosureIterator(TypeKey.tee) { m in
          if queue.count == 0 {
            guard let value = try iterator.next(m) else { return nil }
            for other in queues { other.append(value) }
          }
          return queue.removeFirst()
        })
    }
  }
}

extension TypeKey {
  fileprivate static let iterationTypes: [String: TypeKey] = Dictionary(
    uniqueKeysWithValues: IterationModule.names.map { name in
      (name, TypeKey { NativeType($0, name: name, module: "itertools", members: [.iterable, .advancing]) })
    })
  fileprivate static let accumulate = TypeKey {
    NativeType($0, name: "accumulate", module: "itertools", members: [.iterable, .advancing])
  }
  fileprivate static let product = TypeKey {
    NativeType($0, name: "product", module: "itertools", members: [.iterable, .advancing])
  }
  fileprivate static let grouper = TypeKey {
    NativeType($0, name: "_grouper", module: "itertools", members: [.iterable, .advancing])
  }
  fileprivate static let tee = TypeKey {
    NativeType($0, name: "_tee", module: "itertools", members: [.iterable, .advancing])
  }

  fileprivate static let chain: TypeKey = TypeKey { machine in
    func iterator(_ sources: Object) -> Value {
      var current: Object?
      return .object(
        ClosureIterator(.chain) { m in
          while true {
            if let value = try current?.next(m) { return value }
            guard let next = try sources.next(m) else { return nil }
            current = try m.iterator(of: next)
          }
        })
    }
    return NativeType(
      machine, name: "chain", module: "itertools",
      construct: { m, _, a in iterator(ListIterator(ListObject(a.positional))) },
      members: [
        .staticMethod("from_iterable", "iterable, /") { m, a in iterator(try m.iterator(of: a[0])) },
        .iterable, .advancing,
      ])
  }
}
