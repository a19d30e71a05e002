/// A user's own operation: what its results' gradients mean for its inputs.
package final class FunctionRecord {
  let name: String
  /// From the gradients of all results (nil where none arrived) to those of all inputs (nil where there are none).
  let backward: ([Tensor?]) throws(TensorError) -> [Tensor?]
  /// What arrived so far in the running pass.
  var gradients: [Tensor?]

  init(name: String, outputs: Int, backward: @escaping ([Tensor?]) throws(TensorError) -> [Tensor?]) {
    self.name = name
    self.backward = backward
    gradients = Array(repeating: nil, count: outputs)
  }
}

extension Tensor {
  /// Records a user's own operation (`torch.autograd.Function`): `outputs` were computed from `inputs` outside the
  /// graph, and `backward` says how gradients go back.
  ///
  /// With several outputs each has a node of its own that hands its gradient to a common one, so that `backward` is
  /// called once, with all gradients.
  /// - Returns: the outputs, as views where one of them was an input.
  public static func recordFunction(
    name: String, inputs: [Tensor], outputs: [Tensor],
    backward: @escaping ([Tensor?]) throws(TensorError) -> [Tensor?]
  ) -> [Tensor] {
    guard Engine.isGradEnabled && inputs.contains(where: \.isTracked) else { return outputs }
    let results = outputs.map { output in inputs.contains { $0 === output } ? output.detach() : output }
    guard let model = results.first else { return results }
    let record = FunctionRecord(name: name, outputs: results.count, backward: backward)
    let common = Node(.function, result: model)
    common.payload = record
    if inputs.count > 0 { common.first = Edge(inputs[0]) }
    if inputs.count > 1 { common.second = Edge(inputs[1]) }
    if inputs.count > 2 { common.third = Edge(inputs[2]) }
    if inputs.count > 3 { common.others = inputs[3...].map(Edge.init) }
    if results.count == 1 {
      if model.dtype.isFloatingPoint { model.node = common }
      return results
    }
    for (index, result) in results.enumerated() where result.dtype.isFloatingPoint {
      let node = Node(.functionOutput(index), result: result)
      node.first = .node(.passUnretained(common))
      result.node = node
    }
    return results
  }
}

extension Node {
  /// Runs a user's rule with everything that arrived.
  func propagateFunction(_ g: Tensor, _ pass: inout BackwardPass) throws(TensorError) {
    guard let record = payload as? FunctionRecord else { throw .backwardTwice }
    let isSingle = record.gradients.count == 1
    let arrived = isSingle ? [g] : record.gradients
    record.gradients = Array(repeating: nil, count: record.gradients.count)
    let gradients = try record.backward(arrived)
    var inputs = 0
    for index in 0..<edgeCount where self[edge: index].isWanted { inputs = index + 1 }
    guard gradients.count >= inputs else {
      throw .customGradientCount(name: record.name, expected: inputs, got: gradients.count)
    }
    for (index, gradient) in gradients.enumerated() {
      guard let gradient else { continue }
      let edge = self[edge: index]
      guard edge.isWanted else { continue }
      guard
        gradient.shape == edge.shape || (try? Shape.broadcast(gradient.shape, edge.shape)) == gradient.shape
      else {
        throw .customGradientShape(name: record.name, index: index, expected: edge.shape, got: gradient.shape)
      }
      try pass.send(gradient, to: edge, isFresh: false)
    }
  }
}
