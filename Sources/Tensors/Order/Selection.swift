import CKernels

// Order statistics along a dimension. A tensor without dimensions counts as one element.
extension Tensor {
  /// The `k` largest (or smallest) elements along `dim` in order, and where they were.
  public func topk(
    _ k: Int, dim: Int = -1, largest: Bool = true
  ) throws(TensorError) -> (values: Tensor, indices: Tensor) {
    let dim = try resolve(dim)
    let size = rank == 0 ? 1 : shape[dim]
    guard k >= 0 && k <= size else { throw .argument(op: "topk", name: "k", value: String(k)) }
    let result: (values: Tensor, indices: Tensor)
    if rank > 0 && dtype != .bool && Tensor.isFew(k, of: size) {
      let (values, indices) = try extremeLines(k, dim: dim, largest: largest)
      result = try (values.movedBack(to: dim).contiguous(), indices.movedBack(to: dim).contiguous())
    } else {
      let (values, indices) = try sortedLines(dim: dim, descending: largest)
      let last = Swift.max(rank - 1, 0)
      func first(_ lines: Tensor) throws(TensorError) -> Tensor {
        rank == 0 ? lines : try lines.narrow(dim: last, start: 0, length: k).movedBack(to: dim).contiguous()
      }
      result = try (first(values), first(indices))
    }
    result.values.recordPick("TopkBackward0", from: self, dim: dim, indices: result.indices)
    return result
  }

  /// Whether looking once for the furthest elements is quicker than sorting all.
  private static func isFew(_ k: Int, of size: Int) -> Bool { k > 0 && k <= 32 && k <= size / 8 }

  /// The first `k` elements that sorting each line along `dim` would give, as rows with `dim` last.
  private func extremeLines(
    _ k: Int, dim: Int, largest: Bool
  ) throws(TensorError) -> (values: Tensor, indices: Tensor) {
    let lines = try linesAlong(dim)
    let length = lines.lineLength
    var sizes = lines.shape
    sizes[sizes.count - 1] = k
    let values = try Tensor.uninitialized(sizes, dtype)
    let indices = try Tensor.uninitialized(sizes, .int64)
    for line in 0..<values.count / k {
      let (from, to) = (line * length, line * k)
      let order = indices.ints + to
      switch dtype {
      case .float32:
        Tensor.findExtremes(lines.floats + from, length, k, largest, values.floats + to, order)
      case .float64:
        Tensor.findExtremes(lines.doubles + from, length, k, largest, values.doubles + to, order)
      case .int64, .bool: Tensor.findExtremes(lines.ints + from, length, k, largest, values.ints + to, order)
      }
      if seodang_interrupted() != 0 { throw .interrupted }
    }
    return (values, indices)
  }

  /// Keeps the furthest elements met so far in order; of equals the first, and NaN counts as the largest, as in sorting.
  @inline(__always)
  private static func findExtremes<Element: Comparable>(
    _ x: UnsafePointer<Element>, _ length: Int, _ k: Int, _ largest: Bool,
    _ values: UnsafeMutablePointer<Element>, _ indices: UnsafeMutablePointer<Int>
  ) {
    func isFurther(_ a: Element, _ b: Element) -> Bool {
      largest ? a > b || (a != a && b == b) : a < b || (b != b && a == a)
    }
    var kept = 0
    for index in 0..<length {
      let element = x[index]
      if kept == k {
        if !isFurther(element, values[k - 1]) { continue }
      } else {
        kept += 1
      }
      var place = kept - 1
      while place > 0 && isFurther(element, values[place - 1]) {
        values[place] = values[place - 1]
        indices[place] = indices[place - 1]
        place -= 1
      }
      values[place] = element
      indices[place] = index
    }
  }

  /// The `k`-th smallest element along `dim` (the smallest is the first).
  public func kthvalue(
    _ k: Int, dim: Int = -1, keepDim: Bool = false
  ) throws(TensorError) -> (values: Tensor, indices: Tensor) {
    let dim = try resolve(dim)
    guard k >= 1 && k <= (rank == 0 ? 1 : shape[dim]) else {
      throw .argument(op: "kthvalue", name: "k", value: String(k))
    }
    return try picked("KthvalueBackward0", dim: dim, keepDim: keepDim) { _ in k - 1 }
  }

  /// The lower median along `dim`; NaN if there is one.
  public func median(dim: Int, keepDim: Bool = false) throws(TensorError) -> (values: Tensor, indices: Tensor)
  {
    try medianIgnoring(nan: false, "MedianBackward1", dim, keepDim)
  }

  /// The lower median along `dim` of the elements that aren't NaN.
  public func nanmedian(dim: Int, keepDim: Bool = false) throws(TensorError) -> (
    values: Tensor, indices: Tensor
  ) {
    try medianIgnoring(nan: true, "NanmedianBackward1", dim, keepDim)
  }

  /// The lower median of all elements.
  public func median() throws(TensorError) -> Tensor {
    try wholeMedian(ignoringNaN: false, "MedianBackward0")
  }

