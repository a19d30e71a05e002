import Script
import Text

/// What can be wrong with a lesson file: one case a mistake, its sentences in each language next to it.
package enum LessonMessage: CatalogueMessage, Equatable {
  case notUTF8
  case frontMatterUnclosed, frontMatterSyntax, frontMatterLessonNotMapping
  case frontMatterMissing(String)
  case frontMatterType(String, ValueType)
  case unknownFrontMatterKey(String, known: [String])
  case unsupportedFormat(String)

  case fenceUnclosed, nestedCell
  case attributeWithoutValue(String), attributeSyntax(String), duplicateAttribute(String)
  case attributeType(String, ValueType)
  case unknownAttribute(String, known: [String])
  case attributeOnlyFor(String, role: String)
  case unknownRole(String), unknownMatch(String), unknownException(String)
  case missingID, invalidID(String), duplicateID(String, firstLine: Int)
  case negativePoints, tolerance

  case outputWithoutCell, secondOutput
  case testWithoutFor, testForMissing(String), testBeforeExercise(String)
  case exerciseWithoutTest(String), exerciseWithoutSolution(String), pointsMismatch(
    exercise: Double, tests: Double)
  case solutionOutsideExercise, solutionUnclosed, solutionWithoutBegin, solutionNested
  case hintWithoutExercise, hintUnclosed, hintLevel(expected: Int, found: Int)
  case quizSyntax, quizUnclosed, quizWithoutBegin, quizInsideQuiz, cellInsideQuiz
  case unknownQuizKey(String, known: [String]), missingQuizKey(String)
  case unknownQuizType(String), quizAnswer(String), quizOptions, quizChoice(Int, count: Int), predictPoints

  package enum ValueType: Sendable {
    case string, number, bool
  }

  package var entry: Topic { Self.lessonFile }

  /// The topic that `seodang explain E2001` shows.
  package static let lessonFile = Topic(
    "E2001", "LessonError",
    ko: .init(
      "수업 파일의 형식이 맞지 않아요",
      "수업 파일은 셀과 연습, 시험, 힌트, 퀴즈가 정해진 꼴로 적힌 마크다운이에요. 메시지에 적힌 줄과 칸을 고치면 돼요."),
    en: .init(
      "The lesson file is malformed",
      "A lesson is Markdown with cells, exercises, tests, hints and quizzes in a fixed form. Mend the line and column named."
    ),
    example: "")

  package func wording(_ language: Language) -> Wording {
    language.pick(ko: korean, en: english)
  }
}

/// The attributes or keys that are known, as a list for a message.
private func listed(_ names: [String]) -> String { names.map { "`\($0)`" }.joined(separator: ", ") }

/// "혹시 …?" when a known name is near, else the whole list.
private func helpKorean(_ word: String, _ known: [String]) -> String {
  Spelling.suggestion(for: word, among: known).map { "혹시 `\($0)`?" } ?? "쓸 수 있는 이름: \(listed(known))"
}

private func helpEnglish(_ word: String, _ known: [String]) -> String {
  Spelling.suggestion(for: word, among: known).map { "Did you mean `\($0)`?" }
    ?? "Known names: \(listed(known))"
}

extension LessonMessage.ValueType {
  fileprivate var korean: String {
    switch self {
    case .string: "따옴표로 묶은 글"
    case .number: "수"
    case .bool: "true 또는 false"
    }
  }

  fileprivate var english: String {
    switch self {
    case .string: "a quoted text"
    case .number: "a number"
    case .bool: "true or false"
    }
  }
}

extension LessonMessage {
  static let roles = ["exercise", "test"]
  static let quizTypes = ["choice", "number", "predict"]
  static let matches = ["exact", "number", "glob", "none"]

