/// The classes of the iterators that built-in functions return; calling the class makes one, as in Python.
extension TypeKey {
  package static let enumerate = TypeKey { machine in
    NativeType(
      machine, name: "enumerate",
      construct: { m, _, a in
        var start = a.optional(1)
        var source = a.optional(0)
        for (i, name) in a.keywords.enumerated() {
          switch m.symbols.name(name) {
          case "start": start = a.keywordValue(i)
          case "iterable": source = a.keywordValue(i)
          case let other: throw m.error(CallMessage.invalidKeyword(function: "enumerate", name: other))
          }
        }
        guard a.count + a.keywords.count <= 2 else {
          throw m.error(
            CallMessage.takesAtMost(function: "enumerate", count: 2, given: a.count + a.keywords.count))
        }
        guard let source else {
          throw m.error(CallMessage.missingRequired(function: "enumerate", name: "iterable", position: 1))
        }
        return .object(
          EnumerateIterator(try m.iterator(of: source), start: try start.map { try m.requireIndex($0) } ?? 0))
      }, members: [.iterable, .advancing])
  }

  package static let zip = TypeKey { machine in
    NativeType(
      machine, name: "zip",
      construct: { m, _, a in
        var isStrict = false
        for (i, name) in a.keywords.enumerated() {
          guard m.symbols.name(name) == "strict" else {
            throw m.error(CallMessage.invalidKeyword(function: "zip", name: m.symbols.name(name)))
          }
          isStrict = try m.isTrue(a.keywordValue(i))
        }
        var sources: [Object] = []
        sources.reserveCapacity(a.count)
        for source in a.values { sources.append(try m.iterator(of: source)) }
        return .object(ZipIterator(sources, isStrict: isStrict))
      }, members: [.iterable, .advancing])
  }

  package static let map = TypeKey { machine in
    NativeType(
      machine, name: "map",
      construct: { m, _, a in
        guard a.count >= 2, a.keywords.isEmpty else {
          throw m.error(
            CallMessage.other(
              english: "map() must have at least two arguments.", korean: "map()에는 함수와 돌 것을 주어야 해요"))
        }
        return .object(MapIterator(a[0], try a.positional.dropFirst().map { try m.iterator(of: $0) }))
      }, members: [.iterable, .advancing])
  }

  package static let filter = TypeKey { machine in
    NativeType(
      machine, name: "filter",
      construct: { m, _, a in
        guard a.count == 2, a.keywords.isEmpty else {
          throw m.error(CallMessage.expected(function: "filter", count: 2, given: a.count))
        }
        return .object(FilterIterator(a[0], try m.iterator(of: a[1])))
      }, members: [.iterable, .advancing])
  }

  package static let reversed = TypeKey { machine in
    NativeType(
      machine, name: "reversed",
      construct: { m, _, a in
        guard a.keywords.isEmpty else { throw m.error(CallMessage.noKeywords(function: "reversed")) }
        guard a.count == 1 else {
          throw m.error(CallMessage.expected(function: "reversed", count: 1, given: a.count))
        }
        return .object(try m.reversedIterator(a[0]))
      }, members: [.iterable, .advancing])
  }

  package static let callableIterator = TypeKey {
    NativeType($0, name: "callable_iterator", members: [.iterable, .advancing])
  }
}
