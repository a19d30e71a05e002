/// `dict`: keeps the order of insertion.
///
/// The entries stand in a row in the order in which they came; beside them a table with open addressing
/// holds, at the place that a key's hash names, the entry's number (the layout of CPython 3.6; R. Hettinger, 2012). Up to eight
/// entries need no table. Deleted entries stay as gaps until the row is packed.
///
/// Comparing keys may run a script that changes this very dict, so every comparison that could is followed by a look at
/// whether it did, and nothing holds a pointer across it.
open class DictObject: Container {
  /// A gap has no hash that a key could have.
  private struct Entry {
    var hash: Int
    var key: Value
    var value: Value
  }

  private static let gap = Int.min
  private static let tableFree: Int32 = -1
  private static let tableDeleted: Int32 = -2
  private static let rowOnly = 8

  @exclusivity(unchecked) private final var entries: UnsafeMutablePointer<Entry>
  @exclusivity(unchecked) private final var capacity: Int
  /// Where the first entry may stand: everything before it is gaps.
  @exclusivity(unchecked) private final var begin = 0
  /// Where the next entry will stand.
  @exclusivity(unchecked) private final var end = 0
  @exclusivity(unchecked) private final var table: UnsafeMutablePointer<Int32>?
  /// The table's size, a power of two, minus 1.
  @exclusivity(unchecked) private final var mask = 0
  /// Places of the table that a search passes over.
  @exclusivity(unchecked) private final var deleted = 0
  /// The number of entries.
  @exclusivity(unchecked) package private(set) final var count = 0
  /// Grows with each entry that comes or goes.
  @exclusivity(unchecked) package private(set) final var version = 0
  /// Set for the dict of an instance's attributes.
  @exclusivity(unchecked) final var mirror: AttributeMirror?

  public init() {
    capacity = 4
    entries = PlainMemory.allocate(4)
    super.init(kind: .dict)
  }

  deinit {
    freeContents {
      releaseEntries(entries, end)
      end = 0
    }
    PlainMemory.free(entries)
    if let table { PlainMemory.free(table) }
  }

  open override func type(_ machine: Machine) -> TypeObject { machine.type(.dict) }

  // MARK: Looking up

  /// The places of the table that a search for a hash visits. Like CPython's: the low bits first, so that keys in a row of ints
  /// lie side by side in memory, then jumps into which all bits flow.
  private struct Probe {
    var place: Int
    private var perturb: UInt
    private let mask: Int

    @inline(__always)
    init(_ hash: Int, _ mask: Int) {
      place = hash & mask
      perturb = UInt(bitPattern: hash)
      self.mask = mask
    }

    @inline(__always)
    mutating func next() {
      perturb >>= 5
      place = (place &* 5 &+ Int(bitPattern: perturb) &+ 1) & mask
    }
  }

  /// The number of the entry with an int key, -1 if there is none: no script can run here.
  @inline(__always)
  private final func findInteger(_ key: Int, _ hash: Int) -> Int? {
    guard let table else {
      var i = 0
      while i < end {
        if entries[i].hash == hash {
          guard case .int(let other) = entries[i].key else { return nil }
          if other == key { return i }
        }
        i += 1
      }
      return -1
    }
    var probe = Probe(hash, mask)
    while true {
      let i = Int(table[probe.place])
      if i == -1 { return -1 }
      if i >= 0, entries[i].hash == hash {
        // An equal hash with a key of another type, such as 1.0, takes the general way.
        guard case .int(let other) = entries[i].key else { return nil }
        if other == key { return i }
      }
      probe.next()
    }
  }

  /// The same for a key that is text.
  private final func findText(_ key: Unmanaged<StringObject>, _ hash: Int) -> Int? {
    guard let table else {
      for i in 0..<end where entries[i].hash == hash {
        guard let same = isText(i, key) else { return nil }
        if same { return i }
      }
      return -1
    }
    var probe = Probe(hash, mask)
    while true {
      let i = Int(table[probe.place])
      if i == -1 { return -1 }
      if i >= 0, entries[i].hash == hash {
        guard let same = isText(i, key) else { return nil }
        if same { return i }
      }
      probe.next()
    }
  }

