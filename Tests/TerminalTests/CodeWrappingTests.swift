import Terminal
import Testing
import Text

@Suite("Code that is wider than the screen") struct CodeWrappingTests {
  @Test(
    "breaks at a blank, and goes on deeper than it began",
    arguments: [
      ("x = 1", 20, ["x = 1"]),
      (
        "    total = first_part + second_part", 20,
        ["    total =", "        first_part +", "        second_part"]
      ),
      ("abcdefghijklmnop", 10, ["abcdefghij", "    klmnop"]),
      ("s = \"가나다라마바사\"", 12, ["s = \"가나다", "    라마바사", "    \""]),
      ("", 10, [""]),
    ] as [(String, Int, [String])])
  func wrapping(line: String, width: Int, expected: [String]) {
    let lines = wrapCode([StyledRun(line)], width: width).map { $0.map(\.text).joined().trimmedEnd }
    #expect(lines == expected)
    for line in lines { #expect(DisplayWidth.columns(of: line) <= width) }
  }

  @Test("loses nothing but blanks, and keeps the colours")
  func colours() {
    var highlighter = PythonHighlighter()
    let line = "    return activation(x_train[chosen] @ w1 + b1)  # 설명이 길게 붙어 있습니다"
    let runs = highlighter.runs(of: line)
    let wrapped = wrapCode(runs, width: 24)
    let text = wrapped.enumerated().flatMap { $0 == 0 ? $1[...] : $1.dropFirst() }
    #expect(text.map(\.text).joined().replacing(" ", with: "") == line.replacing(" ", with: ""))
    #expect(Set(text.map(\.style)) == Set(runs.map(\.style)))
  }
}

extension String {
  fileprivate var trimmedEnd: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
