import Foundation
import Tensors
import Testing

/// One recorded call of an operation in PyTorch: inputs, outputs, a random gradient for the outputs, and the gradients
/// that follow for the inputs.
struct GoldenCase: Decodable {
  let op: String
  let attrs: [String: Attribute]
  let inputs: [RecordedTensor]
  let outputs: [RecordedTensor]
  let gy: [RecordedTensor?]?
  let grads: [RecordedTensor?]?
  let spread_out: [Double]?
  let spread_grad: [Double?]?

  /// A number, a truth value, a text or a list of numbers or of such lists.
  enum Attribute: Decodable {
    case number(Double), list([Double]), matrix([[Double]]), text(String), truth(Bool), null

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if container.decodeNil() {
        self = .null
      } else if let value = try? container.decode(Bool.self) {
        self = .truth(value)
      } else if let value = try? container.decode(Double.self) {
        self = .number(value)
      } else if let value = try? container.decode([Double].self) {
        self = .list(value)
      } else if let value = try? container.decode([[Double]].self) {
        self = .matrix(value)
      } else if let value = try? container.decode(String.self) {
        self = .text(value)
      } else {
        self = .null
      }
    }
  }

  func int(_ name: String, _ standard: Int = 0) -> Int {
    if case .number(let value) = attrs[name] { return Int(value) }
    return standard
  }

  func bool(_ name: String, _ standard: Bool = false) -> Bool {
    if case .truth(let value) = attrs[name] { return value }
    return standard
  }

  /// The cases of a golden file.
  static func load(_ file: String) throws -> [GoldenCase] {
    struct Cases: Decodable { let cases: [GoldenCase] }
    let url = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "../../Golden/\(file).json")
    return try JSONDecoder().decode(Cases.self, from: Data(contentsOf: url)).cases
  }

  /// Runs the case through `operation` and compares outputs and gradients with the recorded ones.
  func check(_ operation: ([Tensor]) throws -> [Tensor]) throws {
    let tensors = try inputs.map { try $0.tensor() }
    let grads = grads ?? []
    for (index, tensor) in tensors.enumerated() where index < grads.count && grads[index] != nil {
      try tensor.requiresGrad_()
    }
    let results = try operation(tensors)
    #expect(results.count == outputs.count, "\(op) \(attrs)")
    for (index, (result, expected)) in zip(results, outputs).enumerated() {
      try expected.check(result, spread: spread_out?[index] ?? 0, "\(op) \(attrs) output \(index)")
    }
    guard let gy else { return }
    var loss: Tensor?
    for (result, upstream) in zip(results, gy) {
      guard let upstream else { continue }
      let part = try (result * upstream.tensor()).sum()
      loss = try loss.map { try $0 + part } ?? part
    }
    try loss?.backward()
    for (index, expected) in grads.enumerated() {
      guard let expected else { continue }
      guard let gradient = tensors[index].grad else {
        Issue.record("\(op) \(attrs): no gradient for input \(index)")
        continue
      }
      try expected.check(gradient, spread: (spread_grad?[index] ?? 0), "\(op) \(attrs) gradient \(index)")
    }
  }
}

/// A tensor as the golden files write it.
struct RecordedTensor: Decodable {
  let shape: [Int]
  let dtype: String
  let data: [Number]

  struct Number: Decodable {
    let value: Double
    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let truth = try? container.decode(Bool.self) {
        value = truth ? 1 : 0
      } else if let number = try? container.decode(Double.self) {
        value = number
      } else {
        value = Double(try container.decode(String.self)) ?? .nan
      }
    }
  }

  private static let types: [String: DType] = [
    "f32": .float32, "f64": .float64, "i64": .int64, "bool": .bool,
  ]

  func tensor() throws -> Tensor {
    try Tensor(data.map(\.value), Shape(shape)).to(RecordedTensor.types[dtype] ?? .float32).detach()
  }

  /// Within max(2·10⁻⁶ + 2·10⁻⁵·max|b|, 4·spread), where the spread is PyTorch's own between float32 and float64.
  func check(_ tensor: Tensor, spread: Double, _ name: String) throws {
    #expect(Array(tensor.shape) == shape && tensor.dtype == RecordedTensor.types[dtype], "\(name)")
    let largest = data.map(\.value.magnitude).filter(\.isFinite).max() ?? 0
    let tolerance = tensor.dtype.isFloatingPoint ? max(2e-6 + 2e-5 * largest, 4 * spread) : 0
    for (ours, theirs) in zip(try tensor.array(Double.self), data.map(\.value)) {
      let agrees = ours == theirs || (ours.isNaN && theirs.isNaN) || (ours - theirs).magnitude <= tolerance
      #expect(agrees, "\(name): \(ours) instead of \(theirs)")
      if !agrees { return }
    }
  }
}
