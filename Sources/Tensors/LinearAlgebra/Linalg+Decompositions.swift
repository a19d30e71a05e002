import CKernels

// Gradients of decompositions after Giles (2008, "An extended collection of matrix derivative results"), Seeger et al.
// (2017, "Auto-differentiating linear algebra") and, for the SVD, Townsend (2016). A decomposition has several results;
// each is recorded with the part of the gradient that comes through it.
extension Linalg {
  public enum QRMode: String, Sendable { case reduced, complete, r }

  /// A = Q·R.
  public static func qr(_ a: Tensor, mode: QRMode = .reduced) throws(TensorError) -> (q: Tensor, r: Tensor) {
    let (rows, columns) = try sizes(a, "linalg.qr")
    let inner = mode == .complete ? rows : Swift.min(rows, columns)
    let found = try a.matrices(op: "linalg.qr").map { QR($0) }
    let r = try Tensor.batch(
      found.map { $0.r(rows: inner) }, a.batchShape, rows: inner, columns: columns, a.dtype)
    if mode == .r { return (try Tensor.zeros([0], dtype: a.dtype), r) }
    let q = try Tensor.batch(
      found.map { $0.q(columns: inner) }, a.batchShape, rows: rows, columns: inner, a.dtype)
    guard Tensor.records(a) else { return (q, r) }
    let values = (q: q.detach(), r: r.detach())
    let input = RecomputableInput(a)
    let isWide = rows < columns
    func gradient(_ gq: Tensor?, _ gr: Tensor?) throws(TensorError) -> [Tensor?] {
      if mode == .complete && rows > columns { throw .notDifferentiable(op: "linalg.qr, mode='complete'") }
      let (q, r) = Engine.isGradEnabled ? try qr(input.again("linalg.qr"), mode: mode) : values
      if isWide { return [try wideGradient(q, r, gq, gr, rows: rows)] }
      return [try tallGradient(q, r, gq, gr)]
    }
    q.record("LinalgQrBackward0", inputs: [a]) { (g, _) throws(TensorError) in try gradient(g, nil) }
    r.record("LinalgQrBackward0", inputs: [a]) { (g, _) throws(TensorError) in try gradient(nil, g) }
    return (q, r)
  }

  /// (gQ + Q·copyltu(R·gRᵀ − gQᵀ·Q))·R⁻ᵀ
  private static func tallGradient(_ q: Tensor, _ r: Tensor, _ gq: Tensor?, _ gr: Tensor?) throws(TensorError)
    -> Tensor
  {
    var m = try r.zerosLike()
    if let gr { m = try r.matmul(gr.matrixTranspose()) }
    if let gq { m = try m - gq.matrixTranspose().matmul(q) }
    var sum = try q.matmul(m.tril() + m.tril(diagonal: -1).matrixTranspose())
    if let gq { sum = try sum + gq }
    return try solve(r, sum.matrixTranspose()).matrixTranspose()
  }

  /// For A = [A₁ A₂] with a square A₁ = Q·R₁ and R₂ = Qᵀ·A₂.
  private static func wideGradient(
    _ q: Tensor, _ r: Tensor, _ gq: Tensor?, _ gr: Tensor?, rows: Int
  ) throws(TensorError) -> Tensor {
    let columns = r.shape[r.rank - 1]
    let r1 = try r.narrow(dim: -1, start: 0, length: rows)
    guard let gr else {
      let first = try tallGradient(q, r1, gq, nil)
      return try Tensor.cat(
        [first, r.narrow(dim: -1, start: rows, length: columns - rows).zerosLike()], dim: -1)
    }
    let a2 = try q.matmul(r.narrow(dim: -1, start: rows, length: columns - rows))
    let (gr1, gr2) = try (
      gr.narrow(dim: -1, start: 0, length: rows), gr.narrow(dim: -1, start: rows, length: columns - rows)
    )
    let fromR2 = try a2.matmul(gr2.matrixTranspose())
    var toQ = fromR2
    if let gq { toQ = try toQ + gq }
    let first = try tallGradient(q, r1, toQ, gr1)
    return try Tensor.cat([first, q.matmul(gr2)], dim: -1)
  }

