import CKernels

// Operations that take elements at positions along one dimension, and their opposites.
extension Tensor {
  /// An index tensor, checked: int64, no rank above the input's, no size above the input's but along `dim`.
  private func checkIndex(_ index: Tensor, dim: Int, of input: Tensor, op: String) throws(TensorError)
    -> Tensor
  {
    guard index.dtype == .int64 else { throw .placeDType(op: op, index.dtype) }
    let rank = Swift.max(input.rank, 1)
    guard Swift.max(index.rank, 1) == rank else { throw .gatherRank(index: index.rank, input: input.rank) }
    for other in 0..<index.rank
    where other != dim && input.rank > 0 && index.shape[other] > input.shape[other] {
      throw .gatherSize(index: index.shape, input: input.shape, dim: dim)
    }
    let size = input.rank == 0 ? 1 : input.shape[dim]
    let packed = try index.packed()
    for position in 0..<packed.count where packed.ints[position] < 0 || packed.ints[position] >= size {
      throw .placeOutOfRange(op: op, index: packed.ints[position], dim: dim, shape: input.shape)
    }
    return packed
  }

  /// out[i][j] = self[index[i][j]][j] for `dim` 0, and so on for the others.
  public func gather(dim: Int, _ index: Tensor) throws(TensorError) -> Tensor {
    let dim = try resolve(dim)
    let index = try checkIndex(index, dim: dim, of: self, op: "gather")
    let result = try Tensor.uninitialized(index.shape, dtype)
    var steps = rank == 0 ? Strides(repeating: 0, count: index.rank) : strides
    let step = rank == 0 ? 0 : strides[dim]
    if rank > 0 { steps[dim] = 0 }
    let places = index.ints
    func move<Word>(_: Word.Type) {
      let from = pointer(Word.self)
      let to = result.pointer(Word.self)
      forEachOffset(index.shape, steps) { position, offset in
        to[position] = from[offset &+ places[position] &* step]
      }
    }
    dtype.withWidth(move, move, move)
    if dtype.isFloatingPoint && Tensor.records(self) {
      result.record(.gather(dim: dim), self).savedFirst = SavedTensor(index)
    }
    return result
  }

  /// A copy of this tensor with the elements of `source` written at the positions.
  public func scatter(dim: Int, _ index: Tensor, _ source: Tensor) throws(TensorError) -> Tensor {
    try scattered(dim, index, source, adds: false)
  }
  public func scatter(dim: Int, _ index: Tensor, value: Scalar) throws(TensorError) -> Tensor {
    try scattered(dim, index, Tensor.full(index.shape, value, dtype: dtype), adds: false)
  }
  /// A copy of this tensor with the elements of `source` added at the positions.
  public func scatterAdd(dim: Int, _ index: Tensor, _ source: Tensor) throws(TensorError) -> Tensor {
    try scattered(dim, index, source, adds: true)
  }

