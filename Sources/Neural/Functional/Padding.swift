import Tensors

extension Tensor {
  /// More rows than this around a tensor are a mistake in the arguments.
  private static let largestPadding = 1 << 30

  /// Surrounds the last dimensions with elements of the tensor itself.
  ///
  /// - Parameters:
  ///   - pads: in front of and behind each dimension, the last dimension first.
  ///   - mode: how the elements go on: mirrored at the border, repeated, or from the other side.
  package func padded(_ pads: [Int], mode: ConvolutionLayer.PaddingMode) throws -> Tensor {
    var result = self
    for position in 0..<pads.count / 2 {
      let dim = rank - 1 - position
      let (front, back, size) = (pads[2 * position], pads[2 * position + 1], dim >= 0 ? shape[dim] : 0)
      if front == 0 && back == 0 { continue }
      let most = mode == .reflect ? size - 1 : mode == .circular ? size : Int.max
      guard dim >= 0, size > 0, front >= 0, back >= 0, front <= most, back <= most,
        front < Tensor.largestPadding, back < Tensor.largestPadding
      else {
        throw TensorError.argument(op: "pad", name: "pad", value: "\(pads)")
      }
      let places = (-front..<size + back).map { (place: Int) -> Scalar in
        switch mode {
        case .zeros, .replicate: return .int(Swift.min(Swift.max(place, 0), size - 1))
        case .reflect: return .int(place < 0 ? -place : place >= size ? 2 * (size - 1) - place : place)
        case .circular: return .int((place + size) % size)
        }
      }
      result = try result.indexSelect(dim: dim, Tensor.from(places, [places.count], dtype: .int64))
    }
    return result
  }
}
