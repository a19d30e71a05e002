/// `property`, `staticmethod` and `classmethod`, as decorators use them.
extension TypeKey {
  package static let property = TypeKey { machine in
    NativeType(
      machine, name: "property",
      construct: { machine, _, arguments in
        try machine.withBound(arguments, to: propertySignature(machine), of: "property") {
          .object(PropertyObject(getter: $0[0], setter: $0[1], deleter: $0[2], doc: $0[3]))
        }
      },
      members: [
        .method("setter", "self, function, /") { _, a in
          copy(a) { PropertyObject(getter: $0.getter, setter: $1, deleter: $0.deleter, doc: $0.doc) }
        },
        .method("getter", "self, function, /") { _, a in
          copy(a) { PropertyObject(getter: $1, setter: $0.setter, deleter: $0.deleter, doc: $0.doc) }
        },
        .method("deleter", "self, function, /") { _, a in
          copy(a) { PropertyObject(getter: $0.getter, setter: $0.setter, deleter: $1, doc: $0.doc) }
        },
        .property("fget") { _, object in (object as? PropertyObject)?.getter ?? .none },
        .property("fset") { _, object in (object as? PropertyObject)?.setter ?? .none },
        .property("fdel") { _, object in (object as? PropertyObject)?.deleter ?? .none },
        .property("__doc__") { machine, object in
          guard let property = object as? PropertyObject else { return .none }
          if !property.doc.isNone { return property.doc }
          return try machine.attributeIfAny(property.getter, .known(.doc)) ?? .none
        },
      ])
  }

  private static func propertySignature(_ machine: Machine) -> Signature {
    Signature(parsing: "fget=None, fset=None, fdel=None, doc=None", machine)
  }

  /// A property like the first argument, changed by the second.
  private static func copy(_ arguments: Arguments, _ make: (PropertyObject, Value) -> PropertyObject) -> Value
  {
    guard let property = arguments[0].object as? PropertyObject else { return .none }
    return .object(make(property, arguments[1]))
  }

  package static let staticMethod = TypeKey { machine in
    NativeType(
      machine, name: "staticmethod",
      construct: { machine, _, arguments in
        .object(StaticMethodObject(try only(arguments, "staticmethod", machine)))
      }, members: [.property("__func__") { _, object in (object as? StaticMethodObject)?.function ?? .none }])
  }

  package static let classMethod = TypeKey { machine in
    NativeType(
      machine, name: "classmethod",
      construct: { machine, _, arguments in
        .object(ClassMethodObject(try only(arguments, "classmethod", machine)))
      }, members: [.property("__func__") { _, object in (object as? ClassMethodObject)?.function ?? .none }])
  }

  private static func only(_ arguments: Arguments, _ name: String, _ machine: Machine) throws -> Value {
    guard arguments.count == 1, arguments.keywords.isEmpty else {
      throw machine.error(CallMessage.expected(function: name, count: 1, given: arguments.count))
    }
    return arguments[0]
  }
}
