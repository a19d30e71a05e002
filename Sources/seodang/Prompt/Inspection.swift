import Lessons
import Library
import Script
import Terminal
import Text

/// Commands that look at the session without changing it.
struct Inspection {
  private let prompt: Prompt
  private var session: Session { prompt.session }

  init(_ prompt: Prompt) { self.prompt = prompt }

  /// The commands that every prompt has.
  static var commands: [PromptCommand] {
    [
      PromptCommand("변수", "v", "vars", help: say("만든 변수를 봐요.", "All variables.")),
      PromptCommand(
        "모양", "shape", argument: "x", help: say("텐서의 모양과 통계를 봐요.", "A tensor's shape and statistics.")),
      PromptCommand(
        "그래프", "graph", argument: "loss",
        help: say("기울기가 지나갈 연산들을 그려요.", "The operations that a gradient goes through.")),
      PromptCommand(
        "누가", "why", argument: say("[x]", "[x]"),
        help: say("기울기가 없거나 0인 것이 누구이고 왜 그런지 봐요.", "Whose gradient is missing or zero, and why.")),
      PromptCommand(
        "시간", "t", "time", "timeit", argument: say("식", "code"),
        help: say("걸리는 시간을 재요.", "How long code takes.")),
    ]
  }

  /// Obeys one of `commands`; false for any other.
  func obey(_ command: PromptCommand, _ argument: String) -> Bool {
    switch command.names[0] {
    case "변수": variables()
    case "모양": shape(argument)
    case "그래프": graph(argument)
    case "누가": gradients(argument)
    case "시간": time(argument)
    default: return false
    }
    return true
  }

  /// `:변수`: each name with its type and a line of its value.
  func variables() {
    let machine = session.machine
    let names = machine.globalNames.filter { !$0.hasPrefix("_") }.sorted()
    guard !names.isEmpty else {
      console.out(say("아직 변수가 없어요.\n", "No variables yet.\n"))
      return
    }
    let width = console.screen.width
    for name in names {
      guard let value = machine.global(name) else { continue }
      let line = name.padded(to: 12) + " " + machine.typeName(of: value).padded(to: 10) + " " + summary(value)
      console.out(cut(line, to: width) + "\n")
    }
  }

  /// A value in one line: of tensors their shape, with the elements where they are few.
  private func summary(_ value: Value) -> String {
    let machine = session.machine
    if let tensor = value.tensor {
      let sizes = tensor.shape.map(String.init).joined(separator: ", ")
      let shape = tensor.shape.count == 1 ? "(\(sizes),)" : "(\(sizes))"
      let type = "\(tensor.dtype)" + (tensor.requiresGrad ? " requires_grad" : "")
      guard tensor.count <= 6, let text = try? machine.repr(value) else { return "\(shape) \(type)" }
      return "\(shape) \(type)  " + text.split { $0.isNewline || $0 == " " }.joined(separator: " ")
    }
    let text = (try? machine.repr(value)) ?? "…"
    let lines = text.split(separator: "\n", maxSplits: 1)
    return (lines.first.map(String.init) ?? "") + (lines.count > 1 ? " …" : "")
  }

  private func cut(_ line: String, to width: Int) -> String {
    guard DisplayWidth.columns(of: line) > width else { return line }
    var result = ""
    var columns = 0
    for character in line {
      columns += DisplayWidth.columns(of: String(character))
      if columns >= width { break }
      result.append(character)
    }
    return result + "…"
  }

  /// `:모양 x`
  func shape(_ expression: String) {
    guard !expression.isEmpty else {
      console.out(say("무엇의 모양인지 적어 주세요. 예: :모양 x\n", "Name something: :shape x\n"))
      return
    }
    guard let value = evaluate(expression) else { return }
    let machine = session.machine
    func text(_ attribute: String) -> String? {
      guard let found = try? machine.attribute(value, machine.symbol(attribute)) else { return nil }
      return try? machine.str(found)
    }
    guard let shape = text("shape") else {
      console.out(
        say(
          "\(machine.typeName(of: value)): 모양이 없는 값이에요.\n", "\(machine.typeName(of: value)) has no shape.\n"))
      return
    }
    console.out(
      "\(shape)  \(text("dtype") ?? "")\(text("requires_grad") == "True" ? "  requires_grad=True" : "")\n")
    for name in ["min", "max", "mean", "std"] {
      guard let method = try? machine.attribute(value, machine.symbol(name)),
        let result = try? machine.call(method),
        let item = try? machine.callMethod(result, machine.symbol("item")), let line = try? machine.str(item)
      else { continue }
      console.out("  \(name.padded(to: 5)) \(line)\n")
    }
  }

  // MARK: Gradients

