/// Arithmetic that has no result, and texts that are no numbers.
package enum NumberMessage: CatalogueMessage {
  /// `what` is CPython's sentence: `division by zero`, `integer modulo by zero`, `float modulo` …
  case zeroDivision(String)
  case zeroToNegativePower
  /// An int beyond 64 bits; `operation` is what was tried, for example `2 ** 64`.
  case integerOverflow(operation: String)
  case floatOverflow
  case complexResult
  case notIntegerText(String, base: Int)
  case notFloatText(String)
  case badBase
  case baseNeedsText
  case cannotConvert(function: String, type: String)
  case nanToInteger
  case infinityToInteger
  case negativeShift
  case domain
  case range
  case moduloZero
  case powerThirdType
  case noInverse
  case negativeFactorial
  case nonNegative(String)
  case characterRange
  case characterLength(Int)
  case characterType(String)
  case rangeStepZero
  case tooManyDigits

  package var entry: Topic {
    switch self {
    case .zeroDivision, .zeroToNegativePower: .zeroDivision
    case .integerOverflow, .floatOverflow, .infinityToInteger, .range: .overflow
    case .notIntegerText, .notFloatText, .badBase, .nanToInteger: .notANumber
    case .baseNeedsText, .cannotConvert, .characterLength, .characterType, .powerThirdType: .wrongArgumentType
    case .complexResult, .negativeShift, .domain, .moduloZero, .noInverse, .negativeFactorial, .nonNegative,
      .characterRange, .rangeStepZero, .tooManyDigits:
      .domain
    }
  }

  package func wording(_ language: Language) -> Wording {
    switch self {
    case .zeroDivision(let what):
      return language.pick(
        ko: Wording("0으로 나눌 수 없어요", label: "나누는 값이 0이에요"), en: Wording(what, label: "the divisor is 0"))
    case .zeroToNegativePower:
      return language.pick(
        ko: Wording("0은 음수 번 거듭제곱할 수 없어요"), en: Wording("0.0 cannot be raised to a negative power"))
    case .integerOverflow(let operation):
      return language.pick(
        ko: Wording(
          "정수 계산 \(operation)의 결과가 64비트를 넘어요", label: "서당의 정수는 -2⁶³부터 2⁶³-1까지예요",
          help: "float로 계산해 보세요. 예: `2.0 ** 64`"),
        en: Wording(
          "integer overflow: the result of \(operation) needs more than 64 bits",
          label: "ints here go from -2⁶³ to 2⁶³-1",
          help: "calculate with floats, for example `2.0 ** 64`"))
    case .floatOverflow:
      return language.pick(
        ko: Wording("결과가 float로 나타낼 수 있는 크기를 넘어요"), en: Wording("(34, 'Numerical result out of range')"))
    case .complexResult:
      return language.pick(
        ko: Wording("음수의 소수 거듭제곱은 복소수라서 계산할 수 없어요", help: "`abs(…)`로 부호를 없애거나 지수를 정수로 바꾸세요"),
        en: Wording(
          "a negative number cannot be raised to a fractional power: complex numbers are not supported"))
    case .notIntegerText(let text, let base):
      let repr = StringRepr.text(text)
      let looksLikeFloat = base == 10 && NumberText.parseFloat(text) != nil
      return language.pick(
        ko: Wording(
          "\(repr)\(Particle.topic.form(after: repr)) \(base == 10 ? "" : "\(base)진법 ")정수로 읽을 수 없어요",
          help: looksLikeFloat ? "소수는 `float(\(repr))`로 읽어요" : nil),
        en: Wording(
          "invalid literal for int() with base \(base): \(repr)",
          help: looksLikeFloat ? "it is not a whole number: use `float(\(repr))`" : nil))
    case .notFloatText(let text):
      let repr = StringRepr.text(text)
      return language.pick(
        ko: Wording("\(repr)\(Particle.topic.form(after: repr)) 수로 읽을 수 없어요"),
        en: Wording("could not convert string to float: \(repr)"))
    case .badBase:
      return language.pick(
        ko: Wording("int()의 진법은 2부터 36까지, 또는 0이어야 해요"),
        en: Wording("int() base must be >= 2 and <= 36, or 0"))
    case .baseNeedsText:
      return language.pick(
        ko: Wording("진법을 줄 때는 문자열만 정수로 바꿀 수 있어요"),
        en: Wording("int() can't convert non-string with explicit base"))
    case .cannotConvert(let function, let type):
      let expected =
        function == "int" ? "a string, a bytes-like object or a real number" : "a string or a real number"
      return language.pick(
        ko: Wording("'\(type)' 값은 `\(function)(…)`로 바꿀 수 없어요", help: "문자열이나 수만 바꿀 수 있어요"),
        en: Wording("\(function)() argument must be \(expected), not '\(type)'"))
    case .nanToInteger:
      return language.pick(
        ko: Wording("NaN(수가 아닌 값)은 정수로 바꿀 수 없어요"), en: Wording("cannot convert float NaN to integer"))
    case .infinityToInteger:
      return language.pick(
        ko: Wording("무한대는 정수로 바꿀 수 없어요"), en: Wording("cannot convert float infinity to integer"))
    case .negativeShift:
      return language.pick(ko: Wording("비트를 음수 칸만큼 옮길 수 없어요"), en: Wording("negative shift count"))
    case .domain:
      return language.pick(
        ko: Wording("이 함수가 받을 수 없는 수예요", help: "음수의 제곱근이나 0 이하의 로그는 없어요. 로그라면 작은 수를 더해 보세요"),
        en: Wording(
          "math domain error", help: "there is no square root of a negative number and no logarithm of 0"))
    case .range:
      return language.pick(ko: Wording("결과가 float로 나타낼 수 있는 크기를 넘어요"), en: Wording("math range error"))
    case .moduloZero:
      return language.pick(
        ko: Wording("pow()의 세 번째 인자는 0일 수 없어요"), en: Wording("pow() 3rd argument cannot be 0"))
    case .powerThirdType:
      return language.pick(
        ko: Wording("pow()에 인자를 셋 줄 때는 모두 정수여야 해요"),
        en: Wording("pow() 3rd argument not allowed unless all arguments are integers"))
    case .noInverse:
      return language.pick(
        ko: Wording("이 법에서는 역원이 없어요"), en: Wording("base is not invertible for the given modulus"))
    case .negativeFactorial:
      return language.pick(
        ko: Wording("음수에는 계승(factorial)이 없어요"), en: Wording("factorial() not defined for negative values"))
    case .nonNegative(let what):
      return language.pick(
        ko: Wording("`\(what)`\(Particle.topic.form(after: what)) 0 이상이어야 해요"),
        en: Wording("\(what) must be a non-negative integer"))
    case .characterRange:
      return language.pick(
        ko: Wording("chr()의 인자는 0부터 0x10FFFF까지여야 해요"), en: Wording("chr() arg not in range(0x110000)"))
    case .characterLength(let length):
      return language.pick(
        ko: Wording("ord()에는 글자 하나를 주어야 하는데 길이가 \(length)\(Particle.copula.form(after: "\(length)"))"),
        en: Wording("ord() expected a character, but string of length \(length) found"))
    case .characterType(let type):
      return language.pick(
        ko: Wording("ord()에는 글자 하나를 주어야 하는데 '\(type)' 값이 왔어요"),
        en: Wording("ord() expected string of length 1, but \(type) found"))
    case .rangeStepZero:
      return language.pick(
        ko: Wording("range()의 간격은 0일 수 없어요"), en: Wording("range() arg 3 must not be zero"))
    case .tooManyDigits:
      return language.pick(ko: Wording("자릿수가 너무 많아요"), en: Wording("precision too big"))
    }
  }
}

