/// A value on the heap: the one protocol by which types plug into the language, also those of other rooms.
///
/// Every operation of the language on an object is one overridable method; the defaults raise Python's exception.
/// A method gets the machine it runs in, since types, names and limits belong to a machine and nothing is global.
/// A `nil` result means Python's `NotImplemented` (operators) or "there is none" (attributes, `next`).
package class Object {
  /// What the machine may know about the object without asking it.
  package enum Kind: UInt8 {
    /// All that the machine has no fast path for.
    case other
    case string, list, tuple, dict, set, range, slice
    case cell, function, native, boundMethod, type, instance, generator, iterator, rangeIterator, module
  }

  package let kind: Kind
  /// The layout of an instance's attributes, 0 for objects without one; what inline caches compare.
  @exclusivity(unchecked) package final var shapeID: UInt32 = 0

  package init(kind: Kind = .other) { self.kind = kind }

  // MARK: Type and attributes

  /// The Python class.
  package func type(_ machine: Machine) -> TypeObject { machine.type(.object) }

  /// The attribute's value, or nil if there is none. Methods come bound. The default looks it up in the type.
  package func attribute(_ name: Symbol, _ machine: Machine) throws -> Value? {
    guard let found = type(machine).lookup(name) else {
      return name == .known(.class) ? .object(type(machine)) : nil
    }
    return try machine.bind(found, to: .object(self))
  }

  package func setAttribute(_ name: Symbol, to value: Value, _ machine: Machine) throws {
    throw machine.cannotSetAttribute(name, of: .object(self))
  }

  package func deleteAttribute(_ name: Symbol, _ machine: Machine) throws {
    throw machine.cannotSetAttribute(name, of: .object(self))
  }

  /// The names that `dir()` and completion offer.
  package func attributeNames(_ machine: Machine) -> [String] { type(machine).allAttributeNames(machine) }

  // MARK: Calls

  package func call(_ arguments: Arguments, _ machine: Machine) throws -> Value {
    throw machine.notCallable(.object(self))
  }

  // MARK: Operators

  /// `self op other`; nil if this type doesn't know `other`.
  package func binary(_ op: BinaryOperator, _ other: Value, _ machine: Machine) throws -> Value? { nil }

  /// `other op self`, asked when `other` didn't know `self`.
  package func reflected(_ op: BinaryOperator, _ other: Value, _ machine: Machine) throws -> Value? { nil }

  /// `self op= other`: changes the object and returns what the name is bound to; nil means the plain operator.
  package func inPlace(_ op: BinaryOperator, _ other: Value, _ machine: Machine) throws -> Value? { nil }

  package func unary(_ op: UnaryOperator, _ machine: Machine) throws -> Value? { nil }

  /// Rich comparison. The default knows only identity.
  package func compare(_ comparison: Comparison, _ other: Value, _ machine: Machine) throws -> Value? {
    switch comparison {
    case .equal: other.object === self ? .bool(true) : nil
    case .notEqual: other.object === self ? .bool(false) : nil
    default: nil
    }
  }

  package func truth(_ machine: Machine) throws -> Bool { try length(machine).map { $0 != 0 } ?? true }

  package func hash(_ machine: Machine) throws -> Int {
    Int(bitPattern: Unmanaged.passUnretained(self).toOpaque()) >> 4
  }

  // MARK: Containers

  /// `len(self)`; nil if the type has no length.
  package func length(_ machine: Machine) throws -> Int? { nil }

  /// `self[index]`; a slice comes as a `SliceObject`, several indices as a `TupleObject`.
  package func item(_ index: Value, _ machine: Machine) throws -> Value {
    throw machine.notSubscriptable(.object(self))
  }

  package func setItem(_ index: Value, to value: Value, _ machine: Machine) throws {
    throw machine.noItemAssignment(.object(self))
  }

  package func deleteItem(_ index: Value, _ machine: Machine) throws {
    throw machine.noItemDeletion(.object(self))
  }

  /// `value in self`. The default iterates.
  package func contains(_ value: Value, _ machine: Machine) throws -> Bool {
    let iterator = try machine.iterator(of: .object(self))
    while let element = try iterator.next(machine) {
      if try machine.isSame(element, value) { return true }
    }
    return false
  }

  /// `iter(self)`: an object that answers `next`.
  package func iterator(_ machine: Machine) throws -> Object { throw machine.notIterable(.object(self)) }

  /// The next element of an iterator, nil at its end.
  package func next(_ machine: Machine) throws -> Value? { throw machine.notAnIterator(.object(self)) }

  // MARK: Text

  package func repr(_ machine: Machine) throws -> String {
    "<\(type(machine).qualifiedName) object at \(machine.address(of: self))>"
  }

  package func str(_ machine: Machine) throws -> String { try repr(machine) }

  /// `format(self, spec)`. The default takes no specification but the empty one.
  package func format(_ spec: String, _ machine: Machine) throws -> String {
    guard spec.isEmpty else { throw machine.unsupportedFormat(of: .object(self)) }
    return try str(machine)
  }
}

/// An object that holds other values, and so can be part of a deep chain or of a cycle.
package class Container: Object {
  /// Shows each value it holds to the cycle collector.
  package func traverse(_ visit: (Object) -> Void) {}

  /// Gives up all values it holds: called while a deep chain is taken apart, or when a dead cycle is broken.
  package func giveUp(_ take: (Value) -> Void) {}
}
