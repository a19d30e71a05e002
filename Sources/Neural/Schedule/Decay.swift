import Tensors

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Multiplies the rate by `gamma` every `stepSize` epochs.
public final class StepLR: Scheduler {
  public private(set) var stepSize: Int
  public private(set) var gamma: Double

  public init(_ optimizer: Optimizer, stepSize: Int, gamma: Double = 0.1, lastEpoch: Int = -1) throws {
    try Scheduler.require("StepLR", "step_size", stepSize, "step_size ≥ 1", stepSize >= 1)
    self.stepSize = stepSize
    self.gamma = gamma
    try super.init(optimizer, lastEpoch: lastEpoch)
  }

  package override func change(_ setting: String, to value: Double) {
    switch setting {
    case "step_size": stepSize = Scheduler.steps(value) ?? stepSize
    case "gamma": gamma = value
    default: break
    }
  }

  public override func rates() -> [Double] {
    lastEpoch == 0 || lastEpoch % stepSize != 0 ? current : scaled(by: gamma)
  }

  public override func closedForm() -> [Double]? {
    baseRates.map { $0 * pow(gamma, Double(lastEpoch.flooredQuotient(by: stepSize))) }
  }
}

/// Multiplies the rate by `gamma` at each milestone.
public final class MultiStepLR: Scheduler {
  public let milestones: [Int]
  public private(set) var gamma: Double

  public init(_ optimizer: Optimizer, milestones: [Int], gamma: Double = 0.1, lastEpoch: Int = -1) throws {
    self.milestones = milestones.sorted()
    self.gamma = gamma
    try super.init(optimizer, lastEpoch: lastEpoch)
  }

  package override func change(_ setting: String, to value: Double) {
    switch setting {
    case "gamma": gamma = value
    default: break
    }
  }

  public override func rates() -> [Double] {
    let count = milestones.count { $0 == lastEpoch }
    return count == 0 ? current : scaled(by: pow(gamma, Double(count)))
  }

  public override func closedForm() -> [Double]? {
    let passed = milestones.count { $0 <= lastEpoch }
    return baseRates.map { $0 * pow(gamma, Double(passed)) }
  }
}

/// Multiplies the rate by `gamma` every epoch.
public final class ExponentialLR: Scheduler {
  public private(set) var gamma: Double

  public init(_ optimizer: Optimizer, gamma: Double, lastEpoch: Int = -1) throws {
    self.gamma = gamma
    try super.init(optimizer, lastEpoch: lastEpoch)
  }

  package override func change(_ setting: String, to value: Double) {
    switch setting {
    case "gamma": gamma = value
    default: break
    }
  }

  public override func rates() -> [Double] { isInitial ? current : scaled(by: gamma) }

  public override func closedForm() -> [Double]? { baseRates.map { $0 * pow(gamma, Double(lastEpoch)) } }
}

/// A smaller rate for the first `totalIters` epochs.
public final class ConstantLR: Scheduler {
  public private(set) var factor: Double
  public private(set) var totalIters: Int

  public init(
    _ optimizer: Optimizer, factor: Double = 1.0 / 3, totalIters: Int = 5, lastEpoch: Int = -1
  ) throws {
    try Scheduler.require("ConstantLR", "factor", factor, "0 ≤ factor ≤ 1", factor >= 0 && factor <= 1)
    self.factor = factor
    self.totalIters = totalIters
    try super.init(optimizer, lastEpoch: lastEpoch)
  }

  package override func change(_ setting: String, to value: Double) {
    switch setting {
    case "factor": factor = value
    case "total_iters": totalIters = Scheduler.steps(value) ?? totalIters
    default: break
    }
  }

  public override func rates() -> [Double] {
    if lastEpoch == 0 { return scaled(by: factor) }
    return lastEpoch != totalIters ? current : scaled(by: 1 / factor)
  }

  public override func closedForm() -> [Double]? {
    baseRates.map { $0 * (factor + (lastEpoch >= totalIters ? 1 : 0) * (1 - factor)) }
  }
}

/// From a fraction of the rate to another in a straight line: a warm-up.
public final class LinearLR: Scheduler {
  public private(set) var startFactor: Double
  public private(set) var endFactor: Double
  public private(set) var totalIters: Int

