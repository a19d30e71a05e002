import Neural
import Script
import Tensors

/// What layers compute: `torch.nn.functional` without activations and losses.
enum LayerFunctionOps {
  static let ops: [Op] = [
    .op("linear", "input, weight, bias=None", .functional) {
      try Tensor.linear($0.tensor(0), $0.tensor(1), $0.optionalTensor(2))
    },
    .op("bilinear", "input1, input2, weight, bias=None", .functional) { call in
      try Tensor.bilinear(call.tensor(0), call.tensor(1), call.tensor(2), bias: call.optionalTensor(3))
    },
    .op(
      "embedding",
      "input, weight, padding_idx=None, max_norm=None, norm_type=2.0, scale_grad_by_freq=False, sparse=False",
      .functional
    ) {
      let (places, weight) = (try $0.tensor(0), try $0.tensor(1))
      if let maxNorm = try $0.optionalDouble(3) {
        try LookupTable.renormalize(weight, rows: places, maxNorm: maxNorm, normType: $0.double(4))
      }
      return try weight.embedding(places, padding: $0.optionalInt(2))
    },
    .op(
      "embedding_bag",
      "input, weight, offsets=None, max_norm=None, norm_type=2, scale_grad_by_freq=False, mode='mean', sparse=False, "
        + "per_sample_weights=None, include_last_offset=False, padding_idx=None", .functional
    ) { call in
      let (places, weight) = (try call.tensor(0), try call.tensor(1))
      guard let mode = EmbeddingBag.Mode(rawValue: try call.string(6)) else {
        throw call.machine.exception(
          OpCallMessage.value(
            function: "embedding_bag", argument: "mode", value: try call.string(6),
            allowed: EmbeddingBag.Mode.allCases.map { "'\($0.rawValue)'" }))
      }
      if let maxNorm = try call.optionalDouble(3) {
        try LookupTable.renormalize(weight, rows: places, maxNorm: maxNorm, normType: call.double(4))
      }
      return try EmbeddingBag.bags(
        of: places, in: weight, offsets: call.optionalTensor(2), mode, weights: call.optionalTensor(8),
        includesLastOffset: call.bool(9), padding: call.optionalInt(10))
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
      let (x, y) = (try call.tensor(0), try call.tensor(1))
      let (a, b) = (
        try x.rank < y.rank ? x.expand(Array(y.shape)) : x, try y.rank < x.rank ? y.expand(Array(x.shape)) : y
      )
      let dims = [try call.int(2)]
      let eps = Scalar.float(try call.double(3))
      let first = try a.vectorNorm(order: 2, dims: dims, keepDim: true).clamp(min: eps)
      let second = try b.vectorNorm(order: 2, dims: dims, keepDim: true).clamp(min: eps)
      return try a.div(first).mul(b.div(second)).sum(dims: dims, keepDim: false)
    },
    .op("pdist", "input, p=2.0", [.torch, .functional]) { call in
      let x = try call.tensor(0)
      guard x.rank == 2 else { throw TensorError.rankMismatch(op: "pdist", expected: 2, got: x.rank) }
      let places = try Tensor.ones([x.shape[0], x.shape[0]], dtype: .bool).triu(diagonal: 1).nonzeroTuple()
      let difference = try x.indexSelect(dim: 0, places[0]).sub(x.indexSelect(dim: 0, places[1]))
      return try difference.vectorNorm(order: call.double(1), dims: [1], keepDim: false).shown(
        as: "PdistBackward0")
    },
    .op("pairwise_distance", "x1, x2, p=2.0, eps=1e-06, keepdim=False", [.torch, .functional]) { call in
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
    .op("dropout3d", "input, p=0.5, training=True, inplace=False", .functional) { call in
      try dropped(call) { x, p in try x.featureDropout(p: p) }
    },
    .op("alpha_dropout", "input, p=0.5, training=False, inplace=False", .functional) { call in
      try dropped(call) { x, p in try x.alphaDropout(p: p) }
    },
    .op("feature_alpha_dropout", "input, p=0.5, training=False, inplace=False", .functional) { call in
      try dropped(call) { x, p in try x.alphaDropout(p: p, wholeFeatures: true) }
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
        CreationOps.shape(call.intList(1)), weight: call.optionalTensor(2), bias: call.optionalTensor(3),
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
      guard call.isNone(1), call.isNone(2) else {
        throw TensorError.unsupported("instance_norm(running_mean=…)")
      }
      return try call.tensor(0).instanceNorm(
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
      let (x, sizes, name) = (try call.tensor(0), try call.ints(1), try call.string(2))
      guard name != "constant" else {
        return try x.pad(sizes, value: call.optionalDouble(3) ?? 0).shown(as: "ConstantPadNdBackward0")
      }
      guard let mode = ConvolutionLayer.PaddingMode(rawValue: name), mode != .zeros,
        sizes.count == 2 ? x.rank == 2 || x.rank == 3 : sizes.count == 4 && (x.rank == 3 || x.rank == 4)
      else { throw call.machine.exception(PaddingMessage(mode: name, count: sizes.count, rank: x.rank)) }
      return try x.padded(sizes, mode: mode)
    },
    .op("unfold", "input, kernel_size, dilation=1, padding=0, stride=1", .functional) {
      try $0.tensor(0).patches(
        PatchWindow(kernel: $0.pair(1), dilation: $0.pair(2), padding: $0.pair(3), stride: $0.pair(4)))
    },
    .op("fold", "input, output_size, kernel_size, dilation=1, padding=0, stride=1", .functional) {
      try $0.tensor(0).assembled(
        $0.pair(1),
        PatchWindow(kernel: $0.pair(2), dilation: $0.pair(3), padding: $0.pair(4), stride: $0.pair(5)))
    },
    .op("interpolate", resizing, .functional, resized),
    .op("upsample", resizing, .functional, resized),
    .op("pixel_shuffle", "input, upscale_factor", [.torch, .functional]) {
      try $0.tensor(0).pixelShuffle($0.int(1))
    },
    .op("pixel_unshuffle", "input, downscale_factor", [.torch, .functional]) {
      try $0.tensor(0).pixelUnshuffle($0.int(1))
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

  private static let resizing =
    "input, size=None, scale_factor=None, mode='nearest', align_corners=None, recompute_scale_factor=None, antialias=False"

  private static let resized: Op.TensorBody = { call in
    let x = try call.tensor(0)
    let spatial = max(x.rank - 2, 0)
    let sizes = try call.optionalInts(1).map { $0.count == 1 ? Array(repeating: $0[0], count: spatial) : $0 }
    let factors = try call.optionalDoubles(2).map {
      $0.count == 1 ? Array(repeating: $0[0], count: spatial) : $0
    }
    guard (sizes == nil) != (factors == nil) else {
      throw call.machine.error(
        .valueError,
        sizes == nil
          ? "either size or scale_factor should be defined"
          : "only one of size or scale_factor should be defined")
    }
    if !call.isNone(4), ["nearest", "area", "nearest-exact"].contains(call[3].text) {
      throw call.machine.error(
        .valueError,
        ValueMessage(
          english:
            "align_corners option can only be set with the interpolating modes: linear | bilinear | bicubic | "
            + "trilinear",
          korean: "`align_corners`는 'linear', 'bilinear', 'bicubic' 방식에만 쓸 수 있어요"))
    }
    return try x.resized(
      to: sizes, factors: factors, mode: call.choice(3, Resampling.self),
      alignsCorners: !call.isNone(4) && call.bool(4))
  }

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
