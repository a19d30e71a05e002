import Script

/// `dataclasses`: a class's annotated names become the parameters of its `__init__`.
enum DataclassModule {
  static var module: NativeModule {
    NativeModule("dataclasses") { machine, module in
      module.function(
        "dataclass",
        "cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False, "
          + "match_args=True, kw_only=False, slots=False", machine
      ) { m, a in
        let options = Dataclass.Options(
          makesInit: try m.isTrue(a[1]), makesRepr: try m.isTrue(a[2]), makesEquality: try m.isTrue(a[3]),
          makesOrder: try m.isTrue(a[4]), makesHash: try m.isTrue(a[5]), isFrozen: try m.isTrue(a[6]),
          isKeywordOnly: try m.isTrue(a[8]))
        guard a[0].isNone else { return try Dataclass.complete(a[0], options, m) }
        return .object(
          NativeFunction("dataclass", "cls, /") { m, a in try Dataclass.complete(a[0], options, m) })
      }
      let missing = Value.object(MissingValue())
      module.define("MISSING", missing, machine)
      module.define("KW_ONLY", .object(AnnotationObject("KW_ONLY")), machine)
      module.define("FrozenInstanceError", .object(machine.type(.frozenInstanceError)), machine)
      module.define(
        "field",
        .object(NativeFunction("field", nil, module: "dataclasses") { m, a in .object(try DataField(a, m)) }),
        machine)
      module.function("fields", "class_or_instance, /", machine) { m, a in
        .tuple(try Dataclass.fields(a[0], m).map { .object($0) })
      }
      module.function("is_dataclass", "obj, /", machine) { m, a in
        .bool((try? Dataclass.fields(a[0], m)) != nil)
      }
      module.function("asdict", "obj, *, dict_factory=None", machine) { m, a in
        try Dataclass.plain(a[0], asDict: true, m)
      }
      module.function("astuple", "obj, *, tuple_factory=None", machine) { m, a in
        try Dataclass.plain(a[0], asDict: false, m)
      }
      module.function("replace", "obj, /, **changes", machine) { m, a in
        var given: [(Symbol, Value)] = a[1].dict?.pairs.map { (m.symbol($0.key.text ?? ""), $0.value) } ?? []
        for field in try Dataclass.fields(a[0], m)
        where field.isInInit && !given.contains(where: { $0.0 == field.name }) {
          given.append((field.name, try m.attribute(a[0], field.name)))
        }
        return try m.call(.object(m.type(of: a[0])), [], keywords: given)
      }
    }
  }
}

private final class MissingValue: Object {
  override func type(_ machine: Machine) -> TypeObject { machine.type(.missingValue) }
  override func repr(_ machine: Machine) throws -> String { "<dataclasses._MISSING_TYPE object>" }
}

/// `field(…)`, and what is known of each field of a finished class.
private final class DataField: Object {
  var name = Symbol.known(.name)
  var text = ""
  var annotation = ""
  var defaultValue: Value?
  var factory: Value?
  var isInInit = true
  var isShown = true
  var isCompared = true
  var isHashed: Bool?
  var isKeywordOnly: Bool?
  var metadata = Value.none

  override init(kind: Kind = .other) { super.init(kind: kind) }

  init(_ a: Arguments, _ m: Machine) throws {
    super.init()
    guard a.count == 0 else {
      throw m.error(
        CallMessage.tooMany(
          function: "field", takes: "0 positional arguments", given: a.count, signature: nil))
    }
    for (i, keyword) in a.keywords.enumerated() {
      let value = a.keywordValue(i)
      switch m.symbols.name(keyword) {
      case "default": defaultValue = value
      case "default_factory": factory = value
      case "init": isInInit = try m.isTrue(value)
      case "repr": isShown = try m.isTrue(value)
      case "compare": isCompared = try m.isTrue(value)
      case "hash": isHashed = value.isNone ? nil : try m.isTrue(value)
      case "kw_only": isKeywordOnly = try m.isTrue(value)
      case "metadata": metadata = value
      case let name:
        throw m.error(
          CallMessage.unexpectedKeyword(
            function: "field", name: name,
            parameters: ["default", "default_factory", "init", "repr", "compare"],
            suggestion: nil))
      }
    }
    if defaultValue != nil, factory != nil {
      throw m.error(
        ValueMessage(
          english: "cannot specify both default and default_factory",
          korean: "default와 default_factory 가운데 하나만 줄 수 있어요"))
    }
  }

