import Neural
import Script
import Tensors

/// A schedule of the learning rate as scripts see it.
final class SchedulerObject: Instance {
  /// The engine's schedule; nil until `__init__` has run.
  private(set) var scheduler: Scheduler?
  /// What has to live as long as the schedule: the optimiser's object, functions, other schedules.
  private(set) var kept: [Value] = []
  /// The settings that `state_dict` begins with, in PyTorch's order.
  fileprivate(set) var settings: [(name: String, value: Value)] = []

  init(_ type: TypeObject) { super.init(type) }

  func adopt(_ scheduler: Scheduler, keeping values: [Value], _ machine: Machine) throws {
    self.scheduler = scheduler
    kept = values
    try exportRates(machine)
  }

  func initialized(_ machine: Machine) throws -> Scheduler {
    guard let scheduler else {
      throw machine.exception(ModuleMessage.notInitialized(type: instanceType.name))
    }
    return scheduler
  }

  /// Makes a setting an attribute, as PyTorch's schedules have it: `scheduler.gamma`.
  fileprivate func remember(_ name: String, _ value: Value, _ machine: Machine) throws {
    var value = value
    if name == "milestones" {
      // How often each epoch was named.
      let counter = try machine.module("collections")?.attribute(machine.symbol("Counter"), machine)
      if let counter { value = try machine.call(counter, [value]) }
    }
    settings.append((name, value))
    try setAttribute(machine.symbol(name), to: value, machine)
  }

  /// Settings that the script changed, or loaded, count from here on.
  func importSettings(_ machine: Machine) throws {
    for (index, setting) in settings.enumerated() {
      guard let value = try attribute(machine.symbol(setting.name), machine) else { continue }
      settings[index].value = value
      if let number = value.scalarNumber { scheduler?.change(setting.name, to: number) }
    }
  }

  /// The dicts of `optimizer.param_groups` show the new rates.
  func exportRates(_ machine: Machine) throws {
    for case .object(let object) in kept { try (object as? OptimizerObject)?.exportGroups(machine) }
  }

  /// Rates that the script wrote into `optimizer.param_groups` count from here on.
  func importRates(_ machine: Machine) throws {
    for case .object(let object) in kept { try (object as? OptimizerObject)?.importGroups(machine) }
  }

  override func traverse(_ visit: (Object) -> Void) {
    super.traverse(visit)
    for case .object(let object) in kept { visit(object) }
  }

  deinit { (scheduler as? ScriptScheduler)?.compute = nil }
}

/// One line of the table of schedules.
struct SchedulerBinding: Sendable {
  let name: String
  let key: TypeKey

  /// - Parameters:
  ///   - state: the arguments that `state_dict` names.
  ///   - make: gets the arguments from 2 on; 0 is `self`, 1 the optimiser.
  private init(
    _ name: String, _ parameters: String, state: String = "",
    make: @escaping @Sendable (Optimizer, borrowing OpCall) throws -> Scheduler
  ) {
    self.name = name
    key = TypeKey { machine in
      let type = NativeType(
        machine, name: name, module: "torch.optim.lr_scheduler", base: machine.type(.scheduler), isBase: true)
      let op = Op.call(name, "self, optimizer, \(parameters)", []) { call in
        guard let object = call[0].object as? SchedulerObject else { throw call.wrongType(0, "LRScheduler") }
        guard let optimizer = call[1].object as? OptimizerObject else {
          throw call.machine.exception(
            OptimizerMessage.notAnOptimizer(type: call.machine.typeName(of: call[1])))
        }
        try optimizer.importGroups(call.machine)
        let scheduler = try make(optimizer.initialized(call.machine), call)
        try object.adopt(scheduler, keeping: (1..<call.width).map { call[$0] }, call.machine)
        for setting in state.split(separator: " ").map(String.init) {
          let index = call.bound.parameters.list.firstIndex { $0.text == setting } ?? 0
          try object.remember(setting, call[index], call.machine)
        }
        return .none
      }
      type.define(.known(.initialise), BoundOp.function(op, isMethod: true, machine))
      return type
    }
  }

