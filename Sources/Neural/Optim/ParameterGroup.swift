import Tensors

/// Parameters that share their settings, and what the optimiser remembers for each of them.
public final class ParameterGroup {
  /// The parameters, in the order in which they were given.
  @exclusivity(unchecked) public package(set) final var parameters: [Tensor]
  /// The settings; a change takes effect with the next step.
  @exclusivity(unchecked) public final var options: Options { didSet { rule = nil } }
  /// The memory of each parameter, nil before its first step.
  @exclusivity(unchecked) package final var states: [ParameterState?]
  /// The settings in the form in which a step wants them.
  @exclusivity(unchecked) final var rule: UpdateRule?

  init(_ parameters: [Tensor], _ options: Options) {
    self.parameters = parameters
    self.options = options
    states = Array(repeating: nil, count: parameters.count)
  }

  /// A setting as a number: `group["lr"] *= 0.1`.
  public subscript(name: String) -> Double {
    get { options.double(name) }
    set { options[name] = .float(newValue) }
  }
}

/// What an optimiser remembers about one parameter.
package final class ParameterState {
  /// The number of steps so far.
  @exclusivity(unchecked) package final var step = 0
  /// Running averages and the like, in the order of `Optimizer.stateNames`.
  @exclusivity(unchecked) package final var first: Tensor?
  @exclusivity(unchecked) package final var second: Tensor?
  @exclusivity(unchecked) package final var third: Tensor?
  /// A number that isn't a tensor of the parameter's size: NAdam's product of momenta.
  @exclusivity(unchecked) package final var number: Double = 1

  package init() {}

  package subscript(_ slot: Int) -> Tensor? {
    get {
      switch slot {
      case 0: first
      case 1: second
      default: third
      }
    }
    set {
      switch slot {
      case 0: first = newValue
      case 1: second = newValue
      default: third = newValue
      }
    }
  }

  /// The tensor at `slot`, made of the parameter's size at its first use.
  @inline(__always)
  func require(_ slot: Int, _ parameter: Tensor, filledWith value: Double = 0) throws {
    if self[slot] == nil {
      self[slot] = try Tensor.full(parameter.shape, .float(value), dtype: parameter.dtype)
    }
  }
}
