/// Calls of anything but a plain function: what is called is found here, and run at once if it is native. For a script's
/// function the result says how to enter it, and `pending` where its arguments lie.
extension Machine {
  /// Prepares `callee(window[1] … window[count])`; a result that is there at once goes to `target`.
  @inline(never)
  func prepareCall(
    _ callee: UnsafeMutablePointer<Value>, _ window: UnsafeMutablePointer<Value>, _ count: Int,
    _ target: UnsafeMutablePointer<Value>
  ) throws -> Unmanaged<FunctionObject>? {
    guard case .object(let object) = callee.bits else { throw notCallable(callee.pointee) }
    switch object.kind {
    case .function:
      if callee == window { ReferenceCount.retain(object) }
      pending = PendingCall(
        arguments: window + 1, count: count, kind: .call, owner: callee == window ? object : nil)
      return object.as(FunctionObject.self)
    case .native:
      if stackGuard.isExhausted { throw tooDeep() }
      // Whatever it calls may put another function in its place.
      ReferenceCount.retain(object)
      defer { ReferenceCount.release(object) }
      target.put(
        try object.as(NativeFunction.self)._withUnsafeGuaranteedRef {
          try $0.call(Arguments(window + 1, count: count), self)
        })
      return nil
    case .boundMethod:
      let method = unsafeDowncast(object.takeUnretainedValue(), to: BoundMethod.self)
      if case .object(let function) = method.function, function.kind == .function {
        // Keeps the function: the bound method may end with its register.
        pending = PendingCall(
          arguments: window, count: count + 1, kind: .call, owner: Unmanaged.passRetained(function))
        window.put(method.receiver)
        return Unmanaged.passUnretained(unsafeDowncast(function, to: FunctionObject.self))
      }
      let function = method.function
      window.put(method.receiver)
      guard case .object(let native) = function else { throw notCallable(function) }
      target.put(try nested { try native.call(Arguments(window, count: count + 1), self) })
      return nil
    case .type:
      let type = object.as(TypeObject.self)
      if count == 1, let conversion = type._withUnsafeGuaranteedRef({ $0.conversion }),
        let made = conversion((window + 1).bits, self)
      {
        target.put(made)
        return nil
      }
      if type._withUnsafeGuaranteedRef({ $0.isScripted }),
        let initialiser = type._withUnsafeGuaranteedRef({ plainInitialiser($0) })
      {
        let instance = Unmanaged.passRetained(
          type._withUnsafeGuaranteedRef { track(Instance($0)) } as Object)
        window.put(Bits.object(instance).value)
        pending = PendingCall(arguments: window, count: count + 1, kind: .construction, owner: instance)
        return initialiser
      }
      if count == 0, type._withUnsafeGuaranteedRef({ $0.isScripted && $0.needsNoInitialiser }) {
        target.put(.object(type._withUnsafeGuaranteedRef { track(Instance($0)) }))
        return nil
      }
      if stackGuard.isExhausted { throw tooDeep() }
      ReferenceCount.retain(object)
      defer { ReferenceCount.release(object) }
      target.put(
        try type._withUnsafeGuaranteedRef { type in
          if !type.isScripted, let make = type.construct {
            return try make(self, type, Arguments(window + 1, count: count))
          }
          return try construct(type, Arguments(window + 1, count: count))
        })
      return nil
    case .instance:
      let object = object.takeUnretainedValue()
      let instance = unsafeDowncast(object, to: Instance.self)
      if instance.instanceType.isScripted,
        case .object(let method)? = instance.instanceType.scripted(.known(.call)), method.kind == .function
      {
        window.put(.object(object))
        pending = PendingCall(
          arguments: window, count: count + 1, kind: .call, owner: Unmanaged.passRetained(method))
        return Unmanaged.passUnretained(unsafeDowncast(method, to: FunctionObject.self))
      }
      target.put(try nested { try object.call(Arguments(window + 1, count: count), self) })
      return nil
    default:
      let object = object.takeUnretainedValue()
      target.put(try nested { try object.call(Arguments(window + 1, count: count), self) })
      return nil
    }
  }