  private func scattered(_ dim: Int, _ index: Tensor, _ source: Tensor, adds: Bool) throws(TensorError)
    -> Tensor
  {
    let dim = try resolve(dim)
    guard source.dtype == dtype else { throw .dtypeMismatch(op: "scatter", dtype, source.dtype) }
    let index = try checkIndex(index, dim: dim, of: self, op: "scatter")
    guard source.rank == index.rank, !zip(index.shape, source.shape).contains(where: { $0 > $1 }) else {
      throw .gatherSize(index: index.shape, input: source.shape, dim: dim)
    }
    let result = try Tensor.uninitialized(shape, dtype)
    result.write(from: self)
    var steps = result.strides
    let step = rank == 0 ? 0 : steps[dim]
    if rank > 0 { steps[dim] = 0 } else { steps = Strides(repeating: 0, count: index.rank) }
    let values = try source.window(index.shape, source.strides).packed()
    let places = index.ints
    if adds {
      switch dtype {
      case .float32:
        forEachOffset(index.shape, steps) { result.floats[$1 &+ places[$0] &* step] += values.floats[$0] }
      case .float64:
        forEachOffset(index.shape, steps) { result.doubles[$1 &+ places[$0] &* step] += values.doubles[$0] }
      case .int64:
        forEachOffset(index.shape, steps) { result.ints[$1 &+ places[$0] &* step] &+= values.ints[$0] }
      case .bool:
        forEachOffset(index.shape, steps) { result.bytes[$1 &+ places[$0] &* step] |= values.bytes[$0] }
      }
    } else {
      func move<Word>(_: Word.Type) {
        let to = result.pointer(Word.self)
        let from = values.pointer(Word.self)
        forEachOffset(index.shape, steps) { to[$1 &+ places[$0] &* step] = from[$0] }
      }
      dtype.withWidth(move, move, move)
    }
    if dtype.isFloatingPoint && Tensor.records(self, source) {
      let node = result.record(adds ? .scatterAdd(dim: dim) : .scatter(dim: dim), self, source)
      node.savedFirst = SavedTensor(index)
    }
    return result
  }

  /// The parts of a dimension at the positions in a vector.
  public func indexSelect(dim: Int, _ index: Tensor) throws(TensorError) -> Tensor {
    let dim = try resolve(dim)
    guard index.rank <= 1 else { throw .rankMismatch(op: "index_select", expected: 1, got: index.rank) }
    guard index.dtype == .int64 else { throw .placeDType(op: "index_select", index.dtype) }
    if rank == 0 { return try gather(dim: 0, index.reshape(to: [index.count])).reshape(to: shape) }
    let places = try index.packed()
    for position in 0..<places.count where places.ints[position] < 0 || places.ints[position] >= shape[dim] {
      throw .placeOutOfRange(op: "index_select", index: places.ints[position], dim: dim, shape: shape)
    }
    let result = try takingRows(dim, places)
    if dtype.isFloatingPoint && Tensor.records(self) {
      result.record(.indexSelect(dim: dim), self).savedFirst = SavedTensor(index)
    }
    return result
  }

  /// Copies whole parts: for each index one piece of memory per outer position.
  private func takingRows(_ dim: Int, _ places: Tensor) throws(TensorError) -> Tensor {
    let input = try packed()
    let result = try Tensor.uninitialized(shape.replacing(dim, with: places.count), dtype)
    guard result.count > 0 else { return result }
    // Not the stride: that of a dimension of size 1 can be anything.
    let inner = shape[(dim + 1)...].reduce(1, &*) * dtype.byteCount
    let size = shape[dim]
    let outer = shape[..<dim].reduce(1, &*)
    for block in 0..<outer {
      for position in 0..<places.count {
        (result.data + (block * places.count + position) * inner)
          .copyMemory(from: input.data + (block * size + places.ints[position]) * inner, byteCount: inner)
      }
    }
    return result
  }

  /// A copy of this tensor with `alpha` times the parts of `source` added at the positions in a vector.
  public func indexAdd(
    dim: Int, _ index: Tensor, _ source: Tensor, alpha: Scalar = 1
  ) throws(TensorError) -> Tensor {
    let dim = try resolve(dim)
    guard index.rank <= 1 && index.dtype == .int64 else { throw .indexDType(index.dtype) }
    guard source.rank == rank, rank > 0, source.shape == shape.replacing(dim, with: index.count) else {
      throw .shapeMismatch(op: "index_add", source.shape, shape)
    }
    var sizes = Shape(repeating: 1, count: rank)
    sizes[dim] = index.count
    let places = try index.reshape(to: sizes).expand(to: source.shape)
    return try scatterAdd(dim: dim, places, alpha == 1 ? source : source.mul(alpha))
  }

