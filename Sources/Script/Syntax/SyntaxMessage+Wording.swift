/// One entry per mistake: Korean first, English (CPython's words where it has some) second.
extension SyntaxMessage {
  func wording(_ language: Language) -> Wording { language.pick(ko: words.korean, en: words.english) }

  private typealias Words = (korean: Wording, english: Wording)

  private var words: Words {
    switch self {
    case .missingColon, .emptyBlock, .unexpectedIndent, .dedentMismatch, .tabsAndSpaces, .tooManyIndents,
      .strayClause, .tryAlone, .decoratorAlone, .bareExceptNotLast, .exceptNeedsParentheses,
      .endAfterBackslash,
      .strayBackslash:
      lineWords
    case .neverClosed, .unmatchedCloser, .wrongCloser, .missingComma, .tooManyParentheses, .tooDeep,
      .emptySubscript:
      bracketWords
    case .unterminatedString, .typographic, .invalidCharacter, .badNumber, .leadingZeros, .badEscape,
      .formatNeverClosed, .formatSingleBrace, .formatEmpty, .formatBackslash, .formatConversion,
      .formatTooDeep:
      literalWords
    case .assignmentInCondition, .assignmentInExpression, .printStatement, .increment, .doubledOperator,
      .bang,
      .elseIf, .missingIn, .conditionalNeedsElse, .hangulKeyword, .misspeltKeyword:
      habitWords
    case .keywordAsName, .badTarget, .badAugmentedTarget, .badWalrusTarget, .walrusRebinds, .cannotDelete,
      .twoStars,
      .starOutsideList, .loneStar, .starInComprehension:
      targetWords
    case .positionalAfterKeyword, .repeatedKeyword, .expressionAsKeyword, .generatorNeedsParentheses,
      .duplicateParameter, .defaultBefore, .nakedStar, .twoStarParameters, .afterKeywords:
      parameterWords
    default: placeWords
    }
  }

  private var lineWords: Words {
    switch self {
    case .missingColon(let header):
      return (
        Wording(
          "`\(header)` 줄 끝에 `:`이 빠졌어요", label: "여기에 `:`을 쓰세요"),
        Wording("expected ':'", label: "write `:` here, at the end of the `\(header)` line")
      )
    case .emptyBlock(let header, let line):
      return (
        Wording(
          "\(line)번째 줄의 `\(header)` 아래에는 들여 쓴 줄이 있어야 해요", label: "이 줄을 들여 쓰세요",
          help: "빈칸 4개를 앞에 넣으세요. 아직 쓸 것이 없으면 `pass`를 쓰세요"),
        Wording(
          "expected an indented block after '\(header)' statement on line \(line)", label: "indent this line",
          help: "put 4 spaces before it, or write `pass` if there is nothing to do yet")
      )
    case .unexpectedIndent:
      return (
        Wording("이 줄은 들여 쓸 까닭이 없어요", help: "위의 줄과 같은 칸에서 시작하세요"),
        Wording("unexpected indent", help: "start it in the same column as the line above")
      )
    case .dedentMismatch(let column, let open):
      let list = open.map { String($0) }.joined(separator: ", ")
      return (
        Wording(
          "내어 쓴 칸이 위의 어느 블록과도 맞지 않아요", label: "이 줄은 \(column)번째 칸에서 시작하는데, 열린 블록은 \(list)번째 칸이에요"),
        Wording(
          "unindent does not match any outer indentation level",
          label: "this line starts at column \(column), the open blocks at \(list)")
      )
    case .tabsAndSpaces(let isTab):
      return (
        Wording(
          "들여쓰기에 탭과 빈칸이 섞여 있어요",
          label: isTab ? "이 줄은 탭으로, 위의 줄은 빈칸으로 들여 썼어요" : "이 줄은 빈칸으로, 위의 줄은 탭으로 들여 썼어요",
          help: "모두 빈칸 4개로 바꾸세요"),
        Wording(
          "inconsistent use of tabs and spaces in indentation",
          label: isTab
            ? "this line is indented by a tab, the one above by spaces"
            : "this line is indented by spaces, the one above by a tab", help: "use 4 spaces everywhere")
      )
    case .tooManyIndents:
      return (Wording("블록이 너무 깊이 들어 있어요"), Wording("too many levels of indentation"))
    case .strayClause(let word):
      let opener = word == "else" || word == "elif" ? "if" : "try"
      return (
        Wording(
          "`\(word)` 앞에 `\(opener)`\(Particle.subject.form(after: opener)) 없어요",
          help: "`\(word)`는 짝이 되는 `\(opener)`와 같은 칸에서 시작해야 해요"),
        Wording(
          "invalid syntax", label: "there is no `\(opener)` for this `\(word)`",
          help: "start `\(word)` in the same column as its `\(opener)`")
      )
    case .tryAlone:
      return (
        Wording("`try` 뒤에 `except`나 `finally`가 있어야 해요"), Wording("expected 'except' or 'finally' block")
      )
    case .decoratorAlone:
      return (
        Wording("`@` 줄 다음에는 `def`나 `class`가 와야 해요"),
        Wording("invalid syntax", label: "a `def` or `class` must follow the `@` line")
      )
    case .bareExceptNotLast:
      return (Wording("아무 예외나 받는 `except:`는 맨 뒤에 와야 해요"), Wording("default 'except:' must be last"))
    case .exceptNeedsParentheses:
      return (
        Wording("여러 예외는 괄호로 묶어야 해요", help: "`except (ValueError, TypeError):`처럼 쓰세요"),
        Wording(
          "multiple exception types must be parenthesized", help: "write `except (ValueError, TypeError):`")
      )
    case .endAfterBackslash:
      return (Wording("`\\` 뒤에 이어질 줄이 없어요"), Wording("unexpected EOF while parsing"))
    default:
      return (
        Wording("`\\` 뒤에 다른 글자가 올 수 없어요", help: "줄을 이으려면 `\\`가 줄의 마지막 글자여야 해요"),
        Wording("unexpected character after line continuation character")
      )
    }
  }

