import Tensors

/// What is done to the gradients of many parameters at once.
public enum Gradients {
  /// Scales the gradients so that their common norm is at most `maxNorm`; returns the norm before.
  ///
  /// The factor is min(1, maxNorm / (norm + 1e-6)), as PyTorch has it (Pascanu et al., 2013).
  @discardableResult
  public static func clipNorm(
    _ parameters: [Tensor], maxNorm: Double, normType: Double = 2, errorIfNonFinite: Bool = false
  ) throws -> Tensor {
    try Engine.withoutGrad {
      let gradients = parameters.compactMap(\.grad).map { $0.detach() }
      let total = try norm(gradients, normType: normType)
      if errorIfNonFinite, case let value = try total.item().double, !value.isFinite {
        throw NeuralError.nonFiniteNorm(value)
      }
      let factor = try total.add(.float(1e-6)).rdiv(.float(maxNorm)).clamp(max: 1)
      for gradient in gradients { _ = try gradient.mul_(factor.to(gradient.dtype)) }
      return total
    }
  }

  /// The norm of all gradients together: the norm of their norms.
  public static func norm(_ gradients: [Tensor], normType: Double = 2) throws -> Tensor {
    guard !gradients.isEmpty else { return try Tensor.scalar(0.0) }
    let norms = try gradients.map {
      try $0.vectorNorm(order: normType, dims: nil, keepDim: false).to(gradients[0].dtype)
    }
    return try Tensor.stack(norms, dim: 0).vectorNorm(order: normType, dims: nil, keepDim: false)
  }

  /// Cuts every element of the gradients to [−limit, limit].
  public static func clipValue(_ parameters: [Tensor], limit: Double) throws {
    try Engine.withoutGrad {
      for parameter in parameters {
        guard let gradient = parameter.grad?.detach() else { continue }
        _ = try gradient.clamp_(min: .float(-limit), max: .float(limit))
      }
    }
  }

  /// All elements of all parameters in one row, in the graph.
  public static func vector(_ parameters: [Tensor]) throws -> Tensor {
    guard !parameters.isEmpty else { throw NeuralError.noParameters }
    return try Tensor.cat(parameters.map { try $0.reshape([-1]) }, dim: 0)
  }

  /// The reverse: each parameter gets its part of `vector`.
  public static func assign(_ vector: Tensor, to parameters: [Tensor]) throws {
    let total = parameters.reduce(0) { $0 + $1.count }
    guard vector.rank == 1, vector.count >= total else {
      throw NeuralError.vectorLength(expected: total, got: vector.count)
    }
    var start = 0
    for parameter in parameters {
      let part = try vector.narrow(dim: 0, start: start, length: parameter.count)
      try parameter.setData(part.detach().reshape(Array(parameter.shape)))
      start += parameter.count
    }
  }
}