  /// The elements at positions of the flattened tensor.
  public func take(_ index: Tensor) throws(TensorError) -> Tensor {
    guard index.dtype == .int64 else { throw .indexDType(index.dtype) }
    let flat = try reshape(to: [count])
    let wrapped = try Tensor.where(index.lt(0), index.add(.int(count)), index)
    for (place, index) in zip(try wrapped.array(Int.self), try index.array(Int.self))
    where place < 0 || place >= count {
      throw .placeOutOfRange(op: "take", index: index, dim: 0, shape: [count])
    }
    return try flat.gather(dim: 0, wrapped.reshape(to: [index.count])).reshape(to: index.shape)
  }

  /// The rows of a table for each index. The row `padding` gets no gradient.
  public func embedding(_ index: Tensor, padding: Int? = nil) throws(TensorError) -> Tensor {
    guard rank == 2 else { throw .rankMismatch(op: "embedding", expected: 2, got: rank) }
    guard index.dtype == .int64 else { throw .dtype(op: "embedding", index.dtype) }
    let places = try index.packed().window([index.count], [1])
    for position in 0..<places.count where places.ints[position] < 0 || places.ints[position] >= shape[0] {
      throw .placeOutOfRange(op: "embedding", index: places.ints[position], dim: 0, shape: shape)
    }
    var sizes = index.shape
    guard sizes.count < Shape.maximumRank else { throw .tooManyDimensions(sizes.count + 1) }
    sizes.append(shape[1])
    let rows = try takingRows(0, places)
    let result = rows.window(sizes, sizes.contiguousStrides)
    if dtype.isFloatingPoint && Tensor.records(self) {
      let row = padding.map { $0 < 0 ? $0 + shape[0] : $0 } ?? -1
      result.record(.embedding(padding: row), self).savedFirst = SavedTensor(places)
    }
    return result
  }

  /// Vectors of zeros with a one at each index.
  public func oneHot(classes: Int = -1) throws(TensorError) -> Tensor {
    guard dtype == .int64 else { throw .dtype(op: "one_hot", dtype) }
    let places = try packed()
    var size = classes
    var largest = -1
    for position in 0..<count {
      let value = places.ints[position]
      if value < 0 { throw .argument(op: "one_hot", name: "negative", value: "\(value)") }
      largest = Swift.max(largest, value)
    }
    if classes == -1 {
      if count == 0 { throw .emptyReduction(op: "one_hot") }
      size = largest + 1
    } else if largest >= classes || classes < 1 {
      throw .argument(op: "one_hot", name: "class", value: "\(largest)")
    }
    var sizes = shape
    guard sizes.count < Shape.maximumRank else { throw .tooManyDimensions(sizes.count + 1) }
    sizes.append(size)
    let result = try Tensor.zeros(sizes, dtype: .int64)
    for position in 0..<count { result.ints[position * size + places.ints[position]] = 1 }
    return result
  }

  /// The positions of the elements that differ from zero, one row each.
  public func nonzero() throws(TensorError) -> Tensor {
    let truth = try (dtype == .bool ? self : ne(0)).packed()
    var found: [Int] = []
    for position in 0..<count where truth.bytes[position] != 0 { found.append(position) }
    let result = try Tensor.uninitialized([found.count, rank], .int64)
    for (row, position) in found.enumerated() {
      var rest = position
      var dim = rank - 1
      while dim >= 0 {
        result.ints[row * rank + dim] = rest % shape[dim]
        rest /= shape[dim]
        dim -= 1
      }
    }
    return result
  }

  /// The elements where a mask is true, in order.
  public func maskedSelect(_ mask: Tensor) throws(TensorError) -> Tensor {
    guard mask.dtype == .bool else { throw .dtype(op: "masked_select", mask.dtype) }
    let shape = try Shape.broadcast(self.shape, mask.shape)
    let input = try self.shape == shape ? self : expand(to: shape)
    return try input.index([.tensor(mask.shape == shape ? mask : mask.expand(to: shape))])
  }
}
