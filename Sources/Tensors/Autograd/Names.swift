extension Tensor {
  /// This result of several operations under the name that PyTorch's single one has. Only for tensors made just now.
  package func shown(as name: StaticString) -> Tensor {
    node?.displayName = name
    return self
  }
}

extension Node {
  /// PyTorch's name of the gradient function, as tensors print it: `<AddBackward0>`.
  package var name: String {
    if let displayName { return displayName.description }
    return switch rule {
    case .unary(let op, _, _): op.gradientName
    case .binary(.pow, _, _): "PowBackward1"
    case .binary(let op, _, _): op.gradientName
    case .scalar(.pow, _, reversed: true): "PowBackward2"
    case .scalar(.sub, _, reversed: true): "RsubBackward1"
    // A number over a tensor is the number times the reciprocal.
    case .scalar(.div, _, reversed: true): "MulBackward0"
    case .scalar(let op, _, _): op.gradientName
    case .lerp: "LerpBackward0"
    case .choose: "WhereBackward0"
    case .maskedFill: "MaskedFillBackward0"
    case .convert: "ToCopyBackward0"
    case .clone: "CloneBackward0"
    case .reshape(let name), .permute(_, let name), .extremum(_, _, let name), .pick(_, _, let name),
      .matmul(let name), .sum(_, _, let name), .mean(_, _, let name), .normalization(let name),
      .custom(let name):
      name.description
    case .expand: "ExpandBackward0"
    case .select: "SelectBackward0"
    case .slice: "SliceBackward0"
    case .diagonal: "DiagonalBackward0"
    case .asStrided: "AsStridedBackward0"
    case .placed: "AsStridedScatterBackward0"
    case .cat: "CatBackward0"
    case .stack: "StackBackward0"
    case .flip: "FlipBackward0"
    case .roll: "RollBackward0"
    case .repeated: "RepeatBackward0"
    case .triangle(let upper, _): upper ? "TriuBackward0" : "TrilBackward0"
    case .product(let dim, _): dim < 0 ? "ProdBackward0" : "ProdBackward1"
    case .variance: "VarBackward0"
    case .deviation: "StdBackward0"
    case .norm: "LinalgVectorNormBackward0"
    case .logSumExp: "LogsumexpBackward0"
    case .softmax: "SoftmaxBackward0"
    case .logSoftmax: "LogSoftmaxBackward0"
    case .linear: third.isWanted ? "AddmmBackward0" : "MmBackward0"
    case .gather: "GatherBackward0"
    case .indexSelect: "IndexSelectBackward0"
    case .index: "IndexBackward0"
    case .indexSpread: "IndexPutBackward0"
    case .indexPut: "IndexPutBackward0"
    case .scatter: "ScatterBackward0"
    case .scatterAdd: "ScatterAddBackward0"
    case .embedding: "EmbeddingBackward0"
    case .crossEntropy: "NllLossBackward0"
    case .bceWithLogits: "BinaryCrossEntropyWithLogitsBackward0"
    case .bce: "BinaryCrossEntropyBackward0"
    case .mse: "MseLossBackward0"
    case .inPlaceOnView: "CopySlices"
    case .function: ((payload as? FunctionRecord)?.name ?? "Function") + "Backward"
    case .functionOutput:
      if case .node(let common) = first { common.takeUnretainedValue().name } else { "FunctionBackward" }
    }
  }
}
