/// A word of the program.
package struct Token: Sendable {
  package let kind: Kind
  package let span: Span

  /// The raw value is how it is written, for those that are always written the same.
  package enum Kind: String, Sendable {
    case end = "end of text", newline = "end of line", indent = "indentation", dedent = "end of indentation"
    case name = "name", integer = "integer", float = "float", imaginary = "imaginary number"
    case string = "string", invalid = "invalid character"

    case `false` = "False", none = "None", `true` = "True", and, `as`, assert, async, await, `break`
    case `class`, `continue`, def, del, elif, `else`, except, finally, `for`, from, global, `if`, `import`,
      `in`
    case `is`, lambda, nonlocal, not, or, pass, raise, `return`, `try`, `while`, with, yield

    case plus = "+", minus = "-", star = "*", slash = "/", percent = "%", at = "@"
    case doubleStar = "**", doubleSlash = "//", shiftLeft = "<<", shiftRight = ">>"
    case ampersand = "&", bar = "|", caret = "^", tilde = "~"
    case less = "<", greater = ">", lessEqual = "<=", greaterEqual = ">=", equal = "==", notEqual = "!="
    case parenthesis = "(", closeParenthesis = ")", bracket = "[", closeBracket = "]", brace = "{"
    case closeBrace = "}", comma = ",", colon = ":", dot = ".", semicolon = ";", assign = "=", arrow = "->"
    case ellipsis = "...", walrus = ":=", bang = "!"
    case plusAssign = "+=", minusAssign = "-=", starAssign = "*=", slashAssign = "/=", percentAssign = "%="
    case atAssign = "@=", doubleStarAssign = "**=", doubleSlashAssign = "//=", shiftLeftAssign = "<<="
    case shiftRightAssign = ">>=", ampersandAssign = "&=", barAssign = "|=", caretAssign = "^="

    /// Whether it is a word that can't be a name.
    package var isKeyword: Bool { Self.keywords[rawValue] != nil }

    /// Whether it opens a bracket.
    var isOpener: Bool { self == .parenthesis || self == .bracket || self == .brace }
    var isCloser: Bool { self == .closeParenthesis || self == .closeBracket || self == .closeBrace }

    /// The closing bracket of an opening one.
    var closer: Kind? {
      switch self {
      case .parenthesis: .closeParenthesis
      case .bracket: .closeBracket
      case .brace: .closeBrace
      default: nil
      }
    }

    /// Whether only a statement can begin with it: a line that does ends an unclosed bracket.
    var beginsOnlyStatements: Bool {
      switch self {
      case .assert, .break, .class, .continue, .def, .del, .global, .import, .nonlocal, .pass, .raise,
        .return,
        .try, .while, .with, .except, .finally, .elif:
        true
      default: false
      }
    }

    package static let keywords: [String: Kind] = Dictionary(
      uniqueKeysWithValues: [
        .false, .none, .true, .and, .as, .assert, .async, .await, .break, .class, .continue, .def, .del,
        .elif,
        .else, .except, .finally, .for, .from, .global, .if, .import, .in, .is, .lambda, .nonlocal, .not, .or,
        .pass, .raise, .return, .try, .while, .with, .yield,
      ].map { ($0.rawValue, $0) })

    /// The operators, longest first, by their bytes.
    static let operators: [(bytes: [UInt8], kind: Kind)] = [
      .doubleStarAssign, .doubleSlashAssign, .shiftLeftAssign, .shiftRightAssign, .ellipsis,
      .doubleStar, .doubleSlash, .shiftLeft, .shiftRight, .lessEqual, .greaterEqual, .equal, .notEqual,
      .arrow,
      .walrus, .plusAssign, .minusAssign, .starAssign, .slashAssign, .percentAssign, .atAssign,
      .ampersandAssign,
      .barAssign, .caretAssign, .plus, .minus, .star, .slash, .percent, .at, .ampersand, .bar, .caret, .tilde,
      .less, .greater, .parenthesis, .closeParenthesis, .bracket, .closeBracket, .brace, .closeBrace, .comma,
      .colon, .dot, .semicolon, .assign, .bang,
    ].map { (Array($0.rawValue.utf8), $0) }
  }
}
