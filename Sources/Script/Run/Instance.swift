/// The layout of an instance's attributes ("hidden class"): which name lives in which slot.
///
/// Instances of one class that got the same attributes in the same order share one shape, so that a name is looked
/// up once at a place in the program and found by comparing one number afterwards (Chambers, Ungar & Lee, 1989).
package final class Shape {
  package let id: UInt32
  /// The names in the order of their slots.
  package let names: [Symbol]
  /// For layouts of many names; few are looked through.
  private let indices: [Symbol: Int]
  @exclusivity(unchecked) private var transitions: [Symbol: Shape] = [:]

  init(id: UInt32, names: [Symbol] = []) {
    self.id = id
    self.names = names
    indices =
      names.count > Self.few ? Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) }) : [:]
  }

  private static let few = 12

  package func index(of name: Symbol) -> Int? {
    if names.count > Self.few { return indices[name] }
    return names.withUnsafeBufferPointer { names in
      for place in 0..<names.count where names[place] == name { return place }
      return nil
    }
  }

  /// The layout after one more attribute.
  func adding(_ name: Symbol, _ machine: Machine) -> Shape {
    if let shape = transitions[name] { return shape }
    let shape = Shape(id: machine.newShapeID(), names: names + [name])
    transitions[name] = shape
    return shape
  }
}

/// An object whose attributes a script sets: an instance of a class, an exception, or (in other rooms) a module of a net.
///
/// Subclasses may override `attribute`, `setAttribute` and `deleteAttribute`; a subclass that overrides
/// `setAttribute` passes `hasPlainStores: false`, so that the machine always asks it.
open class Instance: Container {
  package final let instanceType: TypeObject
  /// The class holds the first layout and each layout those that follow: none has to be counted here.
  @exclusivity(unchecked) private final var heldShape: Unmanaged<Shape>
  /// Raw memory of its own, reached without exclusivity checks: attribute access is among the hottest paths.
  @exclusivity(unchecked) final var slots: UnsafeMutablePointer<Value>
  @exclusivity(unchecked) private final var capacity: Int
  /// Whether assigning to an attribute does nothing but store.
  package final let hasPlainStores: Bool

  public init(_ type: TypeObject, hasPlainStores: Bool = true) {
    let held = Unmanaged.passUnretained(type)
    ReferenceCount.retain(held)
    instanceType = held.takeRetainedValue()
    heldShape = held._withUnsafeGuaranteedRef { .passUnretained($0.rootShape) }
    self.hasPlainStores = hasPlainStores
    capacity = type.expectedSlots
    slots = capacity == 0 ? Instance.noSlots : .allocate(capacity: capacity)
    super.init(kind: .instance)
    shapeID = heldShape._withUnsafeGuaranteedRef { $0.id }
  }

  deinit {
    guard capacity > 0 else { return }
    let count = heldShape._withUnsafeGuaranteedRef { $0.names.count }
    freeContents { Row.release(slots, count) }
    slots.deallocate()
  }

  /// Where numbers of slots end and addresses of layouts begin, in an inline cache that holds either.
  static var slotLimit: Int { 1 << 12 }

  /// What an instance without attributes has for slots: nothing is read or written there.
  private static var noSlots: UnsafeMutablePointer<Value> {
    UnsafeMutablePointer(bitPattern: MemoryLayout<Value>.alignment).unsafelyUnwrapped
  }

  public override final func type(_ machine: Machine) -> TypeObject { instanceType }

  // MARK: Stored attributes

  private final var shape: Shape { heldShape.takeUnretainedValue() }

  /// The names of its own attributes, in the order in which they were set.
  package final var storedNames: [Symbol] { shape.names }

  final var currentShape: Shape { shape }

  /// An attribute of the instance itself.
  package final func stored(_ name: Symbol) -> Value? {
    heldShape._withUnsafeGuaranteedRef { $0.index(of: name) }.map { (slots + $0).copy }
  }

  /// Stores without asking any hook.
  package final func store(_ name: Symbol, _ value: Value, _ machine: Machine) {
    if let index = heldShape._withUnsafeGuaranteedRef({ $0.index(of: name) }) {
      slots[index] = value
      return
    }
    append(value, shape: heldShape._withUnsafeGuaranteedRef { $0.adding(name, machine) })
  }

