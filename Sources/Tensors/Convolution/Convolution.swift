import CKernels

/// A convolution's sizes: what its three linear maps have in common.
///
/// With the image x, the kernel w and the map m, a convolution is m = F(x, w). Being linear in both, its gradients are
/// two more products of the same kind, the image I(m, w) and the kernel K(x, m), and each of the three has the other two
/// as its gradients. A transposed convolution is I.
struct ConvolutionPlan {
  var sliding: Sliding
  var groups: Int
  /// (batch, channels, height, width)
  var image: Shape
  /// (filters, channels / groups, kernel height, kernel width)
  var kernel: Shape
  /// (batch, filters, height, width)
  var map: Shape
  /// Whether the tensors are lines, without the height, which is 1.
  var isLine = false

  enum Product { case map, image, kernel }

  private func shape(of product: Product) -> Shape {
    var shape =
      switch product {
      case .map: map
      case .image: image
      case .kernel: kernel
      }
    if isLine { shape.remove(at: 2) }
    return shape
  }

  /// Computes one of the three from the other two, outside the graph.
  private func compute(
    _ product: Product, image x: Tensor?, kernel w: Tensor?, map m: Tensor?, bias: Tensor? = nil
  ) throws(TensorError) -> Tensor {
    let dtype = (x ?? m ?? w)?.dtype ?? .float32
    let out = try Tensor.zeros(shape(of: product), dtype: dtype)
    let operands = try [x, w, m, bias].map { tensor throws(TensorError) in try tensor?.detach().contiguous() }
    guard map.product > 0, image.product > 0, kernel.product > 0 else {
      // Nothing to sum: zeros, or the bias alone.
      return try bias.map { bias throws(TensorError) in try out + spread(bias) } ?? out
    }
    var description = seodang_convolution()
    description.window = sliding.window(
      channels: image[1], image: Pair(image[2], image[3]), positions: Pair(map[2], map[3]))
    (description.batch, description.filters, description.groups) = (image[0], map[1], groups)
    description.image = product == .image ? out.data : operands[0]?.data
    description.kernel = product == .kernel ? out.data : operands[1]?.data
    description.map = product == .map ? out.data : operands[2]?.data
    description.bias = product == .map ? operands[3].map { UnsafeRawPointer($0.data) } : nil
    let isDone: Int32 =
      switch (product, dtype) {
      case (.map, .float64): seodang_convolve_f64(&description)
      case (.map, _): seodang_convolve_f32(&description)
      case (.image, .float64): seodang_convolve_image_f64(&description)
      case (.image, _): seodang_convolve_image_f32(&description)
      case (.kernel, .float64): seodang_convolve_kernel_f64(&description)
      case (.kernel, _): seodang_convolve_kernel_f32(&description)
      }
    withExtendedLifetime(operands) {}
    guard isDone == 1 else { throw .outOfMemory(bytes: map[2] * map[3] * kernel.product * dtype.byteCount) }
    if seodang_interrupted() != 0 { throw .interrupted }
    return product == .image
      ? try bias.map { bias throws(TensorError) in try out + spread(bias) } ?? out : out
  }

  /// One number a channel, outside the graph, in a shape that broadcasts.
  private func spread(_ bias: Tensor) throws(TensorError) -> Tensor {
    try bias.detach().reshape(to: isLine ? [bias.count, 1] : [bias.count, 1, 1])
  }

  /// F, I or K of two tensors, recorded. The bias is added to every position of a channel of F or I.
  func apply(
    _ product: Product, image x: Tensor? = nil, kernel w: Tensor? = nil, map m: Tensor? = nil,
    bias: Tensor? = nil,
    name: StaticString = "ConvolutionBackwardBackward0"
  ) throws(TensorError) -> Tensor {
    let result = try compute(product, image: x, kernel: w, map: m, bias: bias)
    let factors = [x, w, m].compactMap { $0 }
    let inputs = bias.map { factors + [$0] } ?? factors
    guard Tensor.records(inputs) else { return result }
    result.record(name, inputs: inputs, saving: factors) { (g, node) throws(TensorError) in
      let (a, b) = try (node.savedInput(0), node.savedInput(1))
      var gradients: [Tensor?] = [nil, nil, nil]
      if node.wants(2) { gradients[2] = try g.sum(dims: self.isLine ? [0, 2] : [0, 2, 3]) }
      switch product {
      case .map:
        if node.wants(0) { gradients[0] = try self.apply(.image, kernel: b, map: g) }
        if node.wants(1) { gradients[1] = try self.apply(.kernel, image: a, map: g) }
      case .image:  // of the kernel a and the map b
        if node.wants(0) { gradients[0] = try self.apply(.kernel, image: g, map: b) }
        if node.wants(1) { gradients[1] = try self.apply(.map, image: g, kernel: a) }
      case .kernel:  // of the image a and the map b
        if node.wants(0) { gradients[0] = try self.apply(.image, kernel: g, map: b) }
        if node.wants(1) { gradients[1] = try self.apply(.map, image: a, kernel: g) }
      }
      return gradients
    }
    return result
  }
}

