/// Frees deep structures without recursion.
///
/// The default release of a chain of boxes recurses once for each link, so that a list of 10⁶ nodes would overflow
/// the stack. Here a dying container gives up its children first, and children that nobody else holds give up theirs
/// to the same work list.
enum Teardown {
  /// To be called in the `deinit` of each container.
  @inline(__always)
  static func run(_ container: Container) {
    var pending: [Container] = []
    container.giveUp { take($0, &pending) }
    while let next = pending.popLast() { next.giveUp { take($0, &pending) } }
  }

  /// Keeps a value for later if it is a container that dies with this reference.
  @inline(__always)
  private static func take(_ value: consuming Value, _ pending: inout [Container]) {
    guard case .object(let object) = value, object.kind != .other, let container = object as? Container else {
      return
    }
    pending.append(container)
  }
}