  /// The same with keyword arguments: the last of the values belong to `names`.
  @inline(never)
  func prepareCall(
    _ callee: UnsafeMutablePointer<Value>, _ window: UnsafeMutablePointer<Value>, _ count: Int,
    _ names: [Symbol],
    _ target: UnsafeMutablePointer<Value>
  ) throws -> Unmanaged<FunctionObject>? {
    guard case .object(let object) = callee.pointee else { throw notCallable(callee.pointee) }
    let positional = count - names.count
    if object.kind == .function {
      let function = unsafeDowncast(object, to: FunctionObject.self)
      try bind(function, window + 1, count: positional, keywords: names)
      pending = PendingCall(
        arguments: window + 1, count: -1, kind: .call,
        owner: callee == window ? Unmanaged.passRetained(object) : nil)
      return Unmanaged.passUnretained(function)
    }
    target.pointee = try nested {
      try object.call(Arguments(window + 1, count: positional, keywords: names), self)
    }
    return nil
  }

  // MARK: Methods

  /// Prepares `window[1].name(window[2] …)` and remembers at the call's place what was found.
  @inline(never)
  func callMethod(
    _ window: UnsafeMutablePointer<Value>, _ name: Symbol, _ count: Int,
    _ target: UnsafeMutablePointer<Value>,
    _ cache: UnsafeMutableRawPointer
  ) throws -> Unmanaged<FunctionObject>? {
    if case .object(let receiver) = (window + 1).bits {
      switch receiver.kind {
      case .instance:
        if let function = scriptedMethod(name, receiver) {
          cache.storeBytes(of: UInt64(receiver.shapeID) | UInt64(classVersion) << 32, as: UInt64.self)
          cache.storeBytes(
            of: UnsafeRawPointer(function.toOpaque()), toByteOffset: 8, as: UnsafeRawPointer?.self)
          if function._withUnsafeGuaranteedRef({ $0.header.pointee.hasCells }) {
            window.put(.object(function.takeUnretainedValue()))
          }
          pending = PendingCall(arguments: window + 1, count: count + 1)
          return function
        }
        let instance = unsafeDowncast(receiver.takeUnretainedValue(), to: Instance.self)
        if instance.hasPlainLookup, !hasOwn(name, instance) {
          if let method = nativeMethod(of: instance, name, cache) {
            if stackGuard.isExhausted { throw tooDeep() }
            // Whatever it calls may put another function in its place.
            let function = Unmanaged<Object>.fromOpaque(method.toOpaque())
            ReferenceCount.retain(function)
            defer { ReferenceCount.release(function) }
            target.put(
              try method._withUnsafeGuaranteedRef {
                try $0.call(Arguments(window + 1, count: count + 1), self)
              })
            return nil
          }
          if case .object(let found)? = instance.instanceType.lookup(name),
            let function = unwrapped(found, window, count, class: instance.instanceType)
          {
            return function
          }
        }
      case .type:
        let type = receiver.takeUnretainedValue()
        if case .object(let found)? = unsafeDowncast(type, to: TypeObject.self).lookup(name) {
          if found.kind == .function {
            (window + 1).put(.object(found))
            return try prepareCall(window + 1, window + 1, count, target)
          }
          if let function = unwrapped(found, window, count, class: unsafeDowncast(type, to: TypeObject.self))
          {
            return function
          }
        }
      case .list, .string, .dict, .set, .tuple, .generator, .foreign, .other:
        if let method = nativeMethod(receiver, name, cache) {
          if stackGuard.isExhausted { throw tooDeep() }
          target.put(
            try method._withUnsafeGuaranteedRef { try $0.call(Arguments(window + 1, count: count + 1), self) }
          )
          return nil
        }
      case .module:
        if let function = nativeFunction(receiver.as(ModuleObject.self), name, cache) {
          if stackGuard.isExhausted { throw tooDeep() }
          // What it calls back may put something else in its place.
          ReferenceCount.retain(function)
          defer { ReferenceCount.release(function) }
          target.put(
            try function._withUnsafeGuaranteedRef { try $0.call(Arguments(window + 2, count: count), self) })
          return nil
        }
      default: break
      }
    }
    // The attribute takes the receiver's place and is called as it is.
    window[1] = try attribute(window[1], name)
    return try prepareCall(window + 1, window + 1, count, target)
  }

