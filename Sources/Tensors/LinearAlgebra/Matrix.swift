import CKernels

/// A dense float64 matrix, row by row: what the decompositions of this folder work on.
///
/// Everything here computes in float64, whatever the tensor's type, by the textbook's stable algorithms, for matrices
/// of teaching size. Where LAPACK's choice of signs is deterministic (Householder's, QR iteration's) it is followed, so
/// that decompositions look as PyTorch prints them.
package struct Matrix: Sendable {
  package var rows: Int
  package var columns: Int
  package var elements: [Double]

  package init(rows: Int, columns: Int, elements: [Double]) {
    (self.rows, self.columns, self.elements) = (rows, columns, elements)
  }

  package init(zeros rows: Int, _ columns: Int) {
    self.init(rows: rows, columns: columns, elements: [Double](repeating: 0, count: rows * columns))
  }

  /// Ones on the diagonal.
  package init(identity rows: Int, _ columns: Int) {
    self.init(zeros: rows, columns)
    for i in 0..<min(rows, columns) { self[i, i] = 1 }
  }

  package subscript(row: Int, column: Int) -> Double {
    get { elements[row * columns + column] }
    set { elements[row * columns + column] = newValue }
  }

  package var transposed: Matrix {
    var result = Matrix(zeros: columns, rows)
    for i in 0..<rows { for j in 0..<columns { result[j, i] = self[i, j] } }
    return result
  }

  /// The first columns.
  package func prefix(columns count: Int) -> Matrix {
    guard count != columns else { return self }
    var result = Matrix(zeros: rows, count)
    for i in 0..<rows { for j in 0..<count { result[i, j] = self[i, j] } }
    return result
  }

  /// The first rows.
  package func prefix(rows count: Int) -> Matrix {
    Matrix(rows: count, columns: columns, elements: Array(elements[..<(count * columns)]))
  }

  package static func * (left: Matrix, right: Matrix) -> Matrix {
    var result = Matrix(zeros: left.rows, right.columns)
    left.elements.withUnsafeBufferPointer { a in
      right.elements.withUnsafeBufferPointer { b in
        result.elements.withUnsafeMutableBufferPointer { c in
          MatrixBlock.multiply(
            MatrixBlock(a.baseAddress, left.rows, left.columns, left.columns, 1),
            MatrixBlock(b.baseAddress, right.rows, right.columns, right.columns, 1), into: c.baseAddress,
            rowStride: right.columns)
        }
      }
    }
    return result
  }
}

/// A part of a matrix in memory, perhaps transposed: an operand of a product.
///
/// It doesn't own its memory, and is used only while the array behind it is pinned.
struct MatrixBlock {
  let start: UnsafePointer<Double>?
  let rows: Int, columns: Int
  let rowStride: Int, columnStride: Int

  init(_ start: UnsafePointer<Double>?, _ rows: Int, _ columns: Int, _ rowStride: Int, _ columnStride: Int) {
    (self.start, self.rows, self.columns) = (start, rows, columns)
    (self.rowStride, self.columnStride) = (rowStride, columnStride)
  }

  var transposed: MatrixBlock { MatrixBlock(start, columns, rows, columnStride, rowStride) }

  /// result (+)= left · right.
  static func multiply(
    _ left: MatrixBlock, _ right: MatrixBlock, into result: UnsafeMutablePointer<Double>?, rowStride: Int,
    accumulating: Bool = false
  ) {
    var product = seodang_product_f64()
    (product.rows, product.columns, product.inner) = (left.rows, right.columns, left.columns)
    (product.a, product.a_row, product.a_column) = (left.start, left.rowStride, left.columnStride)
    (product.b, product.b_row, product.b_column) = (right.start, right.rowStride, right.columnStride)
    (product.c, product.c_row) = (result, rowStride)
    product.accumulate = accumulating ? 1 : 0
    seodang_multiply_f64(&product)
  }
}