  static let all: [SchedulerBinding] = [
    SchedulerBinding("StepLR", "step_size, gamma=0.1, last_epoch=-1", state: "step_size gamma") {
      optimizer, call in
      try StepLR(optimizer, stepSize: call.int(2), gamma: call.double(3), lastEpoch: call.int(4))
    },
    SchedulerBinding("MultiStepLR", "milestones, gamma=0.1, last_epoch=-1", state: "milestones gamma") {
      optimizer, call in
      try MultiStepLR(optimizer, milestones: call.ints(2), gamma: call.double(3), lastEpoch: call.int(4))
    },
    SchedulerBinding("ExponentialLR", "gamma, last_epoch=-1", state: "gamma") { optimizer, call in
      try ExponentialLR(optimizer, gamma: call.double(2), lastEpoch: call.int(3))
    },
    SchedulerBinding(
      "ConstantLR", "factor=0.3333333333333333, total_iters=5, last_epoch=-1", state: "factor total_iters"
    ) {
      optimizer, call in
      try ConstantLR(optimizer, factor: call.double(2), totalIters: call.int(3), lastEpoch: call.int(4))
    },
    SchedulerBinding(
      "LinearLR", "start_factor=0.3333333333333333, end_factor=1.0, total_iters=5, last_epoch=-1",
      state: "start_factor end_factor total_iters"
    ) { optimizer, call in
      try LinearLR(
        optimizer, startFactor: call.double(2), endFactor: call.double(3), totalIters: call.int(4),
        lastEpoch: call.int(5))
    },
    SchedulerBinding("PolynomialLR", "total_iters=5, power=1.0, last_epoch=-1", state: "total_iters power") {
      optimizer, call in
      try PolynomialLR(optimizer, totalIters: call.int(2), power: call.double(3), lastEpoch: call.int(4))
    },
    SchedulerBinding("LambdaLR", "lr_lambda, last_epoch=-1") { optimizer, call in
      try LambdaLR(optimizer, call.functions(2), lastEpoch: call.int(3))
    },
    SchedulerBinding("MultiplicativeLR", "lr_lambda, last_epoch=-1") { optimizer, call in
      try MultiplicativeLR(optimizer, call.functions(2), lastEpoch: call.int(3))
    },
    SchedulerBinding("CosineAnnealingLR", "T_max, eta_min=0.0, last_epoch=-1", state: "T_max eta_min") {
      optimizer, call in
      try CosineAnnealingLR(
        optimizer, tMax: call.wholeOrFloat(2), etaMin: call.double(3), lastEpoch: call.int(4))
    },
    SchedulerBinding("CosineAnnealingWarmRestarts", "T_0, T_mult=1, eta_min=0.0, last_epoch=-1") {
      optimizer, call in
      try CosineAnnealingWarmRestarts(
        optimizer, t0: call.int(2), tMult: call.int(3), etaMin: call.double(4), lastEpoch: call.int(5))
    },
    SchedulerBinding(
      "CyclicLR",
      "base_lr, max_lr, step_size_up=2000, step_size_down=None, mode='triangular', gamma=1.0, scale_fn=None, "
        + "scale_mode='cycle', cycle_momentum=True, base_momentum=0.8, max_momentum=0.9, last_epoch=-1"
    ) { optimizer, call in
      let scale = try call.isNone(8) ? nil : call.numberFunction(8)
      return try CyclicLR(
        optimizer, baseRates: call.doubles(2), maxRates: call.doubles(3), stepSizeUp: call.wholeOrFloat(4),
        stepSizeDown: call.isNone(5) ? nil : call.wholeOrFloat(5), mode: call.choice(6, CyclicLR.Mode.self),
        gamma: call.double(7), scale: scale, scalesByCycle: call[9].text == "cycle",
        momentum: call.flag(10) ? MomentumCycle(base: call.doubles(11), max: call.doubles(12)) : nil,
        lastEpoch: call.int(13))
    },
    SchedulerBinding(
      "OneCycleLR",
      "max_lr, total_steps=None, epochs=None, steps_per_epoch=None, pct_start=0.3, anneal_strategy='cos', "
        + "cycle_momentum=True, base_momentum=0.85, max_momentum=0.95, div_factor=25.0, final_div_factor=10000.0, "
        + "three_phase=False, last_epoch=-1"
    ) { optimizer, call in
      let total: Int
      if let given = try call.optionalInt(3) {
        total = given
      } else if let epochs = try call.optionalInt(4), let steps = try call.optionalInt(5) {
        total = epochs.multipliedReportingOverflow(by: steps).partialValue
      } else {
        throw call.machine.error(
          ValueMessage(
            english: "You must define either total_steps OR (epochs AND steps_per_epoch)",
            korean: "`total_steps`를 주거나, `epochs`와 `steps_per_epoch`를 함께 주어야 해요"))
      }
      return try OneCycleLR(
        optimizer, maxRates: call.doubles(2), totalSteps: total, warmUp: call.double(6),
        strategy: call.choice(7, OneCycleLR.Strategy.self),
        momentum: call.flag(8) ? MomentumCycle(base: call.doubles(9), max: call.doubles(10)) : nil,
        divFactor: call.double(11), finalDivFactor: call.double(12), isThreePhase: call.flag(13),
        lastEpoch: call.int(14))
    },
    SchedulerBinding(
      "ReduceLROnPlateau",
      "mode='min', factor=0.1, patience=10, threshold=0.0001, threshold_mode='rel', cooldown=0, min_lr=0, eps=1e-08",
      state: "factor patience cooldown eps mode threshold threshold_mode"
    ) { optimizer, call in
      try ReduceLROnPlateau(
        optimizer, mode: call.choice(2, ReduceLROnPlateau.Mode.self), factor: call.double(3),
        patience: call.int(4), threshold: call.double(5),
        thresholdMode: call.choice(6, ReduceLROnPlateau.ThresholdMode.self), cooldown: call.int(7),
        minRates: call.doubles(8), eps: call.double(9))
    },
    SchedulerBinding("SequentialLR", "schedulers, milestones, last_epoch=-1") { optimizer, call in
      try SequentialLR(
        optimizer, call.schedulers(2), milestones: call.ints(3), lastEpoch: call.int(4))
    },
  ]
}

