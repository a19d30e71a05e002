// Views: other windows on the same elements. Each one costs an object and no copy.
extension Tensor {
  /// A view of this tensor; recorded when gradients flow, and linked to its base so that changes in place are seen.
  @inline(__always)
  func view(_ shape: Shape, _ strides: Strides, offset: Int = 0, _ rule: Rule) -> Tensor {
    let result = window(shape, strides, offset: offset)
    let context = Engine.context
    if context.pointee.grad_enabled && dtype.isFloatingPoint {
      if isTracked { result.record(rule, self) }
      result.follow(self)
    }
    return result
  }

  /// Links a view to its base, so that it joins the graph when that does.
  @inline(__always)
  func follow(_ source: Tensor) {
    let root = source.base ?? source
    base = root
    baseSequence = root.node?.sequence ?? 0
  }

  /// The sizes with −1 replaced by what remains.
  package func inferred(_ requested: [Int]) throws(TensorError) -> Shape {
    var known = 1
    var unknown: Int?
    for (index, size) in requested.enumerated() {
      if size == -1 {
        if unknown != nil { throw .inferSize(shape: shape, requested: requested) }
        unknown = index
      } else if size < 0 {
        throw .negativeSize(requested)
      } else {
        let (product, overflow) = known.multipliedReportingOverflow(by: size)
        if overflow { throw .viewSize(shape: shape, requested: requested) }
        known = product
      }
    }
    var shape = try Shape(checking: requested)
    if let unknown {
      guard known > 0 && count % known == 0 else { throw .viewSize(shape: self.shape, requested: requested) }
      shape[unknown] = count / known
    } else if known != count {
      throw .viewSize(shape: self.shape, requested: requested)
    }
    return shape
  }

  /// The strides under which the same memory has `shape`, if there are any.
  private func strides(viewedAs shape: Shape) -> Strides? {
    if isContiguous || count == 0 { return shape.contiguousStrides }
    // Group the dimensions that lie together, from the end, and cut each group into the new sizes.
    var result = shape
    var index = shape.count - 1
    var dim = rank - 1
    while dim >= 0 {
      let step = strides[dim]
      var extent = self.shape[dim]
      while dim > 0 && (self.shape[dim - 1] == 1 || strides[dim - 1] == extent * step) {
        dim -= 1
        extent *= self.shape[dim]
      }
      var covered = 1
      while index >= 0 && (covered < extent || shape[index] == 1) {
        result[index] = covered * step
        covered *= shape[index]
        index -= 1
      }
      if covered != extent { return nil }
      dim -= 1
    }
    while index >= 0 {
      result[index] = 1
      index -= 1
    }
    return result
  }

  /// The same elements in other sizes, without a copy; one size may be −1.
  public func view(_ sizes: [Int]) throws(TensorError) -> Tensor {
    let shape = try inferred(sizes)
    guard let strides = strides(viewedAs: shape) else {
      throw .viewStrides(shape: self.shape, requested: sizes)
    }
    return view(shape, strides, .reshape("ViewBackward0"))
  }

  /// The same elements in other sizes, copied where a view isn't possible.
  public func reshape(_ sizes: [Int]) throws(TensorError) -> Tensor {
    try reshape(to: inferred(sizes))
  }

  package func reshape(to shape: Shape) throws(TensorError) -> Tensor {
    if let strides = strides(viewedAs: shape) { return view(shape, strides, .reshape("ViewBackward0")) }
    let copy = try clone()
    return copy.view(shape, shape.contiguousStrides, .reshape("UnsafeViewBackward0"))
  }

  /// Dimensions `from…to` merged into one.
  public func flatten(from: Int = 0, to: Int = -1) throws(TensorError) -> Tensor {
    let first = try resolve(from)
    let last = try resolve(to)
    guard first <= last else { throw .argument(op: "flatten", name: "start_dim", value: "\(from)") }
    if rank == 0 { return try reshape(to: [1]) }
    if first == last { return self }
    var sizes = Shape()
    for dim in 0..<rank {
      if dim > first && dim <= last { sizes[first] *= shape[dim] } else { sizes.append(shape[dim]) }
    }
    return try reshape(to: sizes)
  }

  /// One dimension split into several.
  public func unflatten(dim: Int, sizes: [Int]) throws(TensorError) -> Tensor {
    guard rank > 0 else { throw .dimOutOfRange(dim: dim, rank: 0) }
    let dim = try resolve(dim)
    let inner = Array(shape[..<dim]) + sizes + Array(shape[(dim + 1)...])
    let known = sizes.filter { $0 != -1 }.reduce(1, &*)
    guard !sizes.contains(-1) ? known == shape[dim] : known > 0 && shape[dim] % known == 0 else {
      throw .viewSize(shape: [shape[dim]], requested: sizes)
    }
    let resolved = inner.map { $0 == -1 ? shape[dim] / known : $0 }
    return try view(resolved)
  }

