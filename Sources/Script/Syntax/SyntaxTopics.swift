extension SyntaxMessage {
  var entry: Topic {
    switch self {
    case .missingColon, .strayClause, .tryAlone, .decoratorAlone, .bareExceptNotLast, .exceptNeedsParentheses,
      .elseIf, .missingIn, .misspeltKeyword, .hangulKeyword:
      .statementForm
    case .emptyBlock, .unexpectedIndent, .dedentMismatch, .tabsAndSpaces, .tooManyIndents: .indentation
    case .neverClosed, .unmatchedCloser, .wrongCloser, .tooManyParentheses: .brackets
    case .unterminatedString, .badEscape, .formatNeverClosed, .formatSingleBrace, .formatEmpty,
      .formatBackslash,
      .formatConversion, .formatTooDeep:
      .strings
    case .typographic, .invalidCharacter: .characters
    case .badNumber, .leadingZeros: .numberLiterals
    case .assignmentInCondition, .assignmentInExpression, .badTarget, .badAugmentedTarget, .badWalrusTarget,
      .walrusRebinds,
      .cannotDelete, .twoStars, .starOutsideList, .loneStar, .starInComprehension:
      .assignment
    case .increment, .doubledOperator, .bang, .printStatement: .otherLanguages
    case .keywordAsName: .reservedWord
    case .positionalAfterKeyword, .repeatedKeyword, .expressionAsKeyword, .generatorNeedsParentheses,
      .duplicateParameter, .defaultBefore, .nakedStar, .twoStarParameters, .afterKeywords:
      .parameters
    case .outsideLoop, .outsideFunction, .globalAfterUse, .globalParameter, .nonlocalAtModule, .noNonlocal,
      .importStarInFunction, .returnValueInGenerator:
      .wrongPlace
    case .tooDeep: .nesting
    case .refused: .refusedSyntax
    case .missingComma, .emptySubscript, .conditionalNeedsElse, .missingOperand, .unexpected,
      .endAfterBackslash,
      .strayBackslash:
      .grammar
    }
  }
}