  /// The method of an instance if a script's function is what is found.
  @inline(__always)
  private func scriptedMethod(_ name: Symbol, _ receiver: Unmanaged<Object>) -> Unmanaged<FunctionObject>? {
    receiver.as(Instance.self)._withUnsafeGuaranteedRef { instance in
      guard instance.hasPlainLookup, !hasOwn(name, instance) else { return nil }
      return instance.instanceType.function(name)
    }
  }

  /// Whether an instance has an attribute of its own, which goes before a method of its class.
  @inline(__always)
  private func hasOwn(_ name: Symbol, _ instance: Instance) -> Bool {
    let shape = instance.shapeID
    switch attributeMemo.answer(name, shape: shape, version: classVersion) {
    case .absent: return false
    case .slot: return true
    case nil: break
    }
    let isStored = instance.currentShape.index(of: name) != nil
    if !isStored { attributeMemo.remember(name, shape: shape, version: classVersion, .absent) }
    return isStored
  }

  /// Prepares the call of a script's function inside of a `staticmethod` or `classmethod`; nil for anything else.
  private func unwrapped(
    _ found: Object, _ window: UnsafeMutablePointer<Value>, _ count: Int, class type: TypeObject
  ) -> Unmanaged<FunctionObject>? {
    let inner: Value
    switch found.kind {
    case .staticMethod: inner = unsafeDowncast(found, to: StaticMethodObject.self).function
    case .classMethod: inner = unsafeDowncast(found, to: ClassMethodObject.self).function
    default: return nil
    }
    guard case .object(let function) = inner, function.kind == .function else { return nil }
    window.put(inner)
    if found.kind == .staticMethod {
      pending = PendingCall(arguments: window + 2, count: count)
    } else {
      (window + 1).put(.object(type))
      pending = PendingCall(arguments: window + 1, count: count + 1)
    }
    return Unmanaged.passUnretained(unsafeDowncast(function, to: FunctionObject.self))
  }

  /// A native type's method, looked up without binding it.
  @inline(__always)
  private func nativeMethod(
    _ receiver: Unmanaged<Object>, _ name: Symbol, _ cache: UnsafeMutableRawPointer
  ) -> Unmanaged<NativeFunction>? {
    // The kind tells the class of built-in containers and texts, Swift's class that of objects of other rooms; others are
    // asked.
    let known = receiver.kind == .foreign ? foreignType(receiver) : builtInClass(of: receiver)
    let isKnown = known != nil
    var key = UInt64(classVersion) << 32 | 1 << 63
    if let known {
      key |= 1 << 31 | known
      if let method = cachedMethod(key, cache) { return method }
    }
    let object = receiver.takeUnretainedValue()
    guard object.hasPlainMethods else { return nil }
    let type = object.type(self)
    if !isKnown {
      key |= UInt64(type.rootShape.id)
      if let method = cachedMethod(key, cache) { return method }
    }
    guard case .object(let found)? = type.lookup(name), found.kind == .native else { return nil }
    let function = unsafeDowncast(found, to: NativeFunction.self)
    guard function.isMethod else { return nil }
    let pointer = Unmanaged.passUnretained(function)
    cache.storeBytes(of: key, as: UInt64.self)
    cache.storeBytes(of: UnsafeRawPointer(pointer.toOpaque()), toByteOffset: 8, as: UnsafeRawPointer?.self)
    return pointer
  }

