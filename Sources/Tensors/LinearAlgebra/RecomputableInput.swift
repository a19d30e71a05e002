/// What a decomposition was computed from, kept so that the gradient of its gradient can be taken.
///
/// The results are saved without their place in the graph, since a result that knows its own node would never be freed. When a
/// gradient is to be differentiated itself, the decomposition is computed again.
struct RecomputableInput {
  private let tensor: Tensor
  private let version: UInt32

  init(_ tensor: Tensor) {
    self.tensor = tensor
    version = tensor.storage.version
  }

  /// The tensor, unless it was changed in the meantime.
  func again(_ op: String) throws(TensorError) -> Tensor {
    let now = tensor.storage.version
    guard now == version else {
      throw .versionMismatch(
        op: op, shape: tensor.shape, dtype: tensor.dtype, expected: Int(version), got: Int(now))
    }
    return tensor
  }
}
