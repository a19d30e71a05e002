/// Rows of values in memory that is managed by hand: what lists and tuples are made of.
enum Row {
  /// Where nothing lies, for a moment.
  static var nowhere: UnsafeMutablePointer<Value> {
    UnsafeMutablePointer(bitPattern: MemoryLayout<Value>.alignment).unsafelyUnwrapped
  }

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