  override func type(_ machine: Machine) -> TypeObject { machine.type(.dataField) }

  /// What `__init__` does with the field.
  var parameter: DataclassText.Field {
    DataclassText.Field(
      name: text, defaultValue: defaultValue, factory: factory, isInInit: isInInit,
      isKeywordOnly: isKeywordOnly == true)
  }
}

extension TypeKey {
  fileprivate static let missingValue = TypeKey {
    NativeType($0, name: "_MISSING_TYPE", module: "dataclasses")
  }
  fileprivate static let frozenInstanceError = TypeKey { machine in
    NativeType(
      machine, name: "FrozenInstanceError", module: "dataclasses",
      base: machine.exceptionType(.attributeError), isBase: true)
  }
  fileprivate static let dataField = TypeKey { machine in
    NativeType(
      machine, name: "Field", module: "dataclasses",
      members: [
        .property("name") { _, object in .string((object as? DataField)?.text ?? "") },
        .property("type") { _, object in .string((object as? DataField)?.annotation ?? "") },
        .property("default") { m, object in
          try (object as? DataField)?.defaultValue
            ?? m.attribute(
              .object(m.module("dataclasses") ?? object), m.symbol("MISSING"))
        },
        .property("metadata") { _, object in (object as? DataField)?.metadata ?? .none },
      ])
  }
  fileprivate static let dataFields = TypeKey { NativeType($0, name: "mappingproxy") }
}

/// The fields of a class, kept as its `__dataclass_fields__`.
private final class DataFields: Object {
  let fields: [DataField]

  init(_ fields: [DataField]) {
    self.fields = fields
    super.init()
  }

  override func type(_ machine: Machine) -> TypeObject { machine.type(.dataFields) }
}

private enum Dataclass {
  struct Options {
    let makesInit: Bool
    let makesRepr: Bool
    let makesEquality: Bool
    let makesOrder: Bool
    let makesHash: Bool
    let isFrozen: Bool
    let isKeywordOnly: Bool
  }

  static let key = "__dataclass_fields__"

  static func fields(_ value: Value, _ m: Machine) throws -> [DataField] {
    let type = value.object as? TypeObject ?? m.type(of: value)
    guard let found = type.lookup(m.symbol(key))?.object as? DataFields else {
      throw m.error(
        .typeError,
        ValueMessage(
          english: "must be called with a dataclass type or instance",
          korean: "@dataclass를 붙인 클래스나 그 인스턴스가 와야 해요"))
    }
    return found.fields
  }

  // MARK: Completing a class

  static func complete(_ value: Value, _ options: Options, _ m: Machine) throws -> Value {
    guard let type = value.object as? TypeObject, type.isScripted else {
      throw m.error(
        .typeError,
        ValueMessage(english: "dataclass() should be called on a class", korean: "@dataclass는 클래스 앞에 써야 해요"))
    }
    var fields = (type.base?.lookup(m.symbol(key))?.object as? DataFields)?.fields ?? []
    for field in try ownFields(type, options, m) {
      if let place = fields.firstIndex(where: { $0.name == field.name }) {
        fields[place] = field
      } else {
        fields.append(field)
      }
    }
    try checkOrder(fields, m)
    type.define(m.symbol(key), .object(DataFields(fields)))
    if options.makesInit, type.own(m.symbol("__init__")) == nil {
      if let function = try DataclassText.initialiser(type, fields.map(\.parameter), options.isFrozen, m) {
        type.define(m.symbol("__init__"), function)
      } else {
        define("__init__", initialiser(type, fields, options, m), in: type, m)
      }
    }
    if options.makesRepr { define("__repr__", shower(fields), in: type, m) }
    if options.makesEquality || options.makesOrder { defineComparisons(type, fields, options, m) }
    if options.isFrozen { defineFrozen(type, m) }
    return value
  }

