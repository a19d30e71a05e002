/// Lines of the tables of built-in types: a method's name, how many arguments it takes by position, and what it does with the
/// receiver, which has been checked.
///
/// The receiver lies in a register for as long as the call lasts, so that nothing counts a reference to it.
extension NativeMember {
  static func text(
    _ name: String, _ arity: ClosedRange<Int> = 0...0,
    _ body: @escaping (Machine, StringObject, Arguments) throws -> Value
  ) -> NativeMember {
    .method(name) { machine, arguments in
      guard arguments.fits(arity), let receiver = arguments.object(0, .string) else {
        throw machine.badCall("str", name, arity, arguments)
      }
      return try receiver.as(StringObject.self)._withUnsafeGuaranteedRef { try body(machine, $0, arguments) }
    }
  }

  static func list(
    _ name: String, _ arity: ClosedRange<Int> = 0...0,
    _ body: @escaping (Machine, ListObject, Arguments) throws -> Value
  ) -> NativeMember {
    .method(name) { machine, arguments in
      guard arguments.fits(arity), let receiver = arguments.object(0, .list) else {
        throw machine.badCall("list", name, arity, arguments)
      }
      return try receiver.as(ListObject.self)._withUnsafeGuaranteedRef { try body(machine, $0, arguments) }
    }
  }

  static func tuple(
    _ name: String, _ arity: ClosedRange<Int> = 0...0,
    _ body: @escaping (Machine, TupleObject, Arguments) throws -> Value
  ) -> NativeMember {
    .method(name) { machine, arguments in
      guard arguments.fits(arity), let receiver = arguments.object(0, .tuple) else {
        throw machine.badCall("tuple", name, arity, arguments)
      }
      return try receiver.as(TupleObject.self)._withUnsafeGuaranteedRef { try body(machine, $0, arguments) }
    }
  }

  static func dict(
    _ name: String, _ arity: ClosedRange<Int> = 0...0,
    _ body: @escaping (Machine, DictObject, Arguments) throws -> Value
  ) -> NativeMember {
    .method(name) { machine, arguments in
      guard arguments.fits(arity), let receiver = arguments.object(0, .dict) else {
        throw machine.badCall("dict", name, arity, arguments)
      }
      return try receiver.as(DictObject.self)._withUnsafeGuaranteedRef { try body(machine, $0, arguments) }
    }
  }

  static func set(
    _ name: String, _ arity: ClosedRange<Int> = 0...0,
    _ body: @escaping (Machine, SetObject, Arguments) throws -> Value
  ) -> NativeMember {
    .method(name) { machine, arguments in
      guard arguments.fits(arity), let receiver = arguments.object(0, .set) else {
        throw machine.badCall("set", name, arity, arguments)
      }
      return try receiver.as(SetObject.self)._withUnsafeGuaranteedRef { try body(machine, $0, arguments) }
    }
  }

  // MARK: Special methods that scripts call by name or look for with hasattr

  /// `__len__`, `__getitem__` and the like, handed to the operation of the language they stand for.
  package static var sized: NativeMember {
    .method("__len__", "self, /") { m, a in .int(try m.length(a[0])) }
  }
  package static var iterable: NativeMember {
    .method("__iter__", "self, /") { m, a in .object(try m.iterator(of: a[0])) }
  }
  package static var containing: NativeMember {
    .method("__contains__", "self, key, /") { m, a in .bool(try m.contains(a[0], a[1])) }
  }
  package static var indexed: NativeMember {
    .method("__getitem__", "self, key, /") { m, a in try m.item(a[0], a[1]) }
  }
  package static var assignable: [NativeMember] {
    [
      .method("__setitem__", "self, key, value, /") { m, a in
        try m.setItem(a[0], a[1], to: a[2])
        return .none
      },
      .method("__delitem__", "self, key, /") { m, a in
        try m.deleteItem(a[0], a[1])
        return .none
      },
    ]
  }
  package static var adding: NativeMember {
    .method("__add__", "self, value, /") { m, a in try m.binary(.add, a[0], a[1]) }
  }
  package static var advancing: NativeMember {
    .method("__next__", "self, /") { m, a in
      guard let value = try m.nextValue(a[0]) else { throw m.stopIteration() }
      return value
    }
  }
}

extension Arguments {
  /// A receiver and as many arguments as allowed, none by name.
  @inline(__always)
  fileprivate func fits(_ arity: ClosedRange<Int>) -> Bool {
    keywords.isEmpty && count > 0 && arity.contains(count - 1)
  }
}

extension Machine {
  /// Why a call of a built-in method doesn't fit, in CPython's words.
  @inline(never)
  func badCall(_ type: String, _ method: String, _ arity: ClosedRange<Int>, _ arguments: Arguments)
    -> ScriptError
  {
    let full = "\(type).\(method)"
    if arguments.count == 0 { return error(CallMessage.unboundMethod(method: full)) }
    if !arguments.keywords.isEmpty { return error(CallMessage.noKeywords(function: full)) }
    let given = arguments.count - 1
    if arity.contains(given) {
      return error(CallMessage.wrongReceiver(method: method, type: type, given: typeName(of: arguments[0])))
    }
    return wrongCount(method, full, arity, given)
  }

  /// The same for a built-in function.
  @inline(never)
  func wrongCount(_ name: String, _ full: String, _ arity: ClosedRange<Int>, _ given: Int) -> ScriptError {
    if arity == 0...0 { return error(CallMessage.takesNone(function: full, given: given)) }
    if arity == 1...1 {
      return error(CallMessage.expectedExactly(function: full, count: "one", given: given))
    }
    if arity.count == 1 {
      return error(CallMessage.expected(function: name, count: arity.lowerBound, given: given))
    }
    return given < arity.lowerBound
      ? error(CallMessage.expectedAtLeast(function: name, count: arity.lowerBound, given: given))
      : error(CallMessage.expectedAtMost(function: name, count: arity.upperBound, given: given))
  }

  /// The next value of an iterator, nil at its end.
  package func nextValue(_ value: Value) throws -> Value? {
    guard case .object(let object) = value else { throw notAnIterator(value) }
    return try nested { try object.next(self) }
  }

  /// A text argument of a built-in method.
  package func requireText(_ value: Value, _ what: String = "must be str") throws -> StringObject {
    guard let text = value.string else {
      throw error(
        CallMessage.other(
          // Where CPython names the argument it calls None by its name.
          english: "\(what), not \(value.isNone && what.contains("argument") ? "None" : typeName(of: value))",
          korean: "문자열이 있어야 할 자리에 '\(typeName(of: value))' 값이 왔어요"))
    }
    return text
  }
}

extension Arguments {
  /// The UTF-8 of a text argument, which its register keeps for as long as the call lasts; nil for another value.
  @inline(__always)
  func textBytes(_ index: Int) -> TextBytes.Bytes? {
    precondition(index >= 0 && index < count)
    return (registers + index).bits.textBytes
  }

  /// The same for one that must be text.
  @inline(__always)
  func textBytes(_ index: Int, _ machine: Machine, _ what: String = "must be str") throws -> TextBytes.Bytes {
    if let bytes = textBytes(index) { return bytes }
    return try machine.requireText(self[index], what).bytes
  }
}
