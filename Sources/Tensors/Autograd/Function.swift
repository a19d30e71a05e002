/// A user's own operation: what to do with the gradients of its results.
package final class FunctionRecord {
  let name: String
  /// From the gradients of all results (nil where none arrived) to those of all inputs.
  let backward: ([Tensor?]) throws(TensorError) -> [Tensor?]
  let outputShapes: [Shape]
  var gradients: [Tensor?]

  init(name: String, outputShapes: [Shape], backward: @escaping ([Tensor?]) throws(TensorError) -> [Tensor?])
  {
    self.name = name
    self.outputShapes = outputShapes
    self.backward = backward
    gradients = Array(repeating: nil, count: outputShapes.count)
  }
}
