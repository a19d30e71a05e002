import CKernels

/// A = U·B·Vᵀ with an upper bidiagonal B, for a matrix at least as tall as wide, by Householder reflections from the left
/// and the right in turn (Golub & Kahan 1965).
struct Bidiagonal {
  var diagonal: [Double]
  var above: [Double]
  /// Uᵀ: orthonormal rows, as many as columns of A or a whole basis.
  var left: Matrix
  /// Vᵀ.
  var right: Matrix

  init(_ matrix: Matrix, isFull: Bool) {
    let (m, n) = (matrix.rows, matrix.columns)
    var a = matrix
    var (d, e) = ([Double](repeating: 0, count: n), [Double](repeating: 0, count: max(n - 1, 0)))
    var (leftTaus, rightTaus) = (d, d)
    var work = [Double](repeating: 0, count: n)
    (left, right) = (Matrix(identity: isFull ? m : n, m), Matrix(identity: n, n))
    a.elements.withUnsafeMutableBufferPointer { buffer in
      work.withUnsafeMutableBufferPointer { work in
        guard let a = buffer.baseAddress, let work = work.baseAddress else { return }
        for k in 0..<n where seodang_interrupted() == 0 {
          let pivot = a + (k * n + k)
          leftTaus[k] = Householder.reflect(pivot, count: m - k, stride: n)
          d[k] = pivot[0]
          Householder.applyFromLeft(
            pivot, stride: n, count: m - k, tau: leftTaus[k], to: pivot + 1, rowStride: n, columns: n - k - 1,
            work: work)
          guard k + 1 < n else { break }
          rightTaus[k] = Householder.reflect(pivot + 1, count: n - k - 1, stride: 1)
          e[k] = pivot[1]
          Householder.applyFromRight(
            pivot + 1, count: n - k - 1, tau: rightTaus[k], to: pivot + n + 1, rowStride: n, rows: m - k - 1)
        }
      }
    }
    (diagonal, above) = (d, e)
    accumulate(a, leftTaus, rightTaus)
  }

  /// Multiplies the reflections out, from the last one backwards.
  private mutating func accumulate(_ a: Matrix, _ leftTaus: [Double], _ rightTaus: [Double]) {
    let (m, n, leftRows) = (a.rows, a.columns, left.rows)
    left.elements.withUnsafeMutableBufferPointer { u in
      right.elements.withUnsafeMutableBufferPointer { v in
        guard let u = u.baseAddress, let v = v.baseAddress else { return }
        for k in stride(from: n - 1, through: 0, by: -1) where seodang_interrupted() == 0 {
          let column = (k..<m).map { a[$0, k] }
          Householder.applyFromRight(
            column, count: m - k, tau: leftTaus[k], to: u + (k * m + k), rowStride: m, rows: leftRows - k)
          guard k + 1 < n else { continue }
          let row = (k + 1..<n).map { a[k, $0] }
          Householder.applyFromRight(
            row, count: n - k - 1, tau: rightTaus[k], to: v + ((k + 1) * n + k + 1), rowStride: n,
            rows: n - k - 1)
        }
      }
    }
  }

  /// Reads `above` as a lower diagonal and makes it an upper one by rotations from the left.
  mutating func lift() {
    for i in above.indices {
      let (rotation, r) = PlaneRotation.eliminating(above[i], with: diagonal[i])
      diagonal[i] = r
      above[i] = rotation.sine * diagonal[i + 1]
      diagonal[i + 1] *= rotation.cosine
      left.turnRows(i, rotation)
    }
  }
}

extension Matrix {
  /// Turns the rows i and i + 1.
  mutating func turnRows(_ i: Int, _ rotation: PlaneRotation) {
    let count = columns
    elements.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      rotation.turn(base + i * count, base + (i + 1) * count, count: count)
    }
  }
}
