import Tensors

/// What went wrong with a module, an optimiser, a schedule or a data loader, with the values at hand. What a tensor
/// operation refuses is a `TensorError`; whoever shows either makes the sentence.
public enum NeuralError: Error, Equatable, Sendable {
  // Settings
  /// A setting outside what is allowed; `allowed` is a condition such as `0 ≤ p ≤ 1`.
  case setting(owner: String, name: String, value: String, allowed: String)
  /// Two sizes of which the first has to be a multiple of the second.
  case notDivisible(owner: String, name: String, value: Int, divisorName: String, divisor: Int)
  /// A name that isn't among the known ones, as the nonlinearity of a gain.
  case unknownChoice(owner: String, name: String, value: String, choices: [String])
  // Modules
  case forwardMissing(module: String)
  case inputCount(module: String, expected: Int, got: Int)
  case inputRank(module: String, allowed: [Int], shape: Shape)
  case inputChannels(module: String, expected: Int, shape: Shape)
  case invalidName(kind: String, name: String)
  case nameTaken(kind: String, name: String)
  case notALeafParameter(name: String)
  case noSuchChild(path: String, missing: String, parent: String)
  case childIndex(index: Int, count: Int)
  case stateDict(module: String, missing: [String], unexpected: [String], mismatched: [ShapeMismatch])
  // Initialisation
  case fanRank(shape: Shape)
  case orthogonalRank(shape: Shape)
  case initRank(function: String, allowed: [Int], shape: Shape)
  // Optimisation
  case noParameters
  case notALeaf(shape: Shape)
  case duplicateParameter
  case parameterCount(name: String, expected: Int, got: Int)
  case optimizerState(expected: Int, got: Int)
  case closureMissing(optimizer: String)
  case scheduleEnded(step: Int, total: Int)
  case missingInitialRate(group: Int)
  case nonFiniteNorm(Double)
  case vectorLength(expected: Int, got: Int)
  // Data
  case sizesDiffer([Int])
  case splitLengths(sum: Int, count: Int)
  case emptyDataset

  /// A tensor of a state dictionary whose shape isn't the module's.
  public struct ShapeMismatch: Equatable, Sendable {
    public var name: String
    public var expected: Shape
    public var got: Shape
  }

  /// The Python exception PyTorch raises.
  public enum Kind: String, Sendable {
    case value = "ValueError"
    case type = "TypeError"
    case key = "KeyError"
    case index = "IndexError"
    case runtime = "RuntimeError"
    case attribute = "AttributeError"
    case assertion = "AssertionError"
    case notImplemented = "NotImplementedError"
  }

  public var kind: Kind {
    switch self {
    case .setting, .notDivisible, .unknownChoice, .inputRank, .fanRank, .orthogonalRank, .initRank,
      .noParameters, .notALeaf,
      .duplicateParameter, .parameterCount, .optimizerState, .scheduleEnded, .splitLengths, .emptyDataset:
      .value
    case .forwardMissing: .notImplemented
    case .inputCount: .type
    case .invalidName, .nameTaken, .missingInitialRate: .key
    case .noSuchChild: .attribute
    case .childIndex: .index
    case .inputChannels, .notALeafParameter, .stateDict, .closureMissing, .nonFiniteNorm, .vectorLength:
      .runtime
    case .sizesDiffer: .assertion
    }
  }
}
