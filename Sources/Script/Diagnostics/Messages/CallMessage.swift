/// Calls whose arguments do not fit the function.
package enum CallMessage: CatalogueMessage {
  /// `kind` is `positional` or `keyword-only`; `signature` shows the parameters, for example `f(a, b)`.
  case missing(function: String, names: [String], kind: String, signature: String?)
  /// `takes` in CPython's words: `1 positional argument`, `from 1 to 2 positional arguments`.
  /// - Parameter keywordOnly: how many of the parameters without a place were given, too.
  /// - Parameter forgotSelf: the definition of a method with `self`, where the one that was called has none.
  case tooMany(
    function: String, takes: String, given: Int, keywordOnly: Int = 0, signature: String?,
    forgotSelf: String? = nil)
  case unexpectedKeyword(function: String, name: String, parameters: [String], suggestion: String?)
  case repeated(function: String, name: String)
  case givenTwice(function: String, name: String, position: Int)
  case positionalOnly(function: String, names: String)
  case keywordsMustBeText
  case repeatedKeyword(function: String, name: String)
  case notMapping(function: String, type: String)
  /// A nil function means a display: `[*x]`.
  case starNotIterable(function: String?, type: String)
  // Built-in functions, in CPython's words.
  case expectedExactly(function: String, count: String, given: Int)
  case takesNone(function: String, given: Int)
  /// - Parameter typo: a method that is spelt almost like `__init__`.
  case takesNoArguments(String, typo: String? = nil)
  case expectedAtLeast(function: String, count: Int, given: Int)
  case expectedAtMost(function: String, count: Int, given: Int)
  case expected(function: String, count: Int, given: Int)
  case expectedPlainly(count: Int, given: Int)
  case takesAtMost(function: String, count: Int, given: Int)
  case noKeywords(function: String)
  case invalidKeyword(function: String, name: String)
  case missingRequired(function: String, name: String, position: Int)
  case noPositional(function: String)
  case wrongReceiver(method: String, type: String, given: String)
  case unboundMethod(method: String)
  case argumentType(function: String, argument: String, expected: String, given: String)
  /// Any other complaint about an argument; `english` is CPython's sentence.
  case other(english: String, korean: String)

  package var entry: Topic {
    switch self {
    case .missing, .missingRequired, .unboundMethod: .missingArgument
    case .unexpectedKeyword, .invalidKeyword, .noKeywords, .repeated, .givenTwice, .repeatedKeyword,
      .positionalOnly,
      .keywordsMustBeText:
      .unexpectedArgument
    case .argumentType, .wrongReceiver, .other, .notMapping, .starNotIterable: .wrongArgumentType
    default: .argumentCount
    }
  }

  package func wording(_ language: Language) -> Wording {
    switch self {
    case .missing(let function, let names, let kind, let signature):
      let quoted = names.map { "'\($0)'" }
      let list: String
      switch quoted.count {
      case 1: list = quoted[0]
      case 2: list = "\(quoted[0]) and \(quoted[1])"
      default: list = quoted.dropLast().joined(separator: ", ") + ", and " + (quoted.last ?? "")
      }
      let korean = names.map { "`\($0)`" }.joined(separator: ", ")
      return language.pick(
        ko: Wording(
          "`\(function)()`에 빠진 인자가 있어요: \(korean)",
          label: signature.map { "이 함수는 `\($0)`예요" },
          help: kind == "keyword-only" ? "이름을 붙여 주세요. 예: `\(function)(…, \(names[0])=…)`" : nil),
        en: Wording(
          "\(function)() missing \(names.count) required \(kind) argument\(names.count == 1 ? "" : "s"): \(list)",
          label: signature.map { "the function is `\($0)`" },
          help: kind == "keyword-only" ? "give it by name: `\(function)(…, \(names[0])=…)`" : nil))
    case .tooMany(let function, let takes, let given, let keywordOnly, let signature, let forgotSelf):
      let named =
        keywordOnly == 0
        ? ""
        : " positional argument\(given == 1 ? "" : "s")"
          + " (and \(keywordOnly) keyword-only argument\(keywordOnly == 1 ? "" : "s"))"
      return language.pick(
        ko: Wording(
          "`\(function)()`에 인자를 너무 많이 줬어요 (\(given)개)", label: signature.map { "이 함수는 `\($0)`예요" },
          help: forgotSelf.map { "메서드는 객체 자신을 첫 인자로 받아요. 이렇게 쓰세요: `\($0)`" }),
        en: Wording(
          "\(function)() takes \(takes) but \(given)\(named) \(given == 1 && keywordOnly == 0 ? "was" : "were") given",
          label: signature.map { "the function is `\($0)`" },
          help: forgotSelf.map { "a method gets the object itself first; write `\($0)`" }))
    case .unexpectedKeyword(let function, let name, let parameters, let suggestion):
      let list = parameters.map { "`\($0)`" }.joined(separator: ", ")
      return language.pick(
        ko: Wording(
          "`\(function)()`에 없는 인자 이름이에요: `\(name)`",
          label: parameters.isEmpty ? nil : "있는 인자: \(list)", help: suggestion.map { "비슷한 인자가 있어요: `\($0)`" }
        ),
        en: Wording(
          "\(function)() got an unexpected keyword argument '\(name)'",
          label: parameters.isEmpty ? nil : "it has \(list)",
          help: suggestion.map { "a similar parameter exists: `\($0)`" }))
    case .repeated(let function, let name):
      return language.pick(
        ko: Wording("`\(function)()`의 인자 `\(name)`에 값을 두 번 줬어요"),
        en: Wording("\(function)() got multiple values for argument '\(name)'"))
    case .givenTwice(let function, let name, let position):
      return language.pick(
        ko: Wording("`\(function)()`의 `\(name)`에 값을 두 번 주었어요: \(position)번째 자리와 이름으로"),
        en: Wording("argument for \(function)() given by name ('\(name)') and position (\(position))"))
    case .positionalOnly(let function, let names):
      return language.pick(
        ko: Wording("`\(function)()`의 이 인자는 이름 없이 자리로만 줄 수 있어요: \(names)"),
        en: Wording(
          "\(function)() got some positional-only arguments passed as keyword arguments: '\(names)'"))
    case .keywordsMustBeText:
      return language.pick(
        ko: Wording("`**`로 펼칠 딕셔너리의 키는 문자열이어야 해요"), en: Wording("keywords must be strings"))
    case .repeatedKeyword(let function, let name):
      return language.pick(
        ko: Wording("`\(function)()`의 인자 `\(name)`에 값을 두 번 줬어요"),
        en: Wording("\(function)() got multiple values for keyword argument '\(name)'"))
    case .notMapping(let function, let type):
      return language.pick(
        ko: Wording("`**` 뒤에는 딕셔너리가 와야 하는데 '\(type)' 값이 왔어요"),
        en: Wording("\(function)() argument after ** must be a mapping, not \(type)"))
    case .starNotIterable(let function, let type):
      return language.pick(
        ko: Wording("`*` 뒤에는 리스트처럼 여러 값을 가진 것이 와야 하는데 '\(type)' 값이 왔어요"),
        en: Wording(
          "\(function.map { "\($0)() argument" } ?? "Value") after * must be an iterable, not \(type)"))
    case .expectedExactly(let function, let count, let given):
      return language.pick(
        ko: Wording("`\(function)()`에는 인자를 \(count == "one" ? "하나" : count) 주어야 하는데 \(given)개를 줬어요"),
        en: Wording(
          "\(function)() takes exactly \(count) argument\(count == "one" ? "" : "s") (\(given) given)"))
    case .takesNone(let function, let given):
      return language.pick(
        ko: Wording("`\(function)()`에는 인자를 줄 수 없는데 \(given)개를 줬어요"),
        en: Wording("\(function)() takes no arguments (\(given) given)"))
    case .takesNoArguments(let function, let typo):
      return language.pick(
        ko: Wording(
          "`\(function)()`에는 인자를 줄 수 없어요",
          help: typo.map { "`\($0)`\(Particle.object.form(after: $0)) `__init__`으로 쓰려던 것 같아요 (앞뒤에 밑줄 두 개씩)" }
            ?? "값을 받으려면 클래스에 `__init__`을 만드세요"),
        en: Wording(
          "\(function)() takes no arguments",
          help: typo.map { "`\($0)` was probably meant to be `__init__`, with two underscores on each side" }
            ?? "a class takes arguments if it has an `__init__`"))
    case .expectedAtLeast(let function, let count, let given):
      return language.pick(
        ko: Wording("`\(function)()`에는 인자를 적어도 \(count)개 주어야 하는데 \(given)개를 줬어요"),
        en: Wording("\(function) expected at least \(count) argument\(count == 1 ? "" : "s"), got \(given)"))
    case .expectedAtMost(let function, let count, let given):
      return language.pick(
        ko: Wording("`\(function)()`에는 인자를 많아야 \(count)개 줄 수 있는데 \(given)개를 줬어요"),
        en: Wording("\(function) expected at most \(count) argument\(count == 1 ? "" : "s"), got \(given)"))
    case .expected(let function, let count, let given):
      return language.pick(
        ko: Wording("`\(function)()`에는 인자를 \(count)개 주어야 하는데 \(given)개를 줬어요"),
        en: Wording("\(function) expected \(count) argument\(count == 1 ? "" : "s"), got \(given)"))
    case .expectedPlainly(let count, let given):
      return language.pick(
        ko: Wording("인자를 \(count)개 주어야 하는데 \(given)개를 줬어요"),
        en: Wording("expected \(count) argument\(count == 1 ? "" : "s"), got \(given)"))
    case .takesAtMost(let function, let count, let given):
      return language.pick(
        ko: Wording("`\(function)()`에는 인자를 많아야 \(count)개 줄 수 있는데 \(given)개를 줬어요"),
        en: Wording("\(function)() takes at most \(count) argument\(count == 1 ? "" : "s") (\(given) given)"))
    case .noKeywords(let function):
      return language.pick(
        ko: Wording("`\(function)()`에는 이름 붙인 인자를 줄 수 없어요"),
        en: Wording("\(function)() takes no keyword arguments"))
    case .invalidKeyword(let function, let name):
      return language.pick(
        ko: Wording("`\(function)()`에 없는 인자 이름이에요: `\(name)`"),
        en: Wording("'\(name)' is an invalid keyword argument for \(function)()"))
    case .missingRequired(let function, let name, let position):
      return language.pick(
        ko: Wording(
          "`\(function)()`에 빠진 인자가 있어요: `\(name)` (\(position)번째)"),
        en: Wording("\(function)() missing required argument '\(name)' (pos \(position))"))
    case .noPositional(let function):
      return language.pick(
        ko: Wording("`\(function)()`의 인자에는 이름을 붙여야 해요"),
        en: Wording("\(function)() takes no positional arguments"))
    case .wrongReceiver(let method, let type, let given):
      return language.pick(
        ko: Wording(
          "\'\(given)\' 값에는 \'\(type)\'의 메서드 `\(method)()`를 쓸 수 없어요"),
        en: Wording("descriptor '\(method)' for '\(type)' objects doesn't apply to a '\(given)' object"))
    case .unboundMethod(let method):
      return language.pick(
        ko: Wording("클래스의 메서드 `\(method)()`에 첫 인자로 값을 주어야 해요"),
        en: Wording("unbound method \(method)() needs an argument"))
    case .argumentType(let function, let argument, let expected, let given):
      return language.pick(
        ko: Wording("`\(function)()`의 \(argument) 인자는 \(expected)여야 하는데 '\(given)' 값이 왔어요"),
        en: Wording("\(function)() argument \(argument) must be \(expected), not \(given)"))
    case .other(let english, let korean):
      return language.pick(ko: Wording(korean), en: Wording(english))
    }
  }
}

