/// The names of a module, function, class body or comprehension, and where each of them lives.
final class Scope {
  enum Kind { case module, function, classBody, comprehension }

  struct Name {
    var isBound = false
    var isParameter = false
    var isGlobal = false
    var isNonlocal = false
    /// An inner function uses it, so that it lives in a cell.
    var isCaptured = false
    /// Where it was seen first.
    var firstUse: Span
    /// Where it gets a value for the first time, in the order of the text.
    var firstBinding: Span?
  }

  let kind: Kind
  let parent: Scope?
  /// The qualified name: `Net.forward`, `train.<locals>.step`.
  let qualifiedName: String
  var names: [String: Name] = [:]
  /// The bound names in the order in which they appear: their registers' order.
  var order: [String] = []
  /// Variables of functions around, used here or further inside: filled by the resolver.
  var free: [String] = []
  /// In a class body: whether a method asks for the class (`super()`).
  var needsClassCell = false
  /// Whether `:=` may change a variable in the middle of an expression of this frame.
  var hasWalrus = false

  init(_ kind: Kind, parent: Scope?, qualifiedName: String) {
    self.kind = kind
    self.parent = parent
    self.qualifiedName = qualifiedName
  }

  /// The scope whose frame holds this one's variables: comprehensions run in the frame around them.
  var frame: Scope {
    var scope = self
    while scope.kind == .comprehension, let parent = scope.parent { scope = parent }
    return scope
  }

  func isLocal(_ name: String) -> Bool {
    guard let entry = names[name] else { return false }
    return entry.isBound && !entry.isGlobal && !entry.isNonlocal
  }
}
