import Terminal
import Testing
import Text

@Suite("Wrapping") struct WrappingTests {
  @Test("breaks lines at blanks")
  func blanks() {
    #expect(wrap("한 번에 하나씩 배워요", width: 10) == ["한 번에", "하나씩", "배워요"])
    #expect(wrap("a b  c", width: 80) == ["a b c"])
    #expect(wrap("", width: 10) == [""])
    #expect(wrap("위\n아래", width: 10) == ["위", "아래"])
  }

  @Test("breaks a word longer than the line between syllables")
  func longWord() {
    #expect(wrap("가나다라마바사", width: 5) == ["가나", "다라", "마바", "사"])
    #expect(wrap("x 가나다라마", width: 6) == ["x", "가나다", "라마"])
  }

  @Test("keeps every line within the width and loses nothing", arguments: [2, 7, 20, 40, 80])
  func law(width: Int) {
    let words = ["가중치를", "tanh", "초기화하면", "0.0625", "σ²", "👍🏽", "아주아주아주아주긴낱말", "—", "e\u{301}"]
    var state: UInt64 = 88_172_645_463_325_252
    for _ in 0..<200 {
      var text: [String] = []
      for _ in 0..<20 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        text.append(words[Int(state % UInt64(words.count))])
      }
      let lines = wrap(text.joined(separator: " "), width: width)
      for line in lines where line.count > 1 { #expect(DisplayWidth.columns(of: line) <= width, "\(line)") }
      #expect(lines.joined().filter { $0 != " " } == text.joined())
    }
  }

  @Test("keeps styles")
  func styles() {
    let lines = wrap([StyledRun("가 "), StyledRun("나 다", .bold), StyledRun("라")], width: 4)
    #expect(lines == [[StyledRun("가")], [StyledRun("나", .bold)], [StyledRun("다", .bold), StyledRun("라")]])
  }
}
