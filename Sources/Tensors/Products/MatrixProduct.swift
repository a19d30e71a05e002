import CKernels

extension Tensor {
  /// The product of matrices, vectors and batches of matrices, as NumPy's `matmul` defines it.
  public func matmul(_ other: Tensor) throws(TensorError) -> Tensor {
    switch (rank, other.rank) {
    case (2, 2): return try Tensor.multiply(self, other, name: "MmBackward0")
    case (1, 1): return try dot(other)
    case (2, 1): return try mv(other)
    case (0, _), (_, 0): throw .matmulRank(op: "matmul", lhs: shape, rhs: other.shape)
    case (1, 2):
      let row = try unsqueeze(0)
      guard count == other.shape[0] else { throw .matmulInner(lhs: shape, rhs: other.shape) }
      return try Tensor.multiply(row, other, name: "MmBackward0").squeeze([0])
    default: break
    }
    if rank == 1 {
      guard count == other.shape[other.rank - 2] else { throw .matmulInner(lhs: shape, rhs: other.shape) }
      return try unsqueeze(0).matmul(other).squeeze([-2])
    }
    if other.rank == 1 {
      guard shape[rank - 1] == other.count else { throw .matmulInner(lhs: shape, rhs: other.shape) }
      return try matmul(other.unsqueeze(1)).squeeze([-1])
    }
    guard shape[rank - 1] == other.shape[other.rank - 2] else {
      throw .matmulInner(lhs: shape, rhs: other.shape)
    }
    // A batch times one matrix is one tall product.
    if other.rank == 2 {
      var sizes = shape
      sizes[rank - 1] = other.shape[1]
      let tall = try reshape(to: [shape[..<(rank - 1)].reduce(1, &*), shape[rank - 1]])
      return try Tensor.multiply(tall, other, name: "MmBackward0").reshape(to: sizes)
    }
    let batch = try Shape.broadcast(Shape(shape.prefix(rank - 2)), Shape(other.shape.prefix(other.rank - 2)))
    let left = try expandedBatch(batch)
    let right = try other.expandedBatch(batch)
    var sizes = batch
    sizes.append(left.shape[left.rank - 2])
    sizes.append(right.shape[right.rank - 1])
    if batch.count == 1 { return try Tensor.multiply(left, right, name: "UnsafeViewBackward0") }
    let flat = try Tensor.multiply(left.flattenedBatch(), right.flattenedBatch(), name: "BmmBackward0")
    return try flat.reshape(to: sizes).shown(as: "UnsafeViewBackward0")
  }

  private func expandedBatch(_ batch: Shape) throws(TensorError) -> Tensor {
    var target = batch
    target.append(shape[rank - 2])
    target.append(shape[rank - 1])
    return target == shape ? self : try expand(to: target)
  }

  private func flattenedBatch() throws(TensorError) -> Tensor {
    try reshape(to: [shape[..<(rank - 2)].reduce(1, &*), shape[rank - 2], shape[rank - 1]])
  }

  /// Matrix times matrix.
  public func mm(_ other: Tensor) throws(TensorError) -> Tensor {
    guard rank == 2 && other.rank == 2 else { throw .matmulRank(op: "mm", lhs: shape, rhs: other.shape) }
    return try Tensor.multiply(self, other, name: "MmBackward0")
  }

  /// Batch of matrices times batch of matrices.
  public func bmm(_ other: Tensor) throws(TensorError) -> Tensor {
    guard rank == 3 && other.rank == 3 && shape[0] == other.shape[0] else {
      throw .matmulRank(op: "bmm", lhs: shape, rhs: other.shape)
    }
    return try Tensor.multiply(self, other, name: "BmmBackward0")
  }

  /// Matrix times vector.
  public func mv(_ vector: Tensor) throws(TensorError) -> Tensor {
    guard rank == 2 && vector.rank == 1 else { throw .matmulRank(op: "mv", lhs: shape, rhs: vector.shape) }
    guard shape[1] == vector.count else { throw .matmulInner(lhs: shape, rhs: vector.shape) }
    let column = vector.window([vector.count, 1], [vector.strides[0], 1])
    let product = try Engine.withoutGrad { () throws(TensorError) in
      try Tensor.multiply(self, column, name: "MvBackward0")
    }
    let result = product.window([shape[0]], [1])
    if Tensor.records(self, vector) {
      let node = result.record(.matmul("MvBackward0"), self, vector)
      node.savedFirst = SavedTensor(self)
      node.savedSecond = SavedTensor(vector)
    }
    return result
  }

