/// An interpreter: one namespace of global names, its types and modules, its limits.
///
/// Nothing is shared between machines, so that many can run at once, each on its own thread.
///
///     let machine = Machine()
///     machine.output = { print($0, terminator: "") }
///     try machine.run(Source("print('안녕')", name: "<stdin>"))
public final class Machine {
  package let symbols = SymbolTable()
  @exclusivity(unchecked) private var symbolMemo = SymbolMemo()
  @exclusivity(unchecked) package var limits = Limits()
  package let interrupt: Interrupt
  /// Where `print` writes to.
  package var output: (String) -> Void = { _ in }
  /// Makes what was written visible at once: `print(…, flush=True)`.
  package var flush: () -> Void = {}
  /// Where `sys.stderr` writes to.
  package var errorOutput: (String) -> Void = { _ in }
  /// Format specifications that have been read.
  let specifiers = FormatSpecifierCache()
  /// The class of exception that a message named last, and the words of that name: a loop meets the same one again and again.
  @exclusivity(unchecked) var lastNamed: (name: StringBits.Words, kind: ExceptionKind)?
  /// The texts that are made once.
  let texts = CommonTexts()
  /// How much the script has written so far.
  package var writtenBytes = 0
  /// Whether scripts are kept from changing the attributes of modules: graded answers may not bend what tests rely on.
  package var modulesAreFrozen = false
  /// Where `input` reads from: nil at the end.
  package var input: (_ prompt: String) -> String? = { _ in nil }
  /// The bytes in use, asked now and then when there is a memory limit.
  package var memoryInUse: (() -> Int)?
  /// Turns an error of a foreign engine, thrown by a native function, into a Python exception.
  package var translateError: (Machine, any Error) -> ScriptError? = { _, _ in nil }

  /// Whether `from __future__ import annotations` has been read.
  var annotationsAreText = false
  /// Who wants to know how far loops are; set before code runs.
  @exclusivity(unchecked) package var loopWatch: LoopWatch?
  var watchedLoops: [WatchedLoop] = []

  /// What the rooms above keep for this machine: the state of their modules.
  package var libraryState: AnyObject? {
    get { ownLibraryState }
    set { ownLibraryState = newValue }
  }
  // Other modules don't see the exemption of a stored property.
  @exclusivity(unchecked) private var ownLibraryState: AnyObject?

  /// The built-in functions and types by name.
  package private(set) var builtins: [Symbol: Value] = [:]
  /// What `object` offers to every value.
  /// How many times a script made a `nan` from a text.
  var nanCount: UInt64 = 0
  private(set) lazy var universalMethods: [Symbol: Value] = UniversalMethods.table(self)
  @exclusivity(unchecked) private var types: [TypeObject?] = []
  /// By the place of the kind among all.
  @exclusivity(unchecked) private var exceptionTypes = [TypeObject?](
    repeating: nil, count: ExceptionKind.allCases.count)
  private var registered: [String: NativeModule] = [:]
  private var imported: [String: ModuleObject] = [:]
  /// Begins beyond the numbers of opcodes: an inline cache that nothing was stored in holds one, and must match no shape.
  private var shapeCount: UInt32 = 255
  /// Grows whenever a class changes after its definition, which makes inline caches look again.
  @exclusivity(unchecked) package private(set) var classVersion: UInt32 = 1

  let attributeMemo = AttributeMemo()

  let stack = RegisterStack()
  /// The mark of a variable without a value.
  let missing: Object = MissingObject()
  let ellipsis: Object = EllipsisObject()
  /// What an operator's method returns for an operand it doesn't know.
  package let notImplemented: Object = NotImplementedObject()
  let globals: Globals
  /// The built-in `range`, which loops know by itself.
  private(set) var rangeType: TypeObject?

  // The frames of what is running; `depth` is the place of the top one, -1 when nothing runs.
  @exclusivity(unchecked) var frames: UnsafeMutablePointer<Frame>
  var frameCapacity = 1002
  @exclusivity(unchecked) var frameLimit = 999
  @exclusivity(unchecked) var depth = -1
  @exclusivity(unchecked) var fuel = 0
  @exclusivity(unchecked) var budget = Budget()
  @exclusivity(unchecked) var pending: PendingCall
  /// The exception that is being handled, for `raise` alone and for contexts.
  @exclusivity(unchecked) var handled = Value.none
  /// All code that was ever compiled: frames hold it without counting references.
  var codes: [Code] = []
  /// The containers that may be part of a cycle.
  let heap = Heap()

