import CKernels

// What is made of factors that are known already, or of several functions of `Linalg`; the gradients come with the parts.
extension Linalg {
  /// X with A·X = B, or X·A = B if A stands on the right, for a triangular A. The other triangle isn't read.
  ///
  /// - Parameter isUnit: the diagonal counts as ones and isn't read either.
  public static func solveTriangular(
    _ a: Tensor, _ b: Tensor, upper: Bool, left: Bool = true, isUnit: Bool = false
  ) throws(TensorError) -> Tensor {
    guard a.rank >= 2 else { throw .rankRange(op: "linalg.solve_triangular", atLeast: 2, got: a.shape) }
    guard b.rank >= 2 else { throw .rankRange(op: "linalg.solve_triangular", atLeast: 2, got: b.shape) }
    guard left else {
      return try solveTriangular(
        a.matrixTranspose(), b.matrixTranspose(), upper: !upper, isUnit: isUnit
      ).matrixTranspose()
    }
    let strict = isUnit ? 1 : 0
    var triangle = try upper ? a.triu(diagonal: strict) : a.tril(diagonal: -strict)
    if isUnit { triangle = try triangle + Tensor.eye(a.shape[a.rank - 1], dtype: a.dtype) }
    // Elimination of an upper triangle finds its pivots on the diagonal; a lower one becomes upper when it's turned around.
    if upper { return try solve(triangle, b) }
    return try solve(triangle.flip([-2, -1]), b.flip([-2])).flip([-2])
  }

  /// X with L·Lᵀ·X = B, from the Cholesky factor L, or U with Uᵀ·U·X = B.
  public static func choleskySolve(_ b: Tensor, _ factor: Tensor, upper: Bool = false) throws(TensorError)
    -> Tensor
  {
    let transposed = try factor.matrixTranspose()
    let (lower, over) = upper ? (transposed, factor) : (factor, transposed)
    return try solveTriangular(over, solveTriangular(lower, b, upper: false), upper: true)
  }

  /// P·L·U = A with partial pivoting; `pivots` are the rows exchanged at each step, counted from 1. Gradients flow into
  /// square matrices.
  public static func lu(
    _ a: Tensor, op: String = "linalg.lu"
  ) throws(TensorError) -> (permutation: Tensor, lower: Tensor, upper: Tensor, pivots: Tensor) {
    guard a.rank >= 2 else { throw .rankRange(op: op, atLeast: 2, got: a.shape) }
    let (rows, columns) = (a.shape[a.rank - 2], a.shape[a.rank - 1])
    if rows != columns, Tensor.records(a) {
      throw .notDifferentiable(op: "\(op) of a matrix that isn't square")
    }
    // Columns or rows of zeros change nothing of the steps before them.
    let size = Swift.max(rows, columns)
    let square = try a.detach().pad([0, size - columns, 0, size - rows])
    let found = try square.squareMatrices(op: op).map { LU($0) }
    if seodang_interrupted() != 0 { throw .interrupted }
    let all = try Tensor.batch(found.map(\.factors), a.batchShape, rows: size, columns: size, a.dtype)
    let count = Swift.min(rows, columns)
    let factors = try all.narrow(dim: -2, start: 0, length: rows).narrow(dim: -1, start: 0, length: columns)
    let exchanges = found.map { Array($0.pivots.prefix(count)) }
    let permutation = try Tensor.batch(
      exchanges.map { permutationMatrix($0, size: rows) }, a.batchShape, rows: rows, columns: rows, a.dtype)
    let lower = try factors.narrow(dim: -1, start: 0, length: count).tril(diagonal: -1)
      .add(Tensor.eye(rows, count, dtype: a.dtype))
    let upper = try factors.narrow(dim: -2, start: 0, length: count).triu()
    if Tensor.records(a) {
      let name: StaticString = op == "linalg.lu" ? "LinalgLuBackward0" : "LinalgLuFactorExBackward0"
      for (factor, isLower) in [(lower, true), (upper, false)] {
        factor.record(name, inputs: [a], saving: [a]) { (g, node) throws(TensorError) in
          // Factorised anew, so that gradients of gradients know how the factors depend on the matrix.
          let (permutation, lower, upper, _) = try lu(node.savedInput(0), op: op)
          return [try factorGradient(g, isLower: isLower, permutation, lower, upper)]
        }
      }
    }
    var shape = a.batchShape
    shape.append(count)
    return (
      permutation, lower, upper,
      try Tensor(exchanges.flatMap { $0.map { $0 + 1 } }, shape).integers(.int32)
    )
  }

  /// P·L⁻ᵀ·(tril(Lᵀ·gL, −1) + triu(gU·Uᵀ))·U⁻ᵀ, the part of one of the factors.
  private static func factorGradient(
    _ g: Tensor, isLower: Bool, _ permutation: Tensor, _ lower: Tensor, _ upper: Tensor
  ) throws(TensorError) -> Tensor {
    let inner =
      isLower
      ? try lower.matrixTranspose().matmul(g).tril(diagonal: -1)
      : try g.matmul(upper.matrixTranspose()).triu()
    let left = try solveTriangular(lower.matrixTranspose(), inner, upper: true, isUnit: true)
    let both = try solveTriangular(upper.matrixTranspose(), left, upper: false, left: false)
    return try permutation.matmul(both)
  }

  /// The matrix P whose product with what was exchanged row by row is what was there before.
  private static func permutationMatrix(_ exchanges: [Int], size: Int) -> Matrix {
    var order = Array(0..<size)
    for (k, pivot) in exchanges.enumerated() where k < size && pivot < size { order.swapAt(k, pivot) }
    var matrix = Matrix(rows: size, columns: size, elements: Array(repeating: 0, count: size * size))
    for (row, original) in order.enumerated() { matrix[original, row] = 1 }
    return matrix
  }

