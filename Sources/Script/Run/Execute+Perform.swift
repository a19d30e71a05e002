/// The instructions that are not worth a place in the loop.
extension Machine {
  /// Does one instruction; the result is the number of words to jump.
  @inline(never)
  func perform(
    _ i: Instruction, _ frame: UnsafeMutablePointer<Frame>, _ base: UnsafeMutablePointer<Value>,
    _ pc: UnsafeMutablePointer<Instruction>
  ) throws -> Int {
    // Most instructions don't look at the code: it isn't counted for them.
    var code: Code { frame.pointee.header.pointee.code.takeUnretainedValue() }
    let a = base + Int(i.a)
    let b = base + Int(i.b)
    let c = base + Int(i.c)
    switch i.op {
    // Names
    case .deleteGlobal:
      guard globals.isDefined(Int(i.b)) else {
        if i.n == 1 { return 0 }
        throw undefinedName(slot: Int(i.b))
      }
      globals.clear(Int(i.b))
    case .loadClassName: a.put(try loadClassName(b.pointee, code.names[Int(i.c)]))
    case .storeClassName: (b.pointee.object as? TypeObject)?.define(code.names[Int(i.c)], a.pointee)
    case .deleteClassName:
      if (b.pointee.object as? TypeObject)?.undefine(code.names[Int(i.c)]) != true, i.n == 0 {
        throw undefinedName(symbols.name(code.names[Int(i.c)]))
      }
    case .importModule:
      a.put(try importModule(code.constants[Int(i.b)].text ?? "", wantsTop: i.n == 1))
    case .importName: a.put(try importName(b.pointee, code.names[Int(i.c)]))
    case .importAll: try importAll(a.pointee)

    // Loops
    case .loadIterator:
      a.put(.object(try iterator(of: b.pointee)))
    case .yieldFrom: return try yieldFrom(a, b, pc)

    // Building
    case .buildSet:
      let set = SetObject()
      for index in 0..<Int(i.c) { try set.insert(held: (b + index).bits, self) }
      a.put(.object(track(i.n == 1 ? try set.asConstant(self) : set)))
    case .buildDict:
      let dict = DictObject()
      for index in 0..<Int(i.c) { try dict.set(held: (b + 2 * index).bits, (b + 2 * index + 1).copy, self) }
      a.put(.object(track(dict)))
    case .extend: try extend(a.pointee, b.pointee, function: i.n == 1 ? c.pointee : nil)
    case .update: try a.pointee.set?.update(from: b.pointee, self)
    case .merge: try merge(a.pointee, b.pointee, function: i.n == 1 ? c.pointee : nil)
    case .toTuple: a.put(.object(heap.adopt(toTuple(b.pointee))))
    case .unpackStar: try unpack(b.pointee, into: a, before: Int(i.n), after: Int(i.c))

    // Items and attributes
    case .deleteItem: try deleteItem(a.pointee, b.pointee)
    case .deleteAttribute: try deleteAttribute(a.pointee, code.names[Int(i.c)])
    case .superAttribute:
      if i.n == 1 {
        guard let type = b.pointee.object as? TypeObject else {
          throw error(FlowMessage.superWithoutArguments)
        }
        a.put(.object(SuperObject(type, b[1])))
      } else {
        a.put(try superAttribute(b.pointee, b[1], code.names[Int(i.c)]))
      }
    case .superMethod: try superMethod(a, b, code.names[Int(i.c)])

    // Definitions
    case .makeFunction: a.put(.object(try makeFunction(code.inner[Int(i.b)], c, frame, base)))
    case .makeClass: a.put(.object(try makeClass(i, code, b.pointee)))
    case .annotate:
      (b.pointee.object as? TypeObject)?.annotate(
        Annotation(name: code.names[Int(i.c)], text: a.pointee.text ?? ""))
    case .finishClass: try finishClass(a.pointee, b.pointee)

    // Exceptions
    case .raise: throw try i.n == 1 ? raise(a.pointee, from: b.pointee) : raise(a.bits)
    case .reraise:
      guard let exception = a.pointee.object as? ExceptionObject else { return 0 }
      throw ScriptError(exception)
    case .raiseCurrent:
      guard let exception = handled.object as? ExceptionObject else {
        throw error(FlowMessage.noActiveException)
      }
      throw ScriptError(exception)
    case .enterHandler:
      withUnsafeMutablePointer(to: &handled) {
        b.put($0.copy)
        $0.put(a.copy)
      }
    case .leaveHandler: withUnsafeMutablePointer(to: &handled) { $0.put(a.take()) }
    case .matchException: a.put(.bool(try matches(b.bits, c.bits)))
    case .enterContext: a.put(try enterContext(b.pointee))
    case .exitContext: a.put(.bool(try exitContext(b.pointee, c.pointee)))
    case .assertFailed: throw try assertionFailed(i, code, a.pointee, b.pointee, c.pointee, pc)
    case .overflow: throw integerOverflow(code.source.text(code.span(at: pc - code.instructions - 1)))
    case .trace: try onStatement?(self, code.source, code.span(at: pc - code.instructions - 1), depth)
    default: fatalError("the loop handles \(i.op)")
    }
    return 0
  }

