import Tensors

/// What each recorded operation is called here: one line an operation.
enum OpTable {
  typealias Operation = @Sendable (GoldenCase, [Tensor]) throws -> [Tensor]

  /// The operations on one tensor without arguments.
  static let unary: [String: @Sendable (Tensor) throws -> Tensor] = [
    "neg": { try $0.neg() }, "abs": { try $0.abs() }, "exp": { try $0.exp() }, "expm1": { try $0.expm1() },
    "square": { try $0.square() }, "sin": { try $0.sin() }, "cos": { try $0.cos() },
    "tanh": { try $0.tanh() },
    "sigmoid": { try $0.sigmoid() }, "relu": { try $0.relu() }, "relu6": { try $0.relu6() },
    "selu": { try $0.selu() }, "silu": { try $0.silu() }, "mish": { try $0.mish() },
    "softsign": { try $0.softsign() }, "logsigmoid": { try $0.logsigmoid() },
    "tanhshrink": { try $0.tanhshrink() }, "hardsigmoid": { try $0.hardsigmoid() },
    "hardswish": { try $0.hardswish() }, "hardtanh": { try $0.hardtanh() }, "erf": { try $0.erf() },
    "gelu": { try $0.gelu() }, "gelu_tanh": { try $0.gelu(tanh: true) }, "softplus": { try $0.softplus() },
    "elu": { try $0.elu() }, "leaky_relu": { try $0.leakyRelu() }, "sign": { try $0.sign() },
    "floor": { try $0.floor() }, "round": { try $0.round() }, "log": { try $0.log() },
    "sqrt": { try $0.sqrt() },
    "rsqrt": { try $0.rsqrt() }, "reciprocal": { try $0.reciprocal() }, "log1p": { try $0.log1p() },
    "log2": { try $0.log2() },
    "max_all_ties": { try $0.max() }, "norm_zero": { try $0.vectorNorm() }, "prod_zero": { try $0.prod() },
    "prod_two_zeros": { try $0.prod() }, "softmax_big": { try $0.softmax(dim: 0) },
    "log_softmax_neg_inf": { try $0.logSoftmax(dim: 0) },
    "logsumexp_neg_inf": { try $0.logSumExp(dims: [0]) },
    "std_single": { try $0.std() }, "std_const_grad": { try $0.std() },
    "argmax_ties": { try $0.argmax(dim: 1) }, "amax_ties": { try $0.amax(dims: [1]) },
    "amin_ties": { try $0.amin(dims: [1]) }, "clamp_boundary": { try $0.clamp(min: -1, max: 1) },
  ]

  /// The operations on two tensors without arguments.
  static let binary: [String: @Sendable (Tensor, Tensor) throws -> Tensor] = [
    "add": { try $0 + $1 }, "sub": { try $0 - $1 }, "mul": { try $0 * $1 }, "div": { try $0 / $1 },
    "div_zero": { try $0 / $1 }, "maximum": { try $0.maximum($1) }, "maximum_ties": { try $0.maximum($1) },
    "minimum": { try $0.minimum($1) }, "pow": { try $0.pow($1) },
    "shared_operand": { try $0 * $0 + $0 * $1 + $0 / ($1 * $1 + 1) },
    "matmul_vec_vec": { try $0.matmul($1) }, "matmul_mat_vec": { try $0.matmul($1) },
    "matmul_vec_mat": { try $0.matmul($1) }, "matmul_mat_mat": { try $0.matmul($1) },
    "matmul_batch": { try $0.matmul($1) }, "matmul_batch_broadcast": { try $0.matmul($1) },
    "matmul_batch4_broadcast": { try $0.matmul($1) }, "matmul_larger": { try $0.matmul($1) },
    "outer": { try $0.outer($1) }, "einsum": { try Tensor.einsum("bij,bjk->bik", [$0, $1]) },
    "where": { try Tensor.where($0.gt($1), $0 * 2, $1) }, "embedding": { try $0.embedding($1) },
    "pick_rows_cols": { try $0.index([.tensor(Tensor.arange(0, .int($0.shape[0]))), .tensor($1)]) },
    "cross_entropy_prob": { try $0.crossEntropy($1) },
    "nll_loss": { try $0.logSoftmax(dim: 1).nllLoss($1) },
  ]

