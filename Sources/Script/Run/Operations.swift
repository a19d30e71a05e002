/// The language's operations on any value: what the machine falls back to, and what native code calls.
extension Machine {
  // MARK: Truth, identity, text

  package func isTrue(_ value: Value) throws -> Bool {
    switch value {
    case .none: false
    case .bool(let value): value
    case .int(let value): value != 0
    case .float(let value): value != 0
    case .object(let object): try object.truth(self)
    }
  }

  /// `id(value)`
  package func identity(of value: Value) -> Int {
    switch value {
    case .none: 16
    case .bool(let value): value ? 48 : 32
    case .int(let value): value &* 32 &+ 1
    case .float(let value): Int(truncatingIfNeeded: value.bitPattern) | 2
    case .object(let object): Int(bitPattern: Unmanaged.passUnretained(object).toOpaque())
    }
  }

  /// The address as `repr` shows it: `0x7f…`.
  package func address(of object: Object) -> String {
    "0x" + String(UInt(bitPattern: Unmanaged.passUnretained(object).toOpaque()), radix: 16)
  }

  package func repr(_ value: Value) throws -> String {
    switch value {
    case .none: "None"
    case .bool(let value): value ? "True" : "False"
    case .int(let value): DecimalText.of(value)
    case .float(let value): NumberText.repr(value)
    case .object(let object) where object.kind == .string:
      StringRepr.text(unsafeDowncast(object, to: StringObject.self).bytes)
    case .object(let object): try nested { try object.repr(self) }
    }
  }

  package func str(_ value: Value) throws -> String {
    switch value {
    case .object(let object):
      if object.kind == .string { return unsafeDowncast(object, to: StringObject.self).text }
      return try nested { try object.str(self) }
    default: return try repr(value)
    }
  }

  /// `format(value, spec)`
  package func format(_ value: Value, _ spec: String) throws -> String {
    switch value {
    case .object(let object): try nested { try object.format(spec, self) }
    default: spec.isEmpty ? try str(value) : try formatNumber(value, spec)
    }
  }

  // MARK: Comparison

  /// `is` or `==`: how containers compare their elements.
  package func isSame(_ a: Value, _ b: Value) throws -> Bool {
    try withExtendedLifetime(a) { try withExtendedLifetime(b) { try isSame(a.borrowed, b.borrowed) } }
  }

  /// The same for values that are looked at: what could run a script holds them meanwhile.
  @inline(__always)
  func isSame(_ a: Bits, _ b: Bits) throws -> Bool {
    switch (a, b) {
    case (.int(let x), .int(let y)): return x == y
    case (.object(let x), .object(let y)):
      return x.toOpaque() == y.toOpaque() ? true : try isEqual(x, y)
    // Floats have no identity here: the same bits are the same object, so that `x in [x]` holds for `nan` too.
    case (.float(let x), .float(let y)): return x == y || x.bitPattern == y.bitPattern
    default: return try isEqual(a.value, b.value)
    }
  }

  /// The truth of `a == b`.
  package func isEqual(_ a: Value, _ b: Value) throws -> Bool {
    switch (a, b) {
    case (.int(let x), .int(let y)): return x == y
    case (.float(let x), .float(let y)): return x == y
    default:
      if case .bool(let result) = try compare(.equal, a, b) { return result }
      return try isTrue(compare(.equal, a, b))
    }
  }

  /// `x == y` for two objects; two texts, tuples or lists, by far the most, are compared at once.
  @inline(never)
  private func isEqual(_ x: Unmanaged<Object>, _ y: Unmanaged<Object>) throws -> Bool {
    if x.isExactly(TupleObject.self), y.isExactly(TupleObject.self),
      let same = x.as(TupleObject.self).isPlainlyEqual(to: y.as(TupleObject.self))
    {
      return same
    }
    if let result = try holdsAlike(.equal, x, y) { return result }
    return try isEqual(Bits.object(x).value, Bits.object(y).value)
  }

