import CKernels

// The paths every elementwise operation takes: check, allocate, run the loop, record. The tables of named operations
// are in Arithmetic.swift, Functions.swift and Comparison.swift.
extension Tensor {
  /// This tensor converted to `dtype` outside the graph: gradients are converted back where they arrive.
  @inline(__always)
  package func cast(_ dtype: DType) throws(TensorError) -> Tensor {
    self.dtype == dtype ? self : try converted(to: dtype)
  }

  /// A contiguous result of the same shape.
  @inline(__always)
  package func resultLikeSelf(_ dtype: DType) throws(TensorError) -> Tensor {
    isContiguous ? try Tensor.uninitialized(like: self, dtype) : try Tensor.uninitialized(shape, dtype)
  }

  /// Computes a unary operation; integers become floating point where the function has no integer results.
  package func unary(_ op: UnaryOp, _ first: Double = 0, _ second: Double = 0) throws(TensorError) -> Tensor {
    if !dtype.isFloatingPoint { return try operand(of: op).computed(op, first, second) }
    return try computed(op, first, second)
  }

  @inline(__always)
  private func computed(_ op: UnaryOp, _ first: Double, _ second: Double) throws(TensorError) -> Tensor {
    let result = try resultLikeSelf(dtype)
    Walk.run(Loops.unary(dtype), op.rawValue, result, self, first, second, nanoseconds: op.nanoseconds)
    if Tensor.records(self) {
      let node = result.record(.unary(op, first, second), self)
      switch op.saves {
      case .nothing: break
      case .input: node.savedFirst = SavedTensor(self)
      case .result: node.save(result: result)
      }
    }
    return result
  }

  @inline(never)
  private func operand(of op: UnaryOp) throws(TensorError) -> Tensor {
    switch op {
    case .neg where dtype == .bool: throw .boolArithmetic(op: "neg")
    case .abs where dtype == .bool, .floor where dtype == .bool, .ceil where dtype == .bool,
      .round where dtype == .bool, .trunc where dtype == .bool, .relu where dtype == .bool, .frac:
      throw .dtype(op: "\(op)", dtype)
    case .neg, .abs, .sign, .square, .relu, .floor, .ceil, .round, .trunc: try cast(.int64)
    default: try cast(.float32)
    }
  }

  /// Computes a binary operation with broadcasting and promotion.
  @inline(__always)
  package static func binary(
    _ op: BinaryOp, _ a: Tensor, _ b: Tensor, _ first: Double = 0, _ second: Double = 0
  ) throws(TensorError) -> Tensor {
    guard a.dtype == b.dtype && a.isContiguous && b.isContiguous && a.hasShape(of: b) else {
      return try binaryGeneral(op, a, b, first, second)
    }
    let result = try Tensor.uninitialized(like: a, a.dtype)
    Walk.run(Loops.binary(a.dtype), op.rawValue, result, a, b, first, second, nanoseconds: op.nanoseconds)
    if records(a, b) { recordBinary(op, result, a, b, first, second) }
    return result
  }

  @inline(never)
  private static func binaryGeneral(
    _ op: BinaryOp, _ a: Tensor, _ b: Tensor, _ first: Double, _ second: Double
  ) throws(TensorError) -> Tensor {
    let shape = try Shape.broadcast(a.shape, b.shape)
    let dtype = resultType(a, b)
    let left = try a.cast(dtype)
    let right = try b.cast(dtype)
    let result = try Tensor.uninitialized(shape, dtype)
    Walk.run(
      Loops.binary(dtype), op.rawValue, result, left, right, first, second, nanoseconds: op.nanoseconds)
    if dtype.isFloatingPoint && records(a, b) { recordBinary(op, result, a, b, first, second) }
    return result
  }