  private var bracketWords: Words {
    switch self {
    case .neverClosed(let open):
      return (
        Wording("`\(open)`\(Particle.subject.form(after: "호")) 닫히지 않았어요", label: "여기서 열었어요"),
        Wording("'\(open)' was never closed", label: "opened here")
      )
    case .unmatchedCloser(let close):
      return (
        Wording("`\(close)`가 하나 더 있어요", label: "여기에는 열린 괄호가 없어요"),
        Wording("unmatched '\(close)'", label: "nothing is open here")
      )
    case .wrongCloser(let open, let close, let expected, let line):
      return (
        Wording("\(line)번째 줄의 `\(open)`를 `\(close)`로 닫았어요", label: "`\(expected)`로 닫으세요"),
        Wording(
          "closing parenthesis '\(close)' does not match opening parenthesis '\(open)'",
          label: "opened on line \(line): use `\(expected)`")
      )
    case .missingComma(let left, let right):
      return (
        Wording(
          "쉼표가 빠진 것 같아요",
          label: "`\(left)`\(Particle.with.form(after: left)) `\(right)` 사이에 `,`를 쓰세요"),
        Wording(
          "invalid syntax. Perhaps you forgot a comma?",
          label: "a comma is missing between `\(left)` and `\(right)`")
      )
    case .tooManyParentheses:
      return (Wording("괄호가 너무 깊이 들어 있어요"), Wording("too many nested parentheses"))
    case .tooDeep:
      return (
        Wording("식이 너무 깊이 들어 있어요", help: "중간 결과에 이름을 붙여 여러 줄로 나누세요"),
        Wording("too many nested expressions", help: "give names to intermediate results")
      )
    default:
      return (
        Wording("`[]` 안에 자리가 없어요", help: "`xs[0]`처럼 자리를 쓰세요"),
        Wording("invalid syntax", label: "an index is missing", help: "write for example `xs[0]`")
      )
    }
  }