  /// The truth of `x op y` for two texts, two tuples or two lists; nil for others.
  @inline(__always)
  func holdsAlike(_ comparison: Comparison, _ x: Unmanaged<Object>, _ y: Unmanaged<Object>) throws
    -> Bool?
  {
    guard x.kind == y.kind else { return nil }
    switch x.kind {
    case .string:
      return x.as(StringObject.self)._withUnsafeGuaranteedRef { left in
        y.as(StringObject.self)._withUnsafeGuaranteedRef { left.holds(comparison, $0) }
      }
    case .tuple where x.isExactly(TupleObject.self) && y.isExactly(TupleObject.self):
      return try rowsHold(comparison, x.as(TupleObject.self), y.as(TupleObject.self))
    case .list:
      return try rowsHold(comparison, x.as(ListObject.self), y.as(ListObject.self))
    default: return nil
    }
  }

  /// `x op y` for two texts, two tuples or two lists; nil for others.
  @inline(__always)
  func compareAlike(_ comparison: Comparison, _ x: Unmanaged<Object>, _ y: Unmanaged<Object>) throws -> Value?
  {
    if comparison == .equal || comparison == .notEqual || x.kind == .string {
      return try holdsAlike(comparison, x, y).map { .bool($0) }
    }
    guard x.kind == .tuple, x.isExactly(TupleObject.self), y.isExactly(TupleObject.self) else { return nil }
    return try x.as(TupleObject.self)._withUnsafeGuaranteedRef { left in
      try y.as(TupleObject.self)._withUnsafeGuaranteedRef {
        try SequenceOperations.compare(comparison, left, $0, self)
      }
    }
  }

  /// Holds both rows, since comparing their elements may run a script that drops them.
  @inline(__always)
  private func rowsHold<T: ElementRow & Object>(
    _ comparison: Comparison, _ x: Unmanaged<T>, _ y: Unmanaged<T>
  ) throws -> Bool {
    if stackGuard.isExhausted { throw tooDeep() }
    let left = Unmanaged<Object>.fromOpaque(x.toOpaque())
    let right = Unmanaged<Object>.fromOpaque(y.toOpaque())
    ReferenceCount.retain(left)
    ReferenceCount.retain(right)
    defer {
      ReferenceCount.release(left)
      ReferenceCount.release(right)
    }
    return try x._withUnsafeGuaranteedRef { left in
      try y._withUnsafeGuaranteedRef { try SequenceOperations.holds(comparison, left, $0, self) }
    }
  }

  /// The truth of `a op b` for values that are looked at.
  package func holds(_ comparison: Comparison, _ a: Bits, _ b: Bits) throws -> Bool {
    switch (a, b) {
    case (.int(let x), .int(let y)): return comparison.holds(x, y)
    case (.float(let x), .float(let y)): return comparison.holds(x, y)
    case (.object(let x), .object(let y)):
      if x.kind == .instance {
        if let method = methodAlike(comparison, x, y) {
          // What they lie in may be changed by it.
          ReferenceCount.retain(x)
          ReferenceCount.retain(y)
          defer {
            ReferenceCount.release(x)
            ReferenceCount.release(y)
          }
          let result = try call(method, with: a, b)
          if case .bool(let answer) = result { return answer }
          return try isTrue(completed(result, comparison, a.value, b.value))
        }
      } else if let result = try holdsAlike(comparison, x, y) {
        return result
      }
    default: break
    }
    return try isTrue(compare(comparison, a.value, b.value))
  }

  /// The truth of `a < b`, as sorting asks for it.
  package func isLess(_ a: Value, _ b: Value) throws -> Bool {
    try withExtendedLifetime(a) { try withExtendedLifetime(b) { try holds(.less, a.borrowed, b.borrowed) } }
  }