  /// The matrices P of the exchanges that `lu` tells, for matrices with `rows` rows.
  package static func permutation(
    _ pivots: Tensor, rows: Int, dtype: DType, op: String = "linalg.lu_solve"
  ) throws(TensorError) -> Tensor {
    guard pivots.rank >= 1, !pivots.dtype.isFloatingPoint else {
      throw .rankRange(op: op, atLeast: 1, got: pivots.shape)
    }
    let steps = pivots.shape[pivots.rank - 1]
    let exchanges = try pivots.to(.int64).array(Int.self).map { $0 - 1 }
    guard steps <= rows, exchanges.allSatisfy({ $0 >= 0 && $0 < rows }) else {
      throw .argument(op: op, name: "pivots", value: "\(exchanges.map { $0 + 1 })")
    }
    let batch = Shape(pivots.shape.dropLast())
    let matrices = (0..<batch.product).map {
      permutationMatrix(Array(exchanges[($0 * steps)..<(($0 + 1) * steps)]), size: rows)
    }
    return try Tensor.batch(matrices, batch, rows: rows, columns: rows, dtype)
  }

  /// X with A·X = B from the factors of A that `lu` gives, packed into one matrix; Aᵀ·X = B if `adjoint`; X·A = B if A
  /// stands on the right.
  public static func luSolve(
    _ factors: Tensor, _ pivots: Tensor, _ b: Tensor, left: Bool = true, adjoint: Bool = false
  ) throws(TensorError) -> Tensor {
    guard factors.rank >= 2 else { throw .rankRange(op: "linalg.lu_solve", atLeast: 2, got: factors.shape) }
    guard b.rank >= 2 else { throw .rankRange(op: "linalg.lu_solve", atLeast: 2, got: b.shape) }
    let n = factors.shape[factors.rank - 1]
    guard factors.shape[factors.rank - 2] == n else { throw .notSquare(op: "linalg.lu_solve", factors.shape) }
    guard b.shape[left ? b.rank - 2 : b.rank - 1] == n else {
      throw .shapeMismatch(op: "linalg.lu_solve", factors.shape, b.shape)
    }
    guard left else {
      return try luSolve(factors, pivots, b.matrixTranspose(), adjoint: !adjoint).matrixTranspose()
    }
    let permutation = try permutation(pivots, rows: n, dtype: factors.dtype)
    if adjoint {
      let transposed = try factors.matrixTranspose()
      let inner = try solveTriangular(transposed, b, upper: false)
      return try permutation.matmul(solveTriangular(transposed, inner, upper: true, isUnit: true))
    }
    let exchanged = try permutation.matrixTranspose().matmul(b)
    return try solveTriangular(
      factors, solveTriangular(factors, exchanged, upper: false, isUnit: true), upper: true)
  }

  /// e^A of square matrices: a Taylor sum of A/2ᵏ, squared k times (Moler & Van Loan 2003, method 3).
  public static func matrixExp(_ a: Tensor) throws(TensorError) -> Tensor {
    guard a.rank >= 2 else { throw .rankRange(op: "linalg.matrix_exp", atLeast: 2, got: a.shape) }
    let n = a.shape[a.rank - 1]
    guard a.shape[a.rank - 2] == n else { throw .notSquare(op: "linalg.matrix_exp", a.shape) }
    guard a.dtype.isFloatingPoint else { throw .dtype(op: "linalg.matrix_exp", a.dtype) }
    guard a.count > 0 else { return try a.clone() }
    let norm = try a.detach().abs().sum(dims: [-1]).max().item().double
    let halvings = norm.isFinite ? Swift.max(0, norm.exponent + 2) : 0
    // With a norm below 1/2 what is left after the sixteenth power is less than 2⁻⁶⁴.
    let scaled = try a.to(.float64).mul(.float(Double(sign: .plus, exponent: -halvings, significand: 1)))
    let one = try Tensor.eye(n, dtype: .float64)
    var sum = try scaled.detach().zerosLike() + one
    for k in stride(from: 16, through: 1, by: -1) {
      sum = try scaled.matmul(sum).div(.int(k)) + one
    }
    for _ in 0..<halvings { sum = try sum.matmul(sum) }
    return try sum.to(a.dtype)
  }

  /// The tensor whose `tensordot` over `ind` dimensions undoes that of `a`.
  public static func tensorInverse(_ a: Tensor, ind: Int = 2) throws(TensorError) -> Tensor {
    guard ind > 0, ind <= a.rank else {
      throw .argument(op: "linalg.tensorinv", name: "ind", value: "\(ind)")
    }
    let (first, last) = (Array(a.shape.prefix(ind)), Array(a.shape.dropFirst(ind)))
    let rows = first.reduce(1, &*)
    guard rows == last.reduce(1, &*) else { throw .notSquare(op: "linalg.tensorinv", a.shape) }
    return try inv(a.reshape([rows, rows])).reshape(last + first)
  }

  /// X with `tensordot(a, X, X.rank)` = B.
  ///
  /// - Parameter dims: dimensions of `a` that are moved to its end first.
  public static func tensorSolve(_ a: Tensor, _ b: Tensor, dims: [Int] = []) throws(TensorError) -> Tensor {
    let moved = dims.isEmpty ? a : try a.movedim(dims, dims.indices.map { $0 - dims.count })
    let count = b.count
    let shape = Array(moved.shape.dropFirst(b.rank))
    guard b.rank <= moved.rank, shape.reduce(1, &*) == count else {
      throw .shapeMismatch(op: "linalg.tensorsolve", a.shape, b.shape)
    }
    return try solve(moved.reshape([count, count]), b.reshape([count])).reshape(shape)
  }
}