  /// The symmetric matrix's eigenvalues in ascending order and its eigenvectors in columns. Only the lower triangle is read.
  public static func eigh(_ a: Tensor) throws(TensorError) -> (values: Tensor, vectors: Tensor) {
    let found = try a.squareMatrices(op: "linalg.eigh").map { matrix throws(TensorError) in
      let eigen = SymmetricEigen(matrix)
      guard eigen.converged else { throw failure("linalg.eigh") }
      return eigen
    }
    let n = a.shape[a.rank - 1]
    let values = try Tensor.batch(found.map(\.values), a.batchShape, count: n, a.dtype)
    let vectors = try Tensor.batch(found.map(\.rows.transposed), a.batchShape, rows: n, columns: n, a.dtype)
    guard Tensor.records(a) else { return (values, vectors) }
    let results = (values: values.detach(), vectors: vectors.detach())
    let input = RecomputableInput(a)
    func parts() throws(TensorError) -> (values: Tensor, vectors: Tensor) {
      Engine.isGradEnabled ? try eigh(input.again("linalg.eigh")) : results
    }
    values.record("LinalgEighBackward0", inputs: [a]) { (g, _) throws(TensorError) in
      let v = try parts().vectors
      return [try (v * g.unsqueeze(-2)).matmul(v.matrixTranspose())]
    }
    vectors.record("LinalgEighBackward0", inputs: [a]) { (g, _) throws(TensorError) in
      let (l, v) = try parts()
      let inner = try v.matrixTranspose().matmul(g) * gaps(l)
      return [try v.matmul(inner).matmul(v.matrixTranspose())]
    }
    return (values, vectors)
  }

  /// 1/(xⱼ − xᵢ), with zeros on the diagonal.
  private static func gaps(_ x: Tensor) throws(TensorError) -> Tensor {
    let difference = try x.unsqueeze(-2) - x.unsqueeze(-1)
    let diagonal = try Tensor.eye(x.shape[x.rank - 1], dtype: .float64).to(.bool)
    return try difference.maskedFill(diagonal, value: .float(.infinity)).reciprocal()
  }

  /// Why an iteration didn't end.
  private static func failure(_ op: String) -> TensorError {
    seodang_interrupted() != 0 ? .interrupted : .noConvergence(op: op)
  }

  /// The eigenvalues alone.
  public static func eigvalsh(_ a: Tensor) throws(TensorError) -> Tensor { try eigh(a).values }

  /// A = U·diag(S)·Vh with singular values in descending order.
  public static func svd(
    _ a: Tensor, fullMatrices: Bool = true
  ) throws(TensorError) -> (u: Tensor, s: Tensor, vh: Tensor) {
    let (rows, columns) = try sizes(a, "linalg.svd")
    let small = Swift.min(rows, columns)
    let found = try a.matrices(op: "linalg.svd").map { matrix throws(TensorError) in
      let svd = SingularValues(matrix, isFull: fullMatrices)
      guard svd.converged else { throw failure("linalg.svd") }
      return svd
    }
    let (left, right) = fullMatrices ? (rows, columns) : (small, small)
    let u = try Tensor.batch(found.map(\.u), a.batchShape, rows: rows, columns: left, a.dtype)
    let s = try Tensor.batch(found.map(\.values), a.batchShape, count: small, a.dtype)
    let vh = try Tensor.batch(found.map(\.vTransposed), a.batchShape, rows: right, columns: columns, a.dtype)
    guard Tensor.records(a) else { return (u, s, vh) }
    // The vectors beyond the smaller size are arbitrary, and so have no gradient.
    let results = (u: u.detach(), s: s.detach(), vh: vh.detach())
    let input = RecomputableInput(a)
    func reduced() throws(TensorError) -> (u: Tensor, s: Tensor, vh: Tensor) {
      let (u, s, vh) =
        Engine.isGradEnabled ? try svd(input.again("linalg.svd"), fullMatrices: fullMatrices) : results
      return try (
        u.narrow(dim: -1, start: 0, length: small), s, vh.narrow(dim: -2, start: 0, length: small)
      )
    }
    s.record("LinalgSvdBackward0", inputs: [a]) { (g, _) throws(TensorError) in
      let (u, _, vh) = try reduced()
      return [try (u * g.unsqueeze(-2)).matmul(vh)]
    }
    u.record("LinalgSvdBackward0", inputs: [a]) { (g, _) throws(TensorError) in
      [try vectorGradient(reduced(), g.narrow(dim: -1, start: 0, length: small), isLeft: true)]
    }
    vh.record("LinalgSvdBackward0", inputs: [a]) { (g, _) throws(TensorError) in
      [try vectorGradient(reduced(), g.narrow(dim: -2, start: 0, length: small), isLeft: false)]
    }
    return (u, s, vh)
  }

  /// The gradient through U, or through Vh (by transposing everything).
  private static func vectorGradient(
    _ svd: (u: Tensor, s: Tensor, vh: Tensor), _ g: Tensor, isLeft: Bool
  ) throws(TensorError) -> Tensor {
    if !isLeft {
      let mirrored = try (svd.vh.matrixTranspose(), svd.s, svd.u.matrixTranspose())
      return try vectorGradient(mirrored, g.matrixTranspose(), isLeft: true).matrixTranspose()
    }
    let (u, s, vh) = svd
    let product = try u.matrixTranspose().matmul(g)
    let skew = try (product - product.matrixTranspose()) * gaps(s * s)
    var result = try u.matmul(skew * s.unsqueeze(-2)).matmul(vh)
    if u.shape[u.rank - 2] > u.shape[u.rank - 1] {
      let outside = try g - u.matmul(product)
      result = try result + (outside / s.unsqueeze(-2)).matmul(vh)
    }
    return result
  }

