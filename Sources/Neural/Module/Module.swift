import OrderedCollections
import Tensors

/// A part of a network: its parameters, its buffers and its parts, and what it computes.
///
/// A layer is a subclass that registers what it owns and overrides `forward`. It's called like a function:
///
/// ```swift
/// let model = try Sequential(Linear(2, 8), Tanh(), Linear(8, 1))
/// let y = try model(x)
/// ```
///
/// The order of registration is the order of everything: `parameters()`, `stateDict()`, the description, and the
/// random numbers that initialisation draws, as in PyTorch.
open class Module {
  /// This module's own parameters by name; nil for one that was left out, such as the bias of `Linear(bias: false)`.
  @exclusivity(unchecked) public private(set) final var ownParameters: OrderedDictionary<String, Tensor?> =
    [:]
  /// This module's own buffers: state that isn't trained.
  @exclusivity(unchecked) public private(set) final var ownBuffers: OrderedDictionary<String, Buffer> = [:]
  /// The parts of this module by name; nil for one that was set to nothing.
  @exclusivity(unchecked) public private(set) final var children: OrderedDictionary<String, Module?> = [:]
  /// Whether the module behaves as in training: dropout drops, batch normalisation uses the batch.
  @exclusivity(unchecked) public final var isTraining = true
  /// The name in descriptions when it isn't the type's: a subclass that a script made.
  @exclusivity(unchecked) package final var customName: String?
  /// Takes a call over: how a script's `forward` or its hooks get between a native container and its part.
  @exclusivity(unchecked) package final var interceptor: (([Tensor]) throws -> Tensor)?
  /// Whether a call has to do more than `forward`.
  @exclusivity(unchecked) package final var isIntercepted = false
  @exclusivity(unchecked) final var hooks: ModuleHooks?
  /// The script's object for this module, which clears it when it dies: it holds the module, not the other way round.
  @exclusivity(unchecked) package final unowned(unsafe) var wrapper: AnyObject?

  /// A tensor that belongs to a module but isn't trained, such as running statistics.
  public struct Buffer {
    public var tensor: Tensor?
    /// Whether it's part of the state dictionary.
    public var isPersistent: Bool
  }

  public init() {}

  // MARK: What a layer overrides

  /// The result for one input.
  open func forward(_ input: Tensor) throws -> Tensor { throw NeuralError.forwardMissing(module: typeName) }

  /// The result for two inputs, as losses have them.
  open func forward(_ first: Tensor, _ second: Tensor) throws -> Tensor {
    throw NeuralError.inputCount(module: typeName, expected: 1, got: 2)
  }

  /// The result for any number of inputs; passes one or two on to the other forms.
  open func forward(_ inputs: [Tensor]) throws -> Tensor {
    switch inputs.count {
    case 1: try forward(inputs[0])
    case 2: try forward(inputs[0], inputs[1])
    default: throw NeuralError.inputCount(module: typeName, expected: 1, got: inputs.count)
    }
  }

  /// What the description shows between the parentheses, such as `in_features=2, out_features=8, bias=True`.
  open var extraDescription: String { "" }

  /// A module of the same kind with the same settings, without parameters, buffers and parts: `copy()` adds those.
  open func copyOfSettings() -> Module { Module() }

  /// Draws the first values of the module's own parameters again; PyTorch's `reset_parameters`.
  open func resetParameters() throws {}

  /// The kind's name in descriptions and messages.
  open var kindName: String { String(describing: type(of: self)) }

  /// The class's name, or the name of the script's class.
  public final var typeName: String { customName ?? kindName }

  // MARK: Calls

  /// Runs the module, with its hooks.
  @inline(__always)
  public final func callAsFunction(_ input: Tensor) throws -> Tensor {
    if isIntercepted { return try interceptedCall([input]) }
    return try forward(input)
  }

  @inline(__always)
  public final func callAsFunction(_ first: Tensor, _ second: Tensor) throws -> Tensor {
    if isIntercepted { return try interceptedCall([first, second]) }
    return try forward(first, second)
  }

  public final func callAsFunction(_ inputs: [Tensor]) throws -> Tensor {
    if isIntercepted { return try interceptedCall(inputs) }
    return try forward(inputs)
  }

