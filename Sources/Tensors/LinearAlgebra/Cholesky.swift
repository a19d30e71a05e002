import CKernels

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

func naturalLogarithm(_ x: Double) -> Double { log(x) }

/// A = L·Lᵀ for a symmetric positive definite A, of which only the lower triangle is read (Golub & Van Loan §4.2).
package enum Cholesky {
  /// The lower triangle L, or the order of the leading part that isn't positive definite.
  package enum Outcome {
    case factor(Matrix)
    case notPositiveDefinite(order: Int)
  }

  package static func factor(_ matrix: Matrix) -> Outcome {
    let n = matrix.rows
    var l = Matrix(zeros: n, n)
    for i in 0..<n where seodang_interrupted() == 0 {
      for j in 0...i {
        var sum = matrix[i, j]
        for k in 0..<j { sum -= l[i, k] * l[j, k] }
        if i > j {
          l[i, j] = sum / l[j, j]
        } else if sum > 0 {
          l[i, i] = sum.squareRoot()
        } else {
          return .notPositiveDefinite(order: i + 1)
        }
      }
    }
    return .factor(l)
  }
}
