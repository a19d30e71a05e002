import Tensors
import Testing

private func randomMatrix(_ rows: Int, _ columns: Int, seed: UInt64) -> Matrix {
  var random = SplitMix(seed: seed)
  return Matrix(
    rows: rows, columns: columns,
    elements: (0..<rows * columns).map { _ in Double.random(in: -1...1, using: &random) })
}

private func distance(_ a: Matrix, _ b: Matrix) -> Double {
  guard a.rows == b.rows, a.columns == b.columns else { return .infinity }
  return zip(a.elements, b.elements).map { ($0 - $1).magnitude }.max() ?? 0
}

private func isOrthonormal(_ columns: Matrix) -> Bool {
  distance(columns.transposed * columns, Matrix(identity: columns.columns, columns.columns)) < 1e-12
}

private func diagonal(_ values: [Double], _ rows: Int, _ columns: Int) -> Matrix {
  var matrix = Matrix(zeros: rows, columns)
  for (i, value) in values.enumerated() { matrix[i, i] = value }
  return matrix
}

private let shapes = [
  (1, 1), (3, 1), (1, 4), (4, 4), (7, 3), (3, 7), (50, 50), (90, 40), (40, 90), (130, 70),
]

@Suite("Decompositions")
struct DecompositionTests {
  @Test("QR: Q is orthonormal, R a triangle, and their product the matrix", arguments: shapes)
  func qr(rows: Int, columns: Int) {
    let a = randomMatrix(rows, columns, seed: 1)
    let qr = QR(a)
    for count in Set([min(rows, columns), rows]) {
      let (q, r) = (qr.q(columns: count), qr.r(rows: count))
      #expect(isOrthonormal(q))
      #expect(distance(q * r, a) < 1e-12)
      for i in 0..<r.rows { for j in 0..<min(i, r.columns) { #expect(r[i, j] == 0) } }
    }
  }

  @Test(
    "QR: the diagonal of R has the opposite sign of what it replaces, as Householder's reflections give it")
  func qrSigns() {
    let r = QR(Matrix(rows: 2, columns: 2, elements: [3, 1, 4, 2])).r(rows: 2)
    #expect(distance(r, Matrix(rows: 2, columns: 2, elements: [-5, -2.2, 0, 0.4])) < 1e-14)
    #expect(QR(Matrix(identity: 3, 3)).r(rows: 3).elements == Matrix(identity: 3, 3).elements)
  }

  @Test("SVD: orthonormal vectors, descending values, and their product the matrix", arguments: shapes)
  func svd(rows: Int, columns: Int) {
    let a = randomMatrix(rows, columns, seed: 2)
    for isFull in [false, true] {
      let svd = SingularValues(a, isFull: isFull)
      #expect(svd.converged && svd.values == svd.values.sorted(by: >) && svd.values.allSatisfy { $0 >= 0 })
      #expect(isOrthonormal(svd.u) && isOrthonormal(svd.vTransposed.transposed))
      #expect(svd.u.columns == (isFull ? rows : min(rows, columns)))
      let middle = diagonal(svd.values, svd.u.columns, svd.vTransposed.rows)
      #expect(distance(svd.u * middle * svd.vTransposed, a) < 1e-12)
    }
  }

  @Test("SVD: the signs PyTorch prints")
  func svdSigns() {
    let svd = SingularValues(Matrix(rows: 2, columns: 2, elements: [1, 2, 3, 4]))
    #expect(svd.u.elements.map { $0 < 0 } == [true, true, true, false])
    #expect(svd.vTransposed.elements.map { $0 < 0 } == [true, true, false, true])
  }

  @Test("SVD: finds the rank of matrices of low rank, zero included", arguments: [0, 1, 3])
  func rank(rank: Int) {
    let a = randomMatrix(9, rank, seed: 3) * randomMatrix(rank, 6, seed: 4)
    #expect(SingularValues(a).rank(tolerance: 1e-12) == rank)
  }

  @Test("symmetric eigenvalues ascend, and the vectors are orthonormal", arguments: [1, 2, 3, 10, 60, 111])
  func eigen(n: Int) {
    let b = randomMatrix(n, n, seed: 5)
    var a = b
    for i in 0..<n { for j in 0..<n { a[i, j] = b[i, j] + b[j, i] } }
    let eigen = SymmetricEigen(a)
    let q = eigen.rows.transposed
    #expect(eigen.converged && eigen.values == eigen.values.sorted() && isOrthonormal(q))
    #expect(distance(q * diagonal(eigen.values, n, n) * eigen.rows, a) < 1e-12 * Double(n))
  }

  @Test("repeated, zero and widely spread eigenvalues and singular values are found")
  func degenerate() {
    #expect(SymmetricEigen(Matrix(identity: 4, 4)).values == [1, 1, 1, 1])
    #expect(SymmetricEigen(Matrix(zeros: 3, 3)).values == [0, 0, 0])
    #expect(SingularValues(Matrix(zeros: 3, 3)).values == [0, 0, 0])
    let spread = SingularValues(diagonal([1e-150, 1, 1e150], 3, 3))
    #expect(spread.values == [1e150, 1, 1e-150])
    let ones = SingularValues(Matrix(rows: 4, columns: 4, elements: [Double](repeating: 1, count: 16)))
    #expect((ones.values[0] - 4).magnitude < 1e-14 && ones.values.dropFirst().allSatisfy { $0 < 1e-15 })
  }

  @Test("matrices with NaN or infinity end without a decomposition")
  func nonFinite() {
    #expect(!SingularValues(Matrix(rows: 1, columns: 2, elements: [.nan, 1])).converged)
    #expect(!SymmetricEigen(Matrix(rows: 1, columns: 1, elements: [.infinity])).converged)
  }

  @Test("LU: solves, inverts, and multiplies out to the determinant", arguments: [1, 2, 5, 40])
  func lu(n: Int) {
    let a = randomMatrix(n, n, seed: 6)
    let x = randomMatrix(n, 3, seed: 7)
    let lu = LU(a)
    #expect(lu.zeroPivot == nil)
    #expect(distance(lu.solve(a * x), x) < 1e-10)
    #expect(distance(lu.inverse * a, Matrix(identity: n, n)) < 1e-10)
    let product = SymmetricEigen(a.transposed * a).values.reduce(1, *).squareRoot()
    #expect((lu.determinant.magnitude / product - 1).magnitude < 1e-6)
  }

  @Test("LU: names the pivot at which a singular matrix fails")
  func singular() {
    let lu = LU(Matrix(rows: 2, columns: 2, elements: [1, 2, 2, 4]))
    #expect(lu.zeroPivot == 1 && lu.determinant == 0 && lu.signAndLogDeterminant == (0, -.infinity))
    #expect(LU(Matrix(rows: 2, columns: 2, elements: [0, 1, 1, 0])).determinant == -1)
  }

  @Test("Cholesky: L·Lᵀ is the matrix; an indefinite one is refused at the order that fails")
  func cholesky() {
    let b = randomMatrix(8, 8, seed: 8)
    let a = b * b.transposed
    guard case .factor(let l) = Cholesky.factor(a) else {
      Issue.record("positive definite")
      return
    }
    #expect(distance(l * l.transposed, a) < 1e-13)
    guard case .notPositiveDefinite(let order) = Cholesky.factor(diagonal([1, 2, -1], 3, 3)) else {
      Issue.record("indefinite")
      return
    }
    #expect(order == 3)
  }

  @Test(
    "least squares: the residual is orthogonal to the columns, and x has no part that A ignores",
    arguments: shapes)
  func leastSquares(rows: Int, columns: Int) {
    let a = randomMatrix(rows, columns, seed: 9)
    let b = randomMatrix(rows, 2, seed: 10)
    let (x, rank) = LeastSquares.solve(a, b, tolerance: 1e-14)
    #expect(rank == min(rows, columns))
    var residual = a * x
    for i in residual.elements.indices { residual.elements[i] -= b.elements[i] }
    #expect(distance(a.transposed * residual, Matrix(zeros: columns, 2)) < 1e-9)
    // x lies in the row space: projecting it there changes nothing.
    let rowSpace = QR(a.transposed).q(columns: min(rows, columns))
    #expect(distance(rowSpace * (rowSpace.transposed * x), x) < 1e-9)
  }

  @Test("least squares of a matrix of low rank has the smallest norm")
  func leastSquaresLowRank() {
    let a = Matrix(rows: 3, columns: 2, elements: [1, 1, 1, 1, 1, 1])
    let (x, rank) = LeastSquares.solve(a, Matrix(rows: 3, columns: 1, elements: [1, 2, 3]), tolerance: 1e-14)
    #expect(rank == 1 && distance(x, Matrix(rows: 2, columns: 1, elements: [1, 1])) < 1e-14)
  }
}
