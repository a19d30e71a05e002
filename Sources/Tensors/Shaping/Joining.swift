/// A list of numbers that a gradient rule needs: sizes of pieces, repetitions.
final class IntList {
  let values: [Int]
  init(_ values: [Int]) { self.values = values }
}

// Copies that arrange elements anew.
extension Tensor {
  /// Tensors one behind the other along an existing dimension. One-dimensional empty tensors join anything.
  public static func cat(_ tensors: [Tensor], dim: Int = 0) throws(TensorError) -> Tensor {
    let parts = tensors.filter { $0.shape != [0] }
    guard let model = parts.first ?? tensors.first else { throw .emptyList(op: "cat") }
    guard model.rank > 0 else { throw .rankRange(op: "cat", atLeast: 1, got: model.shape) }
    let dim = try model.resolve(dim)
    var shape = model.shape
    shape[dim] = 0
    for (index, part) in parts.enumerated() {
      var expected = part.shape
      if part.rank == shape.count { expected[dim] = 0 }
      guard expected == shape.replacing(dim, with: 0) else {
        throw .catShapes(dim: dim, index: index, expected: model.shape, got: part.shape)
      }
      shape[dim] += part.shape[dim]
    }
    let dtype = promote(tensors)
    let result = try uninitialized(shape, dtype)
    var start = 0
    for part in parts {
      let window = result.window(
        part.shape, result.strides, offset: part.shape[dim] == 0 ? 0 : start &* result.strides[dim])
      window.write(from: part)
      start += part.shape[dim]
    }
    if dtype.isFloatingPoint && Engine.isGradEnabled && parts.contains(where: \.isTracked) {
      result.record(.cat(dim: dim), inputs: parts).payload = IntList(parts.map { $0.shape[dim] })
    }
    return result
  }

  /// Tensors of one shape side by side along a new dimension.
  public static func stack(_ tensors: [Tensor], dim: Int = 0) throws(TensorError) -> Tensor {
    guard let model = tensors.first else { throw .emptyList(op: "stack") }
    let position = try resolve(dim, rank: model.rank + 1)
    guard model.rank < Shape.maximumRank else { throw .tooManyDimensions(model.rank + 1) }
    var shape = model.shape
    shape.insert(tensors.count, at: position)
    for (index, tensor) in tensors.enumerated() where tensor.shape != model.shape {
      throw .catShapes(dim: position, index: index, expected: model.shape, got: tensor.shape)
    }
    let dtype = promote(tensors)
    let result = try uninitialized(shape, dtype)
    var strides = result.strides
    let step = strides.remove(at: position)
    for (index, tensor) in tensors.enumerated() {
      result.window(model.shape, strides, offset: index &* step).write(from: tensor)
    }
    if dtype.isFloatingPoint && Engine.isGradEnabled && tensors.contains(where: \.isTracked) {
      result.record(.stack(dim: position), inputs: tensors)
    }
    return result
  }

  public static func hstack(_ tensors: [Tensor]) throws(TensorError) -> Tensor {
    var parts: [Tensor] = []
    for tensor in tensors { parts.append(tensor.rank == 0 ? try tensor.reshape(to: [1]) : tensor) }
    guard let model = parts.first else { throw .emptyList(op: "hstack") }
    return try cat(parts, dim: model.rank == 1 ? 0 : 1)
  }

  public static func vstack(_ tensors: [Tensor]) throws(TensorError) -> Tensor {
    var parts: [Tensor] = []
    for tensor in tensors {
      parts.append(tensor.rank < 2 ? try tensor.reshape(to: [1, tensor.count]) : tensor)
    }
    guard !parts.isEmpty else { throw .emptyList(op: "vstack") }
    return try cat(parts, dim: 0)
  }

  /// Dimensions in reverse order of elements.
  public func flip(_ dims: [Int]) throws(TensorError) -> Tensor {
    var set = DimSet()
    for dim in dims {
      let dim = try resolve(dim)
      if set.contains(dim) { throw .repeatedDim(dim) }
      if rank > 0 { set.bits |= 1 << UInt8(dim) }
    }
    let result = try Tensor.uninitialized(shape, dtype)
    var strides = self.strides
    var offset = 0
    if count > 0 {
      for dim in 0..<rank where set.contains(dim) {
        offset += (shape[dim] - 1) * strides[dim]
        strides[dim] = -strides[dim]
      }
      result.write(from: window(shape, strides, offset: offset))
    }
    if Tensor.records(self) { result.record(.flip(set), self) }
    return result
  }

