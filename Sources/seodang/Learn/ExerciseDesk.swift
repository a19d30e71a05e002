import Glibc
import Lessons
import Script
import Terminal
import Text

/// What can be done at an exercise.
struct ExerciseDesk {
  private let learner: Learner
  private let exercise: Exercise

  init(_ learner: Learner, _ exercise: Exercise) {
    self.learner = learner
    self.exercise = exercise
  }

  private var state: Progress.ExerciseState { learner.progress.exercises[exercise.cell.id] ?? .init() }

  private func update(_ change: (inout Progress.ExerciseState) -> Void) {
    var state = self.state
    change(&state)
    learner.progress.exercises[exercise.cell.id] = state
    learner.save()
  }

  /// Wrong answers after which the solution may be seen.
  private static let missesForSolution = 3

  func sayWhatIsMissing() {
    if state.answer == nil {
      learner.tell(
        "아직 답이 없어요. 이 연습은 \(wanted)의 정의를 기다려요. 처음부터 끝까지 적거나 `:편집`을 쓰세요. 지나가려면 `:건너뛰기`",
        "There is no answer yet: it wants a definition of \(wanted). Type all of it or use `:edit`; `:skip` goes on."
      )
    } else {
      learner.tell("답을 `:검사`해 보세요. 지나가려면 `:건너뛰기`", "`:check` your answer; `:skip` goes on.")
    }
  }

  /// Takes what was typed as the answer, or a part of it, when it defines what is asked for.
  func take(_ code: String) {
    switch exercise.part(answeredBy: code) {
    case .none:
      guard let name = exercise.namesFromInside(code).first, !state.isSolved else { return }
      return learner.tell(
        "`\(name)`만으로는 답이 되지 않아요. \(wanted)의 정의를 처음부터 끝까지 적거나 `:편집`으로 고치세요.",
        "`\(name)` alone is no answer: type the whole definition of \(wanted), or `:edit` it.")
    case .whole: update { $0.answer = code }
    case .some: update { $0.answer = ($0.answer.map { $0 + "\n" } ?? "") + code }
    }
    learner.tell("답으로 받았어요. `:검사`로 확인해 보세요.", "Taken as your answer. `:check` tries it.")
  }

  private var wanted: String { exercise.wanted.map { "`\($0)`" }.joined(separator: ", ") }

  // MARK: Checking

  func check() {
    guard let answer = state.answer else { return sayWhatIsMissing() }
    console.flush()
    let result = Grader.check(answer, exercise, of: learner.lesson, in: learner.prompt.session)
    show(result)
    update { state in
      state.hash = exercise.hash
      state.earned = state.sawSolution || state.isSkipped ? 0 : result.earned
      if result.isSolved { state.isSolved = true } else { state.misses += 1 }
    }
    if result.isSolved {
      learner.tell("모두 통과했어요! (Enter: 다음)", "All tests passed! (Enter: next)")
    } else {
      let left = exercise.hints.count - state.hints
      if left > 0 {
        learner.tell("힌트가 \(left)개 있어요. `:힌트`로 볼 수 있어요.", "There are \(left) hints: `:hint`.")
      } else if mayShowSolution {
        learner.tell("`:정답`으로 풀이를 볼 수 있어요.", "`:solution` shows the solution.")
      }
    }
  }

  /// Each visible test with what was expected and what came; of hidden ones only how many passed.
  private func show(_ result: Report.ExerciseResult) {
    let screen = learner.screen
    for test in result.tests where !test.isHidden {
      let mark = test.verdict.isPassed ? screen.styled("✔", .green) : screen.styled("✘", .red)
      console.out(
        "  \(mark) \(test.id)  \(formatted(test.earned))/\(formatted(test.points))" + say("점\n", "\n"))
      for line in test.verdict.words.split(separator: "\n", omittingEmptySubsequences: true) {
        console.out("      \(line)\n")
      }
    }
    let hidden = result.tests.filter(\.isHidden)
    guard !hidden.isEmpty else { return }
    let passed = hidden.filter(\.verdict.isPassed)
    let mark = passed.count == hidden.count ? screen.styled("✔", .green) : screen.styled("✘", .red)
    let earned = formatted(hidden.reduce(0) { $0 + $1.earned })
    let points = formatted(hidden.reduce(0) { $0 + $1.points })
    console.out(
      "  \(mark) "
        + say(
          "숨은 시험 \(hidden.count)개 가운데 \(passed.count)개 통과  \(earned)/\(points)점\n",
          "\(passed.count) of \(hidden.count) hidden tests passed  \(earned)/\(points)\n"))
  }

  // MARK: Help

