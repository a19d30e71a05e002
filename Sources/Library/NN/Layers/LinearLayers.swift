import Neural
import Script
import Tensors

extension LayerBinding {
  static let linear: [LayerBinding] = [
    LayerBinding(
      "Linear", "linear", "in_features, out_features, bias=True, device=None, dtype=None",
      [.int("in_features", \Linear.inFeatures), .int("out_features", \Linear.outFeatures)]
    ) { call in
      try call.device(4)
      return try Linear(call.int(1), call.int(2), bias: call.flag(3), dtype: call.parameterDType(5))
    },
    LayerBinding(
      "Bilinear", "linear", "in1_features, in2_features, out_features, bias=True, device=None, dtype=None",
      inputs: "input1 input2",
      [
        .int("in1_features", \Bilinear.in1Features), .int("in2_features", \Bilinear.in2Features),
        .int("out_features", \Bilinear.outFeatures),
      ]
    ) { call in
      try call.device(5)
      return try Bilinear(
        call.int(1), call.int(2), call.int(3), bias: call.flag(4), dtype: call.parameterDType(6))
    },
    LayerBinding("Identity", "linear", "*args, **kwargs") { _ in Identity() },
    LayerBinding(
      "Embedding", "sparse",
      "num_embeddings, embedding_dim, padding_idx=None, max_norm=None, norm_type=2.0, scale_grad_by_freq=False, "
        + "sparse=False, _weight=None, _freeze=False, device=None, dtype=None",
      [
        .int("num_embeddings", \Embedding.count), .int("embedding_dim", \Embedding.dimension),
        .of("padding_idx", Embedding.self) { $0.paddingIndex.map { .int($0) } ?? .none },
        .optionalDouble("max_norm", \Embedding.maxNorm), .double("norm_type", \Embedding.normType),
      ]
    ) { call in
      try call.device(10)
      return try Embedding(
        call.int(1), call.int(2), paddingIndex: call.optionalInt(3), maxNorm: call.optionalDouble(4),
        normType: call.double(5), scalesGradByFrequency: call.flag(6), weight: call.optionalTensor(8),
        isFrozen: call.flag(9), dtype: call.parameterDType(11))
    },
    LayerBinding(
      "EmbeddingBag", "sparse",
      "num_embeddings, embedding_dim, max_norm=None, norm_type=2.0, scale_grad_by_freq=False, mode='mean', sparse=False, "
        + "_weight=None, include_last_offset=False, padding_idx=None, device=None, dtype=None",
      inputs: "input ?offsets ?per_sample_weights",
      [
        .int("num_embeddings", \EmbeddingBag.count), .int("embedding_dim", \EmbeddingBag.dimension),
        .of("mode", EmbeddingBag.self) { .string($0.mode.rawValue) },
        .of("padding_idx", EmbeddingBag.self) { $0.paddingIndex.map { .int($0) } ?? .none },
      ]
    ) { call in
      try call.device(11)
      guard !(try call.flag(5)) else { throw TensorError.unsupported("scale_grad_by_freq") }
      return try EmbeddingBag(
        call.int(1), call.int(2), maxNorm: call.optionalDouble(3), normType: call.double(4),
        mode: call.choice(6, EmbeddingBag.Mode.self), weight: call.optionalTensor(8),
        includesLastOffset: call.flag(9), paddingIndex: call.optionalInt(10), dtype: call.parameterDType(12))
    },
  ]

  static let shaping: [LayerBinding] = [
    LayerBinding(
      "Flatten", "flatten", "start_dim=1, end_dim=-1",
      [.int("start_dim", \Flatten.startDim), .int("end_dim", \Flatten.endDim)]
    ) { call in Flatten(startDim: try call.int(1), endDim: try call.int(2)) },
    LayerBinding("Unflatten", "flatten", "dim, unflattened_size", [.int("dim", \Unflatten.dim)]) { call in
      Unflatten(dim: try call.int(1), sizes: try call.ints(2))
    },
    LayerBinding(
      "Upsample", "upsampling",
      "size=None, scale_factor=None, mode='nearest', align_corners=None, recompute_scale_factor=None"
    ) { call in
      try Upsample(
        size: call.optionalWindow(1), scaleFactor: call.optionalDoubles(2),
        mode: call.choice(3, Resampling.self), alignCorners: call.isNone(4) ? nil : call.flag(4))
    },
    LayerBinding("UpsamplingNearest2d", "upsampling", "size=None, scale_factor=None") { call in
      try Upsample(
        size: call.optionalWindow(1), scaleFactor: call.optionalDoubles(2), kind: .nearestImages)
    },
    LayerBinding("UpsamplingBilinear2d", "upsampling", "size=None, scale_factor=None") { call in
      try Upsample(
        size: call.optionalWindow(1), scaleFactor: call.optionalDoubles(2), mode: .bilinear,
        alignCorners: true, kind: .bilinearImages)
    },
    LayerBinding("PixelShuffle", "pixelshuffle", "upscale_factor") { PixelShuffle(try $0.int(1)) },
    LayerBinding("PixelUnshuffle", "pixelshuffle", "downscale_factor") {
      PixelShuffle(try $0.int(1), isInverse: true)
    },
    LayerBinding("Unfold", "fold", "kernel_size, dilation=1, padding=0, stride=1") {
      Unfold(
        try $0.window(1), dilation: try $0.window(2), padding: try $0.window(3), stride: try $0.window(4))
    },
    LayerBinding("Fold", "fold", "output_size, kernel_size, dilation=1, padding=0, stride=1") {
      Fold(
        try $0.window(1), try $0.window(2), dilation: try $0.window(3), padding: try $0.window(4),
        stride: try $0.window(5))
    },
    LayerBinding("CosineSimilarity", "distance", "dim=1, eps=1e-08", inputs: "x1 x2") { call in
      CosineSimilarity(dim: try call.int(1), eps: try call.double(2))
    },
    LayerBinding("PairwiseDistance", "distance", "p=2.0, eps=1e-06, keepdim=False", inputs: "x1 x2") { call in
      PairwiseDistance(p: try call.double(1), eps: try call.double(2), keepDim: try call.flag(3))
    },
    padding("ZeroPad1d", .zero), padding("ZeroPad2d", .zero),
    padding("ReflectionPad1d", .reflect), padding("ReflectionPad2d", .reflect),
    padding("ReplicationPad1d", .replicate), padding("ReplicationPad2d", .replicate),
    padding("CircularPad1d", .circular), padding("CircularPad2d", .circular),
    padding("ConstantPad1d", nil), padding("ConstantPad2d", nil),
  ]

  /// A layer that surrounds its input; a kind of nil is the constant that the layer is given.
  private static func padding(_ name: String, _ kind: PaddingLayer.Kind?) -> LayerBinding {
    let rank = name.hasSuffix("1d") ? 1 : 2
    return LayerBinding(name, "padding", kind == nil ? "padding, value" : "padding") { call in
      try PaddingLayer(rank: rank, call.ints(1), kind ?? .constant(call.scalar(2)))
    }
  }
}

extension OpCall {
  /// What PyTorch takes for a switch in layers: anything that is true or false.
  func flag(_ index: Int) throws -> Bool { try machine.isTrue(self[index]) }

  /// One number or several.
  func optionalDoubles(_ index: Int) throws -> [Double]? {
    if isNone(index) { return nil }
    if let number = self[index].scalarNumber { return [number] }
    guard let elements = self[index].sequenceElements else { throw wrongType(index, "Number") }
    return try elements.map { element in
      guard let number = element.scalarNumber else { throw wrongType(index, "Number", element) }
      return number
    }
  }
}
