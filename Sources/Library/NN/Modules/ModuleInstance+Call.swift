import Neural
import Script
import Tensors

extension ModuleInstance {
  /// Hooks, `forward`, hooks: what `model(x)` does.
  @inline(__always)
  func run(_ arguments: Arguments, _ machine: Machine) throws -> Value {
    if let hooks, !hooks.isEmpty { return try runWithHooks(hooks, arguments, machine) }
    return try runForward(arguments, machine)
  }

  @inline(__always)
  func runForward(_ arguments: Arguments, _ machine: Machine) throws -> Value {
    if let scriptedForward {
      // A function of the class is a method; one that was assigned to the instance isn't.
      return isForwardAssigned
        ? try machine.call(scriptedForward, arguments)
        : try machine.call(scriptedForward, first: .object(self), arguments)
    }
    return try nativeForward(arguments, machine)
  }

  /// The engine's `forward`, also for `super().forward(x)`.
  @inline(__always)
  func nativeForward(_ arguments: Arguments, _ machine: Machine) throws -> Value {
    let module = try initialized(machine)
    if arguments.keywords.isEmpty {
      if arguments.count == 1, let x = arguments[0].tensor {
        if let sequential = module as? Sequential { return try through(sequential, x, machine) }
        return .tensor(try module.forward(x))
      }
      if arguments.count == 2, let a = arguments[0].tensor, let b = arguments[1].tensor {
        return .tensor(try module.forward(a, b))
      }
    }
    return try nativeForwardSlowly(module, arguments, machine)
  }

  /// Other arguments: keywords, values that aren't tensors, wrong counts.
  private func nativeForwardSlowly(_ module: Module, _ arguments: Arguments, _ machine: Machine) throws
    -> Value
  {
    if Swift.type(of: module) == Module.self || module is ModuleList || module is ModuleDict {
      throw NeuralError.forwardMissing(module: module.typeName)
    }
    let names = LayerBinding.inputNames(of: module)
    var values = arguments.positional.map(Optional.some)
    for (place, keyword) in arguments.keywords.enumerated() {
      let text = machine.symbols.name(keyword)
      guard let index = names.firstIndex(of: text) else {
        throw machine.exception(
          OpCallMessage.unexpectedKeyword(function: "forward", keyword: text, known: names))
      }
      while values.count <= index { values.append(nil) }
      values[index] = arguments.keywordValue(place)
    }
    let given = values.compactMap { $0 }
    if let sequential = module as? Sequential, given.count == 1 {
      return try through(sequential, given[0], machine)
    }
    if module is Identity, let first = given.first { return first }
    if let layer = module as? ConvolutionLayer, layer.isTransposed, given.count == 2 {
      guard let x = given[0].tensor else {
        throw machine.exception(
          OpCallMessage.wrongType(
            function: module.typeName, argument: "input", position: 1, expected: "Tensor",
            type: machine.typeName(of: given[0])))
      }
      if given[1].isNone { return .tensor(try layer.forward(x)) }
      guard let sizes = given[1].wholeNumbers ?? given[1].wholeNumber.map({ [$0] }) else {
        throw machine.exception(
          OpCallMessage.wrongType(
            function: module.typeName, argument: "output_size", position: 2, expected: "list of ints",
            type: machine.typeName(of: given[1])))
      }
      return .tensor(try layer.forward(x, outputSize: sizes))
    }
    guard given.count == values.count, given.count >= names.count - LayerBinding.optionalInputs(of: module),
      given.count <= names.count
    else {
      throw NeuralError.inputCount(module: module.typeName, expected: names.count, got: given.count)
    }
    let tensors = try given.enumerated().map { place, value in
      guard let tensor = value.tensor else {
        throw machine.exception(
          OpCallMessage.wrongType(
            function: module.typeName, argument: names[place], position: place + 1, expected: "Tensor",
            type: machine.typeName(of: value)))
      }
      return tensor
    }
    return .tensor(try module.forward(tensors))
  }

  // MARK: Sequential

  /// A tensor through all parts. Parts that are the engine's own are called without a detour through objects.
  @inline(__always)
  private func through(_ sequential: Sequential, _ input: Tensor, _ machine: Machine) throws -> Value {
    sequential.isPlain
      ? .tensor(try sequential.forward(input)) : try through(sequential, .tensor(input), machine)
  }

  /// Any value through all parts: a script's part may take and give what it likes.
  private func through(_ sequential: Sequential, _ input: Value, _ machine: Machine) throws -> Value {
    var value = input
    for case .some(let child) in sequential.children.values {
      if !child.isIntercepted, !(child is Sequential), let x = value.tensor {
        value = .tensor(try child.forward(x))
      } else {
        value = try machine.call(.object(ModuleInstance.of(child, machine)), [value])
      }
    }
    return value
  }

  // MARK: Hooks

  private func runWithHooks(_ hooks: ScriptHooks, _ arguments: Arguments, _ machine: Machine) throws -> Value
  {
    var inputs = arguments.positional
    var keywords = arguments.keywords.enumerated().map { ($1, arguments.keywordValue($0)) }
    let this = Value.object(self)
    for hook in hooks.beforeForward {
      if hook.takesKeywords {
        let result = try machine.call(
          hook.function, [this, .tuple(inputs), try Self.dict(keywords, machine)])
        if result.isNone { continue }
        guard let pair = result.sequenceElements, pair.count == 2, let dict = pair[1].object as? DictObject
        else {
          throw machine.exception(ModuleMessage.preHookResult(type: machine.typeName(of: result)))
        }
        inputs = try machine.array(of: pair[0])
        keywords = try Self.keywords(dict, machine)
      } else {
        let result = try machine.call(hook.function, [this, .tuple(inputs)])
        if !result.isNone { inputs = (result.object as? TupleObject)?.elements ?? [result] }
      }
    }
    let watch = hooks.watchesBackward ? ScriptBackwardWatch(self, machine) : nil
    if let watch { inputs = try watch.inputs(inputs) }
    var output = try machine.call(.object(ForwardOnly(self)), inputs, keywords: keywords)
    for hook in hooks.afterForward {
      let result =
        hook.takesKeywords
        ? try machine.call(hook.function, [this, .tuple(inputs), try Self.dict(keywords, machine), output])
        : try machine.call(hook.function, [this, .tuple(inputs), output])
      if !result.isNone { output = result }
    }
    return try watch?.output(output) ?? output
  }

  private static func dict(_ keywords: [(Symbol, Value)], _ machine: Machine) throws -> Value {
    let dict = DictObject()
    for (name, value) in keywords { try dict.set(.string(machine.symbols.name(name)), value, machine) }
    return .object(dict)
  }

  private static func keywords(_ dict: DictObject, _ machine: Machine) throws -> [(Symbol, Value)] {
    var result: [(Symbol, Value)] = []
    var position = 0
    while let entry = dict.entry(from: position) {
      if let text = entry.key.text { result.append((machine.symbol(text), entry.value)) }
      position = entry.next
    }
    return result
  }
}

/// A module without its hooks, so that `forward` can be called with arguments from a list.
private final class ForwardOnly: Object {
  private let instance: ModuleInstance

  init(_ instance: ModuleInstance) {
    self.instance = instance
    super.init()
  }

  override func call(_ arguments: Arguments, _ machine: Machine) throws -> Value {
    try instance.runForward(arguments, machine)
  }
}
