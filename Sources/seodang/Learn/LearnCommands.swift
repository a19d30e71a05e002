import Lessons
import Terminal

/// The `:` commands of a lesson.
struct LearnCommands {
  private let learner: Learner

  init(_ learner: Learner) { self.learner = learner }

  static var commands: [PromptCommand] {
    [
      PromptCommand(
        "다음", "n", "next",
        help: say(
          "빈 줄에서 Enter와 같아요: 셀을 실행하고, 틀린 퀴즈의 답을 보고, 다음 걸음으로 가요.",
          "Like Enter: runs the cell, tells the answer of a missed quiz, goes to the next step.")),
      PromptCommand(
        "이전", "b", "back", help: say("앞 걸음으로 돌아가요. 변수도 그때로 돌아가요.", "The step before, with its state.")),
      PromptCommand(
        "가기", "go", argument: say("번호나 id", "number or id"), help: say("그 걸음으로 가요.", "Goes to that step.")),
      PromptCommand("실행", "r", "run", help: say("이 걸음의 셀을 실행해요.", "Runs this step's cell.")),
      PromptCommand("검사", "c", "check", help: say("연습의 답을 시험해요.", "Tries your answer.")),
      PromptCommand("힌트", "h", "hint", help: say("다음 힌트를 봐요.", "The next hint.")),
      PromptCommand(
        "정답", "solution", "answer",
        help: say(
          "풀이를 봐요. 연습에서는 힌트를 모두 보거나 세 번 틀린 다음에 돼요.",
          "The solution; of exercises after all hints or three misses.")),
      PromptCommand(
        "건너뛰기", "s", "skip",
        help: say(
          "지나가요. 연습은 0점으로 하고 풀이를 실행해요.", "Goes on; an exercise with its solution, for no points.")),
      PromptCommand("편집", "e", "edit", help: say("답을 편집기($EDITOR)에서 고쳐요.", "Edits your answer in $EDITOR.")),
      PromptCommand("초기화", "reset", help: say("이 걸음을 처음 상태로 되돌려요.", "This step as it was.")),
      PromptCommand("처음부터", "restart", help: say("수업을 처음부터 다시 해요.", "The lesson from its beginning.")),
      PromptCommand("목록", "l", "list", help: say("수업을 모두 봐요.", "All lessons.")),
      PromptCommand("어디", "w", "where", help: say("지금 어디인지, 연습이 어떻게 되었는지 봐요.", "Where you are.")),
      PromptCommand("기록", "log", help: say("지금까지 실행한 것을 마크다운으로 봐요.", "All you ran, as Markdown.")),
    ] + Inspection.commands + [
      PromptCommand("도움", "?", "help", help: say("이 표를 봐요.", "This table.")),
      PromptCommand(
        "끝", "q", "quit", "exit", help: say("저장하고 나가요. Ctrl-D와 같아요.", "Saves and leaves, like Ctrl-D.")),
    ]
  }

  /// Obeys a command; true to leave.
  func obey(_ typed: PromptCommand.Typed) -> Bool {
    guard let command = Self.commands.first(where: typed.matches) else {
      console.out(PromptCommand.unknown(typed, among: Self.commands))
      return false
    }
    switch command.names[0] {
    case "다음": return learner.goOn()
    case "이전": back()
    case "가기": go(typed.argument)
    case "실행": runCell()
    case "검사": atExercise { $0.check() }
    case "힌트": atExercise { $0.hint() }
    case "정답": solution()
    case "건너뛰기": return skip()
    case "편집": atExercise { $0.edit() }
    case "초기화": learner.resetStep()
    case "처음부터": startOver()
    case "목록": console.out(LessonList.text(on: learner.screen))
    case "어디": place()
    case "기록": log()
    case "도움":
      if typed.argument.isEmpty {
        console.out(PromptCommand.table(Self.commands, width: learner.screen.width))
        learner.tell("그 밖의 모든 것은 파이썬 코드로 실행해요.", "Anything else is run as Python.")
      } else {
        Inspection(learner.prompt).help(typed.argument)
      }
    case "끝": return true
    default: _ = Inspection(learner.prompt).obey(command, typed.argument)
    }
    return false
  }

