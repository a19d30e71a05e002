import CKernels

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// `torch.linalg`: on matrices in the last two dimensions, computed in float64, with gradients.
public enum Linalg {
  // MARK: systems of equations

  /// A⁻¹.
  public static func inv(_ a: Tensor) throws(TensorError) -> Tensor {
    let inverses = try a.squareMatrices(op: "linalg.inv").map { matrix throws(TensorError) in
      let lu = LU(matrix)
      if seodang_interrupted() != 0 { throw .interrupted }
      if let pivot = lu.zeroPivot { throw .singular(op: "linalg.inv", pivot: pivot + 1) }
      return lu.inverse
    }
    let n = a.shape[a.rank - 1]
    let result = try Tensor.batch(inverses, a.batchShape, rows: n, columns: n, a.dtype)
    if Tensor.records(a) {
      result.record("LinalgInvExBackward0", inputs: [a], keepsResult: true) { (g, node) throws(TensorError) in
        let y = try node.result().matrixTranspose()
        return [try -y.matmul(g).matmul(y)]
      }
    }
    return result
  }

  /// X with A·X = B. B may be a vector, or a batch of vectors when its shape is A's batch and one dimension.
  public static func solve(_ a: Tensor, _ b: Tensor) throws(TensorError) -> Tensor {
    guard a.rank >= 2 else { throw .rankRange(op: "linalg.solve", atLeast: 2, got: a.shape) }
    guard a.dtype == b.dtype else { throw .dtypeMismatch(op: "linalg.solve", a.dtype, b.dtype) }
    let isVector = b.rank == 1 || (b.rank == a.rank - 1 && b.shape == Shape(a.shape.dropLast()))
    if isVector { return try solve(a, b.unsqueeze(-1)).squeeze([-1]) }
    let (matrices, rights) = try pairs("linalg.solve", a, b, isSquare: true)
    let solutions = try zip(matrices.list, rights.list).map { pair throws(TensorError) in
      let lu = LU(pair.0)
      if seodang_interrupted() != 0 { throw .interrupted }
      if let pivot = lu.zeroPivot { throw .singular(op: "linalg.solve", pivot: pivot + 1) }
      return lu.solve(pair.1)
    }
    let result = try Tensor.batch(
      solutions, matrices.batch, rows: a.shape[a.rank - 1], columns: b.shape[b.rank - 1], a.dtype)
    if Tensor.records(a, b) {
      result.record("LinalgSolveExBackward0", inputs: [a, b], saving: [a], keepsResult: true) {
        (g, node) throws(TensorError) in
        let right = try solve(node.savedInput(0).matrixTranspose(), g)
        return [try -right.matmul(node.result().matrixTranspose()), right]
      }
    }
    return result
  }

  /// Two operands brought to one batch.
  private static func pairs(
    _ op: String, _ a: Tensor, _ b: Tensor, isSquare: Bool
  ) throws(TensorError) -> (a: (batch: Shape, list: [Matrix]), b: (batch: Shape, list: [Matrix])) {
    guard b.rank >= 2 else { throw .rankRange(op: op, atLeast: 2, got: b.shape) }
    if isSquare, a.shape[a.rank - 1] != a.shape[a.rank - 2] { throw .notSquare(op: op, a.shape) }
    guard a.shape[a.rank - 2] == b.shape[b.rank - 2] else { throw .shapeMismatch(op: op, a.shape, b.shape) }
    let batch = try Shape.broadcast(a.batchShape, b.batchShape)
    func stretched(_ x: Tensor) throws(TensorError) -> [Matrix] {
      var shape = batch
      shape.append(x.shape[x.rank - 2])
      shape.append(x.shape[x.rank - 1])
      return try x.detach().expand(to: shape).matrices(op: op)
    }
    return try ((batch, stretched(a)), (batch, stretched(b)))
  }

