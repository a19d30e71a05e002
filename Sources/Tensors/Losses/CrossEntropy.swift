import CKernels

/// What cross-entropy's gradient needs besides the probabilities.
final class ClassTargets {
  /// The class of each row, or −1 where the row is ignored.
  let classes: Tensor
  /// What the mean divides by.
  let divisor: Double

  init(classes: Tensor, divisor: Double) {
    self.classes = classes
    self.divisor = divisor
  }
}

extension Tensor {
  /// −ln softmax at the target class, over (classes), (batch, classes) or (batch, classes, …); targets are class numbers,
  /// or probabilities of this tensor's shape.
  public func crossEntropy(
    _ target: Tensor, weight: Tensor? = nil, ignoreIndex: Int = -100, reduction: Reduction = .mean,
    labelSmoothing: Double = 0
  ) throws(TensorError) -> Tensor {
    guard dtype.isFloatingPoint else { throw .dtype(op: "cross_entropy", dtype) }
    guard rank > 0 else { throw .rankRange(op: "cross_entropy", atLeast: 1, got: shape) }
    let classDim = rank == 1 ? 0 : 1
    if target.dtype.isFloatingPoint && target.shape == shape {
      return try probabilityLoss(target, weight, reduction, labelSmoothing, classDim)
    }
    if target.dtype.isFloatingPoint, target.rank == rank, rank > 0 {
      throw target.shape[0] == shape[0]
        ? .shapeMismatch(op: "cross_entropy", shape, target.shape)
        : .batchMismatch(input: shape, target: target.shape)
    }
    guard target.dtype == .int64 else { throw .dtype(op: "cross_entropy", target.dtype) }
    if rank == 2 && weight == nil && labelSmoothing == 0 && reduction != .none && isContiguous {
      return try fusedCrossEntropy(target, ignoreIndex, reduction)
    }
    let logarithms = try logSoftmax(dim: classDim)
    let loss = try logarithms.nllLoss(target, weight: weight, ignoreIndex: ignoreIndex, reduction: reduction)
    if labelSmoothing == 0 { return loss }
    return try smoothed(loss, logarithms, target, weight, ignoreIndex, reduction, labelSmoothing, classDim)
  }

  /// Mixes the loss with the mean loss over all classes.
  private func smoothed(
    _ loss: Tensor, _ logarithms: Tensor, _ target: Tensor, _ weight: Tensor?, _ ignoreIndex: Int,
    _ reduction: Reduction, _ smoothing: Double, _ classDim: Int
  ) throws(TensorError) -> Tensor {
    var sizes = Shape(repeating: 1, count: rank)
    sizes[classDim] = shape[classDim]
    let weighted =
      try weight.map { weight throws(TensorError) in try logarithms.mul(weight.reshape(to: sizes)) }
      ?? logarithms
    let ignored = try target.eq(.int(ignoreIndex))
    var spread = try weighted.sum(dims: [classDim]).neg().maskedFill(ignored, value: 0)
    switch reduction {
    case .none: break
    case .sum: spread = try spread.sum()
    case .mean:
      let kept = try ignored.logicalNot()
      if let weight {
        let chosen = try Tensor.where(ignored, Tensor.zeros(Shape(), dtype: .int64), target)
        let weights = try weight.indexSelect(dim: 0, chosen.reshape(to: [chosen.count])).reshape(
          to: target.shape)
        spread = try spread.sum().div(weights.maskedFill(ignored, value: 0).sum())
      } else {
        spread = try spread.sum().div(kept.sum().to(dtype))
      }
    }
    return try loss.mul(.float(1 - smoothing)).add(spread.mul(.float(smoothing / Double(shape[classDim]))))
  }

  private func probabilityLoss(
    _ target: Tensor, _ weight: Tensor?, _ reduction: Reduction, _ smoothing: Double, _ classDim: Int
  ) throws(TensorError) -> Tensor {
    var target = target
    if smoothing > 0 {
      target = try target.mul(.float(1 - smoothing)).add(.float(smoothing / Double(shape[classDim])))
    }
    var terms = try logSoftmax(dim: classDim).mul(target)
    if let weight {
      var sizes = Shape(repeating: 1, count: rank)
      sizes[classDim] = shape[classDim]
      terms = try terms.mul(weight.reshape(to: sizes))
    }
    switch reduction {
    case .none: return try terms.sum(dims: [classDim]).neg()
    case .sum: return try terms.sum().neg()
    case .mean: return try terms.sum().neg().div(.int(rank == 1 ? 1 : Swift.max(count / shape[1], 0)))
    }
  }

  /// The classes of a loss, checked; ignored ones become −1.
  private func checkedClasses(_ target: Tensor, _ classes: Int, _ ignoreIndex: Int) throws(TensorError)
    -> Tensor
  {
    let packed = try target.packed()
    let result = try Tensor.uninitialized(target.shape, .int64)
    for index in 0..<target.count {
      let value = packed.ints[index]
      if value == ignoreIndex {
        result.ints[index] = -1
      } else {
        guard value >= 0 && value < classes else { throw .classOutOfRange(index: value, classes: classes) }
        result.ints[index] = value
      }
    }
    return result
  }

