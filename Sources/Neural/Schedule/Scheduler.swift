import Tensors

/// Changes the learning rates of an optimiser over time, one call of `step()` after each epoch or batch.
///
/// Most schedules are written, as in PyTorch, as a change from one step to the next, so that several can work on one
/// optimiser; the values then agree with PyTorch's to the last bit, as recurrences round differently from formulas.
open class Scheduler {
  public final let optimizer: Optimizer
  /// The number of steps so far.
  @exclusivity(unchecked) public package(set) final var lastEpoch: Int
  /// The rates of the groups before any schedule.
  public package(set) final var baseRates: [Double] = []
  /// The rates set last.
  public package(set) final var lastRates: [Double] = []
  /// How often `step` ran, the first time included.
  package final var stepCount = 0
  /// Whether the step in progress is the one that the initialiser takes.
  final var isInitial = false

  /// - Parameters:
  ///   - lastEpoch: −1 for a fresh start; otherwise the groups have to remember their initial rate.
  ///   - start: whether the first step is taken here; a subclass that isn't ready yet takes it later.
  public init(_ optimizer: Optimizer, lastEpoch: Int = -1, start: Bool = true) throws {
    self.optimizer = optimizer
    self.lastEpoch = lastEpoch
    for (index, group) in optimizer.groups.enumerated() where group.options["initial_lr"] == nil {
      guard lastEpoch == -1 else {
        throw NeuralError.missingInitialRate(group: index)
      }
      group.options["initial_lr"] = group.options["lr"]
    }
    baseRates = optimizer.groups.map { $0["initial_lr"] }
    if start { try self.start() }
  }

  /// For schedules that have no step of their own at the start.
  init(unstarted optimizer: Optimizer, lastEpoch: Int) {
    self.optimizer = optimizer
    self.lastEpoch = lastEpoch
    lastRates = optimizer.groups.map { $0["lr"] }
  }

  // MARK: What a schedule overrides

  /// The new rate of each group, from its rate now or from `baseRates`.
  open func rates() throws -> [Double] { throw NeuralError.forwardMissing(module: name) }

  /// The rates at `lastEpoch` as a formula, if there is one.
  open func closedForm() throws -> [Double]? { nil }

  /// Changes a setting, by PyTorch's name; unknown names and values that can't be are left alone.
  package func change(_ setting: String, to value: Double) {}

  open var name: String { String(describing: type(of: self)) }

  // MARK: Steps

  /// Sets the rates of the next epoch.
  open func step() throws {
    stepCount += 1
    lastEpoch += 1
    apply(try rates())
  }

  /// Sets the rates of a given epoch.
  open func step(to epoch: Int) throws {
    stepCount += 1
    try jump(to: epoch)
  }

  final func jump(to epoch: Int) throws {
    lastEpoch = epoch
    apply(try closedForm() ?? rates())
  }

  /// The step with which a schedule begins.
  package final func start() throws {
    stepCount = 0
    isInitial = true
    defer { isInitial = false }
    try step()
  }

  /// Takes over where another schedule stood.
  package final func restore(lastEpoch: Int?, stepCount: Int?, baseRates: [Double]?, lastRates: [Double]?) {
    self.lastEpoch = lastEpoch ?? self.lastEpoch
    self.stepCount = stepCount ?? self.stepCount
    self.baseRates = baseRates ?? self.baseRates
    self.lastRates = lastRates ?? self.lastRates
  }

  final func apply(_ rates: [Double]) {
    for (group, rate) in zip(optimizer.groups, rates) where group["lr"] != rate { group["lr"] = rate }
    lastRates = optimizer.groups.map { $0["lr"] }
  }

  /// The rates as they are now.
  final var current: [Double] { optimizer.groups.map { $0["lr"] } }

  /// The rates of now, each times `factor`.
  final func scaled(by factor: Double) -> [Double] { optimizer.groups.map { $0["lr"] * factor } }

  /// One value for each group.
  final func perGroup(_ values: [Double], _ name: String) throws -> [Double] {
    try Scheduler.perGroup(values, name, of: optimizer)
  }

  static func perGroup(_ values: [Double], _ name: String, of optimizer: Optimizer) throws -> [Double] {
    if values.count == 1 { return Array(repeating: values[0], count: optimizer.groups.count) }
    guard values.count == optimizer.groups.count else {
      throw NeuralError.parameterCount(name: name, expected: optimizer.groups.count, got: values.count)
    }
    return values
  }

  /// A count of steps from a number of a script; nil if it's none.
  static func steps(_ value: Double) -> Int? { Int(exactly: value).flatMap { $0 >= 1 ? $0 : nil } }

  static func require(
    _ owner: String, _ name: String, _ value: some Any, _ allowed: String, _ holds: Bool
  ) throws {
    guard holds else {
      throw NeuralError.setting(owner: owner, name: name, value: "\(value)", allowed: allowed)
    }
  }
}