  /// Adds the last attribute of `newShape`.
  final func append(_ value: Value, shape newShape: Shape) {
    let count = newShape.names.count - 1
    if count == capacity { grow(count) }
    (slots + count).initialize(to: value)
    heldShape = .passUnretained(newShape)
    shapeID = newShape.id
  }

  private final func grow(_ count: Int) {
    capacity = max(4, capacity * 2)
    let larger = UnsafeMutablePointer<Value>.allocate(capacity: capacity)
    larger.moveInitialize(from: slots, count: count)
    if count > 0 { slots.deallocate() }
    slots = larger
    if instanceType.expectedSlots < capacity { instanceType.expectedSlots = min(capacity, 64) }
  }

  /// Removes an attribute of its own; false if there is none.
  package final func removeStored(_ name: Symbol, _ machine: Machine) -> Bool {
    guard let index = shape.index(of: name) else { return false }
    let names = shape.names
    let values = names.indices.map { slots[$0] }
    slots.deinitialize(count: names.count)
    heldShape = .passUnretained(instanceType.rootShape)
    shapeID = shape.id
    for (place, value) in values.enumerated() where place != index {
      append(value, shape: shape.adding(names[place], machine))
    }
    return true
  }

  /// Whether an attribute is found the plain way: own ones first, then the class's.
  final var hasPlainLookup: Bool { !hasOwnLookup && instanceType.hasPlainLookup }

  /// Subclasses whose `attribute` finds more than what is stored answer true.
  open var hasOwnLookup: Bool { false }

  // MARK: Attributes

  open override func attribute(_ name: Symbol, _ machine: Machine) throws -> Value? {
    if !instanceType.hasPlainLookup, let hook = instanceType.scripted(.known(.getattribute)) {
      do {
        return try machine.call(hook, [.object(self), .string(machine.symbols.name(name))])
      } catch let failure as ScriptError
        where failure.exception.instanceType.isSubtype(of: machine.exceptionType(.attributeError))
        && instanceType.lookup(.known(.getattr)) != nil
      {
        return try missingAttribute(name, machine)
      }
    }
    if let value = try plainAttribute(name, machine) { return value }
    return try missingAttribute(name, machine)
  }

  /// The attribute without the hooks of a script's class.
  package final func plainAttribute(_ name: Symbol, _ machine: Machine) throws -> Value? {
    let found = instanceType.slot(name)
    if let found, machine.isDataDescriptor(found) { return try machine.bind(found.copy, to: .object(self)) }
    if let value = stored(name) { return value }
    if let found { return try machine.bind(found.copy, to: .object(self)) }
    switch name {
    case .known(.class): return .object(instanceType)
    case .known(.dict):
      if try instanceType.slots(machine) != nil { return nil }
      return .object(try AttributeMirror.dictionary(of: self, machine))
    case .known(.doc): return Value.none
    case .known(.module): return .string(instanceType.moduleName)
    default:
      return try machine.universalMethod(name, of: .object(self)).map {
        try machine.bind($0, to: .object(self))
      }
    }
  }

  /// What `__getattr__` says about a name that isn't there.
  package final func missingAttribute(_ name: Symbol, _ machine: Machine) throws -> Value? {
    guard let hook = instanceType.scripted(.known(.getattr)) else { return nil }
    return try machine.call(hook, [.object(self), .string(machine.symbols.name(name))])
  }

  open override func setAttribute(_ name: Symbol, to value: Value, _ machine: Machine) throws {
    if let hook = instanceType.scripted(.known(.setattr)) {
      _ = try machine.call(hook, [.object(self), .string(machine.symbols.name(name)), value])
      return
    }
    try setPlainly(name, value, machine)
  }

