import Neural
import Script
import Tensors

/// `torch.utils.data.DataLoader`.
final class DataLoaderObject: Instance {
  private(set) var dataset: Value = .none
  /// The function that makes a batch of samples; None for the usual one.
  private(set) var collate: Value = .none
  private(set) var generator: Generator?
  /// Nil for a data set that can only be iterated, and for one that is read sample by sample.
  private(set) var source: BatchSource?
  private(set) var batchSize: Int?
  private(set) var dropLast = false
  /// The indices when `batch_size=None`.
  private(set) var single: Value = .none

  init(_ type: TypeObject) { super.init(type) }

  override func traverse(_ visit: (Object) -> Void) {
    super.traverse(visit)
    for case .object(let object) in [dataset, collate, single] { visit(object) }
  }

  /// Whether the data set has no indices, only an order of its own.
  private(set) var isIterable = false

  fileprivate func fill(_ call: borrowing OpCall) throws {
    let machine = call.machine
    dataset = call[1]
    isIterable =
      (dataset.object as? Instance)?.instanceType.isSubtype(of: machine.type(.iterableDataset)) ?? false
    batchSize = try call.optionalInt(2)
    let shuffle = try call.flag(3)
    let (sampler, batchSampler) = (call[4], call[5])
    collate = call[7]
    dropLast = try call.flag(9)
    generator = try call.generator(13)
    func refuse(_ name: String, _ value: String, _ allowed: String) -> NeuralError {
      .setting(owner: "DataLoader", name: name, value: value, allowed: allowed)
    }
    if try call.int(6) < 0 { throw refuse("num_workers", "\(try call.int(6))", "num_workers ≥ 0") }
    if let batchSize, batchSize <= 0 { throw refuse("batch_size", "\(batchSize)", "batch_size > 0") }
    if !sampler.isNone, shuffle { throw refuse("sampler, shuffle", "True", "sampler or shuffle") }
    if isIterable {
      if shuffle { throw refuse("shuffle", "True", "shuffle=False (IterableDataset)") }
    } else if !batchSampler.isNone {
      if batchSize != 1 || shuffle || !sampler.isNone || dropLast {
        throw refuse("batch_sampler", "…", "no batch_size, shuffle, sampler, drop_last")
      }
      source = .batches(batchSampler)
      batchSize = nil
    } else {
      let native: (any Sampler)?
      if !sampler.isNone {
        native = (sampler.object as? SamplerObject).flatMap { $0.instanceType.isScripted ? nil : $0.sampler }
      } else if shuffle {
        native = try RandomSampler(sourceCount: machine.length(dataset), generator: generator)
      } else {
        native = SequentialSampler(count: try machine.length(dataset))
      }
      if let batchSize {
        source =
          if let native {
            .native(try BatchSampler(native, batchSize: batchSize, dropLast: dropLast))
          } else { .indices(sampler, size: batchSize, dropLast: dropLast) }
      } else if dropLast {
        throw refuse("drop_last", "True", "batch_size ≠ None")
      } else if let native {
        let object = SamplerObject(machine.type(.sampler))
        object.sampler = native
        single = .object(object)
      } else {
        single = sampler
      }
    }
    store(machine.symbol("dataset"), dataset, machine)
    store(machine.symbol("batch_size"), batchSize.map { .int($0) } ?? .none, machine)
    store(machine.symbol("drop_last"), .bool(dropLast), machine)
    store(machine.symbol("num_workers"), call[6], machine)
    store(machine.symbol("generator"), call[13], machine)
    store(machine.symbol("collate_fn"), collate, machine)
    if !sampler.isNone { store(machine.symbol("sampler"), sampler, machine) }
    if !batchSampler.isNone { store(machine.symbol("batch_sampler"), batchSampler, machine) }
  }

  override func length(_ machine: Machine) throws -> Int? {
    if let source { return try source.count(machine) }
    let count = try machine.length(isIterable ? dataset : single)
    guard isIterable, let batchSize else { return count }
    return dropLast ? count / batchSize : (count + batchSize - 1) / batchSize
  }

