import Neural
import Script
import Tensors

extension ModuleInstance {
  /// `copy.deepcopy(model)`: every attribute is copied once, so that a tied weight stays tied in the copy.
  func deepCopy(memo: Value, _ machine: Machine) throws -> ModuleInstance {
    let copy = ModuleInstance(instanceType)
    let memo = memo.isNone ? Value.object(DictObject()) : memo
    let key = Value.int(machine.identity(of: .object(self)))
    try machine.setItem(memo, key, to: .object(copy))
    guard let module else { return copy }
    let settings = module.copyOfSettings()
    settings.isTraining = module.isTraining
    copy.adopt(settings, machine)
    guard let copyModule = try machine.module("copy"),
      let deepCopy = try copyModule.attribute(machine.symbol("deepcopy"), machine)
    else { throw machine.exception(RefusalMessage.absent(name: "copy.deepcopy", instead: nil)) }
    for name in storedNames {
      guard let value = stored(name) else { continue }
      copy.store(name, try machine.call(deepCopy, [value, memo]), machine)
    }
    for name in module.ownParameters.keys {
      settings.setParameter(name, copy.stored(machine.symbol(name))?.tensor)
    }
    for (name, buffer) in module.ownBuffers {
      settings.setBuffer(
        name, copy.stored(machine.symbol(name))?.tensor, isPersistent: buffer.isPersistent)
    }
    for name in module.children.keys {
      settings.setChild(name, (copy.stored(machine.symbol(name))?.object as? ModuleInstance)?.module)
    }
    copy.hooks = hooks
    copy.noticeForward(machine)
    return copy
  }
}
