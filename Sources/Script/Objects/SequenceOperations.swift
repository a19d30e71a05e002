/// A list or a tuple: a row of values.
protocol ElementRow: AnyObject {
  var count: Int { get }
  /// An element that is there, seen without counting.
  func bits(_ index: Int) -> Bits
}

extension ListObject: ElementRow {}
extension TupleObject: ElementRow {}

/// What lists and tuples share. Comparing elements may run a script that changes the list, so that its count is asked anew
/// after each.
enum SequenceOperations {
  /// How many elements are copied between two looks for an interrupt.
  static let piece = 1 << 18

  /// A place in a sequence from an index that may count from the end.
  @inline(__always)
  static func place(_ index: Int, _ count: Int) -> Int? {
    let place = index < 0 ? index &+ count : index
    return place >= 0 && place < count ? place : nil
  }

  // MARK: Copying

  /// Copies the elements of a slice to places that hold nothing; after an interrupt they hold nothing again.
  static func copy(
    _ run: SliceRun, of row: some ElementRow, to target: UnsafeMutablePointer<Value>, _ machine: Machine
  ) throws {
    var place = run.start
    for made in 0..<run.count {
      if made & 0xFFFF == 0xFFFF, machine.interrupt.isRequested {
        Row.release(target, made)
        try machine.poll()
      }
      (target + made).initialize(to: row.bits(place).value)
      place &+= run.step
    }
  }

  /// How often `row * factor` repeats the row; nil if the factor has a say of its own.
  static func times(_ factor: Value, _ count: Int, _ machine: Machine) throws -> Int? {
    guard let times = factor.integer else {
      if factor.object is Instance { return nil }
      throw machine.error(OperandMessage.cannotRepeat(by: machine.typeName(of: factor)))
    }
    guard times > 0, count > 0 else { return 0 }
    let (total, overflow) = count.multipliedReportingOverflow(by: times)
    try machine.reserve(overflow ? .max : total, of: MemoryLayout<Value>.stride, for: "list *")
    return times
  }

  /// Copies a row several times to places that hold nothing; after an interrupt they hold nothing again.
  static func `repeat`(
    _ row: UnsafeMutablePointer<Value>, _ count: Int, _ times: Int, to target: UnsafeMutablePointer<Value>,
    _ machine: Machine
  ) throws {
    if count == 1, row.bits.isPlain { return try fill(target, row, times, machine) }
    var made = 0
    var next = piece
    for _ in 0..<times {
      Row.copy(row, count, to: target + made)
      made += count
      if made >= next, machine.interrupt.isRequested {
        Row.release(target, made)
        try machine.poll()
      }
      if made >= next { next = made + piece }
    }
  }

  /// Copies one value that isn't an object to many places.
  private static func fill(
    _ target: UnsafeMutablePointer<Value>, _ value: UnsafeMutablePointer<Value>, _ times: Int,
    _ machine: Machine
  ) throws {
    var made = 0
    while made < times {
      let end = min(times, made + piece)
      Row.fill(target + made, value, end - made)
      made = end
      if machine.interrupt.isRequested { try machine.poll() }
    }
  }

  // MARK: Comparing

  /// The place of the first elements that differ; the end of the shorter row if there are none.
  @inline(__always)
  private static func firstDifference(_ a: some ElementRow, _ b: some ElementRow, _ machine: Machine) throws
    -> Int
  {
    var index = 0
    while index < a.count, index < b.count {
      guard try machine.isSame(a.bits(index), b.bits(index)) else { break }
      index &+= 1
      if index & 0xFFFF == 0 { try machine.poll() }
    }
    return index
  }

  static func isEqual(_ a: some ElementRow, _ b: some ElementRow, _ machine: Machine) throws -> Bool {
    guard a.count == b.count else { return false }
    return try firstDifference(a, b, machine) >= max(a.count, b.count)
  }

  /// `a op b`: the first elements that differ decide, then the lengths.
  static func compare(
    _ comparison: Comparison, _ a: some ElementRow, _ b: some ElementRow, _ machine: Machine
  ) throws -> Value {
    switch comparison {
    case .equal: return .bool(try isEqual(a, b, machine))
    case .notEqual: return .bool(try !isEqual(a, b, machine))
    default:
      let index = try firstDifference(a, b, machine)
      guard index < a.count, index < b.count else { return .bool(comparison.holds(a.count, b.count)) }
      if case .int(let x) = a.bits(index), case .int(let y) = b.bits(index) {
        return .bool(comparison.holds(x, y))
      }
      return try machine.compare(comparison, a.bits(index).value, b.bits(index).value)
    }
  }

  /// The truth of `a op b`.
  static func holds(
    _ comparison: Comparison, _ a: some ElementRow, _ b: some ElementRow, _ machine: Machine
  ) throws -> Bool {
    switch comparison {
    case .equal: return try isEqual(a, b, machine)
    case .notEqual: return try !isEqual(a, b, machine)
    default:
      let index = try firstDifference(a, b, machine)
      guard index < a.count, index < b.count else { return comparison.holds(a.count, b.count) }
      return try machine.holds(comparison, a.bits(index), b.bits(index))
    }
  }

  /// The first place of a value at or after `start`.
  static func firstPlace(
    of value: Value, in row: some ElementRow, from start: Int, _ machine: Machine
  ) throws -> Int? {
    try withExtendedLifetime(value) { try firstPlace(of: value.borrowed, in: row, from: start, machine) }
  }

  /// The same for a value that somebody else holds meanwhile.
  static func firstPlace(
    of value: Bits, in row: some ElementRow, from start: Int, _ machine: Machine
  ) throws -> Int? {
    var index = start
    while index < row.count {
      if try machine.isSame(row.bits(index), value) { return index }
      index &+= 1
      if index & 0xFFFF == 0 { try machine.poll() }
    }
    return nil
  }

  /// How often a value occurs.
  static func occurrences(of value: Value, in row: some ElementRow, _ machine: Machine) throws -> Int {
    var count = 0
    var start = 0
    while let place = try firstPlace(of: value, in: row, from: start, machine) {
      count += 1
      start = place + 1
    }
    return count
  }

  /// `[a, b]`: the reprs between brackets; what is being shown already appears as `...`.
  static func repr(_ object: Object, _ elements: [Value], _ open: String, _ close: String, _ machine: Machine)
    throws
    -> String
  {
    if object.isBeingShown { return open + "..." + String(close.suffix(1)) }
    object.isBeingShown = true
    defer { object.isBeingShown = false }
    var text = open
    for (i, element) in elements.enumerated() {
      if i > 0 { text += ", " }
      text += try machine.repr(element)
      if i & 0xFFF == 0xFFF {
        try machine.poll()
        try machine.reserve(text.utf8.count, of: 1, for: "repr")
      }
    }
    return text + close
  }
}
