import CKernels

/// A = Q·R with orthonormal columns in Q and an upper triangle R, by Householder reflections.
///
/// Reflections are collected in panels and applied to the rest of the matrix as I − V·T·Vᵀ, with matrix products
/// (Schreiber & Van Loan 1989, "A storage-efficient WY representation").
package struct QR: Sendable {
  private let factors: Matrix  // R above, the reflections' vectors below the diagonal
  private let taus: [Double]

  private static let panelWidth = 32

  package init(_ matrix: Matrix) {
    let (rows, columns) = (matrix.rows, matrix.columns)
    let count = min(rows, columns)
    var factors = matrix
    var taus = [Double](repeating: 0, count: count)
    var work = [Double](repeating: 0, count: columns)
    factors.elements.withUnsafeMutableBufferPointer { buffer in
      work.withUnsafeMutableBufferPointer { work in
        guard let a = buffer.baseAddress, let work = work.baseAddress else { return }
        for start in stride(from: 0, to: count, by: QR.panelWidth) where seodang_interrupted() == 0 {
          let end = min(start + QR.panelWidth, count)
          for k in start..<end {
            let pivot = a + (k * columns + k)
            taus[k] = Householder.reflect(pivot, count: rows - k, stride: columns)
            Householder.applyFromLeft(
              pivot, stride: columns, count: rows - k, tau: taus[k],
              to: pivot + 1, rowStride: columns, columns: end - k - 1, work: work)
          }
          guard end < columns else { continue }
          Panel(a, rowStride: columns, rows: rows, start: start, end: end, taus: taus)
            .apply(
              transposed: true, to: a + (start * columns + end), rowStride: columns, columns: columns - end)
        }
      }
    }
    self.factors = factors
    self.taus = taus
  }

  /// The upper triangle, with as many rows as asked for.
  package func r(rows: Int) -> Matrix {
    var r = Matrix(zeros: rows, factors.columns)
    for i in 0..<min(rows, factors.rows) {
      for j in i..<max(i, factors.columns) { r[i, j] = factors[i, j] }
    }
    return r
  }

  /// The first `columns` columns of Q.
  package func q(columns: Int) -> Matrix {
    var q = Matrix(identity: factors.rows, columns)
    apply(transposed: false, to: &q)
    return q
  }

  /// Q·B, or Qᵀ·B, for the square Q.
  package func apply(transposed: Bool, to matrix: inout Matrix) {
    let (rows, columns) = (factors.rows, matrix.columns)
    var factors = factors.elements
    guard columns > 0 else { return }
    factors.withUnsafeMutableBufferPointer { factors in
      matrix.elements.withUnsafeMutableBufferPointer { out in
        guard let a = factors.baseAddress, let b = out.baseAddress else { return }
        let starts = Array(stride(from: 0, to: taus.count, by: QR.panelWidth))
        for start in transposed ? starts : starts.reversed() {
          let end = min(start + QR.panelWidth, taus.count)
          Panel(a, rowStride: self.factors.columns, rows: rows, start: start, end: end, taus: taus)
            .apply(transposed: transposed, to: b + start * columns, rowStride: columns, columns: columns)
        }
      }
    }
  }

  /// The reflections start ..< end as I − V·T·Vᵀ on the rows from `start` on.
  private struct Panel {
    let height: Int, width: Int
    var v: [Double]
    var t: [Double]

    init(_ a: UnsafePointer<Double>, rowStride: Int, rows: Int, start: Int, end: Int, taus: [Double]) {
      height = rows - start
      width = end - start
      v = [Double](repeating: 0, count: height * width)
      t = [Double](repeating: 0, count: width * width)
      for i in 0..<height {
        for j in 0..<min(i + 1, width) {
          v[i * width + j] = i == j ? 1 : a[(start + i) * rowStride + start + j]
        }
      }
      // T's next column is −τ·T·(Vᵀv), its diagonal τ.
      var gram = [Double](repeating: 0, count: width * width)
      v.withUnsafeBufferPointer { v in
        gram.withUnsafeMutableBufferPointer { gram in
          let block = MatrixBlock(v.baseAddress, height, width, width, 1)
          MatrixBlock.multiply(block.transposed, block, into: gram.baseAddress, rowStride: width)
        }
      }
      for j in 0..<width {
        let tau = taus[start + j]
        t[j * width + j] = tau
        for i in 0..<j {
          var sum = 0.0
          for k in i..<j { sum += t[i * width + k] * gram[k * width + j] }
          t[i * width + j] = -tau * sum
        }
      }
    }

    /// B ← (I − V·T·Vᵀ)·B, with Tᵀ for the transposed product of reflections.
    func apply(transposed: Bool, to b: UnsafeMutablePointer<Double>, rowStride: Int, columns: Int) {
      var w = [Double](repeating: 0, count: width * columns)
      var tw = w
      v.withUnsafeBufferPointer { v in
        t.withUnsafeBufferPointer { t in
          w.withUnsafeMutableBufferPointer { w in
            tw.withUnsafeMutableBufferPointer { tw in
              let vBlock = MatrixBlock(v.baseAddress, height, width, width, 1)
              let tBlock = MatrixBlock(t.baseAddress, width, width, width, 1)
              MatrixBlock.multiply(
                vBlock.transposed, MatrixBlock(b, height, columns, rowStride, 1), into: w.baseAddress,
                rowStride: columns)
              MatrixBlock.multiply(
                transposed ? tBlock.transposed : tBlock,
                MatrixBlock(w.baseAddress, width, columns, columns, 1),
                into: tw.baseAddress, rowStride: columns)
              for index in tw.indices { tw[index] = -tw[index] }
              MatrixBlock.multiply(
                vBlock, MatrixBlock(tw.baseAddress, width, columns, columns, 1), into: b,
                rowStride: rowStride,
                accumulating: true)
            }
          }
        }
      }
    }
  }
}
