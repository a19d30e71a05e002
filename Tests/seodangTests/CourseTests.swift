import Foundation
import Lessons
import Testing

/// A lesson of the course with what is tried on its exercises.
struct CourseLesson: CustomTestStringConvertible, Sendable {
  let file: URL

  var name: String { file.deletingPathExtension().lastPathComponent }
  var testDescription: String { name }

  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../..").standardizedFileURL
  static let mutants = root.appendingPathComponent("Tests/Mutants")
  static let all = files(in: root.appendingPathComponent("lessons"), ending: "md")
    .filter { $0.lastPathComponent.first?.isNumber == true }.map(CourseLesson.init)

  static func files(in folder: URL, ending: String) -> [URL] {
    let found = try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    return (found ?? []).filter { $0.pathExtension == ending }.sorted { $0.path < $1.path }
  }

  func read() throws -> Lesson {
    try Lesson(name: file.lastPathComponent, bytes: Array(try Data(contentsOf: file)))
  }

  /// An answer to one exercise, and whether it must pass all tests.
  struct Attempt {
    let name: String
    let code: String
    let isRight: Bool
  }

  /// The solution, the starter, and the wrong answers as `Tests/Mutants/README.md` says they are written.
  func attempts(at exercise: Exercise) -> [Attempt] {
    let path = CourseLesson.mutants.appendingPathComponent("\(name)/\(exercise.cell.id).py")
    let text = (try? String(contentsOf: path, encoding: .utf8)) ?? ""
    let wrong = "\n\(text)".components(separatedBy: "\n# %% ").dropFirst().map { part in
      let title = String(part.prefix { $0 != "\n" })
      return Attempt(
        name: title, code: exercise.cell.code + "\n" + part.dropFirst(title.count) + "\n", isRight: false)
    }
    return [
      Attempt(name: "the solution", code: exercise.cell.code, isRight: true),
      Attempt(name: "the starter", code: exercise.starter, isRight: false),
    ] + wrong
  }
}

/// What is read of `grade --json`.
private enum GradedClass {
  struct Student: Decodable { let exercises: [Exercise] }
  struct Exercise: Decodable { let tests: [Test] }
  struct Test: Decodable { let outcome: String }
}

@Suite("The course") struct CourseTests {
  @Test("has ten lessons, and at least 150 wrong answers to refuse, each for an exercise that there is")
  func size() throws {
    #expect(CourseLesson.all.count == 10)
    var wrong = 0
    for lesson in CourseLesson.all {
      let exercises = try lesson.read().exercises
      for exercise in exercises { wrong += lesson.attempts(at: exercise).count - 2 }
      let ids = Set(exercises.map(\.cell.id))
      let folder = CourseLesson.mutants.appendingPathComponent(lesson.name)
      for file in CourseLesson.files(in: folder, ending: "py") {
        let id = file.deletingPathExtension().lastPathComponent
        #expect(ids.contains(id), "\(lesson.name)/\(id) is for no exercise")
      }
    }
    #expect(wrong >= 150)
  }

  /// A class is graded in which the n-th student gives the n-th answer to each exercise: so the lesson runs once.
  @Test(
    "passes the solutions, and neither the starters nor any of the typical wrong answers",
    arguments: CourseLesson.all)
  func grading(course: CourseLesson) throws {
    let lesson = try course.read()
    let attempts = lesson.exercises.map(course.attempts)
    let students = attempts.map(\.count).max() ?? 0
    let folder = Folder()
    for student in 0..<students {
      var answers = ""
      for (exercise, attempts) in zip(lesson.exercises, attempts) where student < attempts.count {
        answers += "```python id=\"\(exercise.cell.id)\"\n\(attempts[student].code)```\n\n"
      }
      folder.write(answers, to: "\(student).md")
    }
    let files = (0..<students).map { "\($0).md" }
    let graded = Program.run(["grade"] + files + ["--lesson", course.file.path, "--json"], in: folder)
    try #require(graded.status == 0, "\(graded.error)")
    let reports = try JSONDecoder().decode([GradedClass.Student].self, from: Data(graded.output.utf8))
    try #require(reports.count == students)

    for (student, report) in reports.enumerated() {
      try #require(report.exercises.count == lesson.exercises.count)
      for (place, result) in report.exercises.enumerated() where student < attempts[place].count {
        let attempt = attempts[place][student]
        let outcomes = result.tests.map(\.outcome)
        #expect(!outcomes.isEmpty)
        #expect(
          outcomes.allSatisfy { $0 == "passed" } == attempt.isRight,
          "\(lesson.exercises[place].cell.id): \(attempt.name): \(outcomes)")
      }
    }
  }

  @Test("prints what the lessons say it prints", arguments: CourseLesson.all)
  func outputs(course: CourseLesson) {
    let checked = Program.run(["check", course.file.path])
    #expect(checked.status == 0, "\(checked.output)\(checked.error)")
  }
}
