import Tensors
import Testing

/// Numbers from −1 to 1, the same in every run.
private func random(_ shape: Shape, _ dtype: DType = .float64, seed: UInt64) throws -> Tensor {
  var source = SplitMix(seed: seed)
  return try Tensor((0..<shape.reduce(1, *)).map { _ in Double.random(in: -1...1, using: &source) }, shape)
    .to(dtype)
}

@Suite("Convolution and pooling")
struct ConvolutionTests {
  @Test("agree with PyTorch's recorded results and gradients")
  func golden() throws {
    let cases = try GoldenCase.load("ops_conv")
    #expect(cases.count == 35)
    for recorded in cases {
      let (stride, padding) = (recorded.int("stride", 1), recorded.int("padding"))
      try recorded.check { x in
        switch recorded.op {
        case "conv2d":
          [
            try Tensor.conv2d(
              x[0], x[1], x[2], stride: Pair(stride), padding: .sizes(Pair(padding)),
              dilation: Pair(recorded.int("dilation", 1)), groups: recorded.int("groups", 1))
          ]
        case "conv1d": [try Tensor.conv1d(x[0], x[1], x[2], stride: stride, padding: .sizes(Pair(padding)))]
        case "conv_transpose2d":
          [try Tensor.convTranspose2d(x[0], x[1], x[2], stride: Pair(stride), padding: Pair(padding))]
        case "max_pool2d":
          [
            try x[0].maxPool2d(Pair(recorded.int("kernel")), stride: Pair(stride), padding: Pair(padding))
              .values
          ]
        case "avg_pool2d":
          [
            try x[0].avgPool2d(
              Pair(recorded.int("kernel")), stride: Pair(stride), padding: Pair(padding),
              countsPadding: recorded.bool("count_include_pad", true))
          ]
        case "adaptive_avg_pool2d":
          [try x[0].adaptiveAvgPool2d(recorded.int("output"), recorded.int("output"))]
        default: []
        }
      }
    }
  }

  /// The convolution by its definition.
  private func direct(
    _ x: [Double], _ w: [Double], _ image: Shape, _ kernel: Shape, _ out: Shape, stride: Pair, padding: Pair,
    dilation: Pair, groups: Int
  ) -> [Double] {
    var result: [Double] = []
    let filtersOfGroup = kernel[0] / groups
    for n in 0..<out[0] {
      for f in 0..<out[1] {
        for oy in 0..<out[2] {
          for ox in 0..<out[3] {
            var sum = 0.0
            for c in 0..<kernel[1] {
              for ky in 0..<kernel[2] {
                for kx in 0..<kernel[3] {
                  let (y, x0) = (
                    oy * stride.y + ky * dilation.y - padding.y, ox * stride.x + kx * dilation.x - padding.x
                  )
                  guard y >= 0, y < image[2], x0 >= 0, x0 < image[3] else { continue }
                  let channel = f / filtersOfGroup * kernel[1] + c
                  sum +=
                    x[((n * image[1] + channel) * image[2] + y) * image[3] + x0]
                    * w[((f * kernel[1] + c) * kernel[2] + ky) * kernel[3] + kx]
                }
              }
            }
            result.append(sum)
          }
        }
      }
    }
    return result
  }

