import CKernels

/// What a normalisation's gradient needs besides its input: the statistics of each line or column.
final class Statistics {
  /// Of each line, or of each column; float64.
  let mean: Tensor
  let rstd: Tensor
  /// Whether the columns of a matrix were normalised, as batch norm does, instead of the lines.
  let isColumnwise: Bool
  let eps: Double

  init(mean: Tensor, rstd: Tensor, isColumnwise: Bool, eps: Double) {
    self.mean = mean
    self.rstd = rstd
    self.isColumnwise = isColumnwise
    self.eps = eps
  }
}

extension Tensor {
  // MARK: - lines: layer, group and instance norm

  /// The last dimensions, of `normalized` sizes, brought to mean 0 and variance 1 (Ba, Kiros & Hinton 2016).
  public func layerNorm(
    _ normalized: Shape, weight: Tensor? = nil, bias: Tensor? = nil, eps: Double = 1e-5
  ) throws(TensorError) -> Tensor {
    guard normalized.count >= 1, normalized.count <= rank, Shape(shape.suffix(normalized.count)) == normalized
    else {
      throw .normalizedShape(shape: shape, normalized: normalized)
    }
    for case .some(let parameter) in [weight, bias] where parameter.shape != normalized {
      throw .shapeMismatch(op: "layer_norm", parameter.shape, normalized)
    }
    return try normalizingLines(
      length: normalized.product, weight: weight, bias: bias, eps: eps, "NativeLayerNormBackward0")
  }

  /// Lines of `length` elements normalised, with a weight and a bias for each element of a line.
  private func normalizingLines(
    length: Int, weight: Tensor?, bias: Tensor?, eps: Double, _ name: StaticString
  ) throws(TensorError) -> Tensor {
    guard dtype.isFloatingPoint else { throw .dtype(op: "layer_norm", dtype) }
    try checkTypes(weight, bias)
    let input = try contiguous()
    let (w, b) = try (weight?.packed(), bias?.packed())
    let result = try Tensor.uninitialized(shape, dtype)
    let lines = length == 0 ? 0 : count / length
    let mean = try Tensor.uninitialized([lines], .float64)
    let rstd = try Tensor.uninitialized([lines], .float64)
    let table = seodang_kernels()
    // A bias without a weight goes through a weight of ones.
    let unit = b != nil && w == nil ? try Tensor.ones([length], dtype: dtype) : w
    Lines.forEach(lines, nanoseconds: Double(length) * 0.5 + 20) { line in
      let start = line * length
      if dtype == .float32 {
        let squares = table.pointee.line_deviations_f32(input.floats + start, length, mean.doubles + line)
        rstd.doubles[line] = 1 / (squares / Double(length) + eps).squareRoot()
        table.pointee.line_normalize_f32(
          input.floats + start, length, mean.doubles[line], rstd.doubles[line], unit?.floats, b?.floats,
          result.floats + start)
      } else {
        let squares = table.pointee.line_deviations_f64(input.doubles + start, length, mean.doubles + line)
        rstd.doubles[line] = 1 / (squares / Double(length) + eps).squareRoot()
        table.pointee.line_normalize_f64(
          input.doubles + start, length, mean.doubles[line], rstd.doubles[line], unit?.doubles, b?.doubles,
          result.doubles + start)
      }
    }
    recordNormalization(
      result, input, weight, bias, Statistics(mean: mean, rstd: rstd, isColumnwise: false, eps: eps), name)
    return result
  }

  /// The loops read parameters as elements of this tensor's type.
  private func checkTypes(_ parameters: Tensor?...) throws(TensorError) {
    for case .some(let parameter) in parameters where parameter.dtype != dtype {
      throw .dtypeMismatch(op: "normalization", dtype, parameter.dtype)
    }
  }

  private func recordNormalization(
    _ result: Tensor, _ input: Tensor, _ weight: Tensor?, _ bias: Tensor?, _ statistics: Statistics,
    _ name: StaticString
  ) {
    guard Engine.isGradEnabled && (input.isTracked || weight?.isTracked ?? false || bias?.isTracked ?? false)
    else {
      return
    }
    let node = result.record(.normalization(name), input)
    node.savedFirst = SavedTensor(input)
    if let weight {
      node.second = Edge(weight)
      node.savedSecond = SavedTensor(weight)
    }
    if let bias { node.third = Edge(bias) }
    node.payload = statistics
  }

  /// Groups of channels normalised within each sample (Wu & He 2018).
  public func groupNorm(
    groups: Int, weight: Tensor? = nil, bias: Tensor? = nil, eps: Double = 1e-5
  ) throws(TensorError) -> Tensor {
    guard rank >= 2 else { throw .rankRange(op: "group_norm", atLeast: 2, got: shape) }
    let channels = shape[1]
    guard groups > 0 && channels % groups == 0 else { throw .groups(channels: channels, groups: groups) }
    // Without channels any number of groups would do.
    guard count > 0 else { return try clone() }
    let samples = shape[0]
    let length = count / (samples * groups)
    let lines = try reshape(to: [samples * groups, length])
      .normalizingLines(length: length, weight: nil, bias: nil, eps: eps, "NativeGroupNormBackward0")
    return try lines.reshape(to: shape).scaledByChannel(weight, bias, "NativeGroupNormBackward0")
  }

