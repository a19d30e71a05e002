import Glibc

/// How much of the thread's own stack is left.
///
/// Calls between script functions use the machine's frames, not the thread's stack. A native function that calls a
/// script's one again (a sort key, `__repr__`, `forward`) does use it, and hostile text makes the parser recurse; both
/// look here, so that too deep a recursion becomes an exception on a thread of any stack size.
struct StackGuard {
  /// Below this address nothing may recurse further.
  private(set) var lowest: UInt = 0
  private var thread: pthread_t?
  /// Room for the deepest native call that doesn't look: printing, sorting, a tensor kernel.
  private static let reserve: UInt = 192 * 1024

  /// Looks up the bounds of the current thread, if they aren't known yet.
  mutating func enter() {
    let current = pthread_self()
    if thread == current { return }
    thread = current
    var attributes = pthread_attr_t()
    var base: UnsafeMutableRawPointer?
    var size = 0
    guard threadAttributes(current, &attributes) == 0 else { return }
    defer { pthread_attr_destroy(&attributes) }
    guard pthread_attr_getstack(&attributes, &base, &size) == 0, let base else { return }
    let room = UInt(size)
    lowest = UInt(bitPattern: base) + min(Self.reserve, room / 2)
  }

  /// Whether the stack has been used up to the reserve.
  @inline(__always)
  var isExhausted: Bool {
    var marker: UInt8 = 0
    return withUnsafeMutablePointer(to: &marker) { UInt(bitPattern: $0) } < lowest
  }
}

/// The C library's `pthread_getattr_np`, whose declaration Swift's Glibc module leaves out. Two pointers in, an int
/// out: the conventions agree.
@_silgen_name("pthread_getattr_np")
private func threadAttributes(_ thread: pthread_t, _ attributes: UnsafeMutablePointer<pthread_attr_t>)
  -> Int32
