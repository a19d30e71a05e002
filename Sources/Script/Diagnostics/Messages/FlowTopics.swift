extension Topic {
  package static let notIterable = Topic(
    "E0601", "TypeError",
    ko: .init(
      "돌 수 없는 값",
      "for 문, `list(…)`, `sum(…)` 따위에는 리스트나 range처럼 여러 값을 차례로 내는 것이 와야 해요. n번 되풀이하려면 `range(n)`예요."),
    en: .init(
      "A value one cannot loop over",
      "A for loop, `list(…)` or `sum(…)` needs something that gives values one by one. To repeat n times use `range(n)`."
    ),
    example: "for i in 5:\n    print(i)\n# →\nfor i in range(5):\n    print(i)\n")
  package static let changedDuringIteration = Topic(
    "E0602", "RuntimeError",
    ko: .init("도는 동안 바뀐 값", "딕셔너리나 집합을 도는 동안에는 항목을 더하거나 뺄 수 없어요. 복사본을 돌거나, 바꿀 것을 모았다가 나중에 바꾸세요."),
    en: .init(
      "Changed while looped over",
      "While a dict or set is looped over nothing may be added or removed. Loop over a copy."),
    example:
      "d = {1: 2}\nfor k in d:\n    d[k + 1] = 0\n# →\nd = {1: 2}\nfor k in list(d):\n    d[k + 1] = 0\n")
  package static let generator = Topic(
    "E0603", "ValueError",
    ko: .init("맞지 않는 반복", "차례로 꺼내는 값들의 길이나 상태가 맞지 않아요."),
    en: .init(
      "Iteration that does not fit",
      "The values that are drawn one by one differ in length, or are already being drawn."),
    example: "list(zip([1], [1, 2], strict=True))\n# →\nlist(zip([1], [1, 2]))\n")
  package static let sendToFresh = Topic(
    "E0604", "TypeError",
    ko: .init("시작하지 않은 생성기", "`send(값)`은 생성기가 yield에서 멈춰 있을 때만 돼요. 먼저 `next(생성기)`를 부르세요."),
    en: .init(
      "A generator that has not started",
      "`send(value)` works when the generator waits at a yield. Call `next(generator)` first."),
    example: "def g():\n    x = yield\ng().send(1)\n# →\ndef g():\n    x = yield\nit = g()\nnext(it)\n")
  package static let assertion = Topic(
    "E0605", "AssertionError",
    ko: .init("실패한 확인", "assert 뒤의 식이 참이 아니에요. 비교라면 양쪽 값을 보여 줘요."),
    en: .init(
      "A failed check", "The expression after assert is not true. If it is a comparison both sides are shown."
    ),
    example: "x = 0.1 + 0.2\nassert x == 0.3\n# →\nx = 0.1 + 0.2\nassert abs(x - 0.3) < 1e-9\n")
  package static let recursion = Topic(
    "E0701", "RecursionError",
    ko: .init("너무 깊은 호출", "함수가 자신을 부를 때는 언젠가 부르지 않고 끝나는 갈래가 있어야 해요. 한도는 파이썬과 같은 1000겹이에요."),
    en: .init(
      "Calls nested too deeply",
      "A function that calls itself needs a branch that ends. The limit is 1000 calls, as in Python."),
    example:
      "def f(n):\n    return n * f(n - 1)\nf(5)\n# →\ndef f(n):\n    return 1 if n == 0 else n * f(n - 1)\nf(5)\n"
  )
  package static let memory = Topic(
    "E0702", "MemoryError",
    ko: .init("모자란 메모리", "값을 담을 메모리를 달라고 하기 전에 크기를 세요. 한도를 넘으면 컴퓨터를 멈추게 하는 대신 이 오류를 내요."),
    en: .init(
      "Not enough memory",
      "Sizes are counted before memory is asked for. Beyond the limit you get this error instead of a frozen machine."
    ),
    example: "xs = [0] * 10 ** 12\n# →\nxs = [0] * 10 ** 6\n")
  package static let limit = Topic(
    "E0703", "TimeoutError",
    ko: .init("한도를 넘은 실행", "채점할 때는 실행 단계, 시간, 출력의 크기에 한도가 있어요. 끝나지 않는 while이 가장 흔한 까닭이에요."),
    en: .init(
      "Beyond a limit",
      "Steps, time and output are limited when an answer is graded. Most often a while loop does not end."),
    example: "i = 0\nwhile i < 10:\n    print(i)\n# →\ni = 0\nwhile i < 10:\n    print(i)\n    i += 1\n")
  package static let interrupted = Topic(
    "E0704", "KeyboardInterrupt",
    ko: .init("멈춤", "Ctrl-C로 실행을 멈췄어요. 변수는 그대로 있어요."),
    en: .init("Interrupted", "Ctrl-C stopped the program. Its variables are still there."),
    example: "while True:\n    pass\n")
  package static let noModule = Topic(
    "E0801", "ModuleNotFoundError",
    ko: .init(
      "없는 모듈",
      "서당에는 torch, math, random, time, matplotlib.pyplot과 몇 가지 기본 모듈이 들어 있고, 다른 파일은 가져올 수 없어요. 배열 계산은 numpy 대신 torch로 해요."
    ),
    en: .init(
      "No such module",
      "There are torch, math, random, time, matplotlib.pyplot and some more; other files cannot be imported. For arrays use torch in place of numpy."
    ),
    example: "import numpy as np\nx = np.zeros(3)\n# →\nimport torch\nx = torch.zeros(3)\n")
  package static let noNameInModule = Topic(
    "E0802", "ImportError",
    ko: .init("모듈에 없는 이름", "`from 모듈 import 이름`의 이름이 그 모듈에 없어요."),
    en: .init("No such name in the module", "The module of `from module import name` has no such name."),
    example: "from math import squareroot\n# →\nfrom math import sqrt\n")
  package static let refused = Topic(
    "E0803", "NotImplementedError",
    ko: .init("서당에 없는 기능", "파이썬에는 있지만 서당에는 없는 기능이에요. 파일, 네트워크, 다른 프로그램에 닿는 것은 안전하게 채점하려고 뺐어요."),
    en: .init(
      "Not in Seodang",
      "Python has it, Seodang does not. What touches files, the network or other programs is left out, so that grading is safe."
    ),
    example: "f = open(\"a.txt\")\n# →\nlines = [\"a\", \"b\"]\n")
  package static let endOfInput = Topic(
    "E0804", "EOFError",
    ko: .init("입력의 끝", "`input()`이 읽을 줄이 더 없어요."),
    en: .init("End of input", "There is no further line for `input()`."),
    example: "name = input()\n")

  package static let flow: [Topic] = [
    .notIterable, .changedDuringIteration, .generator, .sendToFresh, .assertion, .recursion, .memory, .limit,
    .interrupted,
    .noModule, .noNameInModule, .refused, .endOfInput,
  ]

  /// All topics of running a program, in the order of their codes.
  package static let runTime: [Topic] = Array(
    [names, operands, items, numbers, formats, calls, flow].joined())
}
