/// The class `list`.
extension TypeKey {
  package static let list = TypeKey { machine in
    NativeType(
      machine, name: "list", isBase: true,
      construct: { machine, _, arguments in
        let source = try machine.oneOptional("list", arguments)
        return .object(ListObject(try source.map { try machine.array(of: $0) } ?? []))
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
        list.elements.append(a[1])
        return .none
      },
      .list("extend", 1...1) { m, list, a in
        try list.extend(a[1], m)
        return .none
      },
      .list("insert", 2...2) { m, list, a in
        list.elements.insert(a[2], at: try m.clampedPlace(a[1], list.elements.count))
        return .none
      },
      .list("pop", 0...1) { m, list, a in
        guard let last = list.elements.last else { throw m.error(ItemMessage.popFromEmpty("list")) }
        guard let given = a.optional(1) else {
          list.elements.removeLast()
          return last
        }
        let index = try m.requireIndex(given)
        guard let place = SequenceOperations.place(index, list.elements.count) else {
          throw m.error(ItemMessage.popOutOfRange(index: index, count: list.elements.count))
        }
        return list.elements.remove(at: place)
      },
      .list("remove", 1...1) { m, list, a in
        guard let place = try place(of: a[1], in: list, from: 0, m) else {
          throw m.error(ItemMessage.removeMissing)
        }
        if place < list.elements.count { list.elements.remove(at: place) }
        return .none
      },
      .list("clear") { _, list, _ in
        list.elements = []
        return .none
      },
      .list("copy") { _, list, _ in .object(ListObject(list.elements)) },
      .list("reverse") { _, list, _ in
        list.elements.reverse()
        return .none
      },
      .list("index", 1...3) { m, list, a in
        let start = try a.optional(2).map { try m.clampedBound($0, list.elements.count) } ?? 0
        let end = try a.optional(3).map { try m.clampedBound($0, list.elements.count) } ?? .max
        guard let place = try place(of: a[1], in: list, from: start, m), place < end else {
          throw m.error(ItemMessage.notInList(try m.repr(a[1])))
        }
        return .int(place)
      },
      .list("count", 1...1) { m, list, a in
        var count = 0
        try m.forEach(in: .object(list)) {
          if try m.isSame($0, a[1]) { count += 1 }
          return true
        }
        return .int(count)
      },
      .method("sort", "self, *, key=None, reverse=False") { m, a in
        guard let list = a[0].list else { throw m.badCall("list", "sort", 0...0, a) }
        // A key function that looks at the list sees it empty, as in Python.
        let values = list.elements
        list.elements = []
        do {
          let sorted = try m.sorted(values, key: a[1], isReversed: m.requireIndex(a[2]) != 0)
          let changed = !list.elements.isEmpty
          list.elements = sorted
          if changed {
            throw m.error(ValueMessage(english: "list modified during sort", korean: "정렬하는 동안 리스트가 바뀌었어요"))
          }
        } catch {
          if list.elements.isEmpty { list.elements = values }
          throw error
        }
        return .none
      },
      .method("__reversed__", "self, /") { m, a in .object(try m.reversedIterator(a[0])) },
      .sized, .iterable, .containing, .indexed, .adding,
    ] + NativeMember.assignable
  }

  /// The first place of a value; elements are read anew each time, as comparing them may change the list.
  private static func place(of value: Value, in list: ListObject, from start: Int, _ m: Machine) throws
    -> Int?
  {
    var i = start
    while i < list.elements.count {
      if try m.isSame(list.elements[i], value) { return i }
      i += 1
      if i & 0xFFFF == 0 { try m.poll() }
    }
    return nil
  }
}
