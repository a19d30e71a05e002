/// Operators on anything but two ints or two floats.
extension Machine {
  /// `x + y`. Text that nobody else holds grows in place, so that `s = s + piece` in a loop stays linear.
  @inline(never)
  func addSlowly(
    _ target: UnsafeMutablePointer<Value>, _ x: UnsafeMutablePointer<Value>, _ y: UnsafeMutablePointer<Value>,
    _ next: UnsafeMutablePointer<Instruction>
  ) throws -> Unmanaged<FunctionObject>? {
    if case .object(let left) = x.bits, left.kind == .string {
      if target == x {
        try updateInPlace(.add, x, y, next)
        return nil
      }
      if case .object(let right) = y.bits, right.kind == .string {
        target.put(
          .object(
            try left.as(StringObject.self)._withUnsafeGuaranteedRef { first in
              try right.as(StringObject.self)._withUnsafeGuaranteedRef { second in
                try reserve(first.byteCount &+ second.byteCount, of: 1, for: "str +")
                return first.joined(with: second, self)
              }
            }))
        return nil
      }
    }
    return try operate(.add, target, x, y)
  }

  /// `x op y`: the result goes to `target`, or a script's method is to be entered with what lies at `top`.
  @inline(never)
  func operate(
    _ op: BinaryOperator, _ target: UnsafeMutablePointer<Value>, _ x: UnsafeMutablePointer<Value>,
    _ y: UnsafeMutablePointer<Value>
  ) throws -> Unmanaged<FunctionObject>? {
    if case .object(let left) = x.bits {
      // No number and no subclass has a say before an operand of another room.
      if left.kind == .foreign,
        let result = try left._withUnsafeGuaranteedRef({ try $0.binary(op, at: y, self) })
      {
        target.put(result)
        return nil
      }
      // Only an instance's own method goes before the text's.
      if left.kind == .string, op == .modulo || op == .multiply, !y.bits.isInstance,
        let result = try left.as(StringObject.self)._withUnsafeGuaranteedRef({
          try $0.binary(op, y.pointee, self)
        })
      {
        target.put(result)
        return nil
      }
      if left.kind == .instance,
        let function = left.as(Instance.self)._withUnsafeGuaranteedRef({ scriptedOperator($0, op, y) }),
        top + 2 < stack.limit
      {
        top.put(x.copy)
        (top + 1).put(y.copy)
        return function
      }
      if let result = try operateOnContainer(op, left, y) {
        target.put(result)
        return nil
      }
    }
    target.put(try binary(op, x.pointee, y.pointee))
    return nil
  }

  /// `left op right` for a built-in container with one of its kind or an int: no other operand has a say. Nil for anything else.
  @inline(__always)
  private func operateOnContainer(
    _ op: BinaryOperator, _ left: Unmanaged<Object>, _ right: UnsafeMutablePointer<Value>
  ) throws -> Value? {
    switch right.bits {
    case .object(let other):
      guard other.kind == left.kind else { return nil }
      switch left.kind {
      case .list: break
      case .tuple where left.isExactly(TupleObject.self) && other.isExactly(TupleObject.self): break
      case .set where left.isExactly(SetObject.self) && other.isExactly(SetObject.self): break
      case .dict where left.isExactly(DictObject.self) && other.isExactly(DictObject.self): break
      default: return nil
      }
    case .int: guard left.kind == .list || left.isExactly(TupleObject.self) else { return nil }
    default: return nil
    }
    return try left._withUnsafeGuaranteedRef { try $0.binary(op, right.pointee, self) }
  }

  /// The method of a script's class that answers `left op right`, if it goes first and can be entered directly.
  private func scriptedOperator(
    _ left: Instance, _ op: BinaryOperator, _ right: UnsafeMutablePointer<Value>
  ) -> Unmanaged<FunctionObject>? {
    let type = left.instanceType
    guard type.isScripted, let function = type.function(op.method) else { return nil }
    if case .object(let right) = right.bits, right.shapeID != left.shapeID {
      let other = right.takeUnretainedValue()
      let otherType = other.type(self)
      if otherType !== type, otherType.isSubtype(of: type) { return nil }
    }
    // The class keeps the function alive, unless it is changed in the middle of this call.
    return function._withUnsafeGuaranteedRef { $0.header.pointee.hasCells } ? nil : function
  }

  /// `x op constant`
  @inline(never)
  func operate(
    _ op: BinaryOperator, _ target: UnsafeMutablePointer<Value>, _ x: UnsafeMutablePointer<Value>,
    _ constant: Int
  ) throws {
    if case .object(let left) = x.bits, left.kind == .foreign,
      let result = try left._withUnsafeGuaranteedRef({ try $0.binary(op, .int(constant), self) })
    {
      target.put(result)
      return
    }
    if case .object(let left) = x.bits, left.kind == .list || left.isExactly(TupleObject.self),
      let result = try left._withUnsafeGuaranteedRef({ try $0.binary(op, .int(constant), self) })
    {
      target.put(result)
      return
    }
    target.put(try binary(op, x.pointee, .int(constant)))
  }

