import Script

/// `typing` and `collections.abc`: names for annotations. At run time they do nothing but stand there: `List[int]`,
/// `Optional[float]`, `int | None`.
enum TypingModule {
  static var module: NativeModule {
    NativeModule("typing") { machine, module in
      module.function("cast", "typ, val, /", machine) { _, a in a[1] }
      module.function("NewType", "name, tp", machine) { _, _ in
        .object(NativeFunction("NewType", "x, /") { _, a in a[0] })
      }
      for name in ["overload", "final", "no_type_check", "runtime_checkable"] {
        module.function(name, "func, /", machine) { _, a in a[0] }
      }
      module.define(
        "NamedTuple",
        .object(
          NativeType(
            machine, name: "NamedTuple", module: "typing", base: machine.type(.tuple), isBase: true,
            metaclass: NamedTupleMetaclass())), machine)
      module.define("TYPE_CHECKING", .bool(false), machine)
      for name in classes {
        module.define(
          name,
          .object(
            NativeType(machine, name: name, module: "typing", isBase: true, metaclass: GenericMetaclass())),
          machine)
      }
      for name in names { module.define(name, .object(AnnotationObject(name)), machine) }
    }
  }

  /// Names that a class may derive from.
  private static let classes = ["Generic", "Protocol", "TypedDict"]

  private static let names = [
    "Any", "AnyStr", "Annotated", "Awaitable", "Callable", "ClassVar", "Collection", "Container", "Counter",
    "DefaultDict",
    "Deque", "Dict", "Final", "FrozenSet", "Generator", "Hashable", "Iterable", "Iterator", "List", "Literal",
    "Mapping",
    "MutableMapping", "MutableSequence", "NoReturn", "Never", "Optional", "OrderedDict", "Reversible", "Self",
    "Sequence",
    "Set", "Sized", "SupportsFloat", "SupportsIndex", "SupportsInt", "Text", "Tuple", "Type", "TypeAlias",
    "TypeGuard",
    "TypeVar", "ParamSpec", "Union",
  ]
}

/// `class Point(NamedTuple)`: the annotated names are the fields. `NamedTuple("Point", [("x", int)])` makes a class, too.
private final class NamedTupleMetaclass: Metaclass {
  private func fields(_ type: TypeObject, _ machine: Machine) -> [String] {
    type.resolutionOrder.reversed().flatMap { $0.annotations.map { machine.symbols.name($0.name) } }
  }

  private func defaults(_ type: TypeObject, _ fields: [String], _ machine: Machine) -> [Value] {
    type.lookup(machine.symbol("_field_defaults"))?.dict?.values ?? []
  }

  override func complete(_ type: TypeObject, _ machine: Machine) throws {
    let names = fields(type, machine)
    guard type.base?.isScripted == false else { return }
    let values = names.compactMap { type.own(machine.symbol($0)) }
    for member in NamedTuples.members(names, values, names.count - values.count) {
      type.define(machine.symbol(member.name), member.make(machine))
    }
  }

  override func call(_ type: TypeObject, _ arguments: Arguments, _ machine: Machine) throws -> Value? {
    if !type.isScripted {
      guard arguments.count == 2 else { return nil }
      let names = try machine.array(of: arguments[1]).map { try machine.item($0, .int(0)) }
      let make = try machine.attribute(
        .object(machine.module("collections") ?? type), machine.symbol("namedtuple"))
      return try machine.call(make, [arguments[0], .object(ListObject(names))])
    }
    let names = fields(type, machine)
    let values = defaults(type, names, machine)
    return .object(
      NamedTupleObject(
        type, names,
        try NamedTuples.bind(type.name, names, values, names.count - values.count, arguments, machine)))
  }
}

/// `Generic[T]`, `Stack[int]`: the class itself.
private final class GenericMetaclass: Metaclass {
  override func item(_ type: TypeObject, _ index: Value, _ machine: Machine) throws -> Value? {
    .object(type)
  }
}

/// A name in an annotation, with or without brackets.
final class AnnotationObject: Object {
  private let name: String

  init(_ name: String) {
    self.name = name
    super.init()
  }

  override func type(_ machine: Machine) -> TypeObject { machine.type(.annotation) }

  override func item(_ index: Value, _ machine: Machine) throws -> Value {
    let parts = try (index.tuple?.elements ?? [index]).map { value in
      if let type = value.object as? TypeObject { return type.name }
      return try machine.repr(value)
    }
    return .object(AnnotationObject("\(name)[\(parts.joined(separator: ", "))]"))
  }

  /// `TypeVar("T")`
  override func call(_ arguments: Arguments, _ machine: Machine) throws -> Value {
    .object(AnnotationObject("~" + (try arguments.optional(0).map { try machine.str($0) } ?? name)))
  }

  override func binary(_ op: BinaryOperator, _ other: Value, _ machine: Machine) throws -> Value? {
    op == .or ? .object(self) : nil
  }

  override func reflected(_ op: BinaryOperator, _ other: Value, _ machine: Machine) throws -> Value? {
    op == .or ? .object(self) : nil
  }

  override func hasSubclass(_ type: TypeObject, _ machine: Machine) -> Bool? {
    AbstractKind.named(name)?.holds(type, machine)
  }

  override func repr(_ machine: Machine) throws -> String { name.hasPrefix("~") ? name : "typing.\(name)" }
}

extension TypeKey {
  static let annotation = TypeKey { NativeType($0, name: "_SpecialForm", module: "typing") }
}
