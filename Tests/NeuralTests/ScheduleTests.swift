import Neural
import Tensors
import Testing

@Suite struct ScheduleTests {
  struct File: Decodable { var runs: [Run] }
  struct Run: Decodable, CustomTestStringConvertible {
    var scheduler: String
    var base_lr: Double
    var lrs: [Double]
    var testDescription: String { scheduler }
  }

  static let runs = (try? GoldenFile.read("sched.json", as: File.self).runs) ?? []

  static func make(_ name: String, _ optimizer: Optimizer) throws -> Scheduler {
    switch name {
    case "StepLR": try StepLR(optimizer, stepSize: 5, gamma: 0.5)
    case "MultiStepLR": try MultiStepLR(optimizer, milestones: [3, 11], gamma: 0.1)
    case "ExponentialLR": try ExponentialLR(optimizer, gamma: 0.9)
    case "CosineAnnealingLR": try CosineAnnealingLR(optimizer, tMax: 20, etaMin: 0.001)
    case "CosineAnnealingWarmRestarts": try CosineAnnealingWarmRestarts(optimizer, t0: 6, tMult: 2)
    case "LinearLR": try LinearLR(optimizer, startFactor: 0.1, endFactor: 1, totalIters: 8)
    case "PolynomialLR": try PolynomialLR(optimizer, totalIters: 15, power: 2)
    case "OneCycleLR":
      try OneCycleLR(
        optimizer, maxRates: [0.3], totalSteps: 31, momentum: MomentumCycle(base: [0.85], max: [0.95]))
    case "ConstantLR": try ConstantLR(optimizer, factor: 0.3, totalIters: 5)
    default: try CyclicLR(optimizer, baseRates: [0.01], maxRates: [0.1], stepSizeUp: 7)
    }
  }

  @Test("All schedules of the golden file are there") func covered() { #expect(Self.runs.count >= 10) }

  @Test("Thirty epochs have PyTorch's rates", arguments: runs)
  func rates(run: Run) throws {
    let w = try Tensor.zeros([1])
    _ = try w.requiresGrad_()
    let optimizer = try SGD([w], lr: run.base_lr, momentum: 0.9)
    let scheduler = try Self.make(run.scheduler, optimizer)
    for expected in run.lrs {
      #expect(abs(optimizer.groups[0]["lr"] - expected) <= 1e-12 * max(abs(expected), 1e-300) + 1e-18)
      try scheduler.step()
    }
  }

  @Test("The rate falls when the loss has stalled for longer than the patience")
  func plateau() throws {
    let w = try Tensor.zeros([1])
    _ = try w.requiresGrad_()
    let optimizer = try SGD([w], lr: 1)
    let scheduler = try ReduceLROnPlateau(optimizer, factor: 0.5, patience: 2)
    for loss in [1, 0.5, 0.5, 0.5, 0.5] { try scheduler.step(loss) }
    #expect(optimizer.groups[0]["lr"] == 0.5)
  }
}
