/// What native code does so that limits and interrupts hold inside it, too.
extension Machine {
  /// An exception of the class that the message's topic names.
  @inline(never)
  package func error(_ message: some CatalogueMessage) -> ScriptError {
    let name = message.exceptionName
    let words = StringBits.words(of: name)
    if let lastNamed, lastNamed.name == words { return error(lastNamed.kind, message as any MessageText) }
    let kind = ExceptionKind(rawValue: name) ?? .runtimeError
    if StringBits.isImmortal(words) { lastNamed = (words, kind) }
    return error(kind, message as any MessageText)
  }

  /// To be called now and then in long loops of Swift code: sees an interrupt.
  @inline(__always)
  package func poll() throws {
    if interrupt.isRequested { throw interrupted() }
  }

  @inline(never)
  private func interrupted() -> ScriptError {
    _ = interrupt.take()
    return error(FlowMessage.interrupted)
  }

  /// The memory that one value may take when no limit is set: far more than any lesson needs, less than what makes the
  /// system stop the process.
  private static let defaultMemory = 4 << 30

  /// To be called before memory is asked for: `MemoryError` if `count` elements of `size` bytes are too many.
  package func reserve(_ count: Int, of size: Int, for what: String) throws {
    // Small requests are only added up.
    if count < 1 << 16 {
      budget.askedBytes &+= max(0, count) &* size
      if budget.askedBytes > 1 << 26 { try checkMemory() }
      return
    }
    let limit = limits.memoryBytes ?? Self.defaultMemory
    let (bytes, overflow) = count.multipliedReportingOverflow(by: max(1, size))
    let used = limits.memoryBytes == nil ? 0 : memoryInUse?() ?? 0
    if overflow || bytes > limit - min(used, limit) {
      throw error(FlowMessage.memory(what: what, bytes: overflow ? .max : bytes, limit: limit))
    }
  }

  /// A repr short enough to stand in a message; nil if it is long or can't be made.
  package func shortRepr(_ value: Value) -> String? {
    guard let text = try? repr(value), text.utf8.count <= 60 else { return nil }
    return text
  }

  /// An int where Python asks for an index: an int, a bool, or what `__index__` gives; nil for anything else.
  package func index(_ value: Value) throws -> Int? {
    if let integer = value.integer { return integer }
    guard case .object(let object) = value, let method = object.type(self).lookup(.known(.index)) else {
      return nil
    }
    let result = try call(bind(method, to: value))
    guard let integer = result.integer else {
      throw error(
        OperandMessage.wrongReturn(method: "__index__", expected: "int", type: typeName(of: result)))
    }
    return integer
  }

  /// An int argument of a native function.
  package func requireIndex(_ value: Value) throws -> Int {
    if case .int(let integer) = value { return integer }
    guard let integer = try index(value) else {
      throw error(OperandMessage.notInteger(type: typeName(of: value)))
    }
    return integer
  }
}

extension Value {
  // Which class an object has is told by its kind, and a kind belongs to one class and those that derive from it: the casts
  // below can't fail, and cost a load and a comparison. An instance of a script's class that derives from a built-in one
  // counts as what it holds.

  /// What such an instance holds; nil for other values.
  @inline(never)
  private var inner: Value? {
    if case .object(let object) = self, Swift.type(of: object) == ContentInstance.self {
      return unsafeDowncast(object, to: ContentInstance.self).content
    }
    return nil
  }

  @inline(__always)
  package var string: StringObject? {
    if case .object(let object) = self {
      if object.kind == .string { return unsafeDowncast(object, to: StringObject.self) }
      if object.kind == .instance { return inner?.string }
    }
    return nil
  }

  @inline(__always)
  package var list: ListObject? {
    if case .object(let object) = self {
      if object.kind == .list { return unsafeDowncast(object, to: ListObject.self) }
      if object.kind == .instance { return inner?.list }
    }
    return nil
  }

  @inline(__always)
  package var tuple: TupleObject? {
    if case .object(let object) = self {
      if object.kind == .tuple { return unsafeDowncast(object, to: TupleObject.self) }
      if object.kind == .instance { return inner?.tuple }
    }
    return nil
  }

  @inline(__always)
  package var dict: DictObject? {
    if case .object(let object) = self {
      if object.kind == .dict { return unsafeDowncast(object, to: DictObject.self) }
      if object.kind == .instance { return inner?.dict }
    }
    return nil
  }

  @inline(__always)
  package var set: SetObject? {
    if case .object(let object) = self {
      if object.kind == .set { return unsafeDowncast(object, to: SetObject.self) }
      if object.kind == .instance { return inner?.set }
    }
    return nil
  }

  @inline(__always)
  package var slice: SliceObject? {
    if case .object(let object) = self, object.kind == .slice {
      return unsafeDowncast(object, to: SliceObject.self)
    }
    return nil
  }
}
