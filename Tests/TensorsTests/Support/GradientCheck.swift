import Tensors
import Testing

/// Compares the gradients of `function` (of float64 tensors, to a scalar) with central differences.
func checkGradients(
  _ inputs: [Tensor], tolerance: Double = 1e-6, sourceLocation: SourceLocation = #_sourceLocation,
  _ function: ([Tensor]) throws -> Tensor
) throws {
  let values = try inputs.map { try $0.detach().array(Double.self) }
  func evaluate(_ values: [[Double]]) throws -> ([Tensor], Tensor) {
    let leaves = try zip(values, inputs).map { try Tensor($0, $1.shape).requiresGrad_() }
    return (leaves, try function(leaves))
  }
  let (leaves, result) = try evaluate(values)
  let gradients = try Tensor.grad(outputs: [result], inputs: leaves, allowUnused: true)
  for (index, gradient) in gradients.enumerated() {
    let ours = try gradient?.array(Double.self) ?? [Double](repeating: 0, count: values[index].count)
    #expect(ours.count == values[index].count, sourceLocation: sourceLocation)
    for place in values[index].indices {
      let step = 1e-5
      var moved = values
      moved[index][place] += step
      let above = try evaluate(moved).1.item().double
      moved[index][place] -= 2 * step
      let below = try evaluate(moved).1.item().double
      let difference = (above - below) / (2 * step)
      let error = (difference - ours[place]).magnitude / max(1, difference.magnitude)
      #expect(
        error < tolerance, "input \(index), element \(place): \(ours[place]) instead of \(difference)",
        sourceLocation: sourceLocation)
    }
  }
}
