/// `dict`: keeps the order of insertion.
///
/// The entries stand in a row in the order in which they came; beside them a table with open addressing
/// holds, at the place that a key's hash names, the entry's number (the layout of CPython 3.6; R. Hettinger, 2012). Up to eight
/// entries need no table. Deleted entries stay as gaps until the row is packed.
///
/// Comparing keys may run a script that changes this very dict, so every comparison that could is followed by a look at
/// `version`, and nothing holds a pointer across it.
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
    entries = .allocate(capacity: 4)
    super.init(kind: .dict)
  }

  deinit {
    freeContents {
      entries.deinitialize(count: end)
      end = 0
    }
    entries.deallocate()
    table?.deallocate()
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

  private final func findText(_ key: StringObject, _ hash: Int) -> Int? {
    // Seen without counting: comparing texts runs no script.
    func matches(_ i: Int) -> Bool? {
      guard case .object(let other) = keyBits(i), other.kind == .string else { return nil }
      return other.as(StringObject.self)._withUnsafeGuaranteedRef { $0.equals(key) }
    }
    guard let table else {
      for i in 0..<end where entries[i].hash == hash {
        guard let same = matches(i) else { return nil }
        if same { return i }
      }
      return -1
    }
    var probe = Probe(hash, mask)
    while true {
      let i = Int(table[probe.place])
      if i == -1 { return -1 }
      if i >= 0, entries[i].hash == hash {
        guard let same = matches(i) else { return nil }
        if same { return i }
      }
      probe.next()
    }
  }

  @inline(__always)
  private final func keyBits(_ i: Int) -> Bits { withUnsafeMutablePointer(to: &entries[i].key) { $0.bits } }

  /// The number of the entry with this key, -1 if there is none.
  private final func find(_ key: Value, _ hash: Int, _ machine: Machine) throws -> Int {
    if case .int(let integer) = key, let found = findInteger(integer, hash) { return found }
    if let text = key.string, let found = findText(text, hash) { return found }
    search: while true {
      let before = version
      guard let table else {
        for i in 0..<end where entries[i].hash == hash {
          let same = try machine.isSame(entries[i].key, key)
          if version != before { continue search }
          if same { return i }
        }
        return -1
      }
      var probe = Probe(hash, mask)
      while true {
        let i = Int(table[probe.place])
        if i == -1 { return -1 }
        if i >= 0, entries[i].hash == hash {
          let same = try machine.isSame(entries[i].key, key)
          if version != before { continue search }
          if same { return i }
        }
        probe.next()
      }
    }
  }

  /// A key's hash, never that of a gap.
  @inline(__always)
  private final func hash(_ key: Value, _ machine: Machine) throws -> Int {
    if case .int(let integer) = key, integer.magnitude < 1 << 60 { return integer == -1 ? -2 : integer }
    if let text = key.string { return text.textHash }
    let hash = try machine.hash(key)
    return hash == Self.gap ? 1 : hash
  }

  package final func get(_ key: Value, _ machine: Machine) throws -> Value? {
    let i = try find(key, hash(key, machine), machine)
    return i < 0 ? nil : withUnsafeMutablePointer(to: &entries[i].value) { $0.copy }
  }

  // MARK: Changing

  package final func set(_ key: Value, _ value: Value, _ machine: Machine) throws {
    let hash = try hash(key, machine)
    let i = try find(key, hash, machine)
    if let mirror { mirror.set(key, value) }
    if i >= 0 {
      withUnsafeMutablePointer(to: &entries[i].value) { $0.put(value) }
      return
    }
    if end == capacity { try makeRoom(machine) }
    (entries + end).initialize(to: Entry(hash: hash, key: key, value: value))
    if let table { insert(end, hash, into: table) }
    end += 1
    count += 1
    version &+= 1
  }

  /// Sets a key that is text, as the machine does for keyword arguments and attributes.
  package final func set(_ key: String, _ value: Value, _ machine: Machine) throws {
    try set(.string(key), value, machine)
  }

  package final func remove(_ key: Value, _ machine: Machine) throws -> Value? {
    let i = try find(key, hash(key, machine), machine)
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
      (entries).deinitialize(count: end)
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
    entries = .allocate(capacity: 4)
    capacity = 4
    begin = 0
    end = 0
    count = 0
    version &+= 1
    table?.deallocate()
    table = nil
    mask = 0
    deleted = 0
    old.deinitialize(count: oldEnd)
    old.deallocate()
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
    let row = UnsafeMutablePointer<Entry>.allocate(capacity: wanted)
    if count == end {
      row.moveInitialize(from: entries, count: end)
    } else {
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
    }
    entries.deallocate()
    entries = row
    capacity = wanted
    buildTable()
  }

  private final func buildTable() {
    table?.deallocate()
    table = nil
    mask = 0
    deleted = 0
    guard capacity > Self.rowOnly else { return }
    // At most half full.
    let size = 1 << (Int.bitWidth - (capacity * 2 - 1).leadingZeroBitCount)
    mask = size - 1
    let fresh = UnsafeMutablePointer<Int32>.allocate(capacity: size)
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

  /// The entry at or after a position, and the position to go on from: iteration that survives changes.
  package final func entry(from position: Int) -> (key: Value, value: Value, next: Int)? {
    var i = max(position, begin)
    while i < end {
      if entries[i].hash != Self.gap { return (entries[i].key, entries[i].value, i + 1) }
      i += 1
    }
    return nil
  }

  /// The entry at or before a position, for `reversed`.
  package final func entry(backFrom position: Int) -> (key: Value, value: Value, next: Int)? {
    var i = min(position, end - 1)
    while i >= begin {
      if entries[i].hash != Self.gap { return (entries[i].key, entries[i].value, i - 1) }
      i -= 1
    }
    return nil
  }

  /// The position from which `entry(backFrom:)` begins.
  package final var lastPosition: Int { end - 1 }

  package final var keys: [Value] { all { $0.key } }
  package final var values: [Value] { all { $0.value } }
  package final var items: [Value] { all { .tuple([$0.key, $0.value]) } }
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
    entries.deinitialize(count: end)
    begin = 0
    end = 0
    count = 0
    version &+= 1
    table?.deallocate()
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

  @inline(never)
  package final func noKey(_ key: Value, _ machine: Machine) -> ScriptError {
    let shown = (try? machine.repr(key)) ?? "?"
    machine.missedKeys += 1
    // A program that misses more keys than this lives by it: nobody will read the advice.
    guard machine.missedKeys < 100 else {
      return machine.keyError(key, ItemMessage.noKey(shown, keys: [], count: count, suggestion: nil))
    }
    let names = pairs.prefix(1000).compactMap { $0.key.text }
    let suggestion = key.text.flatMap { Spelling.suggestion(for: $0, among: names) }
    let some = pairs.prefix(5).compactMap { machine.shortRepr($0.key) }
    return machine.keyError(
      key, ItemMessage.noKey(shown, keys: some, count: count, suggestion: suggestion.map(StringRepr.text)))
  }

  open override func setItem(_ index: Value, to value: Value, _ machine: Machine) throws {
    try set(index, value, machine)
  }

  open override func deleteItem(_ index: Value, _ machine: Machine) throws {
    if try remove(index, machine) == nil { throw noKey(index, machine) }
  }

  open override func contains(_ value: Value, _ machine: Machine) throws -> Bool {
    try find(value, hash(value, machine), machine) >= 0
  }

  open override func iterator(_ machine: Machine) throws -> Object { DictIterator(self, .keys) }

  open override func compare(_ comparison: Comparison, _ other: Value, _ machine: Machine) throws -> Value? {
    guard let other = other.dict, comparison == .equal || comparison == .notEqual else { return nil }
    return .bool(try equals(other, machine) == (comparison == .equal))
  }

  private final func equals(_ other: DictObject, _ machine: Machine) throws -> Bool {
    guard count == other.count else { return false }
    for (place, (key, value)) in pairs.enumerated() {
      if place & 0xFFFF == 0xFFFF { try machine.poll() }
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
    for (key, value) in other.pairs { try set(key, value, machine) }
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
