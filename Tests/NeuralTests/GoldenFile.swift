import Foundation
import Tensors
import Testing

/// A file of PyTorch's numbers: the folder is `SEODANG_GOLDEN`, by default `Tests/Golden`.
enum GoldenFile {
  static func read<Content: Decodable>(_ name: String, as type: Content.Type) throws -> Content {
    let folder =
      ProcessInfo.processInfo.environment["SEODANG_GOLDEN"].map { URL(fileURLWithPath: $0) }
      ?? URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Golden")
    return try JSONDecoder().decode(type, from: Data(contentsOf: folder.appendingPathComponent(name)))
  }
}

/// An array of numbers as the golden files write it.
struct GoldenArray: Decodable {
  var shape: [Int]
  var data: [Double]
}

extension Tensor {
  /// All elements as float64.
  var elements: [Double] { get throws { try detach().to(.float64).contiguous().array(Double.self) } }

  static func of(_ golden: GoldenArray) throws -> Tensor {
    try Tensor.from(golden.data.map { .float($0) }, Shape(golden.shape), dtype: .float32)
  }
}

/// The largest difference between two lists, infinite when their lengths differ.
func distance(_ a: [Double], _ b: [Double]) -> Double {
  a.count == b.count ? zip(a, b).map { abs($0 - $1) }.max() ?? 0 : .infinity
}

/// The CRC-32 of zlib over the numbers' bytes.
func checksum(_ numbers: [Float]) -> UInt32 {
  var crc = ~UInt32(0)
  for number in numbers {
    for shift in [0, 8, 16, 24] {
      crc ^= number.bitPattern >> UInt32(shift) & 0xFF
      for _ in 0..<8 { crc = (crc >> 1) ^ (crc & 1 == 1 ? 0xEDB8_8320 : 0) }
    }
  }
  return ~crc
}
