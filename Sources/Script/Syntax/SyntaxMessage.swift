/// What can be wrong with a text before it runs.
enum SyntaxMessage: CatalogueMessage {
  // Lines and blocks
  case missingColon(String)
  case emptyBlock(String, Int)
  case unexpectedIndent
  case dedentMismatch(column: Int, open: [Int])
  case tabsAndSpaces(isTab: Bool)
  case tooManyIndents
  case strayClause(String)
  case tryAlone
  case decoratorAlone
  case bareExceptNotLast
  case exceptNeedsParentheses
  case endAfterBackslash
  case strayBackslash
  // Brackets and commas
  case neverClosed(String)
  case unmatchedCloser(String)
  case wrongCloser(open: String, close: String, expected: String, line: Int)
  case missingComma(String, String)
  case tooManyParentheses
  case tooDeep
  case emptySubscript
  // Characters and literals
  case unterminatedString(String, isTriple: Bool)
  case typographic(String, String, Int, line: String)
  case invalidCharacter(String, Int)
  case badNumber(String)
  case leadingZeros(String)
  case badEscape(String)
  case formatNeverClosed
  case formatSingleBrace
  case formatEmpty
  case formatBackslash
  case formatConversion
  case formatTooDeep
  // Habits from elsewhere
  case assignmentInCondition(String, String)
  case assignmentInExpression
  case printStatement(String, String)
  case increment(String, sign: String)
  case doubledOperator(String)
  case bang
  case elseIf
  case missingIn(String)
  case conditionalNeedsElse
  case hangulKeyword(String, String)
  case misspeltKeyword(String, String)
  // Names and targets
  case keywordAsName(String)
  case badTarget(Thing)
  case badAugmentedTarget(Thing)
  case badWalrusTarget(Thing)
  case walrusRebinds(String)
  case cannotDelete(Thing)
  case twoStars
  case starOutsideList
  case loneStar
  case starInComprehension
  // Calls and parameters
  case positionalAfterKeyword
  case repeatedKeyword(String)
  case expressionAsKeyword
  case generatorNeedsParentheses
  case duplicateParameter(String)
  case defaultBefore(String)
  case nakedStar
  case twoStarParameters
  case afterKeywords
  // Places
  case outsideLoop(String)
  case outsideFunction(String)
  case globalAfterUse(String, isGlobal: Bool)
  case globalParameter(String, isGlobal: Bool)
  case nonlocalAtModule
  case noNonlocal(String)
  case importStarInFunction
  case returnValueInGenerator
  // Anything else
  case missingOperand(after: String)
  case unexpected(String, wanted: String?)
  case refused(String)

  /// A kind of expression, as messages call it.
  enum Thing: Sendable {
    case word(String)
    case literal, formatted, call, expression, comparison, conditional, lambda, comprehension, walrus, display
    case yield, starred

    var english: String {
      switch self {
      case .word(let word): word
      case .literal: "literal"
      case .formatted: "f-string expression"
      case .call: "function call"
      case .expression: "expression"
      case .comparison: "comparison"
      case .conditional: "conditional expression"
      case .lambda: "lambda"
      case .comprehension: "comprehension"
      case .walrus: "named expression"
      case .display: "literal"
      case .yield: "yield expression"
      case .starred: "starred"
      }
    }

    var korean: String {
      switch self {
      case .word(let word): "`\(word)`"
      case .literal, .display: "값 자체"
      case .formatted: "f-문자열"
      case .call: "함수를 부른 결과"
      case .expression: "계산식"
      case .comparison: "비교식"
      case .conditional: "조건식"
      case .lambda: "lambda"
      case .comprehension: "컴프리헨션"
      case .walrus: "`:=` 식"
      case .yield: "yield 식"
      case .starred: "`*`를 붙인 식"
      }
    }
  }
}
