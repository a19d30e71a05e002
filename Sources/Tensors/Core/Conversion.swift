import CKernels

extension Tensor {
  /// The elements as another type, outside the graph.
  @inline(never)
  package func converted(to dtype: DType) throws(TensorError) -> Tensor {
    let result = try Tensor.uninitialized(shape, dtype)
    result.write(from: self)
    result.isPythonNumber = isPythonNumber
    return result
  }

  /// Copies the elements of `source`, broadcast and converted, into this tensor; neither graph nor version know.
  package func write(from source: Tensor) {
    if dtype == source.dtype && isContiguous && source.isContiguous && count == source.count {
      data.copyMemory(from: source.data, byteCount: count &* dtype.byteCount)
      return
    }
    let operation = Int32(source.dtype.rawValue) * 4 + Int32(dtype.rawValue)
    Walk.run(seodang_kernels().pointee.convert, operation, self, source, nanoseconds: 0.5)
  }

  /// The elements as another type; this tensor itself when it has it already.
  public func to(_ dtype: DType) throws(TensorError) -> Tensor {
    if dtype == self.dtype { return self }
    let result = try converted(to: dtype)
    result.isPythonNumber = false
    if dtype.isFloatingPoint && Tensor.records(self) { result.record(.convert, self) }
    return result
  }

  /// A copy with its own memory; gradients flow through.
  public func clone() throws(TensorError) -> Tensor {
    let result = try Tensor.uninitialized(shape, dtype)
    result.width = width
    result.write(from: self)
    if Tensor.records(self) { result.record(.clone, self) }
    return result
  }

  /// This tensor when its elements lie row by row, else a copy in which they do.
  @inline(__always)
  public func contiguous() throws(TensorError) -> Tensor { isContiguous ? self : try clone() }

  /// The same elements outside the graph.
  public func detach() -> Tensor { window(shape, strides) }

  /// The number in a tensor of one element.
  public func item() throws(TensorError) -> Scalar {
    guard count == 1 else { throw .notOneElement(count: count) }
    switch dtype {
    case .float32: return .float(Double(floats[0]))
    case .float64: return .float(doubles[0])
    case .int64: return .int(ints[0])
    case .bool: return .bool(bytes[0] != 0)
    }
  }

  /// All elements in order, converted to a Swift type.
  public func array<Element: TensorElement>(_ type: Element.Type = Element.self) throws(TensorError)
    -> [Element]
  {
    let flat = try cast(Element.dtype).detach().contiguous()
    return flat.withElements { Array($0) }
  }

  /// Lets `body` see the elements of a contiguous tensor of that type.
  package func withElements<Element: TensorElement, Result>(
    _ body: (UnsafeBufferPointer<Element>) throws -> Result
  ) rethrows -> Result {
    precondition(isContiguous && dtype == Element.dtype)
    return try body(UnsafeBufferPointer(start: data.assumingMemoryBound(to: Element.self), count: count))
  }

  /// Lets `body` change the elements of a contiguous tensor of that type; counts as one change in place.
  package func withMutableElements<Element: TensorElement, Result>(
    _ body: (UnsafeMutableBufferPointer<Element>) throws -> Result
  ) rethrows -> Result {
    precondition(isContiguous && dtype == Element.dtype)
    storage.version &+= 1
    return try body(
      UnsafeMutableBufferPointer(start: data.assumingMemoryBound(to: Element.self), count: count))
  }

  /// Asks for gradients of this leaf, or stops asking.
  @discardableResult
  public func requiresGrad_(_ required: Bool = true) throws(TensorError) -> Tensor {
    if !required && node != nil { throw .requiresGradNonLeaf }
    if required && !dtype.isFloatingPoint { throw .requiresGradDType(dtype) }
    if node == nil { isRequiringLeaf = required }
    return self
  }

  /// PyTorch's name of the function that made this tensor, such as `AddBackward0`; nil for a leaf.
  public var gradFnName: String? { gradNode?.name }
}
