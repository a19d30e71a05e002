/// Attributes where the cache doesn't know the answer: found, and remembered if the object's layout decides it.
extension Machine {
  /// The value goes to `target`; a result is the function of a property, to be entered with what lies at `top`.
  @inline(never)
  func getAttribute(
    _ register: UnsafeMutablePointer<Value>, _ name: Symbol, _ cache: UnsafeMutableRawPointer,
    _ target: UnsafeMutablePointer<Value>
  ) throws -> Unmanaged<FunctionObject>? {
    guard case .object(let object) = register.bits else {
      target.put(try attribute(register.pointee, name))
      return nil
    }
    if object.shapeID != 0,
      case .slot(let index)? = attributeMemo.answer(name, shape: object.shapeID, version: classVersion)
    {
      rememberSlot(index, of: object.shapeID, cache)
      target.put(object.as(Instance.self)._withUnsafeGuaranteedRef { ($0.slots + index).copy })
      return nil
    }
    if let slot = classSlot(of: object, cache) {
      target.put(slot.copy)
      return nil
    }
    // Whatever is asked may drop what the register holds.
    ReferenceCount.retain(object)
    defer { ReferenceCount.release(object) }
    return try object._withUnsafeGuaranteedRef { try findAttribute($0, name, cache, target) }
  }

  /// The same where nothing is remembered.
  private func findAttribute(
    _ object: Object, _ name: Symbol, _ cache: UnsafeMutableRawPointer, _ target: UnsafeMutablePointer<Value>
  ) throws -> Unmanaged<FunctionObject>? {
    let place = Unmanaged.passUnretained(object)
    if object.kind == .instance {
      let instance = unsafeDowncast(object, to: Instance.self)
      if instance.hasPlainLookup {
        let found = instance.instanceType.slot(name)
        if let index = instance.currentShape.index(of: name) {
          if !isDataDescriptor(found) {
            attributeMemo.remember(name, shape: object.shapeID, version: classVersion, .slot(index))
            rememberSlot(index, of: object.shapeID, cache)
            target.put((instance.slots + index).copy)
            return nil
          }
        } else if let found, found.bits.isItselfInInstances {
          rememberClassSlot(found, of: place, cache)
          target.put(found.copy)
          return nil
        }
        if case .object(let property)? = found?.bits, property.kind == .property,
          case .object(let getter) = property.as(PropertyObject.self)._withUnsafeGuaranteedRef({ $0.getter }),
          getter.kind == .function, top + 1 < stack.limit
        {
          // The class keeps the function alive, unless it is changed in the middle of this call.
          let function = unsafeDowncast(getter, to: FunctionObject.self)
          if !function.header.pointee.hasCells {
            top.put(.object(object))
            return Unmanaged.passUnretained(function)
          }
        }
      }
    } else if object.kind == .type {
      if let found = unsafeDowncast(object, to: TypeObject.self).slot(name), found.bits.isItselfInClasses {
        rememberClassSlot(found, of: place, cache)
        target.put(found.copy)
        return nil
      }
    }
    if stackGuard.isExhausted { throw tooDeep() }
    guard let found = try object.attribute(name, self) else { throw noAttribute(name, of: .object(object)) }
    target.put(found)
    return nil
  }

  /// An attribute that the instance holds is remembered by its slot, with the layout and the version of all classes: a property
  /// that a class gets later goes before it. A store that adds the attribute remembers the layout that follows instead.
  @inline(__always)
  private func rememberSlot(_ slot: Int, of shape: UInt32, _ cache: UnsafeMutableRawPointer) {
    cache.storeBytes(of: UInt64(shape) | UInt64(classVersion) << 32, as: UInt64.self)
    cache.storeBytes(of: slot, toByteOffset: 8, as: Int.self)
  }

  // An attribute that the class holds is remembered by its place: with the layout of the instance or of the class (marked, so
  // that the loop doesn't take it for an instance's slot), and the version of all classes, beyond which the place may move.

  @inline(__always)
  private func classSlotKey(_ object: Unmanaged<Object>) -> UInt64 {
    let layout =
      object.kind == .type
      ? object.as(TypeObject.self)._withUnsafeGuaranteedRef { $0.rootShape.id } | 1 << 30 : object.shapeID
    return UInt64(layout | 1 << 31) | UInt64(classVersion) << 32
  }

  @inline(__always)
  private func classSlot(of object: Unmanaged<Object>, _ cache: UnsafeMutableRawPointer)
    -> UnsafeMutablePointer<Value>?
  {
    guard object.shapeID != 0 || object.kind == .type, cache.load(as: UInt64.self) == classSlotKey(object)
    else {
      return nil
    }
    return cache.load(fromByteOffset: 8, as: UnsafeMutablePointer<Value>?.self)
  }

  private func rememberClassSlot(
    _ slot: UnsafeMutablePointer<Value>, of object: Unmanaged<Object>, _ cache: UnsafeMutableRawPointer
  ) {
    cache.storeBytes(of: classSlotKey(object), as: UInt64.self)
    cache.storeBytes(of: slot, toByteOffset: 8, as: UnsafeMutablePointer<Value>?.self)
  }

