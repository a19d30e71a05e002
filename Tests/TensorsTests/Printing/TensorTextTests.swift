import Foundation
import Tensors
import Testing

/// A random tensor and the text PyTorch printed for it.
private struct RecordedText: Decodable {
  let dtype: String
  let shape: [Int]
  let values: String
  let precision: Int
  let threshold: String
  let edgeitems: Int
  let linewidth: Int
  let sci_mode: String
  let requires_grad: Bool
  let grad_fn: String
  let text: String

  var ours: String {
    var options = PrintOptions()
    options.precision = precision
    options.threshold = Double(threshold) ?? .infinity
    options.edgeItems = edgeitems
    options.lineWidth = linewidth
    options.isScientific = sci_mode == "None" ? nil : sci_mode == "True"
    let words = values.split(separator: " ").map(String.init)
    let suffixes = TensorText.suffixes(
      shape: shape, dtype: dtype, gradientFunction: grad_fn.isEmpty ? nil : grad_fn,
      requiresGrad: requires_grad,
      options: options)
    return TensorText(shape: shape, suffixes: suffixes, options: options) { indices in
      switch dtype {
      case "bool": .booleans(indices.map { words[$0] == "True" })
      case "int64": .integers(indices.map { Int(words[$0]) ?? 0 })
      default: .floats(indices.map { Double(words[$0]) ?? .nan })
      }
    }.text()
  }
}

@Suite("The text of a tensor is PyTorch's")
struct TensorTextTests {
  @Test("for recorded tensors of every type, with any options")
  func recorded() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "../../Golden/printing.json")
    let cases = try JSONDecoder().decode([RecordedText].self, from: Data(contentsOf: file))
    #expect(cases.count > 300)
    for recorded in cases { #expect(recorded.ours == recorded.text) }
  }

  private func text(_ shape: [Int], _ values: [Double], options: PrintOptions = PrintOptions()) -> String {
    TensorText(shape: shape, options: options) { .floats($0.map { values[$0] }) }.text()
  }

  @Test("without numbers to look at keeps the short form")
  func nothingFinite() {
    #expect(text([], [3]) == "tensor(3.)")
    #expect(text([3], [.nan, 1, -.infinity]) == "tensor([nan, 1., -inf])")
    #expect(text([2], [0, -0.0]) == "tensor([0., -0.])")
  }

  @Test("reads only the elements that a summary shows")
  func summaryReadsLittle() {
    var read = 0
    let text = TensorText(shape: [1_000_000, 1_000_000]) { indices in
      read += indices.count
      return .integers(indices)
    }
    #expect(text.text().hasSuffix("999999999998, 999999999999]])"))
    #expect(read == 36)
  }

  @Test("obeys the named profiles")
  func profiles() {
    var options = PrintOptions()
    options.apply(.short)
    let many = (0..<1001).map { Double($0) / 8 }
    #expect(text([1001], many, options: options) == "tensor([  0.00,   0.12,  ..., 124.88, 125.00])")
    options.apply(.full)
    #expect(text([1001], many, options: options).split(separator: "\n").count > 100)
    options.apply(.default)
    #expect(options == PrintOptions())
  }
}
