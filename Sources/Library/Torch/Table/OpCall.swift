import Script
import Tensors

/// The arguments of one call of an operation, in the order of its parameters, and how to read them as what they are.
///
/// The readers raise PyTorch's `TypeError`, which names the function, the argument and its place.
struct OpCall: ~Copyable {
  // Not counted: a call ends before its operation and its machine do.
  unowned(unsafe) let bound: BoundOp
  unowned(unsafe) let machine: Machine
  /// The values given: in the caller's registers when they were positional, else bound to the parameters.
  private let values: UnsafeBufferPointer<Value>
  /// The values of the parameters behind them.
  private let defaults: UnsafePointer<Value>
  /// What a `*size` collected; nil where nothing had to be bound.
  private let collected: UnsafeBufferPointer<Value>?
  /// Takes the place of the first argument: what a tensor was before it's changed in place. Not counted either.
  private let replacement: Unmanaged<Tensor>?

  @inline(__always)
  init(
    _ bound: BoundOp, _ machine: Machine, _ values: UnsafeBufferPointer<Value>,
    defaults: UnsafePointer<Value>, collected: UnsafeBufferPointer<Value>? = nil
  ) {
    self.bound = bound
    self.machine = machine
    self.values = values
    self.defaults = defaults
    self.collected = collected
    replacement = nil
  }

  private init(_ call: borrowing OpCall, on tensor: Tensor) {
    (bound, machine, values) = (call.bound, call.machine, call.values)
    (defaults, collected) = (call.defaults, call.collected)
    replacement = .passUnretained(tensor)
  }

  /// The same call with another first argument, which has to outlive it.
  func on(_ tensor: Tensor) -> OpCall { OpCall(self, on: tensor) }

  /// The number of parameters.
  var width: Int { bound.parameters.list.count }

  /// The value of parameter `index`, its default if it wasn't given.
  @inline(__always)
  subscript(index: Int) -> Value {
    if index == 0, let replacement { return .tensor(replacement.takeUnretainedValue()) }
    return index < values.count ? values[index] : defaults[index]
  }

  /// What a `*size` collected.
  var rest: [Value] { collected.map { Array($0) } ?? [] }

  @inline(__always)
  func isNone(_ index: Int) -> Bool {
    if case .none = bits(index) { true } else { false }
  }

  // MARK: Tensors

  @inline(__always)
  func tensor(_ index: Int) throws -> Tensor {
    let reference = try reference(index)
    ReferenceCount.retain(reference)
    return reference.takeRetainedValue()
  }

  /// Calls `body` with a tensor without counting it: the call's arguments outlive it.
  @inline(__always)
  func withTensor<Result>(_ index: Int, _ body: (Tensor) throws -> Result) throws -> Result {
    try reference(index)._withUnsafeGuaranteedRef { try body($0) }
  }

  @inline(__always)
  private func reference(_ index: Int) throws -> Unmanaged<Tensor> {
    if index == 0, let replacement { return replacement }
    guard let reference = bits(index).tensorReference else { throw wrongType(index, "Tensor") }
    return reference
  }

  /// An argument looked at where it lies.
  @inline(__always)
  func bits(_ index: Int) -> Bits {
    (index < values.count ? values.baseAddress.unsafelyUnwrapped + index : defaults + index).bits
  }

  @inline(__always)
  func optionalTensor(_ index: Int) throws -> Tensor? { isNone(index) ? nil : try tensor(index) }

  func tensors(_ index: Int) throws -> [Tensor] {
    guard let elements = self[index].sequenceElements else { throw wrongType(index, "tuple of Tensors") }
    return try elements.enumerated().map { place, value in
      guard let tensor = value.tensor else {
        throw machine.exception(
          OpCallMessage.element(
            function: bound.name, expected: "Tensor", place: place, argument: index,
            type: machine.typeName(of: value)))
      }
      return tensor
    }
  }

  /// Several tensors, given one by one or as one list: `meshgrid(x, y)`, `meshgrid([x, y])`.
  func variadicTensors(_ index: Int) throws -> [Tensor] {
    var values = rest
    if values.count == 1, let elements = values[0].sequenceElements { values = elements }
    if values.isEmpty, let elements = self[index].sequenceElements { values = elements }
    return try values.map { value in
      guard let tensor = value.tensor else { throw wrongType(index, "Tensor", value) }
      return tensor
    }
  }

  // MARK: Numbers

  @inline(__always)
  func int(_ index: Int) throws -> Int {
    guard let int = self[index].wholeNumber else { throw wrongType(index, "int") }
    return int
  }

  /// A diagonal's distance from the main one, kept where arithmetic with sizes can't overflow.
  func diagonal(_ index: Int) throws -> Int { max(min(try int(index), 1 << 40), -(1 << 40)) }

  @inline(__always)
  func optionalInt(_ index: Int) throws -> Int? { isNone(index) ? nil : try int(index) }

  func double(_ index: Int) throws -> Double {
    guard let double = self[index].scalarNumber else { throw wrongType(index, "float") }
    return double
  }

  @inline(__always)
  func optionalDouble(_ index: Int) throws -> Double? { isNone(index) ? nil : try double(index) }