  /// The same for an instance of a class that derives from a native one, in which no attribute hides it. Instances of
  /// one layout have the same type.
  @inline(__always)
  private func nativeMethod(
    of instance: Instance, _ name: Symbol, _ cache: UnsafeMutableRawPointer
  ) -> Unmanaged<NativeFunction>? {
    let key = UInt64(classVersion) << 32 | 1 << 63 | UInt64(instance.shapeID)
    if instance.shapeID != 0, let method = cachedMethod(key, cache) { return method }
    guard case .object(let found)? = instance.instanceType.lookup(name), found.kind == .native else {
      return nil
    }
    let function = unsafeDowncast(found, to: NativeFunction.self)
    guard function.isMethod else { return nil }
    let pointer = Unmanaged.passUnretained(function)
    cache.storeBytes(of: key, as: UInt64.self)
    cache.storeBytes(of: UnsafeRawPointer(pointer.toOpaque()), toByteOffset: 8, as: UnsafeRawPointer?.self)
    return pointer
  }

  /// A number for the class of a text, list, dict, set or tuple; nil for objects whose class isn't told by their kind.
  @inline(__always)
  private func builtInClass(of receiver: Unmanaged<Object>) -> UInt64? {
    let kind = UInt64(receiver.kind.rawValue)
    switch receiver.kind {
    case .string, .list: return kind
    case .dict: return receiver.isExactly(DictObject.self) ? kind : nil
    case .tuple: return receiver.isExactly(TupleObject.self) ? kind : nil
    case .set:
      guard receiver.isExactly(SetObject.self) else { return nil }
      return receiver.as(SetObject.self)._withUnsafeGuaranteedRef { $0.isFrozen } ? kind | 1 << 8 : kind
    default: return nil
    }
  }

  /// A number for the type of an object of another room: where its Swift class lies, which is a multiple of eight, and the
  /// variant it names. A program's classes lie too close together for the bits above to tell them apart.
  @inline(__always)
  private func foreignType(_ receiver: Unmanaged<Object>) -> UInt64 {
    let place = receiver.toOpaque().load(as: UInt64.self) >> 3
    let variant = UInt64(receiver._withUnsafeGuaranteedRef { $0.typeVariant } & 1)
    return 1 << 30 | (place << 1 | variant) & (1 << 30 - 1)
  }

  @inline(__always)
  private func cachedMethod(_ key: UInt64, _ cache: UnsafeMutableRawPointer) -> Unmanaged<NativeFunction>? {
    guard cache.load(as: UInt64.self) == key else { return nil }
    return cache.load(fromByteOffset: 8, as: UnsafeRawPointer?.self).map(Unmanaged.fromOpaque)
  }

  /// A native function of a module, which holds it for as long as its stamp is the one remembered at the call's place.
  @inline(__always)
  private func nativeFunction(
    _ module: Unmanaged<ModuleObject>, _ name: Symbol, _ cache: UnsafeMutableRawPointer
  ) -> Unmanaged<Object>? {
    let stamp = module._withUnsafeGuaranteedRef { $0.stamp }
    if stamp != 0, cache.load(as: UInt64.self) == UInt64(stamp) | 1 << 62,
      let pointer = cache.load(fromByteOffset: 8, as: UnsafeRawPointer?.self)
    {
      return Unmanaged<Object>.fromOpaque(pointer)
    }
    return module._withUnsafeGuaranteedRef { module in
      guard case .object(let found)? = module.values[name], found.kind == .native else { return nil }
      if module.stamp == 0 { module.stamp = newShapeID() }
      let function = Unmanaged.passUnretained(found)
      cache.storeBytes(of: UInt64(module.stamp) | 1 << 62, as: UInt64.self)
      cache.storeBytes(of: UnsafeRawPointer(function.toOpaque()), toByteOffset: 8, as: UnsafeRawPointer?.self)
      return function
    }
  }

