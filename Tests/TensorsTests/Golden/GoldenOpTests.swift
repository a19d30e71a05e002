import Tensors
import Testing

@Suite("Operations recorded in PyTorch")
struct GoldenOpTests {
  @Test(
    "give PyTorch's results and gradients",
    arguments: [
      ("ops_unary", 195), ("ops_binary", 62), ("ops_reduce", 107), ("ops_matmul", 52), ("ops_loss", 49),
      ("ops_norm", 44), ("ops_index", 85), ("ops_create", 16), ("ops_compose", 15), ("edges", 47),
    ])
  func recorded(file: String, count: Int) throws {
    var checked = 0
    for recorded in try GoldenCase.load(file) {
      guard let operation = OpTable.operation(recorded.op) else { continue }
      checked += 1
      try recorded.check { try operation(recorded, $0) }
    }
    #expect(checked == count)
  }
}
