import Script
import Tensors

/// New tensors.
enum CreationOps {
  /// The arguments that each of these takes last.
  private static let suffix =
    "*, out=None, dtype=None, layout=None, device=None, requires_grad=False, pin_memory=False"
  /// The same for functions that take sizes one by one.
  private static let afterSizes =
    "out=None, dtype=None, layout=None, device=None, requires_grad=False, pin_memory=False"
  private static let likeSuffix =
    "*, dtype=None, layout=None, device=None, requires_grad=False, memory_format=None"
  private static let newSuffix =
    "*, dtype=None, device=None, requires_grad=False, layout=None, pin_memory=False"

  static let ops: [Op] = [
    .op("tensor", "data, *, dtype=None, device=None, requires_grad=False, pin_memory=False", .torch) { call in
      try call.device(2)
      let dtype = try call.dtype(1)
      let tensor = try TensorData.tensor(from: call[0], dtype: dtype, call.machine)
      return try call.bool(3) ? tensor.requiresGrad_() : tensor
    },
    .op("as_tensor", "data, dtype=None, device=None", .torch, asTensor),
    .op("asarray", "obj, *, dtype=None, device=None, copy=None, requires_grad=False", .torch) { call in
      let made = try asTensor(call)
      let result = try !call.isNone(3) && call.bool(3) && call[0].tensor != nil ? made.clone() : made
      return try call.bool(4) ? result.detach().requiresGrad_() : result
    },
    .op("scalar_tensor", "s, *, dtype=None, device=None", .torch) { call in
      try Tensor.full([], call.scalar(0), dtype: call.dtype(1) ?? call.machine.torch.defaultDType)
    },
    .op("zeros", "*size, \(afterSizes)", .torch) { call in
      try finish(call, Tensor.zeros(shape(call.sizes(0)), dtype: floatType(call)))
    },
    .op("ones", "*size, \(afterSizes)", .torch) { call in
      try finish(call, Tensor.ones(shape(call.sizes(0)), dtype: floatType(call)))
    },
    .op("empty", "*size, \(afterSizes), memory_format=None", .torch) { call in
      let dtype = try call.dtype(2) ?? call.machine.torch.defaultDType
      try call.refuseOut(1)
      try call.device(4)
      let tensor = try Tensor.zeros(shape(call.sizes(0)), dtype: dtype)
      return try call.bool(5) ? tensor.requiresGrad_() : tensor
    },
    .op("full", "size, fill_value, \(suffix)", .torch) { call in
      let value = try call.scalar(1)
      let dtype = try call.dtype(call.width - 5) ?? call.machine.inferred(value.dtype)
      guard call[0].wholeNumber == nil else { throw call.wrongType(0, "tuple of ints") }
      return try finish(call, Tensor.full(shape(call.ints(0)), value, dtype: dtype))
    },
    .op("eye", "n, m=None, \(suffix)", .torch) { call in
      let n = try call.int(0)
      guard n >= 0 else { throw TensorError.argument(op: "eye", name: "n", value: "\(n)") }
      return try finish(call, Tensor.eye(n, call.optionalInt(1), dtype: floatType(call)))
    },
    .op("arange", "start=None, end=None, step=1, \(suffix)", .torch) { call in
      let first = try call.isNone(0) && !call.isNone(1) ? .int(0) : call.scalar(0)
      let step = try call.scalar(2)
      let (start, end) = call.isNone(1) ? (Scalar.int(0), first) : (first, try call.scalar(1))
      let isWhole = [start, end, step].allSatisfy { if case .float = $0 { false } else { true } }
      let dtype = try call.dtype(call.width - 5) ?? (isWhole ? .int64 : call.machine.torch.defaultDType)
      return try finish(call, Tensor.arange(start, end, step: step, dtype: dtype))
    },
    .op("range", "start=0, end=None, step=1, \(suffix)", .torch) { call in
      let step = try call.double(2)
      let (start, end) = (try call.double(0), try call.double(1))
      guard step != 0 else { throw TensorError.zeroStep }
      let count = ((end - start) / step).rounded(.down) + 1
      return try finish(
        call,
        Tensor.arange(
          .float(start), .float(start + (count - 0.5) * step), step: .float(step), dtype: floatType(call)))
    },
    .op("linspace", "start, end, steps, \(suffix)", .torch) { call in
      let steps = try call.int(2)
      guard steps >= 0 else { throw TensorError.argument(op: "linspace", name: "steps", value: "\(steps)") }
      return try finish(
        call, Tensor.linspace(call.double(0), call.double(1), steps: steps, dtype: floatType(call)))
    },
    .op("logspace", "start, end, steps, base=10.0, \(suffix)", .torch) { call in
      let steps = try call.int(2)
      guard steps >= 0 else { throw TensorError.argument(op: "logspace", name: "steps", value: "\(steps)") }
      let dtype = try floatType(call)
      let exponents = try Tensor.linspace(call.double(0), call.double(1), steps: steps, dtype: .float64)
      return try finish(call, exponents.rpow(.float(call.double(3))).to(dtype))
    },
    .op("zeros_like", "input, \(likeSuffix)", .torch) { call in
      try finishLike(call, Tensor.zeros(call.tensor(0).shape, dtype: likeType(call)))
    },
    .op("ones_like", "input, \(likeSuffix)", .torch) { call in
      try finishLike(call, Tensor.ones(call.tensor(0).shape, dtype: likeType(call)))
    },
    .op("empty_like", "input, \(likeSuffix)", .torch) { call in
      try finishLike(call, Tensor.zeros(call.tensor(0).shape, dtype: likeType(call)))
    },
    .op("full_like", "input, fill_value, \(likeSuffix)", .torch) { call in
      try finishLike(call, Tensor.full(call.tensor(0).shape, call.scalar(1), dtype: likeType(call)))
    },
    .op("new_zeros", "input, *size, \(newSuffix.dropFirst(3))", .method) { call in
      try finishNew(call, Tensor.zeros(shape(call.sizes(1)), dtype: newType(call)))
    },
    .op("new_ones", "input, *size, \(newSuffix.dropFirst(3))", .method) { call in
      try finishNew(call, Tensor.ones(shape(call.sizes(1)), dtype: newType(call)))
    },
    .op("new_empty", "input, *size, \(newSuffix.dropFirst(3))", .method) { call in
      try finishNew(call, Tensor.zeros(shape(call.sizes(1)), dtype: newType(call)))
    },
    .op("new_full", "input, size, fill_value, \(newSuffix)", .method) { call in
      try finishNew(call, Tensor.full(shape(call.ints(1)), call.scalar(2), dtype: newType(call)))
    },
    .op("new_tensor", "input, data, \(newSuffix)", .method) { call in
      let dtype = try newType(call)
      return try finishNew(call, TensorData.tensor(from: call[1], dtype: dtype, call.machine))
    },
    .op("tril_indices", "row, col, offset=0", .torch) {
      try Tensor.trilIndices($0.int(0), $0.int(1), offset: $0.diagonal(2))
    },
    .op("triu_indices", "row, col, offset=0", .torch) {
      try Tensor.triuIndices($0.int(0), $0.int(1), offset: $0.diagonal(2))
    },
    .op("vander", "x, N=None, increasing=False", .torch) { call in
      let x = try call.tensor(0)
      let count = try call.optionalInt(1) ?? x.count
      let exponents = try Tensor.arange(.int(0), .int(count), step: .int(1), dtype: .int64)
      return try x.unsqueeze(-1).pow(call.bool(2) ? exponents : exponents.flip([0]))
    },
    .op("hann_window", "window_length, periodic=True", .torch) { call in
      let n = try call.int(0)
      let steps = try Tensor.arange(.int(0), .int(n), step: .int(1), dtype: .float64)
      let period = Double(try call.bool(1) ? n : n - 1)
      return try steps.mul(.float(2 * Double.pi / period)).cos().mul(.float(-0.5)).add(.float(0.5))
        .to(call.machine.torch.defaultDType)
    },
  ]