  private var literalWords: Words {
    switch self {
    case .unterminatedString(let quote, let isTriple):
      let mark = isTriple ? quote + quote + quote : quote
      return (
        Wording("문자열이 닫히지 않았어요", label: "여기서 시작한 문자열을 닫는 `\(mark)`가 없어요"),
        Wording(
          isTriple ? "unterminated triple-quoted string literal" : "unterminated string literal",
          label: "the string that starts here has no closing `\(mark)`")
      )
    case .typographic(let character, let ascii, let code, let line):
      let hex = "U+" + Self.hexadecimal(code)
      let name = ascii == " " ? "빈칸" : "`\(ascii)`"
      return (
        Wording(
          "`\(character)`\(Particle.topic.form(after: "자")) 코드에 쓰는 글자가 아니에요 (\(hex))",
          label: "\(name)\(ascii == " " ? "을" : "를") 쓰세요", help: "이 줄을 이렇게 고치세요: `\(line)`"),
        Wording(
          "invalid character '\(character)' (\(hex))",
          label: ascii == " " ? "use an ordinary space" : "use `\(ascii)`",
          help: "the line should be `\(line)`")
      )
    case .invalidCharacter(let character, let code):
      let hex = "U+" + Self.hexadecimal(code)
      return (
        Wording("`\(character)`\(Particle.topic.form(after: "\(character)")) 코드에 쓸 수 없는 글자예요 (\(hex))"),
        code < 0x20 || code == 0x7F
          ? Wording("invalid non-printable character \(hex)")
          : Wording("invalid character '\(character)' (\(hex))")
      )
    case .badNumber(let text):
      return (
        Wording("`\(text)`\(Particle.topic.form(after: text)) 수로 읽을 수 없어요", help: "이름이라면 숫자로 시작할 수 없어요"),
        Wording("invalid decimal literal", help: "a name can't begin with a digit")
      )
    case .leadingZeros(let text):
      let plain = String(text.drop { $0 == "0" || $0 == "_" })
      return (
        Wording("수는 0으로 시작할 수 없어요", help: "`\(plain)`\(Particle.called.form(after: plain)) 수라면 앞의 0을 지우세요"),
        Wording(
          "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers",
          help: "write `\(plain)`")
      )
    case .badEscape(let escape):
      return (
        Wording("문자열 안의 `\(escape)` 뒤가 잘못되었어요", help: "`\\` 자체를 쓰려면 `\\\\`라고 쓰거나 r\"…\"을 쓰세요"),
        Wording(
          "(unicode error) 'unicodeescape' codec can't decode bytes: truncated \(escape) escape",
          help: "for a backslash itself write `\\\\`, or use r\"…\"")
      )
    case .formatNeverClosed:
      return (
        Wording("f-문자열의 `{`가 닫히지 않았어요", label: "여기서 열었어요"),
        Wording("f-string: expecting '}'", label: "opened here")
      )
    case .formatSingleBrace:
      return (
        Wording("f-문자열에 짝이 없는 `}`가 있어요", help: "`}` 자체를 쓰려면 `}}`라고 쓰세요"),
        Wording("f-string: single '}' is not allowed", help: "for the character itself write `}}`")
      )
    case .formatEmpty:
      return (
        Wording("f-문자열의 `{}` 안이 비었어요", help: "`{}` 자체를 쓰려면 `{{}}`라고 쓰세요"),
        Wording("f-string: empty expression not allowed")
      )
    case .formatBackslash:
      return (
        Wording("f-문자열의 `{…}` 안에는 `\\`를 쓸 수 없어요", help: "그 부분을 먼저 변수에 넣으세요"),
        Wording(
          "f-string expression part cannot include a backslash", help: "store that part in a variable first")
      )
    case .formatConversion:
      return (
        Wording("f-문자열의 `!` 뒤에는 r, s, a만 올 수 있어요"),
        Wording("f-string: invalid conversion character: expected 's', 'r', or 'a'")
      )
    default:
      return (Wording("f-문자열의 `{…}`가 너무 깊이 들어 있어요"), Wording("f-string: expressions nested too deeply"))
    }
  }