  /// Stores an attribute without the hooks of a script's class, but with properties.
  package final func setPlainly(_ name: Symbol, _ value: Value, _ machine: Machine) throws {
    if case .object(let descriptor)? = instanceType.lookup(name) {
      switch descriptor {
      case let property as PropertyObject:
        guard !property.setter.isNone else {
          throw machine.error(NameMessage.noSetter(type: instanceType.name, machine.symbols.name(name)))
        }
        _ = try machine.call(property.setter, [.object(self), value])
        return
      case let property as NativeProperty:
        guard let set = property.set else {
          throw machine.error(NameMessage.noSetter(type: instanceType.name, machine.symbols.name(name)))
        }
        try set(machine, self, value)
        return
      default:
        if descriptor.kind == .instance, let set = descriptor.type(machine).lookup(.known(.set)) {
          _ = try machine.call(set, [.object(descriptor), .object(self), value])
          return
        }
      }
    }
    if name == .known(.class) { throw machine.error(.typeError, "__class__ assignment is not supported") }
    if stored(name) == nil { try checkSlots(name, machine) }
    store(name, value, machine)
  }

  /// Whether a name that the class doesn't know is stored without asking anybody.
  package final func storesFreely(_ machine: Machine) throws -> Bool {
    try hasPlainStores && instanceType.hasPlainStores(machine) && instanceType.slots(machine) == nil
  }

  /// Whether the class lets its instances have an attribute of this name.
  final func checkSlots(_ name: Symbol, _ machine: Machine) throws {
    if let slots = try instanceType.slots(machine), !slots.contains(name) {
      throw machine.noAttribute(name, of: .object(self))
    }
  }

  open override func deleteAttribute(_ name: Symbol, _ machine: Machine) throws {
    if let hook = instanceType.scripted(.known(.delattr)) {
      _ = try machine.call(hook, [.object(self), .string(machine.symbols.name(name))])
      return
    }
    try deletePlainly(name, machine)
  }

  /// Removes an attribute without the hooks of a script's class, but with properties.
  package final func deletePlainly(_ name: Symbol, _ machine: Machine) throws {
    if let property = instanceType.lookup(name)?.object as? PropertyObject {
      guard !property.deleter.isNone else {
        throw machine.error(NameMessage.noDeleter(type: instanceType.name, machine.symbols.name(name)))
      }
      _ = try machine.call(property.deleter, [.object(self)])
      return
    }
    if let descriptor = instanceType.lookup(name), descriptor.object?.kind == .instance,
      let delete = machine.type(of: descriptor).lookup(.known(.delete))
    {
      _ = try machine.call(delete, [descriptor, .object(self)])
      return
    }
    guard removeStored(name, machine) else { throw machine.noAttribute(name, of: .object(self)) }
  }

  open override func attributeNames(_ machine: Machine) -> [String] {
    Set(storedNames.map(machine.symbols.name) + instanceType.allAttributeNames(machine)).sorted()
  }

  // MARK: Special methods of a script's class

  /// Calls a special method if the class has one.
  package final func special(_ name: WellKnownSymbol, _ machine: Machine) throws -> Value? {
    if let function = instanceType.function(.known(name)) {
      return try machine.call(.object(function.takeUnretainedValue()), with: .object(self))
    }
    return try special(name, [], machine)
  }

  /// The same with an argument.
  private final func special(_ name: WellKnownSymbol, _ argument: Value, _ machine: Machine) throws -> Value?
  {
    if let function = instanceType.function(.known(name)) {
      return try machine.call(function, with: .object(self), argument)
    }
    return try special(name, [argument], machine)
  }

  /// The same with any number of arguments.
  private final func special(_ name: WellKnownSymbol, _ arguments: [Value], _ machine: Machine) throws
    -> Value?
  {
    guard let method = instanceType.lookup(.known(name)) else { return nil }
    if case .object(let object) = method, object.kind == .function || object.kind == .native {
      return try machine.call(method, [.object(self)] + arguments)
    }
    return try machine.call(machine.bind(method, to: .object(self)), arguments)
  }

  /// The same for an operator, where `NotImplemented` means nil.
  private final func operation(_ name: Symbol, _ other: Value, _ machine: Machine) throws -> Value? {
    let result: Value
    if let function = instanceType.function(name) {
      result = try machine.call(function, with: .object(self), other)
      if case .object(let object) = result, object === machine.notImplemented { return nil }
      return result
    }
    guard let method = instanceType.lookup(name), !method.isNone else { return nil }
    if case .object(let object) = method, object.kind == .function || object.kind == .native {
      result = try machine.call(method, [.object(self), other])
    } else {
      result = try machine.call(machine.bind(method, to: .object(self)), [other])
    }
    if case .object(let object) = result, object === machine.notImplemented { return nil }
    return result
  }