  /// The sum of the products of two vectors.
  public func dot(_ other: Tensor) throws(TensorError) -> Tensor {
    guard rank == 1 && other.rank == 1 else { throw .matmulRank(op: "dot", lhs: shape, rhs: other.shape) }
    guard count == other.count else { throw .matmulInner(lhs: shape, rhs: other.shape) }
    guard dtype == other.dtype else { throw .dtypeMismatch(op: "dot", dtype, other.dtype) }
    let (a, b) = try (detach().contiguous(), other.detach().contiguous())
    let result = try Tensor.uninitialized(Shape(), dtype)
    switch dtype {
    case .float32: result.floats[0] = seodang_kernels().pointee.dot_f32(a.floats, b.floats, count)
    case .float64: result.doubles[0] = seodang_kernels().pointee.dot_f64(a.doubles, b.doubles, count)
    case .int64: result.ints[0] = (0..<count).reduce(0) { $0 &+ a.ints[$1] &* b.ints[$1] }
    case .bool: throw .boolArithmetic(op: "dot")
    }
    if Tensor.records(self, other) {
      let node = result.record(.matmul("DotBackward0"), self, other)
      node.savedFirst = SavedTensor(self)
      node.savedSecond = SavedTensor(other)
    }
    return result
  }

  /// Every product of an element of one vector with one of another.
  public func outer(_ other: Tensor) throws(TensorError) -> Tensor {
    guard rank == 1 && other.rank == 1 else { throw .matmulRank(op: "outer", lhs: shape, rhs: other.shape) }
    return try unsqueeze(1).mul(other)
  }

  /// x·Wᵀ + b for an input of any rank ≥ 1, a weight of (out, in) and a bias of (out).
  public static func linear(_ input: Tensor, _ weight: Tensor, _ bias: Tensor? = nil) throws(TensorError)
    -> Tensor
  {
    let dtype = input.dtype
    guard input.rank == 2, weight.rank == 2, input.shape[1] == weight.shape[1], dtype.isFloatingPoint,
      weight.dtype == dtype
    else { return try linearElsewise(input, weight, bias) }
    if let bias {
      guard bias.rank == 1, bias.count == weight.shape[0], bias.dtype == dtype, bias.isContiguous else {
        return try linearElsewise(input, weight, bias)
      }
    }
    let result = try product(input, weight, isSecondTransposed: true, bias: bias)
    guard Engine.isGradEnabled else { return result }
    if input.isTracked || weight.isTracked || bias?.isTracked == true {
      let node = result.record(.linear, input, weight)
      if let bias {
        node.third = Edge(bias)
        node.displayName = "AddmmBackward0"
      }
      if node.second.isWanted { node.savedFirst = SavedTensor(input) }
      if node.first.isWanted { node.savedSecond = SavedTensor(weight) }
    }
    return result
  }

  /// What isn't a matrix times a matrix, and what doesn't fit.
  private static func linearElsewise(
    _ input: Tensor, _ weight: Tensor, _ bias: Tensor?
  ) throws(TensorError) -> Tensor {
    if weight.rank == 1, input.rank >= 1, input.dtype == weight.dtype {
      let product = try input.matmul(weight)
      return try bias.map { bias throws(TensorError) in try product.add(bias) } ?? product
    }
    guard weight.rank == 2, input.rank >= 1, input.shape[input.rank - 1] == weight.shape[1],
      bias.map({ $0.rank == 1 && $0.count == weight.shape[0] }) ?? true
    else {
      if let bias, weight.rank == 2, input.rank >= 1, input.shape[input.rank - 1] == weight.shape[1] {
        throw .expand(from: bias.shape, to: [input.shape.dropLast().reduce(1, &*), weight.shape[0]])
      }
      throw .linear(input: input.shape, weight: weight.shape, hasBias: bias != nil)
    }
    guard input.dtype == weight.dtype && bias?.dtype ?? input.dtype == input.dtype else {
      throw .dtypeMismatch(
        op: "linear", input.dtype, weight.dtype == input.dtype ? bias?.dtype ?? .bool : weight.dtype)
    }
    guard input.dtype.isFloatingPoint && input.rank == 2 else {
      if !input.dtype.isFloatingPoint || input.rank == 1 {
        let product = try input.matmul(weight.t())
        guard let bias else { return product.shown(as: "SqueezeBackward4") }
        return try product.add(bias).shown(as: "UnsafeViewBackward0")
      }
      var sizes = input.shape
      sizes[input.rank - 1] = weight.shape[0]
      let rows = input.shape[..<(input.rank - 1)].reduce(1, &*)
      return try linear(input.reshape(to: [rows, weight.shape[1]]), weight, bias).reshape(to: sizes)
    }
    return try linear(input, weight, bias?.contiguous())
  }

