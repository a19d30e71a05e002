import Neural
import OrderedCollections
import Script
import Tensors

/// An optimiser as scripts see it.
///
/// `param_groups` is a list of dicts only once a script has asked for it. From then on the dicts count: they are read
/// before each step, and schedules write to them. A training loop that never looks pays nothing.
final class OptimizerObject: Instance {
  /// The engine's optimiser; nil until `__init__` has run.
  private(set) var optimizer: Optimizer?
  /// The dicts of `param_groups`, once they have been asked for.
  private var exported: ListObject?
  /// `state`, for optimisers that a script wrote.
  var scriptState: DictObject?

  init(_ type: TypeObject) { super.init(type, hasPlainStores: true) }

  func adopt(_ optimizer: Optimizer, _ machine: Machine) {
    self.optimizer = optimizer
    if exported != nil { readGroupsBeforeSteps(machine) }
  }

  /// Only once the dicts exist, so that a step of an optimiser without them asks nobody.
  private func readGroupsBeforeSteps(_ machine: Machine) {
    // Not counted: the closure goes when this object does. A weak reference would make counting it slow from then on.
    optimizer?.prepare = { [unowned(unsafe) self, unowned machine] in try importGroups(machine) }
  }

  deinit { optimizer?.prepare = nil }

  func initialized(_ machine: Machine) throws -> Optimizer {
    guard let optimizer else {
      throw machine.exception(ModuleMessage.notInitialized(type: instanceType.name))
    }
    return optimizer
  }

  override func traverse(_ visit: (Object) -> Void) {
    super.traverse(visit)
    if let exported { visit(exported) }
    if let scriptState { visit(scriptState) }
  }

  // MARK: Groups

  /// `optimizer.param_groups`
  func groups(_ machine: Machine) throws -> ListObject {
    if let exported {
      try exportGroups(machine)
      return exported
    }
    let list = ListObject([])
    exported = list
    readGroupsBeforeSteps(machine)
    try exportGroups(machine)
    return list
  }

  /// Brings the engine's settings into the dicts.
  func exportGroups(_ machine: Machine) throws {
    guard let exported else { return }
    for (index, group) in try initialized(machine).groups.enumerated() {
      let dict: DictObject
      if index < exported.elements.count, let known = exported.elements[index].object as? DictObject {
        dict = known
      } else {
        dict = DictObject()
        try dict.set("params", .object(ListObject(group.parameters.map { .tensor($0) })), machine)
        exported.elements.append(.object(dict))
      }
      for (name, option) in group.options {
        let value = option.value
        if let known = try dict.get(.string(name), machine), option.agrees(with: known) { continue }
        try dict.set(name, value, machine)
      }
    }
  }

  /// Brings what the script wrote into the dicts to the engine.
  func importGroups(_ machine: Machine) throws {
    guard let exported, let optimizer else { return }
    for (index, group) in optimizer.groups.enumerated() {
      guard index < exported.elements.count, let dict = exported.elements[index].object as? DictObject else {
        continue
      }
      for (name, option) in group.options {
        guard let value = try dict.get(.string(name), machine), !option.agrees(with: value) else { continue }
        group.options[name] = try Option(value, name: name, machine)
      }
    }
  }

  override func repr(_ machine: Machine) throws -> String {
    if instanceType.scripted(.known(.repr)) != nil { return try super.repr(machine) }
    guard let optimizer else { return "\(instanceType.name) ()" }
    try importGroups(machine)
    var text = "\(instanceType.name) ("
    for (index, group) in optimizer.groups.enumerated() {
      text += "\nParameter Group \(index)\n"
      for name in group.options.keys.sorted() {
        text += "    \(name): \(try machine.str(group.options[name]?.value ?? .none))\n"
      }
    }
    return text + ")"
  }

  override func str(_ machine: Machine) throws -> String {
    if instanceType.scripted(.known(.str)) != nil { return try super.str(machine) }
    return try repr(machine)
  }
}

extension Option {
  /// The Python value.
  var value: Value {
    switch self {
    case .none: .none
    case .bool(let value): .bool(value)
    case .int(let value): .int(value)
    case .float(let value): .float(value)
    case .pair(let first, let second): .tuple([.float(first), .float(second)])
    case .text(let text): .string(text)
    }
  }

  /// Whether a Python value says the same.
  func agrees(with value: Value) -> Bool {
    switch (self, value) {
    case (.none, .none): true
    case (.bool(let a), .bool(let b)): a == b
    case (.int(let a), .int(let b)): a == b
    case (.float(let a), .float(let b)): a == b
    case (.text(let a), .object): a == value.text
    case (.pair(let first, let second), .object(let object)):
      if let pair = (object as? TupleObject)?.elements, pair.count == 2 {
        pair[0].number == first && pair[1].number == second
      } else {
        false
      }
    default: false
    }
  }

  /// A setting from a script: a number, a switch, None, or a pair of numbers.
  init(_ value: Value, name: String, _ machine: Machine) throws {
    switch value {
    case .none: self = .none
    case .bool(let value): self = .bool(value)
    case .int(let value): self = .int(value)
    case .float(let value): self = .float(value)
    case .object:
      if let text = value.text {
        self = .text(text)
        return
      }
      if let pair = value.sequenceElements, pair.count == 2, let first = pair[0].scalarNumber,
        let second = pair[1].scalarNumber
      {
        self = .pair(first, second)
      } else if let number = value.scalarNumber {
        self = .float(number)
      } else {
        throw machine.exception(
          OptimizerMessage.setting(name: name, type: machine.typeName(of: value)))
      }
    }
  }
}
