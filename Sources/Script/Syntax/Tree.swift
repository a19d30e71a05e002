/// An expression of the program.
///
/// Nodes are final classes with an enum inside: children are plain references, a `switch` sees all kinds.
final class Expression {
  let kind: Kind
  let span: Span
  /// The height of the tree below; bounded, so that later phases may recurse.
  let depth: Int

  init(_ kind: Kind, _ span: Span, depth: Int) {
    self.kind = kind
    self.span = span
    self.depth = depth
  }

  enum Kind {
    case constant(Constant)
    /// An f-string.
    case formatted([FormatPart])
    case name(String)
    case list([Expression])
    case tuple([Expression])
    case set([Expression])
    /// A nil key is `**value`.
    case dict([(key: Expression?, value: Expression)])
    case starred(Expression)
    case unary(UnaryOperator, Expression)
    case not(Expression)
    case binary(BinaryOperator, Expression, Expression)
    /// `a and b and c`, or with `or`.
    case boolean(isAnd: Bool, [Expression])
    /// `a < b <= c`
    case compare(Expression, [(op: CompareOperator, Expression)])
    case conditional(test: Expression, then: Expression, otherwise: Expression)
    case call(Expression, [CallArgument])
    case attribute(Expression, String, nameSpan: Span)
    case `subscript`(Expression, Expression)
    case slice(Expression?, Expression?, Expression?)
    case lambda(FunctionNode)
    case comprehension(Comprehension)
    case walrus(String, Expression, nameSpan: Span)
    case yield(Expression?)
    case yieldFrom(Expression)
  }
}

enum Constant {
  case none, bool(Bool), ellipsis, int(Int), float(Double), string(String)
  /// An integer literal that needs more than 64 bits; 2⁶³ may still be negated.
  case largeInteger(UInt?)
}

enum FormatPart {
  case text(String)
  /// `{value!r:spec}`
  case field(Expression, conversion: Conversion, spec: [FormatPart])

  enum Conversion: UInt8 { case none, str, repr, ascii }
}

enum CompareOperator {
  case rich(Comparison)
  case `in`, notIn, `is`, isNot

  var sign: String {
    switch self {
    case .rich(let comparison): comparison.sign
    case .in: "in"
    case .notIn: "not in"
    case .is: "is"
    case .isNot: "is not"
    }
  }
}

struct CallArgument {
  enum Kind { case positional, star, keyword(String), doubleStar }

  let kind: Kind
  let value: Expression
  /// With the keyword's name.
  let span: Span
}

/// `[element for … in … if …]` and its kin.
final class Comprehension {
  enum Kind { case list, set, dict, generator }

  struct Clause {
    let target: Expression
    let iterable: Expression
    let conditions: [Expression]
  }

  let kind: Kind
  /// The element, or the key of a dict.
  let element: Expression
  let value: Expression?
  let clauses: [Clause]
  /// Set by the resolver.
  var scope: Scope?

  init(_ kind: Kind, element: Expression, value: Expression?, clauses: [Clause]) {
    self.kind = kind
    self.element = element
    self.value = value
    self.clauses = clauses
  }
}

struct Parameter {
  let name: String
  let span: Span
  let defaultValue: Expression?
}

extension Expression {
  /// Whether it is a constant, or made of constants only.
  var isFoldable: Bool {
    switch kind {
    case .constant: true
    case .unary(_, let value):
      if case .constant = value.kind { true } else { false }
    case .tuple(let elements): elements.allSatisfy(\.isFoldable)
    default: false
    }
  }

  func isName(_ name: String) -> Bool {
    if case .name(name) = kind { true } else { false }
  }
}

/// A `def` or a `lambda`.
final class FunctionNode {
  let name: String
  let nameSpan: Span
  /// Parameters that have a place: positional-only ones first.
  let parameters: [Parameter]
  let positionalOnlyCount: Int
  let rest: Parameter?
  let keywordOnly: [Parameter]
  let keywords: Parameter?
  let body: [Statement]
  let isGenerator: Bool
  let decorators: [Expression]
  /// The annotations of parameters, `return` last: kept as text until a script asks for them.
  let annotations: [(String, Expression)]
  /// The header, what an error message shows of the function.
  let headerSpan: Span
  /// Set by the resolver.
  var scope: Scope?

  init(
    name: String, nameSpan: Span, parameters: [Parameter], positionalOnlyCount: Int, rest: Parameter?,
    keywordOnly: [Parameter], keywords: Parameter?, body: [Statement], isGenerator: Bool,
    decorators: [Expression], annotations: [(String, Expression)], headerSpan: Span
  ) {
    self.name = name
    self.nameSpan = nameSpan
    self.parameters = parameters
    self.positionalOnlyCount = positionalOnlyCount
    self.rest = rest
    self.keywordOnly = keywordOnly
    self.keywords = keywords
    self.body = body
    self.isGenerator = isGenerator
    self.decorators = decorators
    self.annotations = annotations
    self.headerSpan = headerSpan
  }

  var isLambda: Bool { name == "<lambda>" }

  /// All parameters in the order of their registers.
  var allParameters: [Parameter] {
    parameters + keywordOnly + (rest.map { [$0] } ?? []) + (keywords.map { [$0] } ?? [])
  }
}

final class ClassNode {
  let name: String
  let nameSpan: Span
  let base: Expression?
  /// `class A(B, flag=True)`: passed to `__init_subclass__`.
  let keywords: [CallArgument]
  let body: [Statement]
  let decorators: [Expression]
  /// Set by the resolver.
  var scope: Scope?

  init(
    name: String, nameSpan: Span, base: Expression?, keywords: [CallArgument], body: [Statement],
    decorators: [Expression]
  ) {
    self.name = name
    self.nameSpan = nameSpan
    self.base = base
    self.keywords = keywords
    self.body = body
    self.decorators = decorators
  }
}

final class Statement {
  let kind: Kind
  let span: Span

  init(_ kind: Kind, _ span: Span) {
    self.kind = kind
    self.span = span
  }

  struct Handler {
    let type: Expression?
    let name: String?
    let nameSpan: Span
    let body: [Statement]
    let span: Span
  }

  struct ImportedName {
    let name: String
    let alias: String?
    let span: Span
  }

  enum Kind {
    case expression(Expression)
    /// `a = b = value`
    case assign([Expression], Expression)
    case augmented(Expression, BinaryOperator, Expression)
    case annotated(Expression, annotation: Expression, value: Expression?)
    case `return`(Expression?)
    case raise(Expression?, cause: Expression?)
    case assert(Expression, message: Expression?)
    case delete([Expression])
    case pass, `break`, `continue`
    case global([(String, Span)])
    case nonlocal([(String, Span)])
    case `import`([ImportedName])
    /// Nil names are `*`.
    case importFrom(module: String, level: Int, moduleSpan: Span, names: [ImportedName]?)
    case `if`([(test: Expression, body: [Statement])], otherwise: [Statement])
    case `while`(Expression, [Statement], otherwise: [Statement])
    case `for`(target: Expression, iterable: Expression, [Statement], otherwise: [Statement])
    case with([(context: Expression, target: Expression?)], [Statement])
    case `try`([Statement], [Handler], otherwise: [Statement], finally: [Statement])
    case function(FunctionNode)
    case `class`(ClassNode)
  }
}
