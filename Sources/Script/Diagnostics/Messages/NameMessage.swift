/// Mistakes with names and attributes.
package enum NameMessage: CatalogueMessage {
  /// No variable of this name. `definedIn` says where the suggested name got its value, if known.
  case undefined(String, suggestion: String?, definedIn: String?)
  /// The name of a module that was not imported.
  case notImported(String)
  /// A word of another language: `true`, `null`.
  case foreignLiteral(String, meant: String)
  /// A local variable is read before its first assignment, which makes it local.
  case localBeforeAssignment(String, function: String, line: Int?)
  /// A variable of an enclosing function has no value yet.
  case freeBeforeAssignment(String)
  case noAttribute(type: String, String, suggestion: String?)
  /// A name that `__init__` gave to a local variable.
  case notStored(type: String, String)
  case noAttributeOfType(type: String, String, suggestion: String?)
  case noAttributeOfModule(String, String, suggestion: String?)
  /// `None` where an object was expected; `maker` is the call that returned it, for example `.sort()`.
  case attributeOfNone(String)
  case attributeReadOnly(type: String, String)
  case noSetter(type: String, String)
  case noDeleter(type: String, String)
  case cannotSetTypeAttribute(type: String, String)
  /// A graded answer changes a module that tests rely on.
  case frozenModule(String, String)

  /// What to write for a method that another language or another type has.
  private static func instead(of name: String, _ type: String) -> String? {
    switch (type, name) {
    case ("tuple", "append"), ("tuple", "extend"), ("tuple", "insert"), ("tuple", "remove"), ("tuple", "pop"):
      "`xs = list(t)`, `xs.\(name)(…)`"
    case ("tuple", "sort"), ("str", "sort"), ("set", "sort"), ("dict", "sort"): "`sorted(…)`"
    case ("tuple", "reverse"), ("str", "reverse"): "`[::-1]`"
    case ("list", "push"), ("list", "add"), ("list", "push_back"): "`.append(…)`"
    case ("set", "append"), ("set", "push"): "`.add(…)`"
    case ("dict", "append"), ("dict", "add"): "`d[…] = …`"
    case (_, "length"), (_, "len"), ("list", "size"), ("tuple", "size"), ("str", "size"), ("dict", "size"):
      "`len(…)`"
    case ("dict", "has_key"), ("list", "contains"), ("str", "contains"), ("list", "includes"),
      ("str", "includes"):
      "`… in …`"
    case ("str", "append"), ("str", "push"): "`s += …`"
    case ("list", "shape"), ("list", "mean"), ("list", "view"), ("list", "reshape"), ("list", "to"):
      "`torch.tensor(…).\(name)`"
    case ("list", "split"), ("list", "strip"): "`for x in …: x.\(name)(…)`"
    case ("list", "join"): "`\", \".join(…)`"
    default: nil
    }
  }

  package var entry: Topic {
    switch self {
    case .undefined, .notImported, .foreignLiteral: .undefinedName
    case .localBeforeAssignment, .freeBeforeAssignment: .unboundLocal
    case .noAttribute, .notStored, .noAttributeOfType, .noAttributeOfModule, .attributeOfNone: .noAttribute
    case .attributeReadOnly, .noSetter, .noDeleter, .frozenModule: .readOnlyAttribute
    case .cannotSetTypeAttribute: .builtinTypeIsFixed
    }
  }

  package func wording(_ language: Language) -> Wording {
    switch self {
    case .undefined(let name, let suggestion, let definedIn):
      return language.pick(
        ko: Wording(
          "없는 이름이에요: `\(name)`",
          label: suggestion == nil ? "아직 값을 넣은 적이 없는 이름이에요" : nil,
          help: suggestion.map { s in
            definedIn.map { "\($0)에서 만든 비슷한 이름이 있어요: `\(s)`" } ?? "비슷한 이름이 있어요: `\(s)`"
          }),
        en: Wording(
          "name '\(name)' is not defined",
          label: suggestion == nil ? "nothing was stored under this name" : nil,
          help: suggestion.map { s in
            definedIn.map { "a similar name was defined in \($0): `\(s)`" } ?? "a similar name exists: `\(s)`"
          }))
    case .notImported(let name):
      return language.pick(
        ko: Wording(
          "없는 이름이에요: `\(name)`", help: "먼저 이 줄을 쓰세요: `import \(name)`"),
        en: Wording("name '\(name)' is not defined", help: "write `import \(name)` first"))
    case .foreignLiteral(let name, let meant):
      return language.pick(
        ko: Wording(
          "없는 이름이에요: `\(name)`",
          help: "파이썬에서는 이렇게 써요: `\(meant)`"),
        en: Wording("name '\(name)' is not defined", help: "in Python it is written `\(meant)`"))
    case .localBeforeAssignment(let name, let function, let line):
      let where_ = language.pick(
        ko: line.map { "\($0)번째 줄에서 값을 넣기 때문에" } ?? "함수 안에서 값을 넣기 때문에",
        en: line.map { "line \($0) assigns it" } ?? "the function assigns it")
      return language.pick(
        ko: Wording(
          "지역 변수 `\(name)`에 아직 값이 없어요",
          label: "\(where_) 이 이름은 함수 `\(function)`의 지역 변수예요",
          help: "값을 매개변수로 받고, 새 값은 `return`으로 돌려주세요"),
        en: Wording(
          "cannot access local variable '\(name)' where it is not associated with a value",
          label: "`\(name)` is local to `\(function)`, because \(where_)",
          help: "pass the value in as a parameter and return the new one"))
    case .freeBeforeAssignment(let name):
      return language.pick(
        ko: Wording("바깥 함수의 변수 `\(name)`에 아직 값이 없어요"),
        en: Wording(
          "cannot access free variable '\(name)' where it is not associated with a value in enclosing scope"))
    case .noAttribute(let type, let name, let suggestion):
      return language.pick(
        ko: Wording(
          "'\(type)' 객체에는 `\(name)` 속성이 없어요", label: hint(suggestion, .korean),
          help: Self.instead(of: name, type).map { "이렇게 쓰세요: \($0)" }),
        en: Wording(
          "'\(type)' object has no attribute '\(name)'", label: hint(suggestion, .english),
          help: Self.instead(of: name, type).map { "write \($0)" }))
    case .notStored(let type, let name):
      return language.pick(
        ko: Wording(
          "'\(type)' 객체에는 `\(name)` 속성이 없어요",
          help:
            "`__init__` 안의 `\(name)`\(Particle.topic.form(after: name)) 지역 변수예요. 객체에 담으려면 `self.\(name) = \(name)`처럼 쓰세요"
        ),
        en: Wording(
          "'\(type)' object has no attribute '\(name)'",
          help: "`\(name)` in `__init__` is a local variable; write `self.\(name) = \(name)` to keep it"))
    case .noAttributeOfType(let type, let name, let suggestion):
      return language.pick(
        ko: Wording("클래스 '\(type)'에는 `\(name)` 속성이 없어요", label: hint(suggestion, .korean)),
        en: Wording("type object '\(type)' has no attribute '\(name)'", label: hint(suggestion, .english)))
    case .noAttributeOfModule(let module, let name, let suggestion):
      return language.pick(
        ko: Wording(
          "모듈 \'\(module)\'에 없는 이름이에요: `\(name)`",
          label: hint(suggestion, .korean)),
        en: Wording("module '\(module)' has no attribute '\(name)'", label: hint(suggestion, .english)))
    case .attributeOfNone(let name):
      return language.pick(
        ko: Wording(
          "'NoneType' 객체에는 `\(name)` 속성이 없어요", label: "이 값은 None예요",
          help:
            "None을 돌려주는 함수의 결과를 담지 않았는지 보세요. `.sort()`나 `.append()`는 자신을 바꾸고 None을 돌려주고, return이 없는 함수도 None을 돌려줘요"
        ),
        en: Wording(
          "'NoneType' object has no attribute '\(name)'", label: "this value is None",
          help:
            "look for a call whose result was stored but is None: `.sort()` and `.append()` change the list itself, and a function without return gives None"
        ))
    case .attributeReadOnly(let type, let name):
      return language.pick(
        ko: Wording("'\(type)' 객체의 `\(name)` 속성은 바꿀 수 없어요"),
        en: Wording("'\(type)' object attribute '\(name)' is read-only"))
    case .noSetter(let type, let name):
      return language.pick(
        ko: Wording(
          "'\(type)' 객체의 property `\(name)`에는 값을 넣을 수 없어요",
          help: "`@\(name).setter`를 붙인 메서드를 만들면 값을 넣을 수 있어요"),
        en: Wording(
          "property '\(name)' of '\(type)' object has no setter",
          help: "define a method with `@\(name).setter`"))
    case .noDeleter(let type, let name):
      return language.pick(
        ko: Wording("'\(type)' 객체의 property `\(name)`\(Particle.topic.form(after: name)) 지울 수 없어요"),
        en: Wording("property '\(name)' of '\(type)' object has no deleter"))
    case .frozenModule(let module, let name):
      return language.pick(
        ko: Wording("채점할 때는 모듈 '\(module)'의 `\(name)`\(Particle.object.form(after: name)) 바꿀 수 없어요"),
        en: Wording("module '\(module)' can't be changed while an answer is graded: '\(name)'"))
    case .cannotSetTypeAttribute(let type, let name):
      return language.pick(
        ko: Wording(
          "파이썬에 들어 있는 클래스 '\(type)'에는 `\(name)` 속성을 넣을 수 없어요",
          help: "`class 새이름(\(type)):`처럼 이어받은 클래스를 만들어 보세요"),
        en: Wording(
          "cannot set '\(name)' attribute of immutable type '\(type)'",
          help: "write a class of your own that inherits from `\(type)`"))
    }
  }

  private func hint(_ suggestion: String?, _ language: Language) -> String? {
    suggestion.map {
      language.pick(ko: "비슷한 이름이 있어요: `\($0)`", en: "it has `\($0)`")
    }
  }
}

