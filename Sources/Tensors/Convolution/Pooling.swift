import CKernels

/// Averages over windows and their transpose: two linear maps, each the other's gradient.
private struct AveragePlan {
  var sliding: Sliding
  var countsPadding: Bool
  var divisor: Int
  /// (planes…, height, width) of the image and of the means.
  var image: Shape
  var means: Shape

  func apply(isSpreading: Bool, _ x: Tensor, name: StaticString) throws(TensorError) -> Tensor {
    let result = try Tensor.zeros(isSpreading ? image : means, dtype: x.dtype)
    let source = try x.detach().contiguous()
    let rank = image.count
    let window = sliding.window(
      channels: 1, image: Pair(image[rank - 2], image[rank - 1]),
      positions: Pair(means[rank - 2], means[rank - 1]))
    let (imageSize, meansSize) = (image[rank - 2] * image[rank - 1], means[rank - 2] * means[rank - 1])
    let (from, to) = isSpreading ? (meansSize, imageSize) : (imageSize, meansSize)
    let kernels = seodang_kernels()
    let counts: Int32 = countsPadding ? 1 : 0
    let (input, output) = (source.data, result.data)
    let (isDouble, divisor) = (x.dtype == .float64, divisor)
    let bytes = x.dtype.byteCount
    Lines.forEach(image[..<(rank - 2)].reduce(1, &*), nanoseconds: sliding.cost(of: meansSize)) { plane in
      var window = window
      let (x, out) = (input + plane * from * bytes, output + plane * to * bytes)
      if isDouble {
        let loop = isSpreading ? kernels.pointee.average_unpool_f64 : kernels.pointee.average_pool_f64
        loop(
          &window, x.assumingMemoryBound(to: Double.self), out.assumingMemoryBound(to: Double.self), counts,
          divisor)
      } else {
        let loop = isSpreading ? kernels.pointee.average_unpool_f32 : kernels.pointee.average_pool_f32
        loop(
          &window, x.assumingMemoryBound(to: Float.self), out.assumingMemoryBound(to: Float.self), counts,
          divisor)
      }
    }
    withExtendedLifetime(source) {}
    if Tensor.records(x) {
      result.record(name, inputs: [x]) { (g, _) throws(TensorError) in
        [try self.apply(isSpreading: !isSpreading, g, name: "AvgPool2DBackwardBackward0")]
      }
    }
    return result
  }
}

extension Sliding {
  /// Roughly what pooling one plane costs, in nanoseconds on one core.
  fileprivate func cost(of positions: Int) -> Double {
    Double(positions) * (3 + Double(kernel.y) * Double(kernel.x))
  }
}

extension Tensor {
  /// The mean under each position of a window over the last two dimensions.
  ///
  /// - Parameters:
  ///   - stride: the window's own size by default.
  ///   - roundsUp: whether a last window may hang over the end (`ceil_mode`).
  ///   - countsPadding: whether zeros of the padding count in the divisor.
  public func avgPool2d(
    _ kernel: Pair, stride: Pair? = nil, padding: Pair = 0, roundsUp: Bool = false,
    countsPadding: Bool = true,
    divisor: Int? = nil
  ) throws(TensorError) -> Tensor {
    let sliding = Sliding(kernel: kernel, stride: stride ?? kernel, padding: padding)
    let positions = try pooled("avg_pool2d", sliding, roundsUp)
    if let divisor, divisor == 0 { throw .argument(op: "avg_pool2d", name: "divisor_override", value: "0") }
    var means = shape
    (means[rank - 2], means[rank - 1]) = (positions.y, positions.x)
    let plan = AveragePlan(
      sliding: sliding, countsPadding: countsPadding, divisor: divisor ?? 0, image: shape, means: means)
    return try plan.apply(isSpreading: false, self, name: "AvgPool2DBackward0")
  }

  public func avgPool1d(
    _ kernel: Int, stride: Int? = nil, padding: Int = 0, roundsUp: Bool = false, countsPadding: Bool = true
  ) throws(TensorError) -> Tensor {
    try onLines("avg_pool1d") { images throws(TensorError) in
      try images.avgPool2d(
        Pair(1, kernel), stride: Pair(1, stride ?? kernel), padding: Pair(0, padding), roundsUp: roundsUp,
        countsPadding: countsPadding)
    }
  }

