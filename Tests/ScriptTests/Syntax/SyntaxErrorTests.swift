import Script
import Testing

/// What is wrong with a text before it runs: each mistake is found, where it is, and all of them in one go.
@Suite("Syntax errors")
struct SyntaxErrorTests {
  /// A text, CPython's words for its first mistake, and the part of the text that is marked.
  struct Case: Sendable, CustomTestStringConvertible {
    let text: String
    let words: String
    let marked: String
    var testDescription: String { text.split(separator: "\n").joined(separator: "⏎") }

    init(_ text: String, _ words: String, _ marked: String) {
      self.text = text
      self.words = words
      self.marked = marked
    }
  }

  static let cases = [
    Case("for i in range(3)\n    print(i)\n", "expected ':'", ""),
    Case("if x = 3:\n    pass\n", "invalid syntax. Maybe you meant '==' or ':=' instead of '='?", "="),
    Case("for i in x:\nprint(i)\n", "expected an indented block after 'for' statement on line 1", "print"),
    Case(
      "if 1:\n    if 2:\n        x\n  y\n", "unindent does not match any outer indentation level", "  "),
    Case("if 1:\n    x\n\ty\n", "inconsistent use of tabs and spaces in indentation", "\t"),
    Case("x = (1 + 2\ny = 3\n", "'(' was never closed", "("),
    Case("x = max(range(3)))\n", "unmatched ')'", ")"),
    Case("x = [1, 2)\n", "closing parenthesis ')' does not match opening parenthesis '['", ")"),
    Case("s = 'abc\n", "unterminated string literal", "'abc"),
    Case("x = “abc”\n", "invalid character '“' (U+201C)", "“"),
    Case("print（x）\n", "invalid character '（' (U+FF08)", "（"),
    Case(
      "print \"hi\"\n", "Missing parentheses in call to 'print'. Did you mean print(...)?", "print \"hi\""),
    Case("x = [1 2 3]\n", "invalid syntax. Perhaps you forgot a comma?", "1 2"),
    Case("i = 1\ni++\n", "invalid syntax", "i++"),
    Case("if x > 0 && x < 2:\n    pass\n", "invalid syntax", "&&"),
    Case("if 1:\n    pass\nelse if 2:\n    pass\n", "expected ':'", "else if"),
    Case("lambda = 0.1\n", "invalid syntax", "lambda"),
    Case("f\"{x\"\n", "f-string: expecting '}'", "{"),
    Case("ㅑㄹ x:\n    pass\n", "invalid syntax", "ㅑㄹ"),
    Case("fro i in range(3):\n    pass\n", "invalid syntax", "fro"),
    Case("return 3\n", "'return' outside function", "return"),
    Case("break\n", "'break' outside loop", "break"),
    Case("def f(a=1, b):\n    pass\n", "non-default argument follows default argument", "b"),
    Case("f(a=1, 2)\n", "positional argument follows keyword argument", "2"),
    Case("f() = 3\n", "cannot assign to function call here. Maybe you meant '==' instead of '='?", "f()"),
    Case("class A(B, C):\n    pass\n", "multiple inheritance is not supported in Seodang", "C"),
    Case("async def f():\n    pass\n", "`async` is not supported in Seodang", "async"),
    Case("def f():\n    x = 1\n    global x\n", "name 'x' is used prior to global declaration", "x"),
    Case("def f():\n    nonlocal q\n", "no binding for nonlocal 'q' found", "q"),
    Case("    x = 1\n", "unexpected indent", "    "),
    Case("값 = \"한글 문자열\" 3\n", "invalid syntax", "3"),
  ]

  static func problems(_ text: String) -> (Source, [SyntaxProblem]) {
    let source = Source(text, name: "test.py")
    do {
      try Machine().run(source)
      return (source, [])
    } catch let failure as ScriptError {
      return (source, failure.exception.syntaxProblems)
    } catch {
      return (source, [])
    }
  }

  @Test("A mistake is named in Python's words and marked where it is", arguments: cases)
  func mistake(_ test: Case) throws {
    let (source, problems) = Self.problems(test.text)
    let first = try #require(problems.first)
    #expect(first.message.python == test.words)
    #expect(source.text(first.span) == test.marked)
  }

  @Test("Each mistake has Korean and English words and a code", arguments: cases)
  func words(_ test: Case) throws {
    let first = try #require(Self.problems(test.text).1.first)
    #expect(!first.message.text(.korean).isEmpty)
    #expect(first.message.text(.korean) != first.message.text(.english))
    #expect(first.message.code?.hasPrefix("E01") == true)
  }

  @Test("All mistakes of a text are reported")
  func several() {
    let text = "x = = 1\nif y = 2:\n    z = (3\ndef f(:\n    pass\nprint \"a\"\nok = 1\n"
    let (source, problems) = Self.problems(text)
    let lines = problems.map { source.lineNumber(at: $0.span.start) }
    #expect(lines == [1, 2, 3, 4])
    let clean = "a = 1 +\nb = 2\nc = [1 2]\nd = 'x\ne = 5\nf) = 1\n"
    #expect(Self.problems(clean).1.count == 4)
  }