  func scalar(_ index: Int) throws -> Scalar {
    guard let scalar = self[index].scalar else { throw wrongType(index, "Number") }
    return scalar
  }

  @inline(__always)
  func optionalScalar(_ index: Int) throws -> Scalar? { isNone(index) ? nil : try scalar(index) }

  @inline(__always)
  func bool(_ index: Int) throws -> Bool {
    switch bits(index) {
    case .bool(let value): return value
    case .int(let value) where value == 0 || value == 1: return value == 1
    default: throw wrongType(index, "bool")
    }
  }

  func string(_ index: Int) throws -> String {
    guard let text = self[index].text else { throw wrongType(index, "str") }
    return text
  }

  func optionalString(_ index: Int) throws -> String? { isNone(index) ? nil : try string(index) }

  // MARK: Lists of numbers

  /// One int or several: `dim=1`, `dim=(0, 1)`.
  func ints(_ index: Int) throws -> [Int] {
    let value = self[index]
    if let int = value.wholeNumber { return [int] }
    guard let ints = value.wholeNumbers else { throw wrongType(index, "tuple of ints") }
    return ints
  }

  /// Several ints where PyTorch takes no single one.
  func intList(_ index: Int) throws -> [Int] {
    guard let ints = self[index].wholeNumbers else { throw wrongType(index, "tuple of ints") }
    return ints
  }

  /// Refuses tensors of different types where an operation doesn't promote.
  ///
  /// - Parameter op: says which words PyTorch uses.
  func sameTypes(_ op: String, _ first: Int, _ others: Int...) throws {
    let tensor = try tensor(first)
    for index in others {
      guard let other = try optionalTensor(index), other.dtype != tensor.dtype else { continue }
      throw TensorError.dtypeMismatch(op: op, tensor.dtype, other.dtype)
    }
  }

  @inline(__always)
  func optionalInts(_ index: Int) throws -> [Int]? { isNone(index) ? nil : try ints(index) }

  /// Sizes given one by one or as one list: `zeros(2, 3)`, `zeros((2, 3))`, `zeros(size=(2, 3))`.
  func sizes(_ index: Int) throws -> [Int] {
    guard let rest = collected else { return try ints(index) }
    if rest.isEmpty {
      if values[index].isNone {
        throw machine.exception(
          OpCallMessage.missingArguments(function: bound.name, names: [bound.parameters.list[index].text]))
      }
      return try ints(index)
    }
    if rest.count == 1, let list = rest[0].wholeNumbers { return list }
    return try rest.map { value in
      guard let int = value.wholeNumber else { throw wrongType(index, "tuple of ints", value) }
      return int
    }
  }

  /// Whether a `*size` got anything.
  func hasSizes(_ index: Int) -> Bool {
    guard let collected else { return true }
    return !collected.isEmpty || !values[index].isNone
  }

  /// One number for both sides, or two: the kernel sizes of images.
  func pair(_ index: Int) throws -> Pair {
    let list = try ints(index)
    switch list.count {
    case 1: return Pair(list[0])
    case 2: return Pair(list[0], list[1])
    default: throw wrongType(index, "tuple of 2 ints")
    }
  }

  /// One number, alone or in a list.
  func single(_ index: Int) throws -> Int {
    let list = try ints(index)
    guard list.count == 1 else { throw wrongType(index, "tuple of 1 int") }
    return list[0]
  }

  /// `padding=` of a convolution: sizes, `'same'` or `'valid'`.
  func padding(_ index: Int) throws -> Padding {
    guard let name = self[index].text else { return .sizes(try pair(index)) }
    switch name {
    case "same": return .same
    case "valid": return .valid
    default:
      throw machine.exception(
        OpCallMessage.value(
          function: bound.name, argument: "padding", value: name, allowed: ["'same'", "'valid'"]))
    }
  }

  // MARK: Types and places

  @inline(__always)
  func dtype(_ index: Int) throws -> DType? { isNone(index) ? nil : try givenDtype(index) }

  private func givenDtype(_ index: Int) throws -> DType {
    guard let dtype = try machine.dtype(of: self[index]) else { throw wrongType(index, "torch.dtype") }
    return dtype
  }

  func device(_ index: Int) throws {
    let value = self[index]
    if value.isNone { return }
    _ = try machine.device(from: value)
  }

  func generator(_ index: Int) throws -> Generator? {
    let value = self[index]
    if value.isNone { return nil }
    guard case .object(let object) = value, let generator = object as? GeneratorObject else {
      throw wrongType(index, "torch.Generator")
    }
    return generator.generator
  }

  /// `out=` is refused: results are values here.
  func refuseOut(_ index: Int) throws {
    guard isNone(index) else { throw machine.exception(RefusalMessage.out(function: bound.name)) }
  }

  // MARK: Errors

  /// `exp(): argument 'input' (position 1) must be Tensor, not list`
  func wrongType(_ index: Int, _ expected: String, _ value: Value? = nil) -> ScriptError {
    let value = value ?? self[index]
    return machine.exception(
      OpCallMessage.wrongType(
        function: bound.name, argument: bound.parameters.list[index].text,
        position: index < bound.parameters.positional ? index + (bound.isMethod ? 0 : 1) : nil,
        expected: expected,
        type: machine.typeName(of: value)))
  }
}
