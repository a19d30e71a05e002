import Script
import Tensors

extension TypeKey {
  /// `torch.Size`
  static let size = TypeKey { machine in
    NativeType(
      machine, name: "Size", module: "torch", base: machine.type(.tuple),
      construct: { machine, _, arguments in
        guard let source = arguments.optional(0) else { return .object(SizeObject([])) }
        let sizes = try machine.array(of: source).enumerated().map { place, value in
          guard let size = value.wholeNumber else {
            throw machine.exception(
              TensorUseMessage.sizeElement(place: place, type: machine.typeName(of: value)))
          }
          return size
        }
        return .object(SizeObject(sizes))
      },
      members: [
        .method("numel", "self") { _, arguments in
          guard let size = arguments[0].object as? SizeObject else { return .none }
          return .int(size.elements.reduce(1) { $0 &* ($1.integer ?? 1) })
        }
      ])
  }
}

/// `torch.Size`: a tuple of ints that prints as `torch.Size([2, 3])`.
package final class SizeObject: TupleObject {
  init(_ sizes: some Sequence<Int>) { super.init(sizes.map { .int($0) }) }

  private init(elements: [Value]) { super.init(elements) }

  package override func type(_ machine: Machine) -> TypeObject { machine.type(.size) }

  package override func repr(_ machine: Machine) throws -> String {
    "torch.Size([\(elements.map { "\($0.integer ?? 0)" }.joined(separator: ", "))])"
  }

  package override func str(_ machine: Machine) throws -> String { try repr(machine) }

  package override func item(_ index: Value, _ machine: Machine) throws -> Value {
    let item = try super.item(index, machine)
    return index.object is SliceObject ? sized(item) ?? item : item
  }

  package override func binary(_ op: BinaryOperator, _ other: Value, _ machine: Machine) throws -> Value? {
    sized(try super.binary(op, other, machine))
  }

  package override func reflected(_ op: BinaryOperator, _ other: Value, _ machine: Machine) throws -> Value? {
    if op == .add, let left = other.object as? TupleObject {
      return sized(.tuple(left.elements + elements))
    }
    return sized(try super.reflected(op, other, machine))
  }

  /// A tuple of ints as a size; anything else as it is.
  private func sized(_ value: Value?) -> Value? {
    guard let tuple = value?.object as? TupleObject,
      tuple.elements.allSatisfy({ if case .int = $0 { true } else { false } })
    else { return value }
    return .object(SizeObject(elements: tuple.elements))
  }
}
