/// `set` and `frozenset`.
///
/// The order in which Python shows a set follows from its hash table, and for numbers it is the same on every machine:
/// `{3, 1, 2}` prints as `{1, 2, 3}`. So this is CPython's table (Objects/setobject.c): open addressing, nine linear probes
/// before the perturbed jump, growth by four and later by two, deleted places kept until it is rebuilt.
///
/// Comparing elements may run a script that changes this very set, so such a comparison is followed by a look at whether it did.
open class SetObject: Container {
  private enum Place: UInt8 {
    case free
    case deleted
    case taken
  }

  private struct Entry {
    var hash = 0
    var key = Bits.none
    var place = Place.free
  }

  private static let linearProbes = 9
  private static let perturbShift: UInt = 5
  private static let smallest = 8

  package let isFrozen: Bool
  /// `size` places; the set counts the keys that are in them.
  @exclusivity(unchecked) private final var table: UnsafeMutablePointer<Entry>
  /// A power of two.
  @exclusivity(unchecked) private final var size = SetObject.smallest
  /// Taken and deleted places.
  @exclusivity(unchecked) private final var filled = 0
  /// The number of elements.
  @exclusivity(unchecked) package private(set) final var count = 0
  /// Where `pop` goes on searching.
  @exclusivity(unchecked) private final var finger = 0
  @exclusivity(unchecked) private final var knownHash: Int?

  public init(isFrozen: Bool = false) {
    self.isFrozen = isFrozen
    table = Self.emptyTable(Self.smallest)
    super.init(kind: .set)
  }

  deinit {
    freeContents { Self.release(table, size) }
    PlainMemory.free(table)
  }

  private static func emptyTable(_ size: Int) -> UnsafeMutablePointer<Entry> {
    let table: UnsafeMutablePointer<Entry> = PlainMemory.allocate(size)
    table.initialize(repeating: Entry(), count: size)
    return table
  }

  /// The same for many places, while interrupts are seen.
  private static func emptyTable(_ size: Int, _ machine: Machine) throws -> UnsafeMutablePointer<Entry> {
    let table: UnsafeMutablePointer<Entry> = PlainMemory.allocate(size)
    var made = 0
    while made < size {
      let piece = min(SequenceOperations.piece, size - made)
      (table + made).initialize(repeating: Entry(), count: piece)
      made += piece
      do { try machine.poll() } catch {
        PlainMemory.free(table)
        throw error
      }
    }
    return table
  }

