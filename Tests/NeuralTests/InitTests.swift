import Neural
import Tensors
import Testing

@Suite struct InitTests {
  struct File: Decodable {
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
