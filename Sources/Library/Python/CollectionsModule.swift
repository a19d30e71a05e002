import Script

/// `collections`: OrderedDict, defaultdict, Counter, deque, namedtuple.
enum CollectionsModule {
  static var module: NativeModule {
    NativeModule("collections") { machine, module in
      for (name, key) in [
        ("OrderedDict", TypeKey.orderedDict), ("defaultdict", .defaultDict), ("Counter", .counter),
        ("deque", .deque),
      ] {
        module.define(name, .object(machine.type(key)), machine)
      }
      module.function(
        "namedtuple", "typename, field_names, *, rename=False, defaults=None, module=None", machine
      ) { m, a in
        .object(try NamedTuples.makeType(m, a))
      }
    }
  }
}

// MARK: - Dicts

/// `OrderedDict`: a dict whose order can be changed, and counts when two of them are compared.
final class OrderedDictObject: DictObject {
  override func type(_ machine: Machine) -> TypeObject { machine.type(.orderedDict) }

  override func copy(_ machine: Machine) throws -> DictObject {
    let result = OrderedDictObject()
    try result.update(with: self, machine)
    return result
  }

  override func compare(_ comparison: Comparison, _ other: Value, _ machine: Machine) throws -> Value? {
    guard other.object is OrderedDictObject, comparison == .equal || comparison == .notEqual,
      let dict = other.dict
    else {
      return try super.compare(comparison, other, machine)
    }
    let same = try machine.isEqual(.object(ListObject(items)), .object(ListObject(dict.items)))
    return .bool(same == (comparison == .equal))
  }

  override func repr(_ machine: Machine) throws -> String {
    if isBeingShown { return "..." }
    if count == 0 { return "OrderedDict()" }
    isBeingShown = true
    defer { isBeingShown = false }
    return "OrderedDict(\(try machine.repr(.object(ListObject(items)))))"
  }
}

/// `defaultdict(factory)`: makes the value of a key that isn't there.
final class DefaultDictObject: DictObject {
  var factory: Value

  init(_ factory: Value) {
    self.factory = factory
    super.init()
  }

  override func type(_ machine: Machine) -> TypeObject { machine.type(.defaultDict) }

  override func missing(_ key: Value, _ machine: Machine) throws -> Value? {
    guard !factory.isNone else { return nil }
    return try value(of: key, orSet: { try machine.call(factory) }, machine)
  }

  override func copy(_ machine: Machine) throws -> DictObject {
    let result = DefaultDictObject(factory)
    try result.update(with: self, machine)
    return result
  }

  override func repr(_ machine: Machine) throws -> String {
    "defaultdict(\(try machine.repr(factory)), \(try super.repr(machine)))"
  }

  override func traverse(_ visit: (Object) -> Void) {
    super.traverse(visit)
    if case .object(let object) = factory { visit(object) }
  }
}

/// `Counter`: how often each element occurs; 0 for what doesn't.
final class CounterObject: DictObject {
  override func type(_ machine: Machine) -> TypeObject { machine.type(.counter) }

  override func missing(_ key: Value, _ machine: Machine) throws -> Value? { .int(0) }

  /// What isn't counted may be deleted, too.
  override func deleteItem(_ index: Value, _ machine: Machine) throws { _ = try remove(index, machine) }

  override func copy(_ machine: Machine) throws -> DictObject {
    let result = CounterObject()
    try result.update(with: self, machine)
    return result
  }

  /// Adds counts from a mapping, or one for each element of an iterable.
  func add(_ source: Value, sign: BinaryOperator = .add, _ machine: Machine) throws {
    if let dict = source.dict {
      // An empty counter takes counts over as they are.
      if count == 0, sign == .add { return try update(with: dict, machine) }
      for (key, value) in dict.pairs { try add(key, value, sign, machine) }
      return
    }
    try machine.forEach(in: source) {
      try add($0, .int(1), sign, machine)
      return true
    }
  }

  func add(_ key: Value, _ amount: Value, _ sign: BinaryOperator, _ machine: Machine) throws {
    if sign == .add, case .int(let number) = amount, try increase(key, by: number, machine) { return }
    let count = try get(key, machine) ?? .int(0)
    try set(
      key, sign == .add ? machine.binary(.add, amount, count) : machine.binary(sign, count, amount), machine)
  }

