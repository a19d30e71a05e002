import Tensors

/// Fills weights with their first values. All functions change the tensor in place, outside the graph, and return it;
/// `generator` is the stream of random numbers, the thread's default without one.
///
/// Formulas are evaluated in double precision in PyTorch's order, so that the numbers agree to the bit.
public enum Init {
  /// Even numbers from `low` up to `high`.
  @discardableResult
  public static func uniform(
    _ tensor: Tensor, from low: Double = 0, to high: Double = 1, generator: Generator? = nil
  ) throws -> Tensor {
    try Engine.withoutGrad { try tensor.uniform_(from: low, to: high, generator: generator) }
  }

  /// Normally distributed numbers.
  @discardableResult
  public static func normal(
    _ tensor: Tensor, mean: Double = 0, std: Double = 1, generator: Generator? = nil
  ) throws -> Tensor {
    try Engine.withoutGrad { try tensor.normal_(mean: mean, std: std, generator: generator) }
  }

  /// The same number everywhere.
  @discardableResult
  public static func constant(_ tensor: Tensor, _ value: Double) throws -> Tensor {
    try Engine.withoutGrad { try tensor.fill_(.float(value)) }
  }

  @discardableResult
  public static func zeros(_ tensor: Tensor) throws -> Tensor { try constant(tensor, 0) }

  @discardableResult
  public static func ones(_ tensor: Tensor) throws -> Tensor { try constant(tensor, 1) }

  /// Ones on the diagonal of a matrix, zeros elsewhere: inputs pass unchanged as far as there are outputs.
  @discardableResult
  public static func eye(_ tensor: Tensor) throws -> Tensor {
    guard tensor.rank == 2 else {
      throw NeuralError.initRank(function: "eye_", allowed: [2], shape: tensor.shape)
    }
    return try Engine.withoutGrad {
      _ = try tensor.zero_()
      _ = try tensor.diagonal().fill_(1)
      return tensor
    }
  }

  /// The identity of convolutions: a one in the middle of each window on the diagonal of the channels.
  @discardableResult
  public static func dirac(_ tensor: Tensor, groups: Int = 1) throws -> Tensor {
    guard (3...5).contains(tensor.rank) else {
      throw NeuralError.initRank(function: "dirac_", allowed: [3, 4, 5], shape: tensor.shape)
    }
    guard groups > 0, tensor.shape[0] % groups == 0 else {
      throw NeuralError.notDivisible(
        owner: "dirac_", name: "dim 0", value: tensor.shape[0], divisorName: "groups", divisor: groups)
    }
    let outputs = tensor.shape[0] / groups
    return try Engine.withoutGrad {
      _ = try tensor.zero_()
      for group in 0..<groups {
        for channel in 0..<Swift.min(outputs, tensor.shape[1]) {
          var element = try tensor.select(dim: 0, index: group * outputs + channel).select(
            dim: 0, index: channel)
          while element.rank > 0 { element = try element.select(dim: 0, index: element.shape[0] / 2) }
          _ = try element.fill_(1)
        }
      }
      return tensor
    }
  }

  /// Uniform with the standard deviation gain·√(2 / (fanIn + fanOut)), a compromise that keeps the variance of signals
  /// and gradients alike (Glorot and Bengio, 2010, eq. 16).
  @discardableResult
  public static func xavierUniform(
    _ tensor: Tensor, gain: Double = 1, generator: Generator? = nil
  ) throws -> Tensor {
    let fans = try Fans(tensor.shape)
    let std = gain * (2 / Double(fans.fanIn + fans.fanOut)).squareRoot()
    let bound = 3.0.squareRoot() * std
    return try uniform(tensor, from: -bound, to: bound, generator: generator)
  }

  /// Normal with the standard deviation gain·√(2 / (fanIn + fanOut)) (Glorot and Bengio, 2010).
  @discardableResult
  public static func xavierNormal(
    _ tensor: Tensor, gain: Double = 1, generator: Generator? = nil
  ) throws -> Tensor {
    let fans = try Fans(tensor.shape)
    let std = gain * (2 / Double(fans.fanIn + fans.fanOut)).squareRoot()
    return try normal(tensor, std: std, generator: generator)
  }

  /// Uniform with the standard deviation gain / √fan (He et al., 2015, eq. 10).
  @discardableResult
  public static func kaimingUniform(
    _ tensor: Tensor, mode: Fans.Mode = .fanIn, nonlinearity: Nonlinearity = .leakyReLU(negativeSlope: 0),
    generator: Generator? = nil
  ) throws -> Tensor {
    if tensor.shape.contains(0) { return tensor }
    let std = nonlinearity.gain / Double(try Fans(tensor.shape)(mode)).squareRoot()
    let bound = 3.0.squareRoot() * std
    return try uniform(tensor, from: -bound, to: bound, generator: generator)
  }

  /// Normal with the standard deviation gain / √fan (He et al., 2015, eq. 10).
  @discardableResult
  public static func kaimingNormal(
    _ tensor: Tensor, mode: Fans.Mode = .fanIn, nonlinearity: Nonlinearity = .leakyReLU(negativeSlope: 0),
    generator: Generator? = nil
  ) throws -> Tensor {
    if tensor.shape.contains(0) { return tensor }
    let std = nonlinearity.gain / Double(try Fans(tensor.shape)(mode)).squareRoot()
    return try normal(tensor, std: std, generator: generator)
  }

  /// What linear layers and convolutions begin with in PyTorch: weights as He's with the slope √5, which makes the
  /// bound 1/√fanIn, and biases within the same bound.
  static func linearDefault(weight: Tensor, bias: Tensor?) throws {
    try kaimingUniform(weight, nonlinearity: .leakyReLU(negativeSlope: 5.0.squareRoot()))
    guard let bias else { return }
    let fanIn = try Fans(weight.shape).fanIn
    // Without inputs the bias is zero, but numbers are drawn all the same.
    let bound = fanIn > 0 ? 1 / Double(fanIn).squareRoot() : 0
    try uniform(bias, from: -bound, to: bound)
  }
}
