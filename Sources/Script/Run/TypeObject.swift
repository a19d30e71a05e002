import Synchronization

/// A Python class: one written in a script, or a native one.
public class TypeObject: Container {
  /// Makes an instance of a class that derives from a native one, before `__init__` runs.
  package typealias Allocator = (_ machine: Machine, _ type: TypeObject) throws -> Object
  /// Makes a value from a call's arguments where `__new__` and `__init__` are one: `int("3")`, `tensor(…)`.
  package typealias Constructor = (_ machine: Machine, _ type: TypeObject, _ arguments: Arguments) throws ->
    Value

  package final let name: String
  /// The name in messages: what CPython writes in C carries its module there (`collections.deque`).
  package final var messageName: String {
    isScripted || moduleName != "collections" || name == "Counter" ? name : "collections." + name
  }

  /// The module that defines it, `builtins` if there is none to show.
  package final let moduleName: String
  package final let base: TypeObject?
  /// Whether a script wrote it.
  package final let isScripted: Bool
  /// The allocator of the nearest native base.
  package final let allocate: Allocator?
  /// The constructor, for types that build their value in one step.
  package final let construct: Constructor?
  /// Whether a script may derive from it.
  package final let isBase: Bool
  /// What the nearest native base says about its classes.
  public final let metaclass: Metaclass?

  /// Its own attributes.
  private final let attributes = NameTable()
  /// The annotations of its body, as they are written.
  @exclusivity(unchecked) package private(set) final var annotations: [Annotation] = []
  @exclusivity(unchecked) private final var slotsVersion: UInt32 = 0
  @exclusivity(unchecked) private final var knownSlots: Set<Symbol>?
  /// The layout of an instance without attributes.
  package final let rootShape: Shape
  /// How many attributes instances have had so far: the room a new one asks for.
  @exclusivity(unchecked) final var expectedSlots: Int
  /// For the classes of numbers and texts: what a call does with most arguments.
  @exclusivity(unchecked) final var conversion: Conversion?
  /// Whether its instances are exceptions.
  @exclusivity(unchecked) final var isException = false
  /// Set for an exception that scripts can't catch.
  @exclusivity(unchecked) final var isUncatchable = false
  unowned(unsafe) let machine: Machine
  /// The `__init__` that a call enters directly, valid for one version of all classes.
  @exclusivity(unchecked) final var initialiser: Unmanaged<FunctionObject>?
  @exclusivity(unchecked) final var initialiserVersion: UInt32 = 0
  /// Whether there is none and nothing else to ask, for the same version.
  @exclusivity(unchecked) final var needsNoInitialiser = false
  /// Whether a call makes an exception of its arguments and asks no method of a script, for one version of all classes.
  @exclusivity(unchecked) private final var makesPlainExceptions = false
  @exclusivity(unchecked) private final var makesVersion: UInt32 = 0
  @exclusivity(unchecked) private final var storesVersion: UInt32 = 0
  @exclusivity(unchecked) private final var storesPlainly = false
  @exclusivity(unchecked) private final var looksUpVersion: UInt32 = 0
  @exclusivity(unchecked) private final var looksUpPlainly = false

  /// The functions found last, by the low bits of their names.
  @exclusivity(unchecked) private final var foundFunctions: UnsafeMutablePointer<FoundFunction>?

  private struct FoundFunction {
    var name = Symbol(id: 0)
    /// The version of all classes for which it holds; 0 is none.
    var version: UInt32 = 0
    var function: Unmanaged<FunctionObject>?
  }

  package init(
    _ machine: Machine, name: String, module: String = "builtins", base: TypeObject?,
    isScripted: Bool = false,
    isBase: Bool = true, allocate: Allocator? = nil, construct: Constructor? = nil,
    metaclass: Metaclass? = nil
  ) {
    self.name = name
    self.moduleName = module
    self.base = base
    self.isScripted = isScripted
    self.isBase = isBase
    self.allocate = allocate ?? base?.allocate
    self.construct = construct ?? base?.construct
    self.metaclass = metaclass ?? base?.metaclass
    self.machine = machine
    expectedSlots = base?.expectedSlots ?? 4
    isException = base?.isException ?? false
    rootShape = Shape(id: machine.newShapeID())
    super.init(kind: .type)
  }

  /// The classes that scripts have derived from this one, with the order in which they came. They aren't kept alive by it:
  /// each holds its base and takes itself out at its end. (A `weak` reference would move the class's count into a side table,
  /// and make every count of it ten times slower.)
  private var derived: [ObjectIdentifier: (order: Int, type: Unmanaged<TypeObject>)] = [:]
  private var derivedCount = 0

