import Neural
import Script
import Tensors

extension LayerBinding {
  /// A loss; the old switches `size_average` and `reduce` are left out.
  private static func loss(
    _ name: String, _ parameters: String = "reduction='mean'", inputs: String = "input target",
    _ attributes: [LayerAttribute] = [], make: @escaping Make
  ) -> LayerBinding {
    let reduction = LayerAttribute.of("reduction", Loss.self) { .string($0.reduction.name) }
    return LayerBinding(name, "loss", parameters, inputs: inputs, attributes + [reduction], make: make)
  }

  static let losses: [LayerBinding] = [
    loss(
      "CrossEntropyLoss",
      "weight=None, size_average=None, ignore_index=-100, reduce=None, reduction='mean', label_smoothing=0.0",
      [
        .int("ignore_index", \CrossEntropyLoss.ignoreIndex),
        .double("label_smoothing", \CrossEntropyLoss.labelSmoothing),
      ]
    ) { call in
      CrossEntropyLoss(
        weight: try call.optionalTensor(1), ignoreIndex: try call.int(3), reduction: try call.reduction(5),
        labelSmoothing: try call.double(6))
    },
    loss(
      "NLLLoss", "weight=None, size_average=None, ignore_index=-100, reduce=None, reduction='mean'",
      [.int("ignore_index", \NLLLoss.ignoreIndex)]
    ) { call in
      NLLLoss(
        weight: try call.optionalTensor(1), ignoreIndex: try call.int(3), reduction: try call.reduction(5))
    },
    loss("MSELoss", "size_average=None, reduce=None, reduction='mean'") { call in
      MSELoss(reduction: try call.reduction(3))
    },
    loss("L1Loss", "size_average=None, reduce=None, reduction='mean'") { call in
      L1Loss(reduction: try call.reduction(3))
    },
    loss(
      "SmoothL1Loss", "size_average=None, reduce=None, reduction='mean', beta=1.0",
      [.double("beta", \SmoothL1Loss.beta)]
    ) { call in SmoothL1Loss(reduction: try call.reduction(3), beta: try call.double(4)) },
    loss("HuberLoss", "reduction='mean', delta=1.0", [.double("delta", \HuberLoss.delta)]) { call in
      HuberLoss(reduction: try call.reduction(1), delta: try call.double(2))
    },
    loss("BCELoss", "weight=None, size_average=None, reduce=None, reduction='mean'") { call in
      BCELoss(weight: try call.optionalTensor(1), reduction: try call.reduction(4))
    },
    loss(
      "BCEWithLogitsLoss", "weight=None, size_average=None, reduce=None, reduction='mean', pos_weight=None"
    ) { call in
      BCEWithLogitsLoss(
        weight: try call.optionalTensor(1), reduction: try call.reduction(4),
        posWeight: try call.optionalTensor(5))
    },
    loss(
      "KLDivLoss", "size_average=None, reduce=None, reduction='mean', log_target=False",
      [.bool("log_target", \KLDivLoss.logTarget)]
    ) { call in
      let isBatchMean = call[3].text == "batchmean"
      return KLDivLoss(
        reduction: isBatchMean ? .sum : try call.reduction(3), isBatchMean: isBatchMean,
        logTarget: try call.flag(4))
    },
    loss(
      "CosineEmbeddingLoss", "margin=0.0, size_average=None, reduce=None, reduction='mean'",
      inputs: "input1 input2 target", [.double("margin", \CosineEmbeddingLoss.margin)]
    ) { call in CosineEmbeddingLoss(margin: try call.double(1), reduction: try call.reduction(4)) },
    loss(
      "MarginRankingLoss", "margin=0.0, size_average=None, reduce=None, reduction='mean'",
      inputs: "input1 input2 target", [.double("margin", \MarginRankingLoss.margin)]
    ) { call in MarginRankingLoss(margin: try call.double(1), reduction: try call.reduction(4)) },
    loss(
      "HingeEmbeddingLoss", "margin=1.0, size_average=None, reduce=None, reduction='mean'",
      [.double("margin", \HingeEmbeddingLoss.margin)]
    ) { call in HingeEmbeddingLoss(margin: try call.double(1), reduction: try call.reduction(4)) },
    loss(
      "TripletMarginLoss",
      "margin=1.0, p=2.0, eps=1e-06, swap=False, size_average=None, reduce=None, reduction='mean'",
      inputs: "anchor positive negative", [.double("margin", \TripletMarginLoss.margin)]
    ) { call in
      TripletMarginLoss(
        margin: try call.double(1), p: try call.double(2), eps: try call.double(3), swap: try call.flag(4),
        reduction: try call.reduction(7))
    },
    loss(
      "MultiMarginLoss", "p=1, margin=1.0, weight=None, size_average=None, reduce=None, reduction='mean'",
      [.double("margin", \MultiMarginLoss.margin)]
    ) { call in
      try MultiMarginLoss(
        p: call.int(1), margin: call.double(2), weight: call.optionalTensor(3), reduction: call.reduction(6))
    },
    loss("SoftMarginLoss", "size_average=None, reduce=None, reduction='mean'") { call in
      SoftMarginLoss(reduction: try call.reduction(3))
    },
    loss(
      "MultiLabelSoftMarginLoss", "weight=None, size_average=None, reduce=None, reduction='mean'"
    ) { call in
      MultiLabelSoftMarginLoss(weight: try call.optionalTensor(1), reduction: try call.reduction(4))
    },
    loss(
      "PoissonNLLLoss",
      "log_input=True, full=False, size_average=None, eps=1e-08, reduce=None, reduction='mean'",
      inputs: "log_input target"
    ) { call in
      PoissonNLLLoss(
        logInput: try call.flag(1), full: try call.flag(2), eps: try call.double(4),
        reduction: try call.reduction(6))
    },
    loss("GaussianNLLLoss", "*, full=False, eps=1e-06, reduction='mean'", inputs: "input target var") {
      call in
      GaussianNLLLoss(full: try call.flag(1), eps: try call.double(2), reduction: try call.reduction(3))
    },
  ]
}