  public init(
    _ optimizer: Optimizer, startFactor: Double = 1.0 / 3, endFactor: Double = 1, totalIters: Int = 5,
    lastEpoch: Int = -1
  ) throws {
    try Scheduler.require(
      "LinearLR", "start_factor", startFactor, "0 < start_factor ≤ 1", startFactor > 0 && startFactor <= 1)
    try Scheduler.require(
      "LinearLR", "end_factor", endFactor, "0 ≤ end_factor ≤ 1", endFactor >= 0 && endFactor <= 1)
    self.startFactor = startFactor
    self.endFactor = endFactor
    self.totalIters = totalIters
    try super.init(optimizer, lastEpoch: lastEpoch)
  }

  package override func change(_ setting: String, to value: Double) {
    switch setting {
    case "start_factor": startFactor = value
    case "end_factor": endFactor = value
    case "total_iters": totalIters = Scheduler.steps(value) ?? totalIters
    default: break
    }
  }

  public override func rates() -> [Double] {
    if lastEpoch == 0 { return scaled(by: startFactor) }
    if isInitial || lastEpoch > totalIters { return current }
    let rise = endFactor - startFactor
    let before = Double(totalIters) * startFactor + Double(lastEpoch - 1) * rise
    return scaled(by: 1 + rise / before)
  }

  public override func closedForm() -> [Double]? {
    let done = Double(min(totalIters, lastEpoch))
    return baseRates.map { $0 * (startFactor + (endFactor - startFactor) * done / Double(totalIters)) }
  }
}

/// Falls to zero like a power of the epochs that are left.
public final class PolynomialLR: Scheduler {
  public private(set) var totalIters: Int
  public private(set) var power: Double

  public init(_ optimizer: Optimizer, totalIters: Int = 5, power: Double = 1, lastEpoch: Int = -1) throws {
    self.totalIters = totalIters
    self.power = power
    try super.init(optimizer, lastEpoch: lastEpoch)
  }

  package override func change(_ setting: String, to value: Double) {
    switch setting {
    case "total_iters": totalIters = Scheduler.steps(value) ?? totalIters
    case "power": power = value
    default: break
    }
  }

  public override func rates() -> [Double] {
    if isInitial || lastEpoch > totalIters { return current }
    let total = Double(totalIters)
    let left = (1 - Double(lastEpoch) / total) / (1 - Double(lastEpoch - 1) / total)
    return scaled(by: pow(left, power))
  }

  public override func closedForm() -> [Double]? {
    let done = Double(min(totalIters, lastEpoch))
    return baseRates.map { $0 * pow(1 - done / Double(totalIters), power) }
  }
}

/// The initial rate times a function of the epoch.
public final class LambdaLR: Scheduler {
  public let lambdas: [(Int) throws -> Double]

  /// - Parameter lambdas: one for all groups, or one for each.
  public init(_ optimizer: Optimizer, _ lambdas: [(Int) throws -> Double], lastEpoch: Int = -1) throws {
    self.lambdas = try Scheduler.perGroup(lambdas, of: optimizer)
    try super.init(optimizer, lastEpoch: lastEpoch)
  }

  public override func rates() throws -> [Double] {
    try zip(baseRates, lambdas).map { rate, lambda in rate * (try lambda(lastEpoch)) }
  }
}

/// The rate of now times a function of the epoch.
public final class MultiplicativeLR: Scheduler {
  public let lambdas: [(Int) throws -> Double]

  public init(_ optimizer: Optimizer, _ lambdas: [(Int) throws -> Double], lastEpoch: Int = -1) throws {
    self.lambdas = try Scheduler.perGroup(lambdas, of: optimizer)
    try super.init(optimizer, lastEpoch: lastEpoch)
  }

  public override func rates() throws -> [Double] {
    if isInitial { return current }
    return try zip(current, lambdas).map { rate, lambda in rate * (try lambda(lastEpoch)) }
  }
}

extension Scheduler {
  fileprivate static func perGroup(
    _ lambdas: [(Int) throws -> Double], of optimizer: Optimizer
  ) throws -> [(Int) throws -> Double] {
    if lambdas.count == 1 { return Array(repeating: lambdas[0], count: optimizer.groups.count) }
    guard lambdas.count == optimizer.groups.count else {
      throw NeuralError.parameterCount(
        name: "lr_lambda", expected: optimizer.groups.count, got: lambdas.count)
    }
    return lambdas
  }
}

extension Int {
  /// The quotient rounded down, as Python's `//`; the divisor isn't zero.
  func flooredQuotient(by divisor: Int) -> Int {
    let quotient = self / divisor
    return self % divisor != 0 && (self < 0) != (divisor < 0) ? quotient - 1 : quotient
  }
}
