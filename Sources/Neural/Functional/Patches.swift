import Tensors

/// A window that moves over images, for taking them apart and putting them together.
package struct PatchWindow: Sendable {
  package let kernel: Pair
  package let dilation: Pair
  package let padding: Pair
  package let stride: Pair

  package init(kernel: Pair, dilation: Pair, padding: Pair, stride: Pair) {
    (self.kernel, self.dilation, self.padding, self.stride) = (kernel, dilation, padding, stride)
  }

  /// The number of places the window takes on an image.
  fileprivate func places(height: Int, width: Int) throws -> (rows: Int, columns: Int) {
    let settings = [kernel, dilation, stride]
    let most = 1 << 24
    guard settings.allSatisfy({ (1..<most).contains($0.y) && (1..<most).contains($0.x) }),
      (0..<most).contains(padding.y), (0..<most).contains(padding.x), height < 1 << 40, width < 1 << 40
    else {
      throw NeuralError.setting(
        owner: "unfold", name: "kernel_size, dilation, stride", value: "≤ 0", allowed: "> 0")
    }
    let rows = (height + 2 * padding.y - dilation.y * (kernel.y - 1) - 1) / stride.y + 1
    let columns = (width + 2 * padding.x - dilation.x * (kernel.x - 1) - 1) / stride.x + 1
    guard height + 2 * padding.y > dilation.y * (kernel.y - 1),
      width + 2 * padding.x > dilation.x * (kernel.x - 1)
    else {
      throw TensorError.kernelTooLarge(
        input: [height + 2 * padding.y, width + 2 * padding.x], kernel: [kernel.y, kernel.x])
    }
    return (rows, columns)
  }
}

extension Tensor {
  /// (n, c, h, w) → (n, c·kernel, places): every patch of an image as a column.
  package func patches(_ window: PatchWindow) throws -> Tensor {
    if rank == 3 { return try unsqueeze(0).patches(window).squeeze([0]) }
    guard rank == 4 else { throw TensorError.rankMismatch(op: "unfold", expected: 4, got: rank) }
    let (rows, columns) = try window.places(height: shape[2], width: shape[3])
    let (high, wide) = (window.padding.y, window.padding.x)
    let surrounded = high == 0 && wide == 0 ? self : try pad([wide, wide, high, high])
    var parts: [Tensor] = []
    for row in 0..<window.kernel.y {
      for column in 0..<window.kernel.x {
        parts.append(
          try surrounded.steps(2, from: row * window.dilation.y, by: window.stride.y, count: rows)
            .steps(3, from: column * window.dilation.x, by: window.stride.x, count: columns))
      }
    }
    return try Tensor.stack(parts, dim: 2).reshape([shape[0], shape[1] * parts.count, rows * columns])
      .shown(as: "Im2ColBackward0")
  }

  /// The opposite of `patches`: columns put back in their places of an image, where those that meet are added.
  package func assembled(_ size: Pair, _ window: PatchWindow) throws -> Tensor {
    if rank == 2 { return try unsqueeze(0).assembled(size, window).squeeze([0]) }
    guard rank == 3 else { throw TensorError.rankMismatch(op: "fold", expected: 3, got: rank) }
    let (rows, columns) = try window.places(height: size.y, width: size.x)
    let area = window.kernel.y * window.kernel.x
    guard shape[1] % area == 0, shape[2] == rows * columns else {
      throw TensorError.shapeMismatch(op: "fold", shape, [shape[0], area, rows * columns])
    }
    let channels = shape[1] / area
    let parts = try reshape([shape[0], channels, area, rows, columns])
    let (high, wide) = (window.padding.y, window.padding.x)
    let image = try Tensor.zeros(
      [shape[0], channels, size.y + 2 * high, size.x + 2 * wide], dtype: dtype)
    for row in 0..<window.kernel.y {
      for column in 0..<window.kernel.x {
        try image.steps(2, from: row * window.dilation.y, by: window.stride.y, count: rows)
          .steps(3, from: column * window.dilation.x, by: window.stride.x, count: columns)
          .add_(parts.select(dim: 2, index: row * window.kernel.x + column))
      }
    }
    let result =
      high == 0 && wide == 0
      ? image
      : try image.narrow(dim: 2, start: high, length: size.y).narrow(
        dim: 3, start: wide, length: size.x)
    return result.shown(as: "Col2ImBackward0")
  }

  /// Every `step`th part of a dimension, `count` of them.
  private func steps(_ dim: Int, from start: Int, by step: Int, count: Int) throws -> Tensor {
    try slice(dim: dim, start: start, end: start + (count - 1) * step + 1, step: step)
  }
}
