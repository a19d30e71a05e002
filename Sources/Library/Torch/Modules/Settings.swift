import Script
import Tensors

/// Functions of `torch` that set or ask something instead of computing.
enum SettingOps {
  static let ops: [Op] = [
    .call("manual_seed", "seed", []) { call in
      Generator.standard.manualSeed(try call.machine.seed(from: call[0]))
      return .object(GeneratorObject(Generator.standard))
    },
    .call("seed", "", []) { _ in .int(Generator.standard.seed()) },
    .call("initial_seed", "", []) { _ in .int(Generator.standard.initialSeed) },
    .call("get_rng_state", "", []) { _ in .object(GeneratorState(Generator.standard.state)) },
    .call("set_rng_state", "new_state", []) { call in
      Generator.standard.state = try call.machine.generatorState(call[0])
      return .none
    },
    .call("is_tensor", "obj", []) { .bool($0[0].tensor != nil) },
    .call("is_grad_enabled", "", []) { _ in .bool(Engine.isGradEnabled) },
    .call("is_inference_mode_enabled", "", []) { _ in .bool(false) },
    .call("get_default_dtype", "", []) { $0.machine.dtypeObject($0.machine.torch.defaultDType) },
    .call("set_default_dtype", "d", []) { call in
      guard let dtype = try call.dtype(0), dtype.isFloatingPoint else {
        throw call.machine.exception(TensorUseMessage.defaultDType)
      }
      call.machine.torch.defaultDType = dtype
      return .none
    },
    .call("set_default_device", "device", []) { call in
      try call.device(0)
      return .none
    },
    .call("get_default_device", "", []) { _ in .object(DeviceObject("cpu")) },
    .call("set_num_threads", "int", []) { call in
      call.machine.torch.threads = max(1, try call.int(0))
      return .none
    },
    .call("get_num_threads", "", []) { .int($0.machine.torch.threads) },
    .call("set_num_interop_threads", "int", []) { _ in .none },
    .call("get_num_interop_threads", "", []) { _ in .int(1) },
    .call("use_deterministic_algorithms", "mode, *, warn_only=False", []) { call in
      call.machine.torch.isDeterministic = try call.bool(0)
      return .none
    },
    .call("are_deterministic_algorithms_enabled", "", []) { .bool($0.machine.torch.isDeterministic) },
    .call("set_float32_matmul_precision", "precision", []) { _ in .none },
    .call("get_float32_matmul_precision", "", []) { _ in .string("highest") },
    .call("set_flush_denormal", "mode", []) { _ in .bool(false) },
    .call(
      "set_printoptions",
      "precision=None, threshold=None, edgeitems=None, linewidth=None, profile=None, sci_mode=None",
      []
    ) { call in
      let torch = call.machine.torch
      var options = torch.printOptions
      if let name = try call.optionalString(4) {
        guard let profile = PrintOptions.Profile(rawValue: name) else {
          throw call.machine.exception(
            OpCallMessage.value(
              function: "set_printoptions", argument: "profile", value: "'\(name)'",
              allowed: PrintOptions.Profile.allCases.map { "'\($0.rawValue)'" }))
        }
        options.apply(profile)
      }
      if let precision = try call.optionalInt(0) { options.precision = min(max(precision, 0), 64) }
      if let threshold = try call.optionalDouble(1) { options.threshold = threshold }
      if let edge = try call.optionalInt(2) { options.edgeItems = max(edge, 0) }
      if let width = try call.optionalInt(3) { options.lineWidth = max(width, 1) }
      options.isScientific = call.isNone(5) ? nil : try call.bool(5)
      torch.printOptions = options
      return .none
    },
    .call("typename", "obj", []) { call in
      if let tensor = call[0].tensor { return .string(tensor.tensorTypeName) }
      return .string(call.machine.type(of: call[0]).qualifiedName)
    },
    .call("result_type", "tensor1, tensor2", []) { call in
      let (a, b) = (try ArithmeticOps.operand(call, 0), try ArithmeticOps.operand(call, 1))
      let dtype = Tensor.resultType(a, b)
      guard dtype == .int64 else { return call.machine.dtypeObject(dtype) }
      return call.machine.dtypeObject(IntegerWidth.promoted([a, b]) ?? .int64)
    },
    .call("promote_types", "type1, type2", []) { call in
      guard let a = try call.dtype(0), let b = try call.dtype(1) else {
        throw call.wrongType(0, "torch.dtype")
      }
      if a == .int64 && b == .int64 {
        return call.machine.dtypeObject(call.integerWidth(0).promoted(with: call.integerWidth(1)))
      }
      if max(a, b) == .int64 { return a == .int64 ? call[0] : call[1] }
      return call.machine.dtypeObject(max(a, b))
    },
    .call("can_cast", "from_, to", []) { call in
      guard let a = try call.dtype(0), let b = try call.dtype(1) else {
        throw call.wrongType(0, "torch.dtype")
      }
      return .bool(!(a.isFloatingPoint && !b.isFloatingPoint) && !(a == .int64 && b == .bool))
    },
    .call("save", "obj, f", []) { throw $0.machine.exception(RefusalMessage.file(name: "torch.save")) },
    .call("load", "f, map_location=None, *, weights_only=None", []) {
      throw $0.machine.exception(RefusalMessage.file(name: "torch.load"))
    },
    .call("compile", "model=None, *, fullgraph=False, dynamic=None, backend=None, mode=None", []) { call in
      throw call.machine.exception(
        RefusalMessage.absent(
          name: "torch.compile",
          instead: .init("이 줄을 지우세요. 모델은 그대로 빨라요", "leave the line out; the model is as fast without it")))
    },
    .call("from_numpy", "ndarray", []) { call in
      throw call.machine.exception(
        RefusalMessage.absent(
          name: "torch.from_numpy",
          instead: .init("리스트로 `torch.tensor([…])`를 만드세요", "make a `torch.tensor([…])` of a list")))
    },
  ]
}