  // MARK: Building

  @inline(never)
  func buildList(_ target: UnsafeMutablePointer<Value>, _ first: UnsafeMutablePointer<Value>, _ count: Int) {
    target.put(.object(list(copying: first, count)))
  }

  @inline(never)
  func buildTuple(_ target: UnsafeMutablePointer<Value>, _ first: UnsafeMutablePointer<Value>, _ count: Int) {
    target.put(.object(tuple(first, count: count)))
  }

  @inline(never)
  func buildSlice(_ target: UnsafeMutablePointer<Value>, _ bounds: UnsafeMutablePointer<Value>) {
    target.put(.object(texts.free.slice(bounds)))
  }

  /// Adds to the set of a comprehension.
  @inline(never)
  func insert(_ set: UnsafeMutablePointer<Value>, _ element: UnsafeMutablePointer<Value>) throws {
    guard case .object(let object) = set.bits else { return }
    try object.as(SetObject.self)._withUnsafeGuaranteedRef { try $0.insert(held: element.bits, self) }
  }

  /// Adds to the dict of a comprehension, or of a display that is too long for one instruction.
  @inline(never)
  func put(
    _ dict: UnsafeMutablePointer<Value>, _ key: UnsafeMutablePointer<Value>,
    _ value: UnsafeMutablePointer<Value>
  ) throws {
    guard case .object(let object) = dict.bits else { return }
    try object.as(DictObject.self)._withUnsafeGuaranteedRef { try $0.set(held: key.bits, value.copy, self) }
  }

  // MARK: Loops

  @inline(never)
  func prepareLoop(_ state: UnsafeMutablePointer<Value>, _ register: UnsafeMutablePointer<Value>)
    throws
  {
    guard case .object(let place) = register.bits else { throw notIterable(register.pointee) }
    if place.isExactly(ListObject.self) || place.isExactly(TupleObject.self) {
      state.put(register.copy)
      (state + 1).put(.int(0))
      if loopWatch != nil { watchLoop(state) }
      return
    }
    switch place.kind {
    case .range:
      let range = place.as(RangeObject.self)
      return range._withUnsafeGuaranteedRef { setRange(state, $0.start, $0.count, $0.step) }
    case .generator: state.put(register.copy)
    case .string:
      // The second register holds the byte where the next character begins.
      state.put(register.copy)
      (state + 1).put(.int(0))
    default:
      // Making the iterator may run a script that gives the register another value.
      ReferenceCount.retain(place)
      defer { ReferenceCount.release(place) }
      if stackGuard.isExhausted { throw tooDeep() }
      state.put(.object(try place._withUnsafeGuaranteedRef { try $0.iterator(self) }))
    }
    // The registers of a loop hold what `next` expects for the kind of iterator in the first.
    if case .object(let iterator) = state.bits, iterator.kind == .list || iterator.kind == .tuple {
      (state + 1).put(.int(0))
    }
    if loopWatch != nil { watchLoop(state) }
  }

  private func setRange(_ state: UnsafeMutablePointer<Value>, _ start: Int, _ count: Int, _ step: Int) {
    state.put(.int(count))
    (state + 1).put(.int(start))
    (state + 2).put(.int(step))
    if loopWatch != nil { watchLoop(state) }
  }

  /// `for … in range(…)` without making a range, if `range` is the built-in one.
  @inline(never)
  func prepareRange(
    _ state: UnsafeMutablePointer<Value>, _ arguments: UnsafeMutablePointer<Value>, _ count: Int, slot: Int
  ) throws {
    if case .object(let object) = (globals.values + slot).bits, let rangeType, object === rangeType {
      if count == 1, case .int(let stop) = arguments.bits {
        setRange(state, 0, max(stop, 0), 1)
        return
      }
      if count == 2, case .int(let start) = arguments.bits, case .int(let stop) = (arguments + 1).bits {
        let (length, overflow) = stop.subtractingReportingOverflow(start)
        if !overflow {
          setRange(state, start, max(length, 0), 1)
          return
        }
      }
    } else if globals.isMissing(slot) {
      throw undefinedName(slot: slot)
    }
    state.put(try call(globals.values[slot], Arguments(arguments, count: count)))
    try prepareLoop(state, state)
  }

