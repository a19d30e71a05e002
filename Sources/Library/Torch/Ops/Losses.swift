import Neural
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
        reduction: reduction(call, 6, old: 3), labelSmoothing: call.double(7))
    },
    .op(
      "nll_loss",
      "input, target, weight=None, size_average=None, ignore_index=-100, reduce=None, reduction='mean'",
      .functional
    ) { call in
      try call.tensor(0).nllLoss(
        call.tensor(1), weight: call.optionalTensor(2), ignoreIndex: call.int(4),
        reduction: reduction(call, 6, old: 3))
    },
    .op(
      "mse_loss", "input, target, size_average=None, reduce=None, reduction='mean', weight=None", .functional
    ) {
      try $0.tensor(0).mseLoss($0.tensor(1), reduction: reduction($0, 4, old: 2))
    },
    .op(
      "l1_loss", "input, target, size_average=None, reduce=None, reduction='mean', weight=None", .functional
    ) {
      try $0.tensor(0).l1Loss($0.tensor(1), reduction: reduction($0, 4, old: 2))
    },
    .op(
      "smooth_l1_loss", "input, target, size_average=None, reduce=None, reduction='mean', beta=1.0",
      .functional
    ) {
      try $0.tensor(0).smoothL1Loss($0.tensor(1), reduction: reduction($0, 4, old: 2), beta: $0.double(5))
    },
    .op("huber_loss", "input, target, reduction='mean', delta=1.0, weight=None", .functional) {
      try $0.tensor(0).huberLoss($0.tensor(1), reduction: reduction($0, 2), delta: $0.double(3))
    },
    .op(
      "binary_cross_entropy", "input, target, weight=None, size_average=None, reduce=None, reduction='mean'",
      .functional
    ) {
      try sameShape($0, "binary_cross_entropy")
      return try $0.tensor(0).binaryCrossEntropy(
        $0.tensor(1), weight: $0.optionalTensor(2), reduction: reduction($0, 5, old: 3))
    },
    .op(
      "binary_cross_entropy_with_logits",
      "input, target, weight=None, size_average=None, reduce=None, reduction='mean', pos_weight=None",
      .functional
    ) {
      try sameShape($0, "binary_cross_entropy_with_logits")
      return try $0.tensor(0).binaryCrossEntropyWithLogits(
        $0.tensor(1), weight: $0.optionalTensor(2), reduction: reduction($0, 5, old: 3),
        posWeight: $0.optionalTensor(6))
    },
    .op(
      "kl_div", "input, target, size_average=None, reduce=None, reduction='mean', log_target=False",
      .functional
    ) { call in
      let (x, target) = (try call.tensor(0), try call.tensor(1))
      if call[4].text == "batchmean" {
        return try x.klDiv(target, reduction: .sum, logTarget: call.bool(5)).div(.int(x.shape.first ?? 1))
      }
      return try x.klDiv(target, reduction: reduction(call, 4, old: 2), logTarget: call.bool(5))
    },
    .op(
      "hinge_embedding_loss", "input, target, margin=1.0, size_average=None, reduce=None, reduction='mean'",
      .functional
    ) {
      try $0.tensor(0).hingeEmbeddingLoss(
        $0.tensor(1), margin: $0.double(2), reduction: reduction($0, 5, old: 3))
    },
    .op("soft_margin_loss", "input, target, size_average=None, reduce=None, reduction='mean'", .functional) {
      try $0.tensor(0).softMarginLoss($0.tensor(1), reduction: reduction($0, 4, old: 2))
    },
    .op(
      "margin_ranking_loss",
      "input1, input2, target, margin=0.0, size_average=None, reduce=None, reduction='mean'", .functional
    ) {
      try Tensor.marginRankingLoss(
        $0.tensor(0), $0.tensor(1), $0.tensor(2), margin: $0.double(3), reduction: reduction($0, 6, old: 4))
    },
    .op(
      "cosine_embedding_loss",
      "input1, input2, target, margin=0.0, size_average=None, reduce=None, reduction='mean'", .functional
    ) {
      try Tensor.cosineEmbeddingLoss(
        $0.tensor(0), $0.tensor(1), $0.tensor(2), margin: $0.double(3), reduction: reduction($0, 6, old: 4))
    },
    .op(
      "triplet_margin_loss",
      "anchor, positive, negative, margin=1.0, p=2.0, eps=1e-06, swap=False, size_average=None, reduce=None, reduction='mean'",
      .functional
    ) {
      try Tensor.tripletMarginLoss(
        $0.tensor(0), $0.tensor(1), $0.tensor(2), margin: $0.double(3), p: $0.double(4), eps: $0.double(5),
        swap: $0.bool(6), reduction: reduction($0, 9, old: 7))
    },
    .op(
      "poisson_nll_loss",
      "input, target, log_input=True, full=False, size_average=None, eps=1e-08, reduce=None, reduction='mean'",
      .functional
    ) {
      try $0.tensor(0).poissonNLLLoss(
        $0.tensor(1), logInput: $0.bool(2), full: $0.bool(3), eps: $0.double(5), reduction: reduction($0, 7))
    },
    .op("gaussian_nll_loss", "input, target, var, full=False, eps=1e-06, reduction='mean'", .functional) {
      try $0.tensor(0).gaussianNLLLoss(
        $0.tensor(1), variance: ArithmeticOps.operand($0, 2), full: $0.bool(3), eps: $0.double(4),
        reduction: reduction($0, 5))
    },
    .op(
      "multi_margin_loss",
      "input, target, p=1, margin=1.0, weight=None, size_average=None, reduce=None, reduction='mean'",
      .functional
    ) {
      try $0.tensor(0).multiMarginLoss(
        $0.tensor(1), p: $0.int(2), margin: $0.double(3), weight: $0.optionalTensor(4),
        reduction: reduction($0, 7, old: 5))
    },
    .op(
      "multilabel_soft_margin_loss",
      "input, target, weight=None, size_average=None, reduce=None, reduction='mean'", .functional
    ) {
      try $0.tensor(0).multiLabelSoftMarginLoss(
        $0.tensor(1), weight: $0.optionalTensor(2), reduction: reduction($0, 5, old: 3))
    },
  ]

  /// Probabilities and their targets are compared one by one, so that no shape is broadcast.
  private static func sameShape(_ call: borrowing OpCall, _ op: String) throws {
    let (input, target) = (try call.tensor(0), try call.tensor(1))
    guard input.shape == target.shape else {
      throw TensorError.shapeMismatch(op: op, input.shape, target.shape)
    }
  }

  /// `reduction=`, or what the switches `size_average` and `reduce` from before it (at `old`) say.
  private static func reduction(_ call: borrowing OpCall, _ index: Int, old: Int? = nil) throws -> Reduction {
    if let old, let earlier = try call.earlierReduction(old, index - 1) { return earlier }
    guard let reduction = Reduction(named: try call.string(index)) else {
      throw NeuralError.unknownChoice(
        owner: call.bound.name, name: "reduction", value: try call.string(index),
        choices: ["none", "mean", "sum"])
    }
    return reduction
  }
}