  private var korean: Wording {
    switch self {
    case .notUTF8: Wording("UTF-8로 읽을 수 없는 글자가 있어요.", help: "파일을 UTF-8로 저장하세요.")
    case .frontMatterUnclosed: Wording("맨 위의 `---`를 닫는 `---` 줄이 없어요.")
    case .frontMatterSyntax: Wording("머리말을 YAML로 읽을 수 없어요.")
    case .frontMatterLessonNotMapping:
      Wording("머리말의 `lesson`에는 이름과 값이 와야 해요.", help: "예: `lesson: {format: 1, id: xavier}`")
    case .frontMatterMissing(let key): Wording("머리말의 `lesson`에 `\(key)` 항목이 없어요.")
    case .frontMatterType(let key, let type): Wording("머리말의 `\(key)`에는 \(type.korean.with(.subject)) 와야 해요.")
    case .unknownFrontMatterKey(let key, let known):
      Wording("머리말의 `lesson`에 모르는 항목이 있어요: `\(key)`.", help: helpKorean(key, known))
    case .unsupportedFormat(let format):
      Wording("수업 형식 \(format)번은 읽을 수 없어요.", help: "이 프로그램이 아는 형식은 1번이에요: `format: 1`")
    case .fenceUnclosed: Wording("이 코드 블록을 닫는 줄이 없어요.", help: "블록 끝에 여는 줄과 같은 ``` 줄을 쓰세요.")
    case .nestedCell: Wording("셀은 목록이나 인용문 안에 둘 수 없어요.", help: "들여 쓰지 말고 따로 떼어 놓으세요.")
    case .attributeWithoutValue(let name):
      Wording(
        name.isEmpty ? "속성의 이름이 없어요." : "속성 `\(name)`에 값이 없어요.",
        help: "속성은 `이름=값`으로 써요. 예: `hidden=true`")
    case .attributeSyntax(let name):
      Wording("속성 `\(name)`의 값을 읽을 수 없어요.", help: "글은 따옴표로 묶어요: `\(name)=\"…\"`")
    case .duplicateAttribute(let name): Wording("같은 속성이 두 번 적혀 있어요: `\(name)`.")
    case .attributeType(let name, let type): Wording("속성 `\(name)`에는 \(type.korean.with(.subject)) 와야 해요.")
    case .unknownAttribute(let name, let known):
      Wording("모르는 속성이에요: `\(name)`.", help: helpKorean(name, known))
    case .attributeOnlyFor(let name, let role): Wording("속성 `\(name)`: `role=\"\(role)\"` 셀에만 쓸 수 있어요.")
    case .unknownRole(let role): Wording("모르는 역할이에요: `\(role)`.", help: helpKorean(role, Self.roles))
    case .unknownMatch(let match): Wording("모르는 비교 방법이에요: `\(match)`.", help: helpKorean(match, Self.matches))
    case .unknownException(let name): Wording("`\(name)`: 예외의 이름이 아니에요.", help: "예: `error=\"RuntimeError\"`")
    case .missingID: Wording("셀에 `id`가 없어요.", help: "예: ```python id=\"xavier-std\"")
    case .invalidID(let id):
      Wording("`\(id)`: id에는 영문자, 숫자, `-`, `_`, `.`만 쓸 수 있고 64자를 넘을 수 없어요.")
    case .duplicateID(let id, let line): Wording("같은 id가 두 번 쓰였어요: `\(id)`. 처음 쓴 곳은 \(line)번째 줄여요.")
    case .negativePoints: Wording("점수는 0보다 커야 해요.")
    case .tolerance: Wording("허용 오차 `tol`은 0 이상이어야 해요.")
    case .outputWithoutCell:
      Wording("이 출력 바로 앞에 셀이 없어요.", help: "`output` 블록은 그것을 출력하는 `python` 셀 바로 뒤에 둬요.")
    case .secondOutput: Wording("이 셀에는 출력이 이미 있어요.")
    case .testWithoutFor: Wording("시험 셀에 `for`가 없어요.", help: "어느 연습의 시험인지 `for=\"연습의 id\"`로 적으세요.")
    case .testForMissing(let id): Wording("시험할 셀이 없어요: `\(id)`.", help: "`for`에는 이 시험이 살펴볼 연습의 id를 적어요.")
    case .testBeforeExercise(let id): Wording("시험이 셀 `\(id)`보다 앞에 있어요.", help: "시험은 시험할 셀 뒤에 둬요.")
    case .exerciseWithoutTest(let id):
      Wording("연습 `\(id)`에 시험이 없어요.", help: "`role=\"test\" for=\"\(id)\"` 셀을 하나 이상 두세요.")
    case .exerciseWithoutSolution(let id):
      Wording("연습 `\(id)`에 풀이가 없어요.", help: "풀이를 `# BEGIN SOLUTION`과 `# END SOLUTION` 줄 사이에 쓰세요.")
    case .pointsMismatch(let exercise, let tests):
      Wording("연습의 점수는 \(formatted(exercise))점인데 시험의 점수를 더하면 \(formatted(tests))점이에요.")
    case .solutionOutsideExercise: Wording("풀이 표시는 `role=\"exercise\"` 셀에만 쓸 수 있어요.")
    case .solutionUnclosed: Wording("`# BEGIN SOLUTION`을 닫는 `# END SOLUTION`이 없어요.")
    case .solutionWithoutBegin: Wording("`# END SOLUTION` 앞에 `# BEGIN SOLUTION`이 없어요.")
    case .solutionNested: Wording("풀이 안에서 풀이를 또 열었어요.")
    case .hintWithoutExercise: Wording("힌트 앞에 연습이 없어요.")
    case .hintUnclosed: Wording("`<details>`를 닫는 `</details>`가 없어요.")
    case .hintLevel(let expected, let found): Wording("힌트 \(expected)의 자리에 힌트 \(found)의 글이 있어요.")
    case .quizSyntax: Wording("퀴즈의 설정을 JSON으로 읽을 수 없어요.")
    case .quizUnclosed: Wording("퀴즈를 닫는 `<!-- /quiz -->`가 없어요.")
    case .quizWithoutBegin: Wording("`<!-- /quiz -->` 앞에 열린 퀴즈가 없어요.")
    case .quizInsideQuiz: Wording("퀴즈 안에서 퀴즈를 또 열었어요.")
    case .cellInsideQuiz: Wording("퀴즈 안에는 셀을 둘 수 없어요.")
    case .unknownQuizKey(let key, let known):
      Wording("퀴즈에 모르는 항목이 있어요: `\(key)`.", help: helpKorean(key, known))
    case .missingQuizKey(let key): Wording("퀴즈에 `\(key)` 항목이 없어요.")
    case .unknownQuizType(let type):
      Wording("모르는 퀴즈 종류예요: `\(type)`.", help: helpKorean(type, Self.quizTypes))
    case .quizAnswer(let type):
      Wording(
        type == "choice" ? "고르기 퀴즈의 `answer`에는 보기의 번호 목록이 와야 해요." : "`\(type)` 퀴즈의 `answer`에는 수가 와야 해요.",
        help: type == "choice" ? "예: `\"answer\": [2]`" : "예: `\"answer\": 0.4`")
    case .quizOptions: Wording("고르기 퀴즈에 보기 목록이 없어요.", help: "질문 아래에 `1.`, `2.`로 보기를 쓰세요.")
    case .quizChoice(let number, let count): Wording("정답이 \(number)번인데 보기는 \(count)개예요.")
    case .predictPoints: Wording("예상(`predict`)에는 점수를 매기지 않아요.")
    }
  }

