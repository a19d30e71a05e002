import Tensors
import Testing

private func random(_ shape: Shape, seed: UInt64) throws -> Tensor {
  var source = SplitMix(seed: seed)
  return try Tensor((0..<shape.reduce(1, *)).map { _ in Double.random(in: -1...1, using: &source) }, shape)
}

@Suite("torch.linalg")
struct LinalgTests {
  @Test("gradients of every operation agree with differences")
  func gradients() throws {
    let a = try random([2, 3, 3], seed: 1)
    let b = try random([2, 3, 2], seed: 2)
    let tall = try random([4, 3], seed: 3)
    let wide = try random([2, 4], seed: 4)
    try checkGradients([a]) { try Linalg.inv($0[0]).square().sum() }
    try checkGradients([a]) { try Linalg.det($0[0]).square().sum() }
    try checkGradients([a]) { try Linalg.slogdet($0[0]).logabsdet.square().sum() }
    try checkGradients([a, b]) { try Linalg.solve($0[0], $0[1]).square().sum() }
    for matrix in [tall, wide, a] {
      let weights = try random(matrix.shape, seed: 9)
      try checkGradients([matrix]) {
        try (Linalg.qr($0[0]).r.square().sum() + (Linalg.qr($0[0]).q).select(dim: -1, index: 0).sum())
      }
      try checkGradients([matrix]) { inputs in
        let (u, s, vh) = try Linalg.svd(inputs[0], fullMatrices: false)
        return try (u * s.unsqueeze(-2)).matmul(vh).mul(weights).sum() + s.square().sum() + u.abs().sum()
          + vh.abs().sum()
      }
      try checkGradients([matrix]) { try (Linalg.pinv($0[0]).square()).sum() }
      try checkGradients([matrix]) { try Linalg.matrixNorm($0[0], .nuclear).sum() }
      try checkGradients([matrix]) { try Linalg.matrixNorm($0[0], .infinity).sum() }
    }
    try checkGradients([a]) { inputs in
      let symmetric = try inputs[0] + inputs[0].matrixTranspose()
      let (values, vectors) = try Linalg.eigh(symmetric)
      return try values.square().sum() + vectors.abs().sum()
    }
    try checkGradients([a]) { inputs in
      let positive =
        try inputs[0].matmul(inputs[0].matrixTranspose()) + Tensor([1.0, 0, 0, 0, 1, 0, 0, 0, 1], [3, 3])
      return try Linalg.cholesky(positive).square().sum()
    }
    try checkGradients([tall, try random([4, 1], seed: 5)]) {
      try Linalg.lstsq($0[0], $0[1]).solution.square().sum()
    }
    try checkGradients([a]) { try Linalg.matrixPower($0[0], -2).sum() }
  }

  @Test("the gradient of a singular matrix's determinant is its cofactors")
  func singularDeterminant() throws {
    let a = try Tensor([1.0, 2, 2, 4], [2, 2]).requiresGrad_()
    try Linalg.det(a).backward()
    let cofactors = try a.grad?.array(Double.self) ?? []
    for (ours, expected) in zip(cofactors, [4.0, -2, -2, 1]) { #expect((ours - expected).magnitude < 1e-12) }
    #expect(cofactors.count == 4)
  }

  @Test("singular, indefinite and non-square matrices are errors")
  func errors() throws {
    let singular = try Tensor([1.0, 2, 2, 4], [2, 2])
    #expect(throws: TensorError.singular(op: "linalg.inv", pivot: 2)) { try Linalg.inv(singular) }
    #expect(throws: TensorError.singular(op: "linalg.solve", pivot: 2)) {
      try Linalg.solve(singular, singular)
    }
    #expect(throws: TensorError.notPositiveDefinite(order: 1)) { try Linalg.cholesky(-singular) }
    #expect(throws: TensorError.notSquare(op: "linalg.det", [1, 2])) {
      try Linalg.det(Tensor([1.0, 2], [1, 2]))
    }
    #expect(throws: TensorError.self) { try Linalg.qr(Tensor([1.0, 2], [2])) }
    #expect(throws: TensorError.self) { try Linalg.svd(Tensor([Double.nan, 2], [1, 2])) }
    #expect(try Linalg.matrixRank(singular).item() == .int(1))
  }
}
