import Script
import Tensors

/// What layers compute: `torch.nn.functional` without activations and losses.
enum LayerFunctionOps {
  static let ops: [Op] = [
    .op("linear", "input, weight, bias=None", .functional) {
      try Tensor.linear($0.tensor(0), $0.tensor(1), $0.optionalTensor(2))
    },
    .op("bilinear", "input1, input2, weight, bias=None", .functional) { call in
      let product = try Tensor.einsum(
        "...i,kij,...j->...k", [call.tensor(0), call.tensor(2), call.tensor(1)])
      return try call.optionalTensor(3).map { bias throws in try product.add(bias) } ?? product
    },
    .op(
      "embedding",
      "input, weight, padding_idx=None, max_norm=None, norm_type=2.0, scale_grad_by_freq=False, sparse=False",
      .functional
    ) {
      try $0.tensor(1).embedding($0.tensor(0), padding: $0.optionalInt(2))
    },
    .op("one_hot", "tensor, num_classes=-1", .functional) {
      try $0.tensor(0).oneHot(classes: $0.int(1))
    },
    .op("normalize", "input, p=2.0, dim=1, eps=1e-12", .functional) { call in
      let x = try call.tensor(0)
      let norm = try x.vectorNorm(order: call.double(1), dims: call.ints(2), keepDim: true)
      return try x.div(norm.clamp(min: .float(call.double(3))).expand(Array(x.shape)))
    },
    .op("cosine_similarity", "x1, x2, dim=1, eps=1e-08", [.torch, .functional]) { call in
      let (a, b) = (try call.tensor(0), try call.tensor(1))
      let dims = [try call.int(2)]
      let eps = Scalar.float(try call.double(3))
      let first = try a.vectorNorm(order: 2, dims: dims, keepDim: true).clamp(min: eps)
      let second = try b.vectorNorm(order: 2, dims: dims, keepDim: true).clamp(min: eps)
      return try a.div(first).mul(b.div(second)).sum(dims: dims, keepDim: false)
    },
    .op("pairwise_distance", "x1, x2, p=2.0, eps=1e-06, keepdim=False", .functional) { call in
      try call.tensor(0).sub(call.tensor(1)).add(.float(call.double(3)))
        .vectorNorm(order: call.double(2), dims: [-1], keepDim: call.bool(4))
    },
    .op("dropout", "input, p=0.5, training=True, inplace=False", .functional) { call in
      try dropped(call) { x, p in try x.dropout(p: p) }
    },
    .op("dropout1d", "input, p=0.5, training=True, inplace=False", .functional) { call in
      try dropped(call) { x, p in try x.featureDropout(p: p) }
    },
    .op("dropout2d", "input, p=0.5, training=True, inplace=False", .functional) { call in
      try dropped(call) { x, p in try x.featureDropout(p: p) }
    },
    .op("dropout", "input, p, train", .torch) { call in
      let p = try call.double(1)
      return try call.bool(2) ? call.tensor(0).dropout(p: p) : call.tensor(0)
    },
    .op(
      "batch_norm",
      "input, running_mean, running_var, weight=None, bias=None, training=False, momentum=0.1, eps=1e-05",
      .functional
    ) { call in
      try call.tensor(0).batchNorm(
        runningMean: call.optionalTensor(1), runningVar: call.optionalTensor(2),
        weight: call.optionalTensor(3),
        bias: call.optionalTensor(4), training: call.bool(5), momentum: call.double(6), eps: call.double(7))
    },
    .op("layer_norm", "input, normalized_shape, weight=None, bias=None, eps=1e-05", .functional) { call in
      try call.tensor(0).layerNorm(
        CreationOps.shape(call.ints(1)), weight: call.optionalTensor(2), bias: call.optionalTensor(3),
        eps: call.double(4))
    },
    .op("group_norm", "input, num_groups, weight=None, bias=None, eps=1e-05", .functional) { call in
      try call.tensor(0).groupNorm(
        groups: call.int(1), weight: call.optionalTensor(2), bias: call.optionalTensor(3), eps: call.double(4)
      )
    },
    .op(
      "instance_norm",
      "input, running_mean=None, running_var=None, weight=None, bias=None, use_input_stats=True, momentum=0.1, eps=1e-05",
      .functional
    ) { call in
      try call.tensor(0).instanceNorm(
        weight: call.optionalTensor(3), bias: call.optionalTensor(4), eps: call.double(7))
    },
    .op("rms_norm", "input, normalized_shape, weight=None, eps=None", [.torch, .functional]) { call in
      let x = try call.tensor(0)
      let epsilon = x.dtype == .float64 ? Double.ulpOfOne : Double(Float.ulpOfOne)
      return try x.rmsNorm(
        CreationOps.shape(call.ints(1)), weight: call.optionalTensor(2),
        eps: call.optionalDouble(3) ?? epsilon)
    },
    .op("local_response_norm", "input, size, alpha=0.0001, beta=0.75, k=1.0", .functional) { call in
      try call.tensor(0).localResponseNorm(
        size: call.int(1), alpha: call.double(2), beta: call.double(3), k: call.double(4))
    },
    .op("pad", "input, pad, mode='constant', value=None", .functional) { call in
      guard try call.string(2) == "constant" else {
        throw call.machine.exception(
          RefusalMessage.absent(
            name: "F.pad(mode='\(try call.string(2))')",
            instead: .init("`mode='constant'`는 있어요", "there is `mode='constant'`")))
      }
      return try call.tensor(0).pad(call.ints(1), value: call.optionalDouble(3) ?? 0)
    },
    .op(
      "scaled_dot_product_attention",
      "query, key, value, attn_mask=None, dropout_p=0.0, is_causal=False, scale=None", .functional
    ) { call in
      let (q, k, v) = (try call.tensor(0), try call.tensor(1), try call.tensor(2))
      let width = q.shape.last ?? 1
      let scale = try call.optionalDouble(6) ?? 1 / Double(width).squareRoot()
      var scores = try q.matmul(k.transpose(-2, -1)).mul(.float(scale))
      if try call.bool(5) {
        let mask = try Tensor.ones([q.shape[q.rank - 2], k.shape[k.rank - 2]], dtype: .bool).tril(diagonal: 0)
        scores = try scores.maskedFill(mask.logicalNot(), value: .float(-.infinity))
      }
      if let mask = try call.optionalTensor(3) {
        scores =
          try mask.dtype == .bool
          ? scores.maskedFill(mask.logicalNot(), value: .float(-.infinity)) : scores.add(mask)
      }
      var weights = try scores.softmax(dim: -1)
      let p = try call.double(4)
      if p > 0 { weights = try weights.dropout(p: p) }
      return try weights.matmul(v)
    },
  ]

  private static func dropped(
    _ call: borrowing OpCall, _ drop: (Tensor, Double) throws -> Tensor
  ) throws -> Tensor {
    let p = try call.double(1)
    guard p >= 0 && p <= 1 else { throw TensorError.probability(op: "dropout", p) }
    let x = try call.tensor(0)
    guard try call.bool(2) else { return x }
    guard try call.bool(3) else { return try drop(x, p) }
    let torch = call.machine.torch
    return try x.inPlace { before throws(TensorError) in try torch.callingBack { try drop(before, p) } }
  }
}
