/// Making exceptions. All of these are cold: a running program doesn't pay for them until something goes wrong.
extension Machine {
  /// An exception of a built-in class, to be thrown: `throw machine.error(.valueError, "…")`.
  @inline(never)
  package func error(_ kind: ExceptionKind, _ message: any MessageText) -> ScriptError {
    ScriptError(ExceptionObject(exceptionType(kind), arguments: nil, message: message))
  }

  /// The same for words that need no translation.
  @inline(never)
  package func error(_ kind: ExceptionKind, _ text: String) -> ScriptError { error(kind, PlainMessage(text)) }

  /// `KeyError(key)`
  @inline(never)
  package func keyError(_ key: Value, _ message: (any MessageText)? = nil) -> ScriptError {
    ScriptError(ExceptionObject(exceptionType(.keyError), arguments: [key], message: message))
  }

  /// The same for a key that a dict or set hasn't got.
  @inline(never)
  func keyError(_ key: Value, in subject: Value) -> ScriptError {
    let failure = keyError(key)
    failure.exception.subject = subject
    return failure
  }

  @inline(never)
  package func noAttribute(_ name: Symbol, of value: Value) -> ScriptError {
    let attribute = symbols.name(name)
    let failure =
      switch value {
      case .none: error(NameMessage.attributeOfNone(attribute))
      case .object(let type as TypeObject):
        error(NameMessage.noAttributeOfType(type: type.name, attribute, suggestion: nil))
      case .object(let module as ModuleObject):
        error(NameMessage.noAttributeOfModule(module.name, attribute, suggestion: nil))
      default: error(NameMessage.noAttribute(type: typeName(of: value), attribute, suggestion: nil))
      }
    failure.exception.subject = value
    failure.exception.missingName = name
    return failure
  }

  /// The words for people of an exception: where something wasn't found, what is there is searched for what may have been meant.
  func message(of exception: ExceptionObject) -> (any MessageText)? {
    if let name = exception.missingName, exception.message != nil {
      return messageAbout(missing: name, of: exception.subject)
    }
    guard case .object(let object) = exception.subject, let key = exception.arguments.first else {
      return exception.message
    }
    switch object {
    case let dict as DictObject: return dict.messageAbout(missing: key, self)
    case let set as SetObject:
      return ItemMessage.noKey((try? repr(key)) ?? "?", keys: [], count: set.count, suggestion: nil)
    default: return exception.message
    }
  }

  private func messageAbout(missing name: Symbol, of value: Value) -> NameMessage {
    let attribute = symbols.name(name)
    var candidates: [String] = []
    if case .object(let object) = value {
      candidates = object.attributeNames(self)
    } else {
      candidates = type(of: value).allAttributeNames(self)
    }
    let suggestion = Spelling.suggestion(for: attribute, among: candidates)
    if let type = value.object as? TypeObject {
      return .noAttributeOfType(type: type.name, attribute, suggestion: suggestion)
    }
    if let module = value.object as? ModuleObject {
      return .noAttributeOfModule(module.name, attribute, suggestion: suggestion)
    }
    if value.isNone { return .attributeOfNone(attribute) }
    if suggestion == nil, let instance = value.object as? Instance,
      let initialiser = instance.instanceType.scripted(.known(.initialise))?.object as? FunctionObject,
      initialiser.code.localNames.contains(where: { $0.name == name })
    {
      return .notStored(type: typeName(of: value), attribute)
    }
    return .noAttribute(type: typeName(of: value), attribute, suggestion: suggestion)
  }

  /// `Class() takes no arguments`, with the method that may have been meant to be its `__init__`.
  @inline(never)
  func takesNoArguments(_ type: TypeObject) -> ScriptError {
    let typo =
      type.isScripted
      ? type.ownNames.map(symbols.name).first {
        $0 != "__init__" && type.scripted(symbol($0))?.object is FunctionObject
          && ["init", "int", "inti", "innit", "intit", "initialize"].contains(
            $0.lowercased().filter { $0 != "_" })
      } : nil
    return error(CallMessage.takesNoArguments(type.name, typo: typo))
  }

  @inline(never)
  package func cannotSetAttribute(_ name: Symbol, of value: Value) -> ScriptError {
    let attribute = symbols.name(name)
    if let type = value.object as? TypeObject {
      return error(NameMessage.cannotSetTypeAttribute(type: type.name, attribute))
    }
    if type(of: value).lookup(name) != nil {
      return error(NameMessage.attributeReadOnly(type: typeName(of: value), attribute))
    }
    return noAttribute(name, of: value)
  }

  @inline(never)
  package func notCallable(_ value: Value) -> ScriptError {
    error(OperandMessage.notCallable(type: typeName(of: value), value: shortRepr(value)))
  }

  @inline(never)
  package func notSubscriptable(_ value: Value) -> ScriptError {
    if let type = value.object as? TypeObject {
      return error(OperandMessage.typeNotSubscriptable(type: type.name))
    }
    if value.isNone { return error(OperandMessage.noneNotSubscriptable) }
    return error(OperandMessage.notSubscriptable(type: typeName(of: value)))
  }

  @inline(never)
  package func noItemAssignment(_ value: Value) -> ScriptError {
    error(OperandMessage.noItemAssignment(type: typeName(of: value)))
  }

  @inline(never)
  package func noItemDeletion(_ value: Value) -> ScriptError {
    error(OperandMessage.noItemDeletion(type: typeName(of: value)))
  }

  @inline(never)
  package func notIterable(_ value: Value) -> ScriptError {
    if case .int(let count) = value { return error(FlowMessage.notIterable(type: "int", count: count)) }
    return error(FlowMessage.notIterable(type: typeName(of: value), count: nil))
  }

  @inline(never)
  package func notAnIterator(_ value: Value) -> ScriptError {
    error(FlowMessage.notIterator(type: typeName(of: value)))
  }

  @inline(never)
  package func unsupportedFormat(of value: Value) -> ScriptError {
    error(OperandMessage.noFormat(type: typeName(of: value)))
  }

  @inline(never)
  package func unsupported(_ op: String, _ left: Value, _ right: Value) -> ScriptError {
    error(OperandMessage.unsupported(op: op, left: typeName(of: left), right: typeName(of: right)))
  }

  @inline(never)
  func noOrder(_ comparison: Comparison, _ left: Value, _ right: Value) -> ScriptError {
    error(
      OperandMessage.notOrdered(op: comparison.sign, left: typeName(of: left), right: typeName(of: right)))
  }

  @inline(never)
  package func unhashable(_ value: Value) -> ScriptError {
    error(OperandMessage.unhashable(type: typeName(of: value)))
  }

  /// - Parameter operation: what was tried, for example `2 ** 64`.
  @inline(never)
  package func integerOverflow(_ operation: String = "") -> ScriptError {
    error(NumberMessage.integerOverflow(operation: operation.isEmpty ? "" : "`\(operation)`"))
  }
}
