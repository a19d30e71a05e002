extension Tensor {
  /// Numbers from `start` up to but not including `end`, `step` apart; integers when all three are.
  ///
  /// float32 is computed as PyTorch's vector code does, in blocks of 16: the first number of each half block in
  /// float64, rounded, and the others from it.
  public static func arange(
    _ start: Scalar = 0, _ end: Scalar, step: Scalar = 1, dtype: DType? = nil
  ) throws(TensorError) -> Tensor {
    let isInteger = [start, end, step].allSatisfy { $0.dtype != .float32 }
    let dtype = dtype ?? (isInteger ? .int64 : .float32)
    guard step.double != 0 else { throw .zeroStep }
    let span = end.double - start.double
    guard span == 0 || (span > 0) == (step.double > 0) else {
      throw .rangeSigns(start: start.double, end: end.double, step: step.double)
    }
    var size = (span / step.double).rounded(.up)
    if isInteger {
      let (distance, overflow) = end.int.subtractingReportingOverflow(start.int)
      let (steps, tooMany) = distance.dividedReportingOverflow(by: step.int)
      if overflow || tooMany { throw .sizeOverflow([Int.max]) }
      size = Double(steps) + (distance % step.int == 0 ? 0 : 1)
    }
    guard size.isFinite && size < 0x1p43 else { throw .sizeOverflow([Int.max]) }
    let count = Swift.max(Int(size), 0)
    let result = try uninitialized([count], dtype)
    switch dtype {
    case .float32:
      let (first, distance) = (start.double, step.double)
      var index = 0
      while index + 16 <= count {
        for half in [index, index + 8] {
          let base = Double(Float(first + distance * Double(half)))
          for lane in 0..<8 { result.floats[half + lane] = Float(base + Double(lane) * distance) }
        }
        index += 16
      }
      while index < count {
        result.floats[index] = Float(first + distance * Double(index))
        index += 1
      }
    case .float64:
      for index in 0..<count { result.doubles[index] = start.double + step.double * Double(index) }
    case .int64:
      let (first, distance) = isInteger ? (start.int, step.int) : (start.int, step.int)
      for index in 0..<count { result.ints[index] = first &+ distance &* index }
    case .bool:
      for index in 0..<count { result.bytes[index] = start.double + step.double * Double(index) != 0 ? 1 : 0 }
    }
    return result
  }

  /// `steps` numbers from `start` to `end`, both included; the second half is counted back from the end.
  public static func linspace(
    _ start: Double, _ end: Double, steps: Int, dtype: DType = .float32
  ) throws(TensorError) -> Tensor {
    guard steps >= 0 else { throw .negativeSize([steps]) }
    guard dtype.isFloatingPoint else {
      return try linspace(start, end, steps: steps, dtype: .float64).trunc().to(dtype)
    }
    let result = try uninitialized([steps], dtype)
    if steps == 1 {
      result.store(.float(start))
      return result
    }
    if dtype == .float64 {
      let step = (end - start) / Double(steps - 1)
      for index in 0..<steps {
        result.doubles[index] =
          index < steps / 2
          ? start.addingProduct(step, Double(index)) : end.addingProduct(-step, Double(steps - 1 - index))
      }
      return result
    }
    let (a, b) = (Float(start), Float(end))
    let step = (b - a) / Float(steps - 1)
    for index in 0..<steps {
      result.floats[index] =
        index < steps / 2
        ? a.addingProduct(step, Float(index)) : b.addingProduct(-step, Float(steps - 1 - index))
    }
    return result
  }

  /// `steps` powers of `base` with exponents from `start` to `end`.
  public static func logspace(
    _ start: Double, _ end: Double, steps: Int, base: Double = 10, dtype: DType = .float32
  ) throws(TensorError) -> Tensor {
    try linspace(start, end, steps: steps, dtype: .float64).rpow(.float(base)).to(dtype)
  }

  /// Ones on the main diagonal, zeros elsewhere.
  public static func eye(_ rows: Int, _ columns: Int? = nil, dtype: DType = .float32) throws(TensorError)
    -> Tensor
  {
    let columns = columns ?? rows
    let result = try zeros([rows, columns], dtype: dtype)
    let diagonal = result.window([Swift.min(rows, columns)], [columns + 1])
    diagonal.fillElements(1)
    return result
  }

  /// The positions of a triangle's elements, as a matrix of two rows.
  static func triangleIndices(
    rows: Int, columns: Int, offset: Int, upper: Bool
  ) throws(TensorError) -> Tensor {
    guard rows >= 0 && columns >= 0 else { throw .negativeSize([rows, columns]) }
    var places: [(Int, Int)] = []
    for row in 0..<rows {
      for column in 0..<columns where upper ? column - row >= offset : column - row <= offset {
        places.append((row, column))
      }
    }
    return try Tensor(places.map(\.0) + places.map(\.1), [2, places.count])
  }
  public static func trilIndices(_ rows: Int, _ columns: Int, offset: Int = 0) throws(TensorError) -> Tensor {
    try triangleIndices(rows: rows, columns: columns, offset: offset, upper: false)
  }
  public static func triuIndices(_ rows: Int, _ columns: Int, offset: Int = 0) throws(TensorError) -> Tensor {
    try triangleIndices(rows: rows, columns: columns, offset: offset, upper: true)
  }
}
