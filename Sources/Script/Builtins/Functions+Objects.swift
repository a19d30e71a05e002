/// Built-in functions that ask about values and their attributes.
extension Functions {
  static var objects: [BuiltinFunction] {
    [
      BuiltinFunction("isinstance", 2...2) { m, a in .bool(try m.isInstance(a.bits(0), of: a.bits(1))) },
      BuiltinFunction("issubclass", 2...2) { m, a in
        guard let type = a[0].object as? TypeObject else {
          throw m.error(OperandMessage.notClass("issubclass() arg 1 must be a class"))
        }
        return .bool(
          try m.isSubclass(
            type, of: a[1], "issubclass() arg 2 must be a class, a tuple of classes, or a union"))
      },
      BuiltinFunction("callable", 1...1) { m, a in .bool(m.isCallable(a[0])) },
      BuiltinFunction("id", 1...1) { m, a in .int(m.identity(of: a[0])) },
      BuiltinFunction("hash", 1...1) { m, a in .int(try m.hash(a[0])) },
      BuiltinFunction("getattr", 2...3) { m, a in
        let name = try m.attributeName(a[1])
        guard let fallback = a.optional(2) else { return try m.attribute(a[0], name) }
        return try m.attributeOrNil(a[0], name) ?? fallback
      },
      BuiltinFunction("hasattr", 2...2) { m, a in
        .bool(try m.attributeOrNil(a[0], m.attributeName(a[1])) != nil)
      },
      BuiltinFunction("setattr", 3...3) { m, a in
        try m.setAttribute(a[0], m.attributeName(a[1]), to: a[2])
        return .none
      },
      BuiltinFunction("delattr", 2...2) { m, a in
        try m.deleteAttribute(a[0], m.attributeName(a[1]))
        return .none
      },
      BuiltinFunction("globals", 0...0) { m, _ in .object(try AttributeMirror.globals(m)) },
      BuiltinFunction("locals", 0...0) { m, _ in .object(try m.localNames()) },
      BuiltinFunction("vars", 0...1) { m, a in
        guard a.count == 1 else { return .object(try m.localNames()) }
        guard let dict = try m.attributeOrNil(a[0], .known(.dict)) else {
          throw m.error(OperandMessage.noDictionary)
        }
        return dict
      },
      BuiltinFunction("dir", 0...1) { m, a in
        guard a.count == 1 else {
          // The names of the script, and those that Python gives to every module.
          let own = ["__builtins__", "__doc__", "__loader__", "__name__", "__package__", "__spec__"]
          return .object(ListObject(Set(m.globalNames + own).sorted().map(Value.string)))
        }
        let names: [String]
        if case .object(let object) = a[0] {
          names = object.attributeNames(m)
        } else {
          names = m.type(of: a[0]).allAttributeNames(m)
        }
        return .object(ListObject(names.map(Value.string)))
      },
    ]
  }
}

extension Machine {
  /// `isinstance(value, classes)`, where `classes` is a class or a tuple of classes, of tuples, …
  package func isInstance(_ value: Value, of classes: Value) throws -> Bool {
    try isSubclass(
      type(of: value), of: classes, "isinstance() arg 2 must be a type, a tuple of types, or a union")
  }

  /// The same seen without counting, as scripts ask it all the time: the class, or each of a tuple's, is compared at once.
  fileprivate func isInstance(_ value: Bits, of classes: Bits) throws -> Bool {
    let type = type(of: value)
    guard case .object(let asked) = classes else { return try isInstance(value.value, of: classes.value) }
    if asked.kind == .type { return type.isSubtype(of: asked.as(TypeObject.self)) }
    guard asked.kind == .tuple, asked.isExactly(TupleObject.self) else {
      return try isInstance(value.value, of: classes.value)
    }
    return try asked.as(TupleObject.self)._withUnsafeGuaranteedRef { tuple in
      for index in 0..<tuple.count {
        if case .object(let one) = tuple.bits(index), one.kind == .type {
          if type.isSubtype(of: one.as(TypeObject.self)) { return true }
        } else if try isInstance(value.value, of: tuple.bits(index).value) {
          return true
        }
      }
      return false
    }
  }

  /// The class of a value, which lives as long as the value or the machine.
  private func type(of value: Bits) -> Unmanaged<TypeObject> {
    guard case .object(let object) = value else { return .passUnretained(type(of: value.value)) }
    if object.kind == .instance {
      return object.as(Instance.self)._withUnsafeGuaranteedRef { .passUnretained($0.instanceType) }
    }
    return object._withUnsafeGuaranteedRef { .passUnretained($0.type(self)) }
  }

  func isSubclass(_ type: TypeObject, of classes: Value, _ complaint: String) throws -> Bool {
    if case .object(let other) = classes, other.kind == .type {
      return type.isSubtype(of: unsafeDowncast(other, to: TypeObject.self))
    }
    if let tuple = classes.tuple {
      for index in 0..<tuple.count {
        if try nested({ try isSubclass(type, of: tuple.bits(index).value, complaint) }) { return true }
      }
      return false
    }
    if let answer = classes.object?.hasSubclass(type, self) { return answer }
    // `None` stands for its class in unions.
    throw error(OperandMessage.notClass(complaint))
  }

  package func isCallable(_ value: Value) -> Bool {
    guard case .object(let object) = value else { return false }
    switch object.kind {
    case .function, .native, .boundMethod, .type: return true
    default: return object.type(self).lookup(.known(.call)) != nil || object is StaticMethodObject
    }
  }

  /// A name that a script computed.
  func attributeName(_ value: Value) throws -> Symbol {
    guard let name = value.string else {
      throw error(
        CallMessage.other(
          english: "attribute name must be string, not '\(typeName(of: value))'", korean: "속성의 이름은 문자열이어야 해요"
        ))
    }
    return symbol(of: name)
  }

  /// The attribute, or nil where looking it up ends in `AttributeError`.
  package func attributeOrNil(_ value: Value, _ name: Symbol) throws -> Value? {
    do {
      return try attributeIfAny(value, name)
    } catch let failure as ScriptError
      where failure.exception.instanceType.isSubtype(of: exceptionType(.attributeError))
    {
      return nil
    }
  }
}