  /// Pairs by falling counts; equal ones in the order in which they came.
  func mostCommon(_ machine: Machine) throws -> [Value] {
    let pairs = items
    let counts = values
    var order = pairs
    if !order.isEmpty {
      let places = try machine.sorted(
        (0..<pairs.count).map { Value.int($0) },
        key: .object(
          NativeFunction("count") { _, a in counts[a[0].integer ?? 0] }), isReversed: true)
      order = places.map { pairs[$0.integer ?? 0] }
    }
    return order
  }

  override func binary(_ op: BinaryOperator, _ other: Value, _ machine: Machine) throws -> Value? {
    guard let other = other.object as? CounterObject else { return nil }
    let result = CounterObject()
    func keep(_ key: Value, _ count: Value) throws {
      if try machine.isTrue(machine.compare(.greater, count, .int(0))) { try result.set(key, count, machine) }
    }
    for (key, count) in pairs {
      let theirs = try other.get(key, machine) ?? .int(0)
      switch op {
      case .add, .subtract: try keep(key, machine.binary(op, count, theirs))
      case .and: try keep(key, machine.isLess(count, theirs) ? count : theirs)
      case .or: try keep(key, machine.isLess(count, theirs) ? theirs : count)
      default: return nil
      }
    }
    for (key, count) in other.pairs where try get(key, machine) == nil {
      switch op {
      case .add, .or: try keep(key, count)
      case .subtract: try keep(key, machine.unary(.negative, count))
      default: break
      }
    }
    return .object(result)
  }

  /// `+counter` keeps what is counted more than zero times, `-counter` the rest with its sign turned.
  override func unary(_ op: UnaryOperator, _ machine: Machine) throws -> Value? {
    let empty = Value.object(CounterObject())
    switch op {
    case .positive: return try binary(.add, empty, machine)
    case .negative: return try machine.binary(.subtract, empty, .object(self))
    case .invert: return nil
    }
  }

  override func inPlace(_ op: BinaryOperator, _ other: Value, _ machine: Machine) throws -> Value? {
    guard let result = try binary(op, other, machine)?.dict else { return nil }
    removeAll()
    try update(with: result, machine)
    return .object(self)
  }

  override func repr(_ machine: Machine) throws -> String {
    if count == 0 { return "Counter()" }
    let sorted = DictObject()
    let order = (try? mostCommon(machine)) ?? items
    for pair in order {
      if let pair = pair.tuple { try sorted.set(pair[0], pair[1], machine) }
    }
    return "Counter(\(try sorted.repr(machine)))"
  }
}

extension TypeKey {
  static let orderedDict: TypeKey = TypeKey { machine in
    NativeType(
      machine, name: "OrderedDict", module: "collections", base: machine.type(.dict), isBase: true,
      construct: { m, _, a in
        let dict = OrderedDictObject()
        try dict.fill(a, m)
        return .object(dict)
      },
      members: [
        .method("move_to_end", "self, key, last=True") { m, a in
          guard let dict = a[0].dict, let value = try dict.remove(a[1], m) else {
            throw m.keyError(a[1])
          }
          if try m.isTrue(a[2]) {
            try dict.set(a[1], value, m)
          } else {
            let rest = dict.pairs
            dict.removeAll()
            try dict.set(a[1], value, m)
            for (key, value) in rest { try dict.set(key, value, m) }
          }
          return .none
        },
        .method("popitem", "self, last=True") { m, a in
          guard let dict = a[0].dict, let pair = try m.isTrue(a[1]) ? dict.removeLast() : dict.removeFirst()
          else {
            throw m.keyError(.string("dictionary is empty"), ItemMessage.emptyPop("dictionary is empty"))
          }
          return .tuple([pair.key, pair.value])
        },
      ])
  }

  static let defaultDict: TypeKey = TypeKey { machine in
    NativeType(
      machine, name: "defaultdict", module: "collections", base: machine.type(.dict), isBase: true,
      construct: { m, _, a in
        let factory = a.optional(0) ?? .none
        guard factory.isNone || m.isCallable(factory) else {
          throw m.error(
            CallMessage.other(
              english: "first argument must be callable or None",
              korean: "defaultdict의 첫 인자는 값을 만드는 함수여야 해요. 예: `defaultdict(int)`, `defaultdict(list)`"))
        }
        let dict = DefaultDictObject(factory)
        try dict.fill(a.count > 0 ? a.dropFirst() : a, m)
        return .object(dict)
      },
      members: [
        .property("default_factory") { _, object in
          (object as? DefaultDictObject)?.factory ?? .none
        } set: { _, object, value in
          (object as? DefaultDictObject)?.factory = value
        }
      ])
  }