  private func atExercise(_ body: (ExerciseDesk) -> Void) {
    if case .exercise(let exercise) = learner.step.task {
      body(ExerciseDesk(learner, exercise))
    } else {
      learner.tell("이 걸음은 연습이 아니에요.", "This step isn't an exercise.")
    }
  }

  private func back() {
    guard learner.progress.step > 0 else {
      learner.tell("첫 걸음이에요.", "This is the first step.")
      return
    }
    learner.go(to: learner.progress.step - 1)
  }

  private func go(_ argument: String) {
    let place: Int?
    if let number = Int(argument) {
      place = learner.steps.indices.contains(number - 1) ? number - 1 : nil
    } else {
      place = learner.steps.firstIndex { $0.id == argument }
    }
    guard let place else {
      learner.tell(
        "그런 걸음이 없어요. 1부터 \(learner.steps.count)까지의 번호나 셀의 id를 적으세요.",
        "There is no such step: use 1 to \(learner.steps.count), or the id of a cell.")
      return
    }
    learner.go(to: place)
  }

  private func runCell() {
    if case .demo(let cell) = learner.step.task {
      learner.run(cell)
    } else {
      learner.tell("이 걸음에는 실행할 셀이 없어요.", "This step has no cell to run.")
    }
  }

  private func solution() {
    switch learner.step.task {
    case .exercise(let exercise): ExerciseDesk(learner, exercise).solution()
    case .quiz(let quiz):
      QuizDesk(learner, quiz).solution()
      learner.tell("(Enter: 다음)", "(Enter: next)")
    default: learner.tell("이 걸음에는 풀이가 없어요.", "This step has no solution.")
    }
  }

  private func skip() -> Bool {
    switch learner.step.task {
    case .exercise(let exercise): return ExerciseDesk(learner, exercise).skip() && learner.next()
    case .quiz(let quiz) where QuizDesk(learner, quiz).isOpen:
      if case .predict = quiz.kind {} else { QuizDesk(learner, quiz).solution() }
    default: break
    }
    return learner.next()
  }

  private func startOver() {
    learner.tell("지금까지 한 것을 따로 두고 처음부터 다시 할까요? `예`라고 적으면 해요.", "Put all aside and start over? Type `yes`.")
    guard case .code(let answer) = learner.prompt.read("> ") else { return }
    if ["예", "네", "y", "yes"].contains(answer.trimmed.lowercased()) {
      learner.startOver()
    } else {
      learner.tell("그대로 둬요.", "Nothing was changed.")
    }
  }

  private func place() {
    let progress = learner.progress
    learner.tell(
      "\(learner.lesson.title): \(progress.step + 1)/\(learner.steps.count)걸음, \(formatted(progress.earned))점/\(formatted(progress.total))점",
      "\(learner.lesson.title): step \(progress.step + 1)/\(learner.steps.count), \(formatted(progress.earned))/\(formatted(progress.total)) points"
    )
    for exercise in learner.lesson.exercises {
      let state = progress.exercises[exercise.cell.id]
      var notes: [String] = []
      if let state {
        if state.hints > 0 { notes.append(say("힌트 \(state.hints)개", "\(state.hints) hints")) }
        if state.sawSolution { notes.append(say("정답 봄", "saw the solution")) }
        if state.isSkipped { notes.append(say("건너뜀", "skipped")) }
        if !state.hash.isEmpty, state.hash != exercise.hash { notes.append(say("다시 검사 필요", "check again")) }
      }
      let mark = state?.isSolved == true ? "✔" : state == nil ? "·" : "◐"
      console.out(
        "  \(mark) \(exercise.cell.id)  \(formatted(state?.earned ?? 0))/\(formatted(exercise.points))"
          + (notes.isEmpty ? "" : "  (\(notes.joined(separator: ", ")))") + "\n")
    }
  }

  private func log() {
    console.out("# \(learner.lesson.title)\n")
    for entry in learner.progress.journal {
      console.out("\n```python\(entry.cell.map { " id=\"\($0)\"" } ?? "")\n\(entry.code)")
      console.out(entry.code.hasSuffix("\n") ? "```\n" : "\n```\n")
    }
  }
}
