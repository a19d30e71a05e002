/// The X of smallest norm among those that minimise ‖A·X − B‖.
package enum LeastSquares {
  /// The solution and the rank found.
  ///
  /// Full-rank problems are solved by QR (of Aᵀ when A is wide), others by the singular values: those below
  /// `tolerance` times the largest count as zero.
  package static func solve(_ a: Matrix, _ b: Matrix, tolerance: Double) -> (solution: Matrix, rank: Int) {
    let small = min(a.rows, a.columns)
    guard small > 0 else { return (Matrix(zeros: a.columns, b.columns), 0) }
    let isWide = a.rows < a.columns
    let qr = QR(isWide ? a.transposed : a)
    let r = qr.r(rows: small)
    let diagonal = (0..<small).map { r[$0, $0].magnitude }
    // A safe margin: the diagonal of R without pivoting only bounds the smallest singular value.
    guard let least = diagonal.min(), let most = diagonal.max(), least > most * max(tolerance, 1e-14) * 1e3
    else {
      return bySingularValues(a, b, tolerance: tolerance)
    }
    var x: Matrix
    if isWide {
      let y = solveTriangle(r, b, transposed: true)
      x = Matrix(zeros: a.columns, b.columns)
      x.elements.replaceSubrange(0..<y.elements.count, with: y.elements)
      qr.apply(transposed: false, to: &x)
    } else {
      var rotated = b
      qr.apply(transposed: true, to: &rotated)
      x = solveTriangle(r, rotated.prefix(rows: small), transposed: false)
    }
    return (x, small)
  }

  private static func bySingularValues(
    _ a: Matrix, _ b: Matrix, tolerance: Double
  ) -> (solution: Matrix, rank: Int) {
    let svd = SingularValues(a)
    let rank = svd.rank(tolerance: tolerance)
    var rotated = svd.u.prefix(columns: rank).transposed * b
    for k in 0..<rank { for j in 0..<b.columns { rotated[k, j] /= svd.values[k] } }
    return (svd.vTransposed.prefix(rows: rank).transposed * rotated, rank)
  }

  /// X with R·X = B, or Rᵀ·X = B, for an upper triangle R.
  package static func solveTriangle(_ r: Matrix, _ b: Matrix, transposed: Bool) -> Matrix {
    let n = r.rows
    var x = b
    for step in 0..<n {
      let i = transposed ? step : n - 1 - step
      for k in transposed ? 0..<i : i + 1..<n {
        let factor = transposed ? r[k, i] : r[i, k]
        for j in 0..<b.columns { x[i, j] -= factor * x[k, j] }
      }
      for j in 0..<b.columns { x[i, j] /= r[i, i] }
    }
    return x
  }
}
