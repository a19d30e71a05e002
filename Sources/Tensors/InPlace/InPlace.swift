import CKernels

// Changes in place. One path serves them all: compute the operation out of place, write its elements into this
// tensor's memory, and let this tensor continue with the operation's node. Where nothing is recorded, the common
// operations skip the intermediate result.
extension Tensor {
  /// Replaces the elements by what `operation` makes of them.
  ///
  /// The operation is given a copy when it's recorded, because its rule may save what it was given.
  @discardableResult
  package func inPlace(
    _ operation: (Tensor) throws(TensorError) -> Tensor
  ) throws(TensorError) -> Tensor {
    try checkInPlace()
    let isRecording = Engine.isGradEnabled && dtype.isFloatingPoint
    let before = isRecording && isTracked ? try shadow() : nil
    let result = try operation(before ?? window(shape, strides))
    guard result.dtype.category <= dtype.category else {
      throw .resultTypeCast(from: result.dtype, to: dtype)
    }
    guard result.shape == shape || (try? Shape.broadcast(shape, result.shape)) == shape else {
      throw .broadcast(shape, result.shape)
    }
    let wasTracked = isTracked
    write(from: result)
    storage.version &+= 1
    if isRecording && (wasTracked || result.isTracked) { try rebase(on: result, after: before) }
    return self
  }

  /// Replaces the elements by numbers that depend on nothing, by writing them in place: what was here before gets a
  /// gradient of zeros.
  func overwriting(
    allowingOverlap: Bool = false, _ write: () throws(TensorError) -> Void
  ) throws(TensorError) {
    try checkInPlace(allowingOverlap: allowingOverlap)
    let before = Engine.isGradEnabled && dtype.isFloatingPoint && isTracked ? try shadow() : nil
    try write()
    storage.version &+= 1
    if let before { try rebase(on: detach(), after: before) }
  }

  /// Refuses what can't be changed in place: leaves that want gradients, and elements that share memory.
  @inline(__always)
  private func checkInPlace(allowingOverlap: Bool = false) throws(TensorError) {
    if Engine.isGradEnabled {
      if isRequiringLeaf { throw .leafInPlace }
      if let base, base.isRequiringLeaf { throw .viewOfLeafInPlace }
    }
    if !isContiguous && !allowingOverlap {
      for dim in 0..<rank where strides[dim] == 0 && shape[dim] > 1 { throw .overlappingWrite }
    }
  }

  /// A copy of the elements at this tensor's place in the graph.
  private func shadow() throws(TensorError) -> Tensor {
    let copy = try Tensor.uninitialized(shape, dtype)
    copy.write(from: self)
    copy.node = gradNode
    return copy
  }

  /// Continues this tensor's history with that of the result that was written into it.
  private func rebase(on result: Tensor, after before: Tensor?) throws(TensorError) {
    let source =
      result.shape == shape && result.dtype == dtype ? result : try result.to(dtype).expand(to: shape)
    guard let base else {
      node = source.node ?? overwritten(before, by: source)
      return
    }
    let window = try Geometry(of: self, in: base)
    let node = Node(.inPlaceOnView, result: base)
    node.first = Edge(base)
    node.second = Edge(source)
    node.payload = window
    base.node = node
    baseSequence = 0
  }

  /// The node of elements that were copied from a leaf or a constant.
  private func overwritten(_ before: Tensor?, by source: Tensor) -> Node? {
    let copy = window(shape, strides)
    let (isLeaf, hadHistory) = (source.isTracked, before != nil)
    copy.record(
      isLeaf ? "CopyBackwards" : "FillBackward0",
      inputs: (before.map { [$0] } ?? []) + (isLeaf ? [source] : [])
    ) { (g, _) throws(TensorError) in
      (hadHistory ? [try g.zerosLike()] : []) + (isLeaf ? [g] : [])
    }
    return copy.node
  }

  /// Elementwise with another tensor; the loop writes where it reads when nothing is recorded.
  @discardableResult
  func binaryInPlace(_ op: BinaryOp, _ other: Tensor) throws(TensorError) -> Tensor {
    let isPlain = !Engine.isGradEnabled || !(isTracked || other.isTracked)
    let isApart = other.storage.block != storage.block || (other.data == data && other.strides == strides)
    guard
      isPlain && isApart && dtype == other.dtype && (other.shape == shape || other.count == 1 && rank > 0)
        && (dtype != .bool || op != .sub)
    else { return try inPlace { before throws(TensorError) in try Tensor.named(op, before, other) } }
    try checkInPlace()
    Walk.run(Loops.binary(dtype), op.rawValue, self, self, other, nanoseconds: op.nanoseconds)
    storage.version &+= 1
    return self
  }

  @discardableResult
  func binaryInPlace(_ op: BinaryOp, _ scalar: Scalar) throws(TensorError) -> Tensor {
    guard !Engine.isGradEnabled || !isTracked, dtype.isFloatingPoint else {
      return try inPlace { before throws(TensorError) in try Tensor.named(op, before, scalar) }
    }
    return try binaryInPlace(op, Tensor.scalar(scalar, dtype: dtype))
  }

