import CKernels

/// P·A = L·U for a square A, with partial pivoting (Golub & Van Loan §3.4).
package struct LU: Sendable {
  package let factors: Matrix
  /// The row that was exchanged with row k in step k.
  package let pivots: [Int]
  /// The first k with U[k, k] = 0, when A is singular.
  package let zeroPivot: Int?

  package init(_ matrix: Matrix) {
    let n = matrix.rows
    var a = matrix
    var pivots: [Int] = []
    var zeroPivot: Int?
    a.elements.withUnsafeMutableBufferPointer { a in
      guard let start = a.baseAddress else { return }
      for k in 0..<n where seodang_interrupted() == 0 {
        var pivot = k
        for i in k + 1..<max(n, k + 1) where a[i * n + k].magnitude > a[pivot * n + k].magnitude { pivot = i }
        pivots.append(pivot)
        if pivot != k { for j in 0..<n { a.swapAt(k * n + j, pivot * n + j) } }
        let diagonal = a[k * n + k]
        guard diagonal != 0 else {
          zeroPivot = zeroPivot ?? k
          continue
        }
        for i in k + 1..<max(n, k + 1) {
          let factor = a[i * n + k] / diagonal
          a[i * n + k] = factor
          if factor != 0 {
            subtract(factor, start + (k * n + k + 1), from: start + (i * n + k + 1), count: n - k - 1)
          }
        }
      }
    }
    (factors, self.pivots, self.zeroPivot) = (a, pivots, zeroPivot)
  }

  /// +1 or −1: the determinant of P.
  package var permutationSign: Double {
    pivots.enumerated().reduce(1) { $1.offset == $1.element ? $0 : -$0 }
  }

  package var determinant: Double {
    (0..<factors.rows).reduce(permutationSign) { $0 * factors[$1, $1] }
  }

  /// The sign of the determinant (0 when singular) and the logarithm of its absolute value.
  package var signAndLogDeterminant: (sign: Double, logarithm: Double) {
    var sign = permutationSign
    var logarithm = 0.0
    for k in 0..<factors.rows {
      let diagonal = factors[k, k]
      if diagonal == 0 { return (0, -.infinity) }
      if diagonal < 0 { sign = -sign }
      logarithm += naturalLogarithm(diagonal.magnitude)
    }
    return (sign, logarithm)
  }

  /// X with A·X = B. Meaningless when A is singular.
  package func solve(_ right: Matrix) -> Matrix {
    let n = factors.rows
    let columns = right.columns
    var x = right
    factors.elements.withUnsafeBufferPointer { a in
      x.elements.withUnsafeMutableBufferPointer { x in
        guard let start = x.baseAddress else { return }
        for (k, pivot) in pivots.enumerated() where pivot != k {
          for j in 0..<columns { x.swapAt(k * columns + j, pivot * columns + j) }
        }
        for i in 0..<n where seodang_interrupted() == 0 {
          for k in 0..<i {
            subtract(a[i * n + k], start + k * columns, from: start + i * columns, count: columns)
          }
        }
        for i in stride(from: n - 1, through: 0, by: -1) where seodang_interrupted() == 0 {
          for k in i + 1..<max(n, i + 1) {
            subtract(a[i * n + k], start + k * columns, from: start + i * columns, count: columns)
          }
          for j in 0..<columns { x[i * columns + j] /= a[i * n + i] }
        }
      }
    }
    return x
  }

  package var inverse: Matrix { solve(Matrix(identity: factors.rows, factors.rows)) }
}

/// Subtracts a multiple of one row from another. On pointers, since checked index arithmetic keeps a loop from using
/// vectors.
@inline(__always)
private func subtract(
  _ factor: Double, _ row: UnsafePointer<Double>, from other: UnsafeMutablePointer<Double>, count: Int
) {
  for j in 0..<count { other[j] -= factor * row[j] }
}
