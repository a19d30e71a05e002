import Neural
import Tensors
import Testing

@Suite struct InitTests {
  struct File: Decodable {
    var inits: [Call]
    var layers: [Layer]
    var gains: [String: Double]
  }
  struct Layer: Decodable, CustomTestStringConvertible {
    var seed: Int
    var layer: String
    var args: [Int]
    var params: [String: Values]
    var testDescription: String { "\(layer)\(args) from seed \(seed)" }
  }
  /// One call of a function of `nn.init`, and the number that is drawn after it.
  struct Call: Decodable, CustomTestStringConvertible {
    var seed: Int
    var fn: String
    var shape: [Int]
    var crc32: UInt32
    var data: [Double]?
    var tol: Double
    var next: Int
    var testDescription: String { "\(fn) of \(shape) from seed \(seed)" }
  }
  /// All values, or the first and last ones.
  struct Values: Decodable {
    var shape: [Int]
    var data: [Double]?
    var head: [Double]?
    var tail: [Double]?
  }

  static let file = try? GoldenFile.read("init.json", as: File.self)
  static let layers = (file?.layers ?? []).filter { make($0) != nil }

  static func make(_ layer: Layer) -> (() throws -> Module)? {
    let (a, b) = (layer.args[0], layer.args[1])
    switch layer.layer {
    case "Linear": return { try Linear(a, b) }
    case "Conv2d_k3": return { try Conv2d(a, b, 3) }
    case "Conv1d_k5": return { try Conv1d(a, b, 5) }
    case "Embedding": return { try Embedding(a, b) }
    default: return nil
    }
  }

  @Test("Linear, convolutions and embedding are compared") func covered() { #expect(Self.layers.count >= 24) }

  @Test("A new layer has PyTorch's parameters to the bit", arguments: layers)
  func defaults(layer: Layer) throws {
    Generator.standard.manualSeed(layer.seed)
    guard let module = try Self.make(layer)?() else { return }
    for (name, tensor) in module.namedParameters() {
      let expected = try #require(layer.params[name])
      let values = try tensor.elements
      #expect(Array(tensor.shape) == expected.shape)
      if let data = expected.data { #expect(values == data.map { Double(Float($0)) }) }
      if let head = expected.head {
        #expect(Array(values.prefix(head.count)) == head.map { Double(Float($0)) })
      }
      if let tail = expected.tail {
        #expect(Array(values.suffix(tail.count)) == tail.map { Double(Float($0)) })
      }
    }
  }

  /// The calls by the names of the golden file.
  static let functions: [String: @Sendable (Tensor) throws -> Tensor] = [
    "uniform_(-0.1,0.4)": { try Init.uniform($0, from: -0.1, to: 0.4) },
    "normal_(0.1,0.4)": { try Init.normal($0, mean: 0.1, std: 0.4) },
    "constant_(0.3)": { try Init.constant($0, 0.3) },
    "zeros_": { try Init.zeros($0) },
    "ones_": { try Init.ones($0) },
    "eye_": { try Init.eye($0) },
    "dirac_": { try Init.dirac($0) },
    "xavier_uniform_": { try Init.xavierUniform($0) },
    "xavier_uniform_(gain=tanh)": { try Init.xavierUniform($0, gain: Nonlinearity.tanh.gain) },
    "xavier_normal_": { try Init.xavierNormal($0) },
    "xavier_normal_(gain=relu)": { try Init.xavierNormal($0, gain: Nonlinearity.relu.gain) },
    "kaiming_uniform_(relu)": { try Init.kaimingUniform($0, nonlinearity: .relu) },
    "kaiming_uniform_(a=0.2,fan_out)": {
      try Init.kaimingUniform($0, mode: .fanOut, nonlinearity: .leakyReLU(negativeSlope: 0.2))
    },
    "kaiming_uniform_(default)": { try Init.kaimingUniform($0) },
    "kaiming_normal_(relu)": { try Init.kaimingNormal($0, nonlinearity: .relu) },
    "kaiming_normal_(fan_out,relu)": { try Init.kaimingNormal($0, mode: .fanOut, nonlinearity: .relu) },
    "orthogonal_": { try Init.orthogonal($0) },
    "orthogonal_(gain=2)": { try Init.orthogonal($0, gain: 2) },
    "trunc_normal_": { try Init.truncatedNormal($0) },
    "trunc_normal_(std=0.02)": { try Init.truncatedNormal($0, std: 0.02) },
    "trunc_normal_(0,1,1,2)": { try Init.truncatedNormal($0, low: 1, high: 2) },
    "sparse_(0.3)": { try Init.sparse($0, sparsity: 0.3) },
  ]

  @Test("Every recorded function is compared") func functionsCovered() {
    #expect(Set(Self.file?.inits.map(\.fn) ?? []) == Set(Self.functions.keys))
  }

  @Test(
    "A function of init gives PyTorch's numbers and leaves the stream where PyTorch does",
    arguments: functions.keys)
  func initialisations(name: String) throws {
    let function = try #require(Self.functions[name])
    for call in try #require(Self.file).inits where call.fn == name {
      Generator.standard.manualSeed(call.seed)
      let values = try function(Tensor.empty(Shape(call.shape))).detach().array(Float.self)
      if call.tol == 0 {
        #expect(checksum(values) == call.crc32, "\(call)")
      } else if let data = call.data {
        #expect(distance(values.map(Double.init), data) <= call.tol, "\(call)")
      }
      #expect(try Tensor.randint(high: 1 << 20, [1]).item().int == call.next, "\(call)")
    }
  }

  @Test("A bias has no fans, and is refused") func fans() throws {
    let bias = try Tensor.zeros([3])
    #expect(throws: NeuralError.fanRank(shape: [3])) { try Init.xavierUniform(bias) }
  }

  @Test("An orthogonal matrix times its transpose is the identity") func orthogonal() throws {
    let w = try Init.orthogonal(Tensor.empty([5, 8]))
    let product = try w.matmul(w.t())
    #expect(distance(try product.elements, try Tensor.eye(5).elements) < 2e-6)
  }
}