  /// The operation with the checks that its named form makes.
  private static func named(_ op: BinaryOp, _ a: Tensor, _ b: Tensor) throws(TensorError) -> Tensor {
    switch op {
    case .sub: try a.sub(b)
    case .div: try a.div(b)
    case .pow: try a.pow(b)
    case .floorDivide, .remainder, .fmod: try wholeNumber(op, a, b)
    case .bitAnd, .bitOr, .bitXor: try bitwise(op, a, b)
    default: try binary(op, a, b)
    }
  }

  private static func named(_ op: BinaryOp, _ a: Tensor, _ b: Scalar) throws(TensorError) -> Tensor {
    switch op {
    case .add, .mul: try a.binary(op, b)
    case .sub: try a.sub(b)
    case .div: try a.div(b)
    case .pow: try a.pow(b)
    default: try named(op, a, number(b))
    }
  }

  // MARK: - the operations

  @discardableResult
  public func add_(_ other: Tensor, alpha: Scalar = 1) throws(TensorError) -> Tensor {
    try binaryInPlace(.add, alpha == 1 ? other : other.mul(alpha))
  }
  @discardableResult
  public func add_(_ other: Scalar) throws(TensorError) -> Tensor { try binaryInPlace(.add, other) }
  @discardableResult
  public func sub_(_ other: Tensor, alpha: Scalar = 1) throws(TensorError) -> Tensor {
    try binaryInPlace(.sub, alpha == 1 ? other : other.mul(alpha))
  }
  @discardableResult
  public func sub_(_ other: Scalar) throws(TensorError) -> Tensor { try binaryInPlace(.sub, other) }
  @discardableResult
  public func mul_(_ other: Tensor) throws(TensorError) -> Tensor { try binaryInPlace(.mul, other) }
  @discardableResult
  public func mul_(_ other: Scalar) throws(TensorError) -> Tensor { try binaryInPlace(.mul, other) }
  @discardableResult
  public func div_(_ other: Tensor) throws(TensorError) -> Tensor {
    if !dtype.isFloatingPoint { throw .resultTypeCast(from: .float32, to: dtype) }
    return try binaryInPlace(.div, other)
  }
  @discardableResult
  public func div_(_ other: Scalar) throws(TensorError) -> Tensor {
    if !dtype.isFloatingPoint { throw .resultTypeCast(from: .float32, to: dtype) }
    return try binaryInPlace(.div, other)
  }
  @discardableResult
  public func pow_(_ exponent: Scalar) throws(TensorError) -> Tensor { try binaryInPlace(.pow, exponent) }

  /// A unary operation in place.
  @discardableResult
  package func unary_(_ op: UnaryOp, _ first: Double = 0, _ second: Double = 0) throws(TensorError) -> Tensor
  {
    guard !Engine.isGradEnabled || !isTracked, dtype.isFloatingPoint else {
      return try inPlace { before throws(TensorError) in try before.unary(op, first, second) }
    }
    try checkInPlace()
    Walk.run(Loops.unary(dtype), op.rawValue, self, self, first, second, nanoseconds: op.nanoseconds)
    storage.version &+= 1
    return self
  }

  @discardableResult
  public func clamp_(min: Scalar? = nil, max: Scalar? = nil) throws(TensorError) -> Tensor {
    try inPlace { before throws(TensorError) in try before.clamp(min: min, max: max) }
  }

  /// Every element the same number.
  @discardableResult
  public func fill_(_ value: Scalar) throws(TensorError) -> Tensor {
    guard !Engine.isGradEnabled || !isTracked && base == nil else {
      return try inPlace { _ throws(TensorError) in try Tensor.scalar(value, dtype: dtype) }
    }
    try checkInPlace(allowingOverlap: true)
    fillElements(value)
    storage.version &+= 1
    return self
  }
  @discardableResult
  public func fill_(_ value: Tensor) throws(TensorError) -> Tensor {
    guard value.rank == 0 else { throw .rankMismatch(op: "fill_", expected: 0, got: value.rank) }
    return try copy_(value)
  }
  @discardableResult
  public func zero_() throws(TensorError) -> Tensor { try fill_(0) }

  /// The elements of another tensor, broadcast and converted.
  @discardableResult
  public func copy_(_ source: Tensor) throws(TensorError) -> Tensor {
    guard let shape = try? Shape.broadcast(self.shape, source.shape), shape == self.shape else {
      throw .expand(from: source.shape, to: self.shape)
    }
    return try inPlace { _ throws(TensorError) in
      let same = try source.to(dtype)
      return same.storage.block == storage.block ? try same.clone() : same
    }
  }

  /// Makes this tensor a window on another's elements, as assigning to `.data` does; the graph isn't touched.
  public func setData(_ other: Tensor) throws(TensorError) {
    other.storage.retain()
    storage.release()
    storage = other.storage
    data = other.data
    shape = other.shape
    strides = other.strides
    count = other.count
    dtype = other.dtype
    isContiguous = other.isContiguous
  }
}