  func hint() {
    guard state.hints < exercise.hints.count else {
      if exercise.hints.isEmpty {
        learner.tell("이 연습에는 힌트가 없어요.", "This exercise has no hints.")
      } else {
        learner.tell(
          "힌트를 모두 보았어요. `:정답`으로 풀이를 볼 수 있어요.", "That were all hints; `:solution` shows the solution.")
      }
      return
    }
    let hint = exercise.hints[state.hints]
    update { $0.hints += 1 }
    console.out(
      learner.screen.styled(
        say("힌트 \(hint.level)/\(exercise.hints.count)", "Hint \(hint.level)/\(exercise.hints.count)"), .bold)
        + "\n")
    console.out(MarkdownRenderer(learner.screen).text(hint.markdown))
  }

  private var mayShowSolution: Bool {
    state.hints >= exercise.hints.count && !exercise.hints.isEmpty || state.misses >= Self.missesForSolution
      || state.isSolved
  }

  func solution() {
    guard mayShowSolution else {
      learner.tell(
        "풀이는 힌트를 모두 보거나 \(Self.missesForSolution)번 틀린 다음에 볼 수 있어요.",
        "The solution comes after all hints or \(Self.missesForSolution) misses.")
      return
    }
    console.out(StepPage(learner).code(exercise.solution))
    guard !state.isSolved else { return }
    update {
      $0.sawSolution = true
      $0.earned = 0
    }
    learner.tell(
      "정답을 보았다고 적어 두었어요. 직접 써 보고 `:검사`해 보세요.",
      "Noted that you saw it. Try to write it yourself and `:check`.")
  }

  /// Goes on with the solution, for no points. False when the lesson forbids it.
  func skip() -> Bool {
    guard learner.lesson.frontMatter.allowsSkip || state.isSolved else {
      learner.tell("이 수업에서는 연습을 건너뛸 수 없어요.", "Exercises of this lesson can't be skipped.")
      return false
    }
    if !state.isSolved {
      learner.runAnswer(exercise.cell.code, of: exercise)
      update {
        $0.isSkipped = true
        $0.earned = 0
      }
    }
    return true
  }

  // MARK: The editor

  /// Opens the answer in the learner's editor; what is saved is run and checked.
  func edit() {
    let before = state.answer ?? exercise.starter
    guard let folder = StateFolder() else {
      learner.tell("편집할 파일을 둘 곳이 없어요.", "There is no place for a file to edit.")
      return
    }
    let name = "answer-\(exercise.cell.id).py"
    guard folder.write(before, to: name) else {
      learner.tell("편집할 파일을 쓸 수 없어요.", "The file to edit can't be written.")
      return
    }
    let path = folder.file(name)
    let editor = Editor.chosen
    let status = Editor.run(editor, path)
    // Ctrl-C was for the editor.
    learner.prompt.forgetInterrupt()
    guard status != Editor.notFound else {
      return learner.tell(
        "편집기 `\(editor)`를 열 수 없어요. 환경 변수 `EDITOR`에 쓰는 편집기를 적고 다시 시작하세요. 예: EDITOR=nano seodang learn",
        "The editor `\(editor)` can't be opened. Name yours in the variable `EDITOR`: EDITOR=nano seodang learn"
      )
    }
    guard status == 0 else {
      return learner.tell(
        "편집기가 실패로 끝나서 답을 그대로 두었어요.", "The editor failed; your answer is what it was.")
    }
    guard let after = folder.read(name)?.normalizedLineBreaks, after != before else {
      learner.tell("바뀐 것이 없어요.", "Nothing was changed.")
      return
    }
    guard learner.runAnswer(after, of: exercise).failure == nil else {
      // Kept all the same: it is the learner's work.
      update { $0.answer = after }
      return
    }
    update { $0.answer = after }
    check()
  }
}

private enum Editor {
  /// The shell's status for a command that isn't there or can't be run.
  static let notFound: Int32 = 127

  /// What the environment names, or the first of the usual ones that is installed.
  static var chosen: String {
    if let named = environment("VISUAL") ?? environment("EDITOR"), !named.trimmed.isEmpty { return named }
    let folders = (environment("PATH") ?? "").split(separator: ":")
    return ["editor", "nano", "vi"].first { name in
      folders.contains { access("\($0)/\(name)", X_OK) == 0 }
    } ?? "vi"
  }

  /// Runs an editor on a file and waits. The editor's name may have arguments of its own (`code --wait`).
  static func run(_ editor: String, _ path: String) -> Int32 {
    console.flush()
    var process = pid_t()
    let words = ["sh", "-c", editor + " \"$1\"", "sh", path]
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    guard posix_spawn(&process, "/bin/sh", nil, nil, &arguments, environ) == 0 else { return -1 }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    let isExit = status & 0x7F == 0
    return isExit ? status >> 8 & 0xFF : -1
  }
}

extension String {
  fileprivate var normalizedLineBreaks: String { normalized.replacing("\r\n", with: "\n") }
}
