import Lessons
import Terminal

/// A step as it is drawn when the learner comes to it.
struct StepPage {
  private let learner: Learner
  private let screen: Screen

  init(_ learner: Learner) {
    self.learner = learner
    screen = console.screen
  }

  func show() {
    console.out("\n" + header + "\n\n")
    let markdown = MarkdownRenderer(screen)
    for text in learner.step.prose { console.out(markdown.text(text) + "\n") }
    switch learner.step.task {
    case .read: learner.tell("(Enter: 끝)", "(Enter: end)")
    case .demo(let cell):
      console.out(code(cell.code) + "\n")
      learner.tell(
        learner.hasRunDemo ? "(Enter: 다음)" : "(Enter: 실행)",
        learner.hasRunDemo ? "(Enter: next)" : "(Enter: run)")
    case .exercise(let exercise): show(exercise)
    case .quiz(let quiz): QuizDesk(learner, quiz).show()
    }
  }

  private var header: String {
    let progress = learner.progress
    let place = "\(progress.step + 1)/\(learner.steps.count)"
    let points = say(
      "\(formatted(progress.earned))점/\(formatted(progress.total))점",
      "\(formatted(progress.earned))/\(formatted(progress.total)) points")
    let bar =
      screen.isPlain || screen.width < 60
      ? "" : ProgressBar.text(Double(progress.step) / Double(max(1, learner.steps.count)), width: 15) + "  "
    let text = "[\(learner.lesson.id)] \(learner.lesson.title) \(bar)\(place) · \(points)"
    return wrap(text, width: screen.width).map { screen.styled($0, .bold) }.joined(separator: "\n")
  }

  func code(_ text: String) -> String {
    var highlighter = PythonHighlighter()
    var result = ""
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
      for part in wrapCode(highlighter.runs(of: String(line)), width: screen.width - 2) {
        result += "  " + part.map { screen.styled($0.text, $0.style) }.joined() + "\n"
      }
    }
    return result
  }

  private func show(_ exercise: Exercise) {
    let state = learner.progress.exercises[exercise.cell.id]
    let mark = state?.isSolved == true ? " ✔" : ""
    console.out(
      screen.styled(
        say(
          "연습 \(exercise.cell.id) (\(formatted(exercise.points))점)\(mark)",
          "Exercise \(exercise.cell.id) (\(formatted(exercise.points)) points)\(mark)"), .bold) + "\n")
    let text = state?.answer ?? exercise.starter
    console.out(code(text.hasSuffix("\n") ? text : text + "\n") + "\n")
    if state?.isSolved == true {
      learner.tell("이미 푼 연습이에요. (Enter: 다음)", "Solved already. (Enter: next)")
    } else {
      learner.tell(
        "여기에 바로 적거나 `:편집`으로 편집기에서 고치세요. `:검사`로 확인하고, 막히면 `:힌트`를 보세요.",
        "Type your answer here, or `:edit` it. `:check` tries it; `:hint` helps.")
    }
  }
}
