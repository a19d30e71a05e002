import Script
import Testing

/// Every hard limit ends in an exception, and the machine can be used afterwards.
@Suite("Limits")
struct LimitTests {
  /// Runs a text; the result is what it printed, and the error's name that ended it.
  static func run(_ text: String, _ configure: (Machine) -> Void = { _ in }) -> (
    output: String, error: String?
  ) {
    let machine = Machine()
    configure(machine)
    return run(text, on: machine)
  }

  static func run(_ text: String, on machine: Machine) -> (output: String, error: String?) {
    var output = ""
    machine.output = { output += $0 }
    do {
      try machine.run(Source(text, name: "test.py"))
      return (output, nil)
    } catch let failure as ScriptError {
      return (output, failure.name)
    } catch {
      return (output, "\(error)")
    }
  }

  @Test("An endless recursion is a RecursionError that a script can catch")
  func recursion() {
    let text = """
      def f(n): return f(n + 1)
      try:
          f(0)
      except RecursionError as e:
          print(e)
      print(sum(range(10)))
      """
    #expect(Self.run(text).output == "maximum recursion depth exceeded\n45\n")
    #expect(Self.run("def f(): f()\nf()\n").error == "RecursionError")
  }

  @Test("As deep as Python's limit goes, a recursion works")
  func depth() {
    #expect(Self.run("def f(n): return 0 if n == 0 else 1 + f(n - 1)\nprint(f(990))\n").output == "990\n")
  }

  @Test(
    "Recursion through native code is an exception on a small stack, too",
    arguments: [
      "class A:\n    def __repr__(self): return repr(self)\nrepr(A())\n",
      "class A:\n    def __getattr__(self, n): return getattr(self, n + 'x')\nA().x\n",
      "class A:\n    def __add__(self, o): return self + o\nA() + 1\n",
      "class A:\n    def __eq__(self, o): return self == o\nA() == 1\n",
      "class A:\n    def __len__(self): return len(self)\nlen(A())\n",
      "class A:\n    def __iter__(self): return iter(self)\nlist(A())\n",
      "def f(x): return sorted([2, 1], key=f)\nf(1)\n",
      "def g():\n    yield from g()\nlist(g())\n",
      "a = []\nfor i in range(100000): a = [a]\nprint(a)\n",
      "a = []\nb = []\nfor i in range(100000):\n    a = [a]\n    b = [b]\nprint(a == b)\n",
      "class A:\n    def __call__(self): return map(A(), [1]).__next__()\nclass B(A):\n    def __call__(self, *a): return list(map(B(), [1]))\nB()()\n",
    ])
  func nativeRecursion(_ text: String) {
    #expect(Self.run(text).error == "RecursionError")
  }

  @Test("Steps are counted: an endless loop ends, and no script catches the limit")
  func steps() {
    let text = "try:\n    while True: pass\nexcept BaseException:\n    print('caught')\n"
    let result = Self.run(text) { $0.limits.steps = 100_000 }
    #expect(result.error == "LimitExceeded")
    #expect(result.output == "")
  }

  @Test(
    "Time is limited: an endless loop ends",
    arguments: ["while True: pass\n", "def f(): return f\nwhile 1: f()\n"])
  func time(_ text: String) {
    #expect(Self.run(text) { $0.limits.seconds = 0.05 }.error == "LimitExceeded")
  }

  @Test("An interrupt stops a loop with KeyboardInterrupt, and the machine goes on")
  func interrupt() {
    let machine = Machine()
    #expect(Self.run("x = 5\n", on: machine).error == nil)
    machine.interrupt.request()
    #expect(Self.run("while True: pass\n", on: machine).error == "KeyboardInterrupt")
    #expect(Self.run("print(x)\n", on: machine).output == "5\n")
  }

  @Test("After any error the namespace is as the script left it")
  func afterErrors() {
    let machine = Machine()
    for text in [
      "a = 1\n1/0\n", "def f(): f()\nf()\n", "b = 2\nraise SystemExit\n", "x = (\n", "c = 3\n[][1]\n",
    ] {
      _ = Self.run(text, on: machine)
    }
    #expect(Self.run("print(a, b, c)\n", on: machine).output == "1 2 3\n")
  }

  @Test("Deep chains of objects are freed without recursion")
  func deepChains() {
    let text = """
      class Node:
          def __init__(self, next): self.next = next
      head = None
      for i in range(1000000): head = Node(head)
      head = None
      l = t = d = None
      for i in range(300000):
          l = [l]
          t = (t,)
          d = {'d': d}
      l = t = d = None
      f = lambda: 0
      def compose(g): return lambda: g()
      for i in range(200000): f = compose(f)
      f = None
      print('freed')
      """
    #expect(Self.run(text).output == "freed\n")
  }

  @Test("Cycles are collected: their number doesn't grow without bound")
  func cycles() {
    let machine = Machine()
    let text = """
      class Node: pass
      def make():
          for i in range(100000):
              a = []
              a.append(a)
              n = Node()
              n.me = n
              d = {}
              d['d'] = d
              def inner(k): return inner(k - 1) if k else 0
      make()
      """
    #expect(Self.run(text, on: machine).error == nil)
    // 500 000 containers were made in cycles; what the collector hasn't seen yet is bounded by its threshold.
    #expect(machine.collectGarbage() < 200_000)
    #expect(machine.collectGarbage() == 0)
  }

  @Test("What a cycle's members hold lives as long as somebody outside holds one of them")
  func reachableCycles() {
    let text = """
      class Node:
          def __init__(self, v): self.v, self.peer = v, None
      keep = []
      for i in range(40000):
          a, b = Node(i), Node([i])
          a.peer, b.peer = b, a
          if i % 1000 == 0: keep.append(a)
      print(sum(n.v + n.peer.v[0] + n.peer.peer.v for n in keep))
      """
    #expect(Self.run(text).output == "2340000\n")
  }

  @Test(
    "Integers that need more than 64 bits are an OverflowError, never a wrong number",
    arguments: [
      "x = 2 ** 63\n", "x = 9223372036854775807 + 1\n", "x = -9223372036854775808 - 1\n", "x = 1 << 63\n",
      "x = 10**10 * 10**10\n",
      "x = 99999999999999999999\n", "x = -9223372036854775808 // -1\n", "x = abs(-9223372036854775808)\n",
    ])
  func overflow(_ text: String) {
    #expect(Self.run(text).error == "OverflowError")
  }
}
