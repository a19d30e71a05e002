import Tensors

/// Sees the gradients of one call of a module: of its inputs and of its output.
///
/// Copies of inputs and output stand in the graph at the module's borders. The output's gradient is complete before any
/// input's is, so the hooks run when the last input's gradient arrives; when no input needs one, as soon as the
/// output's is there.
package final class BackwardWatch {
  /// Gets the gradients of the inputs and of the output; what it returns takes the place of the first.
  package typealias Handler = ([Tensor?], [Tensor?]) throws(TensorError) -> [Tensor?]?

  /// Gets the gradient of the output before anything else does; what it returns takes that gradient's place.
  package typealias Preparation = (Tensor) throws(TensorError) -> Tensor?

  private let handler: Handler
  private let preparation: Preparation?
  private var inputGradients: [Tensor?] = []
  private var outputGradients: [Tensor?] = []
  private var waiting = 0
  private var watched = 0

  package init(before preparation: Preparation? = nil, _ handler: @escaping Handler) {
    self.preparation = preparation
    self.handler = handler
  }

  /// The inputs with a border in front of the module.
  package func inputs(_ inputs: [Tensor]) throws(TensorError) -> [Tensor] {
    inputGradients = Array(repeating: nil, count: inputs.count)
    guard Engine.isGradEnabled else { return inputs }
    var result: [Tensor] = []
    for (place, input) in inputs.enumerated() {
      guard input.requiresGrad else {
        result.append(input)
        continue
      }
      let border = try input.clone()
      watched += 1
      try border.registerHook { [self] (gradient) throws(TensorError) in
        inputGradients[place] = gradient
        waiting -= 1
        guard waiting == 0 else { return nil }
        return try run()?[place]
      }
      result.append(border)
    }
    return result
  }

  /// The output with a border behind the module.
  package func output(_ output: Tensor) throws(TensorError) -> Tensor {
    guard output.requiresGrad, Engine.isGradEnabled else { return output }
    let border = try output.clone()
    try border.registerHook { [self] (gradient) throws(TensorError) in
      let replaced = try preparation?(gradient)
      outputGradients = [replaced ?? gradient]
      inputGradients = inputGradients.map { _ in nil }
      waiting = watched
      if waiting == 0 { _ = try run() }
      return replaced
    }
    return border
  }

  private func run() throws(TensorError) -> [Tensor?]? {
    let replaced = try handler(inputGradients, outputGradients)
    guard let replaced, replaced.count == inputGradients.count else { return nil }
    return replaced
  }
}

extension Module {
  /// The watch for this module's own backward hooks.
  final func backwardWatch(_ hooks: ModuleHooks) -> BackwardWatch? {
    guard !hooks.backward.isEmpty else { return nil }
    let list = Array(hooks.backward.values)
    return BackwardWatch { [unowned self] (inputs, outputs) throws(TensorError) in
      var inputs = inputs
      var isReplaced = false
      do {
        for hook in list {
          if let replaced = try hook(self, inputs, outputs) {
            inputs = replaced
            isReplaced = true
          }
        }
      } catch let error as TensorError {
        throw error
      } catch {
        throw .callback("\(error)")
      }
      return isReplaced ? inputs : nil
    }
  }
}
