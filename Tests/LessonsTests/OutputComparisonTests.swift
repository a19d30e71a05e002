import Lessons
import Testing

@Suite("Recorded and printed output") struct OutputComparisonTests {
  @Test(
    "agree by value",
    arguments: [
      ("손실 0.50000", "손실 0.50001"),
      ("tensor([ 1.0000, -2.0000])", "tensor([1.00001, -2.])"),
      ("tensor([[1., 2.],\n        [3., 4.]])", "tensor([[1.0, 2.0],\n [3.0, 4.0]])"),
      ("nan inf -inf", "nan inf -inf"),
      ("0.0", "-0.0"),
      ("1e-05", "0.00001"),
      ("  8.5", "8.5"),
      ("끝  \n\n", "끝"),
      ("(64, 3)", "( 64, 3 )"),
      ("0.0", "1e-15"),
    ])
  func agreeing(expected: String, actual: String) {
    #expect(OutputComparison().difference(expected: expected, actual: actual) == nil)
  }

  @Test(
    "differ",
    arguments: [
      ("0.5", "0.501"), ("nan", "0.5"), ("inf", "-inf"), ("inf", "1e30"), ("w1 = 2", "w2 = 2"),
      ("손실 1", "정확도 1"), ("1\n2", "1"), ("1", "1\n2"), ("1 2", "12"), ("0.0", "1e-9"), ("True", "False"),
      ("9.9e-11", "9.8e-11"), ("1797", "1798"),
    ])
  func differing(expected: String, actual: String) {
    #expect(OutputComparison().difference(expected: expected, actual: actual) != nil)
  }

  @Test("in a name are not numbers")
  func names() {
    let loose = OutputComparison(tolerance: 10)
    #expect(loose.difference(expected: "conv1 층", actual: "conv2 층") != nil)
    #expect(loose.difference(expected: "x_1", actual: "x_2") != nil)
  }

  @Test("may differ as much as the tolerance says, relative to the recorded number")
  func tolerance() {
    let loose = OutputComparison(tolerance: 0.1)
    #expect(loose.difference(expected: "100", actual: "109") == nil)
    #expect(loose.difference(expected: "100", actual: "111") != nil)
    #expect(loose.difference(expected: "0.001", actual: "0.0012") != nil)
  }

  @Test("match exactly, by pattern, or not at all")
  func modes() {
    let exact = OutputComparison(mode: .exact)
    #expect(exact.difference(expected: "1.0", actual: "1.00") != nil)
    #expect(exact.difference(expected: "a  b\n", actual: "a  b") == nil)
    let glob = OutputComparison(mode: .glob)
    #expect(glob.difference(expected: "걸린 시간 * 초\n*끝", actual: "걸린 시간 0.3 초\n중간\n끝") == nil)
    #expect(glob.difference(expected: "a?c", actual: "abc") == nil)
    #expect(glob.difference(expected: "a?c", actual: "abbc") != nil)
    #expect(OutputComparison(mode: .none).difference(expected: "1", actual: "2") == nil)
  }

  @Test("matched by a pattern with many stars takes no more than moderate time")
  func manyStars() {
    let glob = OutputComparison(mode: .glob)
    let pattern = String(repeating: "a*", count: 200) + "b"
    #expect(glob.difference(expected: pattern, actual: String(repeating: "a", count: 5000)) != nil)
  }

  @Test("name the line and the numbers that differ most")
  func message() throws {
    let difference = try #require(
      OutputComparison().difference(expected: "시작\n1.0 2.0", actual: "시작\n1.001 2.5"))
    #expect(difference.line == 2)
    #expect(difference.reason == .number(expected: "2.0", actual: "2.5", relative: 0.25))
    #expect(
      difference.text(.korean)
        == "출력 2번째 줄의 수가 달라요: 2.0 대신 2.5 (차이 25 %).\n  기대: 1.0 2.0\n  실제: 1.001 2.5\n")
  }

  @Test("show control characters instead of sending them to the terminal")
  func controlCharacters() throws {
    let difference = try #require(OutputComparison().difference(expected: "a", actual: "\u{1B}[2Jb"))
    #expect(!difference.text(.english).contains("\u{1B}"))
  }
}
