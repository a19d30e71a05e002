import Neural
import Script
import Tensors

/// `default_collate`: samples to a batch, whatever they are made of.
enum Collation {
  /// - Parameter isPart: whether the samples are parts of tuples, whose strings make tuples, not lists.
  static func collate(_ samples: [Value], isPart: Bool = false, _ machine: Machine) throws -> Value {
    guard let first = samples.first else { throw NeuralError.emptyDataset }
    if first.tensor != nil {
      let tensors = try samples.map { sample in
        guard let tensor = sample.tensor else { throw mixed(sample, machine) }
        return tensor
      }
      for tensor in tensors where tensor.shape != tensors[0].shape {
        throw TensorError.shapeMismatch(op: "stack", tensors[0].shape, tensor.shape)
      }
      let batch = try Tensor.stack(tensors, dim: 0)
      if let width = IntegerWidth.promoted(tensors) { batch.becomeIntegers(width) }
      return .tensor(batch)
    }
    switch first {
    case .float: return .tensor(try numbers(samples, .float64, machine))
    case .int: return .tensor(try numbers(samples, .int64, machine))
    case .bool: return .tensor(try numbers(samples, .bool, machine))
    case .none: throw mixed(first, machine)
    case .object(let object):
      if object.kind == .string { return isPart ? .tuple(samples) : .object(ListObject(samples)) }
      if let dict = object as? DictObject { return try collate(dict, samples, machine) }
      guard let elements = first.sequenceElements else { throw mixed(first, machine) }
      let rows = try samples.map { sample in
        guard let row = sample.sequenceElements else { throw mixed(sample, machine) }
        guard row.count == elements.count else {
          throw machine.exception(DataMessage.unequalSamples(expected: elements.count, got: row.count))
        }
        return row
      }
      return .object(
        ListObject(
          try elements.indices.map { place in try collate(rows.map { $0[place] }, isPart: true, machine) }))
    }
  }

  /// Dicts to a dict of batches.
  private static func collate(_ first: DictObject, _ samples: [Value], _ machine: Machine) throws -> Value {
    let result = DictObject()
    var position = 0
    while let entry = first.entry(from: position) {
      position = entry.next
      let values = try samples.map { try machine.item($0, entry.key) }
      try result.set(entry.key, collate(values, machine), machine)
    }
    return .object(result)
  }

  private static func numbers(_ samples: [Value], _ dtype: DType, _ machine: Machine) throws -> Tensor {
    let scalars = try samples.map { sample in
      guard let scalar = sample.scalar else { throw mixed(sample, machine) }
      return scalar
    }
    // Ints among floats make floats, as `torch.tensor` has it; a float among ints makes a float32.
    let widest = scalars.map(\.dtype).max() ?? dtype
    return try Tensor.from(scalars, [scalars.count], dtype: dtype == .float64 ? .float64 : widest)
  }

  private static func mixed(_ value: Value, _ machine: Machine) -> ScriptError {
    machine.exception(DataMessage.collate(type: machine.type(of: value).qualifiedName))
  }
}
