import CKernels

/// An array of numbers with any number of dimensions up to eight, and its place in the graph of operations.
///
/// A tensor is a window on a block of memory: a start, a size and a stride for each dimension. Views (`permute`,
/// `select`, `expand`, …) are other windows on the same block. When an input of an operation requires a gradient, the
/// result carries the `Node` that knows how to differentiate it.
///
/// A tensor belongs to one thread at a time, and nothing that reads a property calls out. So the properties are exempt
/// from the run-time check for overlapping accesses, which would take half the time of a small operation.
///
/// Every operation that can fail throws `TensorError`. The names are PyTorch's, in camel case.
public final class Tensor {
  // Other modules don't see the exemption of a stored property, only that of a computed one. So what they read at
  // every step is stored under another name.
  @exclusivity(unchecked) private var ownShape: Shape
  @exclusivity(unchecked) private var start: UnsafeMutableRawPointer
  @exclusivity(unchecked) private var block: Storage
  @exclusivity(unchecked) private var elementCount: Int
  @exclusivity(unchecked) private var elementType: DType
  @exclusivity(unchecked) private var integers = IntegerWidth.int64
  @exclusivity(unchecked) private var isPacked: Bool
  // Counted by hand.
  @exclusivity(unchecked) private var accumulated: Unmanaged<Tensor>?
  @exclusivity(unchecked) private var companionPointer: UnsafeMutableRawPointer?
  @exclusivity(unchecked) private var parameterMark = false

  @exclusivity(unchecked) package var strides: Strides
  /// Whether this tensor is a leaf whose gradient was asked for.
  @exclusivity(unchecked) package var isRequiringLeaf: Bool
  /// Whether the gradient is kept although this is no leaf.
  @exclusivity(unchecked) public package(set) var retainsGrad: Bool
  /// Whether it entered promotion as a plain Python number.
  @exclusivity(unchecked) package var isPythonNumber: Bool
  /// The operation that made it, when that has to be differentiated.
  @exclusivity(unchecked) package var node: Node?
  /// The tensor of which this is a differentiable view.
  @exclusivity(unchecked) package var base: Tensor?
  /// The node of `base` that this view's own node continues, by its sequence number.
  @exclusivity(unchecked) package var baseSequence: UInt64 = 0
  /// The hooks of a leaf.
  @exclusivity(unchecked) package var hooks: TensorHooks?

  /// Takes over one reference of `storage`. What computes calls `make`, which is quicker.
  @inline(__always)
  init(
    storage: Storage, data: UnsafeMutableRawPointer, shape: Shape, strides: Strides, count: Int, dtype: DType,
    isContiguous: Bool
  ) {
    block = storage
    start = data
    ownShape = shape
    self.strides = strides
    elementCount = count
    elementType = dtype
    isPacked = isContiguous
    isRequiringLeaf = false
    retainsGrad = false
    isPythonNumber = false
  }

  deinit {
    storage.release()
    if let accumulated { Tensor.giveUp(accumulated) }
  }

  // MARK: Used again
  //
  // An object that Swift allocates and frees costs as much as the work of a small operation. So those who count a tensor's
  // references by hand, as the objects of a script do, hand the last one to `giveUp`. It empties the tensor and keeps
  // it for this thread's next result.

  /// A tensor with these properties; takes over one reference of `storage`.
  @inline(__always)
  package static func make(
    storage: Storage, data: UnsafeMutableRawPointer, shape: Shape, strides: Strides, count: Int, dtype: DType,
    isContiguous: Bool
  ) -> Tensor {
    let context = Engine.context
    guard let idle = context.pointee.idle_tensors else {
      return Tensor(
        storage: storage, data: data, shape: shape, strides: strides, count: count, dtype: dtype,
        isContiguous: isContiguous)
    }
    let reference = Unmanaged<Tensor>.fromOpaque(idle)
    reference._withUnsafeGuaranteedRef { tensor in
      context.pointee.idle_tensors = tensor.companionPointer
      context.pointee.idle_tensor_count &-= 1
      tensor.companionPointer = nil
      tensor.block = storage
      tensor.start = data
      tensor.ownShape = shape
      tensor.strides = strides
      tensor.elementCount = count
      tensor.elementType = dtype
      tensor.isPacked = isContiguous
    }
    return reference.takeRetainedValue()
  }

  /// How many tensors of a thread wait to be used again.
  private static let mostIdle: Int32 = 1024

