/// The class `dict`, its views and their iterators.
extension TypeKey {
  package static let dict = TypeKey { machine in
    NativeType(
      machine, name: "dict", isBase: true,
      construct: { machine, _, arguments in
        guard arguments.count <= 1 else {
          throw machine.error(CallMessage.expectedAtMost(function: "dict", count: 1, given: arguments.count))
        }
        let dict = DictObject()
        try DictMethods.fill(dict, arguments, machine)
        return .object(dict)
      }, members: DictMethods.members + OperatorMethods.dict)
  }

  package static let dictKeys = TypeKey { view($0, "dict_keys") }
  package static let dictValues = TypeKey { view($0, "dict_values") }
  package static let dictItems = TypeKey { view($0, "dict_items") }
  package static let dictKeyIterator = TypeKey {
    NativeType($0, name: "dict_keyiterator", members: [.iterable, .advancing])
  }
  package static let dictValueIterator = TypeKey {
    NativeType($0, name: "dict_valueiterator", members: [.iterable, .advancing])
  }
  package static let dictItemIterator = TypeKey {
    NativeType($0, name: "dict_itemiterator", members: [.iterable, .advancing])
  }

  private static func view(_ machine: Machine, _ name: String) -> NativeType {
    NativeType(
      machine, name: name,
      members: [
        .sized, .iterable, .containing,
        .method("__reversed__", "self, /") { m, a in .object(try m.reversedIterator(a[0])) },
        .method("isdisjoint", "self, other, /") { m, a in
          let set = try SetObject.of(a[0], m)
          return .bool(try set.intersection(a[1], m).count == 0)
        },
      ])
  }
}

enum DictMethods {
  static var members: [NativeMember] {
    [
      .dict("get", 1...2) { m, dict, a in
        try dict.look(up: a.bits(1), m)?.value ?? a.optional(2) ?? .none
      },
      .dict("keys") { _, dict, _ in .object(DictView(dict, .keys)) },
      .dict("values") { _, dict, _ in .object(DictView(dict, .values)) },
      .dict("items") { _, dict, _ in .object(DictView(dict, .items)) },
      .dict("pop", 1...2) { m, dict, a in
        if let value = try dict.remove(a[1], m) { return value }
        guard let fallback = a.optional(2) else { throw dict.noKey(a[1], m) }
        return fallback
      },
      .dict("popitem") { m, dict, _ in
        guard let pair = dict.removeLast() else { throw m.emptyPop("popitem(): dictionary is empty") }
        return .pair(pair.key, pair.value)
      },
      .dict("setdefault", 1...2) { m, dict, a in
        try dict.value(of: a[1], orSet: { a.optional(2) ?? .none }, m)
      },
      .method("update") { m, a in
        guard let dict = a.optional(0)?.dict, a.count <= 2 else {
          throw m.badCall("dict", "update", 0...1, a)
        }
        try fill(dict, a.dropFirst(), m)
        return .none
      },
      .dict("clear") { _, dict, _ in
        dict.removeAll()
        return .none
      },
      .dict("copy") { m, dict, _ in .object(try dict.copy(m)) },
      .classMethod("fromkeys", "cls, iterable, value=None, /") { m, a in
        let dict = DictObject()
        try m.forEach(in: a[1]) {
          try dict.set($0, a[2], m)
          return true
        }
        return .object(dict)
      },
      .method("__reversed__", "self, /") { m, a in .object(try m.reversedIterator(a[0])) },
      .sized, .iterable, .containing, .indexed,
    ] + NativeMember.assignable
  }

  /// Takes what `dict(…)` and `update(…)` are given: a mapping or pairs, then keywords.
  static func fill(_ dict: DictObject, _ arguments: Arguments, _ machine: Machine) throws {
    if let source = arguments.optional(0) { try dict.update(from: source, machine) }
    for (i, name) in arguments.keywords.enumerated() {
      try dict.set(machine.symbols.name(name), arguments.keywordValue(i), machine)
    }
  }
}

extension Machine {
  /// The `KeyError` of taking something out of an empty dict or set.
  func emptyPop(_ text: String) -> ScriptError { keyError(.string(text), ItemMessage.emptyPop(text)) }

  /// `reversed(value)`
  func reversedIterator(_ value: Value) throws -> Object {
    if let list = value.list { return ReversedIterator(value, count: list.count) }
    if let tuple = value.tuple { return ReversedIterator(value, count: tuple.count) }
    if let dict = value.dict { return DictIterator(dict, .keys, isReversed: true) }
    if let view = value.object as? DictView { return DictIterator(view.dict, view.part, isReversed: true) }
    if let range = value.object as? RangeObject {
      return RangeIterator(
        start: range.count > 0 ? range.element(range.count - 1) : 0, step: 0 &- range.step, count: range.count
      )
    }
    if let string = value.string { return ReversedIterator(value, count: string.count) }
    guard case .object(let object) = value else {
      throw error(OperandMessage.notReversible(type: typeName(of: value)))
    }
    let type = object.type(self)
    if let method = type.lookup(.known(.reversed)) {
      let result = try call(bind(method, to: value))
      guard case .object(let iterator) = result else { throw notAnIterator(result) }
      return iterator
    }
    guard type.lookup(.known(.getitem)) != nil else {
      throw error(OperandMessage.notReversible(type: typeName(of: value)))
    }
    let count = try length(value)
    return ReversedIterator(value, count: count)
  }
}