  /// `a op b` for a rich comparison, with the reflected one tried second.
  package func compare(_ comparison: Comparison, _ a: Value, _ b: Value) throws -> Value {
    switch (a.borrowed, b.borrowed) {
    case (.object, _), (_, .object): break
    case (.none, _), (_, .none):
      switch comparison {
      case .equal: return .bool(a.isNone && b.isNone)
      case .notEqual: return .bool(!(a.isNone && b.isNone))
      default: throw noOrder(comparison, a, b)
      }
    default: return .bool(Arithmetic.compare(comparison, a, b))
    }
    if let result = try compareAlike(comparison, a, b) { return result }
    let result = try nested { () throws -> Value? in
      // A subclass goes first, so that it can refine what its base does.
      if case .object(let x) = a, case .object(let y) = b {
        let left = x.type(self)
        let right = y.type(self)
        if left !== right, right.isSubtype(of: left) {
          if let result = try y.compare(comparison.reflected, a, self) { return result }
          return try x.compare(comparison, b, self)
        }
      }
      if case .object(let x) = a, let result = try x.compare(comparison, b, self) { return result }
      if case .object(let y) = b { return try y.compare(comparison.reflected, a, self) }
      return nil
    }
    if let result { return result }
    switch comparison {
    case .equal: return .bool(a.isIdentical(to: b))
    case .notEqual: return .bool(!a.isIdentical(to: b))
    default: throw noOrder(comparison, a, b)
    }
  }

  /// The comparison of two instances that a script's function answers, by far the most; nil for others, and for a class that
  /// leaves the answer to the general way.
  private func compareAlike(_ comparison: Comparison, _ a: Value, _ b: Value) throws -> Value? {
    try withExtendedLifetime(a) {
      try withExtendedLifetime(b) {
        guard case .object(let x) = a.borrowed, case .object(let y) = b.borrowed,
          let method = methodAlike(comparison, x, y)
        else { return nil }
        return try completed(call(method, with: a.borrowed, b.borrowed), comparison, a, b)
      }
    }
  }

  /// The function by which two instances are compared, unless the right one's class goes before the left one's.
  @inline(__always)
  private func methodAlike(_ comparison: Comparison, _ x: Unmanaged<Object>, _ y: Unmanaged<Object>)
    -> Unmanaged<FunctionObject>?
  {
    guard x.isExactly(Instance.self), y.isExactly(Instance.self) else { return nil }
    return x.as(Instance.self)._withUnsafeGuaranteedRef { left in
      if x.shapeID != y.shapeID {
        let right = y.as(Instance.self)._withUnsafeGuaranteedRef { $0.instanceType }
        if right !== left.instanceType, right.isSubtype(of: left.instanceType) { return nil }
      }
      return left.instanceType.function(comparison.method)
    }
  }

  /// The result of a comparison's method, or what follows when it doesn't know.
  private func completed(_ result: Value, _ comparison: Comparison, _ a: Value, _ b: Value) throws -> Value {
    guard case .object(let object) = result, object === notImplemented else { return result }
    if case .object(let y) = b, let reflected = try nested({ try y.compare(comparison.reflected, a, self) }) {
      return reflected
    }
    switch comparison {
    case .equal: return .bool(a.isIdentical(to: b))
    case .notEqual: return .bool(!a.isIdentical(to: b))
    default: throw noOrder(comparison, a, b)
    }
  }

  /// `hash(value)`: equal numbers have equal hashes, whatever their type.
  package func hash(_ value: Value) throws -> Int {
    switch value {
    case .none: 0x0FCA_86420
    case .bool(let value): value ? 1 : 0
    case .int(let value): Arithmetic.hash(value)
    case .float(let value): Arithmetic.hash(value)
    case .object(let object): try nested { try object.hash(self) }
    }
  }

  /// The same for a value that somebody else holds meanwhile.
  @inline(__always)
  func hash(_ value: Bits) throws -> Int {
    if case .object(let object) = value {
      if stackGuard.isExhausted { throw tooDeep() }
      return try object._withUnsafeGuaranteedRef { try $0.hash(self) }
    }
    return try hash(value.value)
  }

  // MARK: Arithmetic

