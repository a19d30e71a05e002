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

/// Runs `body` on a thread of its own with a large stack (its pages are used only when touched), and waits.
///
/// For front ends: a script can then recurse through native calls as deeply as Python's limit allows.
package func onLargeStack<T: Sendable>(
  bytes: Int = 256 << 20, _ body: @escaping @Sendable () -> T
) -> T {
  // The C library gives each thread an arena of its own, which grows by a system call for every few pages; one arena for all,
  // that grows in large steps, halves the time of a script that makes many small objects.
  setAllocatorOption(AllocatorOption.arenas, 1)
  setAllocatorOption(AllocatorOption.growth, 16 << 20)
  setAllocatorOption(AllocatorOption.trimming, 64 << 20)
  let slot = ThreadResult<T>()
  let work = ThreadWork { slot.result = body() }
  var attributes = pthread_attr_t()
  pthread_attr_init(&attributes)
  defer { pthread_attr_destroy(&attributes) }
  pthread_attr_setstacksize(&attributes, bytes)
  var thread = pthread_t()
  let started = pthread_create(
    &thread, &attributes,
    { context in
      guard let context else { return nil }
      Unmanaged<ThreadWork>.fromOpaque(context).takeRetainedValue().body()
      return nil
    }, Unmanaged.passRetained(work).toOpaque())
  if started == 0 { pthread_join(thread, nil) }
  guard let result = slot.result else { return body() }
  return result
}

/// The C library's `pthread_getattr_np`, whose declaration Swift's Glibc module leaves out. Two pointers in, an int
/// out: the conventions agree.
@_silgen_name("pthread_getattr_np")
private func threadAttributes(_ thread: pthread_t, _ attributes: UnsafeMutablePointer<pthread_attr_t>)
  -> Int32

/// The C library's `mallopt` and the options that are used here (malloc.h), which Swift's Glibc module leaves out.
@_silgen_name("mallopt")
@discardableResult
private func setAllocatorOption(_ option: Int32, _ value: Int32) -> Int32

private enum AllocatorOption {
  static let trimming: Int32 = -1
  static let growth: Int32 = -2
  static let arenas: Int32 = -8
}

/// What the new thread does; handed over once, before it starts.
private final class ThreadWork: @unchecked Sendable {
  let body: () -> Void

  init(_ body: @escaping () -> Void) { self.body = body }
}

/// Written by the new thread, read after it was joined.
private final class ThreadResult<T>: @unchecked Sendable {
  var result: T?

  init() {}
}
