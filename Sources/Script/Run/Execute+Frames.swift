/// Frames: entering from Swift, generators, and leaving by an exception.
extension Machine {
  /// Makes room for as many frames as the limit allows; only while nothing runs.
  func prepareFrames() {
    // Two more: the text's own, and one for the handler that reports too deep a recursion.
    let needed = limits.callDepth + 2
    frameLimit = limits.callDepth - 1
    guard needed > frameCapacity else { return }
    frames.deallocate()
    frames = .allocate(capacity: needed)
    frameCapacity = needed
  }

  /// Calls a script's function, which the caller keeps, from Swift.
  func run(_ function: FunctionObject, _ arguments: Arguments) throws -> Value {
    let total = arguments.count + arguments.keywords.count
    return try run(function, arguments.count, keywords: arguments.keywords) { base in
      for index in 0..<total { (base + index).put((arguments.registers + index).copy) }
    }
  }

  /// The same for arguments that `fill` writes where the function expects them: positional, then keywords.
  @inline(__always)
  func run(
    _ function: FunctionObject, _ count: Int, keywords: [Symbol] = [],
    _ fill: (UnsafeMutablePointer<Value>) -> Void
  ) throws -> Value {
    let header = function.header
    let base = top
    let total = count + keywords.count
    let room = max(total, header.pointee.registerCount)
    if stackGuard.isExhausted { throw tooDeep() }
    guard base + room + 64 < stack.limit else { throw recursionError(function, base) }
    fill(base)
    guard depth < frameLimit || depth < 0 else {
      let error = recursionError(function, base)
      for index in 0..<total { (base + index).clear() }
      throw error
    }
    top = base + room
    if total != header.pointee.positionalCount || !header.pointee.isPlain || !keywords.isEmpty {
      do {
        try bind(function, base, count: count, keywords: keywords)
      } catch {
        for index in 0..<room { (base + index).clear() }
        top = base
        throw error
      }
    }
    top = base + header.pointee.registerCount
    depth += 1
    frames[depth] = Frame(
      header: header, base: base, position: header.pointee.instructions, cells: function.cells,
      function: Unmanaged.passUnretained(function), owner: nil, result: 0, kind: .entry)
    return try execute() ?? .none
  }

  // MARK: Generators

  /// Pushes a generator's frame, ready to go on.
  func push(_ generator: GeneratorObject, sending value: Value, kind: Frame.Kind, result: UInt16) throws {
    guard generator.state != .running else { throw error(FlowMessage.generatorRunning) }
    generator.putAway()
    let header = generator.header
    let base = top
    guard depth < frameLimit, base + header.pointee.registerCount + 64 < stack.limit else {
      throw recursionError(generator.function, nil)
    }
    generator.moveRegisters(to: base)
    if generator.state == .suspended {
      (base + Int((generator.position - 1).pointee.a)).put(value.borrowed.value)
    }
    generator.state = .running
    enterHandled(generator)
    top = base + header.pointee.registerCount
    depth += 1
    let owner = Unmanaged.passUnretained(generator as Object)
    ReferenceCount.retain(owner)
    frames[depth] = Frame(
      header: header, base: base, position: generator.position, cells: generator.cells,
      function: Unmanaged.passUnretained(generator.function), owner: owner, result: result, kind: kind)
  }

  /// Lets a generator go on from Swift; nil at its end.
  func resume(_ generator: GeneratorObject, sending value: Value, raising: ScriptError? = nil) throws
    -> Value?
  {
    if generator.state == .finished {
      if let raising { throw raising }
      generator.result = .none
      return nil
    }
    if let raising, generator.state == .fresh {
      generator.abandon()
      throw raising
    }
    try push(generator, sending: value, kind: .generator, result: 0)
    return try execute(raising: raising)
  }

  /// Runs a generator, handing each element to `body` until that returns false.
  ///
  /// In between its frame stays on top of the stack, where `body` may call above it: it needs not be put away and taken back for
  /// each element. If `body` asks the same generator for one, it takes it from there, and the rest goes the usual way.
  @inline(__always)
  func drive(_ generator: GeneratorObject, _ body: (Value) throws -> Bool) throws {
    try push(generator, sending: .none, kind: .feeding, result: 0)
    let frame = frames + depth
    // At its end, or after its failure, nothing is left there.
    while let element = try execute() {
      do {
        guard try body(element) else { return leave(frame, generator) }
      } catch {
        leave(frame, generator)
        throw error
      }
      guard generator.state == .waiting else {
        leave(frame, generator)
        while let element = try resume(generator, sending: .none) {
          guard try body(element) else { return }
        }
        return
      }
      generator.state = .running
      enterHandled(generator)
    }
  }

  /// Keeps a driven generator's frame where it is, at a `yield`.
  @inline(__always)
  func wait(_ frame: UnsafeMutablePointer<Frame>, _ position: UnsafeMutablePointer<Instruction>) {
    frame.pointee.position = position
    frame.pointee.owner?._withUnsafeGuaranteedRef {
      let generator = unsafeDowncast($0, to: GeneratorObject.self)
      generator.state = .waiting
      generator.position = position
      generator.place = frame.pointee.base
      exchangeHandled(generator)
    }
  }

  /// Takes a driven generator's frame, which is on top, from the stack.
  @inline(never)
  private func leave(_ frame: UnsafeMutablePointer<Frame>, _ generator: GeneratorObject) {
    generator.putAway()
    top = frame.pointee.base
    depth -= 1
    frame.pointee.owner?.release()
  }

