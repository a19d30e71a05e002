import Glibc

/// The memory in which all frames of a machine keep their registers, one after the other.
///
/// Reserved once and used by raw pointers, which never move: a frame's arguments are passed where the caller computed
/// them. Fresh pages read as zeros, which is a valid `Value` without a reference (`.bool(false)`); memory above
/// `Machine.top` never holds a reference.
final class RegisterStack {
  let base: UnsafeMutablePointer<Value>
  let limit: UnsafeMutablePointer<Value>
  private let capacity: Int

  init(capacity: Int = 1 << 21) {
    self.capacity = capacity
    base = Self.reserve(capacity)
    limit = base + capacity
  }

  deinit { Self.free(base, capacity) }

  /// Memory for values that reads as trivial ones.
  static func reserve(_ capacity: Int) -> UnsafeMutablePointer<Value> {
    let flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE
    let bytes = capacity * MemoryLayout<Value>.stride
    guard let memory = mmap(nil, bytes, PROT_READ | PROT_WRITE, flags, -1, 0), memory != MAP_FAILED else {
      fatalError("no address space for a script's values")
    }
    return memory.bindMemory(to: Value.self, capacity: capacity)
  }

  static func free(_ values: UnsafeMutablePointer<Value>, _ capacity: Int) {
    munmap(values, capacity * MemoryLayout<Value>.stride)
  }
}
