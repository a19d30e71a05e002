import Script
import Tensors

/// Python numbers, lists of them, and tensors, on their way into a tensor and back.
///
/// The element type is the widest kind of number found (bool < int < float), as PyTorch infers it; a list of equal
/// lengths at each depth is a shape.
struct TensorData {
  private var scalars: [Scalar] = []
  private var shape: [Int] = []
  private let machine: Machine

  private init(_ machine: Machine) { self.machine = machine }

  /// A new tensor with the content of `value`.
  static func tensor(from value: Value, dtype: DType?, _ machine: Machine) throws -> Tensor {
    if let tensor = value.tensor {
      let copy = try Engine.withoutGrad { () throws(TensorError) in try tensor.detach().clone() }
      guard let dtype else { return copy }
      return try copy.to(dtype)
    }
    if let scalar = value.numberOperand {
      return try Tensor.full([], scalar, dtype: dtype ?? machine.inferred(scalar.dtype))
    }
    if let fast = try floatVector(value, dtype, machine) { return fast }
    var data = TensorData(machine)
    guard value.sequenceElements != nil || value.object?.kind == .range else {
      if value.isNone || value.object?.kind == .dict || value.object?.kind == .set {
        throw machine.exception(TensorUseMessage.inferDType(type: machine.typeName(of: value)))
      }
      if value.object?.kind == .string {
        throw machine.exception(TensorUseMessage.badData(type: machine.typeName(of: value)))
      }
      throw machine.exception(TensorUseMessage.inferDType(type: machine.typeName(of: value)))
    }
    try data.measure(value)
    let counted = try Tensors.Shape(checking: data.shape)
    data.scalars.reserveCapacity(counted.elementCount ?? 0)
    try data.collect(value, depth: 0)
    return try Tensor.from(data.scalars, counted, dtype: dtype ?? data.inferredType(value))
  }

  /// The usual case, a list of floats, without the general machinery.
  private static func floatVector(_ value: Value, _ dtype: DType?, _ machine: Machine) throws -> Tensor? {
    guard dtype == nil, case .object(let object) = value, object.kind == .list,
      Swift.type(of: object) == ListObject.self, machine.torch.defaultDType == .float32
    else { return nil }
    let list = unsafeDowncast(object, to: ListObject.self)
    return try list.withElements { elements in
      for element in elements {
        guard case .float = element else { return nil }
      }
      guard !elements.isEmpty else { return nil }
      let tensor = try Tensor.uninitialized(Tensors.Shape(elements.count), .float32)
      for (index, element) in elements.enumerated() {
        if case .float(let number) = element { tensor.floats[index] = Float(number) }
      }
      return tensor
    }
  }

  /// The shape is that of the first element at each depth; the others have to follow.
  private mutating func measure(_ value: Value) throws {
    var current = value
    while let elements = try elements(of: current) {
      guard shape.count < 64 else { throw TensorError.tooManyDimensions(shape.count) }
      shape.append(elements.count)
      guard let first = elements.first else { return }
      if let tensor = first.tensor, tensor.rank > 0 {
        // PyTorch joins tensors inside of lists only when they hold one element each.
        guard tensor.count == 1 else { throw machine.exception(TensorUseMessage.notConvertible) }
        return
      }
      current = first
    }
    if current.scalar == nil {
      if current.isNone { throw machine.exception(TensorUseMessage.inferDType(type: "NoneType")) }
      if current.object?.kind == .string {
        throw machine.exception(TensorUseMessage.tooManyDimensions(type: "str"))
      }
      throw machine.exception(TensorUseMessage.inferDType(type: machine.typeName(of: current)))
    }
  }

  private mutating func collect(_ value: Value, depth: Int) throws {
    if depth == shape.count {
      scalars.append(try number(value))
      return
    }
    guard let elements = try elements(of: value) else {
      throw machine.exception(TensorUseMessage.notSequence)
    }
    guard elements.count == shape[depth] else {
      throw machine.exception(
        TensorUseMessage.ragged(expected: shape[depth], dim: depth, got: elements.count))
    }
    if depth + 1 == shape.count {
      for element in elements { scalars.append(try number(element)) }
    } else {
      for element in elements { try collect(element, depth: depth + 1) }
    }
  }

  private func number(_ value: Value) throws -> Scalar {
    if let scalar = value.numberOperand { return scalar }
    if let tensor = value.tensor {
      guard tensor.count == 1 else { throw machine.exception(TensorUseMessage.notConvertible) }
      return try tensor.item()
    }
    if value.sequenceElements != nil { throw machine.exception(TensorUseMessage.listAsNumber) }
    if value.object?.kind == .string {
      throw machine.exception(TensorUseMessage.tooManyDimensions(type: "str"))
    }
    throw machine.exception(TensorUseMessage.inferDType(type: machine.typeName(of: value)))
  }

  /// The elements of a list, a tuple or a range; nil for anything else.
  private func elements(of value: Value) throws -> [Value]? {
    if let elements = value.sequenceElements { return elements }
    guard value.object?.kind == .range else { return nil }
    return try machine.array(of: value)
  }

  private func inferredType(_ value: Value) -> DType {
    guard var kind = scalars.first?.dtype else { return machine.torch.defaultDType }
    var hasDouble = false
    for scalar in scalars where scalar.dtype > kind { kind = scalar.dtype }
    if kind.isFloatingPoint { hasDouble = machine.torch.defaultDType == .float64 }
    return hasDouble ? .float64 : kind
  }
}

extension Machine {
  /// The type of a Python number as an element: floats have the default type.
  func inferred(_ dtype: DType) -> DType { dtype.isFloatingPoint ? torch.defaultDType : dtype }
}

extension Tensor {
  /// `x.tolist()`: nested lists of Python numbers, or one number.
  func pythonList() throws -> Value {
    if rank == 0 { return try item().value }
    let flat = try detach().contiguous()
    let values: [Value] =
      switch dtype {
      case .float32: try flat.array(Float.self).map { .float(Double($0)) }
      case .float64: try flat.array(Double.self).map { .float($0) }
      case .int64: try flat.array(Int.self).map { .int($0) }
      case .bool: try flat.array(Bool.self).map { .bool($0) }
      }
    return Tensor.nested(values[...], shape[...])
  }

  private static func nested(_ values: ArraySlice<Value>, _ sizes: Slice<Tensors.Shape>) -> Value {
    guard let size = sizes.first, sizes.count > 1 else { return .object(ListObject(Array(values))) }
    guard size > 0 else { return .object(ListObject()) }
    let step = values.count / size
    let rest = sizes.dropFirst()
    return .object(
      ListObject(
        (0..<size).map { index in
          let start = values.startIndex + index * step
          return nested(values[start..<start + step], rest)
        }))
  }
}