  func noteDerived(_ type: TypeObject) {
    derivedCount += 1
    derived[ObjectIdentifier(type)] = (derivedCount, .passUnretained(type))
  }

  private var derivedTypes: [Value] {
    derived.values.sorted { $0.order < $1.order }.map { .object($0.type.takeUnretainedValue()) }
  }

  /// The name as `repr` shows it: `__main__.Net`, `torch.nn.modules.linear.Linear`, `int`.
  package final var qualifiedName: String {
    let shown = isScripted ? own(.known(.qualname))?.text ?? name : name
    return moduleName == "builtins" ? shown : "\(moduleName).\(shown)"
  }

  /// The attribute found first in the class and its bases.
  package final func lookup(_ name: Symbol) -> Value? { slot(name)?.copy }

  /// Where the attribute stands: valid for one version of all classes.
  final func slot(_ name: Symbol) -> UnsafeMutablePointer<Value>? {
    var type = Unmanaged.passUnretained(self)
    while true {
      let (slot, base) = type._withUnsafeGuaranteedRef {
        ($0.attributes.slot(name), $0.base.map(Unmanaged.passUnretained))
      }
      if let slot { return slot }
      guard let base else { return nil }
      type = base
    }
  }

  /// The attribute if it is a script's function: what calls of methods and operators ask for all the time.
  final func function(_ name: Symbol) -> Unmanaged<FunctionObject>? {
    let places = 16
    let cache: UnsafeMutablePointer<FoundFunction>
    if let foundFunctions {
      cache = foundFunctions
    } else {
      cache = .allocate(capacity: places)
      cache.initialize(repeating: FoundFunction(), count: places)
      foundFunctions = cache
    }
    let entry = cache + Int(name.id) % places
    if entry.pointee.name == name, entry.pointee.version == machine.classVersion {
      return entry.pointee.function
    }
    var function: Unmanaged<FunctionObject>?
    if case .object(let found)? = slot(name)?.bits, found.kind == .function {
      function = found.as(FunctionObject.self)
    }
    entry.pointee = FoundFunction(name: name, version: machine.classVersion, function: function)
    return function
  }

  deinit {
    base?.derived.removeValue(forKey: ObjectIdentifier(self))
    foundFunctions?.deallocate()
  }

  /// The attribute if a script's class defines it: how a special method overrides what the native base does.
  package final func scripted(_ name: Symbol) -> Value? {
    var type: TypeObject? = self
    while let current = type, current.isScripted {
      if let value = current.own(name) { return value }
      type = current.base
    }
    return nil
  }

  /// Whether its instances are of Swift's class `Instance` and nothing more.
  final var makesPlainInstances: Bool {
    var type: TypeObject? = self
    while let current = type {
      if !current.isScripted { return current.base == nil }
      type = current.base
    }
    return false
  }

  /// Whether a call makes an exception that holds the arguments, and nothing more happens.
  final var makesExceptionsPlainly: Bool {
    if makesVersion != machine.classVersion {
      makesVersion = machine.classVersion
      let root = machine.exceptionType(.baseException)
      makesPlainExceptions =
        isSubtype(of: root) && metaclass == nil && lookup(.known(.new)) == nil
        && slot(.known(.initialise)) == root.slot(.known(.initialise))
    }
    return makesPlainExceptions
  }

  /// Whether no class on the way up has a say in how attributes are stored.
  final func hasPlainStores(_ machine: Machine) -> Bool {
    if storesVersion != machine.classVersion {
      storesVersion = machine.classVersion
      storesPlainly = scripted(.known(.setattr)) == nil
    }
    return storesPlainly
  }

  /// Whether no class on the way up has a say in how attributes are found.
  final var hasPlainLookup: Bool {
    if looksUpVersion != machine.classVersion {
      looksUpVersion = machine.classVersion
      looksUpPlainly = scripted(.known(.getattribute)) == nil
    }
    return looksUpPlainly
  }

  // MARK: As an object

  public override func call(_ arguments: Arguments, _ machine: Machine) throws -> Value {
    try machine.construct(self, arguments)
  }

  public override func length(_ machine: Machine) throws -> Int? {
    try metaclass?.elements(self, machine)?.count
  }

  public override func truth(_ machine: Machine) throws -> Bool { true }

