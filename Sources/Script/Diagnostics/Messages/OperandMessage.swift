/// Operations on values whose types do not fit.
package enum OperandMessage: CatalogueMessage {
  /// `op` as written, for example `+` or `** or pow()`.
  case unsupported(op: String, left: String, right: String)
  /// `"text" + 0.5`: `value` is the repr of the right side.
  case cannotConcatenate(type: String, with: String, value: String?)
  /// `0.5 + "text"`
  case numberPlusText(op: String, left: String, value: String?)
  case cannotRepeat(by: String)
  case badUnary(op: String, type: String)
  case badAbs(type: String)
  case notOrdered(op: String, left: String, right: String)
  case notContainer(type: String)
  case textContains(type: String)
  case notCallable(type: String, value: String?)
  case notSubscriptable(type: String)
  case typeNotSubscriptable(type: String)
  case noneNotSubscriptable
  case noItemAssignment(type: String)
  case noItemDeletion(type: String)
  case unhashable(type: String)
  case noLength(type: String)
  case notInteger(type: String)
  case notRealNumber(type: String)
  case notString(what: String, type: String)
  case noFormat(type: String)
  case noRound(type: String)
  case notContextManager(type: String, missing: String)
  /// A special method gave a value of the wrong type: `__str__ returned non-string (type int)`.
  case wrongReturn(method: String, expected: String, type: String)
  case negativeLength
  case notClass(String)
  case notReversible(type: String)
  case cannotExtendFrom(String)
  case noDictionary
  case notException
  case compareDifferent(String)

  package var entry: Topic {
    switch self {
    case .unsupported, .cannotConcatenate, .numberPlusText, .cannotRepeat, .badUnary, .badAbs, .noRound:
      .operandTypes
    case .notOrdered, .compareDifferent: .notOrdered
    case .notCallable: .notCallable
    case .notSubscriptable, .typeNotSubscriptable, .noneNotSubscriptable, .notContainer, .textContains,
      .noLength,
      .notReversible, .noDictionary:
      .notContainer
    case .noItemAssignment, .noItemDeletion: .immutable
    case .unhashable: .unhashable
    case .notInteger, .notRealNumber, .notString, .notClass, .notException: .wrongArgumentType
    case .noFormat: .formatType
    case .notContextManager: .notContextManager
    case .wrongReturn, .cannotExtendFrom: .specialMethod
    case .negativeLength: .negativeLength
    }
  }

  package func wording(_ language: Language) -> Wording {
    switch self {
    case .unsupported(let op, let left, let right):
      return language.pick(
        ko: Wording(
          "타입 \'\(left)\', \'\(right)\'의 값에는 `\(op)` 연산을 할 수 없어요",
          label: "왼쪽은 \(left), 오른쪽은 \(right)\(Particle.copula.form(after: "\(right)"))",
          help: left == "NoneType" || right == "NoneType"
            ? "None이 있어요: `return`이 없는 함수의 결과인지, `backward()`를 부르기 전의 `.grad`인지 보세요" : nil),
        en: Wording(
          "unsupported operand type(s) for \(op): '\(left)' and '\(right)'",
          label: "left is \(left), right is \(right)",
          help: left == "NoneType" || right == "NoneType"
            ? "one of them is None: the result of a function without `return`, or a `.grad` before `backward()`?"
            : nil))
    case .cannotConcatenate(let type, let with, let value):
      let shown = value ?? "x"
      if type == "str" {
        return language.pick(
          ko: Wording(
            "문자열 뒤에는 문자열만 `+`로 이어 붙일 수 있어요 (오른쪽은 \(with))",
            label: value.map { "오른쪽 값은 \($0)\(Particle.copula.form(after: "\($0)"))" },
            help: "f-문자열을 쓰거나 `str(…)`로 바꾸세요. 예: `f\"…{x}\"`, `str(\(shown))`"),
          en: Wording(
            "can only concatenate str (not \"\(with)\") to str",
            label: value.map { "the right side is \($0)" },
            help: "write an f-string, `f\"…{x}\"`, or convert it: `str(\(shown))`"))
      }
      return language.pick(
        ko: Wording("\(type) 뒤에는 \(type)만 `+`로 이어 붙일 수 있어요 (오른쪽은 \(with))", help: "`\(type)(…)`로 바꾸어 더하세요"),
        en: Wording(
          "can only concatenate \(type) (not \"\(with)\") to \(type)", help: "convert it first: `\(type)(…)`")
      )
    case .numberPlusText(let op, let left, let value):
      return language.pick(
        ko: Wording(
          "타입 \'\(left)\', \'str\'의 값에는 `\(op)` 연산을 할 수 없어요",
          label: value.map { "오른쪽 값은 문자열 \($0)\(Particle.copula.form(after: "\($0)"))" },
          help: "글자로 된 수는 `int(…)`나 `float(…)`로 바꾸고, 글로 잇고 싶으면 f-문자열 `f\"{x}…\"`을 쓰세요"),
        en: Wording(
          "unsupported operand type(s) for \(op): '\(left)' and 'str'",
          label: value.map { "the right side is the text \($0)" },
          help: "turn text into a number with `int(…)` or `float(…)`; to make text write `f\"{x}…\"`"))
    case .cannotRepeat(let by):
      return language.pick(
        ko: Wording("나열한 값은 정수 번만 되풀이할 수 있어요 (곱한 값은 \(by))"),
        en: Wording("can't multiply sequence by non-int of type '\(by)'"))
    case .badUnary(let op, let type):
      return language.pick(
        ko: Wording("'\(type)' 앞에는 `\(op)`를 붙일 수 없어요"),
        en: Wording("bad operand type for unary \(op): '\(type)'"))
    case .badAbs(let type):
      return language.pick(
        ko: Wording("'\(type)'에는 절댓값이 없어요"), en: Wording("bad operand type for abs(): '\(type)'"))
    case .notOrdered(let op, let left, let right):
      return language.pick(
        ko: Wording(
          "타입 \'\(left)\', \'\(right)\'의 값은 `\(op)`로 크기를 비교할 수 없어요"
        ),
        en: Wording("'\(op)' not supported between instances of '\(left)' and '\(right)'"))
    case .compareDifferent(let text):
      return language.pick(ko: Wording("두 값을 비교할 수 없어요: \(text)"), en: Wording(text))
    case .notContainer(let type):
      return language.pick(
        ko: Wording("'\(type)' 값은 안에 든 것이 없어서 `in`으로 찾을 수 없어요"),
        en: Wording("argument of type '\(type)' is not iterable"))
    case .textContains(let type):
      return language.pick(
        ko: Wording("문자열 안에서는 문자열만 `in`으로 찾을 수 있어요 (왼쪽은 \(type))", help: "`str(…)`로 바꾸어 찾으세요"),
        en: Wording(
          "'in <string>' requires string as left operand, not \(type)", help: "convert it: `str(…)`"))
    case .notCallable(let type, let value):
      return language.pick(
        ko: Wording(
          "'\(type)' 값은 함수처럼 부를 수 없어요",
          label: value.map { "이 값은 \($0)\(Particle.copula.form(after: "\($0)"))" },
          help: type == "Size"
            ? "`shape`에는 괄호를 쓰지 않아요. `x.shape`이나 `x.size()`로 쓰세요"
            : "괄호 앞에 연산자나 쉼표가 빠졌는지, 함수 이름에 다른 값을 넣지 않았는지 보세요"),
        en: Wording(
          "'\(type)' object is not callable", label: value.map { "this is \($0)" },
          help: type == "Size"
            ? "`shape` takes no brackets: write `x.shape` or `x.size()`"
            : "an operator or a comma may be missing before the bracket, or a function's name was given another value"
        ))
    case .notSubscriptable(let type):
      return language.pick(
        ko: Wording("'\(type)' 값에는 `[ ]`를 쓸 수 없어요"), en: Wording("'\(type)' object is not subscriptable"))
    case .typeNotSubscriptable(let type):
      return language.pick(
        ko: Wording("클래스 '\(type)'에는 `[ ]`를 쓸 수 없어요"), en: Wording("type '\(type)' is not subscriptable"))
    case .noneNotSubscriptable:
      return language.pick(
        ko: Wording(
          "'NoneType' 값에는 `[ ]`를 쓸 수 없어요", label: "이 값은 None예요",
          help: "`.sort()`는 리스트 자신을 바꾸고 None을 돌려줘요. 정렬한 새 리스트는 `sorted(…)`가 만들어요. return이 없는 함수도 None을 돌려줘요"
        ),
        en: Wording(
          "'NoneType' object is not subscriptable", label: "this value is None",
          help:
            "`.sort()` changes the list itself and returns None; `sorted(…)` makes a new list. A function without return gives None, too"
        ))
    case .noItemAssignment(let type):
      return language.pick(
        ko: Wording(
          "'\(type)' 값의 항목은 바꿀 수 없어요",
          help: type == "tuple"
            ? "튜플은 바뀌지 않아요. `list(…)`로 리스트를 만들어 바꾸세요"
            : type == "str" ? "문자열은 바뀌지 않아요. `.replace()`나 슬라이스로 새 문자열을 만드세요" : nil),
        en: Wording(
          "'\(type)' object does not support item assignment",
          help: type == "tuple"
            ? "a tuple cannot change: make a list with `list(…)`"
            : type == "str" ? "a string cannot change: make a new one with `.replace()` or slices" : nil))
    case .noItemDeletion(let type):
      return language.pick(
        ko: Wording("'\(type)' 값의 항목은 지울 수 없어요"),
        en: Wording("'\(type)' object doesn't support item deletion"))
    case .unhashable(let type):
      return language.pick(
        ko: Wording(
          "'\(type)' 값은 바뀔 수 있어서 딕셔너리의 키나 집합의 원소가 될 수 없어요",
          help: type == "list" ? "`tuple(…)`로 튜플을 만들어 쓰세요" : type == "set" ? "`frozenset(…)`을 쓰세요" : nil),
        en: Wording(
          "unhashable type: '\(type)'",
          help: type == "list" ? "make it a tuple: `tuple(…)`" : type == "set" ? "use `frozenset(…)`" : nil))
    case .noLength(let type):
      return language.pick(
        ko: Wording("'\(type)' 값에는 길이가 없어요"), en: Wording("object of type '\(type)' has no len()"))
    case .notInteger(let type):
      return language.pick(
        ko: Wording(
          "정수가 있어야 할 자리에 '\(type)' 값이 왔어요", help: type == "float" ? "`int(…)`나 `//`로 정수를 만드세요" : nil),
        en: Wording(
          "'\(type)' object cannot be interpreted as an integer",
          help: type == "float" ? "make it an int with `int(…)` or `//`" : nil))
    case .notRealNumber(let type):
      return language.pick(
        ko: Wording("실수가 있어야 할 자리에 '\(type)' 값이 왔어요"), en: Wording("must be real number, not \(type)"))
    case .notString(let what, let type):
      return language.pick(
        ko: Wording("문자열이 있어야 할 자리에 '\(type)' 값이 왔어요"), en: Wording("\(what) must be str, not \(type)"))
    case .noFormat(let type):
      return language.pick(
        ko: Wording(
          "'\(type)' 값에는 형식(format)을 줄 수 없어요", help: "형식을 빼거나 `str(…)`로 바꾸세요. 텐서 하나의 값은 `.item()`으로 꺼내요"),
        en: Wording(
          "unsupported format string passed to \(type).__format__",
          help: "leave the format out, or convert the value with `str(…)`"))
    case .noRound(let type):
      return language.pick(
        ko: Wording("'\(type)' 값은 반올림할 수 없어요"), en: Wording("type \(type) doesn't define __round__ method"))
    case .notContextManager(let type, let missing):
      return language.pick(
        ko: Wording(
          "'\(type)' 값은 with 문에 쓸 수 없어요", help: "with에 쓰는 객체에는 `__enter__`와 `__exit__` 메서드가 있어야 해요"),
        en: Wording(
          "'\(type)' object does not support the context manager protocol"
            + (missing == "__exit__" ? " (missed __exit__ method)" : ""),
          help: "the object of a with statement needs the methods `__enter__` and `__exit__`"))
    case .wrongReturn(let method, let expected, let type):
      return language.pick(
        ko: Wording("메서드 `\(method)`에서 알맞지 않은 \'\(type)\' 값을 돌려줬어요"),
        en: Wording("\(method) returned non-\(expected) (type \(type))"))
    case .negativeLength:
      return language.pick(
        ko: Wording("`__len__`은 0 이상의 수를 돌려주어야 해요"), en: Wording("__len__() should return >= 0"))
    case .notClass(let text):
      return language.pick(ko: Wording("여기에는 클래스나 클래스의 튜플이 와야 해요"), en: Wording(text))
    case .notReversible(let type):
      return language.pick(
        ko: Wording("'\(type)' 값은 뒤집어 돌 수 없어요", help: "`reversed(list(…))`로 리스트를 만들어 뒤집으세요"),
        en: Wording("'\(type)' object is not reversible", help: "make a list first: `reversed(list(…))`"))
    case .cannotExtendFrom(let type):
      return language.pick(
        ko: Wording("이어받을 수 없는 클래스예요: \'\(type)\'"),
        en: Wording("type '\(type)' is not an acceptable base type"))
    case .noDictionary:
      return language.pick(
        ko: Wording("이 값에는 속성 사전(__dict__)이 없어요"),
        en: Wording("vars() argument must have __dict__ attribute"))
    case .notException:
      return language.pick(
        ko: Wording("raise 뒤에는 예외가 와야 해요", help: "예: `raise ValueError(\"설명\")`"),
        en: Wording(
          "exceptions must derive from BaseException", help: "for example: `raise ValueError(\"…\")`"))
    }
  }
}

