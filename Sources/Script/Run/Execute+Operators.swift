/// Operators on anything but two ints or two floats.
extension Machine {
  /// `x + y`. Text that nobody else holds grows in place, so that `s = s + piece` in a loop stays linear.
  @inline(never)
  func addSlowly(
    _ target: UnsafeMutablePointer<Value>, _ x: UnsafeMutablePointer<Value>, _ y: UnsafeMutablePointer<Value>
  ) throws -> Unmanaged<FunctionObject>? {
    guard case .object(let left) = x.pointee else { return try operate(.add, target, x, y) }
    if left.kind == .foreign {
      if let result = try left.binary(.add, y.pointee, self) {
        target.pointee = result
        return nil
      }
    } else if left.kind == .string {
      if target == x {
        try updateInPlace(.add, x, y)
        return nil
      }
      if case .object(let right) = y.pointee, right.kind == .string {
        let first = unsafeDowncast(left, to: StringObject.self).text
        let second = unsafeDowncast(right, to: StringObject.self).text
        try reserve(first.utf8.count &+ second.utf8.count, of: 1, for: "str +")
        target.pointee = .object(StringObject(first + second))
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
    if case .object(let left) = x.pointee {
      // No number and no subclass has a say before an operand of another room.
      if left.kind == .foreign, let result = try left.binary(op, y.pointee, self) {
        target.pointee = result
        return nil
      }
      if left.kind == .instance,
        let function = scriptedOperator(unsafeDowncast(left, to: Instance.self), op, y.pointee),
        top + 2 < stack.limit
      {
        top[0] = x.pointee
        top[1] = y.pointee
        return function
      }
    }
    target.pointee = try binary(op, x.pointee, y.pointee)
    return nil
  }

  /// The method of a script's class that answers `left op right`, if it goes first and can be entered directly.
  private func scriptedOperator(_ left: Instance, _ op: BinaryOperator, _ right: Value) -> Unmanaged<
    FunctionObject
  >? {
    let type = left.instanceType
    guard type.isScripted, case .object(let method)? = type.lookup(op.method), method.kind == .function else {
      return nil
    }
    if case .object(let other) = right {
      let otherType = other.type(self)
      if otherType !== type, otherType.isSubtype(of: type) { return nil }
    }
    // The class keeps the function alive, unless it is changed in the middle of this call.
    let function = unsafeDowncast(method, to: FunctionObject.self)
    return function.header.pointee.hasCells ? nil : Unmanaged.passUnretained(function)
  }

  /// `x op constant`
  @inline(never)
  func operate(
    _ op: BinaryOperator, _ target: UnsafeMutablePointer<Value>, _ x: UnsafeMutablePointer<Value>,
    _ constant: Int
  ) throws {
    if case .object(let left) = x.pointee, left.kind == .foreign,
      let result = try left.binary(op, .int(constant), self)
    {
      target.pointee = result
      return
    }
    target.pointee = try binary(op, x.pointee, .int(constant))
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

  /// `x op= y`
  @inline(never)
  func updateInPlace(
    _ op: BinaryOperator, _ x: UnsafeMutablePointer<Value>, _ y: UnsafeMutablePointer<Value>
  ) throws {
    if op == .add, case .object(let left) = x.pointee, left.kind == .string,
      case .object(let right) = y.pointee, right.kind == .string
    {
      try append(unsafeDowncast(right, to: StringObject.self).text, to: x)
      return
    }
    x.pointee = try inPlace(op, x.pointee, y.pointee)
  }

  /// Grows the text in a register, in place if the register holds the only reference.
  private func append(_ piece: String, to register: UnsafeMutablePointer<Value>) throws {
    // Moved out of the register, so that it can be seen to be the only reference.
    guard case .object(var object) = register.move() else { return }
    register.initialize(to: .none)
    var string = unsafeDowncast(object, to: StringObject.self)
    do {
      try reserve(string.text.utf8.count &+ piece.utf8.count, of: 1, for: "str +")
    } catch {
      register.pointee = .object(object)
      throw error
    }
    object = string
    let isUnique = isUniquelyHeld(&object, &string)
    if isUnique {
      string.append(piece)
      register.pointee = .object(string)
    } else {
      register.pointee = .object(StringObject(string.text + piece))
    }
  }

  /// Whether two local references are the only ones to an object.
  private func isUniquelyHeld(_ object: inout Object, _ string: inout StringObject) -> Bool {
    object = ellipsis
    return isKnownUniquelyReferenced(&string)
  }
}
