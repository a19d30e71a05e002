/// A value on the heap: the one protocol by which types plug into the language, also those of other rooms.
///
/// Every operation of the language on an object is one overridable method; the defaults raise Python's exception.
/// A method gets the machine it runs in, since types, names and limits belong to a machine and nothing is global.
/// It's `open` (and what its methods speak of is public) because Swift lets a class be derived from in another
/// module only then. A `nil` result means Python's `NotImplemented` (operators) or "there is none" (attributes, `next`).
open class Object {
  /// What the machine may know about the object without asking it.
  public enum Kind: UInt8 {
    /// All that the machine has no fast path for.
    case other
    case string, list, tuple, dict, set, range, slice
    /// An operand of another room whose own arithmetic is asked first: see `Machine.operate`.
    case foreign
    case cell, function, native, boundMethod, type, instance, generator, iterator, rangeIterator, module
    /// What a class holds to compute an attribute or to wrap a function.
    case property, nativeProperty, numberProperty, staticMethod, classMethod
  }

  public final let kind: Kind
  /// Set while `repr` runs, so that an object that holds itself is shown as `[...]`.
  @exclusivity(unchecked) package final var isBeingShown = false
  /// The layout of an instance's attributes, 0 for objects without one; what inline caches compare.
  @exclusivity(unchecked) package final var shapeID: UInt32 = 0

  public init(kind: Kind = .other) { self.kind = kind }

  /// Asked of an object of another room when the machine gives up the last reference to it: true if the object has put
  /// itself aside, to be used again instead of dying. The reference is its own then.
  open func retire() -> Bool { false }

  // MARK: Type and attributes

  /// The Python class.
  open func type(_ machine: Machine) -> TypeObject { machine.type(.object) }

  /// The attribute's value, or nil if there is none. Methods come bound. The default looks it up in the type.
  open func attribute(_ name: Symbol, _ machine: Machine) throws -> Value? {
    guard let found = type(machine).lookup(name) else {
      if name == .known(.class) { return .object(type(machine)) }
      return try machine.universalMethod(name, of: .object(self)).map {
        try machine.bind($0, to: .object(self))
      }
    }
    return try machine.bind(found, to: .object(self))
  }

  open func setAttribute(_ name: Symbol, to value: Value, _ machine: Machine) throws {
    throw machine.cannotSetAttribute(name, of: .object(self))
  }

  open func deleteAttribute(_ name: Symbol, _ machine: Machine) throws {
    throw machine.cannotSetAttribute(name, of: .object(self))
  }

  /// Whether a class counts as derived from this object, which is none: `isinstance(x, Iterable)`. Nil if it can't be asked.
  open func hasSubclass(_ type: TypeObject, _ machine: Machine) -> Bool? { nil }

  /// The names that `dir()` and completion offer.
  open func attributeNames(_ machine: Machine) -> [String] { type(machine).allAttributeNames(machine) }

  /// Whether a method is found in the type and nowhere else, so that `x.f()` may call it without asking `attribute`.
  /// A type whose `attribute` finds methods elsewhere answers false.
  open var hasPlainMethods: Bool { true }

  /// For an object of another room: tells objects of its Swift class apart whose types differ, so that the machine finds their
  /// methods in the cache without asking for the type.
  open var typeVariant: UInt32 { 0 }

  // MARK: Calls

  open func call(_ arguments: Arguments, _ machine: Machine) throws -> Value {
    throw machine.notCallable(.object(self))
  }

  // MARK: Operators

  /// `self op other`; nil if this type doesn't know `other`.
  open func binary(_ op: BinaryOperator, _ other: Value, _ machine: Machine) throws -> Value? { nil }

  /// The same where the other operand lies in a register, to be looked at without counting it: what the machine asks an
  /// operand of another room.
  open func binary(_ op: BinaryOperator, at other: UnsafePointer<Value>, _ machine: Machine) throws -> Value?
  {
    try binary(op, other.pointee, machine)
  }

