/// One part of what stands in brackets.
public enum IndexItem {
  case int(Int)
  case slice(start: Int?, stop: Int?, step: Int?)
  case ellipsis
  case newAxis
  /// Integers, or truth values that select where they are true.
  case tensor(Tensor)
  case bool(Bool)
}

/// Index tensors for some dimensions of a tensor, broadcast together: which elements they choose and where the chosen
/// ones stand in the result.
final class AdvancedIndex {
  /// The dimensions that are indexed, ascending.
  let dims: [Int]
  /// For each of them the positions, of `shape`, none negative.
  let places: [Tensor]
  let shape: Shape
  /// Where the result has the dimensions of `shape`: in the place of the indexed ones when they are neighbours, else in
  /// front.
  let position: Int

  init(dims: [Int], indices: [Tensor], input: Tensor) throws(TensorError) {
    self.dims = dims
    var shape = Shape()
    for index in indices {
      guard let joined = try? Shape.broadcast(shape, index.shape) else {
        throw .indexBroadcast(indices.map(\.shape))
      }
      shape = joined
    }
    self.shape = shape
    let areNeighbours = zip(dims, dims.dropFirst()).allSatisfy { $1 == $0 + 1 }
    position = areNeighbours ? dims.first ?? 0 : 0
    var places: [Tensor] = []
    for (dim, index) in zip(dims, indices) {
      let size = input.shape[dim]
      let whole = try Tensor.uninitialized(shape, .int64)
      whole.write(from: index)
      for element in 0..<whole.count {
        let value = whole.ints[element]
        guard value >= -size && value < size else {
          throw .indexOutOfRange(index: value, dim: dim, size: size)
        }
        if value < 0 { whole.ints[element] = value + size }
      }
      places.append(whole)
    }
    self.places = places
  }

  /// The result's shape for an input of a shape.
  func resultShape(of input: Shape) throws(TensorError) -> Shape {
    let rest = (0..<input.count).filter { !dims.contains($0) }
    guard rest.count + shape.count <= Shape.maximumRank else {
      throw .tooManyDimensions(rest.count + shape.count)
    }
    return Shape(rest[..<position].map { input[$0] } + Array(shape) + rest[position...].map { input[$0] })
  }

  /// Calls `body` with each position in the result (row by row) and the offset in a tensor of the given strides.
  func forEach(_ input: Shape, _ strides: Strides, _ body: (_ position: Int, _ offset: Int) -> Void) {
    let rest = (0..<input.count).filter { !dims.contains($0) }
    let before = Shape(rest[..<position].map { input[$0] })
    let after = Shape(rest[position...].map { input[$0] })
    let beforeStrides = Strides(rest[..<position].map { strides[$0] })
    let afterStrides = Strides(rest[position...].map { strides[$0] })
    let chosen = shape.product
    var offsets = [Int](repeating: 0, count: chosen)
    for (dim, place) in zip(dims, places) {
      for element in 0..<chosen { offsets[element] &+= place.ints[element] &* strides[dim] }
    }
    let inner = after.product
    forEachOffset(before, beforeStrides) { block, start in
      for element in 0..<chosen {
        let base = (block &* chosen &+ element) &* inner
        let origin = start &+ offsets[element]
        forEachOffset(after, afterStrides) { body(base &+ $0, origin &+ $1) }
      }
    }
  }
}

extension Tensor {
  // MARK: - reading

  /// `self[items]` as Python writes it.
  public func index(_ items: [IndexItem]) throws(TensorError) -> Tensor {
    if items.count == 1, case .int(let position) = items[0] { return try select(dim: 0, index: position) }
    let (view, advanced) = try parts(items)
    guard let advanced else { return view }
    return try view.taken(by: advanced)
  }

  /// The elements an advanced index chooses.
  func taken(by advanced: AdvancedIndex) throws(TensorError) -> Tensor {
    let result = try Tensor.uninitialized(advanced.resultShape(of: shape), dtype)
    func move<Word>(_: Word.Type) {
      let from = pointer(Word.self)
      let to = result.pointer(Word.self)
      advanced.forEach(shape, strides) { to[$0] = from[$1] }
    }
    dtype.withWidth(move, move, move)
    if dtype.isFloatingPoint && Tensor.records(self) { result.record(.index, self).payload = advanced }
    return result
  }

  /// Zeros of `shape` with the elements of this tensor added where an advanced index says: the opposite of `taken`.
  func spread(by advanced: AdvancedIndex, in shape: Shape) throws(TensorError) -> Tensor {
    let result = try Tensor.zeros(shape, dtype: dtype)
    let values = try packed()
    if dtype == .float32 {
      advanced.forEach(shape, result.strides) { result.floats[$1] += values.floats[$0] }
    } else {
      advanced.forEach(shape, result.strides) { result.doubles[$1] += values.doubles[$0] }
    }
    if Tensor.records(self) { result.record(.indexSpread, self).payload = advanced }
    return result
  }

  // MARK: - writing

  /// `self[items] = value` as Python writes it: the value is broadcast and converted.
  public func setIndex(_ items: [IndexItem], _ value: Tensor) throws(TensorError) {
    let (view, advanced) = try parts(items)
    guard let advanced else {
      var value = value
      // Python allows leading ones too many.
      while value.rank > view.rank && value.shape[0] == 1 { value = try value.squeeze([0]) }
      guard (try? Shape.broadcast(view.shape, value.shape)) == view.shape else {
        throw .assignShape(value: value.shape, target: view.shape)
      }
      try (view === self ? self : view).copy_(value)
      return
    }
    let value = try value.to(dtype)
    try view.inPlace { before throws(TensorError) in try before.indexPut(advanced, value, accumulate: false) }
  }

