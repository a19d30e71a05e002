import Script
import Tensors

/// `torch` itself. Functions are made when a script first names them, so that `import torch` costs almost nothing.
enum TorchModule {
  /// The version whose behaviour is followed.
  static let version = "2.15.0"

  static func build(_ machine: Machine, _ module: ModuleObject) throws {
    for (name, _) in DTypeNames.names {
      if let dtype = DTypeNames.names.first(where: { $0.name == name })?.dtype {
        module.define(name, machine.dtypeObject(dtype), machine)
      }
    }
    for (name, width) in DTypeNames.integers { module.define(name, machine.dtypeObject(width), machine) }
    for name in DTypeNames.absent {
      module.define(name, .object(DTypeObject(DTypeNames.printed(name), nil)), machine)
    }
    for (name, value) in constants { module.define(name, value, machine) }
    for name in ["strided", "contiguous_format", "preserve_format", "channels_last", "sparse_coo"] {
      module.define(name, .object(NamedConstant("torch.\(name)")), machine)
    }
    for (name, key) in types { module.define(name, .object(machine.type(key)), machine) }
    for (name, dtype) in [
      ("FloatTensor", DType.float32), ("DoubleTensor", .float64), ("LongTensor", .int64),
      ("BoolTensor", .bool),
    ] {
      // Constructors from before there were dtypes.
      let type = NativeType(
        machine, name: name, module: "torch", base: machine.type(.tensor),
        construct: { machine, _, arguments in try TensorType.construct(arguments, dtype: dtype, machine) })
      module.define(name, .object(type), machine)
    }
    for (name, width) in [
      ("IntTensor", IntegerWidth.int32), ("ShortTensor", .int16), ("CharTensor", .int8),
      ("ByteTensor", .uint8),
    ] {
      let type = NativeType(
        machine, name: name, module: "torch", base: machine.type(.tensor),
        construct: { machine, _, arguments in
          let value = try TensorType.construct(arguments, dtype: .int64, machine)
          value.tensor?.becomeIntegers(width)
          return value
        })
      module.define(name, .object(type), machine)
    }
    for op in SettingOps.ops {
      module.define(op.name, BoundOp.function(op, isMethod: false, machine), machine)
    }
    module.define("default_generator", .object(GeneratorObject(Generator.standard)), machine)
    module.lazy = { machine, name in try lookUp(name, in: "torch", OpTable.torch, module, machine) }
    module.lazyNames = { OpTable.torch.names }
    for name in [
      "nn", "optim", "autograd", "linalg", "random", "cuda", "backends", "special", "utils", "jit", "mps",
      "version",
    ] {
      guard let submodule = try machine.module("torch.\(name)") else { continue }
      module.define(name, .object(submodule), machine)
    }
  }

  private static var constants: [(String, Value)] {
    [
      ("__version__", .string(version)), ("pi", .float(.pi)), ("e", .float(2.718281828459045)),
      ("inf", .float(.infinity)),
      ("nan", .float(.nan)), ("newaxis", .none),
    ]
  }

  private static let types: [(String, TypeKey)] = [
    ("Tensor", .tensor), ("Size", .size), ("device", .device), ("dtype", .dtype),
    ("Generator", .torchGenerator),
    ("no_grad", .noGrad), ("enable_grad", .enableGrad), ("set_grad_enabled", .setGradEnabled),
    ("inference_mode", .inferenceMode), ("finfo", .finfo), ("iinfo", .iinfo),
  ]

  /// The function of that name, or an error that names what comes nearest.
  static func lookUp(
    _ name: String, in module: String, _ space: OpTable.Namespace, _ object: ModuleObject, _ machine: Machine
  ) throws -> Value? {
    if let function = space.function(name, machine) { return function }
    if name.hasPrefix("__") { return nil }
    if let submodule = try machine.module("\(module).\(name)") { return .object(submodule) }
    let known = space.names + object.attributeNames(machine)
    throw machine.exception(
      AbsentMessage(owner: .module(module), name: name, known: known))
  }
}

extension Machine {
  /// A name of the `torch` module.
  func torchConstant(_ name: String) throws -> Value {
    guard let module = try module("torch") else { return .none }
    return try module.attribute(symbol(name), self) ?? .none
  }
}

/// `torch.strided`, `torch.contiguous_format`: names that mean nothing else.
final class NamedConstant: Object {
  private let text: String

  init(_ text: String) {
    self.text = text
    super.init()
  }

  override func repr(_ machine: Machine) throws -> String { text }
}
