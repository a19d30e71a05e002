import Neural
import Script
import Tensors

/// What a script calls its tensors: variables, parameters of models (`model.0.weight`), members of lists and dicts, attributes.
package struct TensorNames {
  /// A tensor with the shortest path that leads to it.
  package struct Named {
    package let name: String
    package let tensor: Tensor
  }

  /// In the order of the variables; parameters in the order of their registration.
  package private(set) var all: [Named] = []
  private var ofTensor: [ObjectIdentifier: String] = [:]
  private var ofNode: [ObjectIdentifier: [String]] = [:]
  private var results: [ObjectIdentifier: Tensor] = [:]
  private var visited: Set<ObjectIdentifier> = []

  /// A data structure with more tensors than this isn't looked through to its end.
  private static let limit = 20_000
  private static let depth = 4

  package init(_ machine: Machine) {
    let names = machine.globalNames.filter { !$0.hasPrefix("_") }
    // Variables first, so that `w` is `w` and not `params[0]`.
    for name in names {
      if let tensor = machine.global(name)?.tensor { add(name, tensor) }
    }
    for name in names {
      guard let value = machine.global(name), value.tensor == nil else { continue }
      look(at: value, name, Self.depth, machine)
    }
  }

  package func name(of tensor: Tensor) -> String? { ofTensor[ObjectIdentifier(tensor)] }

  /// The names of the tensors that an operation made.
  package func names(of node: Node) -> [String] { ofNode[ObjectIdentifier(node)] ?? [] }

  /// What an operation made, where a variable still holds it.
  func result(of node: Node) -> Tensor? { results[ObjectIdentifier(node)] }

  private mutating func add(_ name: String, _ tensor: Tensor) {
    if let node = tensor.gradNode {
      ofNode[ObjectIdentifier(node), default: []].append(name)
      results[ObjectIdentifier(node)] = tensor
    }
    guard ofTensor.updateValue(name, forKey: ObjectIdentifier(tensor)) == nil else {
      // A second name of the same tensor: the first one stays.
      if let first = all.first(where: { $0.tensor === tensor }) {
        ofTensor[ObjectIdentifier(tensor)] = first.name
      }
      return
    }
    all.append(Named(name: name, tensor: tensor))
  }

  private mutating func look(at value: Value, _ name: String, _ depth: Int, _ machine: Machine) {
    guard depth > 0, all.count < Self.limit else { return }
    if let tensor = value.tensor { return add(name, tensor) }
    guard let object = value.object, visited.insert(ObjectIdentifier(object)).inserted else { return }
    if let instance = object as? ModuleInstance, let module = instance.module {
      for (path, tensor) in module.namedParameters() { add(name + "." + path, tensor) }
      for (path, tensor) in module.namedBuffers() { add(name + "." + path, tensor) }
    }
    if let list = value.list {
      for (index, element) in list.elements.enumerated() {
        look(at: element, "\(name)[\(index)]", depth - 1, machine)
      }
    } else if let tuple = value.tuple {
      for (index, element) in tuple.elements.enumerated() {
        look(at: element, "\(name)[\(index)]", depth - 1, machine)
      }
    } else if let dict = value.dict {
      for (key, element) in dict.pairs {
        guard let text = machine.shortRepr(key) else { continue }
        look(at: element, "\(name)[\(text)]", depth - 1, machine)
      }
    } else if let instance = object as? Instance {
      for symbol in instance.storedNames {
        guard let element = instance.stored(symbol) else { continue }
        let attribute = machine.symbols.name(symbol)
        if !attribute.hasPrefix("_") { look(at: element, name + "." + attribute, depth - 1, machine) }
      }
    }
  }
}
