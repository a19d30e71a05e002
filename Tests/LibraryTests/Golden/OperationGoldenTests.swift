import Foundation
import Script
import Testing

/// Every operation of the golden files, called by a script under its PyTorch name: results and gradients.
@Suite struct OperationGoldenTests {
  static let files = [
    "ops_binary", "ops_unary", "ops_reduce", "ops_matmul", "ops_index", "ops_create", "ops_loss", "ops_norm",
    "ops_conv",
    "ops_compose", "edges",
  ]

  /// Golden operations without a line in `GoldenExpressions`. The list may only become shorter.
  static let notCovered: [String] = []

  @Test("Every golden operation has its line in a script")
  func coverage() throws {
    var missing: [String: Int] = [:]
    for file in Self.files {
      for golden in try GoldenFile("\(file).json").root["cases"].array {
        let op = golden["op"].string ?? "?"
        if GoldenExpressions.expression(for: op) == nil { missing[op, default: 0] += 1 }
      }
    }
    for (op, count) in missing.sorted(by: { $0.key < $1.key }) { print("not covered: \(op), \(count) cases") }
    #expect(missing.keys.sorted() == Self.notCovered)
  }

  @Test("A script computes PyTorch's results and gradients", arguments: files)
  func operations(file: String) throws {
    for (index, golden) in try GoldenFile("\(file).json").root["cases"].array.enumerated() {
      guard let op = golden["op"].string, GoldenExpressions.expression(for: op) != nil else { continue }
      for problem in Self.problems(in: golden) { Issue.record("\(file) \(index) \(op): \(problem)") }
    }
  }

  /// The text that computes one case: results in `out`, gradients in the inputs.
  static func script(for golden: JSON) -> String {
    let op = golden["op"].string ?? ""
    var lines = [
      "import torch", "from torch import nn", "import torch.nn.functional as F",
      "a = \(golden["attrs"].python)",
    ]
    let names = ["x", "y", "z", "w", "v"]
    let grads = golden["grads"].array
    for (index, input) in golden["inputs"].array.enumerated() {
      lines.append("\(names[index]) = \(input.tensorExpression)")
      if index < grads.count, !grads[index].isNull { lines.append("\(names[index]).requires_grad_()") }
    }
    if op == "clip_grad_norm" {
      lines += [
        "def clip(gs, limit):", "    ps = [nn.Parameter(torch.zeros_like(g)) for g in gs]",
        "    for p, g in zip(ps, gs):", "        p.grad = g.clone()",
        "    total = nn.utils.clip_grad_norm_(ps, limit)", "    return [total] + [p.grad for p in ps]",
      ]
    }
    if let setUp = GoldenExpressions.setUp[op] { lines.append(setUp) }
    lines.append("out = \(GoldenExpressions.expression(for: op) ?? "None")")
    lines.append("out = list(out) if isinstance(out, (tuple, list)) else [out]")
    let gradients = golden["gy"].array
    if gradients.contains(where: { !$0.isNull }) {
      lines.append("loss = 0.0")
      for (index, gradient) in gradients.enumerated() where !gradient.isNull {
        lines.append("loss = loss + (out[\(index)] * \(gradient.tensorExpression)).sum()")
      }
      lines.append("loss.backward()")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  static func problems(in golden: JSON) -> [String] {
    let runner = ScriptRunner()
    do {
      try runner.run(script(for: golden))
      var problems: [String] = []
      let outputs = try runner.elements("out")
      let expected = golden["outputs"].array
      if outputs.count != expected.count {
        problems.append("\(outputs.count) results instead of \(expected.count)")
      }
      for (index, (output, expected)) in zip(outputs, expected).enumerated() {
        let shape = expected["shape"].array.map(\.int)
        if let tensor = output.tensor, Array(tensor.shape) != shape {
          problems.append("result \(index) has shape \(tensor.shape) instead of \(shape)")
          continue
        }
        if let difference = difference(
          try runner.flatten(output), expected["data"].doubles, spread: golden["spread_out"].array, index,
          isExact: expected["dtype"].string == "i64")
        {
          problems.append("result \(index) \(difference)")
        }
      }
      for (index, expected) in golden["grads"].array.enumerated() where !expected.isNull {
        let name = ["x", "y", "z", "w", "v"][index]
        guard let gradient = runner.tensor(name)?.grad else {
          problems.append("no gradient for \(name)")
          continue
        }
        if let difference = difference(
          try runner.flatten(.tensor(gradient)), expected["data"].doubles,
          spread: golden["spread_grad"].array, index,
          isExact: false)
        {
          problems.append("gradient of \(name) \(difference)")
        }
      }
      return problems
    } catch {
      return [runner.describe(error)]
    }
  }

  /// What is wrong with `numbers`: the tolerance is 2e-6 + 2e-5 of the largest, or four times PyTorch's own spread.
  static func difference(
    _ numbers: [Double], _ expected: [Double], spread: [JSON], _ index: Int, isExact: Bool
  ) -> String? {
    guard numbers.count == expected.count else {
      return "has \(numbers.count) elements instead of \(expected.count)"
    }
    let largest = expected.filter(\.isFinite).map(abs).max() ?? 0
    let own = index < spread.count && !spread[index].isNull ? spread[index].double : 0
    let tolerance = isExact ? 0 : max(2e-6 + 2e-5 * largest, 4 * own)
    for (place, (number, expected)) in zip(numbers, expected).enumerated() {
      let isSame =
        expected.isNaN
        ? number.isNaN : expected.isInfinite ? number == expected : abs(number - expected) <= tolerance
      if !isSame { return "differs at \(place): \(number) instead of \(expected)" }
    }
    return nil
  }
}
