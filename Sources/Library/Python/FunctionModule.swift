import Script

/// `functools`
enum FunctionModule {
  static var module: NativeModule {
    NativeModule("functools") { machine, module in
      module.define("partial", .object(machine.type(.partial)), machine)
      module.function("reduce", nil, machine) { m, a in
        guard (2...3).contains(a.count), a.keywords.isEmpty else {
          throw m.error(CallMessage.expectedAtLeast(function: "reduce", count: 2, given: a.count))
        }
        var total = a.optional(2)
        try m.forEach(in: a[1]) { value in
          if let sum = total { total = try m.call(a[0], [sum, value]) } else { total = value }
          return true
        }
        guard let result = total else {
          throw m.error(
            CallMessage.other(
              english: "reduce() of empty iterable with no initial value",
              korean: "reduce()에 빈 것을 주려면 처음 값도 주어야 해요"))
        }
        return result
      }
      module.function("wraps", "wrapped, assigned=None, updated=None", machine) { m, a in
        let wrapped = a[0]
        return .object(
          NativeFunction("wraps", "wrapper, /") { m, a in
            try copyNames(from: wrapped, to: a[0], m)
            return a[0]
          })
      }
      module.function("update_wrapper", "wrapper, wrapped", machine) { m, a in
        try copyNames(from: a[1], to: a[0], m)
        return a[0]
      }
      module.function("lru_cache", "maxsize=128, typed=False", machine) { m, a in
        if m.isCallable(a[0]) { return try cached(a[0], limit: 128, m) }
        let limit = a[0].isNone ? nil : try m.requireIndex(a[0])
        return .object(
          NativeFunction("lru_cache", "user_function, /") { m, a in try cached(a[0], limit: limit, m) })
      }
      module.function("cache", "user_function, /", machine) { m, a in try cached(a[0], limit: nil, m) }
      module.function("cmp_to_key", "mycmp", machine) { m, a in
        let compare = a[0]
        return .object(
          NativeFunction("cmp_to_key", "obj, /") { _, a in .object(ComparisonKey(a[0], compare)) })
      }
      module.function("cached_property", "func, /", machine) { m, a in .object(try cachedProperty(a[0], m)) }
      module.function("singledispatch", "func, /", machine) { m, a in try SingleDispatch.wrap(a[0], m) }
      module.function("total_ordering", "cls, /", machine) { m, a in
        try TotalOrdering.complete(a[0], m)
        return a[0]
      }
    }
  }

  /// A property that keeps what it has computed as an attribute of the instance.
  private static func cachedProperty(_ function: Value, _ m: Machine) throws -> PropertyObject {
    let name = m.symbol(try m.attributeOrNil(function, .known(.name))?.text ?? "cached")
    return PropertyObject(
      getter: .object(
        NativeFunction("cached_property", "self, /") { m, a in
          guard let instance = a[0].object as? Instance else { return try m.call(function, [a[0]]) }
          if let value = instance.stored(name) { return value }
          let value = try m.call(function, [a[0]])
          instance.store(name, value, m)
          return value
        }),
      setter: .object(
        NativeFunction("cached_property", "self, value, /") { m, a in
          (a[0].object as? Instance)?.store(name, a[1], m)
          return .none
        }),
      deleter: .object(
        NativeFunction("cached_property", "self, /") { m, a in
          guard (a[0].object as? Instance)?.removeStored(name, m) == true else {
            throw m.noAttribute(name, of: a[0])
          }
          return .none
        }), doc: try m.attributeOrNil(function, .known(.doc)) ?? .none)
  }

  static func copyNames(from source: Value, to target: Value, _ m: Machine) throws {
    for name in ["__module__", "__name__", "__qualname__", "__doc__"] {
      guard let value = try m.attributeOrNil(source, m.symbol(name)) else { continue }
      try? m.setAttribute(target, m.symbol(name), to: value)
    }
    try? m.setAttribute(target, m.symbol("__wrapped__"), to: source)
  }

  // MARK: Caches

  /// A function that remembers its results; arguments must be hashable.
  private static func cached(_ function: Value, limit: Int?, _ m: Machine) throws -> Value {
    let cache = OrderedDictObject()
    var hits = 0
    var misses = 0
    let name = try m.attributeOrNil(function, .known(.name))?.text ?? "function"
    let wrapper = NativeFunction(name, nil, isMethod: true) { m, a in
      var parts = a.positional
      for (i, keyword) in a.keywords.enumerated() {
        parts.append(.string(m.symbols.name(keyword)))
        parts.append(a.keywordValue(i))
      }
      let key = Value.tuple([.int(a.count), .tuple(parts)])
      if let value = try cache.get(key, m) {
        hits += 1
        if limit != nil {
          _ = try cache.remove(key, m)
          try cache.set(key, value, m)
        }
        return value
      }
      misses += 1
      let value = try m.call(function, a)
      if limit == 0 { return value }
      try cache.set(key, value, m)
      if let limit, cache.count > limit { _ = cache.removeFirst() }
      return value
    }
    try copyNames(from: function, to: .object(wrapper), m)
    let clear = NativeFunction("cache_clear", "") { _, _ in
      cache.removeAll()
      (hits, misses) = (0, 0)
      return .none
    }
    let info = NativeFunction("cache_info", "") { m, _ in
      let type = m.type(.cacheInfo)
      return .object(
        NamedTupleObject(
          type, ["hits", "misses", "maxsize", "currsize"],
          [.int(hits), .int(misses), limit.map(Value.int) ?? .none, .int(cache.count)]))
    }
    try m.setAttribute(.object(wrapper), m.symbol("cache_clear"), to: .object(clear))
    try m.setAttribute(.object(wrapper), m.symbol("cache_info"), to: .object(info))
    return .object(wrapper)
  }
}

