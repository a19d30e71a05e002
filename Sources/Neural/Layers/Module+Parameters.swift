import Tensors

/// How layers make what they own.
extension Module {
  /// Adds a parameter whose elements are still undefined; without a shape, the place of one that was left out.
  final func addParameter(_ name: String, _ shape: Shape?, _ dtype: DType) throws {
    guard let shape else { return setParameter(name, nil) }
    for size in shape where size < 0 { throw TensorError.negativeSize(Array(shape)) }
    setParameter(name, try Module.makeParameter(Tensor.empty(shape, dtype: dtype)))
  }

  /// A leaf that requires a gradient and is known as a parameter.
  package static func makeParameter(_ tensor: Tensor, requiresGrad: Bool = true) throws -> Tensor {
    tensor.isParameter = true
    if requiresGrad { _ = try tensor.requiresGrad_() }
    return tensor
  }
}
