/// A lesson as it stands in its file: prose, cells and quizzes in order. A Markdown file without a lesson's front matter is
/// one too, only without exercises' bookkeeping.
package struct Lesson: Sendable {
  package let source: SourceText
  package let frontMatter: FrontMatter
  package let parts: [Part]
  package let exercises: [Exercise]

  package enum Part: Sendable {
    case prose(Prose)
    case cell(Cell)
    case quiz(Quiz)
  }

  package var cells: [Cell] {
    parts.compactMap { if case .cell(let cell) = $0 { cell } else { nil } }
  }

  package var quizzes: [Quiz] {
    parts.compactMap { if case .quiz(let quiz) = $0 { quiz } else { nil } }
  }

  package var title: String { frontMatter.title ?? source.name }
  /// The id of the front matter, else the file's name.
  package var id: String { frontMatter.id ?? source.name }
  package var points: Double { exercises.reduce(0) { $0 + $1.points } }

  package func cell(_ id: String) -> Cell? { cells.first { $0.id == id } }
  package func exercise(_ id: String) -> Exercise? { exercises.first { $0.cell.id == id } }
}

/// What stands between the two `---` lines at the top.
package struct FrontMatter: Sendable {
  package var title: String?
  /// `lesson.id`; `nil` when the file doesn't say that it is a lesson.
  package var id: String?
  /// How long the lesson takes, in minutes.
  package var minutes: Double?
  /// Whether a learner may skip exercises.
  package var allowsSkip = true
  /// The lines between the dashes, dashes included; empty without front matter.
  package var lines: Range<Int> = 1..<1
}

/// Text between cells.
package struct Prose: Sendable {
  package let lines: Range<Int>
  package let markdown: String
}

/// One piece of code that runs as a whole.
package struct Cell: Sendable {
  /// Unique in the lesson. Cells without an id of their own are called by their place (`3`).
  package let id: String
  package let hasOwnID: Bool
  package let role: Role
  /// The code without the fence's own indentation, each line ended by a line break.
  package let code: String
  /// The line of the file in which the code starts; the opening fence is the line before.
  package let firstLine: Int
  /// All lines with both fences.
  package let lines: Range<Int>
  /// The exception that the cell must end with.
  package let expectedError: String?
  package let output: RecordedOutput?
  /// Where the id stands, or the opening fence.
  package let place: SourceRange

  package enum Role: Sendable, Equatable {
    case demo
    case exercise
    case test(TestRole)
  }

  package struct TestRole: Sendable, Equatable {
    package let exercise: String
    package let points: Double
    package let isHidden: Bool
  }

  package var test: TestRole? { if case .test(let test) = role { test } else { nil } }
  package var isHidden: Bool { test?.isHidden ?? false }
}

/// An `output` fence: what the cell before it prints.
package struct RecordedOutput: Sendable {
  package let text: String
  package let comparison: OutputComparison
  /// All lines with both fences.
  package let lines: Range<Int>
  package let fence: Fence

  /// How the fence is written, so that it can be written again.
  package struct Fence: Sendable {
    package let indent: Int
    package let length: Int
    package let character: Character
  }
}

/// A cell to be completed, with everything that belongs to it.
package struct Exercise: Sendable {
  package let cell: Cell
  package let points: Double
  package let tests: [Cell]
  package let hints: [Hint]
  /// The cell without its solution.
  package let starter: String

  package var visibleTests: [Cell] { tests.filter { !$0.isHidden } }
}

package struct Hint: Sendable {
  package let level: Int
  package let markdown: String
  /// All lines with both tags.
  package let lines: Range<Int>
}

/// A question in the text.
package struct Quiz: Sendable {
  package let id: String
  package let kind: Kind
  package let points: Double
  /// The question without choices and explanation.
  package let question: String
  /// Shown after the answer.
  package let explanation: String?
  /// All lines with both comments.
  package let lines: Range<Int>

  package enum Kind: Sendable, Equatable {
    /// The texts to choose from and the numbers (from 1) of all right ones.
    case choice(options: [String], answer: Set<Int>)
    /// A number with its relative tolerance.
    case number(Double, tolerance: Double)
    /// A guess before the next cell runs, judged by its relative tolerance; without one, by its order of magnitude.
    case predict(Double, tolerance: Double?)
  }
}
