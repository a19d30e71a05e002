/// Iteration, generators, assertions, limits and what is refused.
package enum FlowMessage: CatalogueMessage {
  /// `count` is the value, when it is an int.
  case notIterable(type: String, count: Int?)
  case notIterator(type: String)
  case changedDuringIteration(String)
  case grownWhileIterated(line: Int?)
  case generatorRunning
  case generatorRaisedStop
  case sendToFresh
  case zipStrict(argument: Int, isLonger: Bool)
  case assertion(text: String?, left: String?, right: String?, comparison: String?)
  case noActiveException
  case superWithoutArguments
  // Limits
  case recursion(function: String?, depth: Int, arguments: String?)
  case nestingTooDeep(String)
  case memory(what: String?, bytes: Int, limit: Int)
  case steps(limit: Int)
  case output(limit: Int)
  case time(seconds: Double)
  case interrupted
  // Import and refusals
  case noModule(String, suggestion: String?, replacement: String?)
  case noNameInModule(name: String, module: String, suggestion: String?)
  case refused(construct: String, reason: String?)
  case refusedFunction(name: String, korean: String, english: String)
  case endOfInput

  package var entry: Topic {
    switch self {
    case .notIterable, .notIterator: .notIterable
    case .changedDuringIteration, .generatorRaisedStop, .noActiveException, .superWithoutArguments:
      .changedDuringIteration
    case .grownWhileIterated, .memory: .memory
    case .generatorRunning, .zipStrict: .generator
    case .sendToFresh: .sendToFresh
    case .assertion: .assertion
    case .recursion, .nestingTooDeep: .recursion
    case .steps, .output, .time: .limit
    case .interrupted: .interrupted
    case .noModule: .noModule
    case .noNameInModule: .noNameInModule
    case .refused, .refusedFunction: .refused
    case .endOfInput: .endOfInput
    }
  }

  package func wording(_ language: Language) -> Wording {
    switch self {
    case .notIterable(let type, let count):
      let korean = type == "NoneType" ? "None을 돌려준 함수의 결과를 쓰지 않았는지 보세요" : nil
      return language.pick(
        ko: Wording(
          "'\(type)' 값은 하나씩 꺼내며 돌 수 없어요",
          label: count.map { "\($0)\(Particle.topic.form(after: String($0))) 수 하나예요" },
          help: count.map { "\($0)번 되풀이하려면 이렇게 쓰세요: `range(\($0))`" } ?? korean),
        en: Wording(
          "'\(type)' object is not iterable", label: count.map { "\($0) is one number" },
          help: count.map { "to repeat \($0) times write `range(\($0))`" }))
    case .notIterator(let type):
      return language.pick(
        ko: Wording("'\(type)' 값은 반복자가 아니에요", help: "`next(iter(…))`처럼 먼저 `iter`로 반복자를 만드세요"),
        en: Wording("'\(type)' object is not an iterator", help: "make one first: `next(iter(…))`"))
    case .changedDuringIteration(let what):
      let korean = what.hasPrefix("dictionary") ? "딕셔너리" : what.hasPrefix("Set") ? "집합" : "덱"
      return language.pick(
        ko: Wording("\(korean.with(.object)) 도는 동안 크기가 바뀌었어요", help: "`for k in list(…):`처럼 복사본을 도세요"),
        en: Wording(what, help: "loop over a copy: `for k in list(…):`"))
    case .grownWhileIterated(let line):
      return language.pick(
        ko: Wording(
          "도는 동안 리스트가 끝없이 길어져요", label: line.map { "\($0)번째 줄의 for가 이 리스트를 돌고 있어요" },
          help: "`for x in list(xs):`처럼 복사본을 도세요"),
        en: Wording(
          "the list grows without end while it is looped over",
          label: line.map { "the for on line \($0) loops over it" },
          help: "loop over a copy: `for x in list(xs):`"))
    case .generatorRunning:
      return language.pick(ko: Wording("생성기가 이미 실행되고 있어요"), en: Wording("generator already executing"))
    case .generatorRaisedStop:
      return language.pick(
        ko: Wording("생성기 안에서 StopIteration이 났어요", help: "생성기를 끝내려면 `return`을 쓰고, `next(it, 기본값)`을 쓰세요"),
        en: Wording("generator raised StopIteration", help: "to end a generator use `return`"))
    case .sendToFresh:
      return language.pick(
        ko: Wording("갓 만든 생성기에는 None만 보낼 수 있어요"),
        en: Wording("can't send non-None value to a just-started generator"))
    case .zipStrict(let argument, let isLonger):
      let others = argument == 2 ? "argument 1" : "arguments 1-\(argument - 1)"
      return language.pick(
        ko: Wording("zip()의 \(argument)번째 인자가 앞의 것보다 \(isLonger ? "길어요" : "짧아요")"),
        en: Wording("zip() argument \(argument) is \(isLonger ? "longer" : "shorter") than \(others)"))
    case .assertion(let text, let left, let right, let comparison):
      return assertion(text, left, right, comparison, language)
    case .noActiveException:
      return language.pick(ko: Wording("다시 일으킬 예외가 없어요"), en: Wording("No active exception to reraise"))
    case .superWithoutArguments:
      return language.pick(
        ko: Wording("`super()`는 클래스의 메서드 안에서만 쓸 수 있어요"), en: Wording("super(): no arguments"))
    case .recursion(let function, let depth, let arguments):
      return language.pick(
        ko: Wording(
          "함수를 너무 깊이 불렀어요",
          label: function.map {
            "`\($0)`의 호출이 \(depth)겹 쌓였어요" + (arguments.map { " (마지막 인자: \($0))" } ?? "")
          },
          help: "자신을 다시 부르지 않고 return으로 끝나는 갈래가 있는지 보세요"),
        en: Wording(
          "maximum recursion depth exceeded",
          label: function.map {
            "\(depth) nested calls of `\($0)`" + (arguments.map { " (last arguments: \($0))" } ?? "")
          },
          help: "there must be a branch that returns without calling the function again"))
    case .nestingTooDeep(let english):
      return language.pick(ko: Wording("값이 너무 깊이 겹쳐 있어요"), en: Wording(english))
    case .memory(let what, let bytes, let limit):
      return language.pick(
        ko: Wording(
          what.map { "메모리가 모자라요: `\($0)`에 \(Self.size(bytes))가 필요해요" }
            ?? "메모리가 모자라요: 지금까지 \(Self.size(bytes))를 썼어요",
          label: "쓸 수 있는 메모리는 \(Self.size(limit))\(Particle.copula.form(after: "\(Self.size(limit))"))",
          help: "크기를 줄이거나 나누어 계산하세요"),
        en: Wording(
          what.map { "not enough memory: `\($0)` needs \(Self.size(bytes))" }
            ?? "not enough memory: the program has taken \(Self.size(bytes))",
          label: "the limit is \(Self.size(limit))",
          help: "make it smaller, or work in parts"))
    case .steps(let limit):
      return language.pick(
        ko: Wording("정해진 실행 단계 \(limit)번을 넘었어요", help: "끝나지 않는 반복이 있는지 보세요"),
        en: Wording("the program took more than \(limit) steps", help: "look for a loop that never ends"))
    case .output(let limit):
      return language.pick(
        ko: Wording(
          "출력이 정해진 크기 \(Self.size(limit))\(Particle.object.form(after: Self.size(limit))) 넘었어요",
          help: "반복문 안의 print를 줄이세요"),
        en: Wording("the output is larger than \(Self.size(limit))", help: "print less inside loops"))
    case .time(let seconds):
      return language.pick(
        ko: Wording("정해진 시간 \(seconds)초를 넘었어요", help: "끝나지 않는 반복이 있는지 보세요"),
        en: Wording("the program ran longer than \(seconds) seconds", help: "look for a loop that never ends")
      )
    case .interrupted:
      return language.pick(ko: Wording("사용자가 멈췄어요"), en: Wording(""))
    case .noModule(let name, let suggestion, let replacement):
      return language.pick(
        ko: Wording(
          "없는 모듈이에요: `\(name)`",
          help: replacement.map { "서당에서는 이것을 쓰세요: `import \($0)`" }
            ?? suggestion.map { "비슷한 모듈이 있어요: `\($0)`" }),
        en: Wording(
          "No module named '\(name)'",
          help: replacement.map { "here, use `import \($0)`" }
            ?? suggestion.map { "a similar module exists: `\($0)`" }))
    case .noNameInModule(let name, let module, let suggestion):
      return language.pick(
        ko: Wording(
          "모듈 `\(module)`에 없는 이름이에요: `\(name)`",
          help: suggestion.map { "비슷한 이름이 있어요: `\($0)`" }),
        en: Wording(
          "cannot import name '\(name)' from '\(module)' (built-in)",
          help: suggestion.map { "a similar name exists: `\($0)`" }))
    case .refused(let construct, let reason):
      return language.pick(
        ko: Wording("서당에 없는 문법이에요: `\(construct)`", help: reason),
        en: Wording("`\(construct)` is not supported in Seodang", help: reason))
    case .refusedFunction(let name, let korean, let english):
      return language.pick(
        ko: Wording("서당에서 쓸 수 없는 이름이에요: `\(name)`", help: korean),
        en: Wording("`\(name)` is not available in Seodang", help: english))
    case .endOfInput:
      return language.pick(ko: Wording("읽을 입력이 더 없어요"), en: Wording("EOF when reading a line"))
    }
  }

  private func assertion(
    _ text: String?, _ left: String?, _ right: String?, _ comparison: String?, _ language: Language
  ) -> Wording {
    var label: String?
    if let left, let right, let comparison {
      label = language.pick(
        ko: "왼쪽은 \(left), 오른쪽은 \(right)라서 비교 `\(comparison)`이 성립하지 않아요",
        en: "left is \(left), right is \(right): `\(comparison)` does not hold")
    } else if let left {
      label = language.pick(
        ko: "이 값은 \(left)\(Particle.copula.form(after: "\(left)"))", en: "the value is \(left)")
    }
    return language.pick(
      ko: Wording(text ?? (label == nil ? "" : "확인이 실패했어요"), label: label),
      en: Wording(text ?? "", label: label))
  }

  /// A number of bytes as a person says it: `8.0 GB`.
  static func size(_ bytes: Int) -> String {
    let units = ["B", "KB", "MB", "GB", "TB", "PB", "EB"]
    var value = Double(max(0, bytes))
    var unit = 0
    while value >= 1000, unit < units.count - 1 {
      value /= 1000
      unit += 1
    }
    let tenths = Int((value * 10).rounded())
    return unit == 0 ? "\(bytes) B" : "\(tenths / 10).\(tenths % 10) \(units[unit])"
  }
}
