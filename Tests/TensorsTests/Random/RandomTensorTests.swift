import Tensors
import Testing

@Suite("Tensors of random numbers")
struct RandomTensorTests {
  @Test("the standard generator prints what PyTorch prints for the same seed")
  func standard() throws {
    Generator.standard.manualSeed(0)
    let normal = try Tensor.randn([3]).array(Double.self)
    #expect(normal.map { FloatText.fixed($0, digits: 4) } == ["1.5410", "-0.2934", "-2.1788"])
    Generator.standard.manualSeed(0)
    let uniform = try Tensor.rand([2]).array(Double.self)
    #expect(uniform.map { FloatText.fixed($0, digits: 4) } == ["0.4963", "0.7682"])
  }

  @Test("tensors with gaps draw their normal numbers one by one")
  func gaps() throws {
    let wide = try Tensor.zeros([20, 2])
    let column = try wide.select(dim: 1, index: 0)
    try column.normal_(generator: Generator(seed: 3))
    let single = Generator(seed: 3)
    #expect(try column.array(Float.self) == (0..<20).map { _ in Float(single.nextNormal()) })
    #expect(try wide.select(dim: 1, index: 1).array(Float.self) == [Float](repeating: 0, count: 20))
  }

  @Test("integers, truth values and floats without bounds go as far as the type is exact")
  func fullRange() throws {
    let generator = Generator(seed: 7)
    #expect(try Tensor.zeros([2]).random_(generator: generator).array(Double.self) == [8_974_492, 3_335_306])
    generator.manualSeed(7)
    let integers = try Tensor.zeros([1], dtype: .int64).random_(generator: generator).array(Int.self)
    #expect(integers == [1_407_639_518_939_636_932])
    generator.manualSeed(7)
    let bools = try Tensor.zeros([5], dtype: .bool).random_(generator: generator).array(Bool.self)
    #expect(bools == [true, false, true, false, true])
  }

  @Test("probabilities, deviations and ranges that make no sense are errors")
  func errors() throws {
    let x = try Tensor.zeros([3])
    #expect(throws: TensorError.probability(op: "bernoulli_", 1.5)) { try x.bernoulli_(probability: 1.5) }
    #expect(throws: TensorError.standardDeviation(-1)) { try x.normal_(std: -1) }
    #expect(throws: TensorError.randomRange(from: 5, to: 5)) { try Tensor.randint(low: 5, high: 5, [2]) }
    #expect(throws: TensorError.self) { try x.multinomial(1) }
    #expect(throws: TensorError.self) { try Tensor([Float(1), 2], [2]).multinomial(3) }
    #expect(throws: TensorError.leafInPlace) { try x.requiresGrad_().uniform_() }
  }
}