extension Topic {
  package static let zeroDivision = Topic(
    "E0410", "ZeroDivisionError",
    ko: .init(
      "0으로 나누기",
      "`/`, `//`, `%`의 오른쪽이 0이에요. 개수나 합이 0이 될 수 있는지 보고, `if`로 먼저 가르세요. 텐서의 나눗셈은 오류 대신 inf나 nan이 돼요."),
    en: .init(
      "Division by zero",
      "The right side of `/`, `//` or `%` is 0. Tensors give inf or nan instead of an error."),
    example: "xs = []\nprint(sum(xs) / len(xs))\n# →\nxs = []\nprint(sum(xs) / len(xs) if xs else 0.0)\n")
  package static let overflow = Topic(
    "E0411", "OverflowError",
    ko: .init(
      "너무 큰 수", "서당의 정수는 64비트, float는 약 1.8×10³⁰⁸까지예요. 파이썬의 정수에는 크기 제한이 없지만, 여기서는 틀린 값을 내는 대신 오류를 내요."),
    en: .init(
      "A number that is too large",
      "Ints have 64 bits here and floats go up to about 1.8×10³⁰⁸. CPython's ints have no bound; here you get an error, never a wrong value."
    ),
    example: "print(2 ** 64)\n# →\nprint(2.0 ** 64)\n")
  package static let notANumber = Topic(
    "E0412", "ValueError",
    ko: .init(
      "수로 읽을 수 없는 글",
      "`int(\"…\")`와 `float(\"…\")`는 글 전체가 수일 때만 돼요. 소수는 `float`로 읽고, 쉼표는 `.replace(\",\", \"\")`로 지우세요."),
    en: .init(
      "A text that is no number",
      "`int(\"…\")` and `float(\"…\")` need a text that is a number as a whole. Read decimals with `float`."),
    example: "print(int(\"3.5\"))\n# →\nprint(float(\"3.5\"))\n")
  package static let domain = Topic(
    "E0413", "ValueError",
    ko: .init("받을 수 없는 수", "타입은 맞지만 이 함수가 받을 수 없는 수예요. 음수의 제곱근, 0의 로그, 간격이 0인 range 같은 거예요."),
    en: .init(
      "A number outside the domain",
      "The type is right, but the function is not defined there: the root of a negative number, the logarithm of 0, a step of 0."
    ),
    example: "import math\nprint(math.log(0.0))\n# →\nimport math\nprint(math.log(0.0 + 1e-12))\n")

  package static let numbers: [Topic] = [.zeroDivision, .overflow, .notANumber, .domain]
}
