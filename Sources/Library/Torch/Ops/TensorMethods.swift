import Script
import Tensors

/// What only a tensor itself can be asked or told: sizes, conversions, changes in place.
enum TensorMethodOps {
  static let ops: [Op] = [
    .call("size", "input, dim=None", .method) { call in
      let x = try call.tensor(0)
      guard let dim = try call.optionalInt(1) else { return .object(SizeObject(x.shape)) }
      return .int(try x.size(dim: dim))
    },
    .call("dim", "input", .method) { .int(try $0.tensor(0).rank) },
    .call("ndimension", "input", .method) { .int(try $0.tensor(0).rank) },
    .call("numel", "input", .both) { .int(try $0.tensor(0).count) },
    .call("nelement", "input", .method) { .int(try $0.tensor(0).count) },
    .call("stride", "input, dim=None", .method) { call in
      let x = try call.tensor(0)
      guard let dim = try call.optionalInt(1) else { return .tuple(x.stride.map { .int($0) }) }
      guard x.rank > 0 else { throw TensorError.dimOutOfRange(dim: dim, rank: 0) }
      return .int(x.stride[try x.resolve(dim)])
    },
    .call("storage_offset", "input", .method) { .int(try $0.tensor(0).storageOffset) },
    .call("is_contiguous", "input, *, memory_format=None", .method) { .bool(try $0.tensor(0).isContiguous) },
    .call("element_size", "input", .method) { .int(try $0.tensor(0).itemSize) },
    .call("data_ptr", "input", .method) { .int(Int(bitPattern: try $0.tensor(0).data)) },
    .call("get_device", "input", .method) { _ in .int(-1) },
    .call("item", "input", .method) { try $0.withTensor(0) { try $0.item().value } },
    .call("tolist", "input", .method) { try $0.tensor(0).pythonList() },
    .call("numpy", "input, *, force=False", .method) { call in
      if try call.tensor(0).requiresGrad && !call.bool(1) { throw TensorError.numpyOfGrad }
      throw call.machine.exception(RefusalMessage.numpy)
    },
    .call("is_floating_point", "input", .both) { .bool(try $0.tensor(0).dtype.isFloatingPoint) },
    .call("is_complex", "input", .both) { call in
      _ = try call.tensor(0)
      return .bool(false)
    },
    .call("is_signed", "input", .both) { .bool(try $0.tensor(0).dtype != .bool) },
    .call("is_nonzero", "input", .both) { .bool(try $0.tensor(0).truth()) },
    .call("is_same_size", "input, other", .both) { .bool(try $0.tensor(0).shape == $0.tensor(1).shape) },
    // Types and places
    .op("float", "input, memory_format=None", .method) { try $0.tensor(0).to(.float32) },
    .op("double", "input, memory_format=None", .method) { try $0.tensor(0).to(.float64) },
    .op("long", "input, memory_format=None", .method) { try $0.tensor(0).to(.int64).integers(.int64) },
    .op("int", "input, memory_format=None", .method) { try $0.tensor(0).to(.int64).integers(.int32) },
    .op("short", "input, memory_format=None", .method) { try $0.tensor(0).to(.int64).integers(.int16) },
    .op("char", "input, memory_format=None", .method) { try $0.tensor(0).to(.int64).integers(.int8) },
    .op("byte", "input, memory_format=None", .method) { try $0.tensor(0).to(.int64).integers(.uint8) },
    .op("bool", "input, memory_format=None", .method) { try $0.tensor(0).to(.bool) },
    .op("half", "input", .method) { throw $0.machine.exception(RefusalMessage.dtype("float16")) },
    .op("bfloat16", "input", .method) { throw $0.machine.exception(RefusalMessage.dtype("bfloat16")) },
    .op("type_as", "input, other", .method) {
      try $0.tensor(0).to($0.tensor(1).dtype).integers($0.tensor(1).width)
    },
    .call("type", "input, dtype=None, non_blocking=False", .method) { call in
      let x = try call.tensor(0)
      if call.isNone(1) { return .string(x.tensorTypeName) }
      if let name = call[1].text {
        if let width = IntegerWidth.allCases.first(where: { $0.tensorTypeName == name }) {
          return .tensor(try x.to(.int64).integers(width))
        }
        guard let dtype = [DType.float32, .float64, .bool].first(where: { $0.tensorTypeName == name }) else {
          throw call.machine.exception(
            OpCallMessage.value(
              function: "type", argument: "dtype", value: "'\(name)'",
              allowed: ["torch.float32", "torch.float64", "torch.int64", "torch.bool"]))
        }
        return .tensor(try x.to(dtype))
      }
      guard let dtype = try call.dtype(1) else { return .none }
      return .tensor(try x.to(dtype).integers(call.integerWidth(1)))
    },
    .op(
      "to",
      "input, target=None, other=None, non_blocking=False, copy=False, *, dtype=None, device=None, memory_format=None",
      .method
    ) { call in
      let x = try call.tensor(0)
      var dtype = try call.dtype(5)
      var width = dtype == nil ? x.width : call.integerWidth(5)
      try call.device(6)
      for index in 1...2 {
        let value = call[index]
        if value.isNone { continue }
        if case .bool = value { continue }
        if let other = value.tensor {
          (dtype, width) = (other.dtype, other.width)
        } else if let named = try call.machine.dtype(of: value) {
          (dtype, width) = (named, call.integerWidth(index))
        } else {
          try call.machine.device(from: value)
        }
      }
      let result = try x.to(dtype ?? x.dtype).integers(width)
      return try call.bool(4) && result === x ? x.clone() : result
    },
    .unary("cpu", .method) { $0 },
    .op("cuda", "input, device=None", .method) { throw $0.machine.exception(RefusalMessage.device("cuda")) },
    .op("pin_memory", "input, device=None", .method) { try $0.tensor(0) },
    .call("is_pinned", "input, device=None", .method) { _ in .bool(false) },
    .unary("share_memory_", .method) { $0 },
    .call("is_shared", "input", .method) { _ in .bool(false) },
    .call("is_set_to", "input, tensor", .method) { call in
      let (a, b) = (try call.tensor(0), try call.tensor(1))
      return .bool(a.data == b.data && a.shape == b.shape && a.stride == b.stride)
    },
    // Changes in place
    .op("copy_", "input, src, non_blocking=False", .method) { call in
      try call.tensor(0).copy_(ArithmeticOps.operand(call, 1))
    },
    .op("fill_", "input, value", .method) { call in
      if let value = call[1].tensor {
        guard value.rank == 0 else { throw call.wrongType(1, "Number") }
        return try call.tensor(0).fill_(value.item())
      }
      return try call.tensor(0).fill_(call.scalar(1))
    },
    .unary("zero_", .method) { try $0.fill_(.int(0)) },
    .op("fill_diagonal_", "input, fill_value, wrap=False", .method) { call in
      let x = try call.tensor(0)
      guard x.rank >= 2 else { throw TensorError.rankRange(op: "fill_diagonal_", atLeast: 2, got: x.shape) }
      let (rows, columns) = (x.shape[0], x.shape[1])
      if x.rank > 2 {
        guard x.shape.allSatisfy({ $0 == rows }) else {
          throw TensorError.notSquare(op: "fill_diagonal_", x.shape)
        }
        for index in 0..<rows {
          var place = x
          for _ in 0..<x.rank { place = try place.select(dim: 0, index: index) }
          try place.fill_(call.scalar(1))
        }
        return x
      }
      // With `wrap` the diagonal begins anew below a tall matrix, after a row without one.
      var start = 0
      repeat {
        let block = try x.narrow(dim: 0, start: start, length: min(columns, rows - start))
        try block.diagonal().fill_(call.scalar(1))
        start += columns + 1
      } while try call.bool(2) && start < rows
      return x
    },
    .op("set_", "input, source=None", .method) { call in
      let x = try call.tensor(0)
      try x.setData(call.tensor(1))
      return x
    },
    .op("index_put_", "input, indices, values, accumulate=False", .method) { call in
      let x = try call.tensor(0)
      guard let list = call[1].sequenceElements else { throw call.wrongType(1, "tuple of Tensors") }
      let indices = try list.map { value in
        guard let tensor = value.tensor else { throw call.wrongType(1, "tuple of Tensors") }
        return tensor
      }
      try x.indexPut_(indices, call.tensor(2), accumulate: call.bool(3))
      return x
    },
    .op("apply_", "input, callable", .method) { call in
      let x = try call.tensor(0)
      let values = try x.detach().reshape([-1]).pythonList()
      let results = try (values.sequenceElements ?? []).map { try call.machine.call(call[1], [$0]) }
      let changed = try TensorData.tensor(
        from: .object(ListObject(results)), dtype: x.dtype, call.machine)
      return try x.copy_(changed.reshape(Array(x.shape)))
    },
    .op("map_", "input, tensor, callable", .method) { call in
      let (x, y) = (try call.tensor(0), try call.tensor(1))
      let left = try x.detach().reshape([-1]).pythonList().sequenceElements ?? []
      let right = try y.detach().expand(Array(x.shape)).reshape([-1]).pythonList().sequenceElements ?? []
      let results = try zip(left, right).map { try call.machine.call(call[2], [$0, $1]) }
      let changed = try TensorData.tensor(
        from: .object(ListObject(results)), dtype: x.dtype, call.machine)
      return try x.copy_(changed.reshape(Array(x.shape)))
    },
    // The graph
    .op("requires_grad_", "input, requires_grad=True", .method) {
      try $0.tensor(0).requiresGrad_($0.bool(1))
    },
    .op("detach_", "input", .method) { call in
      let x = try call.tensor(0)
      try x.detach_()
      return x
    },
    .call("retain_grad", "input", .method) { call in
      try call.tensor(0).retainGrad()
      return .none
    },
    .call("backward", "input, gradient=None, retain_graph=None, create_graph=False, inputs=None", .method) {
      call in
      let root = try call.tensor(0)
      let inputs: [Tensor]? = try call.isNone(4) ? nil : call[4].tensor.map { [$0] } ?? call.tensors(4)
      try root.backward(
        gradient: call.optionalTensor(1), retainGraph: call.isNone(2) ? nil : call.bool(2),
        createGraph: call.bool(3), inputs: inputs)
      return .none
    },
    .call("register_hook", "input, hook", .method) { call in
      let (machine, hook) = (call.machine, call[1])
      let handle = try call.tensor(0).registerHook { gradient throws(TensorError) in
        try machine.torch.callingBack {
          try AutogradObjects.hookResult(machine.call(hook, [.tensor(gradient)]), machine)
        }
      }
      return .object(HookHandleObject { handle.remove() })
    },
    .call("register_post_accumulate_grad_hook", "input, hook", .method) { call in
      let (machine, hook) = (call.machine, call[1])
      let handle = try call.tensor(0).registerPostAccumulateGradHook { leaf throws(TensorError) in
        _ = try machine.torch.callingBack { try machine.call(hook, [.tensor(leaf)]) }
      }
      return .object(HookHandleObject { handle.remove() })
    },
    // Python's own names
    .call("__add__", "input, other", .method) { try operated($0, .add) },
    .call("__radd__", "input, other", .method) { try operated($0, .add, isReflected: true) },
    .call("__sub__", "input, other", .method) { try operated($0, .subtract) },
    .call("__rsub__", "input, other", .method) { try operated($0, .subtract, isReflected: true) },
    .call("__mul__", "input, other", .method) { try operated($0, .multiply) },
    .call("__rmul__", "input, other", .method) { try operated($0, .multiply, isReflected: true) },
    .call("__truediv__", "input, other", .method) { try operated($0, .divide) },
    .call("__rtruediv__", "input, other", .method) { try operated($0, .divide, isReflected: true) },
    .call("__floordiv__", "input, other", .method) { try operated($0, .floorDivide) },
    .call("__rfloordiv__", "input, other", .method) { try operated($0, .floorDivide, isReflected: true) },
    .call("__mod__", "input, other", .method) { try operated($0, .modulo) },
    .call("__rmod__", "input, other", .method) { try operated($0, .modulo, isReflected: true) },
    .call("__matmul__", "input, other", .method) { try operated($0, .matrixMultiply) },
    .call("__rmatmul__", "input, other", .method) { try operated($0, .matrixMultiply, isReflected: true) },
    .call("__pow__", "input, other", .method) { try operated($0, .power) },
    .call("__rpow__", "input, other", .method) { try operated($0, .power, isReflected: true) },
    .unary("__abs__", .method) { try $0.abs() },
    .op("__reversed__", "input", .method) { call in
      let x = try call.tensor(0)
      return x.rank == 0 ? x : try x.flip([0])
    },
    .call("__int__", "input", .method) { call in
      switch try oneNumber(call) {
      case .float(let value):
        guard value.isFinite else {
          throw call.machine.error(
            value.isNaN ? .valueError : .overflowError,
            "cannot convert float \(value.isNaN ? "NaN" : "infinity") to integer")
        }
        guard let int = Int(exactly: value.rounded(.towardZero)) else { throw TensorError.integerOverflow }
        return .int(int)
      case let number: return .int(number.int)
      }
    },
    .call("__getitem__", "input, index", .method) { call in
      try TensorObject.of(call.tensor(0)).item(call[1], call.machine)
    },
    .call("__setitem__", "input, index, value", .method) { call in
      try TensorObject.of(call.tensor(0)).setItem(call[1], to: call[2], call.machine)
      return .none
    },
    .call("__len__", "input", .method) { call in
      .int(try TensorObject.of(call.tensor(0)).length(call.machine) ?? 0)
    },
    .call("__float__", "input", .method) { .float(try oneNumber($0).double) },
    .call("__bool__", "input", .method) { .bool(try $0.tensor(0).truth()) },
    .call("__index__", "input", .method) { call in
      let x = try call.tensor(0)
      guard x.count == 1, !x.dtype.isFloatingPoint else {
        throw call.machine.exception(TensorUseMessage.notIndex)
      }
      return .int(try x.item().int)
    },
    .call("__floor__", "input", .method) { .tensor(try $0.tensor(0).floor()) },
    .call("__ceil__", "input", .method) { .tensor(try $0.tensor(0).ceil()) },
    .call("__deepcopy__", "input, memo=None", .method) { call in
      let x = try call.tensor(0)
      guard x.isLeaf else {
        throw call.machine.error(
          .runtimeError,
          "Only Tensors created explicitly by the user (graph leaves) support the deepcopy protocol at the moment.  "
            + "If you were attempting to deepcopy a module, this may be because of a torch.nn.utils.weight_norm usage, "
            + "see https://github.com/pytorch/pytorch/pull/103001"
        )
      }
      let copy = try Engine.withoutGrad { () throws(TensorError) in try x.detach().clone() }
      if x.requiresGrad { try copy.requiresGrad_() }
      copy.isParameter = x.isParameter
      if let grad = x.grad {
        copy.grad = try Engine.withoutGrad { () throws(TensorError) in try grad.detach().clone() }
      }
      return .tensor(copy)
    },
    .call("__copy__", "input", .method) { call in
      let x = try call.tensor(0)
      let copy = x.detach()
      if x.isLeaf && x.requiresGrad { try copy.requiresGrad_() }
      copy.isParameter = x.isParameter
      return .tensor(copy)
    },
  ]

  /// `x.__add__(y)`, written out as `super().__add__(y)` does.
  private static func operated(
    _ call: borrowing OpCall, _ op: BinaryOperator, isReflected: Bool = false
  ) throws -> Value {
    let object = TensorObject.of(try call.tensor(0))
    let result =
      try isReflected
      ? object.reflected(op, call[1], call.machine) : object.binary(op, call[1], call.machine)
    guard let result else { return try call.machine.binary(op, call[0], call[1]) }
    return result
  }

  /// The number of a tensor that Python's `int()` or `float()` is asked to convert.
  private static func oneNumber(_ call: borrowing OpCall) throws -> Scalar {
    let x = try call.tensor(0)
    guard x.count == 1 else { throw call.machine.exception(TensorUseMessage.notConvertible) }
    return try x.item()
  }
}
