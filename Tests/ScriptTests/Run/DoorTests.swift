import Script
import Testing

/// What other rooms rely on: modules and types written in Swift, calls back into scripts.
@Suite("The door to native code")
struct DoorTests {
  /// A native class that scripts derive from.
  private static func counterType(_ machine: Machine) -> TypeObject {
    NativeType(
      machine, name: "Counter", module: "counting", isBase: true, allocate: { _, type in Instance(type) },
      members: [
        .method("__init__", "self, start=0") { machine, a in
          (a[0].object as? Instance)?.store(machine.symbol("count"), a[1], machine)
          return .none
        },
        .method("add", "self, by, *, times=1") { machine, a in
          let count = try machine.attribute(a[0], machine.symbol("count"))
          let step = try machine.binary(.multiply, a[1], a[2])
          try machine.setAttribute(a[0], machine.symbol("count"), to: machine.binary(.add, count, step))
          return a[0]
        },
        .method("run", "self, x") { machine, a in
          try machine.callMethod(a[0], machine.symbol("forward"), [a[1]])
        },
      ])
  }

  private static func machine() -> Machine {
    let machine = Machine()
    machine.register(
      NativeModule("counting") { machine, module in
        module.define("Counter", .object(counterType(machine)), machine)
        module.function("join", "first, *rest, sep='-'", machine) { machine, a in
          let parts = try [a[0]] + machine.array(of: a[1 + 1])
          return .string(try parts.map { try machine.str($0) }.joined(separator: a[1].text ?? ""))
        }
        module.define("answer", .int(42), machine)
      })
    machine.register(
      NativeModule("counting.inner") { machine, module in module.define("x", .int(1), machine) })
    return machine
  }

  private static func output(_ text: String) -> String {
    let result = LimitTests.run(text, on: machine())
    return result.output + (result.error.map { "\($0)\n" } ?? "")
  }

  @Test("Modules are imported in all ways")
  func imports() {
    let text = """
      import counting
      import counting.inner as ci
      from counting import answer as a, Counter
      from counting import *
      from counting import inner
      print(counting.answer, ci.x, a, answer, inner.x, counting.inner.x, Counter is counting.Counter)
      try:
          import nothing
      except ModuleNotFoundError as e:
          print(e)
      try:
          from counting import anser
      except ImportError as e:
          print(e)
      """
    #expect(
      Self.output(text).hasPrefix(
        "42 1 42 42 1 1 True\nNo module named 'nothing'\ncannot import name 'anser' from 'counting'"))
  }

  @Test("A script's class derives from a native one, and each calls the other")
  func inheritance() {
    let text = """
      from counting import Counter
      class Net(Counter):
          def __init__(self, start):
              super().__init__(start)
              self.extra = 'e'
          def forward(self, x):
              return x * self.count
          def add(self, by):
              return super().add(by, times=2)
      n = Net(3)
      n.add(2).add(1)
      print(n.count, n.extra, n.run(2), isinstance(n, Counter), Net.__mro__[1].__name__)
      print(Counter().add(5).count, Counter(start=2).count)
      try:
          Counter(1, 2)
      except TypeError as e:
          print(e)
      try:
          n.add()
      except TypeError as e:
          print(e)
      """
    #expect(
      Self.output(text) == """
        9 e 18 True Counter
        5 2
        __init__() takes from 1 to 2 positional arguments but 3 were given
        Net.add() missing 1 required positional argument: 'by'

        """)
  }

  @Test("A signature binds names, defaults and the rest as Python does")
  func signatures() {
    let text = """
      from counting import join
      print(join(1), join(1, 2, 3), join(1, 2, sep='+'), join(first=1))
      for call in [lambda: join(), lambda: join(1, first=2), lambda: join(1, other=2)]:
          try:
              call()
          except TypeError as e:
              print(e)
      """
    #expect(
      Self.output(text) == """
        1 1-2-3 1+2 1
        join() missing 1 required positional argument: 'first'
        join() got multiple values for argument 'first'
        join() got an unexpected keyword argument 'other'

        """)
  }

  @Test("Swift calls a script's functions and sees their exceptions")
  func callsBack() throws {
    let machine = Machine()
    try machine.run(Source("def f(a, b=2): return a * b\ndef g(): raise ValueError('no')\n", name: "x"))
    let f = try #require(machine.global("f"))
    #expect(try machine.call(f, [.int(3)]).integer == 6)
    #expect(try machine.call(f, [.int(3)], keywords: [(machine.symbol("b"), .int(5))]).integer == 15)
    let g = try #require(machine.global("g"))
    #expect(throws: ScriptError.self) { try machine.call(g) }
    #expect(try machine.call(f, [.int(1)]).integer == 2)
  }

  @Test("A cell's last expression is its value; names live on from cell to cell")
  func cells() throws {
    let machine = Machine()
    #expect(try machine.run(Source("x = 20\nx + 1\n", name: "c1"), mode: .interactive)?.integer == 21)
    #expect(
      try machine.run(Source("def f(): return later\n", name: "c2"), mode: .interactive)?.isNone == true)
    try machine.run(Source("later = 7\n", name: "c3"), mode: .interactive)
    #expect(try machine.run(Source("f() * x", name: "c4"), mode: .expression)?.integer == 140)
    #expect(Set(machine.globalNames) == ["x", "f", "later", "__name__"])
  }

  @Test("A traceback lists the calls from the innermost one on, with their places")
  func traces() throws {
    let machine = Machine()
    let source = Source("def f(x):\n    return 1 / x\n\ndef g():\n    return f(0)\n\ng()\n", name: "t.py")
    let failure = try #require(throws: ScriptError.self) { try machine.run(source) }
    #expect(failure.exception.traceEntries.map(\.function) == ["f", "g", "<module>"])
    #expect(failure.exception.traceEntries.map { source.text($0.span) } == ["1 / x", "f(0)", "g()"])
  }

  @Test("makes text visible at once where print is told to")
  func flush() throws {
    let machine = Machine()
    var shown: [String] = []
    var waiting = ""
    machine.output = { waiting += $0 }
    machine.flush = {
      shown.append(waiting)
      waiting = ""
    }
    try machine.run(Source("print(1)\nprint(2, flush=True)\nprint(3, flush=False)\n", name: "test.py"))
    #expect(shown == ["1\n2\n"])
    #expect(waiting == "3\n")
  }
}
