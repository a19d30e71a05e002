/// A short list of integers without a heap allocation: the sizes of a tensor's dimensions.
///
/// A tensor is made for every operation, so its shape has to be part of the object. Eight dimensions are enough for
/// anything that is taught; more are refused with `TensorError.tooManyDimensions`.
public struct Shape: Sendable {
  /// The largest number of dimensions.
  public static let maximumRank = 8

  @usableFromInline package var storage: InlineArray<8, Int>
  @usableFromInline package var length: Int

  @inlinable @inline(__always) public init() {
    storage = InlineArray(repeating: 0)
    length = 0
  }

  @inlinable package init(repeating value: Int, count: Int) {
    storage = InlineArray(repeating: value)
    length = Swift.min(count, Shape.maximumRank)
  }

  /// The shape of a vector; a list would be made on the heap first.
  @inline(__always) package init(_ size: Int) {
    self.init()
    storage[unchecked: 0] = size
    length = 1
  }

  /// The shape of a matrix.
  @inline(__always) package init(_ rows: Int, _ columns: Int) {
    self.init()
    storage[unchecked: 0] = rows
    storage[unchecked: 1] = columns
    length = 2
  }

  /// - Precondition: at most eight elements; use `init(checking:)` for lists that a script made.
  @inlinable public init(_ elements: some Sequence<Int>) {
    self.init()
    for element in elements { append(element) }
  }

  /// The sizes a script gave, or an error when there are more than eight.
  @inlinable public init(checking elements: some Collection<Int>) throws(TensorError) {
    guard elements.count <= Shape.maximumRank else { throw .tooManyDimensions(elements.count) }
    self.init(elements)
  }

  @inlinable public mutating func append(_ element: Int) {
    precondition(length < Shape.maximumRank)
    storage[unchecked: length] = element
    length += 1
  }

  @inlinable public mutating func insert(_ element: Int, at index: Int) {
    precondition(length < Shape.maximumRank && index >= 0 && index <= length)
    var position = length
    while position > index {
      storage[position] = storage[position - 1]
      position -= 1
    }
    storage[index] = element
    length += 1
  }

  @discardableResult
  @inlinable public mutating func remove(at index: Int) -> Int {
    precondition(index >= 0 && index < length)
    let element = storage[index]
    var position = index
    while position < length - 1 {
      storage[position] = storage[position + 1]
      position += 1
    }
    length -= 1
    return element
  }

  /// The number of elements of a tensor of this shape; nil when it doesn't fit an integer.
  public var elementCount: Int? {
    var product = 1
    var overflowed = false
    for index in 0..<length {
      let size = storage[unchecked: index]
      if size == 0 { return 0 }
      let (next, overflow) = product.multipliedReportingOverflow(by: size)
      overflowed = overflowed || overflow
      product = next
    }
    return overflowed ? nil : product
  }

  /// The product of the sizes of an existing tensor, which is known to fit.
  @inlinable package var product: Int {
    var product = 1
    for index in 0..<length { product &*= storage[unchecked: index] }
    return product
  }

  /// The strides of a tensor of this shape whose elements lie row by row.
  @inlinable package var contiguousStrides: Strides {
    var strides = self
    var step = 1
    var index = length - 1
    while index >= 0 {
      let size = storage[unchecked: index]
      strides.storage[unchecked: index] = step
      step &*= Swift.max(size, 1)
      index -= 1
    }
    return strides
  }
}

/// Steps between neighbours along each dimension, in elements: the same kind of list as a shape.
@usableFromInline package typealias Strides = Shape

extension Shape: RandomAccessCollection, MutableCollection {
  @inlinable public var startIndex: Int { 0 }
  @inlinable public var endIndex: Int { length }
  @inlinable public subscript(index: Int) -> Int {
    get {
      precondition(index >= 0 && index < length)
      return storage[unchecked: index]
    }
    set {
      precondition(index >= 0 && index < length)
      storage[unchecked: index] = newValue
    }
  }
}

extension Shape: Hashable {
  @inlinable public static func == (left: Shape, right: Shape) -> Bool {
    guard left.length == right.length else { return false }
    for index in 0..<left.length where left.storage[unchecked: index] != right.storage[unchecked: index] {
      return false
    }
    return true
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(length)
    for element in self { hasher.combine(element) }
  }
}

extension Shape: ExpressibleByArrayLiteral {
  public init(arrayLiteral elements: Int...) { self.init(elements) }
}

extension Shape: CustomStringConvertible {
  /// `(2, 3)`, and `(3,)` for one dimension, as Python prints tuples.
  public var description: String {
    length == 1 ? "(\(storage[0]),)" : "(" + map(String.init).joined(separator: ", ") + ")"
  }
}
