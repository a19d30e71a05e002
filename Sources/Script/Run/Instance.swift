/// The layout of an instance's attributes ("hidden class"): which name lives in which slot.
///
/// Instances of one class that got the same attributes in the same order share one shape, so that a name is looked
/// up once at a place in the program and found by comparing one number afterwards (Chambers, Ungar & Lee, 1989).
package final class Shape {
  package let id: UInt32
  /// The names in the order of their slots.
  package let names: [Symbol]
  private let indices: [Symbol: Int]
  private var transitions: [Symbol: Shape] = [:]

  init(id: UInt32, names: [Symbol] = []) {
    self.id = id
    self.names = names
    indices = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
  }

  package func index(of name: Symbol) -> Int? { indices[name] }

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
  private final var shape: Shape
  /// Raw memory of its own, reached without exclusivity checks: attribute access is among the hottest paths.
  @exclusivity(unchecked) final var slots: UnsafeMutablePointer<Value>
  private final var capacity: Int
  /// Whether assigning to an attribute does nothing but store.
  package final let hasPlainStores: Bool

  public init(_ type: TypeObject, hasPlainStores: Bool = true) {
    instanceType = type
    shape = type.rootShape
    self.hasPlainStores = hasPlainStores
    capacity = type.expectedSlots
    slots = .allocate(capacity: capacity)
    super.init(kind: .instance)
    shapeID = shape.id
  }

  deinit {
    Teardown.run(self)
    slots.deinitialize(count: shape.names.count)
    slots.deallocate()
  }

  public override final func type(_ machine: Machine) -> TypeObject { instanceType }

  // MARK: Stored attributes

  /// The names of its own attributes, in the order in which they were set.
  package final var storedNames: [Symbol] { shape.names }

  final var currentShape: Shape { shape }

  /// An attribute of the instance itself.
  package final func stored(_ name: Symbol) -> Value? { shape.index(of: name).map { slots[$0] } }

  /// Stores without asking any hook.
  package final func store(_ name: Symbol, _ value: Value, _ machine: Machine) {
    if let index = shape.index(of: name) {
      slots[index] = value
      return
    }
    append(value, shape: shape.adding(name, machine))
  }

  /// Adds the last attribute of `newShape`.
  final func append(_ value: Value, shape newShape: Shape) {
    let count = newShape.names.count - 1
    if count == capacity { grow(count) }
    (slots + count).initialize(to: value)
    shape = newShape
    shapeID = newShape.id
  }

  private final func grow(_ count: Int) {
    capacity = max(4, capacity * 2)
    let larger = UnsafeMutablePointer<Value>.allocate(capacity: capacity)
    larger.moveInitialize(from: slots, count: count)
    slots.deallocate()
    slots = larger
    if instanceType.expectedSlots < capacity { instanceType.expectedSlots = min(capacity, 64) }
  }

  /// Removes an attribute of its own; false if there is none.
  package final func removeStored(_ name: Symbol, _ machine: Machine) -> Bool {
    guard let index = shape.index(of: name) else { return false }
    let names = shape.names
    let values = names.indices.map { slots[$0] }
    slots.deinitialize(count: names.count)
    shape = instanceType.rootShape
    shapeID = shape.id
    for (place, value) in values.enumerated() where place != index {
      append(value, shape: shape.adding(names[place], machine))
    }
    return true
  }

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
