/// The class `list`.
extension TypeKey {
  package static let list = TypeKey { machine in
    NativeType(
      machine, name: "list", isBase: true,
      construct: { machine, _, arguments in
        let source = try machine.oneOptional("list", arguments)
        return .object(try source.map { try machine.list(of: $0) } ?? machine.track(ListObject()))
      }, members: ListMethods.members + OperatorMethods.list)
  }

  package static let listIterator = TypeKey {
    NativeType($0, name: "list_iterator", members: [.iterable, .advancing])
  }
  package static let listReverseIterator = TypeKey {
    NativeType($0, name: "list_reverseiterator", members: [.iterable, .advancing])
  }
}

extension Machine {
  /// The argument of a constructor that takes one at most, such as `list(…)`.
  func oneOptional(_ name: String, _ arguments: Arguments) throws -> Value? {
    guard arguments.keywords.isEmpty else { throw error(CallMessage.noKeywords(function: name)) }
    guard arguments.count <= 1 else {
      throw error(CallMessage.expectedAtMost(function: name, count: 1, given: arguments.count))
    }
    return arguments.optional(0)
  }

  /// A place for `insert`: counts from the end if negative, and is kept within the row.
  func clampedPlace(_ value: Value, _ count: Int) throws -> Int {
    let index = try requireIndex(value)
    return min(max(index < 0 ? index &+ count : index, 0), count)
  }

  /// The same for the bounds of `index`, which complain as slices do.
  func clampedBound(_ value: Value, _ count: Int) throws -> Int {
    guard let index = try index(value) else {
      throw error(.typeError, "slice indices must be integers or have an __index__ method")
    }
    return min(max(index < 0 ? index &+ count : index, 0), count)
  }
}

enum ListMethods {
  static var members: [NativeMember] {
    [
      .list("append", 1...1) { _, list, a in
        list.append(a[1])
        return .none
      },
      .list("extend", 1...1) { m, list, a in
        try list.extend(a[1], m)
        return .none
      },
      .list("insert", 2...2) { m, list, a in
        try insert(a[2], a[1], list, m)
        return .none
      },
      .list("pop", 0...1) { m, list, a in
        guard let given = a.optional(1) else {
          guard let last = list.removeLast() else { throw m.error(ItemMessage.popFromEmpty("list")) }
          return last
        }
        let index = try m.requireIndex(given)
        guard !list.isEmpty else { throw m.error(ItemMessage.popFromEmpty("list")) }
        guard let place = SequenceOperations.place(index, list.count) else {
          throw m.error(ItemMessage.popOutOfRange(index: index, count: list.count))
        }
        return list.remove(at: place)
      },
      .list("remove", 1...1) { m, list, a in
        guard let place = try SequenceOperations.firstPlace(of: a[1], in: list, from: 0, m) else {
          throw m.error(ItemMessage.removeMissing)
        }
        if place < list.count { list.remove(at: place) }
        return .none
      },
      .list("clear") { _, list, _ in
        list.removeAll()
        return .none
      },
      .list("copy") { m, list, _ in
        .object(m.list(copying: list.place(0), list.count))
      },
      .list("reverse") { _, list, _ in
        list.reverse()
        return .none
      },
      .list("index", 1...3) { m, list, a in
        let start = try a.optional(2).map { try m.clampedBound($0, list.count) } ?? 0
        let end = try a.optional(3).map { try m.clampedBound($0, list.count) } ?? .max
        guard let place = try SequenceOperations.firstPlace(of: a[1], in: list, from: start, m),
          place < end
        else {
          throw m.error(ItemMessage.notInList(try m.repr(a[1])))
        }
        return .int(place)
      },
      .list("count", 1...1) { m, list, a in
        .int(try SequenceOperations.occurrences(of: a[1], in: list, m))
      },
      .method("sort", "self, *, key=None, reverse=False") { m, a in
        guard let list = a[0].list else { throw m.badCall("list", "sort", 0...0, a) }
        let isReversed = try m.requireIndex(a[2]) != 0
        // Its elements are elsewhere meanwhile: a key function that looks at the list sees it empty, as in Python.
        let elements = ListObject()
        list.exchange(with: elements)
        defer { list.exchange(with: elements) }
        try m.sort(elements, key: a[1], isReversed: isReversed)
        guard list.isEmpty else {
          throw m.error(ValueMessage(english: "list modified during sort", korean: "정렬하는 동안 리스트가 바뀌었어요"))
        }
        return .none
      },
      .method("__reversed__", "self, /") { m, a in .object(try m.reversedIterator(a[0])) },
      .sized, .iterable, .containing, .indexed,
    ] + NativeMember.assignable
  }

  /// The place is known before the list is looked at: finding it may run a script.
  private static func insert(_ value: Value, _ place: Value, _ list: ListObject, _ m: Machine) throws {
    let index = try m.requireIndex(place)
    list.insert(value, at: min(max(index < 0 ? index &+ list.count : index, 0), list.count))
  }
}
