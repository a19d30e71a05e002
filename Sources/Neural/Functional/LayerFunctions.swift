import Tensors

/// What some layers compute, as expressions of other operations.
extension Tensor {
  /// x where x > 0, else slope · x, with one slope or one for each channel.
  package func prelu(_ slope: Tensor) throws -> Tensor {
    guard slope.count == 1 || (rank > 1 && shape[1] == slope.count) else {
      throw TensorError.shapeMismatch(op: "prelu", shape, slope.shape)
    }
    guard slope.dtype == dtype else { throw TensorError.dtypeMismatch(op: "prelu", dtype, slope.dtype) }
    let slopes =
      slope.count == 1 || rank == 2
      ? slope : try slope.reshape([-1] + Array(repeating: 1, count: Swift.max(rank - 2, 0)))
    return try Tensor.where(gt(0), self, mul(slopes)).shown(as: "PreluKernelBackward0")
  }

  /// The first half along a dimension times the sigmoid of the second.
  package func glu(dim: Int = -1) throws -> Tensor {
    let place = try Tensor.resolve(dim, rank: rank)
    guard rank > 0, shape[place] % 2 == 0 else {
      throw TensorError.argument(op: "glu", name: "dim", value: "\(dim)")
    }
    let half = shape[place] / 2
    return try narrow(dim: place, start: 0, length: half)
      .mul(narrow(dim: place, start: half, length: half).sigmoid()).shown(as: "GluBackward0")
  }

  /// Leaky ReLU, in training with slopes drawn from [lower, upper], one for each element that isn't positive.
  package func rrelu(
    lower: Double, upper: Double, training: Bool, generator: Generator? = nil
  ) throws -> Tensor {
    guard training else { return try leakyRelu(slope: (lower + upper) / 2) }
    let slopes = try Engine.withoutGrad {
      let stream = generator ?? .standard
      let signs = try detach().contiguous().to(.float64).array(Double.self)
      return try Tensor.from(
        signs.map { .float($0 <= 0 ? stream.nextUniform(from: lower, to: upper) : 1) }, shape, dtype: dtype)
    }
    return try mul(slopes).shown(as: "RreluWithNoiseBackward0")
  }

  /// x₁ᵀ Wₖ x₂ + bₖ for each k.
  package static func bilinear(
    _ first: Tensor, _ second: Tensor, _ weight: Tensor, bias: Tensor? = nil
  ) throws -> Tensor {
    guard weight.rank == 3 else {
      throw TensorError.rankMismatch(op: "bilinear", expected: 3, got: weight.rank)
    }
    let (outputs, ins, others) = (weight.shape[0], weight.shape[1], weight.shape[2])
    guard first.shape.last == ins, second.shape.last == others,
      first.shape.dropLast() == second.shape.dropLast()
    else {
      throw TensorError.shapeMismatch(op: "bilinear", first.shape, second.shape)
    }
    let a = try first.reshape([-1, ins])
    let b = try second.reshape([-1, others])
    // (n, in₁) · (in₁, out·in₂) → (n, out, in₂), times x₂, summed over in₂.
    let left = try a.matmul(weight.permute([1, 0, 2]).reshape([ins, outputs * others])).reshape([
      -1, outputs, others,
    ])
    let sums = try left.mul(b.unsqueeze(1)).sum(dims: [2])
    let result = try sums.reshape(Array(first.shape.dropLast()) + [outputs])
    return try bias.map { try result.add($0) } ?? result
  }

  /// Puts the result of an operation in the place of its input, for layers with `inplace`.
  func changed(by operation: (Tensor) throws -> Tensor) throws -> Tensor {
    var failure: (any Error)?
    let result = try inPlace { (input) throws(TensorError) in
      do {
        return try operation(input)
      } catch let error as TensorError {
        throw error
      } catch {
        failure = error
        throw .callback("")
      }
    }
    if let failure { throw failure }
    return result
  }
}
