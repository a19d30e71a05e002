import Script
import Tensors

/// A tensor is an array of numbers to plots. As with matplotlib, one that is part of a graph has to be detached first.
extension TensorObject: NumberArray {
  package func numbers() throws -> (shape: [Int], values: [Double]) {
    guard !tensor.requiresGrad else { throw TensorError.numpyOfGrad }
    return (Array(tensor.shape), try tensor.to(.float64).array(Double.self))
  }
}
