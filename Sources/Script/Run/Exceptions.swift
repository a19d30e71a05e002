/// The built-in exceptions: a case's raw value is Python's name, `parent` its place in the tree.
package enum ExceptionKind: String, CaseIterable, Sendable {
  case baseException = "BaseException"
  case systemExit = "SystemExit", keyboardInterrupt = "KeyboardInterrupt", generatorExit = "GeneratorExit"
  case exception = "Exception"
  case stopIteration = "StopIteration", arithmeticError = "ArithmeticError", assertionError = "AssertionError"
  case attributeError = "AttributeError", bufferError = "BufferError", eofError = "EOFError"
  case importError = "ImportError", lookupError = "LookupError", memoryError = "MemoryError", nameError =
    "NameError"
  case osError = "OSError", referenceError = "ReferenceError", runtimeError = "RuntimeError"
  case syntaxError = "SyntaxError", systemError = "SystemError", typeError = "TypeError", valueError =
    "ValueError"
  case warning = "Warning"
  case floatingPointError = "FloatingPointError", overflowError = "OverflowError"
  case zeroDivisionError = "ZeroDivisionError"
  case moduleNotFoundError = "ModuleNotFoundError"
  case indexError = "IndexError", keyError = "KeyError"
  case unboundLocalError = "UnboundLocalError"
  case fileNotFoundError = "FileNotFoundError", permissionError = "PermissionError", timeoutError =
    "TimeoutError"
  case notImplementedError = "NotImplementedError", recursionError = "RecursionError"
  case indentationError = "IndentationError", tabError = "TabError"
  case connectionError = "ConnectionError", fileExistsError = "FileExistsError"
  case isADirectoryError = "IsADirectoryError", notADirectoryError = "NotADirectoryError"
  case interruptedError = "InterruptedError", stopAsyncIteration = "StopAsyncIteration"
  case unicodeError = "UnicodeError"
  case unicodeEncodeError = "UnicodeEncodeError", unicodeDecodeError = "UnicodeDecodeError"
  case userWarning = "UserWarning", deprecationWarning = "DeprecationWarning", runtimeWarning =
    "RuntimeWarning"
  case futureWarning = "FutureWarning", syntaxWarning = "SyntaxWarning"
  case pendingDeprecationWarning = "PendingDeprecationWarning", importWarning = "ImportWarning"
  case unicodeWarning = "UnicodeWarning", resourceWarning = "ResourceWarning", bytesWarning = "BytesWarning"
  /// Not in Python: a limit of the session (steps, time, output) is used up. Scripts can't catch it.
  case limitExceeded = "LimitExceeded"

  package var parent: ExceptionKind? {
    switch self {
    case .baseException: nil
    case .systemExit, .keyboardInterrupt, .generatorExit, .exception, .limitExceeded: .baseException
    case .floatingPointError, .overflowError, .zeroDivisionError: .arithmeticError
    case .moduleNotFoundError: .importError
    case .indexError, .keyError: .lookupError
    case .unboundLocalError: .nameError
    case .fileNotFoundError, .permissionError, .timeoutError, .connectionError, .fileExistsError,
      .isADirectoryError, .notADirectoryError, .interruptedError:
      .osError
    case .notImplementedError, .recursionError: .runtimeError
    case .indentationError: .syntaxError
    case .tabError: .indentationError
    case .unicodeError: .valueError
    case .unicodeEncodeError, .unicodeDecodeError: .unicodeError
    case .userWarning, .deprecationWarning, .runtimeWarning, .futureWarning, .syntaxWarning,
      .pendingDeprecationWarning, .importWarning, .unicodeWarning, .resourceWarning, .bytesWarning:
      .warning
    default: .exception
    }
  }
}