  /// Gives up a reference that was counted by hand.
  @inline(__always)
  package static func giveUp(_ reference: Unmanaged<Tensor>) {
    if !ReferenceWord.releaseOneOfSeveral(reference) { giveUpLast(reference) }
  }

  @inline(never)
  private static func giveUpLast(_ reference: Unmanaged<Tensor>) {
    let context = Engine.context
    guard ReferenceWord.isOnly(reference), context.pointee.idle_tensor_count < Tensor.mostIdle else {
      reference.release()
      return
    }
    reference._withUnsafeGuaranteedRef { tensor in
      // Reading is cheaper than writing nothing over nothing.
      if tensor.node != nil { tensor.node = nil }
      if tensor.base != nil { tensor.base = nil }
      if tensor.accumulated != nil { tensor.grad = nil }
      if tensor.hooks != nil { tensor.hooks = nil }
      tensor.block.release()
      tensor.integers = .int64
      tensor.parameterMark = false
      tensor.isRequiringLeaf = false
      tensor.retainsGrad = false
      tensor.isPythonNumber = false
      tensor.baseSequence = 0
      tensor.companionPointer = context.pointee.idle_tensors
      context.pointee.idle_tensors = reference.toOpaque()
      context.pointee.idle_tensor_count &+= 1
    }
  }

  /// The size of each dimension.
  public package(set) var shape: Shape {
    @inline(__always) get { ownShape }
    @inline(__always) set { ownShape = newValue }
  }
  /// The first element.
  package var data: UnsafeMutableRawPointer {
    @inline(__always) get { start }
    @inline(__always) set { start = newValue }
  }
  package var storage: Storage {
    @inline(__always) get { block }
    @inline(__always) set { block = newValue }
  }
  /// The number of elements.
  public package(set) var count: Int {
    @inline(__always) get { elementCount }
    @inline(__always) set { elementCount = newValue }
  }
  /// The type of the elements.
  public package(set) var dtype: DType {
    @inline(__always) get { elementType }
    @inline(__always) set { elementType = newValue }
  }
  /// Which integers an int64 tensor stands for; of no meaning for other types.
  package var width: IntegerWidth {
    @inline(__always) get { integers }
    @inline(__always) set { integers = newValue }
  }
  /// Whether the elements lie row by row without gaps.
  public package(set) var isContiguous: Bool {
    @inline(__always) get { isPacked }
    @inline(__always) set { isPacked = newValue }
  }
  /// What backward has accumulated here.
  public var grad: Tensor? {
    // The tensor may die at once: it has to live until its gradient is counted.
    @inline(__always) get { withExtendedLifetime(self) { accumulated?.takeUnretainedValue() } }
    @inline(__always) set {
      let earlier = accumulated
      accumulated = newValue.map { Unmanaged.passRetained($0) }
      if let earlier { Tensor.giveUp(earlier) }
    }
  }

  /// Results of so many elements take long enough to look for an interrupt before.
  private static let interruptibleCount = 1 << 14

  /// A new contiguous tensor with undefined elements; the size is checked before memory is asked for.
  @inline(__always)
  package static func uninitialized(_ shape: Shape, _ dtype: DType) throws(TensorError) -> Tensor {
    guard let count = shape.elementCount, count < 1 << 43 else { throw .sizeOverflow(Array(shape)) }
    // A loop over operations that are short, but long for the interpreter's count of steps, is stopped here.
    if count >= Tensor.interruptibleCount, seodang_interrupted() != 0 { throw .interrupted }
    let storage = try Storage.allocate(byteCount: count &* dtype.byteCount)
    return make(
      storage: storage, data: storage.base, shape: shape, strides: shape.contiguousStrides, count: count,
      dtype: dtype, isContiguous: true)
  }

  /// A new tensor of one number and no dimensions.
  @inline(__always)
  package static func uninitializedNumber(_ dtype: DType) throws(TensorError) -> Tensor {
    let storage = try Storage.allocate(byteCount: dtype.byteCount)
    return make(
      storage: storage, data: storage.base, shape: Shape(), strides: Strides(), count: 1, dtype: dtype,
      isContiguous: true)
  }

  /// A new tensor laid out like `other`, which is contiguous and exists, so that its size needs no check.
  @inline(__always)
  package static func uninitialized(like other: Tensor, _ dtype: DType) throws(TensorError) -> Tensor {
    let storage = try Storage.allocate(byteCount: other.count &* dtype.byteCount)
    return make(
      storage: storage, data: storage.base, shape: other.shape, strides: other.strides, count: other.count,
      dtype: dtype, isContiguous: true)
  }

