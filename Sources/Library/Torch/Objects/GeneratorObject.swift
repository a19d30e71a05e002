import Script
import Tensors

extension TypeKey {
  package static let torchGenerator = TypeKey { machine in
    NativeType(
      machine, name: "Generator", module: "torch._C",
      construct: { machine, _, arguments in
        if let device = arguments.optional(0) ?? arguments.keyword(machine.symbol("device")) {
          try machine.device(from: device)
        }
        return .object(GeneratorObject(Generator()))
      },
      members: [
        .method("manual_seed", "self, seed") { machine, arguments in
          let object = try receiver(machine, arguments[0])
          object.generator.manualSeed(try machine.seed(from: arguments[1]))
          return .object(object)
        },
        .method("initial_seed", "self") { machine, arguments in
          .int(try receiver(machine, arguments[0]).generator.initialSeed)
        },
        .method("seed", "self") { machine, arguments in
          .int(try receiver(machine, arguments[0]).generator.seed())
        },
        .method("get_state", "self") { machine, arguments in
          .object(GeneratorState(try receiver(machine, arguments[0]).generator.state))
        },
        .method("set_state", "self, new_state") { machine, arguments in
          let object = try receiver(machine, arguments[0])
          object.generator.state = try machine.generatorState(arguments[1])
          return .object(object)
        },
        .property("device") { _, _ in .object(DeviceObject("cpu")) },
      ])
  }

  private static func receiver(_ machine: Machine, _ value: Value) throws -> GeneratorObject {
    guard let object = value.object as? GeneratorObject else {
      throw machine.exception(
        OpCallMessage.wrongType(
          function: "Generator", argument: "self", position: nil, expected: "torch.Generator",
          type: machine.typeName(of: value)))
    }
    return object
  }

  /// What `get_rng_state()` returns.
  static let generatorState = TypeKey { NativeType($0, name: "Tensor", module: "torch") }
}

/// `torch.Generator`: a stream of random numbers of its own.
package final class GeneratorObject: Object {
  package let generator: Generator

  package init(_ generator: Generator) {
    self.generator = generator
    super.init()
  }

  package override func type(_ machine: Machine) -> TypeObject { machine.type(.torchGenerator) }
}

/// A stream's state as a script may keep it and give it back. PyTorch shows it as a tensor of bytes; nobody reads them.
final class GeneratorState: Object {
  let state: Generator.State

  init(_ state: Generator.State) {
    self.state = state
    super.init()
  }

  override func type(_ machine: Machine) -> TypeObject { machine.type(.generatorState) }
  override func repr(_ machine: Machine) throws -> String { "<torch.Generator state>" }
}

extension Machine {
  func generatorState(_ value: Value) throws -> Generator.State {
    guard let object = value.object as? GeneratorState else {
      throw exception(
        OpCallMessage.wrongType(
          function: "set_rng_state", argument: "new_state", position: 1,
          expected: "the result of get_rng_state()",
          type: typeName(of: value)))
    }
    return object.state
  }

  /// A seed as PyTorch takes it: any number, cut to an int.
  func seed(from value: Value) throws -> Int {
    if let text = value.text {
      throw error(.valueError, "invalid literal for int() with base 10: '\(text)'")
    }
    guard let scalar = value.scalar else {
      throw exception(
        OpCallMessage.wrongType(
          function: "manual_seed", argument: "seed", position: 1, expected: "int", type: typeName(of: value)))
    }
    return scalar.int
  }
}
