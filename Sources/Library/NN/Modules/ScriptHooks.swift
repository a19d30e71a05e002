import Neural
import Script
import Tensors

/// The hooks of one module that a script registered, in the order in which they run.
struct ScriptHooks {
  struct Hook {
    let identifier: Int
    let function: Value
    /// Whether it wants the keyword arguments, too.
    let takesKeywords: Bool
  }

  var beforeForward: [Hook] = []
  var afterForward: [Hook] = []
  var beforeBackward: [Hook] = []
  var backward: [Hook] = []
  private var nextIdentifier = 0

  var isEmpty: Bool { beforeForward.isEmpty && afterForward.isEmpty && !watchesBackward }

  /// Whether a call has to be followed through the backward pass.
  var watchesBackward: Bool { !backward.isEmpty || !beforeBackward.isEmpty }

  mutating func add(
    _ function: Value, to list: WritableKeyPath<ScriptHooks, [Hook]>, first: Bool, takesKeywords: Bool
  ) -> Int {
    nextIdentifier += 1
    let hook = Hook(identifier: nextIdentifier, function: function, takesKeywords: takesKeywords)
    self[keyPath: list].insert(hook, at: first ? 0 : self[keyPath: list].count)
    return nextIdentifier
  }

  mutating func remove(_ identifier: Int) {
    beforeForward.removeAll { $0.identifier == identifier }
    afterForward.removeAll { $0.identifier == identifier }
    beforeBackward.removeAll { $0.identifier == identifier }
    backward.removeAll { $0.identifier == identifier }
  }
}

/// What `register_forward_hook` and its kin return; `remove()` takes the hook away.
final class RemovableHandle: Object {
  private weak var instance: ModuleInstance?
  private let identifier: Int

  init(_ instance: ModuleInstance, _ identifier: Int) {
    self.instance = instance
    self.identifier = identifier
    super.init()
  }

  override func type(_ machine: Machine) -> TypeObject { machine.type(.moduleHookHandle) }

  func remove(_ machine: Machine) {
    instance?.hooks?.remove(identifier)
    instance?.updateInterception(machine)
  }
}

extension TypeKey {
  static let moduleHookHandle: TypeKey = TypeKey { machine in
    NativeType(
      machine, name: "RemovableHandle", module: "torch.utils.hooks",
      members: [
        .method("remove", "self") { machine, arguments in
          (arguments[0].object as? RemovableHandle)?.remove(machine)
          return .none
        },
        .method("__enter__", "self") { _, arguments in arguments[0] },
        .method("__exit__", "self, type, value, traceback") { machine, arguments in
          (arguments[0].object as? RemovableHandle)?.remove(machine)
          return .bool(false)
        },
      ])
  }
}
