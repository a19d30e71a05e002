import Tensors

extension Init {
  /// A (semi-)orthogonal matrix: all singular values are `gain`, so that a product of many neither grows nor shrinks
  /// (Saxe et al., 2013). Dimensions after the first are taken together.
  ///
  /// The QR decomposition of a normal matrix, with the signs of R's diagonal moved into Q: only then is Q uniformly
  /// distributed (Mezzadri, 2007).
  @discardableResult
  public static func orthogonal(
    _ tensor: Tensor, gain: Double = 1, generator: Generator? = nil
  ) throws -> Tensor {
    guard tensor.rank >= 2 else { throw NeuralError.orthogonalRank(shape: tensor.shape) }
    guard tensor.count > 0 else { return tensor }
    return try Engine.withoutGrad {
      let rows = tensor.shape[0]
      let columns = tensor.count / rows
      var normal = try Tensor.empty([rows, columns], dtype: tensor.dtype).normal_(
        mean: 0, std: 1, generator: generator)
      if rows < columns { normal = try normal.t() }
      let (q, r) = try Linalg.qr(normal)
      var orthogonal = try q.mul(r.diagonal().sign())
      if rows < columns { orthogonal = try orthogonal.t() }
      _ = try tensor.copy_(orthogonal.reshape(Array(tensor.shape)))
      return try tensor.mul_(.float(gain))
    }
  }

  /// A normal matrix of which the fraction `sparsity` of each column is zero (Martens, 2010).
  ///
  /// As in PyTorch, the places of the zeros come from the thread's default stream even when `generator` is given.
  @discardableResult
  public static func sparse(
    _ tensor: Tensor, sparsity: Double, std: Double = 0.01, generator: Generator? = nil
  ) throws -> Tensor {
    guard tensor.rank == 2 else {
      throw NeuralError.initRank(function: "sparse_", allowed: [2], shape: tensor.shape)
    }
    let rows = tensor.shape[0]
    let zeros = (sparsity * Double(rows)).rounded(.up)
    guard zeros.isFinite else {
      throw NeuralError.setting(
        owner: "sparse_", name: "sparsity", value: "\(sparsity)", allowed: "0 ≤ sparsity ≤ 1")
    }
    let zeroCount = Int(Swift.min(Swift.max(zeros, -Double(rows)), Double(rows)))
    return try Engine.withoutGrad {
      _ = try tensor.normal_(mean: 0, std: std, generator: generator)
      for column in 0..<tensor.shape[1] {
        // A negative count leaves off the last ones, as Python's slices do.
        let places = try Tensor.randperm(rows).array(Int.self)
        let end = zeroCount >= 0 ? zeroCount : Swift.max(rows + zeroCount, 0)
        for row in places[..<end] {
          _ = try tensor.select(dim: 0, index: row).select(dim: 0, index: column).fill_(0)
        }
      }
      return tensor
    }
  }
}
