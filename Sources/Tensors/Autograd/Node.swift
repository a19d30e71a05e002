import CKernels

/// Where a gradient goes next.
///
/// An edge doesn't count what it leads to: the node that it is an edge of does, by hand.
package enum Edge {
  /// The input needs no gradient.
  case none
  /// The input was made by this operation.
  case node(Unmanaged<Node>)
  /// The input is a leaf, which accumulates.
  case leaf(Unmanaged<Tensor>)

  @inline(__always)
  init(_ tensor: Tensor) {
    if let node = tensor.gradNode {
      self = .node(.passUnretained(node))
    } else if tensor.isRequiringLeaf {
      self = .leaf(.passUnretained(tensor))
    } else {
      self = .none
    }
  }

  @inline(__always) package var isWanted: Bool {
    if case .none = self { false } else { true }
  }

  @inline(__always)
  fileprivate func retain() {
    switch self {
    case .none: break
    case .node(let node): ReferenceWord.retain(node)
    case .leaf(let leaf): ReferenceWord.retain(leaf)
    }
  }

  @inline(__always)
  fileprivate func release() {
    switch self {
    case .none: break
    case .node(let node): if !ReferenceWord.releaseOneOfSeveral(node) { node.release() }
    case .leaf(let leaf): Tensor.giveUp(leaf)
    }
  }

  /// The node, when only this edge still holds it. The edge is given up either way.
  fileprivate func takeIfLast() -> AnyObject? {
    if case .node(let node) = self, ReferenceWord.isOnly(node) { return node.takeRetainedValue() }
    release()
    return nil
  }
}

/// An input that the gradient rule will need, with the version it had. The node that saves it counts it, by hand.
package struct SavedTensor {
  fileprivate let reference: Unmanaged<Tensor>
  let version: UInt32

  @inline(__always) init(_ tensor: Tensor) {
    reference = .passUnretained(tensor)
    version = tensor.storage.version
  }

  /// To be asked for while the node lives.
  package var tensor: Tensor { reference.takeUnretainedValue() }
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

  // What these lead to is counted by hand; the properties below see to it.
  @exclusivity(unchecked) private var edges: (Edge, Edge, Edge) = (.none, .none, .none)
  @exclusivity(unchecked) private var moreEdges: [Edge] = []
  @exclusivity(unchecked) private var inputs: (SavedTensor?, SavedTensor?, SavedTensor?)

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

  package var first: Edge {
    @inline(__always) get { edges.0 }
    @inline(__always) set { replace(&edges.0, newValue) }
  }
  package var second: Edge {
    @inline(__always) get { edges.1 }
    @inline(__always) set { replace(&edges.1, newValue) }
  }
  package var third: Edge {
    @inline(__always) get { edges.2 }
    @inline(__always) set { replace(&edges.2, newValue) }
  }
  /// The edges from the fourth on.
  package var others: [Edge] {
    get { moreEdges }
    set {
      for edge in newValue { edge.retain() }
      let earlier = moreEdges
      moreEdges = newValue
      for edge in earlier { edge.release() }
    }
  }

  var savedFirst: SavedTensor? {
    @inline(__always) get { inputs.0 }
    @inline(__always) set { replace(&inputs.0, newValue) }
  }
  var savedSecond: SavedTensor? {
    @inline(__always) get { inputs.1 }
    @inline(__always) set { replace(&inputs.1, newValue) }
  }
  var savedThird: SavedTensor? {
    @inline(__always) get { inputs.2 }
    @inline(__always) set { replace(&inputs.2, newValue) }
  }

  @inline(__always)
  private func replace(_ edge: inout Edge, _ new: Edge) {
    new.retain()
    let earlier = edge
    edge = new
    earlier.release()
  }

  @inline(__always)
  private func replace(_ saved: inout SavedTensor?, _ new: SavedTensor?) {
    if let new { ReferenceWord.retain(new.reference) }
    let earlier = saved
    saved = new
    if let earlier { Tensor.giveUp(earlier.reference) }
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
    if !moreEdges.isEmpty { others = [] }
    if context.pointee.has_dying && context.pointee.dying_depth == 1 {
      let companion = Engine.companion
      while let next = companion.dying.popLast() { _ = consume next }
      context.pointee.has_dying = false
    }
    context.pointee.dying_depth -= 1
  }

  @inline(__always)
  private func takeDying(_ take: (AnyObject) -> Void) {
    for edge in [edges.0, edges.1, edges.2] + moreEdges {
      if let node = edge.takeIfLast() { take(node) }
    }
    edges = (.none, .none, .none)
    moreEdges = []
    takeIfLast(&inputs.0, take)
    takeIfLast(&inputs.1, take)
    takeIfLast(&inputs.2, take)
    if let payload {
      self.payload = nil
      take(payload)
    }
  }

  @inline(__always)
  private func takeIfLast(_ saved: inout SavedTensor?, _ take: (AnyObject) -> Void) {
    guard let reference = saved?.reference else { return }
    saved = nil
    if reference._withUnsafeGuaranteedRef({ $0.node != nil || $0.base != nil }) {
      take(reference.takeRetainedValue())
    } else {
      Tensor.giveUp(reference)
    }
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