  /// Whether an entry's key is this text; nil for a key that isn't text.
  @inline(__always)
  private final func isText(_ i: Int, _ text: Unmanaged<StringObject>) -> Bool? {
    guard case .object(let other) = keyBits(i) else { return nil }
    if other.toOpaque() == text.toOpaque() { return true }
    guard other.kind == .string else { return nil }
    return text._withUnsafeGuaranteedRef { text in
      other.as(StringObject.self)._withUnsafeGuaranteedRef { $0.equals(text) }
    }
  }

  @inline(__always)
  private final func keyPlace(_ i: Int) -> UnsafeMutablePointer<Value> {
    withUnsafeMutablePointer(to: &entries[i].key) { $0 }
  }

  @inline(__always)
  private final func keyBits(_ i: Int) -> Bits { keyPlace(i).bits }

  @inline(__always)
  private final func valuePlace(_ i: Int) -> UnsafeMutablePointer<Value> {
    withUnsafeMutablePointer(to: &entries[i].value) { $0 }
  }

  /// The number of the entry with this key, -1 if there is none.
  @inline(__always)
  private final func find(_ key: Bits, _ hash: Int, _ machine: Machine) throws -> Int {
    switch key {
    case .int(let integer):
      if let found = findInteger(integer, hash) { return found }
    case .object(let object) where object.kind == .string:
      if let found = findText(object.as(StringObject.self), hash) { return found }
    default: break
    }
    return try findAnything(key.value, hash, machine)
  }

  @inline(never)
  private final func findAnything(_ key: Value, _ hash: Int, _ machine: Machine) throws -> Int {
    // As in CPython, the search begins anew only if a comparison changed what was compared.
    search: while true {
      let before = entries
      guard let table else {
        var i = 0
        while i < end {
          if entries[i].hash == hash {
            let other = keyBits(i)
            let same = try machine.isSame(other, key.borrowed)
            guard entries == before, i < end, keyBits(i).isIdentical(to: other) else { continue search }
            if same { return i }
          }
          i += 1
        }
        return -1
      }
      let maskBefore = mask
      var probe = Probe(hash, mask)
      while true {
        let i = Int(table[probe.place])
        if i == -1 { return -1 }
        if i >= 0, entries[i].hash == hash {
          let other = keyBits(i)
          let same = try machine.isSame(other, key.borrowed)
          guard entries == before, self.table == table, mask == maskBefore, i < end,
            keyBits(i).isIdentical(to: other)
          else { continue search }
          if same { return i }
        }
        probe.next()
      }
    }
  }

  /// A key's hash, never that of a gap.
  @inline(__always)
  private final func hash(_ key: Bits, _ machine: Machine) throws -> Int {
    switch key {
    case .int(let integer) where integer.magnitude < 1 << 60: return integer == -1 ? -2 : integer
    case .object(let object) where object.kind == .string:
      return object.as(StringObject.self)._withUnsafeGuaranteedRef { $0.textHash }
    default:
      let hash = try machine.hash(key)
      return hash == Self.gap ? 1 : hash
    }
  }

  package final func get(_ key: Value, _ machine: Machine) throws -> Value? {
    try withExtendedLifetime(key) { try look(up: key.borrowed, machine)?.value }
  }

  /// The value of a key, both seen without counting: somebody else holds the key meanwhile.
  final func look(up key: Bits, _ machine: Machine) throws -> Bits? {
    let i = try find(key, hash(key, machine), machine)
    return i < 0 ? nil : valuePlace(i).bits
  }

  /// Whether there is such a key.
  final func has(_ key: Bits, _ machine: Machine) throws -> Bool {
    try find(key, hash(key, machine), machine) >= 0
  }

  // MARK: Changing

  /// The value of a key; one that isn't there comes with the value that `make` gives.
  package final func value(of key: Value, orSet make: () throws -> Value, _ machine: Machine) throws -> Value
  {
    let hash = try hash(key.borrowed, machine)
    let i = try find(key.borrowed, hash, machine)
    if i >= 0 { return valuePlace(i).copy }
    let before = version
    let value = try make()
    // Making it may have changed the dict.
    if version != before {
      try set(key, value, machine)
    } else {
      try add(key, hash, value, machine)
    }
    return value
  }

