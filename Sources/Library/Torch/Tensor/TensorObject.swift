import Script
import Tensors

/// A tensor as scripts see it.
///
/// A tensor has at most one such object at a time, so that `w.grad is w.grad` and `layer.weight is layer.weight` hold
/// although the engine hands out tensors, not objects. An operation makes one for its result, so that one that the machine gives
/// up is used again for a later result, like the tensor itself.
package final class TensorObject: Object {
  /// The tensor, one reference of which is this object's: counted by hand. Read through it while somebody holds the object.
  @exclusivity(unchecked) private(set) var reference: Unmanaged<Tensor>
  /// Attributes that a script gave it; rare.
  @exclusivity(unchecked) private var extras: [Symbol: Value]?
  /// The next of the objects that wait to be used again, while this is one.
  @exclusivity(unchecked) private var nextIdle: UnsafeMutableRawPointer?

  /// Takes the reference over.
  private init(_ reference: Unmanaged<Tensor>) {
    self.reference = reference
    super.init(kind: .foreign)
  }

  deinit { leave() }

  package var tensor: Tensor {
    // The object may be a result that dies at once: it has to live until the tensor is counted.
    @inline(__always) get { withExtendedLifetime(self) { reference.takeUnretainedValue() } }
  }

  /// The tensor's object. The pointer back isn't counted: the object clears it when it dies.
  @inline(__always)
  package static func of(_ tensor: consuming Tensor) -> TensorObject {
    if let companion = tensor.companion {
      return Unmanaged<TensorObject>.fromOpaque(companion).takeUnretainedValue()
    }
    return standing(for: Unmanaged.passRetained(tensor))
  }

  /// A new object for a tensor, whose reference it takes over.
  private static func standing(for reference: Unmanaged<Tensor>) -> TensorObject {
    let context = Engine.context
    let object: TensorObject
    if let idle = context.pointee.idle_companions {
      object = Unmanaged<TensorObject>.fromOpaque(idle).takeRetainedValue()
      context.pointee.idle_companions = object.nextIdle
      context.pointee.idle_companion_count &-= 1
      object.reference = reference
    } else {
      object = TensorObject(reference)
    }
    let companion = Unmanaged.passUnretained(object).toOpaque()
    reference._withUnsafeGuaranteedRef { $0.companion = companion }
    return object
  }

  /// How many objects of a thread wait to be used again.
  private static let mostIdle: Int32 = 1024

  package override func retire() -> Bool {
    let context = Engine.context
    guard context.pointee.idle_companion_count < TensorObject.mostIdle else { return false }
    leave()
    if extras != nil { extras = nil }
    nextIdle = context.pointee.idle_companions
    context.pointee.idle_companions = Unmanaged.passUnretained(self).toOpaque()
    context.pointee.idle_companion_count &+= 1
    return true
  }

  /// Lets go of the tensor.
  @inline(__always)
  private func leave() {
    reference._withUnsafeGuaranteedRef { $0.companion = nil }
    Tensor.giveUp(reference)
  }

  package override var typeVariant: UInt32 {
    reference._withUnsafeGuaranteedRef { $0.isParameter } ? 1 : 0
  }

  package override func type(_ machine: Machine) -> TypeObject {
    machine.type(tensor.isParameter ? .parameter : .tensor)
  }

  package override func attribute(_ name: Symbol, _ machine: Machine) throws -> Value? {
    if let value = extras?[name] { return value }
    if let value = try super.attribute(name, machine) { return value }
    let text = machine.symbols.name(name)
    if text.hasPrefix("__") { return nil }
    throw machine.exception(
      AbsentMessage(owner: .tensor, name: text, known: type(machine).allAttributeNames(machine)))
  }

  package override func setAttribute(_ name: Symbol, to value: Value, _ machine: Machine) throws {
    if let property = type(machine).lookup(name)?.object as? NativeProperty {
      guard let set = property.set else {
        throw machine.exception(TensorUseMessage.readOnlyAttribute(machine.symbols.name(name)))
      }
      return try set(machine, self, value)
    }
    extras = extras ?? [:]
    extras?[name] = value
  }

  package override func deleteAttribute(_ name: Symbol, _ machine: Machine) throws {
    if extras?.removeValue(forKey: name) == nil {
      if machine.symbols.name(name) == "grad" {
        tensor.grad = nil
        return
      }
      throw machine.noAttribute(name, of: .object(self))
    }
  }

  // MARK: Operators

  package override func binary(_ op: BinaryOperator, _ other: Value, _ machine: Machine) throws -> Value? {
    try withUnsafePointer(to: other) { try binary(op, at: $0, machine) }
  }

  package override func binary(
    _ op: BinaryOperator, at other: UnsafePointer<Value>, _ machine: Machine
  ) throws -> Value? {
    // Both tensors outlive the operation, because the caller holds their objects.
    let left = reference
    if let right = other.bits.tensorReference {
      return .tensor(
        try left._withUnsafeGuaranteedRef { left in
          try right._withUnsafeGuaranteedRef { right in
            try Operators.apply(op, left, right).asInteger(left, right).whole()
          }
        })
    }
    // A matrix product needs a tensor on both sides.
    guard let number = other.bits.number, op != .matrixMultiply else { return nil }
    return .tensor(
      try left._withUnsafeGuaranteedRef { try Operators.apply(op, $0, number).asInteger($0).whole() })
  }

  package override func reflected(_ op: BinaryOperator, _ other: Value, _ machine: Machine) throws -> Value? {
    guard let number = other.numberOperand else { return try repeated(other, op, machine) }
    guard op != .matrixMultiply else { return nil }
    return .tensor(try Operators.apply(op, number, tensor).asInteger(tensor).whole())
  }

  package override func inPlace(_ op: BinaryOperator, _ other: Value, _ machine: Machine) throws -> Value? {
    // `x @= y` makes a new tensor in PyTorch, too.
    guard op != .matrixMultiply else { return nil }
    if let right = other.tensor {
      try Operators.update(op, tensor, right)
    } else if let number = other.numberOperand {
      try Operators.update(op, tensor, number)
    } else {
      return nil
    }
    tensor.wrapIntegers()
    _ = try tensor.whole()
    return .object(self)
  }

  package override func unary(_ op: UnaryOperator, _ machine: Machine) throws -> Value? {
    switch op {
    case .negative: return .tensor(try tensor.neg().asInteger(tensor))
    case .positive: return .object(self)
    case .invert:
      guard !tensor.dtype.isFloatingPoint else { throw machine.exception(TensorUseMessage.invertFloat) }
      return .tensor(try tensor.bitwiseNot().asInteger(tensor))
    }
  }

  package override func compare(_ comparison: Comparison, _ other: Value, _ machine: Machine) throws -> Value?
  {
    if let right = other.tensor { return .tensor(try Operators.compare(comparison, tensor, right).whole()) }
    guard let number = other.numberOperand else { return nil }
    return .tensor(try Operators.compare(comparison, tensor, number).whole())
  }

  /// `"ab" * torch.tensor(2)`: a sequence repeated as often as the tensor says.
  private func repeated(_ sequence: Value, _ op: BinaryOperator, _ machine: Machine) throws -> Value? {
    guard op == .multiply, case .object(let object) = sequence,
      object.kind == .list || object.kind == .tuple || object.kind == .string,
      let times = Value.object(self).wholeNumber
    else { return nil }
    return try machine.binary(.multiply, sequence, .int(times))
  }

  // MARK: Elements

  package override func item(_ index: Value, _ machine: Machine) throws -> Value {
    try withUnsafePointer(to: index) { try item(at: $0, machine) }
  }

  package override func item(at index: UnsafePointer<Value>, _ machine: Machine) throws -> Value {
    try reference._withUnsafeGuaranteedRef { tensor in
      if case .int(let place) = index.bits { return .tensor(try tensor.at(place)) }
      if let view = IndexReader.plainView(index.bits, of: tensor) { return .tensor(view) }
      return .tensor(try tensor.index(IndexReader.read(index.pointee, machine)).asInteger(tensor))
    }
  }

  package override func setItem(_ index: Value, to value: Value, _ machine: Machine) throws {
    let indices = try IndexReader.read(index, machine)
    if let source = value.tensor {
      try tensor.setIndex(indices, source)
    } else if let number = value.numberOperand {
      try tensor.setIndex(indices, number)
    } else {
      throw machine.exception(
        TensorUseMessage.assign(type: machine.typeName(of: value), tensor: tensor.dtype.tensorTypeName))
    }
    tensor.wrapIntegers()
  }

  // MARK: One number

  package override func truth(_ machine: Machine) throws -> Bool { try tensor.truth() }

  package override func hash(_ machine: Machine) throws -> Int {
    Int(bitPattern: Unmanaged.passUnretained(self).toOpaque()) >> 4
  }

  // MARK: A sequence along the first dimension

  package override func length(_ machine: Machine) throws -> Int? {
    guard tensor.rank > 0 else { throw TensorError.lengthOfScalar }
    return tensor.shape[0]
  }

  package override func iterator(_ machine: Machine) throws -> Object {
    guard tensor.rank > 0 else { throw TensorError.iterateScalar }
    // PyTorch takes the rows apart at once, which is what their gradient functions are named after.
    return TensorIterator(try tensor.unbind(dim: 0))
  }

  package override func contains(_ value: Value, _ machine: Machine) throws -> Bool {
    let plain = tensor.detach()
    if let other = value.tensor { return try plain.eq(other.detach()).any().truth() }
    guard let number = value.numberOperand else {
      throw machine.exception(TensorUseMessage.contains(type: machine.typeName(of: value)))
    }
    return try plain.eq(number).any().truth()
  }

  // MARK: Text

  package override func repr(_ machine: Machine) throws -> String { try PrintedTensor.repr(tensor, machine) }

  package override func format(_ spec: String, _ machine: Machine) throws -> String {
    if tensor.rank == 0 && !tensor.isParameter { return try machine.format(tensor.item().value, spec) }
    guard spec.isEmpty else { throw machine.unsupportedFormat(of: .object(self)) }
    return try str(machine)
  }
}

extension Tensor {
  /// The result of an operation on integers narrower than 64 bits becomes as narrow.
  @inline(__always)
  fileprivate func asInteger(_ a: Tensor, _ b: Tensor? = nil) -> Tensor {
    if dtype == .int64, a.width != .int64 || (b?.width ?? .int64) != .int64 { narrowed(a, b) }
    return self
  }

  private func narrowed(_ a: Tensor, _ b: Tensor?) {
    if let width = IntegerWidth.promoted([a] + (b.map { [$0] } ?? [])), width != self.width {
      becomeIntegers(width)
    }
  }
}

/// The rows of a tensor, one by one.
final class TensorIterator: Object {
  private let rows: [Tensor]
  private var index = 0

  init(_ rows: [Tensor]) {
    self.rows = rows
    super.init(kind: .iterator)
  }

  override func iterator(_ machine: Machine) throws -> Object { self }

  override func next(_ machine: Machine) throws -> Value? {
    guard index < rows.count else { return nil }
    defer { index += 1 }
    return .tensor(rows[index])
  }
}

extension Scalar {
  /// The Python number.
  var value: Value {
    switch self {
    case .bool(let value): .bool(value)
    case .int(let value): .int(value)
    case .float(let value): .float(value)
    }
  }
}
