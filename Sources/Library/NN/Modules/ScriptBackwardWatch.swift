import Neural
import Script
import Tensors

/// The backward hooks of one call of a module that a script registered.
final class ScriptBackwardWatch {
  private let watch: BackwardWatch

  init(_ instance: ModuleInstance, _ machine: Machine) {
    watch = BackwardWatch(before: { [unowned machine] (gradient) throws(TensorError) in
      try machine.torch.callingBack {
        var gradients = [Value.tensor(gradient)]
        var isReplaced = false
        for hook in instance.hooks?.beforeBackward ?? [] {
          let result = try machine.call(hook.function, [.object(instance), .tuple(gradients)])
          if result.isNone { continue }
          gradients = result.sequenceElements ?? [result]
          isReplaced = true
        }
        return isReplaced ? gradients.first?.tensor : nil
      }
    }) { [unowned machine] (inputs, outputs) throws(TensorError) in
      try machine.torch.callingBack {
        var gradients = inputs.map { Value.tensor($0) }
        var isReplaced = false
        for hook in instance.hooks?.backward ?? [] {
          let result = try machine.call(
            hook.function, [.object(instance), .tuple(gradients), .tuple(outputs.map { .tensor($0) })])
          if result.isNone { continue }
          gradients = result.sequenceElements ?? [result]
          isReplaced = true
        }
        return isReplaced ? gradients.map(\.tensor) : nil
      }
    }
  }

  /// The inputs, each tensor behind a border that sees its gradient.
  func inputs(_ values: [Value]) throws -> [Value] {
    var borders = try watch.inputs(values.compactMap(\.tensor))[...]
    return values.map { value in
      guard value.tensor != nil, let border = borders.popFirst() else { return value }
      return .tensor(border)
    }
  }

  /// The output behind a border; of several tensors the first is watched.
  func output(_ value: Value) throws -> Value {
    if let tensor = value.tensor { return .tensor(try watch.output(tensor)) }
    guard let tuple = value.object as? TupleObject, let first = tuple.elements.first?.tensor else {
      return value
    }
    return .tuple([.tensor(try watch.output(first))] + tuple.elements.dropFirst())
  }
}
