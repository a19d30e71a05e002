import Tensors

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// How a momentum moves against the rate: high rate, low momentum.
public struct MomentumCycle {
  public var base: [Double]
  public var max: [Double]

  public init(base: [Double], max: [Double]) {
    self.base = base
    self.max = max
  }
}

/// What cycles share: momentum lives in `momentum` or as the first of `betas`.
extension Optimizer {
  var usesBetas: Bool { defaults["betas"] != nil }

  func requireMomentum(for schedule: String) throws {
    guard defaults["momentum"] != nil || usesBetas else {
      throw NeuralError.setting(
        owner: schedule, name: "cycle_momentum", value: "True", allowed: "momentum or betas in \(name)")
    }
  }

  func setMomentum(_ momentum: Double, of group: ParameterGroup) {
    if usesBetas {
      group.options["betas"] = .pair(momentum, group.options.pair("betas").second)
    } else {
      group.options["momentum"] = .float(momentum)
    }
  }

  func start(_ cycle: MomentumCycle) {
    for (index, group) in groups.enumerated() {
      setMomentum(cycle.max[index], of: group)
      group.options["max_momentum"] = .float(cycle.max[index])
      group.options["base_momentum"] = .float(cycle.base[index])
    }
  }
}

/// Up and down between two rates again and again (Smith, 2017).
public final class CyclicLR: Scheduler {
  public enum Mode: String, CaseIterable, Sendable {
    case triangular
    /// The height halves with each cycle.
    case triangular2
    /// The height falls by `gamma` with each step.
    case expRange = "exp_range"
  }

  private let low: [Double]
  public let maxRates: [Double]
  private let totalSize: Double
  private let stepRatio: Double
  private let scale: (Double) throws -> Double
  private let scalesByCycle: Bool
  private let momentum: MomentumCycle?

  /// - Parameters:
  ///   - stepSizeUp: steps from the low to the high rate; as many back, unless `stepSizeDown` says otherwise.
  ///   - scale: takes the place of the mode's height: a function of the cycle's number, or of the step's.
  public init(
    _ optimizer: Optimizer, baseRates: [Double], maxRates: [Double], stepSizeUp: Int = 2000,
    stepSizeDown: Int? = nil, mode: Mode = .triangular, gamma: Double = 1,
    scale: ((Double) throws -> Double)? = nil, scalesByCycle: Bool = true, momentum: MomentumCycle? = nil,
    lastEpoch: Int = -1
  ) throws {
    let up = Double(stepSizeUp)
    let down = Double(stepSizeDown ?? stepSizeUp)
    try Scheduler.require("CyclicLR", "step_size_up", stepSizeUp, "step_size_up > 0", up > 0)
    try Scheduler.require("CyclicLR", "step_size_down", down, "step_size_down ≥ 0", down >= 0)
    low = try Scheduler.perGroup(baseRates, "base_lr", of: optimizer)
    self.maxRates = try Scheduler.perGroup(maxRates, "max_lr", of: optimizer)
    totalSize = up + down
    stepRatio = up / totalSize
    if let scale {
      self.scale = scale
      self.scalesByCycle = scalesByCycle
    } else {
      switch mode {
      case .triangular: self.scale = { _ in 1 }
      case .triangular2: self.scale = { 1 / pow(2, $0 - 1) }
      case .expRange: self.scale = { pow(gamma, $0) }
      }
      self.scalesByCycle = mode != .expRange
    }
    if let momentum {
      try optimizer.requireMomentum(for: "CyclicLR")
      self.momentum = MomentumCycle(
        base: try Scheduler.perGroup(momentum.base, "base_momentum", of: optimizer),
        max: try Scheduler.perGroup(momentum.max, "max_momentum", of: optimizer))
    } else {
      self.momentum = nil
    }
    if lastEpoch == -1 {
      for (group, rate) in zip(optimizer.groups, low) { group["lr"] = rate }
      if let momentum = self.momentum { optimizer.start(momentum) }
    }
    try super.init(optimizer, lastEpoch: lastEpoch)
    self.baseRates = low
  }

  public override func rates() throws -> [Double] {
    let epoch = Double(lastEpoch)
    let cycle = (1 + epoch / totalSize).rounded(.down)
    let x = 1 + epoch / totalSize - cycle
    let height = x <= stepRatio ? x / stepRatio : (x - 1) / (stepRatio - 1)
    let argument = scalesByCycle ? cycle : epoch
    var result: [Double] = []
    for (base, top) in zip(low, maxRates) {
      result.append(base + (top - base) * height * (try scale(argument)))
    }
    if let momentum {
      for (index, group) in optimizer.groups.enumerated() {
        let reach = (momentum.max[index] - momentum.base[index]) * height
        optimizer.setMomentum(momentum.max[index] - reach * (try scale(argument)), of: group)
      }
    }
    return result
  }
}

