/// The iterators that built-in functions make: `enumerate`, `zip`, `map`, `filter`, `reversed`, `iter(f, end)`.

/// An iterator that other iterators feed: what those below share.
package class DerivedIterator: Container {
  @exclusivity(unchecked) final var sources: [Object]

  package init(_ sources: [Object]) {
    self.sources = sources
    super.init(kind: .iterator)
  }

  package override func iterator(_ machine: Machine) throws -> Object { self }

  /// The next element of a source, which lives as long as this iterator does.
  @inline(__always)
  final func next(of source: Int, _ machine: Machine) throws -> Value? {
    let source = sources.withUnsafeBufferPointer { Unmanaged.passUnretained($0[source]) }
    if source.isExactly(ListIterator.self) {
      return source.as(ListIterator.self)._withUnsafeGuaranteedRef { $0.nextElement() }
    }
    return try source._withUnsafeGuaranteedRef { try $0.next(machine) }
  }

  /// That of what feeds it.
  package override var loopCount: LoopWatch.Count? { sources.first?.loopCount }

  package override func traverse(_ visit: (Object) -> Void) { sources.forEach(visit) }

  package override func giveUp(_ take: (inout Value) -> Void) {
    var objects = sources
    sources = []
    while let object = objects.popLast() {
      var value = Value.object(object)
      take(&value)
    }
  }

  deinit {
    for source in sources where !source.isPlainIterator {
      Teardown.run(self)
      return
    }
  }
}

extension Object {
  /// Whether it iterates over a container by itself, so that it can be no link of a long chain of iterators.
  fileprivate var isPlainIterator: Bool {
    let object = Unmanaged.passUnretained(self)
    return object.isExactly(ListIterator.self) || object.isExactly(TupleIterator.self)
      || object.isExactly(RangeIterator.self) || object.isExactly(StringIterator.self)
  }
}

package final class EnumerateIterator: DerivedIterator {
  @exclusivity(unchecked) private var index: Int

  init(_ source: Object, start: Int) {
    index = start
    super.init([source])
  }

  package override func type(_ machine: Machine) -> TypeObject { machine.type(.enumerate) }

  package override func next(_ machine: Machine) throws -> Value? {
    guard !sources.isEmpty, let value = try next(of: 0, machine) else { return nil }
    defer { index = index &+ 1 }
    return machine.pair(.int(index), value)
  }

  override func next(into registers: UnsafeMutablePointer<Value>, count: Int, _ machine: Machine) throws
    -> Bool
  {
    guard count == 2 else { return try super.next(into: registers, count: count, machine) }
    guard !sources.isEmpty, let value = try next(of: 0, machine) else { return false }
    registers.put(.int(index))
    (registers + 1).put(value)
    index = index &+ 1
    return true
  }
}

package final class ZipIterator: DerivedIterator {
  private let isStrict: Bool

  init(_ sources: [Object], isStrict: Bool) {
    self.isStrict = isStrict
    super.init(sources)
  }

  package override func type(_ machine: Machine) -> TypeObject { machine.type(.zip) }

  override func next(into registers: UnsafeMutablePointer<Value>, count: Int, _ machine: Machine) throws
    -> Bool
  {
    guard count == sources.count, !isStrict else {
      return try super.next(into: registers, count: count, machine)
    }
    for place in 0..<count {
      guard let value = try next(of: place, machine) else { return false }
      (registers + place).put(value)
    }
    return true
  }

  package override func next(_ machine: Machine) throws -> Value? {
    guard !sources.isEmpty else { return nil }
    if sources.count == 2, !isStrict {
      guard let first = try next(of: 0, machine), let second = try next(of: 1, machine) else { return nil }
      return machine.pair(first, second)
    }
    var values: [Value] = []
    values.reserveCapacity(sources.count)
    for (i, source) in sources.enumerated() {
      if let value = try source.next(machine) {
        values.append(value)
        continue
      }
      if isStrict, i > 0 { throw machine.error(FlowMessage.zipStrict(argument: i + 1, isLonger: false)) }
      if isStrict {
        for (j, other) in sources.enumerated().dropFirst() where try other.next(machine) != nil {
          throw machine.error(FlowMessage.zipStrict(argument: j + 1, isLonger: true))
        }
      }
      return nil
    }
    return .tuple(values)
  }
}