  /// The dimensions in another order.
  public func permute(_ dims: [Int]) throws(TensorError) -> Tensor {
    try permute(dims, name: "PermuteBackward0")
  }

  func permute(_ dims: [Int], name: StaticString) throws(TensorError) -> Tensor {
    guard dims.count == rank else { throw .permutation(dims: dims, rank: rank) }
    var sizes = Shape()
    var steps = Strides()
    var seen = DimSet()
    var order: UInt64 = 0
    for (position, dim) in dims.enumerated() {
      let dim = try resolve(dim)
      if seen.contains(dim) { throw .repeatedDim(dim) }
      seen.bits |= 1 << UInt8(dim)
      order |= UInt64(dim) << UInt64(8 * position)
      sizes.append(shape[dim])
      steps.append(strides[dim])
    }
    return view(sizes, steps, .permute(order: order, name))
  }

  /// Two dimensions exchanged.
  public func transpose(_ first: Int, _ second: Int) throws(TensorError) -> Tensor {
    try swapped(resolve(first), resolve(second), name: "TransposeBackward0")
  }

  private func swapped(_ first: Int, _ second: Int, name: StaticString) throws(TensorError) -> Tensor {
    var sizes = shape
    var steps = strides
    if rank > 0 {
      sizes.swapAt(first, second)
      steps.swapAt(first, second)
    }
    var order: UInt64 = 0
    for position in 0..<rank {
      let dim = position == first ? second : position == second ? first : position
      order |= UInt64(dim) << UInt64(8 * position)
    }
    return view(sizes, steps, .permute(order: order, name))
  }

  /// A matrix transposed; vectors and scalars as they are.
  public func t() throws(TensorError) -> Tensor {
    guard rank <= 2 else { throw .rankMismatch(op: "t", expected: 2, got: rank) }
    return rank < 2 ? self : try swapped(0, 1, name: "TBackward0")
  }

  /// All dimensions in reverse order.
  public func reversedDims() throws(TensorError) -> Tensor {
    try permute(Array((0..<rank).reversed()), name: "PermuteBackward0")
  }

  /// The last two dimensions exchanged.
  public func matrixTranspose() throws(TensorError) -> Tensor {
    if rank == 0 { return self }
    guard rank >= 2 else { throw .rankRange(op: "mT", atLeast: 2, got: shape) }
    return try swapped(rank - 2, rank - 1, name: "TransposeBackward0")
  }

  /// Dimensions moved to other places, the rest in order.
  public func movedim(_ source: [Int], _ destination: [Int]) throws(TensorError) -> Tensor {
    guard source.count == destination.count else { throw .permutation(dims: source, rank: rank) }
    guard rank > 0 else {
      for dim in source + destination { _ = try resolve(dim) }
      return try permute([])
    }
    var order = [Int](repeating: -1, count: rank)
    var moved = DimSet()
    for (from, to) in zip(source, destination) {
      let from = try resolve(from)
      let to = try resolve(to)
      if moved.contains(from) || order[to] != -1 { throw .repeatedDim(from) }
      order[to] = from
      moved.bits |= 1 << UInt8(from)
    }
    var rest = (0..<rank).filter { !moved.contains($0) }.makeIterator()
    for index in order.indices where order[index] == -1 { order[index] = rest.next() ?? 0 }
    return try permute(order)
  }

  /// A new dimension of size 1.
  public func unsqueeze(_ dim: Int) throws(TensorError) -> Tensor {
    let position = try Tensor.resolve(dim, rank: rank + 1)
    guard rank < Shape.maximumRank else { throw .tooManyDimensions(rank + 1) }
    var sizes = shape
    var steps = strides
    sizes.insert(1, at: position)
    steps.insert(position < rank ? shape[position] * strides[position] : 1, at: position)
    return view(sizes, steps, .reshape("UnsqueezeBackward0"))
  }

  /// Without the dimensions of size 1, or without those of `dims` that have it.
  public func squeeze(_ dims: [Int]? = nil) throws(TensorError) -> Tensor {
    var chosen = DimSet.all(rank)
    if let dims {
      chosen = DimSet()
      for dim in dims { chosen.bits |= 1 << UInt8(try resolve(dim)) }
    }
    var sizes = Shape()
    var steps = Strides()
    for dim in 0..<rank where shape[dim] != 1 || !chosen.contains(dim) {
      sizes.append(shape[dim])
      steps.append(strides[dim])
    }
    return view(sizes, steps, .reshape(dims == nil ? "SqueezeBackward0" : "SqueezeBackward1"))
  }