extension OpCall {
  /// One number or one for each group.
  func doubles(_ index: Int) throws -> [Double] { try optionalDoubles(index) ?? [] }

  /// A whole number, also one that is written as a float.
  func wholeOrFloat(_ index: Int) throws -> Int {
    if case .float(let value) = self[index], let whole = Int(exactly: value) { return whole }
    return try int(index)
  }

  /// One function of the epoch, or one for each group.
  func functions(_ index: Int) throws -> [(Int) throws -> Double] {
    let machine = machine
    return (self[index].sequenceElements ?? [self[index]]).map { function in
      { [unowned machine] epoch in
        let value = try machine.call(function, [.int(epoch)])
        guard let number = value.scalarNumber else {
          throw machine.exception(OptimizerMessage.lambdaResult(type: machine.typeName(of: value)))
        }
        return number
      }
    }
  }

  /// A function from a number to a number.
  func numberFunction(_ index: Int) throws -> (Double) throws -> Double {
    let (machine, function) = (machine, self[index])
    return { [unowned machine] x in
      let value = try machine.call(function, [.float(x)])
      guard let number = value.scalarNumber else {
        throw machine.exception(OptimizerMessage.lambdaResult(type: machine.typeName(of: value)))
      }
      return number
    }
  }

  func schedulers(_ index: Int) throws -> [Scheduler] {
    guard let elements = self[index].sequenceElements else { throw wrongType(index, "list of schedulers") }
    return try elements.map { element in
      guard let object = element.object as? SchedulerObject else {
        throw wrongType(index, "list of schedulers", element)
      }
      return try object.initialized(machine)
    }
  }
}

