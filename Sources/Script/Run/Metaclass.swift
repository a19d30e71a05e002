/// What a native class says about the classes that scripts derive from it: `Enum`'s members, `ABC`'s abstract methods.
///
/// It's found in the nearest native base; a class without one is called, indexed and shown as any class is.
open class Metaclass {
  public init() {}

  /// The body of a derived class has run.
  open func complete(_ type: TypeObject, _ machine: Machine) throws {}

  /// `Class(…)`; nil means as any class.
  open func call(_ type: TypeObject, _ arguments: Arguments, _ machine: Machine) throws -> Value? { nil }

  /// `Class[index]`; nil means as any class.
  open func item(_ type: TypeObject, _ index: Value, _ machine: Machine) throws -> Value? { nil }

  /// What `for x in Class`, `len(Class)` and `x in Class` go over; nil if a class isn't a row of anything.
  open func elements(_ type: TypeObject, _ machine: Machine) throws -> [Value]? { nil }

  /// `Class.name` where there is no such attribute: another message than the usual one, or nil.
  open func missingAttribute(_ type: TypeObject, _ name: Symbol, _ machine: Machine) throws -> Value? { nil }

  open func repr(_ type: TypeObject) -> String? { nil }
}
