/// Functions that see a gradient when it's complete, and may replace it.
package final class TensorHooks {
  private var entries: [(id: Int, hook: (Tensor) throws(TensorError) -> Tensor?)] = []
  private var nextID = 0
  /// Functions that look at a leaf when its gradient has been accumulated.
  private var observers: [(id: Int, observer: (Tensor) throws(TensorError) -> Void)] = []

  func add(_ hook: @escaping (Tensor) throws(TensorError) -> Tensor?) -> Int {
    nextID += 1
    entries.append((nextID, hook))
    return nextID
  }

  func observe(_ observer: @escaping (Tensor) throws(TensorError) -> Void) -> Int {
    nextID += 1
    observers.append((nextID, observer))
    return nextID
  }

  func remove(_ id: Int) {
    entries.removeAll { $0.id == id }
    observers.removeAll { $0.id == id }
  }

  /// Tells the observers of a leaf that its `grad` is complete.
  func notify(_ leaf: Tensor) throws(TensorError) {
    for entry in observers { try entry.observer(leaf) }
  }

  func run(_ gradient: Tensor) throws(TensorError) -> Tensor {
    var gradient = gradient
    for entry in entries {
      if let replacement = try entry.hook(gradient) { gradient = replacement }
    }
    return gradient
  }
}

extension Tensor {
  /// What `registerHook` gives back: `remove()` takes the hook away.
  public final class HookHandle {
    private let hooks: TensorHooks
    private let id: Int

    init(_ hooks: TensorHooks, _ id: Int) {
      self.hooks = hooks
      self.id = id
    }

    public func remove() { hooks.remove(id) }
  }

  /// Calls `hook` with every gradient of this tensor; what it returns takes the gradient's place.
  @discardableResult
  public func registerHook(_ hook: @escaping (Tensor) throws(TensorError) -> Tensor?) throws(TensorError)
    -> HookHandle
  {
    guard isTracked else { throw .hookWithoutGrad }
    let hooks: TensorHooks
    if let node = gradNode {
      hooks = node.hooks ?? TensorHooks()
      node.hooks = hooks
    } else {
      hooks = self.hooks ?? TensorHooks()
      self.hooks = hooks
    }
    return HookHandle(hooks, hooks.add(hook))
  }

  /// Calls `observer` with this leaf whenever backward has added to its `grad`.
  @discardableResult
  public func registerPostAccumulateGradHook(
    _ observer: @escaping (Tensor) throws(TensorError) -> Void
  ) throws(TensorError) -> HookHandle {
    guard isTracked else { throw .hookWithoutGrad }
    guard gradNode == nil else { throw .postAccumulateHookOnResult }
    let hooks = self.hooks ?? TensorHooks()
    self.hooks = hooks
    return HookHandle(hooks, hooks.observe(observer))
  }

  /// Keeps the gradient of this tensor although it's no leaf.
  public func retainGrad() throws(TensorError) {
    guard isTracked else { throw .retainGradWithoutGrad }
    guard let node = gradNode else { return }
    node.retaining = Node.Retained(self)
    retainsGrad = true
  }
}
