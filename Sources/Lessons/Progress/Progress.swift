import Text

/// What a learner has done in one lesson. Matched with the lesson by ids and by the content's hash, so that a lesson that was
/// edited meanwhile keeps what still holds.
package struct Progress: Sendable, Codable, Equatable {
  /// The form of the file. A file of another form is not read.
  package static let format = 1
  package private(set) var format = Progress.format
  /// The lesson's id.
  package let lesson: String
  /// The path or name it was opened by, to find it again.
  package var file: String
  package var title: String
  /// The step the learner stands at.
  package var step = 0
  /// The id of the cell or quiz of that step, which finds it again when steps were added before it.
  package var stepID: String?
  package var isFinished = false
  package var exercises: [String: ExerciseState] = [:]
  package var quizzes: [String: QuizState] = [:]
  /// What was run, so that the same state can be made again.
  package var journal: [Entry] = []
  /// Points that the lesson gives in all, and its number of steps, for the list of lessons.
  package var total: Double = 0
  package var stepCount = 0

  package struct ExerciseState: Sendable, Codable, Equatable {
    package var answer: String?
    package var earned: Double = 0
    package var isSolved = false
    package var hints = 0
    package var misses = 0
    package var sawSolution = false
    package var isSkipped = false
    /// The hash of the exercise and its tests when it was last checked.
    package var hash = ""

    package init() {}
  }

  package struct QuizState: Sendable, Codable, Equatable {
    package var answer: String
    package var isRight: Bool
    package var tries: Int
    /// What it earned.
    package var earned: Double

    package init(answer: String, isRight: Bool, tries: Int, earned: Double) {
      self.earned = earned
      self.answer = answer
      self.isRight = isRight
      self.tries = tries
    }
  }

  /// One piece of code that was run.
  package struct Entry: Sendable, Codable, Equatable {
    /// The cell it belongs to; nil for free play.
    package var cell: String?
    package var code: String
    /// The step at which it ran.
    package var step: Int

    package init(cell: String?, code: String, step: Int) {
      self.cell = cell
      self.code = code
      self.step = step
    }
  }

  package init(lesson: Lesson, file: String) {
    self.lesson = lesson.id
    self.file = file
    title = lesson.title
    total = lesson.possiblePoints
  }

  /// Nil for a file of another format, or none of ours.
  package init?(text: String) {
    guard let progress = JSON.value(Progress.self, from: text), progress.format == Progress.format else {
      return nil
    }
    self = progress
  }

  package var earned: Double {
    exercises.values.reduce(0) { $0 + $1.earned } + quizzes.values.reduce(0) { $0 + $1.earned }
  }
}

extension Lesson {
  /// Points of exercises and quizzes together.
  package var possiblePoints: Double { points + quizzes.reduce(0) { $0 + $1.points } }
}

extension Exercise {
  /// Changes when the exercise or one of its tests does.
  package var hash: String {
    contentHash(
      ([cell.code] + tests.map { "\($0.id) \($0.test?.points ?? 0) \($0.code)" }).joined(separator: "\u{0}"))
  }
}

/// A short fingerprint (FNV-1a, 64 bit: Fowler, Noll & Vo, 1991), to notice changes, not attacks.
package func contentHash(_ text: String) -> String {
  var hash: UInt64 = 0xCBF2_9CE4_8422_2325
  for byte in text.normalized.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
  return String(hash, radix: 16)
}

/// Progress files in the state folder: one a lesson, and the name of the last one.
package struct ProgressStore: Sendable {
  package let folder: StateFolder

  package init(_ folder: StateFolder) { self.folder = folder }

  /// Ids are safe as names of files; what isn't an id (a Markdown file that is no lesson) goes by its hash.
  private func key(_ lesson: String) -> String { isValidID(lesson) ? lesson : contentHash(lesson) }

  private func name(_ lesson: String) -> String { key(lesson) + ".progress.json" }

  package func load(_ lesson: String) -> Progress? {
    folder.read(name(lesson)).flatMap(Progress.init(text:))
  }

  /// Whether it reached the disk.
  @discardableResult
  package func save(_ progress: Progress) -> Bool {
    folder.write(JSON.text(progress), to: name(progress.lesson))
      && folder.write(key(progress.lesson) + "\n", to: "last")
  }

  /// The lesson somebody worked on last.
  package var last: Progress? { folder.read("last").flatMap { load($0.trimmed) } }

  package func lock(_ lesson: String) -> FolderLock? { folder.lock(key(lesson) + ".lock") }

  /// Keeps the old answers under another name and starts anew.
  package func setAside(_ progress: Progress) {
    folder.write(JSON.text(progress), to: key(progress.lesson) + ".old.json")
  }

  package var all: [Progress] {
    folder.names(endingIn: ".progress.json").compactMap { load(String($0.dropLast(".progress.json".count))) }
  }
}
