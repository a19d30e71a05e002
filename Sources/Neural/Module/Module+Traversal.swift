import Tensors

/// Walks over the tree of modules. A module or tensor that occurs twice is visited once, under its first name.
extension Module {
  /// This module and all below it, depth first, with their paths such as `encoder.0`.
  public final func namedModules(prefix: String = "", removeDuplicates: Bool = true) -> [(
    name: String, module: Module
  )] {
    var result: [(name: String, module: Module)] = []
    var seen: Set<ObjectIdentifier> = []
    collect(prefix, removeDuplicates, &seen, &result, path: [])
    return result
  }

  private final func collect(
    _ prefix: String, _ removeDuplicates: Bool, _ seen: inout Set<ObjectIdentifier>,
    _ result: inout [(name: String, module: Module)], path: [ObjectIdentifier]
  ) {
    let identifier = ObjectIdentifier(self)
    if removeDuplicates && !seen.insert(identifier).inserted { return }
    // A module that contains itself would never end.
    if !removeDuplicates && path.contains(identifier) { return }
    result.append((prefix, self))
    guard !children.isEmpty, path.count < Module.maximumDepth else { return }
    for (name, child) in children {
      guard let child else { continue }
      let inner = prefix.isEmpty ? name : prefix + "." + name
      child.collect(inner, removeDuplicates, &seen, &result, path: path + [identifier])
    }
  }

  /// Deeper nesting than this isn't walked: it can only be a mistake, and the walk is recursive.
  package static let maximumDepth = 500

  /// This module and all below it, each once.
  public final func modules() -> [Module] { namedModules().map(\.module) }

  /// The direct parts with their names, each once.
  public final func namedChildren() -> [(name: String, module: Module)] {
    var seen: Set<ObjectIdentifier> = []
    return children.compactMap { name, child in
      guard let child, seen.insert(ObjectIdentifier(child)).inserted else { return nil }
      return (name, child)
    }
  }

  /// All parameters with their paths such as `0.weight`.
  public final func namedParameters(
    prefix: String = "", recurse: Bool = true, removeDuplicates: Bool = true
  ) -> [(name: String, tensor: Tensor)] {
    named(prefix, recurse, removeDuplicates) { module in
      module.ownParameters.elements.lazy.map { ($0.key, $0.value) }
    }
  }

  /// All parameters, in the order of registration.
  public final func parameters(recurse: Bool = true) -> [Tensor] {
    if children.isEmpty || !recurse {
      var seen: Set<ObjectIdentifier> = []
      return ownParameters.values.compactMap { tensor in
        guard let tensor, seen.insert(ObjectIdentifier(tensor)).inserted else { return nil }
        return tensor
      }
    }
    return namedParameters(recurse: recurse).map(\.tensor)
  }

  /// All buffers with their paths.
  public final func namedBuffers(
    prefix: String = "", recurse: Bool = true, removeDuplicates: Bool = true
  ) -> [(name: String, tensor: Tensor)] {
    named(prefix, recurse, removeDuplicates) { module in
      module.ownBuffers.elements.lazy.map { ($0.key, $0.value.tensor) }
    }
  }

  /// All buffers, in the order of registration.
  public final func buffers(recurse: Bool = true) -> [Tensor] { namedBuffers(recurse: recurse).map(\.tensor) }

  private final func named(
    _ prefix: String, _ recurse: Bool, _ removeDuplicates: Bool,
    _ own: (Module) -> some Sequence<(String, Tensor?)>
  ) -> [(name: String, tensor: Tensor)] {
    var result: [(name: String, tensor: Tensor)] = []
    var seen: Set<ObjectIdentifier> = []
    let modules =
      recurse ? namedModules(prefix: prefix, removeDuplicates: removeDuplicates) : [(prefix, self)]
    for (path, module) in modules {
      for (name, tensor) in own(module) {
        guard let tensor else { continue }
        if removeDuplicates && !seen.insert(ObjectIdentifier(tensor)).inserted { continue }
        result.append((path.isEmpty ? name : path + "." + name, tensor))
      }
    }
    return result
  }

  /// Calls `body` for all modules below, then for this one, as PyTorch's `apply` does.
  @discardableResult
  public final func apply(_ body: (Module) throws -> Void) throws -> Self {
    try apply(depth: 0, body)
    return self
  }

  private final func apply(depth: Int, _ body: (Module) throws -> Void) throws {
    if depth < Module.maximumDepth {
      for (_, child) in namedChildren() { try child.apply(depth: depth + 1, body) }
    }
    try body(self)
  }

  /// The module at a path such as `encoder.0.attention`; the empty path is this module.
  public final func module(at path: String) throws -> Module {
    var module = self
    if path.isEmpty { return module }
    for part in path.split(separator: ".", omittingEmptySubsequences: false) {
      guard case .some(.some(let child)) = module.children[String(part)] else {
        throw NeuralError.noSuchChild(path: path, missing: String(part), parent: module.typeName)
      }
      module = child
    }
    return module
  }
}
