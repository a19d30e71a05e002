/// The kinds of integers that a tensor of integers may hold, from the narrowest on.
///
/// All of them are kept in 64 bits, so that one set of kernels does for all; a tensor of a narrower kind remembers it,
/// and results are wrapped to it, as the arithmetic of a narrower machine word would have it.
public enum IntegerWidth: UInt8, Sendable, CaseIterable {
  case uint8, int8, int16, int32, int64

  /// PyTorch's name, without the `torch.` in front.
  public var name: String {
    switch self {
    case .uint8: "uint8"
    case .int8: "int8"
    case .int16: "int16"
    case .int32: "int32"
    case .int64: "int64"
    }
  }

  /// The size that one element has in PyTorch.
  public var byteCount: Int {
    switch self {
    case .uint8, .int8: 1
    case .int16: 2
    case .int32: 4
    case .int64: 8
    }
  }

  /// The smallest and the largest value.
  public var range: ClosedRange<Int> {
    switch self {
    case .uint8: 0...255
    case .int8: -128...127
    case .int16: -32768...32767
    case .int32: -2_147_483_648...2_147_483_647
    case .int64: Int.min...Int.max
    }
  }

  /// The lowest bits of a number as a number of this kind.
  public func wrap(_ value: Int) -> Int {
    switch self {
    case .uint8: Int(UInt8(truncatingIfNeeded: value))
    case .int8: Int(Int8(truncatingIfNeeded: value))
    case .int16: Int(Int16(truncatingIfNeeded: value))
    case .int32: Int(Int32(truncatingIfNeeded: value))
    case .int64: value
    }
  }

  /// The narrowest kind that holds the values of both.
  public func promoted(with other: IntegerWidth) -> IntegerWidth {
    let (narrow, wide) = rawValue < other.rawValue ? (self, other) : (other, self)
    return narrow == .uint8 && wide == .int8 ? .int16 : wide
  }

  /// What an operation on integer tensors gives: those with dimensions decide before single numbers do.
  package static func promoted(_ tensors: some Sequence<Tensor>) -> IntegerWidth? {
    var shaped: IntegerWidth?
    var single: IntegerWidth?
    for tensor in tensors where tensor.dtype == .int64 && !tensor.isPythonNumber {
      if tensor.rank > 0 {
        shaped = shaped?.promoted(with: tensor.width) ?? tensor.width
      } else {
        single = single?.promoted(with: tensor.width) ?? tensor.width
      }
    }
    return shaped ?? single
  }
}

extension Tensor {
  /// Makes the elements of a tensor of integers numbers of this kind, in place and outside the graph.
  package func becomeIntegers(_ width: IntegerWidth) {
    guard dtype == .int64 else { return }
    self.width = width
    wrapIntegers()
  }

  /// Brings elements that an operation in place has written back into the range of this tensor's kind.
  package func wrapIntegers() {
    guard dtype == .int64, width != .int64 else { return }
    let elements = ints
    forEachOffset(shape, strides) { _, offset in elements[offset] = width.wrap(elements[offset]) }
  }

  /// The same numbers as integers of another kind; this tensor itself when they are of that kind already.
  package func integers(_ width: IntegerWidth) throws(TensorError) -> Tensor {
    guard dtype == .int64, self.width != width else { return self }
    let copy = try detach().clone()
    copy.becomeIntegers(width)
    return copy
  }

  /// PyTorch's name of the type of the elements.
  package var typeName: String { dtype == .int64 ? width.name : dtype.name }

  /// The size of an element in bytes, as PyTorch has it.
  package var itemSize: Int { dtype == .int64 ? width.byteCount : dtype.byteCount }
}