  /// The largest element under each position of a window, and its place in its plane.
  public func maxPool2d(
    _ kernel: Pair, stride: Pair? = nil, padding: Pair = 0, dilation: Pair = 1, roundsUp: Bool = false
  ) throws(TensorError) -> (values: Tensor, indices: Tensor) {
    let sliding = Sliding(kernel: kernel, stride: stride ?? kernel, padding: padding, dilation: dilation)
    let positions = try pooled("max_pool2d", sliding, roundsUp)
    var sizes = shape
    (sizes[rank - 2], sizes[rank - 1]) = (positions.y, positions.x)
    let values = try Tensor.uninitialized(sizes, dtype)
    let places = try Tensor.uninitialized(sizes, .int64)
    let source = try detach().contiguous()
    let window = sliding.window(channels: 1, image: imageSize, positions: positions)
    let (from, to) = (imageSize.y * imageSize.x, positions.y * positions.x)
    let (input, output, order) = (source.data, values.data, places.data.assumingMemoryBound(to: Int64.self))
    let (isDouble, bytes) = (dtype == .float64, dtype.byteCount)
    let kernels = seodang_kernels()
    Lines.forEach(shape[..<(rank - 2)].reduce(1, &*), nanoseconds: sliding.cost(of: to)) { plane in
      var window = window
      let (x, out) = (input + plane * from * bytes, output + plane * to * bytes)
      if isDouble {
        kernels.pointee.max_pool_f64(
          &window, x.assumingMemoryBound(to: Double.self), out.assumingMemoryBound(to: Double.self),
          order + plane * to)
      } else {
        kernels.pointee.max_pool_f32(
          &window, x.assumingMemoryBound(to: Float.self), out.assumingMemoryBound(to: Float.self),
          order + plane * to)
      }
    }
    withExtendedLifetime(source) {}
    values.recordPlaces("MaxPool2DWithIndicesBackward0", from: self, places)
    return (values, places)
  }

  public func maxPool1d(
    _ kernel: Int, stride: Int? = nil, padding: Int = 0, dilation: Int = 1, roundsUp: Bool = false
  ) throws(TensorError) -> (values: Tensor, indices: Tensor) {
    var indices: Tensor?
    let values = try onLines("max_pool1d") { images throws(TensorError) in
      let pooled = try images.maxPool2d(
        Pair(1, kernel), stride: Pair(1, stride ?? kernel), padding: Pair(0, padding),
        dilation: Pair(1, dilation),
        roundsUp: roundsUp)
      indices = try pooled.indices.squeeze([-2])
      return pooled.values
    }
    guard let indices else { return (values, values) }
    return (values, indices)
  }

  /// Means over a grid of windows that cover the image, as even as they can be. Nil keeps that size.
  public func adaptiveAvgPool2d(_ height: Int?, _ width: Int?) throws(TensorError) -> Tensor {
    let grid = try AdaptiveGrid("adaptive_avg_pool2d", self, height, width)
    if grid.rows.count == 1 && grid.columns.count == 1 { return try mean(dims: [-2, -1], keepDim: true) }
    return try grid.average(self, isSpreading: false, name: "AdaptiveAvgPool2DBackward0")
  }

  public func adaptiveAvgPool1d(_ length: Int) throws(TensorError) -> Tensor {
    try onLines("adaptive_avg_pool1d") { images throws(TensorError) in
      let grid = try AdaptiveGrid("adaptive_avg_pool1d", images, 1, length)
      return try grid.average(images, isSpreading: false, name: "AdaptiveAvgPool2DBackward0")
    }
  }

  /// The largest element of each window of such a grid, and its place in its plane.
  public func adaptiveMaxPool2d(
    _ height: Int?, _ width: Int?
  ) throws(TensorError) -> (values: Tensor, indices: Tensor) {
    let grid = try AdaptiveGrid("adaptive_max_pool2d", self, height, width)
    let (values, places) = try grid.maximum(self)
    values.recordPlaces("AdaptiveMaxPool2DBackward0", from: self, places)
    return (values, places)
  }

  public func adaptiveMaxPool1d(_ length: Int) throws(TensorError) -> (values: Tensor, indices: Tensor) {
    var indices: Tensor?
    let values = try onLines("adaptive_max_pool1d") { images throws(TensorError) in
      let pooled = try images.adaptiveMaxPool2d(1, length)
      indices = try pooled.indices.squeeze([-2])
      return pooled.values
    }
    guard let indices else { return (values, values) }
    return (values, indices)
  }

  /// Runs a pooling of images on lines.
  private func onLines(
    _ op: String, _ pool: (Tensor) throws(TensorError) -> Tensor
  ) throws(TensorError) -> Tensor {
    guard rank == 2 || rank == 3 else { throw .rankMismatch(op: op, expected: 3, got: rank) }
    return try pool(withHeight()).squeeze([-2])
  }

  /// Checks a pooling window, and gives its number of positions.
  private func pooled(_ op: String, _ sliding: Sliding, _ roundsUp: Bool) throws(TensorError) -> Pair {
    guard rank == 3 || rank == 4 else { throw .rankMismatch(op: op, expected: 4, got: rank) }
    guard dtype.isFloatingPoint else { throw .dtype(op: op, dtype) }
    try sliding.check(op: op)
    guard sliding.padding.y <= sliding.kernel.y / 2, sliding.padding.x <= sliding.kernel.x / 2 else {
      throw .argument(op: op, name: "padding", value: "(\(sliding.padding.y), \(sliding.padding.x))")
    }
    let positions = sliding.positions(in: imageSize, roundingUp: roundsUp)
    guard positions.y > 0, positions.x > 0, imageSize.y > 0, imageSize.x > 0 else {
      throw .kernelTooLarge(input: shape, kernel: [sliding.kernel.y, sliding.kernel.x])
    }
    return positions
  }

