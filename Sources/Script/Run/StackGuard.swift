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

/// The stack of the process's first thread.
package enum ProcessStack {
  /// For a program that has the process to itself, at its beginning: lets the stack grow to 120 megabytes, of which only what is
  /// touched takes memory. Linux leaves at least 128 free below it, whatever the limit was when the program began (arch/x86/mm/mmap.c).
  ///
  /// Iterators and functions that hold one another in a long chain are freed one inside the other, at some two hundred bytes each.
  package static func allowMore() {
    var limit = rlimit()
    let stack = __rlimit_resource_t(RLIMIT_STACK.rawValue)
    guard getrlimit(stack, &limit) == 0 else { return }
    limit.rlim_cur = max(limit.rlim_cur, min(limit.rlim_max, 120 << 20))
    setrlimit(stack, &limit)
  }
}

/// The C library's `pthread_getattr_np`, whose declaration Swift's Glibc module leaves out. Two pointers in, an int
/// out: the conventions agree.
@_silgen_name("pthread_getattr_np")
private func threadAttributes(_ thread: pthread_t, _ attributes: UnsafeMutablePointer<pthread_attr_t>)
  -> Int32
