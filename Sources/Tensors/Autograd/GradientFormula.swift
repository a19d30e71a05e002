/// A gradient rule that stands beside its operation, for operations too large for `GradientRules`: convolutions, pooling,
/// sorting and linear algebra.
///
/// The formula gets the gradient of the result and the node, with what the node saved. It's written with the operations
/// themselves, so that it can be differentiated again wherever they can.
package final class GradientFormula {
  package typealias Gradients = (_ g: Tensor, _ node: Node) throws(TensorError) -> [Tensor?]

  /// The gradients of the inputs, in order; nil where there's none.
  let gradients: Gradients

  init(_ gradients: @escaping Gradients) { self.gradients = gradients }
}

extension Tensor {
  /// Records an operation with its formula.
  ///
  /// - Parameters:
  ///   - name: PyTorch's name of the gradient function.
  ///   - saved: at most three tensors for `Node.savedInput`.
  ///   - keepsResult: whether the formula asks for `Node.result`.
  func record(
    _ name: StaticString, inputs: [Tensor], saving saved: [Tensor] = [], keepsResult: Bool = false,
    gradients: @escaping GradientFormula.Gradients
  ) {
    let node = record(.custom(name), inputs: inputs)
    if saved.count > 0 { node.savedFirst = SavedTensor(saved[0]) }
    if saved.count > 1 { node.savedSecond = SavedTensor(saved[1]) }
    if saved.count > 2 { node.savedThird = SavedTensor(saved[2]) }
    if keepsResult { node.save(result: self) }
    node.payload = GradientFormula(gradients)
  }

  /// Whether an operation on these inputs has to be recorded.
  static func records(_ inputs: [Tensor]) -> Bool { Engine.isGradEnabled && inputs.contains { $0.isTracked } }
}

extension Node {
  /// Runs the node's formula and sends the gradients on.
  func propagateFormula(_ g: Tensor, into pass: inout BackwardPass) throws(TensorError) {
    guard let formula = payload as? GradientFormula else { throw .backwardTwice }
    for (index, gradient) in try formula.gradients(g, self).enumerated() {
      if let gradient { try pass.send(gradient, to: self[edge: index], isFresh: false) }
    }
  }

  /// The first, second or third tensor that was saved, unchanged since.
  func savedInput(_ index: Int) throws(TensorError) -> Tensor {
    try saved(index == 0 ? savedFirst : index == 1 ? savedSecond : savedThird)
  }

  /// Whether anyone asks for the gradient of that input.
  func wants(_ index: Int) -> Bool { self[edge: index].isWanted }
}
