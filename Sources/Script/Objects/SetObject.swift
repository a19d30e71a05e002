/// `set` and `frozenset`.
///
/// The order in which Python shows a set follows from its hash table, and for numbers it is the same on every machine:
/// `{3, 1, 2}` prints as `{1, 2, 3}`. So this is CPython's table (Objects/setobject.c): open addressing, nine linear probes
/// before the perturbed jump, growth by four and later by two, deleted places kept until it is rebuilt.
///
/// Comparing elements may run a script that changes this very set, so such a comparison is followed by a look at `version`.
open class SetObject: Container {
  private enum Place {
    case free
    case deleted
    case taken
  }

  private struct Entry {
    var place = Place.free
    var hash = 0
    var key = Value.none
  }

  private static let linearProbes = 9
  private static let perturbShift: UInt = 5

  package let isFrozen: Bool
  @exclusivity(unchecked) private final var table = [Entry](repeating: Entry(), count: 8)
  /// Taken and deleted places.
  @exclusivity(unchecked) private final var filled = 0
  /// The number of elements.
  @exclusivity(unchecked) package private(set) final var count = 0
  @exclusivity(unchecked) private final var version = 0
  /// Where `pop` goes on searching.
  @exclusivity(unchecked) private final var finger = 0
  @exclusivity(unchecked) private final var knownHash: Int?

  public init(isFrozen: Bool = false) {
    self.isFrozen = isFrozen
    super.init(kind: .set)
  }

  deinit { Teardown.run(self) }

  open override func type(_ machine: Machine) -> TypeObject { machine.type(isFrozen ? .frozenset : .set) }

  /// A new set of an iterable's elements.
  package static func of(_ source: Value, isFrozen: Bool = false, _ machine: Machine) throws -> SetObject {
    let set = SetObject(isFrozen: isFrozen)
    try set.update(from: source, machine)
    return set
  }

  // MARK: The table

  /// The places that a search visits, in order, until `visit` returns true.
  @inline(__always)
  private final func probe(_ hash: Int, _ visit: (Int) throws -> Bool) rethrows {
    let mask = table.count - 1
    var perturb = UInt(bitPattern: hash)
    var i = Int(bitPattern: UInt(bitPattern: hash) & UInt(mask))
    while true {
      let last = i + Self.linearProbes <= mask ? i + Self.linearProbes : i
      for place in i...last where try visit(place) { return }
      perturb >>= Self.perturbShift
      i = Int(bitPattern: (UInt(bitPattern: i) &* 5 &+ 1 &+ perturb) & UInt(mask))
    }
  }

  /// The place of an element, nil if it isn't there.
  private final func find(_ value: Value, _ hash: Int, _ machine: Machine) throws -> Int? {
    while true {
      let before = version
      var found: Int?
      var changed = false
      try probe(hash) { place in
        switch table[place].place {
        case .free: return true
        case .deleted: return false
        case .taken:
          guard table[place].hash == hash else { return false }
          let same = try isSame(table[place].key, value, machine)
          if version != before {
            changed = true
            return true
          }
          if same { found = place }
          return same
        }
      }
      if !changed { return found }
    }
  }

  @inline(__always)
  private final func isSame(_ a: Value, _ b: Value, _ machine: Machine) throws -> Bool {
    if case .int(let x) = a, case .int(let y) = b { return x == y }
    if let x = a.string, let y = b.string { return x === y || TextBytes.equal(x.text, y.text) }
    return try machine.isSame(a, b)
  }

  /// Adds an element that isn't there: at the last deleted place on its way, else at the first free one.
  ///
  /// - Returns: whether a free place was used up.
  @discardableResult
  private final func insertNew(_ value: Value, _ hash: Int) -> Bool {
    var home = 0
    var reuses = false
    probe(hash) { place in
      switch table[place].place {
      case .taken: return false
      case .deleted:
        home = place
        reuses = true
        return false
      case .free:
        if !reuses { home = place }
        return true
      }
    }
    table[home] = Entry(place: .taken, hash: hash, key: value)
    if !reuses { filled += 1 }
    count += 1
    version &+= 1
    knownHash = nil
    return !reuses
  }