  /// Each channel of each sample normalised (Ulyanov, Vedaldi & Lempitsky 2016).
  public func instanceNorm(
    weight: Tensor? = nil, bias: Tensor? = nil, eps: Double = 1e-5
  ) throws(TensorError) -> Tensor {
    guard rank >= 2 else { throw .rankRange(op: "instance_norm", atLeast: 2, got: shape) }
    guard shape.dropFirst(2).reduce(1, *) != 1 else { throw .oneValuePerChannel(shape) }
    return try groupNorm(groups: shape[1], weight: weight, bias: bias, eps: eps)
  }

  /// A weight and a bias for each channel, the second dimension.
  private func scaledByChannel(_ weight: Tensor?, _ bias: Tensor?, _ name: StaticString) throws(TensorError)
    -> Tensor
  {
    var sizes = Shape(repeating: 1, count: rank)
    sizes[1] = shape[1]
    var result = self
    for case .some(let parameter) in [weight, bias] where parameter.shape != [shape[1]] {
      throw .shapeMismatch(op: "norm", parameter.shape, [shape[1]])
    }
    try checkTypes(weight, bias)
    if let weight { result = try result.mul(weight.reshape(to: sizes)) }
    if let bias { result = try result.add(bias.reshape(to: sizes)) }
    result.node?.displayName = name
    return result
  }

  /// The last dimensions divided by their root mean square (Zhang & Sennrich 2019).
  public func rmsNorm(_ normalized: Shape, weight: Tensor? = nil, eps: Double? = nil) throws(TensorError)
    -> Tensor
  {
    guard normalized.count >= 1, normalized.count <= rank, Shape(shape.suffix(normalized.count)) == normalized
    else {
      throw .normalizedShape(shape: shape, normalized: normalized)
    }
    let epsilon = eps ?? (dtype == .float64 ? Double.ulpOfOne : Double(Float.ulpOfOne))
    let dims = Array((rank - normalized.count)..<rank)
    let result = try mul(square().mean(dims: dims, keepDim: true).add(.float(epsilon)).rsqrt())
    return try weight.map { weight throws(TensorError) in try result.mul(weight.to(dtype)) } ?? result
  }

  /// Each channel divided by a power of the energy of its neighbours (Krizhevsky, Sutskever & Hinton 2012).
  public func localResponseNorm(
    size: Int, alpha: Double = 1e-4, beta: Double = 0.75, k: Double = 1
  ) throws(TensorError) -> Tensor {
    guard rank >= 3 else { throw .rankRange(op: "local_response_norm", atLeast: 3, got: shape) }
    guard size > 0 else { throw .argument(op: "local_response_norm", name: "size", value: "\(size)") }
    if count == 0 { return self }
    var around = [Int](repeating: 0, count: 2 * (rank - 1))
    around[2 * (rank - 2)] = size / 2
    around[2 * (rank - 2) + 1] = (size - 1) / 2
    let energy = try square().pad(around).unfold(dim: 1, size: size, step: 1).mean(dims: [-1])
    return try div(energy.mul(.float(alpha)).add(.float(k)).pow(.float(beta)))
  }

  // MARK: - batch norm

  /// Each channel normalised over the batch (Ioffe & Szegedy 2015): by the batch's own statistics while training, which
  /// also move the running ones (their variance unbiased), else by the running ones.
  public func batchNorm(
    runningMean: Tensor?, runningVar: Tensor?, weight: Tensor?, bias: Tensor?, training: Bool,
    momentum: Double = 0.1,
    eps: Double = 1e-5
  ) throws(TensorError) -> Tensor {
    guard rank >= 2 else { throw .rankRange(op: "batch_norm", atLeast: 2, got: shape) }
    let channels = shape[1]
    for case .some(let parameter) in [runningMean, runningVar, weight, bias]
    where parameter.shape != [channels] {
      throw .shapeMismatch(op: "batch_norm", parameter.shape, [channels])
    }
    try checkTypes(runningMean, runningVar, weight, bias)
    guard training else {
      guard let runningMean, let runningVar else {
        throw .argument(op: "batch_norm", name: "running_mean", value: "None")
      }
      var sizes = Shape(repeating: 1, count: rank)
      sizes[1] = channels
      let scale = try runningVar.add(.float(eps)).rsqrt()
      let centered = try sub(runningMean.reshape(to: sizes)).mul(scale.reshape(to: sizes))
      return try centered.scaledByChannel(weight, bias, "NativeBatchNormBackward0")
    }
    let terms = channels == 0 ? 0 : count / channels
    guard terms > 1 else { throw .oneValuePerChannel(shape) }
    guard rank > 2 else {
      return try normalizingColumns(runningMean, runningVar, weight, bias, momentum, eps)
    }
    // The channels as lines of all their values.
    let channelFirst = try transpose(0, 1)
    let lines = try channelFirst.reshape(to: [channels, terms])
    let result = try lines.normalizingLines(
      length: terms, weight: nil, bias: nil, eps: eps, "NativeBatchNormBackward0")
    let line = try lines.packed()
    try moveRunning(runningMean, runningVar, momentum) { channel in
      var mean = 0.0
      let table = seodang_kernels()
      let squares =
        dtype == .float32
        ? table.pointee.line_deviations_f32(line.floats + channel * terms, terms, &mean)
        : table.pointee.line_deviations_f64(line.doubles + channel * terms, terms, &mean)
      return (mean, squares / Double(terms - 1))
    }
    return try result.reshape(to: channelFirst.shape).transpose(0, 1).contiguous()
      .scaledByChannel(weight, bias, "NativeBatchNormBackward0")
  }

