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
      module.function("NamedTuple", "typename, fields, /", machine) { m, a in
        let names = try m.array(of: a[1]).map { try m.item($0, .int(0)) }
        let make = try m.attribute(.object(m.module("collections") ?? module), m.symbol("namedtuple"))
        return try m.call(make, [a[0], .object(ListObject(names))])
      }
      module.define("TYPE_CHECKING", .bool(false), machine)
      for name in classes {
        module.define(name, .object(NativeType(machine, name: name, module: "typing", isBase: true)), machine)
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

  override func repr(_ machine: Machine) throws -> String { name.hasPrefix("~") ? name : "typing.\(name)" }
}

extension TypeKey {
  static let annotation = TypeKey { NativeType($0, name: "_SpecialForm", module: "typing") }
}