  /// Lets go of the keys of a table that is given up.
  private static func release(_ table: UnsafeMutablePointer<Entry>, _ size: Int) {
    for place in 0..<size {
      if case .object(let object) = table[place].key { ReferenceCount.release(object) }
    }
  }

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
    let mask = size - 1
    var perturb = UInt(bitPattern: hash)
    var i = hash & mask
    while true {
      if try visit(i) { return }
      if i &+ Self.linearProbes <= mask {
        for step in 1...Self.linearProbes where try visit(i &+ step) { return }
      }
      perturb >>= Self.perturbShift
      i = Int(bitPattern: (UInt(bitPattern: i) &* 5 &+ 1 &+ perturb) & UInt(bitPattern: mask))
    }
  }

  /// The place of an element, -1 if it isn't there.
  @inline(__always)
  private final func find(_ value: Bits, _ hash: Int, _ machine: Machine) throws -> Int {
    // Nearly always the first place decides, without a comparison that could run a script.
    let first = hash & (size - 1)
    let entry = table[first]
    switch entry.place {
    case .free: return -1
    case .taken where entry.hash == hash && entry.key.isSurelySame(as: value): return first
    default: return try search(value, hash, machine)
    }
  }

  @inline(never)
  private final func search(_ value: Bits, _ hash: Int, _ machine: Machine) throws -> Int {
    while true {
      let (before, sizeBefore) = (table, size)
      var found = -1
      var changed = false
      try probe(hash) { place in
        switch table[place].place {
        case .free: return true
        case .deleted: return false
        case .taken:
          guard table[place].hash == hash else { return false }
          let key = table[place].key
          let same = try machine.isSame(key, value)
          // As in CPython, the search begins anew only if the comparison changed what was compared.
          if table != before || size != sizeBefore || table[place].place != .taken
            || !table[place].key.isIdentical(to: key)
          {
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

  /// Adds an element that isn't there: at the last deleted place on its way, else at the first free one. Its reference is the
  /// caller's, who gives it.
  ///
  /// - Returns: whether a free place was used up.
  @discardableResult
  private final func insertNew(_ value: Bits, _ hash: Int) -> Bool {
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
    table[home] = Entry(hash: hash, key: value, place: .taken)
    if !reuses { filled &+= 1 }
    count &+= 1
    knownHash = nil
    return !reuses
  }

  private final func insert(_ value: Bits, hash: Int, _ machine: Machine) throws {
    if try find(value, hash, machine) >= 0 { return }
    if case .object(let object) = value { ReferenceCount.retain(object) }
    if insertNew(value, hash), filled * 5 >= (size - 1) * 3 {
      try resize(count > 50_000 ? count * 2 : count * 4, machine)
    }
  }

  private final func resize(_ minimum: Int, _ machine: Machine) throws {
    var wanted = Self.smallest
    while wanted <= minimum { wanted <<= 1 }
    if wanted > 1 << 16 {
      try machine.poll()
      try machine.reserve(wanted, of: MemoryLayout<Entry>.stride, for: "set")
    }
    let (old, oldSize, oldFilled, oldCount) = (table, size, filled, count)
    table = try Self.emptyTable(wanted, machine)
    size = wanted
    filled = 0
    count = 0
    for place in 0..<oldSize {
      if place & 0xFFFF == 0xFFFF, machine.interrupt.isRequested {
        PlainMemory.free(table)
        (table, size, filled, count) = (old, oldSize, oldFilled, oldCount)
        try machine.poll()
        return try resize(minimum, machine)
      }
      if old[place].place == .taken { insertNew(old[place].key, old[place].hash) }
    }
    PlainMemory.free(old)
  }

  @inline(__always)
  private final func hash(_ value: Bits, _ machine: Machine) throws -> Int {
    switch value {
    case .int(let integer) where integer.magnitude < 1 << 60: return integer == -1 ? -2 : integer
    case .object(let object) where object.kind == .string:
      return object.as(StringObject.self)._withUnsafeGuaranteedRef { $0.textHash }
    default: return try machine.hash(value)
    }
  }

  // MARK: Elements

  package final func insert(_ value: Value, _ machine: Machine) throws {
    try withExtendedLifetime(value) { try insert(held: value.borrowed, machine) }
  }

  /// The same for a value that somebody else holds meanwhile.
  final func insert(held value: Bits, _ machine: Machine) throws {
    try insert(value, hash: hash(value, machine), machine)
  }

  /// Whether an element is there that somebody else holds meanwhile.
  final func has(_ value: Bits, _ machine: Machine) throws -> Bool {
    try find(value, hash(value, machine), machine) >= 0
  }

  /// Removes an element; false if it isn't there.
  package final func remove(_ value: Value, _ machine: Machine) throws -> Bool {
    try withExtendedLifetime(value) {
      let place = try find(value.borrowed, hash(value.borrowed, machine), machine)
      if place >= 0 { removeEntry(place) }
      return place >= 0
    }
  }

  private final func removeEntry(_ place: Int) {
    let key = table[place].key
    table[place] = Entry(place: .deleted)
    count -= 1
    knownHash = nil
    if case .object(let object) = key { ReferenceCount.release(object) }
  }

  /// Removes some element, as `pop` does.
  package final func removeAny() -> Value? {
    guard count > 0 else { return nil }
    var place = finger & (size - 1)
    while table[place].place != .taken { place = place + 1 == size ? 0 : place + 1 }
    let key = table[place].key.value
    removeEntry(place)
    finger = place + 1
    return key
  }

  package final func removeAll() {
    let old = table
    let oldSize = size
    table = Self.emptyTable(Self.smallest)
    size = Self.smallest
    filled = 0
    count = 0
    finger = 0
    knownHash = nil
    Self.release(old, oldSize)
    PlainMemory.free(old)
  }

  /// The first taken place at or after one, nil at the end: what iterators go by.
  final func place(from position: Int) -> Int? {
    var place = position
    while place < size {
      if table[place].place == .taken { return place }
      place &+= 1
    }
    return nil
  }

  /// The element at a taken place.
  final func element(at place: Int) -> Value { table[place].key.value }

  /// The elements in the table's order.
  package final var elements: [Value] {
    var result: [Value] = []
    result.reserveCapacity(count)
    for place in 0..<size where table[place].place == .taken { result.append(table[place].key.value) }
    return result
  }

  open override func traverse(_ visit: (Object) -> Void) {
    for place in 0..<size {
      if case .object(let object) = table[place].key { object._withUnsafeGuaranteedRef { visit($0) } }
    }
  }

  open override func giveUp(_ take: (inout Value) -> Void) {
    var values = elements
    removeAll()
    while var value = values.popLast() { take(&value) }
  }

  // MARK: Operations on sets

  package final func update(from source: Value, _ machine: Machine) throws {
    if let other = source.set {
      try merge(other, machine)
    } else if let dict = source.dict {
      if (filled + dict.count) * 5 >= (size - 1) * 3 { try resize((count + dict.count) * 2, machine) }
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
    if (filled + other.count) * 5 >= (size - 1) * 3 { try resize((count + other.count) * 2, machine) }
    if filled == 0 {
      // An empty table of the same size without gaps becomes the same table.
      if size == other.size, other.filled == other.count {
        other.retainAll()
        table.update(from: other.table, count: size)
        filled = other.filled
        count = other.count
        return
      }
      for place in 0..<other.size {
        if place & 0xFFFF == 0xFFFF { try machine.poll() }
        guard other.table[place].place == .taken else { continue }
        if case .object(let object) = other.table[place].key { ReferenceCount.retain(object) }
        insertNew(other.table[place].key, other.table[place].hash)
      }
      return
    }
    try other.forEachEntry(machine) { try insert($0, hash: $1, machine) }
  }

  private final func retainAll() {
    for place in 0..<size {
      if case .object(let object) = table[place].key { ReferenceCount.retain(object) }
    }
  }

  /// Goes through the elements; each is held for as long as `body` runs, which may change this very set.
  private final func forEachEntry(_ machine: Machine, _ body: (Bits, Int) throws -> Void) throws {
    var position = 0
    while let place = place(from: position) {
      position = place + 1
      if position & 0xFFFF == 0 { try machine.poll() }
      let entry = table[place]
      guard case .object(let object) = entry.key else {
        try body(entry.key, entry.hash)
        continue
      }
      ReferenceCount.retain(object)
      defer { ReferenceCount.release(object) }
      try body(entry.key, entry.hash)
    }
  }

  package final func copy(isFrozen: Bool? = nil, _ machine: Machine) throws -> SetObject {
    let result = machine.track(SetObject(isFrozen: isFrozen ?? self.isFrozen))
    try result.merge(self, machine)
    return result
  }

  /// The set as it comes out of CPython's table of constants: built anew from its elements, and copied.
  final func asConstant(_ machine: Machine) throws -> SetObject {
    let constant = SetObject(isFrozen: true)
    try forEachEntry(machine) { try constant.insert($0, hash: $1, machine) }
    return try constant.copy(isFrozen: false, machine)
  }

  package final func union(_ others: [Value], _ machine: Machine) throws -> SetObject {
    let result = try copy(machine)
    for other in others where other.object !== self { try result.update(from: other, machine) }
    return result
  }

  package final func intersection(_ other: Value, _ machine: Machine) throws -> SetObject {
    let result = machine.track(SetObject(isFrozen: isFrozen))
    if let set = other.set {
      if set === self { return try copy(machine) }
      // The smaller one is gone through.
      let (small, large) = set.count > count ? (self, set) : (set, self)
      try small.forEachEntry(machine) { key, hash in
        if try large.find(key, hash, machine) >= 0 { try result.insert(key, hash: hash, machine) }
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
      try result.subtract(other, machine)
      return result
    }
    if count >> 2 > set.count {
      let result = try copy(machine)
      try result.subtract(.object(set), machine)
      return result
    }
    let result = machine.track(SetObject(isFrozen: isFrozen))
    try forEachEntry(machine) { key, hash in
      if try set.find(key, hash, machine) < 0 { try result.insert(key, hash: hash, machine) }
    }
    return result
  }

  /// Removes the elements of another set.
  /// Removes what an iterable has. As in CPython the table is built anew if more than a quarter of it is left deleted: the order
  /// shows it.
  package final func subtract(_ other: Value, _ machine: Machine) throws {
    if let set = other.set {
      if set === self { return removeAll() }
      // Of a far larger set only what both have is gone through.
      let common = set.count >> 3 > count ? try intersection(other, machine) : set
      try common.forEachEntry(machine) { key, hash in
        let place = try find(key, hash, machine)
        if place >= 0 { removeEntry(place) }
      }
    } else {
      try machine.forEach(in: other) {
        _ = try remove($0, machine)
        return true
      }
    }
    if filled - count > (size - 1) / 4 { try resize(count > 50_000 ? count * 2 : count * 4, machine) }
  }

  package final func symmetricDifference(_ other: Value, _ machine: Machine) throws -> SetObject {
    let result = machine.track(try SetObject.of(other, isFrozen: isFrozen, machine))
    try forEachEntry(machine) { key, hash in
      let place = try result.find(key, hash, machine)
      if place >= 0 { result.removeEntry(place) } else { try result.insert(key, hash: hash, machine) }
    }
    return result
  }

  /// Removes what both have, and adds what only the other has.
  package final func symmetricUpdate(from other: Value, _ machine: Machine) throws {
    let set = try other.set ?? SetObject.of(other, machine)
    if set === self { return removeAll() }
    try set.forEachEntry(machine) { key, hash in
      let place = try find(key, hash, machine)
      if place >= 0 { removeEntry(place) } else { try insert(key, hash: hash, machine) }
    }
  }

  package final func isSubset(of other: SetObject, _ machine: Machine) throws -> Bool {
    guard count <= other.count else { return false }
    var position = 0
    while let place = place(from: position) {
      position = place + 1
      let key = table[place].key.value
      let hash = table[place].hash
      guard try withExtendedLifetime(key, { try other.find(key.borrowed, hash, machine) }) >= 0 else {
        return false
      }
    }
    return true
  }

  /// Takes over the elements of another set, which is given up.
  package final func become(_ other: SetObject) {
    guard other !== self else { return }
    swap(&table, &other.table)
    swap(&size, &other.size)
    swap(&filled, &other.filled)
    swap(&count, &other.count)
    finger = 0
    knownHash = nil
  }

  // MARK: What the language does with sets

  open override func length(_ machine: Machine) throws -> Int? { count }

  open override func truth(_ machine: Machine) throws -> Bool { count > 0 }

  open override func hash(_ machine: Machine) throws -> Int {
    guard isFrozen else { throw machine.unhashable(.object(self)) }
    if let knownHash { return knownHash }
    var hash: UInt64 = 0
    for place in 0..<size where table[place].place == .taken {
      let h = UInt64(bitPattern: Int64(table[place].hash))
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
      let hash = try set.copy(isFrozen: true, machine).hash(machine)
      return try withExtendedLifetime(value) { try find(value.borrowed, hash, machine) } >= 0
    }
    return try withExtendedLifetime(value) { try has(value.borrowed, machine) }
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
      try subtract(other, machine)
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
    guard let set = set.map({ Unmanaged.passUnretained($0) }) else { return nil }
    let next = set._withUnsafeGuaranteedRef { $0.count == count ? $0.place(from: position) : -1 }
    guard let next, next >= 0 else {
      self.set = nil
      if next == nil { return nil }
      throw machine.error(FlowMessage.changedDuringIteration("Set changed size during iteration"))
    }
    position = next + 1
    return set._withUnsafeGuaranteedRef { $0.element(at: next) }
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