  override func iterator(_ machine: Machine) throws -> Object {
    if instanceType.scripted(.known(.iter)) != nil { return try super.iterator(machine) }
    DataLoader.drawBaseSeed(generator)
    return try DataLoaderIterator(self, machine)
  }

  // MARK: Batches

  /// The samples at these indices as one batch.
  fileprivate func batch(_ indices: [Value], _ machine: Machine) throws -> Value {
    if collate.isNone {
      let integers = indices.compactMap(\.integer)
      if integers.count == indices.count {
        let tensors =
          if let object = dataset.object as? TensorDatasetObject { try object.batch(integers) } else {
            try (dataset.object as? SubsetObject)?.batch(integers, machine)
          }
        if let tensors { return .object(ListObject(tensors.map { .tensor($0) })) }
      }
    }
    return try collated(indices.map { try machine.item(dataset, $0) }, machine)
  }

  fileprivate func collated(_ samples: [Value], _ machine: Machine) throws -> Value {
    collate.isNone
      ? try Collation.collate(samples, machine) : try machine.call(collate, [.object(ListObject(samples))])
  }
}

/// One pass of a loader.
private final class DataLoaderIterator: Container {
  private let loader: DataLoaderObject
  private let pass: BatchPass?
  private let samples: Object?
  private var begun = 0
  private let total: Int?

  init(_ loader: DataLoaderObject, _ machine: Machine) throws {
    self.loader = loader
    // A script's sampler isn't asked: it would notice.
    if case .native(let batches)? = loader.source { total = batches.count } else { total = nil }
    pass = try loader.source?.pass(machine)
    samples =
      loader.source == nil
      ? try machine.iterator(of: loader.isIterable ? loader.dataset : loader.single) : nil
    super.init(kind: .iterator)
  }

  override func traverse(_ visit: (Object) -> Void) {
    visit(loader)
    if let samples { visit(samples) }
  }

  override func iterator(_ machine: Machine) throws -> Object { self }

  override func length(_ machine: Machine) throws -> Int? { try loader.length(machine) }

  override var loopCount: LoopWatch.Count? { total.map { LoopWatch.Count(done: min(begun, $0), total: $0) } }

  override func next(_ machine: Machine) throws -> Value? {
    begun += 1
    return try batch(machine)
  }

  private func batch(_ machine: Machine) throws -> Value? {
    if let pass { return try pass.next(machine).map { try loader.batch($0, machine) } }
    guard let samples else { return nil }
    if !loader.isIterable {
      guard let index = try samples.next(machine) else { return nil }
      let sample = try machine.item(loader.dataset, index)
      return loader.collate.isNone ? sample : try machine.call(loader.collate, [sample])
    }
    guard let size = loader.batchSize else { return try samples.next(machine) }
    var batch: [Value] = []
    while batch.count < size, let sample = try samples.next(machine) { batch.append(sample) }
    return batch.isEmpty || (loader.dropLast && batch.count < size)
      ? nil : try loader.collated(batch, machine)
  }
}

extension TypeKey {
  static let dataLoader: TypeKey = TypeKey { machine in
    let type = NativeType(
      machine, name: "DataLoader", module: "torch.utils.data.dataloader", isBase: true,
      allocate: { _, type in DataLoaderObject(type) })
    let op = Op.call(
      "DataLoader",
      "self, dataset, batch_size=1, shuffle=None, sampler=None, batch_sampler=None, num_workers=0, collate_fn=None, "
        + "pin_memory=False, drop_last=False, timeout=0, worker_init_fn=None, multiprocessing_context=None, "
        + "generator=None, *, prefetch_factor=None, persistent_workers=False, pin_memory_device='', in_order=True",
      []
    ) { call in
      try (call[0].object as? DataLoaderObject)?.fill(call)
      return .none
    }
    type.define(.known(.initialise), BoundOp.function(op, isMethod: true, machine))
    return type
  }
}