  /// Dimensions of size 1, and new ones in front, repeated without a copy; −1 keeps a size.
  public func expand(_ sizes: [Int]) throws(TensorError) -> Tensor {
    guard sizes.count >= rank else { throw .expand(from: shape, to: Shape(sizes.prefix(Shape.maximumRank))) }
    var target = try Shape(checking: sizes)
    let lead = target.count - rank
    for index in 0..<target.count {
      if target[index] == -1 && index >= lead { target[index] = shape[index - lead] }
      if target[index] < 0 { throw .negativeSize(sizes) }
      if index >= lead && shape[index - lead] != 1 && shape[index - lead] != target[index] {
        throw .expand(from: shape, to: target)
      }
    }
    return try expand(to: target)
  }

  package func expand(to target: Shape) throws(TensorError) -> Tensor {
    guard target.elementCount != nil else { throw .sizeOverflow(Array(target)) }
    return view(target, broadcastStrides(to: target), .expand)
  }

  public func broadcast(to sizes: [Int]) throws(TensorError) -> Tensor { try expand(sizes) }

  /// The part at one index of a dimension, which disappears.
  public func select(dim: Int, index: Int) throws(TensorError) -> Tensor {
    guard rank > 0 else { throw .scalarIndex }
    let dim = try resolve(dim)
    let size = extent(dim)
    guard index >= -size && index < size else { throw .indexOutOfRange(index: index, dim: dim, size: size) }
    let position = index < 0 ? index + size : index
    if rank == 1 {
      return view(Shape(), Strides(), offset: position &* step(0), .select(dim: 0, index: position))
    }
    var sizes = shape
    var steps = strides
    sizes.remove(at: dim)
    steps.remove(at: dim)
    return view(sizes, steps, offset: position &* strides[dim], .select(dim: dim, index: position))
  }

  /// Every `step`-th part of a dimension from `start` up to `end`, bounds as Python's slices have them.
  public func slice(dim: Int, start: Int? = nil, end: Int? = nil, step: Int = 1) throws(TensorError) -> Tensor
  {
    guard rank > 0 else { throw .scalarIndex }
    let dim = try resolve(dim)
    guard step > 0 else { throw .sliceStep(step) }
    let size = shape[dim]
    let run = SliceRun(start, end, step: step, size: size)
    var sizes = shape
    var steps = strides
    sizes[dim] = run.count
    steps[dim] = strides[dim] &* step
    return view(
      sizes, steps, offset: run.first &* strides[dim],
      .slice(dim: dim, start: run.first, step: step))
  }

  /// `length` parts of a dimension from `start`.
  public func narrow(dim: Int, start: Int, length: Int) throws(TensorError) -> Tensor {
    let dim = try resolve(dim)
    guard rank > 0 else { throw .narrow(start: start, length: length, size: 0) }
    let size = shape[dim]
    guard start >= -size && start <= size else { throw .indexOutOfRange(index: start, dim: dim, size: size) }
    let first = start < 0 ? start + size : start
    guard length >= 0 && length <= size - first else {
      throw .narrow(start: first, length: length, size: size)
    }
    return try slice(dim: dim, start: first, end: first + length)
  }

  /// The diagonal of two dimensions, as a new last dimension.
  public func diagonal(offset: Int = 0, dim1: Int = 0, dim2: Int = 1) throws(TensorError) -> Tensor {
    let first = try resolve(dim1)
    let second = try resolve(dim2)
    guard first != second else { throw .repeatedDim(first) }
    // Outside of any matrix, and safe to negate.
    let offset = Swift.max(offset, -Int.max)
    let rows = Swift.max(shape[first] - Swift.max(-offset, 0), 0)
    let columns = Swift.max(shape[second] - Swift.max(offset, 0), 0)
    let length = Swift.min(rows, columns)
    let start = length == 0 ? 0 : offset >= 0 ? offset * strides[second] : -offset * strides[first]
    var sizes = Shape()
    var steps = Strides()
    for dim in 0..<rank where dim != first && dim != second {
      sizes.append(shape[dim])
      steps.append(strides[dim])
    }
    sizes.append(length)
    steps.append(strides[first] + strides[second])
    return view(sizes, steps, offset: start, .diagonal(offset: offset, dim1: first, dim2: second))
  }

  /// The size of a dimension; a tensor without dimensions has none.
  public func size(dim: Int) throws(TensorError) -> Int {
    guard rank > 0 else { throw .dimOutOfRange(dim: dim, rank: 0) }
    return shape[try resolve(dim)]
  }

