import Neural
import OrderedCollections
import Script
import Tensors

extension ModuleType {
  static var state: [NativeMember] {
    [
      .method("state_dict", "self, *, destination=None, prefix='', keep_vars=False") { machine, arguments in
        let state = try module(arguments[0], machine).stateDict(
          prefix: arguments[2].text ?? "", keepVariables: machine.isTrue(arguments[3]))
        let dict = (arguments[1].object as? DictObject) ?? OrderedDictObject()
        for (name, tensor) in state { try dict.set(.string(name), .tensor(tensor), machine) }
        return .object(dict)
      },
      .method("load_state_dict", "self, state_dict, strict=True, assign=False") { machine, arguments in
        let report = try module(arguments[0], machine).load(
          state(arguments[1], machine), isStrict: machine.isTrue(arguments[2]))
        return .object(IncompatibleKeys(report))
      },
    ]
  }

  private static func state(_ value: Value, _ machine: Machine) throws -> StateDict {
    guard let dict = value.object as? DictObject else {
      throw machine.exception(ModuleMessage.stateDictType(type: machine.typeName(of: value)))
    }
    var state = StateDict()
    var position = 0
    while let entry = dict.entry(from: position) {
      position = entry.next
      guard let name = entry.key.text, let tensor = entry.value.tensor else {
        throw machine.exception(ModuleMessage.stateDictType(type: machine.typeName(of: entry.value)))
      }
      state[name] = tensor
    }
    return state
  }

  static var hooks: [NativeMember] {
    [
      .method("register_forward_pre_hook", "self, hook, *, prepend=False, with_kwargs=False") {
        machine, arguments in
        try add(arguments, to: \.beforeForward, first: arguments[2], takesKeywords: arguments[3], machine)
      },
      .method("register_forward_hook", "self, hook, *, prepend=False, with_kwargs=False, always_call=False") {
        machine, arguments in
        try add(arguments, to: \.afterForward, first: arguments[2], takesKeywords: arguments[3], machine)
      },
      .method("register_full_backward_pre_hook", "self, hook, prepend=False") { machine, arguments in
        try add(arguments, to: \.beforeBackward, first: arguments[2], takesKeywords: .bool(false), machine)
      },
      .method("register_full_backward_hook", "self, hook, prepend=False") { machine, arguments in
        try add(arguments, to: \.backward, first: arguments[2], takesKeywords: .bool(false), machine)
      },
    ]
  }

  private static func add(
    _ arguments: Arguments, to list: WritableKeyPath<ScriptHooks, [ScriptHooks.Hook]>, first: Value,
    takesKeywords: Value, _ machine: Machine
  ) throws -> Value {
    let instance = try instance(arguments[0], machine)
    var hooks = instance.hooks ?? ScriptHooks()
    let identifier = hooks.add(
      arguments[1], to: list, first: try machine.isTrue(first),
      takesKeywords: try machine.isTrue(takesKeywords))
    instance.hooks = hooks
    instance.updateInterception(machine)
    return .object(RemovableHandle(instance, identifier))
  }
}

/// What `load_state_dict` returns: `<All keys matched successfully>`.
final class IncompatibleKeys: TupleObject {
  init(_ report: Module.LoadReport) {
    super.init([
      .object(ListObject(report.missingKeys.map { .string($0) })),
      .object(ListObject(report.unexpectedKeys.map { .string($0) })),
    ])
  }

  override func attribute(_ name: Symbol, _ machine: Machine) throws -> Value? {
    switch machine.symbols.name(name) {
    case "missing_keys": elements[0]
    case "unexpected_keys": elements[1]
    default: try super.attribute(name, machine)
    }
  }

  override func repr(_ machine: Machine) throws -> String {
    let areEmpty = try machine.length(elements[0]) == 0 && machine.length(elements[1]) == 0
    if areEmpty { return "<All keys matched successfully>" }
    let missing = try machine.repr(elements[0])
    return "_IncompatibleKeys(missing_keys=\(missing), unexpected_keys=\(try machine.repr(elements[1])))"
  }
}
