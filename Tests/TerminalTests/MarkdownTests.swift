import Glibc
import Terminal
import Testing
import Text

private let page = """
  # 제이비어 초기화

  분산이 **두 방향**에서 *함께* 유지되도록 `2/(n_in+n_out)`을 써요. 자세한 것은 [논문](https://proceedings.mlr.press/v9/glorot10a.html)을 보세요.

  - 순방향: 출력의 분산
  - 역방향: 기울기의 분산이 층을 지나며 어떻게 되는지 봐요
    1. 먼저 재요
    2. 다음에 고쳐요

  > 출력 분산은
  > 입력 분산과 같다.

  | 초기화 | 순방향 | 역방향 |
  |---|---|---|
  | 1/n_in | 1.00 | 4.00 |
  | 제이비어 | 0.40 | 1.60 |

  ```python
  def f(x):  # 두 배
      return 2 * "가" if x else None
  ```

  ---

  <!-- 보이지 않는 말 -->

  끝.
  """

@Suite("Markdown on a terminal") struct MarkdownTests {
  @Test("fits its width and looks as recorded", arguments: [80, 40, 20], [false, true])
  func golden(width: Int, color: Bool) throws {
    let screen = Screen(width: width, hasColor: color)
    let lines = MarkdownRenderer(screen).lines(page)
    if !color {
      for line in lines where !line.hasPrefix("  ") {
        #expect(DisplayWidth.columns(of: line) <= width || !line.contains(" "), "\(line)")
      }
    }
    let text = lines.map { $0.replacing("\u{1B}", with: "␛") + "\n" }.joined()
    try expectGolden(text, "markdown-\(width)\(color ? "-color" : "").txt")
  }

  @Test("without colour has no escape sequence, and in plain mode only plain marks")
  func plain() {
    let text = MarkdownRenderer(Screen(isPlain: true)).text(page)
    #expect(!text.contains("\u{1B}"))
    #expect(!text.contains("│") && !text.contains("─") && !text.contains("•"))
  }

  @Test("colours words, texts and comments of Python, over several lines too")
  func python() {
    var highlighter = PythonHighlighter()
    #expect(
      highlighter.runs(of: "return '#' # x")
        == [
          StyledRun("return", Style(color: .blue)), StyledRun(" "), StyledRun("'#'", .green), StyledRun(" "),
          StyledRun("# x", Style(color: .gray)),
        ])
    #expect(highlighter.runs(of: "'''a") == [StyledRun("'''a", .green)])
    #expect(highlighter.runs(of: "def") == [StyledRun("def", .green)])
    #expect(
      highlighter.runs(of: "'''+1") == [
        StyledRun("'''", .green), StyledRun("+"), StyledRun("1", Style(color: .magenta)),
      ])
  }
}

/// Compares with a recorded file; `SEODANG_RECORD=1` records it.
func expectGolden(_ text: String, _ name: String, source: String = #filePath) throws {
  let folder = source.split(separator: "/").dropLast().joined(separator: "/")
  let path = "/\(folder)/Golden/\(name)"
  if environment("SEODANG_RECORD") == "1" {
    mkdir("/\(folder)/Golden", 0o755)
    let file = try #require(fopen(path, "w"))
    fputs(text, file)
    fclose(file)
    return
  }
  let file = try #require(fopen(path, "r"), "no recorded file \(name)")
  defer { fclose(file) }
  var bytes: [UInt8] = Array(repeating: 0, count: 1 << 20)
  let count = fread(&bytes, 1, bytes.count, file)
  #expect(text == String(decoding: bytes[..<count], as: UTF8.self))
}
