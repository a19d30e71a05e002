/// The compiled form of a function, a class body or a text.
final class Code {
  let name: String
  let qualifiedName: String
  let source: Source
  /// Instructions with their caches, which change while the code runs.
  let instructions: UnsafeMutablePointer<Instruction>
  let count: Int
  let constants: UnsafeMutablePointer<Value>
  let constantCount: Int
  let names: [Symbol]
  let registerCount: Int

  // The parameters, in the order of their registers.
  let parameters: [Symbol]
  let positionalOnlyCount: Int
  /// Parameters that may be given by position.
  let positionalCount: Int
  let keywordOnlyCount: Int
  let hasRest: Bool
  let hasKeywords: Bool
  let isGenerator: Bool
  /// Only plain positional parameters: the fast call.
  let isPlain: Bool

  let inner: [Code]
  let keywordNames: [[Symbol]]
  /// Where a function made from this code gets its cells: from the maker's registers or from its cells.
  let captures: [Capture]
  /// The names of the function's cells.
  let freeNames: [Symbol]
  /// What an error message shows of the definition, and the docstring.
  let headerSpan: Span
  let documentation: String?
  let annotations: [Annotation]
  let localNames: [(register: Int, name: Symbol, binding: Span?)]
  /// What a call reads of it.
  let header: UnsafeMutablePointer<CodeHeader>
  private let spans: [(start: Int32, span: Span)]
  // Plain memory: exceptions look here, and nothing is counted on the way.
  private let handlers: UnsafeMutableBufferPointer<Handler>
  private let lateLookups: UnsafeMutableBufferPointer<Range<Int>>

  struct Capture {
    let isFree: Bool
    let index: Int
  }

  /// A stretch of instructions whose exceptions go to `target`, with the exception in `register`.
  struct Handler {
    let range: Range<Int>
    let target: Int
    let register: Int
  }

  init(_ builder: CodeBuilder) {
    name = builder.name
    qualifiedName = builder.qualifiedName
    source = builder.source
    count = builder.instructions.count
    instructions = .allocate(capacity: max(count, 1))
    instructions.initialize(from: builder.instructions, count: count)
    constantCount = builder.constants.count
    constants = .allocate(capacity: max(constantCount, 1))
    constants.initialize(from: builder.constants, count: constantCount)
    names = builder.names
    registerCount = builder.registerCount
    parameters = builder.parameters
    positionalOnlyCount = builder.positionalOnlyCount
    positionalCount = builder.positionalCount
    keywordOnlyCount = builder.keywordOnlyCount
    hasRest = builder.hasRest
    hasKeywords = builder.hasKeywords
    isGenerator = builder.isGenerator
    isPlain = builder.keywordOnlyCount == 0 && !builder.hasRest && !builder.hasKeywords
    inner = builder.inner
    keywordNames = builder.keywordNames
    captures = builder.captures
    freeNames = builder.freeNames
    headerSpan = builder.headerSpan
    documentation = builder.documentation
    annotations = builder.annotations
    localNames = builder.localNames
    spans = builder.spans
    handlers = .allocate(capacity: builder.handlers.count)
    _ = handlers.initialize(from: builder.handlers)
    lateLookups = .allocate(capacity: builder.lateLookups.count)
    _ = lateLookups.initialize(from: builder.lateLookups)
    header = .allocate(capacity: 1)
    header.initialize(
      to: CodeHeader(
        instructions: instructions, constants: constants, code: Unmanaged.passUnretained(self),
        registerCount: registerCount, positionalCount: positionalCount, hasCells: !captures.isEmpty,
        isPlain: isPlain))
  }

  deinit {
    header.deallocate()
    handlers.deallocate()
    lateLookups.deallocate()
    instructions.deallocate()
    constants.deinitialize(count: constantCount)
    constants.deallocate()
  }

  /// The part of the text that an instruction comes from.
  func span(at offset: Int) -> Span {
    var low = 0
    var high = spans.count - 1
    guard high >= 0 else { return headerSpan }
    while low < high {
      let middle = (low + high + 1) / 2
      if Int(spans[middle].start) <= offset { low = middle } else { high = middle - 1 }
    }
    return spans[low].span
  }

  /// The innermost handler of an instruction's exceptions.
  func handler(at offset: Int) -> Handler? {
    for handler in handlers where handler.range.contains(offset) { return handler }
    return nil
  }

  /// The call whose arguments an instruction computes before the call looks up its function.
  func lateLookup(at offset: Int) -> Int? {
    for range in lateLookups where range.contains(offset) { return range.upperBound }
    return nil
  }
}