  private final func insert(_ value: Value, hash: Int, _ machine: Machine) throws {
    if try find(value, hash, machine) != nil { return }
    if insertNew(value, hash), filled * 5 >= (table.count - 1) * 3 {
      try resize(count > 50_000 ? count * 2 : count * 4, machine)
    }
  }

  private final func resize(_ minimum: Int, _ machine: Machine) throws {
    var size = 8
    while size <= minimum { size <<= 1 }
    if size > 1 << 16 {
      try machine.poll()
      try machine.reserve(size, of: MemoryLayout<Entry>.stride, for: "set")
    }
    let old = table
    table = [Entry](repeating: Entry(), count: size)
    filled = 0
    count = 0
    for entry in old where entry.place == .taken { insertNew(entry.key, entry.hash) }
  }

  @inline(__always)
  private final func hash(_ value: Value, _ machine: Machine) throws -> Int {
    if case .int(let integer) = value, integer.magnitude < 1 << 60 { return integer == -1 ? -2 : integer }
    if let text = value.string { return text.textHash }
    return try machine.hash(value)
  }

  // MARK: Elements

  package final func insert(_ value: Value, _ machine: Machine) throws {
    try insert(value, hash: hash(value, machine), machine)
  }

  /// Removes an element; false if it isn't there.
  package final func remove(_ value: Value, _ machine: Machine) throws -> Bool {
    guard let place = try find(value, hash(value, machine), machine) else { return false }
    removeEntry(place)
    return true
  }

  private final func removeEntry(_ place: Int) {
    table[place] = Entry(place: .deleted)
    count -= 1
    version &+= 1
    knownHash = nil
  }

  /// Removes some element, as `pop` does.
  package final func removeAny() -> Value? {
    guard count > 0 else { return nil }
    var place = finger & (table.count - 1)
    while table[place].place != .taken { place = place + 1 == table.count ? 0 : place + 1 }
    let key = table[place].key
    removeEntry(place)
    finger = place + 1
    return key
  }

  package final func removeAll() {
    table = [Entry](repeating: Entry(), count: 8)
    filled = 0
    count = 0
    finger = 0
    version &+= 1
    knownHash = nil
  }

  /// The element at or after a place of the table, and the place to go on from.
  package final func element(from position: Int) -> (value: Value, next: Int)? {
    var place = position
    while place < table.count {
      if table[place].place == .taken { return (table[place].key, place + 1) }
      place += 1
    }
    return nil
  }

  /// The elements in the table's order.
  package final var elements: [Value] {
    var result: [Value] = []
    result.reserveCapacity(count)
    for entry in table where entry.place == .taken { result.append(entry.key) }
    return result
  }

  open override func traverse(_ visit: (Object) -> Void) {
    for entry in table {
      if case .object(let object) = entry.key { visit(object) }
    }
  }

  open override func giveUp(_ take: (inout Value) -> Void) {
    var values = elements
    table = [Entry](repeating: Entry(), count: 8)
    filled = 0
    count = 0
    version &+= 1
    while var value = values.popLast() { take(&value) }
  }

  // MARK: Operations on sets

  package final func update(from source: Value, _ machine: Machine) throws {
    if let other = source.set {
      try merge(other, machine)
    } else if let dict = source.dict {
      if (filled + dict.count) * 5 >= (table.count - 1) * 3 { try resize((count + dict.count) * 2, machine) }
      for key in dict.keys { try insert(key, machine) }
    } else {
      try machine.forEach(in: source) {
        try insert($0, machine)
        return true
      }
    }
  }

  private final func merge(_ other: SetObject, _ machine: Machine) throws {
    guard other !== self, other.count > 0 else { return }
    if (filled + other.count) * 5 >= (table.count - 1) * 3 { try resize((count + other.count) * 2, machine) }
    // An empty table of the same size without gaps becomes the same table.
    if filled == 0, table.count == other.table.count, other.filled == other.count {
      table = other.table
      filled = other.filled
      count = other.count
      version &+= 1
      return
    }
    let entries = other.table
    if filled == 0 {
      for entry in entries where entry.place == .taken { insertNew(entry.key, entry.hash) }
      return
    }
    for entry in entries where entry.place == .taken { try insert(entry.key, hash: entry.hash, machine) }
  }

