/// The class `str`. Its methods are in `StringMethods…`.
extension TypeKey {
  package static let str = TypeKey { machine in
    NativeType.converting(
      .str,
      machine, name: "str", isBase: true, construct: StringType.make,
      members: StringSearchMethods.members + StringShapeMethods.members + StringClassMethods.members + [
        .sized, .iterable, .containing, .indexed,
      ] + OperatorMethods.text)
  }

  package static let stringIterator = TypeKey {
    NativeType($0, name: "str_iterator", members: [.iterable, .advancing])
  }
}

enum StringType {
  static func make(_ machine: Machine, _ type: TypeObject, _ arguments: Arguments) throws -> Value {
    guard arguments.count + arguments.keywords.count <= 1 else {
      throw machine.error(CallMessage.takesAtMost(function: "str", count: 1, given: arguments.count))
    }
    let value: Value
    if let given = arguments.optional(0) ?? arguments.keyword(machine.symbol("object")) {
      value = given
    } else {
      value = .string("")
    }
    if case .object(let object) = value, object.kind == .string { return value }
    return machine.string(try machine.str(value))
  }
}
