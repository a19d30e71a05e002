/// A function that stopped at a `yield`: its registers, kept until it goes on.
package final class GeneratorObject: Container {
  enum State {
    case fresh, suspended, running, finished
    /// Stopped at a `yield` with its registers left on the stack, for whoever drives it.
    case waiting
  }

  let function: FunctionObject
  /// The function's, at hand without counting references.
  let header: UnsafePointer<CodeHeader>
  let cells: UnsafeMutablePointer<Unmanaged<Cell>>
  @exclusivity(unchecked) var registers: UnsafeMutablePointer<Value>
  private let registerCount: Int
  @exclusivity(unchecked) var position: UnsafeMutablePointer<Instruction>
  @exclusivity(unchecked) var state = State.fresh
  /// While it waits: the registers on the stack.
  @exclusivity(unchecked) var place: UnsafeMutablePointer<Value>?
  /// What it returned: the value of `yield from`.
  @exclusivity(unchecked) var result = Value.none
  /// The exception being handled inside while it waits, and outside while it runs.
  @exclusivity(unchecked) var handled = Value.none

  @inline(__always)
  var isHandling: Bool { withUnsafeMutablePointer(to: &handled) { !$0.bits.isNone } }

  init(_ function: FunctionObject, position: UnsafeMutablePointer<Instruction>) {
    self.function = function
    self.position = position
    header = function.header
    cells = function.cells
    registerCount = function.header.pointee.registerCount
    registers = .allocate(capacity: max(registerCount, 1))
    super.init(kind: .generator)
  }

  deinit {
    freeContents { registers.deinitialize(count: keptCount) }
    registers.deallocate()
  }

  /// How many registers are kept here: none while they are on the stack, and none after its end.
  private var keptCount: Int { state == .fresh || state == .suspended ? registerCount : 0 }

  package override func type(_ machine: Machine) -> TypeObject { machine.type(.generator) }

  package override func iterator(_ machine: Machine) throws -> Object { self }

  package override func next(_ machine: Machine) throws -> Value? {
    try machine.nested { try machine.resume(self, sending: .none) }
  }

  package override func attribute(_ name: Symbol, _ machine: Machine) throws -> Value? {
    if name == .known(.name) { return .string(function.code.name) }
    if name == .known(.qualname) { return .string(function.code.qualifiedName) }
    return try super.attribute(name, machine)
  }

  package override func repr(_ machine: Machine) throws -> String {
    "<generator object \(function.code.qualifiedName) at \(machine.address(of: self))>"
  }

  /// Moves the registers onto the stack, to run.
  @inline(__always)
  func moveRegisters(to base: UnsafeMutablePointer<Value>) {
    // Registers above the top of the stack hold nothing.
    Row.move(registers, to: base, registerCount)
  }

  /// Moves the registers off the stack, to wait.
  @inline(__always)
  func keepRegisters(from base: UnsafeMutablePointer<Value>) {
    Row.move(base, to: registers, registerCount)
    Row.empty(base, registerCount)
  }

  /// If it waits on the stack: moves the registers off it.
  @inline(__always)
  func putAway() {
    guard state == .waiting, let place else { return }
    keepRegisters(from: place)
    state = .suspended
  }

  /// Ends before it began: nobody will ask for its registers again.
  func abandon() {
    let count = keptCount
    state = .finished
    registers.deinitialize(count: count)
  }

  package override func traverse(_ visit: (Object) -> Void) {
    visit(function)
    for index in 0..<keptCount {
      if case .object(let object) = registers[index] { visit(object) }
    }
  }

  package override func giveUp(_ take: (inout Value) -> Void) {
    for index in 0..<keptCount {
      take(&registers[index])
      registers[index] = .none
    }
  }
}

extension GeneratorObject {
  static var members: [NativeMember] {
    [
      .method("send", "self, value, /") { machine, arguments in
        let generator = try machine.generator(arguments[0])
        if generator.state == .fresh, !arguments[1].isNone { throw machine.error(FlowMessage.sendToFresh) }
        guard let value = try machine.resume(generator, sending: arguments[1]) else {
          throw machine.stopIteration(generator.result)
        }
        return value
      },
      .method("throw", "self, type, value=None, traceback=None, /") { machine, arguments in
        let generator = try machine.generator(arguments[0])
        let failure = try machine.exception(from: arguments[1])
        guard let value = try machine.resume(generator, sending: .none, raising: ScriptError(failure)) else {
          throw machine.stopIteration(generator.result)
        }
        return value
      },
      .method("close", "self, /") { machine, arguments in
        let generator = try machine.generator(arguments[0])
        switch generator.state {
        case .suspended, .waiting: break
        case .running: throw machine.error(FlowMessage.generatorRunning)
        case .fresh, .finished:
          generator.abandon()
          return .none
        }
        let exit = ExceptionObject(machine.exceptionType(.generatorExit))
        do {
          if try machine.resume(generator, sending: .none, raising: ScriptError(exit)) != nil {
            throw machine.error(.runtimeError, "generator ignored GeneratorExit")
          }
        } catch let failure as ScriptError
          where failure.exception === exit
          || failure.exception.instanceType.isSubtype(of: machine.exceptionType(.stopIteration))
        {}
        return .none
      },
      .method("__next__", "self, /") { machine, arguments in
        let generator = try machine.generator(arguments[0])
        guard let value = try machine.resume(generator, sending: .none) else {
          throw machine.stopIteration(generator.result)
        }
        return value
      },
      .method("__iter__", "self, /") { _, arguments in arguments[0] },
    ]
  }
}

extension Machine {
  fileprivate func generator(_ value: Value) throws -> GeneratorObject {
    guard let generator = value.object as? GeneratorObject else { throw notAnIterator(value) }
    return generator
  }

  func stopIteration(_ value: Value) -> ScriptError {
    ScriptError(ExceptionObject(exceptionType(.stopIteration), arguments: value.isNone ? [] : [value]))
  }
}