extension Tensor {
  /// Slides `weight` (filters, channels / groups, kernel height, kernel width) over images (batch, channels, height,
  /// width), or over one image without a batch.
  public static func conv2d(
    _ input: Tensor, _ weight: Tensor, _ bias: Tensor? = nil, stride: Pair = 1, padding: Padding = .sizes(0),
    dilation: Pair = 1, groups: Int = 1
  ) throws(TensorError) -> Tensor {
    guard weight.rank == 4 else { throw .rankMismatch(op: "conv2d", expected: 4, got: weight.rank) }
    guard input.rank == 3 || input.rank == 4 else {
      throw .rankMismatch(op: "conv2d", expected: 4, got: input.rank)
    }
    if input.rank == 3 {
      return try conv2d(
        input.unsqueeze(0), weight, bias, stride: stride, padding: padding, dilation: dilation, groups: groups
      ).squeeze([0])
    }
    return try convolution("conv2d", input, weight, bias, stride, padding, dilation, groups)
  }

  /// The same over lines (batch, channels, length), with `weight` (filters, channels / groups, kernel).
  public static func conv1d(
    _ input: Tensor, _ weight: Tensor, _ bias: Tensor? = nil, stride: Int = 1, padding: Padding = .sizes(0),
    dilation: Int = 1, groups: Int = 1
  ) throws(TensorError) -> Tensor {
    guard weight.rank == 3 else { throw .rankMismatch(op: "conv1d", expected: 3, got: weight.rank) }
    guard input.rank == 2 || input.rank == 3 else {
      throw .rankMismatch(op: "conv1d", expected: 3, got: input.rank)
    }
    if input.rank == 2 {
      return try conv1d(
        input.unsqueeze(0), weight, bias, stride: stride, padding: padding, dilation: dilation, groups: groups
      ).squeeze([0])
    }
    var padding = padding
    if case .sizes(let sizes) = padding { padding = .sizes(Pair(0, sizes.x)) }
    return try convolution("conv1d", input, weight, bias, Pair(1, stride), padding, Pair(1, dilation), groups)
  }

  private static func convolution(
    _ op: String, _ input: Tensor, _ weight: Tensor, _ bias: Tensor?, _ stride: Pair, _ padding: Padding,
    _ dilation: Pair, _ groups: Int
  ) throws(TensorError) -> Tensor {
    let isLine = weight.rank == 3
    let (image, kernel) = (input.shape.withHeight(isLine), weight.shape.withHeight(isLine))
    let imageSize = Pair(image[2], image[3])
    var sliding = Sliding(kernel: Pair(kernel[2], kernel[3]), stride: stride, dilation: dilation)
    guard sliding.kernel.y > 0, sliding.kernel.x > 0 else {
      throw .argument(op: op, name: "kernel_size", value: "(\(sliding.kernel.y), \(sliding.kernel.x))")
    }
    switch padding {
    case .valid: break
    case .sizes(let sizes): sliding.padding = sizes
    case .same:
      guard stride == Pair(1) else {
        throw .argument(op: op, name: "stride", value: "(\(stride.y), \(stride.x))")
      }
      // An odd total puts the extra zero behind the image, which the window reads there anyway.
      sliding.padding = Pair(dilation.y * (sliding.kernel.y - 1) / 2, dilation.x * (sliding.kernel.x - 1) / 2)
    }
    try sliding.check(op: op)
    try checkConvolution(op, input, weight, bias, filters: weight.shape[0], groups)
    guard input.shape[1] == weight.shape[1] * groups else {
      throw .channels(op: op, input: input.shape, weight: weight.shape)
    }
    guard weight.shape[0] % groups == 0 else { throw .groups(channels: weight.shape[0], groups: groups) }
    let positions = padding == .same ? imageSize : sliding.positions(in: imageSize)
    guard positions.y > 0, positions.x > 0 else {
      throw .kernelTooLarge(input: input.shape, kernel: weight.shape)
    }
    let plan = ConvolutionPlan(
      sliding: sliding, groups: groups, image: image, kernel: kernel,
      map: [input.shape[0], weight.shape[0], positions.y, positions.x], isLine: isLine)
    return try plan.apply(.map, image: input, kernel: weight, bias: bias, name: "ConvolutionBackward0")
  }

  private static func checkConvolution(
    _ op: String, _ input: Tensor, _ weight: Tensor, _ bias: Tensor?, filters: Int, _ groups: Int
  ) throws(TensorError) {
    guard groups > 0 else { throw .argument(op: op, name: "groups", value: String(groups)) }
    guard input.dtype.isFloatingPoint else { throw .dtype(op: op, input.dtype) }
    guard input.dtype == weight.dtype else { throw .dtypeMismatch(op: op, input.dtype, weight.dtype) }
    guard let bias else { return }
    guard bias.dtype == input.dtype else { throw .dtypeMismatch(op: op, input.dtype, bias.dtype) }
    guard bias.shape == [filters] else { throw .shapeMismatch(op: op, bias.shape, [filters]) }
  }

