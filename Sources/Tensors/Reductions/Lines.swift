import CKernels

/// Work on the lines of a tensor along one dimension: each line lies in one piece of memory.
enum Lines {
  /// Runs `body` for every line, on several threads where that pays. What it computes mustn't depend on the split.
  @inline(__always)
  static func forEach(_ count: Int, nanoseconds: Double, _ body: (Int) -> Void) {
    if Double(count) * nanoseconds < 20000 || count < 2 {
      for line in 0..<count { body(line) }
    } else {
      split(count, nanoseconds, body)
    }
  }

  @inline(never)
  private static func split(_ count: Int, _ nanoseconds: Double, _ body: (Int) -> Void) {
    let total = Double(count) * nanoseconds
    let parts = Swift.min(count, Swift.max(2, Swift.min(256, Int(total / 8000))))
    let size = (count + parts - 1) / parts
    withoutActuallyEscaping(body) { body in
      var job = Job(body: body, size: size, count: count)
      withUnsafeMutablePointer(to: &job) { pointer in
        seodang_parallel(
          (count + size - 1) / size, total,
          { context, part in
            guard let job = context?.assumingMemoryBound(to: Job.self).pointee else { return }
            let first = part * job.size
            for line in first..<Swift.min(first + job.size, job.count) { job.body(line) }
          }, pointer)
      }
    }
  }

  private struct Job {
    let body: (Int) -> Void
    let size: Int
    let count: Int
  }
}

extension Tensor {
  /// This tensor with `dim` moved to the end, row by row and outside the graph.
  func withLines(along dim: Int) throws(TensorError) -> Tensor {
    if dim == rank - 1 || rank == 0 { return try isContiguous ? self : packed() }
    var sizes = shape
    var steps = strides
    sizes.append(sizes.remove(at: dim))
    steps.append(steps.remove(at: dim))
    return try window(sizes, steps).packed()
  }

  /// The opposite of `withLines` for a result of the same number of dimensions: the last one moved to `dim`.
  func withLinesBack(to dim: Int) throws(TensorError) -> Tensor {
    if dim == rank - 1 || rank == 0 { return self }
    var sizes = shape
    var steps = strides
    sizes.insert(sizes.remove(at: rank - 1), at: dim)
    steps.insert(steps.remove(at: rank - 1), at: dim)
    return try window(sizes, steps).packed()
  }

  /// The elements row by row, outside the graph.
  func packed() throws(TensorError) -> Tensor {
    if isContiguous { return self }
    let copy = try Tensor.uninitialized(shape, dtype)
    copy.write(from: self)
    return copy
  }
}