  @inline(never)
  func setAttribute(
    _ register: UnsafeMutablePointer<Value>, _ name: Symbol, _ value: UnsafeMutablePointer<Value>,
    _ cache: UnsafeMutableRawPointer
  ) throws {
    if case .object(let object) = register.pointee, object.kind == .instance {
      let instance = unsafeDowncast(object, to: Instance.self)
      if instance.hasPlainStores, instance.instanceType.hasPlainStores(self),
        !isDataDescriptor(instance.instanceType.slot(name))
      {
        let shape = instance.currentShape
        let index = shape.index(of: name)
        if index == nil { try instance.checkSlots(name, self) }
        if let index {
          if index < Instance.slotLimit { rememberSlot(index, of: shape.id, cache) }
          instance.slots[index] = value.pointee
          return
        }
        // Layouts are kept by the class, and the class by each instance of theirs.
        let next = shape.adding(name, self)
        rememberSlot(Int(bitPattern: Unmanaged.passUnretained(next).toOpaque()), of: shape.id, cache)
        instance.append(value.pointee, shape: next)
        return
      }
    }
    try setAttribute(register.pointee, name, to: value.pointee)
  }

  /// Whether what a class holds goes before what the instance holds: a property, or an object with `__set__`.
  func isDataDescriptor(_ slot: UnsafeMutablePointer<Value>?) -> Bool {
    guard case .object(let object)? = slot?.bits else { return false }
    switch object.kind {
    case .property, .nativeProperty: return true
    case .instance: return object._withUnsafeGuaranteedRef { $0.type(self) }.slot(.known(.set)) != nil
    default: return false
    }
  }

  /// The same to be called: the function goes to `window`, the receiver behind it, as `loadMethod` leaves them.
  func superMethod(
    _ window: UnsafeMutablePointer<Value>, _ operands: UnsafeMutablePointer<Value>, _ name: Symbol
  ) throws {
    if case .object(let type) = operands.bits, type.kind == .type,
      case .object(let receiver) = (operands + 1).bits, receiver.kind == .instance,
      case .object(let found)? = type.as(TypeObject.self)._withUnsafeGuaranteedRef({ $0.base?.slot(name) })?
        .bits,
      found.kind == .function
        || found.kind == .native && found.as(NativeFunction.self)._withUnsafeGuaranteedRef({ $0.isMethod })
    {
      window.put(Bits.object(found).value)
      (window + 1).put((operands + 1).copy)
      return
    }
    window.put(try superAttribute(operands[0], operands[1], name))
    (window + 1).put(.object(missing))
  }

  /// `super().name`: the attribute found behind `type` in the receiver's classes.
  func superAttribute(_ type: Value, _ receiver: Value, _ name: Symbol) throws -> Value {
    guard let type = type.object as? TypeObject else {
      throw error(FlowMessage.superWithoutArguments)
    }
    return try attribute(.object(SuperObject(type, receiver)), name)
  }
}

extension Bits {
  /// Whether a class's attribute is the same when an instance is asked for it: neither computed nor bound.
  fileprivate var isItselfInInstances: Bool {
    guard case .object(let object) = self else { return true }
    switch object.kind {
    case .string, .list, .tuple, .dict, .set, .range, .type: return true
    default: return false
    }
  }

  /// The same when the class is asked.
  fileprivate var isItselfInClasses: Bool {
    guard case .object(let object) = self else { return true }
    switch object.kind {
    case .staticMethod, .classMethod, .instance, .other: return false
    default: return true
    }
  }
}

/// `super()`: looks attributes up behind a class, and binds them to the receiver.
final class SuperObject: Object {
  private let owner: TypeObject
  private let receiver: Value

  init(_ owner: TypeObject, _ receiver: Value) {
    self.owner = owner
    self.receiver = receiver
    super.init()
  }

  override var hasPlainMethods: Bool { false }

  override func type(_ machine: Machine) -> TypeObject { machine.type(.superType) }

  override func attribute(_ name: Symbol, _ machine: Machine) throws -> Value? {
    guard let found = owner.base?.lookup(name) else {
      // `object` answers what every class may be asked on the way up.
      if name == .known(.class) { return .object(type(machine)) }
      return try machine.universalMethod(name, of: nil).map { try machine.bind($0, to: receiver) }
    }
    if let method = found.object as? ClassMethodObject {
      let type = receiver.object as? TypeObject ?? machine.type(of: receiver)
      return .object(BoundMethod(receiver: .object(type), function: method.function))
    }
    if let receiverType = receiver.object as? TypeObject, receiverType.isSubtype(of: owner) {
      return (found.object as? StaticMethodObject)?.function ?? found
    }
    return try machine.bind(found, to: receiver)
  }

  override func repr(_ machine: Machine) throws -> String {
    "<super: <class '\(owner.name)'>, <\(machine.typeName(of: receiver)) object>>"
  }
}

extension TypeKey {
  static let superType = TypeKey { machine in
    NativeType(
      machine, name: "super",
      construct: { machine, _, arguments in
        guard arguments.count == 2, let type = arguments[0].object as? TypeObject else {
          throw machine.error(FlowMessage.superWithoutArguments)
        }
        return .object(SuperObject(type, arguments[1]))
      })
  }
}
