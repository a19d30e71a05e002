import CKernels

/// What the engine keeps for each thread of control: whether operations are recorded, the memory in use, and rarely
/// used objects such as the default random generator.
///
/// The frequently used part is a C structure behind a thread-local pointer, so that no lock and no reference count
/// is in the way of an operation. Threads share nothing; a tensor may be handed from one to another.
public enum Engine {
  @inline(__always) package static var context: UnsafeMutablePointer<seodang_context> {
    seodang_context_current()
  }

  /// Whether operations are recorded for differentiation on this thread.
  @inline(__always) public static var isGradEnabled: Bool {
    get { context.pointee.grad_enabled }
    set { context.pointee.grad_enabled = newValue }
  }

  /// Runs `body` without recording operations.
  @inline(__always)
  public static func withoutGrad<Result, Failure: Error>(
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try withGrad(enabled: false, body)
  }

  /// Runs `body` with recording switched on or off, and restores the earlier state.
  @inline(__always)
  public static func withGrad<Result, Failure: Error>(
    enabled: Bool, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let context = Engine.context
    let earlier = context.pointee.grad_enabled
    context.pointee.grad_enabled = enabled
    defer { context.pointee.grad_enabled = earlier }
    return try body()
  }

  /// Makes long operations end with `TensorError.interrupted`, on every thread, until `clearInterrupt`; safe in a
  /// signal handler.
  public static func requestInterrupt() { seodang_interrupt_request() }

  /// Whether a request is there. Results of an operation during which it came may be unfinished: they must not be used.
  @inline(__always) public static var isInterruptRequested: Bool { seodang_interrupted() != 0 }

  /// Takes a request to stop back.
  public static func clearInterrupt() { seodang_interrupt_clear() }

  /// The memory of this thread's tensors.
  public struct Memory: Sendable {
    /// Bytes of all tensors that are alive.
    public var live: Int
    /// The most bytes that were alive at once.
    public var peak: Int
    /// More than this raises `TensorError.outOfMemory`.
    public var limit: Int
    /// The number of tensors made so far.
    public var allocations: Int
  }

  /// Statistics of this thread's pool.
  public static var memory: Memory {
    let context = Engine.context.pointee
    return Memory(
      live: Int(context.live_bytes - context.released_elsewhere), peak: Int(context.peak_bytes),
      limit: Int(context.limit_bytes), allocations: Int(context.allocations))
  }

  /// Limits the bytes that this thread's tensors may take together; three quarters of the machine's memory at first.
  public static func setMemoryLimit(bytes: Int) { context.pointee.limit_bytes = Int64(bytes) }

  /// Begins a new measurement of the peak.
  public static func resetPeakMemory() { context.pointee.peak_bytes = context.pointee.live_bytes }

  /// The thread's companion object, made when it's first asked for and released when the thread ends.
  package static var companion: Companion {
    let context = Engine.context
    if let raw = context.pointee.companion {
      return Unmanaged<Companion>.fromOpaque(raw).takeUnretainedValue()
    }
    let companion = Companion()
    context.pointee.companion = Unmanaged.passRetained(companion).toOpaque()
    context.pointee.release_companion = { raw in
      Unmanaged<Companion>.fromOpaque(raw).release()
    }
    return companion
  }

  /// The rarely used part of a thread's state.
  package final class Companion {
    /// Objects by the type that put them there, so that a folder can keep state here without being known here.
    package var objects: [ObjectIdentifier: AnyObject] = [:]
    /// What a dying graph still has to let go of: see `Node.deinit`.
    @exclusivity(unchecked) package final var dying: [AnyObject] = []
  }
}
