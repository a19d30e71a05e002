/// Tensors made of other tensors by arranging their elements.
extension Tensor {
  /// The Kronecker product: each element of this tensor times all of `other`.
  public func kron(_ other: Tensor) throws(TensorError) -> Tensor {
    let depth = Swift.max(rank, other.rank)
    let a = Array(repeating: 1, count: depth - rank) + Array(shape)
    let b = Array(repeating: 1, count: depth - other.rank) + Array(other.shape)
    let left = try reshape(a.flatMap { [$0, 1] })
    let right = try other.reshape(b.flatMap { [1, $0] })
    return try left.mul(right).reshape(zip(a, b).map { $0 * $1 })
  }

  /// The matrices along the diagonal of a larger one that is zero elsewhere.
  public static func blockDiagonal(_ tensors: [Tensor]) throws(TensorError) -> Tensor {
    var blocks: [Tensor] = []
    for tensor in tensors { blocks.append(tensor.rank < 2 ? try tensor.reshape([1, -1]) : tensor) }
    guard let first = blocks.first else { return try zeros([1, 0]) }
    let columns = blocks.map { $0.shape[1] }.reduce(0, +)
    var rows: [Tensor] = []
    var start = 0
    for block in blocks {
      let (height, width) = (block.shape[0], block.shape[1])
      let before = try zeros([height, start], dtype: first.dtype)
      let after = try zeros([height, columns - start - width], dtype: first.dtype)
      rows.append(try cat([before, block, after], dim: 1))
      start += width
    }
    return try cat(rows, dim: 0)
  }

  /// The elements of the last dimension on a diagonal of the new dimensions `dim1` and `dim2`.
  public func diagEmbed(offset: Int = 0, dim1: Int = -2, dim2: Int = -1) throws(TensorError) -> Tensor {
    guard rank > 0 else { throw .rankRange(op: "diag_embed", atLeast: 1, got: shape) }
    let (size, overflow) = offset.magnitude.addingReportingOverflow(UInt(shape[rank - 1]))
    guard !overflow, let size = Int(exactly: size) else { throw .sizeOverflow([offset]) }
    let first = try Tensor.resolve(dim1, rank: rank + 1)
    let second = try Tensor.resolve(dim2, rank: rank + 1)
    guard first != second else { throw .repeatedDim(first) }
    let square = try Tensor.zeros(Shape(checking: shape.dropLast() + [size, size]), dtype: dtype)
    _ = try square.diagonal(offset: offset, dim1: -2, dim2: -1).copy_(self)
    return try square.movedim([square.rank - 2, square.rank - 1], [first, second])
  }

  /// Element i as often as `repeats[i]` says.
  public func repeatInterleave(_ repeats: Tensor, dim: Int? = nil) throws(TensorError) -> Tensor {
    guard let dim else { return try reshape([-1]).repeatInterleave(repeats, dim: 0) }
    let place = try resolve(dim)
    let counts = try repeats.array(Int.self)
    guard counts.count == shape[place] || counts.count == 1 else {
      throw .argument(op: "repeat_interleave", name: "repeats", value: "\(counts.count)")
    }
    var total = 0
    for index in 0..<shape[place] {
      let count = counts[counts.count == 1 ? 0 : index]
      guard count >= 0 else { throw .argument(op: "repeat_interleave", name: "repeats", value: "\(count)") }
      let (sum, overflow) = total.addingReportingOverflow(count)
      guard !overflow else { throw .sizeOverflow([count]) }
      total = sum
    }
    let places = try Tensor.zeros([total], dtype: .int64)
    var next = 0
    for index in 0..<shape[place] {
      for _ in 0..<counts[counts.count == 1 ? 0 : index] {
        places.ints[next] = index
        next += 1
      }
    }
    return try indexSelect(dim: place, places)
  }
}

/// Copies in which some elements are others.
extension Tensor {
  /// A copy in which the slices at `index` along a dimension are those of `source`.
  public func indexCopy(dim: Int, _ index: Tensor, _ source: Tensor) throws(TensorError) -> Tensor {
    let result = try clone()
    try result.setIndex(slices(dim, index), source)
    return result
  }

  /// A copy in which the slices at `index` along a dimension hold one number.
  public func indexFill(dim: Int, _ index: Tensor, value: Scalar) throws(TensorError) -> Tensor {
    let result = try clone()
    try result.setIndex(slices(dim, index), value)
    return result
  }

  private func slices(_ dim: Int, _ index: Tensor) throws(TensorError) -> [IndexItem] {
    let place = try resolve(dim)
    return Array(repeating: .slice(start: nil, stop: nil, step: nil), count: place) + [.tensor(index)]
  }

  /// A copy in which the elements where `mask` is true are, in order, the first ones of `source`.
  public func maskedScatter(_ mask: Tensor, _ source: Tensor) throws(TensorError) -> Tensor {
    let result = try clone()
    let whole = try mask.expand(Array(shape))
    let count = try whole.sum().item().int
    guard source.count >= count else {
      throw .argument(op: "masked_scatter", name: "source", value: "\(source.count)")
    }
    try result.setIndex([.tensor(whole)], source.reshape([-1]).narrow(dim: 0, start: 0, length: count))
    return result
  }

  /// The places of the elements that differ from zero: one tensor for each dimension.
  public func nonzeroTuple() throws(TensorError) -> [Tensor] {
    let elements = rank == 0 ? try reshape([1]) : self
    return try elements.nonzero().unbind(dim: 1)
  }
}
