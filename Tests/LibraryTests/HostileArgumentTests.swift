import Script
import Testing

/// Arguments that no sensible program has: each call must end with a result or a Python exception, never with the process.
/// Most were found by calling every function of the library with random arguments.
@Suite struct HostileArgumentTests {
  @Test(
    "An absurd argument is an error of the script, not the end of the program",
    arguments: [
      "torch.diff(torch.tensor(1.))", "torch.diff(torch.ones(3), -2)",
      "torch.diff(torch.ones(3), -9223372036854775807 - 1)",
      "torch.trapezoid(torch.tensor(1.), dx=2)", "torch.linalg.matrix_rank(torch.tensor(1.))",
      "torch.tensor_split(torch.tensor(1.), 2)", "torch.ones(3).tensor_split(2**62)",
      "torch.tensor_split(torch.ones(3), float('nan'))", "torch.ones(3).chunk(0)",
      "torch.ones(3).split([9223372036854775807, 9223372036854775807, 5])", "torch.ones(3).histc(2**62)",
      "torch.diag_embed(torch.ones(3), 9223372036854775807)",
      "torch.diag_embed(torch.ones(3), -9223372036854775807 - 1)",
      "nn.ZeroPad1d(9223372036854775807)(torch.ones(1, 3, 3))",
      "nn.ZeroPad2d(-9223372036854775807 - 1)(torch.ones(1, 3, 3))",
      "nn.ZeroPad2d(2**62)(torch.ones(1, 3, 3))", "nn.Upsample(9223372036854775807)(torch.ones(1, 1, 3))",
      "F.local_response_norm(torch.ones(1, 3, 4), 2**62)", "torch.arange(0, -9223372036854775807 - 1, -1)",
      "torch.ones(3).diag(-9223372036854775807 - 1)", "torch.unflatten(torch.tensor(1), -1, [2])",
      "torch.ones(2, 5).repeat_interleave(4611686018427387904)",
      "torch.ones(7).repeat_interleave(9223372036854775807)",
      "list(DataLoader(range(4611686018427387904), shuffle=True))",
      "list(itertools.combinations_with_replacement([1], 4611686018427387904))",
      "torch.tensor(1.).size(0)", "torch.tensor(1.).stride(0)", "torch.zeros(2**62, 2**62)",
    ])
  func refused(call: String) throws {
    let runner = ScriptRunner()
    try runner.run(
      """
      import torch
      import torch.nn as nn
      import torch.nn.functional as F
      import itertools
      from torch.utils.data import DataLoader
      refused = False
      try:
          \(call)
      except (RuntimeError, ValueError, TypeError, IndexError, OverflowError, MemoryError):
          refused = True
      assert refused
      """)
  }

  @Test(
    "An extreme argument that PyTorch takes gives its result",
    arguments: [
      ("torch.ones(3).chunk(9223372036854775807)", "(tensor([1.]), tensor([1.]), tensor([1.]))"),
      ("torch.diff(torch.ones(3), 7)", "tensor([])"),
      ("torch.diff(torch.tensor([True, False, True]))", "tensor([True, True])"),
      ("torch.ones(3).tensor_split([1, 2**40, 0])[1]", "tensor([1., 1.])"),
      ("torch.ones(2, 2).diagonal(-9223372036854775807 - 1)", "tensor([])"),
      ("torch.ones(3).histc(3, 0, 2)", "tensor([0., 3., 0.])"),
    ])
  func taken(call: String, text: String) throws {
    let runner = ScriptRunner()
    try runner.run("import torch\nassert repr(\(call)) == \"\(text)\", repr(\(call))\n")
  }

  @Test("A data set too large for a list of its indices is read from its beginning")
  func largeDataset() throws {
    let runner = ScriptRunner()
    try runner.run(
      """
      from torch.utils.data import DataLoader
      loader = DataLoader(range(1, 4611686018427387904), batch_size=2)
      first = next(iter(loader)).tolist()
      assert first == [1, 2], first
      """)
  }

  @Test("A cosine with the longest period there is keeps its rate")
  func longestPeriod() throws {
    let runner = ScriptRunner()
    try runner.run(
      """
      import torch
      optimizer = torch.optim.SGD([torch.nn.Parameter(torch.ones(2))], lr=0.1)
      scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, 9223372036854775807)
      for _ in range(3):
          optimizer.step()
          scheduler.step()
      assert scheduler.get_last_lr() == [0.1]
      """)
  }
}
