import Script
import Tensors

/// `x[…]` and `x[…] = …`: Python's indices turned into the engine's.
enum IndexReader {
  /// The view of a tensor outside the graph that ints, slices, `None` and `...` choose; nil where there is more to be done
  /// or something to be refused.
  @inline(__always)
  static func plainView(_ index: Bits, of tensor: Tensor) -> Tensor? {
    guard case .object(let object) = index, object.kind == .tuple || object.kind == .slice,
      var plain = PlainIndex(tensor)
    else { return nil }
    if object.kind == .slice {
      guard take(object, into: &plain) else { return nil }
    } else {
      guard takeAll(object, into: &plain) else { return nil }
    }
    return plain.skip(leaving: 0) ? plain.view() : nil
  }

  private static func takeAll(_ object: Unmanaged<Object>, into plain: inout PlainIndex) -> Bool {
    guard object.isExactly(TupleObject.self) else { return false }
    return object.as(TupleObject.self)._withUnsafeGuaranteedRef { tuple in
      var hasEllipsis = false
      for place in 0..<tuple.count {
        switch tuple.bits(place) {
        case .int(let position): guard plain.int(position) else { return false }
        case .none: guard plain.newAxis() else { return false }
        case .bool, .float: return false
        case .object(let item):
          if item.kind == .slice {
            guard take(item, into: &plain) else { return false }
          } else {
            guard item.isExactly(EllipsisObject.self), !hasEllipsis else { return false }
            hasEllipsis = true
            var rest = 0
            for later in place + 1..<tuple.count {
              if case .none = tuple.bits(later) { continue }
              rest += 1
            }
            guard plain.skip(leaving: rest) else { return false }
          }
        }
      }
      return true
    }
  }

  @inline(__always)
  private static func take(_ slice: Unmanaged<Object>, into plain: inout PlainIndex) -> Bool {
    slice.as(SliceObject.self)._withUnsafeGuaranteedRef { slice in
      var start: Int?
      var stop: Int?
      var step = 1
      switch slice.start.bits {
      case .int(let value): start = value
      case .none: break
      default: return false
      }
      switch slice.stop.bits {
      case .int(let value): stop = value
      case .none: break
      default: return false
      }
      switch slice.step.bits {
      case .int(let value): step = value
      case .none: break
      default: return false
      }
      return plain.slice(start: start, stop: stop, step: step)
    }
  }

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