extension TypeKey {
  static let finfo = TypeKey { machine in
    NativeType(
      machine, name: "finfo", module: "torch",
      construct: { machine, _, arguments in
        let dtype = try arguments.optional(0).map { try machine.dtype(of: $0) } ?? machine.torch.defaultDType
        guard let dtype, dtype.isFloatingPoint else {
          throw machine.error(
            .typeError,
            "torch.finfo() requires a floating point input type. Use torch.iinfo to handle 'torch.finfo'")
        }
        return .object(NumberLimits(dtype))
      })
  }

  static let iinfo = TypeKey { machine in
    NativeType(
      machine, name: "iinfo", module: "torch",
      construct: { machine, _, arguments in
        guard let dtype = try arguments.optional(0).map({ try machine.dtype(of: $0) }) ?? nil, dtype == .int64
        else {
          throw machine.error(
            .typeError,
            "torch.iinfo() requires an integer input type. Use torch.finfo to handle 'torch.iinfo'")
        }
        let width = (arguments.optional(0)?.object as? DTypeObject)?.width ?? .int64
        return .object(NumberLimits(dtype, width))
      })
  }
}

/// `torch.finfo(torch.float32)`: the limits of a type of numbers.
final class NumberLimits: Object {
  private let dtype: DType
  private let width: IntegerWidth

  init(_ dtype: DType, _ width: IntegerWidth = .int64) {
    self.dtype = dtype
    self.width = width
    super.init()
  }

  override func type(_ machine: Machine) -> TypeObject { machine.type(dtype == .int64 ? .iinfo : .finfo) }

  override func attribute(_ name: Symbol, _ machine: Machine) throws -> Value? {
    let name = machine.symbols.name(name)
    switch (dtype, name) {
    case (.int64, "bits"): return .int(width.byteCount * 8)
    case (_, "bits"): return .int(dtype.byteCount * 8)
    case (.int64, "dtype"): return .string(width.name)
    case (_, "dtype"): return .string(dtype.name)
    case (.int64, "max"): return .int(width.range.upperBound)
    case (.int64, "min"): return .int(width.range.lowerBound)
    case (.float32, "max"): return .float(Double(Float.greatestFiniteMagnitude))
    case (.float32, "min"): return .float(-Double(Float.greatestFiniteMagnitude))
    case (.float32, "eps"): return .float(Double(Float.ulpOfOne))
    case (.float32, "tiny"), (.float32, "smallest_normal"): return .float(Double(Float.leastNormalMagnitude))
    case (.float32, "resolution"): return .float(1e-6)
    case (.float64, "max"): return .float(.greatestFiniteMagnitude)
    case (.float64, "min"): return .float(-.greatestFiniteMagnitude)
    case (.float64, "eps"): return .float(.ulpOfOne)
    case (.float64, "tiny"), (.float64, "smallest_normal"): return .float(.leastNormalMagnitude)
    case (.float64, "resolution"): return .float(1e-15)
    default: return nil
    }
  }

  override func repr(_ machine: Machine) throws -> String {
    switch dtype {
    case .int64:
      switch width {
      case .int64: "iinfo(min=-9.22337e+18, max=9.22337e+18, dtype=int64)"
      case .int32: "iinfo(min=-2.14748e+09, max=2.14748e+09, dtype=int32)"
      default: "iinfo(min=\(width.range.lowerBound), max=\(width.range.upperBound), dtype=\(width.name))"
      }
    case .float64:
      "finfo(resolution=1e-15, min=-1.79769e+308, max=1.79769e+308, eps=2.22045e-16, smallest_normal=2.22507e-308, "
        + "tiny=2.22507e-308, dtype=float64)"
    default:
      "finfo(resolution=1e-06, min=-3.40282e+38, max=3.40282e+38, eps=1.19209e-07, smallest_normal=1.17549e-38, "
        + "tiny=1.17549e-38, dtype=float32)"
    }
  }
}
