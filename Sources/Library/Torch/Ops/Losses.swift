import Script
import Tensors

/// Losses of `torch.nn.functional`.
enum LossOps {
  static let ops: [Op] = [
    .op(
      "cross_entropy",
      "input, target, weight=None, size_average=None, ignore_index=-100, reduce=None, reduction='mean', label_smoothing=0.0",
      .functional
    ) { call in
      try call.tensor(0).crossEntropy(
        call.tensor(1), weight: call.optionalTensor(2), ignoreIndex: call.int(4),
        reduction: reduction(call, 6),
        labelSmoothing: call.double(7))
    },
    .op(
      "nll_loss",
      "input, target, weight=None, size_average=None, ignore_index=-100, reduce=None, reduction='mean'",
      .functional
    ) { call in
      try call.tensor(0).nllLoss(
        call.tensor(1), weight: call.optionalTensor(2), ignoreIndex: call.int(4),
        reduction: reduction(call, 6))
    },
    .op(
      "mse_loss", "input, target, size_average=None, reduce=None, reduction='mean', weight=None", .functional
    ) {
      try $0.tensor(0).mseLoss($0.tensor(1), reduction: reduction($0, 4))
    },
    .op(
      "l1_loss", "input, target, size_average=None, reduce=None, reduction='mean', weight=None", .functional
    ) {
      try $0.tensor(0).sub($0.tensor(1)).abs().reduced(reduction($0, 4))
    },
    .op(
      "smooth_l1_loss", "input, target, size_average=None, reduce=None, reduction='mean', beta=1.0",
      .functional
    ) {
      let beta = try $0.double(5)
      let distance = try $0.tensor(0).sub($0.tensor(1)).abs()
      guard beta > 0 else { return try distance.reduced(reduction($0, 4)) }
      let near = try distance.square().mul(.float(0.5 / beta))
      return try Tensor.where(distance.lt(.float(beta)), near, distance.sub(.float(beta / 2))).reduced(
        reduction($0, 4))
    },
    .op("huber_loss", "input, target, reduction='mean', delta=1.0, weight=None", .functional) {
      let delta = try $0.double(3)
      let distance = try $0.tensor(0).sub($0.tensor(1)).abs()
      let near = try distance.square().mul(.float(0.5))
      let far = try distance.sub(.float(delta / 2)).mul(.float(delta))
      return try Tensor.where(distance.lt(.float(delta)), near, far).reduced(reduction($0, 2))
    },
    .op(
      "binary_cross_entropy", "input, target, weight=None, size_average=None, reduce=None, reduction='mean'",
      .functional
    ) {
      try sameShape($0, "binary_cross_entropy")
      return try $0.tensor(0).binaryCrossEntropy(
        $0.tensor(1), weight: $0.optionalTensor(2), reduction: reduction($0, 5))
    },
    .op(
      "binary_cross_entropy_with_logits",
      "input, target, weight=None, size_average=None, reduce=None, reduction='mean', pos_weight=None",
      .functional
    ) {
      try sameShape($0, "binary_cross_entropy_with_logits")
      return try $0.tensor(0).binaryCrossEntropyWithLogits(
        $0.tensor(1), weight: $0.optionalTensor(2), reduction: reduction($0, 5),
        posWeight: $0.optionalTensor(6))
    },
    .op(
      "kl_div", "input, target, size_average=None, reduce=None, reduction='mean', log_target=False",
      .functional
    ) {
      call in
      let (x, target) = (try call.tensor(0), try call.tensor(1))
      let pointwise =
        try call.bool(5)
        ? target.exp().mul(target.sub(x))
        : Tensor.where(target.gt(.int(0)), target.mul(target.log()), target.mul(.int(0))).sub(target.mul(x))
      if call[4].text == "batchmean" { return try pointwise.sum().div(.int(x.shape.first ?? 1)) }
      return try pointwise.reduced(reduction(call, 4))
    },
    .op(
      "hinge_embedding_loss", "input, target, margin=1.0, size_average=None, reduce=None, reduction='mean'",
      .functional
    ) { call in
      let (x, y) = (try call.tensor(0), try call.tensor(1))
      let margin = try x.rsub(.float(call.double(2))).clamp(min: .int(0))
      let zero = try x.mul(.int(0))
      let loss = try Tensor.where(y.ne(.int(1)), margin, zero).add(Tensor.where(y.ne(.int(-1)), x, zero))
      return try loss.reduced(reduction(call, 5))
    },
    .op("soft_margin_loss", "input, target, size_average=None, reduce=None, reduction='mean'", .functional) {
      call in
      try call.tensor(0).neg().mul(call.tensor(1)).exp().log1p().reduced(reduction(call, 4))
    },
    .op(
      "margin_ranking_loss",
      "input1, input2, target, margin=0.0, size_average=None, reduce=None, reduction='mean'", .functional
    ) { call in
      let loss = try call.tensor(2).neg().mul(call.tensor(0).sub(call.tensor(1))).add(.float(call.double(3)))
        .clamp(min: .int(0))
      return try loss.reduced(reduction(call, 6))
    },
    .op(
      "cosine_embedding_loss",
      "input1, input2, target, margin=0.0, size_average=None, reduce=None, reduction='mean'", .functional
    ) { call in
      let (a, b, y) = (try call.tensor(0), try call.tensor(1), try call.tensor(2))
      let eps = Scalar.float(1e-12)
      let last = [-1]
      let product = try a.mul(b).sum(dims: last, keepDim: false)
      let scale = try a.square().sum(dims: last, keepDim: false).add(eps).mul(
        b.square().sum(dims: last, keepDim: false).add(eps)
      ).sqrt()
      let cosine = try product.div(scale)
      let zero = try cosine.mul(.int(0))
      let positive = try Tensor.where(y.eq(.int(1)), cosine.rsub(.int(1)), zero)
      let negative = try Tensor.where(
        y.eq(.int(-1)), cosine.sub(.float(call.double(3))).clamp(min: .int(0)), zero)
      return try positive.add(negative).reduced(reduction(call, 6))
    },
    .op(
      "triplet_margin_loss",
      "anchor, positive, negative, margin=1.0, p=2.0, eps=1e-06, swap=False, size_average=None, reduce=None, reduction='mean'",
      .functional
    ) { call in
      let (a, p, n) = (try call.tensor(0), try call.tensor(1), try call.tensor(2))
      let (order, eps) = (try call.double(4), Scalar.float(try call.double(5)))
      let near = try a.sub(p).add(eps).vectorNorm(order: order, dims: [-1], keepDim: false)
      var far = try a.sub(n).add(eps).vectorNorm(order: order, dims: [-1], keepDim: false)
      if try call.bool(6) {
        far = try far.minimum(p.sub(n).add(eps).vectorNorm(order: order, dims: [-1], keepDim: false))
      }
      let loss = try near.sub(far).add(.float(call.double(3))).clamp(min: .int(0))
      return try loss.reduced(reduction(call, 9))
    },
    .op(
      "poisson_nll_loss",
      "input, target, log_input=True, full=False, size_average=None, eps=1e-08, reduce=None, reduction='mean'",
      .functional
    ) { call in
      let (x, y) = (try call.tensor(0), try call.tensor(1))
      let loss =
        try call.bool(2) ? x.exp().sub(y.mul(x)) : x.sub(y.mul(x.add(.float(call.double(5))).log()))
      return try loss.reduced(reduction(call, 7))
    },
    .op("gaussian_nll_loss", "input, target, var, full=False, eps=1e-06, reduction='mean'", .functional) {
      call in
      let (x, y) = (try call.tensor(0), try call.tensor(1))
      let variance = try ArithmeticOps.operand(call, 2).clamp(min: .float(call.double(4)))
      var loss = try variance.log().add(x.sub(y).square().div(variance)).mul(.float(0.5))
      if try call.bool(3) { loss = try loss.add(.float(0.9189385332046727)) }
      return try loss.reduced(reduction(call, 5))
    },
  ]

  /// Probabilities and their targets are compared one by one, so that no shape is broadcast.
  private static func sameShape(_ call: borrowing OpCall, _ op: String) throws {
    let (input, target) = (try call.tensor(0), try call.tensor(1))
    guard input.shape == target.shape else {
      throw TensorError.shapeMismatch(op: op, input.shape, target.shape)
    }
  }

  private static func reduction(_ call: borrowing OpCall, _ index: Int) throws -> Reduction {
    switch try call.string(index) {
    case "mean": return .mean
    case "sum": return .sum
    case "none": return .none
    case let name:
      throw call.machine.exception(
        OpCallMessage.value(
          function: call.bound.name, argument: "reduction", value: name,
          allowed: ["'mean'", "'sum'", "'none'"]))
    }
  }
}
