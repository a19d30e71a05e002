import Tensors

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// How many values flow into and out of one unit of a weight: what the variance of a sum depends on.
///
/// A weight has the shape (out, in, …): for convolutions the rest is the window, which every unit sees whole.
public struct Fans: Equatable, Sendable {
  public var fanIn: Int
  public var fanOut: Int

  public init(_ shape: Shape) throws {
    guard shape.count >= 2 else { throw NeuralError.fanRank(shape: shape) }
    let window = shape.dropFirst(2).reduce(1, &*)
    fanIn = shape[1] &* window
    fanOut = shape[0] &* window
  }

  /// Which of the two keeps its variance: that of the signals (in) or that of the gradients (out).
  public enum Mode: String, Sendable, CaseIterable {
    case fanIn = "fan_in"
    case fanOut = "fan_out"
  }

  public func callAsFunction(_ mode: Mode) -> Int { mode == .fanIn ? fanIn : fanOut }
}

/// An activation function, as far as initialisation has to know it: by which factor it shrinks a signal.
public enum Nonlinearity: Equatable, Sendable {
  case linear
  case conv1d, conv2d, conv3d, convTranspose1d, convTranspose2d, convTranspose3d
  case sigmoid
  case tanh
  case relu
  case leakyReLU(negativeSlope: Double = 0.01)
  case selu

  /// The factor for the standard deviation that makes up for the shrinking, with PyTorch's values: √2 for ReLU (He et
  /// al., 2015), 5/3 for tanh, 3/4 for SELU.
  public var gain: Double {
    switch self {
    case .linear, .conv1d, .conv2d, .conv3d, .convTranspose1d, .convTranspose2d, .convTranspose3d, .sigmoid: 1
    case .tanh: 5.0 / 3
    case .relu: 2.0.squareRoot()
    case .leakyReLU(let slope): (2.0 / (1 + slope * slope)).squareRoot()
    case .selu: 3.0 / 4
    }
  }

  /// The names that PyTorch's `calculate_gain` takes.
  public static let names = [
    "linear", "conv1d", "conv2d", "conv3d", "conv_transpose1d", "conv_transpose2d", "conv_transpose3d",
    "sigmoid",
    "tanh", "relu", "leaky_relu", "selu",
  ]

  /// By PyTorch's name; `parameter` is the slope of `leaky_relu`, 0.01 without one.
  public init(named name: String, parameter: Double? = nil) throws {
    switch name {
    case "linear": self = .linear
    case "conv1d": self = .conv1d
    case "conv2d": self = .conv2d
    case "conv3d": self = .conv3d
    case "conv_transpose1d": self = .convTranspose1d
    case "conv_transpose2d": self = .convTranspose2d
    case "conv_transpose3d": self = .convTranspose3d
    case "sigmoid": self = .sigmoid
    case "tanh": self = .tanh
    case "relu": self = .relu
    case "leaky_relu": self = .leakyReLU(negativeSlope: parameter ?? 0.01)
    case "selu": self = .selu
    default:
      throw NeuralError.unknownChoice(
        owner: "calculate_gain", name: "nonlinearity", value: name, choices: Nonlinearity.names)
    }
  }
}