  @Test(
    "A prompt goes on reading where more lines could make it right",
    arguments: [
      "x = (1,\n", "def f():\n", "if x:\n    y = [\n", "s = '''abc\n", "try:\n    f()\n", "@d\n",
      "x = 1 + \\\n", "f([1,\n2]\n", "print(\n'a'\n", "f(1,  # one\n", "x = {'a': [1,\n2], 'b':\n",
      "[(1,\n2)\n",
      "f(x,\n  y=\n",
    ])
  func incomplete(_ text: String) {
    guard case .incomplete = Machine.completeness(of: Source(text, name: "<stdin>")) else {
      Issue.record("\(Machine.completeness(of: Source(text, name: "<stdin>")))")
      return
    }
  }

  @Test(
    "A complete or a wrong text is not taken for an incomplete one",
    arguments: ["x = 1\n", "f(1)\n", "if x: y\n"])
  func complete(_ text: String) {
    guard case .complete = Machine.completeness(of: Source(text, name: "<stdin>")) else {
      Issue.record("not complete")
      return
    }
    guard case .invalid = Machine.completeness(of: Source("x = 5 5\n" + text, name: "<stdin>")) else {
      Issue.record("not invalid")
      return
    }
  }
}

/// Hostile text: whatever it is, it ends in an answer.
@Suite("Hostile text")
struct HostileTextTests {
  @Test(
    "Nesting without end is an error, not a crash",
    arguments: [
      String(repeating: "(", count: 100_000), String(repeating: "[", count: 100_000) + "1",
      String(repeating: "-", count: 100_000) + "1", String(repeating: "not ", count: 100_000) + "1",
      String(repeating: "lambda: ", count: 100_000) + "1", String(repeating: "f(", count: 100_000),
      "x = " + String(repeating: "1 if 1 else ", count: 100_000) + "1",
      String(repeating: "a**", count: 100_000) + "1",
      String(repeating: "{1:", count: 100_000), "x = 1" + String(repeating: " + 1", count: 100_000),
      "x" + String(repeating: ".a", count: 100_000), "x" + String(repeating: "[0]", count: 100_000),
      (0..<3000).map { String(repeating: " ", count: $0) + "if 1:\n" }.joined(),
      "f'" + String(repeating: "{", count: 10_001) + "'",
    ])
  func nesting(_ text: String) {
    let problems = SyntaxErrorTests.problems(text).1
    #expect(!problems.isEmpty)
  }

  /// A generator of numbers with a seed, so that a failure can be repeated (SplitMix64; Steele et al., 2014).
  struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  static let seed = """
    class A(B):
        def f(self, x, *args, y=1, **kw) -> int:
            '''doc'''
            for i, (a, b) in enumerate([(1, 2), *c]):
                if a < b <= 3 and not x or "가나" in s[1:2, ::3]:
                    yield f"{a!r:>{w}} {b=} {{}}"
                elif (n := len(s)) > 1: continue
                else:
                    del a[0], b.c
            while True:
                try:
                    with open(x) as f, g: break
                except (E, F) as e:
                    raise X from e
                finally:
                    return {**d, 1: [z for z in y if z], 'k': lambda q, /, r=2: q ** -r @ m}
    @dec(1)
    def g(): nonlocal_ = 0x1F + 1_000.5e-3; assert x, 'm'; global q; q += 1
    from a.b import (c as d, e)
    x = y = (yield_, *z), ...

    """

  @Test("Changed at random, a text is parsed to the end", arguments: 0..<40)
  func mutations(_ seed: Int) {
    var random = Generator(state: UInt64(seed))
    let pieces = [
      "(", ")", "[", "]", "{", "}", "'", "\"", "\"\"\"", "\n", "    ", "\t", ":", "=", "\\", "f'{", "#", "“",
      "，", "가", "\u{0}", "else", "lambda", "0x", "1e", "!", "**", ":=", "\r\n", "if", "@", "…",
    ]
    for _ in 0..<60 {
      var scalars = Array(Self.seed.unicodeScalars)
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let place = Int.random(in: 0..<scalars.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: scalars.remove(at: place)
        case 1:
          scalars.removeSubrange(place..<min(scalars.count, place + Int.random(in: 0..<30, using: &random)))
        default:
          scalars.insert(
            contentsOf: pieces.randomElement(using: &random)?.unicodeScalars.map { $0 } ?? [], at: place)
        }
        if scalars.isEmpty { break }
      }
      var text = ""
      text.unicodeScalars.append(contentsOf: scalars)
      let source = Source(text, name: "x")
      switch Machine.completeness(of: source) {
      case .invalid(let problems):
        for problem in problems {
          #expect(problem.span.start >= 0 && problem.span.end <= source.bytes.count)
          #expect(!problem.message.text(.korean).isEmpty && !problem.message.python.isEmpty)
        }
      case .complete, .incomplete: break
      }
    }
  }
}