  /// The loss of rows of logits in one pass; the softmax it computes on the way is all that the gradient needs.
  private func fusedCrossEntropy(
    _ target: Tensor, _ ignoreIndex: Int, _ reduction: Reduction
  ) throws(TensorError) -> Tensor {
    let (rows, classes) = (shape[0], shape[1])
    guard target.rank == 1 && target.count == rows else {
      throw .batchMismatch(input: shape, target: target.shape)
    }
    let chosen = try checkedClasses(target, classes, ignoreIndex)
    let isRecording = Tensor.records(self)
    let probabilities = isRecording ? try Tensor.uninitialized(shape, dtype) : nil
    var kept = 0
    for row in 0..<rows where chosen.ints[row] >= 0 { kept += 1 }
    let losses = try Tensor.uninitialized(Shape(rows), .float64)
    // Σ e^(x − the largest) of each row, then its logarithm; one loop for all rows.
    let totals = try Tensor.uninitialized(Shape(rows), .float64)
    let table = seodang_kernels()
    Lines.forEach(rows, nanoseconds: Double(classes) + 20) { row in
      let picked = chosen.ints[row]
      let start = row * classes
      if dtype == .float32 {
        let x = floats + start
        let largest = table.pointee.line_extreme_f32(x, classes, 0)
        let out = probabilities.map { $0.floats + start }
        let total = table.pointee.line_exp_sum_f32(x, classes, largest, out)
        if let out {
          let factor = Float(1 / total)
          for column in 0..<classes { out[column] *= factor }
        }
        totals.doubles[row] = total
        losses.doubles[row] = picked < 0 ? 0 : Double(x[picked] - largest)
      } else {
        let x = doubles + start
        let largest = table.pointee.line_extreme_f64(x, classes, 0)
        let out = probabilities.map { $0.doubles + start }
        let total = table.pointee.line_exp_sum_f64(x, classes, largest, out)
        if let out { for column in 0..<classes { out[column] /= total } }
        totals.doubles[row] = total
        losses.doubles[row] = picked < 0 ? 0 : x[picked] - largest
      }
    }
    Walk.run(Loops.unary(.float64), UnaryOp.log.rawValue, totals, totals, nanoseconds: 1)
    for row in 0..<rows {
      losses.doubles[row] = chosen.ints[row] < 0 ? 0 : totals.doubles[row] - losses.doubles[row]
    }
    let divisor = reduction == .mean ? Double(kept) : 1
    let result = try Tensor.uninitialized(Shape(), dtype)
    var total = 0.0
    seodang_sum_f64(losses.doubles, 1, rows, 1, 1, &total)
    result.store(.float(total / divisor))
    if isRecording, let probabilities {
      let node = result.record(.crossEntropy, self)
      node.savedFirst = SavedTensor(self)
      node.savedSecond = SavedTensor(probabilities)
      node.payload = ClassTargets(classes: chosen, divisor: divisor)
    }
    return result
  }

  /// (softmax − target)·g/divisor in one pass.
  static func crossEntropyBackward(
    _ g: Double, _ probabilities: Tensor, _ targets: ClassTargets
  ) throws(TensorError) -> Tensor {
    let result = try uninitialized(like: probabilities, probabilities.dtype)
    let (rows, classes) = (probabilities.shape[0], probabilities.shape[1])
    let factor = g / targets.divisor
    Lines.forEach(rows, nanoseconds: Double(classes) * 0.2 + 5) { row in
      let picked = targets.classes.ints[row]
      let start = row * classes
      if probabilities.dtype == .float32 {
        let (p, out, scale) = (probabilities.floats + start, result.floats + start, Float(factor))
        if picked < 0 {
          for column in 0..<classes { out[column] = 0 }
        } else {
          for column in 0..<classes { out[column] = p[column] * scale }
          out[picked] = (p[picked] - 1) * scale
        }
      } else {
        let (p, out) = (probabilities.doubles + start, result.doubles + start)
        for column in 0..<classes { out[column] = picked < 0 ? 0 : p[column] * factor }
        if picked >= 0 { out[picked] = (p[picked] - 1) * factor }
      }
    }
    return result
  }

  /// −x at the target class for logarithms of probabilities, weighted by class.
  public func nllLoss(
    _ target: Tensor, weight: Tensor? = nil, ignoreIndex: Int = -100, reduction: Reduction = .mean
  ) throws(TensorError) -> Tensor {
    guard rank > 0 else { throw .rankRange(op: "nll_loss", atLeast: 1, got: shape) }
    guard target.dtype == .int64 else { throw .dtype(op: "nll_loss", target.dtype) }
    let classDim = rank == 1 ? 0 : 1
    var expected = shape
    expected.remove(at: classDim)
    guard target.shape == expected else {
      throw rank > 2
        ? .shapeMismatch(op: "nll_loss", shape, target.shape)
        : .batchMismatch(input: shape, target: target.shape)
    }
    let classes = try checkedClasses(target, shape[classDim], ignoreIndex)
    let ignored = try classes.lt(0)
    let places = try classes.clamp(min: 0)
    let picked = try gather(dim: classDim, places.unsqueeze(classDim)).squeeze([classDim]).neg()
    var factors = try ignored.logicalNot().to(dtype)
    if let weight {
      guard weight.rank == 1 && weight.count == shape[classDim] else {
        throw .shapeMismatch(op: "nll_loss", weight.shape, [shape[classDim]])
      }
      guard weight.dtype == dtype else { throw .dtypeMismatch(op: "nll_loss", dtype, weight.dtype) }
      let chosen = try weight.indexSelect(dim: 0, places.reshape(to: [places.count])).reshape(
        to: places.shape)
      factors = try chosen.maskedFill(ignored, value: 0)
    }
    let losses = try picked.maskedFill(ignored, value: 0).mul(factors)
    let result: Tensor
    switch reduction {
    case .none: result = losses
    case .sum: result = try losses.sum()
    case .mean: result = try losses.sum().div(factors.sum())
    }
    result.node?.displayName = "NllLossBackward0"
    return result
  }
}