extension Topic {
  package static let missingArgument = Topic(
    "E0501", "TypeError",
    ko: .init("빠진 인자", "def에서 기본값이 없는 매개변수에는 부를 때 값을 꼭 주어야 해요. 클래스의 메서드라면 객체를 먼저 만들었는지(`A().f()`)도 보세요."),
    en: .init(
      "A missing argument",
      "A parameter without a default needs a value in each call. For a method, did you make an object first (`A().f()`)?"
    ),
    example: "def f(a, b):\n    return a + b\nf(1)\n# →\ndef f(a, b):\n    return a + b\nf(1, 2)\n")
  package static let unexpectedArgument = Topic(
    "E0502", "TypeError",
    ko: .init("없는 이름의 인자", "이름을 붙인 인자의 이름은 def의 매개변수와 철자까지 같아야 하고, 한 번만 줄 수 있어요."),
    en: .init(
      "An argument with an unknown name",
      "The name of a keyword argument must be that of a parameter, and may be given once."),
    example:
      "def f(a, lr=0.1):\n    return a * lr\nf(1, Lr=2)\n# →\ndef f(a, lr=0.1):\n    return a * lr\nf(1, lr=2)\n"
  )
  package static let argumentCount = Topic(
    "E0503", "TypeError",
    ko: .init("개수가 다른 인자", "함수가 받는 것과 다른 개수의 인자를 줬어요. 메서드라면 def의 첫 매개변수로 `self`가 있는지 보세요."),
    en: .init(
      "A wrong number of arguments",
      "The call gives more or fewer arguments than the function takes. For a method, is `self` its first parameter?"
    ),
    example:
      "class A:\n    def f():\n        return 1\nA().f()\n# →\nclass A:\n    def f(self):\n        return 1\nA().f()\n"
  )

  package static let calls: [Topic] = [.missingArgument, .unexpectedArgument, .argumentCount]
}
