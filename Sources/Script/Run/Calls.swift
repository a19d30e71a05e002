/// Calling from Swift.
extension Machine {
  /// Runs `body` unless the thread's stack is nearly used up: what every step from one object's method to
  /// another's goes through.
  @inline(__always)
  package func nested<T>(_ body: () throws -> T) throws -> T {
    if stackGuard.isExhausted { throw tooDeep() }
    return try body()
  }

  @inline(never)
  func tooDeep() -> ScriptError { error(FlowMessage.nestingTooDeep("maximum recursion depth exceeded")) }

  /// Calls any value with arguments that are in registers already.
  package func call(_ function: Value, _ arguments: Arguments) throws -> Value {
    guard case .object(let object) = function else { throw notCallable(function) }
    return try nested { try object.call(arguments, self) }
  }

  /// Calls any value: `try machine.call(key, [element])`.
  package func call(_ function: Value, _ arguments: [Value] = []) throws -> Value {
    try withRegisters(arguments) { try call(function, Arguments($0, count: arguments.count)) }
  }

  /// Calls with one argument: a key, a test, a method of one's own.
  package func call(_ function: Value, with argument: Value) throws -> Value {
    if case .object(let object) = function.borrowed, object.kind == .function {
      ReferenceCount.retain(object)
      defer { ReferenceCount.release(object) }
      return try object.as(FunctionObject.self)._withUnsafeGuaranteedRef {
        try run($0, 1) { $0.put(argument.borrowed.value) }
      }
    }
    return try withScratch(1) {
      $0.put(argument)
      return try call(function, Arguments($0, count: 1))
    }
  }

  /// Calls a script's function that the caller holds.
  func call(_ function: Unmanaged<FunctionObject>, with argument: consuming Value) throws -> Value {
    let argument = argument
    return try function._withUnsafeGuaranteedRef { try run($0, 1) { $0.put(argument) } }
  }

  /// Calls a script's function with two arguments that are looked at: the frame holds them.
  func call(_ function: Unmanaged<FunctionObject>, with first: Bits, _ second: Bits) throws -> Value {
    let callee = Unmanaged<Object>.fromOpaque(function.toOpaque())
    // Whatever it does may put another function in its place.
    ReferenceCount.retain(callee)
    defer { ReferenceCount.release(callee) }
    return try function._withUnsafeGuaranteedRef {
      try run($0, 2) {
        $0.put(first.value)
        ($0 + 1).put(second.value)
      }
    }
  }

  /// The same for an operator's method, which its class keeps.
  func call(_ function: Unmanaged<FunctionObject>, with first: Value, _ second: Value) throws -> Value {
    try call(function, with: first.borrowed, second.borrowed)
  }

  /// Calls with two arguments.
  package func call(_ function: Value, with first: Value, _ second: Value) throws -> Value {
    if case .object(let object) = function.borrowed, object.kind == .function {
      return try call(object.as(FunctionObject.self), with: first.borrowed, second.borrowed)
    }
    return try withScratch(2) {
      $0.put(first)
      ($0 + 1).put(second)
      return try call(function, Arguments($0, count: 2))
    }
  }

  /// Calls with keyword arguments, too.
  package func call(
    _ function: Value, _ arguments: [Value], keywords: [(Symbol, Value)]
  ) throws -> Value {
    try withRegisters(arguments + keywords.map(\.1)) {
      try call(function, Arguments($0, count: arguments.count, keywords: keywords.map(\.0)))
    }
  }

  /// Calls with one more argument before the given ones: a method with its receiver.
  package func call(_ function: Value, first: Value, _ arguments: Arguments) throws -> Value {
    let total = arguments.count + arguments.keywords.count
    return try withScratch(total + 1) { registers in
      registers[0] = first
      for index in 0..<total { registers[index + 1] = arguments.registers[index] }
      return try call(
        function, Arguments(registers, count: arguments.count + 1, keywords: arguments.keywords))
    }
  }

  /// Calls `value.name(arguments)`.
  package func callMethod(_ value: Value, _ name: Symbol, _ arguments: [Value] = []) throws -> Value {
    try call(attribute(value, name), arguments)
  }

  /// Lays values out as a call's arguments for the length of `body`.
  package func withArguments<T>(_ values: [Value], _ body: (Arguments) throws -> T) throws -> T {
    try withRegisters(values) { try body(Arguments($0, count: values.count)) }
  }

  /// Puts values into registers for the length of `body`.
  func withRegisters<T>(_ values: [Value], _ body: (UnsafeMutablePointer<Value>) throws -> T) throws -> T {
    try withScratch(values.count) { registers in
      for index in values.indices { registers[index] = values[index] }
      return try body(registers)
    }
  }

  /// Lends registers that are free again afterwards.
  func withScratch<T>(_ count: Int, _ body: (UnsafeMutablePointer<Value>) throws -> T) throws -> T {
    let registers = top
    guard registers + count < stack.limit else { throw tooDeep() }
    top = registers + count
    defer {
      for index in 0..<count { registers[index] = .none }
      top = registers
    }
    return try body(registers)
  }

  /// What an attribute found in a class is when asked through an instance: functions become methods, properties are
  /// computed.
  package func bind(_ found: Value, to receiver: Value) throws -> Value {
    guard case .object(let object) = found else { return found }
    switch object.kind {
    case .function: return .object(BoundMethod(receiver: receiver, function: found))
    case .native:
      guard unsafeDowncast(object, to: NativeFunction.self).isMethod else { return found }
      return .object(BoundMethod(receiver: receiver, function: found))
    case .property:
      let property = unsafeDowncast(object, to: PropertyObject.self)
      if property.getter.isNone { throw error(.attributeError, "unreadable attribute") }
      return try call(property.getter, with: receiver)
    case .nativeProperty:
      guard case .object(let target) = receiver.content else { return found }
      return try unsafeDowncast(object, to: NativeProperty.self).get(self, target)
    case .numberProperty: return unsafeDowncast(object, to: NumberProperty.self).get(receiver.content)
    case .staticMethod: return unsafeDowncast(object, to: StaticMethodObject.self).function
    case .classMethod:
      return .object(
        BoundMethod(
          receiver: .object(type(of: receiver)),
          function: unsafeDowncast(object, to: ClassMethodObject.self).function))
    case .instance:
      // A descriptor that a script wrote.
      guard let get = object.type(self).lookup(.known(.get)) else { return found }
      return try call(get, [found, receiver, .object(type(of: receiver))])
    default: return found
    }
  }

  /// The text that a script's `__repr__` or `__str__` returned.
  func textResult(_ value: Value, of method: String) throws -> String {
    guard let text = value.text else {
      throw error(OperandMessage.wrongReturn(method: method, expected: "string", type: typeName(of: value)))
    }
    return text
  }
}
