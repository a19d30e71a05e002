/// A function written in Swift.
package final class NativeFunction: Object {
  /// The arguments are bound to the signature's parameters before: `arguments[i]` is parameter i. A method gets
  /// `self` first.
  package typealias Body = (_ machine: Machine, _ arguments: Arguments) throws -> Value

  package let name: String
  /// The parameters as text; nil means that the body looks at the arguments itself.
  package let signatureText: String?
  /// The parameters as text where the body binds the arguments itself.
  let ownParameters: String?
  /// Whether it becomes a method when it is found through an instance.
  package let isMethod: Bool
  package let body: Body
  /// Whether it gets the built-in value inside of an instance of a class that derives from a built-in one.
  private let takesContent: Bool
  private let hasSignature: Bool
  /// How many arguments by position it takes, and none by name; nil leaves the counting to the signature or the body.
  private let arity: ClosedRange<Int>?
  @exclusivity(unchecked) private var parsed: Signature?
  /// Whether the body gets along without the last arguments, so that defaults need not be filled in.
  private let takesFewer: Bool
  /// How many arguments by position the body takes as they come, once the signature has been read; none where that
  /// isn't so plain.
  @exclusivity(unchecked) private var plainCounts = PlainCounts(least: .max, most: -1)

  private struct PlainCounts {
    let least: Int
    let most: Int

    @inline(__always)
    func fit(_ arguments: Arguments) -> Bool {
      arguments.count >= least && arguments.count <= most && arguments.keywords.isEmpty
    }
  }
  let module: String

  /// - Parameters:
  ///   - signature: parameters as in Python; nil leaves arguments as they come.
  ///   - takesFewer: whether the body may be given fewer arguments than the signature has, if no keyword is used.
  ///   - ownParameters: what to tell of the parameters when the arguments are left as they come.
  package init(
    _ name: String, _ signature: String? = nil, isMethod: Bool = false, takesContent: Bool = false,
    takesFewer: Bool = false, arity: ClosedRange<Int>? = nil, module: String = "builtins",
    ownParameters: String? = nil,
    body: @escaping Body
  ) {
    self.name = name
    self.arity = arity
    self.signatureText = signature
    hasSignature = signature != nil
    self.isMethod = isMethod
    self.takesContent = takesContent
    self.takesFewer = takesFewer
    self.module = module
    self.ownParameters = ownParameters
    self.body = body
    super.init(kind: .native)
  }

  package override func type(_ machine: Machine) -> TypeObject { machine.type(.nativeFunction) }

  package func signature(_ machine: Machine) -> Signature? {
    guard let signatureText else { return nil }
    if let parsed { return parsed }
    let signature = Signature(parsing: signatureText, machine)
    parsed = signature
    if signature.positional == signature.parameters.count, !signature.collectsPositional,
      !signature.collectsKeywords
    {
      let needed = signature.parameters.prefix { $0.defaultValue == nil }.count
      plainCounts = PlainCounts(
        least: takesFewer ? needed : signature.positional, most: signature.positional)
    }
    return signature
  }

  package override func call(_ arguments: Arguments, _ machine: Machine) throws -> Value {
    if takesContent, arguments.count > 0, case .object(let object) = arguments.registers.bits,
      object.kind == .instance
    {
      arguments.registers.pointee = arguments[0].content
    }
    if let arity {
      guard arguments.keywords.isEmpty else { throw machine.error(CallMessage.noKeywords(function: name)) }
      guard arity.contains(arguments.count) else {
        throw machine.wrongCount(name, name, arity, arguments.count)
      }
      return try body(machine, arguments)
    }
    if !hasSignature || plainCounts.fit(arguments) {
      return try body(machine, arguments)
    }
    guard let signature = signature(machine) else { return try body(machine, arguments) }
    if plainCounts.fit(arguments) { return try body(machine, arguments) }
    return try machine.withBound(
      arguments, to: signature, of: name, inC: isMethod ? "" : Self.modulesInC.contains(module) ? module : nil
    ) { try body(machine, $0) }
  }

  /// The modules that CPython has in C.
  private static let modulesInC: Set<String> = ["builtins", "math", "itertools", "operator"]

  /// Attributes that a script or a decorator such as `functools.wraps` set.
  private var attributes: [Symbol: Value] = [:]

  package override func attribute(_ name: Symbol, _ machine: Machine) throws -> Value? {
    if let value = attributes[name] { return value }
    switch name {
    case .known(.name), .known(.qualname): return .string(self.name)
    case .known(.module): return .string(module)
    case .known(.doc): return Value.none
    default: return try super.attribute(name, machine)
    }
  }

  package override func setAttribute(_ name: Symbol, to value: Value, _ machine: Machine) throws {
    attributes[name] = value
  }

  package override func repr(_ machine: Machine) throws -> String {
    isMethod ? "<method '\(name)'>" : "<built-in function \(name)>"
  }
}

/// One line of a native type's table.
package struct NativeMember {
  enum Role { case method, staticMethod, classMethod, property, constant }

  package let name: String
  let role: Role
  package let make: (Machine) -> Value
}

