import CKernels

extension Tensor {
  /// The mean or the sum of a loss's elements, or they themselves.
  public func reduced(_ reduction: Reduction) throws(TensorError) -> Tensor {
    switch reduction {
    case .none: self
    case .mean: try mean()
    case .sum: try sum()
    }
  }

  /// (self − target)², reduced.
  public func mseLoss(_ target: Tensor, reduction: Reduction = .mean) throws(TensorError) -> Tensor {
    let isPlain = shape == target.shape && dtype == target.dtype && dtype.isFloatingPoint
    guard isPlain, isContiguous, target.isContiguous, count > 0 else {
      let difference = try sub(target)
      return try difference.mul(difference).reduced(reduction)
    }
    let result = try Engine.withoutGrad { () throws(TensorError) in
      let difference = try sub(target)
      guard reduction != .none else { return try difference.square() }
      let table = seodang_kernels()
      let square =
        dtype == .float32
        ? table.pointee.line_dot_f32(difference.floats, difference.floats, count)
        : table.pointee.line_dot_f64(difference.doubles, difference.doubles, count)
      return try Tensor.scalar(.float(reduction == .mean ? square / Double(count) : square), dtype: dtype)
    }
    if Tensor.records(self, target) {
      let node = result.record(.mse(reduction), self, target)
      node.savedFirst = SavedTensor(self)
      node.savedSecond = SavedTensor(target)
    }
    return result
  }

  /// −(y·ln x + (1 − y)·ln(1 − x)) for probabilities x; logarithms no lower than −100, as PyTorch has it.
  public func binaryCrossEntropy(
    _ target: Tensor, weight: Tensor? = nil, reduction: Reduction = .mean
  ) throws(TensorError) -> Tensor {
    guard shape == target.shape else { throw .batchMismatch(input: shape, target: target.shape) }
    guard target.dtype == dtype else {
      throw .dtypeMismatch(op: "binary_cross_entropy", dtype, target.dtype)
    }
    let values = try detach().packed()
    for index in 0..<count {
      let value = dtype == .float32 ? Double(values.floats[index]) : values.doubles[index]
      if !(value >= 0 && value <= 1) { throw .targetOutOfUnit(value: value) }
    }
    var loss = try Engine.withoutGrad { () throws(TensorError) in
      let one = try log().clamp(min: -100)
      let other = try rsub(1).log().clamp(min: -100)
      return try target.sub(1).mul(other).sub(target.mul(one))
    }
    if Tensor.records(self, target) {
      let node = loss.record(.bce, self, target)
      node.savedFirst = SavedTensor(self)
      node.savedSecond = SavedTensor(target)
    }
    if let weight { loss = try loss.mul(weight) }
    return try loss.reduced(reduction).shown(as: "BinaryCrossEntropyBackward0")
  }

  /// Binary cross-entropy of the logits themselves: max(x, 0) − x·y + ln(1 + e^−|x|), positive cases weighted.
  public func binaryCrossEntropyWithLogits(
    _ target: Tensor, weight: Tensor? = nil, reduction: Reduction = .mean, posWeight: Tensor? = nil
  ) throws(TensorError) -> Tensor {
    guard shape == target.shape else { throw .batchMismatch(input: shape, target: target.shape) }
    if weight == nil && posWeight == nil && dtype == target.dtype && dtype.isFloatingPoint
      && !target.isTracked
    {
      return try plainLogitLoss(target, reduction)
    }
    var loss: Tensor
    if let posWeight {
      let logWeight = try posWeight.sub(1).mul(target).add(1)
      loss = try rsubOne(target).mul(self).sub(logWeight.mul(logsigmoid()))
    } else {
      loss = try rsubOne(target).mul(self).sub(logsigmoid())
    }
    if let weight { loss = try loss.mul(weight) }
    return try loss.reduced(reduction)
  }

  private func rsubOne(_ target: Tensor) throws(TensorError) -> Tensor { try target.rsub(1) }

  private func plainLogitLoss(_ target: Tensor, _ reduction: Reduction) throws(TensorError) -> Tensor {
    let result = try Engine.withoutGrad { () throws(TensorError) in
      let x = try packed()
      let y = try target.packed()
      let loss = try Tensor.uninitialized(shape, dtype)
      Walk.run(Loops.binary(dtype), BinaryOp.logitLoss.rawValue, loss, x, y, nanoseconds: 1)
      return try reduction == .none ? loss : loss.total(divisor: reduction == .mean ? Double(count) : 1)
    }
    if Tensor.records(self) {
      let node = result.record(.bceWithLogits(reduction), self)
      node.savedFirst = SavedTensor(self)
      node.savedSecond = SavedTensor(target)
    }
    return result
  }
}
