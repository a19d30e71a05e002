/// What lists and tuples share: both are a row of values.
enum SequenceOperations {
  /// How many elements are copied between two looks for an interrupt.
  static let piece = 1 << 18

  /// The values of a slice.
  static func slice(_ elements: [Value], _ slice: SliceObject, _ machine: Machine) throws -> [Value] {
    let run = try slice.run(elements.count, machine)
    if run.step == 1, run.count < piece { return Array(elements[run.start..<run.end]) }
    var result: [Value] = []
    result.reserveCapacity(run.count)
    if run.step == 1 {
      // In pieces, so that an interrupt is seen.
      for start in stride(from: run.start, to: run.end, by: piece) {
        result += elements[start..<min(start + piece, run.end)]
        try machine.poll()
      }
      return result
    }
    for place in run {
      result.append(elements[place])
      if result.count & 0xFFFF == 0 { try machine.poll() }
    }
    return result
  }

  /// A place in a sequence from an index that may count from the end.
  @inline(__always)
  static func place(_ index: Int, _ count: Int) -> Int? {
    let place = index < 0 ? index &+ count : index
    return place >= 0 && place < count ? place : nil
  }

  static func repeated(_ elements: [Value], by factor: Value, _ machine: Machine) throws -> [Value]? {
    guard let times = factor.integer else {
      if factor.object is Instance { return nil }
      throw machine.error(OperandMessage.cannotRepeat(by: machine.typeName(of: factor)))
    }
    guard times > 0, !elements.isEmpty else { return [] }
    let (count, overflow) = elements.count.multipliedReportingOverflow(by: times)
    try machine.reserve(overflow ? .max : count, of: MemoryLayout<Value>.stride, for: "list *")
    if elements.count == 1, times <= piece { return Array(repeating: elements[0], count: times) }
    var result: [Value] = []
    result.reserveCapacity(count)
    // Short rows are repeated into a piece first.
    let block = max(1, piece / elements.count)
    let row = block < times ? Array(repeatElement(elements, count: block).joined()) : elements
    var left = times
    while row.count > elements.count, left >= block {
      result += row
      left -= block
      try machine.poll()
    }
    for _ in 0..<left {
      result += elements
      if elements.count >= piece { try machine.poll() }
    }
    return result
  }

  /// Compares element by element, as Python does: the first pair that differs decides.
  ///
  /// Elements are read anew each time, since comparing them may run a script that changes the sequence.
  static func compare(
    _ comparison: Comparison, _ left: () -> [Value], _ right: () -> [Value], _ machine: Machine
  ) throws -> Value {
    let a = left()
    let b = right()
    if a.count != b.count {
      if comparison == .equal { return .bool(false) }
      if comparison == .notEqual { return .bool(true) }
    }
    for i in 0..<min(a.count, b.count) {
      if i & 0xFFFF == 0xFFFF { try machine.poll() }
      if try machine.isSame(a[i], b[i]) { continue }
      switch comparison {
      case .equal: return .bool(false)
      case .notEqual: return .bool(true)
      default: return try machine.compare(comparison, a[i], b[i])
      }
    }
    return .bool(comparison.holds(a.count, b.count))
  }

  static func contains(_ elements: [Value], _ value: Value, _ machine: Machine) throws -> Bool {
    if case .int(let wanted) = value {
      for index in elements.indices {
        if index & 0xFFFF == 0xFFFF { try machine.poll() }
        if case .int(let x) = elements.bits(index) {
          if x == wanted { return true }
        } else if try machine.isSame(elements[index], value) {
          return true
        }
      }
      return false
    }
    for index in elements.indices {
      if index & 0xFFFF == 0xFFFF { try machine.poll() }
      if try machine.isSame(elements[index], value) { return true }
    }
    return false
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
