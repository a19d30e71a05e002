import Tensors
import Testing

private func leaf(_ values: [Float]) throws -> Tensor { try Tensor(values).requiresGrad_() }

@Suite("The graph")
struct GraphTests {
  @Test("accumulates into the leaves, and an operand used twice gets both parts")
  func accumulation() throws {
    let x = try leaf([1, 2, 3])
    try (x * x).sum().backward()
    #expect(try x.grad?.array(Float.self) == [2, 4, 6])
    try (x * 3).sum().backward()
    #expect(try x.grad?.array(Float.self) == [5, 7, 9])
  }

  @Test("gives two leaves gradients of their own")
  func separateGradients() throws {
    let (x, y) = (try leaf([1, 2]), try leaf([3, 4]))
    try (x + y).backward(gradient: Tensor([1, 1] as [Float]))
    try x.grad?.mul_(5)
    #expect(try y.grad?.array(Float.self) == [1, 1])
  }

  @Test(
    "of a hundred thousand operations runs backward and is freed without recursion", arguments: [0, 1, 2])
  func longChain(kind: Int) throws {
    let x = try leaf([0.5])
    var y = x
    for _ in 0..<100_000 {
      switch kind {
      case 0: y = try y + 0.001
      case 1: y = try y * x
      default: y = try y.tanh()
      }
    }
    try y.sum().backward()
    #expect(x.grad != nil)
  }

  @Test("of a hundred thousand operations is freed when nobody asks for a gradient")
  func abandonedChain() throws {
    let x = try leaf([1])
    var y = x
    for _ in 0..<100_000 { y = try y * y.exp().tanh() }
    #expect(y.requiresGrad)
  }

  @Test("takes no memory after its results are gone")
  func memory() throws {
    let w = try Tensor.ones([64, 64]).requiresGrad_()
    let x = try Tensor.ones([8, 64])
    func step() throws {
      try Tensor.linear(x, w).tanh().sum().backward()
      w.grad = nil
      _ = try Tensor.linear(x, w).tanh()
    }
    try step()
    let before = Engine.memory.live
    for _ in 0..<1000 { try step() }
    #expect(Engine.memory.live == before)
  }

  @Test("can't be used twice once its saved tensors are gone, unless it's retained")
  func twice() throws {
    let x = try leaf([1, 2])
    let y = try (x * x).sum()
    try y.backward(retainGraph: true)
    try y.backward()
    #expect(try x.grad?.array(Float.self) == [4, 8])
    #expect(throws: TensorError.backwardTwice) { try y.backward() }
    // Where nothing was saved there's nothing to miss.
    let z = try (x + 1).sum()
    try z.backward()
    try z.backward()
  }

  @Test("refuses backward after a saved tensor was changed in place")
  func versions() throws {
    let x = try leaf([1, 2])
    let y = try x * 2
    let z = try (y * y).sum()
    try y.add_(1)
    #expect(throws: TensorError.self) { try z.backward() }
    let t = try x.tanh()
    let s = try t.sum()
    try t.mul_(2)
    #expect(throws: TensorError.self) { try s.backward() }
  }

  @Test("refuses changing a leaf in place, also through a view")
  func leaves() throws {
    let x = try leaf([1, 2])
    #expect(throws: TensorError.leafInPlace) { try x.add_(1) }
    #expect(throws: TensorError.viewOfLeafInPlace) { try x.index([.int(0)]).add_(1) }
    try Engine.withoutGrad { _ = try x.add_(1) }
    #expect(try x.array(Float.self) == [2, 3])
  }

  @Test("follows changes in place through views of the same memory")
  func inPlaceViews() throws {
    let w = try leaf([3])
    let x = try Tensor.zeros([3])
    try x.setIndex([.int(1)], w.mul(2).sum())
    #expect(try x.array(Float.self) == [0, 6, 0])
    try (x * x).sum().backward()
    #expect(try w.grad?.array(Float.self) == [24])
    let y = try leaf([1, 2, 3])
    let z = try y * 1
    let head = try z.slice(dim: 0, start: 0, end: 2)
    try head.mul_(10)
    #expect(try z.array(Float.self) == [10, 20, 3])
    try z.sum().backward()
    #expect(try y.grad?.array(Float.self) == [10, 10, 1])
    #expect(try head.sum().requiresGrad)
  }

