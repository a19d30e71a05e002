/// A function's code while it is being made: instructions, registers, constants.
final class CodeBuilder {
  let name: String
  let qualifiedName: String
  let source: Source
  let scope: Scope
  let machine: Machine

  private(set) var instructions: [Instruction] = []
  private(set) var constants: [Value] = []
  private(set) var names: [Symbol] = []
  private(set) var spans: [(start: Int32, span: Span)] = []
  var handlers: [Code.Handler] = []
  /// The arguments of calls that look up their function afterwards; the call follows.
  var lateLookups: [Range<Int>] = []
  var inner: [Code] = []
  var keywordNames: [[Symbol]] = []
  var captures: [Code.Capture] = []
  var freeNames: [Symbol] = []
  var parameters: [Symbol] = []
  var positionalOnlyCount = 0
  var positionalCount = 0
  var keywordOnlyCount = 0
  var hasRest = false
  var hasKeywords = false
  var isGenerator = false
  var headerSpan = Span(0, 0)
  var documentation: String?
  var annotations: [Annotation] = []
  var localNames: [(register: Int, name: Symbol, binding: Span?)] = []

  /// The number of registers in use, and the most that ever were.
  private(set) var nextRegister = 0
  private(set) var registerCount = 0
  private var nameIndices: [Symbol: Int] = [:]
  private var intConstants: [Int: Int] = [:]
  // By bytes: Swift takes composed and decomposed letters for the same text, Python does not.
  private var stringConstants: [[UInt8]: Int] = [:]
  /// Whether the function is larger than an instruction can address.
  private(set) var isTooLarge = false
  /// Where the statement at hand comes from.
  var span = Span(0, 0)

  init(name: String, qualifiedName: String, source: Source, scope: Scope, machine: Machine) {
    self.name = name
    self.qualifiedName = qualifiedName
    self.source = source
    self.scope = scope
    self.machine = machine
  }

  // MARK: Instructions

  var position: Int { instructions.count }

  @discardableResult
  func emit(_ op: Opcode, n: Int = 0, a: Int = 0, b: Int = 0, c: Int = 0, at span: Span? = nil) -> Int {
    let span = span ?? self.span
    if spans.last?.span != span { spans.append((Int32(clamping: position), span)) }
    instructions.append(Instruction(op, n: n, a: a, b: b, c: c))
    return position - 1
  }

  @discardableResult
  func emitWide(_ op: Opcode, a: Int = 0, _ wide: Int, at span: Span? = nil) -> Int {
    let index = emit(op, a: a, at: span)
    instructions[index].wide = wide
    return index
  }

  /// An extension word.
  @discardableResult
  func emitExtension(_ value: Int = 0) -> Int {
    var word = Instruction(.extension_)
    word.wide = value
    instructions.append(word)
    return position - 1
  }

  /// Two words for an inline cache.
  func emitCache() {
    emitExtension()
    emitExtension()
  }

  func setNumber(_ index: Int, _ n: Int) { instructions[index].n = UInt8(truncatingIfNeeded: n) }

  /// Makes a jump whose distance is in the word `index` land here.
  func land(_ index: Int) { instructions[index].wide = position - index - 1 }

  func setJump(_ index: Int, to target: Int) { instructions[index].wide = target - index - 1 }

  /// Puts instructions before all others; jumps are relative and stay right.
  func prepend(_ prologue: [Instruction]) {
    guard !prologue.isEmpty else { return }
    instructions.insert(contentsOf: prologue, at: 0)
    spans = [(0, headerSpan)] + spans.map { ($0.start + Int32(prologue.count), $0.span) }
    lateLookups = lateLookups.map { $0.lowerBound + prologue.count..<$0.upperBound + prologue.count }
    handlers = handlers.map {
      Code.Handler(
        range: $0.range.lowerBound + prologue.count..<$0.range.upperBound + prologue.count,
        target: $0.target + prologue.count, register: $0.register)
    }
  }

  func markTooLarge() { isTooLarge = true }

  // MARK: Registers

  func allocate(_ count: Int = 1) -> Int {
    let first = nextRegister
    nextRegister += count
    registerCount = max(registerCount, nextRegister)
    if nextRegister > 0xFF00 { isTooLarge = true }
    return first
  }

  /// Gives back all registers from `register` on.
  func release(to register: Int) { nextRegister = register }

  // MARK: Constants and names

  func constant(_ value: Value) -> Int {
    switch value {
    case .int(let value):
      if let index = intConstants[value] { return index }
      intConstants[value] = constants.count
    case .object(let object):
      if let string = object as? StringObject {
        let bytes = Array(string.text.utf8)
        if let index = stringConstants[bytes] { return index }
        stringConstants[bytes] = constants.count
      }
    default: break
    }
    constants.append(value)
    return constants.count - 1
  }

  func name(_ name: String) -> Int {
    let symbol = machine.symbol(name)
    if let index = nameIndices[symbol] { return index }
    nameIndices[symbol] = names.count
    names.append(symbol)
    if names.count > 0xFFFF { isTooLarge = true }
    return names.count - 1
  }
}
