import Tensors

extension Module {
  /// Gives all parameters and buffers of floats the element type `dtype`; they stay the same tensors, so that an
  /// optimiser made before goes on working.
  @discardableResult
  public final func convert(to dtype: DType) throws -> Self {
    guard dtype.isFloatingPoint else { throw TensorError.requiresGradDType(dtype) }
    try Engine.withoutGrad {
      for tensor in parameters() + buffers() where tensor.dtype.isFloatingPoint && tensor.dtype != dtype {
        try tensor.setData(tensor.detach().to(dtype))
        if let gradient = tensor.grad { tensor.grad = try gradient.detach().to(dtype) }
      }
    }
    return self
  }
}