  /// A size list as a shape; negative sizes are the engine's to refuse.
  static func shape(_ sizes: [Int]) throws -> Tensors.Shape {
    for size in sizes where size < 0 { throw TensorError.negativeSize(sizes) }
    return try Tensors.Shape(checking: sizes)
  }

  /// `dtype=`, by default that of floats.
  static func floatType(_ call: borrowing OpCall) throws -> DType {
    try call.dtype(call.width - 5) ?? call.machine.torch.defaultDType
  }

  /// Obeys `out=`, `device=` and `requires_grad=`, the last six arguments being `suffix`.
  static func finish(_ call: borrowing OpCall, _ tensor: Tensor) throws -> Tensor {
    let width = call.width
    try call.refuseOut(width - 6)
    try call.device(width - 3)
    return try call.bool(width - 2) ? tensor.requiresGrad_() : tensor
  }

  static func likeType(_ call: borrowing OpCall) throws -> DType {
    try call.dtype(call.width - 5) ?? call.tensor(0).dtype
  }

  static func finishLike(_ call: borrowing OpCall, _ tensor: Tensor) throws -> Tensor {
    try call.device(call.width - 3)
    return try call.bool(call.width - 2) ? tensor.requiresGrad_() : tensor
  }

  private static func newType(_ call: borrowing OpCall) throws -> DType {
    try call.dtype(call.width - 5) ?? call.tensor(0).dtype
  }

  private static func finishNew(_ call: borrowing OpCall, _ tensor: Tensor) throws -> Tensor {
    try call.device(call.width - 4)
    return try call.bool(call.width - 3) ? tensor.requiresGrad_() : tensor
  }

  /// A tensor stays itself; anything else becomes one.
  private static let asTensor: Op.TensorBody = { call in
    try call.device(2)
    let dtype = try call.dtype(1)
    guard let tensor = call[0].tensor else {
      return try TensorData.tensor(from: call[0], dtype: dtype, call.machine)
    }
    return try dtype.map { dtype throws in try tensor.to(dtype).integers(call.integerWidth(1)) } ?? tensor
  }
}
