import Tensors

/// One schedule after the other: a warm-up, then a decay.
public final class SequentialLR: Scheduler {
  public let schedulers: [Scheduler]
  public let milestones: [Int]

  /// - Parameter milestones: the epochs at which the next schedule takes over, one fewer than schedules.
  public init(_ optimizer: Optimizer, _ schedulers: [Scheduler], milestones: [Int], lastEpoch: Int = -1)
    throws
  {
    try ChainedScheduler.check(schedulers, of: optimizer, in: "SequentialLR")
    guard milestones.count == schedulers.count - 1 else {
      throw NeuralError.parameterCount(
        name: "milestones", expected: schedulers.count - 1, got: milestones.count)
    }
    self.schedulers = schedulers
    self.milestones = milestones
    super.init(unstarted: optimizer, lastEpoch: lastEpoch + 1)
    for group in optimizer.groups { group.options["lr"] = group.options["initial_lr"] ?? group.options["lr"] }
    undo()
    let first = schedulers[index(at: 0)]
    try first.start()
    lastRates = first.lastRates
  }

  /// Every schedule has taken its first step when it was made; that mustn't count yet.
  private func undo() {
    for scheduler in schedulers {
      if let sequence = scheduler as? SequentialLR {
        sequence.undo()
      } else {
        scheduler.lastEpoch -= 1
      }
    }
  }

  private func index(at epoch: Int) -> Int { milestones.count { $0 <= epoch } }

  public override func step() throws {
    lastEpoch += 1
    let index = index(at: lastEpoch)
    let scheduler = schedulers[index]
    if index > 0 && milestones[index - 1] == lastEpoch {
      try scheduler.jump(to: 0)
    } else {
      try scheduler.step()
    }
    lastRates = scheduler.lastRates
  }

  public override func step(to epoch: Int) throws {
    throw NeuralError.setting(owner: name, name: "epoch", value: "\(epoch)", allowed: "step()")
  }
}

/// Several schedules at once, each changing what the others have left.
public final class ChainedScheduler: Scheduler {
  public let schedulers: [Scheduler]

  public init(_ schedulers: [Scheduler], optimizer: Optimizer? = nil) throws {
    guard let first = schedulers.first else {
      throw NeuralError.setting(
        owner: "ChainedScheduler", name: "schedulers", value: "[]", allowed: "len ≥ 1")
    }
    let optimizer = optimizer ?? first.optimizer
    try ChainedScheduler.check(schedulers, of: optimizer, in: "ChainedScheduler")
    self.schedulers = schedulers
    super.init(unstarted: optimizer, lastEpoch: 0)
  }

  static func check(_ schedulers: [Scheduler], of optimizer: Optimizer, in owner: String) throws {
    try Scheduler.require(owner, "schedulers", "[]", "len ≥ 1", !schedulers.isEmpty)
    for scheduler in schedulers {
      try Scheduler.require(
        owner, "schedulers", scheduler.name, "no ReduceLROnPlateau", !(scheduler is ReduceLROnPlateau))
      try Scheduler.require(
        owner, "optimizer", scheduler.optimizer.name, "one optimizer for all",
        scheduler.optimizer === optimizer)
    }
  }

  public override func step() throws {
    for scheduler in schedulers { try scheduler.step() }
    lastRates = current
  }

  public override func step(to epoch: Int) throws {
    throw NeuralError.setting(owner: name, name: "epoch", value: "\(epoch)", allowed: "step()")
  }
}
