import CKernels

// From tensors to matrices and back: the last two dimensions are the matrix, the others a batch.
extension Tensor {
  /// All matrices of a batch in order, in float64.
  func matrices(op: String) throws(TensorError) -> [Matrix] {
    guard rank >= 2 else { throw .rankRange(op: op, atLeast: 2, got: shape) }
    guard dtype.isFloatingPoint else { throw .dtype(op: op, dtype) }
    let (rows, columns) = (shape[rank - 2], shape[rank - 1])
    let elements = try detach().contiguous().array(Double.self)
    let size = rows * columns
    let batch = shape[..<(rank - 2)].reduce(1, &*)
    return (0..<batch).map { index in
      Matrix(rows: rows, columns: columns, elements: Array(elements[(index * size)..<((index + 1) * size)]))
    }
  }

  /// The same for square matrices only.
  func squareMatrices(op: String) throws(TensorError) -> [Matrix] {
    guard rank >= 2 else { throw .rankRange(op: op, atLeast: 2, got: shape) }
    guard shape[rank - 1] == shape[rank - 2] else { throw .notSquare(op: op, shape) }
    return try matrices(op: op)
  }

  /// The batch dimensions.
  var batchShape: Shape { Shape(shape.prefix(Swift.max(rank - 2, 0))) }

  /// A batch of matrices as a tensor. What an interrupt left unfinished is never shown.
  static func batch(
    _ matrices: [Matrix], _ batch: Shape, rows: Int, columns: Int, _ dtype: DType
  ) throws(TensorError) -> Tensor {
    if seodang_interrupted() != 0 { throw .interrupted }
    var shape = batch
    shape.append(rows)
    shape.append(columns)
    return try Tensor(matrices.flatMap(\.elements), shape).cast(dtype)
  }

  /// A vector for each matrix of a batch.
  static func batch(_ vectors: [[Double]], _ batch: Shape, count: Int, _ dtype: DType) throws(TensorError)
    -> Tensor
  {
    var shape = batch
    shape.append(count)
    return try Tensor(vectors.flatMap { $0 }, shape).cast(dtype)
  }

  /// A number for each matrix of a batch.
  static func batch(_ numbers: [Double], _ batch: Shape, _ dtype: DType) throws(TensorError) -> Tensor {
    try Tensor(numbers, batch).cast(dtype)
  }

  /// Numbers, one a matrix, so that they broadcast with the matrices.
  func overMatrices() throws(TensorError) -> Tensor { try unsqueeze(-1).unsqueeze(-1) }

  /// A square matrix with this vector on its diagonal, for each vector of a batch.
  func asDiagonal() throws(TensorError) -> Tensor {
    let n = shape[rank - 1]
    return try unsqueeze(-1) * Tensor.eye(n, dtype: dtype)
  }
}