  static let counter: TypeKey = TypeKey { machine in
    NativeType(
      machine, name: "Counter", module: "collections", base: machine.type(.dict), isBase: true,
      construct: { m, _, a in
        let counter = CounterObject()
        try CounterMethods.add(to: counter, a, .add, m)
        return .object(counter)
      },
      members: CounterMethods.members + OperatorMethods.binary([.add, .subtract, .and, .or])
        + OperatorMethods.inPlace([.add, .subtract, .and, .or]))
  }
}

private enum CounterMethods {
  static var members: [NativeMember] {
    [
      .method("most_common", "self, n=None") { m, a in
        let pairs = try counter(a, m).mostCommon(m)
        return .object(
          ListObject(a[1].isNone ? pairs : Array(pairs.prefix(max(0, try m.requireIndex(a[1]))))))
      },
      .method("elements", "self") { m, a in
        var result: [Value] = []
        for (key, count) in try counter(a, m).pairs {
          let times = max(0, try m.requireIndex(count))
          try m.reserve(result.count + times, of: 16, for: "Counter.elements")
          result += Array(repeating: key, count: times)
        }
        return .object(ListIterator(ListObject(result)))
      },
      .method("total", "self") { m, a in
        try counter(a, m).values.reduce(.int(0)) { try m.binary(.add, $0, $1) }
      },
      .method("update") { m, a in
        try add(to: counter(a, m), a.dropFirst(), .add, m)
        return .none
      },
      .method("subtract") { m, a in
        try add(to: counter(a, m), a.dropFirst(), .subtract, m)
        return .none
      },
    ]
  }

  private static func counter(_ a: Arguments, _ m: Machine) throws -> CounterObject {
    guard let counter = a.optional(0)?.object as? CounterObject else {
      throw m.error(CallMessage.unboundMethod(method: "Counter"))
    }
    return counter
  }

  static func add(to counter: CounterObject, _ a: Arguments, _ sign: BinaryOperator, _ m: Machine) throws {
    if let source = a.optional(0), !source.isNone { try counter.add(source, sign: sign, m) }
    guard !a.keywords.isEmpty else { return }
    let named = DictObject()
    for (i, name) in a.keywords.enumerated() { try named.set(m.symbols.name(name), a.keywordValue(i), m) }
    try counter.add(.object(named), sign: sign, m)
  }
}

extension DictObject {
  /// Takes a mapping or pairs, then keywords, as `dict(…)` does.
  fileprivate func fill(_ arguments: Arguments, _ machine: Machine) throws {
    if let source = arguments.optional(0) { try update(from: source, machine) }
    for (i, name) in arguments.keywords.enumerated() {
      try set(machine.symbols.name(name), arguments.keywordValue(i), machine)
    }
  }
}

// MARK: - Named tuples

/// An instance of a class that `namedtuple` made.
final class NamedTupleObject: TupleObject {
  let ownType: TypeObject
  let fields: [String]

  init(_ type: TypeObject, _ fields: [String], _ elements: [Value]) {
    ownType = type
    self.fields = fields
    super.init(elements)
  }

  /// - Parameter arguments: one by position for each field.
  init(_ type: TypeObject, _ fields: [String], _ arguments: Arguments) {
    ownType = type
    self.fields = fields
    super.init(arguments)
  }

  override func type(_ machine: Machine) -> TypeObject { ownType }

  override func setAttribute(_ name: Symbol, to value: Value, _ machine: Machine) throws {
    guard fields.contains(machine.symbols.name(name)) else {
      throw machine.noAttribute(name, of: .object(self))
    }
    throw machine.error(
      .attributeError, ValueMessage(english: "can't set attribute", korean: "이름 있는 튜플의 값은 바꿀 수 없어요"))
  }

  override func repr(_ machine: Machine) throws -> String {
    if isBeingShown { return "..." }
    isBeingShown = true
    defer { isBeingShown = false }
    let parts = try zip(fields, elements).map { "\($0)=\(try machine.repr($1))" }
    return "\(ownType.name)(\(parts.joined(separator: ", ")))"
  }
}

