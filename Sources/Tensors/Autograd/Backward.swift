import CKernels

/// One run through the graph against the direction of computation.
///
/// Nodes wait in a heap ordered by sequence number. A node's consumers all have larger numbers, so when a node comes
/// out its gradient is complete. No recursion, and no sorting beforehand.
struct BackwardPass {
  let keepsGraph: Bool
  let createsGraph: Bool
  /// Inputs whose gradients are asked for instead of accumulated; nil for `backward`.
  private var wanted: [ObjectIdentifier: Int]?
  private(set) var captured: [Tensor?] = []
  /// Below the smallest sequence of the wanted nodes there's nothing to find, unless a leaf is wanted.
  private var lowestSequence: UInt64 = 0
  /// Of the waiting nodes the one with the largest number; the others are in the heap. In a chain it's the only one.
  private var next: Node?
  private var heap: [Node] = []
  /// Gradients of leaves with hooks, which see the complete gradient.
  private var withHooks: [(leaf: Tensor, gradient: Tensor)] = []

  init(keepsGraph: Bool, createsGraph: Bool) {
    self.keepsGraph = keepsGraph
    self.createsGraph = createsGraph
  }

  /// Asks for the gradients of `inputs` and for nothing else.
  mutating func want(_ inputs: [Tensor]) throws(TensorError) {
    var table: [ObjectIdentifier: Int] = [:]
    lowestSequence = .max
    for (index, input) in inputs.enumerated() {
      switch Edge(input) {
      case .none: throw .noGradient
      case .leaf(let leaf):
        table[ObjectIdentifier(leaf.takeUnretainedValue())] = index
        lowestSequence = 0
      case .node(let reference):
        let node = reference.takeUnretainedValue()
        table[ObjectIdentifier(node)] = index
        lowestSequence = Swift.min(lowestSequence, node.sequence)
      }
    }
    wanted = table
    captured = Array(repeating: nil, count: inputs.count)
  }

  /// Takes the gradient of a tensor where the pass begins.
  mutating func start(from root: Tensor, gradient: Tensor) throws(TensorError) {
    do throws(TensorError) {
      try send(gradient, to: Edge(root), isFresh: false)
    } catch {
      abandon()
      throw error
    }
  }

  mutating func run() throws(TensorError) {
    do throws(TensorError) {
      while let node = pop() { try process(node) }
      for (leaf, gradient) in withHooks {
        let total = try leaf.hooks?.run(gradient) ?? gradient
        try accumulate(total, into: leaf, isFresh: false)
        try leaf.hooks?.notify(leaf)
      }
    } catch {
      abandon()
      throw error
    }
  }

  /// Takes all nodes out of the queue, as if the pass had never come to them.
  private mutating func abandon() {
    while let node = pop() {
      node.gradient = nil
      node.isQueued = false
    }
  }

  private mutating func process(_ node: Node) throws(TensorError) {
    node.isQueued = false
    guard var gradient = node.gradient else { return }
    node.gradient = nil
    if node.hooks != nil || node.retaining != nil {
      if let hooks = node.hooks { gradient = try hooks.run(gradient) }
      if let tensor = node.retaining?.result {
        if let earlier = tensor.grad {
          tensor.grad = try earlier.add(gradient)
        } else {
          tensor.grad = createsGraph ? gradient : try gradient.clone()
        }
      }
    }
    if let wanted {
      if let index = wanted[ObjectIdentifier(node)] { captured[index] = gradient }
      if node.sequence <= lowestSequence { return }
    }
    if node.isSpent { throw .backwardTwice }
    try node.propagate(gradient, into: &self)
    if !keepsGraph { node.release() }
  }

