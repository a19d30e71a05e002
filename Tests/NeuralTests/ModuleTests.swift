import Neural
import Tensors
import Testing

@Suite struct ModuleTests {
  @Test("Descriptions are PyTorch's") func descriptions() throws {
    #expect("\(try Linear(2, 3))" == "Linear(in_features=2, out_features=3, bias=True)")
    #expect(
      "\(try Conv2d(1, 2, 3, 1, .sizes(1)))"
        == "Conv2d(1, 2, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1))")
    #expect("\(MaxPool2d(2))" == "MaxPool2d(kernel_size=2, stride=2, padding=0, dilation=1, ceil_mode=False)")
    #expect(
      "\(LeakyReLU(negativeSlope: 0.2, inplace: true))" == "LeakyReLU(negative_slope=0.2, inplace=True)")
    #expect("\(Sequential())" == "Sequential()")
    let list = ModuleList([try Linear(1, 1), try Linear(1, 1), ReLU()])
    #expect(
      "\(list)"
        == "ModuleList(\n  (0-1): 2 x Linear(in_features=1, out_features=1, bias=True)\n  (2): ReLU()\n)")
    let nested = Sequential(Sequential(Tanh()), Sigmoid())
    #expect("\(nested)" == "Sequential(\n  (0): Sequential(\n    (0): Tanh()\n  )\n  (1): Sigmoid()\n)")
  }

  @Test("A state dictionary goes from one model to another") func states() throws {
    let a = Sequential(try Linear(2, 3), try BatchNorm1d(3))
    let b = Sequential(try Linear(2, 3), try BatchNorm1d(3))
    #expect(
      Array(a.stateDict().keys) == [
        "0.weight", "0.bias", "1.weight", "1.bias", "1.running_mean", "1.running_var",
        "1.num_batches_tracked",
      ])
    #expect(try b.load(a.stateDict()) == Module.LoadReport())
    for (x, y) in zip(a.parameters(), b.parameters()) { #expect(try x.elements == y.elements) }
    #expect(throws: NeuralError.self) { try Sequential(Linear(2, 4)).load(a.stateDict()) }
  }

  @Test("A copy shares nothing, and tied weights stay tied") func copies() throws {
    let tied = try Linear(3, 3)
    let model = Sequential(tied, Tanh(), tied)
    let copy = try model.copy()
    #expect(copy.parameters().count == 2)
    #expect(copy.parameters()[0] !== tied.parameters()[0])
    #expect(try copy.parameters()[0].elements == tied.parameters()[0].elements)
    #expect("\(copy)" == "\(model)")
  }

  @Test("Hooks see the call and its gradients, until they are removed") func hooks() throws {
    let layer = try Linear(2, 1)
    var calls: [String] = []
    let handles = [
      layer.registerForwardPreHook { _, _ in
        calls.append("before"); return nil
      },
      layer.registerForwardHook { _, _, _ in
        calls.append("after"); return nil
      },
      layer.registerFullBackwardHook { _, inputs, outputs in
        calls.append("backward \(inputs.count) \(outputs.count)")
        return nil
      },
    ]
    let x = try Tensor.ones([3, 2])
    _ = try x.requiresGrad_()
    try layer(x).sum().backward()
    #expect(calls == ["before", "after", "backward 1 1"])
    handles.forEach { $0.remove() }
    _ = try layer(x)
    #expect(calls.count == 3)
  }

  @Test("Units that begin alike stay alike to the bit", arguments: [(64, 10), (64, 16), (5, 3), (64, 17)])
  func symmetry(inputs: Int, units: Int) throws {
    let layer = try Linear(inputs, units)
    let output = try Linear(units, 4)
    for parameter in layer.parameters() + output.parameters() { try Init.constant(parameter, 0.1) }
    let optimizer = try SGD(layer.parameters() + output.parameters(), lr: 0.1)
    let generator = Generator(seed: 1)
    let x = try Tensor.empty([33, inputs]).normal_(generator: generator)
    let y = try Tensor.from((0..<33).map { .int($0 % 4) }, [33], dtype: .int64)
    for _ in 0..<20 {
      try optimizer.zeroGrad()
      try CrossEntropyLoss()(output(layer(x).tanh()), y).backward()
      try optimizer.step()
    }
    let weight = try layer.parameters()[0].elements
    for unit in 1..<units {
      #expect(Array(weight[unit * inputs..<(unit + 1) * inputs]) == Array(weight[..<inputs]))
    }
  }

  @Test("Batches are PyTorch's: a seed for the pass, a permutation, and one more at the end") func loader()
    throws
  {
    let generator = Generator(seed: 0)
    let reference = Generator(seed: 0)
    let rows = try Tensor.from((0..<10).map { .int($0) }, [10], dtype: .int64)
    let loader = try DataLoader(TensorDataset(rows), batchSize: 4, shuffle: true, generator: generator)
    #expect(loader.count == 3)
    for _ in 0..<2 {
      var seen: [Double] = []
      try loader.forEach { seen += try $0[0].elements }
      _ = try Tensor.empty([1], dtype: .int64).random_(generator: reference)
      #expect(seen == reference.permutation(10).map(Double.init))
      _ = reference.permutation(10)
    }
  }
}
