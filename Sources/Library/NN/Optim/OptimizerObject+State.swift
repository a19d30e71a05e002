import Neural
import Script
import Tensors

/// What an optimiser remembers, as dicts: `optimizer.state`, `state_dict()`.
extension OptimizerObject {
  /// `optimizer.state`: for each parameter a dict. An optimiser that a script wrote keeps its own here.
  func state(_ machine: Machine) throws -> DictObject {
    let optimizer = try initialized(machine)
    if Swift.type(of: optimizer) == Optimizer.self {
      let state = scriptState ?? StateOfParameters()
      scriptState = state
      return state
    }
    let state = StateOfParameters()
    for group in optimizer.groups {
      for (parameter, memory) in zip(group.parameters, group.states) {
        guard let memory else { continue }
        try state.set(.tensor(parameter), .object(dict(memory, of: optimizer, machine)), machine)
      }
    }
    return state
  }

  private func dict(_ state: ParameterState, of optimizer: Optimizer, _ machine: Machine) throws -> DictObject
  {
    let dict = DictObject()
    if optimizer.countsSteps {
      try dict.set("step", .tensor(Tensor.scalar(.float(Double(state.step)))), machine)
    }
    if let name = optimizer.numberName {
      try dict.set(name, .tensor(Tensor.scalar(.float(state.number))), machine)
    }
    for (slot, name) in optimizer.stateNames.enumerated() {
      if let tensor = state[slot] { try dict.set(name, .tensor(tensor), machine) }
    }
    return dict
  }

  /// `{'state': {0: {…}}, 'param_groups': [{…, 'params': [0, 1]}]}`: parameters by their number.
  func stateDict(_ machine: Machine) throws -> DictObject {
    let optimizer = try initialized(machine)
    try importGroups(machine)
    let states = DictObject()
    let groups = ListObject([])
    var number = 0
    for group in optimizer.groups {
      let dict = DictObject()
      for (name, option) in group.options { try dict.set(name, option.value, machine) }
      var numbers: [Value] = []
      for (parameter, memory) in zip(group.parameters, group.states) {
        if let memory {
          try states.set(.int(number), .object(self.dict(memory, of: optimizer, machine)), machine)
        } else if let own = try scriptState?.get(.tensor(parameter), machine) {
          try states.set(.int(number), own, machine)
        }
        numbers.append(.int(number))
        number += 1
      }
      try dict.set("params", .object(ListObject(numbers)), machine)
      groups.append(.object(dict))
    }
    let result = DictObject()
    try result.set("state", .object(states), machine)
    try result.set("param_groups", .object(groups), machine)
    return result
  }

  /// The reverse of `stateDict`: settings and memory, copied.
  func load(_ value: Value, _ machine: Machine) throws {
    let optimizer = try initialized(machine)
    guard let dict = value.object as? DictObject, let states = try dict.get(.string("state"), machine),
      let groups = try dict.get(.string("param_groups"), machine)?.sequenceElements
    else { throw machine.exception(OptimizerMessage.stateDict(type: machine.typeName(of: value))) }
    guard groups.count == optimizer.groups.count else {
      throw NeuralError.optimizerState(expected: optimizer.groups.count, got: groups.count)
    }
    var number = 0
    for (group, saved) in zip(optimizer.groups, groups) {
      guard let saved = saved.object as? DictObject,
        let numbers = try saved.get(.string("params"), machine)?.sequenceElements
      else { throw machine.exception(OptimizerMessage.groupWithoutParameters) }
      guard numbers.count == group.parameters.count else {
        throw NeuralError.optimizerState(expected: group.parameters.count, got: numbers.count)
      }
      var position = 0
      while let entry = saved.entry(from: position) {
        position = entry.next
        guard let name = entry.key.text, name != "params" else { continue }
        group.options[name] = try Option(entry.value, name: name, machine)
      }
      for (index, key) in numbers.enumerated() {
        let saved = try (states.object as? DictObject)?.get(key, machine)
        if Swift.type(of: optimizer) == Optimizer.self {
          if let saved { try state(machine).set(.tensor(group.parameters[index]), saved, machine) }
        } else {
          group.states[index] = try (saved?.object as? DictObject).map { try memory($0, optimizer, machine) }
        }
        number += 1
      }
    }
    try exportGroups(machine)
  }

  private func memory(_ dict: DictObject, _ optimizer: Optimizer, _ machine: Machine) throws -> ParameterState
  {
    let state = ParameterState()
    if let step = try dict.get(.string("step"), machine)?.scalarNumber { state.step = Scalar.float(step).int }
    if let name = optimizer.numberName, let number = try dict.get(.string(name), machine)?.scalarNumber {
      state.number = number
    }
    for (slot, name) in optimizer.stateNames.enumerated() {
      if let tensor = try dict.get(.string(name), machine)?.tensor {
        state[slot] = try tensor.detach().clone()
      }
    }
    return state
  }
}

/// A dict that makes an empty dict for a parameter it doesn't know, as PyTorch's `defaultdict` does.
final class StateOfParameters: DictObject {
  override func item(_ index: Value, _ machine: Machine) throws -> Value {
    if let value = try get(index, machine) { return value }
    let value = Value.object(DictObject())
    try set(index, value, machine)
    return value
  }
}