  /// The product of two matrices of one floating-point type outside the graph, of any strides, each perhaps transposed;
  /// `bias`, contiguous, is added to every row.
  static func product(
    _ a: Tensor, isFirstTransposed: Bool = false, _ b: Tensor, isSecondTransposed: Bool = false,
    bias: Tensor? = nil
  ) throws(TensorError) -> Tensor {
    let (aRow, aColumn) = isFirstTransposed ? (1, 0) : (0, 1)
    let (bRow, bColumn) = isSecondTransposed ? (1, 0) : (0, 1)
    let (rows, inner, columns) = (a.extent(aRow), a.extent(aColumn), b.extent(bColumn))
    let result = try Tensor.uninitialized(Shape(rows, columns), a.dtype)
    if a.dtype == .float32 {
      var product = seodang_product_f32(
        rows: rows, columns: columns, inner: inner, a: a.floats, a_row: a.step(aRow),
        a_column: a.step(aColumn),
        b: b.floats, b_row: b.step(bRow), b_column: b.step(bColumn), c: result.floats, c_row: columns,
        bias: bias?.floats, accumulate: 0)
      seodang_multiply_f32(&product)
    } else {
      var product = seodang_product_f64(
        rows: rows, columns: columns, inner: inner, a: a.doubles, a_row: a.step(aRow),
        a_column: a.step(aColumn),
        b: b.doubles, b_row: b.step(bRow), b_column: b.step(bColumn), c: result.doubles,
        c_row: columns,
        bias: bias?.doubles, accumulate: 0)
      seodang_multiply_f64(&product)
    }
    return result
  }

  /// The product of two matrices or two batches of equal size, of any strides.
  static func multiply(_ a: Tensor, _ b: Tensor, name: StaticString) throws(TensorError) -> Tensor {
    let rank = a.rank
    guard a.extent(rank - 1) == b.extent(rank - 2) else { throw .matmulInner(lhs: a.shape, rhs: b.shape) }
    guard a.dtype == b.dtype else { throw .dtypeMismatch(op: "matmul", a.dtype, b.dtype) }
    if a.dtype == .bool { throw .boolArithmetic(op: "matmul") }
    if rank == 2 && a.dtype.isFloatingPoint {
      let result = try product(a, b)
      if records(a, b) { result.recordProduct(a, b, name) }
      return result
    }
    let batch = rank == 3 ? a.shape[0] : 1
    let rows = a.shape[rank - 2]
    let inner = a.shape[rank - 1]
    let columns = b.shape[rank - 1]
    let result = try Tensor.uninitialized(rank == 3 ? [batch, rows, columns] : Shape(rows, columns), a.dtype)
    let (aRow, aColumn) = (a.strides[rank - 2], a.strides[rank - 1])
    let (bRow, bColumn) = (b.strides[rank - 2], b.strides[rank - 1])
    let aStep = rank == 3 ? a.strides[0] : 0
    let bStep = rank == 3 ? b.strides[0] : 0
    switch a.dtype {
    case .float32:
      var product = seodang_product_f32(
        rows: rows, columns: columns, inner: inner, a: a.floats, a_row: aRow, a_column: aColumn, b: b.floats,
        b_row: bRow, b_column: bColumn, c: result.floats, c_row: columns, bias: nil, accumulate: 0)
      seodang_multiply_batch_f32(&product, batch, aStep, bStep, rows * columns)
    case .float64:
      var product = seodang_product_f64(
        rows: rows, columns: columns, inner: inner, a: a.doubles, a_row: aRow, a_column: aColumn,
        b: b.doubles,
        b_row: bRow, b_column: bColumn, c: result.doubles, c_row: columns, bias: nil, accumulate: 0)
      seodang_multiply_batch_f64(&product, batch, aStep, bStep, rows * columns)
    default:
      a.ints.withMemoryRebound(to: Int64.self, capacity: 1) { left in
        b.ints.withMemoryRebound(to: Int64.self, capacity: 1) { right in
          result.ints.withMemoryRebound(to: Int64.self, capacity: 1) { out in
            var product = seodang_product_i64(
              rows: rows, columns: columns, inner: inner, a: left, a_row: aRow, a_column: aColumn, b: right,
              b_row: bRow, b_column: bColumn, c: out, c_row: columns, bias: nil, accumulate: 0)
            seodang_multiply_batch_i64(&product, batch, aStep, bStep, rows * columns)
          }
        }
      }
    }
    if a.dtype.isFloatingPoint && records(a, b) { result.recordProduct(a, b, name) }
    return result
  }

  private func recordProduct(_ a: Tensor, _ b: Tensor, _ name: StaticString) {
    let node = record(.matmul(name), a, b)
    if node.second.isWanted { node.savedFirst = SavedTensor(a) }
    if node.first.isWanted { node.savedSecond = SavedTensor(b) }
  }
}
