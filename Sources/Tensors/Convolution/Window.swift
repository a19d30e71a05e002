import CKernels

/// A pair of sizes for the vertical and the horizontal direction.
public struct Pair: Sendable, Equatable, ExpressibleByIntegerLiteral {
  public var y: Int
  public var x: Int

  public init(_ y: Int, _ x: Int) { (self.y, self.x) = (y, x) }
  /// The same for both directions.
  public init(_ both: Int) { self.init(both, both) }
  public init(integerLiteral value: Int) { self.init(value) }
}

/// How far an image is extended by zeros.
public enum Padding: Sendable, Equatable {
  case sizes(Pair)
  /// Nothing is added.
  case valid
  /// So much that the result is as large as the image; for stride 1.
  case same
}

/// How a window slides over an image. Everything is checked, so that sizes can't overflow.
struct Sliding: Equatable {
  var kernel: Pair
  var stride = Pair(1)
  var padding = Pair(0)
  var dilation = Pair(1)

  /// The number of positions for an image of the given size.
  func positions(in image: Pair, roundingUp: Bool = false) -> Pair {
    func count(_ size: Int, _ kernel: Int, _ stride: Int, _ padding: Int, _ dilation: Int) -> Int {
      let room = size + 2 * padding - dilation * (kernel - 1) - 1
      guard room >= 0 else { return 0 }
      var count = (roundingUp ? room + stride - 1 : room) / stride + 1
      // The last window has to start inside the image or its left padding.
      if roundingUp && (count - 1) * stride >= size + padding { count -= 1 }
      return count
    }
    return Pair(
      count(image.y, kernel.y, stride.y, padding.y, dilation.y),
      count(image.x, kernel.x, stride.x, padding.x, dilation.x))
  }

  /// Refuses sizes that make no sense or that no image could have.
  func check(op: String) throws(TensorError) {
    let limit = 1 << 30
    func check(_ pair: Pair, _ name: String, atLeast bound: Int) throws(TensorError) {
      guard pair.y >= bound, pair.x >= bound, pair.y < limit, pair.x < limit else {
        throw .argument(op: op, name: name, value: "(\(pair.y), \(pair.x))")
      }
    }
    try check(kernel, "kernel_size", atLeast: 1)
    try check(stride, "stride", atLeast: 1)
    try check(padding, "padding", atLeast: 0)
    try check(dilation, "dilation", atLeast: 1)
  }

  func window(channels: Int, image: Pair, positions: Pair) -> seodang_window {
    seodang_window(
      channels: channels, height: image.y, width: image.x, kernel_height: kernel.y, kernel_width: kernel.x,
      out_height: positions.y, out_width: positions.x, stride_y: stride.y, stride_x: stride.x,
      pad_y: padding.y,
      pad_x: padding.x, dilation_y: dilation.y, dilation_x: dilation.x)
  }
}

extension Tensor {
  /// The last two sizes.
  var imageSize: Pair { Pair(shape[rank - 2], shape[rank - 1]) }

  /// With a height of 1 put in before the width.
  func withHeight() throws(TensorError) -> Tensor { try unsqueeze(-2) }
}
