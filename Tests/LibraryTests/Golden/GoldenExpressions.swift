/// How a script writes each golden operation. `x`, `y`, `z`, … are the inputs, `a` its attributes.
enum GoldenExpressions {
  static func expression(for op: String) -> String? { table[op] }

  /// Operations that compute the gradient of one of their own results, or none at all.
  static let setUp: [String: String] = [
    "batch_norm_train": "rm = torch.tensor(a['running_mean_in'])\nrv = torch.tensor(a['running_var_in'])",
    "batch_norm_eval": "rm = torch.tensor(a['running_mean_in'])\nrv = torch.tensor(a['running_var_in'])",
    "batch_norm_module_3steps": "bn = nn.BatchNorm1d(x.shape[1])",
    "dropout": "torch.manual_seed(a['seed'])",
  ]

  private static let unary = [
    "neg", "abs", "exp", "expm1", "square", "sin", "cos", "tanh", "sigmoid", "erf", "sign", "floor", "round",
    "log",
    "sqrt", "rsqrt", "reciprocal", "log1p", "log2",
  ]
  private static let functional = [
    "relu", "relu6", "selu", "silu", "mish", "softsign", "logsigmoid", "tanhshrink", "hardsigmoid",
    "hardswish",
    "hardtanh", "gelu", "softplus", "elu", "leaky_relu",
  ]

  private static let table: [String: String] = {
    var table = others
    for name in unary { table[name] = "torch.\(name)(x)" }
    for name in functional { table[name] = "F.\(name)(x)" }
    for name in ["add", "sub", "mul", "div", "maximum", "minimum", "pow", "outer"] {
      table[name] = "torch.\(name)(x, y)"
    }
    for name in ["sum", "mean", "amax", "amin", "logsumexp"] {
      table[name] = "torch.\(name)(x, dim=a['dim'], keepdim=a['keepdim'])"
    }
    for name in ["var", "std"] {
      table[name] = "torch.\(name)(x, dim=a['dim'], keepdim=a['keepdim'], correction=a['correction'])"
    }
    for name in ["cumsum", "cumprod", "argmax", "argmin", "softmax", "log_softmax", "sort", "argsort"] {
      table[name] = "torch.\(name)(x, dim=a['dim'])"
    }
    for name in ["max", "min", "prod", "median"] { table["\(name)_dim"] = "torch.\(name)(x, dim=a['dim'])" }
    for name in [
      "vec_vec", "mat_vec", "vec_mat", "mat_mat", "batch", "batch_broadcast", "batch4_broadcast", "larger",
    ] {
      table["matmul_\(name)"] = "torch.matmul(x, y)"
    }
    for name in ["mse_loss", "l1_loss", "smooth_l1_loss", "huber_loss", "cross_entropy"] {
      table[name] = "F.\(name)(x, y, reduction=a.get('reduction', 'mean'))"
    }
    return table
  }()

