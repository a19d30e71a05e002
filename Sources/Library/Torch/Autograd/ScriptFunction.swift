import Script
import Tensors

extension TypeKey {
  /// `torch.autograd.Function`, from which scripts derive operations with a gradient of their own.
  static let autogradFunction = TypeKey { machine in
    NativeType(
      machine, name: "Function", module: "torch.autograd.function", isBase: true,
      members: [
        .classMethod("apply") { machine, arguments in
          guard let type = arguments[0].object as? TypeObject else { return .none }
          return try ScriptFunction(type, machine).apply(arguments.dropFirst().positional)
        }
      ])
  }

  static let functionContext = TypeKey { machine in
    NativeType(
      machine, name: "FunctionCtx", module: "torch.autograd.function",
      members: [
        .method("save_for_backward") { machine, arguments in
          guard let context = arguments[0].object as? FunctionContext else { return .none }
          context.save(arguments.dropFirst().positional)
          return .none
        },
        .method("mark_non_differentiable") { _, arguments in
          guard let context = arguments[0].object as? FunctionContext else { return .none }
          context.notDifferentiable = arguments.dropFirst().positional.compactMap(\.tensor)
          return .none
        },
        .method("mark_dirty") { _, _ in .none },
        .method("set_materialize_grads", "self, value") { machine, arguments in
          (arguments[0].object as? FunctionContext)?.fillsMissingGradients = try machine.isTrue(arguments[1])
          return .none
        },
        .property("saved_tensors") { machine, object in
          .tuple(try (object as? FunctionContext)?.saved(machine) ?? [])
        },
        .property("needs_input_grad") { _, object in
          .tuple((object as? FunctionContext)?.needsInputGrad.map { .bool($0) } ?? [])
        },
      ])
  }
}

/// `ctx`: what the forward of a script's function keeps for its backward.
final class FunctionContext: Container {
  var needsInputGrad: [Bool]
  var notDifferentiable: [Tensor] = []
  var fillsMissingGradients = true
  private var savedValues: [Value] = []
  private var versions: [Int] = []
  private var attributes: [Symbol: Value] = [:]

  init(needsInputGrad: [Bool]) {
    self.needsInputGrad = needsInputGrad
    super.init(kind: .other)
  }

  func save(_ values: [Value]) {
    savedValues = values
    versions = values.map { $0.tensor?.version ?? 0 }
  }

  func saved(_ machine: Machine) throws -> [Value] {
    for (value, version) in zip(savedValues, versions) {
      if let tensor = value.tensor, tensor.version != version {
        throw TensorError.versionMismatch(
          op: tensor.gradFnName ?? "", shape: tensor.shape, dtype: tensor.dtype, expected: version,
          got: tensor.version)
      }
    }
    return savedValues
  }

  override func type(_ machine: Machine) -> TypeObject { machine.type(.functionContext) }

  override func attribute(_ name: Symbol, _ machine: Machine) throws -> Value? {
    try attributes[name] ?? super.attribute(name, machine)
  }

  override func setAttribute(_ name: Symbol, to value: Value, _ machine: Machine) throws {
    attributes[name] = value
  }

  override func traverse(_ visit: (Object) -> Void) {
    for case .object(let object) in attributes.values { visit(object) }
    for case .object(let object) in savedValues { visit(object) }
  }

  override func giveUp(_ take: (inout Value) -> Void) {
    var values = Array(attributes.values) + savedValues
    attributes = [:]
    savedValues = []
    while var value = values.popLast() { take(&value) }
  }
}

/// One class that derives from `torch.autograd.Function`, about to be applied.
struct ScriptFunction {
  private let type: TypeObject
  private let machine: Machine

  init(_ type: TypeObject, _ machine: Machine) {
    self.type = type
    self.machine = machine
  }

  /// Runs `forward` outside of the graph and records that `backward` will give the gradients.
  func apply(_ arguments: [Value]) throws -> Value {
    let inputs = arguments.map(\.tensor)
    let context = FunctionContext(
      needsInputGrad: inputs.map { $0?.requiresGrad ?? false })
    let forward = try machine.attribute(.object(type), machine.symbol("forward"))
    let setup = type.lookup(machine.symbol("setup_context"))
    let result = try Engine.withoutGrad { () throws -> Value in
      guard setup != nil else { return try machine.call(forward, [.object(context)] + arguments) }
      let output = try machine.call(forward, arguments)
      _ = try machine.call(
        machine.attribute(.object(type), machine.symbol("setup_context")),
        [.object(context), .tuple(arguments), output])
      return output
    }
    guard Engine.isGradEnabled, context.needsInputGrad.contains(true) else { return result }
    let isSingle = result.sequenceElements == nil
    let values = result.sequenceElements ?? [result]
    // An input that is returned as it is becomes a tensor of its own, so that it can be part of the graph.
    let outputs = values.compactMap(\.tensor).map { tensor in
      inputs.contains { $0 === tensor } ? tensor.detach() : tensor
    }
    let differentiable = outputs.filter { output in
      output.dtype.isFloatingPoint && !context.notDifferentiable.contains { $0 === output }
    }
    if !differentiable.isEmpty {
      let machine = machine
      let type = type
      _ = Tensor.recordFunction(
        name: type.name, inputs: inputs.compactMap { $0 }, outputs: differentiable
      ) { gradients throws(TensorError) in
        try machine.torch.callingBack {
          let all = try ScriptFunction(type, machine).backward(
            context, gradients, outputs: differentiable, among: outputs)
          return zip(all, inputs).filter { $1 != nil }.map(\.0)
        }
      }
    }
    var next = outputs.makeIterator()
    let wrapped = values.map { $0.tensor == nil ? $0 : Value.tensor(next.next()) }
    return isSingle ? wrapped[0] : .tuple(wrapped)
  }

  /// The gradients for all inputs, nil for those that aren't tensors.
  private func backward(
    _ context: FunctionContext, _ gradients: [Tensor?], outputs: [Tensor], among all: [Tensor]
  ) throws -> [Tensor?] {
    var given = zip(outputs, gradients).makeIterator()
    var pending = given.next()
    var values: [Value] = []
    for output in all {
      if let current = pending, current.0 === output {
        if let gradient = current.1 {
          values.append(.tensor(gradient))
        } else {
          values.append(context.fillsMissingGradients ? .tensor(try output.detach().zerosLike()) : .none)
        }
        pending = given.next()
      } else {
        values.append(.tensor(try output.detach().zerosLike()))
      }
    }
    let backward = try machine.attribute(.object(type), machine.symbol("backward"))
    let result = try machine.call(backward, [.object(context)] + values)
    var returned = result.sequenceElements ?? [result]
    let expected = context.needsInputGrad.count
    while returned.count > expected, returned.last?.isNone == true { returned.removeLast() }
    guard returned.count == expected else {
      throw TensorError.customGradientCount(name: type.name, expected: expected, got: returned.count)
    }
    return try returned.map { value in
      if value.isNone { return nil }
      guard let tensor = value.tensor else {
        throw machine.error(.typeError, "expected Variable or None (got \(machine.typeName(of: value)))")
      }
      return tensor
    }
  }
}
