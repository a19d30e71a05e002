import Lessons
import Script
import Terminal
import Text

/// Somebody stepping through a lesson.
///
/// Three things are kept in step: what the session has run, the journal of it in the progress, and the step. Each change is
/// written at once, so that nothing but the line being typed can be lost.
final class Learner {
  let lesson: Lesson
  let steps: [LessonStep]
  let prompt: Prompt
  private let store: ProgressStore?
  private let lock: FolderLock?
  var progress: Progress
  /// Whether the demonstration of this step has run since the learner came here.
  var hasRunDemo = false
  private var interrupts = 0
  /// Whether the last change reached the disk.
  private var isSaved = true

  init(_ lesson: Lesson, file: String, store: ProgressStore?, isASCII: Bool) throws {
    self.lesson = lesson
    self.store = store
    steps = LessonStep.steps(of: lesson)
    lock = store?.lock(lesson.id)
    progress = store?.load(lesson.id) ?? Progress(lesson: lesson, file: file)
    progress.file = file
    progress.title = lesson.title
    progress.total = lesson.possiblePoints
    progress.stepCount = steps.count
    prompt = Prompt(commands: LearnCommands.commands, isASCII: isASCII)
  }

  var step: LessonStep { steps[min(max(0, progress.step), steps.count - 1)] }
  var screen: Screen { console.screen }
  private var isReadOnly: Bool { lock == nil }

  // MARK: The loop

  func run() throws {
    greet()
    resume()
    show()
    while true {
      switch prompt.read(promptText) {
      case .empty:
        interrupts = 0
        if goOn() { return leave() }
      case .code(let code):
        interrupts = 0
        if enter(code) { return leave() }
      case .command(let line):
        interrupts = 0
        if LearnCommands(self).obey(PromptCommand.Typed(line)) { return leave() }
      case .interrupted(let wasEmpty):
        interrupts = wasEmpty ? interrupts + 1 : 0
        if interrupts > 1 { tell("끝내려면 :끝 또는 Ctrl-D를 누르세요.", "To leave: :quit or Ctrl-D.") }
      case .end: return leave()
      }
    }
  }

  private var promptText: String {
    let place = "\(lesson.id) \(progress.step + 1)/\(steps.count)"
    let kind =
      switch step.task {
      case .exercise: say(" 연습", " exercise")
      case .quiz(let quiz) where QuizDesk(self, quiz).isOpen: say(" 답", " answer")
      default: ""
      }
    return "\(place)\(kind)> "
  }

  func tell(_ korean: @autoclosure () -> String, _ english: @autoclosure () -> String) {
    let text = say(korean(), english())
    for line in wrap(text, width: screen.textWidth) { console.out(line + "\n") }
  }

  private func greet() {
    if store == nil {
      tell(
        "진도를 저장할 폴더를 만들 수 없어서, 이번에는 저장하지 않아요.",
        "There is no place to keep your progress; nothing will be saved.")
    } else if isReadOnly {
      tell(
        "이 수업이 다른 창에서 열려 있어요. 여기서 하는 일은 저장하지 않아요.",
        "This lesson is open in another window. What you do here isn't saved.")
    }
  }

  private func leave() {
    save()
    if store != nil, !isReadOnly, isSaved {
      tell("저장했어요. 다시 하려면: `seodang learn`", "Saved. To go on: `seodang learn`")
    }
  }

  func save() {
    progress.stepID = step.id
    guard let store, !isReadOnly else { return }
    let couldSave = isSaved
    isSaved = store.save(progress)
    if couldSave, !isSaved {
      tell(
        "진도를 저장하지 못했어요. 디스크가 가득 찼거나 폴더에 쓸 수 없어요: \(store.folder.path)",
        "Your progress couldn't be saved: the disk is full, or the folder can't be written: \(store.folder.path)"
      )
    }
  }

  // MARK: Coming back

