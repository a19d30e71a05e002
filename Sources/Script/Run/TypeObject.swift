import Synchronization

/// A Python class: one written in a script, or a native one.
public class TypeObject: Container {
  /// Makes an instance of a class that derives from a native one, before `__init__` runs.
  package typealias Allocator = (_ machine: Machine, _ type: TypeObject) throws -> Object
  /// Makes a value from a call's arguments where `__new__` and `__init__` are one: `int("3")`, `tensor(…)`.
  package typealias Constructor = (_ machine: Machine, _ type: TypeObject, _ arguments: Arguments) throws ->
    Value

  package final let name: String
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

  /// Its own attributes, in the order of their definition.
  private(set) final var attributes: [Symbol: Value] = [:]
  private(set) final var attributeOrder: [Symbol] = []
  /// The layout of an instance without attributes.
  package final let rootShape: Shape
  /// How many attributes instances have had so far: the room a new one asks for.
  @exclusivity(unchecked) final var expectedSlots = 4
  unowned(unsafe) let machine: Machine

  package init(
    _ machine: Machine, name: String, module: String = "builtins", base: TypeObject?,
    isScripted: Bool = false,
    isBase: Bool = true, allocate: Allocator? = nil, construct: Constructor? = nil
  ) {
    self.name = name
    self.moduleName = module
    self.base = base
    self.isScripted = isScripted
    self.isBase = isBase
    self.allocate = allocate ?? base?.allocate
    self.construct = construct ?? base?.construct
    self.machine = machine
    rootShape = Shape(id: machine.newShapeID())
    super.init(kind: .type)
  }

  /// The name as `repr` shows it: `__main__.Net`, `torch.nn.modules.linear.Linear`, `int`.
  package final var qualifiedName: String { moduleName == "builtins" ? name : "\(moduleName).\(name)" }

  /// The attribute found first in the class and its bases.
  package final func lookup(_ name: Symbol) -> Value? {
    var type: TypeObject? = self
    while let current = type {
      if let value = current.attributes[name] { return value }
      type = current.base
    }
    return nil
  }

  /// The attribute if a script's class defines it: how a special method overrides what the native base does.
  package final func scripted(_ name: Symbol) -> Value? {
    var type: TypeObject? = self
    while let current = type, current.isScripted {
      if let value = current.attributes[name] { return value }
      type = current.base
    }
    return nil
  }

  /// An attribute of the class itself.
  package final func own(_ name: Symbol) -> Value? { attributes[name] }

  package final func define(_ name: Symbol, _ value: Value) {
    if attributes.updateValue(value, forKey: name) == nil { attributeOrder.append(name) }
    machine.classesChanged()
  }

  package final func undefine(_ name: Symbol) -> Bool {
    guard attributes.removeValue(forKey: name) != nil else { return false }
    attributeOrder.removeAll { $0 == name }
    machine.classesChanged()
    return true
  }

  package final func isSubtype(of other: TypeObject) -> Bool {
    var type: TypeObject? = self
    while let current = type {
      if current === other { return true }
      type = current.base
    }
    return false
  }

  /// The class, its base, the base's base, … `object`.
  package final var resolutionOrder: [TypeObject] { Array(sequence(first: self) { $0.base }) }

  package final func allAttributeNames(_ machine: Machine) -> [String] {
    var names: Set<String> = []
    for type in resolutionOrder { names.formUnion(type.attributeOrder.map(machine.symbols.name)) }
    return names.sorted()
  }

  public override func type(_ machine: Machine) -> TypeObject { machine.type(.type) }

  public override func repr(_ machine: Machine) throws -> String { "<class '\(qualifiedName)'>" }

  public override func traverse(_ visit: (Object) -> Void) {
    if let base { visit(base) }
    for case .object(let object) in attributes.values { visit(object) }
  }

  public override func giveUp(_ take: (inout Value) -> Void) {
    attributes = [:]
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
