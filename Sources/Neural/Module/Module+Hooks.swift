import OrderedCollections
import Tensors

/// What is called around a module's `forward` and its backward pass.
struct ModuleHooks {
  typealias BeforeForward = (Module, [Tensor]) throws -> [Tensor]?
  typealias AfterForward = (Module, [Tensor], Tensor) throws -> Tensor?
  typealias Backward = (Module, [Tensor?], [Tensor?]) throws -> [Tensor?]?

  var beforeForward: OrderedDictionary<Int, BeforeForward> = [:]
  var afterForward: OrderedDictionary<Int, AfterForward> = [:]
  var backward: OrderedDictionary<Int, Backward> = [:]
  var nextIdentifier = 0

  var isEmpty: Bool { beforeForward.isEmpty && afterForward.isEmpty && backward.isEmpty }
}

/// Takes a registered hook away again.
public struct HookHandle {
  fileprivate let take: () -> Void
  /// Removes the hook; a second time does nothing.
  public func remove() { take() }
}

extension Module {
  /// Calls `hook` before `forward`; what it returns replaces the inputs.
  @discardableResult
  public final func registerForwardPreHook(_ hook: @escaping (Module, [Tensor]) throws -> [Tensor]?)
    -> HookHandle
  {
    add(hook, to: \.beforeForward)
  }

  /// Calls `hook` after `forward` with inputs and output; what it returns replaces the output.
  @discardableResult
  public final func registerForwardHook(
    _ hook: @escaping (Module, [Tensor], Tensor) throws -> Tensor?
  ) -> HookHandle {
    add(hook, to: \.afterForward)
  }

  /// Calls `hook` in the backward pass with the gradients of the inputs and of the output; what it returns replaces
  /// the gradients of the inputs.
  @discardableResult
  public final func registerFullBackwardHook(
    _ hook: @escaping (Module, [Tensor?], [Tensor?]) throws -> [Tensor?]?
  ) -> HookHandle {
    add(hook, to: \.backward)
  }

  private final func add<Hook>(
    _ hook: Hook, to list: WritableKeyPath<ModuleHooks, OrderedDictionary<Int, Hook>>
  ) -> HookHandle {
    var hooks = self.hooks ?? ModuleHooks()
    let identifier = hooks.nextIdentifier
    hooks.nextIdentifier += 1
    hooks[keyPath: list][identifier] = hook
    self.hooks = hooks
    isIntercepted = true
    return HookHandle { [weak self] in
      guard let self else { return }
      self.hooks?[keyPath: list].removeValue(forKey: identifier)
      self.isIntercepted = self.interceptor != nil || self.hooks?.isEmpty == false
    }
  }

  /// Lets `interceptor` take all calls over, or gives them back to `forward`.
  package final func intercept(_ interceptor: (([Tensor]) throws -> Tensor)?) {
    self.interceptor = interceptor
    isIntercepted = interceptor != nil || hooks?.isEmpty == false
  }

  final func interceptedCall(_ inputs: [Tensor]) throws -> Tensor {
    guard let hooks, !hooks.isEmpty else { return try interceptor?(inputs) ?? forward(inputs) }
    var inputs = inputs
    for hook in hooks.beforeForward.values {
      if let replaced = try hook(self, inputs) { inputs = replaced }
    }
    let watch = backwardWatch(hooks)
    if let watch { inputs = try watch.inputs(inputs) }
    var output = try interceptor?(inputs) ?? forward(inputs)
    for hook in hooks.afterForward.values {
      if let replaced = try hook(self, inputs, output) { output = replaced }
    }
    return try watch?.output(output) ?? output
  }
}