  /// The lower median of all elements that aren't NaN.
  public func nanmedian() throws(TensorError) -> Tensor {
    try wholeMedian(ignoringNaN: true, "NanmedianBackward0")
  }

  private func wholeMedian(ignoringNaN: Bool, _ name: StaticString) throws(TensorError) -> Tensor {
    guard dtype != .bool else { throw .dtype(op: "median", dtype) }
    let flat = try detach().reshape([-1])
    guard flat.count > 0 else { return try Tensor.full(Shape(), .float(.nan), dtype: dtype) }
    let (value, index) = try flat.medianIgnoring(nan: ignoringNaN, name, 0, false)
    if dtype.isFloatingPoint, Tensor.records(self) {
      value.record(name, inputs: [self], saving: [index]) { (g, node) throws(TensorError) in
        let shape = node.first.shape
        let place = try node.savedInput(0).reshape([1])
        let zeros = try Tensor.zeros([shape.product], dtype: g.dtype)
        return [try zeros.scatterAdd(dim: 0, place, g.reshape([1])).reshape(to: shape)]
      }
    }
    return value
  }

  private func medianIgnoring(
    nan ignoresNaN: Bool, _ name: StaticString, _ dim: Int, _ keepDim: Bool
  ) throws(TensorError) -> (values: Tensor, indices: Tensor) {
    let dim = try resolve(dim)
    let size = rank == 0 ? 1 : shape[dim]
    guard size > 0 else { throw .emptyReductionDim(op: "median", dim: dim) }
    return try picked(name, dim: dim, keepDim: keepDim) { nanCount in
      ignoresNaN ? Swift.max(size - nanCount - 1, 0) / 2 : nanCount > 0 ? size - nanCount : (size - 1) / 2
    }
  }

  /// One element of each sorted line; `position` chooses it, knowing how many NaN stand at the line's end.
  private func picked(
    _ name: StaticString, dim: Int, keepDim: Bool, position: (_ nanCount: Int) -> Int
  ) throws(TensorError) -> (values: Tensor, indices: Tensor) {
    let (values, indices) = try sortedLines(dim: dim, descending: false)
    var shape = self.shape
    let size = rank == 0 ? 1 : shape[dim]
    if rank > 0 { shape.remove(at: dim) }
    let result = try (Tensor.uninitialized(shape, dtype), Tensor.uninitialized(shape, .int64))
    for line in 0..<result.0.count {
      var nanCount = 0
      let start = line * size
      if dtype == .float32 {
        while nanCount < size, values.floats[start + size - 1 - nanCount].isNaN { nanCount += 1 }
      } else if dtype == .float64 {
        while nanCount < size, values.doubles[start + size - 1 - nanCount].isNaN { nanCount += 1 }
      }
      let place = start + position(nanCount)
      result.1.ints[line] = indices.ints[place]
      switch dtype {
      case .float32: result.0.floats[line] = values.floats[place]
      case .float64: result.0.doubles[line] = values.doubles[place]
      case .int64: result.0.ints[line] = values.ints[place]
      case .bool: result.0.bytes[line] = values.bytes[place]
      }
    }
    result.0.recordPick(name, from: self, dim: dim, indices: result.1, isDropped: rank > 0)
    guard keepDim, rank > 0 else { return result }
    return try (result.0.unsqueeze(dim), result.1.unsqueeze(dim))
  }

  /// The most frequent element along `dim`, the smallest of equals, and the last place where it stands.
  public func mode(dim: Int = -1, keepDim: Bool = false) throws(TensorError) -> (
    values: Tensor, indices: Tensor
  ) {
    let dim = try resolve(dim)
    let (values, indices) = try sortedLines(dim: dim, descending: false)
    let size = rank == 0 ? 1 : shape[dim]
    guard size > 0 else { throw .emptyReductionDim(op: "mode", dim: dim) }
    var shape = self.shape
    if rank > 0 { shape.remove(at: dim) }
    let result = try (Tensor.uninitialized(shape, dtype), Tensor.uninitialized(shape, .int64))
    let keys = try values.cast(.float64)
    for line in 0..<result.0.count {
      let start = line * size
      var (best, bestCount, runStart) = (start, 0, start)
      for place in start..<start + size {
        if keys.doubles[place] != keys.doubles[runStart] { runStart = place }
        if place - runStart + 1 > bestCount { (best, bestCount) = (place, place - runStart + 1) }
      }
      result.1.ints[line] = indices.ints[best]
      switch dtype {
      case .float32: result.0.floats[line] = values.floats[best]
      case .float64: result.0.doubles[line] = values.doubles[best]
      case .int64: result.0.ints[line] = values.ints[best]
      case .bool: result.0.bytes[line] = values.bytes[best]
      }
    }
    result.0.recordPick("ModeBackward0", from: self, dim: dim, indices: result.1, isDropped: rank > 0)
    guard keepDim, rank > 0 else { return result }
    return try (result.0.unsqueeze(dim), result.1.unsqueeze(dim))
  }
}
