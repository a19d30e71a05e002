/// A = U·diag(σ)·Vᵀ, singular values descending.
///
/// `Bidiagonal` does most of the work, `BidiagonalIteration` the rest. A tall matrix is reduced to its R first; a wide one
/// is taken as it stands. The signs of the vectors come out as PyTorch's for small matrices of full rank.
package struct SingularValues: Sendable {
  package private(set) var values: [Double] = []
  /// Orthonormal columns: min(rows, columns) of them, or a whole basis.
  package private(set) var u: Matrix
  /// Orthonormal rows: min(rows, columns) of them, or a whole basis.
  package private(set) var vTransposed: Matrix
  /// Whether the iteration ended, as it does for finite matrices.
  package private(set) var converged = true

  /// - Parameter isFull: asks for square U and V.
  package init(_ matrix: Matrix, isFull: Bool = false) {
    let (m, n) = (matrix.rows, matrix.columns)
    let small = min(m, n)
    (u, vTransposed) = (Matrix(identity: m, isFull ? m : small), Matrix(identity: isFull ? n : small, n))
    guard small > 0, matrix.elements.allSatisfy(\.isFinite) else {
      converged = small == 0
      values = [Double](repeating: .nan, count: small)
      return
    }
    // From this shape on it saves work to decompose the triangle of a QR decomposition.
    if m > n, m >= n * 11 / 6 {
      let qr = QR(matrix)
      let core = SingularValues(qr.r(rows: n))
      (values, vTransposed, converged) = (core.values, core.vTransposed, core.converged)
      for i in 0..<n { for j in 0..<n { u[i, j] = core.u[i, j] } }
      qr.apply(transposed: false, to: &u)
      return
    }
    var reduced = Bidiagonal(m >= n ? matrix : matrix.transposed, isFull: isFull)
    if m < n {
      // The transpose's upper diagonal is a lower one here; one sweep of rotations from the left lifts it.
      swap(&reduced.left, &reduced.right)
      reduced.lift()
    }
    if small == 1, reduced.diagonal[0] < 0 {
      reduced.diagonal[0] = -reduced.diagonal[0]
      for k in 0..<reduced.left.columns { reduced.left[0, k] = -reduced.left[0, k] }
    }
    var iteration = BidiagonalIteration(
      diagonal: reduced.diagonal, above: reduced.above, left: reduced.left, right: reduced.right)
    converged = iteration.run()
    values = iteration.diagonal
    u = iteration.left.transposed
    vTransposed = iteration.right
  }

  /// How many singular values exceed `tolerance` times the largest.
  package func rank(tolerance: Double) -> Int {
    let bound = (values.first ?? 0) * tolerance
    return values.prefix { $0 > bound }.count
  }
}
