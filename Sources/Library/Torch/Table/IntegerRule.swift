import Script
import Tensors

/// Which kind of integers an operation gives. The engine computes in 64 bits; what it hands back becomes of the kind
/// that PyTorch gives here, in one place for all operations.
enum IntegerRule: Sendable {
  /// What the first argument holds. Of several results only the first one: indices are always int64.
  case first
  /// What all arguments together need.
  case promoted
  /// Always int64: sums, counts and places.
  case full
  /// The operation sees to it itself.
  case own

  init(_ name: String) {
    self = IntegerRule.table[name] ?? .first
  }

  private static let table: [String: IntegerRule] = {
    var table: [String: IntegerRule] = [:]
    for name in [
      "add", "sub", "subtract", "rsub", "mul", "multiply", "floor_divide", "div", "divide", "remainder",
      "fmod",
      "pow", "maximum", "minimum", "fmax", "fmin", "max", "min", "where", "bitwise_and", "bitwise_or",
      "bitwise_xor", "bitwise_left_shift", "bitwise_right_shift", "gcd", "lcm", "addcmul", "matmul", "mm",
      "bmm",
      "mv", "dot", "inner", "outer", "kron", "einsum", "tensordot", "cat", "concat", "concatenate", "stack",
      "hstack", "vstack", "dstack", "column_stack", "row_stack", "cross", "cartesian_prod",
    ] { table[name] = .promoted }
    for name in [
      "sum", "nansum", "prod", "cumsum", "cumprod", "argmax", "argmin", "argsort", "nonzero", "argwhere",
      "count_nonzero", "bincount", "one_hot", "trace", "multinomial",
      "tril_indices",
      "triu_indices",
    ] { table[name] = .full }
    for name in [
      "to", "type", "type_as", "view", "searchsorted", "bucketize", "lu_factor", "frexp", "inv_ex",
      "cholesky_ex", "int", "long", "short", "char", "byte", "set_", "data", "view_as", "copy_",
    ] { table[name] = .own }
    return table
  }()

  /// Gives the integers of a result their kind.
  @inline(__always)
  func settle(_ result: borrowing Value, _ call: borrowing OpCall) throws {
    guard case .object(let object) = result.bits else { return }
    if let reference = result.bits.tensorReference {
      try reference._withUnsafeGuaranteedRef { if $0.dtype == .int64 { try settle($0, call) } }
    } else if object.kind == .tuple {
      try settleFirst(of: object.takeUnretainedValue(), call)
    }
  }

  private func settleFirst(of object: Object, _ call: borrowing OpCall) throws {
    guard let first = (object as? TupleObject)?.elements.first?.tensor, first.dtype == .int64 else { return }
    try settle(first, call)
  }

  private func settle(_ tensor: Tensor, _ call: borrowing OpCall) throws {
    if let first = call[safe: 0]?.tensor, first === tensor { return tensor.wrapIntegers() }
    guard let width = try wanted(call), width != tensor.width else { return }
    tensor.becomeIntegers(width)
  }

  private func wanted(_ call: borrowing OpCall) throws -> IntegerWidth? {
    if let index = call.bound.parameters.dtypeIndex, !call.isNone(index) { return call.integerWidth(index) }
    switch self {
    case .own: return nil
    case .full: return .int64
    case .first:
      guard let value = call[safe: 0] else { return nil }
      let tensor = value.tensor ?? value.sequenceElements?.first?.tensor
      return tensor?.dtype == .int64 ? tensor?.width : nil
    case .promoted:
      var tensors: [Tensor] = []
      for index in 0..<call.width {
        if let tensor = call[index].tensor {
          tensors.append(tensor)
        } else if let elements = call[index].sequenceElements {
          tensors += elements.compactMap(\.tensor)
        }
      }
      return IntegerWidth.promoted(tensors + call.rest.compactMap(\.tensor))
    }
  }
}

extension OpCall {
  /// The value of a parameter, or nil when there is no such parameter.
  fileprivate subscript(safe index: Int) -> Value? { index < width ? self[index] : nil }

  /// The kind of integers that a dtype names, int64 for every other one.
  func integerWidth(_ index: Int) -> IntegerWidth { (self[index].object as? DTypeObject)?.width ?? .int64 }
}
