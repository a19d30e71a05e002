import Tensors

/// Losses that are expressions of other operations. The gradient follows from those.
extension Tensor {
  /// |x − y|
  package func l1Loss(_ target: Tensor, reduction: Reduction = .mean) throws -> Tensor {
    try sub(target).abs().reduced(reduction)
  }

  /// ½ z² / β for z = |x − y| below β, else z − ½ β
  package func smoothL1Loss(_ target: Tensor, reduction: Reduction = .mean, beta: Double = 1) throws -> Tensor
  {
    guard beta >= 0 else {
      throw NeuralError.setting(owner: "smooth_l1_loss", name: "beta", value: "\(beta)", allowed: "beta ≥ 0")
    }
    if beta == 0 { return try l1Loss(target, reduction: reduction) }
    let z = try sub(target).abs()
    let near = try z.mul(.float(0.5)).mul(z).div(.float(beta))
    return try Tensor.where(z.lt(.float(beta)), near, z.sub(.float(0.5 * beta))).reduced(reduction)
      .shown(as: "SmoothL1LossBackward0")
  }

  /// ½ z² for z = |x − y| up to δ, else δ (z − ½ δ)
  package func huberLoss(_ target: Tensor, reduction: Reduction = .mean, delta: Double = 1) throws -> Tensor {
    guard delta > 0 else {
      throw NeuralError.setting(owner: "huber_loss", name: "delta", value: "\(delta)", allowed: "delta > 0")
    }
    let z = try sub(target).abs()
    let near = try z.mul(.float(0.5)).mul(z)
    let far = try z.sub(.float(0.5 * delta)).mul(.float(delta))
    return try Tensor.where(z.le(.float(delta)), near, far).reduced(reduction).shown(as: "HuberLossBackward0")
  }

  /// y (log y − x), where 0 log 0 is 0; for a target that is a logarithm, e^y (y − x)
  package func klDiv(
    _ target: Tensor, reduction: Reduction = .mean, logTarget: Bool = false
  ) throws -> Tensor {
    if logTarget { return try target.exp().mul(target.sub(self)).reduced(reduction) }
    let isZero = try target.eq(0)
    let logarithm = try target.maskedFill(isZero, value: 1).log()
    return try target.mul(logarithm).sub(target.mul(self)).reduced(reduction)
  }

  package func hingeEmbeddingLoss(
    _ target: Tensor, margin: Double = 1, reduction: Reduction = .mean
  ) throws -> Tensor {
    let zero = try zerosLike()
    let apart = try rsub(.float(margin)).clamp(min: 0)
    return try Tensor.where(target.ne(1), apart, zero).add(Tensor.where(target.ne(-1), self, zero)).reduced(
      reduction)
  }

  package func softMarginLoss(_ target: Tensor, reduction: Reduction = .mean) throws -> Tensor {
    try neg().mul(target).exp().log1p().reduced(reduction).shown(as: "SoftMarginLossBackward0")
  }

  package func multiMarginLoss(
    _ target: Tensor, p: Int = 1, margin: Double = 1, weight: Tensor? = nil, reduction: Reduction = .mean
  ) throws -> Tensor {
    let rows = rank == 1 ? try unsqueeze(0) : self
    let classes = rank == 1 && target.rank == 0 ? try target.unsqueeze(0) : target
    guard rows.rank == 2, classes.rank == 1, classes.shape[0] == rows.shape[0] else {
      throw TensorError.batchMismatch(input: shape, target: target.shape)
    }
    let places = try classes.unsqueeze(1)
    for index in try classes.contiguous().array(Int.self) where index < 0 || index >= rows.shape[1] {
      throw TensorError.classOutOfRange(index: index, classes: rows.shape[1])
    }
    let right = try rows.gather(dim: 1, places)
    var distance = try rows.sub(right).add(.float(margin)).clamp(min: 0)
    if p == 2 { distance = try distance.mul(distance) }
    if let weight { distance = try distance.mul(weight.indexSelect(dim: 0, classes).unsqueeze(1)) }
    // The right class itself doesn't count.
    let others = try Tensor.arange(0, .int(rows.shape[1])).unsqueeze(0).ne(places)
    let loss = try distance.mul(others.to(dtype)).sum(dims: [1]).div(.int(rows.shape[1]))
    return try (rank == 1 ? loss.squeeze([0]) : loss).reduced(reduction).shown(as: "MultiMarginLossBackward0")
  }

  package func multiLabelSoftMarginLoss(
    _ target: Tensor, weight: Tensor? = nil, reduction: Reduction = .mean
  ) throws -> Tensor {
    var loss = try target.mul(logsigmoid()).add(target.rsub(1).mul(neg().logsigmoid())).neg()
    if let weight { loss = try loss.mul(weight) }
    return try loss.sum(dims: [-1]).div(.int(shape.last ?? 1)).reduced(reduction)
  }

