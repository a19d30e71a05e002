/// A text in the making: bytes of UTF-8, put in a row.
struct TextBuilder {
  private var bytes: [UInt8] = []

  /// - Parameter capacity: the bytes to make room for at first.
  init(capacity: Int) { bytes.reserveCapacity(capacity) }

  var byteCount: Int { bytes.count }

  @inline(__always)
  mutating func append(_ byte: UInt8) { bytes.append(byte) }

  @inline(__always)
  mutating func append(_ piece: TextBytes.Bytes) { bytes.append(contentsOf: piece) }

  @inline(__always)
  mutating func append(_ piece: String) { piece.withBytes { bytes.append(contentsOf: $0) } }

  @inline(__always)
  mutating func append(_ scalar: Unicode.Scalar) {
    if scalar.isASCII {
      bytes.append(UInt8(truncatingIfNeeded: scalar.value))
    } else {
      append(String(scalar))
    }
  }

  mutating func append(_ byte: UInt8, count: Int) {
    bytes.append(contentsOf: repeatElement(byte, count: max(0, count)))
  }

  var string: String { bytes.withUnsafeBufferPointer { StringBits.string(copying: $0) } }

  func text(_ machine: Machine) -> StringObject {
    bytes.withUnsafeBufferPointer { machine.texts.of($0) }
  }
}