  /// Elements moved on by `shifts` along `dims`, those pushed out coming in at the front; without `dims` as if flat.
  public func roll(_ shifts: [Int], dims: [Int] = []) throws(TensorError) -> Tensor {
    guard !dims.isEmpty else {
      guard shifts.count == 1 else { throw .argument(op: "roll", name: "shifts", value: "\(shifts)") }
      return try flatten().roll(shifts, dims: [0]).reshape(to: shape)
    }
    guard shifts.count == dims.count else { throw .argument(op: "roll", name: "dims", value: "\(dims)") }
    guard rank > 0 else { throw .dimOutOfRange(dim: dims[0], rank: 0) }
    var result = self
    for (shift, dim) in zip(shifts, dims) { result = try result.roll(shift, dim: resolve(dim)) }
    return result
  }

  func roll(_ shift: Int, dim: Int) throws(TensorError) -> Tensor {
    let result = try Tensor.uninitialized(shape, dtype)
    if count > 0 && rank > 0 {
      let size = shape[dim]
      let start = ((shift % size) + size) % size
      for (from, to, length) in [(0, start, size - start), (size - start, 0, start)] where length > 0 {
        let sizes = shape.replacing(dim, with: length)
        result.window(sizes, result.strides, offset: to * result.strides[dim])
          .write(from: window(sizes, strides, offset: from * strides[dim]))
      }
    } else {
      result.write(from: self)
    }
    if Tensor.records(self) { result.record(.roll(shift: shift, dim: dim), self) }
    return result
  }

  /// The whole tensor repeated along each dimension, new ones in front.
  public func `repeat`(_ times: [Int]) throws(TensorError) -> Tensor {
    guard times.count >= rank else { throw .tooManyRepeats(repeats: times.count, rank: rank) }
    for time in times where time < 0 { throw .negativeSize(times) }
    var sizes = try Shape(checking: times)
    let lead = times.count - rank
    for index in 0..<times.count {
      let (size, overflow) = (index < lead ? 1 : shape[index - lead]).multipliedReportingOverflow(
        by: times[index])
      if overflow { throw .sizeOverflow(times) }
      sizes[index] = size
    }
    let result = try Tensor.uninitialized(sizes, dtype)
    if result.count > 0 {
      var source: Tensor = window(shape, strides)
      // One dimension after the other, from the last: (…, r, n, …) viewed as (…, r·n, …).
      for index in (0..<times.count).reversed() {
        let own = index - lead
        let size = own < 0 ? 1 : shape[own]
        var from = source.shape
        var steps = source.strides
        let position = Swift.max(own, 0)
        if own >= 0 {
          if times[index] == 1 { continue }
          from.insert(times[index], at: position)
          steps.insert(0, at: position)
          guard from.count <= Shape.maximumRank else { throw .tooManyDimensions(from.count) }
          let copy = try Tensor.uninitialized(from, dtype)
          copy.write(from: source.window(from, steps))
          var merged = source.shape
          merged[position] = size * times[index]
          source = copy.window(merged, merged.contiguousStrides)
        } else {
          from.insert(times[index], at: 0)
          steps.insert(0, at: 0)
          source = source.window(from, steps)
        }
      }
      result.write(from: source)
    }
    if Tensor.records(self) { result.record(.repeated, self).payload = IntList(times) }
    return result
  }

  /// `repeat` with missing counts in front taken as 1.
  public func tile(_ times: [Int]) throws(TensorError) -> Tensor {
    try `repeat`(Array(repeating: 1, count: Swift.max(rank - times.count, 0)) + times)
  }

  /// Each element repeated, along a dimension or of the flat tensor.
  public func repeatInterleave(_ times: Int, dim: Int? = nil) throws(TensorError) -> Tensor {
    guard times >= 0 else { throw .negativeSize([times]) }
    guard let dim else { return try flatten().repeatInterleave(times, dim: 0) }
    guard rank > 0 else { throw .dimOutOfRange(dim: dim, rank: 0) }
    let position = try resolve(dim)
    let (size, overflow) = shape[position].multipliedReportingOverflow(by: times)
    guard !overflow, rank < Shape.maximumRank else { throw .sizeOverflow([times]) }
    var sizes = shape
    sizes.insert(times, at: position + 1)
    var merged = shape
    merged[position] = size
    return try unsqueeze(position + 1).expand(to: sizes).reshape(to: merged)
  }

  /// The elements on and below (above) a diagonal of the last two dimensions, zeros elsewhere.
  public func tril(diagonal: Int = 0) throws(TensorError) -> Tensor { try triangle(upper: false, diagonal) }
  public func triu(diagonal: Int = 0) throws(TensorError) -> Tensor { try triangle(upper: true, diagonal) }

