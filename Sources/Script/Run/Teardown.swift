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
    container.giveUp { take(&$0, &pending) }
    while let next = pending.popLast() { next.giveUp { take(&$0, &pending) } }
  }

  /// Whether freeing these values could recurse: most rows hold numbers and text only.
  @inline(__always)
  static func isNeeded(for values: [Value]) -> Bool {
    for case .object(let object) in values where object.kind.holdsValues { return true }
    return false
  }

  /// Moves a value out of its place, and keeps it for later if it is a container that this was the last reference to.
  @inline(__always)
  static func take(_ value: inout Value, _ pending: inout [Container]) {
    guard case .object(var object) = value, object.kind.holdsValues else { return }
    value = .none
    guard isKnownUniquelyReferenced(&object), let container = object as? Container else { return }
    pending.append(container)
  }
}

extension Object.Kind {
  /// Whether objects of this kind can be a link of a long chain.
  @inline(__always)
  fileprivate var holdsValues: Bool {
    switch self {
    case .other, .string, .range, .slice, .native, .type, .module, .rangeIterator: false
    default: true
    }
  }
}
