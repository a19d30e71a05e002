import Script
import Tensors

enum AutogradObjects {
  /// What a hook on a tensor returned: a replacement, or None.
  static func hookResult(_ value: Value, _ machine: Machine) throws -> Tensor? {
    if value.isNone { return nil }
    guard let tensor = value.tensor else {
      throw machine.exception(TensorUseMessage.hookResult(type: machine.typeName(of: value)))
    }
    return tensor
  }
}

extension TypeKey {
  package static let hookHandle = TypeKey { machine in
    NativeType(
      machine, name: "RemovableHandle", module: "torch.utils.hooks",
      members: [
        .method("remove", "self") { _, arguments in
          (arguments[0].object as? HookHandleObject)?.remove()
          return .none
        },
        .method("__enter__", "self") { _, arguments in arguments[0] },
        .method("__exit__", "self, *args") { _, arguments in
          (arguments[0].object as? HookHandleObject)?.remove()
          return .none
        },
      ])
  }

  static let gradFunction = TypeKey { machine in
    NativeType(
      machine, name: "Node", module: "torch.autograd.graph",
      members: [
        .method("name", "self") { _, arguments in
          .string((arguments[0].object as? GradFunctionObject)?.name ?? "")
        },
        .property("next_functions") { _, object in
          guard let function = object as? GradFunctionObject else { return .none }
          return .tuple(function.next.map { .tuple([$0.map { .object($0) } ?? .none, .int(0)]) })
        },
        .property("variable") { _, object in .tensor((object as? GradFunctionObject)?.leaf) },
      ])
  }
}

/// What `register_hook` returns.
package final class HookHandleObject: Object {
  private var action: (() -> Void)?

  package init(remove: @escaping () -> Void) {
    action = remove
    super.init()
  }

  package override func type(_ machine: Machine) -> TypeObject { machine.type(.hookHandle) }

  fileprivate func remove() {
    action?()
    action = nil
  }
}

/// `y.grad_fn`: the operation that made a tensor, or the place where a leaf accumulates.
final class GradFunctionObject: Object {
  private let node: Node?
  let leaf: Tensor?
  private var transposed: GradFunctionObject?

  init(_ node: Node) {
    self.node = node
    leaf = nil
    super.init()
  }

  private init(leaf: Tensor) {
    node = nil
    self.leaf = leaf
    super.init()
  }

  /// The transposition that a linear layer's weight goes through.
  private init(transposed: GradFunctionObject) {
    node = nil
    leaf = nil
    self.transposed = transposed
    super.init()
  }

  var name: String {
    transposed != nil ? "TBackward0" : node?.name ?? "struct torch::autograd::AccumulateGrad"
  }

  /// Where its gradients go.
  var next: [GradFunctionObject?] {
    if let transposed { return [transposed] }
    guard let node else { return [] }
    let edges = (0..<node.edgeCount).map { index -> GradFunctionObject? in
      switch node[edge: index] {
      case .none: nil
      case .node(let node): GradFunctionObject(node.takeUnretainedValue())
      case .leaf(let leaf): GradFunctionObject(leaf: leaf.takeUnretainedValue())
      }
    }
    // A linear layer is one operation here; PyTorch writes it as bias + x @ weight.t().
    guard node.name == "AddmmBackward0", edges.count == 3, let weight = edges[1] else { return edges }
    return [edges[2], edges[0], GradFunctionObject(transposed: weight)]
  }

  /// Its class has the operation's name.
  override func type(_ machine: Machine) -> TypeObject {
    machine.torch.gradFunctionType(leaf == nil ? name : "AccumulateGrad", machine)
  }

  override func compare(_ comparison: Comparison, _ other: Value, _ machine: Machine) throws -> Value? {
    guard let other = other.object as? GradFunctionObject, comparison == .equal || comparison == .notEqual
    else {
      return nil
    }
    return .bool((other.node === node && other.leaf === leaf) == (comparison == .equal))
  }

  override func repr(_ machine: Machine) throws -> String {
    "<\(leaf == nil ? name : "AccumulateGrad") object at \(machine.address(of: self))>"
  }
}