  /// Finds the method `window[1].name` before its arguments are computed.
  func loadMethod(_ window: UnsafeMutablePointer<Value>, _ name: Symbol, _ cache: UnsafeMutableRawPointer)
    throws
  {
    if case .object(let receiver) = (window + 1).bits {
      if receiver.kind == .instance {
        if let found = scriptedMethod(name, receiver) {
          window.put(.object(found.takeUnretainedValue()))
          return
        }
      } else if receiver.kind != .type, receiver.kind != .module,
        let method = nativeMethod(receiver, name, cache)
      {
        window.put(.object(method.takeUnretainedValue()))
        return
      }
    }
    window.pointee = try attribute(window[1], name)
    window[1] = .object(missing)
  }

  /// Prepares the call of what `loadMethod` found.
  @inline(never)
  func prepareLoaded(
    _ window: UnsafeMutablePointer<Value>, _ count: Int, _ isMethod: Bool,
    _ target: UnsafeMutablePointer<Value>
  ) throws -> Unmanaged<FunctionObject>? {
    if isMethod { return try prepareCall(window, window, count + 1, target) }
    window[1] = window.pointee
    return try prepareCall(window + 1, window + 1, count, target)
  }

  /// Prepares `f(*list, **dict)`: the function, the list and the dict (or None) are in `window`.
  @inline(never)
  func prepareSpread(_ window: UnsafeMutablePointer<Value>, _ target: UnsafeMutablePointer<Value>) throws
    -> Unmanaged<FunctionObject>?
  {
    guard case .object(let callee) = window.bits else { throw notCallable(window.pointee) }
    guard case .object(let row) = (window + 1).bits, row.kind == .list else {
      fatalError("spread arguments are a list")
    }
    let list = row.as(ListObject.self)
    let count = list._withUnsafeGuaranteedRef { $0.count }
    // Laid out above everything that runs, where the function finds them.
    let base = top
    guard base + count + 64 < stack.limit else { throw tooDeep() }
    if callee.kind == .function, (window + 2).bits.isNone {
      list._withUnsafeGuaranteedRef { list in
        for index in 0..<count { (base + index).put(list.bits(index).value) }
      }
      ReferenceCount.retain(callee)
      pending = PendingCall(arguments: base, count: count, owner: callee)
      return callee.as(FunctionObject.self)
    }
    return try prepareSpread(
      callee.takeUnretainedValue(), list.takeUnretainedValue(), (window + 2).pointee.dict, target)
  }

  private func prepareSpread(
    _ callee: Object, _ list: ListObject, _ dict: DictObject?, _ target: UnsafeMutablePointer<Value>
  ) throws -> Unmanaged<FunctionObject>? {
    let base = top
    let count = list.count
    let total = count + (dict?.count ?? 0)
    guard base + total + 64 < stack.limit else { throw tooDeep() }
    var keywords: [Symbol] = []
    var position = 0
    while let entry = dict?.entry(from: position) {
      guard let name = entry.key.string else {
        clear(base + count, keywords.count)
        throw error(CallMessage.keywordsMustBeText)
      }
      (base + count + keywords.count).put(entry.value)
      keywords.append(symbol(of: name))
      position = entry.next
    }
    for index in 0..<count { (base + index).put(list.bits(index).value) }
    if callee.kind == .function {
      let function = unsafeDowncast(callee, to: FunctionObject.self)
      if !keywords.isEmpty {
        do { try bind(function, base, count: count, keywords: keywords) } catch {
          clear(base, max(total, function.header.pointee.registerCount))
          throw error
        }
      }
      pending = PendingCall(
        arguments: base, count: keywords.isEmpty ? count : -1, owner: Unmanaged.passRetained(callee))
      return Unmanaged.passUnretained(function)
    }
    top = base + total
    defer {
      clear(base, total)
      top = base
    }
    target.put(try nested { try callee.call(Arguments(base, count: count, keywords: keywords), self) })
    return nil
  }

