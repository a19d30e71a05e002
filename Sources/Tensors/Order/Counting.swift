import CKernels

extension Tensor {
  /// The different elements in ascending order; where each element is among them; how often each occurs.
  public func unique() throws(TensorError) -> (values: Tensor, inverse: Tensor, counts: Tensor) {
    let flat = try detach().reshape([-1])
    let (sorted, order) = try flat.sortedLines(dim: 0, descending: false)
    let inverse = try Tensor.uninitialized(shape, .int64)
    var firsts: [Int] = []
    for place in 0..<flat.count {
      if place == 0 || !sorted.isSame(place, place - 1) { firsts.append(place) }
      inverse.ints[order.ints[place]] = firsts.count - 1
    }
    return try (sorted.elements(at: firsts), inverse, Tensor(firsts.lengths(upTo: flat.count)))
  }

  /// The different slices along `dim` in lexicographic order; which of them each slice is; how often each occurs.
  ///
  /// - Parameter consecutive: whether only immediate repetitions count as such, and the order stays.
  public func unique(dim: Int, consecutive: Bool = false) throws(TensorError) -> (
    values: Tensor, inverse: Tensor, counts: Tensor
  ) {
    let dim = try resolve(dim)
    if rank == 0 { return try unique() }
    let slices = try detach().movedim([dim], [0]).contiguous()
    let length = shape[dim]
    let size = length == 0 ? 0 : slices.count / length
    /// −1, 0 or 1 as slice i stands before, is or stands after slice j.
    func compare(_ i: Int, _ j: Int) -> Int {
      for k in 0..<size where !slices.isSame(i * size + k, j * size + k) {
        return slices.isLess(i * size + k, j * size + k) ? -1 : 1
      }
      return 0
    }
    let order =
      consecutive
      ? Array(0..<length)
      : (0..<length).sorted { i, j in
        let comparison = compare(i, j)
        return comparison == 0 ? i < j : comparison < 0
      }
    let inverse = try Tensor.uninitialized([length], .int64)
    var firsts: [Int] = []
    for place in 0..<length {
      if place == 0 || compare(order[place - 1], order[place]) != 0 { firsts.append(place) }
      inverse.ints[order[place]] = firsts.count - 1
    }
    var kept = slices.shape
    kept[0] = firsts.count
    let values = try Tensor.uninitialized(kept, dtype)
    let width = size * dtype.byteCount
    for (position, place) in firsts.enumerated() {
      (values.data + position * width).copyMemory(from: slices.data + order[place] * width, byteCount: width)
    }
    return try (values.movedim([0], [dim]).contiguous(), inverse, Tensor(firsts.lengths(upTo: length)))
  }

  private func isLess(_ i: Int, _ j: Int) -> Bool {
    switch dtype {
    case .float32: floats[i] < floats[j]
    case .float64: doubles[i] < doubles[j]
    case .int64: ints[i] < ints[j]
    case .bool: bytes[i] < bytes[j]
    }
  }

  /// The elements without immediate repetitions; the run of each element; the length of each run.
  public func uniqueConsecutive() throws(TensorError) -> (values: Tensor, inverse: Tensor, counts: Tensor) {
    let flat = try detach().reshape([-1]).contiguous()
    let inverse = try Tensor.uninitialized(shape, .int64)
    var firsts: [Int] = []
    for place in 0..<flat.count {
      if place == 0 || !flat.isSame(place, place - 1) { firsts.append(place) }
      inverse.ints[place] = firsts.count - 1
    }
    return try (flat.elements(at: firsts), inverse, Tensor(firsts.lengths(upTo: flat.count)))
  }

  /// Whether two elements of a contiguous tensor are equal; NaN equals nothing.
  private func isSame(_ i: Int, _ j: Int) -> Bool {
    switch dtype {
    case .float32: floats[i] == floats[j]
    case .float64: doubles[i] == doubles[j]
    case .int64: ints[i] == ints[j]
    case .bool: bytes[i] == bytes[j]
    }
  }

  private func elements(at places: [Int]) throws(TensorError) -> Tensor {
    let result = try Tensor.uninitialized([places.count], dtype)
    let width = dtype.byteCount
    for (position, place) in places.enumerated() {
      (result.data + position * width).copyMemory(from: data + place * width, byteCount: width)
    }
    return result
  }

  /// How often each non-negative integer occurs, or the sum of its weights.
  public func bincount(weights: Tensor? = nil, minLength: Int = 0) throws(TensorError) -> Tensor {
    guard dtype == .int64 || dtype == .bool else { throw .dtype(op: "bincount", dtype) }
    guard rank == 1 else { throw .rankMismatch(op: "bincount", expected: 1, got: rank) }
    guard minLength >= 0 else { throw .argument(op: "bincount", name: "minlength", value: String(minLength)) }
    if let weights, weights.shape != shape { throw .shapeMismatch(op: "bincount", shape, weights.shape) }
    let labels = try array(Int.self)
    let lowest = labels.min() ?? 0
    guard lowest >= 0 else { throw .argument(op: "bincount", name: "input", value: String(lowest)) }
    let highest = labels.max() ?? -1
    guard highest < 1 << 40 else { throw .outOfMemory(bytes: highest) }
    let size: Shape = [Swift.max(minLength, highest + 1)]
    guard let weights else {
      let result = try Tensor.zeros(size, dtype: .int64)
      for label in labels { result.ints[label] += 1 }
      return result
    }
    if weights.dtype == .float32 {
      let result = try Tensor.zeros(size, dtype: .float32)
      for (label, weight) in zip(labels, try weights.array(Float.self)) { result.floats[label] += weight }
      return result
    }
    let result = try Tensor.zeros(size, dtype: .float64)
    for (label, weight) in zip(labels, try weights.array(Double.self)) { result.doubles[label] += weight }
    return result
  }

  /// How many elements fall into each of `bins` bins of equal width from `min` to `max`, both included; with equal bounds
  /// the range of the data. Elements outside are left out.
  public func histc(bins: Int = 100, min: Double = 0, max: Double = 0) throws(TensorError) -> Tensor {
    guard dtype.isFloatingPoint else { throw .dtype(op: "histc", dtype) }
    guard bins > 0 else { throw .argument(op: "histc", name: "bins", value: String(bins)) }
    let values = try array(Double.self)
    var (low, high) = (min, max)
    if low == high, !values.isEmpty {
      low = values.min() ?? 0
      high = values.max() ?? 0
    }
    if low == high { (low, high) = (low - 1, high + 1) }
    guard low.isFinite, high.isFinite else {
      throw .argument(op: "histc", name: "min, max", value: "\(low), \(high)")
    }
    guard low < high else { throw .argument(op: "histc", name: "max", value: String(high)) }
    let counts = try Tensor.zeros([bins], dtype: .float64)
    for (place, value) in values.enumerated() where value >= low && value <= high {
      if place & 0xFFFF == 0, seodang_interrupted() != 0 { throw .interrupted }
      let bin: Int
      if dtype == .float32 {
        // In the type's own arithmetic, so that elements at edges fall where PyTorch puts them.
        let (low, high) = (Float(low), Float(high))
        bin = Int((Float(value) - low) / (high - low) * Float(bins))
      } else {
        bin = Int((value - low) / (high - low) * Double(bins))
      }
      counts.doubles[Swift.min(bin, bins - 1)] += 1
    }
    return try counts.to(dtype)
  }
}

extension [Int] {
  /// The distances between successive starts, the last one up to `end`.
  fileprivate func lengths(upTo end: Int) -> [Int] {
    indices.map { ($0 + 1 < count ? self[$0 + 1] : end) - self[$0] }
  }
}