  /// Finds the step where the learner stopped and makes its state again.
  private func resume() {
    if let id = progress.stepID, step.id != id, let place = steps.firstIndex(where: { $0.id == id }) {
      progress.step = place
    }
    progress.step = min(max(0, progress.step), steps.count - 1)
    for exercise in lesson.exercises {
      guard var state = progress.exercises[exercise.cell.id], state.isSolved, state.hash != exercise.hash
      else { continue }
      state.isSolved = false
      progress.exercises[exercise.cell.id] = state
      tell(
        "연습 `\(exercise.cell.id)`의 내용이 그 사이에 바뀌었어요. `:가기 \(exercise.cell.id)`에서 다시 검사해 주세요.",
        "Exercise `\(exercise.cell.id)` has changed; check it again with `:go \(exercise.cell.id)`.")
    }
    guard !progress.journal.isEmpty else { return }
    let isCurrent = progress.journal.allSatisfy { entry in
      guard let id = entry.cell, let cell = lesson.cell(id), lesson.exercise(id) == nil else { return true }
      return cell.code == entry.code
    }
    // A demonstration that was added before this step hasn't run, either.
    let ran = Set(progress.journal.compactMap(\.cell))
    let isComplete = steps[..<progress.step].allSatisfy { step in
      if case .demo(let cell) = step.task { ran.contains(cell.id) } else { true }
    }
    if isCurrent, isComplete {
      console.ticker.during { prompt.session.replay(progress.journal.map(source)) }
    } else {
      // The cells as they are now, then what was typed freely.
      let typed = progress.journal.filter { $0.cell == nil }
      progress.journal = []
      fillIn(upTo: progress.step)
      for entry in typed { record(entry.code, cell: nil, step: progress.step) }
      console.ticker.during { prompt.session.replay(typed.map(source)) }
    }
    hasRunDemo = progress.journal.last.map { $0.step == progress.step && $0.cell != nil } ?? false
    tell("지난번에 멈춘 곳이에요.", "This is where you stopped.")
  }

  /// Runs what the steps before `target` need, without showing it: demonstrations, and for exercises the learner's own answer or,
  /// where there is none, the solution.
  func fillIn(upTo target: Int) {
    let start = progress.journal.last.map { $0.step + 1 } ?? 0
    for index in start..<max(start, target) {
      switch steps[index].task {
      case .demo(let cell): record(cell.code, cell: cell.id, step: index)
      case .exercise(let exercise):
        let state = progress.exercises[exercise.cell.id]
        let code = state?.isSolved == true ? state?.answer : nil
        record(code ?? exercise.cell.code, cell: exercise.cell.id, step: index)
      default: break
      }
    }
    prompt.session.restart()
    console.ticker.during { prompt.session.replay(progress.journal.map(source)) }
  }

  private func record(_ code: String, cell: String?, step: Int) {
    progress.journal.append(Progress.Entry(cell: cell, code: code, step: step))
  }

  private func source(_ entry: Progress.Entry) -> Source {
    Source(
      entry.code, name: entry.cell == nil ? say("<입력>", "<input>") : lesson.source.name, cell: entry.cell)
  }

  // MARK: Moving

  /// Enter on an empty line. True at the end of the lesson.
  func goOn() -> Bool {
    switch step.task {
    case .demo(let cell) where !hasRunDemo:
      run(cell)
      return false
    case .exercise(let exercise):
      let state = progress.exercises[exercise.cell.id]
      guard state?.isSolved == true || state?.isSkipped == true else {
        ExerciseDesk(self, exercise).sayWhatIsMissing()
        return false
      }
    case .quiz(let quiz):
      guard progress.quizzes[quiz.id] != nil else {
        tell("먼저 답을 적어 주세요. 그냥 지나가려면 :건너뛰기", "Answer first, or :skip.")
        return false
      }
      guard !QuizDesk(self, quiz).isMissed else {
        QuizDesk(self, quiz).solution()
        tell("(Enter: 다음)", "(Enter: next)")
        return false
      }
    default: break
    }
    return next()
  }

