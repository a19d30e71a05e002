import Lessons

/// One step of a lesson: some prose and what is to be done after it.
struct LessonStep {
  enum Task {
    /// Nothing: the prose at the end.
    case read
    case demo(Lessons.Cell)
    case exercise(Exercise)
    case quiz(Quiz)
  }

  let prose: [String]
  let task: Task

  /// What finds the step again when the lesson was edited.
  var id: String? {
    switch task {
    case .read: nil
    case .demo(let cell): cell.id
    case .exercise(let exercise): exercise.cell.id
    case .quiz(let quiz): quiz.id
    }
  }

  /// The step whose demonstration answers a prediction: the first one that prints the number, else the first that prints anything.
  /// Nil when none follows.
  static func answering(_ answer: Double, askedAt place: Int, in steps: [LessonStep]) -> Int? {
    let printing = steps.indices.dropFirst(place + 1).filter { steps[$0].recordedNumbers != nil }
    return printing.first { index in
      steps[index].recordedNumbers?.contains { abs($0 - answer) <= 0.05 * abs(answer) } ?? false
    } ?? printing.first
  }

  /// The numbers in the recorded output of a demonstration; nil for steps that print nothing.
  private var recordedNumbers: [Double]? {
    guard case .demo(let cell) = task, let output = cell.output else { return nil }
    return OutputComparison.numbers(in: output.text)
  }

  /// The steps of a lesson. Tests and hints are no steps: they belong to their exercise.
  static func steps(of lesson: Lesson) -> [LessonStep] {
    var result: [LessonStep] = []
    var prose: [String] = []
    func add(_ task: Task) {
      result.append(LessonStep(prose: prose, task: task))
      prose = []
    }
    for part in lesson.parts {
      switch part {
      case .prose(let text): prose.append(text.markdown)
      case .quiz(let quiz): add(.quiz(quiz))
      case .cell(let cell):
        if let exercise = lesson.exercise(cell.id) {
          add(.exercise(exercise))
        } else if cell.test == nil {
          add(.demo(cell))
        }
      }
    }
    if !prose.isEmpty || result.isEmpty { add(.read) }
    return result
  }
}
