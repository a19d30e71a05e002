/// Values by interned names, in the order in which they came: the attributes of a class.
///
/// A value stays at one address until another name comes or goes, so that an inline cache may remember the address; and it is
/// looked at without being counted. Names are numbers, found by open addressing with linear probing (Knuth 1973, §6.4).
final class NameTable {
  private(set) var count = 0
  private var capacity = 8
  private var keys: UnsafeMutablePointer<Symbol>
  private var values: UnsafeMutablePointer<Value>
  /// The place of a name among the keys; -1 where nothing is. A power of two, and at least twice the capacity.
  private var places: UnsafeMutablePointer<Int32>
  /// The number of places minus 1.
  private var mask: Int

  init() {
    keys = .allocate(capacity: capacity)
    values = .allocate(capacity: capacity)
    mask = 2 * capacity - 1
    places = .allocate(capacity: mask + 1)
    places.initialize(repeating: -1, count: mask + 1)
  }

  deinit {
    values.deinitialize(count: count)
    values.deallocate()
    keys.deallocate()
    places.deallocate()
  }

  /// The names in their order.
  var names: [Symbol] { Array(UnsafeBufferPointer(start: keys, count: count)) }

  /// Where the value of a name stands, nil if there is none.
  @inline(__always)
  func slot(_ name: Symbol) -> UnsafeMutablePointer<Value>? {
    var probe = Int(name.id) & mask
    while true {
      let place = Int(places[probe])
      if place < 0 { return nil }
      if keys[place].id == name.id { return values + place }
      probe = (probe + 1) & mask
    }
  }

  /// Sets a value. What stood there is freed last, since that may look at this table.
  func set(_ name: Symbol, _ value: Value) {
    if let slot = slot(name) {
      slot.put(value)
      return
    }
    if count == capacity { grow() }
    (keys + count).initialize(to: name)
    (values + count).initialize(to: value)
    enter(count)
    count += 1
  }

  /// - Returns: the value that was there.
  func remove(_ name: Symbol) -> Value? {
    guard let slot = slot(name) else { return nil }
    let place = slot - values
    let removed = slot.move()
    count -= 1
    slot.moveInitialize(from: slot + 1, count: count - place)
    (keys + place).moveInitialize(from: keys + place + 1, count: count - place)
    enterAll()
    return removed
  }

  func removeAll() {
    let old = values
    let oldCount = count
    values = .allocate(capacity: capacity)
    count = 0
    enterAll()
    old.deinitialize(count: oldCount)
    old.deallocate()
  }

  func forEach(_ body: (Symbol, Value) throws -> Void) rethrows {
    for place in 0..<count { try body(keys[place], values[place]) }
  }

  private func enter(_ place: Int) {
    var probe = Int(keys[place].id) & mask
    while places[probe] >= 0 { probe = (probe + 1) & mask }
    places[probe] = Int32(truncatingIfNeeded: place)
  }

  private func enterAll() {
    places.update(repeating: -1, count: mask + 1)
    for place in 0..<count { enter(place) }
  }

  private func grow() {
    let moreKeys = UnsafeMutablePointer<Symbol>.allocate(capacity: capacity * 2)
    let moreValues = UnsafeMutablePointer<Value>.allocate(capacity: capacity * 2)
    moreKeys.moveInitialize(from: keys, count: count)
    moreValues.moveInitialize(from: values, count: count)
    keys.deallocate()
    values.deallocate()
    keys = moreKeys
    values = moreValues
    capacity *= 2
    places.deallocate()
    mask = 2 * capacity - 1
    places = .allocate(capacity: mask + 1)
    places.initialize(repeating: -1, count: mask + 1)
    for place in 0..<count { enter(place) }
  }
}
