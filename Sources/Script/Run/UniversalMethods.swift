/// What every object can do because `object` can: `__repr__`, `__eq__`, `__setattr__`, `__new__`, …
///
/// They are kept beside the tables of the types and found last, so that "does this class define `__eq__`?" stays one
/// look-up. On an instance of a script's class each does what `object` (or the native base) does, whatever the class
/// says, since `super().__repr__()` asks for exactly that.
enum UniversalMethods {
  static func table(_ machine: Machine) -> [Symbol: Value] {
    var table: [Symbol: Value] = [:]
    for member in members + comparisons { table[machine.symbol(member.name)] = member.make(machine) }
    return table
  }

  private static var members: [NativeMember] {
    [
      .staticMethod("__new__") { m, a in try m.makeInstance(a) },
      .receiverMethod("__init__") { m, a in
        try m.initialisePlainly(a)
        return .none
      },
      NativeMember(name: "__init_subclass__", role: .classMethod) { _ in
        .object(
          ClassMethodObject(
            .object(
              NativeFunction("__init_subclass__", "cls, /", isMethod: true) { _, _ in
                .none
              })))
      },
      .receiverMethod("__setattr__", "self, name, value, /") { m, a in
        let name = try m.attributeName(a[1])
        if let instance = a[0].object as? Instance {
          try instance.setPlainly(name, a[2], m)
        } else {
          try m.setAttribute(a[0], name, to: a[2])
        }
        return .none
      },
      .receiverMethod("__delattr__", "self, name, /") { m, a in
        let name = try m.attributeName(a[1])
        if let instance = a[0].object as? Instance {
          try instance.deletePlainly(name, m)
        } else {
          try m.deleteAttribute(a[0], name)
        }
        return .none
      },
      .receiverMethod("__getattribute__", "self, name, /") { m, a in
        let name = try m.attributeName(a[1])
        guard let instance = a[0].object as? Instance else { return try m.attribute(a[0], name) }
        if let value = try instance.plainAttribute(name, m) { return value }
        throw m.noAttribute(name, of: a[0])
      },
      .receiverMethod("__repr__", "self, /") { m, a in
        guard let instance = a[0].object as? Instance else { return .string(try m.repr(a[0])) }
        return .string(try instance.nativeRepr(m))
      },
      .receiverMethod("__str__", "self, /") { m, a in
        guard let instance = a[0].object as? Instance else { return .string(try m.str(a[0])) }
        return .string(try instance.nativeStr(m))
      },
      .receiverMethod("__format__", "self, format_spec, /") { m, a in
        let spec = try m.requireText(a[1], "__format__() argument must be str").text
        guard let instance = a[0].object as? Instance else { return .string(try m.format(a[0], spec)) }
        if let content = (instance as? ContentInstance)?.content {
          return .string(try m.format(content, spec))
        }
        guard spec.isEmpty else { throw m.unsupportedFormat(of: a[0]) }
        return .string(try m.str(a[0]))
      },
      .receiverMethod("__hash__", "self, /") { m, a in
        guard let instance = a[0].object as? Instance else { return .int(try m.hash(a[0])) }
        if let content = (instance as? ContentInstance)?.content { return .int(try m.hash(content)) }
        return .int(instance.identityHash)
      },
      .receiverMethod("__dir__", "self, /") { m, a in
        .object(ListObject((a[0].object?.attributeNames(m) ?? []).map(Value.string)))
      },
      .receiverMethod("__call__") { m, a in
        guard a.count > 0 else { throw m.error(CallMessage.unboundMethod(method: "__call__")) }
        return try m.call(a[0], a.dropFirst())
      },
    ]
  }

  private static var comparisons: [NativeMember] {
    Comparison.allCases.map { comparison in
      .receiverMethod(comparison.methodName, "self, value, /") { m, a in
        try m.comparePlainly(comparison, a[0], a[1])
      }
    }
  }
}

extension Comparison {
  fileprivate var methodName: String {
    switch self {
    case .equal: "__eq__"
    case .notEqual: "__ne__"
    case .less: "__lt__"
    case .lessOrEqual: "__le__"
    case .greater: "__gt__"
    case .greaterOrEqual: "__ge__"
    }
  }
}

extension Machine {
  /// What `object` offers under a name; for a value that can't be called, `__call__` isn't there.
  func universalMethod(_ name: Symbol, of value: Value?) -> Value? {
    if name == .known(.call), let value, !isCallable(value) { return nil }
    return universalMethods[name]
  }

  /// `object.__eq__` and its kin: identity, or what the native value says.
  fileprivate func comparePlainly(_ comparison: Comparison, _ a: Value, _ b: Value) throws -> Value {
    if case .object(let object) = a {
      guard let instance = object as? Instance else {
        return try object.compare(comparison, b, self) ?? .object(notImplemented)
      }
      if let content = instance as? ContentInstance {
        return try content.compareContent(comparison, b, self) ?? .object(notImplemented)
      }
      guard comparison == .equal || comparison == .notEqual else { return .object(notImplemented) }
      if comparison == .notEqual, let equal = try instance.compare(.equal, b, self) {
        return .bool(try !isTrue(equal))
      }
      return a.isIdentical(to: b) ? .bool(comparison == .equal) : .object(notImplemented)
    }
    if case .object = b { return .object(notImplemented) }
    // An int knows other ints only.
    if a.isNone != b.isNone || a.integer != nil && b.integer == nil { return .object(notImplemented) }
    return try compare(comparison, a, b)
  }

  /// `object.__new__(cls, …)`, also as `super().__new__(cls, …)`.
  fileprivate func makeInstance(_ arguments: Arguments) throws -> Value {
    guard let type = arguments.optional(0)?.object as? TypeObject else {
      throw error(
        .typeError,
        "object.__new__(X): X is not a type object (\(typeName(of: arguments.optional(0) ?? .none)))")
    }
    let rest = arguments.dropFirst()
    let hasArguments = rest.count + rest.keywords.count > 0
    if type.construct == nil, type.allocatesPlainly, hasArguments {
      if type.scripted(.known(.new)) != nil {
        throw error(
          .typeError, "object.__new__() takes exactly one argument (the type to instantiate)")
      }
      if type.lookup(.known(.initialise)) == nil { throw takesNoArguments(type) }
    }
    return .object(try allocate(type, rest))
  }

  /// `object.__init__(self, …)`, also as `super().__init__(…)`.
  fileprivate func initialisePlainly(_ arguments: Arguments) throws {
    guard arguments.count > 0 else {
      throw error(CallMessage.unboundMethod(method: "object.__init__"))
    }
    let rest = arguments.dropFirst()
    if let instance = arguments[0].object as? ContentInstance {
      try instance.refill(rest, self)
      return
    }
    guard rest.count + rest.keywords.count > 0, let instance = arguments[0].object as? Instance,
      instance.instanceType.allocatesPlainly
    else { return }
    if instance.instanceType.lookup(.known(.initialise)) != nil {
      throw error(
        .typeError, "object.__init__() takes exactly one argument (the instance to initialize)")
    }
    if instance.instanceType.scripted(.known(.new)) == nil {
      throw takesNoArguments(instance.instanceType)
    }
  }
}
