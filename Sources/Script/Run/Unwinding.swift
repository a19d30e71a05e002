/// What happens when an exception leaves an instruction.
extension Machine {
  /// Any Swift error as the script's exception.
  func scriptError(_ failure: any Error) -> ScriptError {
    if let failure = scriptErrorItself(failure) { return failure }
    if let translated = translateError(self, failure) { return translated }
    return error(.runtimeError, String(describing: failure))
  }

  /// Opened by the call, the error is of a known class: a cast would ask the runtime's tables at each exception. On its own,
  /// since the optimiser takes `Failure` for `any Error` where it puts this into its caller.
  @inline(never)
  @_semantics("optimize.sil.specialize.generic.never")
  private func scriptErrorItself<Failure: Error>(_ failure: Failure) -> ScriptError? {
    Failure.self == ScriptError.self ? unsafeBitCast(failure, to: ScriptError.self) : nil
  }

  /// The exception that `raise value` means: an instance, or a class to be called.
  func exception(from value: Value) throws -> ExceptionObject {
    if let exception = value.object as? ExceptionObject { return exception }
    if let type = value.object as? TypeObject, type.isSubtype(of: exceptionType(.baseException)) {
      if let exception = try call(value).object as? ExceptionObject { return exception }
    }
    throw error(OperandMessage.notException)
  }

  /// `raise value`
  func raise(_ value: Bits) throws -> ScriptError {
    if case .object(let object) = value {
      if object.kind == .instance, object.isExactly(ExceptionObject.self) {
        ReferenceCount.retain(object)
        return ScriptError(object.as(ExceptionObject.self).takeRetainedValue())
      }
      if object.kind == .type {
        let made = object.as(TypeObject.self)._withUnsafeGuaranteedRef { type in
          type.isException && type.makesExceptionsPlainly ? track(ExceptionObject(type)) : nil
        }
        if let made { return ScriptError(made) }
      }
    }
    return ScriptError(try exception(from: value.value))
  }

  /// `raise value from cause`
  func raise(_ value: Value, from cause: Value?) throws -> ScriptError {
    let exception = try exception(from: value)
    if let cause {
      if cause.isNone {
        exception.cause = .none
      } else {
        guard (try? self.exception(from: cause)) != nil else {
          return error(.typeError, "exception causes must derive from BaseException")
        }
        exception.cause = .object(try self.exception(from: cause))
      }
      exception.suppressesContext = true
    }
    return ScriptError(exception)
  }

  /// Remembers what was being handled when another exception came.
  func setContext(of exception: ExceptionObject) {
    guard withUnsafeMutablePointer(to: &handled, { !$0.bits.isNone }), exception.context == nil,
      let current = handled.object as? ExceptionObject, current !== exception
    else {
      return
    }
    // No cycles: whoever is already in the chain isn't added again.
    var link: ExceptionObject? = current
    while let one = link {
      if one === exception { return }
      link = one.context
    }
    exception.context = current
  }

  /// Whether an exception is of a class, or of one of a tuple's classes.
  func matches(_ exception: Bits, _ classes: Bits) throws -> Bool {
    guard case .object(let exception) = exception, exception.kind == .instance else { return false }
    let type = exception.as(Instance.self)._withUnsafeGuaranteedRef {
      Unmanaged.passUnretained($0.instanceType)
    }
    return try matches(type, classes)
  }

  private func matches(_ type: Unmanaged<TypeObject>, _ classes: Bits) throws -> Bool {
    if case .object(let other) = classes {
      if other.kind == .type {
        let other = other.as(TypeObject.self)
        if other._withUnsafeGuaranteedRef({ $0.isException }) { return type.isSubtype(of: other) }
      }
      if let tuple = classes.value.tuple {
        var isMatch = false
        for index in 0..<tuple.count {
          guard case .object(let one) = tuple.bits(index), one.kind == .type,
            one.as(TypeObject.self)._withUnsafeGuaranteedRef({ $0.isException })
          else { throw notCaught() }
          isMatch = isMatch || type.isSubtype(of: one.as(TypeObject.self))
        }
        return isMatch
      }
    }
    throw notCaught()
  }

  @inline(never)
  private func notCaught() -> ScriptError {
    error(.typeError, "catching classes that do not inherit from BaseException is not allowed")
  }

  // MARK: with

  func enterContext(_ context: Value) throws -> Value {
    let type = type(of: context)
    guard let enter = type.lookup(.known(.enter)), type.slot(.known(.exit)) != nil else {
      let missing = type.slot(.known(.enter)) == nil ? "__enter__" : "__exit__"
      throw error(OperandMessage.notContextManager(type: typeName(of: context), missing: missing))
    }
    if case .object(let function) = enter, function.kind == .function {
      return try call(enter, with: context)
    }
    return try call(bind(enter, to: context))
  }

  /// Calls `__exit__`; the result tells whether it takes the exception away.
  func exitContext(_ context: Value, _ failure: Value) throws -> Bool {
    guard let exit = type(of: context).lookup(.known(.exit)) else { return false }
    let exception = failure.object as? ExceptionObject
    let kind = exception.map { Value.object($0.instanceType) } ?? .none
    let result: Value
    if case .object(let function) = exit, function.kind == .function {
      result = try run(unsafeDowncast(function, to: FunctionObject.self), 4) {
        $0.put(context)
        ($0 + 1).put(kind)
        ($0 + 2).put(exception == nil ? .none : failure)
        ($0 + 3).put(.none)
      }
    } else {
      result = try call(bind(exit, to: context), [kind, exception == nil ? .none : failure, .none])
    }
    return try exception != nil && isTrue(result)
  }
}
