/// Which part of a dict's entries a view or an iterator shows.
package enum DictPart: Sendable {
  case keys, values, items
}

/// `d.keys()`, `d.values()`, `d.items()`: windows on a dict that show its changes.
package final class DictView: Container {
  @exclusivity(unchecked) package private(set) var dict: DictObject
  package let part: DictPart

  package init(_ dict: DictObject, _ part: DictPart) {
    self.dict = dict
    self.part = part
    super.init()
  }

  package override func type(_ machine: Machine) -> TypeObject {
    switch part {
    case .keys: machine.type(.dictKeys)
    case .values: machine.type(.dictValues)
    case .items: machine.type(.dictItems)
    }
  }

  package var elements: [Value] {
    switch part {
    case .keys: dict.keys
    case .values: dict.values
    case .items: dict.items
    }
  }

  package override func length(_ machine: Machine) throws -> Int? { dict.count }

  package override func iterator(_ machine: Machine) throws -> Object { DictIterator(dict, part) }

  package override func contains(_ value: Value, _ machine: Machine) throws -> Bool {
    switch part {
    case .keys: return try dict.contains(value, machine)
    case .values: return try super.contains(value, machine)
    case .items:
      guard let pair = value.tuple, pair.count == 2, let found = try dict.get(pair[0], machine) else {
        return false
      }
      return try machine.isSame(found, pair[1])
    }
  }

  /// Keys and items behave as sets.
  package override func compare(_ comparison: Comparison, _ other: Value, _ machine: Machine) throws -> Value?
  {
    guard part != .values,
      other.set != nil || (other.object as? DictView).map({ $0.part != .values }) ?? false
    else {
      return nil
    }
    return try asSet(machine).compare(comparison, .object(SetObject.of(other, machine)), machine)
  }

  package override func binary(_ op: BinaryOperator, _ other: Value, _ machine: Machine) throws -> Value? {
    guard part != .values else { return nil }
    switch op {
    case .and, .or, .xor, .subtract:
      return try asSet(machine).binary(op, .object(SetObject.of(other, machine)), machine)
    default: return nil
    }
  }

  private func asSet(_ machine: Machine) throws -> SetObject { try SetObject.of(.object(self), machine) }

  package override func repr(_ machine: Machine) throws -> String {
    try SequenceOperations.repr(self, elements, type(machine).name + "([", "])", machine)
  }

  package override func traverse(_ visit: (Object) -> Void) { visit(dict) }
}

/// The iterator of a dict and of its views. A dict whose size changes meanwhile is an error, as in Python.
package final class DictIterator: Container {
  @exclusivity(unchecked) private var dict: DictObject?
  private let part: DictPart
  private let isReversed: Bool
  @exclusivity(unchecked) private var position: Int
  private let count: Int

  package init(_ dict: DictObject, _ part: DictPart, isReversed: Bool = false) {
    self.dict = dict
    self.part = part
    self.isReversed = isReversed
    position = isReversed ? dict.lastPosition : 0
    count = dict.count
    super.init(kind: .iterator)
  }

  package override func type(_ machine: Machine) -> TypeObject {
    switch part {
    case .keys: machine.type(.dictKeyIterator)
    case .values: machine.type(.dictValueIterator)
    case .items: machine.type(.dictItemIterator)
    }
  }

  package override func iterator(_ machine: Machine) throws -> Object { self }

  /// The number of the next entry; nil at the end, where the dict is given up.
  private func advance(_ machine: Machine) throws -> (dict: Unmanaged<DictObject>, entry: Int)? {
    guard let dict = dict.map({ Unmanaged.passUnretained($0) }) else { return nil }
    let next = dict._withUnsafeGuaranteedRef { dict -> Int? in
      guard dict.count == count else { return -1 }
      return isReversed ? dict.entryNumber(backFrom: position) : dict.entryNumber(from: position)
    }
    guard let next, next >= 0 else {
      self.dict = nil
      if next == nil { return nil }
      throw machine.error(FlowMessage.changedDuringIteration("dictionary changed size during iteration"))
    }
    position = isReversed ? next - 1 : next + 1
    return (dict, next)
  }

  package override func next(_ machine: Machine) throws -> Value? {
    // Straight on, nearly always: what is out of the ordinary is found out afterwards.
    if !isReversed, let dict = dict.map({ Unmanaged.passUnretained($0) }),
      let value = dict._withUnsafeGuaranteedRef({ $0.next(part, after: &position, of: count, machine) })
    {
      return value
    }
    guard let (dict, entry) = try advance(machine) else { return nil }
    return dict._withUnsafeGuaranteedRef { $0.part(part, ofEntry: entry, machine) }
  }

  override func next(into registers: UnsafeMutablePointer<Value>, count: Int, _ machine: Machine) throws
    -> Bool
  {
    guard count == 2, case .items = part else {
      return try super.next(into: registers, count: count, machine)
    }
    if !isReversed, let dict = dict.map({ Unmanaged.passUnretained($0) }),
      dict._withUnsafeGuaranteedRef({ $0.next(into: registers, after: &position, of: self.count) })
    {
      return true
    }
    guard let (dict, entry) = try advance(machine) else { return false }
    dict._withUnsafeGuaranteedRef {
      registers.put($0.part(.keys, ofEntry: entry, machine))
      (registers + 1).put($0.part(.values, ofEntry: entry, machine))
    }
    return true
  }

  package override func traverse(_ visit: (Object) -> Void) {
    if let dict { visit(dict) }
  }

  package override func giveUp(_ take: (inout Value) -> Void) {
    var value = dict.map { Value.object($0) } ?? .none
    dict = nil
    take(&value)
  }
}
