import OrderedCollections

/// One setting of an optimiser, of the kinds PyTorch's have. An integer stays one, so that it's shown as it was given.
public enum Option: Equatable, Sendable {
  case none
  case bool(Bool)
  case int(Int)
  case float(Double)
  case pair(Double, Double)
  /// A choice by name, of optimisers that scripts write.
  case text(String)

  /// As a number; 0 for what isn't one.
  public var double: Double {
    switch self {
    case .float(let value): value
    case .int(let value): Double(value)
    case .bool(let value): value ? 1 : 0
    case .none, .pair, .text: 0
    }
  }

  /// As a switch.
  public var isTrue: Bool {
    switch self {
    case .bool(let value): value
    case .none: false
    case .int, .float: double != 0
    case .pair, .text: true
    }
  }

  /// The two numbers of a pair; any other number counts as both.
  public var numbers: (first: Double, second: Double) {
    if case .pair(let first, let second) = self { (first, second) } else { (double, double) }
  }
}

extension Option: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral {
  public init(floatLiteral value: Double) { self = .float(value) }
  public init(integerLiteral value: Int) { self = .int(value) }
  public init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension Option: CustomStringConvertible {
  /// As Python prints it.
  public var description: String {
    switch self {
    case .none: "None"
    case .bool(let value): PythonText.bool(value)
    case .int(let value): "\(value)"
    case .float(let value): "\(value)"
    case .pair(let first, let second): "(\(first), \(second))"
    case .text(let text): text
    }
  }
}

/// The settings of a group of parameters by PyTorch's names, in PyTorch's order.
public typealias Options = OrderedDictionary<String, Option>

extension OrderedDictionary where Key == String, Value == Option {
  func double(_ name: String) -> Double { self[name]?.double ?? 0 }
  func isTrue(_ name: String) -> Bool { self[name]?.isTrue ?? false }
  func pair(_ name: String) -> (first: Double, second: Double) { self[name]?.numbers ?? (0, 0) }

  /// Refuses a setting that doesn't hold, also one that isn't a number.
  func require(
    _ name: String, of optimizer: String, _ allowed: String, where holds: (Double) -> Bool
  ) throws {
    let option = self[name] ?? .none
    guard holds(option.double) else {
      throw NeuralError.setting(owner: optimizer, name: name, value: "\(option)", allowed: allowed)
    }
  }

  /// The averages' decay: both in 0 ≤ β < 1.
  func requireBetas(of optimizer: String) throws {
    let betas = pair("betas")
    guard betas.first >= 0, betas.first < 1, betas.second >= 0, betas.second < 1 else {
      throw NeuralError.setting(
        owner: optimizer, name: "betas", value: "\(self["betas"] ?? .none)", allowed: "0 ≤ beta < 1")
    }
  }

  /// Refuses a negative value of any of these settings.
  func requireNonNegative(_ names: String..., of optimizer: String) throws {
    for name in names { try require(name, of: optimizer, "\(name) ≥ 0") { $0 >= 0 } }
  }
}