  /// running = (1 − momentum)·running + momentum·(mean, unbiased variance).
  private func moveRunning(
    _ runningMean: Tensor?, _ runningVar: Tensor?, _ momentum: Double,
    _ statistics: (Int) throws(TensorError) -> (Double, Double)
  ) throws(TensorError) {
    guard runningMean != nil || runningVar != nil else { return }
    for channel in 0..<shape[1] {
      let (mean, variance) = try statistics(channel)
      for (running, value) in [(runningMean, mean), (runningVar, variance)] {
        guard let running else { continue }
        if running.dtype == .float32 {
          let old = running.floats[channel &* running.strides[0]]
          running.floats[channel &* running.strides[0]] = Float(
            (1 - momentum) * Double(old) + momentum * value)
        } else {
          let old = running.doubles[channel &* running.strides[0]]
          running.doubles[channel &* running.strides[0]] = (1 - momentum) * old + momentum * value
        }
      }
    }
    runningMean.map { $0.storage.version &+= 1 }
    runningVar.map { $0.storage.version &+= 1 }
  }

  private func normalizingColumns(
    _ runningMean: Tensor?, _ runningVar: Tensor?, _ weight: Tensor?, _ bias: Tensor?, _ momentum: Double,
    _ eps: Double
  ) throws(TensorError) -> Tensor {
    guard dtype.isFloatingPoint else { throw .dtype(op: "batch_norm", dtype) }
    let input = try contiguous()
    let (rows, columns) = (shape[0], shape[1])
    let result = try Tensor.uninitialized(shape, dtype)
    let mean = try Tensor.uninitialized([columns], .float64)
    let squares = try Tensor.uninitialized([columns], .float64)
    let rstd = try Tensor.uninitialized([columns], .float64)
    let center = try Tensor.uninitialized([columns], dtype)
    let scale = try Tensor.uninitialized([columns], dtype)
    let shift = try Tensor.zeros([columns], dtype: dtype)
    if let bias { shift.write(from: bias) }
    let w = try weight?.packed()
    let table = seodang_kernels()
    Lines.forEach((columns + 63) / 64, nanoseconds: Double(rows) * 64 * 0.4) { group in
      let first = group * 64
      let width = Swift.min(64, columns - first)
      if dtype == .float32 {
        table.pointee.column_moments_f32(
          input.floats + first, rows, columns, width, mean.doubles + first, squares.doubles + first)
      } else {
        table.pointee.column_moments_f64(
          input.doubles + first, rows, columns, width, mean.doubles + first, squares.doubles + first)
      }
      for column in first..<(first + width) {
        let inverse = 1 / (squares.doubles[column] / Double(rows) + eps).squareRoot()
        rstd.doubles[column] = inverse
        if dtype == .float32 {
          center.floats[column] = Float(mean.doubles[column])
          scale.floats[column] = Float(inverse) * (w?.floats[column] ?? 1)
        } else {
          center.doubles[column] = mean.doubles[column]
          scale.doubles[column] = inverse * (w?.doubles[column] ?? 1)
        }
      }
      if dtype == .float32 {
        table.pointee.column_normalize_f32(
          input.floats + first, rows, columns, width, center.floats + first, scale.floats + first,
          shift.floats + first, result.floats + first)
      } else {
        table.pointee.column_normalize_f64(
          input.doubles + first, rows, columns, width, center.doubles + first, scale.doubles + first,
          shift.doubles + first, result.doubles + first)
      }
    }
    try moveRunning(runningMean, runningVar, momentum) { channel in
      (mean.doubles[channel], squares.doubles[channel] / Double(rows - 1))
    }
    recordNormalization(
      result, input, weight, bias, Statistics(mean: mean, rstd: rstd, isColumnwise: true, eps: eps),
      "NativeBatchNormBackward0")
    return result
  }
}
