import Script
import Tensors

/// What a Python value is, as an argument of an operation.
extension Value {
  /// The tensor, if it is one. `TensorObject` is final, so that one comparison tells.
  @inline(__always)
  package var tensor: Tensor? {
    guard case .object(let object) = self, type(of: object) == TensorObject.self else { return nil }
    return unsafeDowncast(object, to: TensorObject.self).tensor
  }

  /// A tensor as a value: always the same object while somebody holds it.
  @inline(__always)
  package static func tensor(_ tensor: consuming Tensor) -> Value { .object(TensorObject.of(tensor)) }

  /// A tensor or None.
  package static func tensor(_ tensor: Tensor?) -> Value { tensor.map { .tensor($0) } ?? .none }

  /// An int, or a tensor that holds one, where PyTorch takes it for an int. A bool isn't a size.
  var wholeNumber: Int? {
    switch self {
    case .int(let value): return value
    case .bool, .none, .float: return nil
    case .object:
      guard let tensor, tensor.count == 1, tensor.dtype == .int64, let item = try? tensor.item() else {
        return nil
      }
      return item.int
    }
  }

  /// A number, or a tensor with one element.
  var scalar: Scalar? {
    switch self {
    case .int(let value): return .int(value)
    case .float(let value): return .float(value)
    case .bool(let value): return .bool(value)
    case .none: return nil
    case .object:
      guard let tensor, tensor.rank == 0 else { return nil }
      return try? tensor.item()
    }
  }

  /// A number as a float.
  var scalarNumber: Double? {
    if case .float(let value) = self { return value }
    return scalar?.double
  }

  /// The elements of a list or tuple.
  var sequenceElements: [Value]? {
    guard case .object(let object) = self else { return nil }
    switch object.kind {
    case .list: return (object as? ListObject)?.elements
    case .tuple: return (object as? TupleObject)?.elements
    default: return nil
    }
  }

  /// The elements of a list or tuple of ints.
  var wholeNumbers: [Int]? {
    guard let elements = sequenceElements else { return nil }
    var numbers: [Int] = []
    numbers.reserveCapacity(elements.count)
    for element in elements {
      guard let number = element.wholeNumber else { return nil }
      numbers.append(number)
    }
    return numbers
  }
}
