import Tensors
import Testing

/// Compares gradients with central differences in float64.
struct GradientCheck {
  /// The largest difference between the gradient of Σ f·w and its central difference, relative to 1 + |gradient|.
  static func error(
    _ inputs: [Tensor], _ f: ([Tensor]) throws(TensorError) -> Tensor
  ) throws -> Double {
    for input in inputs { try input.requiresGrad_() }
    let output = try f(inputs)
    let weights = try Tensor.weights(output.shape)
    try (output * weights).sum().backward()
    var worst = 0.0
    for input in inputs {
      let gradient = try input.grad?.array(Double.self) ?? Array(repeating: 0, count: input.count)
      let values: [Double] = try input.array()
      for index in values.indices {
        let step = 1e-6
        func value(_ x: Double) throws -> Double {
          var moved = values
          moved[index] = x
          let replaced = try inputs.map { try $0 === input ? Tensor(moved, input.shape) : $0.detach() }
          return try (f(replaced) * weights).sum().item().double
        }
        let difference = try (value(values[index] + step) - value(values[index] - step)) / (2 * step)
        worst = max(worst, abs(difference - gradient[index]) / (1 + abs(difference)))
      }
    }
    return worst
  }
}

extension Tensor {
  /// Different numbers between −1 and 1 that are the same in every run.
  static func weights(_ shape: Shape) throws -> Tensor {
    let count = shape.reduce(1, *)
    return try Tensor(
      (0..<count).map { (i: Int) -> Double in Double((i * 7919 + 13) % 1000) / 500 - 1.001 }, shape)
  }

  /// Positive numbers between 0.2 and 2.2.
  static func positive(_ shape: Shape) throws -> Tensor {
    let count = shape.reduce(1, *)
    return try Tensor(
      (0..<count).map { (i: Int) -> Double in Double((i * 4421 + 57) % 1000) / 500 + 0.2003 }, shape)
  }
}

@Suite("Gradients")
struct GradientTests {
  @Test("A product of a shared operand accumulates both gradients")
  func sharedOperand() throws {
    let x = try Tensor([1.0, 2.0, 3.0] as [Float]).requiresGrad_()
    try (x * x).sum().backward()
    #expect(try x.grad?.array(Float.self) == [2, 4, 6])
  }

  @Test("What broadcasting repeated is summed in the gradient")
  func broadcasting() throws {
    let a = try Tensor.weights([3, 1, 2])
    let b = try Tensor.weights([4, 1])
    #expect(try GradientCheck.error([a, b]) { x throws(TensorError) in try x[0] * x[1] + x[1] } < 1e-7)
  }

  @Test("A layer's gradients agree with differences")
  func layer() throws {
    let error = try GradientCheck.error([
      Tensor.weights([4, 3]), Tensor.weights([5, 3]), Tensor.weights([5]),
    ]) { x throws(TensorError) in try Tensor.linear(x[0], x[1], x[2]).tanh().sigmoid() }
    #expect(error < 1e-7)
  }

  @Test("A chain of a hundred thousand operations runs backward and is freed")
  func longChain() throws {
    let x = try Tensor([1.0] as [Float]).requiresGrad_()
    var y = x
    for _ in 0..<100_000 { y = try y + 0.001 }
    try y.sum().backward()
    #expect(try x.grad?.item() == 1)
  }
}