  package final func copy(isFrozen: Bool? = nil, _ machine: Machine) throws -> SetObject {
    let result = SetObject(isFrozen: isFrozen ?? self.isFrozen)
    try result.merge(self, machine)
    return result
  }

  /// The set as it comes out of CPython's table of constants: built anew from its elements, and copied.
  final func asConstant(_ machine: Machine) throws -> SetObject {
    let constant = SetObject(isFrozen: true)
    for entry in table where entry.place == .taken {
      try constant.insert(entry.key, hash: entry.hash, machine)
    }
    return try constant.copy(isFrozen: false, machine)
  }

  package final func union(_ others: [Value], _ machine: Machine) throws -> SetObject {
    let result = try copy(machine)
    for other in others where other.object !== self { try result.update(from: other, machine) }
    return result
  }

  package final func intersection(_ other: Value, _ machine: Machine) throws -> SetObject {
    let result = SetObject(isFrozen: isFrozen)
    if let set = other.set {
      if set === self { return try copy(machine) }
      // The smaller one is gone through.
      let (small, large) = set.count > count ? (self, set) : (set, self)
      for entry in small.table where entry.place == .taken {
        if try large.find(entry.key, entry.hash, machine) != nil {
          try result.insert(entry.key, hash: entry.hash, machine)
        }
      }
    } else {
      try machine.forEach(in: other) {
        if try contains($0, machine) { try result.insert($0, machine) }
        return true
      }
    }
    return result
  }

  package final func difference(_ other: Value, _ machine: Machine) throws -> SetObject {
    // CPython goes through this set where it can look elements up in the other: the new set's order shows it.
    let keys = other.set == nil && other.dict != nil ? try SetObject.of(other, machine) : nil
    guard let set = other.set ?? keys else {
      let result = try copy(machine)
      try machine.forEach(in: other) {
        _ = try result.remove($0, machine)
        return true
      }
      return result
    }
    if count >> 2 > set.count {
      let result = try copy(machine)
      for value in set.elements { _ = try result.remove(value, machine) }
      return result
    }
    let result = SetObject(isFrozen: isFrozen)
    for entry in table where entry.place == .taken {
      if try set.find(entry.key, entry.hash, machine) == nil {
        try result.insert(entry.key, hash: entry.hash, machine)
      }
    }
    return result
  }

  package final func symmetricDifference(_ other: Value, _ machine: Machine) throws -> SetObject {
    let result = try SetObject.of(other, isFrozen: isFrozen, machine)
    for entry in table where entry.place == .taken {
      if let place = try result.find(entry.key, entry.hash, machine) {
        result.removeEntry(place)
      } else {
        try result.insert(entry.key, hash: entry.hash, machine)
      }
    }
    return result
  }

  /// Removes what both have, and adds what only the other has.
  package final func symmetricUpdate(from other: Value, _ machine: Machine) throws {
    let set = try other.set ?? SetObject.of(other, machine)
    if set === self { return removeAll() }
    for entry in set.table where entry.place == .taken {
      if let place = try find(entry.key, entry.hash, machine) {
        removeEntry(place)
      } else {
        try insert(entry.key, hash: entry.hash, machine)
      }
    }
  }

  package final func isSubset(of other: SetObject, _ machine: Machine) throws -> Bool {
    guard count <= other.count else { return false }
    for entry in table where entry.place == .taken {
      if try other.find(entry.key, entry.hash, machine) == nil { return false }
    }
    return true
  }

  /// Takes over the elements of another set.
  package final func become(_ other: SetObject) {
    table = other.table
    filled = other.filled
    count = other.count
    finger = 0
    version &+= 1
    knownHash = nil
  }

  // MARK: What the language does with sets

  open override func length(_ machine: Machine) throws -> Int? { count }

  open override func truth(_ machine: Machine) throws -> Bool { count > 0 }