  /// After a method returned `NotImplemented`: the other operand's turn.
  @inline(never)
  func operateAgain(_ i: Instruction, _ base: UnsafeMutablePointer<Value>) throws -> Value {
    let op: BinaryOperator =
      switch i.op {
      case .add: .add
      case .subtract: .subtract
      case .multiply: .multiply
      case .divide: .divide
      case .floorDivide: .floorDivide
      case .modulo: .modulo
      default: BinaryOperator(rawValue: i.n) ?? .add
      }
    let left = base[Int(i.b)]
    let right = base[Int(i.c)]
    if case .object(let other) = right, !(type(of: left) === other.type(self)),
      let result = try nested({ try other.reflected(op, left, self) })
    {
      return result
    }
    throw unsupported(op == .power ? "** or pow()" : op.sign, left, right)
  }

  /// The truth of `x op y`.
  @inline(never)
  func holds(
    _ comparison: Comparison, _ x: UnsafeMutablePointer<Value>, _ y: UnsafeMutablePointer<Value>
  ) throws -> Bool {
    try holds(comparison, x.bits, y.bits)
  }

  /// `x op y` for anything but two numbers.
  @inline(never)
  func compare(
    _ comparison: Comparison, _ x: UnsafeMutablePointer<Value>, _ y: UnsafeMutablePointer<Value>
  ) throws -> Value {
    if case .object(let l) = x.bits, case .object(let r) = y.bits,
      let result = try compareAlike(comparison, l, r)
    {
      return result
    }
    return try compare(comparison, x.pointee, y.pointee)
  }

  /// `value in container`
  @inline(never)
  func contains(_ container: UnsafeMutablePointer<Value>, _ value: UnsafeMutablePointer<Value>) throws -> Bool
  {
    if case .object(let object) = container.bits {
      switch object.kind {
      case .dict where object.isExactly(DictObject.self):
        return try object.as(DictObject.self)._withUnsafeGuaranteedRef { try $0.has(value.bits, self) }
      case .set where !value.bits.isSet:
        return try object.as(SetObject.self)._withUnsafeGuaranteedRef { try $0.has(value.bits, self) }
      case .list:
        return try object.as(ListObject.self)._withUnsafeGuaranteedRef {
          try SequenceOperations.firstPlace(of: value.bits, in: $0, from: 0, self) != nil
        }
      case .tuple where object.isExactly(TupleObject.self):
        return try object.as(TupleObject.self)._withUnsafeGuaranteedRef {
          try SequenceOperations.firstPlace(of: value.bits, in: $0, from: 0, self) != nil
        }
      case .string:
        guard case .object(let piece) = value.bits, piece.kind == .string else { break }
        return object.as(StringObject.self)._withUnsafeGuaranteedRef { text in
          piece.as(StringObject.self)._withUnsafeGuaranteedRef { text.contains($0) }
        }
      default: break
      }
    }
    return try contains(container.pointee, value.pointee)
  }

  /// The truth of `x op constant`.
  @inline(never)
  func holds(_ comparison: Comparison, _ x: UnsafeMutablePointer<Value>, _ constant: Int) throws -> Bool {
    if case .float(let l) = x.bits { return comparison.holds(l, Double(constant)) }
    return try isTrue(compare(comparison, x.pointee, .int(constant)))
  }

  // MARK: Items

  /// `container[index]`, for anything but a list's element. The value goes to `target`; a result is the `__getitem__` of a
  /// script's class, to be entered with what lies at `top`.
  @inline(never)
  func getItem(
    _ target: UnsafeMutablePointer<Value>, _ container: UnsafeMutablePointer<Value>,
    _ index: UnsafeMutablePointer<Value>
  ) throws -> Unmanaged<FunctionObject>? {
    if case .object(let object) = container.bits {
      switch object.kind {
      case .dict where object.isExactly(DictObject.self):
        if let value = try object.as(DictObject.self)._withUnsafeGuaranteedRef({
          try $0.look(up: index.bits, self)
        }) {
          target.put(value.value)
          return nil
        }
      case .tuple where object.isExactly(TupleObject.self):
        if case .int(let i) = index.bits, let element = object.as(TupleObject.self).element(at: i) {
          target.put(element.value)
          return nil
        }
      case .string:
        if case .int(let i) = index.bits {
          target.put(
            try object.as(StringObject.self)._withUnsafeGuaranteedRef { .object(try $0.character(i, self)) })
          return nil
        }
        if case .object(let slice) = index.bits, slice.kind == .slice {
          target.put(
            try object.as(StringObject.self)._withUnsafeGuaranteedRef { text in
              try slice.as(SliceObject.self)._withUnsafeGuaranteedRef { .object(try text.picked($0, self)) }
            })
          return nil
        }
      case .list where object.isExactly(ListObject.self):
        if case .object(let slice) = index.bits, slice.kind == .slice {
          // A bound's `__index__` may give both registers other values.
          ReferenceCount.retain(object)
          ReferenceCount.retain(slice)
          defer {
            ReferenceCount.release(slice)
            ReferenceCount.release(object)
          }
          target.put(
            try object.as(ListObject.self)._withUnsafeGuaranteedRef { list in
              try slice.as(SliceObject.self)._withUnsafeGuaranteedRef { .object(try list.part($0, self)) }
            })
          return nil
        }
      case .instance:
        let type = object.as(Instance.self)._withUnsafeGuaranteedRef { $0.instanceType }
        if type.isScripted, let function = type.function(.known(.getitem)), top + 2 < stack.limit,
          !function._withUnsafeGuaranteedRef({ $0.header.pointee.hasCells })
        {
          // The class keeps the function alive, unless it is changed in the middle of this call.
          top.put(container.copy)
          (top + 1).put(index.copy)
          return function
        }
      case .foreign:
        target.put(try object._withUnsafeGuaranteedRef { try $0.item(at: index, self) })
        return nil
      default: break
      }
    }
    target.put(try item(container.pointee, index.pointee))
    return nil
  }

