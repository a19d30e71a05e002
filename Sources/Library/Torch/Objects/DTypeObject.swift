import Script
import Tensors

extension TypeKey {
  static let dtype = TypeKey { machine in
    NativeType(
      machine, name: "dtype", module: "torch",
      members: [
        .property("is_floating_point") { _, object in
          .bool((object as? DTypeObject)?.dtype?.isFloatingPoint ?? false)
        },
        .property("is_complex") { _, _ in .bool(false) },
        .property("is_signed") { _, object in
          let type = object as? DTypeObject
          return .bool(type?.dtype != .bool && type?.width != .uint8)
        },
        .property("itemsize") { _, object in
          let type = object as? DTypeObject
          return .int(type?.dtype == .int64 ? type?.width.byteCount ?? 8 : type?.dtype?.byteCount ?? 0)
        },
      ])
  }
}

/// `torch.float32` and its kin. One object each, so that scripts may compare with `is`.
final class DTypeObject: Object {
  let name: String
  /// nil for PyTorch's types that no tensor has here, such as `torch.float16`.
  let dtype: DType?
  /// Which integers, where the type is one of integers.
  let width: IntegerWidth

  init(_ name: String, _ dtype: DType?, _ width: IntegerWidth = .int64) {
    self.name = name
    self.dtype = dtype
    self.width = width
    super.init()
  }

  override func type(_ machine: Machine) -> TypeObject { machine.type(.dtype) }
  override func repr(_ machine: Machine) throws -> String { "torch.\(name)" }
}

/// The element types as scripts name them.
enum DTypeNames {
  /// PyTorch's names and the type each stands for; the first name of a type is the one it prints.
  static let names: [(name: String, dtype: DType)] = [
    ("float32", .float32), ("float", .float32), ("float64", .float64), ("double", .float64),
    ("int64", .int64),
    ("long", .int64), ("bool", .bool),
  ]

  /// PyTorch's names of the integers narrower than 64 bits.
  static let integers: [(name: String, width: IntegerWidth)] = [
    ("int32", .int32), ("int", .int32), ("int16", .int16), ("short", .int16), ("int8", .int8),
    ("uint8", .uint8),
  ]

  /// PyTorch's other types: known, and refused where a tensor would have to have one.
  static let absent = [
    "float16", "half", "bfloat16", "uint16", "uint32",
    "uint64", "complex64", "cfloat", "complex128", "cdouble", "complex32", "chalf",
  ]

  /// The name that a missing type prints as.
  static func printed(_ name: String) -> String {
    switch name {
    case "half": "float16"
    case "cfloat": "complex64"
    case "cdouble": "complex128"
    case "chalf": "complex32"
    default: name
    }
  }
}

extension DType {
  /// PyTorch's name for it in its error messages: `Float`, `Long`.
  package var scalarTypeName: String {
    switch self {
    case .bool: "Bool"
    case .int64: "Long"
    case .float32: "Float"
    case .float64: "Double"
    }
  }

  /// The name of the tensor type that was PyTorch's before there were dtypes: `torch.FloatTensor`.
  package var tensorTypeName: String { "torch.\(scalarTypeName)Tensor" }
}

extension IntegerWidth {
  /// PyTorch's name for it in its error messages: `Int`, `Byte`.
  package var scalarTypeName: String {
    switch self {
    case .uint8: "Byte"
    case .int8: "Char"
    case .int16: "Short"
    case .int32: "Int"
    case .int64: "Long"
    }
  }

  package var tensorTypeName: String { "torch.\(scalarTypeName)Tensor" }
}

extension Tensor {
  /// The name of its type that was PyTorch's before there were dtypes.
  package var tensorTypeName: String { dtype == .int64 ? width.tensorTypeName : dtype.tensorTypeName }
}

extension Machine {
  /// The name of a value's type in errors of PyTorch that tell tensors by their old types: `torch.FloatTensor`.
  func tensorTypeName(of value: Value) -> String { value.tensor?.tensorTypeName ?? typeName(of: value) }

  /// The one object for an element type.
  func dtypeObject(_ dtype: DType) -> Value { torch.dtypes[dtype] ?? .none }

  /// The one object for the element type of a tensor.
  func dtypeObject(of tensor: Tensor) -> Value {
    tensor.dtype == .int64 ? dtypeObject(tensor.width) : dtypeObject(tensor.dtype)
  }

  /// The one object for a kind of integers.
  func dtypeObject(_ width: IntegerWidth) -> Value {
    width == .int64 ? dtypeObject(DType.int64) : torch.integers[width] ?? .none
  }

  /// What `dtype=` may be: a `torch.dtype`, or Python's `float`, `int`, `bool`.
  func dtype(of value: Value) throws -> DType? {
    guard case .object(let object) = value else { return nil }
    if let object = object as? DTypeObject {
      guard let dtype = object.dtype else { throw exception(RefusalMessage.dtype(object.name)) }
      return dtype
    }
    guard let type = object as? TypeObject else { return nil }
    if type === self.type(.float) { return .float64 }
    if type === self.type(.int) { return .int64 }
    if type === self.type(.bool) { return .bool }
    return nil
  }
}