  @Test("a convolution is its definition, for random shapes, strides, paddings, dilations and groups")
  func definition() throws {
    var source = SplitMix(seed: 8)
    for round in 0..<60 {
      let groups = [1, 1, 2, 3].randomElement(using: &source) ?? 1
      func size(_ range: ClosedRange<Int>) -> Int { .random(in: range, using: &source) }
      let kernel: Shape = [groups * size(1...3), size(1...3), size(1...3), size(1...4)]
      let (stride, padding) = (Pair(size(1...3), size(1...3)), Pair(size(0...3), size(0...3)))
      let dilation = Pair(size(1...2), size(1...2))
      let image: Shape = [size(1...3), kernel[1] * groups, size(6...9), size(7...12)]
      let x = try random(image, seed: UInt64(round))
      let w = try random(kernel, seed: 100 + UInt64(round))
      let m = try Tensor.conv2d(
        x, w, stride: stride, padding: .sizes(padding), dilation: dilation, groups: groups)
      let expected = direct(
        try x.array(), try w.array(), image, kernel, m.shape, stride: stride, padding: padding,
        dilation: dilation,
        groups: groups)
      for (a, b) in zip(try m.array(Double.self), expected) { #expect((a - b).magnitude < 1e-12) }
    }
  }

  @Test("the transposed convolution is the transpose: ⟨F(x), m⟩ = ⟨x, I(m)⟩")
  func transpose() throws {
    for (stride, padding, extra) in [(1, 0, 0), (2, 1, 1), (3, 2, 2)] {
      let w = try random([4, 3, 3, 2], seed: 1)
      let m = try random([2, 4, 5, 4], seed: 2)
      let image = try Tensor.convTranspose2d(
        m, w, stride: Pair(stride), padding: Pair(padding), outputPadding: Pair(extra))
      let x = try random(image.shape, seed: 3)
      let map = try Tensor.conv2d(x, w, stride: Pair(stride), padding: .sizes(Pair(padding)))
      #expect(map.shape == m.shape)
      let left = try (map * m).sum().item().double
      let right = try (x * image).sum().item().double
      #expect((left - right).magnitude < 1e-11)
    }
  }

  @Test("'same' keeps the size of the image, for even kernels too")
  func same() throws {
    let x = try random([1, 1, 5, 6], seed: 4)
    let w = try Tensor.ones([1, 1, 2, 4], dtype: .float64)
    let m = try Tensor.conv2d(x, w, padding: .same)
    #expect(m.shape == [1, 1, 5, 6])
    // The corner's window reaches one to the left and two to the right, none above and one below.
    let corner = try x.narrow(dim: 2, start: 0, length: 2).narrow(dim: 3, start: 0, length: 3).sum().item()
      .double
    #expect((try m.array(Double.self)[0] - corner).magnitude < 1e-14)
  }

  @Test("gradients agree with differences, first and second order")
  func gradients() throws {
    let x = try random([2, 2, 4, 3], seed: 5)
    let w = try random([4, 1, 2, 2], seed: 6)
    let b = try random([4], seed: 7)
    try checkGradients([x, w, b]) { inputs in
      let m = try Tensor.conv2d(
        inputs[0], inputs[1], inputs[2], stride: Pair(2, 1), padding: .sizes(Pair(1, 0)), groups: 2)
      return try (m * m * m).sum()
    }
    try checkGradients([x]) {
      try ($0[0].avgPool2d(2, stride: 1, padding: 1, countsPadding: false) * $0[0].sum()).sum()
    }
    try checkGradients([x]) { try $0[0].maxPool2d(2, stride: 1).values.square().sum() }
    try checkGradients([x]) { try $0[0].adaptiveAvgPool2d(3, 2).square().sum() }
    // The gradient of a gradient's square needs all three products.
    for leaf in [x, w] { try leaf.requiresGrad_() }
    try checkGradients([x, w]) { inputs in
      let m = try Tensor.conv2d(inputs[0], inputs[1], groups: 2)
      let g = try Tensor.grad(outputs: [(m * m * m).sum()], inputs: inputs, createGraph: true)
      return try (g[0]?.square().sum() ?? m) + (g[1]?.square().sum() ?? m)
    }
  }

  @Test("pooling takes the first of equals, lets NaN win, and rounds up where asked")
  func poolingEdges() throws {
    let x = try Tensor([1.0, 1, .nan, 0, 3, 3], [1, 2, 3])
    let (values, indices) = try x.maxPool2d(Pair(2, 1))
    #expect(try indices.array(Int.self) == [0, 4, 2])
    #expect(try Tensor([Float(1), 3, 3], [1, 1, 3]).maxPool2d(Pair(1, 3)).indices.item() == .int(1))
    #expect(try values.array(Double.self)[2].isNaN)
    #expect(try Tensor.ones([1, 5, 5]).maxPool2d(2, roundsUp: true).values.shape == [1, 3, 3])
    #expect(
      try Tensor.ones([1, 5, 5]).avgPool2d(2, roundsUp: true).array(Float.self)
        == [Float](repeating: 1, count: 9))
  }

  @Test("sizes that don't fit are errors")
  func errors() throws {
    let x = try Tensor.ones([1, 2, 3, 3])
    let w = try Tensor.ones([2, 2, 4, 4])
    #expect(throws: TensorError.kernelTooLarge(input: x.shape, kernel: w.shape)) { try Tensor.conv2d(x, w) }
    #expect(throws: TensorError.channels(op: "conv2d", input: x.shape, weight: [2, 3, 1, 1])) {
      try Tensor.conv2d(x, Tensor.ones([2, 3, 1, 1]))
    }
    #expect(throws: TensorError.self) { try x.maxPool2d(2, padding: 2) }
    #expect(throws: TensorError.self) { try x.maxPool2d(0) }
    #expect(throws: TensorError.self) { try x.avgPool2d(2, stride: 0) }
    #expect(throws: TensorError.self) {
      try Tensor.conv2d(x, Tensor.ones([2, 1, 1, 1]), dilation: Pair(Int.max))
    }
  }
}
