import Library
import Script
import Testing

@Suite("Looking at gradients") struct GradientInspectionTests {
  private func machine(_ code: String) throws -> Machine {
    let machine = Machine()
    Modules.install(on: machine)
    try machine.run(Source("import torch\nfrom torch import nn\n" + code + "\n", name: "<test>"))
    return machine
  }

  private func graph(_ name: String, _ machine: Machine) throws -> GradientGraph {
    let tensor = try #require(machine.global(name)?.tensor)
    return GradientGraph(of: tensor, names: TensorNames(machine))
  }

  @Test("a graph lists each operation once, results before what they are made of, with the names of leaves")
  func graph() throws {
    let machine = try machine(
      """
      model = nn.Sequential(nn.Linear(2, 8), nn.Tanh(), nn.Linear(8, 3))
      x = torch.zeros(4, 2)
      loss = nn.functional.cross_entropy(model(x), torch.tensor([0, 1, 2, 0]))
      """)
    let graph = try graph("loss", machine)
    #expect(graph.operations.first?.variables == ["loss"])
    #expect(
      graph.leaves.compactMap(\.name).sorted() == [
        "model.0.bias", "model.0.weight", "model.2.bias", "model.2.weight",
      ])
    for (place, operation) in graph.operations.enumerated() {
      for case .operation(let inner) in operation.inputs { #expect(inner > place) }
    }
    #expect(!graph.isUsedUp)
  }

  @Test("an operation that two ways lead to is in the graph once")
  func sharedOperation() throws {
    let machine = try machine("a = torch.ones(3, requires_grad=True)\nb = a * 2\nc = (b * b + b).sum()")
    let graph = try graph("c", machine)
    #expect(graph.operations.map(\.name) == ["SumBackward0", "AddBackward0", "MulBackward0", "MulBackward0"])
    #expect(graph.leaves.count == 1)
  }

  @Test(
    "tells why a tensor has no gradient",
    arguments: [
      ("x = torch.tensor([1, 2])", "whole"), ("x = torch.ones(2)", "notAsked"),
      ("x = nn.Linear(2, 1).weight.requires_grad_(False)", "frozen"),
      ("w = torch.ones(2, requires_grad=True)\nx = w * 2", "intermediate"),
      ("x = torch.ones(2, requires_grad=True)", "nothing"),
      (
        "x = torch.ones(2, requires_grad=True)\nw = torch.ones(2, requires_grad=True)\nloss = (x.detach() * w).sum()",
        "notUsed"
      ),
      ("x = torch.ones(2, requires_grad=True)\nloss = (x * x).sum()", "before"),
      (
        "x = torch.ones(2, requires_grad=True)\nloss = (x * x).sum()\nloss.backward()\nx.grad = None",
        "cleared"
      ),
    ])
  func absence(code: String, reason: String) throws {
    let machine = try machine(code)
    let value = try #require(machine.global("x"))
    let finding = try #require(GradientQuestion(machine).about(value, name: "x")?.first)
    guard case .none(let absence) = finding.state else { Issue.record("\(finding.state)"); return }
    let found =
      switch absence {
      case .wholeNumbers: "whole"
      case .notAsked: "notAsked"
      case .frozen: "frozen"
      case .intermediate: "intermediate"
      case .nothingComputed: "nothing"
      case .notUsed: "notUsed"
      case .beforeBackward: "before"
      case .cleared: "cleared"
      }
    #expect(found == reason)
  }

  @Test(
    "finds what makes a gradient zero",
    arguments: [
      ("h = torch.relu(w - 9)\nloss = h.sum()", GradientQuestion.Block.Reason.allOff),
      ("loss = torch.sign(w).sum()", .stepFunction),
      ("z = torch.zeros(2, requires_grad=True)\nloss = (w * z).sum()", .timesZero("z")),
      (
        "v = torch.zeros(2, 3, requires_grad=True)\nloss = ((w * 2).reshape(1, 2) @ v).sum()", .timesZero("v")
      ),
      ("loss = torch.tanh(w * 100).sum()", .saturated(largest: 0)),
    ])
  func zero(code: String, reason: GradientQuestion.Block.Reason) throws {
    let machine = try machine(
      "w = torch.ones(2, requires_grad=True)\n\(code)\nloss.backward(retain_graph=True)")
    let value = try #require(machine.global("w"))
    let finding = try #require(GradientQuestion(machine).about(value, name: "w")?.first)
    guard case .zero(let blocks, _) = finding.state else { Issue.record("\(finding.state)"); return }
    #expect(blocks.map(\.reason) == [reason])
  }

  @Test("a gradient that flows is measured, and a broken one is told")
  func flows() throws {
    let machine = try machine(
      """
      w = torch.tensor([3., 0.], requires_grad=True)
      (w * w / 2).sum().backward()
      b = torch.zeros(1, requires_grad=True)
      (torch.sqrt(b) * 0).sum().backward()
      """)
    let findings = GradientQuestion(machine).all()
    #expect(findings.map(\.name) == ["w", "b"])
    guard case .flows(3, zeros: 1, count: 2) = findings[0].state, case .notFinite(1) = findings[1].state
    else {
      Issue.record("\(findings.map(\.state))")
      return
    }
  }

  @Test("tensors are named by the way that leads to them")
  func names() throws {
    let machine = try machine(
      "ws = [torch.ones(1), {'a': torch.ones(2)}]\nclass Box: pass\nbox = Box()\nbox.w = torch.ones(3)\nm = nn.Linear(1, 1)"
    )
    #expect(
      Set(TensorNames(machine).all.map(\.name)) == ["ws[0]", "ws[1]['a']", "box.w", "m.weight", "m.bias"])
  }
}