  /// Adds to the int of a key, 0 if it isn't there; false if its value isn't an int or would be too large.
  package final func increase(_ key: Value, by amount: Int, _ machine: Machine) throws -> Bool {
    let hash = try hash(key.borrowed, machine)
    let i = try find(key.borrowed, hash, machine)
    guard i >= 0 else {
      try add(key, hash, .int(amount), machine)
      return true
    }
    guard case .int(let old) = valuePlace(i).bits else { return false }
    let (sum, overflow) = old.addingReportingOverflow(amount)
    guard !overflow else { return false }
    valuePlace(i).initialize(to: .int(sum))
    if let mirror { mirror.set(key, .int(sum)) }
    return true
  }

  package final func set(_ key: Value, _ value: Value, _ machine: Machine) throws {
    try withExtendedLifetime(key) { try set(held: key.borrowed, value, machine) }
  }

  /// The same for a key that somebody else holds meanwhile.
  final func set(held key: Bits, _ value: consuming Value, _ machine: Machine) throws {
    let hash = try hash(key, machine)
    let i = try find(key, hash, machine)
    if i >= 0 {
      if let mirror { mirror.set(key.value, value) }
      valuePlace(i).put(value)
      return
    }
    try add(key.value, hash, value, machine)
  }

  /// Adds an entry with a key that isn't there.
  private final func add(
    _ key: consuming Value, _ hash: Int, _ value: consuming Value, _ machine: Machine
  ) throws {
    if let mirror { mirror.set(key, value) }
    if end == capacity { try makeRoom(machine) }
    let place = UnsafeMutableRawPointer(entries + end)
    place.storeBytes(of: hash, as: Int.self)
    keyPlace(end).initialize(to: key)
    valuePlace(end).initialize(to: value)
    if let table { insert(end, hash, into: table) }
    end += 1
    count += 1
    version &+= 1
  }

  /// Lets go of entries whose places are given up.
  private final func releaseEntries(_ row: UnsafeMutablePointer<Entry>, _ count: Int) {
    for i in 0..<count {
      Row.release(withUnsafeMutablePointer(to: &row[i].key) { $0 }, 1)
      Row.release(withUnsafeMutablePointer(to: &row[i].value) { $0 }, 1)
    }
  }

  /// Sets a key that is text, as the machine does for keyword arguments and attributes.
  package final func set(_ key: String, _ value: Value, _ machine: Machine) throws {
    try set(.string(key), value, machine)
  }

  package final func remove(_ key: Value, _ machine: Machine) throws -> Value? {
    let i = try find(key.borrowed, hash(key.borrowed, machine), machine)
    return i < 0 ? nil : removeEntry(i).value
  }

  /// Makes entry `i` a gap and takes its number out of the table.
  private final func removeEntry(_ i: Int) -> (key: Value, value: Value) {
    let entry = entries[i]
    if let mirror { mirror.remove(entry.key) }
    if let table {
      var probe = Probe(entry.hash, mask)
      while table[probe.place] != Int32(truncatingIfNeeded: i) { probe.next() }
      table[probe.place] = Self.tableDeleted
      deleted += 1
    }
    entries[i] = Entry(hash: Self.gap, key: .none, value: .none)
    count -= 1
    version &+= 1
    // Gaps at both ends cost nothing, so that queues and stacks of keys stay fast.
    while end > begin, entries[end - 1].hash == Self.gap {
      end -= 1
      (entries + end).deinitialize(count: 1)
    }
    while begin < end, entries[begin].hash == Self.gap { begin += 1 }
    if begin == end, begin > 0 {
      entries.deinitialize(count: end)
      begin = 0
      end = 0
    }
    if deleted > capacity / 2 { buildTable() }
    return (entry.key, entry.value)
  }

  package final func removeLast() -> (key: Value, value: Value)? { count == 0 ? nil : removeEntry(end - 1) }