  public func setIndex(_ items: [IndexItem], _ value: Scalar) throws(TensorError) {
    try setIndex(items, Tensor.scalar(value, dtype: dtype))
  }

  /// A copy with values written, or added, where an advanced index says.
  func indexPut(_ advanced: AdvancedIndex, _ value: Tensor, accumulate: Bool) throws(TensorError) -> Tensor {
    let target = try advanced.resultShape(of: shape)
    guard (try? Shape.broadcast(target, value.shape)) == target else {
      throw .assignShape(value: value.shape, target: target)
    }
    let result = try Tensor.uninitialized(shape, dtype)
    result.write(from: self)
    let source = value.shape == target ? value : try value.expand(to: target)
    let values = try source.packed()
    switch (accumulate, dtype) {
    case (true, .float32): advanced.forEach(shape, result.strides) { result.floats[$1] += values.floats[$0] }
    case (true, .float64):
      advanced.forEach(shape, result.strides) { result.doubles[$1] += values.doubles[$0] }
    case (true, .int64): advanced.forEach(shape, result.strides) { result.ints[$1] &+= values.ints[$0] }
    default:
      func move<Word>(_: Word.Type) {
        let from = values.pointer(Word.self)
        let to = result.pointer(Word.self)
        advanced.forEach(shape, result.strides) { to[$1] = from[$0] }
      }
      dtype.withWidth(move, move, move)
    }
    if dtype.isFloatingPoint && Tensor.records(self, source) {
      result.record(.indexPut(accumulate: accumulate), self, source).payload = advanced
    }
    return result
  }

  /// `index_put_`: values written or added at positions given by one tensor for each of the first dimensions.
  @discardableResult
  public func indexPut_(
    _ indices: [Tensor], _ value: Tensor, accumulate: Bool = false
  ) throws(TensorError) -> Tensor {
    let (_, advanced) = try detach().parts(indices.map { .tensor($0) })
    guard let advanced else { return self }
    return try inPlace { before throws(TensorError) in
      try before.indexPut(advanced, value.to(dtype), accumulate: accumulate)
    }
  }

  // MARK: - taking the brackets apart

  /// The view that the plain items make, and what the tensors among them choose from it.
  private func parts(_ items: [IndexItem]) throws(TensorError) -> (Tensor, AdvancedIndex?) {
    var consumed = 0
    for item in items {
      switch item {
      case .int, .slice: consumed += 1
      case .tensor(let tensor): consumed += tensor.dtype == .bool ? tensor.rank : 1
      case .ellipsis, .newAxis, .bool: break
      }
    }
    guard consumed <= rank else { throw .tooManyIndices(count: consumed, rank: rank) }
    var view = self
    var dim = 0
    var seenEllipsis = false
    var dims: [Int] = []
    var indices: [Tensor] = []
    // How many dimensions plain ints have taken away, for messages.
    var taken = 0
    for item in items {
      switch item {
      case .int(let position):
        if rank == 0 { throw .scalarIndex }
        let size = view.shape[dim]
        guard position >= -size && position < size else {
          throw .indexOutOfRange(index: position, dim: dim + taken, size: size)
        }
        view = try view.select(dim: dim, index: position)
        taken += 1
      case .slice(let start, let stop, let step):
        if let step, step <= 0 { throw .sliceStep(step) }
        let isWhole = start == nil && stop == nil && step ?? 1 == 1
        if !isWhole { view = try view.slice(dim: dim, start: start, end: stop, step: step ?? 1) }
        dim += 1
      case .ellipsis:
        if seenEllipsis { throw .tooManyIndices(count: items.count, rank: rank) }
        seenEllipsis = true
        dim += rank - consumed
      case .newAxis:
        view = try view.unsqueeze(dim)
        dim += 1
      case .bool(let value):
        view = try view.unsqueeze(dim)
        dims.append(dim)
        indices.append(try Tensor.zeros(value ? [1] : [0], dtype: .int64))
        dim += 1
      case .tensor(let tensor) where tensor.dtype == .bool:
        if tensor.rank == 0 {
          view = try view.unsqueeze(dim)
          dims.append(dim)
          indices.append(try Tensor.zeros(tensor.item().isTrue ? [1] : [0], dtype: .int64))
          dim += 1
          continue
        }
        for (own, size) in tensor.shape.enumerated() where view.shape[dim + own] != size {
          throw .maskShape(mask: tensor.shape, shape: shape, dim: dim + own)
        }
        let found = try tensor.nonzero()
        for own in 0..<tensor.rank {
          dims.append(dim + own)
          indices.append(try found.select(dim: 1, index: own))
        }
        dim += tensor.rank
      case .tensor(let tensor):
        guard tensor.dtype == .int64 else { throw .indexDType(tensor.dtype) }
        dims.append(dim)
        indices.append(tensor)
        dim += 1
      }
    }
    if dims.isEmpty {
      // x[...] and x[:] are views of their own, so that changing them in place changes x.
      return (view === self ? alias() : view, nil)
    }
    return (view, try AdvancedIndex(dims: dims, indices: indices, input: view))
  }

  /// A view of everything.
  public func alias() -> Tensor { view(shape, strides, .reshape("AliasBackward0")) }
}