  /// Another window on the same block, outside the graph.
  package func window(_ shape: Shape, _ strides: Strides, offset: Int = 0) -> Tensor {
    storage.retain()
    let result = Tensor.make(
      storage: storage, data: data.advanced(by: offset &* dtype.byteCount), shape: shape, strides: strides,
      count: shape.product, dtype: dtype, isContiguous: Tensor.isContiguous(shape, strides))
    result.width = width
    return result
  }

  static func isContiguous(_ shape: Shape, _ strides: Strides) -> Bool {
    var expected = 1
    var index = shape.count - 1
    while index >= 0 {
      let size = shape[index]
      if size == 0 { return true }
      if size != 1 {
        if strides[index] != expected { return false }
        expected &*= size
      }
      index -= 1
    }
    return true
  }

  /// The object of the layer above that stands for this tensor, not counted: it clears the pointer when it dies. So
  /// one tensor is one object in a script, however often the engine hands it out.
  package var companion: UnsafeMutableRawPointer? {
    get { companionPointer }
    set { companionPointer = newValue }
  }

  /// Whether it's a module's parameter, which prints as one.
  package var isParameter: Bool {
    get { parameterMark }
    set { parameterMark = newValue }
  }

  /// The size of a dimension that is known to be there, read where it lies: `shape[dim]` copies the shape first.
  @inline(__always) package func extent(_ dim: Int) -> Int { ownShape.storage[unchecked: dim] }

  /// The step along a dimension that is known to be there.
  @inline(__always) package func step(_ dim: Int) -> Int { strides.storage[unchecked: dim] }

  /// Whether it has these sizes.
  @inline(__always)
  package func hasShape(_ shape: borrowing Shape) -> Bool {
    let rank = ownShape.length
    guard rank == shape.length else { return false }
    var dim = 0
    while dim < rank {
      if extent(dim) != shape.storage[unchecked: dim] { return false }
      dim &+= 1
    }
    return true
  }

  /// Whether both have the same sizes, compared where they lie.
  @inline(__always)
  package func hasShape(of other: Tensor) -> Bool {
    let rank = ownShape.length
    guard rank == other.ownShape.length else { return false }
    var dim = 0
    while dim < rank {
      if extent(dim) != other.extent(dim) { return false }
      dim &+= 1
    }
    return true
  }

  /// The number of dimensions.
  @inline(__always) public var rank: Int { shape.length }

  /// Whether operations on this tensor are recorded: it's a leaf that requires a gradient, or made from one.
  @inline(__always) public var requiresGrad: Bool { isTracked }

  /// Whether it was made by the user rather than by a recorded operation.
  public var isLeaf: Bool { gradNode == nil }

  /// How often the elements were changed in place, through this tensor or any view of the same memory.
  public var version: Int { Int(storage.version) }

  /// The position of the first element in its block of memory, in elements.
  public var storageOffset: Int { (data - storage.base) / dtype.byteCount }

  /// The steps between neighbours along each dimension, in elements.
  public var stride: [Int] { Array(strides) }

  @inline(__always) package func pointer<Element>(_ type: Element.Type) -> UnsafeMutablePointer<Element> {
    data.assumingMemoryBound(to: type)
  }

  @inline(__always) package var floats: UnsafeMutablePointer<Float> { pointer(Float.self) }
  @inline(__always) package var doubles: UnsafeMutablePointer<Double> { pointer(Double.self) }
  @inline(__always) package var ints: UnsafeMutablePointer<Int> { pointer(Int.self) }
  @inline(__always) package var bytes: UnsafeMutablePointer<UInt8> { pointer(UInt8.self) }

  /// The position of a dimension counted from the end when negative, as Python does. A scalar has one pseudo-dimension.
  @inline(__always)
  package func resolve(_ dim: Int) throws(TensorError) -> Int { try Tensor.resolve(dim, rank: rank) }

  @inline(__always)
  package static func resolve(_ dim: Int, rank: Int) throws(TensorError) -> Int {
    let bound = Swift.max(rank, 1)
    guard dim >= -bound && dim < bound else { throw .dimOutOfRange(dim: dim, rank: rank) }
    return dim < 0 ? dim + bound : dim
  }
}
