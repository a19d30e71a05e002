import Tensors

extension Init {
  /// Normally distributed numbers of which only those within [low, high] are kept.
  @discardableResult
  public static func truncatedNormal(
    _ tensor: Tensor, mean: Double = 0, std: Double = 1, low: Double = -2, high: Double = 2,
    generator: Generator? = nil
  ) throws -> Tensor {
    guard std > 0, std.isFinite else {
      throw NeuralError.setting(owner: "trunc_normal_", name: "std", value: "\(std)", allowed: "std > 0")
    }
    guard low < high else {
      throw NeuralError.setting(
        owner: "trunc_normal_", name: "a, b", value: "\(low), \(high)", allowed: "a < b")
    }
    return try Engine.withoutGrad {
      try tensor.truncatedNormal_(mean: mean, std: std, from: low, to: high, generator: generator)
    }
  }
}