  private func yieldFrom(
    _ sent: UnsafeMutablePointer<Value>, _ source: UnsafeMutablePointer<Value>,
    _ pc: UnsafeMutablePointer<Instruction>
  ) throws -> Int {
    guard case .object(let iterator) = source.pointee else { return 1 }
    if let generator = iterator as? GeneratorObject {
      let value = generator.state == .fresh ? Value.none : sent.pointee
      if let result = try nested({ try resume(generator, sending: value) }) {
        sent.pointee = result
        return 1
      }
      sent.pointee = generator.result
      return pc.pointee.wide + 1
    }
    if let value = try nested({ try iterator.next(self) }) {
      sent.pointee = value
      return 1
    }
    sent.pointee = .none
    return pc.pointee.wide + 1
  }

  // MARK: Text

  @inline(never)
  func buildString(
    _ target: UnsafeMutablePointer<Value>, _ parts: UnsafeMutablePointer<Value>, _ count: Int
  ) {
    func bytes(_ index: Int) -> TextBytes.Bytes {
      guard case .object(let object) = (parts + index).bits, object.kind == .string else {
        return TextBytes.Bytes(start: nil, count: 0)
      }
      return object.as(StringObject.self)._withUnsafeGuaranteedRef { $0.bytes }
    }
    var size = 0
    for index in 0..<count { size += bytes(index).count }
    let text = StringBits.string(size) { target in
      var target = target
      for index in 0..<count { target = target.put(bytes(index)) }
    }
    target.put(.object(texts.text(text)))
  }

  @inline(never)
  func format(
    _ target: UnsafeMutablePointer<Value>, _ value: UnsafeMutablePointer<Value>, _ conversion: Int,
    _ spec: UnsafeMutablePointer<Value>?
  ) throws {
    target.put(try formatted(value, conversion, spec))
  }

  @inline(__always)
  private func formatted(
    _ value: UnsafeMutablePointer<Value>, _ conversion: Int, _ spec: UnsafeMutablePointer<Value>?
  ) throws -> Value {
    var specification = ""
    if case .object(let text)? = spec?.bits, text.kind == .string {
      specification = text.as(StringObject.self)._withUnsafeGuaranteedRef { $0.text }
    }
    let text: String
    switch conversion {
    case 1: text = try str(value.pointee)
    case 2: text = try repr(value.pointee)
    case 3: text = try ascii(value.pointee)
    default:
      if specification.isEmpty, let plain = Conversion.str(value.bits, self) { return plain }
      return string(try format(value.pointee, specification))
    }
    return string(try formatText(text, specification))
  }

  private func ascii(_ value: Value) throws -> String {
    guard let function = builtins[symbol("ascii")] else { return try repr(value) }
    return try call(function, [value]).text ?? ""
  }

  // MARK: Containers

  private func toTuple(_ value: Value) -> TupleObject {
    guard let list = value.list else { return TupleObject([]) }
    return TupleObject(list.place(0), count: list.count)
  }

  private func extend(_ list: Value, _ source: Value, function: Value?) throws {
    if case .object(let row) = source.borrowed,
      row.isExactly(TupleObject.self) || row.isExactly(ListObject.self)
    {
      try list.list?.extend(source, self)
      return
    }
    if type(of: source).lookup(.known(.iter)) == nil, !isIterable(source) {
      throw error(
        CallMessage.starNotIterable(
          function: function.map { calledName($0) }, type: typeName(of: source)))
    }
    try list.list?.extend(source, self)
  }

  private func isIterable(_ value: Value) -> Bool { (try? iterator(of: value)) != nil }

  private func merge(_ target: Value, _ source: Value, function: Value?) throws {
    guard let target = target.dict else { return }
    guard let dict = source.dict else {
      if let function {
        throw error(CallMessage.notMapping(function: calledName(function), type: typeName(of: source)))
      }
      throw error(.typeError, "'\(typeName(of: source))' object is not a mapping")
    }
    var position = 0
    while let entry = dict.entry(from: position) {
      if let function {
        guard entry.key.text != nil else { throw error(CallMessage.keywordsMustBeText) }
        if try target.get(entry.key, self) != nil {
          throw error(
            CallMessage.repeatedKeyword(function: calledName(function), name: entry.key.text ?? ""))
        }
      }
      try target.set(entry.key, entry.value, self)
      position = entry.next
    }
  }

