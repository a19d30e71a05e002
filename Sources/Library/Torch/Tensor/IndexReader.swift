import Script
import Tensors

/// `x[…]` and `x[…] = …`: Python's indices turned into the engine's.
enum IndexReader {
  /// The indices between the brackets.
  static func read(_ index: Value, _ machine: Machine) throws -> [IndexItem] {
    if case .object(let object) = index, object.kind == .tuple, let tuple = object as? TupleObject {
      return try tuple.elements.map { try one($0, machine) }
    }
    return [try one(index, machine)]
  }

  private static func one(_ index: Value, _ machine: Machine) throws -> IndexItem {
    switch index {
    case .int(let place): return .int(place)
    case .none: return .newAxis
    case .bool(let value): return .bool(value)
    case .float: throw machine.exception(TensorUseMessage.index(type: "float"))
    case .object(let object):
      switch object.kind {
      case .slice:
        guard let slice = object as? SliceObject else { break }
        return .slice(
          start: try bound(slice.start, machine), stop: try bound(slice.stop, machine),
          step: try bound(slice.step, machine))
      case .list, .tuple, .range: return .tensor(try list(index, machine))
      case .string: throw machine.exception(TensorUseMessage.badData(type: "str"))
      default:
        if let tensor = index.tensor { return .tensor(tensor) }
        if object is EllipsisObject { return .ellipsis }
      }
      throw machine.exception(TensorUseMessage.index(type: machine.typeName(of: index)))
    }
  }

  /// `x[[0, 2]]` is `x[torch.tensor([0, 2])]`; an empty list chooses nothing.
  private static func list(_ index: Value, _ machine: Machine) throws -> Tensor {
    let tensor = try TensorData.tensor(from: index, dtype: nil, machine)
    return tensor.count == 0 ? try tensor.to(.int64) : tensor
  }

  private static func bound(_ value: Value, _ machine: Machine) throws -> Int? {
    if value.isNone { return nil }
    if case .bool(let flag) = value { return flag ? 1 : 0 }
    guard let int = value.wholeNumber else {
      throw machine.error(
        .typeError, "slice indices must be integers or None or have an __index__ method")
    }
    return int
  }
}