  /// `:그래프 loss`
  func graph(_ expression: String) {
    guard !expression.isEmpty else {
      return console.out(say("무엇의 그래프인지 적어 주세요. 예: :그래프 loss\n", "Name a result: :graph loss\n"))
    }
    guard let value = evaluate(expression) else { return }
    guard let tensor = value.tensor else {
      let type = session.machine.typeName(of: value)
      return console.out(say("\(type): 텐서가 아니라서 그래프가 없어요.\n", "\(type): only tensors have a graph.\n"))
    }
    let graph = GradientGraph(of: tensor, names: TensorNames(session.machine))
    guard !graph.operations.isEmpty else {
      return console.out(
        tensor.requiresGrad
          ? say(
            "\(expression): 잎이에요. 연산으로 만든 것이 아니라서 그래프가 여기서 시작해요.\n",
            "\(expression) is a leaf: graphs begin here.\n")
          : say(
            "\(expression): 기울기를 추적하지 않아요. requires_grad인 것에서 계산하지 않았거나, detach()·no_grad()로 끊겼어요.\n",
            "\(expression) isn't tracked: it doesn't depend on anything with requires_grad, or was cut off by detach() or no_grad().\n"
          ))
    }
    let screen = console.screen
    for line in GraphDrawing(graph, on: screen, isASCII: prompt.isASCII).lines() { console.out(line + "\n") }
    let leaves = graph.leaves
    let elements = leaves.reduce(0) { $0 + $1.shape.reduce(1, *) }
    let (operations, count) = (graph.operations.count, leaves.count)
    var note = say(
      "연산 \(operations)개, 잎 \(count)개(원소 \(elements)개). 기울기는 위에서 아래로 흘러요.",
      "\(operations) operations, \(count) leaves (\(elements) elements). Gradients flow downward.")
    if graph.isUsedUp {
      note += say(
        " backward가 이미 지나가서 저장했던 값은 지워졌어요.", " backward has been through: what was saved is gone.")
    }
    for line in wrap(note, width: screen.textWidth) { console.out(screen.styled(line, .dim) + "\n") }
  }

  /// `:누가`, `:누가 w`, `:누가 model`
  func gradients(_ expression: String) {
    let question = GradientQuestion(session.machine)
    let findings: [GradientQuestion.Finding]
    if expression.isEmpty {
      findings = question.all()
    } else {
      let expression = GradientAnswer.asWritten(expression)
      guard let value = evaluate(expression) else { return }
      guard let found = question.about(value, name: expression) else {
        let type = session.machine.typeName(of: value)
        return console.out(
          say("\(type): 텐서나 모델의 이름을 적어 주세요.\n", "\(type): name a tensor or a model.\n"))
      }
      findings = found
    }
    guard !findings.isEmpty else {
      return console.out(say("기울기를 모으는 텐서가 없어요.\n", "No tensor collects a gradient.\n"))
    }
    let answer = GradientAnswer(screen: console.screen, machine: session.machine)
    console.out(answer.text(findings))
  }

  /// `:시간 식`: how long a piece of code takes; short ones are run again until the clock can tell.
  func time(_ code: String) {
    guard !code.isEmpty else {
      console.out(say("무엇을 잴지 적어 주세요. 예: :시간 x @ w\n", "Name some code: :time x @ w\n"))
      return
    }
    let source = Source(code + "\n", name: say("<입력>", "<input>"))
    var times: [Double] = []
    var total = 0.0
    while times.count < 3 || (total < 0.3 && times.count < 10_000) {
      let run = console.ticker.during { session.peek(source) }
      if let failure = run.failure { return prompt.show(failure) }
      let parts = run.duration.components
      times.append(Double(parts.seconds) + Double(parts.attoseconds) * 1e-18)
      total += times.last ?? 0
      if total > 2 { break }
    }
    times.sort()
    let (best, median) = (readable(times[0]), readable(times[times.count / 2]))
    console.out(
      say(
        "\(median) (\(times.count)번 잰 가운뎃값, 가장 짧게는 \(best))\n",
        "\(median) (median of \(times.count); at best \(best))\n"))
  }

  private func readable(_ seconds: Double) -> String {
    let (value, unit) =
      seconds >= 1 ? (seconds, "s") : seconds >= 1e-3 ? (seconds * 1e3, "ms") : (seconds * 1e6, "µs")
    return "\((value * 100).rounded() / 100) \(unit)"
  }

  // MARK: Help

  /// `?x`: the page about a name, or what the value itself can tell.
  func help(_ expression: String) {
    let isName = expression.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
    // A name that isn't imported yet has a page all the same.
    if isName, !isKnown(expression) {
      let full = expression.hasPrefix("F.") ? "torch.nn.functional." + expression.dropFirst(2) : expression
      if let page = HelpPage.named(full) { return HelpView(screen: console.screen).show(page) }
      let found = HelpPage.endingIn(expression.split(separator: ".").last.map(String.init) ?? expression)
      if found.count == 1 { return HelpView(screen: console.screen).show(found[0]) }
      if !found.isEmpty {
        let names = found.flatMap { $0.names.prefix(1) }.map { "?" + $0 }.joined(separator: "  ")
        return console.out(say("어느 것인가요? \(names)\n", "Which one? \(names)\n"))
      }
    }
    guard let value = evaluate(expression) else { return }
    let subject = HelpSubject(value, expression: expression, session.machine)
    if let page = subject.page { return HelpView(screen: console.screen).show(page) }
    console.out("\(expression): \(subject.typeName)\n")
    for line in subject.value { console.out("  \(line)\n") }
    if let text = subject.documentation { console.out("\n" + text + "\n") }
    guard !subject.attributes.isEmpty else { return }
    console.out("\n")
    for line in wrap(subject.attributes.joined(separator: "  "), width: console.screen.textWidth - 2) {
      console.out("  \(line)\n")
    }
  }

  /// Whether the first part of a dotted name is a variable or a built-in.
  private func isKnown(_ expression: String) -> Bool {
    let first = expression.prefix { $0 != "." }
    return session.machine.allNames.contains(String(first))
  }

  private func evaluate(_ expression: String) -> Value? {
    let run = session.peek(Source(expression, name: say("<입력>", "<input>")), mode: .expression)
    if let failure = run.failure {
      prompt.show(failure)
      return nil
    }
    return run.value
  }
}
