import Tensors

/// The recorded operations behind a tensor, each once: what `backward` would walk through.
package struct GradientGraph {
  /// From the tensor itself down to the leaves: an operation stands before all that it was computed from.
  package let operations: [Operation]

  package struct Operation {
    /// PyTorch's name of the gradient function: `AddmmBackward0`.
    package let name: String
    package let shape: [Int]
    /// The variables that hold its result.
    package let variables: [String]
    package let inputs: [Input]
    let node: Node
    /// Its result, where a variable holds it.
    let held: Tensor?
  }

  package enum Input {
    /// The result of another operation, by its place in `operations`.
    case operation(Int)
    /// A tensor that collects its gradient.
    case leaf(Leaf)
    /// A tensor that the rule needs but that gets no gradient: data.
    case constant(Leaf)
  }

  package struct Leaf {
    /// Nil when no variable leads to it.
    package let name: String?
    package let shape: [Int]
    let tensor: Tensor
  }

  /// Whether a backward pass has been through: what was saved for it is gone.
  package let isUsedUp: Bool

  /// - Parameter tensor: the result to start from. A leaf has a graph without operations.
  package init(of tensor: Tensor, names: TensorNames) {
    let nodes = GradientGraph.nodes(from: tensor)
    let places = Dictionary(
      nodes.enumerated().map { (ObjectIdentifier($1), $0) }, uniquingKeysWith: { first, _ in first })
    operations = nodes.map { node in
      Operation(
        name: node.name, shape: Array(node.shape), variables: names.names(of: node),
        inputs: GradientGraph.inputs(of: node, places, names), node: node, held: names.result(of: node))
    }
    isUsedUp = nodes.contains(where: \.isUsedUp)
  }

  /// All tensors that collect gradients, each once, in the order in which they are met.
  package var leaves: [Leaf] {
    var seen: Set<ObjectIdentifier> = []
    return operations.flatMap(\.inputs).compactMap {
      if case .leaf(let leaf) = $0, seen.insert(ObjectIdentifier(leaf.tensor)).inserted { leaf } else { nil }
    }
  }

  /// A node's sequence number is greater than those of its inputs, so that descending order is topological.
  private static func nodes(from tensor: Tensor) -> [Node] {
    guard let root = tensor.gradNode else { return [] }
    var seen: Set<ObjectIdentifier> = [ObjectIdentifier(root)]
    var found = [root]
    var waiting = [root]
    while let node = waiting.popLast() {
      for index in 0..<node.edgeCount {
        guard case .node(let reference) = node[edge: index] else { continue }
        let next = reference.takeUnretainedValue()
        guard seen.insert(ObjectIdentifier(next)).inserted else { continue }
        found.append(next)
        waiting.append(next)
      }
    }
    return found.sorted { $0.sequence > $1.sequence }
  }

  private static func inputs(of node: Node, _ places: [ObjectIdentifier: Int], _ names: TensorNames)
    -> [Input]
  {
    var inputs: [Input] = []
    var leaves: Set<ObjectIdentifier> = []
    for index in 0..<node.edgeCount {
      switch node[edge: index] {
      case .none: continue
      case .node(let next):
        if let place = places[ObjectIdentifier(next.takeUnretainedValue())] {
          inputs.append(.operation(place))
        }
      case .leaf(let reference):
        let tensor = reference.takeUnretainedValue()
        leaves.insert(ObjectIdentifier(tensor))
        inputs.append(.leaf(Leaf(name: names.name(of: tensor), shape: Array(tensor.shape), tensor: tensor)))
      }
    }
    for tensor in node.savedInputs where !tensor.isTracked && !leaves.contains(ObjectIdentifier(tensor)) {
      inputs.append(.constant(Leaf(name: names.name(of: tensor), shape: Array(tensor.shape), tensor: tensor)))
    }
    return inputs
  }
}
