import Script
import Tensors

/// An operation as one machine's scripts see it: its parameters have this machine's names.
final class BoundOp {
  let op: Op
  /// The name scripts call it by: `add`, `add_`.
  let name: String
  let isMethod: Bool
  /// Read from their text at the first call.
  @exclusivity(unchecked) private var read: Parameters?
  /// How many arguments may be given by position; fewer than none before the parameters are read, and where a `*size`
  /// has to be bound.
  @exclusivity(unchecked) private var most = -1
  @exclusivity(unchecked) private var least = 0
  /// Those of the parameters that have been read.
  @exclusivity(unchecked) private var defaults: UnsafePointer<Value>?
  private unowned(unsafe) let machine: Machine
  private let body: Op.Body
  private let integers: IntegerRule

  init(_ op: Op, name: String, isMethod: Bool, body: @escaping Op.Body, _ machine: Machine) {
    self.op = op
    self.name = name
    self.isMethod = isMethod
    self.body = body
    integers = IntegerRule(op.name)
    self.machine = machine
  }

  var parameters: Parameters {
    if let read { return read }
    let parameters = Parameters(op.parameters, machine)
    read = parameters
    least = parameters.required
    defaults = parameters.defaults
    if parameters.variadic == nil { most = parameters.positional }
    return parameters
  }

  /// The function object for it. Arguments come unbound, since binding here is quicker and its errors are PyTorch's.
  static func function(
    _ op: Op, name: String? = nil, isMethod: Bool, _ machine: Machine
  ) -> Value {
    function(op, name: name ?? op.name, isMethod: isMethod, body: op.body, machine)
  }

  /// The same with another body, the twin's. Bodies are never optional: what goes through an optional or a generic
  /// function comes out wrapped, and each wrapper costs a call.
  static func function(
    _ op: Op, name: String, isMethod: Bool, body: @escaping Op.Body, _ machine: Machine
  ) -> Value {
    let bound = BoundOp(op, name: name, isMethod: isMethod, body: body, machine)
    return .object(
      NativeFunction(bound.name, nil, isMethod: isMethod, module: "torch", ownParameters: op.parameters) {
        machine, arguments in try bound.call(machine, arguments)
      })
  }

  @inline(__always)
  func call(_ machine: Machine, _ arguments: Arguments) throws -> Value {
    guard arguments.count <= most, arguments.count >= least, arguments.keywords.isEmpty, let defaults else {
      return try callElsewise(machine, arguments)
    }
    return try run(OpCall(self, machine, arguments.values, defaults: defaults))
  }

  /// The first call, and every call whose arguments have to be bound.
  @inline(never)
  private func callElsewise(_ machine: Machine, _ arguments: Arguments) throws -> Value {
    let parameters = parameters
    if arguments.keywords.isEmpty && parameters.variadic == nil {
      guard arguments.count <= parameters.positional else { throw tooMany(machine, arguments.count) }
      guard arguments.count >= parameters.required else {
        throw missing(machine, given: { $0 < arguments.count })
      }
      return try run(OpCall(self, machine, arguments.values, defaults: parameters.defaults))
    }
    return try bind(machine, arguments)
  }

  @inline(__always)
  private func run(_ call: borrowing OpCall) throws -> Value {
    let result = try body(call)
    // What an interrupt left unfinished is never seen.
    if Engine.isInterruptRequested { throw TensorError.interrupted }
    try integers.settle(result, call)
    return result
  }

  /// The slow way: keywords, and `*size`.
  private func bind(_ machine: Machine, _ arguments: Arguments) throws -> Value {
    let width = parameters.list.count
    var values = Array(UnsafeBufferPointer(start: parameters.defaults, count: width))
    var given = [Bool](repeating: false, count: width)
    var rest: [Value] = []
    var out = Value.none
    for position in 0..<arguments.count {
      if let variadic = parameters.variadic, position >= variadic {
        rest.append(arguments[position])
        given[variadic] = true
      } else if position < parameters.positional {
        values[position] = arguments[position]
        given[position] = true
      } else {
        throw tooMany(machine, arguments.count)
      }
    }
    for (place, keyword) in arguments.keywords.enumerated() {
      guard let index = parameters.index(of: keyword, machine) else {
        if parameters.takesAnyKeyword { continue }
        if machine.symbols.name(keyword) == "out" {
          guard !isMethod || arguments.keywordValue(place).isNone else {
            throw machine.exception(RefusalMessage.out(function: name))
          }
          out = arguments.keywordValue(place)
          continue
        }
        throw machine.exception(
          OpCallMessage.unexpectedKeyword(
            function: name, keyword: machine.symbols.name(keyword), known: parameters.list.map(\.text)))
      }
      guard !given[index] else {
        throw machine.exception(
          OpCallMessage.repeatedArgument(function: name, name: parameters.list[index].text))
      }
      values[index] = arguments.keywordValue(place)
      given[index] = true
    }
    if parameters.required > 0, !parameters.list.indices.allSatisfy({ isOptional($0) || given[$0] }) {
      throw missing(machine, given: { given[$0] })
    }
    let result = try values.withUnsafeBufferPointer { values in
      try rest.withUnsafeBufferPointer { rest in
        try run(OpCall(self, machine, values, defaults: parameters.defaults, collected: rest))
      }
    }
    return out.isNone ? result : try OutArgument(name, machine).store(result, in: out)
  }

  private func isOptional(_ index: Int) -> Bool { parameters.list[index].defaultValue != nil }

  private func missing(_ machine: Machine, given: (Int) -> Bool) -> ScriptError {
    let names = parameters.list.indices.filter { !isOptional($0) && !given($0) }.map {
      parameters.list[$0].text
    }
    return machine.exception(OpCallMessage.missingArguments(function: name, names: names))
  }

  private func tooMany(_ machine: Machine, _ count: Int) -> ScriptError {
    let own = isMethod ? 1 : 0
    return machine.exception(
      OpCallMessage.tooManyArguments(
        function: name, least: parameters.required - own, most: parameters.positional - own,
        given: count - own))
  }
}