  private static func hexadecimal(_ code: Int) -> String {
    let digits = String(code, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  private var habitWords: Words {
    switch self {
    case .assignmentInCondition(let header, let left):
      return (
        Wording(
          "조건에 `=`를 썼어요", label: "`=`는 값을 넣고, 같은지 비교할 때는 `==`를 써요",
          help: "`\(header) \(left) == …:`처럼 쓰세요"),
        Wording(
          "invalid syntax. Maybe you meant '==' or ':=' instead of '='?", label: "`=` stores, `==` compares",
          help: "write `\(header) \(left) == …:`")
      )
    case .assignmentInExpression:
      return (
        Wording("식 안에는 `=`를 쓸 수 없어요", label: "같은지 비교하려면 `==`를 쓰세요"),
        Wording(
          "invalid syntax. Maybe you meant '==' or ':=' instead of '='?", label: "to compare, write `==`")
      )
    case .printStatement(let name, let rest):
      return (
        Wording(
          "`\(name)`\(Particle.topic.form(after: "트")) 함수예요",
          help: "`\(name)(\(rest))`라고 쓰세요"),
        Wording(
          "Missing parentheses in call to '\(name)'. Did you mean \(name)(...)?",
          help: "write `\(name)(\(rest))`")
      )
    case .increment(let name, let sign):
      return (
        Wording("파이썬에는 `\(sign)\(sign)`가 없어요", help: "`\(name) \(sign)= 1`이라고 쓰세요"),
        Wording(
          "invalid syntax", label: "there is no `\(sign)\(sign)`", help: "write `\(name) \(sign)= 1`")
      )
    case .doubledOperator(let sign):
      let word = sign == "&&" ? "and" : "or"
      return (
        Wording(
          "파이썬에는 `\(sign)`가 없어요",
          label: "`\(word)`\(Particle.object.form(after: word == "and" ? "드" : "어")) 쓰세요",
          help: "`and`, `or`, `not`을 써요. 범위는 `0 < x < 2`처럼도 쓸 수 있어요"),
        Wording(
          "invalid syntax", label: "write `\(word)`",
          help: "use `and`, `or` and `not`; `0 < x < 2` works too")
      )
    case .bang:
      return (
        Wording("파이썬에서는 `!` 대신 `not`을 써요"), Wording("invalid syntax", label: "write `not` instead of `!`")
      )
    case .elseIf:
      return (
        Wording("`else if`는 `elif`라고 써요"),
        Wording("expected ':'", label: "write `elif` instead of `else if`")
      )
    case .missingIn(let found):
      return (
        Wording(
          "`for`의 변수 뒤에는 `in`이 와야 해요", label: "`\(found)` 앞에 `in`이 없어요",
          help: "`for i in range(3):`처럼 쓰세요"),
        Wording(
          "invalid syntax", label: "`in` is missing before `\(found)`", help: "write `for i in range(3):`")
      )
    case .conditionalNeedsElse:
      return (
        Wording("한 줄 `if` 식에는 `else`가 있어야 해요", help: "`a if 조건 else b`처럼 쓰세요"),
        Wording("expected 'else' after 'if' expression", help: "write `a if condition else b`")
      )
    case .hangulKeyword(let word, let meant):
      return (
        Wording(
          "`\(word)`\(Particle.topic.form(after: word)) 한글 자판으로 친 `\(meant)`인 것 같아요",
          help: "한/영 키를 눌러 `\(meant)`\(Particle.direction.form(after: meant)) 고치세요"),
        Wording(
          "invalid syntax", label: "this looks like `\(meant)` typed with the Korean keyboard",
          help: "write `\(meant)`")
      )
    case .misspeltKeyword(let word, let meant):
      return (
        Wording(
          "`\(word)`\(Particle.topic.form(after: word)) 파이썬이 아는 말이 아니에요",
          label: "`\(meant)`\(Particle.object.form(after: meant)) 쓰려던 것 같아요"),
        Wording("invalid syntax", label: "`\(meant)` was probably meant")
      )
    default: return (Wording("문법에 맞지 않아요"), Wording("invalid syntax"))
    }
  }

  private var targetWords: Words {
    switch self {
    case .keywordAsName(let word):
      let other = [
        "lambda": "lam", "class": "cls", "in": "input_", "from": "from_", "is": "is_", "def": "define",
      ]
      let example = other[word] ?? "\(word)_"
      return (
        Wording(
          "`\(word)`\(Particle.topic.form(after: word)) 파이썬이 쓰는 말이라 이름으로 쓸 수 없어요",
          help: "예를 들어 `\(example)`처럼 다른 이름을 쓰세요"),
        Wording(
          "invalid syntax", label: "`\(word)` is a word of the language",
          help: "choose another name, for example `\(example)`")
      )
    case .badTarget(let thing):
      return (
        Wording("\(thing.korean)에는 값을 넣을 수 없어요", help: "`=` 왼쪽에는 이름이 와야 해요. 비교하려면 `==`를 쓰세요"),
        Wording(
          "cannot assign to \(thing.english) here. Maybe you meant '==' instead of '='?",
          help: "the left side of `=` must be a name; to compare, write `==`")
      )
    case .badAugmentedTarget(let thing):
      return (
        Wording("\(thing.korean)에는 `+=`처럼 계산해서 넣는 대입을 할 수 없어요"),
        Wording("'\(thing.english)' is an illegal expression for augmented assignment")
      )
    case .badWalrusTarget(let thing):
      return (
        Wording("`:=` 왼쪽에는 이름만 올 수 있어요"),
        Wording("cannot use assignment expressions with \(thing.english)")
      )
    case .walrusRebinds(let name):
      return (
        Wording("컴프리헨션의 변수 `\(name)`에는 그 안에서 `:=`로 값을 넣을 수 없어요"),
        Wording("assignment expression cannot rebind comprehension iteration variable '\(name)'")
      )
    case .cannotDelete(let thing):
      return (
        Wording("\(thing.korean)\(Particle.topic.form(after: thing.korean)) 지울 수 없어요"),
        Wording("cannot delete \(thing.english)")
      )
    case .twoStars:
      return (
        Wording("한 대입의 왼쪽에는 `*`를 하나만 쓸 수 있어요"), Wording("multiple starred expressions in assignment")
      )
    case .starOutsideList:
      return (
        Wording("`*`를 붙인 이름은 쉼표가 있는 목록 안에 있어야 해요", help: "`*a, = xs`나 `a, *b = xs`처럼 쓰세요"),
        Wording("starred assignment target must be in a list or tuple")
      )
    case .starInComprehension:
      return (
        Wording("컴프리헨션에서는 `*`로 펼칠 수 없어요"), Wording("iterable unpacking cannot be used in comprehension")
      )
    default: return (Wording("여기에는 `*`를 쓸 수 없어요"), Wording("can't use starred expression here"))
    }
  }

  private var parameterWords: Words {
    switch self {
    case .positionalAfterKeyword:
      return (
        Wording("이름 붙인 인자 뒤에 이름 없는 인자가 왔어요", help: "이름 없는 인자를 앞에 쓰세요"),
        Wording("positional argument follows keyword argument", help: "put it before the keyword arguments")
      )
    case .repeatedKeyword(let name):
      return (Wording("인자 `\(name)`에 값을 두 번 줬어요"), Wording("keyword argument repeated: \(name)"))
    case .expressionAsKeyword:
      return (
        Wording("인자의 `=` 왼쪽에는 이름만 올 수 있어요", help: "비교하려면 `==`를 쓰세요"),
        Wording(
          "expression cannot contain assignment, perhaps you meant \"==\"?")
      )
    case .generatorNeedsParentheses:
      return (Wording("다른 인자가 있으면 생성기 식을 괄호로 묶어야 해요"), Wording("Generator expression must be parenthesized"))
    case .duplicateParameter(let name):
      return (
        Wording("매개변수 `\(name)`\(Particle.subject.form(after: name)) 두 번 나와요"),
        Wording("duplicate argument '\(name)' in function definition")
      )
    case .defaultBefore(let name):
      return (
        Wording(
          "기본값이 있는 매개변수 뒤에 기본값이 없는 `\(name)`\(Particle.subject.form(after: name)) 왔어요",
          help: "기본값이 없는 매개변수를 앞에 쓰세요"),
        Wording(
          "non-default argument follows default argument", label: "`\(name)` has no default",
          help: "put it before the parameters with defaults")
      )
    case .nakedStar:
      return (Wording("`*` 뒤에 이름 붙여 주는 매개변수가 있어야 해요"), Wording("named arguments must follow bare *"))
    case .twoStarParameters:
      return (Wording("`*`는 한 번만 쓸 수 있어요"), Wording("* argument may appear only once"))
    default:
      return (Wording("`**` 매개변수는 맨 뒤에 와야 해요"), Wording("arguments cannot follow var-keyword argument"))
    }
  }

  private var placeWords: Words {
    switch self {
    case .outsideLoop(let word):
      return (
        Wording("`\(word)`\(Particle.topic.form(after: word)) 반복문 안에서만 쓸 수 있어요"),
        Wording(word == "break" ? "'break' outside loop" : "'continue' not properly in loop")
      )
    case .outsideFunction(let word):
      return (
        Wording("`\(word)`\(Particle.topic.form(after: word)) 함수 안에서만 쓸 수 있어요"),
        Wording("'\(word)' outside function")
      )
    case .globalAfterUse(let name, let isGlobal):
      let word = isGlobal ? "global" : "nonlocal"
      return (
        Wording(
          "`\(word) \(name)`보다 앞에서 `\(name)`\(Particle.object.form(after: name)) 썼어요", help: "함수의 맨 위로 옮기세요"),
        Wording(
          "name '\(name)' is used prior to \(word) declaration", help: "move it to the top of the function")
      )
    case .globalParameter(let name, let isGlobal):
      return (
        Wording(
          "`\(name)`\(Particle.topic.form(after: name)) 매개변수라서 \(isGlobal ? "global" : "nonlocal")일 수 없어요"),
        Wording("name '\(name)' is parameter and \(isGlobal ? "global" : "nonlocal")")
      )
    case .nonlocalAtModule:
      return (
        Wording("`nonlocal`은 함수 안의 함수에서만 쓸 수 있어요"),
        Wording("nonlocal declaration not allowed at module level")
      )
    case .noNonlocal(let name):
      return (
        Wording("바깥 함수에 변수 `\(name)`\(Particle.subject.form(after: name)) 없어요"),
        Wording("no binding for nonlocal '\(name)' found")
      )
    case .importStarInFunction:
      return (
        Wording("`import *`는 함수 밖에서만 쓸 수 있어요"), Wording("import * only allowed at module level")
      )
    case .missingOperand(let word):
      return (
        Wording("줄이 끝나기 전에 값이 하나 더 있어야 해요", label: word.isEmpty ? nil : "`\(word)` 뒤가 비었어요"),
        Wording("invalid syntax", label: word.isEmpty ? nil : "a value is missing after `\(word)`")
      )
    case .unexpected(let word, let wanted):
      let shown = SyntaxMessage.shown(word)
      return (
        Wording(
          "문법에 맞지 않아요",
          label: wanted.map {
            "\(SyntaxMessage.shown($0).korean)\(Particle.subject.form(after: SyntaxMessage.shown($0).korean)) 올 자리예요"
          }
            ?? "\(shown.korean)\(Particle.subject.form(after: shown.korean)) 올 자리가 아니에요"),
        Wording(
          "invalid syntax",
          label: wanted.map { "\(SyntaxMessage.shown($0).english) was expected" }
            ?? "\(shown.english) can't stand here")
      )
    case .refused(let construct): return refusal(construct)
    default: return (Wording("문법에 맞지 않아요"), Wording("invalid syntax"))
    }
  }

  private static func shown(_ word: String) -> (korean: String, english: String) {
    switch word {
    case "end of line": ("줄의 끝", "the end of the line")
    case "end of text": ("글의 끝", "the end of the text")
    case "indentation", "end of indentation": ("들여쓰기", "indentation")
    case "name": ("이름", "a name")
    default: ("`\(word)`", "`\(word)`")
    }
  }

  private func refusal(_ construct: String) -> Words {
    let advice: (korean: String, english: String)? =
      switch construct {
      case "match": ("`if`와 `elif`로 나누어 쓰세요", "write `if` and `elif`")
      case "async", "await": ("보통 함수로 쓰세요", "write an ordinary function")
      case "multiple inheritance":
        ("한 클래스만 이어받고, 다른 것은 속성으로 가지세요", "inherit from one class and keep the other as an attribute")
      case "metaclass": ("클래스 데코레이터를 쓰세요", "use a class decorator")
      case "except*": ("`except`를 쓰세요", "write `except`")
      case "complex": ("실수부와 허수부를 따로 두세요", "keep real and imaginary parts apart")
      case "bytes": ("문자열을 쓰세요", "use a string")
      default: nil
      }
    let korean = ["multiple inheritance": "다중 상속", "complex": "복소수"][construct] ?? "`\(construct)`"
    let english =
      ["multiple inheritance": "multiple inheritance", "complex": "complex numbers"][construct]
      ?? "`\(construct)`"
    return (
      Wording("서당에는 \(korean)\(Particle.subject.form(after: korean)) 없어요", help: advice?.korean),
      Wording(
        "\(english) \(english.hasSuffix("numbers") ? "are" : "is") not supported in Seodang",
        help: advice?.english)
    )
  }
}
