// What the operations that choose elements along a dimension share.
extension Tensor {
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
      return [try Tensor.zeros(size, dtype: g.dtype).scatterAdd(dim: dim, indices, g)]
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
