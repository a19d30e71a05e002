import Neural
import Script
import Tensors

/// Activation functions: `torch.nn.functional`, some of them in `torch` too.
enum ActivationOps {
  private static let everywhere: Op.Places = [.torch, .method, .inPlace, .functional, .torchInPlace]

  static let ops: [Op] = [
    .unary("relu", [.torch, .method, .inPlace, .torchInPlace]) { try $0.relu() },
    inPlace("relu", "input, inplace=False", at: 1) { try $0.tensor(0).relu() },
    inPlace("relu6", "input, inplace=False", at: 1) { try $0.tensor(0).relu6() },
    .unary("selu", .torch) { try $0.selu() },
    inPlace("selu", "input, inplace=False", at: 1) { try $0.tensor(0).selu() },
    inPlace("silu", "input, inplace=False", at: 1) { try $0.tensor(0).silu() },
    inPlace("mish", "input, inplace=False", at: 1) { try $0.tensor(0).mish() },
    inPlace("hardsigmoid", "input, inplace=False", at: 1) { try $0.tensor(0).hardsigmoid() },
    inPlace("hardswish", "input, inplace=False", at: 1) { try $0.tensor(0).hardswish() },
    inPlace("leaky_relu", "input, negative_slope=0.01, inplace=False", at: 2) {
      try $0.tensor(0).leakyRelu(slope: $0.double(1))
    },
    inPlace("elu", "input, alpha=1.0, inplace=False", at: 2) { try $0.tensor(0).elu(alpha: $0.double(1)) },
    .op("celu", "input, alpha=1.0", .torch) { try $0.tensor(0).celu(alpha: $0.double(1)) },
    inPlace("celu", "input, alpha=1.0, inplace=False", at: 2) { try $0.tensor(0).celu(alpha: $0.double(1)) },
    inPlace("hardtanh", "input, min_val=-1.0, max_val=1.0, inplace=False", at: 3) {
      try $0.tensor(0).hardtanh(min: $0.double(1), max: $0.double(2))
    },
    inPlace("threshold", "input, threshold, value, inplace=False", at: 3) {
      try $0.tensor(0).threshold($0.double(1), value: $0.double(2))
    },
    .op("gelu", "input, approximate='none'", .functional) { call in
      let mode = try call.string(1)
      guard mode == "none" || mode == "tanh" else {
        throw call.machine.exception(
          OpCallMessage.value(
            function: "gelu", argument: "approximate", value: mode, allowed: ["'none'", "'tanh'"]))
      }
      return try call.tensor(0).gelu(tanh: mode == "tanh")
    },
    .op("softplus", "input, beta=1.0, threshold=20.0", .functional) {
      try $0.tensor(0).softplus(beta: $0.double(1), threshold: $0.double(2))
    },
    .unary("softsign", .functional) { try $0.softsign() },
    .unary("logsigmoid", .functional) { try $0.logsigmoid() },
    .unary("tanhshrink", .functional) { try $0.tanhshrink() },
    .op("hardshrink", "input, lambd=0.5", [.torch, .functional, .method]) {
      try $0.tensor(0).hardshrink(lambda: $0.double(1))
    },
    .op("softshrink", "input, lambd=0.5", .functional) { try $0.tensor(0).softshrink(lambda: $0.double(1)) },
    .op("prelu", "input, weight", [.torch, .functional, .method]) { try $0.tensor(0).prelu($0.tensor(1)) },
    .op("glu", "input, dim=-1", .functional) { try $0.tensor(0).glu(dim: $0.int(1)) },
    inPlace("rrelu", "input, lower=0.125, upper=0.3333333333333333, training=False, inplace=False", at: 4) {
      try $0.tensor(0).rrelu(lower: $0.double(1), upper: $0.double(2), training: $0.bool(3))
    },
    .op("threshold", "input, threshold, value", .torch) {
      try $0.tensor(0).threshold($0.double(1), value: $0.double(2))
    },
    .op("rrelu", "input, lower=0.125, upper=0.3333333333333333, training=False", .torch) {
      try $0.tensor(0).rrelu(lower: $0.double(1), upper: $0.double(2), training: $0.bool(3))
    },
    .op("softmax", "input, dim=None, _stacklevel=3, dtype=None", .functional) { call in
      let x = try converted(call)
      return try x.softmax(dim: implicitDim(call, x))
    },
    .op("log_softmax", "input, dim=None, _stacklevel=3, dtype=None", .functional) { call in
      let x = try converted(call)
      return try x.logSoftmax(dim: implicitDim(call, x))
    },
    .op("softmin", "input, dim=None, _stacklevel=3, dtype=None", .functional) { call in
      let x = try converted(call)
      return try x.neg().softmax(dim: implicitDim(call, x))
    },
    .op("gumbel_softmax", "logits, tau=1.0, hard=False, eps=1e-10, dim=-1", .functional) { call in
      let logits = try call.tensor(0)
      let noise = try logits.emptyLike()
      try noise.exponential_(rate: 1, generator: nil)
      let dim = try call.int(4)
      let soft = try logits.sub(noise.log()).div(.float(call.double(1))).softmax(dim: dim)
      guard try call.bool(2) else { return soft }
      let index = try soft.detach().max(dim: dim, keepDim: true).indices
      let hard = try soft.detach().zerosLike().scatter(dim: dim, index, value: .float(1))
      return try hard.sub(soft.detach()).add(soft)
    },
  ]

  /// A function of `torch.nn.functional` with `inplace=` and a twin `name_`.
  private static func inPlace(
    _ name: String, _ parameters: String, at flag: Int, _ body: @escaping Op.TensorBody
  ) -> Op {
    Op(
      name: name, parameters: parameters, places: [.functional, .functionalInPlace],
      body: { call in
        guard try call.bool(flag) else { return .tensor(try body(call)) }
        let torch = call.machine.torch
        let changed = try call.tensor(0).inPlace { before throws(TensorError) in
          try torch.callingBack { try body(call.on(before)) }
        }
        return .tensor(changed)
      }, inPlaceBody: nil)
  }

  /// The dimension `softmax` takes when none is given, as PyTorch (with a warning) does.
  private static func implicitDim(_ call: borrowing OpCall, _ x: Tensor) throws -> Int {
    if let dim = try call.optionalInt(1) { return dim }
    return x.rank == 0 || x.rank == 1 || x.rank == 3 ? 0 : 1
  }

  private static func converted(_ call: borrowing OpCall) throws -> Tensor {
    let x = try call.tensor(0)
    return try call.dtype(3).map { dtype throws in try x.to(dtype) } ?? x
  }
}
