import Tensors

/// Lowers the rate when a measure has stopped getting better.
public final class ReduceLROnPlateau: Scheduler {
  public enum Mode: String, CaseIterable, Sendable { case min, max }
  /// Whether the threshold is a fraction of the best value or a difference to it.
  public enum ThresholdMode: String, CaseIterable, Sendable {
    case relative = "rel"
    case absolute = "abs"
  }

  public let mode: Mode
  public private(set) var factor: Double
  public private(set) var patience: Int
  public private(set) var threshold: Double
  public let thresholdMode: ThresholdMode
  public private(set) var cooldown: Int
  public private(set) var eps: Double
  public let minRates: [Double]
  /// The best value so far.
  public package(set) var best: Double
  /// The epochs without improvement.
  public package(set) var badEpochs = 0
  /// The epochs in which nothing is counted after the rate was lowered.
  public package(set) var cooldownCounter = 0

  public init(
    _ optimizer: Optimizer, mode: Mode = .min, factor: Double = 0.1, patience: Int = 10,
    threshold: Double = 1e-4,
    thresholdMode: ThresholdMode = .relative, cooldown: Int = 0, minRates: [Double] = [0], eps: Double = 1e-8
  ) throws {
    try Scheduler.require("ReduceLROnPlateau", "factor", factor, "factor < 1", factor < 1)
    self.mode = mode
    self.factor = factor
    self.patience = patience
    self.threshold = threshold
    self.thresholdMode = thresholdMode
    self.cooldown = cooldown
    self.eps = eps
    self.minRates = minRates
    if minRates.count != 1 && minRates.count != optimizer.groups.count {
      throw NeuralError.parameterCount(name: "min_lr", expected: optimizer.groups.count, got: minRates.count)
    }
    best = mode == .min ? .infinity : -.infinity
    super.init(unstarted: optimizer, lastEpoch: 0)
  }

  package override func change(_ setting: String, to value: Double) {
    switch setting {
    case "factor": factor = value
    case "patience": patience = Int(exactly: value) ?? patience
    case "threshold": threshold = value
    case "cooldown": cooldown = Int(exactly: value) ?? cooldown
    case "eps": eps = value
    default: break
    }
  }

  /// Without a measure there is nothing to compare.
  public override func step() throws {
    throw NeuralError.setting(owner: name, name: "metrics", value: "None", allowed: "step(val_loss)")
  }

  /// Compares the measure with the best so far.
  public func step(_ metric: Double) throws {
    lastEpoch += 1
    if isBetter(metric) {
      best = metric
      badEpochs = 0
    } else {
      badEpochs += 1
    }
    if cooldownCounter > 0 {
      cooldownCounter -= 1
      badEpochs = 0
    }
    if badEpochs > patience {
      for (index, group) in optimizer.groups.enumerated() {
        let least = minRates.count == 1 ? minRates[0] : index < minRates.count ? minRates[index] : 0
        let rate = Swift.max(group["lr"] * factor, least)
        if group["lr"] - rate > eps { group["lr"] = rate }
      }
      cooldownCounter = cooldown
      badEpochs = 0
    }
    lastRates = current
  }

  private func isBetter(_ value: Double) -> Bool {
    switch (mode, thresholdMode) {
    case (.min, .relative): value < best * (1 - threshold)
    case (.min, .absolute): value < best - threshold
    case (.max, .relative): value > best * (threshold + 1)
    case (.max, .absolute): value > best + threshold
    }
  }
}