  package final func removeFirst() -> (key: Value, value: Value)? { count == 0 ? nil : removeEntry(begin) }

  package final func removeAll() {
    if let mirror { mirror.removeAll() }
    // The values may free objects whose `__del__` looks at this dict, so it is empty before they go.
    let old = entries
    let oldEnd = end
    entries = PlainMemory.allocate(4)
    capacity = 4
    begin = 0
    end = 0
    count = 0
    version &+= 1
    if let table { PlainMemory.free(table) }
    table = nil
    mask = 0
    deleted = 0
    releaseEntries(old, oldEnd)
    PlainMemory.free(old)
  }

  /// Packs the row, or moves it to one twice as large, and builds the table anew.
  private final func makeRoom(_ machine: Machine) throws {
    let wanted = count >= capacity - capacity / 4 ? capacity * 2 : capacity
    guard wanted < Int(Int32.max) else {
      throw machine.error(FlowMessage.memory(what: "dict", bytes: .max, limit: .max))
    }
    if wanted > 1 << 16 {
      try machine.poll()
      try machine.reserve(wanted, of: MemoryLayout<Entry>.stride + 8, for: "dict")
    }
    if count == end {
      entries = PlainMemory.resize(entries, wanted)
    } else {
      let row: UnsafeMutablePointer<Entry> = PlainMemory.allocate(wanted)
      var kept = 0
      for i in 0..<end {
        if entries[i].hash == Self.gap {
          (entries + i).deinitialize(count: 1)
        } else {
          (row + kept).moveInitialize(from: entries + i, count: 1)
          kept += 1
        }
      }
      begin = 0
      end = kept
      version &+= 1
      PlainMemory.free(entries)
      entries = row
    }
    capacity = wanted
    buildTable()
  }

  private final func buildTable() {
    if let table { PlainMemory.free(table) }
    table = nil
    mask = 0
    deleted = 0
    guard capacity > Self.rowOnly else { return }
    // At most half full.
    let size = 1 << (Int.bitWidth - (capacity * 2 - 1).leadingZeroBitCount)
    mask = size - 1
    let fresh: UnsafeMutablePointer<Int32> = PlainMemory.allocate(size)
    fresh.initialize(repeating: Self.tableFree, count: size)
    table = fresh
    for i in begin..<end where entries[i].hash != Self.gap { insert(i, entries[i].hash, into: fresh) }
  }

  @inline(__always)
  private final func insert(_ i: Int, _ hash: Int, into table: UnsafeMutablePointer<Int32>) {
    var probe = Probe(hash, mask)
    while table[probe.place] >= 0 { probe.next() }
    if table[probe.place] == Self.tableDeleted { deleted -= 1 }
    table[probe.place] = Int32(truncatingIfNeeded: i)
  }

  // MARK: Going through

  /// The number of the first entry at or after a position, nil at the end: what iterators go by.
  @inline(__always)
  final func entryNumber(from position: Int) -> Int? {
    var i = max(position, begin)
    while i < end {
      if entries[i].hash != Self.gap { return i }
      i &+= 1
    }
    return nil
  }

  /// The next entry's key and value in two registers, for an iterator that began when there were `expected` entries; false at the
  /// end, or if their number isn't what it was.
  @inline(__always)
  final func next(
    into registers: UnsafeMutablePointer<Value>, after position: inout Int, of expected: Int
  ) -> Bool {
    guard count == expected, let i = entryNumber(from: position) else { return false }
    position = i &+ 1
    registers.put(keyPlace(i).copy)
    (registers + 1).put(valuePlace(i).copy)
    return true
  }

  /// A part of the next entry, for an iterator that began when there were `expected` entries; nil at the end, or if their
  /// number isn't what it was.
  final func next(
    _ part: DictPart, after position: inout Int, of expected: Int, _ machine: Machine
  ) -> Value? {
    guard count == expected, let i = entryNumber(from: position) else { return nil }
    position = i &+ 1
    return self.part(part, ofEntry: i, machine)
  }

