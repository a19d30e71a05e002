import CKernels

/// Where a gradient goes next.
package enum Edge {
  /// The input needs no gradient.
  case none
  /// The input was made by this operation.
  case node(Node)
  /// The input is a leaf, which accumulates.
  case leaf(Tensor)

  @inline(__always)
  init(_ tensor: Tensor) {
    if let node = tensor.gradNode {
      self = .node(node)
    } else if tensor.isRequiringLeaf {
      self = .leaf(tensor)
    } else {
      self = .none
    }
  }

  @inline(__always) package var isWanted: Bool {
    if case .none = self { false } else { true }
  }

  /// The node and nothing else, when only this edge still holds it.
  fileprivate mutating func takeIfLast() -> AnyObject? {
    switch self {
    case .node(var node):
      self = .none
      return isKnownUniquelyReferenced(&node) ? node : nil
    default: return nil
    }
  }
}

/// An input that the gradient rule will need, with the version it had.
package struct SavedTensor {
  package let tensor: Tensor
  let version: UInt32

  @inline(__always) init(_ tensor: Tensor) {
    self.tensor = tensor
    version = tensor.storage.version
  }
}

/// One recorded operation: what it was, where its gradients go, and what its rule needs.
///
/// The graph belongs to its results: a result holds its node, a node the nodes of its inputs, and nothing holds the
/// graph from outside. So a model that is evaluated again and again without a backward pass takes no more memory.
/// `sequence` grows with every node, so that descending order is a topological order and needs no search.
package final class Node {
  package let rule: Rule
  package let sequence: UInt64
  /// Shape and type of the result, and thus of the gradient that arrives.
  package let shape: Shape
  package let dtype: DType

  @exclusivity(unchecked) package var first: Edge = .none
  @exclusivity(unchecked) package var second: Edge = .none
  @exclusivity(unchecked) package var third: Edge = .none
  /// The edges from the fourth on.
  @exclusivity(unchecked) package var others: [Edge] = []

  @exclusivity(unchecked) var savedFirst: SavedTensor?
  @exclusivity(unchecked) var savedSecond: SavedTensor?
  @exclusivity(unchecked) var savedThird: SavedTensor?
  /// The result's memory when the rule needs the result. Not the tensor: it holds this node, which would be a cycle.
  @exclusivity(unchecked) var savedResult: Storage?
  @exclusivity(unchecked) var savedResultVersion: UInt32 = 0
  /// What doesn't fit the rule's inline parameters: index lists, shapes, a user's function.
  @exclusivity(unchecked) package var payload: AnyObject?
  /// Another name than the rule's, for a function that is composed of several operations.
  @exclusivity(unchecked) package var displayName: StaticString?

  /// Whether the saved tensors were let go of by an earlier backward.
  @exclusivity(unchecked) var isSpent = false
  /// The gradient accumulated so far, while a backward pass runs.
  @exclusivity(unchecked) var gradient: Tensor?
  /// Whether nothing else refers to the elements of `gradient`.
  @exclusivity(unchecked) var ownsGradient = false
  /// Marks nodes that wait in the queue of the running pass.
  @exclusivity(unchecked) var isQueued = false
  @exclusivity(unchecked) var hooks: TensorHooks?
  /// The result, when its gradient is to be kept.
  @exclusivity(unchecked) var retaining: Retained?

  /// A weak reference of its own: one in every node would cost each of them a call when it's made and when it dies.
  final class Retained {
    weak var result: Tensor?
    init(_ result: Tensor) { self.result = result }
  }

  @inline(__always)
  init(_ rule: Rule, result: Tensor) {
    self.rule = rule
    let context = Engine.context
    sequence = context.pointee.next_sequence
    context.pointee.next_sequence = sequence &+ 1
    shape = result.shape
    dtype = result.dtype
  }

  /// Saves the memory of the result; it has to be contiguous.
  @inline(__always)
  func save(result: Tensor) {
    result.storage.retain()
    savedResult = result.storage
    savedResultVersion = result.storage.version
  }

  var savesAnything: Bool {
    savedFirst != nil || savedSecond != nil || savedThird != nil || savedResult != nil || savesNumber
  }

  /// Whether the rule needs a number that PyTorch would have saved as a tensor, which is gone after a backward pass.
  private var savesNumber: Bool {
    switch rule {
    case .scalar(.mul, _, _), .scalar(.div, _, _): true
    default: false
    }
  }

  // What somebody who looks at the graph may see of it.

  /// The inputs that the rule needs again; none once a backward pass has let go of them.
  package var savedInputs: [Tensor] { [savedFirst, savedSecond, savedThird].compactMap { $0?.tensor } }

  /// The operation's result where the rule keeps it and nobody has changed it since.
  package var keptResult: Tensor? { savedResult == nil ? nil : try? result() }

  /// Whether a backward pass has been through and let go of what was saved.
  package var isUsedUp: Bool { isSpent }

  /// Lets go of what was saved; a second backward through this node is an error from now on.
  func release() {
    guard savesAnything || payload != nil else { return }
    isSpent = isSpent || savesAnything || (payload is FunctionRecord)
    savedFirst = nil
    savedSecond = nil
    savedThird = nil
    if let storage = savedResult {
      storage.release()
      savedResult = nil
    }
  }

  /// The edges in the order of the operation's inputs.
  package var edgeCount: Int { 3 + others.count }

  package subscript(edge index: Int) -> Edge {
    switch index {
    case 0: first
    case 1: second
    case 2: third
    default: index - 3 < others.count ? others[index - 3] : .none
    }
  }

  /// How many nodes may release one another before the rest has to queue.
  private static let deepestRelease: Int32 = 32

  /// A chain of a hundred thousand nodes would overflow the stack if each node released the next one. So nodes that
  /// lie deep hand the nodes and tensors that die with them to a queue, and the outermost one works through the queue.
  deinit {
    savedResult?.release()
    let context = Engine.context
    guard context.pointee.dying_depth < Node.deepestRelease else {
      context.pointee.has_dying = true
      takeDying { Engine.companion.dying.append($0) }
      return
    }
    context.pointee.dying_depth += 1
    first = .none
    second = .none
    third = .none
    savedFirst = nil
    savedSecond = nil
    savedThird = nil
    payload = nil
    others = []
    if context.pointee.has_dying && context.pointee.dying_depth == 1 {
      let companion = Engine.companion
      while let next = companion.dying.popLast() { _ = consume next }
      context.pointee.has_dying = false
    }
    context.pointee.dying_depth -= 1
  }

  @inline(__always)
  private func takeDying(_ take: (AnyObject) -> Void) {
    if let node = first.takeIfLast() { take(node) }
    if let node = second.takeIfLast() { take(node) }
    if let node = third.takeIfLast() { take(node) }
    for index in others.indices {
      if let node = others[index].takeIfLast() { take(node) }
    }
    takeIfLast(&savedFirst, take)
    takeIfLast(&savedSecond, take)
    takeIfLast(&savedThird, take)
    if let payload {
      self.payload = nil
      take(payload)
    }
  }

  @inline(__always)
  private func takeIfLast(_ saved: inout SavedTensor?, _ take: (AnyObject) -> Void) {
    guard let tensor = saved?.tensor else { return }
    saved = nil
    if tensor.node != nil || tensor.base != nil { take(tensor) }
  }
}

