/// An instance of a script's class that derives from a built-in one: `class Stack(list)`, `class Config(dict)`.
///
/// Attributes and methods are an instance's; what they don't define is done by the built-in value inside. Native
/// methods get that value as their receiver (`NativeFunction.call`), and so needn't know that there are such classes.
package final class ContentInstance: Instance {
  package private(set) var content: Value

  init(_ type: TypeObject, _ content: Value) {
    self.content = content
    super.init(type)
  }

  /// What `__init__` of the built-in class does: a list, dict or set is filled; the others were made complete.
  func refill(_ arguments: Arguments, _ machine: Machine) throws {
    guard let construct = instanceType.construct else { return }
    if content.list != nil || content.dict != nil || content.set?.isFrozen == false
      || arguments.count + arguments.keywords.count > 0 && content.isMutable
    {
      content = try construct(machine, instanceType, arguments)
    }
  }

  private func isScripted(_ name: Symbol) -> Bool { instanceType.scripted(name) != nil }
  private func isScripted(_ name: WellKnownSymbol) -> Bool { isScripted(.known(name)) }

  // MARK: Operators

  package override func binary(_ op: BinaryOperator, _ other: Value, _ machine: Machine) throws -> Value? {
    if isScripted(op.method) { return try super.binary(op, other, machine) }
    if let result = try Arithmetic.binary(op, content, other.content, machine) { return result }
    guard case .object(let object) = content else { return nil }
    return try object.binary(op, other.content, machine)
  }

  package override func reflected(_ op: BinaryOperator, _ other: Value, _ machine: Machine) throws -> Value? {
    if isScripted(op.reflectedMethod) { return try super.reflected(op, other, machine) }
    if let result = try Arithmetic.binary(op, other, content, machine) { return result }
    if case .object(let object) = other {
      // `"%s" % instance` shows what the instance's own methods say.
      let operand = op == .modulo && object.kind == .string ? .object(self) : content
      if let result = try object.binary(op, operand, machine) { return result }
    }
    guard case .object(let object) = content else { return nil }
    return try object.reflected(op, other, machine)
  }

  package override func inPlace(_ op: BinaryOperator, _ other: Value, _ machine: Machine) throws -> Value? {
    if isScripted(op.inPlaceMethod) { return try super.inPlace(op, other, machine) }
    if isScripted(op.method) { return nil }
    guard case .object(let object) = content,
      let result = try object.inPlace(op, other.content, machine)
    else { return nil }
    return result.object === object ? .object(self) : result
  }

  package override func unary(_ op: UnaryOperator, _ machine: Machine) throws -> Value? {
    isScripted(op.method) ? try super.unary(op, machine) : try machine.unary(op, content)
  }

  package override func compare(_ comparison: Comparison, _ other: Value, _ machine: Machine) throws -> Value?
  {
    if isScripted(comparison.method) || comparison == .notEqual && isScripted(.eq) {
      return try super.compare(comparison, other, machine)
    }
    return try compareContent(comparison, other, machine)
  }

  func compareContent(_ comparison: Comparison, _ other: Value, _ machine: Machine) throws -> Value? {
    if case .object(let object) = content { return try object.compare(comparison, other.content, machine) }
    guard other.content.number != nil else { return nil }
    return try machine.compare(comparison, content, other.content)
  }

  package override func truth(_ machine: Machine) throws -> Bool {
    isScripted(.bool) || isScripted(.len) ? try super.truth(machine) : try machine.isTrue(content)
  }

  package override func hash(_ machine: Machine) throws -> Int {
    isScripted(.hash) ? try super.hash(machine) : try machine.hash(content)
  }

  // MARK: Containers

  package override func length(_ machine: Machine) throws -> Int? {
    isScripted(.len) ? try super.length(machine) : try content.object?.length(machine)
  }

  package override func item(_ index: Value, _ machine: Machine) throws -> Value {
    if isScripted(.getitem) { return try super.item(index, machine) }
    if let dict = content.dict, let missing = instanceType.scripted(.known(.missing)) {
      return try dict.get(index, machine) ?? machine.call(missing, [.object(self), index])
    }
    return try machine.item(content, index)
  }

  package override func setItem(_ index: Value, to value: Value, _ machine: Machine) throws {
    if isScripted(.setitem) { return try super.setItem(index, to: value, machine) }
    try machine.setItem(content, index, to: value)
  }

  package override func deleteItem(_ index: Value, _ machine: Machine) throws {
    if isScripted(.delitem) { return try super.deleteItem(index, machine) }
    try machine.deleteItem(content, index)
  }

  package override func contains(_ value: Value, _ machine: Machine) throws -> Bool {
    isScripted(.contains) ? try super.contains(value, machine) : try machine.contains(content, value)
  }

  package override func iterator(_ machine: Machine) throws -> Object {
    isScripted(.iter) ? try super.iterator(machine) : try machine.iterator(of: content)
  }

  package override func next(_ machine: Machine) throws -> Value? {
    isScripted(.next) ? try super.next(machine) : try machine.nextValue(content)
  }

  // MARK: Text

  package override func nativeRepr(_ machine: Machine) throws -> String {
    let text = try machine.repr(content)
    guard let set = content.set else { return text }
    // A set shows the name of a class that derives from it.
    if set.count == 0 { return "\(instanceType.name)()" }
    return set.isFrozen
      ? instanceType.name + text.dropFirst("frozenset".count) : "\(instanceType.name)(\(text))"
  }

  package override func nativeStr(_ machine: Machine) throws -> String {
    if let text = content.string { return text.text }
    return try repr(machine)
  }

  package override func repr(_ machine: Machine) throws -> String {
    instanceType.lookup(.known(.repr)) != nil ? try super.repr(machine) : try nativeRepr(machine)
  }

  package override func str(_ machine: Machine) throws -> String {
    instanceType.lookup(.known(.str)) != nil ? try super.str(machine) : try nativeStr(machine)
  }

  package override func format(_ spec: String, _ machine: Machine) throws -> String {
    if isScripted(.format) { return try super.format(spec, machine) }
    return spec.isEmpty ? try str(machine) : try machine.format(content, spec)
  }

  // MARK: Memory

  package override func traverse(_ visit: (Object) -> Void) {
    super.traverse(visit)
    if case .object(let object) = content { visit(object) }
  }

  package override func giveUp(_ take: (inout Value) -> Void) {
    super.giveUp(take)
    take(&content)
    content = .none
  }
}

extension Value {
  /// The built-in value in an instance of a class that derives from a built-in one; other values are themselves.
  package var content: Value {
    if case .object(let object) = self, object.kind == .instance,
      Swift.type(of: object) == ContentInstance.self
    {
      return unsafeDowncast(object, to: ContentInstance.self).content
    }
    return self
  }

  /// Whether a value can be filled after it was made.
  fileprivate var isMutable: Bool {
    guard case .object(let object) = self else { return false }
    return object.kind == .other
  }
}
