import Tensors

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Half a cosine from the initial rate to `etaMin` in `tMax` epochs, and back (Loshchilov and Hutter, 2017, without
/// restarts).
public final class CosineAnnealingLR: Scheduler {
  public private(set) var tMax: Int
  public private(set) var etaMin: Double

  public init(_ optimizer: Optimizer, tMax: Int, etaMin: Double = 0, lastEpoch: Int = -1) throws {
    try Scheduler.require("CosineAnnealingLR", "T_max", tMax, "T_max ≥ 1", tMax >= 1)
    self.tMax = tMax
    self.etaMin = etaMin
    try super.init(optimizer, lastEpoch: lastEpoch)
  }

  package override func change(_ setting: String, to value: Double) {
    switch setting {
    case "T_max": tMax = Scheduler.steps(value) ?? tMax
    case "eta_min": etaMin = value
    default: break
    }
  }

  public override func rates() -> [Double] {
    let period = Double(tMax)
    let epoch = Double(lastEpoch)
    if isInitial { return current }
    if stepCount == 1 && lastEpoch > 0 {
      return baseRates.map { etaMin + ($0 - etaMin) * (1 + cos(epoch * .pi / period)) / 2 }
    }
    // Where the recurrence would divide by zero. A period that doesn't fit twice into an integer never ends.
    if (lastEpoch - 1 - tMax) % (2 &* tMax) == 0 {
      return zip(current, baseRates).map { rate, base in rate + (base - etaMin) * (1 - cos(.pi / period)) / 2
      }
    }
    return current.map {
      (1 + cos(.pi * epoch / period)) / (1 + cos(.pi * (epoch - 1) / period)) * ($0 - etaMin) + etaMin
    }
  }

  public override func closedForm() -> [Double]? {
    baseRates.map { etaMin + ($0 - etaMin) * (1 + cos(.pi * Double(lastEpoch) / Double(tMax))) / 2 }
  }
}

/// Half cosines, each `tMult` times as long as the one before, with a jump back to the initial rate between them
/// (Loshchilov and Hutter, 2017).
public final class CosineAnnealingWarmRestarts: Scheduler {
  /// The length of the first period.
  public let t0: Int
  public let tMult: Int
  public let etaMin: Double
  /// The epochs since the last restart, which may have a fraction.
  public private(set) var tCur: Double
  /// The length of the period now.
  public private(set) var tI: Int

  public init(
    _ optimizer: Optimizer, t0: Int, tMult: Int = 1, etaMin: Double = 0, lastEpoch: Int = -1
  ) throws {
    try Scheduler.require("CosineAnnealingWarmRestarts", "T_0", t0, "T_0 ≥ 1", t0 >= 1)
    try Scheduler.require("CosineAnnealingWarmRestarts", "T_mult", tMult, "T_mult ≥ 1", tMult >= 1)
    self.t0 = t0
    self.tMult = tMult
    self.etaMin = etaMin
    tCur = Double(lastEpoch)
    tI = t0
    try super.init(optimizer, lastEpoch: lastEpoch)
  }

  public override func rates() -> [Double] {
    baseRates.map { etaMin + ($0 - etaMin) * (1 + cos(.pi * tCur / Double(tI))) / 2 }
  }

  /// Takes over where another schedule stood.
  package func restore(period: Int?, position: Double?) {
    tI = period ?? tI
    tCur = position ?? tCur
  }

  public override func step() throws {
    if lastEpoch < 0 { return try step(toFraction: 0) }
    tCur += 1
    if tCur >= Double(tI) {
      tCur = fmod(tCur, Double(tI))
      let (next, overflow) = tI.multipliedReportingOverflow(by: tMult)
      tI = overflow ? Int.max : next
    }
    lastEpoch += 1
    apply(rates())
  }

  public override func step(to epoch: Int) throws { try step(toFraction: Double(epoch)) }

  /// The rate in the middle of an epoch: `epoch + batch / batches`.
  public func step(toFraction epoch: Double) throws {
    try Scheduler.require(
      "CosineAnnealingWarmRestarts", "epoch", epoch, "epoch ≥ 0", epoch >= 0 && epoch < 1e15)
    if epoch < Double(t0) {
      tI = t0
      tCur = epoch
    } else if tMult == 1 {
      tCur = fmod(epoch, Double(t0))
    } else {
      let growth = Double(tMult)
      let period = (log(epoch / Double(t0) * (growth - 1) + 1) / log(growth)).rounded(.towardZero)
      tCur = epoch - Double(t0) * (pow(growth, period) - 1) / (growth - 1)
      tI = Int(Double(t0) * pow(growth, period))
    }
    lastEpoch = Int(epoch.rounded(.down))
    apply(rates())
  }
}
