import Neural
import Script
import Tensors

/// The samplers of `torch.utils.data`: in which order a data set is read.
final class SamplerObject: Instance {
  /// The engine's sampler, for those that come with PyTorch.
  var sampler: (any Sampler)?
  /// Batches of another sampler's indices.
  var batches: BatchSource?

  init(_ type: TypeObject) { super.init(type) }

  override func length(_ machine: Machine) throws -> Int? {
    if instanceType.scripted(.known(.len)) != nil { return try super.length(machine) }
    if let batches { return try batches.count(machine) }
    if let sampler { return sampler.count }
    return try super.length(machine)
  }

  override func iterator(_ machine: Machine) throws -> Object {
    if instanceType.scripted(.known(.iter)) != nil { return try super.iterator(machine) }
    if let batches { return BatchIterator(try batches.pass(machine)) }
    guard let sampler else { return try super.iterator(machine) }
    return SamplerIterator(try sampler.makePass())
  }
}

/// The indices of one pass.
private final class SamplerIterator: Object {
  private let pass: any SamplerPass

  init(_ pass: any SamplerPass) {
    self.pass = pass
    super.init(kind: .iterator)
  }

  override func iterator(_ machine: Machine) throws -> Object { self }
  override func next(_ machine: Machine) throws -> Value? { try pass.next().map { .int($0) } }
}

/// The batches of indices of one pass.
private final class BatchIterator: Object {
  private let pass: BatchPass

  init(_ pass: BatchPass) {
    self.pass = pass
    super.init(kind: .iterator)
  }

  override func iterator(_ machine: Machine) throws -> Object { self }
  override func next(_ machine: Machine) throws -> Value? {
    try pass.next(machine).map { .object(ListObject($0)) }
  }
}

/// Where the batches of a loader come from.
enum BatchSource {
  /// The engine's sampler, in batches.
  case native(BatchSampler)
  /// Any iterable of indices, in batches.
  case indices(Value, size: Int, dropLast: Bool)
  /// Any iterable of batches.
  case batches(Value)

  /// The number of batches.
  func count(_ machine: Machine) throws -> Int {
    switch self {
    case .native(let sampler): sampler.count
    case .indices(let sampler, let size, let dropLast):
      dropLast ? try machine.length(sampler) / size : (try machine.length(sampler) + size - 1) / size
    case .batches(let batches): try machine.length(batches)
    }
  }

  func pass(_ machine: Machine) throws -> BatchPass {
    switch self {
    case .native(let sampler): BatchPass(native: try sampler.makePass())
    case .indices(let sampler, let size, let dropLast):
      BatchPass(iterator: try machine.iterator(of: sampler), size: size, dropLast: dropLast)
    case .batches(let batches):
      BatchPass(iterator: try machine.iterator(of: batches), size: nil, dropLast: false)
    }
  }
}

/// One pass over batches of indices.
final class BatchPass {
  private let native: BatchSampler.Pass?
  private let iterator: Object?
  private let size: Int?
  private let dropLast: Bool

  init(native: BatchSampler.Pass) {
    self.native = native
    iterator = nil
    size = nil
    dropLast = false
  }

  init(iterator: Object, size: Int?, dropLast: Bool) {
    native = nil
    self.iterator = iterator
    self.size = size
    self.dropLast = dropLast
  }

  /// The next batch's indices, nil at the end.
  func next(_ machine: Machine) throws -> [Value]? {
    if let native { return try native.next()?.map { .int($0) } }
    guard let iterator else { return nil }
    guard let size else { return try iterator.next(machine).map { try machine.array(of: $0) } }
    var batch: [Value] = []
    while batch.count < size, let index = try iterator.next(machine) { batch.append(index) }
    return batch.isEmpty || (dropLast && batch.count < size) ? nil : batch
  }
}

extension TypeKey {
  static let sampler: TypeKey = TypeKey { machine in
    NativeType(
      machine, name: "Sampler", module: "torch.utils.data.sampler", isBase: true,
      allocate: { _, type in SamplerObject(type) },
      members: [.method("__init__", "self, data_source=None") { _, _ in .none }])
  }
}

/// One line of the table of samplers.
struct SamplerBinding: Sendable {
  let name: String
  let key: TypeKey

  private init(
    _ name: String, _ parameters: String,
    make: @escaping @Sendable (SamplerObject, borrowing OpCall) throws -> Void
  ) {
    self.name = name
    key = TypeKey { machine in
      let type = NativeType(
        machine, name: name, module: "torch.utils.data.sampler", base: machine.type(.sampler), isBase: true)
      let op = Op.call(name, "self, \(parameters)", []) { call in
        guard let object = call[0].object as? SamplerObject else { throw call.wrongType(0, "Sampler") }
        try make(object, call)
        return .none
      }
      type.define(.known(.initialise), BoundOp.function(op, isMethod: true, machine))
      return type
    }
  }

  static let all: [SamplerBinding] = [
    SamplerBinding("SequentialSampler", "data_source") { object, call in
      object.sampler = SequentialSampler(count: try call.machine.length(call[1]))
    },
    SamplerBinding("RandomSampler", "data_source, replacement=False, num_samples=None, generator=None") {
      object, call in
      object.sampler = try RandomSampler(
        sourceCount: call.machine.length(call[1]), replacement: call.flag(2), count: call.optionalInt(3),
        generator: call.generator(4))
    },
    SamplerBinding("SubsetRandomSampler", "indices, generator=None") { object, call in
      let machine = call.machine
      let indices = try machine.array(of: call[1]).map { value in
        guard let index = value.wholeNumber else { throw machine.notIterable(value) }
        return index
      }
      object.sampler = SubsetRandomSampler(indices: indices, generator: try call.generator(2))
    },
    SamplerBinding("WeightedRandomSampler", "weights, num_samples, replacement=True, generator=None") {
      object, call in
      let weights =
        if let tensor = call[1].tensor {
          try tensor.detach().to(.float64).contiguous().array(Double.self)
        } else { try call.machine.array(of: call[1]).map { $0.scalarNumber ?? .nan } }
      object.sampler = try WeightedRandomSampler(
        weights: weights, count: call.int(2), replacement: call.flag(3), generator: call.generator(4))
    },
    SamplerBinding("BatchSampler", "sampler, batch_size, drop_last") { object, call in
      let size = try call.int(2)
      guard size > 0 else {
        throw NeuralError.setting(
          owner: "BatchSampler", name: "batch_size", value: "\(size)", allowed: "batch_size > 0")
      }
      object.batches = .indices(call[1], size: size, dropLast: try call.flag(3))
    },
  ]
}
