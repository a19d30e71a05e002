import Script
import Tensors

/// The modules below `torch`, but for `torch.nn` and `torch.optim`.
enum TorchModules {
  static var all: [NativeModule] {
    [
      NativeModule("torch", build: TorchModule.build),
      NativeModule("torch.autograd", build: AutogradModule.build),
      NativeModule("torch.nn.functional") { machine, module in
        module.lazy = { machine, name in
          try TorchModule.lookUp(name, in: "torch.nn.functional", OpTable.functional, module, machine)
        }
        module.lazyNames = { OpTable.functional.names }
      },
      NativeModule("torch.linalg") { machine, module in
        module.define("LinAlgError", .object(machine.type(.linAlgError)), machine)
        module.lazy = { machine, name in
          try TorchModule.lookUp(name, in: "torch.linalg", OpTable.linalg, module, machine)
        }
        module.lazyNames = { OpTable.linalg.names }
      },
      NativeModule("torch.special") { machine, module in
        module.lazy = { machine, name in
          try TorchModule.lookUp(name, in: "torch.special", OpTable.special, module, machine)
        }
        module.lazyNames = { OpTable.special.names }
      },
      NativeModule("torch.random") { machine, module in
        for op in SettingOps.ops
        where ["manual_seed", "seed", "initial_seed", "get_rng_state", "set_rng_state"].contains(op.name) {
          module.define(op.name, BoundOp.function(op, isMethod: false, machine), machine)
        }
        module.define("fork_rng", .object(machine.type(.forkRng)), machine)
      },
      NativeModule("torch.cuda") { machine, module in
        module.function("is_available", "", machine) { _, _ in .bool(false) }
        module.function("device_count", "", machine) { _, _ in .int(0) }
        module.function("is_initialized", "", machine) { _, _ in .bool(false) }
        for name in ["empty_cache", "synchronize"] {
          module.function(name, "device=None", machine) { _, _ in .none }
        }
        for name in ["manual_seed", "manual_seed_all"] {
          module.function(name, "seed", machine) { _, _ in .none }
        }
        module.lazy = { machine, name in
          if name.hasPrefix("__") { return nil }
          throw machine.exception(RefusalMessage.device("cuda"))
        }
      },
      NativeModule("torch.mps") { machine, module in
        module.function("is_available", "", machine) { _, _ in .bool(false) }
        module.function("manual_seed", "seed", machine) { _, _ in .none }
        module.function("empty_cache", "", machine) { _, _ in .none }
      },
      NativeModule("torch.backends") { machine, module in
        for name in ["cudnn", "mps", "cuda", "mkldnn", "openmp", "mkl"] {
          if let submodule = try machine.module("torch.backends.\(name)") {
            module.define(name, .object(submodule), machine)
          }
        }
      },
      backend("cudnn", ["deterministic": .bool(false), "benchmark": .bool(false), "enabled": .bool(true)]),
      backend("mps", [:]), backend("cuda", [:]), backend("mkldnn", [:]), backend("openmp", [:]),
      backend("mkl", [:]),
      NativeModule("torch.version") { machine, module in
        module.define("__version__", .string(TorchModule.version), machine)
        module.define("cuda", .none, machine)
      },
      NativeModule("torch.utils") { machine, module in
        if let data = try machine.module("torch.utils.data") { module.define("data", .object(data), machine) }
      },
      NativeModule("torch.jit") { machine, module in
        module.lazy = { machine, name in
          if name.hasPrefix("__") { return nil }
          throw machine.exception(
            RefusalMessage.absent(
              name: "torch.jit.\(name)",
              instead: .init("이 줄을 지우세요. 모델은 그대로 쓸 수 있어요", "leave the line out; the model works as it is")))
        }
      },
    ]
  }

  /// A back end that isn't here: scripts may ask for it and set its switches.
  private static func backend(_ name: String, _ settings: [String: Value]) -> NativeModule {
    NativeModule("torch.backends.\(name)") { machine, module in
      module.function("is_available", "", machine) { _, _ in .bool(false) }
      module.function("is_built", "", machine) { _, _ in .bool(false) }
      for (name, value) in settings { module.define(name, value, machine) }
    }
  }
}

extension TypeKey {
  /// `torch.random.fork_rng()`: what is drawn in the block doesn't move the stream outside.
  static let forkRng = TypeKey { machine in
    NativeType(
      machine, name: "fork_rng", module: "torch.random",
      construct: { _, _, _ in .object(ForkedStream()) },
      members: [
        .method("__enter__", "self") { _, arguments in
          (arguments[0].object as? ForkedStream)?.enter()
          return .none
        },
        .method("__exit__", "self, *args") { _, arguments in
          (arguments[0].object as? ForkedStream)?.exit()
          return .bool(false)
        },
      ])
  }
}

final class ForkedStream: Object {
  private var states: [Generator.State] = []

  init() { super.init() }

  override func type(_ machine: Machine) -> TypeObject { machine.type(.forkRng) }

  func enter() { states.append(Generator.standard.state) }

  func exit() {
    if let state = states.popLast() { Generator.standard.state = state }
  }
}
