import CKernels

/// Runs the kernels' loops over tensors of any layout. No graph here and no promotion: the operands have the loop's
/// types already.
enum Walk {
  /// Below this estimate one call of the loop does everything.
  static let splitNanoseconds = 20000.0

  /// `out` = loop(`a`) where both have `out`'s shape.
  @inline(__always)
  static func run(
    _ loop: seodang_loop, _ operation: Int32, _ out: Tensor, _ a: Tensor, _ first: Double = 0,
    _ second: Double = 0,
    nanoseconds: Double
  ) {
    var operands = seodang_operands()
    operands.pointer = (out.data, a.data, nil, nil)
    operands.step = (1, 1, 0, 0)
    operands.parameter = (first, second)
    if out.isContiguous && a.isContiguous && a.count == out.count
      && Double(out.count) * nanoseconds < splitNanoseconds
    {
      loop(operation, out.count, &operands)
    } else {
      general(loop, operation, &operands, [out, a], out.shape, nanoseconds)
    }
  }

  /// `out` = loop(`a`, `b`), the inputs broadcast to `out`'s shape.
  @inline(__always)
  static func run(
    _ loop: seodang_loop, _ operation: Int32, _ out: Tensor, _ a: Tensor, _ b: Tensor, _ first: Double = 0,
    _ second: Double = 0, nanoseconds: Double
  ) {
    var operands = seodang_operands()
    operands.pointer = (out.data, a.data, b.data, nil)
    operands.parameter = (first, second)
    if out.isContiguous && Double(out.count) * nanoseconds < splitNanoseconds {
      let aFits = a.isContiguous && a.count == out.count
      let bFits = b.isContiguous && b.count == out.count
      if (aFits || a.count == 1) && (bFits || b.count == 1) {
        operands.step = (1, aFits ? 1 : 0, bFits ? 1 : 0, 0)
        loop(operation, out.count, &operands)
        return
      }
    }
    operands.step = (1, 1, 1, 0)
    general(loop, operation, &operands, [out, a, b], out.shape, nanoseconds)
  }

  /// `out` = loop(`a`, `b`, `c`), the inputs broadcast to `out`'s shape.
  static func run(
    _ loop: seodang_loop, _ operation: Int32, _ out: Tensor, _ a: Tensor, _ b: Tensor, _ c: Tensor,
    nanoseconds: Double
  ) {
    var operands = seodang_operands()
    operands.pointer = (out.data, a.data, b.data, c.data)
    operands.step = (1, 1, 1, 1)
    general(loop, operation, &operands, [out, a, b, c], out.shape, nanoseconds)
  }

  @inline(never)
  private static func general(
    _ loop: seodang_loop, _ operation: Int32, _ operands: inout seodang_operands, _ tensors: [Tensor],
    _ shape: Shape,
    _ nanoseconds: Double
  ) {
    guard shape.product > 0 else { return }
    let rank = shape.count
    // A row of sizes, and a row of strides for each operand.
    withUnsafeTemporaryAllocation(of: Int.self, capacity: 5 * Shape.maximumRank) { buffer in
      guard let base = buffer.baseAddress else { return }
      var walk = seodang_walk(
        rank: Int32(rank), operand_count: Int32(tensors.count), width: (0, 0, 0, 0), shape: base,
        strides: (nil, nil, nil, nil), nanoseconds: nanoseconds)
      for index in 0..<rank { base[index] = shape[index] }
      for (row, tensor) in tensors.enumerated() {
        let strides = tensor.broadcastStrides(to: shape)
        let line = base + Shape.maximumRank * (row + 1)
        for index in 0..<rank { line[index] = strides[index] }
        let width = tensor.dtype.byteCount
        switch row {
        case 0: (walk.strides.0, walk.width.0) = (UnsafePointer(line), width)
        case 1: (walk.strides.1, walk.width.1) = (UnsafePointer(line), width)
        case 2: (walk.strides.2, walk.width.2) = (UnsafePointer(line), width)
        default: (walk.strides.3, walk.width.3) = (UnsafePointer(line), width)
        }
      }
      seodang_elementwise(loop, operation, &operands, &walk)
    }
    withExtendedLifetime(tensors) {}
  }
}

extension Tensor {
  /// The strides that make this tensor look like one of `shape`, to which it can be broadcast.
  func broadcastStrides(to shape: Shape) -> Strides {
    var result = shape
    let lead = shape.count - rank
    for index in 0..<shape.count {
      let own = index - lead
      result[index] = own < 0 || (self.shape[own] == 1 && shape[index] != 1) ? 0 : strides[own]
    }
    return result
  }
}

extension Shape {
  /// The shape both can be broadcast to: sizes are aligned at the end, and a 1 stretches.
  @inline(__always)
  package static func broadcast(_ a: Shape, _ b: Shape) throws(TensorError) -> Shape {
    if a == b { return a }
    return try broadcastSlow(a, b)
  }

  @inline(never)
  private static func broadcastSlow(_ a: Shape, _ b: Shape) throws(TensorError) -> Shape {
    var result = a.count >= b.count ? a : b
    let other = a.count >= b.count ? b : a
    let lead = result.count - other.count
    for index in 0..<other.count {
      let size = other[index]
      let current = result[index + lead]
      if size == current || size == 1 { continue }
      if current != 1 { throw .broadcast(a, b) }
      result[index + lead] = size
    }
    return result
  }
}
