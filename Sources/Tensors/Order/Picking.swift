// Taking elements along a dimension by their positions, and putting gradients back there: each is the other's gradient.
extension Tensor {
  /// result[…, i, …] = self[…, indices[…, i, …], …] along `dim`; valid indices are the caller's business.
  func taken(along dim: Int, _ indices: Tensor) throws(TensorError) -> Tensor {
    let (from, places) = try (linesAlong(dim), indices.linesAlong(dim))
    let (size, count) = (from.lineLength, places.lineLength)
    let picked = try Tensor.uninitialized(places.shape, dtype)
    for line in 0..<places.count / Swift.max(count, 1) {
      for i in line * count..<(line + 1) * count {
        let place = line * size + places.ints[i]
        switch dtype {
        case .float32: picked.floats[i] = from.floats[place]
        case .float64: picked.doubles[i] = from.doubles[place]
        case .int64: picked.ints[i] = from.ints[place]
        case .bool: picked.bytes[i] = from.bytes[place]
        }
      }
    }
    let result = try picked.movedBack(to: dim)
    result.recordPick("GatherBackward0", from: self, dim: dim, indices: indices)
    return result
  }

  /// Zeros of `shape`, to which every element of this floating-point tensor is added where `indices` says along `dim`.
  func placed(along dim: Int, _ indices: Tensor, in shape: Shape) throws(TensorError) -> Tensor {
    let (from, places) = try (linesAlong(dim), indices.linesAlong(dim))
    var lines = shape
    if shape.count > 1 { lines.append(lines.remove(at: dim)) }
    let sum = try Tensor.zeros(lines, dtype: dtype)
    let (size, count) = (sum.lineLength, places.lineLength)
    for line in 0..<places.count / Swift.max(count, 1) {
      for i in line * count..<(line + 1) * count {
        let place = line * size + places.ints[i]
        if dtype == .float32 {
          sum.floats[place] += from.floats[i]
        } else {
          sum.doubles[place] += from.doubles[i]
        }
      }
    }
    let result = try sum.movedBack(to: dim)
    if Tensor.records(self) {
      result.record("ScatterAddBackward0", inputs: [self], saving: [indices]) {
        (g, node) throws(TensorError) in
        [try g.taken(along: dim, node.savedInput(0))]
      }
    }
    return result
  }

  /// Records that this tensor took its elements from `input` at `indices` along `dim`. Where `isDropped`, the dimension
  /// isn't there any more.
  func recordPick(
    _ name: StaticString, from input: Tensor, dim: Int, indices: Tensor, isDropped: Bool = false
  ) {
    guard input.dtype.isFloatingPoint, Tensor.records(input) else { return }
    record(name, inputs: [input], saving: [indices]) { (g, node) throws(TensorError) in
      let size = node.first.shape
      if size.isEmpty { return [try g.reshape(to: size)] }
      var (g, indices) = (g, try node.savedInput(0))
      if isDropped {
        g = try g.unsqueeze(dim)
        indices = try indices.unsqueeze(dim)
      }
      return [try g.placed(along: dim, indices, in: size)]
    }
  }

  /// This tensor outside the graph, contiguous, with `dim` last.
  func linesAlong(_ dim: Int) throws(TensorError) -> Tensor {
    rank <= 1 ? try detach().contiguous() : try detach().movedim([dim], [-1]).contiguous()
  }

  /// The size of the last dimension; 1 for a tensor without dimensions.
  var lineLength: Int { rank == 0 ? 1 : shape[rank - 1] }

  /// The last dimension moved back to `dim`, contiguous.
  func movedBack(to dim: Int) throws(TensorError) -> Tensor {
    rank <= 1 || dim == rank - 1 ? self : try movedim([-1], [dim]).contiguous()
  }
}