enum NamedTuples {
  static func makeType(_ m: Machine, _ a: Arguments) throws -> TypeObject {
    let name = try m.str(a[0])
    let fields: [String]
    if let text = a[1].text {
      fields = text.split { $0 == " " || $0 == "," || $0 == "\n" || $0 == "\t" }.map(String.init)
    } else {
      fields = try m.array(of: a[1]).map { try m.str($0) }
    }
    for field in fields where field.hasPrefix("_") {
      throw m.error(
        ValueMessage(
          english: "Field names cannot start with an underscore: '\(field)'",
          korean: "필드 이름은 밑줄로 시작할 수 없어요: '\(field)'"))
    }
    if let twice = fields.first(where: { field in fields.count { $0 == field } > 1 }) {
      throw m.error(
        ValueMessage(
          english: "Encountered duplicate field name: '\(twice)'", korean: "필드 이름 '\(twice)'이(가) 두 번 나와요"))
    }
    let defaults = a[3].isNone ? [] : try m.array(of: a[3])
    guard defaults.count <= fields.count else {
      throw m.error(
        CallMessage.other(english: "Got more default values than field names", korean: "기본값이 필드보다 많아요"))
    }
    let required = fields.count - defaults.count
    return NativeType(
      m, name: name, module: "__main__", base: m.type(.tuple),
      construct: { m, type, a in
        if a.count == fields.count, a.keywords.isEmpty { return .object(NamedTupleObject(type, fields, a)) }
        return .object(NamedTupleObject(type, fields, try bind(name, fields, defaults, required, a, m)))
      }, members: members(fields, defaults, required))
  }

  static func members(_ fields: [String], _ defaults: [Value], _ required: Int) -> [NativeMember] {
    var members: [NativeMember] = fields.enumerated().map { i, field in
      .property(field) { _, object in
        guard object.kind == .tuple else { return .none }
        let tuple = unsafeDowncast(object, to: TupleObject.self)
        return i < tuple.count ? tuple[i] : .none
      }
    }
    members += [
      .constant("_fields") { _ in .tuple(fields.map { Value.string($0) }) },
      .constant("_field_defaults") { m in
        let dict = DictObject()
        for (field, value) in zip(fields.dropFirst(required), defaults) { try? dict.set(field, value, m) }
        return .object(dict)
      },
      .method("_asdict", "self") { m, a in
        let dict = DictObject()
        for (field, value) in zip(fields, a[0].tuple?.elements ?? []) { try dict.set(field, value, m) }
        return .object(dict)
      },
      .method("_replace", nil) { m, a in
        guard let tuple = a.optional(0)?.object as? NamedTupleObject else {
          throw m.error(CallMessage.unboundMethod(method: "_replace"))
        }
        var values = tuple.elements
        for (i, keyword) in a.keywords.enumerated() {
          let name = m.symbols.name(keyword)
          guard let place = fields.firstIndex(of: name) else {
            throw m.error(
              ValueMessage(english: "Got unexpected field names: ['\(name)']", korean: "'\(name)' 필드는 없어요"))
          }
          values[place] = a.keywordValue(i)
        }
        return .object(NamedTupleObject(tuple.ownType, fields, values))
      },
      .classMethod("_make", "cls, iterable") { m, a in
        guard let type = a[0].object as? TypeObject else { return .none }
        let values = try m.array(of: a[1])
        guard values.count == fields.count else {
          throw m.error(
            CallMessage.other(
              english: "Expected \(fields.count) arguments, got \(values.count)",
              korean: "값이 \(fields.count)개 있어야 해요"))
        }
        return .object(NamedTupleObject(type, fields, values))
      },
    ]
    return members
  }

  /// The values of the fields from a call's arguments.
  static func bind(
    _ name: String, _ fields: [String], _ defaults: [Value], _ required: Int, _ a: Arguments, _ m: Machine
  ) throws -> [Value] {
    guard a.count <= fields.count else {
      throw m.error(
        CallMessage.tooMany(
          function: "\(name).__new__", takes: "\(fields.count + 1) positional arguments", given: a.count + 1,
          signature: nil))
    }
    var values: [Value?] = a.positional.map { $0 } + Array(repeating: nil, count: fields.count - a.count)
    for (i, keyword) in a.keywords.enumerated() {
      let field = m.symbols.name(keyword)
      guard let place = fields.firstIndex(of: field) else {
        throw m.error(
          CallMessage.unexpectedKeyword(
            function: "\(name).__new__", name: field, parameters: fields,
            suggestion: Spelling.suggestion(for: field, among: fields)))
      }
      guard values[place] == nil else {
        throw m.error(CallMessage.repeated(function: "\(name).__new__", name: field))
      }
      values[place] = a.keywordValue(i)
    }
    for i in fields.indices where values[i] == nil && i >= required { values[i] = defaults[i - required] }
    let missing = fields.indices.filter { values[$0] == nil }.map { fields[$0] }
    guard missing.isEmpty else {
      throw m.error(
        CallMessage.missing(function: "\(name).__new__", names: missing, kind: "positional", signature: nil))
    }
    return values.compactMap { $0 }
  }
}
