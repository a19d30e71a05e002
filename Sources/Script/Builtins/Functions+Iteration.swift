/// Built-in functions that go through values.
extension Functions {
  static var iteration: [BuiltinFunction] {
    [
      BuiltinFunction("len", 1...1) { m, a in .int(try m.length(a[0])) },
      BuiltinFunction("iter", 1...2) { m, a in
        guard a.count == 2 else { return .object(try m.iterator(of: a[0])) }
        guard m.isCallable(a[0]) else {
          throw m.error(
            CallMessage.other(english: "iter(v, w): v must be callable", korean: "iter(f, 끝)의 f는 함수여야 해요"))
        }
        return .object(CallIterator(a[0], until: a[1]))
      },
      BuiltinFunction("next", 1...2) { m, a in
        // A script's `__next__` says itself what it ends with.
        if a.count == 1, case .object(let object) = a[0], object.kind == .instance,
          let method = m.type(of: a[0]).scripted(.known(.next))
        {
          return try m.call(m.bind(method, to: a[0]))
        }
        if let value = try m.nextValue(a[0]) { return value }
        if let fallback = a.optional(1) { return fallback }
        throw m.stopIteration((a[0].object as? GeneratorObject)?.result ?? .none)
      },
      BuiltinFunction("sorted", "iterable, /, *, key=None, reverse=False") { m, a in
        .object(try m.sorted(a[0], key: a[1], isReversed: m.requireIndex(a[2]) != 0))
      },
      BuiltinFunction("any", 1...1) { m, a in
        var found = false
        try m.forEach(in: a[0]) {
          found = try m.isTrue($0)
          return !found
        }
        return .bool(found)
      },
      BuiltinFunction("all", 1...1) { m, a in
        var holds = true
        try m.forEach(in: a[0]) {
          holds = try m.isTrue($0)
          return holds
        }
        return .bool(holds)
      },
      BuiltinFunction("sum", "iterable, /, start=0") { m, a in try sum(m, a[0], a[1]) },
      BuiltinFunction("max", nil as String?) { m, a in try extreme(m, a, "max", .greater) },
      BuiltinFunction("min", nil as String?) { m, a in try extreme(m, a, "min", .less) },
    ]
  }

  /// Adds ints without leaving the registers as long as all are ints, floats likewise, and then anything.
  private static func sum(_ m: Machine, _ source: Value, _ start: Value) throws -> Value {
    if start.string != nil {
      throw m.error(
        CallMessage.other(
          english: "sum() can't sum strings [use ''.join(seq) instead]",
          korean: "sum()으로 문자열을 이을 수 없어요. `\"\".join(…)`을 쓰세요"))
    }
    var total = start
    var count = 0
    let rest: Value
    if case .object(let object) = source, object.kind == .list {
      // Numbers are added where they lie, as long as there is nothing else.
      let list = unsafeDowncast(object, to: ListObject.self)
      let done = try sum(numbersOf: list, into: &total, m)
      if done == list.count { return total }
      let iterator = ListIterator(list)
      iterator.place = done
      rest = .object(iterator)
    } else {
      rest = source
    }
    try m.forEach(in: rest) { value in
      count &+= 1
      if count & 0xFFFF == 0 { try m.poll() }
      switch (total, value) {
      case (.int(let x), .int(let y)):
        let (result, overflow) = x.addingReportingOverflow(y)
        total = overflow ? try m.binary(.add, total, value) : .int(result)
      case (.float(let x), .float(let y)): total = .float(x + y)
      case (.float(let x), .int(let y)): total = .float(x + Double(y))
      default: total = try m.binary(.add, total, value)
      }
      return true
    }
    return total
  }

  /// Adds the first elements that are numbers like the total.
  ///
  /// - Returns: their number.
  private static func sum(numbersOf list: ListObject, into total: inout Value, _ m: Machine) throws -> Int {
    var index = 0
    if case .int(var sum) = total {
      while index < list.count, case .int(let value) = list.bits(index) {
        let (result, overflow) = sum.addingReportingOverflow(value)
        if overflow { break }
        sum = result
        index &+= 1
        if index & 0xFFFF == 0 { try m.poll() }
      }
      total = .int(sum)
      if index < list.count, case .float = list.bits(index) { total = .float(Double(sum)) }
    }
    if case .float(var sum) = total {
      while index < list.count, case .float(let value) = list.bits(index) {
        sum += value
        index &+= 1
        if index & 0xFFFF == 0 { try m.poll() }
      }
      total = .float(sum)
    }
    return index
  }

  /// The greatest or least value so far, by its key.
  private struct Extreme {
    let machine: Machine
    let key: Value
    let wanted: Comparison
    var best: Value?
    private var bestKey = Value.none

    init(machine: Machine, key: Value, wanted: Comparison) {
      self.machine = machine
      self.key = key
      self.wanted = wanted
    }

    mutating func consider(_ value: Value) throws {
      let valueKey = key.isNone ? value : try machine.call(key, with: value)
      if best != nil {
        switch (valueKey, bestKey) {
        case (.int(let x), .int(let y)): if !wanted.holds(x, y) { return }
        case (.float(let x), .float(let y)): if !wanted.holds(x, y) { return }
        default:
          let isBetter = try withExtendedLifetime(valueKey) {
            try machine.holds(wanted, valueKey.borrowed, bestKey.borrowed)
          }
          guard isBetter else { return }
        }
      }
      best = value
      bestKey = valueKey
    }
  }

  private static func extreme(_ m: Machine, _ a: Arguments, _ name: String, _ wanted: Comparison) throws
    -> Value
  {
    if a.count == 2, a.keywords.isEmpty {
      switch (a.bits(0), a.bits(1)) {
      case (.int(let x), .int(let y)): return .int(wanted.holds(y, x) ? y : x)
      case (.float(let x), .float(let y)): return .float(wanted.holds(y, x) ? y : x)
      default: break
      }
    }
    var key = Value.none
    var fallback: Value?
    for (i, keyword) in a.keywords.enumerated() {
      switch m.symbols.name(keyword) {
      case "key": key = a.keywordValue(i)
      case "default": fallback = a.keywordValue(i)
      case let other: throw m.error(CallMessage.invalidKeyword(function: name, name: other))
      }
    }
    guard a.count > 0 else { throw m.error(CallMessage.expectedAtLeast(function: name, count: 1, given: 0)) }
    if a.count > 1, fallback != nil {
      throw m.error(
        CallMessage.other(
          english: "Cannot specify a default for \(name)() with multiple positional arguments",
          korean: "`\(name)()`에 값을 여럿 줄 때는 default를 줄 수 없어요"))
    }
    var extreme = Extreme(machine: m, key: key, wanted: wanted)
    if a.count > 1 {
      for i in 0..<a.count { try extreme.consider(a[i]) }
    } else {
      var count = 0
      try m.forEach(in: a[0]) {
        count &+= 1
        if count & 0xFFFF == 0 { try m.poll() }
        try extreme.consider($0)
        return true
      }
    }
    guard let result = extreme.best ?? fallback else { throw m.error(ItemMessage.emptySequence(name)) }
    return result
  }
}

extension Machine {
  /// `StopIteration` without a value.
  package func stopIteration() -> ScriptError {
    ScriptError(ExceptionObject(exceptionType(.stopIteration)))
  }
}