  private func calledName(_ function: Value) -> String {
    if let function = function.object as? FunctionObject {
      return "\(function.code.source.module ?? "__main__").\(function.shownName(self))"
    }
    return (try? attributeIfAny(function, .known(.qualname))?.text)
      ?? (try? attributeIfAny(function, .known(.name))?.text)
      ?? typeName(of: function)
  }

  /// The next element of a loop's iterator, for those that the loop itself knows; nil at the end.
  func nextElement(_ state: UnsafeMutablePointer<Value>) throws -> Value? {
    switch state.bits {
    case .int(let left):
      guard left > 0, case .int(let value) = (state + 1).bits, case .int(let step) = (state + 2).bits else {
        return nil
      }
      state.put(.int(left - 1))
      (state + 1).put(.int(value &+ step))
      return .int(value)
    case .object(let iterator):
      switch iterator.kind {
      case .list, .tuple:
        guard case .int(let index) = (state + 1).bits else { return nil }
        let element =
          iterator.kind == .list
          ? iterator.as(ListObject.self).element(index) : iterator.as(TupleObject.self).element(index)
        if let element {
          (state + 1).put(.int(index + 1))
          return element.value
        }
        state.clear()
        return nil
      case .string:
        guard case .int(let offset) = (state + 1).bits,
          let (character, end) = iterator.as(StringObject.self)._withUnsafeGuaranteedRef({
            $0.next(from: offset, self)
          })
        else {
          state.clear()
          return nil
        }
        (state + 1).put(.int(end))
        return .object(character)
      default:
        let value = try nested { try iterator._withUnsafeGuaranteedRef { try $0.next(self) } }
        if value == nil { state.clear() }
        return value
      }
    default: return nil
    }
  }

  /// Spreads the value in a register over registers, of which it may be one.
  @inline(never)
  func unpack(
    _ source: UnsafeMutablePointer<Value>, into target: UnsafeMutablePointer<Value>, _ count: Int
  ) throws {
    if case .object(let object) = source.bits, object.isExactly(TupleObject.self) {
      ReferenceCount.retain(object)
      defer { ReferenceCount.release(object) }
      return try unpack(object.as(TupleObject.self), into: target, count)
    }
    try unpack(source.pointee, into: target, count)
  }

  /// Spreads a tuple that somebody holds over registers.
  @inline(__always)
  private func unpack(
    _ tuple: Unmanaged<TupleObject>, into target: UnsafeMutablePointer<Value>, _ count: Int
  ) throws {
    try tuple._withUnsafeGuaranteedRef { tuple in
      let given = tuple.count
      guard given == count else {
        throw given > count ? tooManyValues(count, given) : tooFewValues(count, given)
      }
      for index in 0..<count { (target + index).put(tuple.bits(index).value) }
    }
  }

  /// Spreads a value over registers.
  func unpack(_ value: Value, into target: UnsafeMutablePointer<Value>, _ count: Int) throws {
    if case .object(let object) = value.borrowed, object.isExactly(TupleObject.self) {
      return try withExtendedLifetime(value) { try unpack(object.as(TupleObject.self), into: target, count) }
    }
    if case .object(let object) = value {
      if object.kind == .list, Swift.type(of: object) == ListObject.self {
        let list = unsafeDowncast(object, to: ListObject.self)
        let given = list.count
        guard given == count else {
          throw given > count ? tooManyValues(count, given) : tooFewValues(count, given)
        }
        for index in 0..<count { (target + index).put(list.bits(index).value) }
        return
      }
    }
    let iterator = try unpackingIterator(value)
    var elements: [Value] = []
    while let element = try iterator.next(self) {
      if elements.count == count { throw tooManyValues(count, nil) }
      elements.append(element)
    }
    if elements.count < count { throw tooFewValues(count, elements.count) }
    for index in 0..<count { target[index] = elements[index] }
  }

  private func unpack(
    _ value: Value, into target: UnsafeMutablePointer<Value>, before: Int, after: Int
  ) throws {
    let elements =
      try value.tuple?.elements ?? value.list?.elements
      ?? {
        var elements: [Value] = []
        let iterator = try unpackingIterator(value)
        while let element = try iterator.next(self) { elements.append(element) }
        return elements
      }()
    guard elements.count >= before + after else {
      throw error(
        ItemMessage.tooFewValuesForStar(expected: before + after, got: elements.count))
    }
    for index in 0..<before { target[index] = elements[index] }
    target[before] = .object(track(ListObject(Array(elements[before..<elements.count - after]))))
    for index in 0..<after { target[before + 1 + index] = elements[elements.count - after + index] }
  }

