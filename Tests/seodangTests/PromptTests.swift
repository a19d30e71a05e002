import Testing
import Text

@Suite("The prompt at a terminal") struct PromptTests {
  private func open(_ environment: [String: String] = [:], columns: UInt16 = 80) -> PseudoTerminal {
    PseudoTerminal(
      ["repl"], in: Folder(), columns: columns, environment: ["NO_COLOR": "1"].merging(environment) { $1 })
  }

  @Test("Ctrl-C stops products of matrices, and everything made before is still there")
  func longProduct() throws {
    let terminal = open()
    try #require(terminal.enter("import torch", after: ">>> "))
    try #require(terminal.enter("x = torch.randn(1000, 1000)", after: ">>> "))
    try #require(terminal.enter("while True: y = x @ x", after: ">>> "))
    try #require(terminal.enter("", after: "... "))
    _ = terminal.expect("\u{0}", seconds: 0.3)
    let start = PseudoTerminal.now()
    terminal.send("\u{3}")
    try #require(terminal.expect("멈추었어요"), "\(terminal.screen)")
    // Measured alone: some ten milliseconds. Here other tests run beside it.
    #expect(PseudoTerminal.now() - start < 5)
    try #require(terminal.enter("x.shape[0] + 1", after: ">>> "))
    #expect(terminal.expect("\r1001\r\n"))
  }

  @Test("Ctrl-C at the prompt drops the line and doesn't stop what runs next")
  func interruptAtPrompt() throws {
    let terminal = open()
    try #require(terminal.enter("f = lambda: 41 + 1", after: ">>> "))
    try #require(terminal.expect(">>> "))
    terminal.send("dropped")
    try #require(terminal.expect("dropped"))
    terminal.send("\u{3}")
    try #require(terminal.expect("^C"), "\(terminal.screen)")
    try #require(terminal.enter("f()", after: ">>> "))
    #expect(terminal.expect("\r42\r\n"), "\(terminal.screen)")
  }

  @Test("Ctrl-C ends a paste whose end was lost, and a line of the history that was being changed")
  func interruptedLines() throws {
    let terminal = open()
    try #require(terminal.enter("first = 1", after: ">>> "))
    try #require(terminal.prompt() != nil)
    terminal.send("\u{1B}[200~second = 2\nthird")
    // Readline shows a paste when it is whole.
    _ = terminal.expect("\u{0}", seconds: 0.3)
    terminal.send("\u{3}")
    #expect(terminal.expect("^C"), "\(terminal.screen)")
    for _ in 0..<3 {
      try #require(terminal.prompt() != nil)
      terminal.send("\u{1B}[A + 1")
      _ = terminal.expect("first = 1 + 1")
      terminal.send("\u{1B}[A\u{1B}[B\u{3}")
      #expect(terminal.expect("^C"), "\(terminal.screen)")
    }
    try #require(terminal.enter("first + 40", after: ">>> "))
    #expect(terminal.expect("41\r\n"), "\(terminal.screen)")
  }

  @Test("a loop that takes long tells how far it is, on a terminal with colour only")
  func progressLine() throws {
    let terminal = PseudoTerminal(["repl"], in: Folder(), environment: ["TERM": "xterm-256color"])
    try #require(terminal.enter("import time", after: ">>> "))
    try #require(terminal.enter("for step in range(40): time.sleep(0.06)", after: ">>> "))
    try #require(terminal.enter("", after: "... "))
    #expect(terminal.expect("/40", seconds: 10), "\(terminal.screen)")
    #expect(terminal.expect("Ctrl-C"))
    let plain = open()
    try #require(plain.enter("import time; time.sleep(1.5)", after: ">>> "))
    try #require(plain.prompt() != nil)
    #expect(!plain.screen.contains("Ctrl-C)"))
  }

  @Test("commands work when typed with the Hangul keyboard layout on", arguments: [":ㅍㅁㄱㄴ", ":ㅎㄱ메ㅗ z", ":ㅂ"])
  func hangulKeyboard(command: String) throws {
    let terminal = open()
    try #require(terminal.enter("z = 3", after: ">>> "))
    try #require(terminal.enter(command, after: ">>> "))
    _ = terminal.expect("\u{0}", seconds: 0.3)
    #expect(!terminal.screen.contains("모르는 명령"), "\(terminal.screen)")
  }

