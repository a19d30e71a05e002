import Script
import Tensors

extension TensorObject: NumberArray {
  /// What matplotlib gets of a tensor through NumPy, which doesn't take one that is part of a graph.
  package func numbers(_ machine: Machine) throws -> (shape: [Int], values: [Double]) {
    guard !tensor.requiresGrad else { throw machine.error(.runtimeError, PlotMessage.partOfGraph) }
    return (Array(tensor.shape), try tensor.numbers())
  }
}

extension Tensor {
  /// All elements in order, whatever their type.
  func numbers() throws(TensorError) -> [Double] { try detach().to(.float64).array(Double.self) }
}
