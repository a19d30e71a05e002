/// The word in which Swift counts the references of an object, counted by hand.
///
/// A tensor and the graph behind it belong to one thread at a time, so the references that tensors and nodes hold to one
/// another need no atomic operations, which took a third of the time of a small training step. The counts stay the
/// runtime's own, so that everybody else may hold tensors as ever. The layout (RefCount.h, 64 bits behind the class): bit 0
/// is set, the unowned references are counted from bit 1 on and begin with one, the strong ones beyond the first from bit 33
/// on; bit 63 says that the count lives elsewhere. Everything out of the ordinary is left to the runtime.
package enum ReferenceWord {
  private static var one: Int { 1 << 33 }

  @inline(__always)
  private static func place<T: AnyObject>(_ object: Unmanaged<T>) -> UnsafeMutableRawPointer {
    object.toOpaque() + MemoryLayout<Int>.size
  }

  /// Whether this is the only reference of any kind: the word is a new object's. Nobody else can make another one then.
  @inline(__always)
  package static func isOnly<T: AnyObject>(_ object: Unmanaged<T>) -> Bool {
    place(object).load(as: Int.self) == 0b11
  }

  @inline(__always)
  package static func retain<T: AnyObject>(_ object: Unmanaged<T>) {
    let count = place(object).load(as: Int.self) &+ one
    if _fastPath(count >= 0) {
      place(object).storeBytes(of: count, as: Int.self)
    } else {
      _ = object.retain()
    }
  }

  /// Gives up a reference beside others. False, with nothing changed, where it may be the last.
  @inline(__always)
  package static func releaseOneOfSeveral<T: AnyObject>(_ object: Unmanaged<T>) -> Bool {
    let old = place(object).load(as: Int.self)
    let count = old &- one
    guard _fastPath(old | count >= 0) else { return false }
    place(object).storeBytes(of: count, as: Int.self)
    return true
  }
}
