import OrderedCollections
import Tensors

/// Modules one after the other: the output of each is the input of the next.
public final class Sequential: Module {
  public override init() { super.init() }

  public convenience init(_ modules: Module...) { self.init(modules) }

  public convenience init(_ modules: [Module]) {
    self.init()
    setChildren(Module.numbered(modules))
  }

  /// With names of one's own.
  public convenience init(_ modules: OrderedDictionary<String, Module>) throws {
    self.init()
    for (name, module) in modules { try register(child: module, as: name) }
  }

  public override func forward(_ input: Tensor) throws -> Tensor {
    var value = input
    for index in 0..<children.count {
      if let child = children.values[index] { value = try child(value) }
    }
    return value
  }

  /// Whether all parts are the engine's own layers, which nobody watches and none of which is a container of this kind.
  package var isPlain: Bool {
    for index in 0..<children.count {
      if let child = children.values[index], child.isIntercepted || child is Sequential { return false }
    }
    return true
  }

  public override func copyOfSettings() -> Module { Sequential() }
}

/// Modules in a list, for a `forward` of one's own.
public final class ModuleList: Module {
  public override init() { super.init() }

  public convenience init(_ modules: [Module]) {
    self.init()
    setChildren(Module.numbered(modules))
  }

  public override func copyOfSettings() -> Module { ModuleList() }
}

/// Modules by name, for a `forward` of one's own.
public final class ModuleDict: Module {
  public override init() { super.init() }

  public convenience init(_ modules: OrderedDictionary<String, Module>) throws {
    self.init()
    for (name, module) in modules { try register(child: module, as: name) }
  }

  public override func copyOfSettings() -> Module { ModuleDict() }
}

/// What lists of modules share: parts are named by their place.
extension Module {
  static func numbered(_ modules: some Sequence<Module?>) -> OrderedDictionary<String, Module?> {
    var children: OrderedDictionary<String, Module?> = [:]
    for (index, module) in modules.enumerated() { children.updateValue(module, forKey: "\(index)") }
    return children
  }

  /// The part at a place, counted from the end when negative.
  public final func child(at index: Int) throws -> Module? {
    let place = index < 0 ? index + children.count : index
    guard children.values.indices.contains(place) else {
      throw NeuralError.childIndex(index: index, count: children.count)
    }
    return children.values[place]
  }

  /// Adds a part at the end, under the next number.
  public final func append(_ module: Module) { setChild("\(children.count)", module) }
}