  @Test("follows changes in place through views of a block whose elements aren't row by row")
  func inPlaceViewsOfTransposed() throws {
    let w = try leaf([1, 2, 3])
    let x = try Tensor.zeros([2, 3]).t()
    let column = try x.select(dim: 1, index: 1)
    try column.add_(w * 2)
    let square = try x * x
    #expect(try x.array(Float.self) == [0, 2, 0, 4, 0, 6])
    try (square.sum() + (column * Tensor([1, 10, 100] as [Float])).sum()).backward(retainGraph: true)
    // d/dw of (2w)² and of 2w·(1, 10, 100)
    #expect(try w.grad?.array(Float.self) == [8 + 2, 16 + 20, 24 + 200])
    let y = try leaf([5, 6])
    try x.setIndex([.int(2)], y)
    try x.sum().backward()
    #expect(try y.grad?.array(Float.self) == [1, 1])
  }

  @Test("runs hooks on the whole gradient, and keeps gradients on request")
  func hooks() throws {
    let x = try leaf([1, 2])
    let y = try x * 2
    try y.retainGrad()
    var seen: [Float] = []
    let handle = try x.registerHook { gradient throws(TensorError) in
      seen = (try? gradient.array(Float.self)) ?? []
      return try gradient.mul(10)
    }
    try (y * y + y).sum().backward()
    #expect(try y.grad?.array(Float.self) == [5, 9])
    #expect(seen == [10, 18])
    #expect(try x.grad?.array(Float.self) == [100, 180])
    handle.remove()
    x.grad = nil
    try (x * 1).sum().backward()
    #expect(try x.grad?.array(Float.self) == [1, 1])
  }

  @Test("takes a user's own operations, with several results too")
  func functions() throws {
    let x = try leaf([1, 2])
    let doubled = try Engine.withoutGrad { try x * 2 }
    let squared = try Engine.withoutGrad { try x * x }
    let saved = x.detach()
    let results = Tensor.recordFunction(name: "Both", inputs: [x], outputs: [doubled, squared]) {
      arrived throws(TensorError) in
      let zero = try saved.zerosLike()
      return [try (arrived[0] ?? zero) * 2 + (arrived[1] ?? zero) * saved * 2]
    }
    try (results[0] + results[1]).sum().backward()
    #expect(try x.grad?.array(Float.self) == [4, 6])
    #expect(results[0].gradFnName == "BothBackward")
  }

  @Test("names the functions as PyTorch does")
  func names() throws {
    let x = try Tensor.ones([2, 2]).requiresGrad_()
    let names: [(Tensor, String)] = [
      (try x + 1, "AddBackward0"), (try x * x, "MulBackward0"), (try x.tanh(), "TanhBackward0"),
      (try x.matmul(x), "MmBackward0"), (try x.sum(), "SumBackward0"), (try x.sum(dims: [0]), "SumBackward1"),
      (try x.mean(), "MeanBackward0"), (try x.t(), "TBackward0"), (try x.index([.int(0)]), "SelectBackward0"),
      (try 1 - x, "RsubBackward1"), (try x.pow(2), "PowBackward0"), (try x.reshape([4]), "ViewBackward0"),
      (try x.crossEntropy(Tensor([0, 1])), "NllLossBackward0"),
    ]
    for (tensor, name) in names { #expect(tensor.gradFnName == name) }
  }

  @Test("gives gradients for chosen inputs only, and says which were unused")
  func chosen() throws {
    let (x, y, z) = (try leaf([2]), try leaf([3]), try leaf([4]))
    let gradients = try Tensor.grad(outputs: [x * y], inputs: [x, y], gradOutputs: [Tensor([1] as [Float])])
    #expect(try gradients.map { try $0?.array(Float.self) } == [[3], [2]])
    #expect(x.grad == nil)
    #expect(throws: TensorError.unusedInput(index: 1)) {
      try Tensor.grad(outputs: [x.sum()], inputs: [x, z])
    }
    #expect(throws: TensorError.notScalarForBackward([2])) {
      try Tensor.ones([2]).requiresGrad_().mul(2).backward()
    }
  }
}
