import OrderedCollections
import Tensors

/// Changes parameters along their gradients, one step at a time.
///
/// ```swift
/// let optimizer = try SGD(model.parameters(), lr: 0.1, momentum: 0.9)
/// try optimizer.zeroGrad()
/// try loss.backward()
/// try optimizer.step()
/// ```
///
/// A kind of optimiser is a subclass that names its settings and makes an `UpdateRule` of them.
public class Optimizer {
  /// Groups of parameters with settings of their own.
  @exclusivity(unchecked) public private(set) final var groups: [ParameterGroup] = []
  /// The settings of a group that gives none.
  public final let defaults: Options
  /// Called before a step, so that settings that live elsewhere (in a script's dictionaries) can be brought in.
  @exclusivity(unchecked) package final var prepare: (() throws -> Void)?
  /// Whether `step` was ever called: a schedule that runs ahead of it is a mistake worth a warning.
  @exclusivity(unchecked) package final var hasStepped = false

  /// Parameters with settings of their own, where they differ from the defaults.
  public typealias Group = (parameters: [Tensor], options: Options)

  /// - Throws: when there are no parameters, one occurs twice or isn't a leaf, or a setting is out of range.
  public init(_ groups: [Group], defaults: Options) throws {
    self.defaults = defaults
    try validate(defaults)
    guard !groups.isEmpty, groups.count > 1 || !groups[0].parameters.isEmpty else {
      throw NeuralError.noParameters
    }
    for group in groups { try add(group.parameters, options: group.options) }
  }

  // MARK: What a kind of optimiser overrides

  /// The class's name.
  public var name: String { String(describing: type(of: self)) }

  /// The names of the tensors it remembers for each parameter, at most three, in the order of a state's slots.
  public var stateNames: [String] { [] }

  /// Whether it counts the steps of each parameter, as PyTorch's `state["step"]` shows.
  public var countsSteps: Bool { true }

  /// The name of the number it remembers besides, if there is one.
  public var numberName: String? { nil }

  /// Refuses settings that make no sense.
  public func validate(_ options: Options) throws {}

  /// The settings of a group, ready for use.
  package func makeRule(_ options: Options) throws -> UpdateRule {
    throw NeuralError.forwardMissing(module: name)
  }

  /// Makes the memory of a parameter before its first step, where PyTorch shows it from the start.
  package func makeState(for parameter: Tensor, _ options: Options) throws -> ParameterState? { nil }

  // MARK: Use

  /// Adds parameters with settings of their own, the defaults where it has none: for layers that join later.
  public final func add(_ parameters: [Tensor], options: Options = [:]) throws {
    var merged = options
    for (name, option) in defaults where merged[name] == nil { merged[name] = option }
    try validate(merged)
    var known = Set(groups.flatMap { $0.parameters.map(ObjectIdentifier.init) })
    for parameter in parameters {
      guard parameter.isLeaf else { throw NeuralError.notALeaf(shape: parameter.shape) }
      guard known.insert(ObjectIdentifier(parameter)).inserted else { throw NeuralError.duplicateParameter }
    }
    let group = ParameterGroup(parameters, merged)
    for index in parameters.indices { group.states[index] = try makeState(for: parameters[index], merged) }
    groups.append(group)
  }

  /// Changes every parameter that has a gradient.
  public final func step() throws {
    if let prepare { try prepare() }
    hasStepped = true
    for group in groups {
      let rule = try group.rule ?? makeRule(of: group)
      let parameters = group.parameters
      for index in parameters.indices {
        let parameter = parameters[index]
        guard let gradient = parameter.grad else { continue }
        if rule.isStateless {
          try rule.update(parameter, gradient, nil)
          continue
        }
        var state = group.states[index]
        if state == nil {
          state = ParameterState()
          group.states[index] = state
        }
        try rule.update(parameter, gradient, state)
      }
    }
  }

  private final func makeRule(of group: ParameterGroup) throws -> UpdateRule {
    try validate(group.options)
    let rule = try makeRule(group.options)
    group.rule = rule
    return rule
  }

  /// Evaluates the loss with `closure`, which also runs backward, then steps.
  @discardableResult
  public final func step(_ closure: () throws -> Tensor) throws -> Tensor {
    let loss = try Engine.withGrad(enabled: true) { try closure() }
    try step()
    return loss
  }

  /// Forgets the gradients of all parameters, or fills them with zeros.
  public final func zeroGrad(setToNone: Bool = true) throws {
    for group in groups {
      for parameter in group.parameters {
        if setToNone {
          parameter.grad = nil
        } else {
          try parameter.zeroGrad(setToNone: false)
        }
      }
    }
  }
}
