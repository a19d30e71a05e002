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
            기울기가 없어요(None). `requires_grad`가 False라서 추적하지 않아요. 얼린
            것이 아니라면 `x.requires_grad_()`를 부르세요.
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
