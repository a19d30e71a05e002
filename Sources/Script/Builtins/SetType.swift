/// The classes `set` and `frozenset`.
extension TypeKey {
  package static let set = TypeKey { machine in
    NativeType(
      machine, name: "set", isBase: true,
      construct: { machine, _, arguments in
        let set = SetObject()
        if let source = try machine.oneOptional("set", arguments) { try set.update(from: source, machine) }
        return .object(set)
      }, members: SetMethods.shared + SetMethods.changing + OperatorMethods.set)
  }

  package static let frozenset = TypeKey { machine in
    NativeType(
      machine, name: "frozenset", isBase: true,
      construct: { machine, _, arguments in
        let source = try machine.oneOptional("frozenset", arguments)
        if let set = source?.set, set.isFrozen { return .object(set) }
        let set = SetObject(isFrozen: true)
        if let source { try set.update(from: source, machine) }
        return .object(set)
      }, members: SetMethods.shared + OperatorMethods.frozenSet)
  }

  package static let setIterator = TypeKey {
    NativeType($0, name: "set_iterator", members: [.iterable, .advancing])
  }
}

enum SetMethods {
  static var shared: [NativeMember] {
    [
      .set("copy") { m, set, _ in .object(set.isFrozen ? set : try set.copy(m)) },
      .set("union", 0...Int(Int32.max)) { m, set, a in
        .object(try set.union(Array(a.positional.dropFirst()), m))
      },
      .set("intersection", 0...Int(Int32.max)) { m, set, a in
        var result = try set.copy(m)
        for other in a.positional.dropFirst() { result = try result.intersection(other, m) }
        return .object(result)
      },
      .set("difference", 0...Int(Int32.max)) { m, set, a in
        guard a.count > 1 else { return .object(try set.copy(m)) }
        let result = try set.difference(a[1], m)
        for other in a.positional.dropFirst(2) { try result.subtract(other, m) }
        return .object(result)
      },
      .set("symmetric_difference", 1...1) { m, set, a in .object(try set.symmetricDifference(a[1], m)) },
      .set("isdisjoint", 1...1) { m, set, a in .bool(try set.intersection(a[1], m).count == 0) },
      .set("issubset", 1...1) { m, set, a in
        .bool(try set.isSubset(of: a[1].set ?? SetObject.of(a[1], m), m))
      },
      .set("issuperset", 1...1) { m, set, a in
        .bool(try (a[1].set ?? SetObject.of(a[1], m)).isSubset(of: set, m))
      },
      .sized, .iterable, .containing,
    ]
  }

  static var changing: [NativeMember] {
    [
      .set("add", 1...1) { m, set, a in
        try set.insert(held: a.bits(1), m)
        return .none
      },
      .set("discard", 1...1) { m, set, a in
        _ = try set.remove(a[1], m)
        return .none
      },
      .set("remove", 1...1) { m, set, a in
        guard try set.remove(a[1], m) else {
          throw m.keyError(a[1], in: .object(set))
        }
        return .none
      },
      .set("pop") { m, set, _ in
        guard let value = set.removeAny() else { throw m.emptyPop("pop from an empty set") }
        return value
      },
      .set("clear") { _, set, _ in
        set.removeAll()
        return .none
      },
      .set("update", 0...Int(Int32.max)) { m, set, a in
        for other in a.positional.dropFirst() { try set.update(from: other, m) }
        return .none
      },
      .set("intersection_update", 0...Int(Int32.max)) { m, set, a in
        for other in a.positional.dropFirst() { set.become(try set.intersection(other, m)) }
        return .none
      },
      .set("difference_update", 0...Int(Int32.max)) { m, set, a in
        for other in a.positional.dropFirst() { try set.subtract(other, m) }
        return .none
      },
      .set("symmetric_difference_update", 1...1) { m, set, a in
        try set.symmetricUpdate(from: a[1], m)
        return .none
      },
    ]
  }
}
