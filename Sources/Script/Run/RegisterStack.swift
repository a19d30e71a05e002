import Glibc

/// The memory in which all frames of a machine keep their registers, one after the other.
///
/// Reserved once and used by raw pointers, which never move: a frame's arguments are passed where the caller computed
/// them. Fresh pages read as zeros, which is a valid `Value` without a reference (`.bool(false)`); memory above
/// `Machine.top` never holds a reference.
final class RegisterStack {
  let base: UnsafeMutablePointer<Value>
  let limit: UnsafeMutablePointer<Value>
  private let bytes: Int

  init(capacity: Int = 1 << 21) {
    bytes = capacity * MemoryLayout<Value>.stride
    let flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE
    guard let memory = mmap(nil, bytes, PROT_READ | PROT_WRITE, flags, -1, 0), memory != MAP_FAILED else {
      fatalError("no address space for the script's registers")
    }
    base = memory.bindMemory(to: Value.self, capacity: capacity)
    limit = base + capacity
  }

  deinit { munmap(base, bytes) }
}