package final class MapIterator: DerivedIterator {
  private let function: Value
  /// The same if a script wrote it.
  private let scripted: Unmanaged<FunctionObject>?

  init(_ function: Value, _ sources: [Object]) {
    self.function = function
    scripted = function.scripted
    super.init(sources)
  }

  package override func type(_ machine: Machine) -> TypeObject { machine.type(.map) }

  package override func next(_ machine: Machine) throws -> Value? {
    if sources.count == 1 {
      guard let value = try next(of: 0, machine) else { return nil }
      if let scripted { return try machine.call(scripted, with: value) }
      return try machine.call(function, with: value)
    }
    var values: [Value] = []
    values.reserveCapacity(sources.count)
    for source in sources {
      guard let value = try source.next(machine) else { return nil }
      values.append(value)
    }
    return try machine.call(function, values)
  }

  package override func traverse(_ visit: (Object) -> Void) {
    super.traverse(visit)
    if case .object(let object) = function { visit(object) }
  }
}

package final class FilterIterator: DerivedIterator {
  private let function: Value
  /// The same if a script wrote it.
  private let scripted: Unmanaged<FunctionObject>?

  init(_ function: Value, _ source: Object) {
    self.function = function
    scripted = function.scripted
    super.init([source])
  }

  package override func type(_ machine: Machine) -> TypeObject { machine.type(.filter) }

  package override func next(_ machine: Machine) throws -> Value? {
    guard !sources.isEmpty else { return nil }
    while let value = try next(of: 0, machine) {
      try machine.poll()
      let answer: Value
      if let scripted {
        answer = try machine.call(scripted, with: value)
      } else {
        answer = try function.isNone ? value : machine.call(function, with: value)
      }
      if case .bool(let keeps) = answer {
        if keeps { return value }
      } else if try machine.isTrue(answer) {
        return value
      }
    }
    return nil
  }

  package override func traverse(_ visit: (Object) -> Void) {
    super.traverse(visit)
    if case .object(let object) = function { visit(object) }
  }
}

extension Value {
  /// A function that a script wrote; nil for anything else.
  var scripted: Unmanaged<FunctionObject>? {
    guard case .object(let object) = self, object.kind == .function else { return nil }
    return Unmanaged.passUnretained(unsafeDowncast(object, to: FunctionObject.self))
  }
}

/// `reversed(sequence)`: from the last place to the first.
package final class ReversedIterator: Container {
  @exclusivity(unchecked) private var sequence: Value
  @exclusivity(unchecked) private var place: Int

  init(_ sequence: Value, count: Int) {
    self.sequence = sequence
    place = count - 1
    super.init(kind: .iterator)
  }

  package override func type(_ machine: Machine) -> TypeObject {
    machine.type(sequence.list == nil ? .reversed : .listReverseIterator)
  }

  package override func iterator(_ machine: Machine) throws -> Object { self }

  package override func next(_ machine: Machine) throws -> Value? {
    guard place >= 0 else { return nil }
    defer { place &-= 1 }
    if case .object(let object) = withUnsafeMutablePointer(to: &sequence, { $0.bits }) {
      switch object.kind {
      case .list:
        if let element = object.as(ListObject.self).element(place) { return element.value }
        // A list may have become shorter.
        place = -1
        return nil
      case .tuple where object.isExactly(TupleObject.self):
        return object.as(TupleObject.self).element(place)?.value
      default: break
      }
    }
    return try machine.item(sequence, .int(place))
  }

  package override func traverse(_ visit: (Object) -> Void) {
    if case .object(let object) = sequence { visit(object) }
  }

  package override func giveUp(_ take: (inout Value) -> Void) {
    take(&sequence)
    sequence = .none
  }
}

/// `iter(function, end)`: calls the function until it returns `end`.
package final class CallIterator: Container {
  @exclusivity(unchecked) private var function: Value?
  private let end: Value

  init(_ function: Value, until end: Value) {
    self.function = function
    self.end = end
    super.init(kind: .iterator)
  }

  package override func type(_ machine: Machine) -> TypeObject { machine.type(.callableIterator) }
  package override func iterator(_ machine: Machine) throws -> Object { self }

  package override func next(_ machine: Machine) throws -> Value? {
    guard let function else { return nil }
    let value = try machine.call(function)
    if try machine.isSame(value, end) {
      self.function = nil
      return nil
    }
    return value
  }

  package override func traverse(_ visit: (Object) -> Void) {
    if case .object(let object) = function { visit(object) }
    if case .object(let object) = end { visit(object) }
  }
}

/// An iterator over what a Swift closure makes: for other rooms.
package final class ClosureIterator: Object {
  private let key: TypeKey
  private let step: (Machine) throws -> Value?

  /// - Parameter key: its class, for `type(x)` and `repr`.
  package init(_ key: TypeKey, _ step: @escaping (Machine) throws -> Value?) {
    self.key = key
    self.step = step
    super.init(kind: .iterator)
  }

  package override func type(_ machine: Machine) -> TypeObject { machine.type(key) }
  package override func iterator(_ machine: Machine) throws -> Object { self }
  package override func next(_ machine: Machine) throws -> Value? { try step(machine) }
}
