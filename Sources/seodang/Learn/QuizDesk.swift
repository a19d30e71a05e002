import Glibc
import Lessons
import Terminal
import Text

/// Questions and predictions.
struct QuizDesk {
  private let learner: Learner
  private let quiz: Quiz

  init(_ learner: Learner, _ quiz: Quiz) {
    self.learner = learner
    self.quiz = quiz
  }

  func show() {
    let screen = learner.screen
    let title =
      switch quiz.kind {
      case .predict: say("예상해 보세요", "Your prediction")
      default: say("퀴즈 (\(formatted(quiz.points))점)", "Quiz (\(formatted(quiz.points)) points)")
      }
    console.out(screen.styled(title, .bold) + "\n")
    console.out(MarkdownRenderer(screen).text(quiz.question))
    if case .choice(let options, _) = quiz.kind {
      for (index, option) in options.enumerated() {
        let lines = MarkdownRenderer(screen).lines(option)
        for (number, line) in lines.enumerated() {
          console.out((number == 0 ? "  \(index + 1)) " : "     ") + line + "\n")
        }
      }
    }
    if let state = learner.progress.quizzes[quiz.id], state.isRight || isPrediction {
      learner.tell("적은 답: \(state.answer) (Enter: 다음)", "Your answer: \(state.answer) (Enter: next)")
      return
    }
    switch quiz.kind {
    case .choice(_, let answer) where answer.count > 1:
      learner.tell("맞는 것의 번호를 모두 적으세요. 예: 1, 3", "Type the numbers of all right ones, e.g. 1, 3")
    case .choice: learner.tell("번호를 적으세요.", "Type its number.")
    default: learner.tell("수를 적으세요. 예: 0.5 또는 1e-3", "Type a number, e.g. 0.5 or 1e-3")
    }
  }

  /// Whether an answer is still wanted.
  var isOpen: Bool {
    guard let state = learner.progress.quizzes[quiz.id] else { return true }
    return !state.isRight && !isPrediction && state.answer != "-"
  }

  private var isPrediction: Bool { if case .predict = quiz.kind { true } else { false } }

  /// Judges what was typed when it is an answer (a number, or numbers); anything else is free play.
  func accepts(_ code: String) -> Bool {
    let text = code.trimmed
    switch quiz.kind {
    case .choice(let options, let answer):
      let parts = text.split { $0 == "," || $0 == " " }
      let numbers = parts.compactMap { Int($0) }
      guard !numbers.isEmpty, numbers.count == parts.count else { return false }
      guard numbers.allSatisfy({ (1...options.count).contains($0) }) else {
        learner.tell("1부터 \(options.count) 사이의 번호를 적으세요.", "Numbers go from 1 to \(options.count).")
        return true
      }
      judge(text, isRight: Set(numbers) == answer)
    case .number(let answer, let tolerance):
      guard let value = number(text) else { return false }
      judge(text, isRight: abs(value - answer) <= max(tolerance * abs(answer), 1e-12))
    case .predict(let answer, let tolerance):
      guard let value = number(text) else { return false }
      predict(text, value, answer, tolerance)
    }
    return true
  }

  /// `0.5`, `-3`, `1e-3`, `10%`, and `1/3`, which people write.
  private func number(_ text: String) -> Double? {
    if let value = Double(text), value.isFinite { return value }
    if text.hasSuffix("%") { return Double(text.dropLast()).map { $0 / 100 } }
    let parts = text.split(separator: "/")
    guard parts.count == 2, let a = Double(parts[0].trimmed), let b = Double(parts[1].trimmed), b != 0 else {
      return nil
    }
    return a / b
  }

  private func judge(_ answer: String, isRight: Bool) {
    let tries = (learner.progress.quizzes[quiz.id]?.tries ?? 0) + 1
    learner.progress.quizzes[quiz.id] = Progress.QuizState(
      answer: answer, isRight: isRight, tries: tries, earned: isRight ? quiz.points : 0)
    learner.save()
    if isRight {
      console.out(learner.screen.styled("✔", .green) + say(" 맞았어요.\n", " Right.\n"))
      explain()
      learner.tell("(Enter: 다음)", "(Enter: next)")
    } else {
      console.out(learner.screen.styled("✘", .red) + say(" 아니에요.\n", " No.\n"))
      learner.tell("다시 적어 보세요. Enter를 누르면 답과 해설을 보여 줘요.", "Try again; Enter tells the answer and why.")
    }
  }

  /// A prediction is right within the lesson's tolerance; when the lesson sets none, when its order of magnitude is.
  private func predict(_ text: String, _ value: Double, _ answer: Double, _ tolerance: Double?) {
    let isNear: Bool
    if let tolerance, answer != 0 {
      isNear = abs(value - answer) <= tolerance * abs(answer)
    } else if answer == 0 || value == 0 {
      isNear = abs(value - answer) < 1e-12
    } else {
      isNear = (value < 0) == (answer < 0) && abs(log10(abs(value)) - log10(abs(answer))) <= 1
    }
    learner.progress.quizzes[quiz.id] = Progress.QuizState(answer: text, isRight: isNear, tries: 1, earned: 0)
    learner.save()
    guard LessonStep.answering(answer, askedAt: learner.progress.step, in: learner.steps) != nil else {
      // No experiment follows that could answer it.
      judgePrediction()
      return learner.tell("(Enter: 다음)", "(Enter: next)")
    }
    learner.tell(
      "적어 두었어요. 이제 실험해 봅시다. (Enter: 다음)", "Noted. Now let's try it. (Enter: next)")
  }

  /// What became of a prediction: told after the experiment that it was made for.
  func judgePrediction() {
    guard case .predict(let value, let tolerance) = quiz.kind, let state = learner.progress.quizzes[quiz.id],
      state.answer != "-"
    else {
      return
    }
    // Nothing is of the order of magnitude of 0.
    let byMagnitude = tolerance == nil && value != 0
    switch (state.isRight, byMagnitude) {
    case (true, true):
      learner.tell(
        "예상 \(state.answer): 감이 좋아요. 자릿수가 맞아요.",
        "You said \(state.answer): the order of magnitude is right.")
    case (false, true):
      learner.tell("예상 \(state.answer): 자릿수가 달라요.", "You said \(state.answer): another order of magnitude.")
    case (true, false):
      learner.tell("예상 \(state.answer): 감이 좋아요.", "You said \(state.answer): a good guess.")
    case (false, false):
      learner.tell(
        "예상 \(state.answer): 실험의 답은 달라요.", "You said \(state.answer): the experiment says otherwise.")
    }
    explain()
  }

  private func explain() {
    guard let explanation = quiz.explanation else { return }
    console.out(MarkdownRenderer(learner.screen).text(explanation))
  }

  /// Whether it was answered, wrongly, and the answer hasn't been told.
  var isMissed: Bool { isOpen && learner.progress.quizzes[quiz.id] != nil }

  /// Tells the answer, for no points.
  func solution() {
    let answer =
      switch quiz.kind {
      case .choice(_, let numbers): numbers.sorted().map(String.init).joined(separator: ", ")
      case .number(let value, _), .predict(let value, _): "\(value)"
      }
    learner.tell("답: \(answer)", "Answer: \(answer)")
    explain()
    if learner.progress.quizzes[quiz.id]?.isRight != true {
      let tries = learner.progress.quizzes[quiz.id]?.tries ?? 0
      learner.progress.quizzes[quiz.id] = Progress.QuizState(
        answer: "-", isRight: false, tries: tries, earned: 0)
      learner.save()
    }
  }
}
