import Lessons
import Script
import Terminal
import Text

/// Commands that look at the session without changing it.
struct Inspection {
  private let prompt: Prompt
  private var session: Session { prompt.session }

  init(_ prompt: Prompt) { self.prompt = prompt }

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
      let text = (try? machine.repr(value)) ?? "…"
      let first = text.split(separator: "\n", maxSplits: 1).first.map(String.init) ?? ""
      let line = name.padded(to: 12) + " " + machine.typeName(of: value).padded(to: 10) + " " + first
      console.out(cut(line, to: width) + "\n")
    }
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

  /// `:시간 식`: how long a piece of code takes; short ones are run again until the clock can tell.
  func time(_ code: String) {
    guard !code.isEmpty else {
      console.out(say("무엇을 잴지 적어 주세요. 예: :시간 x @ w\n", "Name some code: :time x @ w\n"))
      return
    }
    let source = Source(code + "\n", name: say("<입력>", "<input>"))
    var best: Duration?
    var total = Duration.zero
    var runs = 0
    while runs < 3 || (total < .milliseconds(300) && runs < 10_000) {
      let run = session.peek(source)
      if let failure = run.failure {
        prompt.show(failure)
        return
      }
      best = min(best ?? run.duration, run.duration)
      total += run.duration
      runs += 1
      if total > .seconds(2) { break }
    }
    guard let best else { return }
    console.out(say("\(readable(best)) (\(runs)번 가운데 가장 짧은 시간)\n", "\(readable(best)) (best of \(runs))\n"))
  }

  private func readable(_ duration: Duration) -> String {
    let seconds = Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
    let (value, unit) =
      seconds >= 1 ? (seconds, "s") : seconds >= 1e-3 ? (seconds * 1e3, "ms") : (seconds * 1e6, "µs")
    return "\((value * 100).rounded() / 100) \(unit)"
  }

  /// `?x`: the type, the value's first lines and the documentation that it has.
  func help(_ expression: String) {
    guard let value = evaluate(expression) else { return }
    let machine = session.machine
    console.out("\(expression): \(machine.typeName(of: value))\n")
    if let text = try? machine.repr(value) {
      for line in text.split(separator: "\n").prefix(5) { console.out("  \(line)\n") }
    }
    if let text = (try? machine.attribute(value, machine.symbol("__doc__")))?.text {
      console.out("\n" + text.trimmed + "\n")
    }
    let names = (value.object?.attributeNames(machine) ?? []).filter { !$0.hasPrefix("_") }
    guard !names.isEmpty else { return }
    console.out("\n")
    for line in wrap(names.joined(separator: "  "), width: console.screen.textWidth) {
      console.out("  \(line)\n")
    }
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