  /// Leaves nothing in a row of registers.
  func clear(_ registers: UnsafeMutablePointer<Value>, _ count: Int) {
    for index in 0..<count { (registers + index).clear() }
  }

  // MARK: Making instances

  /// The `__init__` of a class whose instances are plain, if it is a script's function.
  private func plainInitialiser(_ type: TypeObject) -> Unmanaged<FunctionObject>? {
    if type.initialiserVersion == classVersion { return type.initialiser }
    type.initialiserVersion = classVersion
    type.initialiser = nil
    type.needsNoInitialiser = false
    guard type.makesPlainInstances, type.metaclass == nil, type.slot(.known(.new)) == nil else { return nil }
    type.needsNoInitialiser = type.slot(.known(.initialise)) == nil
    guard case .object(let method)? = type.lookup(.known(.initialise)), method.kind == .function else {
      return nil
    }
    let function = unsafeDowncast(method, to: FunctionObject.self)
    type.initialiser = Unmanaged.passUnretained(function)
    return type.initialiser
  }

  /// `type(arguments)`: makes an instance and initialises it.
  func construct(_ type: TypeObject, _ arguments: Arguments) throws -> Value {
    if type === self.type(.type) {
      guard arguments.count == 1, arguments.keywords.isEmpty else {
        throw error(FlowMessage.refused(construct: "type(name, bases, dict)", reason: nil))
      }
      return .object(self.type(of: arguments[0]))
    }
    if type.allocate != nil, arguments.keywords.isEmpty, type.makesExceptionsPlainly {
      return .object(track(ExceptionObject(type, arguments, heap)))
    }
    if let made = try type.metaclass?.call(type, arguments, self) { return made }
    if let new = type.scripted(.known(.new)) {
      let function = (new.object as? StaticMethodObject)?.function ?? new
      let made = try call(function, first: .object(type), arguments)
      guard case .object(let object) = made, object.type(self).isSubtype(of: type) else { return made }
      return .object(try initialise(object, type, arguments))
    }
    if !type.isScripted, let construct = type.construct { return try construct(self, type, arguments) }
    return .object(try initialise(allocate(type, arguments), type, arguments))
  }

  /// Makes an instance that hasn't been initialised yet.
  package func allocate(_ type: TypeObject, _ arguments: Arguments) throws -> Object {
    let object: Object
    if type.isScripted, let construct = type.construct {
      // With an `__init__` of its own, it is that which fills a list or dict.
      let fills = type.lookup(.known(.initialise)) != nil && type.canBeEmpty
      object = ContentInstance(
        type, try construct(self, type, fills ? Arguments(arguments.registers, count: 0) : arguments))
    } else if let allocate = type.allocate {
      object = try allocate(self, type)
      if let exception = object as? ExceptionObject { exception.arguments = arguments.positional }
    } else {
      throw error(.typeError, "cannot create '\(type.name)' instances")
    }
    if let container = object as? Container { track(container) }
    return object
  }

  private func initialise(_ object: Object, _ type: TypeObject, _ arguments: Arguments) throws -> Object {
    guard let initialiser = type.lookup(.known(.initialise)) else {
      if object is ContentInstance { return object }
      if arguments.count + arguments.keywords.count > 0, type.scripted(.known(.new)) == nil {
        throw takesNoArguments(type)
      }
      return object
    }
    let result = try call(initialiser, first: .object(object), arguments)
    guard case .none = result else { throw initReturned(result) }
    return object
  }

  @inline(never)
  func initReturned(_ value: Value) -> ScriptError {
    error(.typeError, "__init__() should return None, not '\(typeName(of: value))'")
  }
}
