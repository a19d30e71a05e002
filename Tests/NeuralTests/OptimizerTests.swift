import Neural
import OrderedCollections
import Tensors
import Testing

@Suite struct OptimizerTests {
  struct File: Decodable { var runs: [Run] }
  struct Run: Decodable, CustomTestStringConvertible {
    var optimizer: String
    var args: [String: Setting]
    var `init`: [GoldenArray]
    var grads: [[Double]]
    var params: [[Double]]
    var testDescription: String { "\(optimizer) \(args.keys.sorted())" }
  }
  enum Setting: Decodable {
    case bool(Bool), number(Double), pair([Double])
    init(from decoder: Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let value = try? container.decode(Bool.self) {
        self = .bool(value)
      } else if let value = try? container.decode(Double.self) {
        self = .number(value)
      } else {
        self = .pair(try container.decode([Double].self))
      }
    }
    var option: Option {
      switch self {
      case .bool(let value): .bool(value)
      case .number(let value): .float(value)
      case .pair(let values): .pair(values[0], values[1])
      }
    }
  }

  static let runs = (try? GoldenFile.read("optim.json", as: File.self).runs) ?? []

  static func make(_ run: Run, _ parameters: [Tensor]) throws -> Optimizer {
    var options = Options()
    for (name, setting) in run.args { options[name] = setting.option }
    let group: [Optimizer.Group] = [(parameters, [:])]
    switch run.optimizer {
    case "SGD": return try SGD(group, defaults: SGD.options(options))
    case "Adam": return try Adam(group, defaults: Adam.options(options))
    case "AdamW": return try AdamW(group, defaults: AdamW.options(options))
    case "RMSprop": return try RMSprop(group, defaults: RMSprop.options(options))
    case "Adagrad": return try Adagrad(group, defaults: Adagrad.options(options))
    case "Adadelta": return try Adadelta(group, defaults: Adadelta.options(options))
    case "Adamax": return try Adamax(group, defaults: Adamax.options(options))
    case "NAdam": return try NAdam(group, defaults: NAdam.options(options))
    case "RAdam": return try RAdam(group, defaults: RAdam.options(options))
    default: return try Rprop(group, defaults: Rprop.options(options))
    }
  }

  @Test("All settings of the golden file are covered") func covered() { #expect(Self.runs.count >= 24) }

  @Test("Twenty steps lead where PyTorch's lead", arguments: runs)
  func steps(run: Run) throws {
    let parameters = try run.`init`.map { golden in
      let tensor = try Tensor.of(golden)
      _ = try tensor.requiresGrad_()
      return tensor
    }
    let optimizer = try Self.make(run, parameters)
    for (gradient, expected) in zip(run.grads, run.params) {
      var start = 0
      for parameter in parameters {
        let part = gradient[start..<start + parameter.count].map { Scalar.float($0) }
        parameter.grad = try Tensor.from(part, parameter.shape, dtype: .float32)
        start += parameter.count
      }
      try optimizer.step()
      #expect(distance(try parameters.flatMap { try $0.elements }, expected) < 2e-6)
    }
  }

  @Test("A parameter that is a transposed window is stepped where it lies")
  func windows() throws {
    let memory = try Tensor.ones([2, 3])
    let parameter = try memory.t()
    _ = try parameter.requiresGrad_()
    parameter.grad = try Tensor.ones([3, 2])
    try SGD([parameter], lr: 0.5).step()
    #expect(try memory.elements == Array(repeating: 0.5, count: 6))
  }

  @Test("A thousand training steps take no more memory than a hundred")
  func memory() throws {
    let model = Sequential(try Linear(3, 16), Tanh(), try BatchNorm1d(16), try Linear(16, 2))
    let optimizer = try Adam(model.parameters(), lr: 0.01)
    let x = try Tensor.randn([8, 3])
    let y = try Tensor((0..<8).map { $0 % 2 })
    func train(_ steps: Int) throws -> Int {
      for _ in 0..<steps {
        try optimizer.zeroGrad()
        try model(x).crossEntropy(y).backward()
        try optimizer.step()
      }
      return Engine.memory.live
    }
    let early = try train(100)
    #expect(try train(900) == early)
  }

  @Test("An empty list, a parameter given twice and a negative rate are refused")
  func refusals() throws {
    let w = try Tensor.ones([2])
    _ = try w.requiresGrad_()
    #expect(throws: NeuralError.noParameters) { try SGD([]) }
    #expect(throws: NeuralError.duplicateParameter) { try SGD([w, w]) }
    #expect(throws: NeuralError.self) { try SGD([w], lr: -1) }
  }
}