extension Tensor {
  /// The node that made this tensor; for a view of a tensor that was changed in place since, a new one.
  @inline(__always)
  package var gradNode: Node? {
    if base != nil { refreshView() }
    return node
  }

  /// Whether an operation on these inputs has to be recorded.
  @inline(__always)
  package static func records(_ a: Tensor) -> Bool { a.isTracked && Engine.isGradEnabled }

  @inline(__always)
  package static func records(_ a: Tensor, _ b: Tensor) -> Bool {
    (a.isTracked || b.isTracked) && Engine.isGradEnabled
  }

  @inline(__always)
  package static func records(_ a: Tensor, _ b: Tensor, _ c: Tensor) -> Bool {
    (a.isTracked || b.isTracked || c.isTracked) && Engine.isGradEnabled
  }

  /// `requiresGrad`, also through a view whose base has entered the graph since.
  @inline(__always)
  package var isTracked: Bool { isRequiringLeaf || node != nil || (base != nil && gradNode != nil) }

  /// Records the operation that made this tensor.
  @inline(__always)
  @discardableResult
  package func record(_ rule: Rule, _ a: Tensor) -> Node {
    let node = Node(rule, result: self)
    node.first = Edge(a)
    self.node = node
    return node
  }

  @inline(__always)
  @discardableResult
  package func record(_ rule: Rule, _ a: Tensor, _ b: Tensor) -> Node {
    let node = Node(rule, result: self)
    node.first = Edge(a)
    node.second = Edge(b)
    self.node = node
    return node
  }

  @inline(__always)
  @discardableResult
  package func record(_ rule: Rule, _ a: Tensor, _ b: Tensor, _ c: Tensor) -> Node {
    let node = Node(rule, result: self)
    node.first = Edge(a)
    node.second = Edge(b)
    node.third = Edge(c)
    self.node = node
    return node
  }

  /// Records an operation with any number of inputs.
  @discardableResult
  package func record(_ rule: Rule, inputs: [Tensor]) -> Node {
    let node = Node(rule, result: self)
    if inputs.count > 0 { node.first = Edge(inputs[0]) }
    if inputs.count > 1 { node.second = Edge(inputs[1]) }
    if inputs.count > 2 { node.third = Edge(inputs[2]) }
    if inputs.count > 3 { node.others = inputs[3...].map(Edge.init) }
    self.node = node
    return node
  }
}