  /// Passes a gradient on, brought to the shape and type of the input it belongs to: what broadcasting repeated is
  /// summed, what promotion converted is converted back.
  ///
  /// - Parameter isFresh: whether nothing else refers to the elements, so that they can be kept or added to in place.
  @inline(__always)
  mutating func send(_ gradient: Tensor, to edge: Edge, isFresh: Bool) throws(TensorError) {
    switch edge {
    case .none: return
    case .node(let reference):
      let node = reference.takeUnretainedValue()
      var gradient = gradient
      if gradient.dtype != node.dtype || !gradient.hasShape(node.shape) {
        gradient = try fit(gradient, node.shape, node.dtype)
      }
      if let pending = node.gradient {
        node.gradient = try sum(pending, gradient, isFresh: node.ownsGradient)
        node.ownsGradient = true
      } else {
        node.gradient = gradient
        node.ownsGradient = isFresh
        if !node.isQueued { push(node) }
      }
    case .leaf(let reference):
      let leaf = reference.takeUnretainedValue()
      var gradient = gradient
      var isFresh = isFresh
      if gradient.dtype != leaf.dtype || !gradient.hasShape(of: leaf) {
        gradient = try fit(gradient, leaf.shape, leaf.dtype)
        isFresh = true
      }
      if wanted == nil && leaf.hooks == nil {
        try accumulate(gradient, into: leaf, isFresh: isFresh)
      } else {
        try collect(gradient, for: leaf)
      }
    }
  }

  /// Keeps the gradient of one of several results until the common node's turn.
  mutating func send(_ gradient: Tensor, asOutput index: Int, to node: Node) throws(TensorError) {
    guard let record = node.payload as? FunctionRecord else { throw .backwardTwice }
    record.gradients[index] = gradient
    if node.gradient == nil { node.gradient = gradient }
    if !node.isQueued { push(node) }
  }

  private mutating func collect(_ gradient: Tensor, for leaf: Tensor) throws(TensorError) {
    if let wanted {
      guard let index = wanted[ObjectIdentifier(leaf)] else { return }
      captured[index] =
        try captured[index].map { earlier throws(TensorError) in try earlier.add(gradient) } ?? gradient
    } else if let index = withHooks.firstIndex(where: { $0.leaf === leaf }) {
      withHooks[index].gradient = try withHooks[index].gradient.add(gradient)
    } else {
      withHooks.append((leaf, gradient))
    }
  }

  @inline(never)
  private func fit(_ gradient: Tensor, _ shape: Shape, _ dtype: DType) throws(TensorError) -> Tensor {
    let summed = gradient.shape == shape ? gradient : try gradient.sum(to: shape)
    return summed.dtype == dtype ? summed : try summed.to(dtype)
  }

  private func sum(_ pending: Tensor, _ gradient: Tensor, isFresh: Bool) throws(TensorError) -> Tensor {
    if isFresh && !createsGraph && pending.storage.isUnique && pending.isContiguous {
      Walk.run(
        Loops.binary(pending.dtype), BinaryOp.add.rawValue, pending, pending, gradient, nanoseconds: 0.15)
      return pending
    }
    return try pending.add(gradient)
  }

  private func accumulate(_ gradient: Tensor, into leaf: Tensor, isFresh: Bool) throws(TensorError) {
    guard let earlier = leaf.grad else {
      if createsGraph || (isFresh && gradient.isContiguous && gradient.storage.isUnique) {
        leaf.grad = gradient
      } else {
        leaf.grad = try gradient.clone()
      }
      return
    }
    if createsGraph || !earlier.isContiguous || earlier.node != nil {
      leaf.grad = try earlier.add(gradient)
    } else {
      Walk.run(
        Loops.binary(earlier.dtype), BinaryOp.add.rawValue, earlier, earlier, gradient, nanoseconds: 0.15)
      earlier.storage.version &+= 1
    }
  }

  // MARK: the heap

  private mutating func push(_ node: Node) {
    node.isQueued = true
    guard let first = next else {
      next = node
      return
    }
    if node.sequence > first.sequence {
      next = node
      insert(first)
    } else {
      insert(node)
    }
  }

  private mutating func pop() -> Node? {
    guard let first = next else { return nil }
    next = removeLargest()
    return first
  }