  /// `other op self`, asked when `other` didn't know `self`.
  open func reflected(_ op: BinaryOperator, _ other: Value, _ machine: Machine) throws -> Value? { nil }

  /// `self op= other`: changes the object and returns what the name is bound to; nil means the plain operator.
  open func inPlace(_ op: BinaryOperator, _ other: Value, _ machine: Machine) throws -> Value? { nil }

  open func unary(_ op: UnaryOperator, _ machine: Machine) throws -> Value? { nil }

  /// Rich comparison. The default knows only identity.
  open func compare(_ comparison: Comparison, _ other: Value, _ machine: Machine) throws -> Value? {
    switch comparison {
    case .equal: other.object === self ? .bool(true) : nil
    case .notEqual: other.object === self ? .bool(false) : nil
    default: nil
    }
  }

  open func truth(_ machine: Machine) throws -> Bool { try length(machine).map { $0 != 0 } ?? true }

  open func hash(_ machine: Machine) throws -> Int {
    Int(bitPattern: Unmanaged.passUnretained(self).toOpaque()) >> 4
  }

  // MARK: Containers

  /// `len(self)`; nil if the type has no length.
  open func length(_ machine: Machine) throws -> Int? { nil }

  /// `self[index]`; a slice comes as a `SliceObject`, several indices as a `TupleObject`.
  open func item(_ index: Value, _ machine: Machine) throws -> Value {
    throw machine.notSubscriptable(.object(self))
  }

  /// The same where the index lies in a register: what the machine asks an object of another room.
  open func item(at index: UnsafePointer<Value>, _ machine: Machine) throws -> Value {
    try item(index.pointee, machine)
  }

  open func setItem(_ index: Value, to value: Value, _ machine: Machine) throws {
    throw machine.noItemAssignment(.object(self))
  }

  open func deleteItem(_ index: Value, _ machine: Machine) throws {
    throw machine.noItemDeletion(.object(self))
  }

  /// `value in self`. The default iterates.
  open func contains(_ value: Value, _ machine: Machine) throws -> Bool {
    var isFound = false
    try machine.forEach(in: .object(self)) {
      isFound = try machine.isSame($0, value)
      return !isFound
    }
    return isFound
  }

  /// `iter(self)`: an object that answers `next`.
  open func iterator(_ machine: Machine) throws -> Object { throw machine.notIterable(.object(self)) }

  /// The next element of an iterator, nil at its end.
  open func next(_ machine: Machine) throws -> Value? { throw machine.notAnIterator(.object(self)) }

  /// For an iterator that knows: how far it is.
  open var loopCount: LoopWatch.Count? { nil }

  /// The next element's members, for a loop over several names; false at the end. Iterators that make tuples may
  /// answer without making one.
  func next(into registers: UnsafeMutablePointer<Value>, count: Int, _ machine: Machine) throws -> Bool {
    guard let element = try next(machine) else { return false }
    try machine.unpack(element, into: registers, count)
    return true
  }

  // MARK: Text

  open func repr(_ machine: Machine) throws -> String {
    "<\(type(machine).qualifiedName) object at \(machine.address(of: self))>"
  }

  open func str(_ machine: Machine) throws -> String { try repr(machine) }

  /// `format(self, spec)`. The default takes no specification but the empty one.
  open func format(_ spec: String, _ machine: Machine) throws -> String {
    guard spec.isEmpty else { throw machine.unsupportedFormat(of: .object(self)) }
    return try str(machine)
  }
}

/// An object that holds other values, and so can be part of a deep chain or of a cycle.
open class Container: Object {
  /// The collector that knows of it, and its place there (-1: it isn't noted).
  @exclusivity(unchecked) final var heap: Unmanaged<Heap>?
  @exclusivity(unchecked) final var heapPlace: Int32 = -1

  deinit { leaveHeap() }

  /// Shows each value it holds to the cycle collector.
  open func traverse(_ visit: (Object) -> Void) {}

  /// Gives up all values it holds: called while a deep chain is taken apart, or when a dead cycle is broken.
  open func giveUp(_ take: (inout Value) -> Void) {}
}
