import Script

/// `enum`: classes whose attributes are their only values.
enum EnumModule {
  static var module: NativeModule {
    NativeModule("enum") { machine, module in
      module.define("Enum", .object(machine.type(.enumeration)), machine)
      module.define("IntEnum", .object(machine.type(.integerEnumeration)), machine)
      module.function("auto", "", machine) { _, _ in .object(AutomaticValue()) }
      module.function("unique", "enumeration, /", machine) { m, a in
        if let type = a[0].object as? TypeObject, let alias = type.enumeration.aliases.first {
          throw m.error(
            ValueMessage(
              english: "duplicate values found in <enum '\(type.name)'>: \(alias.name) -> \(alias.member)",
              korean: "열거형 \(type.name)에 같은 값이 두 번 나와요: \(alias.name)와 \(alias.member)"))
        }
        return a[0]
      }
    }
  }
}

/// `auto()`: the next whole number, when the class is complete.
final class AutomaticValue: Object {
  override func type(_ machine: Machine) -> TypeObject { machine.type(.automaticValue) }
}

/// The members of one class.
private final class Enumeration: Object {
  var members: [(name: String, value: Value, member: Value)] = []
  var aliases: [(name: String, member: String)] = []

  override func type(_ machine: Machine) -> TypeObject { machine.type(.object) }
}

extension TypeObject {
  fileprivate var enumeration: Enumeration {
    for type in resolutionOrder {
      for name in type.ownNames {
        if let found = type.own(name)?.object as? Enumeration { return found }
      }
    }
    return Enumeration()
  }
}

/// Makes the attributes of a class its members.
private final class EnumMetaclass: Metaclass {
  override func complete(_ type: TypeObject, _ machine: Machine) throws {
    let enumeration = Enumeration()
    var last = Value.int(0)
    for name in type.ownNames {
      let text = machine.symbols.name(name)
      guard !text.hasPrefix("_"), var value = type.own(name), Self.isMember(value) else { continue }
      if value.object is AutomaticValue { value = try machine.binary(.add, last, .int(1)) }
      if value.integer != nil { last = value }
      if let first = try enumeration.members.first(where: { try machine.isEqual($0.value, value) }) {
        enumeration.aliases.append((text, first.name))
        type.define(name, first.member)
        continue
      }
      let member = try makeMember(type, text, value, machine)
      // `__init__` may have been given the parts of the value.
      enumeration.members.append((text, value, member))
      type.define(name, member)
    }
    if !enumeration.members.isEmpty { type.define(machine.symbol("_members_"), .object(enumeration)) }
  }

  private func makeMember(_ type: TypeObject, _ name: String, _ value: Value, _ machine: Machine) throws
    -> Value
  {
    let arguments = value.tuple?.elements ?? [value]
    let object: Object =
      try machine.withArguments(arguments) { try machine.allocate(type, $0) }
    guard let instance = object as? Instance else { return value }
    instance.store(machine.symbol("_name_"), .string(name), machine)
    instance.store(machine.symbol("_value_"), value, machine)
    if let initialise = type.scripted(.known(.initialise)) {
      _ = try machine.call(initialise, [.object(instance)] + arguments)
    }
    return .object(instance)
  }

  /// Functions and descriptors stay what they are.
  private static func isMember(_ value: Value) -> Bool {
    guard case .object(let object) = value else { return true }
    switch object.kind {
    case .function, .native, .type: return false
    case .other:
      return !(object is PropertyObject || object is StaticMethodObject || object is ClassMethodObject)
    default: return true
    }
  }

  override func call(_ type: TypeObject, _ arguments: Arguments, _ machine: Machine) throws -> Value? {
    guard let value = arguments.optional(0), type.isScripted else { return nil }
    for entry in type.enumeration.members {
      if try entry.member.isIdentical(to: value) || machine.isEqual(entry.value, value) {
        return entry.member
      }
    }
    let shown = try machine.repr(value)
    throw machine.error(
      ValueMessage(
        english: "\(shown) is not a valid \(type.name)",
        korean: "열거형 \(type.name)에는 값이 \(shown)인 것이 없어요"))
  }

  override func item(_ type: TypeObject, _ index: Value, _ machine: Machine) throws -> Value? {
    let name = index.text
    guard let entry = type.enumeration.members.first(where: { $0.name == name }) else {
      if let alias = type.enumeration.aliases.first(where: { $0.name == name }) {
        return type.enumeration.members.first { $0.name == alias.member }?.member
      }
      throw machine.keyError(index)
    }
    return entry.member
  }

  override func elements(_ type: TypeObject, _ machine: Machine) throws -> [Value]? {
    type.enumeration.members.map(\.member)
  }

  override func missingAttribute(_ type: TypeObject, _ name: Symbol, _ machine: Machine) throws -> Value? {
    let text = machine.symbols.name(name)
    if text == "__members__" {
      let dict = DictObject()
      for entry in type.enumeration.members { try dict.set(entry.name, entry.member, machine) }
      return .object(dict)
    }
    guard !text.hasPrefix("__") else { return nil }
    throw machine.error(
      .attributeError,
      ValueMessage(english: text, korean: "열거형 \(type.name)에는 `\(text)`라는 것이 없어요"))
  }

  override func repr(_ type: TypeObject) -> String? { type.isScripted ? "<enum '\(type.name)'>" : nil }
}

extension TypeKey {
  fileprivate static let automaticValue = TypeKey { NativeType($0, name: "auto", module: "enum") }

  fileprivate static let enumeration = TypeKey { machine in
    NativeType(
      machine, name: "Enum", module: "enum", isBase: true, metaclass: EnumMetaclass(),
      members: EnumMembers.shared + [
        .method("__str__", "self, /") { m, a in .string(try EnumMembers.fullName(a[0], m)) },
        .method("__format__", "self, spec, /") { m, a in
          .string(try m.format(.string(m.str(a[0])), m.str(a[1])))
        },
        .method("__hash__", "self, /") { m, a in .int(try m.hash(m.attribute(a[0], m.symbol("_name_")))) },
      ])
  }

  fileprivate static let integerEnumeration = TypeKey { machine in
    NativeType(
      machine, name: "IntEnum", module: "enum", base: machine.type(.int), isBase: true,
      metaclass: EnumMetaclass(),
      members: EnumMembers.shared + [
        .receiverMethod("__str__", "self, /") { m, a in .string(try m.str(a[0].content)) }
      ])
  }
}

private enum EnumMembers {
  static var shared: [NativeMember] {
    [
      .property("name") { m, object in try m.attribute(.object(object), m.symbol("_name_")) },
      .property("value") { m, object in try m.attribute(.object(object), m.symbol("_value_")) },
      .receiverMethod("__repr__", "self, /") { m, a in
        let value = try m.repr(m.attribute(a[0], m.symbol("_value_")))
        return .string("<\(try fullName(a[0], m)): \(value)>")
      },
    ]
  }

  static func fullName(_ value: Value, _ m: Machine) throws -> String {
    "\(m.typeName(of: value)).\(try m.str(m.attribute(value, m.symbol("_name_"))))"
  }
}