  package func poissonNLLLoss(
    _ target: Tensor, logInput: Bool = true, full: Bool = false, eps: Double = 1e-8,
    reduction: Reduction = .mean
  ) throws -> Tensor {
    var loss =
      logInput
      ? try exp().sub(target.mul(self)) : try sub(target.mul(add(.float(eps)).log()))
    if full {
      // Stirling's approximation of log(y!), for y > 1.
      let logarithm = try target.mul(target.log()).sub(target)
        .add(target.mul(.float(2 * Double.pi)).log().mul(.float(0.5)))
      loss = try loss.add(logarithm.maskedFill(target.le(1), value: 0))
    }
    return try loss.reduced(reduction)
  }

  package func gaussianNLLLoss(
    _ target: Tensor, variance: Tensor, full: Bool = false, eps: Double = 1e-6, reduction: Reduction = .mean
  ) throws -> Tensor {
    var variance = variance
    if variance.shape != shape {
      let isHomoscedastic =
        variance.rank == rank && variance.shape.dropLast() == shape.dropLast()
        && variance.shape.last == 1
      if variance.shape == Shape(shape.dropLast()) {
        variance = try variance.unsqueeze(-1)
      } else if !isHomoscedastic && variance.count != 1 {
        throw TensorError.shapeMismatch(op: "gaussian_nll_loss", shape, variance.shape)
      }
    }
    if try variance.lt(0).any().item().isTrue {
      throw NeuralError.setting(owner: "gaussian_nll_loss", name: "var", value: "< 0", allowed: "var ≥ 0")
    }
    // Raised to eps outside the graph: the gradient passes as if it hadn't been.
    let raised = try Engine.withoutGrad {
      try variance.detach().clamp(min: .float(eps)).sub(variance.detach())
    }
    variance = try variance.add(raised)
    let difference = try sub(target)
    var loss = try variance.log().add(difference.mul(difference).div(variance)).mul(.float(0.5))
    if full { loss = try loss.add(.float(0.5 * 1.8378770664093453)) }
    return try loss.reduced(reduction)
  }

  // MARK: Losses of pairs and triples

  package static func cosineEmbeddingLoss(
    _ first: Tensor, _ second: Tensor, _ target: Tensor, margin: Double = 0, reduction: Reduction = .mean
  ) throws -> Tensor {
    let epsilon = 1e-12
    let product = try first.mul(second).sum(dims: [-1])
    let firstSquare = try first.mul(first).sum(dims: [-1]).add(.float(epsilon))
    let secondSquare = try second.mul(second).sum(dims: [-1]).add(.float(epsilon))
    let cosine = try product.div(firstSquare.mul(secondSquare).sqrt())
    let zero = try cosine.zerosLike()
    let same = try Tensor.where(target.eq(1), cosine.rsub(1), zero)
    let different = try Tensor.where(target.eq(-1), cosine.sub(.float(margin)).clamp(min: 0), zero)
    return try same.add(different).reduced(reduction)
  }

  package static func marginRankingLoss(
    _ first: Tensor, _ second: Tensor, _ target: Tensor, margin: Double = 0, reduction: Reduction = .mean
  ) throws -> Tensor {
    try target.neg().mul(first.sub(second)).add(.float(margin)).clamp(min: 0).reduced(reduction)
  }

  package static func tripletMarginLoss(
    _ anchor: Tensor, _ positive: Tensor, _ negative: Tensor, margin: Double = 1, p: Double = 2,
    eps: Double = 1e-6, swap: Bool = false, reduction: Reduction = .mean
  ) throws -> Tensor {
    let near = try pairwiseDistance(anchor, positive, p: p, eps: eps)
    var far = try pairwiseDistance(anchor, negative, p: p, eps: eps)
    if swap { far = try far.minimum(pairwiseDistance(positive, negative, p: p, eps: eps)) }
    return try near.add(.float(margin)).sub(far).clamp(min: 0).reduced(reduction)
  }

  /// The norm of x₁ − x₂ + ε along the last dimension
  package static func pairwiseDistance(
    _ first: Tensor, _ second: Tensor, p: Double = 2, eps: Double = 1e-6, keepDim: Bool = false
  ) throws -> Tensor {
    try first.sub(second).add(.float(eps)).vectorNorm(order: p, dims: [-1], keepDim: keepDim)
  }

  /// x₁·x₂ / (max(|x₁|, ε) max(|x₂|, ε))
  package static func cosineSimilarity(
    _ first: Tensor, _ second: Tensor, dim: Int = 1, eps: Double = 1e-8
  ) throws -> Tensor {
    func direction(_ x: Tensor) throws -> Tensor {
      try x.div(x.vectorNorm(order: 2, dims: [dim], keepDim: true).clamp(min: .float(eps)))
    }
    return try direction(first).mul(direction(second)).sum(dims: [dim])
  }
}
