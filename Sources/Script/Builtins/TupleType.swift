/// The classes `tuple`, `range` and `slice`.
extension TypeKey {
  package static let tuple: TypeKey = TypeKey { machine in
    NativeType(
      machine, name: "tuple", isBase: true,
      construct: { machine, _, arguments in
        guard let source = try machine.oneOptional("tuple", arguments) else { return .tuple([]) }
        if let tuple = source.object as? TupleObject, tuple.type(machine) === machine.type(.tuple) {
          return source
        }
        let list = try source.list ?? machine.list(of: source)
        guard list.count > SequenceOperations.piece else {
          return .object(machine.heap.adopt(TupleObject(list.place(0), count: list.count)))
        }
        // An interrupt is seen meanwhile.
        let all = SliceRun(start: 0, stop: list.count, count: list.count, step: 1)
        let tuple = try TupleObject(count: all.count) {
          try SequenceOperations.copy(all, of: list, to: $0, machine)
        }
        return .object(machine.heap.adopt(tuple))
      },
      members: [
        .tuple("index", 1...3) { m, tuple, a in
          let start = try a.optional(2).map { try m.clampedBound($0, tuple.count) } ?? 0
          let end = try a.optional(3).map { try m.clampedBound($0, tuple.count) } ?? tuple.count
          guard let place = try SequenceOperations.firstPlace(of: a[1], in: tuple, from: start, m),
            place < end
          else { throw m.error(ItemMessage.notInTuple) }
          return .int(place)
        },
        .tuple("count", 1...1) { m, tuple, a in
          .int(try SequenceOperations.occurrences(of: a[1], in: tuple, m))
        },
        .sized, .iterable, .containing, .indexed,
      ] + OperatorMethods.tuple)
  }

  package static let tupleIterator = TypeKey {
    NativeType($0, name: "tuple_iterator", members: [.iterable, .advancing])
  }

  package static let range = TypeKey { machine in
    NativeType(
      machine, name: "range",
      construct: { machine, _, a in
        guard a.keywords.isEmpty else { throw machine.error(CallMessage.noKeywords(function: "range")) }
        guard (1...3).contains(a.count) else {
          throw a.count == 0
            ? machine.error(CallMessage.expectedAtLeast(function: "range", count: 1, given: 0))
            : machine.error(CallMessage.expectedAtMost(function: "range", count: 3, given: a.count))
        }
        let first = try machine.requireIndex(a[0])
        if a.count == 1 { return .object(RangeObject(0, first, 1)) }
        let stop = try machine.requireIndex(a[1])
        let step = try a.optional(2).map { try machine.requireIndex($0) } ?? 1
        guard step != 0 else { throw machine.error(NumberMessage.rangeStepZero) }
        return .object(RangeObject(first, stop, step))
      },
      members: [
        .property("start") { _, object in .int((object as? RangeObject)?.start ?? 0) },
        .property("stop") { _, object in .int((object as? RangeObject)?.stop ?? 0) },
        .property("step") { _, object in .int((object as? RangeObject)?.step ?? 1) },
        .method("index", "self, value, /") { m, a in
          guard let range = a[0].object as? RangeObject, let value = a[1].integer,
            let place = range.place(of: value)
          else {
            throw m.error(
              ValueMessage(
                english: a[1].integer == nil
                  ? "sequence.index(x): x not in sequence" : "\(try m.repr(a[1])) is not in range",
                korean: "range 안에 그 값이 없어요"))
          }
          return .int(place)
        },
        .method("count", "self, value, /") { m, a in .int(try m.contains(a[0], a[1]) ? 1 : 0) },
        .sized, .iterable, .containing, .indexed,
      ])
  }

  package static let rangeIterator = TypeKey {
    NativeType($0, name: "range_iterator", members: [.iterable, .advancing])
  }

  package static let slice = TypeKey { machine in
    NativeType(
      machine, name: "slice",
      construct: { machine, _, a in
        guard a.keywords.isEmpty else { throw machine.error(CallMessage.noKeywords(function: "slice")) }
        switch a.count {
        case 1: return .object(SliceObject(.none, a[0], .none))
        case 2: return .object(SliceObject(a[0], a[1], .none))
        case 3: return .object(SliceObject(a[0], a[1], a[2]))
        default: throw machine.wrongCount("slice", "slice", 1...3, a.count)
        }
      },
      members: [
        .property("start") { _, object in (object as? SliceObject)?.start ?? .none },
        .property("stop") { _, object in (object as? SliceObject)?.stop ?? .none },
        .property("step") { _, object in (object as? SliceObject)?.step ?? .none },
        .method("indices", "self, length, /") { m, a in
          guard let slice = a[0].object as? SliceObject else { throw m.badCall("slice", "indices", 1...1, a) }
          let length = try m.requireIndex(a[1])
          let run = try slice.run(length, m)
          return .tuple([.int(run.start), .int(run.stop), .int(run.step)])
        },
      ])
  }
}
