/// Making exceptions. All of these are cold: a running program doesn't pay for them until something goes wrong.
extension Machine {
  /// An exception of a built-in class, to be thrown: `throw machine.error(.valueError, "…")`.
  @inline(never)
  package func error(_ kind: ExceptionKind, _ message: any MessageText) -> ScriptError {
    ScriptError(
      ExceptionObject(exceptionType(kind), arguments: [.string(message.python)], message: message))
  }

  /// The same for words that need no translation.
  @inline(never)
  package func error(_ kind: ExceptionKind, _ text: String) -> ScriptError { error(kind, PlainMessage(text)) }

  /// `KeyError(key)`
  @inline(never)
  package func keyError(_ key: Value, _ message: (any MessageText)? = nil) -> ScriptError {
    ScriptError(ExceptionObject(exceptionType(.keyError), arguments: [key], message: message))
  }

  @inline(never)
  package func noAttribute(_ name: Symbol, of value: Value) -> ScriptError {
    let attribute = symbols.name(name)
    if let type = value.object as? TypeObject {
      return error(.attributeError, "type object '\(type.name)' has no attribute '\(attribute)'")
    }
    if let module = value.object as? ModuleObject {
      return error(.attributeError, "module '\(module.name)' has no attribute '\(attribute)'")
    }
    return error(.attributeError, "'\(typeName(of: value))' object has no attribute '\(attribute)'")
  }

  @inline(never)
  package func cannotSetAttribute(_ name: Symbol, of value: Value) -> ScriptError {
    let attribute = symbols.name(name)
    if let type = value.object as? TypeObject {
      return error(
        .typeError, "cannot set '\(attribute)' attribute of immutable type '\(type.name)'")
    }
    if type(of: value).lookup(name) != nil {
      return error(.attributeError, "'\(typeName(of: value))' object attribute '\(attribute)' is read-only")
    }
    return noAttribute(name, of: value)
  }

  @inline(never)
  package func notCallable(_ value: Value) -> ScriptError {
    error(.typeError, "'\(typeName(of: value))' object is not callable")
  }

  @inline(never)
  package func notSubscriptable(_ value: Value) -> ScriptError {
    if let type = value.object as? TypeObject {
      return error(.typeError, "type '\(type.name)' is not subscriptable")
    }
    return error(.typeError, "'\(typeName(of: value))' object is not subscriptable")
  }

  @inline(never)
  package func noItemAssignment(_ value: Value) -> ScriptError {
    error(.typeError, "'\(typeName(of: value))' object does not support item assignment")
  }

  @inline(never)
  package func noItemDeletion(_ value: Value) -> ScriptError {
    error(.typeError, "'\(typeName(of: value))' object doesn't support item deletion")
  }

  @inline(never)
  package func notIterable(_ value: Value) -> ScriptError {
    error(.typeError, "'\(typeName(of: value))' object is not iterable")
  }

  @inline(never)
  package func notAnIterator(_ value: Value) -> ScriptError {
    error(.typeError, "'\(typeName(of: value))' object is not an iterator")
  }

  @inline(never)
  package func unsupportedFormat(of value: Value) -> ScriptError {
    error(.typeError, "unsupported format string passed to \(typeName(of: value)).__format__")
  }

  @inline(never)
  package func unsupported(_ op: String, _ left: Value, _ right: Value) -> ScriptError {
    error(
      .typeError,
      "unsupported operand type(s) for \(op): '\(typeName(of: left))' and '\(typeName(of: right))'")
  }

  @inline(never)
  func noOrder(_ comparison: Comparison, _ left: Value, _ right: Value) -> ScriptError {
    error(
      .typeError,
      "'\(comparison.sign)' not supported between instances of '\(typeName(of: left))' and "
        + "'\(typeName(of: right))'")
  }

  @inline(never)
  package func unhashable(_ value: Value) -> ScriptError {
    error(.typeError, "unhashable type: '\(typeName(of: value))'")
  }

  @inline(never)
  package func integerOverflow() -> ScriptError {
    error(.overflowError, "integer is too large: whole numbers here have 64 bits")
  }
}