  private static func ownFields(_ type: TypeObject, _ options: Options, _ m: Machine) throws -> [DataField] {
    var isKeywordOnly = options.isKeywordOnly
    var fields: [DataField] = []
    for annotation in type.annotations {
      if annotation.text.contains("ClassVar") { continue }
      if annotation.text.hasSuffix("KW_ONLY") {
        isKeywordOnly = true
        continue
      }
      let text = m.symbols.name(annotation.name)
      let field: DataField
      if let given = type.own(annotation.name)?.object as? DataField {
        field = given
        if let value = given.defaultValue {
          type.define(annotation.name, value)
        } else {
          _ = type.undefine(annotation.name)
        }
      } else {
        field = DataField()
        field.defaultValue = type.own(annotation.name)
      }
      field.name = annotation.name
      field.text = text
      field.annotation = annotation.text
      field.isKeywordOnly = field.isKeywordOnly ?? isKeywordOnly
      if let value = field.defaultValue,
        value.list != nil || value.dict != nil || value.set?.isFrozen == false
      {
        throw m.error(
          ValueMessage(
            english:
              "mutable default \(try m.repr(.object(m.type(of: value)))) for field \(text) is not allowed: "
              + "use default_factory",
            korean: "필드 \(text)의 기본값은 모든 인스턴스가 함께 쓰게 돼요. "
              + "`field(default_factory=\(m.typeName(of: value)))`로 쓰세요"))
      }
      fields.append(field)
    }
    return fields
  }

  private static func checkOrder(_ fields: [DataField], _ m: Machine) throws {
    var hasDefault = false
    for field in fields where field.isInInit && field.isKeywordOnly != true {
      if field.defaultValue != nil || field.factory != nil {
        hasDefault = true
      } else if hasDefault {
        throw m.error(
          .typeError,
          ValueMessage(
            english: "non-default argument '\(field.text)' follows default argument",
            korean: "기본값이 없는 필드 `\(field.text)`는 기본값이 있는 필드보다 앞에 있어야 해요"))
      }
    }
  }

  /// Gives the class a method, unless it has one of its own.
  private static func define(
    _ name: String, _ body: @escaping NativeFunction.Body, in type: TypeObject, _ m: Machine
  ) {
    let symbol = m.symbol(name)
    guard type.own(symbol) == nil else { return }
    type.define(symbol, .object(NativeFunction(name, nil, isMethod: true, module: "__main__", body: body)))
  }

  private static func initialiser(
    _ type: TypeObject, _ fields: [DataField], _ options: Options, _ machine: Machine
  )
    -> NativeFunction.Body
  {
    let factoryMark = MissingValue()
    let ordered =
      fields.filter { $0.isInInit && $0.isKeywordOnly != true }
      + fields.filter { $0.isInInit && $0.isKeywordOnly == true }
    let keywordOnly = ordered.count { $0.isKeywordOnly == true }
    // The machine's own `self` is the first parameter, so that counts in messages are Python's.
    let isFrozen = options.isFrozen
    let name = "\(type.name).__init__"
    // The places of the fields among the parameters, which hold for every call.
    let places = fields.map { field in ordered.firstIndex { $0 === field } }
    let postInitialise = machine.symbol("__post_init__")
    let parameters =
      [Signature.Parameter(name: machine.symbol("self"), text: "self", defaultValue: nil)]
      + ordered.map {
        Signature.Parameter(
          name: $0.name, text: $0.text,
          defaultValue: $0.factory == nil ? $0.defaultValue : .object(factoryMark))
      }
    let signature = Signature(parameters, keywordOnly: keywordOnly)
    return { m, a in
      try m.withBound(a, to: signature, of: name) { bound in
        let instance = bound[0].object as? Instance
        let storesPlainly = try isFrozen || instance?.storesFreely(m) == true
        func set(_ field: DataField, _ value: Value) throws {
          if storesPlainly, let instance, isFrozen || instance.instanceType.lookup(field.name) == nil {
            instance.store(field.name, value, m)
          } else {
            try m.setAttribute(bound[0], field.name, to: value)
          }
        }
        for (place, field) in zip(places, fields) {
          if let place {
            let value = bound[place + 1]
            if value.object === factoryMark {
              try set(field, m.call(field.factory ?? .none))
            } else {
              try set(field, value)
            }
          } else if let factory = field.factory {
            try set(field, m.call(factory))
          }
        }
        if instance?.instanceType.lookup(postInitialise) != nil,
          let hook = try m.attributeOrNil(bound[0], postInitialise)
        {
          _ = try m.call(hook)
        }
      }
      return .none
    }
  }