/// `functools.partial`: a function with some arguments filled in.
final class PartialObject: Container {
  let function: Value
  let arguments: [Value]
  let keywords: [(name: Symbol, value: Value)]

  init(_ function: Value, _ arguments: [Value], _ keywords: [(name: Symbol, value: Value)]) {
    self.function = function
    self.arguments = arguments
    self.keywords = keywords
    super.init()
  }

  override func type(_ machine: Machine) -> TypeObject { machine.type(.partial) }

  override func call(_ a: Arguments, _ machine: Machine) throws -> Value {
    let given = a.keywords.enumerated().map { (name: $1, value: a.keywordValue($0)) }
    let kept = keywords.filter { keyword in !given.contains { $0.name == keyword.name } }
    return try machine.call(
      function, arguments + a.positional, keywords: (kept + given).map { ($0.name, $0.value) })
  }

  override func repr(_ machine: Machine) throws -> String {
    let parts =
      try [machine.repr(function)] + arguments.map { try machine.repr($0) }
      + keywords.map { "\(machine.symbols.name($0.name))=\(try machine.repr($0.value))" }
    return "functools.partial(\(parts.joined(separator: ", ")))"
  }

  override func traverse(_ visit: (Object) -> Void) {
    for case .object(let object) in [function] + arguments + keywords.map(\.value) { visit(object) }
  }
}

/// What `cmp_to_key` makes of a value: it compares by the script's function.
final class ComparisonKey: Object {
  private let value: Value
  private let function: Value

  init(_ value: Value, _ function: Value) {
    self.value = value
    self.function = function
    super.init()
  }

  override func compare(_ comparison: Comparison, _ other: Value, _ machine: Machine) throws -> Value? {
    guard let other = other.object as? ComparisonKey else { return nil }
    return try machine.compare(comparison, machine.call(function, [value, other.value]), .int(0))
  }
}

/// `@total_ordering`: the comparisons that a class doesn't define, from one that it does and from `__eq__`.
private enum TotalOrdering {
  static func complete(_ value: Value, _ m: Machine) throws {
    guard let type = value.object as? TypeObject else { return }
    let names = ["__lt__", "__le__", "__gt__", "__ge__"]
    guard let root = names.first(where: { type.own(m.symbol($0)) != nil }),
      let method = type.own(m.symbol(root))
    else {
      throw m.error(
        ValueMessage(
          english: "must define at least one ordering operation: < > <= >=",
          korean: "비교 메서드 __lt__, __le__, __gt__, __ge__ 가운데 하나는 만들어야 해요"))
    }
    for name in names where type.own(m.symbol(name)) == nil {
      let rule = Self.rule(root: root, wanted: name)
      type.define(
        m.symbol(name),
        .object(
          NativeFunction(name, "self, other, /", isMethod: true) { m, a in
            let holds = try m.isTrue(m.call(method, [a[0], a[1]]))
            let result = rule.negates ? !holds : holds
            switch rule.equality {
            case .or: return .bool(try result || m.isEqual(a[0], a[1]))
            case .andNot: return .bool(try result && !m.isEqual(a[0], a[1]))
            case .none: return .bool(result)
            }
          }))
    }
  }

  private enum Equality { case none, or, andNot }

  private static func rule(root: String, wanted: String) -> (negates: Bool, equality: Equality) {
    let isStrict = root == "__lt__" || root == "__gt__"
    let sameDirection = root.dropFirst(2).first == wanted.dropFirst(2).first
    let wantsStrict = wanted == "__lt__" || wanted == "__gt__"
    switch (sameDirection, isStrict, wantsStrict) {
    case (true, true, _): return (false, .or)  // a <= b: a < b or a == b
    case (true, false, _): return (false, .andNot)  // a < b: a <= b and not a == b
    case (false, true, true): return (true, .andNot)  // a > b: not a < b and not a == b
    case (false, true, false): return (true, .none)  // a >= b: not a < b
    case (false, false, true): return (true, .none)  // a > b: not a <= b
    case (false, false, false): return (true, .or)  // a >= b: not a <= b or a == b
    }
  }
}

extension TypeKey {
  static let cacheInfo = TypeKey {
    NativeType(
      $0, name: "CacheInfo", module: "functools", base: $0.type(.tuple),
      members: ["hits", "misses", "maxsize", "currsize"].enumerated().map { i, name in
        .property(name) { _, object in (object as? TupleObject)?.elements[i] ?? .none }
      })
  }

  static let partial: TypeKey = TypeKey { machine in
    NativeType(
      machine, name: "partial", module: "functools",
      construct: { m, _, a in
        guard let function = a.optional(0), m.isCallable(function) else {
          throw m.error(
            CallMessage.other(
              english: "the first argument must be callable", korean: "partial의 첫 인자는 함수여야 해요"))
        }
        let keywords = a.keywords.enumerated().map { (name: $1, value: a.keywordValue($0)) }
        return .object(PartialObject(function, Array(a.positional.dropFirst()), keywords))
      },
      members: [
        .property("func") { _, object in (object as? PartialObject)?.function ?? .none },
        .property("args") { _, object in .tuple((object as? PartialObject)?.arguments ?? []) },
        .property("keywords") { m, object in
          let dict = DictObject()
          for (name, value) in (object as? PartialObject)?.keywords ?? [] {
            try dict.set(m.symbols.name(name), value, m)
          }
          return .object(dict)
        },
        .method("__call__") { m, a in try m.call(a[0], a.dropFirst()) },
      ])
  }
}
