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

  /// P·L·U = A for square matrices, with partial pivoting; `pivots` are the rows exchanged at each step, counted from 1.
  ///
  /// Without gradients.
  public static func lu(
    _ a: Tensor, op: String = "linalg.lu"
  ) throws(TensorError) -> (permutation: Tensor, lower: Tensor, upper: Tensor, pivots: Tensor) {
    if Tensor.records(a) { throw .notDifferentiable(op: op) }
    let found = try a.squareMatrices(op: op).map { LU($0) }
    let n = a.shape[a.rank - 1]
    let factors = try Tensor.batch(found.map(\.factors), a.batchShape, rows: n, columns: n, a.dtype)
    let permutations = found.map { lu in
      var order = Array(0..<n)
      for (k, pivot) in lu.pivots.enumerated() { order.swapAt(k, pivot) }
      var matrix = Matrix(rows: n, columns: n, elements: Array(repeating: 0, count: n * n))
      for (row, original) in order.enumerated() { matrix[original, row] = 1 }
      return matrix
    }
    var shape = a.batchShape
    shape.append(n)
    return try (
      Tensor.batch(permutations, a.batchShape, rows: n, columns: n, a.dtype),
      factors.tril(diagonal: -1) + Tensor.eye(n, dtype: a.dtype), factors.triu(),
      Tensor(found.flatMap { $0.pivots.map { $0 + 1 } }, shape).integers(.int32)
    )
  }

  /// X with A·X = B from the factors of A that `lu` gives, packed into one matrix.
  public static func luSolve(_ factors: Tensor, _ pivots: Tensor, _ b: Tensor) throws(TensorError) -> Tensor {
    let n = factors.shape.last ?? 0
    let exchanges = try pivots.to(.int64).array(Int.self)
    guard pivots.rank == 1, exchanges.count == n, exchanges.allSatisfy({ $0 >= 1 && $0 <= n }) else {
      throw .argument(op: "linalg.lu_solve", name: "pivots", value: "\(exchanges)")
    }
    var order = Array(0..<n)
    for (k, pivot) in exchanges.enumerated() { order.swapAt(k, pivot - 1) }
    let exchanged = try b.indexSelect(dim: -2, Tensor(order, [n]))
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