  open override func hash(_ machine: Machine) throws -> Int {
    guard isFrozen else { throw machine.unhashable(.object(self)) }
    if let knownHash { return knownHash }
    var hash: UInt64 = 0
    for entry in table where entry.place == .taken {
      let h = UInt64(bitPattern: Int64(entry.hash))
      hash ^= ((h ^ 89_869_747) ^ (h << 16)) &* 3_644_798_167
    }
    hash ^= (UInt64(count) + 1) &* 1_927_868_237
    hash ^= (hash >> 11) ^ (hash >> 25)
    hash = hash &* 69069 &+ 907_133_923
    let result = hash == .max ? 590_923_713 : Int(truncatingIfNeeded: hash)
    knownHash = result
    return result
  }

  open override func contains(_ value: Value, _ machine: Machine) throws -> Bool {
    if let set = value.set, !set.isFrozen {
      // A set may be looked for in a set of frozen ones.
      return try find(value, set.copy(isFrozen: true, machine).hash(machine), machine) != nil
    }
    return try find(value, hash(value, machine), machine) != nil
  }

  open override func iterator(_ machine: Machine) throws -> Object { SetIterator(self) }

  open override func compare(_ comparison: Comparison, _ other: Value, _ machine: Machine) throws -> Value? {
    guard let other = other.set else { return nil }
    return .bool(
      try {
        switch comparison {
        case .equal: try count == other.count && isSubset(of: other, machine)
        case .notEqual: try !(count == other.count && isSubset(of: other, machine))
        case .lessOrEqual: try isSubset(of: other, machine)
        case .less: try count < other.count && isSubset(of: other, machine)
        case .greaterOrEqual: try other.isSubset(of: self, machine)
        case .greater: try other.count < count && other.isSubset(of: self, machine)
        }
      }())
  }

  open override func binary(_ op: BinaryOperator, _ other: Value, _ machine: Machine) throws -> Value? {
    let operand: Value
    if other.set != nil {
      operand = other
    } else if let view = other.object as? DictView, view.part != .values {
      operand = .object(try SetObject.of(other, machine))
    } else {
      return nil
    }
    switch op {
    case .or: return .object(try union([operand], machine))
    case .and: return .object(try intersection(operand, machine))
    case .subtract: return .object(try difference(operand, machine))
    case .xor: return .object(try symmetricDifference(operand, machine))
    default: return nil
    }
  }

  open override func inPlace(_ op: BinaryOperator, _ other: Value, _ machine: Machine) throws -> Value? {
    guard !isFrozen, let set = other.set else { return nil }
    switch op {
    case .or: try update(from: other, machine)
    case .and: become(try intersection(other, machine))
    case .subtract:
      if set === self { removeAll() } else { for value in set.elements { _ = try remove(value, machine) } }
    case .xor:
      try symmetricUpdate(from: other, machine)
    default: return nil
    }
    return .object(self)
  }

  open override func repr(_ machine: Machine) throws -> String {
    let name = type(machine).name
    if count == 0 { return name + "()" }
    if isBeingShown { return name + "(...)" }
    return try SequenceOperations.repr(
      self, elements, isFrozen ? "frozenset({" : "{", isFrozen ? "})" : "}", machine)
  }
}

/// The iterator of a set. A set whose size changes meanwhile is an error, as in Python.
package final class SetIterator: Container {
  @exclusivity(unchecked) private var set: SetObject?
  @exclusivity(unchecked) private var position = 0
  private let count: Int

  package init(_ set: SetObject) {
    self.set = set
    count = set.count
    super.init(kind: .iterator)
  }

  package override func type(_ machine: Machine) -> TypeObject { machine.type(.setIterator) }
  package override func iterator(_ machine: Machine) throws -> Object { self }

  package override func next(_ machine: Machine) throws -> Value? {
    guard let set else { return nil }
    guard set.count == count else {
      self.set = nil
      throw machine.error(FlowMessage.changedDuringIteration("Set changed size during iteration"))
    }
    guard let found = set.element(from: position) else {
      self.set = nil
      return nil
    }
    position = found.next
    return found.value
  }

  package override func traverse(_ visit: (Object) -> Void) {
    if let set { visit(set) }
  }

  package override func giveUp(_ take: (inout Value) -> Void) {
    var value = set.map { Value.object($0) } ?? .none
    set = nil
    take(&value)
  }
}
