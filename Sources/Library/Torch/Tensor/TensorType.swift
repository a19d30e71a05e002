import Script
import Tensors

extension TypeKey {
  /// `torch.Tensor`
  package static let tensor = TypeKey { machine in
    let type = NativeType(
      machine, name: "Tensor", module: "torch",
      construct: { machine, _, arguments in
        try TensorType.construct(arguments, dtype: .float32, machine)
      }, members: TensorType.properties)
    for name in OpTable.methods.names {
      if let function = OpTable.methods.function(name, isMethod: true, machine) {
        type.define(machine.symbol(name), function)
      }
    }
    return type
  }

  /// `torch.nn.Parameter`
  package static let parameter = TypeKey { machine in
    NativeType(
      machine, name: "Parameter", module: "torch.nn.parameter", base: machine.type(.tensor),
      construct: { machine, _, arguments in
        let data = arguments.optional(0) ?? arguments.keyword(machine.symbol("data"))
        let source: Tensor
        if let data {
          guard let tensor = data.tensor else {
            throw machine.exception(
              OpCallMessage.wrongType(
                function: "Parameter", argument: "data", position: 1, expected: "Tensor",
                type: machine.typeName(of: data)))
          }
          source = tensor
        } else {
          source = try Tensor.empty([0])
        }
        let flag = arguments.optional(1) ?? arguments.keyword(machine.symbol("requires_grad")) ?? .bool(true)
        let parameter = source.detach()
        parameter.isParameter = true
        return .tensor(try parameter.requiresGrad_(machine.isTrue(flag)))
      })
  }
}

enum TensorType {
  /// `torch.Tensor([1, 2])` and `torch.Tensor(2, 3)`, the ways of old.
  static func construct(_ arguments: Arguments, dtype: DType, _ machine: Machine) throws -> Value {
    guard let first = arguments.optional(0) else { return .tensor(try Tensor.empty([0], dtype: dtype)) }
    if let tensor = first.tensor, tensor.rank > 0 { return .tensor(try tensor.to(dtype)) }
    if first.sequenceElements != nil && !(first.object is SizeObject) {
      return .tensor(try TensorData.tensor(from: first, dtype: dtype, machine))
    }
    let sizes = (first.object as? SizeObject)?.elements ?? arguments.positional
    let shape = try sizes.map { value in
      guard let size = value.wholeNumber else {
        throw machine.exception(TensorUseMessage.badData(type: machine.typeName(of: value)))
      }
      return size
    }
    return .tensor(try Tensor.zeros(CreationOps.shape(shape), dtype: dtype))
  }

  /// What a tensor knows about itself.
  static var properties: [NativeMember] {
    [
      property("shape") { tensor, _ in .object(SizeObject(tensor.shape)) },
      property("dtype") { tensor, machine in machine.dtypeObject(of: tensor) },
      property("device") { _, _ in .object(DeviceObject("cpu")) },
      property("layout") { _, machine in try machine.torchConstant("strided") },
      property("ndim") { tensor, _ in .int(tensor.rank) },
      property("itemsize") { tensor, _ in .int(tensor.itemSize) },
      property("nbytes") { tensor, _ in .int(tensor.count * tensor.itemSize) },
      property("is_leaf") { tensor, _ in .bool(tensor.isLeaf) },
      property("retains_grad") { tensor, _ in .bool(tensor.retainsGrad) },
      property("_version") { tensor, _ in .int(tensor.version) },
      property("output_nr") { _, _ in .int(0) },
      property("is_cuda") { _, _ in .bool(false) },
      property("is_mps") { _, _ in .bool(false) },
      property("is_sparse") { _, _ in .bool(false) },
      property("is_quantized") { _, _ in .bool(false) },
      property("is_cpu") { _, _ in .bool(true) },
      property("is_meta") { _, _ in .bool(false) },
      property("T") { tensor, _ in .tensor(try tensor.permute(Array(tensor.shape.indices.reversed()))) },
      property("mT") { tensor, _ in .tensor(try matrixTransposed(tensor, "mT")) },
      property("H") { tensor, _ in .tensor(try matrixTransposed(tensor, "H")) },
      property("mH") { tensor, _ in .tensor(try matrixTransposed(tensor, "mH")) },
      property("real") { tensor, _ in .tensor(tensor) },
      property("_base") { _, _ in .none },
      property("grad_fn") { tensor, _ in
        tensor.gradNode.map { .object(GradFunctionObject($0)) } ?? .none
      },
      .property("requires_grad") { _, object in
        .bool(try target(object).requiresGrad)
      } set: { machine, object, value in
        guard case .bool(let flag) = value else { throw machine.exception(TensorUseMessage.requiresGradType) }
        try target(object).requiresGrad_(flag)
      },
      .property("grad") { _, object in
        .tensor(try target(object).grad)
      } set: { machine, object, value in
        let tensor = try target(object)
        if value.isNone {
          tensor.grad = nil
          return
        }
        guard let grad = value.tensor else {
          throw machine.exception(TensorUseMessage.gradType(machine.typeName(of: value)))
        }
        guard grad.shape == tensor.shape else {
          throw machine.exception(TensorUseMessage.gradShape(Array(grad.shape), Array(tensor.shape)))
        }
        guard grad.dtype == tensor.dtype else {
          throw TensorError.dtypeMismatch(op: "grad", grad.dtype, tensor.dtype)
        }
        tensor.grad = grad
      },
      .property("data") { _, object in
        .tensor(try target(object).detach())
      } set: { machine, object, value in
        guard let source = value.tensor else {
          throw machine.exception(
            OpCallMessage.wrongType(
              function: "data", argument: "data", position: nil, expected: "Tensor",
              type: machine.typeName(of: value)))
        }
        try target(object).setData(source)
      },
    ]
  }

  private static func property(
    _ name: String, _ get: @escaping @Sendable (Tensor, Machine) throws -> Value
  ) -> NativeMember {
    .property(name) { machine, object in try get(target(object), machine) }
  }

  private static func target(_ object: Object) throws -> Tensor {
    guard let object = object as? TensorObject else { throw TensorError.unsupported("this attribute") }
    return object.tensor
  }

  private static func matrixTransposed(_ tensor: Tensor, _ name: String) throws -> Tensor {
    guard tensor.rank >= 2 else {
      throw TensorError.unsupported(
        "tensor.\(name) is only supported on matrices or batches of matrices. Got \(tensor.rank)-D tensor.")
    }
    return try tensor.transpose(-2, -1)
  }
}