extension TypeKey {
  /// `torch.optim.lr_scheduler.LRScheduler`, also the base of schedules that a script writes.
  static let scheduler: TypeKey = TypeKey { machine in
    NativeType(
      machine, name: "LRScheduler", module: "torch.optim.lr_scheduler", isBase: true,
      allocate: { _, type in SchedulerObject(type) }, members: SchedulerMembers.all)
  }

  static let chainedScheduler: TypeKey = TypeKey { machine in
    NativeType(
      machine, name: "ChainedScheduler", module: "torch.optim.lr_scheduler", base: machine.type(.scheduler),
      isBase: true,
      members: [
        .method("__init__", "self, schedulers, optimizer=None") { machine, arguments in
          let object = try SchedulerMembers.object(arguments[0], machine)
          let parts = try machine.array(of: arguments[1]).map { try SchedulerMembers.object($0, machine) }
          let optimizers = parts.flatMap { $0.kept.filter { $0.object is OptimizerObject } }
          let schedulers = try parts.map { try $0.initialized(machine) }
          try object.adopt(
            ChainedScheduler(schedulers), keeping: parts.map { .object($0) } + optimizers, machine)
          return .none
        }
      ])
  }
}

/// A schedule whose rates a script's `get_lr` computes.
private final class ScriptScheduler: Scheduler {
  /// Asks the script; nil when its object is gone.
  var compute: ((Scheduler) throws -> [Double])?

  init(_ optimizer: Optimizer, lastEpoch: Int, _ compute: @escaping (Scheduler) throws -> [Double]) throws {
    self.compute = compute
    try super.init(optimizer, lastEpoch: lastEpoch, start: false)
  }

  override func rates() throws -> [Double] { try compute?(self) ?? [] }
}

enum SchedulerMembers {
  static func object(_ value: Value, _ machine: Machine) throws -> SchedulerObject {
    guard let object = value.object as? SchedulerObject else {
      throw machine.exception(OptimizerMessage.notAScheduler(type: machine.typeName(of: value)))
    }
    return object
  }

  static func scheduler(_ object: Object, _ machine: Machine) throws -> Scheduler {
    try self.object(.object(object), machine).initialized(machine)
  }

  static func list(_ values: [Double]) -> Value { .object(ListObject(values.map { .float($0) })) }
  static func list(_ values: [Int]) -> Value { .object(ListObject(values.map { .int($0) })) }

  /// The rates of the groups, ints as they were given.
  static func rates(_ object: Object, _ machine: Machine) throws -> Value {
    let scheduler = try scheduler(object, machine)
    return .object(
      ListObject(
        zip(scheduler.optimizer.groups, scheduler.lastRates).map { group, rate in
          if let option = group.options["lr"], option.double == rate { return option.value }
          return .float(rate)
        }))
  }

