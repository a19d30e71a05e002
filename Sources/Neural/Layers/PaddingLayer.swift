import Tensors

/// Surrounds sequences or images: with a constant, or with elements of their own.
public final class PaddingLayer: Module {
  public enum Kind: Equatable, Sendable {
    case zero
    case constant(Scalar)
    case reflect, replicate, circular

    fileprivate var name: String {
      switch self {
      case .zero: "ZeroPad"
      case .constant: "ConstantPad"
      case .reflect: "ReflectionPad"
      case .replicate: "ReplicationPad"
      case .circular: "CircularPad"
      }
    }
  }

  private let dimensions: Int
  /// In front of and behind each dimension, the last dimension first.
  public let padding: [Int]
  public let kind: Kind

  public init(rank: Int, _ padding: [Int], _ kind: Kind) throws {
    let padding = padding.count == 1 ? Array(repeating: padding[0], count: 2 * rank) : padding
    guard padding.count == 2 * rank else {
      throw NeuralError.parameterCount(name: "padding", expected: 2 * rank, got: padding.count)
    }
    dimensions = rank
    self.padding = padding
    self.kind = kind
  }

  private init(copying other: PaddingLayer) {
    (dimensions, padding, kind) = (other.dimensions, other.padding, other.kind)
  }

  public override var kindName: String { "\(kind.name)\(dimensions)d" }

  public override func forward(_ input: Tensor) throws -> Tensor {
    switch kind {
    case .zero: return try input.pad(padding).shown(as: "ConstantPadNdBackward0")
    case .constant(let value):
      return try input.pad(padding, value: value.double).shown(as: "ConstantPadNdBackward0")
    case .reflect: return try input.padded(padding, mode: .reflect)
    case .replicate: return try input.padded(padding, mode: .replicate)
    case .circular: return try input.padded(padding, mode: .circular)
    }
  }

  public override var extraDescription: String {
    guard case .constant(let value) = kind else { return PythonText.tuple(padding) }
    return "padding=\(PythonText.tuple(padding)), value=\(PythonText.number(value))"
  }

  public override func copyOfSettings() -> Module { PaddingLayer(copying: self) }
}
