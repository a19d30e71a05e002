/// How tensors are printed: what `torch.set_printoptions` sets.
public struct PrintOptions: Sendable, Equatable {
  /// Digits after the point.
  public var precision = 4
  /// Tensors with more elements than this are summarised; infinity never summarises.
  public var threshold = 1000.0
  /// How many elements a summary shows at both ends of each dimension.
  public var edgeItems = 3
  /// Characters a line may have.
  public var lineWidth = 80
  /// Whether floats are written as 1.0000e+00; nil decides it by the values.
  public var isScientific: Bool?

  public init() {}

  /// The sets of options that have names.
  public enum Profile: String, Sendable, CaseIterable {
    case `default`, short, full
  }

  /// Everything but the scientific notation as the profile has it.
  public mutating func apply(_ profile: Profile) {
    precision = profile == .short ? 2 : 4
    threshold = profile == .full ? .infinity : 1000
    edgeItems = profile == .short ? 2 : 3
    lineWidth = 80
  }
}