  /// Records that this tensor took its elements from places of `input`'s planes.
  private func recordPlaces(_ name: StaticString, from input: Tensor, _ places: Tensor) {
    guard Tensor.records(input) else { return }
    let pooled = shape
    record(name, inputs: [input], saving: [places]) { (g, node) throws(TensorError) in
      let image = node.first.shape
      let rank = image.count
      let planes = image[..<(rank - 2)].reduce(1, &*)
      let flat: Shape = [planes, pooled[rank - 2] * pooled[rank - 1]]
      let zeros = try Tensor.zeros([planes, image[rank - 2] * image[rank - 1]], dtype: g.dtype)
      let spread = try zeros.scatterAdd(dim: 1, node.savedInput(0).reshape(to: flat), g.reshape(to: flat))
      return [try spread.reshape(to: image)]
    }
  }
}

/// The windows of adaptive pooling: window i of n over a size covers from ⌊i·size/n⌋ to ⌈(i + 1)·size/n⌉.
private struct AdaptiveGrid {
  let rows: [Range<Int>]
  let columns: [Range<Int>]
  let image: Shape
  let pooled: Shape

  init(_ op: String, _ input: Tensor, _ height: Int?, _ width: Int?) throws(TensorError) {
    guard input.rank == 3 || input.rank == 4 else {
      throw .rankMismatch(op: op, expected: 4, got: input.rank)
    }
    guard input.dtype.isFloatingPoint else { throw .dtype(op: op, input.dtype) }
    let size = input.imageSize
    let (height, width) = (height ?? size.y, width ?? size.x)
    guard height >= 0, width >= 0, height < 1 << 30, width < 1 << 30, size.y > 0, size.x > 0 else {
      throw .argument(op: op, name: "output_size", value: "(\(height), \(width))")
    }
    func windows(_ size: Int, _ count: Int) -> [Range<Int>] {
      (0..<count).map { $0 * size / count..<(($0 + 1) * size + count - 1) / count }
    }
    image = input.shape
    rows = windows(size.y, height)
    columns = windows(size.x, width)
    var pooled = input.shape
    (pooled[input.rank - 2], pooled[input.rank - 1]) = (height, width)
    self.pooled = pooled
  }

  private var planes: Int { image[..<(image.count - 2)].reduce(1, &*) }
  private var width: Int { image[image.count - 1] }
  private var planeSize: Int { image[image.count - 2] * width }

  /// Means of the windows, or gradients of means spread over the windows.
  func average(_ x: Tensor, isSpreading: Bool, name: StaticString) throws(TensorError) -> Tensor {
    let source = try x.detach().contiguous().cast(.float64)
    let result = try Tensor.zeros(isSpreading ? image : pooled, dtype: .float64)
    let (x64, out) = (source.doubles, result.doubles)
    Lines.forEach(planes, nanoseconds: Double(planeSize) + 20) { plane in
      let base = plane * planeSize
      var next = plane * rows.count * columns.count
      for row in rows {
        for column in columns {
          let size = Double(row.count * column.count)
          if isSpreading {
            let share = x64[next] / size
            for y in row { for x in column { out[base + y * width + x] += share } }
          } else {
            var sum = 0.0
            for y in row { for x in column { sum += x64[base + y * width + x] } }
            out[next] = sum / size
          }
          next += 1
        }
      }
    }
    withExtendedLifetime(source) {}
    let rounded = try result.cast(x.dtype)
    if Tensor.records(x) {
      rounded.record(name, inputs: [x]) { (g, _) throws(TensorError) in
        [try self.average(g, isSpreading: !isSpreading, name: "AdaptiveAvgPool2DBackwardBackward0")]
      }
    }
    return rounded
  }

  func maximum(_ x: Tensor) throws(TensorError) -> (values: Tensor, places: Tensor) {
    let source = try x.detach().contiguous().cast(.float64)
    let values = try Tensor.uninitialized(pooled, .float64)
    let places = try Tensor.uninitialized(pooled, .int64)
    let (x64, out, order) = (source.doubles, values.doubles, places.ints)
    Lines.forEach(planes, nanoseconds: Double(planeSize) + 20) { plane in
      let base = plane * planeSize
      var next = plane * rows.count * columns.count
      for row in rows {
        for column in columns {
          var (best, place) = (-Double.infinity, row.lowerBound * width + column.lowerBound)
          for y in row {
            for x in column {
              let value = x64[base + y * width + x]
              if value > best || value.isNaN { (best, place) = (value, y * width + x) }
            }
          }
          (out[next], order[next]) = (best, place)
          next += 1
        }
      }
    }
    withExtendedLifetime(source) {}
    return (try values.cast(x.dtype), places)
  }
}