  public override func iterator(_ machine: Machine) throws -> Object {
    guard let elements = try metaclass?.elements(self, machine) else { return try super.iterator(machine) }
    return ListIterator(ListObject(elements))
  }

  public override func attribute(_ name: Symbol, _ machine: Machine) throws -> Value? {
    if let found = lookup(name) {
      guard case .object(let object) = found else { return found }
      switch object.kind {
      case .staticMethod: return unsafeDowncast(object, to: StaticMethodObject.self).function
      case .classMethod:
        return .object(
          BoundMethod(
            receiver: .object(self), function: unsafeDowncast(object, to: ClassMethodObject.self).function))
      case .instance:
        guard let get = object.type(machine).lookup(.known(.get)) else { return found }
        return try machine.call(get, [found, .none, .object(self)])
      default: return found
      }
    }
    switch name {
    case .known(.name): return .string(self.name)
    case .known(.qualname): return .string(self.name)
    case .known(.module): return .string(moduleName)
    case .known(.doc): return Value.none
    case .known(.class): return .object(machine.type(.type))
    case .known(.bases): return .tuple(base.map { [.object($0)] } ?? [])
    case .known(.mro): return .tuple(resolutionOrder.map { .object($0) })
    case .known(.dict):
      let dict = DictObject()
      try attributes.forEach { try dict.set(machine.symbols.name($0), $1, machine) }
      return .object(dict)
    case .known(.base): return base.map { .object($0) } ?? Value.none
    case .known(.annotations): return .object(try machine.dictionary(of: annotations))
    case machine.symbol("__subclasses__"):
      return .object(
        NativeFunction("__subclasses__", "", module: moduleName) { [unowned self] _, _ in
          .object(ListObject(derivedTypes))
        })
    default:
      if let method = machine.universalMethod(name, of: .object(self)) {
        return (method.object as? ClassMethodObject).map {
          .object(BoundMethod(receiver: .object(self), function: $0.function))
        } ?? method
      }
      if let found = machine.type(.type).lookup(name) { return try machine.bind(found, to: .object(self)) }
      return try metaclass?.missingAttribute(self, name, machine)
    }
  }

  /// `Class[x]`: what a script's `__class_getitem__` says; `list[int]` and its like are the class itself.
  public override func item(_ index: Value, _ machine: Machine) throws -> Value {
    if let method = scripted(machine.symbol("__class_getitem__")) {
      return try machine.call(
        (method.object as? ClassMethodObject)?.function ?? method, [.object(self), index])
    }
    if let result = try metaclass?.item(self, index, machine) { return result }
    if !isScripted, ["list", "dict", "tuple", "set", "frozenset", "type"].contains(name) {
      return .object(self)
    }
    return try super.item(index, machine)
  }

  public override func setAttribute(_ name: Symbol, to value: Value, _ machine: Machine) throws {
    guard isScripted, !(machine.modulesAreFrozen && moduleName != "__main__") else {
      throw machine.cannotSetAttribute(name, of: .object(self))
    }
    if let slot = attributes.slot(name), !slot.bits.changesLookup, !value.changesLookup {
      // A counter or the like: no cache depends on its value.
      slot.put(value)
      return
    }
    define(name, value)
  }

  public override func deleteAttribute(_ name: Symbol, _ machine: Machine) throws {
    guard isScripted else { throw machine.cannotSetAttribute(name, of: .object(self)) }
    if !undefine(name) { throw machine.noAttribute(name, of: .object(self)) }
  }

  public override func binary(_ op: BinaryOperator, _ other: Value, _ machine: Machine) throws -> Value? {
    // `int | None` in an annotation that is evaluated.
    guard op == .or, other.isNone || other.object is TypeObject || other.tuple != nil else { return nil }
    return .tuple(
      (other.tuple?.elements ?? [other.isNone ? .object(machine.type(.none)) : other]) + [.object(self)])
  }

  /// Whether the native base makes an empty value that `__init__` fills: a list, dict or set, or what derives from them.
  final var canBeEmpty: Bool {
    var type: TypeObject? = self
    while let current = type {
      if !current.isScripted { return !["tuple", "str", "int", "float", "frozenset"].contains(current.name) }
      type = current.base
    }
    return false
  }

  /// Whether its instances are made by `object`, with no native base that takes arguments.
  final var allocatesPlainly: Bool {
    var type: TypeObject? = self
    while let current = type {
      if !current.isScripted { return current.base == nil }
      type = current.base
    }
    return true
  }