  private func unpackingIterator(_ value: Value) throws -> Object {
    guard case .object(let object) = value else {
      throw error(ItemMessage.cannotUnpack(type: typeName(of: value)))
    }
    do {
      return try nested { try object.iterator(self) }
    } catch let failure as ScriptError
      where failure.exception.message?.python.hasSuffix("object is not iterable") == true
    {
      throw error(ItemMessage.cannotUnpack(type: typeName(of: value)))
    }
  }

  private func tooManyValues(_ count: Int, _ given: Int?) -> ScriptError {
    error(ItemMessage.tooManyValues(expected: count, got: given))
  }

  private func tooFewValues(_ count: Int, _ given: Int) -> ScriptError {
    error(ItemMessage.tooFewValues(expected: count, got: given))
  }

  // MARK: Definitions

  private func makeFunction(
    _ code: Code, _ defaults: UnsafeMutablePointer<Value>, _ frame: UnsafeMutablePointer<Frame>,
    _ base: UnsafeMutablePointer<Value>
  ) throws -> FunctionObject {
    var cells: [Cell] = []
    for capture in code.captures {
      if capture.isFree {
        cells.append(frame.pointee.cells[capture.index].takeUnretainedValue())
      } else if let cell = base[capture.index].object as? Cell {
        cells.append(cell)
      }
    }
    return track(
      FunctionObject(
        code, defaults: defaults[0].tuple?.elements ?? [], keywordDefaults: defaults[1].dict, cells: cells))
  }

  private func makeClass(_ i: Instruction, _ code: Code, _ base: Value) throws -> TypeObject {
    let name = symbols.name(code.names[Int(i.c)])
    var parent = type(.object)
    if i.n == 0 {
      guard let type = base.object as? TypeObject else {
        throw error(.typeError, "a class can only be derived from a class, not from '\(typeName(of: base))'")
      }
      guard type.isBase else { throw error(OperandMessage.cannotExtendFrom(type.name)) }
      parent = type
    }
    let module = code.source.module ?? "__main__"
    let type = TypeObject(self, name: name, module: module, base: parent, isScripted: true)
    type.define(.known(.module), .string(module))
    parent.noteDerived(type)
    return track(type)
  }

  private func finishClass(_ value: Value, _ keywords: Value) throws {
    guard let type = value.object as? TypeObject else { return }
    if type.own(.known(.del)) != nil {
      throw error(FlowMessage.refused(construct: "__del__", reason: nil))
    }
    // A class that says what is equal says what hashes alike, or isn't hashable.
    if type.own(.known(.eq)) != nil, type.own(.known(.hash)) == nil { type.define(.known(.hash), .none) }
    try type.metaclass?.complete(type, self)
    for name in type.ownNames {
      guard let member = type.own(name), case .object(let object) = member, object.kind == .instance,
        let hook = object.type(self).lookup(.known(.setName))
      else { continue }
      _ = try call(bind(hook, to: member), [.object(type), .string(symbols.name(name))])
    }
    if let hook = type.base?.scripted(.known(.initSubclass)) {
      var function = hook
      if let method = hook.object as? ClassMethodObject { function = method.function }
      var pairs: [(Symbol, Value)] = []
      var position = 0
      while let entry = keywords.dict?.entry(from: position) {
        pairs.append((symbol(entry.key.text ?? ""), entry.value))
        position = entry.next
      }
      _ = try call(function, [value], keywords: pairs)
    }
  }

  // MARK: Assertions

  private func assertionFailed(
    _ i: Instruction, _ code: Code, _ left: Value, _ right: Value, _ message: Value,
    _ pc: UnsafeMutablePointer<Instruction>
  ) throws -> ScriptError {
    let hasMessage = i.n & 1 == 0
    let comparison = i.n >> 1 == 0 ? nil : Comparison(rawValue: (i.n >> 1) - 1)
    let text = hasMessage ? try str(message) : nil
    let words = FlowMessage.assertion(
      text: text, left: comparison == nil ? nil : shortRepr(left),
      right: comparison == nil ? nil : shortRepr(right),
      comparison: comparison?.sign)
    return ScriptError(
      ExceptionObject(
        exceptionType(.assertionError), arguments: hasMessage ? [message] : [],
        message: explainAssertion?(self, left, right, words) ?? words))
  }
}