extension Topic {
  package static let operandTypes = Topic(
    "E0301", "TypeError",
    ko: .init(
      "연산할 수 없는 타입", "연산자는 양쪽 값의 타입이 맞아야 해요. 수와 글자를 더하거나, 리스트에서 리스트를 뺄 수는 없어요. 값의 타입은 `type(값)`으로 볼 수 있어요."
    ),
    en: .init(
      "Types that do not fit an operator",
      "An operator needs values of fitting types: a number and a text cannot be added. See the type with `type(value)`."
    ),
    example: "print(\"손실: \" + 0.5)\n# →\nprint(f\"손실: {0.5}\")\n")
  package static let notOrdered = Topic(
    "E0302", "TypeError",
    ko: .init("크기를 비교할 수 없는 값", "`<`, `>`와 정렬은 같은 종류의 값끼리만 돼요. 수와 글자, None이 섞인 리스트는 정렬할 수 없어요."),
    en: .init(
      "Values without an order",
      "`<`, `>` and sorting need values of one kind; numbers, texts and None do not mix."),
    example: "sorted([3, \"2\", 1])\n# →\nsorted([3, int(\"2\"), 1])\n")
  package static let notCallable = Topic(
    "E0303", "TypeError",
    ko: .init("부를 수 없는 값", "`값(…)`은 함수나 클래스, `__call__`이 있는 객체에만 쓸 수 있어요. 수 뒤의 괄호는 곱셈이 아니니 `*`를 쓰세요."),
    en: .init(
      "A value that cannot be called",
      "`value(…)` works for functions, classes and objects with `__call__`. A bracket after a number is no product: write `*`."
    ),
    example: "x = 3\nprint(x(4 + 1))\n# →\nx = 3\nprint(x * (4 + 1))\n")
  package static let notContainer = Topic(
    "E0304", "TypeError",
    ko: .init(
      "담는 것이 아닌 값", "`[ ]`, `in`, `len`은 리스트, 문자열, 딕셔너리처럼 무엇을 담은 값에만 쓸 수 있어요. None이 왔다면 그 값을 만든 함수를 살펴보세요."),
    en: .init(
      "A value that contains nothing",
      "`[ ]`, `in` and `len` work for values that contain others: lists, strings, dicts. If it is None, look at the function that made it."
    ),
    example: "xs = [3, 1].sort()\nprint(xs[0])\n# →\nxs = sorted([3, 1])\nprint(xs[0])\n")
  package static let immutable = Topic(
    "E0305", "TypeError",
    ko: .init("바꿀 수 없는 값", "튜플과 문자열은 만든 뒤에는 바뀌지 않아요. 리스트로 바꾸거나 새 값을 만드세요."),
    en: .init("A value that cannot change", "Tuples and strings never change. Make a list or a new value."),
    example: "t = (1, 2)\nt[0] = 5\n# →\nt = list((1, 2))\nt[0] = 5\n")
  package static let unhashable = Topic(
    "E0306", "TypeError",
    ko: .init("키가 될 수 없는 값", "딕셔너리의 키와 집합의 원소는 바뀌지 않는 값이어야 해요. 리스트 대신 튜플을, 집합 대신 frozenset을 쓰세요."),
    en: .init(
      "A value that cannot be a key",
      "Keys of a dict and members of a set must never change: use a tuple for a list, a frozenset for a set."),
    example: "d = {[1, 2]: \"a\"}\n# →\nd = {(1, 2): \"a\"}\n")
  package static let wrongArgumentType = Topic(
    "E0307", "TypeError",
    ko: .init("타입이 다른 인자", "이 함수는 다른 타입의 값을 기대해요. `int(…)`, `float(…)`, `str(…)`로 바꾸어 넣으세요."),
    en: .init(
      "An argument of the wrong type",
      "The function expects a value of another type. Convert it with `int(…)`, `float(…)` or `str(…)`."),
    example: "for i in range(10 / 2):\n    print(i)\n# →\nfor i in range(10 // 2):\n    print(i)\n")
  package static let formatType = Topic(
    "E0308", "TypeError",
    ko: .init("형식을 줄 수 없는 값", "`f\"{x:.2f}\"` 같은 형식은 수와 문자열에만 줄 수 있어요."),
    en: .init(
      "A value without a format", "A format such as `f\"{x:.2f}\"` works for numbers and strings only."),
    example: "print(f\"{[1.5]:.2f}\")\n# →\nprint(f\"{[1.5][0]:.2f}\")\n")
  package static let notContextManager = Topic(
    "E0309", "TypeError",
    ko: .init(
      "with에 쓸 수 없는 값", "with 문은 들어갈 때 `__enter__`, 나올 때 `__exit__`를 불러요. 함수라면 괄호를 붙여 부르는 것을 잊지 않았는지 보세요."),
    en: .init(
      "A value that with cannot use",
      "A with statement calls `__enter__` and `__exit__`. If it is a function, did you forget to call it?"),
    example: "with 5:\n    pass\n# →\nimport torch\nwith torch.no_grad():\n    pass\n")
  package static let specialMethod = Topic(
    "E0310", "TypeError",
    ko: .init("특별한 메서드의 약속", "`__str__`는 문자열을, `__len__`은 정수를 돌려주어야 하는 것처럼, 특별한 메서드에는 정해진 약속이 있어요."),
    en: .init(
      "The contract of a special method", "`__str__` must return a string, `__len__` an int, and so on."),
    example:
      "class A:\n    def __str__(self):\n        return 5\nprint(A())\n# →\nclass A:\n    def __str__(self):\n        return \"5\"\nprint(A())\n"
  )
  package static let negativeLength = Topic(
    "E0311", "ValueError",
    ko: .init("음수인 길이", "길이는 0보다 작을 수 없어요."),
    en: .init("A negative length", "A length is never less than 0."),
    example:
      "class A:\n    def __len__(self):\n        return -1\nlen(A())\n# →\nclass A:\n    def __len__(self):\n        return 1\nlen(A())\n"
  )

  package static let operands: [Topic] = [
    .operandTypes, .notOrdered, .notCallable, .notContainer, .immutable, .unhashable, .wrongArgumentType,
    .formatType,
    .notContextManager, .specialMethod, .negativeLength,
  ]
}
