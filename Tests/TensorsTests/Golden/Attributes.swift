import Tensors

// The arguments of a recorded call as the operations want them.
extension GoldenCase {
  func double(_ name: String) -> Double {
    switch attrs[name] {
    case .number(let value): value
    case .text(let text): Double(text) ?? .nan
    default: .nan
    }
  }

  func scalar(_ name: String) -> Scalar {
    let value = double(name)
    return value == value.rounded() && !inputs.isEmpty ? .int(Int(value)) : .float(value)
  }

  func ints(_ name: String) -> [Int] {
    if case .list(let values) = attrs[name] { return values.map { Int($0) } }
    return []
  }

  func text(_ name: String) -> String {
    if case .text(let value) = attrs[name] { return value }
    return ""
  }

  func has(_ name: String) -> Bool {
    switch attrs[name] {
    case nil, .null: false
    default: true
    }
  }

  /// A list, or a list of lists, of numbers as a float32 tensor.
  func tensor(_ name: String) throws -> Tensor {
    switch attrs[name] {
    case .list(let values): return try Tensor(values.map { Float($0) })
    case .matrix(let rows):
      return try Tensor(rows.flatMap { $0.map { Float($0) } }, [rows.count, rows.first?.count ?? 0])
    default: return try Tensor.zeros([0])
    }
  }

  var reduction: Reduction {
    switch text("reduction") {
    case "none": .none
    case "sum": .sum
    default: .mean
    }
  }
}
