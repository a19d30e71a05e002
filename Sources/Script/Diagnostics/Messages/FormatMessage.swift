/// Format specifications, `%` formatting and `str.format` that cannot be carried out, in CPython's words.
package enum FormatMessage: CatalogueMessage {
  case unknownCode(Character, type: String)
  case invalidSpecifier(String, type: String)
  case signInText
  case spaceInText
  case alignmentInText
  case alternateInText
  case zeroCoercion(String)
  case cannotSpecify(String, with: String)
  case bothSeparators
  case precisionInInteger
  case signWithCharacter
  case alternateWithCharacter
  case missingPrecision
  case tooManyDigits
  case precisionTooBig
  case characterRange
  // %
  case notEnoughArguments
  case notAllConverted
  case unsupportedCharacter(Character, index: Int)
  case incomplete
  case needsMapping
  case needsNumber(Character, isInteger: Bool, type: String)
  case needsCharacter
  case starNeedsInteger
  // str.format
  case replacementIndex(Int)
  case positionalInMapping
  case switchToAutomatic
  case switchToManual
  case singleBrace(Character)
  case expectedBrace
  case unmatchedBrace
  case unknownConversion(String)
  case endAfterConversion
  case emptyAttribute
  case missingBracket
  case onlyDotOrBracket
  case nestedTooDeep

  package var entry: Topic {
    switch self {
    case .notEnoughArguments, .notAllConverted, .needsMapping, .needsNumber, .needsCharacter,
      .starNeedsInteger:
      .percentFormat
    case .replacementIndex: .formatIndex
    case .characterRange: .overflow
    default: .formatSpecifier
    }
  }

  package func wording(_ language: Language) -> Wording {
    switch self {
    case .unknownCode(let code, let type):
      let help = type == "str" ? "d" : ""
      return language.pick(
        ko: Wording(
          "'\(type)' 값에는 형식 '\(code)'\(Particle.object.form(after: String(code))) 쓸 수 없어요",
          help: help.isEmpty
            ? (type == "float" && code == "d" ? "소수에는 `.2f`나 `.0f`를 쓰거나 `int(…)`로 바꾸세요" : nil)
            : "수로 바꾸어 주세요: `int(…)`, `float(…)`"),
        en: Wording(
          "Unknown format code '\(code)' for object of type '\(type)'",
          help: help.isEmpty
            ? (type == "float" && code == "d" ? "use `.0f`, or convert with `int(…)`" : nil)
            : "make it a number first: `int(…)`, `float(…)`"))
    case .invalidSpecifier(let spec, let type):
      return language.pick(
        ko: Wording(
          "형식 '\(spec)'\(Particle.object.form(after: spec)) 읽을 수 없어요",
          help: "예: `.2f` 소수 둘째 자리까지, `>8` 오른쪽 맞춤, `,` 천 단위 쉼표"),
        en: Wording("Invalid format specifier '\(spec)' for object of type '\(type)'"))
    case .signInText:
      return both(language, "Sign not allowed in string format specifier", "문자열의 형식에는 부호를 쓸 수 없어요")
    case .spaceInText:
      return both(language, "Space not allowed in string format specifier", "문자열의 형식에는 부호 자리의 빈칸을 쓸 수 없어요")
    case .alignmentInText:
      return both(
        language, "'=' alignment not allowed in string format specifier", "문자열의 형식에는 `=` 맞춤을 쓸 수 없어요")
    case .alternateInText:
      return both(
        language, "Alternate form (#) not allowed in string format specifier", "문자열의 형식에는 `#`을 쓸 수 없어요")
    case .zeroCoercion(let what):
      return both(language, "Negative zero coercion (z) not allowed in \(what)", "이 형식에는 `z`를 쓸 수 없어요")
    case .cannotSpecify(let what, let code):
      return both(language, "Cannot specify '\(what)' with '\(code)'.", "`\(what)`와 `\(code)`는 함께 쓸 수 없어요")
    case .bothSeparators: return both(language, "Cannot specify both ',' and '_'.", "`,`와 `_`는 함께 쓸 수 없어요")
    case .precisionInInteger:
      return both(language, "Precision not allowed in integer format specifier", "정수의 형식에는 소수 자릿수를 쓸 수 없어요")
    case .signWithCharacter:
      return both(language, "Sign not allowed with integer format specifier 'c'", "형식 `c`에는 부호를 쓸 수 없어요")
    case .alternateWithCharacter:
      return both(
        language, "Alternate form (#) not allowed with integer format specifier 'c'", "형식 `c`에는 `#`을 쓸 수 없어요"
      )
    case .missingPrecision:
      return both(language, "Format specifier missing precision", "형식의 `.` 뒤에 자릿수가 없어요")
    case .tooManyDigits:
      return both(language, "Too many decimal digits in format string", "형식의 수가 너무 커요")
    case .precisionTooBig: return both(language, "precision too big", "형식의 자릿수가 너무 커요")
    case .characterRange: return both(language, "%c arg not in range(0x110000)", "글자로 나타낼 수 없는 수예요")
    case .notEnoughArguments:
      return language.pick(
        ko: Wording("`%` 형식에 넣을 값이 모자라요", help: "값이 여럿이면 괄호로 묶으세요: `\"%d %d\" % (1, 2)`"),
        en: Wording(
          "not enough arguments for format string", help: "several values need brackets: `\"%d %d\" % (1, 2)`"
        ))
    case .notAllConverted:
      return both(language, "not all arguments converted during string formatting", "`%` 형식에 넣을 값이 남아요")
    case .unsupportedCharacter(let character, let index):
      let code = character.unicodeScalars.first.map { String($0.value, radix: 16) } ?? "0"
      // CPython shows no character but those of ASCII.
      let shown = character >= "\u{1F}" && character <= "~" ? character : "?"
      return both(
        language, "unsupported format character '\(shown)' (0x\(code)) at index \(index)",
        "`%` 뒤의 '\(character)'는 없는 형식이에요. % 자체를 쓰려면 `%%`예요")
    case .incomplete: return both(language, "incomplete format", "`%` 뒤에 형식이 없어요. % 자체를 쓰려면 `%%`예요")
    case .needsMapping: return both(language, "format requires a mapping", "`%(이름)s` 형식에는 딕셔너리를 주어야 해요")
    case .needsNumber(let code, let isInteger, let type):
      return both(
        language, "%\(code) format: \(isInteger ? "an integer" : "a real number") is required, not \(type)",
        "`%\(code)` 형식에는 \(isInteger ? "정수" : "수")가 있어야 하는데 '\(type)' 값이 왔어요")
    case .needsCharacter: return both(language, "%c requires int or char", "`%c` 형식에는 정수나 글자 하나가 있어야 해요")
    case .starNeedsInteger: return both(language, "* wants int", "형식의 `*`에는 정수가 있어야 해요")
    case .replacementIndex(let index):
      return both(
        language, "Replacement index \(index) out of range for positional args tuple",
        "`{}` 자리에 넣을 \(index)번 값이 없어요")
    case .positionalInMapping:
      return both(
        language, "Format string contains positional fields", "`format_map`의 `{ }` 안에는 이름이 있어야 해요")
    case .switchToAutomatic:
      return both(
        language, "cannot switch from manual field specification to automatic field numbering",
        "`{0}`과 `{}`는 섞어 쓸 수 없어요")
    case .switchToManual:
      return both(
        language, "cannot switch from automatic field numbering to manual field specification",
        "`{}`와 `{0}`은 섞어 쓸 수 없어요")
    case .singleBrace(let brace):
      return both(
        language, "Single '\(brace)' encountered in format string",
        "짝이 없는 `\(brace)`가 있어요. 괄호 자체를 쓰려면 `\(brace)\(brace)`예요")
    case .expectedBrace: return both(language, "expected '}' before end of string", "`{`의 짝이 되는 `}`가 없어요")
    case .unmatchedBrace:
      return both(language, "unmatched '{' in format spec", "`!` 뒤에는 r, s, a 가운데 하나가 와야 해요")
    case .unknownConversion(let what):
      return both(language, "Unknown conversion specifier \(what)", "`!` 뒤에는 r, s, a만 올 수 있어요")
    case .endAfterConversion:
      return both(language, "expected ':' after conversion specifier", "`!r` 뒤에는 `:`이나 `}`가 와야 해요")
    case .emptyAttribute:
      return both(language, "Empty attribute in format string", "형식의 `.`이나 `[ ]` 안에 이름이 없어요")
    case .missingBracket: return both(language, "Missing ']' in format string", "형식의 `[`에 짝이 되는 `]`가 없어요")
    case .onlyDotOrBracket:
      return both(
        language, "Only '.' or '[' may follow ']' in format field specifier",
        "형식의 `]` 뒤에는 `.`이나 `[`만 올 수 있어요")
    case .nestedTooDeep: return both(language, "Max string recursion exceeded", "형식 안의 `{ }`가 너무 깊이 겹쳤어요")
    }
  }

  private func both(_ language: Language, _ english: String, _ korean: String) -> Wording {
    Wording(language.pick(ko: korean, en: english))
  }
}