  /// `a op b`
  package func binary(_ op: BinaryOperator, _ a: Value, _ b: Value) throws -> Value {
    // An instance of a subclass of numbers says first what it makes of the operator.
    if !isInstance(a), !isInstance(b), let result = try Arithmetic.binary(op, a, b, self) { return result }
    let result = try nested { () throws -> Value? in
      if case .object(let x) = a, case .object(let y) = b {
        let left = x.type(self)
        let right = y.type(self)
        // A subclass goes first where it refines what its base does.
        if left !== right, right.isSubtype(of: left), right.refines(op.reflectedMethod, of: left) {
          if let result = try y.reflected(op, a, self) { return result }
          return try x.binary(op, b, self)
        }
        // Two of one class have been asked with the first.
        if left === right { return try x.binary(op, b, self) }
      }
      if case .object(let x) = a, let result = try x.binary(op, b, self) { return result }
      if case .object(let y) = b { return try y.reflected(op, a, self) }
      // The number on the right knows the number in an instance of a subclass.
      return try Arithmetic.binary(op, a, b, self)
    }
    if let result { return result }
    throw refused(op, a, b)
  }

  /// Why no side knows `a op b`. Sequences say of a script's object that refused what they say of any other operand.
  @inline(never)
  private func refused(_ op: BinaryOperator, _ a: Value, _ b: Value) -> ScriptError {
    if op == .add, isSequence(a) {
      return error(
        OperandMessage.cannotConcatenate(
          type: typeName(of: a.content), with: typeName(of: b), value: a.string == nil ? nil : shortRepr(b)))
    }
    if op == .multiply, let other = isSequence(a) ? b : isSequence(b) ? a : nil {
      return error(OperandMessage.cannotRepeat(by: typeName(of: other)))
    }
    return unsupported(op == .power ? "** or pow()" : op.sign, a, b)
  }

  private func isInstance(_ value: Value) -> Bool {
    if case .object(let object) = value { object.kind == .instance } else { false }
  }

  private func isSequence(_ value: Value) -> Bool {
    value.string != nil || value.list != nil || value.tuple != nil
  }

  /// `a op= b`: the value to bind.
  package func inPlace(_ op: BinaryOperator, _ a: Value, _ b: Value) throws -> Value {
    if case .object(let object) = a, let result = try nested({ try object.inPlace(op, b, self) }) {
      return result
    }
    if !isInstance(a), !isInstance(b), let result = try Arithmetic.binary(op, a, b, self) { return result }
    do {
      return try binary(op, a, b)
    } catch let failure as ScriptError {
      guard let message = failure.exception.message,
        message.python.hasPrefix("unsupported operand type(s) for \(op.sign)")
      else { throw failure }
      throw unsupported(op.sign + "=", a, b)
    }
  }

  package func unary(_ op: UnaryOperator, _ value: Value) throws -> Value {
    switch (op, value) {
    case (.negative, .float(let x)): return .float(-x)
    case (.positive, .float): return value
    case (_, .object(let object)):
      if let result = try nested({ try object.unary(op, self) }) { return result }
    case (_, .none): break
    case (.invert, .float): break
    default:
      guard let x = value.integer else { break }
      switch op {
      case .negative:
        let (result, overflow) = (0).subtractingReportingOverflow(x)
        if overflow { throw integerOverflow() }
        return .int(result)
      case .positive: return .int(x)
      case .invert: return .int(~x)
      }
    }
    throw error(OperandMessage.badUnary(op: op.sign, type: typeName(of: value)))
  }

  // MARK: Attributes

  /// `value.name`
  package func attribute(_ value: Value, _ name: Symbol) throws -> Value {
    if let found = try attributeIfAny(value, name) { return found }
    throw noAttribute(name, of: value)
  }

  /// The attribute, or nil if the object has none of that name.
  package func attributeIfAny(_ value: Value, _ name: Symbol) throws -> Value? {
    if case .object(let object) = value { return try nested { try object.attribute(name, self) } }
    let type = type(of: value)
    if name == .known(.class) { return .object(type) }
    guard let found = type.lookup(name) ?? universalMethod(name, of: value) else { return nil }
    return try bind(found, to: value)
  }

  package func setAttribute(_ value: Value, _ name: Symbol, to newValue: Value) throws {
    guard case .object(let object) = value else { throw cannotSetAttribute(name, of: value) }
    try nested { try object.setAttribute(name, to: newValue, self) }
  }

