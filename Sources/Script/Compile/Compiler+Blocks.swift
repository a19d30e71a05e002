/// A construct that must be left in order when control jumps out of it.
enum Block {
  case loop(LoopInfo)
  /// The statements of a `finally`.
  case finally([Statement], ProtectedRange)
  /// A handler that runs: the register with what was being handled before, and the exception's name.
  case handler(saved: Int, name: String?, ProtectedRange)
  case with(context: Int, ProtectedRange)
  /// The body of a `try` with handlers: nothing to undo, but a jump out of it has left its handlers.
  case guarded(ProtectedRange)

  fileprivate var protectedRange: ProtectedRange? {
    switch self {
    case .loop: nil
    case .finally(_, let range), .handler(_, _, let range), .with(_, let range), .guarded(let range): range
    }
  }
}

final class LoopInfo {
  let start: Int
  var breaks: [Int] = []

  init(start: Int) { self.start = start }
}

/// Instructions whose exceptions go to one handler: a stretch with holes, where a jump out has already left it.
final class ProtectedRange {
  let start: Int
  var holes: [Range<Int>] = []

  init(start: Int) { self.start = start }
}

extension Compiler {
  /// Registers the handler for a range that ends at `end`.
  private func protect(_ range: ProtectedRange, until end: Int, target: Int, register: Int) {
    var start = range.start
    for hole in range.holes where hole.lowerBound < end {
      if hole.lowerBound > start {
        builder.handlers.append(
          Code.Handler(range: start..<hole.lowerBound, target: target, register: register))
      }
      start = max(start, hole.upperBound)
    }
    if end > start {
      builder.handlers.append(Code.Handler(range: start..<end, target: target, register: register))
    }
  }

  // MARK: Leaving

  func compileReturn(_ value: Expression?, _ span: Span) {
    let needsLeaving = blocks.contains {
      switch $0 {
      case .loop, .guarded: false
      default: true
      }
    }
    guard needsLeaving else {
      if let value {
        builder.emit(.return, a: operand(value), at: span)
      } else {
        builder.emit(.returnNone, at: span)
      }
      return
    }
    let register = builder.allocate()
    if let value { compile(value, into: register) } else { builder.emit(.loadNone, a: register) }
    leave(downTo: 0, span) { self.builder.emit(.return, a: register, at: span) }
  }

  func leaveLoop(isBreak: Bool, _ span: Span) {
    guard let index = blocks.lastIndex(where: { if case .loop = $0 { true } else { false } }),
      case .loop(let info) = blocks[index]
    else { return }
    leave(downTo: index + 1, span) {
      if isBreak {
        info.breaks.append(self.builder.emitWide(.jump, 0, at: span))
      } else {
        let back = self.builder.emitWide(.jumpBack, 0, at: span)
        self.builder.setJump(back, to: info.start)
      }
    }
  }

  /// Leaves the blocks above `count`, innermost first, then jumps.
  private func leave(downTo count: Int, _ span: Span, _ jump: () -> Void) {
    let left = Array(blocks[count...])
    let before = assigned
    var openHoles: [(range: ProtectedRange, start: Int)] = []
    for block in left.reversed() {
      blocks.removeLast()
      if let range = block.protectedRange { openHoles.append((range, builder.position)) }
      switch block {
      case .loop, .guarded: break
      case .finally(let statements, _): compile(statements)
      case .handler(let saved, let name, _):
        builder.emit(.leaveHandler, a: saved, at: span)
        if let name { delete(name, span, ifBound: true) }
      case .with(let context, _):
        let none = builder.allocate(2)
        builder.emit(.loadNone, a: none)
        builder.emit(.exitContext, a: none + 1, b: context, c: none, at: span)
      }
    }
    jump()
    for (range, start) in openHoles { range.holes.append(start..<builder.position) }
    blocks += left
    assigned = before
  }

  // MARK: try

  func compileTry(
    _ body: [Statement], _ handlers: [Statement.Handler], _ otherwise: [Statement], _ final: [Statement],
    _ span: Span
  ) {
    guard !final.isEmpty else {
      compileHandlers(body, handlers, otherwise, span)
      return
    }
    let exception = builder.allocate(2)
    let before = assigned
    let range = ProtectedRange(start: builder.position)
    blocks.append(.finally(final, range))
    if handlers.isEmpty { compile(body) } else { compileHandlers(body, handlers, otherwise, span) }
    blocks.removeLast()
    let end = builder.position
    compile(final)
    let after = assigned
    let done = builder.emitWide(.jump, 0)
    protect(range, until: end, target: builder.position, register: exception)
    assigned = before
    builder.emit(.enterHandler, a: exception, b: exception + 1, at: span)
    let inner = ProtectedRange(start: builder.position)
    blocks.append(.handler(saved: exception + 1, name: nil, inner))
    compile(final)
    blocks.removeLast()
    let innerEnd = builder.position
    builder.emit(.leaveHandler, a: exception + 1, at: span)
    builder.emit(.reraise, a: exception, at: span)
    leaveHandlerOnFailure(inner, until: innerEnd, saved: exception + 1, span)
    builder.land(done)
    assigned = after
  }

