import Script
import Tensors

/// `torch.autograd`
enum AutogradModule {
  static let ops: [Op] = [
    .call(
      "grad",
      "outputs, inputs, grad_outputs=None, retain_graph=None, create_graph=False, allow_unused=None, is_grads_batched=False, materialize_grads=False",
      []
    ) { call in
      let outputs = try call[0].tensor.map { [$0] } ?? call.tensors(0)
      let inputs = try call[1].tensor.map { [$0] } ?? call.tensors(1)
      let given: [Tensor?]? =
        try call.isNone(2)
        ? nil
        : call[2].tensor.map { [$0] }
          ?? (call[2].sequenceElements ?? []).map { value in
            if value.isNone { return nil }
            guard let tensor = value.tensor else { throw call.wrongType(2, "tuple of Tensors") }
            return tensor
          }
      let fills = try call.bool(7)
      let gradients = try Tensor.grad(
        outputs: outputs, inputs: inputs, gradOutputs: given,
        retainGraph: call.isNone(3) ? nil : call.bool(3),
        createGraph: call.bool(4), allowUnused: fills || (call.isNone(5) ? false : call.bool(5)))
      return .tuple(
        try zip(gradients, inputs).map { gradient, input in
          if gradient == nil && fills { return .tensor(try input.detach().zerosLike()) }
          return .tensor(gradient)
        })
    },
    .call("backward", "tensors, grad_tensors=None, retain_graph=None, create_graph=False, inputs=None", []) {
      call in
      let roots = try call[0].tensor.map { [$0] } ?? call.tensors(0)
      let given: [Value] =
        call.isNone(1) ? [] : call[1].tensor != nil ? [call[1]] : call[1].sequenceElements ?? []
      let keeps = try call.isNone(2) ? nil : call.bool(2)
      for (index, root) in roots.enumerated() {
        // All but the last root share their graph with those that follow.
        try root.backward(
          gradient: index < given.count ? given[index].tensor : nil,
          retainGraph: index + 1 < roots.count ? true : keeps, createGraph: call.bool(3))
      }
      return .none
    },
  ]

  static func build(_ machine: Machine, _ module: ModuleObject) throws {
    for op in ops { module.define(op.name, BoundOp.function(op, isMethod: false, machine), machine) }
    module.define("Function", .object(machine.type(.autogradFunction)), machine)
    module.define("Variable", .object(machine.type(.tensor)), machine)
    module.define("no_grad", .object(machine.type(.noGrad)), machine)
    module.define("enable_grad", .object(machine.type(.enableGrad)), machine)
    module.define("set_grad_enabled", .object(machine.type(.setGradEnabled)), machine)
    module.define("inference_mode", .object(machine.type(.inferenceMode)), machine)
    module.define("set_detect_anomaly", .object(machine.type(.detectAnomaly)), machine)
    module.define("detect_anomaly", .object(machine.type(.detectAnomaly)), machine)
    module.lazy = { machine, name in
      if name.hasPrefix("__") { return nil }
      if let submodule = try machine.module("torch.autograd.\(name)") { return .object(submodule) }
      let known = module.attributeNames(machine)
      throw machine.exception(
        AbsentMessage(owner: .module("torch.autograd"), name: name, known: known))
    }
  }
}

extension TypeKey {
  /// `torch.autograd.set_detect_anomaly(True)`: errors of backward name their tensor here without it.
  static let detectAnomaly = TypeKey { machine in
    NativeType(
      machine, name: "set_detect_anomaly", module: "torch.autograd.anomaly_mode",
      construct: { machine, type, _ in .object(PlainContext(type)) },
      members: [
        .method("__enter__", "self") { _, _ in .none },
        .method("__exit__", "self, *args") { _, _ in .bool(false) },
      ])
  }
}

/// A `with` block that changes nothing.
final class PlainContext: Object {
  private let contextType: TypeObject

  init(_ type: TypeObject) {
    contextType = type
    super.init()
  }

  override func type(_ machine: Machine) -> TypeObject { contextType }
}
