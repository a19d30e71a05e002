extension Diagnostic {
  /// An exception as people read it: what, where, through which calls, and after which other exception.
  package init(_ exception: ExceptionObject, _ machine: Machine, depth: Int = 0) {
    // Where the library's own modules are at work says nothing to a learner.
    let all = exception.traceEntries
    let own = all.filter { $0.source.module == nil }
    let frames = (own.isEmpty ? all : own).reversed().map { Frame($0) }
    var message: any MessageText = PlainMessage("")
    if let own = machine.message(of: exception) {
      message = own
    } else if let text = try? exception.str(machine) {
      message = PlainMessage(text)
    }
    self.init(
      kind: exception.instanceType.name, message: message, place: frames.last?.place, frames: frames)
    // Chains can be as long as a program likes.
    guard depth < 8 else { return }
    if let cause = exception.cause.object as? ExceptionObject {
      self.cause = Cause(Diagnostic(cause, machine, depth: depth + 1), isExplicit: true)
    } else if let context = exception.context, !exception.suppressesContext {
      cause = Cause(Diagnostic(context, machine, depth: depth + 1), isExplicit: false)
    }
  }

  /// Everything to tell about an error: one diagnostic, or as many as the text has mistakes of syntax.
  package static func all(of error: ScriptError, machine: Machine) -> [Diagnostic] {
    let exception = error.exception
    guard !exception.syntaxProblems.isEmpty, let source = exception.traceEntries.first?.source else {
      return [Diagnostic(exception, machine)]
    }
    return exception.syntaxProblems.map { Diagnostic($0, in: source) }
  }

  /// A mistake of the text itself.
  package init(_ problem: SyntaxProblem, in source: Source) {
    self.init(
      kind: problem.kind.rawValue, message: problem.message, place: Excerpt(problem.span, in: source))
  }
}

extension Diagnostic.Frame {
  fileprivate init(_ entry: TraceEntry) {
    self.init(
      function: entry.function == "<module>" ? nil : entry.function,
      place: Diagnostic.Excerpt(entry.span, in: entry.source))
  }
}

extension Diagnostic.Excerpt {
  /// The line in which a span starts, and the part of the span that is on it.
  fileprivate init(_ span: Span, in source: Source) {
    let line = source.lineIndex(at: span.start)
    let range = source.lineRange(line)
    let start = min(max(span.start, range.lowerBound), range.upperBound) - range.lowerBound
    let end = min(max(span.end, range.lowerBound + start), range.upperBound) - range.lowerBound
    self.init(
      file: source.name, cell: source.cell, line: source.firstLine + line, text: source.line(line),
      range: start..<max(start, end))
  }
}