  /// `container[constant]`, for anything but an element of a list or tuple.
  @inline(never)
  func getItem(_ container: UnsafeMutablePointer<Value>, _ constant: Int) throws -> Value {
    if case .object(let object) = container.bits, object.kind == .foreign {
      return try object._withUnsafeGuaranteedRef { try $0.item(.int(constant), self) }
    }
    return try item(container.pointee, .int(constant))
  }

  /// `container[index] = value`, for anything but a list's element.
  @inline(never)
  func setItem(
    _ container: UnsafeMutablePointer<Value>, _ index: UnsafeMutablePointer<Value>,
    _ value: UnsafeMutablePointer<Value>
  ) throws {
    if case .object(let object) = container.bits, object.kind == .dict, object.isExactly(DictObject.self) {
      try object.as(DictObject.self)._withUnsafeGuaranteedRef {
        try $0.set(held: index.bits, value.copy, self)
      }
      return
    }
    try setItem(container.pointee, index.pointee, to: value.pointee)
  }

  /// `x op= y`
  ///
  /// - Parameter next: the instruction that follows.
  @inline(never)
  func updateInPlace(
    _ op: BinaryOperator, _ x: UnsafeMutablePointer<Value>, _ y: UnsafeMutablePointer<Value>,
    _ next: UnsafeMutablePointer<Instruction>
  ) throws {
    if op == .add, case .object(let left) = x.bits, left.kind == .string,
      case .object(let right) = y.bits, right.kind == .string
    {
      let piece = right.as(StringObject.self).takeUnretainedValue()
      let length = left.as(StringObject.self)._withUnsafeGuaranteedRef { $0.byteCount }
      try reserve(length &+ piece.byteCount, of: 1, for: "str +")
      giveUpTarget(of: next, holding: left, x)
      append(piece, to: x)
      return
    }
    x.put(try inPlace(op, x.pointee, y.pointee))
  }

  /// `name += piece` for a name that isn't a register: the text is in a register now and in the name's own place, where the next
  /// instruction will put the result. The name lets go of it first, so that the text is held once and grows in place.
  private func giveUpTarget(
    of next: UnsafeMutablePointer<Instruction>, holding text: Unmanaged<Object>,
    _ register: UnsafeMutablePointer<Value>
  ) {
    let base = frames[depth].base
    guard register == base + Int(next.pointee.op == .setAttribute ? next.pointee.b : next.pointee.a) else {
      return
    }
    let place: UnsafeMutablePointer<Value>
    switch next.pointee.op {
    case .storeGlobal: place = globals.values + Int(next.pointee.b)
    case .storeCell:
      guard case .object(let cell) = (base + Int(next.pointee.b)).bits else { return }
      place = cell.as(Cell.self)._withUnsafeGuaranteedRef { withUnsafeMutablePointer(to: &$0.value) { $0 } }
    case .storeFree:
      place = frames[depth].cells[Int(next.pointee.b)]._withUnsafeGuaranteedRef {
        withUnsafeMutablePointer(to: &$0.value) { $0 }
      }
    case .setAttribute:
      let word = UnsafeRawPointer(next + 1).load(as: UInt64.self)
      guard case .object(let object) = (base + Int(next.pointee.a)).bits, object.shapeID != 0,
        UInt32(truncatingIfNeeded: word) == object.shapeID,
        UnsafeRawPointer(next + 1).load(fromByteOffset: 8, as: UInt.self) == 0
      else { return }
      place = object.as(Instance.self)._withUnsafeGuaranteedRef { $0.slots } + Int(word >> 32)
    default: return
    }
    if case .object(let held) = place.bits, held.toOpaque() == text.toOpaque() { place.put(.none) }
  }

  /// Grows the text in a register, in place if the register holds the only reference.
  private func append(_ piece: StringObject, to register: UnsafeMutablePointer<Value>) {
    // Moved out of the register, so that it can be seen to be the only reference.
    guard case .object(var object) = register.take() else { return }
    var string = unsafeDowncast(object, to: StringObject.self)
    object = ellipsis
    if isKnownUniquelyReferenced(&string) {
      string.append(piece)
      register.put(.object(string))
    } else {
      register.put(.object(string.joined(with: piece, self)))
    }
  }
}