  /// The singular values alone.
  public static func svdvals(_ a: Tensor) throws(TensorError) -> Tensor { try svd(a, fullMatrices: false).s }

  /// L with A = L·Lᵀ, or its transpose for `upper`.
  public static func cholesky(_ a: Tensor, upper: Bool = false) throws(TensorError) -> Tensor {
    let found = try a.squareMatrices(op: "linalg.cholesky").map { matrix throws(TensorError) in
      switch Cholesky.factor(matrix) {
      case .factor(let l): return l
      case .notPositiveDefinite(let order): throw .notPositiveDefinite(order: order)
      }
    }
    let n = a.shape[a.rank - 1]
    let l = try Tensor.batch(found, a.batchShape, rows: n, columns: n, a.dtype)
    if Tensor.records(a) {
      l.record("LinalgCholeskyExBackward0", inputs: [a], keepsResult: true) { (g, node) throws(TensorError) in
        // ½·(S + Sᵀ) with S = L⁻ᵀ·Φ(Lᵀ·gL)·L⁻¹, where Φ takes the lower triangle and half the diagonal
        let l = try node.result()
        let product = try l.matrixTranspose().matmul(g)
        let phi = try product.tril() - (product * Tensor.eye(n, dtype: l.dtype)) * 0.5
        let transposed = try l.matrixTranspose()
        let s = try solve(transposed, solve(transposed, phi.matrixTranspose()).matrixTranspose())
        return [try (s + s.matrixTranspose()) * 0.5]
      }
    }
    return upper ? try l.matrixTranspose() : l
  }

  /// The pseudo-inverse of Moore and Penrose; singular values below `tolerance` times the largest count as zero.
  public static func pinv(_ a: Tensor, tolerance: Double? = nil) throws(TensorError) -> Tensor {
    let (rows, columns) = try sizes(a, "linalg.pinv")
    let bound = tolerance ?? epsilon(a.dtype) * Double(Swift.max(rows, columns))
    let found = try a.matrices(op: "linalg.pinv").map { matrix throws(TensorError) in
      let svd = SingularValues(matrix)
      guard svd.converged else { throw failure("linalg.pinv") }
      let rank = svd.rank(tolerance: bound)
      var scaled = svd.u.prefix(columns: rank).transposed
      for k in 0..<rank { for j in 0..<rows { scaled[k, j] /= svd.values[k] } }
      return svd.vTransposed.prefix(rows: rank).transposed * scaled
    }
    let result = try Tensor.batch(found, a.batchShape, rows: columns, columns: rows, a.dtype)
    if Tensor.records(a) {
      result.record("LinalgPinvBackward0", inputs: [a], saving: [a], keepsResult: true) {
        (g, node) throws(TensorError) in
        [try pseudoInverseGradient(g, node.savedInput(0), node.result())]
      }
    }
    return result
  }

  /// What the gradient `g` of the pseudo-inverse `y` of `a` means for `a` (Golub & Pereyra 1973).
  static func pseudoInverseGradient(_ g: Tensor, _ a: Tensor, _ y: Tensor) throws(TensorError) -> Tensor {
    let (gt, yt) = try (g.matrixTranspose(), y.matrixTranspose())
    let first = try y.matmul(gt).matmul(y).matrixTranspose()
    let second = try gt.matmul(y).matmul(yt)
    let third = try yt.matmul(y).matmul(gt)
    return try -first + second - a.matmul(y).matmul(second) + third - third.matmul(y).matmul(a)
  }

  private static func sizes(_ a: Tensor, _ op: String) throws(TensorError) -> (rows: Int, columns: Int) {
    guard a.rank >= 2 else { throw .rankRange(op: op, atLeast: 2, got: a.shape) }
    return (a.shape[a.rank - 2], a.shape[a.rank - 1])
  }

  /// Aⁿ, of the inverse for a negative n.
  public static func matrixPower(_ a: Tensor, _ n: Int) throws(TensorError) -> Tensor {
    let (rows, columns) = try sizes(a, "linalg.matrix_power")
    guard rows == columns else { throw .notSquare(op: "linalg.matrix_power", a.shape) }
    if n == 0 { return try a.zerosLike() + Tensor.eye(rows, dtype: a.dtype) }
    var base = n < 0 ? try inv(a) : a
    var exponent = n.magnitude
    var result: Tensor?
    while true {
      if exponent & 1 == 1 {
        if let partial = result { result = try partial.matmul(base) } else { result = base }
      }
      exponent >>= 1
      if exponent == 0 { break }
      base = try base.matmul(base)
    }
    return result ?? base
  }
}