  package func deleteAttribute(_ value: Value, _ name: Symbol) throws {
    guard case .object(let object) = value else { throw cannotSetAttribute(name, of: value) }
    try nested { try object.deleteAttribute(name, self) }
  }

  // MARK: Containers

  package func item(_ container: Value, _ index: Value) throws -> Value {
    guard case .object(let object) = container else { throw notSubscriptable(container) }
    return try nested { try object.item(index, self) }
  }

  package func setItem(_ container: Value, _ index: Value, to value: Value) throws {
    guard case .object(let object) = container else { throw noItemAssignment(container) }
    try nested { try object.setItem(index, to: value, self) }
  }

  package func deleteItem(_ container: Value, _ index: Value) throws {
    guard case .object(let object) = container else { throw noItemDeletion(container) }
    try nested { try object.deleteItem(index, self) }
  }

  /// `value in container`
  package func contains(_ container: Value, _ value: Value) throws -> Bool {
    guard case .object(let object) = container else {
      throw error(OperandMessage.notContainer(type: typeName(of: container)))
    }
    return try nested { try object.contains(value, self) }
  }

  /// `len(value)`
  package func length(_ value: Value) throws -> Int {
    guard case .object(let object) = value, let length = try nested({ try object.length(self) }) else {
      throw error(OperandMessage.noLength(type: typeName(of: value)))
    }
    return length
  }

  // MARK: Iteration

  /// `iter(value)`
  package func iterator(of value: Value) throws -> Object {
    guard case .object(let object) = value else { throw notIterable(value) }
    return try nested { try object.iterator(self) }
  }

  /// Calls `body` for each element until it returns false.
  package func forEach(in value: Value, _ body: (Value) throws -> Bool) throws {
    guard case .object(let object) = value else { throw notIterable(value) }
    switch object.kind {
    case .list:
      // The list may change under the loop, as in Python.
      let list = unsafeDowncast(object, to: ListObject.self)
      var index = 0
      while index < list.count {
        guard try list.bits(index).lend(to: body) else { return }
        index &+= 1
        if index & 0xFFFF == 0 { try poll() }
      }
    case .tuple where Swift.type(of: object) == TupleObject.self:
      let tuple = unsafeDowncast(object, to: TupleObject.self)
      for index in 0..<tuple.count where try !tuple.bits(index).lend(to: body) { return }
    case .string:
      let text = unsafeDowncast(object, to: StringObject.self)
      var offset = 0
      while let (character, end) = text.next(from: offset, self) {
        guard try body(.object(character)) else { return }
        offset = end
        if offset & 0xFFFF == 0 { try poll() }
      }
    case .range:
      let range = unsafeDowncast(object, to: RangeObject.self)
      for index in 0..<range.count {
        guard try body(.int(range.element(index))) else { return }
        if index & 0xFFFF == 0xFFFF { try poll() }
      }
    case .generator where unsafeDowncast(object, to: GeneratorObject.self).state != .finished:
      if stackGuard.isExhausted { throw tooDeep() }
      try drive(unsafeDowncast(object, to: GeneratorObject.self), body)
    default:
      let iterator = try nested { try object.iterator(self) }
      var count = 0
      while let element = try iterator.next(self) {
        guard try body(element) else { return }
        count &+= 1
        if count & 0xFFFF == 0 { try poll() }
      }
    }
  }

  /// All elements of an iterable.
  package func array(of value: Value) throws -> [Value] {
    if case .object(let object) = value {
      if object.kind == .list { return unsafeDowncast(object, to: ListObject.self).elements }
      if object.kind == .tuple { return unsafeDowncast(object, to: TupleObject.self).elements }
    }
    var elements: [Value] = []
    if let range = value.object as? RangeObject {
      try reserve(range.count, of: MemoryLayout<Value>.stride, for: "list")
      elements.reserveCapacity(range.count)
    }
    try forEach(in: value) {
      elements.append($0)
      if elements.count & 0xFFFF == 0 { try growing(elements.count) }
      return true
    }
    return elements
  }
}