  /// The X of smallest norm among those that minimise ‖A·X − B‖; the residuals' squares where A has full column rank and
  /// more rows than columns; the rank of A.
  public static func lstsq(
    _ a: Tensor, _ b: Tensor, tolerance: Double? = nil
  ) throws(TensorError) -> (solution: Tensor, residuals: Tensor, rank: Tensor, singularValues: Tensor) {
    guard a.rank >= 2 else { throw .rankRange(op: "linalg.lstsq", atLeast: 2, got: a.shape) }
    guard a.dtype == b.dtype else { throw .dtypeMismatch(op: "linalg.lstsq", a.dtype, b.dtype) }
    if b.rank == a.rank - 1, b.shape == Shape(a.shape.dropLast()) {
      let found = try lstsq(a, b.unsqueeze(-1), tolerance: tolerance)
      let residuals = found.residuals.count > 0 ? try found.residuals.squeeze([-1]) : found.residuals
      return (try found.solution.squeeze([-1]), residuals, found.rank, found.singularValues)
    }
    let (matrices, rights) = try pairs("linalg.lstsq", a, b, isSquare: false)
    let (rows, columns) = (a.shape[a.rank - 2], a.shape[a.rank - 1])
    let bound = tolerance ?? epsilon(a.dtype) * Double(Swift.max(rows, columns))
    let found = zip(matrices.list, rights.list).map { LeastSquares.solve($0, $1, tolerance: bound) }
    let solution = try Tensor.batch(
      found.map(\.solution), matrices.batch, rows: columns, columns: b.shape[b.rank - 1], a.dtype)
    // The matrices have ranks, however many right sides each of them serves.
    let ranks =
      a.batchShape == matrices.batch
      ? found.map(\.rank)
      : try a.detach().matrices(op: "linalg.lstsq").map {
        let one = Matrix(rows: rows, columns: 1, elements: Array(repeating: 0, count: rows))
        return LeastSquares.solve($0, one, tolerance: bound).rank
      }
    let rank = try Tensor(ranks, a.batchShape)
    var residuals = try Tensor.zeros([0], dtype: a.dtype)
    if rows > columns, found.allSatisfy({ $0.rank == columns }) {
      let difference = try a.detach().matmul(solution) - b.detach()
      residuals = try (difference * difference).sum(dims: [-2])
    }
    if Tensor.records(a, b) {
      solution.record("LinalgLstsqBackward0", inputs: [a, b], saving: [a, b]) {
        (g, node) throws(TensorError) in
        // X = A⁺·B
        let (a, b) = try (node.savedInput(0), node.savedInput(1))
        let y = try pinv(a)
        return [
          try pseudoInverseGradient(g.matmul(b.matrixTranspose()), a, y),
          try y.matrixTranspose().matmul(g),
        ]
      }
    }
    return (solution, residuals, rank, try Tensor.zeros([0], dtype: a.dtype))
  }

  /// Half a unit in the last place of 1, twice: the type's `eps`.
  static func epsilon(_ dtype: DType) -> Double {
    dtype == .float32 ? Double(Float.ulpOfOne) : Double.ulpOfOne
  }

  // MARK: determinants

  public static func det(_ a: Tensor) throws(TensorError) -> Tensor {
    let values = try a.squareMatrices(op: "linalg.det").map { LU($0).determinant }
    let result = try Tensor.batch(values, a.batchShape, a.dtype)
    if Tensor.records(a) {
      result.record("LinalgDetBackward0", inputs: [a], saving: [a], keepsResult: true) {
        (g, node) throws(TensorError) in
        let a = try node.savedInput(0)
        if try result.detach().eq(0).any().item().isTrue { return [try g.overMatrices() * cofactors(a)] }
        return [try (g * node.result()).overMatrices() * inv(a).matrixTranspose()]
      }
    }
    return result
  }