  private func compileHandlers(
    _ body: [Statement], _ handlers: [Statement.Handler], _ otherwise: [Statement], _ span: Span
  ) {
    let exception = builder.allocate(3)
    let saved = exception + 1
    let before = assigned
    let start = builder.position
    let range = ProtectedRange(start: start)
    blocks.append(.guarded(range))
    compile(body)
    blocks.removeLast()
    let end = builder.position
    var result: Set<Int>?
    compile(otherwise)
    result = assigned
    var ends = [builder.emitWide(.jump, 0)]
    protect(range, until: end, target: builder.position, register: exception)
    assigned = before
    builder.emit(.enterHandler, a: exception, b: saved, at: span)
    // Where an exception's class is looked for among those of a clause, which may fail, too.
    var choices: [(range: ProtectedRange, end: Int)] = []
    for handler in handlers {
      builder.span = handler.span
      assigned = before
      var next: Int?
      if let type = handler.type {
        let choice = ProtectedRange(start: builder.position)
        let register = operand(type)
        builder.emit(.matchException, a: exception + 2, b: exception, c: register, at: type.span)
        choices.append((choice, builder.position))
        next = builder.emitWide(.jumpIfFalse, a: exception + 2, 0)
      }
      if let name = handler.name { store(exception, to: name, handler.nameSpan) }
      let inner = ProtectedRange(start: builder.position)
      let cleanup = builder.allocate()
      blocks.append(.handler(saved: saved, name: handler.name, inner))
      compile(handler.body)
      blocks.removeLast()
      let innerEnd = builder.position
      builder.emit(.leaveHandler, a: saved)
      if let name = handler.name { delete(name, handler.nameSpan, ifBound: true) }
      ends.append(builder.emitWide(.jump, 0))
      result = result.map { $0.intersection(assigned) }
      if innerEnd > inner.start {
        protect(inner, until: innerEnd, target: builder.position, register: cleanup)
        builder.emit(.leaveHandler, a: saved)
        if let name = handler.name { delete(name, handler.nameSpan, ifBound: true) }
        builder.emit(.reraise, a: cleanup)
      }
      if let next { builder.land(next) }
    }
    builder.emit(.leaveHandler, a: saved, at: span)
    builder.emit(.reraise, a: exception, at: span)
    for choice in choices { leaveHandlerOnFailure(choice.range, until: choice.end, saved: saved, span) }
    ends.forEach(builder.land)
    assigned = result ?? before
  }

  /// An exception in a handler ends the handling, too.
  private func leaveHandlerOnFailure(_ range: ProtectedRange, until end: Int, saved: Int, _ span: Span) {
    guard end > range.start else { return }
    let exception = builder.allocate()
    protect(range, until: end, target: builder.position, register: exception)
    builder.emit(.leaveHandler, a: saved, at: span)
    builder.emit(.reraise, a: exception, at: span)
  }

  // MARK: with

  func compileWith(
    _ items: ArraySlice<(context: Expression, target: Expression?)>, _ body: [Statement], _ span: Span
  ) {
    guard let item = items.first else {
      compile(body)
      return
    }
    let context = builder.allocate(4)
    let value = context + 1
    let exception = context + 2
    let saved = context + 3
    compile(item.context, into: context)
    builder.emit(.enterContext, a: value, b: context, at: item.context.span)
    let before = assigned
    let range = ProtectedRange(start: builder.position)
    blocks.append(.with(context: context, range))
    if let target = item.target { assign(value, to: target) }
    compileWith(items.dropFirst(), body, span)
    blocks.removeLast()
    let end = builder.position
    builder.emit(.loadNone, a: exception, at: item.context.span)
    builder.emit(.exitContext, a: value, b: context, c: exception, at: item.context.span)
    let after = assigned
    let done = builder.emitWide(.jump, 0)
    protect(range, until: end, target: builder.position, register: exception)
    builder.emit(.enterHandler, a: exception, b: saved, at: item.context.span)
    let inner = ProtectedRange(start: builder.position)
    builder.emit(.exitContext, a: value, b: context, c: exception, at: item.context.span)
    let innerEnd = builder.position
    builder.emit(.leaveHandler, a: saved)
    let suppressed = builder.emitWide(.jumpIfTrue, a: value, 0)
    builder.emit(.reraise, a: exception)
    leaveHandlerOnFailure(inner, until: innerEnd, saved: saved, item.context.span)
    builder.land(suppressed)
    builder.land(done)
    assigned = after.intersection(before)
  }
}