extension Topic {
  package static let statementForm = Topic(
    "E0101", "SyntaxError",
    ko: .init(
      "문장의 모양", "if, for, while, def, class, try로 시작하는 줄은 `:`으로 끝나고, 그 아래를 들여 써요. `else if`는 `elif`예요."),
    en: .init(
      "The form of a statement",
      "A line that begins with if, for, while, def, class or try ends with `:`, and the lines below are indented. `else if` is `elif`."
    ), example: "for i in range(3)\n    print(i)\n# →\nfor i in range(3):\n    print(i)\n")
  package static let indentation = Topic(
    "E0102", "IndentationError",
    ko: .init("들여쓰기", "파이썬은 들여쓰기로 블록을 나눠요. 한 블록의 줄은 모두 같은 칸에서 시작해야 하고, 빈칸 4개를 쓰는 것이 보통이에요."),
    en: .init(
      "Indentation",
      "Blocks are marked by indentation. All lines of a block begin in the same column; 4 spaces are usual."),
    example: "if True:\nprint(1)\n# →\nif True:\n    print(1)\n")
  package static let brackets = Topic(
    "E0103", "SyntaxError",
    ko: .init("괄호의 짝", "연 괄호는 같은 모양으로 닫아야 해요. 닫지 않으면 다음 줄까지 이어진 것으로 읽어요."),
    en: .init(
      "Matching brackets",
      "Each bracket is closed by its own kind. An open one makes the next lines part of the same expression."),
    example: "x = (1 + 2\n# →\nx = (1 + 2)\n")
  package static let strings = Topic(
    "E0104", "SyntaxError",
    ko: .init("문자열", "문자열은 시작한 따옴표와 같은 따옴표로, 같은 줄에서 닫아요. 여러 줄이면 따옴표를 셋씩 써요. f-문자열의 `{…}` 안에는 식을 써요."),
    en: .init(
      "Strings",
      "A string ends with the quote it began with, on the same line; three quotes may span lines. Inside `{…}` of an f-string stands an expression."
    ), example: "s = 'abc\n# →\ns = 'abc'\n")
  package static let characters = Topic(
    "E0105", "SyntaxError",
    ko: .init("코드에 쓰지 않는 글자", "문서나 웹에서 옮겨 온 둥근 따옴표, 전각 괄호와 빈칸은 코드의 글자와 달라요. 영문 자판의 글자로 바꾸세요."),
    en: .init(
      "Characters that are not code",
      "Typographic quotes and full-width brackets or spaces, pasted from a document, are not the characters of code."
    ),
    example: "print（1）\n# →\nprint(1)\n")
  package static let numberLiterals = Topic(
    "E0106", "SyntaxError",
    ko: .init("수를 쓰는 법", "수는 숫자로만 쓰고 0으로 시작하지 않아요. 이름은 숫자로 시작할 수 없어요."),
    en: .init(
      "How numbers are written",
      "A number has only digits and no leading zero; a name can't begin with a digit."),
    example: "x = 007\n# →\nx = 7\n")
  package static let assignment = Topic(
    "E0107", "SyntaxError",
    ko: .init("넣기와 비교", "`=`는 오른쪽의 값을 왼쪽 이름에 넣고, `==`는 두 값이 같은지 봐요. `=` 왼쪽에는 이름, `a.b`, `a[i]`만 올 수 있어요."),
    en: .init(
      "Assigning and comparing",
      "`=` stores the right side under the name on the left; `==` compares. Left of `=` stand names, `a.b` or `a[i]`."
    ),
    example: "x = 3\nif x = 3:\n    print(x)\n# →\nx = 3\nif x == 3:\n    print(x)\n")
  package static let otherLanguages = Topic(
    "E0108", "SyntaxError",
    ko: .init(
      "다른 언어의 표기", "`i++`은 `i += 1`, `&&`는 `and`, `||`는 `or`, `!`는 `not`으로 써요. print는 함수라서 괄호가 있어야 해요."),
    en: .init(
      "Notation of other languages",
      "Write `i += 1` for `i++`, `and` for `&&`, `or` for `||`, `not` for `!`. print is a function and needs parentheses."
    ),
    example: "i = 0\ni++\n# →\ni = 0\ni += 1\n")
  package static let reservedWord = Topic(
    "E0109", "SyntaxError",
    ko: .init("이름으로 쓸 수 없는 말", "if, for, lambda, class처럼 파이썬이 쓰는 말은 이름이 될 수 없어요."),
    en: .init("Reserved words", "Words of the language such as if, for, lambda and class can't be names."),
    example: "lambda = 0.1\n# →\nlam = 0.1\n")
  package static let parameters = Topic(
    "E0110", "SyntaxError",
    ko: .init("인자와 매개변수의 순서", "이름 없는 인자가 먼저, 이름 붙인 인자가 나중이에요. 매개변수도 기본값이 없는 것이 먼저예요."),
    en: .init(
      "The order of arguments and parameters",
      "Positional arguments come first, keyword arguments later; so do parameters without and with defaults."),
    example: "def f(a=1, b):\n    return b\n# →\ndef f(b, a=1):\n    return b\n")
  package static let wrongPlace = Topic(
    "E0111", "SyntaxError",
    ko: .init(
      "자리가 맞지 않는 문장", "return과 yield는 함수 안에서, break와 continue는 반복문 안에서, global과 nonlocal은 그 이름을 쓰기 전에 써요."),
    en: .init(
      "Statements in the wrong place",
      "return and yield belong in a function, break and continue in a loop, global and nonlocal before the name's first use."
    ), example: "return 3\n# →\ndef f():\n    return 3\n")
  package static let nesting = Topic(
    "E0112", "SyntaxError",
    ko: .init("너무 깊은 식", "식이나 블록이 지나치게 깊이 들어 있어요. 중간 결과에 이름을 붙여 나누세요."),
    en: .init(
      "Nesting too deep", "Expressions or blocks are nested too deeply. Give names to intermediate results."),
    example: "x = 1\n")
  package static let refusedSyntax = Topic(
    "E0113", "SyntaxError",
    ko: .init("서당에 없는 문법", "서당은 파이썬의 일부예요. async, match, 다중 상속, 메타클래스, bytes, 복소수는 없어요."),
    en: .init(
      "Syntax that Seodang leaves out",
      "Seodang is a part of Python: async, match, multiple inheritance, metaclasses, bytes and complex numbers are not in it."
    ),
    example:
      "class A:\n    pass\nclass B:\n    pass\nclass C(A, B):\n    pass\n# →\nclass A:\n    pass\nclass C(A):\n    pass\n"
  )
  package static let grammar = Topic(
    "E0114", "SyntaxError",
    ko: .init("문법", "이 자리에 올 수 없는 것이 있거나, 있어야 할 것이 없어요. 표시된 곳의 앞뒤를 보세요."),
    en: .init(
      "Grammar", "Something can't stand here, or something is missing. Look just before and after the mark."),
    example: "xs = [1 2 3]\n# →\nxs = [1, 2, 3]\n")

  package static let syntax: [Topic] = [
    .statementForm, .indentation, .brackets, .strings, .characters, .numberLiterals, .assignment,
    .otherLanguages,
    .reservedWord, .parameters, .wrongPlace, .nesting, .refusedSyntax, .grammar,
  ]
}