/// A Python exception: an instance of `BaseException` or of a class that derives from it.
package final class ExceptionObject: Instance {
  /// What it was made with: `e.args`. For an exception of the machine itself that is its message in Python's words, which are put
  /// together when somebody asks: most programs that catch an exception never do.
  package var arguments: [Value] {
    get { argumentTuple.elements }
    set { givenArguments = TupleObject(newValue) }
  }
  /// The same as the tuple that a script sees.
  var argumentTuple: TupleObject {
    if let givenArguments { return givenArguments }
    let arguments = TupleObject(message.map { [Value.string($0.python)] } ?? [])
    givenArguments = arguments
    return arguments
  }
  /// Nil for what the message says, and for nothing at all where there is none.
  @exclusivity(unchecked) private var givenArguments: TupleObject?
  /// The words for people; nil for one that a script made, and where they are put together from the `subject`.
  @exclusivity(unchecked) package var message: (any MessageText)?
  /// What hasn't got the key or the attribute that was asked for: searched for something similar when the mistake is told to
  /// people, which happens to few of them.
  @exclusivity(unchecked) var subject = Value.none
  /// The attribute's name; nil for a key.
  @exclusivity(unchecked) var missingName: Symbol?
  @exclusivity(unchecked) package var cause: Value = .none
  @exclusivity(unchecked) package var context: ExceptionObject?
  @exclusivity(unchecked) package var suppressesContext = false
  /// Where it passed.
  @exclusivity(unchecked) var trace = Trace()
  /// All the problems of a text that can't be compiled, when this is a `SyntaxError`.
  @exclusivity(unchecked) package var syntaxProblems: [SyntaxProblem] = []
  /// That text.
  @exclusivity(unchecked) var syntaxSource: Source?

  /// Where it passed, innermost call first.
  package var traceEntries: [TraceEntry] {
    guard let syntaxSource, let problem = syntaxProblems.first else { return trace.entries }
    return [TraceEntry(source: syntaxSource, span: problem.span, function: "<module>", repeats: 1)]
  }

  /// - Parameter arguments: nil for the message in Python's words.
  package init(_ type: TypeObject, arguments: [Value]? = [], message: (any MessageText)? = nil) {
    if let arguments, !arguments.isEmpty || message != nil { givenArguments = TupleObject(arguments) }
    self.message = message
    super.init(type)
  }

  /// What a script makes by calling the class.
  init(_ type: TypeObject, _ arguments: Arguments, _ heap: Heap) {
    if arguments.count > 0 { givenArguments = heap.adopt(TupleObject(arguments)) }
    super.init(type)
  }

  deinit {
    // A chain of causes can be as long as a loop; most consist of two.
    guard context != nil || !cause.isNone else { return }
    if Self.isLinked(context) || !cause.isNone && Self.isLinked(cause.object) { Teardown.run(self) }
  }

  /// Whether freeing it frees another exception, too.
  private static func isLinked(_ object: Object?) -> Bool {
    guard let object else { return false }
    guard let exception = object as? ExceptionObject else { return true }
    return exception.context != nil || !exception.cause.isNone
  }

  /// Forgets what it was made with, for another `__init__`.
  func begin(with arguments: Arguments) {
    givenArguments = arguments.count > 0 ? TupleObject(arguments) : nil
    message = nil
    subject = .none
  }

  package override func traverse(_ visit: (Object) -> Void) {
    super.traverse(visit)
    if let givenArguments { visit(givenArguments) }
    if case .object(let object) = subject { visit(object) }
    if case .object(let object) = cause { visit(object) }
    if let context { visit(context) }
  }

  package override func giveUp(_ take: (inout Value) -> Void) {
    super.giveUp(take)
    var arguments = givenArguments.map { Value.object($0) } ?? .none
    givenArguments = nil
    take(&arguments)
    take(&subject)
    subject = .none
    take(&cause)
    cause = .none
    var outer = context.map { Value.object($0) } ?? .none
    context = nil
    take(&outer)
  }

  package override func str(_ machine: Machine) throws -> String {
    if let method = instanceType.scripted(.known(.str)) {
      return try machine.textResult(machine.call(method, [.object(self)]), of: "__str__")
    }
    return try nativeStr(machine)
  }

  package override func nativeStr(_ machine: Machine) throws -> String {
    if arguments.count == 2, instanceType.isSubtype(of: machine.exceptionType(.osError)) {
      return "[Errno \(try machine.str(arguments[0]))] \(try machine.str(arguments[1]))"
    }
    if arguments.count == 3, instanceType.isSubtype(of: machine.exceptionType(.osError)) {
      return "[Errno \(try machine.str(arguments[0]))] \(try machine.str(arguments[1])): "
        + (try machine.repr(arguments[2]))
    }
    switch arguments.count {
    case 0: return ""
    case 1:
      // CPython shows a missing key as it would be written, so that '' can be told from nothing.
      if instanceType.isSubtype(of: machine.exceptionType(.keyError)) {
        return try machine.repr(arguments[0])
      }
      return try machine.str(arguments[0])
    default: return try machine.repr(.tuple(arguments))
    }
  }

  package override func repr(_ machine: Machine) throws -> String {
    if let method = instanceType.scripted(.known(.repr)) {
      return try machine.textResult(machine.call(method, [.object(self)]), of: "__repr__")
    }
    return try nativeRepr(machine)
  }

  package override func nativeRepr(_ machine: Machine) throws -> String {
    if arguments.count == 1 { return "\(instanceType.name)(\(try machine.repr(arguments[0])))" }
    return instanceType.name + (try machine.repr(.tuple(arguments)))
  }
}

/// Something wrong with a text, found before it runs.
package struct SyntaxProblem: Sendable {
  package let span: Span
  /// Python's class of it: `.syntaxError`, `.indentationError` or `.tabError`.
  package let kind: ExceptionKind
  package let message: any MessageText
  /// Whether more lines could still make the text right: what a prompt needs to go on reading.
  package let isIncomplete: Bool

  package init(
    _ span: Span, _ message: any MessageText, kind: ExceptionKind = .syntaxError, isIncomplete: Bool = false
  ) {
    self.span = span
    self.kind = kind
    self.message = message
    self.isIncomplete = isIncomplete
  }
}

/// The one Swift error of a running script: it carries the Python exception.
///
/// Unchecked: it never leaves the thread of its machine, but Swift asks every error to be sendable.
package struct ScriptError: Error, @unchecked Sendable {
  package let exception: ExceptionObject

  package init(_ exception: ExceptionObject) { self.exception = exception }

  /// The name of the exception's class: `ValueError`.
  package var name: String { exception.instanceType.name }
}
