import Neural
import Script

/// `state_dict` of a schedule, key by key in PyTorch's order.
extension SchedulerObject {
  /// The schedules that this one is made of.
  var parts: [SchedulerObject] {
    kept.flatMap { value in (value.sequenceElements ?? [value]).compactMap { $0.object as? SchedulerObject } }
  }

  func state(_ machine: Machine) throws -> DictObject {
    let scheduler = try initialized(machine)
    let dict = DictObject()
    func set(_ name: String, _ value: Value) throws { try dict.set(name, value, machine) }
    func setting(_ name: String) throws {
      if let found = settings.first(where: { $0.name == name }) { try set(name, found.value) }
    }
    let rates = try SchedulerMembers.rates(self, machine)
    let states = try parts.map { Value.object(try $0.state(machine)) }
    switch scheduler {
    case let plateau as ReduceLROnPlateau:
      try setting("factor")
      let minima = plateau.minRates.map { Value.float($0) }
      try set("default_min_lr", kept.count > 7 ? kept[7].sequenceElements?.first ?? kept[7] : .none)
      try set("min_lrs", .object(ListObject(kept.count > 7 ? kept[7].sequenceElements ?? [kept[7]] : minima)))
      for name in ["patience", "cooldown", "eps"] { try setting(name) }
      try set("last_epoch", .int(plateau.lastEpoch))
      try set("_last_lr", rates)
      try set("mode_worse", .float(plateau.mode == .min ? .infinity : -.infinity))
      for name in ["mode", "threshold", "threshold_mode"] { try setting(name) }
      try set("best", .float(plateau.best))
      try set("cooldown_counter", .int(plateau.cooldownCounter))
      try set("num_bad_epochs", .int(plateau.badEpochs))
      return dict
    case let sequence as SequentialLR:
      try set("_milestones", SchedulerMembers.list(sequence.milestones))
      try set("last_epoch", .int(sequence.lastEpoch))
      try set("_last_lr", rates)
      try set("_schedulers", .object(ListObject(states)))
      return dict
    case is ChainedScheduler:
      try set("_last_lr", rates)
      try set("_schedulers", .object(ListObject(states)))
      return dict
    case let restarts as CosineAnnealingWarmRestarts:
      try set("T_0", .int(restarts.t0))
      try set("T_i", .int(restarts.tI))
      try set("T_mult", .int(restarts.tMult))
      try set("eta_min", .float(restarts.etaMin))
      let position = restarts.tCur
      try set("T_cur", Int(exactly: position).map { .int($0) } ?? .float(position))
    case let cycle as OneCycleLR:
      try set("total_steps", .int(cycle.totalSteps))
      try set("_schedule_phases", .object(ListObject(cycle.phases.map { try phase($0, of: cycle, machine) })))
      try set("_anneal_func_type", .string(cycle.strategy.rawValue))
      try set("cycle_momentum", .bool(cycle.cyclesMomentum))
      try set("use_beta1", .bool(scheduler.optimizer.groups.first?.options["betas"] != nil))
    default:
      for setting in settings { try set(setting.name, setting.value) }
    }
    try set("base_lrs", SchedulerMembers.list(scheduler.baseRates))
    try set("last_epoch", .int(scheduler.lastEpoch))
    try set("_step_count", .int(scheduler.stepCount))
    try set("_is_initial", .bool(false))
    try set("_get_lr_called_within_step", .bool(false))
    try set("_last_lr", rates)
    if scheduler is LambdaLR || scheduler is MultiplicativeLR {
      let groups = scheduler.optimizer.groups
      try set("lr_lambdas", .object(ListObject(groups.map { _ in .none })))
    }
    return dict
  }

  /// A stretch of `OneCycleLR`; the last one ends at a whole step.
  private func phase(_ phase: OneCycleLR.Phase, of cycle: OneCycleLR, _ machine: Machine) throws -> Value {
    let isLast = phase.end == Double(cycle.totalSteps - 1)
    let end: Value = isLast ? .int(cycle.totalSteps - 1) : .float(phase.end)
    return try ModuleType.dict(
      [
        ("end_step", end), ("start_lr", .string(phase.startRate)), ("end_lr", .string(phase.endRate)),
        ("start_momentum", .string(phase.startMomentum)), ("end_momentum", .string(phase.endMomentum)),
      ], machine)
  }
}