  /// A part of an entry that is there.
  @inline(__always)
  final func part(_ part: DictPart, ofEntry i: Int, _ machine: Machine) -> Value {
    switch part {
    case .keys: keyPlace(i).copy
    case .values: valuePlace(i).copy
    case .items: machine.pair(keyPlace(i).copy, valuePlace(i).copy)
    }
  }

  /// The entry at or after a position, and the position to go on from: iteration that survives changes.
  package final func entry(from position: Int) -> (key: Value, value: Value, next: Int)? {
    var i = max(position, begin)
    while i < end {
      if entries[i].hash != Self.gap { return (entries[i].key, entries[i].value, i + 1) }
      i += 1
    }
    return nil
  }

  /// The number of the last entry at or before a position, for `reversed`.
  final func entryNumber(backFrom position: Int) -> Int? {
    var i = min(position, end - 1)
    while i >= begin {
      if entries[i].hash != Self.gap { return i }
      i &-= 1
    }
    return nil
  }

  /// The position from which `entryNumber(backFrom:)` begins.
  package final var lastPosition: Int { end - 1 }

  package final var keys: [Value] { all { $0.key } }
  package final var values: [Value] { all { $0.value } }
  package final var items: [Value] { all { .pair($0.key, $0.value) } }
  package final var pairs: [(key: Value, value: Value)] { all { ($0.key, $0.value) } }

  private final func all<T>(_ part: (Entry) -> T) -> [T] {
    var result: [T] = []
    result.reserveCapacity(count)
    for i in 0..<end where entries[i].hash != Self.gap { result.append(part(entries[i])) }
    return result
  }

  open override func traverse(_ visit: (Object) -> Void) {
    for i in 0..<end {
      if case .object(let key) = entries[i].key { visit(key) }
      if case .object(let value) = entries[i].value { visit(value) }
    }
  }

  open override func giveUp(_ take: (inout Value) -> Void) {
    for i in 0..<end {
      take(&entries[i].key)
      take(&entries[i].value)
    }
    releaseEntries(entries, end)
    begin = 0
    end = 0
    count = 0
    version &+= 1
    if let table { PlainMemory.free(table) }
    table = nil
    mask = 0
    deleted = 0
  }

  // MARK: What the language does with dicts

  /// The value of a key that isn't there: what `defaultdict` and `Counter` change.
  open func missing(_ key: Value, _ machine: Machine) throws -> Value? { nil }

  open override func length(_ machine: Machine) throws -> Int? { count }

  open override func truth(_ machine: Machine) throws -> Bool { count > 0 }

  open override func hash(_ machine: Machine) throws -> Int { throw machine.unhashable(.object(self)) }

  open override func item(_ index: Value, _ machine: Machine) throws -> Value {
    if let value = try get(index, machine) { return value }
    if let value = try missing(index, machine) { return value }
    throw noKey(index, machine)
  }

  /// `KeyError(key)`
  package final func noKey(_ key: Value, _ machine: Machine) -> ScriptError {
    machine.keyError(key, in: .object(self))
  }

  /// The words about a key that isn't there, with some that are, and one that may have been meant.
  final func messageAbout(missing key: Value, _ machine: Machine) -> any MessageText {
    let names = pairs.prefix(1000).compactMap { $0.key.text }
    let suggestion = key.text.flatMap { Spelling.suggestion(for: $0, among: names) }
    let some = pairs.prefix(5).compactMap { machine.shortRepr($0.key) }
    return ItemMessage.noKey(
      (try? machine.repr(key)) ?? "?", keys: some, count: count, suggestion: suggestion.map(StringRepr.text))
  }

  open override func setItem(_ index: Value, to value: Value, _ machine: Machine) throws {
    try set(index, value, machine)
  }

  open override func deleteItem(_ index: Value, _ machine: Machine) throws {
    if try remove(index, machine) == nil { throw noKey(index, machine) }
  }

  open override func contains(_ value: Value, _ machine: Machine) throws -> Bool {
    try withExtendedLifetime(value) { try has(value.borrowed, machine) }
  }

  open override func iterator(_ machine: Machine) throws -> Object { DictIterator(self, .keys) }