  private mutating func insert(_ node: Node) {
    heap.append(node)
    var child = heap.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      if heap[parent].sequence >= heap[child].sequence { break }
      heap.swapAt(parent, child)
      child = parent
    }
  }

  private mutating func removeLargest() -> Node? {
    guard heap.count > 1 else { return heap.popLast() }
    heap.swapAt(0, heap.count - 1)
    let top = heap.removeLast()
    var parent = 0
    while true {
      var largest = parent
      let left = 2 * parent + 1
      if left < heap.count && heap[left].sequence > heap[largest].sequence { largest = left }
      if left + 1 < heap.count && heap[left + 1].sequence > heap[largest].sequence { largest = left + 1 }
      if largest == parent { return top }
      heap.swapAt(parent, largest)
      parent = largest
    }
  }
}

extension Tensor {
  /// Computes the gradients of this tensor for all leaves it was made from, and adds them to their `grad`.
  ///
  /// - Parameters:
  ///   - gradient: the gradient that arrives here; 1 for a tensor of one element.
  ///   - retainGraph: keep what was saved for another backward; by default only with `createGraph`.
  ///   - createGraph: record the computation of the gradients too, so that they can be differentiated.
  ///   - inputs: accumulate only into these leaves.
  public func backward(
    gradient: Tensor? = nil, retainGraph: Bool? = nil, createGraph: Bool = false, inputs: [Tensor]? = nil
  ) throws(TensorError) {
    guard isTracked else { throw .noGradient }
    let start = try Tensor.initialGradient(self, gradient)
    if let inputs {
      let gradients = try Tensor.grad(
        outputs: [self], inputs: inputs, gradOutputs: [start], retainGraph: retainGraph,
        createGraph: createGraph,
        allowUnused: true)
      for (input, gradient) in zip(inputs, gradients) {
        guard let gradient else { continue }
        input.grad =
          try input.grad.map { earlier throws(TensorError) in try earlier.add(gradient) } ?? gradient
      }
      return
    }
    var pass = BackwardPass(keepsGraph: retainGraph ?? createGraph, createsGraph: createGraph)
    let context = Engine.context
    let earlier = context.pointee.grad_enabled
    context.pointee.grad_enabled = createGraph
    defer { context.pointee.grad_enabled = earlier }
    try pass.start(from: self, gradient: start)
    try pass.run()
  }

  /// The gradients of `outputs` for `inputs`, without touching any `grad`.
  public static func grad(
    outputs: [Tensor], inputs: [Tensor], gradOutputs: [Tensor?]? = nil, retainGraph: Bool? = nil,
    createGraph: Bool = false, allowUnused: Bool = false
  ) throws(TensorError) -> [Tensor?] {
    var roots: [(Tensor, gradient: Tensor)] = []
    for (index, output) in outputs.enumerated() {
      guard output.isTracked else { throw .noGradient }
      let given = gradOutputs.flatMap { index < $0.count ? $0[index] : nil }
      roots.append((output, try initialGradient(output, given)))
    }
    var pass = BackwardPass(keepsGraph: retainGraph ?? createGraph, createsGraph: createGraph)
    try pass.want(inputs)
    let context = Engine.context
    let earlier = context.pointee.grad_enabled
    context.pointee.grad_enabled = createGraph
    defer { context.pointee.grad_enabled = earlier }
    for (root, gradient) in roots { try pass.start(from: root, gradient: gradient) }
    try pass.run()
    if !allowUnused {
      for (index, gradient) in pass.captured.enumerated() where gradient == nil {
        throw .unusedInput(index: index)
      }
    }
    return pass.captured
  }

  private static func initialGradient(_ output: Tensor, _ given: Tensor?) throws(TensorError) -> Tensor {
    if let given {
      guard given.shape == output.shape else {
        throw .gradientShape(expected: output.shape, got: given.shape)
      }
      return given
    }
    guard output.count == 1 else { throw .notScalarForBackward(output.shape) }
    let one = try Tensor.uninitialized(output.shape, output.dtype)
    one.store(1)
    return one
  }
}