  open override func call(_ arguments: Arguments, _ machine: Machine) throws -> Value {
    guard let method = instanceType.lookup(.known(.call)) else { throw machine.notCallable(.object(self)) }
    if method.object is StaticMethodObject || method.object is ClassMethodObject {
      return try machine.call(machine.bind(method, to: .object(self)), arguments)
    }
    return try machine.call(method, first: .object(self), arguments)
  }

  open override func binary(_ op: BinaryOperator, _ other: Value, _ machine: Machine) throws -> Value? {
    try operation(op.method, other, machine)
  }

  open override func reflected(_ op: BinaryOperator, _ other: Value, _ machine: Machine) throws -> Value? {
    try operation(op.reflectedMethod, other, machine)
  }

  open override func inPlace(_ op: BinaryOperator, _ other: Value, _ machine: Machine) throws -> Value? {
    try operation(op.inPlaceMethod, other, machine)
  }

  open override func unary(_ op: UnaryOperator, _ machine: Machine) throws -> Value? {
    guard let method = instanceType.lookup(op.method) else { return nil }
    return try machine.call(method, [.object(self)])
  }

  open override func compare(_ comparison: Comparison, _ other: Value, _ machine: Machine) throws -> Value? {
    if let result = try operation(comparison.method, other, machine) { return result }
    if comparison == .notEqual, instanceType.lookup(.known(.ne)) == nil,
      let equal = try operation(.known(.eq), other, machine)
    {
      return .bool(try !machine.isTrue(equal))
    }
    return other.object === self ? try super.compare(comparison, other, machine) : nil
  }

  open override func truth(_ machine: Machine) throws -> Bool {
    if let result = try special(.bool, machine) {
      guard case .bool(let value) = result else {
        throw machine.error(
          .typeError, "__bool__ should return bool, returned \(machine.typeName(of: result))")
      }
      return value
    }
    return try length(machine).map { $0 != 0 } ?? true
  }

  open override func hash(_ machine: Machine) throws -> Int {
    guard let method = instanceType.lookup(.known(.hash)) else { return try super.hash(machine) }
    if method.isNone { throw machine.unhashable(.object(self)) }
    guard let value = try machine.call(method, with: .object(self)).integer else {
      throw machine.error(.typeError, "__hash__ method should return an integer")
    }
    return Arithmetic.hash(value)
  }

  open override func length(_ machine: Machine) throws -> Int? {
    guard let result = try special(.len, machine) else { return nil }
    guard let length = try machine.index(result) else {
      throw machine.error(
        .typeError, "'\(machine.typeName(of: result))' object cannot be interpreted as an integer")
    }
    guard length >= 0 else { throw machine.error(OperandMessage.negativeLength) }
    return length
  }

  open override func item(_ index: Value, _ machine: Machine) throws -> Value {
    guard let result = try special(.getitem, index, machine) else {
      throw machine.notSubscriptable(.object(self))
    }
    return result
  }

  open override func setItem(_ index: Value, to value: Value, _ machine: Machine) throws {
    guard try special(.setitem, [index, value], machine) != nil else {
      throw machine.noItemAssignment(.object(self))
    }
  }

  open override func deleteItem(_ index: Value, _ machine: Machine) throws {
    guard try special(.delitem, index, machine) != nil else { throw machine.noItemDeletion(.object(self)) }
  }

  open override func contains(_ value: Value, _ machine: Machine) throws -> Bool {
    if let result = try special(.contains, value, machine) { return try machine.isTrue(result) }
    if instanceType.lookup(.known(.iter)) == nil, instanceType.lookup(.known(.getitem)) == nil {
      throw machine.error(OperandMessage.notContainer(type: instanceType.name))
    }
    return try super.contains(value, machine)
  }