extension NativeMember {
  /// A method; the signature begins with `self`: `.method("sum", "self, dim=None") { machine, a in … }`. Without a
  /// signature the body gets the arguments as they come, `self` first.
  package static func method(
    _ name: String, _ signature: String? = nil, _ body: @escaping NativeFunction.Body
  ) -> NativeMember {
    NativeMember(name: name, role: .method) { _ in
      .object(NativeFunction(name, signature, isMethod: true, takesContent: true, body: body))
    }
  }

  /// A method whose body looks for itself which of the last arguments were given: they are filled in only where
  /// one comes by name.
  static func methodWithOptions(_ name: String, _ signature: String, _ body: @escaping NativeFunction.Body)
    -> NativeMember
  {
    NativeMember(name: name, role: .method) { _ in
      .object(
        NativeFunction(
          name, signature, isMethod: true, takesContent: true, takesFewer: true, body: body))
    }
  }

  /// A method of a class that scripts derive from, which gets the instance itself and not what it holds.
  package static func receiverMethod(
    _ name: String, _ signature: String? = nil, _ body: @escaping NativeFunction.Body
  ) -> NativeMember {
    NativeMember(name: name, role: .method) { _ in
      .object(NativeFunction(name, signature, isMethod: true, body: body))
    }
  }

  package static func staticMethod(
    _ name: String, _ signature: String? = nil, _ body: @escaping NativeFunction.Body
  ) -> NativeMember {
    NativeMember(name: name, role: .staticMethod) { _ in .object(NativeFunction(name, signature, body: body))
    }
  }

  /// A method that gets the class first.
  package static func classMethod(
    _ name: String, _ signature: String? = nil, _ body: @escaping NativeFunction.Body
  ) -> NativeMember {
    NativeMember(name: name, role: .classMethod) { _ in
      .object(ClassMethodObject(.object(NativeFunction(name, signature, isMethod: true, body: body))))
    }
  }

  /// A property that is computed by `get`, and changed by `set` if there is one.
  package static func property(
    _ name: String, get: @escaping (Machine, Object) throws -> Value,
    set: ((Machine, Object, Value) throws -> Void)? = nil
  ) -> NativeMember {
    NativeMember(name: name, role: .property) { _ in .object(NativeProperty(name, get: get, set: set)) }
  }

  /// A property of a type whose values are no objects.
  static func computed(_ name: String, _ get: @escaping (Value) -> Value) -> NativeMember {
    NativeMember(name: name, role: .property) { _ in .object(NumberProperty(get)) }
  }

  package static func constant(_ name: String, _ make: @escaping (Machine) -> Value) -> NativeMember {
    NativeMember(name: name, role: .constant, make: make)
  }
}

/// A class written in Swift.
///
/// Two ways to make its values: `construct` in one step (`int("3")`), or `allocate` and a method `__init__`, which is
/// what a class needs that scripts derive from (`class Net(nn.Module)`, `super().__init__()`).
package final class NativeType: TypeObject {
  package init(
    _ machine: Machine, name: String, module: String = "builtins", base: TypeObject? = nil,
    isBase: Bool = false,
    allocate: Allocator? = nil, construct: Constructor? = nil, metaclass: Metaclass? = nil,
    members: [NativeMember] = []
  ) {
    super.init(
      machine, name: name, module: module, base: base ?? machine.type(.object), isBase: isBase,
      allocate: allocate, construct: construct, metaclass: metaclass)
    for member in members { define(machine.symbol(member.name), member.make(machine)) }
  }

  /// A class whose call converts most values without asking anybody.
  static func converting(
    _ conversion: Conversion, _ machine: Machine, name: String, base: TypeObject? = nil,
    isBase: Bool = false, construct: @escaping Constructor, members: [NativeMember] = []
  ) -> NativeType {
    let type = NativeType(
      machine, name: name, base: base, isBase: isBase, construct: construct, members: members)
    type.conversion = conversion
    return type
  }

  /// `object` itself, the root of all types.
  init(root machine: Machine, members: [NativeMember]) {
    super.init(machine, name: "object", base: nil, isBase: true) { _, type in Instance(type) }
    for member in members { define(machine.symbol(member.name), member.make(machine)) }
  }
}

/// A property of numbers: `x.real`.
final class NumberProperty: Object {
  let get: (Value) -> Value

  init(_ get: @escaping (Value) -> Value) {
    self.get = get
    super.init(kind: .numberProperty)
  }
}

/// A property of a native type.
package final class NativeProperty: Object {
  package let name: String
  package let get: (Machine, Object) throws -> Value
  package let set: ((Machine, Object, Value) throws -> Void)?

  package init(
    _ name: String, get: @escaping (Machine, Object) throws -> Value,
    set: ((Machine, Object, Value) throws -> Void)?
  ) {
    self.name = name
    self.get = get
    self.set = set
    super.init(kind: .nativeProperty)
  }
}
