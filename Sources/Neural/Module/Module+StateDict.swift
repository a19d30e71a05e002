import OrderedCollections
import Tensors

/// The parameters and persistent buffers of a module by path, in order.
public typealias StateDict = OrderedDictionary<String, Tensor>

extension Module {
  /// All parameters and persistent buffers by path. The tensors share memory with the module's and are outside the
  /// graph, so that a later step changes them too: clone what should be kept.
  public final func stateDict(prefix: String = "", keepVariables: Bool = false) -> StateDict {
    var state = StateDict()
    collectState(prefix, keepVariables, &state, depth: 0)
    return state
  }

  private final func collectState(
    _ prefix: String, _ keepVariables: Bool, _ state: inout StateDict, depth: Int
  ) {
    for (name, tensor) in ownParameters {
      if let tensor { state[prefix + name] = keepVariables ? tensor : tensor.detach() }
    }
    for (name, buffer) in ownBuffers where buffer.isPersistent {
      if let tensor = buffer.tensor { state[prefix + name] = keepVariables ? tensor : tensor.detach() }
    }
    guard depth < Module.maximumDepth else { return }
    for (name, child) in children {
      child?.collectState(prefix + name + ".", keepVariables, &state, depth: depth + 1)
    }
  }

  /// What a lenient `load` found to differ.
  public struct LoadReport: Equatable, Sendable {
    public var missingKeys: [String] = []
    public var unexpectedKeys: [String] = []

    public init() {}
  }

  /// Copies the values of `state` into the module's parameters and buffers, which stay the same tensors.
  ///
  /// With `isStrict`, keys that are missing or too many are an error; shapes always have to agree. Nothing is changed
  /// before everything has been checked.
  @discardableResult
  public final func load(_ state: StateDict, isStrict: Bool = true) throws -> LoadReport {
    var report = LoadReport()
    var mismatched: [NeuralError.ShapeMismatch] = []
    var copies: [(to: Tensor, from: Tensor)] = []
    let own = stateDict(keepVariables: true)
    for (name, target) in own {
      guard let source = state[name] else {
        report.missingKeys.append(name)
        continue
      }
      if source.shape == target.shape {
        copies.append((target, source))
      } else {
        mismatched.append(.init(name: name, expected: target.shape, got: source.shape))
      }
    }
    report.unexpectedKeys = state.keys.filter { own[$0] == nil }
    let isComplete = report.missingKeys.isEmpty && report.unexpectedKeys.isEmpty
    if !mismatched.isEmpty || (isStrict && !isComplete) {
      throw NeuralError.stateDict(
        module: typeName, missing: isStrict ? report.missingKeys : [],
        unexpected: isStrict ? report.unexpectedKeys : [], mismatched: mismatched)
    }
    try Engine.withoutGrad {
      for copy in copies { _ = try copy.to.copy_(copy.from) }
    }
    return report
  }

  /// A copy that shares nothing with this module. What occurs twice (a tied weight, a part used in two places) occurs
  /// twice in the copy too.
  public final func copy() throws -> Module {
    var tensors: [ObjectIdentifier: Tensor] = [:]
    var modules: [ObjectIdentifier: Module] = [:]
    return try copy(&tensors, &modules)
  }

  private final func copy(
    _ tensors: inout [ObjectIdentifier: Tensor], _ modules: inout [ObjectIdentifier: Module]
  ) throws -> Module {
    if let done = modules[ObjectIdentifier(self)] { return done }
    let result = copyOfSettings()
    modules[ObjectIdentifier(self)] = result
    result.customName = customName
    result.isTraining = isTraining
    func copied(_ tensor: Tensor?) throws -> Tensor? {
      guard let tensor else { return nil }
      if let done = tensors[ObjectIdentifier(tensor)] { return done }
      let copy = try tensor.detach().clone()
      if tensor.requiresGrad { _ = try copy.requiresGrad_() }
      copy.isParameter = tensor.isParameter
      copy.grad = try tensor.grad?.detach().clone()
      tensors[ObjectIdentifier(tensor)] = copy
      return copy
    }
    for (name, tensor) in ownParameters { result.setParameter(name, try copied(tensor)) }
    for (name, buffer) in ownBuffers {
      result.setBuffer(name, try copied(buffer.tensor), isPersistent: buffer.isPersistent)
    }
    for (name, child) in children { result.setChild(name, try child?.copy(&tensors, &modules)) }
    return result
  }
}
