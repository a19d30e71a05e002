extension Tensor {
  /// The bytes of the elements read as elements of another type, in a tensor of its own. Where the sizes differ the last
  /// dimension gets longer or shorter.
  package func reinterpreted(_ target: DType, _ kind: IntegerWidth) throws(TensorError) -> Tensor {
    if target == dtype && (target != .int64 || kind == width) { return self }
    let (from, to) = (itemSize, target == .int64 ? kind.byteCount : target.byteCount)
    var sizes = shape
    if from != to {
      guard rank > 0 else { throw .rankRange(op: "view(dtype)", atLeast: 1, got: shape) }
      let bytes = shape[rank - 1].multipliedReportingOverflow(by: from)
      guard !bytes.overflow, bytes.partialValue % to == 0 else {
        throw .viewSize(shape: shape, requested: [shape[rank - 1]])
      }
      sizes[rank - 1] = bytes.partialValue / to
    }
    let source = try detach().packed()
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count * from)
    for index in 0..<count {
      switch dtype {
      case .float32: bytes.append(source.floats[index].bitPattern, 4)
      case .float64: bytes.append(source.doubles[index].bitPattern, 8)
      case .int64: bytes.append(source.ints[index], from)
      case .bool: bytes.append(source.bytes[index])
      }
    }
    let result = try Tensor.uninitialized(Shape(checking: Array(sizes)), target)
    if target == .int64 { result.width = kind }
    for index in 0..<result.count {
      var pattern: UInt64 = 0
      for place in 0..<to { pattern |= UInt64(bytes[index * to + place]) << UInt64(8 * place) }
      switch target {
      case .float32: result.floats[index] = Float(bitPattern: UInt32(truncatingIfNeeded: pattern))
      case .float64: result.doubles[index] = Double(bitPattern: pattern)
      case .int64: result.ints[index] = kind.wrap(Int(truncatingIfNeeded: pattern))
      case .bool: result.bytes[index] = pattern == 0 ? 0 : 1
      }
    }
    return result
  }
}

extension [UInt8] {
  /// Adds the lowest bytes of a number, the lowest one first.
  fileprivate mutating func append(_ number: some FixedWidthInteger, _ count: Int) {
    var rest = number
    for _ in 0..<count {
      append(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
  }
}