  /// Called before each statement of code that was compiled while it was set: for stepping.
  package var onStatement: ((Machine, Source, Span, _ depth: Int) throws -> Void)?
  /// Finds better words for a failed `assert` of a comparison, for types of other rooms.
  package var explainAssertion:
    ((Machine, _ left: Value, _ right: Value, any MessageText) -> (any MessageText)?)?
  /// The first register that nobody uses.
  @exclusivity(unchecked) var top: UnsafeMutablePointer<Value>
  @exclusivity(unchecked) var stackGuard = StackGuard()

  package init(interrupt: Interrupt = Interrupt()) {
    top = stack.base
    globals = Globals(missing: missing)
    frames = .allocate(capacity: frameCapacity)
    pending = PendingCall(arguments: stack.base)
    self.interrupt = interrupt
    installBuiltins()
    defineBuiltin("NotImplemented", .object(notImplemented))
    defineBuiltin("super", .object(type(.superType)))
    setGlobal("__name__", .string("__main__"))
    rangeType = builtins[symbol("range")]?.object as? TypeObject
  }

  deinit {
    texts.giveUp()
    frames.deallocate()
    attributeMemo.deallocate()
  }

  // MARK: Names and types

  package func symbol(_ name: String) -> Symbol { symbols.intern(name) }

  /// The symbol of a name that a script computed.
  func symbol(of text: StringObject) -> Symbol { symbolMemo.symbol(of: text, in: symbols) }

  /// This machine's object for a native type, built at the first use.
  package func type(_ key: TypeKey) -> TypeObject {
    if key.index < types.count, let type = types[key.index] { return type }
    let type = key.build(self)
    if key.index >= types.count {
      types.append(contentsOf: repeatElement(nil, count: key.index + 1 - types.count))
    }
    types[key.index] = type
    return type
  }

  package func exceptionType(_ kind: ExceptionKind) -> TypeObject {
    // The enum has no payload and fewer than 256 cases, so that its one byte of memory is the case's place.
    let place = Int(unsafeBitCast(kind, to: UInt8.self))
    if let type = exceptionTypes[place] { return type }
    let type = ExceptionTypes.build(kind, self)
    exceptionTypes[place] = type
    return type
  }

  /// The class of any value.
  package func type(of value: Value) -> TypeObject {
    switch value {
    case .none: type(.none)
    case .bool: type(.bool)
    case .int: type(.int)
    case .float: type(.float)
    case .object(let object): object.type(self)
    }
  }

  /// The name of a value's class as messages give it.
  package func typeName(of value: Value) -> String { type(of: value).messageName }

  func newShapeID() -> UInt32 {
    shapeCount += 1
    return shapeCount
  }

  func classesChanged() { classVersion &+= 1 }

  // MARK: Built-ins and modules

  package func defineBuiltin(_ name: String, _ value: Value) {
    builtins[symbol(name)] = value
    globals.builtins[symbol(name)] = value
  }

  /// Makes a module importable; a dotted name is a submodule.
  package func register(_ module: NativeModule) { registered[module.name] = module }

  package var registeredModules: [String] { registered.keys.sorted() }

  /// The module, built at its first import; nil if there is none of that name.
  package func module(_ name: String) throws -> ModuleObject? {
    if let module = imported[name] { return module }
    guard let native = registered[name] else { return nil }
    let module = ModuleObject(name)
    imported[name] = module
    do {
      try native.build(self, module)
    } catch {
      imported[name] = nil
      throw error
    }
    return module
  }
}

// MARK: Running texts

extension Machine {
  /// How a text is run.
  package enum Mode: Sendable {
    /// A file: the value of an expression statement is dropped.
    case file
    /// A cell or an input at the prompt: the value of a last expression statement is returned.
    case interactive
    /// One expression.
    case expression
  }

  /// What a prompt wants to know of a text.
  package enum Completeness: Sendable {
    case complete
    /// Right so far, but it needs more lines.
    case incomplete
    case invalid([SyntaxProblem])
  }
}