  @Test(
    "a window narrowed in the middle of a line: the line stays what it was, and texts fit")
  func resizing() throws {
    let terminal = open()
    let text = "가나다라마바사아자차카타파하 abcdefghij klmnopqrst"
    try #require(terminal.expect(">>> "))
    terminal.send("y = '\(text)'")
    try #require(terminal.expect("klmnopqrst'"))
    terminal.resize(columns: 40)
    _ = terminal.expect("\u{0}", seconds: 0.3)
    // Ctrl-A: to the beginning.
    terminal.send("\u{1}z = \r")
    try #require(terminal.enter("print(z == y, len(z))", after: ">>> "))
    try #require(terminal.expect("True \(text.count)\r\n"), "\(terminal.screen)")
    _ = try #require(terminal.prompt())
    let drawn = terminal.screen.count
    terminal.send(":도움\r")
    _ = try #require(terminal.prompt())
    for line in terminal.screen.dropFirst(drawn).split(whereSeparator: \.isNewline) {
      #expect(
        DisplayWidth.columns(of: line.replacing("\u{1B}[?2004l", with: "").replacing("\r", with: "")) <= 40,
        "\(line)")
    }
  }

  @Test("Tab offers attributes by their short names, keyword arguments, commands, and never files")
  func tab() throws {
    let folder = Folder()
    folder.write("", to: "secret.txt")
    let terminal = PseudoTerminal(["repl"], in: folder, environment: ["NO_COLOR": "1"])
    try #require(terminal.enter("from torch import nn", after: ">>> "))
    try #require(terminal.enter("import matplotlib.pyplot as plt", after: ">>> "))
    func offered(_ line: String) throws -> String {
      let drawn = terminal.screen.count
      try #require(terminal.prompt() != nil)
      terminal.send(line + "\t")
      _ = terminal.expect("\u{0}", seconds: 0.4)
      let text = String(terminal.screen.dropFirst(drawn))
      terminal.send("\u{3}")
      return text
    }
    let convolutions = try offered("nn.Conv")
    #expect(convolutions.contains("Conv2d ") && !convolutions.contains("nn.Conv2d"), "\(convolutions)")
    #expect(try offered("plt.xsc").contains("plt.xscale"))
    #expect(try offered("nn.Linear(3, 2, bi").contains("bias="))
    #expect(try offered("from torch.nn import Lin").contains("Linear"))
    #expect(try offered(":그").contains(":그래프"))
    #expect(!(try offered("open('sec").contains("secret")))
  }

  @Test(
    "brackets that are open go on over lines",
    arguments: [
      ("x = [(1,\n2),\n3]\nx\n", "[(1, 2), 3]\n"), ("print(\n'a'\n)\n", "a\n"),
      ("d = {'a': [1,\n\n2], 'b':\n3}\nd\n", "{'a': [1, 2], 'b': 3}\n"),
      ("max(1,  # one\n2)\n", "2\n"),
    ])
  func brackets(input: String, output: String) {
    #expect(Program.run([], input: input).output == output)
  }

  @Test("a string that isn't closed on its line is a mistake at once")
  func openString() {
    let result = Program.run([], input: "print('안녕\n1 + 1\n")
    #expect(result.output == "2\n")
    #expect(result.error.contains("문자열이 닫히지"), "\(result.error)")
  }

  @Test("IPython's ways to ask and to leave work, too", arguments: ["exit", "quit()", "exit()", ":q", "：끝"])
  func leaving(word: String) {
    let result = Program.run([], input: "x = [1]\nx?\n%timeit 1 + 1\n\(word)\nprint('나중')\n")
    #expect(result.status == 0)
    #expect(result.error == "" && !result.output.contains("나중"), "\(result)")
    #expect(result.output.contains("가운뎃값"))
  }

  @Test("a gradient's graph and the gradients that are missing are shown in words")
  func gradients() throws {
    let folder = Folder()
    let input = """
      import torch
      from torch import nn
      _ = torch.manual_seed(0)
      model = nn.Sequential(nn.Linear(2, 8), nn.Tanh(), nn.Linear(8, 3))
      x = torch.randn(4, 2)
      loss = nn.functional.cross_entropy(model(x), torch.tensor([0, 1, 2, 0]))
      :그래프 loss
      :누가 x
      a = torch.ones(3, requires_grad=True)
      b = a * 2
      c = (b + a * b).sum()
      :graph c
      :누가 a
      :그래프 a
      :그래프 3

      """
    let result = Program.run([], input: input, in: folder)
    #expect(
      result.output == """
        ● loss = NllLossBackward0 ()
        ● AddmmBackward0 (4, 3)  ← model.2.weight (3, 8), model.2.bias (3,)
        ● TanhBackward0 (4, 8)
        ● AddmmBackward0 (4, 8)  ← model.0.weight (8, 2), model.0.bias (8,),
              x (4, 2) 상수
        연산 4개, 잎 4개(원소 51개). 기울기는 위에서 아래로 흘러요.
        · x (4, 2)
            기울기가 없어요(None). `requires_grad`가 False라서 추적하지 않아요.
            데이터라면 이대로 좋고, 배우게 하려면 `requires_grad=True`로 만드세요.
            계산한 결과라면 `torch.no_grad()`나 `detach()`로 끊겼거나, 추적하는 것에서
            계산하지 않았어요.
        ● c = SumBackward0 ()
        ● AddBackward0 (3,)
        ├─╮
        │ ● MulBackward0 (3,)  ← a (3,)
        ├─╯
        ● b = MulBackward0 (3,)  ← a (3,)
        연산 4개, 잎 1개(원소 3개). 기울기는 위에서 아래로 흘러요.
        · a (3,)
            아직 기울기가 없어요(None). `c`까지 이어져 있지만 `backward()`를 부르지
            않았어요.
        a: 잎이에요. 연산으로 만든 것이 아니라서 그래프가 여기서 시작해요.
        int: 텐서가 아니라서 그래프가 없어요.

        """, "\(result.output)\(result.error)")
  }

  @Test("a name's page is shown by ? and by help, also before it is imported")
  func help() {
    let result = Program.run([], input: "?randn\n?F.relu\nhelp(len)\n?없는것\n")
    #expect(result.output.contains("정규 분포에서 뽑아요"))
    #expect(result.output.contains("음수를 0으로"))
    #expect(result.output.contains("첫 차원의 크기"))
    #expect(result.error.contains("NameError"))
  }
}