  /// The names that `__slots__` allows; nil if a class on the way up has none, so that any name will do.
  final func slots(_ machine: Machine) throws -> Set<Symbol>? {
    if slotsVersion == machine.classVersion { return knownSlots }
    var names: Set<Symbol> = []
    var type: TypeObject? = self
    var isOpen = false
    while let current = type, current.isScripted {
      guard let slots = current.own(.known(.slots)) else {
        isOpen = true
        break
      }
      for slot in slots.string != nil ? [slots] : try machine.array(of: slots) {
        if let text = slot.text { names.insert(machine.symbol(text)) }
      }
      type = current.base
    }
    // Only a class below `object` itself has no other room for attributes.
    isOpen = isOpen || type?.base != nil || names.contains(.known(.dict))
    knownSlots = isOpen ? nil : names
    slotsVersion = machine.classVersion
    return knownSlots
  }

  final func annotate(_ annotation: Annotation) {
    annotations.removeAll { $0.name == annotation.name }
    annotations.append(annotation)
  }

  /// An attribute of the class itself.
  package final func own(_ name: Symbol) -> Value? { attributes.slot(name)?.copy }

  /// The names of its own attributes, in the order of their definition.
  package final var ownNames: [Symbol] { attributes.names }

  package final func define(_ name: Symbol, _ value: Value) {
    // First, since what is freed may run a script.
    machine.classesChanged()
    attributes.set(name, value)
  }

  package final func undefine(_ name: Symbol) -> Bool {
    guard attributes.slot(name) != nil else { return false }
    machine.classesChanged()
    _ = attributes.remove(name)
    return true
  }

  /// Whether a method is another one than the base's; native types have operators that are no methods.
  final func refines(_ name: Symbol, of base: TypeObject) -> Bool {
    guard let own = lookup(name), let inherited = base.lookup(name) else { return true }
    return !own.isIdentical(to: inherited)
  }

  package final func isSubtype(of other: TypeObject) -> Bool {
    Unmanaged.passUnretained(self).isSubtype(of: Unmanaged.passUnretained(other))
  }

  /// The class, its base, the base's base, … `object`.
  package final var resolutionOrder: [TypeObject] { Array(sequence(first: self) { $0.base }) }

  package final func allAttributeNames(_ machine: Machine) -> [String] {
    var names: Set<String> = []
    for type in resolutionOrder { names.formUnion(type.ownNames.map(machine.symbols.name)) }
    return names.sorted()
  }

  public override func type(_ machine: Machine) -> TypeObject { machine.type(.type) }

  public override func repr(_ machine: Machine) throws -> String {
    metaclass?.repr(self) ?? "<class '\(qualifiedName)'>"
  }

  public override func traverse(_ visit: (Object) -> Void) {
    if let base { visit(base) }
    attributes.forEach { if case .object(let object) = $1 { visit(object) } }
  }

  public override func giveUp(_ take: (inout Value) -> Void) {
    attributes.removeAll()
  }
}

/// Where a type is registered: each machine builds its own `TypeObject` at the first use.
///
///     extension TypeKey {
///       static let tensor = TypeKey { machine in NativeType(machine, name: "Tensor", …) }
///     }
///     machine.type(.tensor)
package final class TypeKey: Sendable {
  let index: Int
  let build: @Sendable (Machine) -> TypeObject

  package init(_ build: @escaping @Sendable (Machine) -> TypeObject) {
    self.build = build
    index = Self.count.wrappingAdd(1, ordering: .relaxed).oldValue
  }

  private static let count = Atomic<Int>(0)
}

extension Unmanaged where Instance == TypeObject {
  /// Whether it is the other class or derived from it.
  func isSubtype(of other: Self) -> Bool {
    var type = self
    while true {
      if type.toOpaque() == other.toOpaque() { return true }
      guard let base = type._withUnsafeGuaranteedRef({ $0.base.map(Unmanaged.passUnretained) }) else {
        return false
      }
      type = base
    }
  }
}

extension Value {
  fileprivate var changesLookup: Bool { borrowed.changesLookup }
}

extension Bits {
  /// Whether storing it in a class changes what attributes of instances mean.
  fileprivate var changesLookup: Bool {
    guard case .object(let object) = self else { return false }
    switch object.kind {
    case .function, .native, .property, .nativeProperty, .staticMethod, .classMethod, .other, .instance,
      .boundMethod, .type:
      return true
    default: return false
    }
  }
}