  // MARK: Registration

  /// Adds a parameter, or replaces it in its place. A parameter is a leaf that requires a gradient.
  public final func register(parameter: Tensor?, as name: String) throws {
    try check(name, kind: "parameter")
    if ownParameters[name] == nil, ownBuffers[name] != nil || children[name] != nil {
      throw NeuralError.nameTaken(kind: "parameter", name: name)
    }
    if let parameter, !parameter.isLeaf { throw NeuralError.notALeafParameter(name: name) }
    setParameter(name, parameter)
  }

  /// Adds a buffer, or replaces it in its place.
  public final func register(buffer: Tensor?, as name: String, isPersistent: Bool = true) throws {
    try check(name, kind: "buffer")
    if ownBuffers[name] == nil, ownParameters[name] != nil || children[name] != nil {
      throw NeuralError.nameTaken(kind: "buffer", name: name)
    }
    setBuffer(name, buffer, isPersistent: isPersistent)
  }

  /// Adds a part, or replaces it in its place.
  public final func register(child: Module?, as name: String) throws {
    try check(name, kind: "module")
    if children[name] == nil, ownParameters[name] != nil || ownBuffers[name] != nil {
      throw NeuralError.nameTaken(kind: "module", name: name)
    }
    setChild(name, child)
  }

  private func check(_ name: String, kind: String) throws {
    if name.isEmpty || name.utf8.contains(UInt8(ascii: ".")) {
      throw NeuralError.invalidName(kind: kind, name: name)
    }
  }

  package final func setParameter(_ name: String, _ parameter: Tensor?) {
    ownParameters.updateValue(parameter, forKey: name)
  }

  package final func setBuffer(_ name: String, _ buffer: Tensor?, isPersistent: Bool = true) {
    ownBuffers.updateValue(Buffer(tensor: buffer, isPersistent: isPersistent), forKey: name)
  }

  package final func setChild(_ name: String, _ child: Module?) { children.updateValue(child, forKey: name) }

  package final func removeParameter(_ name: String) { ownParameters.removeValue(forKey: name) }
  package final func removeBuffer(_ name: String) { ownBuffers.removeValue(forKey: name) }
  package final func removeChild(_ name: String) { children.removeValue(forKey: name) }

  /// Replaces all parts at once: how containers insert, delete and renumber.
  package final func setChildren(_ children: OrderedDictionary<String, Module?>) { self.children = children }

  /// The parameter at a place of registration, which a layer knows for its own.
  @inline(__always)
  final func parameter(_ index: Int) -> Tensor? { ownParameters.values[index] }

  /// The parameter at a place of registration that can't have been left out.
  @inline(__always)
  final func requiredParameter(_ index: Int) throws -> Tensor {
    guard let parameter = ownParameters.values[index] else {
      throw NeuralError.setting(
        owner: typeName, name: ownParameters.keys[index], value: "None", allowed: "Tensor")
    }
    return parameter
  }

  // MARK: Modes

  /// Switches this module and all its parts to training or evaluation.
  @discardableResult
  open func train(_ mode: Bool = true) -> Self {
    isTraining = mode
    for case .some(let child) in children.values { child.train(mode) }
    return self
  }

  /// Switches to evaluation: dropout does nothing, batch normalisation uses its running statistics.
  @discardableResult
  public final func eval() -> Self { train(false) }

  /// Says for all parameters whether they are trained.
  @discardableResult
  public final func requiresGrad(_ isRequired: Bool = true) throws -> Self {
    for parameter in parameters() { _ = try parameter.requiresGrad_(isRequired) }
    return self
  }

  /// Forgets the gradients of all parameters, or fills them with zeros.
  public final func zeroGrad(setToNone: Bool = true) throws {
    for parameter in parameters() { try parameter.zeroGrad(setToNone: setToNone) }
  }
}

extension Tensor {
  /// Forgets the gradient, or fills it with zeros.
  @inline(__always)
  func zeroGrad(setToNone: Bool) throws {
    guard let grad else { return }
    if setToNone {
      self.grad = nil
    } else {
      self.grad = grad.detach()
      _ = try self.grad?.zero_()
    }
  }
}