  private static let others: [String: String] = [
    "pow_scalar": "x ** a['p']",
    "scalar_arith": "(a['k'] - x) * a['k'] + a['k'] / (x + 5)",
    "shared_operand": "x * x + x * y + x / (y * y + 1)",
    "gelu_tanh": "F.gelu(x, approximate='tanh')",
    "leaky_relu_slope": "F.leaky_relu(x, a['negative_slope'])",
    "elu_alpha": "F.elu(x, a['alpha'])",
    "softplus_beta": "F.softplus(x, a['beta'], a['threshold'])",
    "clamp": "x.clamp(a['min'], a['max'])",
    "topk": "torch.topk(x, a['k'], dim=-1, largest=a['largest'])",
    "norm": "torch.linalg.vector_norm(x, a['p'])",
    "sum_large": "(x.sum(), x.mean(), x.var(), x.std(unbiased=False))",
    "linear": "F.linear(x, y, z)",
    "einsum": "torch.einsum(a['equation'], x, y)",
    "cross_entropy_weight_ignore":
      "F.cross_entropy(x, y, weight=torch.tensor(a['weight']), ignore_index=a['ignore_index'])",
    "cross_entropy_smoothing": "F.cross_entropy(x, y, label_smoothing=a['label_smoothing'])",
    "cross_entropy_prob": "F.cross_entropy(x, y)",
    "nll_loss": "F.nll_loss(F.log_softmax(x, 1), y)",
    "bce": "F.binary_cross_entropy(x, torch.tensor(a['target'], dtype=x.dtype), reduction=a['reduction'])",
    "bce_with_logits":
      "F.binary_cross_entropy_with_logits(x, torch.tensor(a['target']), reduction=a['reduction'], "
      + "pos_weight=torch.tensor(a['pos_weight']) if a['pos_weight'] is not None else None)",
    "kl_div": "F.kl_div(F.log_softmax(x, 1), torch.tensor(a['target']), reduction='batchmean')",
    "batch_norm_train": "(F.batch_norm(x, rm, rv, y, z, True, a['momentum'], a['eps']), rm, rv)",
    "batch_norm_eval": "F.batch_norm(x, rm, rv, y, z, False)",
    "batch_norm_module_3steps":
      "([bn(x), bn(y), bn(z)][2], bn.running_mean.clone(), bn.running_var.clone(), bn.eval()(x).detach())",
    "layer_norm": "F.layer_norm(x, a['normalized_shape'], y, z)",
    "instance_norm": "F.instance_norm(x, weight=y, bias=z)",
    "group_norm": "F.group_norm(x, a['groups'], y, z)",
    "rms_norm": "F.rms_norm(x, (x.shape[1],), y, a['eps'])",
    "dropout": "F.dropout(x, a['p'], True)",
    "normalize_l2": "F.normalize(x, dim=1)",
    "conv2d": "F.conv2d(x, y, z, a['stride'], a['padding'], a['dilation'], a['groups'])",
    "conv1d": "F.conv1d(x, y, z, a['stride'], a['padding'])",
    "conv_transpose2d": "F.conv_transpose2d(x, y, z, a['stride'])",
    "max_pool2d": "F.max_pool2d(x, a['kernel'], a['stride'], a['padding'])",
    "avg_pool2d": "F.avg_pool2d(x, a['kernel'], a['stride'], a['padding'])",
    "adaptive_avg_pool2d": "F.adaptive_avg_pool2d(x, a['output'])",
    "embedding": "F.embedding(y, x)",
    "gather": "torch.gather(x, a['dim'], y)",
    "index_select": "torch.index_select(x, a['dim'], y)",
    "pick_rows_cols": "x[torch.arange(x.shape[0]), y]",
    "slice_step": "x[a['s0']::a['s1'], 1:-1]",
    "bool_mask": "x[torch.tensor(a['mask']).bool()]",
    "masked_fill": "x.masked_fill(torch.tensor(a['mask']).bool(), a['value'])",
    "where": "torch.where(x > y, x * 2, y)",
    "scatter_add": "x.scatter_add(a['dim'], z, y)",
    "cat": "torch.cat([x, y, x], a['dim'])",
    "stack": "torch.stack([x, y], a['dim'])",
    "split": "torch.split(x, a['size'], 0)",
    "permute_reshape": "x.permute(a['perm']).reshape(-1, x.shape[a['perm'][2]]).flip(0)",
    "expand_repeat_roll":
      "torch.roll(x.unsqueeze(0).expand(2, x.shape[0], x.shape[1]).repeat(1, 1, 2), 1, 2)",
    "tril_triu": "(x.tril(a['k']), x.triu(a['k']))",
    "one_hot": "F.one_hot(x, a['classes'])",
    "pad": "F.pad(x, a['pad'])",
    "linspace": "torch.linspace(a['a'], a['b'], a['n'])",
    "arange": "torch.arange(a['a'], a['b'], a['step'])",
    "mlp_two_layer":
      "F.cross_entropy(getattr(torch, a['act'])(x @ y.T + z) @ w.T + v, torch.tensor(a['target']))",
    "attention":
      "torch.softmax((x @ y.transpose(-1, -2) / x.shape[-1] ** 0.5).masked_fill("
      + "torch.triu(torch.ones(x.shape[1], x.shape[1]), 1).bool() if a['causal'] else "
      + "torch.zeros(x.shape[1], x.shape[1]).bool(), float('-inf')), -1) @ z",
    "double_use_chain":
      "(torch.tanh(x) * torch.sigmoid(x) + torch.log1p(torch.exp(x))).mean() + (x ** 2).sum().sqrt()",
    "clip_grad_norm": "clip([x, y, z], a['max_norm'])",
    // Conventions at kinks, ties and non-finite values
    "max_dim_ties": "torch.max(x, 1)",
    "min_dim_ties": "torch.min(x, 1)",
    "amax_ties": "torch.amax(x, 1)",
    "amin_ties": "torch.amin(x, 1)",
    "max_all_ties": "x.max()",
    "argmax_ties": "torch.argmax(x, 1)",
    "sort_stable_ties": "torch.sort(x, dim=1, stable=True)",
    "cummax_ties": "torch.cummax(x, 1)",
    "maximum_ties": "torch.maximum(x, y)",
    "clamp_boundary": "x.clamp(-1, 1)",
    "norm_zero": "torch.linalg.vector_norm(x)",
    "prod_zero": "x.prod()",
    "prod_two_zeros": "x.prod()",
    "softmax_big": "torch.softmax(x, 0)",
    "log_softmax_neg_inf": "torch.log_softmax(x, 0)",
    "logsumexp_neg_inf": "torch.logsumexp(x, 0)",
    "bce_with_logits_big":
      "F.binary_cross_entropy_with_logits(x, torch.tensor([0., 1., 1., 0.]), reduction='none')",
    "bce_saturated": "F.binary_cross_entropy(x, torch.tensor([0., 1., 1., 0.]), reduction='none')",
    "std_single": "x.std()",
    "var_const": "(x.var(), x.var(unbiased=False))",
    "std_const_grad": "x.std()",
    "sum_empty": "(x.sum(), x.mean(), x.prod())",
    "pow_zero": "(x ** 0, x ** 2, x ** 3)",
    "div_zero": "x / y",
    "max_pool2d_ties": "F.max_pool2d(x, 2)",
    "cross_entropy_big": "F.cross_entropy(x, torch.tensor([0, 1]))",
    "batch_norm_const_column": "F.batch_norm(x, None, None, training=True)",
    "where_nan_grad": "torch.where(x > 0, x.sqrt(), torch.zeros_like(x))",
    "int_floor_div_mod": "(x // y, x % y, torch.fmod(x, y))",
    "embedding_repeat": "F.embedding(torch.tensor([1, 1, 0]), x)",
  ]
}