  private static func shower(_ fields: [DataField]) -> NativeFunction.Body {
    { m, a in
      guard let object = a.optional(0)?.object else { return .none }
      if object.isBeingShown { return .string("...") }
      object.isBeingShown = true
      defer { object.isBeingShown = false }
      let parts = try fields.filter(\.isShown).map {
        "\($0.text)=\(try m.repr(m.attribute(a[0], $0.name)))"
      }
      let name = try m.str(m.attribute(.object(m.type(of: a[0])), .known(.qualname)))
      return .string("\(name)(\(parts.joined(separator: ", ")))")
    }
  }

  private static func defineComparisons(
    _ type: TypeObject, _ fields: [DataField], _ options: Options, _ m: Machine
  ) {
    let compared = fields.filter(\.isCompared)
    func row(_ value: Value, _ m: Machine) throws -> Value {
      .tuple(try compared.map { try m.attribute(value, $0.name) })
    }
    var comparisons: [(String, Comparison)] = options.makesEquality ? [("__eq__", .equal)] : []
    if options.makesOrder {
      comparisons += [
        ("__lt__", .less), ("__le__", .lessOrEqual), ("__gt__", .greater), ("__ge__", .greaterOrEqual),
      ]
    }
    let definesEquality = type.own(.known(.eq)) != nil
    for (name, comparison) in comparisons {
      define(
        name,
        { m, a in
          guard let other = a.optional(1), m.type(of: other) === m.type(of: a[0]) else {
            return .object(m.notImplemented)
          }
          return try m.compare(comparison, row(a[0], m), row(other, m))
        }, in: type, m)
    }
    if options.makesHash || options.isFrozen && options.makesEquality {
      let hashed = fields.filter { $0.isHashed ?? $0.isCompared }
      define(
        "__hash__", { m, a in .int(try m.hash(.tuple(hashed.map { try m.attribute(a[0], $0.name) }))) },
        in: type, m)
    } else if options.makesEquality, !definesEquality, type.own(.known(.hash)) == nil {
      type.define(.known(.hash), .none)
    }
  }

  private static func defineFrozen(_ type: TypeObject, _ m: Machine) {
    func refuse(_ verb: String, _ korean: String) -> NativeFunction.Body {
      { m, a in
        let name = try a.optional(1).map { try m.str($0) } ?? ""
        let english = "cannot \(verb) field '\(name)'"
        throw ScriptError(
          ExceptionObject(
            m.type(.frozenInstanceError), arguments: [.string(english)],
            message: ValueMessage(
              english: english, korean: "frozen=True로 만든 클래스라 필드 `\(name)`\(korean)")))
      }
    }
    define("__setattr__", refuse("assign to", "의 값을 바꿀 수 없어요"), in: type, m)
    define("__delattr__", refuse("delete", "을(를) 지울 수 없어요"), in: type, m)
  }

  // MARK: As plain values

  static func plain(_ value: Value, asDict: Bool, _ m: Machine) throws -> Value {
    if value.object is TypeObject == false, let fields = try? fields(value, m) {
      let values = try fields.map { try plainInside(m.attribute(value, $0.name), asDict, m) }
      guard asDict else { return .tuple(values) }
      let dict = DictObject()
      for (field, value) in zip(fields, values) { try dict.set(field.text, value, m) }
      return .object(dict)
    }
    throw m.error(
      .typeError,
      ValueMessage(
        english: "\(asDict ? "asdict" : "astuple")() should be called on dataclass instances",
        korean: "@dataclass를 붙인 클래스의 인스턴스가 와야 해요"))
  }

  private static func plainInside(_ value: Value, _ asDict: Bool, _ m: Machine) throws -> Value {
    if case .object(let object) = value, object.kind == .instance, (try? fields(value, m)) != nil {
      return try m.nested { try plain(value, asDict: asDict, m) }
    }
    if let list = value.list {
      return .object(
        ListObject(try list.elements.map { element in try m.nested { try plainInside(element, asDict, m) } }))
    }
    if let tuple = value.tuple, tuple.type(m) === m.type(.tuple) {
      return .tuple(
        try tuple.elements.map { element in try m.nested { try plainInside(element, asDict, m) } })
    }
    if let dict = value.dict {
      let copy = DictObject()
      for (key, value) in dict.pairs {
        try copy.set(key, m.nested { try plainInside(value, asDict, m) }, m)
      }
      return .object(copy)
    }
    return value
  }
}
