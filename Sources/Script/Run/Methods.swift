/// A function together with the object it was found through.
package final class BoundMethod: Container {
  @exclusivity(unchecked) package private(set) var receiver: Value
  package let function: Value

  package init(receiver: Value, function: Value) {
    self.receiver = receiver
    self.function = function
    super.init(kind: .boundMethod)
  }

  deinit { Teardown.run(self) }

  package override func type(_ machine: Machine) -> TypeObject {
    isBuiltin(machine) ? machine.type(.nativeFunction) : machine.type(.boundMethod)
  }

  /// Whether it is a method of a built-in type, which Python shows as a built-in function.
  private func isBuiltin(_ machine: Machine) -> Bool {
    function.object?.kind == .native && receiver.object?.kind != .instance && receiver.object?.kind != .type
  }

  package override func call(_ arguments: Arguments, _ machine: Machine) throws -> Value {
    try machine.call(function, first: receiver, arguments)
  }

  package override func attribute(_ name: Symbol, _ machine: Machine) throws -> Value? {
    switch name {
    case .known(.selfObject): receiver
    case .known(.function): function
    default: try machine.attributeIfAny(function, name)
    }
  }

  package override func compare(_ comparison: Comparison, _ other: Value, _ machine: Machine) throws -> Value?
  {
    guard let method = other.object as? BoundMethod, comparison == .equal || comparison == .notEqual else {
      return nil
    }
    let same = method.function.isIdentical(to: function) && method.receiver.isIdentical(to: receiver)
    return .bool(same == (comparison == .equal))
  }

  package override func hash(_ machine: Machine) throws -> Int {
    guard case .object(let object) = function else { return 0 }
    return try object.hash(machine) ^ machine.identity(of: receiver)
  }

  package override func repr(_ machine: Machine) throws -> String {
    let name =
      try machine.attributeIfAny(function, .known(.qualname))
      ?? machine.attributeIfAny(function, .known(.name))
    if isBuiltin(machine), case .object(let object) = receiver {
      return "<built-in method \(name?.text ?? "?") of \(machine.typeName(of: receiver)) object at "
        + "\(machine.address(of: object))>"
    }
    return "<bound method \(name?.text ?? "?") of \(try machine.repr(receiver))>"
  }

  package override func traverse(_ visit: (Object) -> Void) {
    if case .object(let object) = receiver { visit(object) }
    if case .object(let object) = function { visit(object) }
  }

  package override func giveUp(_ take: (inout Value) -> Void) {
    take(&receiver)
    receiver = .none
  }
}

/// `@staticmethod`
package final class StaticMethodObject: Object {
  package let function: Value

  package init(_ function: Value) {
    self.function = function
    super.init(kind: .staticMethod)
  }

  package override func type(_ machine: Machine) -> TypeObject { machine.type(.staticMethod) }

  package override func call(_ arguments: Arguments, _ machine: Machine) throws -> Value {
    try machine.call(function, arguments)
  }
}

/// `@classmethod`
package final class ClassMethodObject: Object {
  package let function: Value

  package init(_ function: Value) {
    self.function = function
    super.init(kind: .classMethod)
  }

  package override func type(_ machine: Machine) -> TypeObject { machine.type(.classMethod) }
}

/// `@property`
package final class PropertyObject: Object {
  package let getter: Value
  package let setter: Value
  package let deleter: Value
  let doc: Value

  package init(getter: Value, setter: Value = .none, deleter: Value = .none, doc: Value = .none) {
    self.getter = getter
    self.setter = setter
    self.deleter = deleter
    self.doc = doc
    super.init(kind: .property)
  }

  package override func type(_ machine: Machine) -> TypeObject { machine.type(.property) }
}

/// A variable that an inner function shares with the function around it.
package final class Cell: Container {
  @exclusivity(unchecked) package final var value: Value

  package init(_ value: Value) {
    self.value = value
    super.init(kind: .cell)
  }

  deinit { freeContents { value = .none } }

  package override func traverse(_ visit: (Object) -> Void) {
    if case .object(let object) = value { visit(object) }
  }

  package override func giveUp(_ take: (inout Value) -> Void) {
    take(&value)
    value = .none
  }
}
