import CKernels

// Sorting is stable: equal elements keep their order. NaN is larger than everything.
extension Tensor {
  /// The elements in order along `dim`, and where each was.
  public func sort(dim: Int = -1, descending: Bool = false) throws(TensorError) -> (
    values: Tensor, indices: Tensor
  ) {
    let dim = try resolve(dim)
    let (values, indices) = try sortedLines(dim: dim, descending: descending)
    let result = try (values.movedBack(to: dim), indices.movedBack(to: dim))
    result.0.recordPick("SortBackward0", from: self, dim: dim, indices: result.1)
    return (result.0, result.1)
  }

  /// The indices that would sort along `dim`.
  public func argsort(dim: Int = -1, descending: Bool = false) throws(TensorError) -> Tensor {
    let dim = try resolve(dim)
    return try sortedLines(dim: dim, descending: descending).indices.movedBack(to: dim)
  }

  /// The sorted lines along `dim`, as rows of contiguous tensors with `dim` last.
  func sortedLines(dim: Int, descending: Bool) throws(TensorError) -> (values: Tensor, indices: Tensor) {
    let lines = try linesAlong(dim)
    let length = lines.lineLength
    let values = try Tensor.uninitialized(lines.shape, dtype)
    let indices = try Tensor.uninitialized(lines.shape, .int64)
    guard length < 1 << 32 else { throw .sizeOverflow(Array(shape)) }
    let source = dtype == .bool ? try lines.cast(.int64) : lines
    let target = dtype == .bool ? try Tensor.uninitialized(lines.shape, .int64) : values
    let isDescending: Int32 = descending ? 1 : 0
    for start in Swift.stride(from: 0, to: lines.count, by: Swift.max(length, 1)) {
      let order = UnsafeMutableRawPointer(indices.ints + start).assumingMemoryBound(to: Int64.self)
      let isDone: Int32
      switch source.dtype {
      case .float32:
        isDone = seodang_sort_f32(source.floats + start, length, isDescending, target.floats + start, order)
      case .float64:
        isDone = seodang_sort_f64(source.doubles + start, length, isDescending, target.doubles + start, order)
      case .int64, .bool:
        isDone = seodang_sort_i64(
          UnsafeRawPointer(source.ints + start).assumingMemoryBound(to: Int64.self), length, isDescending,
          UnsafeMutableRawPointer(target.ints + start).assumingMemoryBound(to: Int64.self), order)
      }
      if seodang_interrupted() != 0 { throw .interrupted }
      guard isDone == 1 else { throw .outOfMemory(bytes: length * 32) }
    }
    if dtype == .bool { values.write(from: target) }
    return (values, indices)
  }
}