  @inline(never)
  private static func recordBinary(
    _ op: BinaryOp, _ result: Tensor, _ a: Tensor, _ b: Tensor, _ first: Double, _ second: Double
  ) {
    let node = result.record(.binary(op, first, second), a, b)
    if op == .mul {
      if node.second.isWanted { node.savedFirst = SavedTensor(a) }
      if node.first.isWanted { node.savedSecond = SavedTensor(b) }
    } else if op.savesInputs {
      node.savedFirst = SavedTensor(a)
      node.savedSecond = SavedTensor(b)
    }
  }

  /// An operation with a Python number, on the right or (`reversed`) on the left.
  @inline(__always)
  package func binary(_ op: BinaryOp, _ scalar: Scalar, reversed: Bool = false) throws(TensorError) -> Tensor
  {
    let input = try cast(resultType(with: scalar))
    let result = try input.resultLikeSelf(input.dtype)
    if input.isContiguous && input.dtype == .float32 && Double(count) * op.nanoseconds < Walk.splitNanoseconds
    {
      var value = Float(scalar.double)
      withUnsafeMutablePointer(to: &value) { pointer in
        var operands = seodang_operands()
        let number = UnsafeMutableRawPointer(pointer)
        operands.pointer.0 = result.data
        operands.pointer.1 = reversed ? number : input.data
        operands.pointer.2 = reversed ? input.data : number
        operands.step = reversed ? (1, 0, 1, 0) : (1, 1, 0, 0)
        seodang_kernels().pointee.binary_f32(op.rawValue, result.count, &operands)
      }
    } else {
      let number = try Tensor.number(scalar, input.dtype)
      let loop = Loops.binary(input.dtype)
      let (left, right) = reversed ? (number, input) : (input, number)
      Walk.run(loop, op.rawValue, result, left, right, nanoseconds: op.nanoseconds)
    }
    if input.dtype.isFloatingPoint && Tensor.records(self) {
      let node = result.record(.scalar(op, scalar, reversed: reversed), self)
      switch op {
      case .add, .sub, .mul: break
      case .div where !reversed: break
      default: node.savedFirst = SavedTensor(self)
      }
    }
    return result
  }

  /// This tensor times a tensor of one element or a number. Without a graph the product takes its place: for what a rule
  /// has just made and nobody else has seen.
  func scaled(by factor: Tensor) throws(TensorError) -> Tensor {
    guard !Engine.isGradEnabled, factor.count == 1, factor.dtype == dtype, isContiguous, storage.isUnique
    else { return try self * factor }
    let op = BinaryOp.mul
    Walk.run(Loops.binary(dtype), op.rawValue, self, self, factor, nanoseconds: op.nanoseconds)
    return self
  }

  func scaled(by factor: Scalar) throws(TensorError) -> Tensor {
    guard !Engine.isGradEnabled, dtype.isFloatingPoint else { return try self * factor }
    return try scaled(by: Tensor.number(factor, dtype))
  }

  /// Compares with broadcasting; the result is of type bool and outside the graph.
  package static func compare(_ op: CompareOp, _ a: Tensor, _ b: Tensor) throws(TensorError) -> Tensor {
    let shape = try Shape.broadcast(a.shape, b.shape)
    let dtype = resultType(a, b)
    let result = try Tensor.uninitialized(shape, .bool)
    let left = try a.cast(dtype)
    let right = try b.cast(dtype)
    Walk.run(Loops.compare(dtype), op.rawValue, result, left, right, nanoseconds: 0.15)
    return result
  }

  package func compare(_ op: CompareOp, _ scalar: Scalar) throws(TensorError) -> Tensor {
    try Tensor.compare(op, self, Tensor.number(scalar))
  }

  package func test(_ op: TestOp) throws(TensorError) -> Tensor {
    let input = dtype.isFloatingPoint ? self : try cast(.float64)
    let result = try Tensor.uninitialized(shape, .bool)
    let table = seodang_kernels()
    let loop: seodang_loop = input.dtype == .float32 ? table.pointee.test_f32 : table.pointee.test_f64
    Walk.run(loop, op.rawValue, result, input, nanoseconds: 0.2)
    return result
  }
}
