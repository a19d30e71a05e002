/// The type of a tensor's elements.
///
/// The order is the order of promotion: of two types, the later one can hold the values of the earlier.
public enum DType: UInt8, Sendable, CaseIterable {
  case bool
  case int64
  case float32
  case float64

  /// The size of one element in bytes.
  @inlinable public var byteCount: Int {
    switch self {
    case .bool: 1
    case .float32: 4
    case .int64, .float64: 8
    }
  }

  /// Whether gradients can flow through tensors of this type.
  @inlinable public var isFloatingPoint: Bool { self >= .float32 }

  /// PyTorch's name, without the `torch.` in front.
  public var name: String {
    switch self {
    case .bool: "bool"
    case .int64: "int64"
    case .float32: "float32"
    case .float64: "float64"
    }
  }
}

extension DType: Comparable {
  @inlinable public static func < (left: DType, right: DType) -> Bool { left.rawValue < right.rawValue }
}

/// A Swift type that tensors can hold.
public protocol TensorElement: Sendable {
  static var dtype: DType { get }
}

extension Float: TensorElement { @inlinable public static var dtype: DType { .float32 } }
extension Double: TensorElement { @inlinable public static var dtype: DType { .float64 } }
extension Int: TensorElement { @inlinable public static var dtype: DType { .int64 } }
extension Bool: TensorElement { @inlinable public static var dtype: DType { .bool } }

/// A number outside any tensor, as Python has them: its kind takes part in promotion, its precision doesn't.
public enum Scalar: Sendable, Equatable {
  case bool(Bool)
  case int(Int)
  case float(Double)

  /// The type a tensor made of this number alone has.
  @inlinable public var dtype: DType {
    switch self {
    case .bool: .bool
    case .int: .int64
    case .float: .float32
    }
  }

  /// The value as a float64; integers beyond 2^53 are rounded.
  @inlinable public var double: Double {
    switch self {
    case .bool(let value): value ? 1 : 0
    case .int(let value): Double(value)
    case .float(let value): value
    }
  }

  /// The value as an integer, truncated towards zero; what doesn't fit becomes the smallest integer, as x86 has it.
  @inlinable public var int: Int {
    switch self {
    case .bool(let value): value ? 1 : 0
    case .int(let value): value
    case .float(let value): Int(exactly: value.rounded(.towardZero)) ?? Int.min
    }
  }

  /// Whether the value differs from zero.
  @inlinable public var isTrue: Bool {
    switch self {
    case .bool(let value): value
    case .int(let value): value != 0
    case .float(let value): value != 0
    }
  }
}

extension Scalar: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByBooleanLiteral {
  public init(integerLiteral value: Int) { self = .int(value) }
  public init(floatLiteral value: Double) { self = .float(value) }
  public init(booleanLiteral value: Bool) { self = .bool(value) }
}