  private var english: Wording {
    switch self {
    case .notUTF8: Wording("The file isn't UTF-8.", help: "Save it as UTF-8.")
    case .frontMatterUnclosed: Wording("The `---` at the top is never closed.")
    case .frontMatterSyntax: Wording("The front matter isn't YAML.")
    case .frontMatterLessonNotMapping:
      Wording(
        "`lesson` in the front matter must be a mapping.", help: "Example: `lesson: {format: 1, id: xavier}`")
    case .frontMatterMissing(let key): Wording("`lesson` in the front matter has no `\(key)`.")
    case .frontMatterType(let key, let type): Wording("`\(key)` in the front matter must be \(type.english).")
    case .unknownFrontMatterKey(let key, let known):
      Wording("`lesson` in the front matter has an unknown key `\(key)`.", help: helpEnglish(key, known))
    case .unsupportedFormat(let format):
      Wording("Lesson format \(format) can't be read.", help: "Known: `format: 1`")
    case .fenceUnclosed:
      Wording("This code block is never closed.", help: "End it with a ``` line like the first.")
    case .nestedCell:
      Wording("A cell can't stand inside a list or a quotation.", help: "Put it at the top level.")
    case .attributeWithoutValue(let name):
      Wording(
        name.isEmpty ? "An attribute has no name." : "The attribute `\(name)` has no value.",
        help: "Attributes are written `name=value`, for example `hidden=true`.")
    case .attributeSyntax(let name):
      Wording("The value of `\(name)` can't be read.", help: "Texts are quoted: `\(name)=\"…\"`")
    case .duplicateAttribute(let name): Wording("The attribute `\(name)` is given twice.")
    case .attributeType(let name, let type): Wording("The attribute `\(name)` must be \(type.english).")
    case .unknownAttribute(let name, let known):
      Wording("Unknown attribute `\(name)`.", help: helpEnglish(name, known))
    case .attributeOnlyFor(let name, let role):
      Wording("The attribute `\(name)` belongs to `role=\"\(role)\"` cells only.")
    case .unknownRole(let role): Wording("Unknown role `\(role)`.", help: helpEnglish(role, Self.roles))
    case .unknownMatch(let match):
      Wording("Unknown comparison `\(match)`.", help: helpEnglish(match, Self.matches))
    case .unknownException(let name):
      Wording("`\(name)` isn't the name of an exception.", help: "Example: `error=\"RuntimeError\"`")
    case .missingID: Wording("The cell has no `id`.", help: "Example: ```python id=\"xavier-std\"")
    case .invalidID(let id):
      Wording("`\(id)`: an id has ASCII letters, digits, `-`, `_` and `.` only, at most 64.")
    case .duplicateID(let id, let line): Wording("The id `\(id)` is used twice, first in line \(line).")
    case .negativePoints: Wording("Points must be more than 0.")
    case .tolerance: Wording("The tolerance `tol` must be 0 or more.")
    case .outputWithoutCell:
      Wording(
        "There is no cell right before this output.",
        help: "An `output` fence follows the `python` cell that prints it.")
    case .secondOutput: Wording("The cell has an output already.")
    case .testWithoutFor: Wording("The test has no `for`.", help: "Name its exercise: `for=\"id\"`.")
    case .testForMissing(let id):
      Wording("There is no cell `\(id)` to test.", help: "`for` names the exercise that the test is for.")
    case .testBeforeExercise(let id): Wording("The test comes before its cell `\(id)`.")
    case .exerciseWithoutTest(let id):
      Wording("The exercise `\(id)` has no test.", help: "Add a `role=\"test\" for=\"\(id)\"` cell.")
    case .exerciseWithoutSolution(let id):
      Wording(
        "The exercise `\(id)` has no solution.",
        help: "Write it between `# BEGIN SOLUTION` and `# END SOLUTION`.")
    case .pointsMismatch(let exercise, let tests):
      Wording("The exercise has \(formatted(exercise)) points, but its tests add up to \(formatted(tests)).")
    case .solutionOutsideExercise: Wording("Solution marks belong to `role=\"exercise\"` cells only.")
    case .solutionUnclosed: Wording("`# BEGIN SOLUTION` has no `# END SOLUTION`.")
    case .solutionWithoutBegin: Wording("`# END SOLUTION` has no `# BEGIN SOLUTION`.")
    case .solutionNested: Wording("A solution begins inside a solution.")
    case .hintWithoutExercise: Wording("There is no exercise before this hint.")
    case .hintUnclosed: Wording("`<details>` has no `</details>`.")
    case .hintLevel(let expected, let found): Wording("Hint \(found) stands where hint \(expected) is due.")
    case .quizSyntax: Wording("The quiz's settings aren't JSON.")
    case .quizUnclosed: Wording("The quiz has no `<!-- /quiz -->`.")
    case .quizWithoutBegin: Wording("`<!-- /quiz -->` closes no quiz.")
    case .quizInsideQuiz: Wording("A quiz begins inside a quiz.")
    case .cellInsideQuiz: Wording("A cell can't stand inside a quiz.")
    case .unknownQuizKey(let key, let known):
      Wording("Unknown quiz key `\(key)`.", help: helpEnglish(key, known))
    case .missingQuizKey(let key): Wording("The quiz has no `\(key)`.")
    case .unknownQuizType(let type):
      Wording("Unknown quiz type `\(type)`.", help: helpEnglish(type, Self.quizTypes))
    case .quizAnswer(let type):
      Wording(
        type == "choice"
          ? "`answer` of a choice quiz must be a list of numbers."
          : "`answer` of a `\(type)` quiz must be a number.",
        help: type == "choice" ? "Example: `\"answer\": [2]`" : "Example: `\"answer\": 0.4`")
    case .quizOptions:
      Wording("The choice quiz has no list to choose from.", help: "Write `1.`, `2.` … below the question.")
    case .quizChoice(let number, let count):
      Wording("The answer is number \(number), but there are \(count) choices.")
    case .predictPoints: Wording("A prediction (`predict`) has no points.")
    }
  }
}

/// Points without a needless fraction: `3`, `0.5`.
package func formatted(_ points: Double) -> String {
  if let whole = Int(exactly: points) { return String(whole) }
  let hundredths = (points * 100).rounded() / 100
  return Int(exactly: hundredths).map(String.init) ?? "\(hundredths)"
}