  /// det(A)·A⁻ᵀ, of singular matrices too: det(U)·det(V)·U·diag(Π_{j ≠ i} σⱼ)·Vᵀ.
  private static func cofactors(_ a: Tensor) throws(TensorError) -> Tensor {
    let n = a.shape[a.rank - 1]
    let results = try a.squareMatrices(op: "linalg.det").map { matrix in
      let svd = SingularValues(matrix)
      let sign = LU(svd.u).determinant * LU(svd.vTransposed).determinant
      var scaled = svd.vTransposed
      for i in 0..<n {
        let others = svd.values.indices.reduce(sign) { $1 == i ? $0 : $0 * svd.values[$1] }
        for j in 0..<n { scaled[i, j] *= others }
      }
      return svd.u * scaled
    }
    return try Tensor.batch(results, a.batchShape, rows: n, columns: n, a.dtype)
  }

  /// The sign of the determinant and the logarithm of its absolute value.
  public static func slogdet(_ a: Tensor) throws(TensorError) -> (sign: Tensor, logabsdet: Tensor) {
    let values = try a.squareMatrices(op: "linalg.slogdet").map { LU($0).signAndLogDeterminant }
    let logarithm = try Tensor.batch(values.map(\.logarithm), a.batchShape, a.dtype)
    if Tensor.records(a) {
      logarithm.record("LinalgSlogdetBackward0", inputs: [a], saving: [a]) { (g, node) throws(TensorError) in
        [try g.overMatrices() * inv(node.savedInput(0)).matrixTranspose()]
      }
    }
    return (try Tensor.batch(values.map(\.sign), a.batchShape, a.dtype), logarithm)
  }

  // MARK: norms and rank

  /// How many singular values count.
  public static func matrixRank(_ a: Tensor, tolerance: Double? = nil) throws(TensorError) -> Tensor {
    guard a.rank >= 2 else { throw .rankRange(op: "linalg.matrix_rank", atLeast: 2, got: a.shape) }
    let longest = Double(Swift.max(a.shape[a.rank - 2], a.shape[a.rank - 1]))
    let ranks = try a.matrices(op: "linalg.matrix_rank").map { matrix in
      let values = SingularValues(matrix).values
      let bound = tolerance ?? (values.first ?? 0) * epsilon(a.dtype) * longest
      return values.filter { $0 > bound }.count
    }
    return try Tensor(ranks, a.batchShape)
  }

  /// The norms of matrices.
  public enum MatrixNorm: Sendable, Equatable {
    /// √Σ aᵢⱼ²
    case frobenius
    /// The sum of the singular values.
    case nuclear
    /// The largest (smallest) sum of absolute values of a row.
    case infinity, negativeInfinity
    /// The largest (smallest) sum of absolute values of a column.
    case one, negativeOne
    /// The largest (smallest) singular value.
    case two, negativeTwo
  }

  /// The norm of each matrix in the last two dimensions.
  public static func matrixNorm(
    _ a: Tensor, _ order: MatrixNorm = .frobenius, keepDim: Bool = false
  ) throws(TensorError) -> Tensor {
    guard a.rank >= 2 else { throw .rankRange(op: "linalg.matrix_norm", atLeast: 2, got: a.shape) }
    let result: Tensor
    switch order {
    case .frobenius: result = try (a * a).sum(dims: [-2, -1]).sqrt()
    case .nuclear: result = try svdvals(a).sum(dims: [-1])
    case .two: result = try svdvals(a).select(dim: -1, index: 0)
    case .negativeTwo: result = try svdvals(a).select(dim: -1, index: -1)
    case .one, .negativeOne, .infinity, .negativeInfinity:
      let sums = try a.abs().sum(dims: [order == .one || order == .negativeOne ? -2 : -1])
      let isLargest = order == .one || order == .infinity
      result = try isLargest ? sums.amax(dims: [-1]) : sums.amin(dims: [-1])
    }
    return keepDim ? try result.overMatrices() : result
  }
}
