import CKernels

extension Node {
  /// The gradients of a normalisation for its input, weight and bias.
  func propagateNormalization(_ g: Tensor, _ pass: inout BackwardPass) throws(TensorError) {
    guard let statistics = payload as? Statistics else { throw .backwardTwice }
    let x = try saved(savedFirst)
    let weight = try savedSecond.map { weight throws(TensorError) in try saved(weight) }
    if Engine.isGradEnabled || (g.dtype != .float32 && g.dtype != .float64) {
      try propagateByFormula(g, x, weight, statistics, &pass)
    } else if statistics.isColumnwise {
      try propagateColumns(g.packed(), x, weight, statistics, &pass)
    } else {
      try propagateLines(g.packed(), x, weight, statistics, &pass)
    }
  }

  /// With operations that can be differentiated again.
  private func propagateByFormula(
    _ g: Tensor, _ x: Tensor, _ weight: Tensor?, _ statistics: Statistics, _ pass: inout BackwardPass
  ) throws(TensorError) {
    let dims: [Int]
    if statistics.isColumnwise {
      dims = [0]
    } else {
      // The normalised dimensions are the last ones that make up a line.
      let length = x.count / Swift.max(statistics.mean.count, 1)
      var first = x.rank
      var covered = 1
      while first > 0 && covered < length {
        first -= 1
        covered *= x.shape[first]
      }
      dims = Array(Swift.min(first, x.rank - 1)..<x.rank)
    }
    let centered = try x - x.mean(dims: dims, keepDim: true)
    let rstd = try (centered.square().mean(dims: dims, keepDim: true) + .float(statistics.eps)).rsqrt()
    let normalized = try centered * rstd
    if second.isWanted { try pass.send(g * normalized, to: second, isFresh: true) }
    if third.isWanted { try pass.send(g, to: third, isFresh: false) }
    guard first.isWanted else { return }
    let h = try weight.map { weight throws(TensorError) in try g * weight } ?? g
    let plain = try h.mean(dims: dims, keepDim: true)
    let mixed = try (h * normalized).mean(dims: dims, keepDim: true)
    try pass.send(rstd * (h - plain - normalized * mixed), to: first, isFresh: true)
  }

  private func propagateLines(
    _ g: Tensor, _ x: Tensor, _ weight: Tensor?, _ statistics: Statistics, _ pass: inout BackwardPass
  ) throws(TensorError) {
    let lines = statistics.mean.count
    let length = lines == 0 ? 0 : x.count / lines
    let table = seodang_kernels()
    let (mean, rstd) = (statistics.mean.doubles, statistics.rstd.doubles)
    if second.isWanted {
      let normalized = try Tensor.uninitialized(x.shape, x.dtype)
      Lines.forEach(lines, nanoseconds: Double(length) * 0.2) { line in
        let start = line * length
        if x.dtype == .float32 {
          table.pointee.line_normalize_f32(
            x.floats + start, length, mean[line], rstd[line], nil, nil, normalized.floats + start)
        } else {
          table.pointee.line_normalize_f64(
            x.doubles + start, length, mean[line], rstd[line], nil, nil, normalized.doubles + start)
        }
      }
      try pass.send((g * normalized).sum(to: second.shape), to: second, isFresh: true)
    }
    if third.isWanted { try pass.send(g.sum(to: third.shape), to: third, isFresh: false) }
    guard first.isWanted else { return }
    let result = try Tensor.uninitialized(x.shape, x.dtype)
    let w = try weight?.packed()
    Lines.forEach(lines, nanoseconds: Double(length) * 0.4) { line in
      let start = line * length
      if x.dtype == .float32 {
        table.pointee.line_normalize_back_f32(
          g.floats + start, x.floats + start, length, mean[line], rstd[line], w?.floats, result.floats + start
        )
      } else {
        table.pointee.line_normalize_back_f64(
          g.doubles + start, x.doubles + start, length, mean[line], rstd[line], w?.doubles,
          result.doubles + start)
      }
    }
    withExtendedLifetime(statistics) {}
    try pass.send(result, to: first, isFresh: true)
  }

  private func propagateColumns(
    _ g: Tensor, _ x: Tensor, _ weight: Tensor?, _ statistics: Statistics, _ pass: inout BackwardPass
  ) throws(TensorError) {
    let (rows, columns) = (x.shape[0], x.shape[1])
    let dtype = x.dtype
    let plain = try Tensor.uninitialized([columns], .float64)
    let mixed = try Tensor.uninitialized([columns], .float64)
    let result = try Tensor.uninitialized(x.shape, dtype)
    let mean = try statistics.mean.cast(dtype)
    let rstd = try statistics.rstd.cast(dtype)
    let scale = try weight.map { weight throws(TensorError) in try Tensor.binary(.mul, rstd, weight) } ?? rstd
    let plainMean = try Tensor.uninitialized([columns], dtype)
    let mixedMean = try Tensor.uninitialized([columns], dtype)
    let table = seodang_kernels()
    let wantsInput = first.isWanted
    Lines.forEach((columns + 63) / 64, nanoseconds: Double(rows) * 64 * 0.5) { group in
      let at = group * 64
      let width = Swift.min(64, columns - at)
      if dtype == .float32 {
        table.pointee.column_gradient_sums_f32(
          g.floats + at, x.floats + at, rows, columns, width, mean.floats + at, rstd.floats + at,
          plain.doubles + at,
          mixed.doubles + at)
        for column in at..<(at + width) {
          plainMean.floats[column] = Float(plain.doubles[column] / Double(rows))
          mixedMean.floats[column] = Float(mixed.doubles[column] / Double(rows))
        }
        if wantsInput {
          table.pointee.column_gradient_f32(
            g.floats + at, x.floats + at, rows, columns, width, mean.floats + at, rstd.floats + at,
            scale.floats + at,
            plainMean.floats + at, mixedMean.floats + at, result.floats + at)
        }
      } else {
        table.pointee.column_gradient_sums_f64(
          g.doubles + at, x.doubles + at, rows, columns, width, mean.doubles + at, rstd.doubles + at,
          plain.doubles + at, mixed.doubles + at)
        for column in at..<(at + width) {
          plainMean.doubles[column] = plain.doubles[column] / Double(rows)
          mixedMean.doubles[column] = mixed.doubles[column] / Double(rows)
        }
        if wantsInput {
          table.pointee.column_gradient_f64(
            g.doubles + at, x.doubles + at, rows, columns, width, mean.doubles + at, rstd.doubles + at,
            scale.doubles + at, plainMean.doubles + at, mixedMean.doubles + at, result.doubles + at)
        }
      }
    }
    if second.isWanted { try pass.send(mixed.cast(dtype), to: second, isFresh: true) }
    if third.isWanted { try pass.send(plain.cast(dtype), to: third, isFresh: true) }
    if wantsInput { try pass.send(result, to: first, isFresh: true) }
  }
}