  open override func iterator(_ machine: Machine) throws -> Object {
    if let method = instanceType.lookup(.known(.iter)), !method.isNone {
      let result = try machine.call(machine.bind(method, to: .object(self)))
      guard case .object(let iterator) = result,
        iterator.kind != .instance || iterator.type(machine).lookup(.known(.next)) != nil
      else {
        throw machine.error(
          .typeError, "iter() returned non-iterator of type '\(machine.typeName(of: result))'")
      }
      return iterator
    }
    if instanceType.lookup(.known(.getitem)) != nil { return ItemIterator(.object(self)) }
    throw machine.notIterable(.object(self))
  }

  open override func next(_ machine: Machine) throws -> Value? {
    guard let method = instanceType.lookup(.known(.next)) else { throw machine.notAnIterator(.object(self)) }
    do {
      return try machine.call(method, with: .object(self))
    } catch let failure as ScriptError
      where failure.exception.instanceType.isSubtype(of: machine.exceptionType(.stopIteration))
    {
      return nil
    }
  }

  open override func repr(_ machine: Machine) throws -> String {
    if let result = try special(.repr, machine) { return try machine.textResult(result, of: "__repr__") }
    return try nativeRepr(machine)
  }

  /// What the native base shows, whatever the script's class says: `super().__repr__()`.
  open func nativeRepr(_ machine: Machine) throws -> String { plainRepr(machine) }

  /// The same for `super().__str__()`.
  open func nativeStr(_ machine: Machine) throws -> String { try repr(machine) }

  /// `object.__hash__`
  final var identityHash: Int { Int(bitPattern: Unmanaged.passUnretained(self).toOpaque()) >> 4 }

  /// `<__main__.Net object at 0x…>`
  package final func plainRepr(_ machine: Machine) -> String {
    "<\(instanceType.qualifiedName) object at \(machine.address(of: self))>"
  }

  open override func str(_ machine: Machine) throws -> String {
    if let result = try special(.str, machine) { return try machine.textResult(result, of: "__str__") }
    if let result = try special(.repr, machine) { return try machine.textResult(result, of: "__str__") }
    return try repr(machine)
  }

  open override func format(_ spec: String, _ machine: Machine) throws -> String {
    if let result = try special(.format, .string(spec), machine) {
      guard let text = result.text else {
        throw machine.error(.typeError, "__format__ must return a str, not \(machine.typeName(of: result))")
      }
      return text
    }
    return try super.format(spec, machine)
  }

  // MARK: Memory

  open override func traverse(_ visit: (Object) -> Void) {
    visit(instanceType)
    for index in shape.names.indices {
      if case .object(let object) = slots[index] { visit(object) }
    }
  }

  open override func giveUp(_ take: (inout Value) -> Void) {
    for index in shape.names.indices {
      take(&slots[index])
      slots[index] = .none
    }
  }
}

/// Iterates over an object that has `__getitem__` only: 0, 1, 2, … until `IndexError`.
final class ItemIterator: Object {
  private let source: Value
  private var index = 0

  init(_ source: Value) {
    self.source = source
    super.init(kind: .iterator)
  }

  override func type(_ machine: Machine) -> TypeObject { machine.type(.itemIterator) }
  override func iterator(_ machine: Machine) throws -> Object { self }

  override func next(_ machine: Machine) throws -> Value? {
    do {
      defer { index += 1 }
      return try machine.item(source, .int(index))
    } catch let failure as ScriptError
      where failure.exception.instanceType.isSubtype(of: machine.exceptionType(.indexError))
    {
      return nil
    }
  }
}

extension TypeKey {
  static let itemIterator = TypeKey { NativeType($0, name: "iterator") }
}

extension Unmanaged where Instance == Script.Instance {
  /// Adds an attribute, with the layout that an inline cache remembers.
  @inline(__always)
  func append(_ value: Value, shapeAt address: UInt) {
    guard let pointer = UnsafeRawPointer(bitPattern: address) else { return }
    _withUnsafeGuaranteedRef { instance in
      Unmanaged<Shape>.fromOpaque(pointer)._withUnsafeGuaranteedRef { instance.append(value, shape: $0) }
    }
  }
}
