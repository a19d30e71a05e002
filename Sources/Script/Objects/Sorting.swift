/// Sorting values as Python does: stable, by `<` alone.
///
/// Rows of ints or floats are sorted by their bits without a comparison (least significant digit first, which is stable;
/// Knuth, TAOCP 3, 5.2.5), rows of text byte by byte; anything else by merging, with Python's comparison.
package enum Sorting {
  /// Sorts in place. With `keys`, these decide and the values follow.
  ///
  /// - Parameter isReversed: descending, equal ones still in their old order.
  static func sort(_ values: inout [Value], keys: [Value]?, isReversed: Bool, _ machine: Machine) throws {
    guard values.count > 1 else { return }
    let deciding = keys ?? values
    // Python reverses, sorts, and reverses again, which keeps equal elements in order.
    if let bits = orderedBits(deciding) {
      if keys == nil, !isReversed, deciding.allSatisfy({ if case .int = $0 { true } else { false } }) {
        let sorted = try radix(bits, machine)
        for (i, b) in sorted.enumerated() { values[i] = .int(Int(bitPattern: UInt(b ^ (1 << 63)))) }
        return
      }
      apply(try radixOrder(isReversed ? bits.map { ~$0 } : bits, machine), to: &values)
      return
    }
    var order = Array(0..<Int32(deciding.count))
    if isReversed { order.reverse() }
    if deciding.allSatisfy({ $0.string != nil }) {
      let texts = deciding.map { $0.string?.text ?? "" }
      try merge(&order, machine) { TextBytes.order(texts[Int($0)], texts[Int($1)]) < 0 }
    } else {
      try merge(&order, machine) { try isLess(deciding[Int($0)], deciding[Int($1)], machine) }
    }
    if isReversed { order.reverse() }
    apply(order, to: &values)
  }

  private static func apply(_ order: [Int32], to values: inout [Value]) {
    let old = values
    for (place, i) in order.enumerated() { values[place] = old[Int(i)] }
  }

  /// `a < b`; tuples of numbers and text, the usual keys, without going through the general comparison.
  private static func isLess(_ a: Value, _ b: Value, _ machine: Machine) throws -> Bool {
    if case .object(let x) = a, case .object(let y) = b, x.kind == .tuple, y.kind == .tuple,
      Swift.type(of: x) == TupleObject.self, Swift.type(of: y) == TupleObject.self
    {
      return try unsafeDowncast(x, to: TupleObject.self).holds(
        .less, unsafeDowncast(y, to: TupleObject.self), machine)
    }
    return try machine.isLess(a, b)
  }

  // MARK: By bits

  /// Numbers that order as the values do, if all are ints or all floats; nil for NaN, which has no place in any order.
  private static func orderedBits(_ values: [Value]) -> [UInt64]? {
    var bits: [UInt64] = []
    bits.reserveCapacity(values.count)
    switch values[0] {
    case .int:
      for value in values {
        guard case .int(let x) = value else { return nil }
        bits.append(UInt64(bitPattern: Int64(x)) ^ (1 << 63))
      }
    case .float:
      for value in values {
        guard case .float(let x) = value, !x.isNaN else { return nil }
        // -0.0 and 0.0 are equal.
        let pattern = (x == 0 ? 0.0 : x).bitPattern
        bits.append(pattern >> 63 == 1 ? ~pattern : pattern | 1 << 63)
      }
    default: return nil
    }
    return bits
  }

  private static let digitBits: UInt64 = 11
  private static let buckets = 1 << 11

  /// The digits in which the numbers differ at all, least significant first.
  private static func digits(_ bits: [UInt64]) -> [UInt64] {
    let all = bits.reduce(into: (or: UInt64(0), and: UInt64.max)) { $0 = ($0.or | $1, $0.and & $1) }
    let varying = all.or ^ all.and
    return stride(from: UInt64(0), to: 64, by: Int(digitBits)).filter {
      (varying >> $0) & UInt64(buckets - 1) != 0
    }
  }

  private static func radix(_ bits: [UInt64], _ machine: Machine) throws -> [UInt64] {
    if bits.count < 256 { return bits.sorted() }
    var source = bits
    var target = bits
    for shift in digits(bits) {
      try machine.poll()
      var starts = offsets(source, shift)
      source.withUnsafeBufferPointer { from in
        target.withUnsafeMutableBufferPointer { to in
          starts.withUnsafeMutableBufferPointer { starts in
            for value in from {
              let digit = Int(truncatingIfNeeded: value >> shift) & (buckets - 1)
              to[starts[digit]] = value
              starts[digit] &+= 1
            }
          }
        }
      }
      swap(&source, &target)
    }
    return source
  }

  /// The old places in their new order.
  private static func radixOrder(_ bits: [UInt64], _ machine: Machine) throws -> [Int32] {
    var order = Array(0..<Int32(bits.count))
    if bits.count < 256 {
      try merge(&order, machine) { bits[Int($0)] < bits[Int($1)] }
      return order
    }
    var target = order
    var source = bits
    var moved = bits
    for shift in digits(bits) {
      try machine.poll()
      var starts = offsets(source, shift)
      for (i, value) in source.enumerated() {
        let digit = Int(truncatingIfNeeded: value >> shift) & (buckets - 1)
        let place = starts[digit]
        moved[place] = value
        target[place] = order[i]
        starts[digit] = place &+ 1
      }
      swap(&source, &moved)
      swap(&order, &target)
    }
    return order
  }

  /// Where the numbers with each digit begin.
  private static func offsets(_ bits: [UInt64], _ shift: UInt64) -> [Int] {
    var counts = [Int](repeating: 0, count: buckets)
    for value in bits { counts[Int(truncatingIfNeeded: value >> shift) & (buckets - 1)] &+= 1 }
    var sum = 0
    for i in 0..<buckets { (counts[i], sum) = (sum, sum + counts[i]) }
    return counts
  }

  // MARK: By comparison

  /// A stable merge sort: short runs by binary insertion, then merged in pairs. Runs that are in order already are not touched,
  /// so that sorted input takes n comparisons.
  private static func merge(_ order: inout [Int32], _ machine: Machine, _ less: (Int32, Int32) throws -> Bool)
    throws
  {
    let count = order.count
    let run = 32
    var isSorted = true
    for i in 1..<count where try less(order[i], order[i - 1]) {
      isSorted = false
      break
    }
    if isSorted { return }
    for start in stride(from: 0, to: count, by: run) {
      for i in start + 1..<max(start + 1, min(start + run, count)) {
        let item = order[i]
        var low = start
        var high = i
        while low < high {
          let middle = (low + high) / 2
          if try less(item, order[middle]) { high = middle } else { low = middle + 1 }
        }
        var j = i
        while j > low {
          order[j] = order[j - 1]
          j -= 1
        }
        order[low] = item
      }
      try machine.poll()
    }
    var width = run
    var buffer = order
    while width < count {
      for start in stride(from: 0, to: count, by: 2 * width) {
        try machine.poll()
        let middle = min(start + width, count)
        let end = min(start + 2 * width, count)
        if try middle == end || !less(order[middle], order[middle - 1]) {
          for i in start..<end { buffer[i] = order[i] }
          continue
        }
        var i = start
        var j = middle
        for place in start..<end {
          if i < middle, try j == end || !less(order[j], order[i]) {
            buffer[place] = order[i]
            i += 1
          } else {
            buffer[place] = order[j]
            j += 1
          }
        }
      }
      swap(&order, &buffer)
      width *= 2
    }
  }
}

extension Machine {
  /// The elements of an iterable in order, as `sorted` and `list.sort` make them.
  package func sorted(_ values: [Value], key: Value, isReversed: Bool) throws -> [Value] {
    var values = values
    var keys: [Value]?
    if !key.isNone {
      var made: [Value] = []
      made.reserveCapacity(values.count)
      for value in values { made.append(try call(key, with: value)) }
      keys = made
    }
    try Sorting.sort(&values, keys: keys, isReversed: isReversed, self)
    return values
  }
}