  /// Puts a generator's registers away at a `yield`.
  func suspend(_ frame: UnsafeMutablePointer<Frame>, _ position: UnsafeMutablePointer<Instruction>)
    -> Unmanaged<Object>
  {
    guard let owner = frame.pointee.owner else { fatalError("a generator's frame has no generator") }
    owner._withUnsafeGuaranteedRef {
      let generator = unsafeDowncast($0, to: GeneratorObject.self)
      generator.keepRegisters(from: frame.pointee.base)
      generator.position = position
      generator.state = .suspended
      exchangeHandled(generator)
    }
    return owner
  }

  /// A generator has returned.
  func finish(_ frame: UnsafeMutablePointer<Frame>, _ result: Value) {
    frame.pointee.owner?._withUnsafeGuaranteedRef {
      let generator = unsafeDowncast($0, to: GeneratorObject.self)
      generator.state = .finished
      generator.result = result
      exchangeHandled(generator)
      generator.handled = .none
    }
  }

  /// Outside again, what was being handled there is being handled.
  @inline(__always)
  private func exchangeHandled(_ generator: GeneratorObject) {
    if !isHandling, !generator.isHandling { return }
    let inside = handled.isIdentical(to: generator.handled) ? Value.none : handled
    handled = generator.handled
    generator.handled = inside
  }

  /// Inside again: nothing is being handled but what was when it stopped.
  @inline(__always)
  private func enterHandled(_ generator: GeneratorObject) {
    guard isHandling || generator.isHandling else { return }
    swap(&handled, &generator.handled)
    if handled.isNone { handled = generator.handled }
  }

  @inline(__always)
  private var isHandling: Bool { withUnsafeMutablePointer(to: &handled) { !$0.bits.isNone } }

  // MARK: Exceptions

  /// Looks for the handler of an exception, taking down the frames that have none.
  ///
  /// - Returns: where to go on; the frame on top is the handler's.
  /// - Throws: the exception, when the loop's first frame has no handler either.
  func unwind(
    _ error: any Error, position: UnsafeMutablePointer<Instruction>, down entry: UnsafeMutablePointer<Frame>
  ) throws -> UnsafeMutablePointer<Instruction>? {
    var failure = scriptError(error)
    setContext(of: failure.exception)
    var position = position
    // Whether handlers of a script may see it.
    let isCatchable = !failure.exception.instanceType.isUncatchable
    while true {
      let frame = frames + depth
      let base = frame.pointee.base
      let code = frame.pointee.header.pointee.code
      var (offset, instructions, registerCount) = code._withUnsafeGuaranteedRef {
        (max(0, position - $0.instructions - 1), $0.instructions, $0.registerCount)
      }
      if isCatchable, let call = code._withUnsafeGuaranteedRef({ $0.lateLookup(at: offset) }) {
        top = base + registerCount
        if let earlier = missedName(instructions[call], base, code.takeUnretainedValue()) {
          failure = earlier
          setContext(of: failure.exception)
          offset = call
        }
      }
      let op = instructions[min(offset, code._withUnsafeGuaranteedRef { $0.count } - 1)].op
      if op != .reraise, op != .raiseCurrent || failure.exception.trace.isEmpty {
        failure.exception.trace.note(code, offset)
      }
      if isCatchable, let handler = code._withUnsafeGuaranteedRef({ $0.handler(at: offset) }) {
        let exception = Unmanaged<Object>.passUnretained(failure.exception)
        (base + handler.register).put(Bits.object(exception).value)
        top = base + registerCount
        return instructions + handler.target
      }
      clear(base, registerCount)
      top = base
      if let owner = frame.pointee.owner {
        if frame.pointee.kind == .loop || frame.pointee.kind == .generator || frame.pointee.kind == .feeding {
          finish(frame, .none)
          // Leaving a generator by StopIteration would look like its end.
          if failure.exception.instanceType.isSubtype(of: exceptionType(.stopIteration)) {
            let inner = failure.exception
            failure = self.error(FlowMessage.generatorRaisedStop)
            failure.exception.cause = .object(inner)
            failure.exception.context = inner
            failure.exception.trace = inner.trace
          }
        }
        owner.release()
      }
      depth -= 1
      if frame == entry { throw failure }
      position = frames[depth].position
    }
  }

  /// Why a call couldn't even begin to compute its arguments: its function's name or method isn't there. In Python that is the
  /// first mistake.
  @inline(never)
  private func missedName(_ call: Instruction, _ base: UnsafeMutablePointer<Value>, _ code: Code)
    -> ScriptError?
  {
    if call.op == .callGlobal {
      guard case .object(let object) = globals.values[Int(call.c)], object === missing else { return nil }
      return undefinedName(slot: Int(call.c))
    }
    let receiver = base[Int(call.b) + 1]
    let name = code.names[Int(call.c)]
    do {
      return try attributeIfAny(receiver, name) == nil ? noAttribute(name, of: receiver) : nil
    } catch {
      return scriptError(error)
    }
  }

  @inline(never)
  func recursionError(_ function: FunctionObject, _ arguments: UnsafeMutablePointer<Value>?) -> ScriptError {
    var shown: [String] = []
    for index in 0..<min(function.code.parameters.count, 3) {
      guard let arguments else { break }
      if case .object(let object) = arguments[index], object.kind != .string { continue }
      if let text = shortRepr(arguments[index]) {
        shown.append("\(symbols.name(function.code.parameters[index]))=\(text)")
      }
    }
    return error(
      FlowMessage.recursion(
        function: function.shownName(self), depth: limits.callDepth,
        arguments: shown.isEmpty ? nil : shown.joined(separator: ", ")))
  }
}