  static var all: [NativeMember] {
    [
      .method("__init__", "self, optimizer, last_epoch=-1") { machine, arguments in
        let object = try object(arguments[0], machine)
        let optimizer = try OptimizerMembers.object(arguments[1], machine)
        try optimizer.importGroups(machine)
        let scheduler = try ScriptScheduler(
          optimizer.initialized(machine), lastEpoch: arguments[2].integer ?? -1
        ) { [unowned(unsafe) object, unowned machine] _ in
          // Not counted, as the object takes the closure back at its end; weak references make counting slow.
          try object.exportRates(machine)
          let value = try machine.callMethod(.object(object), machine.symbol("get_lr"))
          return try machine.array(of: value).map { element in
            guard let number = element.scalarNumber else {
              throw machine.exception(OptimizerMessage.lambdaResult(type: machine.typeName(of: element)))
            }
            return number
          }
        }
        try object.adopt(scheduler, keeping: [arguments[1]], machine)
        try scheduler.start()
        try object.exportRates(machine)
        return .none
      },
      .method("step", "self, epoch=None") { machine, arguments in
        let object = try object(arguments[0], machine)
        let scheduler = try object.initialized(machine)
        try object.importRates(machine)
        try object.importSettings(machine)
        switch (scheduler, arguments[1]) {
        case (let plateau as ReduceLROnPlateau, let metric):
          guard let number = try metric.scalarNumber ?? metric.tensor?.item().double else {
            throw machine.exception(OptimizerMessage.metricMissing)
          }
          try plateau.step(number)
        case (_, .none): try scheduler.step()
        case (let restarts as CosineAnnealingWarmRestarts, .float(let epoch)):
          try restarts.step(toFraction: epoch)
        case (_, let epoch):
          guard let integer = epoch.integer else {
            throw machine.exception(
              OpCallMessage.wrongType(
                function: "step", argument: "epoch", position: 1, expected: "int",
                type: machine.typeName(of: epoch)))
          }
          try scheduler.step(to: integer)
        }
        try object.exportRates(machine)
        return .none
      },
      .method("get_last_lr", "self") { machine, arguments in
        try rates(object(arguments[0], machine), machine)
      },
      .method("get_lr", "self") { machine, arguments in
        list(try scheduler(object(arguments[0], machine), machine).rates())
      },
      .property("last_epoch") { machine, object in .int(try scheduler(object, machine).lastEpoch) },
      .property("base_lrs") { machine, object in list(try scheduler(object, machine).baseRates) },
      .property("_last_lr") { machine, object in try rates(object, machine) },
      .property("_step_count") { machine, object in .int(try scheduler(object, machine).stepCount) },
      .property("optimizer") { machine, object in
        try self.object(.object(object), machine).kept.first { $0.object is OptimizerObject } ?? .none
      },
      .property("best") { machine, object in
        (try scheduler(object, machine) as? ReduceLROnPlateau).map { .float($0.best) } ?? .none
      },
      .property("num_bad_epochs") { machine, object in
        (try scheduler(object, machine) as? ReduceLROnPlateau).map { .int($0.badEpochs) } ?? .none
      },
      .method("state_dict", "self") { machine, arguments in
        let object = try object(arguments[0], machine)
        try object.importSettings(machine)
        return .object(try object.state(machine))
      },
      .method("load_state_dict", "self, state_dict") { machine, arguments in
        let object = try object(arguments[0], machine)
        let scheduler = try object.initialized(machine)
        guard let dict = arguments[1].object as? DictObject else {
          throw machine.exception(OptimizerMessage.stateDict(type: machine.typeName(of: arguments[1])))
        }
        if let parts = try dict.get(.string("_schedulers"), machine)?.sequenceElements {
          for (part, state) in zip(object.parts, parts) {
            _ = try machine.callMethod(.object(part), machine.symbol("load_state_dict"), [state])
          }
        }
        for (index, setting) in object.settings.enumerated() {
          guard let value = try dict.get(.string(setting.name), machine) else { continue }
          object.settings[index].value = value
          try object.setAttribute(machine.symbol(setting.name), to: value, machine)
        }
        if let restarts = scheduler as? CosineAnnealingWarmRestarts {
          restarts.restore(
            period: try dict.get(.string("T_i"), machine)?.integer,
            position: try dict.get(.string("T_cur"), machine)?.scalarNumber)
        }
        func numbers(_ name: String) throws -> [Double]? {
          try dict.get(.string(name), machine)?.sequenceElements?.compactMap(\.scalarNumber)
        }
        try scheduler.restore(
          lastEpoch: dict.get(.string("last_epoch"), machine)?.integer,
          stepCount: dict.get(.string("_step_count"), machine)?.integer, baseRates: numbers("base_lrs"),
          lastRates: numbers("_last_lr"))
        if let plateau = scheduler as? ReduceLROnPlateau {
          if let best = try dict.get(.string("best"), machine)?.scalarNumber { plateau.best = best }
          if let bad = try dict.get(.string("num_bad_epochs"), machine)?.integer { plateau.badEpochs = bad }
          if let rest = try dict.get(.string("cooldown_counter"), machine)?.integer {
            plateau.cooldownCounter = rest
          }
        }
        return .none
      },
    ]
  }
}