  /// The next step. True when there is none.
  func next() -> Bool {
    if case .demo(let cell) = step.task, !hasRunDemo {
      // Later cells need it.
      record(cell.code, cell: cell.id, step: progress.step)
      prompt.session.run(cell, of: lesson)
    }
    guard progress.step + 1 < steps.count else {
      progress.isFinished = true
      tell(
        "수업을 마쳤어요. \(formatted(progress.earned))점/\(formatted(progress.total))점이에요.",
        "That is the end of the lesson: \(formatted(progress.earned))/\(formatted(progress.total)) points.")
      return true
    }
    progress.step += 1
    arrive()
    return false
  }

  /// Goes to another step and makes the state of that step: later names are gone when it is an earlier one.
  func go(to target: Int) {
    let kept = progress.journal.prefix { $0.step < target }
    if kept.count < progress.journal.count {
      progress.journal = Array(kept)
      console.ticker.during { prompt.session.rewind(to: kept.count) }
    }
    if target > progress.step { fillIn(upTo: target) }
    progress.step = target
    arrive()
  }

  private func arrive() {
    hasRunDemo = false
    save()
    show()
  }

  /// Back to how the step was on arrival.
  func resetStep() {
    let kept = progress.journal.prefix { $0.step < progress.step }
    progress.journal = Array(kept)
    prompt.session.rewind(to: kept.count)
    if case .exercise(let exercise) = step.task {
      var state = progress.exercises[exercise.cell.id] ?? .init()
      state.answer = nil
      state.isSolved = false
      state.earned = 0
      progress.exercises[exercise.cell.id] = state
    }
    if case .quiz(let quiz) = step.task { progress.quizzes[quiz.id] = nil }
    arrive()
  }

  func startOver() {
    store?.setAside(progress)
    let file = progress.file
    progress = Progress(lesson: lesson, file: file)
    progress.stepCount = steps.count
    prompt.session.restart()
    arrive()
  }

  // MARK: Showing

  func show() {
    StepPage(self).show()
    console.flush()
  }

  // MARK: Running

  func run(_ cell: Lessons.Cell) {
    record(cell.code, cell: cell.id, step: progress.step)
    let run = console.ticker.during { prompt.session.run(cell, of: lesson) }
    hasRunDemo = true
    if let failure = run.failure {
      prompt.show(failure)
      if failure.kind == .interrupted { hasRunDemo = false }
    } else if run.printed.isEmpty {
      tell("실행했어요.", "Done.")
    }
    console.flush()
    save()
    guard hasRunDemo else { return }
    if run.failure == nil { for quiz in predictionsAnswered { QuizDesk(self, quiz).judgePrediction() } }
    tell("(Enter: 다음)", "(Enter: next)")
  }

  /// The predictions that this step's demonstration answers.
  private var predictionsAnswered: [Quiz] {
    steps[..<progress.step].indices.compactMap { index in
      guard case .quiz(let quiz) = steps[index].task, case .predict(let answer, _) = quiz.kind,
        LessonStep.answering(answer, askedAt: index, in: steps) == progress.step
      else { return nil }
      return quiz
    }
  }

  /// Something was typed: an answer to a quiz, or code. Code is free play; at an exercise it is also the answer when it defines
  /// what the exercise asks for. True when the code says to leave.
  private func enter(_ code: String) -> Bool {
    if case .quiz(let quiz) = step.task, progress.quizzes[quiz.id]?.isRight != true,
      QuizDesk(self, quiz).accepts(code)
    {
      return false
    }
    record(code, cell: nil, step: progress.step)
    let run = prompt.run(code)
    if case .exit? = run.failure?.kind { return true }
    if case .exercise(let exercise) = step.task, run.failure == nil {
      ExerciseDesk(self, exercise).take(code)
    }
    save()
    return false
  }

  /// Runs an answer from the editor, or a solution.
  @discardableResult
  func runAnswer(_ code: String, of exercise: Exercise) -> CellRun {
    record(code, cell: exercise.cell.id, step: progress.step)
    let run = prompt.session.run(exercise.cell, of: lesson, code: code)
    if let failure = run.failure { prompt.show(failure) }
    save()
    return run
  }
}
