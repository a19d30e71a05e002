import Library
import Script
import Testing

@Suite("Pages of help") struct HelpPageTests {
  @Test("every example prints what Python and PyTorch print", arguments: HelpPage.all.map { $0.names[0] })
  func example(name: String) throws {
    let page = try #require(HelpPage.named(name))
    let machine = Machine()
    Modules.install(on: machine)
    var printed = ""
    machine.output = { printed += $0 }
    let imports = """
      import torch, math, random, time
      from torch import nn
      import torch.nn.functional as F
      import matplotlib.pyplot as plt
      """
    try machine.run(Source(imports + "\n", name: "<imports>"))
    var rest = page.example[...]
    while let first = rest.popFirst() {
      var code = first.dropFirst(4) + "\n"
      while let line = rest.first, line.hasPrefix("...") {
        code += line.dropFirst(4) + "\n"
        rest.removeFirst()
      }
      var expected = ""
      while let line = rest.first, !line.hasPrefix(">>> ") {
        expected += line + "\n"
        rest.removeFirst()
      }
      printed = ""
      let value = try machine.run(Source(String(code), name: "<example>"), mode: .interactive)
      if let value, !value.isNone { printed += try machine.repr(value) + "\n" }
      #expect(printed == expected, "\(name): \(code)")
    }
  }

  @Test("every page has a sentence in both languages and how it is written")
  func complete() {
    #expect(HelpPage.all.count > 200)
    for page in HelpPage.all {
      #expect(!page.signature.isEmpty && !page.korean.isEmpty && !page.english.isEmpty, "\(page.names)")
      #expect(page.korean.hasSuffix("다.") || page.korean.hasSuffix("요."), "\(page.korean)")
    }
    let names = HelpPage.all.flatMap(\.names)
    #expect(Set(names).count == names.count)
  }

  @Test(
    "a page is found by however its subject is named",
    arguments: [
      ("torch.randn", "torch.randn"), ("F.relu", "torch.relu"), ("nn.functional.relu", "torch.relu"),
      ("torch.nn.Linear", "nn.Linear"), ("nn.Linear(2, 1)", "nn.Linear"), ("x.view", "Tensor.view"),
      ("x.sum", "torch.sum"), ("torch.optim.Adam", "torch.optim.Adam"), ("'가'.split", "str.split"),
      ("[].append", "list.append"), ("print", "print"), ("G.cross_entropy", "nn.CrossEntropyLoss"),
      ("model.parameters", "Module.parameters"), ("plt.plot", "plt.plot"), ("plt", nil),
      ("x", "torch.Tensor"),
      ("own", nil),
    ])
  func subjects(expression: String, page: String?) throws {
    let machine = Machine()
    Modules.install(on: machine)
    let setup = """
      import torch
      from torch import nn
      import torch.nn.functional as F
      import torch.nn.functional as G
      import matplotlib.pyplot as plt
      x = torch.zeros(2)
      model = nn.Linear(2, 1)
      def own():
          "문서"
      """
    try machine.run(Source(setup + "\n", name: "<setup>"))
    let value = try #require(try machine.run(Source(expression, name: "<x>"), mode: .expression))
    let subject = HelpSubject(value, expression: expression, machine)
    #expect(subject.page?.names.first == page)
    if expression == "own" { #expect(subject.documentation == "문서") }
  }
}