extension Topic {
  package static let undefinedName = Topic(
    "E0201", "NameError",
    ko: .init(
      "없는 이름",
      "이름을 읽으려면 먼저 `이름 = 값`이나 def, import로 만들어야 해요. 철자와 대소문자가 한 글자라도 다르면 다른 이름이에요. 한글 자판으로 친 영어 이름도 여기서 걸려요."
    ),
    en: .init(
      "An unknown name",
      "A name exists after `name = value`, def or import. One different letter, or a capital, makes a different name."
    ),
    example: "learning_rate = 0.1\nprint(learnig_rate)\n# →\nlearning_rate = 0.1\nprint(learning_rate)\n")
  package static let unboundLocal = Topic(
    "E0202", "UnboundLocalError",
    ko: .init(
      "값이 없는 지역 변수",
      "함수 안에서 한 번이라도 값을 넣는 이름은 그 함수 전체에서 지역 변수예요. 그래서 값을 넣기 전에 읽으면, 바깥에 같은 이름이 있어도 읽을 수 없어요. 바깥 변수를 바꾸려면 `global`이나 `nonlocal`을 쓸 수도 있지만, 매개변수로 받고 return으로 돌려주는 쪽이 읽기 쉬워요."
    ),
    en: .init(
      "A local variable without a value",
      "A name that a function assigns anywhere is local in the whole function. Reading it before that assignment fails even if a variable outside has the same name."
    ),
    example: "x = 1\ndef f():\n    x = x + 1\nf()\n# →\ndef f(x):\n    return x + 1\nx = f(1)\n")
  package static let noAttribute = Topic(
    "E0203", "AttributeError",
    ko: .init(
      "없는 속성",
      "`값.이름`은 값의 타입(또는 객체, 모듈)에 그 이름이 있을 때만 돼요. 철자를 보고, 값이 생각한 타입인지 `type(값)`으로 확인해 보세요. `dir(값)`은 쓸 수 있는 이름을 모두 보여 줘요."
    ),
    en: .init(
      "An unknown attribute",
      "`value.name` needs a name that the value's type, the object or the module has. Check the spelling and `type(value)`; `dir(value)` lists what there is."
    ),
    example: "xs = [1, 2]\nxs.apend(3)\n# →\nxs = [1, 2]\nxs.append(3)\n")
  package static let readOnlyAttribute = Topic(
    "E0204", "AttributeError",
    ko: .init("바꿀 수 없는 속성", "이 속성은 읽기만 할 수 있어요. property에는 setter가 있어야 값을 넣을 수 있어요."),
    en: .init(
      "A read-only attribute",
      "This attribute can only be read. A property accepts a value only if it has a setter."),
    example:
      "class A:\n    @property\n    def x(self):\n        return 1\nA().x = 2\n# →\nclass A:\n    def __init__(self):\n        self.x = 1\nA().x = 2\n"
  )
  package static let builtinTypeIsFixed = Topic(
    "E0205", "TypeError",
    ko: .init("고칠 수 없는 클래스", "int, str, list처럼 파이썬에 들어 있는 클래스는 바꿀 수 없어요. 이어받은 클래스를 만들어 쓰세요."),
    en: .init(
      "A class that cannot change",
      "Built-in classes such as int, str and list cannot be changed. Inherit from them instead."),
    example: "int.double = 2\n# →\nclass Number(int):\n    double = 2\n")

  package static let names: [Topic] = [
    .undefinedName, .unboundLocal, .noAttribute, .readOnlyAttribute, .builtinTypeIsFixed,
  ]
}