  /// The operations with arguments, or with several results.
  static let others: [String: Operation] = [
    "pow_scalar": { [try $1[0].pow($0.scalar("p"))] },
    "scalar_arith": {
      let k = $0.scalar("k")
      return [try (k - $1[0]) * k + k / ($1[0] + 5)]
    },
    "leaky_relu_slope": { [try $1[0].leakyRelu(slope: $0.double("negative_slope"))] },
    "elu_alpha": { [try $1[0].elu(alpha: $0.double("alpha"))] },
    "softplus_beta": { [try $1[0].softplus(beta: $0.double("beta"), threshold: $0.double("threshold"))] },
    "clamp": { [try $1[0].clamp(min: $0.scalar("min"), max: $0.scalar("max"))] },
    // Reductions
    "sum": { [try $1[0].sum(dims: $0.ints("dim"), keepDim: $0.bool("keepdim"))] },
    "mean": { [try $1[0].mean(dims: $0.ints("dim"), keepDim: $0.bool("keepdim"))] },
    "amax": { [try $1[0].amax(dims: $0.ints("dim"), keepDim: $0.bool("keepdim"))] },
    "amin": { [try $1[0].amin(dims: $0.ints("dim"), keepDim: $0.bool("keepdim"))] },
    "logsumexp": { [try $1[0].logSumExp(dims: $0.ints("dim"), keepDim: $0.bool("keepdim"))] },
    "var": {
      [
        try $1[0].variance(
          dims: $0.ints("dim"), correction: $0.double("correction"), keepDim: $0.bool("keepdim"))
      ]
    },
    "std": {
      [try $1[0].std(dims: $0.ints("dim"), correction: $0.double("correction"), keepDim: $0.bool("keepdim"))]
    },
    "max_dim": {
      let (values, indices) = try $1[0].max(dim: $0.int("dim"))
      return [values, indices]
    },
    "min_dim": {
      let (values, indices) = try $1[0].min(dim: $0.int("dim"))
      return [values, indices]
    },
    "max_dim_ties": { _, x in
      let (values, indices) = try x[0].max(dim: 1)
      return [values, indices]
    },
    "min_dim_ties": { _, x in
      let (values, indices) = try x[0].min(dim: 1)
      return [values, indices]
    },
    "prod_dim": { [try $1[0].prod(dim: $0.int("dim"))] },
    "argmax": { [try $1[0].argmax(dim: $0.int("dim"))] },
    "argmin": { [try $1[0].argmin(dim: $0.int("dim"))] },
    "softmax": { [try $1[0].softmax(dim: $0.int("dim"))] },
    "log_softmax": { [try $1[0].logSoftmax(dim: $0.int("dim"))] },
    "norm": { [try $1[0].vectorNorm(order: $0.double("p"))] },
    "sum_large": { _, x in try [x[0].sum(), x[0].mean(), x[0].variance(), x[0].std(correction: 0)] },
    "sum_empty": { _, x in try [x[0].sum(), x[0].mean(), x[0].prod()] },
    "var_const": { _, x in try [x[0].variance(), x[0].variance(correction: 0)] },
    // Products
    "linear": { _, x in [try Tensor.linear(x[0], x[1], x[2])] },
    // Losses
    "cross_entropy": { [try $1[0].crossEntropy($1[1], reduction: $0.reduction)] },
    "cross_entropy_big": { _, x in [try x[0].crossEntropy(Tensor([0, 1]))] },
    "cross_entropy_weight_ignore": { [try $1[0].crossEntropy($1[1], weight: $0.tensor("weight"))] },
    "cross_entropy_smoothing": {
      [try $1[0].crossEntropy($1[1], labelSmoothing: $0.double("label_smoothing"))]
    },
    "mse_loss": { [try $1[0].mseLoss($1[1], reduction: $0.reduction)] },
    "l1_loss": { [try ($1[0] - $1[1]).abs().reduced($0.reduction)] },
    "bce": { [try $1[0].binaryCrossEntropy($0.tensor("target"), reduction: $0.reduction)] },
    "bce_saturated": { [try $1[0].binaryCrossEntropy($0.tensor("target"), reduction: .none)] },
    "bce_with_logits": {
      [
        try $1[0].binaryCrossEntropyWithLogits(
          $0.tensor("target"), reduction: $0.reduction,
          posWeight: $0.has("pos_weight") ? $0.tensor("pos_weight") : nil)
      ]
    },
    "bce_with_logits_big": {
      [try $1[0].binaryCrossEntropyWithLogits($0.tensor("target"), reduction: .none)]
    },
    // Normalisation
    "batch_norm_train": {
      let (mean, variance) = (try $0.tensor("running_mean_in"), try $0.tensor("running_var_in"))
      let y = try $1[0].batchNorm(
        runningMean: mean, runningVar: variance, weight: $1[1], bias: $1[2], training: true,
        momentum: $0.double("momentum"), eps: $0.double("eps"))
      return [y, mean, variance]
    },
    "batch_norm_eval": {
      [
        try $1[0].batchNorm(
          runningMean: $0.tensor("running_mean_in"), runningVar: $0.tensor("running_var_in"), weight: $1[1],
          bias: $1[2], training: false)
      ]
    },
    "batch_norm_const_column": { _, x in
      [try x[0].batchNorm(runningMean: nil, runningVar: nil, weight: nil, bias: nil, training: true)]
    },
    "layer_norm": { [try $1[0].layerNorm(Shape($0.ints("normalized_shape")), weight: $1[1], bias: $1[2])] },
    "instance_norm": { _, x in [try x[0].instanceNorm(weight: x[1], bias: x[2])] },
    "group_norm": { [try $1[0].groupNorm(groups: $0.int("groups"), weight: $1[1], bias: $1[2])] },
    "rms_norm": { [try $1[0].rmsNorm([$1[0].shape[1]], weight: $1[1], eps: $0.double("eps"))] },
    "normalize_l2": { _, x in
      [try x[0] / x[0].vectorNorm(dims: [1], keepDim: true).clamp(min: 1e-12)]
    },
    // Indexing and shapes
    "gather": { [try $1[0].gather(dim: $0.int("dim"), $1[1])] },
    "index_select": { [try $1[0].indexSelect(dim: $0.int("dim"), $1[1])] },
    "slice_step": {
      [
        try $1[0].index([
          .slice(start: $0.int("s0"), stop: nil, step: $0.int("s1")), .slice(start: 1, stop: -1, step: nil),
        ])
      ]
    },
    "bool_mask": { [try $1[0].index([.tensor($0.tensor("mask").to(.bool))])] },
    "masked_fill": { [try $1[0].maskedFill($0.tensor("mask").to(.bool), value: $0.scalar("value"))] },
    "scatter_add": { [try $1[0].scatterAdd(dim: $0.int("dim"), $1[2], $1[1])] },
    "cat": { [try Tensor.cat([$1[0], $1[1], $1[0]], dim: $0.int("dim"))] },
    "stack": { [try Tensor.stack([$1[0], $1[1]], dim: $0.int("dim"))] },
    "split": { try $1[0].split(size: $0.int("size")) },
    "permute_reshape": {
      let last = $1[0].shape[$0.ints("perm")[2]]
      return [try $1[0].permute($0.ints("perm")).reshape([-1, last]).flip([0])]
    },
    "expand_repeat_roll": { _, x in
      [
        try x[0].unsqueeze(0).expand([2, x[0].shape[0], x[0].shape[1]]).repeat([1, 1, 2])
          .roll([1], dims: [2])
      ]
    },
    "tril_triu": { [try $1[0].tril(diagonal: $0.int("k")), try $1[0].triu(diagonal: $0.int("k"))] },
    "one_hot": { [try $1[0].oneHot(classes: $0.int("classes"))] },
    "pad": { [try $1[0].pad($0.ints("pad"))] },
    "linspace": { c, _ in [try Tensor.linspace(c.double("a"), c.double("b"), steps: c.int("n"))] },
    "arange": { c, _ in [try Tensor.arange(c.scalar("a"), c.scalar("b"), step: c.scalar("step"))] },
    "embedding_repeat": { _, x in [try x[0].embedding(Tensor([1, 1, 0]))] },
    "where_nan_grad": { _, x in [try Tensor.where(x[0].gt(0), x[0].sqrt(), x[0].zerosLike())] },
    "pow_zero": { _, x in try [x[0].pow(0), x[0].pow(2), x[0].pow(3)] },
    "int_floor_div_mod": { _, x in
      try [x[0].floorDivide(x[1]), x[0].remainder(x[1]), x[0].fmod(x[1])]
    },
    // Compositions
    "mlp_two_layer": { c, x in
      let hidden = try Tensor.linear(x[0], x[1], x[2])
      let active =
        try c.text("act") == "tanh"
        ? hidden.tanh() : c.text("act") == "relu" ? hidden.relu() : hidden.sigmoid()
      return [try Tensor.linear(active, x[3], x[4]).crossEntropy(c.tensor("target").to(.int64))]
    },
    "attention": { _, x in
      let (steps, width) = (x[0].shape[1], x[0].shape[2])
      let future = try Tensor.full([steps, steps], .float(-.infinity)).triu(diagonal: 1)
      let scores = try x[0].matmul(x[1].transpose(-1, -2)) / .float(Double(width).squareRoot()) + future
      return [try scores.softmax(dim: -1).matmul(x[2])]
    },
    "double_use_chain": { _, x in
      [try (x[0].tanh() * x[0].sigmoid() + x[0].exp().log1p()).mean() + x[0].pow(2).sum().sqrt()]
    },
  ]

  /// The operation of a case, or nil where another suite checks it.
  static func operation(_ name: String) -> Operation? {
    if let operation = unary[name] { return { _, x in [try operation(x[0])] } }
    if let operation = binary[name] { return { _, x in [try operation(x[0], x[1])] } }
    return others[name]
  }
}