extension Topic {
  package static let formatSpecifier = Topic(
    "E0420", "ValueError",
    ko: .init(
      "읽을 수 없는 형식",
      "형식은 `[채움][맞춤][부호][#][0][폭][,][.자릿수][종류]` 차례예요. `.2f` 소수 둘째 자리, `>8` 폭 8에 오른쪽 맞춤, `,` 천 단위 쉼표, `.1%` 백분율."
    ),
    en: .init(
      "A format that cannot be read",
      "A format is `[fill][align][sign][#][0][width][,][.precision][type]`: `.2f`, `>8`, `,`, `.1%`."),
    example: "print(f\"{'3':.2f}\")\n# →\nprint(f\"{float('3'):.2f}\")\n")
  package static let percentFormat = Topic(
    "E0421", "TypeError",
    ko: .init("맞지 않는 % 형식", "`%` 왼쪽의 형식 수와 오른쪽의 값 수, 종류가 맞아야 해요. f-문자열이 더 쉬워요."),
    en: .init(
      "A % format that does not fit",
      "The formats on the left of `%` and the values on the right must agree in number and kind. f-strings are easier."
    ),
    example: "print(\"%d %d\" % 1)\n# →\nprint(f\"{1} {2}\")\n")
  package static let formatIndex = Topic(
    "E0422", "IndexError",
    ko: .init("format에 없는 값", "`\"{} {}\".format(…)`의 `{}` 수만큼 값을 주어야 해요."),
    en: .init("A value missing from format", "`\"{} {}\".format(…)` needs as many values as there are `{}`."),
    example: "print(\"{} {}\".format(1))\n# →\nprint(\"{} {}\".format(1, 2))\n")

  package static let formats: [Topic] = [.formatSpecifier, .percentFormat, .formatIndex]
}
