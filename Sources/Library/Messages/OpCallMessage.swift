import Script
import Text

/// Arguments that don't fit an operation of torch. The English sentences are PyTorch's.
enum OpCallMessage: CatalogueMessage {
  /// `position` is nil for an argument that can only be given by name.
  case wrongType(function: String, argument: String, position: Int?, expected: String, type: String)
  case element(function: String, expected: String, place: Int, argument: Int, type: String)
  case missingArguments(function: String, names: [String])
  case tooManyArguments(function: String, least: Int, most: Int, given: Int)
  case unexpectedKeyword(function: String, keyword: String, known: [String])
  case repeatedArgument(function: String, name: String)
  case value(function: String, argument: String, value: String, allowed: [String])
  case rounding(String)

  var entry: Topic {
    switch self {
    case .value, .rounding: .opArgumentValue
    default: .opArguments
    }
  }

  func wording(_ language: Language) -> Wording {
    switch self {
    case .wrongType(let function, let argument, let position, let expected, let type):
      let place = position.map { " (position \($0))" } ?? ""
      return language.pick(
        ko: Wording(
          "`\(function)()`의 인자 `\(argument)`에는 \(OpCallMessage.korean(expected).with(.subject)) 와야 하는데 "
            + "'\(type)' 값이 왔어요",
          help: OpCallMessage.help(expected, type)),
        en: Wording(
          "\(function)(): argument '\(argument)'\(place) must be \(expected), not \(type)",
          help: OpCallMessage.englishHelp(expected, type)))
    case .element(let function, let expected, let place, let argument, let type):
      return language.pick(
        ko: Wording(
          "`\(function)()`에 준 목록의 \(place)번째 원소는 \(OpCallMessage.korean(expected).with(.subject)) 아니에요",
          label: "\(place)번째 원소는 '\(type)' 값이에요"),
        en: Wording("expected \(expected) as element \(place) in argument \(argument), but got \(type)"))
    case .missingArguments(let function, let names):
      let korean = names.map { "`\($0)`" }.joined(separator: ", ")
      let english = names.map { "\"\($0)\"" }.joined(separator: ", ")
      return language.pick(
        ko: Wording("`\(function)()`에 인자 \(korean)\(Particle.subject.form(after: names.last ?? "")) 빠졌어요"),
        en: Wording("\(function)() missing \(names.count) required positional arguments: \(english)"))
    case .tooManyArguments(let function, let least, let most, let given):
      let takes =
        least == most
        ? "\(most) positional argument\(most == 1 ? "" : "s")"
        : "from \(least) to \(most) positional arguments"
      return language.pick(
        ko: Wording("`\(function)()`에는 인자를 많아야 \(most)개 줄 수 있는데 \(given)개를 줬어요"),
        en: Wording("\(function)() takes \(takes) but \(given) \(given == 1 ? "was" : "were") given"))
    case .unexpectedKeyword(let function, let keyword, let known):
      let near = Spelling.suggestion(for: keyword, among: known)
      let list = known.map { "`\($0)`" }.joined(separator: ", ")
      return language.pick(
        ko: Wording(
          "`\(function)()`에는 `\(keyword)`\(Particle.called.form(after: keyword)) 인자가 없어요",
          label: "있는 인자: \(list)", help: near.map { "혹시 `\($0)`\(Particle.copula.form(after: $0))?" }),
        en: Wording(
          "\(function)() got an unexpected keyword argument '\(keyword)'", label: "it has \(list)",
          help: near.map { "did you mean `\($0)`?" }))
    case .repeatedArgument(let function, let name):
      return language.pick(
        ko: Wording("`\(function)()`의 인자 `\(name)`에 값을 두 번 줬어요"),
        en: Wording("\(function)() got multiple values for argument '\(name)'"))
    case .rounding(let mode):
      return language.pick(
        ko: Wording(
          "`div()`의 인자 `rounding_mode`에 '\(mode)'\(Particle.object.form(after: mode)) 줄 수 없어요",
          help: "쓸 수 있는 값: `None`, `'trunc'`, `'floor'`"),
        en: Wording("div expected rounding_mode to be one of None, 'trunc', or 'floor' but found '\(mode)'"))
    case .value(let function, let argument, let value, let allowed):
      let list = allowed.map { "`\($0)`" }.joined(separator: ", ")
      return language.pick(
        ko: Wording(
          "`\(function)()`의 인자 `\(argument)`에 \(value)\(Particle.object.form(after: value)) 줄 수 없어요",
          help: allowed.isEmpty ? nil : "쓸 수 있는 값: \(list)"),
        en: Wording(
          "\(value) is not a valid value for \(argument)", help: allowed.isEmpty ? nil : "it may be \(list)"))
    }
  }

  /// What an argument must be, in Korean.
  private static func korean(_ expected: String) -> String {
    switch expected {
    case "Tensor": "텐서"
    case "int": "정수"
    case "float", "Number": "수"
    case "bool": "True나 False"
    case "str": "문자열"
    case "tuple of ints": "정수들"
    case "tuple of Tensors": "텐서들의 목록"
    case "torch.dtype": "torch.float32 같은 자료형"
    default: expected
    }
  }

  private static func help(_ expected: String, _ type: String) -> String? {
    switch (expected, type) {
    case ("Tensor", "float"), ("Tensor", "int"), ("Tensor", "list"), ("Tensor", "tuple"):
      "`torch.tensor(…)`로 텐서를 만들어 주세요"
    case ("tuple of Tensors", "Tensor"): "텐서들을 대괄호로 묶어 주세요. 예: `[a, b]`"
    case ("int", "float"), ("tuple of ints", "float"): "정수로 나눈 몫은 `//`, 정수로 바꾸기는 `int(…)`예요"
    case ("torch.dtype", "str"): "따옴표 없이 `torch.float32`처럼 쓰세요"
    case (_, "NoneType"): "이 값은 None예요. return이 없는 함수의 결과가 아닌지 보세요"
    default: nil
    }
  }

  private static func englishHelp(_ expected: String, _ type: String) -> String? {
    switch (expected, type) {
    case ("Tensor", "float"), ("Tensor", "int"), ("Tensor", "list"), ("Tensor", "tuple"):
      "make a tensor of it: `torch.tensor(…)`"
    case ("tuple of Tensors", "Tensor"): "put the tensors in brackets: `[a, b]`"
    case ("int", "float"), ("tuple of ints", "float"): "`//` divides to a whole number, `int(…)` makes one"
    case ("torch.dtype", "str"): "write it without quotes: `torch.float32`"
    case (_, "NoneType"): "this is None; perhaps the result of a function without return"
    default: nil
    }
  }
}

extension Machine {
  /// The Python exception for a message of this room.
  @inline(never)
  package func exception(_ message: some CatalogueMessage) -> ScriptError {
    error(ExceptionKind(rawValue: message.exceptionName) ?? .runtimeError, message)
  }
}
