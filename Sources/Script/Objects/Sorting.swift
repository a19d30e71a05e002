/// Sorting values as Python does: stable, by `<` alone.
///
/// Rows of ints or floats are sorted by their bits without a comparison (least significant digit first, which is stable;
/// Knuth, TAOCP 3, 5.2.5), rows of text byte by byte; anything else by merging, with Python's comparison.
package enum Sorting {
  /// Sorts in place. With `keys`, these decide and the values follow. No script can reach the two lists meanwhile.
  static func sort(_ values: ListObject, keys: ListObject?, isReversed: Bool, _ machine: Machine) throws {
    let count = values.count
    guard count > 1 else { return }
    let deciding = (keys ?? values).place(0)
    let kind = Kind(of: deciding, count)
    if kind == .ints, keys == nil {
      try sortIntegers(deciding, count, machine)
      if isReversed { values.reverse() }
      return
    }
    // Python reverses, sorts, and reverses again, which keeps equal elements in order.
    if isReversed {
      values.reverse()
      keys?.reverse()
    }
    defer { if isReversed { values.reverse() } }
    let followers = keys == nil ? nil : values.place(0)
    guard count > run else {
      switch kind {
      case .ints: try insert(deciding, followers, count) { $0.integer < $1.integer }
      case .floats: try insert(deciding, followers, count) { $0.float < $1.float }
      case .texts: try insert(deciding, followers, count) { $0.text.isLess($1.text) }
      case .anything: try insert(deciding, followers, count) { try machine.holds(.less, $0, $1) }
      }
      return
    }
    let order: [Int32]
    if kind == .ints || kind == .floats {
      order = try radixOrder(orderedBits(deciding, count), machine)
    } else {
      var places = Array(0..<Int32(count))
      if kind == .texts {
        try merge(&places, machine) { (deciding + Int($0)).bits.text.isLess((deciding + Int($1)).bits.text) }
      } else {
        try merge(&places, machine) {
          try machine.holds(.less, (deciding + Int($0)).bits, (deciding + Int($1)).bits)
        }
      }
      order = places
    }
    apply(order, to: values.place(0))
  }

  /// What decides, if it is all of one kind that can be compared without running a script.
  private enum Kind {
    case ints, floats, texts, anything

    init(of row: UnsafeMutablePointer<Value>, _ count: Int) {
      func all(_ isOne: (Bits) -> Bool) -> Bool { (0..<count).allSatisfy { isOne((row + $0).bits) } }
      switch row.bits {
      case .int: self = all { if case .int = $0 { true } else { false } } ? .ints : .anything
      // NaN has no place in any order.
      case .float: self = all { if case .float(let x) = $0 { !x.isNaN } else { false } } ? .floats : .anything
      case .object(let first) where first.kind == .string:
        self = all { if case .object(let x) = $0 { x.kind == .string } else { false } } ? .texts : .anything
      default: self = .anything
      }
    }
  }

  private static func apply(_ order: [Int32], to values: UnsafeMutablePointer<Value>) {
    withUnsafeTemporaryAllocation(of: Value.self, capacity: order.count) { old in
      guard let first = old.baseAddress else { return }
      Row.move(values, order.count, to: first)
      for (place, i) in order.enumerated() { Row.move(first + Int(i), 1, to: values + place) }
    }
  }

  /// So many are sorted by binary insertion.
  private static let run = 32

  /// A few, where they lie: each is put among those before it. What follows is moved likewise.
  @inline(__always)
  private static func insert(
    _ deciding: UnsafeMutablePointer<Value>, _ followers: UnsafeMutablePointer<Value>?, _ count: Int,
    _ isLess: (Bits, Bits) throws -> Bool
  ) throws {
    for i in 1..<count {
      let item = (deciding + i).bits
      guard try isLess(item, (deciding + i - 1).bits) else { continue }
      var low = 0
      var high = i - 1
      while low < high {
        let middle = (low &+ high) >> 1
        if try isLess(item, (deciding + middle).bits) { high = middle } else { low = middle &+ 1 }
      }
      rotate(deciding + low, i - low)
      if let followers { rotate(followers + low, i - low) }
    }
  }

  /// Moves the last of `count + 1` values before the others.
  @inline(__always)
  private static func rotate(_ row: UnsafeMutablePointer<Value>, _ count: Int) {
    let last = (row + count).move()
    Row.move(row, count, to: row + 1)
    row.initialize(to: last)
  }

  private static func sortIntegers(_ row: UnsafeMutablePointer<Value>, _ count: Int, _ machine: Machine)
    throws
  {
    guard count < 256 else {
      let sorted = try radix(orderedBits(row, count), machine)
      for (i, b) in sorted.enumerated() {
        (row + i).initialize(to: .int(Int(bitPattern: UInt(b ^ (1 << 63)))))
      }
      return
    }
    withUnsafeTemporaryAllocation(of: Int.self, capacity: count) { numbers in
      for i in 0..<count { numbers.initializeElement(at: i, to: (row + i).bits.integer) }
      var sorted = numbers
      sorted.sort()
      for i in 0..<count { (row + i).initialize(to: .int(numbers[i])) }
    }
  }

  // MARK: By bits

  /// Numbers that order as ints or floats do.
  private static func orderedBits(_ row: UnsafeMutablePointer<Value>, _ count: Int) -> [UInt64] {
    (0..<count).map { i in
      guard case .float(let x) = (row + i).bits else {
        return UInt64(bitPattern: Int64((row + i).bits.integer)) ^ (1 << 63)
      }
      // -0.0 and 0.0 are equal.
      let pattern = (x == 0 ? 0.0 : x).bitPattern
      return pattern >> 63 == 1 ? ~pattern : pattern | 1 << 63
    }
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

extension Bits {
  /// What is known to be an int, a float or text.
  @inline(__always)
  fileprivate var integer: Int { if case .int(let value) = self { value } else { 0 } }

  @inline(__always)
  fileprivate var float: Double { if case .float(let value) = self { value } else { 0 } }

  @inline(__always)
  fileprivate var text: Unmanaged<StringObject> {
    guard case .object(let object) = self else { fatalError("a row of texts holds a number") }
    return object.as(StringObject.self)
  }
}

extension Unmanaged where Instance == StringObject {
  @inline(__always)
  fileprivate func isLess(_ other: Self) -> Bool {
    _withUnsafeGuaranteedRef { text in other._withUnsafeGuaranteedRef { text.holds(.less, $0) } }
  }
}

extension Machine {
  /// Sorts a list that no script can reach meanwhile.
  func sort(_ list: ListObject, key: Value, isReversed: Bool) throws {
    guard !key.isNone else { return try Sorting.sort(list, keys: nil, isReversed: isReversed, self) }
    let keys = ListObject(capacity: list.count)
    let scripted = key.scripted
    for index in 0..<list.count {
      keys.append(try scripted.map { try call($0, with: list[index]) } ?? call(key, with: list[index]))
      if index & 0xFFFF == 0xFFFF { try poll() }
    }
    try Sorting.sort(list, keys: keys, isReversed: isReversed, self)
  }

  /// The elements of an iterable in order, as `sorted` and `list.sort` make them.
  package func sorted(_ values: Value, key: Value, isReversed: Bool) throws -> ListObject {
    let sorted = try list(of: values)
    try sort(sorted, key: key, isReversed: isReversed)
    return sorted
  }

  /// The same for values that native code has.
  package func sorted(_ values: [Value], key: Value, isReversed: Bool) throws -> [Value] {
    let list = ListObject(values)
    try sort(list, key: key, isReversed: isReversed)
    return list.elements
  }
}
