import Glibc

/// Memory for rows of places that hold nothing yet: the C library's own, which makes a long row longer by moving its pages and
/// not what lies in them.
///
/// What isn't there ends the program: a script is stopped long before, by the limit on what it may take.
enum PlainMemory {
  /// Rows from here on lie in large pages; a shorter one would fill too little of them.
  private static let large = 4 << 20

  @inline(__always)
  static func allocate<T>(_ count: Int) -> UnsafeMutablePointer<T> {
    let bytes = count &* MemoryLayout<T>.stride
    return places(malloc(bytes), bytes)
  }

  /// What lies in the row goes with it, byte by byte.
  @inline(__always)
  static func resize<T>(_ row: UnsafeMutablePointer<T>, _ count: Int) -> UnsafeMutablePointer<T> {
    let bytes = count &* MemoryLayout<T>.stride
    return places(realloc(row, bytes), bytes)
  }

  @inline(__always)
  static func free<T>(_ row: UnsafeMutablePointer<T>) { Glibc.free(row) }

  @inline(__always)
  private static func places<T>(_ memory: UnsafeMutableRawPointer?, _ bytes: Int) -> UnsafeMutablePointer<T> {
    guard let memory else { fatalError("out of memory") }
    if bytes >= large { ProcessHeap.useLargePages(memory, bytes) }
    return memory.assumingMemoryBound(to: T.self)
  }
}
