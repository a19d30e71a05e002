import Glibc

/// Rows of values in memory that is managed by hand: what lists and tuples are made of.
enum Row {
  /// Where nothing lies, for a moment.
  static var nowhere: UnsafeMutablePointer<Value> {
    UnsafeMutablePointer(bitPattern: MemoryLayout<Value>.alignment).unsafelyUnwrapped
  }

  static func allocate(_ count: Int) -> UnsafeMutablePointer<Value> {
    guard let places = malloc(count &* MemoryLayout<Value>.stride) else { fatalError("out of memory") }
    return places.assumingMemoryBound(to: Value.self)
  }

  /// A value may be moved in memory byte by byte.
  static func resize(_ row: UnsafeMutablePointer<Value>, _ count: Int) -> UnsafeMutablePointer<Value> {
    guard let places = realloc(row, count &* MemoryLayout<Value>.stride) else { fatalError("out of memory") }
    return places.assumingMemoryBound(to: Value.self)
  }

  static func free(_ row: UnsafeMutablePointer<Value>) { Glibc.free(row) }

  /// Copies values to places that hold nothing.
  @inline(__always)
  static func copy(_ source: UnsafePointer<Value>, _ count: Int, to target: UnsafeMutablePointer<Value>) {
    let from = UnsafeRawPointer(source).assumingMemoryBound(to: Bits.self)
    let to = UnsafeMutableRawPointer(target).assumingMemoryBound(to: Bits.self)
    for index in 0..<count {
      let bits = from[index]
      if case .object(let object) = bits { ReferenceCount.retain(object) }
      to[index] = bits
    }
  }

  /// Moves values, also to places that overlap with theirs.
  @inline(__always)
  static func move(
    _ source: UnsafeMutablePointer<Value>, _ count: Int, to target: UnsafeMutablePointer<Value>
  ) {
    UnsafeMutableRawPointer(target).copyMemory(
      from: source, byteCount: count &* MemoryLayout<Value>.stride)
  }

  /// Lets go of values whose places are given up.
  @inline(__always)
  static func release(_ row: UnsafeMutablePointer<Value>, _ count: Int) {
    for index in 0..<count {
      if case .object(let object) = (row + index).bits { ReferenceCount.release(object) }
    }
  }
}