  /// Pieces of a dimension, the last one possibly shorter.
  public func split(size: Int, dim: Int = 0) throws(TensorError) -> [Tensor] {
    let dim = try resolve(dim)
    guard rank > 0, size > 0 || (size == 0 && shape[dim] == 0) else {
      throw .splitSizes(sizes: [size], dim: dim, size: rank > 0 ? shape[dim] : 0)
    }
    if shape[dim] == 0 { return [self] }
    var pieces: [Tensor] = []
    var start = 0
    while start < shape[dim] {
      let end = Swift.min(start.addingReportingOverflow(size).partialValue, shape[dim])
      pieces.append(try slice(dim: dim, start: start, end: end < start ? shape[dim] : end))
      start = end < start ? shape[dim] : end
    }
    return pieces
  }

  /// Pieces of the given sizes, which together make the whole dimension.
  public func split(sizes: [Int], dim: Int = 0) throws(TensorError) -> [Tensor] {
    let dim = try resolve(dim)
    guard rank > 0, !sizes.contains(where: { $0 < 0 || $0 > shape[dim] }), sizes.reduce(0, &+) == shape[dim]
    else {
      throw .splitSizes(sizes: sizes, dim: dim, size: rank > 0 ? shape[dim] : 0)
    }
    var pieces: [Tensor] = []
    var start = 0
    for size in sizes {
      pieces.append(try slice(dim: dim, start: start, end: start + size))
      start += size
    }
    return pieces
  }

  /// At most `chunks` pieces of equal size, the last one possibly shorter.
  public func chunk(_ chunks: Int, dim: Int = 0) throws(TensorError) -> [Tensor] {
    let dim = try resolve(dim)
    guard chunks > 0, rank > 0 else { throw .argument(op: "chunk", name: "chunks", value: "\(chunks)") }
    // The quotient rounded up, without adding to a number as large as one likes.
    return try split(size: Swift.max(shape[dim] / chunks + (shape[dim] % chunks > 0 ? 1 : 0), 1), dim: dim)
  }

  /// All parts of a dimension, without it.
  public func unbind(dim: Int = 0) throws(TensorError) -> [Tensor] {
    guard rank > 0 else { throw .dimOutOfRange(dim: dim, rank: 0) }
    let dim = try resolve(dim)
    var parts: [Tensor] = []
    parts.reserveCapacity(shape[dim])
    for index in 0..<shape[dim] { parts.append(try select(dim: dim, index: index)) }
    return parts
  }

  /// Every window of `size` parts of a dimension, `step` apart, as a new last dimension.
  public func unfold(dim: Int, size: Int, step: Int) throws(TensorError) -> Tensor {
    let dim = try resolve(dim)
    guard rank > 0, size >= 0, step > 0, size <= shape[dim] else {
      throw .narrow(start: 0, length: size, size: rank > 0 ? shape[dim] : 0)
    }
    guard rank < Shape.maximumRank else { throw .tooManyDimensions(rank + 1) }
    var sizes = shape
    var steps = strides
    sizes[dim] = (shape[dim] - size) / step + 1
    steps[dim] = strides[dim] &* step
    sizes.append(size)
    steps.append(strides[dim])
    let result = view(sizes, steps, .asStrided)
    result.node?.payload = Geometry(windows: size, of: dim, step: step, in: shape)
    return result
  }

  /// Any window on this tensor's memory: sizes, steps between neighbours, and the first element's place.
  ///
  /// The window has to lie within this tensor's memory; gradients don't flow through it.
  public func asStrided(_ sizes: [Int], _ steps: [Int], offset: Int? = nil) throws(TensorError) -> Tensor {
    let shape = try Shape(checking: sizes)
    guard sizes.count == steps.count, !steps.contains(where: { $0 < 0 }) else {
      throw .argument(op: "as_strided", name: "stride", value: "\(steps)")
    }
    if Tensor.records(self) { throw .notDifferentiable(op: "as_strided") }
    let start = offset ?? storageOffset
    var last = start
    for (size, step) in zip(sizes, steps) where size > 0 {
      let (length, overflows) = (size - 1).multipliedReportingOverflow(by: step)
      let (end, isTooFar) = last.addingReportingOverflow(length)
      guard !overflows, !isTooFar else { throw .sizeOverflow(sizes) }
      last = end
    }
    // What lies behind this tensor's own last element isn't its business.
    let end = zip(self.shape, strides).reduce(storageOffset + 1) { $0 &+ Swift.max($1.0 - 1, 0) &* $1.1 }
    guard start >= 0, sizes.contains(0) || last < end else {
      throw .argument(op: "as_strided", name: "storage", value: "\(last)")
    }
    return window(shape, Strides(steps), offset: start - storageOffset)
  }
}