/// Up to a high rate and down to nearly nothing, once over the whole training (Smith and Topin, 2019).
public final class OneCycleLR: Scheduler {
  public enum Strategy: String, CaseIterable, Sendable {
    case cosine = "cos"
    case linear
  }

  /// A stretch of the schedule: where it ends, and the settings of a group that it runs between.
  package struct Phase {
    package var end: Double
    package var startRate: String
    package var endRate: String
    package var startMomentum: String
    package var endMomentum: String
  }

  public let totalSteps: Int
  package let phases: [Phase]
  public let strategy: Strategy
  public let cyclesMomentum: Bool

  /// - Parameters:
  ///   - warmUp: the fraction of steps on the way up.
  ///   - divFactor: the high rate over the initial one; `finalDivFactor`: the initial one over the last one.
  public init(
    _ optimizer: Optimizer, maxRates: [Double], totalSteps: Int, warmUp: Double = 0.3,
    strategy: Strategy = .cosine, momentum: MomentumCycle? = nil, divFactor: Double = 25,
    finalDivFactor: Double = 1e4, isThreePhase: Bool = false, lastEpoch: Int = -1
  ) throws {
    try Scheduler.require("OneCycleLR", "total_steps", totalSteps, "total_steps ≥ 1", totalSteps >= 1)
    try Scheduler.require("OneCycleLR", "pct_start", warmUp, "0 ≤ pct_start ≤ 1", warmUp >= 0 && warmUp <= 1)
    let total = Double(totalSteps)
    let up = Phase(
      end: warmUp * total - 1, startRate: "initial_lr", endRate: "max_lr", startMomentum: "max_momentum",
      endMomentum: "base_momentum")
    if isThreePhase {
      phases = [
        up,
        Phase(
          end: 2 * warmUp * total - 2, startRate: "max_lr", endRate: "initial_lr",
          startMomentum: "base_momentum",
          endMomentum: "max_momentum"),
        Phase(
          end: total - 1, startRate: "initial_lr", endRate: "min_lr", startMomentum: "max_momentum",
          endMomentum: "max_momentum"),
      ]
    } else {
      phases = [
        up,
        Phase(
          end: total - 1, startRate: "max_lr", endRate: "min_lr", startMomentum: "base_momentum",
          endMomentum: "max_momentum"),
      ]
    }
    self.totalSteps = totalSteps
    self.strategy = strategy
    cyclesMomentum = momentum != nil
    let tops = try Scheduler.perGroup(maxRates, "max_lr", of: optimizer)
    if lastEpoch == -1 {
      for (group, top) in zip(optimizer.groups, tops) {
        group["initial_lr"] = top / divFactor
        group["max_lr"] = top
        group["min_lr"] = top / divFactor / finalDivFactor
      }
    }
    if let momentum {
      try optimizer.requireMomentum(for: "OneCycleLR")
      let cycle = MomentumCycle(
        base: try Scheduler.perGroup(momentum.base, "base_momentum", of: optimizer),
        max: try Scheduler.perGroup(momentum.max, "max_momentum", of: optimizer))
      if lastEpoch == -1 { optimizer.start(cycle) }
    }
    try super.init(optimizer, lastEpoch: lastEpoch)
  }

  public override func rates() throws -> [Double] {
    guard lastEpoch <= totalSteps else { throw NeuralError.scheduleEnded(step: lastEpoch, total: totalSteps) }
    let step = Double(lastEpoch)
    return optimizer.groups.map { group in
      var start = 0.0
      for (index, phase) in phases.enumerated() {
        if step <= phase.end || index == phases.count - 1 {
          let part = (step - start) / (phase.end - start)
          if cyclesMomentum {
            optimizer.setMomentum(
              between(group[phase.startMomentum], group[phase.endMomentum], part), of: group)
          }
          return between(group[phase.startRate], group[phase.endRate], part)
        }
        start = phase.end
      }
      return group["lr"]
    }
  }

  private func between(_ start: Double, _ end: Double, _ part: Double) -> Double {
    switch strategy {
    case .cosine: end + (start - end) / 2 * (cos(.pi * part) + 1)
    case .linear: (end - start) * part + start
    }
  }
}