  func triangle(upper: Bool, _ diagonal: Int) throws(TensorError) -> Tensor {
    guard rank >= 2 else { throw .rankRange(op: upper ? "triu" : "tril", atLeast: 2, got: shape) }
    let result = try Tensor.uninitialized(shape, dtype)
    result.write(from: self)
    let rows = shape[rank - 2]
    let columns = shape[rank - 1]
    let width = dtype.byteCount
    for matrix in 0..<(rows * columns == 0 ? 0 : count / (rows * columns)) {
      for row in 0..<rows {
        let line = result.data + (matrix * rows + row) * columns * width
        let bound = Swift.min(
          Swift.max(row.addingReportingOverflow(diagonal).partialValue + (upper ? 0 : 1), 0), columns)
        let (start, end) = upper ? (0, bound) : (bound, columns)
        (line + start * width).initializeMemory(as: UInt8.self, repeating: 0, count: (end - start) * width)
      }
    }
    if Tensor.records(self) { result.record(.triangle(upper: upper, diagonal: diagonal), self) }
    return result
  }

  /// A matrix with a vector on a diagonal, or the diagonal of a matrix.
  public func diag(_ diagonal: Int = 0) throws(TensorError) -> Tensor {
    if rank == 2 { return try self.diagonal(offset: diagonal) }
    guard rank == 1 else { throw .rankRange(op: "diag", atLeast: 1, got: shape) }
    let (size, overflow) = diagonal.magnitude.addingReportingOverflow(UInt(count))
    guard !overflow, size < 1 << 31 else { throw .sizeOverflow([diagonal]) }
    let window = Geometry(diagonal: diagonal, 0, 1, length: count, in: [Int(size), Int(size)])
    return try placed(by: window)
  }

  /// Coordinate matrices of vectors, which index the dimensions in this order ("ij") or the first two exchanged ("xy").
  public static func meshgrid(_ vectors: [Tensor], indexing: String = "ij") throws(TensorError) -> [Tensor] {
    guard indexing == "ij" || indexing == "xy" else {
      throw .argument(op: "meshgrid", name: "indexing", value: indexing)
    }
    var sizes = try Shape(checking: vectors.map(\.count))
    let swaps = indexing == "xy" && vectors.count >= 2
    if swaps { (sizes[0], sizes[1]) = (sizes[1], sizes[0]) }
    var grids: [Tensor] = []
    for (index, vector) in vectors.enumerated() {
      guard vector.rank <= 1 else { throw .rankMismatch(op: "meshgrid", expected: 1, got: vector.rank) }
      let dim = swaps && index < 2 ? 1 - index : index
      var shape = Shape(repeating: 1, count: vectors.count)
      shape[dim] = vector.count
      grids.append(try vector.reshape(to: shape).expand(to: sizes))
    }
    return grids
  }

  /// Numbers around the last dimensions, from the last one back: (left, right, top, bottom, …). Negative sizes cut.
  public func pad(_ sizes: [Int], value: Double = 0) throws(TensorError) -> Tensor {
    guard sizes.count % 2 == 0 else { throw .argument(op: "pad", name: "count", value: "\(sizes.count)") }
    guard sizes.count / 2 <= rank else {
      throw .argument(
        op: "pad", name: "pad", value: "padding length \(sizes.count) and input of dimension \(rank)")
    }
    var source = self
    var shape = self.shape
    var offset = 0
    for pair in 0..<(sizes.count / 2) {
      let dim = rank - 1 - pair
      let (before, after) = (sizes[2 * pair], sizes[2 * pair + 1])
      if before < 0 || after < 0 {
        let (front, back) = (Swift.min(before, 0).magnitude, Swift.min(after, 0).magnitude)
        let size = UInt(source.shape[dim])
        guard front <= size, back <= size - front else {
          throw .argument(op: "pad", name: "pad", value: "\(sizes)")
        }
        source = try source.narrow(dim: dim, start: Int(front), length: Int(size - front - back))
      }
      var size = source.shape[dim]
      for extra in [before, after] where extra > 0 {
        let (sum, overflow) = size.addingReportingOverflow(extra)
        guard !overflow else { throw .sizeOverflow(sizes) }
        size = sum
      }
      shape[dim] = size
    }
    guard shape.elementCount != nil else { throw .sizeOverflow(Array(shape)) }
    let strides = shape.contiguousStrides
    for pair in 0..<(sizes.count / 2) { offset += Swift.max(sizes[2 * pair], 0) * strides[rank - 1 - pair] }
    let window = Geometry(shape: source.shape, strides: strides, offset: offset, baseShape: shape)
    if value == 0 { return try source.placed(by: window) }
    let result = try Tensor.full(shape, .float(value), dtype: dtype)
    result.window(window.shape, window.strides, offset: window.offset).write(from: source)
    if Tensor.records(source) { result.record(.placed, source).payload = window }
    return result
  }
}

extension Shape {
  /// The same sizes but for one.
  package func replacing(_ dim: Int, with size: Int) -> Shape {
    var copy = self
    copy[dim] = size
    return copy
  }
}
