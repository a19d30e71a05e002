import CKernels

extension Tensor {
  /// e^x / Σ e^x along a dimension, computed from the largest element down so that nothing overflows.
  public func softmax(dim: Int) throws(TensorError) -> Tensor {
    guard dtype.isFloatingPoint else { throw .dtype(op: "softmax", dtype) }
    let dim = try resolve(dim)
    let table = seodang_kernels()
    let result = try lineOperation(
      dim, float32: table.pointee.softmax_line_f32, float64: table.pointee.softmax_line_f64)
    if Tensor.records(self) { result.record(.softmax(dim: dim), self).save(result: result) }
    return result
  }

  /// ln softmax, without the detour over numbers that could be zero.
  public func logSoftmax(dim: Int) throws(TensorError) -> Tensor {
    guard dtype.isFloatingPoint else { throw .dtype(op: "log_softmax", dtype) }
    let dim = try resolve(dim)
    let table = seodang_kernels()
    let result = try lineOperation(
      dim, float32: table.pointee.log_softmax_line_f32, float64: table.pointee.log_softmax_line_f64)
    if Tensor.records(self) { result.record(.logSoftmax(dim: dim), self).save(result: result) }
    return result
  }

  private func lineOperation(
    _ dim: Int, float32: @convention(c) (UnsafePointer<Float>, Int, UnsafeMutablePointer<Float>) -> Void,
    float64: @convention(c) (UnsafePointer<Double>, Int, UnsafeMutablePointer<Double>) -> Void
  ) throws(TensorError) -> Tensor {
    let input = try withLines(along: dim)
    let result = try Tensor.uninitialized(input.shape, dtype)
    guard count > 0 else { return try Tensor.uninitialized(shape, dtype) }
    let length = rank == 0 ? 1 : shape[dim]
    // Threads get pointers: tensors would be counted by all of them for every line.
    if dtype == .float32 {
      let (x, out) = (input.floats, result.floats)
      Lines.forEach(count / length, nanoseconds: Double(length) + 20) { line in
        float32(x + line * length, length, out + line * length)
      }
    } else {
      let (x, out) = (input.doubles, result.doubles)
      Lines.forEach(count / length, nanoseconds: Double(length) + 20) { line in
        float64(x + line * length, length, out + line * length)
      }
    }
    withExtendedLifetime(input) {}
    return try result.withLinesBack(to: dim)
  }

  /// The gradient of softmax, or of log-softmax, from its result in one pass.
  static func softmaxBackward(
    _ g: Tensor, _ y: Tensor, dim: Int, isLogarithmic: Bool
  ) throws(TensorError) -> Tensor {
    let gradient = try g.withLines(along: dim)
    let output = try y.withLines(along: dim)
    let result = try uninitialized(output.shape, y.dtype)
    guard y.count > 0 else { return try uninitialized(y.shape, y.dtype) }
    let length = y.rank == 0 ? 1 : y.shape[dim]
    let table = seodang_kernels()
    Lines.forEach(y.count / length, nanoseconds: Double(length) * 0.7 + 20) { line in
      let start = line * length
      if y.dtype == .float32 {
        let loop =
          isLogarithmic ? table.pointee.log_softmax_back_line_f32 : table.pointee.softmax_back_line_f32
        loop(gradient.floats + start, output.floats + start, length, result.floats + start)
      } else {
        let loop =
          isLogarithmic ? table.pointee.log_softmax_back_line_f64 : table.pointee.softmax_back_line_f64
        loop(gradient.doubles + start, output.doubles + start, length, result.doubles + start)
      }
    }
    return try result.withLinesBack(to: dim)
  }

  /// ln Σ e^x over dimensions.
  public func logSumExp(dims: [Int], keepDim: Bool = false) throws(TensorError) -> Tensor {
    guard dtype.isFloatingPoint else { return try to(.float32).logSumExp(dims: dims, keepDim: keepDim) }
    let set = try dimSet(dims)
    let result = try Engine.withoutGrad { () throws(TensorError) in
      let largest = try extremum(set, smallest: false, keepDim: true)
      let shift = try largest.maskedFill(largest.isinf(), value: 0)
      let total = try sub(shift).exp().sum(dims: dims, keepDim: true).log().add(shift)
      return try keepDim ? total : total.reshape(to: ReductionLayout(self, set).droppedShape)
    }
    if Tensor.records(self) {
      let node = result.record(.logSumExp(set, keepDim: keepDim), self)
      node.savedFirst = SavedTensor(self)
      node.save(result: result)
    }
    return result
  }
}