  /// The transpose of `conv2d` as a linear map: spreads each element of (batch, channels, height, width) over the result by
  /// `weight` (channels, filters / groups, kernel height, kernel width).
  public static func convTranspose2d(
    _ input: Tensor, _ weight: Tensor, _ bias: Tensor? = nil, stride: Pair = 1, padding: Pair = 0,
    outputPadding: Pair = 0, groups: Int = 1, dilation: Pair = 1
  ) throws(TensorError) -> Tensor {
    let op = "conv_transpose2d"
    guard weight.rank == 4 else { throw .rankMismatch(op: op, expected: 4, got: weight.rank) }
    guard input.rank == 3 || input.rank == 4 else {
      throw .rankMismatch(op: op, expected: 4, got: input.rank)
    }
    let images = input.rank == 3 ? try input.unsqueeze(0) : input
    let result = try transposedConvolution(
      op, images, weight, bias,
      Sliding(kernel: weight.imageSize, stride: stride, padding: padding, dilation: dilation),
      outputPadding, groups)
    return input.rank == 3 ? try result.squeeze([0]) : result
  }

  /// The same for lines: (batch, channels, length) by (channels, filters / groups, kernel).
  public static func convTranspose1d(
    _ input: Tensor, _ weight: Tensor, _ bias: Tensor? = nil, stride: Int = 1, padding: Int = 0,
    outputPadding: Int = 0, groups: Int = 1, dilation: Int = 1
  ) throws(TensorError) -> Tensor {
    let op = "conv_transpose1d"
    guard weight.rank == 3 else { throw .rankMismatch(op: op, expected: 3, got: weight.rank) }
    guard input.rank == 2 || input.rank == 3 else {
      throw .rankMismatch(op: op, expected: 3, got: input.rank)
    }
    let lines = input.rank == 2 ? try input.unsqueeze(0) : input
    let sliding = Sliding(
      kernel: Pair(1, weight.shape[2]), stride: Pair(1, stride), padding: Pair(0, padding),
      dilation: Pair(1, dilation))
    let result = try transposedConvolution(op, lines, weight, bias, sliding, Pair(0, outputPadding), groups)
    return input.rank == 2 ? try result.squeeze([0]) : result
  }

  private static func transposedConvolution(
    _ op: String, _ input: Tensor, _ weight: Tensor, _ bias: Tensor?, _ sliding: Sliding,
    _ outputPadding: Pair,
    _ groups: Int
  ) throws(TensorError) -> Tensor {
    try sliding.check(op: op)
    let filters = weight.shape[1] * Swift.max(groups, 1)
    try checkConvolution(op, input, weight, bias, filters: filters, groups)
    guard input.shape[1] == weight.shape[0] else {
      throw .channels(op: op, input: input.shape, weight: weight.shape)
    }
    guard input.shape[1] % groups == 0 else { throw .groups(channels: input.shape[1], groups: groups) }
    let (stride, padding, dilation, kernel) = (
      sliding.stride, sliding.padding, sliding.dilation, sliding.kernel
    )
    guard outputPadding.y >= 0, outputPadding.x >= 0,
      outputPadding.y < Swift.max(stride.y, dilation.y), outputPadding.x < Swift.max(stride.x, dilation.x)
    else {
      throw .argument(op: op, name: "output_padding", value: "(\(outputPadding.y), \(outputPadding.x))")
    }
    func size(_ n: Int, _ stride: Int, _ padding: Int, _ dilation: Int, _ kernel: Int, _ extra: Int) -> Int {
      (n - 1) * stride - 2 * padding + dilation * (kernel - 1) + extra + 1
    }
    let isLine = weight.rank == 3
    let map = input.shape.withHeight(isLine)
    let height = size(map[2], stride.y, padding.y, dilation.y, kernel.y, outputPadding.y)
    let width = size(map[3], stride.x, padding.x, dilation.x, kernel.x, outputPadding.x)
    guard height > 0, width > 0 else { throw .kernelTooLarge(input: input.shape, kernel: weight.shape) }
    let plan = ConvolutionPlan(
      sliding: sliding, groups: groups, image: [input.shape[0], filters, height, width],
      kernel: weight.shape.withHeight(isLine), map: map, isLine: isLine)
    return try plan.apply(.image, kernel: weight, map: input, bias: bias, name: "ConvolutionBackward0")
  }
}

extension Shape {
  /// The shape of lines as images of height 1.
  fileprivate func withHeight(_ isLine: Bool) -> Shape {
    var shape = self
    if isLine { shape.insert(1, at: 2) }
    return shape
  }
}