  open override func compare(_ comparison: Comparison, _ other: Value, _ machine: Machine) throws -> Value? {
    guard let other = other.dict, comparison == .equal || comparison == .notEqual else { return nil }
    return .bool(try equals(other, machine) == (comparison == .equal))
  }

  private final func equals(_ other: DictObject, _ machine: Machine) throws -> Bool {
    guard count == other.count else { return false }
    var position = 0
    while let i = entryNumber(from: position) {
      position = i + 1
      if position & 0xFFFF == 0xFFFF { try machine.poll() }
      let key = keyBits(i).value
      let value = valuePlace(i).copy
      guard let found = try other.get(key, machine), try machine.isSame(value, found) else { return false }
    }
    return true
  }

  open override func binary(_ op: BinaryOperator, _ other: Value, _ machine: Machine) throws -> Value? {
    guard op == .or, let other = other.dict else { return nil }
    let result = try copy(machine)
    try result.update(with: other, machine)
    return .object(result)
  }

  open override func inPlace(_ op: BinaryOperator, _ other: Value, _ machine: Machine) throws -> Value? {
    guard op == .or else { return nil }
    try update(from: other, machine)
    return .object(self)
  }

  open override func repr(_ machine: Machine) throws -> String {
    if isBeingShown { return "{...}" }
    isBeingShown = true
    defer { isBeingShown = false }
    var text = "{"
    for (i, pair) in pairs.enumerated() {
      if i > 0 { text += ", " }
      text += try machine.repr(pair.key) + ": " + machine.repr(pair.value)
      if i & 0xFFF == 0xFFF { try machine.poll() }
    }
    return text + "}"
  }

  /// A copy of the same class.
  open func copy(_ machine: Machine) throws -> DictObject {
    let result = DictObject()
    try result.update(with: self, machine)
    return result
  }

  package final func update(with other: DictObject, _ machine: Machine) throws {
    // An empty one takes the entries as they lie.
    if count == 0, end == 0, other.count == other.end, other !== self, mirror == nil {
      return try take(entriesOf: other, machine)
    }
    var position = 0
    while let i = other.entryNumber(from: position) {
      position = i + 1
      let before = other.version
      try set(other.keyBits(i).value, other.valuePlace(i).copy, machine)
      guard other === self || other.version == before else {
        throw machine.error(FlowMessage.changedDuringIteration("dict mutated during update"))
      }
    }
  }

  private final func take(entriesOf other: DictObject, _ machine: Machine) throws {
    guard other.end > 0 else { return }
    try machine.reserve(other.capacity, of: MemoryLayout<Entry>.stride, for: "dict")
    PlainMemory.free(entries)
    capacity = other.capacity
    entries = PlainMemory.allocate(capacity)
    for i in 0..<other.end {
      if i & 0xFFFF == 0xFFFF, machine.interrupt.isRequested {
        releaseEntries(entries, i)
        try machine.poll()
        return try take(entriesOf: other, machine)
      }
      UnsafeMutableRawPointer(entries + i).storeBytes(of: other.entries[i].hash, as: Int.self)
      Row.copy(other.keyPlace(i), 1, to: keyPlace(i))
      Row.copy(other.valuePlace(i), 1, to: valuePlace(i))
    }
    end = other.end
    count = other.count
    version &+= 1
    buildTable()
  }

  /// Takes the entries of a mapping or of an iterable of pairs.
  package final func update(from source: Value, _ machine: Machine) throws {
    if let dict = source.dict { return try update(with: dict, machine) }
    if case .object(let object) = source, let keys = try object.attribute(machine.symbol("keys"), machine) {
      try machine.forEach(in: machine.call(keys)) {
        try set($0, machine.item(source, $0), machine)
        return true
      }
      return
    }
    var number = 0
    try machine.forEach(in: source) { element in
      guard case .object = element else { throw machine.error(ItemMessage.pairType(element: number)) }
      let pair = try machine.array(of: element)
      guard pair.count == 2 else {
        throw machine.error(ItemMessage.pairLength(element: number, length: pair.count))
      }
      try set(pair[0], pair[1], machine)
      number += 1
      return true
    }
  }
}
